"""Parallel sentences → word translations: IBM model 1 both ways, made to agree, with the lists as prior."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

ROUNDS = 5
# Weight of a word-list translation against one co-occurrence, and how sharply words are expected at
# the same relative place of both sentences.
PRIOR, DIAGONAL = 3.0, 4.0
# Mass of the empty word, per sentence.
NULL = 0.2


class Pairs(NamedTuple):
    """All (foreign, English) word pairs that stand in one sentence pair, one row an occurrence."""

    cell: npt.NDArray[np.int64]
    foreign: npt.NDArray[np.int64]
    english: npt.NDArray[np.int64]
    place: npt.NDArray[np.float32]
    cells: npt.NDArray[np.int64]


def cooccurrences(
    foreign: Sequence[npt.NDArray[np.int64]], english: Sequence[npt.NDArray[np.int64]], width: int
) -> Pairs:
    """Return every pair of words of every sentence pair; `width` is the number of English words."""
    cells, f_at, e_at, place = [], [], [], []
    f_base = e_base = 0
    for f, e in zip(foreign, english, strict=True):
        if len(f) and len(e):
            cells.append((f[:, None] * width + e[None, :]).ravel())
            i, j = np.arange(len(f)), np.arange(len(e))
            f_at.append(np.repeat(i + f_base, len(e)))
            e_at.append(np.tile(j + e_base, len(f)))
            gap = np.abs((i[:, None] + 0.5) / len(f) - (j[None, :] + 0.5) / len(e))
            place.append(np.exp(-DIAGONAL * gap).ravel().astype(np.float32))
        f_base += len(f)
        e_base += len(e)
    if not cells:
        none = np.empty(0, np.int64)
        return Pairs(none, none, none, np.empty(0, np.float32), none)
    distinct, cell = np.unique(np.concatenate(cells), return_inverse=True)
    return Pairs(cell, np.concatenate(f_at), np.concatenate(e_at), np.concatenate(place), distinct)


def expected(pairs: Pairs, prior: npt.NDArray[np.float64], width: int) -> npt.NDArray[np.float64]:
    """Return, per distinct pair of words, how often they are expected to translate each other.

    `prior` is the word lists' opinion of each distinct pair, 0..1.
    """
    f_type, e_type = pairs.cells // width, pairs.cells % width
    start = 1.0 + 20.0 * prior
    there, back = start.copy(), start.copy()
    both = np.zeros(len(prior))
    for _ in range(ROUNDS):
        one = there[pairs.cell] * pairs.place
        one /= (np.bincount(pairs.foreign, one) + NULL * _mean(there, pairs, pairs.foreign))[
            pairs.foreign
        ]
        two = back[pairs.cell] * pairs.place
        two /= (np.bincount(pairs.english, two) + NULL * _mean(back, pairs, pairs.english))[
            pairs.english
        ]
        both = np.bincount(pairs.cell, np.sqrt(one * two), len(prior)) + PRIOR * prior
        there = both / np.maximum(np.bincount(e_type, both, width), 1e-9)[e_type]
        back = both / np.maximum(np.bincount(f_type, both), 1e-9)[f_type]
    one = there[pairs.cell] * pairs.place
    one /= (np.bincount(pairs.foreign, one) + NULL * _mean(there, pairs, pairs.foreign))[pairs.foreign]
    two = back[pairs.cell] * pairs.place
    two /= (np.bincount(pairs.english, two) + NULL * _mean(back, pairs, pairs.english))[pairs.english]
    return np.bincount(pairs.cell, one * two, len(prior)).astype(np.float64)


def _mean(
    t: npt.NDArray[np.float64], pairs: Pairs, token: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return the mean probability around each token, the scale of its empty word."""
    return np.bincount(token, t[pairs.cell] * pairs.place) / np.maximum(np.bincount(token), 1)
