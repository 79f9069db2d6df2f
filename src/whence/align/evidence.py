"""Features, beads → Evidence: which words, names and numbers met inside each link.

A meeting is a word of one side and a word of the other that are each the other's nearest within the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence import text
from whence.records import FEATURE_KINDS, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from scipy.sparse import csr_array

    from whence.align.chains import Bead
    from whence.align.search import Solution
    from whence.records import Article, EvidenceKind, Features
    from whence.similarity import Side

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """Pairs of words that met, one row a pair: sorted by bead, the heaviest first.

    bead            which bead
    left, right     token numbers, as rows of `Side`
    left_type, right_type   distinct words
    likeness        0..1
    weight          share of the words' weight that meets, as a share of the bead's
    """

    bead: Ints
    left: Ints
    right: Ints
    left_type: Ints
    right_type: Ints
    likeness: Floats
    weight: Floats


def meetings(sides: tuple[Side, Side], likeness: csr_array, beads: Sequence[Bead]) -> Meetings:
    """Return the meetings inside each bead (linear in the words and their likenesses)."""
    bead_of = [_bead_of_passage(s.passages, [b[:2][x] for b in beads]) for x, s in enumerate(sides)]
    rows = [np.flatnonzero(bead[s.passage] >= 0) for s, bead in zip(sides, bead_of, strict=True)]
    beads_at = [bead[s.passage[r]] for s, bead, r in zip(sides, bead_of, rows, strict=True)]
    # Left words joined with the words they are like, then with the right words of the same bead.
    kind = sides[0].type_of[rows[0]]
    count = np.diff(likeness.indptr)[kind]
    at = _ranges(likeness.indptr[kind], count)
    left, near, like = np.repeat(np.arange(len(kind)), count), likeness.indices[at], likeness.data[at]
    width = sides[1].types + 1
    right_key = beads_at[1] * width + sides[1].type_of[rows[1]]
    order = np.argsort(right_key, kind="stable")
    key = beads_at[0][left] * width + near
    first = np.searchsorted(right_key[order], key, "left")
    size = np.searchsorted(right_key[order], key, "right") - first
    left, like, right = np.repeat(left, size), np.repeat(like, size), order[_ranges(first, size)]
    chosen = _mutual(left, right, like, len(rows[0]), len(rows[1]))
    left, right, like = left[chosen], right[chosen], like[chosen]
    found = rows[0][left], rows[1][right]
    types = sides[0].type_of[found[0]], sides[1].type_of[found[1]]
    weight = like * (sides[0].weight[types[0]] + sides[1].weight[types[1]]) / 2
    bead = beads_at[0][left]
    order = np.lexsort((-weight, bead))
    whole = [c[order] for c in (bead, *found, *types)]
    return Meetings(whole[0], whole[1], whole[2], whole[3], whole[4], like[order], weight[order])


def _bead_of_passage(passages: int, ranges: Sequence[tuple[int, int]]) -> Ints:
    out = np.full(passages, -1, np.int64)
    for number, (start, end) in enumerate(ranges):
        out[start:end] = number
    return out


def _ranges(start: Ints, count: Ints) -> Ints:
    """Return for each start as many whole numbers from it on as `count` says, joined."""
    shift = np.cumsum(count) - count
    joined: Ints = np.repeat(start - shift, count) + np.arange(int(count.sum()))
    return joined


def _mutual(left: Ints, right: Ints, like: Floats, lefts: int, rights: int) -> npt.NDArray[np.bool_]:
    """Return which pairs are each other's best; among equals the first pair."""
    order = np.lexsort((right, left, -like))
    first_left, first_right = np.full(lefts, len(order)), np.full(rights, len(order))
    rank = np.arange(len(order))
    np.minimum.at(first_left, left[order], rank)
    np.minimum.at(first_right, right[order], rank)
    chosen = np.zeros(len(order), bool)
    chosen[order] = (first_left[left[order]] == rank) & (first_right[right[order]] == rank)
    return chosen


def evidence(
    articles: tuple[Article, Article],
    rows: tuple[Features, Features],
    found: Solution,
    kept: Ints,
    *,
    most: int,
    indexes: tuple[int, int],
    origin: tuple[int, int],
) -> list[tuple[Evidence, ...]]:
    """Return the `most` heaviest meetings of each bead that is kept, as records for a reader.

    `origin` is the first passage of the box on either side.
    """
    met, sides = found.met, found.sides
    begins = np.searchsorted(met.bead, np.arange(len(found.beads) + 1))
    total = np.bincount(met.bead, met.weight, len(found.beads))
    places = [_places(r) for r in rows]
    out = []
    for bead in kept.tolist():
        shown = []
        for at in range(int(begins[bead]), int(min(begins[bead] + most, begins[bead + 1]))):
            tokens = int(met.left[at]), int(met.right[at])
            spans = [
                text.span(indexes[x], articles[x], int(sides[x].passage[t]) + origin[x], *map(int, places[x][t]))
                for x, t in enumerate(tokens)
            ]
            kind, value = _value(sides, int(met.left_type[at]), int(met.right_type[at]), spans[0].text)
            share = min(1.0, float(met.weight[at]) / max(float(total[bead]), 1e-6))
            shown.append(Evidence(kind, spans[0], spans[1], value, share))
        out.append(tuple(shown))
    return out


def _places(rows: Features) -> npt.NDArray[np.int32]:
    """Return start and end of each token (in the order of `Side`)."""
    _, first = np.unique(rows.token, return_index=True)
    return np.stack([rows.start[first], rows.end[first]], axis=1)


def _value(sides: tuple[Side, Side], left: int, right: int, shown: str) -> tuple[EvidenceKind, str]:
    """Return what kind of feature two words share most, and what it is called."""
    found = []
    for side, row in zip(sides, (left, right), strict=True):
        span = slice(int(side.indptr[row]), int(side.indptr[row + 1]))
        found.append(dict(zip(zip(side.kinds[span].tolist(), side.keys[span].tolist(), strict=True),
                              side.values[span].tolist(), strict=True)))  # fmt: skip
    shared = {k: v * found[1][k] for k, v in found[0].items() if k in found[1]}
    worth = [0.0] * len(FEATURE_KINDS)
    for (kind, _), value in shared.items():
        worth[kind] += value
    best = int(np.argmax(worth))
    name = FEATURE_KINDS[best]
    if name == "concept":
        from whence.lexicon import load

        key = max((v, k) for (kind, k), v in shared.items() if kind == best)[1]
        return name, load().caption(key)
    return name, shown
