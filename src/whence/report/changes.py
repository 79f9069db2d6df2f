"""Two captures of one page → Changes: what was added, removed and replaced, word by word.

    old   The bridge is closed  [until Friday].
    new   The bridge is closed  {since Monday}, {police said}.

1. Both texts become tokens: words and numbers whole, signs and letters of scripts without spaces alone.
   White space, soft hyphens and other characters that nobody sees are no tokens, and composed and
   decomposed letters are one: what differs only in these has not changed.
2. What both begin and end with is set aside; the longest common subsequence of the rest is what stayed.
3. What stayed only by chance between two changes (a lone "the") goes into them, and an addition that
   could stand at several places is put where a sentence begins.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from whence.records import Record, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whence.records import Article

State = Literal["same", "added", "removed", "replaced"]
# What of an article's head is compared, beside its text.
FIELDS = ("title", "byline", "outlet", "published", "modified", "language")

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Letters of scripts that put no spaces between words, and the marks that stand on them.
_ALONE = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ON_THEM = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103f\u17b4-\u17d3\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SIGNS = "!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2010-\u2029\u2030-\u205e\u3001-\u3004\u3008-\u301f\uff01-\uff0f\uff1a-\uff20\u060c\u061b\u061f\u06d4\u0964\u0965"
_RUN = rf"[^\s{_UNSEEN}{_ALONE}{_SIGNS}]+"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)*|[{_ALONE}][{_ON_THEM}]*|{_RUN}(?:[{_UNSEEN}'’-]{_RUN})*|[^\s{_UNSEEN}]"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_ENDS = frozenset(".!?…。！？؟।۔")
# Bits of the table of the longest common subsequence: 50 MB, 20,000 words against 20,000 others, under a
# second. Longer stretches are first cut at the words that stand once in each; what is longer still, or comes
# after ten such tables, counts as replaced.
TABLE = 400_000_000
# Places tried for an addition that could stand at several; a repeated paragraph has about so many words.
_SLIDE = 300


@dataclass(frozen=True, slots=True)
class Part(Record):
    """A stretch that stayed or changed: what the old and the new text have there, with offsets.

    The parts of `Changes.parts` in order make up both texts; white space goes with what precedes it.
    """

    state: State
    old: str
    new: str
    old_start: int
    new_start: int


@dataclass(frozen=True, slots=True)
class Field(Record):
    """What is stated of an article, where two captures state it differently."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Changes(Record):
    """What changed from one capture to another: articles by id, `added` and `removed` in words.

    `notices` say what the stated times have to do with it. `to_dict` leaves out what stayed.
    """

    old: str
    new: str
    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    removed: int
    added: int
    notices: tuple[str, ...]

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts that differ."""
        return tuple(part for part in self.parts if part.state != "same")

    def to_dict(self) -> dict[str, Any]:
        """Return JSON data: the parts that differ, not those that stayed."""
        row = super(Changes, self).to_dict()
        row["parts"] = [part.to_dict() for part in self.changed]
        return row


@dataclass(frozen=True, slots=True)
class _Tokens:
    keys: list[str]
    starts: list[int]


def changes(old: Article, new: Article) -> Changes:
    """Return what changed between two captures of a page, white space ignored."""
    left, right = _tokens(old.text), _tokens(new.text)
    runs = _placed(_joined(_runs(left.keys, right.keys)), left.keys, right.keys)
    parts = tuple(_parts(old.text, new.text, left, right, runs))
    removed = _words(key for same, a, b, _, _ in runs if not same for key in left.keys[a:b])
    added = _words(key for same, _, _, a, b in runs if not same for key in right.keys[a:b])
    fields = tuple(_fields(old, new))
    edited = bool(removed or added) or any(f.name == "title" for f in fields)
    notices = tuple(_notices(old, new, edited=edited))
    return Changes(old.id, new.id, parts, fields, removed, added, notices)


def _words(keys: Iterable[str]) -> int:
    return sum(any(map(str.isalnum, key)) for key in keys)


def _tokens(text: str) -> _Tokens:
    found = [(m[0], m.start()) for m in _TOKEN.finditer(text)]
    keys = [word if word.isascii() else _seen(word) for word, _ in found]
    return _Tokens(keys, [start for _, start in found])


def _seen(word: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", word))


# A run: whether it stayed, and where it stands in the old and in the new tokens (half-open).
_Run = tuple[bool, int, int, int, int]


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Return what stayed and what changed, in order, without gaps."""
    runs: list[_Run] = []
    at_old = at_new = 0
    for a, b, size in [*_stayed(old, new), (len(old), len(new), 0)]:
        if at_old < a or at_new < b:
            runs.append((False, at_old, a, at_new, b))
        if size and runs and runs[-1][0]:
            runs[-1] = (True, runs[-1][1], a + size, runs[-1][3], b + size)
        elif size:
            runs.append((True, a, a + size, b, b + size))
        at_old, at_new = a + size, b + size
    return runs


def _stayed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the common stretches of two sequences in order: (place in old, in new, length)."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    if head:
        yield 0, 0, head
    inner = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(inner[0]) * len(inner[1]) <= TABLE:
        yield from ((head + a, head + b, 1) for a, b in _common(*inner))
    else:
        at_old = at_new = 0
        left = 10 * TABLE
        for a, b in [*_once(*inner), (len(inner[0]), len(inner[1]))]:
            gap = inner[0][at_old:a], inner[1][at_new:b]
            cells = len(gap[0]) * len(gap[1])
            if cells <= min(left, TABLE):
                left -= cells
                yield from ((head + at_old + i, head + at_new + j, 1) for i, j in _common(*gap))
            if a < len(inner[0]):
                yield head + a, head + b, 1
            at_old, at_new = a + 1, b + 1
    if tail:
        yield len(old) - tail, len(new) - tail, tail


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest common subsequence as pairs of places.

    A row of the table is one integer (Hyyrö 2004): bit j is 0 where the new text's token j lengthens
    what the old text has in common with it so far.
    """
    places: dict[str, int] = {}
    for j, key in enumerate(new):
        places[key] = places.get(key, 0) | (1 << j)
    full = (1 << len(new)) - 1
    table, row = [], full
    for key in old:
        met = row & places.get(key, 0)
        row = ((row + met) | (row - met)) & full
        table.append(row)
    pairs, i, j = [], len(old), len(new)
    while i and j:
        if table[i - 1] >> (j - 1) & 1:
            j -= 1
        elif i > 1 and not table[i - 2] >> (j - 1) & 1:
            i -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def _once(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of tokens that stand once in each, as many as keep one order."""
    counts = Counter(old), Counter(new)
    where = {key: j for j, key in enumerate(new) if counts[1][key] == counts[0][key] == 1}
    pairs = [(i, where[key]) for i, key in enumerate(old) if key in where]
    ends: list[int] = []  # the last place in new of the best chain of each length
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        last[length : length + 1] = [number]
        before.append(last[length - 1] if length else -1)
    chain, at = [], last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _joined(runs: list[_Run]) -> list[_Run]:
    """Return the runs with what stayed by chance, shorter than the changes on both sides, put into them."""
    out: list[_Run] = []
    for run in runs:
        out.append(run)
        while len(out) > 2 and not out[-1][0] and out[-2][0] and not out[-3][0]:
            first, kept, second = out[-3:]
            if kept[2] - kept[1] > min(_size(first), _size(second)):
                break
            out[-3:] = [(False, first[1], second[2], first[3], second[4])]
    return out


def _size(run: _Run) -> int:
    """Return half the tokens of the larger side of a change: what by chance stays is shorter."""
    return max(run[2] - run[1], run[4] - run[3]) // 2


def _placed(runs: list[_Run], old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Return the runs with each lone addition or removal at the beginning of a sentence, where it can."""
    for n in range(1, len(runs) - 1):
        before, (stayed, a, b, c, d), after = runs[n - 1 : n + 2]
        if stayed or (a < b and c < d):
            continue
        keys, start, end = (old, a, b) if a < b else (new, c, d)
        by = _slid(keys, start, end, before[2] - before[1], after[2] - after[1])
        runs[n - 1] = (True, before[1], a + by, before[3], c + by)
        runs[n] = (False, a + by, b + by, c + by, d + by)
        runs[n + 1] = (True, b + by, after[2], d + by, after[4])
    return runs


def _slid(keys: Sequence[str], start: int, end: int, before: int, after: int) -> int:
    """Return by how many tokens a stretch moves to begin after the end of a sentence and say the same.

    `before` and `after` are the tokens that stayed on either side, one of which must remain.
    """
    for by in range(min(_SLIDE, before)):
        if keys[start - by - 1] in _ENDS:
            return -by
        if keys[start - by - 1] != keys[end - by - 1]:
            break
    for by in range(1, min(_SLIDE, after)):
        if keys[start + by - 1] != keys[end + by - 1]:
            break
        if keys[start + by - 1] in _ENDS:
            return by
    return 0


def _parts(old: str, new: str, left: _Tokens, right: _Tokens, runs: Sequence[_Run]) -> Iterator[Part]:
    """Yield the runs as parts of the two texts, which together they are."""
    starts = ([0, *left.starts[1:], len(old)], [0, *right.starts[1:], len(new)])
    for stayed, a, b, c, d in runs:
        state: State = "same" if stayed else "added" if a == b else "removed" if c == d else "replaced"
        one, other = starts[0][a], starts[1][c]
        yield Part(state, old[one : starts[0][b]], new[other : starts[1][d]], one, other)


def _fields(old: Article, new: Article) -> Iterator[Field]:
    for name in FIELDS:
        one, other = (_said(getattr(article, name)) for article in (old, new))
        if _flat(one) != _flat(other):
            yield Field(name, one, other)


def _said(value: Time | str | None) -> str | None:
    return value.value if isinstance(value, Time) else value


def _flat(value: str | None) -> list[str]:
    return _tokens(value or "").keys


def _notices(old: Article, new: Article, *, edited: bool) -> Iterator[str]:
    """Yield what a reader must know of the stated times of the two captures."""
    was, is_ = old.modified, new.modified
    if edited and is_ is None:
        yield "the text or the title changed, and no time of modification is stated"
    elif edited and is_ and was and is_.value == was.value:
        yield f"the text or the title changed, and the stated time of modification did not ({is_.value})"
    elif not edited and is_ and (was is None or is_.value != was.value):
        yield "another time of modification is stated, and neither text nor title changed"
    if old.published and new.published and old.published.value != new.published.value:
        yield f"the stated time of publication changed: {old.published.value}, then {new.published.value}"
