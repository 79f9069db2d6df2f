"""The lexicon: word forms of many languages → a few weighted concepts, shared by all languages.

    load().lookup(["pétrolier", "tanker"], "fr")  →  Concepts (two words, the concepts of each)

A concept is called after an English word (`caption`), but it is what translations agree on, not an
English word. The data is one file beside this module, mapped into memory and shared by processes; a
language's block is touched when it is first asked for. `NOTICE` lists where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from whence.lexicon.forms import language_of, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    from whence.lexicon.lookup import Words

DATA = Path(__file__).with_name("lexicon.bin")


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """What some words mean, one row a word: row i owns ids[indptr[i]:indptr[i + 1]].

    indptr   int32    length words + 1
    ids      int32    concept ids
    weights  float32  how much of the word's meaning that concept is; the squares of a row sum to 1
    rarity   float32  per word, 0..1: how much meeting this word says (idf against the rarest word)
    trust    float32  per word: 1 found as written, less by stem, clitics, first letters; 0 not found
    """

    indptr: npt.NDArray[np.int32]
    ids: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    rarity: npt.NDArray[np.float32]
    trust: npt.NDArray[np.float32]


class Lexicon:
    """A mapped lexicon file; get the one that ships by `load`."""

    def __init__(self, path: Path = DATA) -> None:
        from whence.lexicon import table

        about, columns = table.read(path)
        self._columns = columns
        self._blocks: dict[str, Words] = {}
        self._captions: tuple[str, ...] | None = None
        self._stems: dict[str, int] | None = None
        self.tables = frozenset(about["languages"])
        self.languages = frozenset(self.tables | ({"sr", "hr", "bs"} if "sh" in self.tables else set()))

    def has(self, language: str) -> bool:
        """Return True where the lexicon has a word list for `language` (a BCP 47 tag)."""
        return language_of(language) in self.tables

    def words(self, language: str) -> Words | None:
        """Return the word list of a language, None where there is none."""
        from whence.lexicon.lookup import Words

        language = language_of(language)
        if language not in self._blocks and language in self.tables:
            self._blocks[language] = Words.of(language, self._columns)
        return self._blocks.get(language)

    def lookup(self, words: Sequence[str], language: str) -> Concepts:
        """Return the concepts of each word form; a word that is not known has none."""
        from whence.lexicon.lookup import recalled

        table = self.words(language)
        plain = [normal(word, language_of(language)) for word in words]
        return recalled(plain, table)

    def knows(self, words: Sequence[str], language: str) -> npt.NDArray[np.bool_]:
        """Return, for each word form, whether the lexicon knows what it means."""
        found = self.lookup(words, language)
        return found.indptr[1:] > found.indptr[:-1]

    def idf(self, ids: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        """Return the background inverse document frequency of concepts, 0..1 (1 is the rarest)."""
        import numpy as np

        idf: npt.NDArray[np.float32] = self._columns["rarity"][ids].astype(np.float32) * np.float32(
            1 / 255
        )
        return idf

    @property
    def concepts(self) -> int:
        """How many concepts there are."""
        return len(self._columns["rarity"])

    def near(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Return, for each concept, those whose words mean both: indptr, ids and shares of 1."""
        import numpy as np

        indptr = np.zeros(self.concepts + 1, np.int32)
        np.cumsum(self._columns["near.count"], out=indptr[1:])
        shares = self._columns["near.share"].astype(np.float32) / np.float32(255)
        return indptr, self._columns["near.concept"].astype(np.int32), shares

    def caption(self, concept: int) -> str:
        """Return the English word a concept is called after."""
        return self._all_captions()[concept]

    def concept_ids(self, captions: Iterable[str]) -> npt.NDArray[np.int32]:
        """Return the sorted ids of the concepts that English words stand for; unknown words have none.

        >>> load().concept_ids(["declare", "announce"]).size
        2
        """
        import numpy as np

        from whence.lexicon.forms import stemmer, stems

        stem = stemmer("en")
        if self._stems is None:
            names = self._all_captions()
            # Of several of one stem the first is meant.
            numbers = reversed(range(len(names)))
            self._stems = dict(zip(reversed(stems(names, "en")), numbers, strict=True))
        known = self._stems
        ids = {known[s] for s in (stem(normal(c, "en")) for c in captions) if s in known}
        return np.array(sorted(ids), np.int32)

    def _all_captions(self) -> tuple[str, ...]:
        if self._captions is None:
            self._captions = tuple(bytes(self._columns["captions"]).decode().split("\n"))
        return self._captions


@cache
def load() -> Lexicon:
    """Return the lexicon that ships with whence (mapped once a process)."""
    return Lexicon(DATA)
