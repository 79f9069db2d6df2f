"""English senses and text → the concepts, one for each English stem, and synsets in terms of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import diags_array

from lexicon_matrix import Matrix, matrix, rows_to_one, strongest
from whence.lexicon.forms import WORD, normal, stemmer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from lexicon_sources import Sense

    Array = npt.NDArray[Any]

# Share of an English word that means itself; the rest goes to the synonyms of its senses.
SELF = 0.6
# Concepts of one word form; more are noise.
TOP = 8
# Sense counts are smoothed by this, so that senses that were never tagged are not impossible.
UNSEEN = 0.3


class English:
    """The concepts: `ids` from stems, `names` for people, and what synsets and words are made of."""

    def __init__(self, senses: Sequence[Sense], texts: Sequence[str], lemmas: Mapping[str, str]) -> None:
        """Take senses with counts, English sentences, and a table of inflected forms → lemma."""
        self.stem = stemmer("en")
        self.lemmas = lemmas
        self.ids: dict[str, int] = {}
        self._units: dict[str, str] = {}
        self._single = {self.stem(normal(s.lemma, "en")) for s in senses if s.lemma.isalpha()}
        self._best: dict[int, tuple[float, str]] = {}
        sentences = [self.words(t) for t in texts]
        self._texts = len(texts)
        seen = Counter(w for words in sentences for w in words)
        made: dict[str, Counter[int]] = defaultdict(Counter)
        meant: dict[int, Counter[str]] = defaultdict(Counter)
        self.frequency: Counter[str] = Counter()
        for s in senses:
            parts = self.words(s.lemma)
            for part in parts:
                weight = s.count + seen[part] + 0.1 if len(parts) == 1 else 0.0
                made[s.synset][self._id(part, weight)] += (s.count + 0.5) ** 0.5 / len(parts)
            self.frequency[s.synset] += s.count + UNSEEN
            if len(parts) == 1:
                meant[self._id(parts[0], 0.0)][s.synset] += s.count + UNSEEN
        for word, count in sorted(seen.items()):
            self._id(word, count)
        self.document_frequency = np.zeros(len(self.ids))
        for words in sentences:
            self.document_frequency[list({self.id(w) for w in words})] += 1
        self.synsets = {s: i for i, s in enumerate(sorted(made))}
        self.synset_concepts = rows_to_one(
            matrix(
                ((self.synsets[s], c, x) for s, row in made.items() for c, x in row.items()),
                len(self.synsets),
                len(self),
            )
        )
        senses_of = rows_to_one(
            matrix(
                ((c, self.synsets[s], x) for c, row in meant.items() for s, x in row.items()),
                len(self),
                len(self.synsets),
            )
        )
        synonyms = senses_of @ self.synset_concepts
        self.concepts: Matrix = rows_to_one(
            strongest(diags_array(np.full(len(self), SELF)) + (1 - SELF) * synonyms, TOP)
        )

    def __len__(self) -> int:
        return len(self.ids)

    def words(self, text: str) -> list[str]:
        """Return the normal forms of the words of a text."""
        return [normal(w, "en") for w in WORD.findall(text)]

    @property
    def rarity(self) -> Array:
        """The rarity of each concept in English text."""
        return rarity(self.document_frequency, self._texts)

    def id(self, word: str) -> int:
        """Return the concept that an English normal form stands for."""
        return self.ids[self.unit(word)]

    def name(self, concept: int, stem: str) -> str:
        """Return the commonest word of a concept."""
        return self._best.get(concept, (0.0, stem))[1]

    def _id(self, word: str, weight: float) -> int:
        concept = self.ids.setdefault(self.unit(word), len(self.ids))
        if weight > self._best.get(concept, (-1.0, ""))[0]:
            self._best[concept] = (weight, word)
        return concept

    def unit(self, word: str) -> str:
        """Return the stem of the lemma of a normal form: said → say; a lemma is its own."""
        if word not in self._units:
            stem = self.stem(word)
            lemma = self.lemmas.get(word) if stem not in self._single else None
            self._units[word] = self.stem(lemma) if lemma else stem
        return self._units[word]


def rarity(document_frequency: Array, documents: float) -> Array:
    """Return how much meeting on each word says: idf against that of a word never seen, 0.02..1."""
    idf = np.log((documents + 1) / (document_frequency + 0.5)) / np.log(documents + 1)
    return np.clip(idf, 0.02, 1.0)
