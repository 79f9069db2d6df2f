"""Distinct words of one language → what each of them means: worked out once, then remembered.

A word's concepts and letters depend on the word alone, so articles that come later find most of their
words here. One row a word: its features one after another, whether a word list knows it, and the words
of which it is written together.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from whence.letters import letters
from whence.lexicon import load, segment
from whence.lexicon.forms import UNSPACED, language_of, stemmer
from whence.lexicon.lookup import concepts
from whence.records import FEATURE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.lexicon import Lexicon

    Spans = list[tuple[int, int]]

CONCEPT = FEATURE_KINDS.index("concept")
# Weight of a word that the lexicon does not know, mostly a name or a rare word. Gates how much names
# count against known words. Chosen by benchmarks/retrieval.py, steps of 0.1.
UNKNOWN = 0.8
# Share of the weight that a single Chinese character keeps: it is mostly a piece of an unknown word.
# Chosen likewise among 0.4, 0.5, 0.7, 1.
LONE = 0.5
# A word that was found no better than this is tried as several words written together. Gates lost spaces
# and long compounds; chosen by benchmarks/retrieval.py among the steps of lookup's trust.
DOUBTED = 0.8
# Words of all languages that are remembered; beyond, all are forgotten and learned anew. Gates memory
# (about 400 bytes a word); a language's news of a week has some 30,000.
MOST = 1 << 17


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """What some words mean: features of word i in rows indptr[i]:indptr[i + 1], and whether it is known."""

    indptr: npt.NDArray[np.int64]
    key: npt.NDArray[np.uint64]
    kind: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]
    known: npt.NDArray[np.bool_]


class _Column:
    """An array that grows at its end."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._room: npt.NDArray[Any] = np.empty(1024, kind)
        self.size = 0

    def extend(self, values: npt.NDArray[Any]) -> None:
        size = self.size + len(values)
        if size > len(self._room):
            room = np.empty(max(size, 2 * len(self._room)), self._room.dtype)
            room[: self.size] = self._room[: self.size]
            self._room = room
        self._room[self.size : size] = values
        self.size = size

    @property
    def values(self) -> npt.NDArray[Any]:
        return self._room[: self.size]


class Vocabulary:
    """The words of one language that were met; get it by `vocabulary`. Safe to ask from many threads."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._language = language_of(language)
        self._table = lexicon.words(language)
        self._number: dict[str, int] = {}
        self._begin, self._size = _Column(np.int64), _Column(np.int64)
        self._known, self._parted = _Column(np.bool_), _Column(np.bool_)
        self._parts: dict[int, Spans] = {}
        self._rows = _Column(np.uint64), _Column(np.uint8), _Column(np.float32)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._number)

    def parts(self, words: Sequence[str]) -> dict[int, Spans]:
        """Return the parts of those words (by their place) that are written together of several."""
        with self._lock:
            numbers = self._numbers(words)
            at = np.flatnonzero(self._parted.values[numbers])
            return {i: self._parts[n] for i, n in zip(at.tolist(), numbers[at].tolist(), strict=True)}

    def meanings(self, words: Sequence[str]) -> Meanings:
        """Return the features of each word, weighed by what the word says."""
        with self._lock:
            numbers = self._numbers(words)
            size = self._size.values[numbers]
            indptr = np.concatenate([np.zeros(1, np.int64), np.cumsum(size)])
            at = np.repeat(self._begin.values[numbers] - indptr[:-1], size) + np.arange(indptr[-1])
            key, kind, weight = (column.values[at] for column in self._rows)
            return Meanings(indptr, key, kind, weight, self._known.values[numbers])

    def _numbers(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the number of each word; those not met before are worked out together."""
        number = self._number
        new = [word for word in dict.fromkeys(words) if word not in number]
        if new:
            self._learn(new)
        return np.fromiter(map(number.__getitem__, words), np.int64, len(words))

    def _learn(self, words: list[str]) -> None:
        met = concepts(words, self._table)
        weight = np.where(met.trust > 0, met.rarity, np.float32(UNKNOWN))
        weight *= np.array([LONE if len(w) == 1 and w > "\u2e80" else 1.0 for w in words], np.float32)
        of = np.repeat(np.arange(len(words)), np.diff(met.indptr))
        # Korean names carry their particles, which would be spelled out as letters of the name.
        bare = list(map(stemmer("ko"), words)) if self._language == "ko" else words
        spelled = letters(bare)
        all_of = np.concatenate([of, spelled[0]])
        order = np.argsort(all_of, kind="stable")
        share = np.concatenate([met.weights * met.trust[of], spelled[3]])
        rows = (
            np.concatenate([met.ids.astype(np.uint64), spelled[1]])[order],
            np.concatenate([np.full(len(of), CONCEPT, np.uint8), spelled[2]])[order],
            (share * weight[all_of])[order],
        )
        size = np.bincount(all_of, minlength=len(words))
        first = len(self._number)
        self._begin.extend(self._rows[0].size + np.cumsum(size) - size)
        self._size.extend(size)
        self._known.extend(met.trust > 0)
        for column, values in zip(self._rows, rows, strict=True):
            column.extend(values)
        parts = self._together(words, met.trust)
        self._parted.extend(np.array([i in parts for i in range(len(words))], np.bool_))
        self._parts |= {first + i: spans for i, spans in parts.items()}
        self._number |= {word: first + i for i, word in enumerate(words)}

    def _together(self, words: list[str], trust: npt.NDArray[np.float32]) -> dict[int, Spans]:
        if self._table is None or self._language in UNSPACED:
            return {}
        doubted = np.flatnonzero(trust <= np.float32(DOUBTED)).tolist()
        found = segment.parted([words[i] for i in doubted], self._table.has)
        return {i: spans for i, spans in zip(doubted, found, strict=True) if spans}


_vocabularies: dict[str, Vocabulary] = {}


def vocabulary(language: str) -> Vocabulary:
    """Return what is remembered of the words of `language` (as the lexicon calls it)."""
    lexicon, name = load(), language_of(language)
    kept = _vocabularies.get(name)
    if sum(map(len, list(_vocabularies.values()))) > MOST:
        _vocabularies.clear()
        kept = None
    if kept is None or kept.lexicon is not lexicon:
        kept = _vocabularies[name] = Vocabulary(name, lexicon)
    return kept
