"""articles → Features: the language-neutral tokens of every passage, a batch at a time.

1 words of all passages (regular expression; longest words of the lexicon where none are spaced),
2 numbers and dates by value, which replace the words they are written with, 3 what each distinct word
is: concepts, romanised skeleton, letter sequences, 4 rows for every place where it stands.

Articles of one language are read together, and what a word means is remembered from one batch to the
next; an article's features are the same alone, in company and after others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing, load
from whence.records import FEATURE_KINDS, Features
from whence.text import tag
from whence.vocabulary import vocabulary
from whence.words import parted, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from whence.records import Article
    from whence.valued import Values
    from whence.vocabulary import Meanings
    from whence.words import Words

CONCEPT, NUMBER, DATE, NAME, LETTERS, NGRAM = range(len(FEATURE_KINDS))
# Passages that are read at once: enough to share what each step costs, few enough for little memory
# (some 20 MB); more gain nothing (benchmarks/speed.py).
BATCH = 1000
# How many letters of English one character is worth, by the first code point from which on it is: kana,
# Chinese characters (also in Japanese), Hangul. Gates the length term of links. Measured on the news of
# eval/ntrex and on PUD: whole texts in characters against English; alphabets are all within a quarter of 1.
_FROM, _WORTH = (
    np.array([0x3041, 0x3100, 0x3400, 0xA000, 0xAC00, 0xD7A4, 0x20000, 0x40000]),
    np.array([1, 1.9, 1, 3.4, 1, 2.4, 1, 3.4, 1]),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Things:
    """Distinct words, then values: features of thing i in rows begin[i]:begin[i] + size[i]."""

    begin: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]
    key: npt.NDArray[np.uint64]
    kind: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """Where things stand in a batch, article by article: its words, then its dates, then its numbers."""

    passage: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    thing: npt.NDArray[np.int64]

    def of(self, part: slice, first: int) -> _Places:
        """Return the places of one article, whose passages count from `first` on."""
        passage = self.passage[part] - np.int32(first)
        return _Places(passage, self.start[part], self.end[part], self.thing[part])


def features(articles: Sequence[Article]) -> list[Features]:
    """Return the features of each article; articles of one language share the work on equal words."""
    alike: dict[str, list[int]] = {}
    for i, article in enumerate(articles):
        alike.setdefault(tag(article.language), []).append(i)
    found: dict[int, Features] = {}
    for language, numbers in alike.items():
        for batch in _batches(articles, numbers):
            rows = _of_batch([articles[i] for i in batch], language)
            found.update(zip(batch, rows, strict=True))
    return [found[i] for i in range(len(articles))]


def _batches(articles: Sequence[Article], numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of articles that are read together: BATCH passages, or one article of more."""
    batch: list[int] = []
    size = 0
    for i in numbers:
        passages = len(articles[i].passages)
        if batch and size + passages > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(i)
        size += passages
    if batch:
        yield batch


def _of_batch(articles: Sequence[Article], language: str) -> Iterator[Features]:
    """Yield the features of each of some articles of one language."""
    from whence.valued import values

    texts = [p.text for a in articles for p in a.passages]
    table, met = load().words(language), vocabulary(language)
    found = words(texts, language, table.has if table else None)
    found = parted(found, met.parts(found.distinct))
    meant = met.meanings(found.distinct)
    valued = values(texts, language)
    edges = np.fromiter(accumulate((len(a.passages) for a in articles), initial=0), np.int64)
    places, cuts = _placed(found, valued, edges, len(found.distinct))
    things = _things(meant, valued)
    base = np.array([p.start for a in articles for p in a.passages], np.int32)
    length = _lengths(texts)
    total = np.bincount(found.passage, minlength=len(texts))
    hits = np.bincount(found.passage, meant.known[found.word], len(texts))
    known = (hits / np.maximum(total, 1)).astype(np.float32)
    for i in range(len(articles)):
        first, last = int(edges[i]), int(edges[i + 1])
        rows = places.of(slice(cuts[i], cuts[i + 1]), first)
        yield _features(things, rows, base[first:last], length[first:last], known[first:last])


def _placed(
    found: Words, valued: Values, edges: npt.NDArray[np.int64], distinct: int
) -> tuple[_Places, list[int]]:
    """Return all places of words outside values, and of values; and where each article's begin."""
    free = valued.free(found.passage, found.start, found.end)
    passage = np.concatenate([found.passage[free], valued.passage])
    article = np.searchsorted(edges[1:], passage, "right")
    place_kind = np.zeros(len(passage), np.int64)
    place_kind[len(passage) - len(valued.passage) :] = 1 + (valued.place_kind == NUMBER)
    order = np.argsort(article * 3 + place_kind, kind="stable")
    thing = np.concatenate([found.word[free], np.arange(len(valued.passage)) + distinct])
    places = _Places(
        passage[order],
        np.concatenate([found.start[free], valued.start])[order],
        np.concatenate([found.end[free], valued.end])[order],
        thing[order],
    )
    return places, np.searchsorted(article[order], np.arange(len(edges))).tolist()


def _things(meant: Meanings, valued: Values) -> _Things:
    size = np.concatenate([np.diff(meant.indptr), np.bincount(valued.of, minlength=len(valued.passage))])
    return _Things(
        np.cumsum(size) - size,
        size,
        np.concatenate([meant.key, valued.key]),
        np.concatenate([meant.kind, valued.kind]),
        np.concatenate([meant.weight, valued.weight]),
    )


def _lengths(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return the length of each text in letters of an alphabet: characters that say more count more."""
    size = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = hashing.code_points("".join(texts))
    worth = np.ones(len(codes))
    signs = np.flatnonzero(codes >= _FROM[0])
    worth[signs] = _WORTH[np.searchsorted(_FROM, codes[signs], "right")]
    total = np.concatenate([np.zeros(1), np.cumsum(worth)])
    ends = np.cumsum(size)
    found: npt.NDArray[np.float32] = (total[ends] - total[ends - size]).astype(np.float32)
    return found


def _features(
    things: _Things,
    places: _Places,
    base: npt.NDArray[np.int32],
    length: npt.NDArray[np.float32],
    known: npt.NDArray[np.float32],
) -> Features:
    """Return one row for every feature of every place of one article; `base` is where passages begin."""
    size = things.size[places.thing]
    token = np.repeat(np.arange(len(size), dtype=np.int32), size)
    first = things.begin[places.thing] - (np.cumsum(size) - size)
    at = np.repeat(first, size) + np.arange(len(token))
    shift = base[places.passage]
    return Features(
        passages=len(base),
        passage=places.passage[token],
        token=token,
        key=things.key[at],
        kind=things.kind[at],
        weight=things.weight[at],
        start=(places.start + shift)[token],
        end=(places.end + shift)[token],
        length=length.copy(),
        known=known.copy(),
    )
