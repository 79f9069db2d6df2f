"""Features, beads → Evidence: which words, names and numbers met inside each link.

A meeting is a word of one side and a word of the other that are each the other's nearest within the link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence import text
from whence.records import FEATURE_KINDS, Evidence
from whence.similarity import WORTH, ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from scipy.sparse import csr_array

    from whence.align.chains import Bead
    from whence.align.search import Solution
    from whence.records import Article, Features, Span
    from whence.similarity import Side

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]


CONCEPT = FEATURE_KINDS.index("concept")
_WORTH = np.array([WORTH[kind] for kind in FEATURE_KINDS], np.float32)


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
    at = ranges(likeness.indptr[kind], count)
    left, near, like = np.repeat(np.arange(len(kind)), count), likeness.indices[at], likeness.data[at]
    width = sides[1].types + 1
    right_key = beads_at[1] * width + sides[1].type_of[rows[1]]
    order = np.argsort(right_key, kind="stable")
    key = beads_at[0][left] * width + near
    first = np.searchsorted(right_key[order], key, "left")
    size = np.searchsorted(right_key[order], key, "right") - first
    left, like, right = np.repeat(left, size), np.repeat(like, size), order[ranges(first, size)]
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
    size = np.minimum(np.diff(begins)[kept], most)
    at = ranges(begins[kept], size)
    share = np.minimum(met.weight[at] / np.maximum(total[met.bead[at]], 1e-6), 1.0)
    spans = [
        _spans(articles[x], rows[x], sides[x], token, (indexes[x], origin[x]))
        for x, token in enumerate((met.left[at], met.right[at]))
    ]
    kinds, concepts = _kinds(sides, met.left_type[at], met.right_type[at])
    values = _names(concepts, spans[0])
    shown = [
        Evidence(FEATURE_KINDS[kind], left, right, value, weight)
        for kind, left, right, value, weight in zip(
            kinds.tolist(), *spans, values, share.tolist(), strict=True
        )
    ]
    ends = np.cumsum(size).tolist()
    return [tuple(shown[end - count : end]) for end, count in zip(ends, size.tolist(), strict=True)]


def _spans(
    article: Article, rows: Features, side: Side, token: Ints, base: tuple[int, int]
) -> list[Span]:
    """Return the spans of tokens (in the order of `Side`); `base`: article number, first passage."""
    row, passage = side.row[token], side.passage[token] + base[1]
    places = zip(passage.tolist(), rows.start[row].tolist(), rows.end[row].tolist(), strict=True)
    return [text.span(base[0], article, *place) for place in places]


def _kinds(sides: tuple[Side, Side], left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Return, per pair of distinct words, the kind of feature they share most and its concept.

    The concept is −1 where they share more of another kind.
    """
    pair, row = [], []
    for side, types in zip(sides, (left, right), strict=True):
        count = np.diff(side.indptr)[types]
        pair.append(np.repeat(np.arange(len(types)), count))
        row.append(ranges(side.indptr[types], count))
    keys, code = np.unique(
        np.concatenate([s.keys[r] for s, r in zip(sides, row, strict=True)]), return_inverse=True
    )
    cut = len(row[0])
    named = pair[0] * len(keys) + code[:cut], pair[1] * len(keys) + code[cut:]
    _, a, b = np.intersect1d(named[0], named[1], return_indices=True)
    kind, of = sides[0].kinds[row[0][a]].astype(np.int64), pair[0][a]
    worth = sides[0].values[row[0][a]] * sides[1].values[row[1][b]] * _WORTH[kind]
    several = len(FEATURE_KINDS)
    best = (
        np.bincount(of * several + kind, worth, len(left) * several).reshape(-1, several).argmax(axis=1)
    )
    concept = np.full(len(left), -1, np.int64)
    order = np.argsort(worth, kind="stable")
    order = order[(kind[order] == CONCEPT) & (best[of[order]] == CONCEPT)]
    concept[of[order]] = sides[0].keys[row[0][a[order]]].astype(np.int64)
    return best, concept


def _names(concepts: Ints, shown: Sequence[Span]) -> list[str]:
    """Return what each meeting is called: its concept's English word, or the left side's own."""
    from whence.lexicon import load

    caption = load().caption
    pairs = zip(concepts.tolist(), shown, strict=True)
    return [caption(concept) if concept >= 0 else span.text for concept, span in pairs]
