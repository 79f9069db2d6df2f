"""Tokens of one language → Things: the concepts, names and numbers of every sentence of a batch.

Each distinct word is looked up once for the whole batch. A word that no word list knows is a name, by the
skeleton of its consonants, which survives spelling and script; numbers count by value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from whence.candidates.counts import counts
from whence.candidates.tokens import FIGURE, Tokens, mix
from whence.lexicon import hashing, load
from whence.lexicon.forms import UNSPACED, normal
from whence.lexicon.lookup import concepts
from whence.words import Words, phrased, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Sums = npt.NDArray[np.uint64]
    Floats = npt.NDArray[np.float64]

KINDS = ("words", "meaning", "concept", "number", "name")
WORDS, MEANING, CONCEPT, NUMBER, NAME = range(len(KINDS))
# Bits of a hash in a key. At 10^9 articles of a hundred fingerprints a chance meeting has odds of 1 in
# 3,000 a fingerprint, and two are asked for.
BITS = 48
_HASH = np.uint64((1 << BITS) - 1)
# Concepts that a word may stand for, the strongest first.
SENSES = 2
# Rarity of a name, which no word list knows.
UNKNOWN = 0.8
# Consonants of the shortest name: fewer are met in every other article.
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True, eq=False)
class Things:
    """What sentences speak of: parallel arrays, one row a place and thing.

    text      int64    text of the batch
    sentence  int64    running number over the batch
    start     int64    offsets in the text
    end       int64
    key       uint64   kind and hash
    rarity    float64  0..1, how much meeting it says
    share     float64  0..1, how much of the word it is
    """

    text: Ints
    sentence: Ints
    start: Ints
    end: Ints
    key: Sums
    rarity: Floats
    share: Floats

    def where(self, rows: Any) -> Things:
        """Return some rows, given as numpy takes them."""
        return Things(*(getattr(self, name)[rows] for name in self.__slots__))


def key_of(kind: int, hashes: Sums) -> Sums:
    """Return the keys of hashed things of one kind."""
    keys: Sums = (hashes & _HASH) | np.uint64(kind << BITS)
    return keys


def kind_of(keys: Sums) -> npt.NDArray[np.uint8]:
    """Return the kind of each key, as an index into KINDS."""
    return (keys >> np.uint64(BITS)).astype(np.uint8)


def concept_of(key: int) -> int | None:
    """Return the concept that a key is of, None where it is of something else."""
    return key & ((1 << BITS) - 1) if key >> BITS == CONCEPT else None


def things(of: Tokens, texts: Sequence[str], language: str) -> Things:
    """Return the concepts, names and numbers of every sentence of texts in one language."""
    rows = _words(of, texts, language)
    sentence = _sentence_of(of, rows)
    word, key, rarity, share = _meaning(rows.distinct, language)
    size = np.bincount(word, minlength=len(rows.distinct))
    count = size[rows.word]
    row = np.repeat(np.arange(len(rows.word)), count)
    begin = np.cumsum(size) - size
    take = np.repeat(begin[rows.word] - (np.cumsum(count) - count), count) + np.arange(len(row))
    figures = _counted(of, texts, language, rows)
    return Things(
        np.concatenate([rows.passage[row].astype(np.int64), figures.text]),
        np.concatenate([sentence[row], figures.sentence]),
        np.concatenate([rows.start[row].astype(np.int64), figures.start]),
        np.concatenate([rows.end[row].astype(np.int64), figures.end]),
        np.concatenate([key[take], figures.key]),
        np.concatenate([rarity[take], figures.rarity]),
        np.concatenate([share[take], figures.share]),
    )


def _words(of: Tokens, texts: Sequence[str], language: str) -> Words:
    """Return the words of the texts, phrases joined; `passage` is the text's number."""
    table = load().words(language)
    if table is not None and language in UNSPACED:
        return words(texts, language, table.has)
    spelled = np.flatnonzero(of.kind != FIGURE)
    text, start, end = of.text[spelled], of.start[spelled], of.end[spelled]
    _, first, word = np.unique(of.value[spelled], return_index=True, return_inverse=True)
    places = zip(text[first].tolist(), start[first].tolist(), end[first].tolist(), strict=True)
    distinct = [normal(texts[i][a:b], language) for i, a, b in places]
    rows = Words(text, start, end, word.astype(np.int32), distinct)
    return rows if table is None or not len(spelled) else phrased(rows, table.has)


def _sentence_of(of: Tokens, rows: Words) -> Ints:
    """Return the sentence of each word: that of the last token that begins at or before it."""
    if not len(of.text):
        return np.zeros(len(rows.word), np.int64)
    wide = np.int64(1) << 32
    begins = of.text * wide + of.start
    found = np.searchsorted(begins, rows.passage * wide + rows.start, side="right") - 1
    return of.sentence[np.maximum(found, 0)].astype(np.int64)


def _meaning(distinct: Sequence[str], language: str) -> tuple[Ints, Sums, Floats, Floats]:
    """Return (word, key, rarity, share) of distinct words, in the order of the words."""
    found = concepts(distinct, load().words(language))
    word = np.repeat(np.arange(len(distinct)), np.diff(found.indptr))
    order = np.lexsort((found.ids, -found.weights, word))
    rank = np.arange(len(order)) - found.indptr[:-1][word].astype(np.int64)
    order = order[rank < SENSES]
    ids, word = found.ids[order], word[order]
    unknown = [
        (i, bones) for i in np.flatnonzero(found.trust <= 0).tolist() if (bones := _bones(distinct[i]))
    ]
    names = mix(hashing.sums(["#" + bones for _, bones in unknown]))
    of = np.concatenate([word, np.array([i for i, _ in unknown], np.int64)])
    key = np.concatenate([key_of(CONCEPT, ids.astype(np.uint64)), key_of(NAME, names)])
    rarity = np.concatenate([load().idf(ids).astype(np.float64), np.full(len(unknown), UNKNOWN)])
    sure = found.weights[order] * found.trust[word]
    share = np.concatenate([sure.astype(np.float64), np.ones(len(unknown))])
    by_word = np.argsort(of, kind="stable")
    return of[by_word], key[by_word], rarity[by_word], share[by_word]


@lru_cache(maxsize=65536)
def _bones(word: str) -> str:
    """Return the consonants of a name; nothing where too few tell it from others."""
    from whence.values.romanise import skeleton

    bones = skeleton(word[: hashing.LONGEST])
    return bones if len(bones) >= SHORTEST_NAME else ""


def _counted(of: Tokens, texts: Sequence[str], language: str, words: Words) -> Things:
    """Return the numbers."""
    found = counts(of, texts, language, words)
    places = np.array([(c.text, c.start, c.end) for c in found], np.int64).reshape(-1, 3)
    wide = np.int64(1) << 32
    token = np.searchsorted(of.text * wide + of.start, places[:, 0] * wide + places[:, 1], "right") - 1
    key = key_of(NUMBER, mix(hashing.sums(["n:" + c.figures for c in found])))
    return Things(
        places[:, 0], of.sentence[np.maximum(token, 0)].astype(np.int64), places[:, 1], places[:, 2], key,
        np.array([_rarity(c.figures) for c in found]), np.array([c.share for c in found]),
    )  # fmt: skip


def _rarity(figures: str) -> float:
    """Return how much it says that two texts have a number: small ones and years are everywhere."""
    size = len(figures.replace(".", "").strip("0"))
    if len(figures) < 2 or (len(figures) == 4 and figures[:2] in {"19", "20"}):
        return 0.3
    return min(0.95, 0.4 + 0.15 * size)
