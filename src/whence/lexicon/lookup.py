"""Word forms of one language → Concepts: from the form as written down to its first letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import Concepts, hashing
from whence.lexicon.forms import stemmer, without_clitics

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.lexicon.table import Columns

# How far a meaning found by each way is trusted. Gates the weight of a word's concepts. Chosen by
# benchmarks/retrieval.py over all languages in steps of 0.1; re-run it after a change of forms.py.
AS_WRITTEN, BY_STEM, WITHOUT_CLITICS, TRIMMED, FIRST_LETTERS = 1.0, 1.0, 0.95, 0.8, 0.6


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The word list of one language: sorted keys, and where each row's concepts begin."""

    language: str
    keys: npt.NDArray[np.uint32]
    begins: npt.NDArray[np.int64]
    rarity: npt.NDArray[np.uint8]
    concepts: npt.NDArray[np.uint16]
    shares: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, language: str, columns: Columns) -> Words:
        """Return the block of `language`; only its row offsets are computed."""
        part = {name: columns[f"{language}.{name}"] for name in ("key", "count", "rarity", "concept", "share")}
        begins = np.zeros(len(part["count"]) + 1, np.int64)
        np.cumsum(part["count"], out=begins[1:])
        return cls(language, part["key"], begins, part["rarity"], part["concept"], part["share"])

    def rows(self, keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.int32]:
        """Return the row of each key, -1 where there is none."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1).astype(np.int32)

    def has(self, keys: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
        """Return which keys there is a row for."""
        if not len(self.keys):
            return np.zeros(len(keys), np.bool_)
        return self.keys[np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)] == keys

    def find(self, words: Sequence[str]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Return the row and the trust of each normal form (-1 and 0 where nothing is near)."""
        row = self.rows(hashing.keys(words))
        trust = np.where(row >= 0, np.float32(AS_WRITTEN), np.float32(0))
        stem = stemmer(self.language)

        def fill(left: list[int], forms: list[str], tag: int, worth: float) -> None:
            hits = self.rows(hashing.keys(forms, tag))
            for i, hit in zip(reversed(left), hits[::-1].tolist(), strict=True):
                if hit >= 0:
                    row[i], trust[i] = hit, worth

        def missing() -> list[int]:
            return np.flatnonzero(row < 0).tolist()

        left = missing()
        fill(left, [stem(words[i]) for i in left], hashing.STEM, BY_STEM)
        pieces = [(i, piece) for i in missing() for piece in without_clitics(words[i], self.language)]
        if pieces:
            at, forms = [i for i, _ in pieces], [piece for _, piece in pieces]
            fill(at, [stem(f) for f in forms], hashing.STEM, WITHOUT_CLITICS)
            fill(at, forms, hashing.FORM, WITHOUT_CLITICS)
        for tag in (hashing.STEM, hashing.FORM):
            cuts = [(i, words[i][:n]) for i in missing() for n in trims(words[i])]
            fill([i for i, _ in cuts], [cut for _, cut in cuts], tag, TRIMMED)
        left = [i for i in missing() if len(words[i]) > 5]
        fill(left, [words[i][:5] for i in left], hashing.PREFIX, FIRST_LETTERS)
        return row, trust


def trims(word: str) -> range:
    """Return the lengths to which a long word may be cut from the right, longest first."""
    size = len(word)
    return range(size - 1, max(3, size - 5, size // 2), -1)


def concepts(words: Sequence[str], table: Words | None) -> Concepts:
    """Return the concepts of normal forms; none at all without a table."""
    if table is None:
        nothing = np.zeros(len(words), np.float32)
        return Concepts(
            np.zeros(len(words) + 1, np.int32), np.empty(0, np.int32), np.empty(0, np.float32), nothing, nothing
        )
    row, trust = table.find(words)
    return gather(table, row, trust)


def gather(table: Words, row: npt.NDArray[np.int32], trust: npt.NDArray[np.float32]) -> Concepts:
    """Return the concepts of rows of a table (a row of -1 has none)."""
    known = row >= 0
    safe = np.where(known, row, 0)
    count = np.where(known, table.begins[safe + 1] - table.begins[safe], 0) if len(table.keys) else row * 0
    indptr = np.zeros(len(row) + 1, np.int32)
    np.cumsum(count, out=indptr[1:])
    first = np.repeat(table.begins[safe] - indptr[:-1], count) if len(table.keys) else np.empty(0, np.int64)
    at = first + np.arange(indptr[-1])
    weights = table.shares[at].astype(np.float32) / np.float32(255)
    if len(weights):
        norm = np.sqrt(np.add.reduceat(np.append(weights, 0) ** 2, np.minimum(indptr[:-1], len(weights))))
        weights /= np.repeat(np.maximum(norm, np.float32(1e-6)), count)
    rarity = np.where(known, table.rarity[safe] / np.float32(255), 0).astype(np.float32)
    return Concepts(indptr, table.concepts[at].astype(np.int32), weights, rarity, trust)
