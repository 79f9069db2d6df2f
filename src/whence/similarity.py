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
from whence.records import FEATURE_KINDS

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy.sparse import csr_array

    from whence.records import Features

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

# What a full match of each kind is worth. Gates which channel a pair of words meets by. Chosen by
# benchmarks/retrieval.py over all languages in steps of 0.1.
WORTH = {"concept": 1.0, "number": 1.0, "date": 1.0, "name": 1.0, "word": 1.0, "ngram": 0.6}
# Pairs of words less alike than this do not meet. Gates noise from common letters and vague senses.
LEAST = 0.08
# What a near concept (one that words of many languages share with the other) is worth, times that share.
# Gates synonyms and vague translations; chosen as WORTH.
NEAR = 1.2
CONCEPT = FEATURE_KINDS.index("concept")


@dataclass(frozen=True, eq=False)
class Side:
    """One article made ready: its distinct words as rows of a sparse matrix a kind of feature.

    type_of   int64    per token, which distinct word it is
    passage   int64    per token
    weight    float32  per distinct word
    vectors   kind → csr matrix, distinct words × features, rows of norm ≤ 1
    """

    passages: int
    type_of: Ints
    passage: Ints
    weight: Floats
    keys: npt.NDArray[np.uint64]
    kinds: npt.NDArray[np.uint8]
    indptr: Ints
    values: Floats
    first: Ints

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
    def meaning(self) -> csr_array:
        """Distinct words × concepts."""
        from scipy.sparse import csr_array

        mask = self.kinds == CONCEPT
        rows = np.repeat(np.arange(self.types), np.diff(self.indptr))[mask]
        where = rows, self.keys[mask].astype(np.int64)
        return csr_array((self.values[mask], where), shape=(self.types, load().concepts))

    @cached_property
    def near_meaning(self) -> csr_array:
        """Distinct words × concepts, near concepts included."""
        near: csr_array = self.meaning @ _nearness()
        return near


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
    norms = np.zeros((len(first), len(FEATURE_KINDS)), np.float32)
    np.add.at(norms, (type_row, kinds), values**2)
    weight = np.sqrt(norms.max(axis=1, initial=0)).astype(np.float32)
    values = values / np.maximum(weight[type_row], np.float32(1e-6))
    real = np.flatnonzero(count > 0)
    return Side(
        features.passages,
        type_of[real],
        passage[real],
        weight,
        features.key[at],
        kinds,
        indptr,
        values,
        first,
    )


def _fingerprints(features: Features, order: Ints, token: Ints, tokens: int) -> npt.NDArray[np.uint64]:
    """Return a number per token that is equal for tokens with equal features."""
    scrambled = (features.key[order] ^ (features.key[order] >> np.uint64(29))) * np.uint64(
        0xBF58476D1CE4E5B9
    )
    scrambled ^= features.weight[order].view(np.uint32).astype(np.uint64)
    mark = np.zeros(tokens, np.uint64)
    np.add.at(mark, token, scrambled * np.uint64(0x94D049BB133111EB))
    return mark


def meetings_of_types(left: Side, right: Side) -> csr_array:
    """Return how alike each distinct word of the left is to each of the right (sparse, 0..1)."""
    from scipy.sparse import csr_array

    best: csr_array | None = None
    for number, kind in enumerate(FEATURE_KINDS):
        a, b = _vectors(left, right, number)
        if a is None or b is None:
            continue
        found = a @ b.T
        found.data *= np.float32(WORTH[kind])
        best = found if best is None else best.maximum(found)
    if best is None:
        return csr_array((left.types, right.types), dtype=np.float32)
    best.data[best.data < LEAST] = 0
    np.minimum(best.data, 1, out=best.data)
    best.eliminate_zeros()
    return best


def _vectors(left: Side, right: Side, kind: int) -> tuple[csr_array | None, csr_array | None]:
    """Return the rows of one kind of both sides over the features that both have."""
    from scipy.sparse import csr_array

    if FEATURE_KINDS[kind] == "concept":
        return left.meaning, right.near_meaning
    of = [s.kinds == kind for s in (left, right)]
    shared = np.intersect1d(left.keys[of[0]], right.keys[of[1]])
    if not len(shared):
        return None, None
    made = []
    for s, mask in zip((left, right), of, strict=True):
        rows = np.repeat(np.arange(s.types), np.diff(s.indptr))[mask]
        at = np.minimum(np.searchsorted(shared, s.keys[mask]), len(shared) - 1)
        both = shared[at] == s.keys[mask]
        shape = (s.types, len(shared))
        made.append(csr_array((s.values[mask][both], (rows[both], at[both])), shape=shape))
    return made[0], made[1]


@cache
def _nearness() -> csr_array:
    """Return concepts × concepts: 1 for the same one, NEAR · share for near ones."""
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
    coo = likeness.tocoo()
    size = np.diff(where.indptr)[coo.col]
    first = np.repeat(where.indptr[coo.col] - (np.cumsum(size) - size), size)
    passage = where.indices[first + np.arange(size.sum())]
    np.maximum.at(best, (np.repeat(coo.row, size), passage), np.repeat(coo.data, size))
    return best


def matrix(left: Side, right: Side) -> Floats:
    """Return the likeness 0..1 of every passage of the left to every passage of the right."""
    likeness = meetings_of_types(left, right)
    there = _share(left, best_in_passages(likeness, right))
    back = _share(right, best_in_passages(likeness.T.tocsr(), left))
    both: Floats = np.sqrt(there * back.T)
    return both


def _share(of: Side, best: Floats) -> Floats:
    total = np.asarray(of.weights.sum(axis=1)).ravel()
    share: Floats = (of.weights @ best) / np.maximum(total, 1e-6)[:, None]
    return share.astype(np.float32)
