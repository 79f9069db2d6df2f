"""articles → Features: the language-neutral tokens of every passage, a batch at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing, load
from whence.lexicon.forms import UNSPACED, WORD, language_of, normal
from whence.records import FEATURE_KINDS, Features

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.records import Article

CONCEPT, NUMBER, DATE, NAME, LETTERS, NGRAM = range(len(FEATURE_KINDS))
# Weight of a word that the lexicon does not know: mostly a name or a rare word.
UNKNOWN = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class _Tokens:
    """The words of many passages: where each stands, and which distinct word it is."""

    passage: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    word: npt.NDArray[np.int32]
    words: list[str]


def tokens(texts: Sequence[str], language: str) -> _Tokens:
    """Return the words of texts (offsets in each text)."""
    language = language_of(language)
    passage: list[int] = []
    spans: list[tuple[int, int]] = []
    raw: list[str] = []
    for number, text in enumerate(texts):
        found = [m.span() for m in WORD.finditer(text)]
        passage += [number] * len(found)
        spans += found
        raw += [text[a:b] for a, b in found]
    distinct = dict.fromkeys(raw)
    plain: dict[str, int] = {}
    where = {word: plain.setdefault(normal(word, language), len(plain)) for word in distinct}
    at = np.array(spans, np.int32).reshape(-1, 2)
    out = _Tokens(
        np.array(passage, np.int32), at[:, 0], at[:, 1], np.array([where[r] for r in raw], np.int32), list(plain)
    )
    if language in UNSPACED:
        return _segmented(out, raw, language)
    return out


def _segmented(rows: _Tokens, raw: list[str], language: str) -> _Tokens:
    from whence.lexicon.segment import maximal

    table = load().words(language)
    codes = hashing.code_points("".join(raw))
    size = rows.end - rows.start
    ends = np.cumsum(size, dtype=np.int64)
    run = np.repeat(np.arange(len(size)), size)
    if table is None or not len(codes):
        return rows
    start, end = maximal(codes, ends[run], lambda k: table.rows(k) >= 0, UNSPACED[language])
    joined = "".join(raw)
    pieces = [joined[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    of = run[start]
    begin = rows.start[of] + (start - (ends - size)[of])
    plain: dict[str, int] = {}
    word = np.array([plain.setdefault(normal(p, language), len(plain)) for p in pieces], np.int32)
    return _Tokens(rows.passage[of], begin.astype(np.int32), (begin + end - start).astype(np.int32), word, list(plain))


def features(articles: Sequence[Article]) -> list[Features]:
    """Return the features of each article; articles of one language share the work on equal words."""
    return [_of_one(a) for a in articles]


def _of_one(article: Article) -> Features:
    from whence.letters import letters

    rows = tokens([p.text for p in article.passages], article.language)
    lexicon = load()
    found = lexicon.lookup(rows.words, article.language)
    count = np.diff(found.indptr)
    known = count > 0
    weight = np.where(found.trust > 0, found.rarity, np.float32(UNKNOWN))
    concept_word = np.repeat(np.arange(len(count)), count)
    parts = [
        (concept_word, found.ids.astype(np.uint64), CONCEPT, found.weights * (weight * found.trust)[concept_word])
    ]
    word, key, norm, kind = letters(rows.words, language_of(article.language))
    parts += [(word[kind == k], key[kind == k], k, norm[kind == k] * weight[word[kind == k]]) for k in (LETTERS, NGRAM)]
    word_of = np.concatenate([p[0] for p in parts])
    keys = np.concatenate([p[1].astype(np.uint64) for p in parts])
    kinds = np.concatenate([np.full(len(p[0]), p[2], np.uint8) for p in parts])
    weights = np.concatenate([p[3] for p in parts]).astype(np.float32)
    order = np.argsort(word_of, kind="stable")
    sizes = np.bincount(word_of, minlength=len(rows.words))
    begins = np.cumsum(sizes) - sizes
    per = sizes[rows.word]
    token = np.repeat(np.arange(len(rows.word)), per)
    at = order[np.repeat(begins[rows.word] - (np.cumsum(per) - per), per) + np.arange(per.sum())]
    base = np.array([p.start for p in article.passages], np.int32)
    passages = len(article.passages)
    return Features(
        passages, rows.passage[token], token.astype(np.int32), keys[at], kinds[at], weights[at],
        (rows.start + base[rows.passage])[token], (rows.end + base[rows.passage])[token],
        np.array([len(p.text) for p in article.passages], np.float32),
        np.bincount(rows.passage, known[rows.word], passages).astype(np.float32) / np.maximum(np.bincount(rows.passage, minlength=passages), 1).astype(np.float32),
    )  # fmt: skip
