"""Candidate pairs → Kinships: which stretches of two articles are the same, word for word or in meaning.

    words     equal grams of five words, chained while they go on side by side: exact extents, a tenth of a
              millisecond a pair, no alignment
    meaning   sentences that are each other's best by the concepts, names and numbers they share

A batch is prepared once: tokens and, where meaning is asked for, one sparse matrix of all its sentences.
What is said of a pair depends on its two articles only, never on the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from whence.candidates.prints import GRAM, NO_GRAM, by_language, grams
from whence.candidates.things import things
from whence.candidates.tokens import LETTER, Tokens, tokens
from whence.records import Record
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from scipy.sparse import csr_array

    from whence.records import Article

    Ints = npt.NDArray[np.int64]

# Tokens that may stand between two equal grams of one extent: a changed word spoils the five grams over it.
GAP = 24
# Characters of other text on both sides from which two extents are two things that the articles share,
# not one that was edited: about three sentences.
APART = 400


@dataclass(frozen=True, slots=True)
class Extent(Record):
    """A stretch of each article, half-open offsets in code points, that match each other."""

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kinship(Record):
    """What two articles share: extents in the order of the left one, and what share of each they cover.

    `score` is 0..1: the share of words in the extents that are equal, or how alike the sentences are.
    """

    kind: Literal["words", "meaning"]
    score: float
    coverage: tuple[float, float]
    extents: tuple[Extent, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One article for the comparison of wording: its distinct grams, sorted, and where they stand.

    `single` tells which stand once; `at` is the first place of each, a token number; `size` its length.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    gram: npt.NDArray[np.uint64]
    at: Ints
    single: npt.NDArray[np.bool_]
    size: Ints


def kinships(
    articles: Sequence[Article], pairs: Sequence[tuple[int, int]], *, settings: Settings = DEFAULT
) -> list[Kinship | None]:
    """Return what each pair (indexes into `articles`) shares; None where it is too little to mean anything."""
    used = sorted({i for pair in pairs for i in pair})
    place = {i: n for n, i in enumerate(used)}
    chosen = [articles[i] for i in used]
    found = tokens([a.text for a in chosen])
    sides = _sides(found, len(chosen))
    sizes = [len(a.text) for a in chosen]
    inner = [(place[i], place[j]) for i, j in pairs]
    made = [_by_words(sides[i], sides[j], (sizes[i], sizes[j]), settings) for i, j in inner]
    left = [n for n, kin in enumerate(made) if kin is None]
    if left:
        prepared = meanings(found, chosen)
        for n in left:
            i, j = inner[n]
            made[n] = _by_meaning(prepared, (i, j), (sizes[i], sizes[j]), settings)
    return made


def _sides(of: Tokens, count: int) -> list[_Side]:
    hashes, size = grams(of)
    bounds = np.searchsorted(of.text, np.arange(count + 1)).tolist()
    return [_side(of, hashes, size, slice(a, b)) for a, b in pairwise(bounds)]


def _side(of: Tokens, hashes: npt.NDArray[np.uint64], size: Ints, part: slice) -> _Side:
    gram, at, count = np.unique(hashes[part], return_index=True, return_counts=True)
    if len(gram) and gram[-1] == NO_GRAM:
        gram, at, count = gram[:-1], at[:-1], count[:-1]
    return _Side(of.start[part], of.end[part], gram, at, count == 1, size[part][at])


def _by_words(left: _Side, right: _Side, sizes: tuple[int, int], settings: Settings) -> Kinship | None:
    """Return the kinship by equal wording."""
    if len(right.gram) < len(left.gram):
        place = np.minimum(np.searchsorted(left.gram, right.gram), max(len(left.gram) - 1, 0))
        two = np.flatnonzero(left.gram[place] == right.gram) if len(left.gram) else place[:0]
        one = place[two]
    else:
        place = np.minimum(np.searchsorted(right.gram, left.gram), max(len(right.gram) - 1, 0))
        one = np.flatnonzero(right.gram[place] == left.gram) if len(right.gram) else place[:0]
        two = place[one]
    if not len(one):
        return None
    # Grams that stand once on both sides tell where a stretch goes on; others only where those are few.
    clear = left.single[one] & right.single[two]
    if 2 * clear.sum() >= len(clear):
        one, two = one[clear], two[clear]
    order = np.argsort(left.at[one], kind="stable")
    a, b, size = left.at[one][order], right.at[two][order], left.size[one][order]
    step, jump = np.diff(a), np.diff(b)
    breaks = np.flatnonzero((step > GAP) | (jump > GAP) | (jump <= 0))
    first, last = np.append(0, breaks + 1), np.append(breaks, len(a) - 1)
    equal = size.copy()
    equal[:-1] = np.minimum(step, size[:-1])
    equal[last] = size[last]
    # Signs of scripts without spaces are counted as the words they would make.
    equal = np.add.reduceat(equal * (GRAM[LETTER] / size), first)
    kept = equal >= settings.quoted_words
    if not kept.any():
        return None
    first, last, equal = first[kept], last[kept], equal[kept]
    l_stop, r_stop = a[last] + size[last] - 1, b[last] + size[last] - 1
    ends = (left.start[a[first]], left.end[l_stop]), (right.start[b[first]], right.end[r_stop])
    scale = GRAM[LETTER] / size[first]
    longest = np.maximum(l_stop - a[first], r_stop - b[first]) + 1
    score = float(np.minimum(equal.sum() / (longest * scale).sum(), 1.0))
    return _kinship("words", score, ends, sizes)


def _kinship(
    kind: Literal["words", "meaning"],
    score: float,
    ends: tuple[tuple[Any, Any], tuple[Any, Any]],
    sizes: tuple[int, int],
) -> Kinship:
    """Return the kinship of matched stretches, given in the order of the left side."""
    (a, b), (c, d) = ((start.tolist(), end.tolist()) for start, end in ends)
    extents: list[Extent] = []
    for l0, l1, r0, r1 in zip(a, b, c, d, strict=True):
        if extents:
            was = extents[-1]
            apart = min(l0 - was.left[1], r0 - was.right[1])
            if r0 >= was.right[0] and apart < APART:
                extents[-1] = Extent(
                    (was.left[0], max(l1, was.left[1])), (was.right[0], max(r1, was.right[1]))
                )
                continue
        extents.append(Extent((l0, l1), (r0, r1)))
    shares = (_share(a, b, sizes[0]), _share(c, d, sizes[1]))
    return Kinship(kind, round(score, 4), shares, tuple(extents))


def _share(starts: list[int], ends: list[int], size: int) -> float:
    """Return the share of a text that stretches cover; overlaps count once."""
    covered, reach = 0, 0
    for start, end in sorted(zip(starts, ends, strict=True)):
        covered += max(0, end - max(start, reach))
        reach = max(reach, end)
    return round(covered / max(size, 1), 4)


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The sentences of a batch: a row each of a sparse matrix over things, and where they stand."""

    rows: csr_array
    bounds: Ints
    start: Ints
    end: Ints


def meanings(of: Tokens, articles: Sequence[Article]) -> Meanings:
    """Return the sentences of a batch of articles as vectors of what they speak of."""
    from scipy.sparse import csr_array

    parts = []
    for language, members in by_language(articles).items():
        found = things(of.only(members), [articles[m].text for m in members], language)
        parts.append((members[found.text], found))
    text = np.concatenate([t for t, _ in parts])
    sentence, start, end, key, value = (
        np.concatenate(column)
        for column in zip(
            *((f.sentence, f.start, f.end, f.key, f.rarity * f.share) for _, f in parts), strict=True
        )
    )
    number, row = np.unique(sentence, return_inverse=True)
    of_row = np.zeros(len(number), np.int64)
    of_row[row] = text
    begin = np.full(len(number), np.iinfo(np.int64).max)
    stop = np.zeros(len(number), np.int64)
    np.minimum.at(begin, row, start)
    np.maximum.at(stop, row, end)
    keys, column = np.unique(key, return_inverse=True)
    table = csr_array((value, (row, column)), shape=(len(number), len(keys)))
    table.sum_duplicates()
    norm = np.sqrt(
        np.bincount(np.repeat(np.arange(len(number)), np.diff(table.indptr)), table.data**2, len(number))
    )
    table.data /= np.repeat(np.maximum(norm, 1e-9), np.diff(table.indptr))
    bounds = np.searchsorted(of_row, np.arange(len(articles) + 1))
    return Meanings(table.astype(np.float32), bounds, begin, stop)


def _by_meaning(
    of: Meanings, pair: tuple[int, int], sizes: tuple[int, int], settings: Settings
) -> Kinship | None:
    """Return the kinship by sentences that are each other's best."""
    i, j = pair
    (a, b), (c, d) = (of.bounds[n : n + 2].tolist() for n in (i, j))
    if a == b or c == d:
        return None
    likeness = (of.rows[a:b] @ of.rows[c:d].T).toarray()
    best = likeness.argmax(axis=1)
    one = np.arange(b - a)
    mutual = (likeness.argmax(axis=0)[best] == one) & (likeness[one, best] >= settings.alike_from)
    one, two = one[mutual], best[mutual]
    length = of.end[a:b][one] - of.start[a:b][one]
    score = likeness[one, two]
    if len(one) < 2 or (score * np.minimum(length, 120) / 120).sum() < settings.meant_from:
        return None
    ends = (of.start[a:b][one], of.end[a:b][one]), (of.start[c:d][two], of.end[c:d][two])
    return _kinship("meaning", float(score.mean()), ends, sizes)
