"""Line, Phrase → Phrase: where a subject begins and ends, though function words stand in it or before it.

a source close | to the inquiry | said        in una nota | l'azienda | assicura
               └ goes on                                   └ begins
"""

from __future__ import annotations

from dataclasses import replace

from whence.sources.clause import Line, Phrase, strongest

# What completes an adjective behind a noun has at most so many words.
_COMPLEMENT = 7


def completed(row: Line, phrase: Phrase, at: int) -> Phrase:
    """Return a phrase with what its adjective asks for: "a source close | to the inquiry"."""
    cues, last = row.cues, phrase.last
    if phrase.strength != "people" or not phrase.last < at <= len(row.words) or row.gaps[last]:
        return phrase
    ends_open = not (cues.person(row.words[last - 1]) or row.upper[last - 1])
    noun = any(cues.person(row.words[i]) for i in range(phrase.first, last - 1))
    if not ends_open or not noun or row.words[last] not in cues.stop | cues.of:
        return phrase
    while last < at and not row.gaps[last] and last - phrase.last < _COMPLEMENT:
        word = row.words[last]
        if word in cues.that or word in cues.who - cues.det or cues.match(row.words, last):
            return phrase
        last += 1
    whole = last == at or bool(row.gaps[last])
    return replace(phrase, last=last) if whole else phrase


def behind_document(row: Line, phrase: Phrase) -> Phrase:
    """Return a subject without the document that it speaks in: "in una nota | l'azienda"."""
    cues, first = row.cues, phrase.first
    led = first > 0 and not row.gaps[first] and row.words[first - 1] in cues.stop
    if not led or phrase.strength == "pronoun":
        return phrase
    for i in range(first + 1, phrase.last - 1):
        word, before = row.words[i], row.words[i - 1]
        article = word in cues.det and word not in cues.of and before not in cues.det | cues.of
        # Without articles: two nouns for those who speak, the first in the case of the preposition.
        bare = i == first + 1 and not cues.det and cues.body(before) and cues.person(word)
        spoken = not cues.det and row.upper[i - 1] and not row.upper[i] and cues.person(word)
        if article or bare or spoken:
            return replace(phrase, first=i, strength=strongest(row, i, phrase.last))
    if (
        not cues.det
        and phrase.last - first == 2
        and cues.body(row.words[first])
        and cues.person(row.words[first + 1])
    ):
        return replace(phrase, first=first + 1)
    return phrase
