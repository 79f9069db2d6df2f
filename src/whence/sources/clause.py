"""passage → Line: its words with what stands between them, and the noun phrases beside a cue.

    Baqeri , chief of staff , told reporters that …
    word  gap                 cue

Without a parser: clauses end at punctuation, phrases at function words, and a phrase is a likely
source where it holds a name, a noun for people, or a pronoun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whence.text import fold

if TYPE_CHECKING:
    from whence.records import Passage
    from whence.sources.cues import Cues
    from whence.sources.quotation import Quote

# Letters and digits with the marks that belong to them: accents, vowel signs, joiners of Persian.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u102b-\u109d\u17b4-\u17d3\u200c"
)
WORD = re.compile(f"[^\\W_][\\w{_MARKS}]*(?:(?<=[\u05d0-\u05ea])[\"״][\u05d0-\u05ea]+)?")
_HARD = frozenset(":;!?…。！？；：؟؛।")
_SOFT = frozenset(",،、，()[]（）—–")
# A run of words as a source is at most this long; a longer one has swallowed a clause.
LONGEST_PHRASE = 16

Strength = Literal["name", "people", "pronoun", "plain"]
Gap = Literal["", ",", ":", '"']


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its word numbers, half-open, and why it may be a source."""

    first: int
    last: int
    strength: Strength


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

    def colon(self, at: int) -> bool:
        """Return True where a colon stands before word `at`."""
        base = self.passage.start
        left = self.ends[at - 1] - base if at else 0
        right = self.starts[at] - base if at < len(self.words) else len(self.passage.text)
        gap = self.passage.text[left:right]
        return ":" in gap or "：" in gap


def line(passage: Passage, cues: Cues, quotes: list[Quote], known: frozenset[str]) -> Line:
    """Read a passage into words; `known` are the names that the article has in mid-sentence."""
    row = Line(passage, cues)
    text, base = passage.text, passage.start
    last = 0
    for met in (cues.cutter or WORD).finditer(text):
        at = met.start()
        folded = fold(met.group())
        if not folded:
            continue
        between = text[last:at]
        row.inside.append(_inside(quotes, base + at))
        row.gaps.append(_gap(row, between))
        row.words.append(folded)
        row.starts.append(base + at)
        row.ends.append(base + met.end())
        row.upper.append(text[at].isupper())
        last = met.end()
    row.gaps.append(":" if any(c in _HARD or c == "." for c in text[last:]) else ",")
    _unmark_openers(row, known)
    return row


def _inside(quotes: list[Quote], at: int) -> int:
    for number, quote in enumerate(quotes):
        if quote.start <= at < quote.end:
            return number
    return -1


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


def _unmark_openers(row: Line, known: frozenset[str]) -> None:
    """Take the capital from a word that has it only because a sentence begins there."""
    for i, gap in enumerate(row.gaps[:-1]):
        if gap in {":", '"'} and row.upper[i] and row.words[i] not in known:
            follows = i + 1 < len(row.words) and row.upper[i + 1] and not row.gaps[i + 1]
            helper = row.words[i] in row.cues.stop or row.words[i] in row.cues.det
            row.upper[i] = follows and not helper and not row.cues.person(row.words[i])


def names_of(lines: list[tuple[str, bool]]) -> frozenset[str]:
    """Return the words written with a capital where no sentence begins."""
    return frozenset(word for word, upper in lines if upper)


def anchor(row: Line, i: int) -> Strength | None:
    """Say why word `i` may be the head of a source."""
    word = row.words[i]
    if word in row.cues.he:
        return "pronoun"
    if row.cues.person(word):
        return "people"
    if row.upper[i] and word not in row.cues.stop and not word[0].isdigit():
        return "name"
    return None


def strongest(row: Line, first: int, last: int) -> Strength:
    """Return the best reason for words first..last to be a source."""
    found = {anchor(row, i) for i in range(first, last)}
    for strength in ("name", "people"):
        if strength in found:
            return strength  # type: ignore[return-value]
    return "pronoun" if "pronoun" in found and last - first <= 2 else "plain"


def left_phrase(row: Line, at: int) -> Phrase | None:
    """Return the likely subject that ends before word `at`, or None."""
    segments = _segments(row, at)
    if not segments:
        return None
    apposed = row.gaps[at] == ","
    nearest = segments[0]
    phrase = _subject(row, *nearest)
    if phrase and not apposed and phrase.strength in {"name", "pronoun"}:
        return phrase
    # "Mara Lind, chief of the harbour, said": the name stands before its apposition.
    for first, last in segments[1:4]:
        earlier = _subject(row, first, last)
        if earlier is None:
            continue
        if earlier.strength == "name" and earlier.first == _trimmed(row, first, last):
            if phrase is None or apposed or row.words[nearest[0]] in row.cues.det | row.cues.who:
                return earlier
        elif apposed and earlier.strength == "people" and (phrase is None or phrase.strength == "plain"):
            return earlier
    if apposed and len(segments) > 1 and phrase and phrase.strength == "plain":
        return None
    return phrase


def _segments(row: Line, at: int) -> list[tuple[int, int]]:
    """Return the stretches between commas before word `at`, nearest first, up to the clause's start."""
    found: list[tuple[int, int]] = []
    end = first = at
    while first > 0:
        gap = row.gaps[first]
        if gap in {":", '"'} and first < at + 1 and (first != at or gap == ":"):
            break
        if first == at and gap == '"':
            break
        if gap == "," and first < end:
            found.append((first, end))
            end = first
        elif gap == "," and first == at:
            end = first
        if row.words[first - 1] in row.cues.that and row.words[first - 1] not in row.cues.who:
            break
        first -= 1
    if first < end:
        found.append((first, end))
    return found[:5]


def _trimmed(row: Line, first: int, last: int) -> int:
    """Return where a stretch begins without its leading conjunctions."""
    while first < last and row.words[first] in row.cues.conjunctions:
        first += 1
    return first


def _subject(row: Line, first: int, last: int) -> Phrase | None:
    """Return the part of a stretch before a verb that may be its subject."""
    cues = row.cues
    start = _trimmed(row, first, last)
    # A second clause after "and": "the boat is back and the captain says".
    for i in range(last - 1, start, -1):
        if row.words[i] in cues.conjunctions and any(w in cues.aux for w in row.words[start:i]):
            start = _trimmed(row, i, last)
            break
    chunks = _chunks(row, start, last)
    if not chunks:
        return None
    led = start < last and row.words[start] in cues.stop
    ordered = chunks[::-1] if led else chunks
    for a, b in ordered:
        strength = strongest(row, a, b)
        if strength != "plain":
            return Phrase(max(a, b - LONGEST_PHRASE), b, strength)
    a, b = ordered[0]
    return None if led and not cues.caseless else Phrase(max(a, b - LONGEST_PHRASE), b, "plain")


def _chunks(row: Line, first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretches between function words; joined parts ("minister of health") stay together."""
    found: list[tuple[int, int]] = []
    start = first
    for i in range(first, last):
        word = row.words[i]
        free = word in row.cues.stop or word in row.cues.who or word in row.cues.aux
        if free and not (word in row.cues.of and i > start) and word not in row.cues.he:
            if i > start:
                found.append((start, i))
            start = i + 1
    if last > start:
        found.append((start, last))
    return found


def right_phrase(row: Line, at: int) -> Phrase | None:
    """Return the likely subject that begins at word `at`: "said Mara Lind", or None."""
    cues = row.cues
    n = len(row.words)
    end = at
    while end < n and end - at < LONGEST_PHRASE and row.inside[end] == row.inside[at]:
        word = row.words[end]
        if end > at and row.gaps[end]:
            break
        if word in cues.that or word in cues.who or (word in cues.conjunctions and end == at):
            break
        if word not in cues.of and (word in cues.stop or word in cues.aux) and word not in cues.he:
            if end > at or word in cues.stop:
                break
        elif end > at and cues.match(row.words, end) and not row.upper[end]:
            break
        elif word in cues.he:
            return Phrase(at, end + 1, "pronoun") if end == at else Phrase(at, end, strongest(row, at, end))
        end += 1
    if end == at:
        return None
    return Phrase(at, end, strongest(row, at, end))
