"""Linked articles of two languages → Learned: word translations that the links themselves teach.

    links of score SURE or more  →  co-occurring words  →  IBM model 1 both ways, made to agree  →  Learned

What the lexicon does not know of a language, or knows wrongly, many passages that are linked with
confidence tell: their names, figures and known words hold them together, and the rest can be learned
from them. Nothing is learned from a few links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whence import similarity
from whence.lexicon.learn import cooccurrences, expected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from whence.records import Features, Link
    from whence.similarity import Learned, Side

    Ints = npt.NDArray[np.int64]
    Names = npt.NDArray[np.uint64]

# Least score of a link to learn from: of such links 99 in 100 are right.
SURE = 0.9
# So many links are needed, and so many are learned from at most (the first ones): a bound on memory, about
# 50 kB a link while learning. From the links of one story alone well-served languages lose (disturbed news,
# 14 pairs: link F1 0.939 to 0.934).
FEWEST, MOST = 100, 4_000
# Least expected number of times that two words translate each other, and least share of both words' uses
# that it makes up (Dice). Gate what is learned: chosen by benchmarks/induced.py among 0.3 to 2 and 0.05 to 0.3.
TIMES, SHARE = 0.5, 0.1
# What a learned pair is worth, times that share; chosen among 1, 1.3 and 1.6.
WORTH = 1.3


def induce(linked: Iterable[tuple[Features, Features, Sequence[Link]]]) -> Learned | None:
    """Return the translations that confident links teach, from the left language to the right one.

    All left articles are in one language, all right ones in another. None where there are too few links.
    """
    groups: list[tuple[Names, Names]] = []
    sides: list[tuple[Side, Side]] = []
    for left, right, links in linked:
        sure = [link for link in links if link.score >= SURE][: MOST - len(groups)]
        if sure:
            pair = similarity.side(left), similarity.side(right)
            sides.append(pair)
            groups += [(_words(pair[0], x.left), _words(pair[1], x.right)) for x in sure]
    return _learned(groups, sides) if len(groups) >= FEWEST else None


def _words(side: Side, passages: tuple[int, ...]) -> Names:
    """Return the names of the words of some passages, values left out."""
    names = side.names[side.type_of[np.isin(side.passage, passages)]]
    return names[names > 0]


def _learned(
    groups: Sequence[tuple[Names, Names]], sides: Sequence[tuple[Side, Side]]
) -> Learned | None:
    """Return what the words of linked groups teach; what the features know already is heard first."""
    names, text = [], []
    for side in zip(*groups, strict=True):
        known, code = np.unique(np.concatenate(side), return_inverse=True)
        names.append(known)
        text.append(np.split(code.astype(np.int64), np.cumsum([len(g) for g in side])[:-1]))
    width = len(names[1])
    pairs = cooccurrences(text[0], text[1], width)
    if not len(pairs.cells):
        return None
    counts = expected(pairs, _prior(pairs.cells, sides, (names[0], names[1])), width)
    left, right = np.divmod(pairs.cells, max(width, 1))
    uses = [np.bincount(np.concatenate(t), minlength=len(n)) for t, n in zip(text, names, strict=True)]
    share = 2 * counts / (uses[0][left] + uses[1][right])
    kept = np.flatnonzero((counts >= TIMES) & (share >= SHARE))
    worth = np.minimum(WORTH * share[kept], 1).astype(np.float32)
    return similarity.Learned(names[0][left[kept]], names[1][right[kept]], worth)


def _prior(
    cells: Ints, sides: Sequence[tuple[Side, Side]], names: tuple[Names, Names]
) -> npt.NDArray[np.float64]:
    """Return the square of how alike the features find each pair of words."""
    prior = np.zeros(len(cells))
    for pair in sides:
        met = similarity.meetings_of_types(*pair).tocoo()
        codes = [
            np.minimum(np.searchsorted(known, side.names[at]), len(known) - 1)
            for known, side, at in zip(names, pair, (met.row, met.col), strict=True)
        ]
        here = [
            known[code] == side.names[at]
            for known, code, side, at in zip(names, codes, pair, (met.row, met.col), strict=True)
        ]
        wanted = codes[0] * len(names[1]) + codes[1]
        at = np.minimum(np.searchsorted(cells, wanted), len(cells) - 1)
        both = here[0] & here[1] & (cells[at] == wanted)
        np.maximum.at(prior, at[both], met.data[both].astype(np.float64) ** 2)
    return prior
