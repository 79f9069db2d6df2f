"""Features of two long texts → Boxes: the stretches worth searching, cut at anchors.

anchors   passages that share rare features, each the other's best and by far
main      the heaviest chain of anchors in the order of both texts, cut into boxes
further   runs of anchors outside the chain: moved blocks, each a box of its own
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from whence.records import FEATURE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    from scipy.sparse import csr_array

    from whence.records import Features

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float32]

NGRAM = FEATURE_KINDS.index("ngram")
# Largest box searched whole, in cells. Gates memory (about 1.2 kB a cell and box) and when the
# coarse search sets in: two articles of 400 passages are searched whole.
WHOLE = 160_000
# Passages a side after which a box is cut at the next anchor. Gates speed only.
TARGET = 120
# A feature that stands in more passages of a side than this finds no anchors. Gates time.
COMMON = 40
# So many of the rarest features of a passage look for its anchor. Gates time and memory.
MOST = 16
# How much better than the second best an anchor must be, and how much it must weigh: a feature that
# stands once on either side weighs 1, one that stands ten times on either side 0.15.
AHEAD, ENOUGH = 1.5, 0.5
# Passages around a run of anchors outside the main order that are searched with it.
AROUND = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of each side, half-open passages; `again` where passages may be taken already."""

    left: tuple[int, int]
    right: tuple[int, int]
    again: bool = False


def whole(left: Features, right: Features) -> bool:
    """Return True where two texts are small enough to be searched in one box."""
    return left.passages * right.passages <= WHOLE


def boxes(left: Features, right: Features) -> Iterator[Box]:
    """Yield the boxes to search: one for articles, many for books (memory linear in the features)."""
    size = left.passages, right.passages
    if 0 in size:
        return
    if whole(left, right):
        yield Box((0, size[0]), (0, size[1]))
        return
    rows, columns, weight = anchors(left, right)
    main = heaviest_order(rows, columns, weight)
    yield from _between(rows[main], columns[main], size)
    off = np.ones(len(rows), bool)
    off[main] = False
    yield from _runs(rows[off], columns[off], size)


def anchors(left: Features, right: Features) -> tuple[Ints, Ints, Floats]:
    """Return passages that are each other's best by rare features: (left, right, weight), by left."""
    from scipy.sparse import csr_array

    kept = [np.flatnonzero(side.kind != NGRAM) for side in (left, right)]
    shared = np.intersect1d(
        np.unique(left.key[kept[0]]), np.unique(right.key[kept[1]]), assume_unique=True
    )
    pairs = [_distinct(side, at, shared) for side, at in zip((left, right), kept, strict=True)]
    often = [np.bincount(code, minlength=len(shared)) for code, _ in pairs]
    rare = (often[0] <= COMMON) & (often[1] <= COMMON)
    rarity = (1 / np.log2(1 + np.maximum(often[0] * often[1], 1))).astype(np.float32)
    made = []
    for (code, passage), side in zip(pairs, (left, right), strict=True):
        at = _rarest(code, passage, np.where(rare, rarity, 0))
        cells = np.sqrt(rarity[code[at]]), (passage[at], code[at])
        made.append(csr_array(cells, shape=(side.passages, len(shared))))
    best, value = _best_of_rows(made[0], made[1])
    back, _ = _best_of_rows(made[1], made[0])
    rows = np.flatnonzero(best >= 0)
    rows = rows[(back[best[rows]] == rows) & (value[rows] >= ENOUGH)]
    return rows, best[rows], value[rows]


def _distinct(side: Features, rows: Ints, shared: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Return (feature, passage) once for every shared feature of every passage."""
    if not len(shared):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    key = side.key[rows]
    at = np.searchsorted(shared, key)
    at[at == len(shared)] = 0
    mask = shared[at] == key
    both = np.unique(at[mask] * np.int64(side.passages) + side.passage[rows[mask]])
    return both // side.passages, both % side.passages


def _rarest(code: Ints, passage: Ints, rarity: Floats) -> Ints:
    """Return the rows of the MOST rarest features of each passage."""
    order = np.lexsort((-rarity[code], passage))
    first = np.searchsorted(passage[order], passage[order], side="left")
    kept = (np.arange(len(order)) - first < MOST) & (rarity[code[order]] > 0)
    rows: Ints = order[kept]
    return rows


def _best_of_rows(a: csr_array, b: csr_array) -> tuple[Ints, Floats]:
    """Return, per row of `a`, the best row of `b` (−1 where none is far ahead of the second), and its value."""
    n = a.shape[0]
    best, value = np.full(n, -1, np.int64), np.zeros(n, np.float32)
    turned = b.T.tocsr()
    step = 2000  # rows at a time: bounds the memory of the product
    for start in range(0, n, step):
        part = a[start : start + step] @ turned
        row = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
        order = np.lexsort((-part.data, row))
        row, column, data = row[order], part.indices[order], part.data[order]
        first = np.flatnonzero(np.diff(row, prepend=-1))
        second = np.minimum(first + 1, len(row) - 1)
        runner_up = np.where((first + 1 < len(row)) & (row[second] == row[first]), data[second], 0)
        clear = first[data[first] >= AHEAD * runner_up]
        best[start + row[clear]], value[start + row[clear]] = column[clear], data[clear]
    return best, value


def heaviest_order(rows: Ints, columns: Ints, weight: Floats) -> Ints:
    """Return the indexes of the heaviest run of anchors that rises on both sides (n log n)."""
    if not len(rows):
        return np.zeros(0, np.int64)
    size = int(columns.max()) + 2
    tree_best, tree_at = [0.0] * (size + 1), [-1] * (size + 1)
    before, total = [-1] * len(rows), [0.0] * len(rows)
    for x, (column, w) in enumerate(zip(columns.tolist(), weight.tolist(), strict=True)):
        at, best, last = column, 0.0, -1
        while at > 0:
            if tree_best[at] > best:
                best, last = tree_best[at], tree_at[at]
            at -= at & -at
        before[x], total[x] = last, best + w
        at = column + 1
        while at <= size:
            if tree_best[at] < total[x]:
                tree_best[at], tree_at[at] = total[x], x
            at += at & -at
    x, out = int(np.argmax(total)), []
    while x >= 0:
        out.append(x)
        x = before[x]
    return np.array(out[::-1], np.int64)


def _between(rows: Ints, columns: Ints, size: tuple[int, int]) -> Iterator[Box]:
    """Yield boxes along the main chain, cut between two anchors that follow each other directly."""
    cuts = [(0, 0)]
    # How far the next anchor is (or the end): a wide gap gets a box of its own, so that it cannot
    # draw an excerpt out of a long text into pieces that are not where the excerpt stands.
    gap = np.maximum(np.diff(rows, append=size[0]), np.diff(columns, append=size[1]))
    for x in range(1, len(rows)):
        a, b = int(rows[x]), int(columns[x])
        direct = rows[x - 1] == a - 1 and columns[x - 1] == b - 1
        far = max(a - cuts[-1][0], b - cuts[-1][1]) >= TARGET
        if direct and (far or gap[x] >= TARGET):
            cuts.append((a, b))
    cuts.append(size)
    for (a, b), (c, d) in pairwise(cuts):
        yield from _small(a, c, b, d)


def _small(a: int, c: int, b: int, d: int) -> Iterator[Box]:
    """Yield a box, or pieces along its diagonal where it is too large: no anchor holds it together."""
    parts = 1
    while (c - a) * (d - b) > WHOLE * parts * parts:
        parts += 1
    for x in range(parts):
        left = a + (c - a) * x // parts, a + (c - a) * (x + 1) // parts
        right = b + (d - b) * x // parts, b + (d - b) * (x + 1) // parts
        if left[0] < left[1] and right[0] < right[1]:
            yield Box(left, right)


def _runs(rows: Ints, columns: Ints, size: tuple[int, int]) -> Iterator[Box]:
    """Yield a box around each run of two or more anchors that keep together outside the main order."""
    start = 0
    for x in range(1, len(rows) + 1):
        together = (
            x < len(rows)
            and rows[x] - rows[x - 1] <= AROUND
            and 0 < columns[x] - columns[x - 1] <= AROUND
        )
        if together and x - start < TARGET:
            continue
        if x - start >= 2:
            a, c = int(rows[start]), int(rows[x - 1]) + 1
            b, d = int(columns[start]), int(columns[x - 1]) + 1
            yield Box(
                (max(0, a - AROUND), min(size[0], c + AROUND)),
                (max(0, b - AROUND), min(size[1], d + AROUND)),
                again=True,
            )
        start = x


def ordered(features: Features) -> Features:
    """Return the features with their rows in the order of the passages, as `cut` needs them."""
    if (features.passage[1:] >= features.passage[:-1]).all():
        return features
    order = np.argsort(features.passage, kind="stable")
    return _rows(features, order)


def cut(features: Features, span: tuple[int, int]) -> Features:
    """Return the features of passages `span[0]` to `span[1]`, passages counted from the first."""
    start, end = span
    if (start, end) == (0, features.passages):
        return features
    first, last = np.searchsorted(features.passage, span)
    part = _rows(features, slice(int(first), int(last)))
    return replace(
        part,
        passages=end - start,
        passage=part.passage - np.int32(start),
        token=np.unique(part.token, return_inverse=True)[1].astype(np.int32),
        length=features.length[start:end],
        known=features.known[start:end],
    )


def _rows(features: Features, at: Ints | slice) -> Features:
    return replace(
        features, passage=features.passage[at], token=features.token[at], key=features.key[at],
        kind=features.kind[at], weight=features.weight[at], start=features.start[at], end=features.end[at],
    )  # fmt: skip
