"""One language's word list and parallel sentences → the keys and rows of its block."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array, diags_array, vstack

from lexicon_english import TOP, rarity
from lexicon_matrix import Matrix, cosines, matrix, rows_to_one, strongest
from lexicon_syllables import borders
from whence.lexicon import hashing
from whence.lexicon.forms import UNSPACED, WORD, normal, stemmer, without_clitics
from whence.lexicon.learn import cooccurrences, expected
from whence.lexicon.lookup import PREFIX_LETTERS, trims
from whence.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from lexicon_english import English

    Array = npt.NDArray[Any]

# The word list counts as much as this many observed translations of a word.
LIST_COUNTS = 2.0
# A lemma keeps a row of its own where its meaning is less like that of its stem than this (cosine).
OWN_ROW = 0.9
# Sequences of letters seen this often, and this much more often than chance, count as words.
SEEN, ABOVE_CHANCE = 3, 20
SHARPEN = 0.5


@dataclass
class Block:
    """Rows of concepts with their rarity and use, the keys that point to them, and which are spare.

    `spare` are inflected forms taken from a dictionary: the first to go where room is short.
    """

    rows: Matrix
    rarity: Array
    use: Array
    keys: dict[tuple[int, str], int]
    spare: set[tuple[int, str]] = field(default_factory=set)

    def append(self, rows: Matrix, rarity: Array, use: Array) -> None:
        """Add rows after those there are."""
        self.rows = csr_array(vstack([self.rows, rows]))
        self.rarity = np.concatenate([self.rarity, rarity])
        self.use = np.concatenate([self.use, use])


class Language:
    """What is known of one language while its block is being built."""

    def __init__(
        self, tag: str, listed: Sequence[tuple[str, str]], english: English, lemmas: Mapping[str, str]
    ) -> None:
        self.tag, self.english = tag, english
        self.stem = stemmer(tag)
        self.listed: dict[str, set[int]] = defaultdict(set)
        for lemma, synset in listed:
            if synset in english.synsets:
                self.listed[normal(lemma, tag)].add(english.synsets[synset])
        self.words = sorted(self.listed)
        self.stems = {self.stem(w) for w in self.words if " " not in w}
        self.lemmas = {form: lemma for form, lemma in lemmas.items() if self.stem(lemma) in self.stems}
        self._unit: dict[str, str] = {}
        if tag == "ja":
            shorts = (
                (short, w) for w in self.words for short in _okurigana(w) if short not in self.listed
            )
            self.lemmas = dict(reversed(list(shorts)))

    def unit(self, word: str) -> str:
        """Return the stem under which a word form is counted: its own where listed, else its lemma's."""
        if word not in self._unit:
            self._unit[word] = next((s for s in self._ways(word) if s in self.stems), self.stem(word))
        return self._unit[word]

    def _ways(self, word: str) -> Iterator[str]:
        """Yield stems under which a word may be listed, the likeliest first, as a reader tries them."""
        yield self.stem(word)
        if word in self.lemmas:
            yield self.stem(self.lemmas[word])
        for piece in without_clitics(word, self.tag):
            yield self.stem(piece)
            if piece in self.lemmas:
                yield self.stem(self.lemmas[piece])
        if self.tag not in UNSPACED and " " not in word:
            for size in trims(word):
                yield word[:size]

    def meanings(self) -> tuple[Matrix, Array]:
        """Return the concepts of each listed lemma, and how common its senses are in English."""
        often = np.array([self.english.frequency[s] for s in self.english.synsets])
        cells = ((i, s, often[s] ** SHARPEN) for i, w in enumerate(self.words) for s in self.listed[w])
        senses = matrix(cells, len(self.words), len(often))
        common = np.asarray(senses.sum(axis=1)).ravel()
        return rows_to_one(senses) @ self.english.synset_concepts, common + 0.1

    def sentences(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the words of each text, cut as the finished lexicon will cut them."""
        known = None
        if self.tag in UNSPACED:
            known = _membership(self._vocabulary(texts))
        elif self.tag == "vi":
            known = _membership({w for w in self.words if " " in w})
        found = words(texts, self.tag, known)
        rows: list[list[str]] = [[] for _ in texts]
        for passage, word in zip(found.passage.tolist(), found.word.tolist(), strict=True):
            rows[passage].append(found.distinct[word])
        return rows

    def _vocabulary(self, texts: Sequence[str]) -> set[str]:
        """Return listed words, and sequences of letters that stand together more than by chance."""
        grams: Counter[str] = Counter()
        letters = 0
        for text in texts:
            for run in WORD.findall(text):
                letters += len(run)
                places = borders(run)
                for n in range(1, min(UNSPACED[self.tag], 6) + 1):
                    grams.update(run[i:j] for i, j in zip(places, places[n:], strict=False))
        found = set(self.words)
        if self.tag == "ja":
            found |= {short for w in self.words for short in _okurigana(w)}
        for gram, count in grams.items():
            if len(gram) >= 2 and count >= SEEN:
                chance = max(grams[gram[:i]] * grams[gram[i:]] for i in range(1, len(gram))) / letters
                if count > ABOVE_CHANCE * chance:
                    found.add(gram)
        return found


def _okurigana(word: str) -> Iterator[str]:
    """Yield a Japanese word without its last one or two kana: 述べる → 述べ, 述."""
    for size in (1, 2):
        end = word[-size:]
        if len(word) > size and not _kana(word[0]) and all(map(_kana, end)):
            yield word[:-size]


def _kana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u30ff"


def _membership(known: set[str]) -> Callable[[Array], Array]:
    keys = np.unique(hashing.keys(sorted(known))) if known else np.zeros(1, np.uint32)

    def has(asked: Array) -> Array:
        return keys[np.minimum(np.searchsorted(keys, asked), len(keys) - 1)] == asked

    return has


def build(language: Language, pairs: Sequence[tuple[str, str]]) -> Block:
    """Return the block of one language."""
    english = language.english
    meaning, common = language.meanings()
    sentences = language.sentences([other for _, other in pairs])
    units: dict[str, int] = {}
    text = [
        np.array([units.setdefault(language.unit(w), len(units)) for w in s], np.int64)
        for s in sentences
    ]
    for w in language.words:
        units.setdefault(language.unit(w), len(units))
    unit_of = np.array([units[language.unit(w)] for w in language.words], np.int64)
    listed = rows_to_one(
        csr_array((common, (unit_of, np.arange(len(unit_of)))), shape=(len(units), len(unit_of)))
        @ meaning
    )
    their = [np.array([english.id(w) for w in english.words(e)], np.int64) for e, _ in pairs]
    learned = _learned(text, their, listed, len(english))
    has = np.asarray(listed.sum(axis=1)).ravel() > 0
    mixed = rows_to_one(strongest(learned + diags_array(np.where(has, LIST_COUNTS, 0.0)) @ listed, TOP))
    seen = np.zeros(len(units))
    for s in text:
        seen[np.unique(s)] += 1
    meant = np.asarray(mixed.sum(axis=1)).ravel() > 0
    rare = _rarity(seen, len(text), mixed, meant, english)
    forms = sorted({w for s in sentences for w in s})
    return _block(language, Learned(units, mixed, rare, seen, forms), meaning, unit_of, common)


def _learned(text: Sequence[Array], their: Sequence[Array], prior: Matrix, width: int) -> Matrix:
    """Return how often each unit is expected to translate each concept, less what chance would give."""
    pairs = cooccurrences(text, their, width)
    shape = (prior.shape[0], width)
    if not len(pairs.cells):
        return csr_array(shape)
    foreign, concept = pairs.cells // width, pairs.cells % width
    counts = expected(pairs, np.asarray(prior[foreign, concept]).ravel(), width)
    total = np.bincount(foreign, counts, shape[0])
    tf = np.bincount(np.concatenate(their), minlength=width)
    chance = (tf / tf.sum())[concept]
    share = counts / np.maximum(total[foreign], 1e-9)
    lift = np.clip(np.log(np.maximum(share / chance, 1e-9)) / np.log(1000), 0, 1)
    counts = counts * lift
    keep = counts > 0.05
    return csr_array((counts[keep], (foreign[keep], concept[keep])), shape=shape)


def _rarity(seen: Array, texts: int, mixed: Matrix, meant: Array, english: English) -> Array:
    """Return the rarity of units: their own where seen often enough, else that of their concepts."""
    own = rarity(seen, max(texts, 1))
    trust = np.clip(seen / 10, 0, 1)
    return np.where(meant, trust * own + (1 - trust) * (mixed @ english.rarity), own)


class Learned(NamedTuple):
    """The units of a language: their concepts, rarity, sentences they were seen in, and forms in text."""

    units: dict[str, int]
    mixed: Matrix
    rare: Array
    seen: Array
    forms: list[str]


def _block(
    language: Language, learned: Learned, meaning: Matrix, unit_of: Array, common: Array
) -> Block:
    """Collect rows and keys: units by stem, lemmas that differ from their stem, aliases, prefixes."""
    units, mixed, rare, seen, forms = learned
    unspaced = language.tag in UNSPACED or language.tag == "vi"
    tag = hashing.FORM if unspaced else hashing.STEM
    weight = np.zeros(len(units))
    np.maximum.at(weight, unit_of, common)
    nonempty = np.asarray(mixed.sum(axis=1)).ravel() > 0
    # Words seen in text count; words that only text has must be frequent or have a meaning.
    use = (weight + seen * 3) * (nonempty | (seen >= 5))
    block = Block(mixed, rare, use, {(tag, n): i for n, i in units.items() if use[i] > 0})
    _own_rows(block, language, meaning, unit_of, common)
    if unspaced:
        _whole_forms(block, language, units, unit_of, forms)
    for form in forms:
        unit = units[language.unit(form)]
        if use[unit] > 0:
            block.keys.setdefault((tag, language.stem(form)), unit)
    _inflected(block, language, units, tag)
    if language.tag not in UNSPACED:
        _prefixes(block, learned, nonempty)
    return block


def _own_rows(block: Block, language: Language, meaning: Matrix, unit_of: Array, common: Array) -> None:
    """Give lemmas that mean something else than their stem a row of their own."""
    both = rows_to_one(strongest(0.5 * rows_to_one(meaning) + 0.5 * block.rows[unit_of], TOP))
    differs = np.flatnonzero(cosines(both, block.rows[unit_of]) < OWN_ROW).tolist()
    own = [i for i in differs if " " not in language.words[i] or language.tag == "vi"]
    size = block.rows.shape[0]
    block.keys |= {(hashing.FORM, language.words[i]): size + k for k, i in enumerate(own)}
    rare = 0.5 * (both[own] @ language.english.rarity) + 0.5 * block.rarity[unit_of[own]]
    block.append(both[own], rare, common[own])


def _whole_forms(
    block: Block, language: Language, units: dict[str, int], unit_of: Array, forms: Sequence[str]
) -> None:
    """File words of unspaced scripts as they are written, Japanese verbs also without their last kana."""
    for i, word in enumerate(language.words):
        block.keys.setdefault((hashing.FORM, word), int(unit_of[i]))
    for word in (*language.words, *forms):
        unit = units[language.unit(word)]
        for short in _okurigana(word) if language.tag == "ja" else ():
            block.keys.setdefault((hashing.FORM, short), unit)
        if block.use[unit] > 0:
            block.keys.setdefault((hashing.FORM, word), unit)


def _inflected(block: Block, language: Language, units: dict[str, int], tag: int) -> None:
    """File inflected forms of the dictionary under their lemma, where cutting would not find it."""
    for form, lemma in language.lemmas.items():
        stem, name = language.stem(form), language.stem(lemma)
        unit = units.get(name, -1)
        found_anyway = stem.startswith(name) and len(name) in trims(form)
        if unit >= 0 and block.use[unit] > 0 and not found_anyway and (tag, stem) not in block.keys:
            block.keys[tag, stem] = unit
            block.spare.add((tag, stem))


def _prefixes(block: Block, learned: Learned, nonempty: Array) -> None:
    """File the mean of all words that begin alike under their first letters."""
    starts: dict[str, list[int]] = defaultdict(list)
    for name, i in learned.units.items():
        if nonempty[i] and len(name) >= PREFIX_LETTERS:
            starts[name[:PREFIX_LETTERS]].append(i)
    cells = ((k, i, float(learned.seen[i] + 0.5)) for k, p in enumerate(starts) for i in starts[p])
    share = rows_to_one(matrix(cells, len(starts), len(learned.units)))
    size = block.rows.shape[0]
    block.keys |= {(hashing.PREFIX, p): size + k for k, p in enumerate(starts)}
    # A prefix is a last resort: it counts less than a third of the words it stands for.
    block.append(
        rows_to_one(strongest(share @ learned.mixed, TOP)),
        share @ learned.rare,
        share @ block.use[: len(learned.units)] * 0.3,
    )
