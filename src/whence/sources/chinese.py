"""Line, verb → Phrase: the subject of a Chinese clause, which begins it and ends before time, place and verb.

李勇浩 周六 在 联合国 表示 ，…        格奥尔基·伊万诺夫（Gjorge Ivanov）总统 表示 ，…
└ subject        └ verb          └ a name in brackets belongs to it
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.sources.clause import Line, Phrase, strongest

if TYPE_CHECKING:
    from whence.sources.quotation import Quote

# Characters; a longer stretch before a verb is a clause.
_LONGEST = 40
# "This": a pronoun alone, and a part of 该公司.
_THIS = frozenset("该該")
_AND = frozenset("和与與及")
# A name in brackets is at most so many words.
_BRACKETED = 12


def subject(row: Line, at: int, quotes: list[Quote]) -> Phrase | None:
    """Return the likely subject of the verb at word `at`, or None where the clause begins with the verb."""
    if at and row.inside[at - 1] >= 0:
        number = row.inside[at - 1]
        inside = [i for i in range(max(0, at - _LONGEST), at) if row.inside[i] == number]
        # “监狱办公室”表示: a name in quotation marks.
        short = (
            quotes[number].scare
            and not row.passage.text[: quotes[number].start - row.passage.start].strip()
        )
        return Phrase(inside[0], at, "name") if short else None
    first = at
    while first > 0 and at - first < _LONGEST and row.inside[first - 1] < 0:
        if not row.gaps[first]:
            first -= 1
        elif (opened := _bracket(row, first)) >= 0:
            first = opened
        else:
            break
    while first < at and row.words[first] in row.cues.stop | row.cues.aux:
        first += 1
    if first == at:
        return None
    if row.words[first] in row.cues.he and row.words[first] not in _THIS:
        return Phrase(first, first + 1, "pronoun")
    last = first + 1
    while last < at and not _circumstance(row, first, last):
        last += 1
    return Phrase(first, last, strongest(row, first, last))


def reported(row: Line, at: int) -> tuple[Phrase, int] | None:
    """Return the source between "according to" and its verb (据港务长称), and the word behind that verb."""
    for i in range(at, min(len(row.words), at + _LONGEST)):
        if i > at and row.gaps[i]:
            return None
        met = row.cues.match(row.words, i)
        if met is not None and met[0] in {"say", "weak"} and i > at:
            return Phrase(at, i, strongest(row, at, i)), i + met[1]
    return None


def _bracket(row: Line, at: int) -> int:
    """Return where the bracket that closes before word `at` opens, or -1."""
    if not row.between(at).strip().endswith((")", "）")):
        return -1
    for i in range(at - 1, max(0, at - _BRACKETED), -1):
        if row.between(i).strip().endswith(("(", "（")):
            return i - 1
    return -1


def _circumstance(row: Line, first: int, i: int) -> bool:
    """Return True where word `i` begins a time, a place or whom it is said to."""
    word = row.words[i]
    if word[0].isdigit():
        return i - first > 1
    return word in row.cues.days or (word in row.cues.stop and word not in _AND)
