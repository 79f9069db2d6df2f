"""Texts → the words in them, with offsets, and which distinct word each is.

1 runs of letters (regular expression), 2 in scripts that set no spaces the longest known words of each
run, 3 elsewhere phrases of several words that the word list knows as one ("prime minister", and most
Vietnamese words), 4 each distinct word in normal form once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing
from whence.lexicon.forms import UNSPACED, WHOLE, WORD, language_of, normal, simplified
from whence.lexicon.segment import maximal, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Known = Callable[[npt.NDArray[np.uint32]], npt.NDArray[np.bool_]]

# Cuts a text at its words and keeps them: text, word, text, word, text.
_BETWEEN = re.compile(f"({WORD.pattern})")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of many passages: passage number, offsets in the passage, index in `distinct`."""

    passage: Ints
    start: Ints
    end: Ints
    word: Ints
    distinct: Sequence[str]


def words(texts: Sequence[str], language: str, known: Known | None) -> Words:
    """Return the words of each text; `known` tells which hash keys of whole forms a word list has."""
    language = language_of(language)
    # No word reaches over a line's end, so all texts are cut at once.
    pieces = _BETWEEN.split("\n".join(texts))
    sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
    edges = np.cumsum(sizes)
    raw = pieces[1::2]
    start, end = edges[:-1:2], edges[1::2]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    begins = np.cumsum(lengths) - lengths
    passage = (np.searchsorted(begins, start, "right") - 1).astype(np.int32)
    base = begins[passage]
    at = np.stack([start - base, end - base], axis=1).astype(np.int32)
    if known is not None and language in UNSPACED:
        return _cut(passage, at, raw, language, known)
    rows = _indexed(passage, at[:, 0], at[:, 1], raw, language)
    return rows if known is None else phrased(rows, known)


@lru_cache(maxsize=65536)
def _form(word: str, language: str) -> str:
    return normal(word, language)


def _indexed(passage: Ints, start: Ints, end: Ints, raw: list[str], language: str) -> Words:
    plain: dict[str, int] = {}
    where = {word: plain.setdefault(_form(word, language), len(plain)) for word in dict.fromkeys(raw)}
    word = np.fromiter(map(where.__getitem__, raw), np.int32, len(raw))
    return Words(passage, start, end, word, list(plain))


def _cut(passage: Ints, at: Ints, raw: list[str], language: str, known: Known) -> Words:
    """Cut runs of letters into the maximal words that the list knows; Latin, Greek … words stay whole."""
    joined = simplified("".join(raw)) if language == "zh" else "".join(raw)
    size = at[:, 1] - at[:, 0]
    ends = np.cumsum(size, dtype=np.int64)
    whole = np.array([WHOLE.match(r) is not None for r in raw], np.bool_)
    start, end, of = maximal(hashing.code_points(joined), ends, whole, known, UNSPACED[language])
    pieces = [joined[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    begin = (at[of, 0] + start - (ends - size)[of]).astype(np.int32)
    return _indexed(passage[of], begin, begin + (end - start).astype(np.int32), pieces, language)


def parted(rows: Words, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> Words:
    """Part words that are several written together; `cuts` has the parts of each, by its number."""
    long = np.zeros(len(rows.distinct), np.int32)
    long[list(cuts)] = [len(rows.distinct[i]) for i in cuts]
    # Offsets hold where the form has as many letters as what is written.
    at = np.flatnonzero((long[rows.word] == rows.end - rows.start) & (long[rows.word] > 0)).tolist()
    if not at:
        return rows
    plain = {word: i for i, word in enumerate(rows.distinct)}
    pieces = []
    for x in at:
        number, begin = int(rows.word[x]), int(rows.start[x])
        for a, b in cuts[number]:
            name = plain.setdefault(rows.distinct[number][a:b], len(plain))
            pieces.append((int(rows.passage[x]), begin + a, begin + b, name))
    alone = np.ones(len(rows.word), np.bool_)
    alone[at] = False
    columns = rows.passage, rows.start, rows.end, rows.word
    passage, start, end, word = (
        np.concatenate([column[alone], made])
        for column, made in zip(columns, np.array(pieces, np.int32).T, strict=True)
    )
    order = np.lexsort((start, passage))
    return Words(passage[order], start[order], end[order], word[order], list(plain))


def phrased(rows: Words, known: Known) -> Words:
    """Join neighbouring words into the phrases that the list knows; other words stay as they are."""
    near = np.zeros(len(rows.word), np.bool_)
    near[1:] = (rows.passage[1:] == rows.passage[:-1]) & (rows.start[1:] == rows.end[:-1] + 1)
    first, last = phrases(rows.distinct, rows.word, near, known)
    if not len(first):
        return rows
    inside = np.zeros(len(rows.word) + 1, np.int32)
    np.add.at(inside, first, 1)
    np.add.at(inside, last + 1, -1)
    alone = np.flatnonzero(np.cumsum(inside[:-1]) == 0)
    plain = {word: i for i, word in enumerate(rows.distinct)}
    named = [
        " ".join(rows.distinct[w] for w in rows.word[a : b + 1].tolist())
        for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]
    ids = np.array([plain.setdefault(name, len(plain)) for name in named], np.int32)
    order = np.argsort(np.concatenate([alone, first]), kind="stable")
    return Words(
        np.concatenate([rows.passage[alone], rows.passage[first]])[order],
        np.concatenate([rows.start[alone], rows.start[first]])[order],
        np.concatenate([rows.end[alone], rows.end[last]])[order],
        np.concatenate([rows.word[alone], ids])[order],
        list(plain),
    )
