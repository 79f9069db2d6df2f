"""One language's word list and parallel sentences → the keys and rows of its block."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from lexicon_english import TOP, rarity
from lexicon_learn import cooccurrences, expected
from lexicon_matrix import Matrix, cosines, matrix, rows_to_one, strongest
from scipy.sparse import csr_array, diags_array, vstack

from whence.lexicon import hashing
from whence.lexicon.forms import UNSPACED, WORD, normal, stemmer, without_clitics
from whence.lexicon.lookup import PREFIX_LETTERS, trims
from whence.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lexicon_english import English

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
    rarity: np.ndarray
    use: np.ndarray
    keys: dict[tuple[int, str], int]
    spare: set[tuple[int, str]] = field(default_factory=set)


class Language:
    """What is known of one language while its block is being built."""

    def __init__(self, tag: str, listed: Sequence[tuple[str, str]], english: English, lemmas: Mapping[str, str]) -> None:
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
            shorts = ((short, w) for w in self.words for short in _okurigana(w) if short not in self.listed)
            self.lemmas = {short: w for short, w in reversed(list(shorts))}

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

    def meanings(self) -> tuple[Matrix, np.ndarray]:
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
                for n in range(1, min(UNSPACED[self.tag], 6) + 1):
                    grams.update(run[i : i + n] for i in range(len(run) - n + 1))
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


def _membership(known: set[str]):
    keys = np.unique(hashing.keys(sorted(known))) if known else np.zeros(1, np.uint32)

    def has(asked):
        return keys[np.minimum(np.searchsorted(keys, asked), len(keys) - 1)] == asked

    return has


def build(language: Language, pairs: Sequence[tuple[str, str]]) -> Block:
    """Return the block of one language."""
    english = language.english
    meaning, common = language.meanings()
    sentences = language.sentences([other for _, other in pairs])
    units: dict[str, int] = {}
    text = [np.array([units.setdefault(language.unit(w), len(units)) for w in s], np.int64) for s in sentences]
    for w in language.words:
        units.setdefault(language.unit(w), len(units))
    unit_of = np.array([units[language.unit(w)] for w in language.words], np.int64)
    listed = rows_to_one(csr_array((common, (unit_of, np.arange(len(unit_of)))), shape=(len(units), len(unit_of))) @ meaning)
    their = [np.array([english.id(w) for w in english.words(e)], np.int64) for e, _ in pairs]
    learned = _learned(text, their, listed, len(english), english)
    has = np.asarray(listed.sum(axis=1)).ravel() > 0
    mixed = rows_to_one(strongest(learned + diags_array(np.where(has, LIST_COUNTS, 0.0)) @ listed, TOP))
    seen = np.zeros(len(units))
    for s in text:
        seen[np.unique(s)] += 1
    meant = np.asarray(mixed.sum(axis=1)).ravel() > 0
    rare = _rarity(seen, len(text), mixed, meant, english)
    return _block(language, units, mixed, rare, seen, meaning, unit_of, sentences, common)


def _learned(text, their, prior: Matrix, width: int, english: English) -> Matrix:
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


def _rarity(seen, texts: int, mixed: Matrix, meant, english: English):
    """Return the rarity of units: their own where seen often enough, else that of their concepts."""
    own = rarity(seen, max(texts, 1))
    trust = np.clip(seen / 10, 0, 1)
    return np.where(meant, trust * own + (1 - trust) * (mixed @ english.rarity), own)


def _block(language: Language, units, mixed: Matrix, rare, seen, meaning: Matrix, unit_of, sentences, common) -> Block:
    """Collect rows and keys: units by stem, lemmas that differ from their stem, aliases, prefixes."""
    names = list(units)
    weight = np.zeros(len(units))
    np.maximum.at(weight, unit_of, common)
    weight += seen * 3
    nonempty = np.asarray(mixed.sum(axis=1)).ravel() > 0
    use = weight * (nonempty | (seen >= 5))
    tag = hashing.FORM if language.tag in UNSPACED or language.tag == "vi" else hashing.STEM
    keys = {(tag, n): i for i, n in enumerate(names) if use[i] > 0}
    own, own_rarity, own_use = [], [], []
    both = rows_to_one(strongest(0.5 * rows_to_one(meaning) + 0.5 * mixed[unit_of], TOP))
    differs = cosines(both, mixed[unit_of]) < OWN_ROW
    size = len(units)
    for i in np.flatnonzero(differs):
        w = language.words[i]
        if " " in w and language.tag != "vi":
            continue
        keys[hashing.FORM, w] = size + len(own)
        own.append(i)
        own_rarity.append(0.5 * float((both[[i]] @ language.english.rarity)[0]) + 0.5 * rare[unit_of[i]])
        own_use.append(common[i])
    if language.tag in UNSPACED or language.tag == "vi":
        for i, w in enumerate(language.words):
            keys.setdefault((hashing.FORM, w), int(unit_of[i]))
        for w in (*language.words, *sorted({w for s in sentences for w in s})):
            for short in _okurigana(w) if language.tag == "ja" else ():
                keys.setdefault((hashing.FORM, short), units[language.unit(w)])
            if use[units[language.unit(w)]] > 0:
                keys.setdefault((hashing.FORM, w), units[language.unit(w)])
    for form in sorted({w for s in sentences for w in s}):
        unit = units[language.unit(form)]
        if use[unit] > 0:
            keys.setdefault((tag, language.stem(form)), unit)
    spare: set[tuple[int, str]] = set()
    for form, lemma in language.lemmas.items():
        stem, name = language.stem(form), language.stem(lemma)
        unit = units.get(name, -1)
        found_anyway = stem.startswith(name) and len(name) in trims(form)
        if unit >= 0 and use[unit] > 0 and not found_anyway and (tag, stem) not in keys:
            keys[tag, stem] = unit
            spare.add((tag, stem))
    rows, rarities, uses = [mixed, both[own]], [rare, np.array(own_rarity)], [use, np.array(own_use)]
    if language.tag not in UNSPACED:
        starts: dict[str, list[int]] = defaultdict(list)
        for i in np.flatnonzero(nonempty):
            if len(names[i]) >= PREFIX_LETTERS:
                starts[names[i][:PREFIX_LETTERS]].append(i)
        cells = ((k, i, float(seen[i] + 0.5)) for k, p in enumerate(starts) for i in starts[p])
        share = rows_to_one(matrix(cells, len(starts), len(units)))
        rows.append(rows_to_one(strongest(share @ mixed, TOP)))
        rarities.append(share @ rare)
        uses.append(share @ use * 0.3)
        base = size + len(own)
        keys |= {(hashing.PREFIX, p): base + k for k, p in enumerate(starts)}
    return Block(csr_array(vstack(rows)), np.concatenate(rarities), np.concatenate(uses), keys, spare)
