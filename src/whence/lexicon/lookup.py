"""Word forms of one language → Concepts: from the form as written down to its first letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import Concepts, hashing
from whence.lexicon.forms import COMPOUNDING, parts, stemmer, without_clitics

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.lexicon.table import Columns

    Rows = npt.NDArray[np.int32]

# How far a meaning found by each way is trusted. Gates the weight of a word's concepts. Chosen by
# benchmarks/retrieval.py over all languages in steps of 0.1; re-run it after a change of forms.py.
AS_WRITTEN, BY_STEM, WITHOUT_CLITICS, BY_PARTS, TRIMMED, FIRST_LETTERS = 1.0, 1.0, 0.95, 0.9, 0.8, 0.6
# Letters of the prefix under which words are also filed, for forms that no stemmer brings back.
PREFIX_LETTERS = 5
# First bits of a key by which most of what no list has is told at a glance: substrings, mostly. Gates
# only speed and memory (256 KB a language); 20 and 22 are no faster (benchmarks/speed.py --features).
HEAD_BITS = 18
_BELOW = np.uint32(32 - HEAD_BITS)
# Words of a language of which the place in the list is remembered; beyond, all are forgotten. Gates memory
# (about 200 bytes a word): forty versions of a story ask for the same few thousand again and again.
MOST = 1 << 15


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The word list of one language: sorted keys, the row of each, and where its concepts begin."""

    language: str
    keys: npt.NDArray[np.uint32]
    row: npt.NDArray[np.uint16]
    begins: npt.NDArray[np.int64]
    rarity: npt.NDArray[np.uint8]
    concepts: npt.NDArray[np.uint16]
    shares: npt.NDArray[np.uint8]
    heads: npt.NDArray[np.bool_]
    met: dict[str, tuple[int, int, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str, columns: Columns) -> Words:
        """Return the block of `language`; only its row offsets are computed."""
        names = ("key", "row", "count", "rarity", "concept", "share")
        # Plain arrays over the mapped file: each look-up through a memmap costs as much as a short search.
        part = {name: np.asarray(columns[f"{language}.{name}"]) for name in names}
        begins = np.zeros(len(part["count"]) + 1, np.int64)
        np.cumsum(part["count"], out=begins[1:])
        heads = np.zeros(1 << HEAD_BITS, np.bool_)
        heads[part["key"] >> _BELOW] = True
        return cls(
            language,
            part["key"],
            part["row"],
            begins,
            part["rarity"],
            part["concept"],
            part["share"],
            heads,
        )

    def rows(self, keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """Return the row of each key, -1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.row[at].astype(np.int32), np.int32(-1))

    def has(self, keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Return which keys there is a row for."""
        found: npt.NDArray[np.bool_] = self.heads[keys >> _BELOW]
        at = np.flatnonzero(found)
        found[at] = (
            self.keys[np.searchsorted(self.keys, keys[at]).clip(max=len(self.keys) - 1)] == keys[at]
        )
        return found

    def find(self, words: Sequence[str]) -> tuple[Rows, Rows, npt.NDArray[np.float32]]:
        """Return of each normal form its row, the row of a compound's first part, and the trust.

        A row is -1 where there is none.
        """
        row = self.rows(hashing.keys(words))
        trust = np.where(row >= 0, np.float32(AS_WRITTEN), np.float32(0))
        stem = stemmer(self.language)

        def fill(of: list[int], forms: list[str], tag: int, worth: float) -> None:
            hits = self.rows(hashing.keys(forms, tag))
            for i, hit in zip(reversed(of), hits[::-1].tolist(), strict=True):
                if hit >= 0:
                    row[i], trust[i] = hit, worth

        def missing() -> list[int]:
            return np.flatnonzero(row < 0).tolist()

        left = missing()
        fill(left, [stem(words[i]) for i in left], hashing.STEM, BY_STEM)
        pieces = [(i, piece) for i in missing() for piece in without_clitics(words[i], self.language)]
        if pieces:
            of, forms = [i for i, _ in pieces], [piece for _, piece in pieces]
            fill(of, [stem(f) for f in forms], hashing.STEM, WITHOUT_CLITICS)
            fill(of, forms, hashing.FORM, WITHOUT_CLITICS)
        first = self._compounds(words, row, trust)
        for tag in (hashing.STEM, hashing.FORM):
            cuts = [(i, words[i][:n]) for i in missing() for n in trims(words[i])]
            fill([i for i, _ in cuts], [cut for _, cut in cuts], tag, TRIMMED)
        left = [i for i in missing() if len(words[i]) > PREFIX_LETTERS]
        fill(left, [words[i][:PREFIX_LETTERS] for i in left], hashing.PREFIX, FIRST_LETTERS)
        return row, first, trust

    def _compounds(self, words: Sequence[str], row: Rows, trust: npt.NDArray[np.float32]) -> Rows:
        """Fill `row` with the last part of each compound not yet found; return the first parts."""
        first = np.full(len(words), -1, np.int32)
        if self.language not in COMPOUNDING:
            return first
        stem = stemmer(self.language)
        cuts = [
            (i, a, b)
            for i in np.flatnonzero(row < 0).tolist()
            for a, b in parts(words[i], self.language)
        ]
        one = self.rows(hashing.keys([stem(a) for _, a, _ in cuts], hashing.STEM))
        two = self.rows(hashing.keys([stem(b) for _, _, b in cuts], hashing.STEM))
        for (i, _, _), a, b in zip(reversed(cuts), one[::-1].tolist(), two[::-1].tolist(), strict=True):
            if a >= 0 and b >= 0:
                first[i], row[i], trust[i] = a, b, BY_PARTS
        return first


def trims(word: str) -> range:
    """Return the lengths to which a long word may be cut from the right, longest first.

    Korean words, whose letters are syllables, may be cut to two.
    """
    size = len(word)
    if "\uac00" <= word[:1] <= "\ud7a3":
        return range(size - 1, 1, -1)
    return range(size - 1, max(3, size - 5, size // 2), -1)


def concepts(words: Sequence[str], table: Words | None) -> Concepts:
    """Return the concepts of normal forms; none at all without a table."""
    if table is None:
        nothing = np.zeros(len(words), np.float32)
        return Concepts(
            np.zeros(len(words) + 1, np.int32),
            np.empty(0, np.int32),
            np.empty(0, np.float32),
            nothing,
            nothing,
        )
    row, first, trust = table.find(words)
    return gather(table, row, first, trust)


def recalled(words: Sequence[str], table: Words | None) -> Concepts:
    """Return the concepts of normal forms, most of which were asked for before."""
    if table is None:
        return concepts(words, table)
    found = {word: table.met.get(word) for word in words}
    if new := [word for word, place in found.items() if place is None]:
        row, first, trust = (column.tolist() for column in table.find(new))
        told = dict(zip(new, zip(row, first, trust, strict=True), strict=True))
        if len(table.met) + len(new) > MOST:
            table.met.clear()
        table.met.update(told)
        found |= told
    places = [found[word] or _NOWHERE for word in words]
    return gather(
        table,
        np.array([p[0] for p in places], np.int32),
        np.array([p[1] for p in places], np.int32),
        np.array([p[2] for p in places], np.float32),
    )


_NOWHERE = (-1, -1, 0.0)


def gather(table: Words, row: Rows, first: Rows, trust: npt.NDArray[np.float32]) -> Concepts:
    """Return the concepts of rows of a table, of two rows where a word has two parts."""
    both = np.stack([row, first], axis=1).ravel()
    at = both[both >= 0]
    begins = table.begins[at]
    size = table.begins[at + 1] - begins
    word = np.repeat(np.flatnonzero(both >= 0) // 2, size)
    places = np.repeat(begins - (np.cumsum(size) - size), size) + np.arange(size.sum())
    weights = table.shares[places].astype(np.float32)
    norm = np.sqrt(np.bincount(word, weights.astype(np.float64) ** 2, len(row)))
    weights /= np.maximum(norm, 1e-6).astype(np.float32)[word]
    indptr = np.zeros(len(row) + 1, np.int32)
    np.cumsum(np.bincount(word, minlength=len(row)), out=indptr[1:])
    rarity = np.zeros(len(row), np.float32)
    np.maximum.at(rarity, np.flatnonzero(both >= 0) // 2, table.rarity[at] / np.float32(255))
    return Concepts(indptr, table.concepts[places].astype(np.int32), weights, rarity, trust)
