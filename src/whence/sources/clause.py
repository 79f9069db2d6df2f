"""passage → Line: its words with what stands between them, and the noun phrases beside a cue.

    Baqeri , chief of staff , told reporters that …
    word  gap                 cue

Without a parser: clauses end at punctuation, phrases at function words, and a phrase is a likely
source where it holds a name, a noun for people, or a pronoun.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
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
WORD = re.compile(f"[^\\W_][\\w{_MARKS}]*(?:(?<=[\u05d0-\u05ea])[\"״][\u05d0-\u05ea]+)?")
_HARD = frozenset(":;!?…。！？；：؟؛।")
_SOFT = frozenset(",،、，()[]（）—–")
# Articles that open an apposition rather than a subject: "Mara Lind, a fisher from Sarl said".
_INDEFINITE = frozenset("a an un une una uno ein eine en ett et um uma een".split())
# Particles that end a subject, joined to its last word (Korean) or a word of their own (see "aux").
_TOPICS = {"ja": "はがも", "ko": "는은이가"}
# A run of words as a source is at most this long; a longer one has swallowed a clause.
LONGEST_PHRASE = 16
# No subject is sought further than this many words from its verb.
LONGEST_CLAUSE = 60

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
    return row


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
            if _helper(cues, word) or (word in cues.det and not (i + 1 < len(row.words) and row.upper[i + 1] and not gap)):
                row.upper[i] = False
            elif gap in {":", '"'} and word not in known:
                follows = i + 1 < len(row.words) and row.upper[i + 1] and not row.gaps[i + 1]
                row.upper[i] = follows and not cues.person(word)


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


def left_phrase(row: Line, at: int, *, open_end: bool = False) -> Phrase | None:
    """Return the likely subject that ends before word `at`, or None.

    With `open_end` the verb ends its clause: after a comma it is then an aside without a subject.
    """
    segments = _segments(row, at)
    if not segments:
        return None
    apposed = row.gaps[at] == ","
    alone = len(segments) == 1
    nearest = segments[0]
    if _trimmed(row, *nearest) == nearest[1]:
        # "…, but said": the subject of the sentence goes on.
        return opening_subject(row)
    opener = row.words[min(_trimmed(row, *nearest), at - 1)]
    if row.words[at - 1] in row.cues.conjunctions and not row.gaps[at]:
        # "… and said": the subject of the sentence goes on.
        return opening_subject(row)
    if opener in row.cues.who and (apposed or opener not in row.cues.det):
        if not apposed:
            return _antecedent(row, segments)
        # ", who leads the harbour office, said": the clause between the commas is closed.
        segments = segments[1:]
        if not segments:
            return None
        nearest = segments[0]
    if apposed and open_end and alone and row.gaps[segments[0][0]] != '"':
        return None
    phrase = _subject(row, *nearest)
    hangs = len(segments) > 1 and row.words[nearest[0]] in row.cues.of
    if phrase and not apposed and not hangs:
        if phrase.strength in {"name", "pronoun"} or not _indefinite(row, nearest):
            return phrase
    if apposed and phrase and len(segments) > 1 and _introduced(row, nearest, segments[1]):
        return replace(phrase, apposed=True)
    # "Mara Lind, chief of the harbour, said": the name stands before its apposition.
    for first, last in segments[1:4]:
        earlier = _subject(row, first, last)
        if earlier is None or earlier.strength == "pronoun":
            continue
        if earlier.strength == "name" and _leads(row, earlier, first, last):
            return replace(earlier, apposed=True)
        if apposed and earlier.strength == "people" and (phrase is None or phrase.strength != "name"):
            return earlier
    return phrase


def _introduced(row: Line, name: tuple[int, int], before: tuple[int, int]) -> bool:
    """Return True for "the harbour master of Sarl, Mara Lind": a description and then only a name."""
    words = range(*name)
    first = _trimmed(row, *before)
    described = row.words[first] in row.cues.det or row.cues.person(row.words[first])
    common = row.cues.language == "de" or not row.upper[min(first + 1, before[1] - 1)]
    return len(words) <= 5 and all(row.upper[i] for i in words) and described and common


def _indefinite(row: Line, segment: tuple[int, int]) -> bool:
    return row.words[segment[0]] in _INDEFINITE


def _leads(row: Line, phrase: Phrase, first: int, last: int) -> bool:
    """Return True where a stretch begins with the name itself, or with its title."""
    start = _trimmed(row, first, last)
    word = row.words[start]
    plain = word in row.cues.det and word not in row.cues.of and word not in row.cues.stop
    opener = row.upper[start] or row.cues.person(word) or plain
    return phrase.first == start and opener


def _antecedent(row: Line, segments: list[tuple[int, int]]) -> Phrase | None:
    """Return what "who" stands for: the phrase right before it."""
    if len(segments) < 2:
        return None
    for a, b in reversed(_chunks(row, *segments[1])):
        strength = strongest(row, a, b)
        if strength == "people":
            # "did not sit well with the president, who": from the noun on, its verb left out.
            noun = max(i for i in range(a, b) if row.cues.person(row.words[i]))
            a = noun - 1 if noun > a and row.words[noun - 1] in row.cues.det else noun
        if strength in {"name", "people"}:
            return Phrase(a, b, strength)
    return None


def opening_subject(row: Line) -> Phrase | None:
    """Return the subject that a passage begins with, after adverbial stretches set apart by commas."""
    first = 0
    n = len(row.words)
    for _ in range(3):
        last = first + 1
        while last < n and not row.gaps[last] and last - first < LONGEST_CLAUSE:
            last += 1
        if first >= n or row.inside[first] >= 0:
            return None
        start = _trimmed(row, first, last)
        chunks = _chunks(row, start, last)
        if chunks and start < last and row.words[start] not in row.cues.stop:
            a, b = chunks[0]
            if row.words[a] in row.cues.he:
                return Phrase(a, a + 1, "pronoun")
            strength = strongest(row, a, b)
            if strength != "plain":
                return _headed(row, Phrase(a, b, strength))
        if last >= n or row.gaps[last] != ",":
            return None
        first = last
    return None


def _segments(row: Line, at: int) -> list[tuple[int, int]]:
    """Return the stretches between commas before word `at`, nearest first, up to the clause's start."""
    found: list[tuple[int, int]] = []
    end = first = at
    while first > 0 and at - first < LONGEST_CLAUSE and len(found) < 5:
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
        # A clause closed by a comma hides its own "that".
        if row.words[first - 1] in row.cues.that and first < at and row.gaps[at] != ",":
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
        if b - a > 1 and row.words[a] in cues.he and not row.gaps[a]:
            # "He left Sarl saying": the pronoun is the subject, the rest its verb.
            return Phrase(a, a + 1, "pronoun")
        strength = strongest(row, a, b)
        if strength != "plain":
            return _headed(row, Phrase(max(a, b - LONGEST_PHRASE), b, strength))
    a, b = ordered[0]
    return None if led and not cues.caseless else Phrase(max(a, b - LONGEST_PHRASE), b, "plain")


def _headed(row: Line, phrase: Phrase) -> Phrase:
    """Return a phrase that begins with a name without the clause after it: "Lind took the stand"."""
    cues = row.cues
    end = phrase.first
    while end < phrase.last and row.upper[end]:
        end += 1
    after = end
    while after < phrase.last and not row.upper[after]:
        after += 1
    between = row.words[end:after]
    helper = cues.of | cues.conjunctions | cues.det
    joined = any(cues.person(w) or w in helper for w in between[:1]) or any(map(cues.person, between[-1:]))
    tail = any(cues.person(w) for w in between) and after == phrase.last and between[:1] != between[-1:]
    tail = tail and not any(w in cues.det for w in between)
    free = cues.order == "svo" and not cues.caseless and not joined and not tail
    if phrase.first < end < phrase.last and (free or between[-1:] == row.words[phrase.last - 1 : phrase.last]):
        if free or row.words[phrase.last - 1] in cues.conjunctions:
            return Phrase(phrase.first, end, phrase.strength)
    return phrase


def _chunks(row: Line, first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretches between function words; joined parts ("minister of health") stay together."""
    found: list[tuple[int, int]] = []
    start = first
    for i in range(first, last):
        word = row.words[i]
        helper = word in row.cues.aux and word not in row.cues.det
        relative = word in row.cues.who and word not in row.cues.det
        free = (word in row.cues.stop or relative or helper) and not row.upper[i]
        if not free and word in row.cues.starts and not row.upper[i] and i > first:
            met = row.cues.match(row.words, i)
            free = met is not None and met[0] in {"say", "adding"} and row.words[i - 1] not in row.cues.det
        if free and not (word in row.cues.of and i > start) and word not in row.cues.he:
            if i > start:
                found.append((start, i))
            start = i + 1
    if last > start:
        found.append((start, last))
    return found


def topic(row: Line, at: int) -> Phrase | None:
    """Return the subject of a clause whose verb, word `at`, comes last: what a particle or comma ends.

    マーラ・リンドは「…」と述べた    마라 린드는 “…”고 말했다    Mara Lind, "…" dedi
    """
    cues = row.cues
    first = 0
    for i in range(min(at, LONGEST_CLAUSE)):
        if row.inside[i] >= 0:
            if i > first:
                return _topical(row, first, i)
            first = i + 1
            continue
        if i > first and row.gaps[i]:
            found = _topical(row, first, i)
            if found is not None and found.strength != "plain":
                return found
            first = i
        if cues.language in _TOPICS and i > first:
            word = row.words[i]
            if word in cues.aux:
                return _topical(row, first, i)
            if cues.language == "ko" and word[-1] in _TOPICS["ko"]:
                return _topical(row, first, i + 1)
    return None


def _topical(row: Line, first: int, last: int) -> Phrase:
    return Phrase(max(first, last - 2 * LONGEST_PHRASE), last, strongest(row, first, last))


def right_phrase(row: Line, at: int) -> Phrase | None:
    """Return the likely subject that begins at word `at`: "said Mara Lind", or None."""
    cues = row.cues
    n = len(row.words)
    while at < n - 1 and not row.gaps[at + 1] and row.words[at] not in cues.he | cues.det:
        if row.words[at] not in cues.days and row.words[at] not in cues.aux:
            break
        at += 1
    met = cues.match(row.words, at) if at < n else None
    if met is not None and met[0] in {"say", "weak"} and not row.upper[at] and not cues.person(row.words[at]):
        return None
    end = at
    while end < n and end - at < LONGEST_PHRASE and row.inside[end] == row.inside[at]:
        word = row.words[end]
        if end > at and row.gaps[end]:
            break
        relative = word in cues.who and word not in cues.det and word not in cues.of
        if word[0].isdigit() and any(row.upper[at:end]):
            break
        if (word in cues.that and not row.upper[end]) or relative or (word in cues.conjunctions and end == at):
            break
        helper = word in cues.stop or (word in cues.aux and word not in cues.det)
        if word not in cues.of and helper and word not in cues.he:
            if end > at or word in cues.stop:
                break
        elif end > at and cues.match(row.words, end) and not row.upper[end] and not _noun(row, at, end):
            break
        elif word in cues.he:
            return Phrase(at, end + 1, "pronoun") if end == at else Phrase(at, end, strongest(row, at, end))
        end += 1
    while end > at and (row.words[end - 1] in cues.of or row.words[end - 1] in cues.det):
        end -= 1
    return Phrase(at, end, strongest(row, at, end)) if end > at else None


def _noun(row: Line, first: int, i: int) -> bool:
    """Return True where word `i` of a phrase is a noun though verbs of saying look like it: "the report"."""
    return row.cues.person(row.words[i]) and all(w in row.cues.det or row.cues.person(w) or row.upper[k]
        for k, w in enumerate(row.words[first:i], first))
