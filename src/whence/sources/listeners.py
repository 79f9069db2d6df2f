"""Line, verb → Phrase: the subject behind a verb and whom it is said to, or where it is said.

said to the harbour agency Delta | a fisher from Sarl        said on the network X | the harbour master Mara Lind
        └ listener                 └ subject                      └ place            └ subject
"""

from __future__ import annotations

from dataclasses import replace

from whence.sources.clause import Line, Phrase, strongest
from whence.sources.content import REACH
from whence.sources.offices import HEAD_LAST
from whence.sources.phrases import indefinite

# Languages that name a listener in a case, right behind the verb and before the subject.
_DATIVE_FIRST = frozenset({"pl", "cs", "sk", "ru", "uk", "be", "hr", "sr", "bs", "sl"})
# Between a preposition and a name that is the subject stand at least so many words.
_APART = 3


def apart(row: Line, phrase: Phrase) -> Phrase:
    """Return the subject in a phrase that holds a listener too: "agencji Delta rzecznik straży".

    A title of several words goes on to its name: "l'ingénieur en chef Mara Lind".
    """
    cues = row.cues
    if phrase.strength == "people" and phrase.last < len(row.words) and not row.gaps[phrase.last]:
        end = phrase.last
        while end < len(row.words) and not row.gaps[end] and end - phrase.last <= _APART + 2:
            end += 1
        name = _closing_name(row, phrase.last, phrase.last, end)
        if name is not None and name.first - phrase.last < _APART:
            return replace(phrase, last=end, strength="name")
    for i in range(phrase.first + 1, phrase.last):
        word, before = row.words[i], row.words[i - 1]
        opens = indefinite(row, i) and i + 1 < phrase.last and before not in cues.of | cues.det
        if opens and cues.person(row.words[i + 1]):
            return Phrase(i, phrase.last, strongest(row, i, phrase.last))
        given = cues.language in _DATIVE_FIRST and cues.body(row.words[phrase.first])
        if given and row.upper[i - 1] and not row.upper[i] and cues.person(word):
            return Phrase(i, phrase.last, strongest(row, i, phrase.last))
        if cues.language == "hu" and word in cues.det and cues.person(before):
            # "a hajósok szóvivője | a Parti Postának"
            return replace(phrase, last=i, strength=strongest(row, phrase.first, i))
        heard = cues.language in {"de", "hu"} and word in cues.det and _outlet(row, i + 1, phrase.last)
        if heard and (
            cues.language == "hu" or any(w in cues.det for w in row.words[phrase.first + 1 : i])
        ):
            return replace(phrase, last=i, strength=strongest(row, phrase.first, i))
    return phrase


def _outlet(row: Line, first: int, last: int) -> bool:
    """Return True for "(der) Nachrichtenagentur Delta", "(a) Delta hírügynökséggel": a body and its name."""
    words = range(first, last)
    named = any(row.upper[i] and not row.cues.body(row.words[i]) for i in words)
    return len(words) <= _APART and named and any(row.cues.body(row.words[i]) for i in words)


def late_subject(row: Line, first: int, last: int, *, sure: bool) -> Phrase | None:
    """Return a subject behind an adverbial: '"…", said on Radio Cove the fisher Mara Lind'.

    With `sure` only one that is plainly set apart, because the verb may have another before it.
    """
    cues = row.cues
    if (
        cues.order != "svo"
        or row.gaps[first] not in {",", '"'}
        or last >= len(row.words)
        or row.gaps[last]
    ):
        return None
    end = last
    while end < len(row.words) and end - last < REACH and (end == last or not row.gaps[end]):
        end += 1
    start = max(
        (i + 1 for i in range(last, end) if row.words[i] in cues.stop and not row.upper[i]), default=last
    )
    opened = _indefinite(row, last, end)
    if opened >= 0:
        return Phrase(opened, end, strongest(row, opened, end))
    # A noun right behind the preposition is part of the adverbial: "to the press".
    heads = [
        i for i in range(start + 1, end) if cues.person(row.words[i]) and row.words[i - 1] not in cues.of
    ]
    if heads and start > last and row.words[start] not in cues.det and not sure:
        return Phrase(heads[0], end, strongest(row, heads[0], end))
    return _closing_name(row, last, start, end) or _named(row, last, end)


def _indefinite(row: Line, first: int, last: int) -> int:
    """Return where "a spokesman …" begins behind a listener, or -1."""
    cues = row.cues
    for i in range(first + 1, last - 1):
        opens = indefinite(row, i) and row.words[i - 1] not in cues.of | cues.stop
        if opens and cues.person(row.words[i + 1]):
            return i
        named = row.upper[i - 1] and not row.upper[i] and cues.person(row.words[i])
        if named and cues.language not in HEAD_LAST and cues.language != "de":
            return i
    return -1


def _named(row: Line, last: int, end: int) -> Phrase | None:
    """Return the name of two words or three behind a day and an office: "am Freitag Inspektorin Mara Lind"."""
    cues = row.cues
    first = last + 1
    while first < end:
        stop = first
        while stop < end and row.upper[stop] and row.words[stop] not in cues.days:
            stop += 1
        before = row.words[first - 1]
        closed = stop >= end or row.words[stop] in cues.stop | cues.to or cues.body(row.words[stop])
        if 2 <= stop - first <= 3 and cues.person(before) and closed:
            return Phrase(first, stop, "name")
        first = max(stop, first) + 1
    return None


def _closing_name(row: Line, last: int, start: int, end: int) -> Phrase | None:
    """Return the name of two words or three that ends the clause: "a expliqué l'ingénieur en chef Mara Lind"."""
    first = end
    while first > last and row.upper[first - 1]:
        first -= 1
    cues = row.cues
    # "when asked how the Lind …": an article begins another phrase.
    hangs = first > last and row.words[first - 1] in cues.of | cues.stop | cues.det
    if not 2 <= end - first <= 3 or hangs or (start > last and first - start < _APART):
        return None
    return Phrase(first, end, "name")
