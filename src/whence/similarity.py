"""Features of two articles → how alike their passages are, and which of their words meet.

    score(l, r) = half Σ weight(t) · best(t, r) over the words t of l, and the same from r to l

Each word looks for the one word of the other passage that is most like it (by concepts, by value, by
name or by letters, whichever is best), so that nothing counts twice and every score can be explained by
the pairs that met. Groups of neighbouring passages cost no more: best(t, group) is the largest of its
members, and the weights of a group are their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import load
from whence.memo import once
from whence.records import FEATURE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    from scipy.sparse import csr_array

    from whence.records import Features

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

# What a full match of each kind is worth (numbers, dates, names and words the same). Gates which channel a pair of words meets by. Chosen by
# benchmarks/retrieval.py over all languages in steps of 0.1.
WORTH = {"concept": 1.0, "number": 1.0, "date": 1.0, "name": 1.0, "word": 1.0, "ngram": 0.6}
# Pairs of words less alike than this do not meet. Gates noise from common letters and vague senses.
LEAST = 0.08
# What a near concept (one that words of many languages share with the other) is worth, times that share.
# Gates synonyms and vague translations; chosen as WORTH.
NEAR = 1.2
CONCEPT, WORD = FEATURE_KINDS.index("concept"), FEATURE_KINDS.index("word")
# Per kind: whether equal keys mean the same word or value, or only some letters.
_LETTERS = np.array([kind == "ngram" for kind in FEATURE_KINDS])
_SAME = np.array([kind not in ("concept", "ngram") for kind in FEATURE_KINDS])


@dataclass(frozen=True, eq=False)
class Learned:
    """Translations learned from links: left and right words by their names, and what each pair is worth.

    Sorted by `left`; see `Side.names` for what a word is called.
    """

    left: npt.NDArray[np.uint64]
    right: npt.NDArray[np.uint64]
    worth: Floats

    def turned(self) -> Learned:
        """Return the same translations from right to left."""
        order = np.argsort(self.right, kind="stable")
        return Learned(self.right[order], self.left[order], self.worth[order])


@dataclass(frozen=True, eq=False)
class Side:
    """One article made ready: its distinct words as rows of a sparse matrix a kind of feature.

    type_of   int64    per token, which distinct word it is
    passage   int64    per token
    row       int64    per token, its first row in the features
    weight    float32  per distinct word
    keys, kinds, values   the features of the distinct words, row i owning indptr[i]:indptr[i + 1]
    """

    passages: int
    type_of: Ints
    passage: Ints
    row: Ints
    weight: Floats
    keys: npt.NDArray[np.uint64]
    kinds: npt.NDArray[np.uint8]
    indptr: Ints
    values: Floats

    @property
    def types(self) -> int:
        """How many distinct words there are."""
        return len(self.weight)

    @cached_property
    def weights(self) -> csr_array:
        """Passages × distinct words: the weight of each word in each passage."""
        from scipy.sparse import csr_array

        data = self.weight[self.type_of]
        return csr_array((data, (self.passage, self.type_of)), shape=(self.passages, self.types))

    @cached_property
    def names(self) -> npt.NDArray[np.uint64]:
        """What each distinct word is called: inflected forms share the name of what they mean.

        A word without concepts is called by its form; a number or date has no name (0).
        """
        rows = np.repeat(np.arange(self.types), np.diff(self.indptr))
        form = np.flatnonzero(self.kinds == WORD)[::-1]
        names = np.zeros(self.types, np.uint64)
        names[rows[form]] = self.keys[form]
        meant = np.flatnonzero(self.kinds == CONCEPT)
        meaning = np.zeros(self.types, np.uint64)
        np.add.at(meaning, rows[meant], _scrambled(self.keys[meant] + np.uint64(1)))
        return np.where(meaning > 0, meaning, names)

    def rows_of(self, mask: npt.NDArray[np.bool_], columns: Ints, width: int) -> csr_array:
        """Return distinct words × features from the features of `mask`, whose columns are given."""
        from scipy.sparse import csr_array

        before = np.concatenate([np.zeros(1, np.int64), np.cumsum(mask)])
        parts = self.values[mask], columns.astype(np.int32), before[self.indptr].astype(np.int32)
        return csr_array(parts, shape=(self.types, width))


@once
def side(features: Features) -> Side:
    """Return one article's features made ready for `matrix` (linear in their number)."""
    tokens = int(features.token.max()) + 1 if len(features.token) else 0
    order = np.argsort(features.token, kind="stable")
    token = features.token[order].astype(np.int64)
    count = np.bincount(token, minlength=tokens)
    begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(count)])
    mark = _fingerprints(features, order, token, tokens)
    _, first, type_of = np.unique(mark, return_index=True, return_inverse=True)
    passage = np.zeros(tokens, np.int64)
    passage[token] = features.passage[order]
    rows = count[first]
    indptr = np.concatenate([np.zeros(1, np.int64), np.cumsum(rows)])
    at = np.repeat(begins[first] - indptr[:-1], rows) + np.arange(indptr[-1])
    at = order[at]
    kinds, values = features.kind[at], features.weight[at]
    type_row = np.repeat(np.arange(len(first)), rows)
    several = len(FEATURE_KINDS)
    norms = np.bincount(type_row * several + kinds, values**2, len(first) * several)
    weight = np.sqrt(norms.reshape(-1, several).max(axis=1, initial=0)).astype(np.float32)
    values = values / np.maximum(weight[type_row], np.float32(1e-6))
    real = np.flatnonzero(count > 0)
    return Side(
        features.passages,
        type_of[real],
        passage[real],
        order[begins[real]],
        weight,
        features.key[at],
        kinds,
        indptr,
        values,
    )


def _fingerprints(features: Features, order: Ints, token: Ints, tokens: int) -> npt.NDArray[np.uint64]:
    """Return a number per token that is equal for tokens with equal features."""
    scrambled = _scrambled(features.key[order])
    scrambled ^= features.weight[order].view(np.uint32).astype(np.uint64)
    mark = np.zeros(tokens, np.uint64)
    np.add.at(mark, token, scrambled * np.uint64(0x94D049BB133111EB))
    return mark


def _scrambled(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return keys of which the sum tells sets of them apart."""
    mixed: npt.NDArray[np.uint64] = (keys ^ (keys >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


def meetings_of_types(left: Side, right: Side, learned: Learned | None = None) -> csr_array:
    """Return how alike each distinct word of the left is to each of the right (sparse, 0..1).

    `learned` are translations to be heard beside the features.
    """
    from scipy.sparse import csr_array

    found = [_met(_meanings(left, right), WORTH["concept"]), *_of_equal_keys(left, right)]
    if learned is not None:
        found.append(_told(left, right, learned))
    cells = np.concatenate([cell for cell, _ in found])
    order = np.argsort(cells)
    cells, worth = cells[order], np.concatenate([value for _, value in found])[order]
    first = np.flatnonzero(np.diff(cells, prepend=-1))
    best = np.minimum(np.maximum.reduceat(worth, first), 1) if len(first) else worth
    row, column = np.divmod(cells[first], max(right.types, 1))
    indptr = np.searchsorted(row, np.arange(left.types + 1)).astype(np.int32)
    return csr_array((best, column.astype(np.int32), indptr), shape=(left.types, right.types))


def _met(found: csr_array, worth: float) -> tuple[Ints, Floats]:
    """Return the cells (row · columns + column) of a product that are likeness, and their values."""
    value = found.data * np.float32(worth)
    kept = np.flatnonzero(value >= LEAST)
    row = np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))[kept]
    return row * max(found.shape[1], 1) + found.indices[kept], value[kept]


def _meanings(left: Side, right: Side) -> csr_array:
    """Return how alike distinct words are by concepts, near ones included."""
    from scipy.sparse import csr_array

    masks = [s.kinds == CONCEPT for s in (left, right)]
    ids = [s.keys[mask].astype(np.int64) for s, mask in zip((left, right), masks, strict=True)]
    of = [np.unique(part, return_inverse=True) for part in ids]
    near, place = _nearness(), np.full(load().concepts, -1, np.int32)
    place[of[1][0]] = np.arange(len(of[1][0]))
    # Of what is near to the left's concepts only those of the right: hubs are near to hundreds.
    size = np.diff(near.indptr)[of[0][0]]
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(size)])
    at = ranges(near.indptr[of[0][0]], size)
    column = place[near.indices[at]]
    both = column >= 0
    kept = np.concatenate([np.zeros(1, np.int64), np.cumsum(both)])[before]
    shape = len(of[0][0]), len(of[1][0])
    among = csr_array((near.data[at[both]], column[both], kept), shape=shape)
    a, b = (
        s.rows_of(mask, codes, len(names))
        for s, mask, (names, codes) in zip((left, right), masks, of, strict=True)
    )
    return a @ among @ b.T


def _of_equal_keys(left: Side, right: Side) -> Iterator[tuple[Ints, Floats]]:
    """Yield the cells and values of words that are alike by values and names, then by letters.

    A token has a value or a name, never both, so these share one product.
    """
    masks = [s.kinds != CONCEPT for s in (left, right)]
    keys = [s.keys[mask] for s, mask in zip((left, right), masks, strict=True)]
    names, codes = np.unique(np.concatenate(keys), return_inverse=True)
    parts = codes[: len(keys[0])], codes[len(keys[0]) :]
    for worth, kinds in ((WORTH["word"], _SAME), (WORTH["ngram"], _LETTERS)):
        chosen = [kinds[s.kinds] for s in (left, right)]
        a, b = (
            s.rows_of(of, part[of[mask]], len(names))
            for s, of, part, mask in zip((left, right), chosen, parts, masks, strict=True)
        )
        yield _met(a @ b.T, worth)


def _told(left: Side, right: Side, learned: Learned) -> tuple[Ints, Floats]:
    """Return the cells and values of words that learned translations join."""
    first = np.searchsorted(learned.left, left.names, "left")
    count = np.searchsorted(learned.left, left.names, "right") - first
    row, pair = np.repeat(np.arange(left.types), count), ranges(first, count)
    order = np.argsort(right.names, kind="stable")
    wanted = learned.right[pair]
    first = np.searchsorted(right.names[order], wanted, "left")
    count = np.searchsorted(right.names[order], wanted, "right") - first
    cell = np.repeat(row, count) * right.types + order[ranges(first, count)]
    return cell, np.repeat(learned.worth[pair], count)


def ranges(start: Ints, count: Ints) -> Ints:
    """Return for each start as many whole numbers from it on as `count` says, joined."""
    shift = np.cumsum(count) - count
    joined: Ints = np.repeat(start - shift, count) + np.arange(int(count.sum()))
    return joined


@cache
def _nearness() -> csr_array:
    """Return concepts × concepts: 1 for the same one, NEAR · share for near ones (symmetric)."""
    from scipy.sparse import csr_array, identity

    indptr, ids, shares = load().near()
    size = len(indptr) - 1
    near = csr_array((shares * np.float32(NEAR), ids, indptr), shape=(size, size))
    near = near.maximum(near.T)
    both: csr_array = csr_array(identity(size, np.float32)) + near
    return both


def best_in_passages(likeness: csr_array, other: Side) -> Floats:
    """Return, for each distinct word, its best match in each passage of the other side (dense)."""
    best = np.zeros((likeness.shape[0], other.passages), np.float32)
    where = other.weights.tocsc()
    size = np.diff(where.indptr)[likeness.indices]
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(size)])
    at = ranges(where.indptr[likeness.indices], size)
    cell = np.repeat(np.arange(likeness.shape[0]), np.diff(before[likeness.indptr]))
    cell = cell * other.passages + where.indices[at]
    np.maximum.at(best.reshape(-1), cell, np.repeat(likeness.data, size))
    return best


def matrix(left: Side, right: Side, learned: Learned | None = None) -> Floats:
    """Return the likeness 0..1 of every passage of the left to every passage of the right."""
    likeness = meetings_of_types(left, right, learned)
    there = _share(left, best_in_passages(likeness, right))
    back = _share(right, best_in_passages(likeness.T.tocsr(), left))
    both: Floats = np.sqrt(there * back.T)
    return both


def _share(of: Side, best: Floats) -> Floats:
    total = np.asarray(of.weights.sum(axis=1)).ravel()
    share: Floats = (of.weights @ best) / np.maximum(total, 1e-6)[:, None]
    return share.astype(np.float32)
