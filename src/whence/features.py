"""articles → Features: the language-neutral tokens of every passage, a batch at a time.

1 words of all passages (regular expression; longest words of the lexicon where none are spaced),
2 numbers and dates by value, which replace the words they are written with, 3 what each distinct word
is: concepts, romanised skeleton, letter sequences, 4 rows for every place where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.letters import letters
from whence.lexicon import hashing, load
from whence.lexicon.forms import UNSPACED, language_of, stemmer
from whence.records import FEATURE_KINDS, Features
from whence.words import Words, parted, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.lexicon import Concepts
    from whence.records import Article

CONCEPT, NUMBER, DATE, NAME, LETTERS, NGRAM = range(len(FEATURE_KINDS))
# Weight of a word that the lexicon does not know, mostly a name or a rare word. Gates how much names
# count against known words. Chosen by benchmarks/retrieval.py, steps of 0.1.
UNKNOWN = 0.8
# Share of the weight that a single Chinese character keeps: it is mostly a piece of an unknown word.
# Chosen likewise among 0.4, 0.5, 0.7, 1.
LONE = 0.5
# A word that was found no better than this is tried as several words written together. Gates lost spaces
# and long compounds; chosen by benchmarks/retrieval.py among the steps of lookup's trust.
DOUBTED = 0.8
# How many letters of English one character is worth, by the first code point from which on it is: kana,
# Chinese characters (also in Japanese), Hangul. Gates the length term of links. Measured on the news of
# eval/ntrex and on PUD: whole texts in characters against English; alphabets are all within a quarter of 1.
_FROM, _WORTH = (
    np.array([0x3041, 0x3100, 0x3400, 0xA000, 0xAC00, 0xD7A4, 0x20000, 0x40000]),
    np.array([1, 1.9, 1, 3.4, 1, 2.4, 1, 3.4, 1]),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Features of distinct things (words or values): which thing, and key, kind, weight."""

    of: npt.NDArray[np.int64]
    key: npt.NDArray[np.uint64]
    kind: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]


def features(articles: Sequence[Article]) -> list[Features]:
    """Return the features of each article; articles of one language share the work on equal words."""
    return [_of_one(a) for a in articles]


def _of_one(article: Article) -> Features:
    from whence.valued import values

    texts = [p.text for p in article.passages]
    table = load().words(article.language)
    found = words(texts, article.language, table.has if table else None)
    meant = load().lookup(found.distinct, article.language)
    if table is not None and language_of(article.language) not in UNSPACED:
        whole, doubted = found, np.flatnonzero(meant.trust <= np.float32(DOUBTED)).tolist()
        found = parted(whole, doubted, table.has)
        if found is not whole:
            meant = load().lookup(found.distinct, article.language)
    meaning, known = _of_words(found.distinct, article.language, meant)
    valued = values(texts, article.language)
    free = valued.free(found.passage, found.start, found.end)
    count = len(found.distinct)
    rows = _Rows(
        np.concatenate([meaning.of, valued.of + count]),
        np.concatenate([meaning.key, valued.key]),
        np.concatenate([meaning.kind, valued.kind]),
        np.concatenate([meaning.weight, valued.weight]),
    )
    places = Words(
        np.concatenate([found.passage[free], valued.passage]),
        np.concatenate([found.start[free], valued.start]),
        np.concatenate([found.end[free], valued.end]),
        np.concatenate([found.word[free], np.arange(len(valued.passage), dtype=np.int32) + count]),
        (),
    )
    return _placed(article, places, rows, count + len(valued.passage), (found, known))


def _of_words(
    distinct: Sequence[str], language: str, concepts: Concepts
) -> tuple[_Rows, npt.NDArray[np.bool_]]:
    """Return the features of distinct words, and which of them the lexicon knows."""
    count = np.diff(concepts.indptr)
    weight = np.where(concepts.trust > 0, concepts.rarity, np.float32(UNKNOWN))
    weight *= np.array([LONE if len(w) == 1 and w > "\u2e80" else 1.0 for w in distinct], np.float32)
    of = np.repeat(np.arange(len(count)), count)
    parts = [
        (
            of,
            concepts.ids.astype(np.uint64),
            np.full(len(of), CONCEPT, np.uint8),
            concepts.weights * concepts.trust[of],
        )
    ]
    # Korean names carry their particles, which would be spelled out as letters of the name.
    bare = list(map(stemmer("ko"), distinct)) if language_of(language) == "ko" else distinct
    parts.append(letters(bare))
    rows = _Rows(*(np.concatenate([p[i] for p in parts]) for i in range(4)))
    return _Rows(
        rows.of, rows.key, rows.kind, (rows.weight * weight[rows.of]).astype(np.float32)
    ), concepts.trust > 0


def _lengths(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return the length of each text in letters of an alphabet: characters that say more count more."""
    size = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = hashing.code_points("".join(texts))
    worth = _WORTH[np.searchsorted(_FROM, codes, "right")]
    total = np.concatenate([np.zeros(1), np.cumsum(worth)])
    ends = np.cumsum(size)
    found: npt.NDArray[np.float32] = (total[ends] - total[ends - size]).astype(np.float32)
    return found


def _placed(
    article: Article, places: Words, rows: _Rows, things: int, seen: tuple[Words, npt.NDArray[np.bool_]]
) -> Features:
    """Return one row for every feature of every place."""
    order = np.argsort(rows.of, kind="stable")
    sizes = np.bincount(rows.of, minlength=things)
    begins = np.cumsum(sizes) - sizes
    per = sizes[places.word]
    token = np.repeat(np.arange(len(places.word)), per)
    at = order[np.repeat(begins[places.word] - (np.cumsum(per) - per), per) + np.arange(per.sum())]
    base = np.array([p.start for p in article.passages], np.int32)
    number = len(article.passages)
    found, known = seen
    total = np.bincount(found.passage, minlength=number)
    hits = np.bincount(found.passage, known[found.word], number)
    return Features(
        passages=number,
        passage=places.passage[token],
        token=token.astype(np.int32),
        key=rows.key[at],
        kind=rows.kind[at],
        weight=rows.weight[at],
        start=(places.start + base[places.passage])[token],
        end=(places.end + base[places.passage])[token],
        length=_lengths([p.text for p in article.passages]),
        known=(hits / np.maximum(total, 1)).astype(np.float32),
    )
