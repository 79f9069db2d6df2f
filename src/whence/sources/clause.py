"""passage → Line: its words with what stands between them.

    Baqeri , chief of staff , told reporters that …
    word  gap                 cue

A word is a likely source where it is a name, a noun for people, or a pronoun (`anchor`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whence.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Passage
    from whence.sources.cues import Cues
    from whence.sources.quotation import Quote

# Letters and digits with the marks that belong to them: accents, vowel signs, joiners of Persian.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u102b-\u109d\u17b4-\u17d3\u200c"
)
WORD = re.compile(f"[^\\W_][\\w{_MARKS}]*(?:(?<=[\u05d0-\u05ea])[\"״'׳][\u05d0-\u05ea]+)?")
_HARD = frozenset(":;!?…。！？；：؟؛।")
_SOFT = frozenset(",،、，()[]（）—–")
_QUOTED = ' \u00a0«»„“”‟"'
Strength = Literal["name", "people", "pronoun", "plain"]
Gap = Literal["", ",", ":", '"']


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its word numbers, half-open, and why it may be a source.

    `apposed` where a second name of the same person stands beside it: then it is surely the subject.
    """

    first: int
    last: int
    strength: Strength
    apposed: bool = False


@dataclass(slots=True)
class Line:
    """The words of one passage: folded, with offsets into the article's text.

    `gaps[i]` is what stands before word i: "" nothing, "," a comma or dash, ":" the end of a clause,
    '"' the edge of a quotation; `gaps[n]` stands after the last word. `inside[i]` is the number of
    the quotation that word i stands in, -1 for none.
    """

    passage: Passage
    cues: Cues
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    upper: list[bool] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)

    def text(self, phrase: Phrase) -> str:
        """Return the phrase as it stands in the passage."""
        base = self.passage.start
        return self.passage.text[self.starts[phrase.first] - base : self.ends[phrase.last - 1] - base]

    def between(self, at: int) -> str:
        """Return what is written before word `at`, after the word before it."""
        base = self.passage.start
        left = self.ends[at - 1] - base if at else 0
        right = self.starts[at] - base if at < len(self.words) else len(self.passage.text)
        return self.passage.text[left:right]

    def colon(self, at: int) -> bool:
        """Return True where a colon stands before word `at`."""
        gap = self.between(at)
        return at > 0 and (":" in gap or "：" in gap)

    def ended(self, at: int) -> bool:
        """Return True where a sentence ends before word `at`."""
        if self.gaps[at] == ":":
            return True
        return self.gaps[at] == '"' and any(c in ".!?…。！？؟।" for c in self.between(at))


def line(passage: Passage, cues: Cues, quotes: Sequence[Quote]) -> Line:
    """Read a passage into words."""
    row = Line(passage, cues)
    text, base = passage.text, passage.start
    last = 0
    here, stop = _overlapping(quotes, passage)
    for met in (cues.cutter or WORD).finditer(text):
        at = met.start()
        folded = fold(met.group())
        if not folded:
            continue
        for letter in cues.joined if cues.language == "ar" else ():
            if folded.startswith(letter) and _helper(cues, folded[len(letter) :]):
                # ولكن, והוא: "and" joined to a function word.
                folded = folded[len(letter) :]
                break
        between = text[last:at]
        while here < stop and quotes[here].end <= base + at:
            here += 1
        row.inside.append(here if here < stop and quotes[here].start <= base + at else -1)
        row.gaps.append(_gap(row, between))
        row.words.append(folded)
        row.starts.append(base + at)
        row.ends.append(base + met.end())
        row.upper.append(text[at].isupper())
        last = met.end()
    row.gaps.append(":" if any(c in _HARD or c == "." for c in text[last:]) else ",")
    for at in range(len(row.words)):
        number = row.inside[at]
        if number >= 0 and (not at or row.inside[at - 1] != number) and quotes[number].scare:
            _unquote(row, number, at)
    return row


def _unquote(row: Line, number: int, first: int) -> None:
    """Read a name in quotation marks as a name: пишет «Портовый вестник», das Blatt „Der Hafen“."""
    last = first
    while last < len(row.words) and row.inside[last] == number:
        last += 1
    cues = row.cues
    ends = row.between(last)
    if not row.upper[first] or not first or row.between(first).strip(_QUOTED):
        return
    if any(c in ".!?…" for c in ends.split("”")[0].split("»")[0].split('"')[0]) and last < len(
        row.words
    ):
        return
    before = row.words[first - 1]
    verb = any(
        (row.cues.match(row.words, i) or ("", 0))[1] == first - i and i and row.gaps[i] == ","
        for i in range(max(0, first - 3), first)
    )
    if not (verb or cues.body(before)):
        return
    for i in range(first, last):
        row.inside[i] = -1
        row.upper[i] = not _helper(cues, row.words[i])
    row.gaps[first] = ""
    if last < len(row.words):
        rest = ends.lstrip(_QUOTED)
        row.gaps[last] = (
            "" if not rest else "," if rest[0] in _SOFT else ":" if rest[0] in ".!?:;" else ""
        )


def _overlapping(quotes: Sequence[Quote], passage: Passage) -> tuple[int, int]:
    first = bisect_right(quotes, passage.start, key=lambda q: q.end)
    return first, bisect_left(quotes, passage.end, key=lambda q: q.start)


def _gap(row: Line, between: str) -> Gap:
    """Say what the stretch before the next word means (the word's `inside` is already noted)."""
    if not row.words:
        return ":"
    if row.inside[-1] != row.inside[-2]:
        return '"'
    if between == " ":
        return ""
    if any(c in _HARD for c in between):
        return ":"
    if "." in between and len(row.words[-1]) > 4 and any(c.isspace() for c in between):
        return ":"
    if any(c in _SOFT for c in between) or " - " in between or "--" in between:
        return ","
    return ""


def unmark_openers(lines: Sequence[Line]) -> None:
    """Take the capital from each word that has it only because a sentence or quotation begins there.

    It is a name's where the article has the word with a capital in mid-sentence too.
    """
    known = {
        word
        for row in lines
        for word, upper, gap in zip(row.words, row.upper, row.gaps, strict=False)
        if upper and gap in {"", ","}
    }
    for row in lines:
        for i, gap in enumerate(row.gaps[:-1]):
            runs = i + 1 < len(row.words) and row.upper[i + 1] and not row.gaps[i + 1]
            if gap in {":", '"'} and row.upper[i] and runs and _helper(row.cues, row.words[i]) is False:
                known.add(row.words[i])
    for row in lines:
        cues = row.cues
        for i, gap in enumerate(row.gaps[:-1]):
            word = row.words[i]
            if not row.upper[i]:
                continue
            if _capital_noun(row, i):
                continue
            if _helper(cues, word) or (
                word in cues.det and not (i + 1 < len(row.words) and row.upper[i + 1] and not gap)
            ):
                row.upper[i] = False
            elif gap in {":", '"'} and word not in known:
                follows = i + 1 < len(row.words) and row.upper[i + 1] and not row.gaps[i + 1]
                row.upper[i] = follows and not cues.person(word)


def _capital_noun(row: Line, i: int) -> bool:
    """Return True for a helper with a capital among small words: the "Stato" of "segretario di Stato"."""
    cues, word = row.cues, row.words[i]
    if not i or row.gaps[i] or row.words[i - 1] not in cues.of or word not in cues.aux:
        return False
    return not any(word in group for group in (cues.stop, cues.conjunctions, cues.he, cues.det))


def _helper(cues: Cues, word: str) -> bool:
    return any(word in group for group in (cues.stop, cues.conjunctions, cues.aux, cues.he, cues.of))


def anchor(row: Line, i: int) -> Strength | None:
    """Say why word `i` may be the head of a source."""
    word = row.words[i]
    if word in row.cues.he:
        return "pronoun"
    if row.cues.person(word):
        return "people"
    if row.upper[i] and word not in row.cues.stop and not word[0].isdigit() and len(word) > 1:
        return "name"
    return None


def strongest(row: Line, first: int, last: int) -> Strength:
    """Return the best reason for words first..last to be a source."""
    found = {anchor(row, i) for i in range(first, last)}
    strength: Strength
    for strength in ("name", "people"):
        if strength in found:
            return strength
    return "pronoun" if "pronoun" in found and last - first <= 2 else "plain"
