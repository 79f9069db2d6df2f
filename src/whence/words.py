"""Texts → the words in them, with offsets, and which distinct word each is.

1 runs of letters (regular expression), 2 in scripts that set no spaces the longest known words of each
run, 3 elsewhere phrases of several words that the word list knows as one ("prime minister", and most
Vietnamese words), 4 each distinct word in normal form once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing, segment
from whence.lexicon.forms import UNSPACED, WHOLE, WORD, language_of, normal, simplified
from whence.lexicon.segment import maximal, phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Known = Callable[[npt.NDArray[np.uint32]], npt.NDArray[np.bool_]]


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
    passage: list[int] = []
    spans: list[tuple[int, int]] = []
    raw: list[str] = []
    for number, text in enumerate(texts):
        found = [match.span() for match in WORD.finditer(text)]
        passage += [number] * len(found)
        spans += found
        raw += [text[a:b] for a, b in found]
    at = np.array(spans, np.int32).reshape(-1, 2)
    places = np.array(passage, np.int32)
    if known is not None and language in UNSPACED:
        return _cut(places, at, raw, language, known)
    rows = _indexed(places, at[:, 0], at[:, 1], raw, language)
    return rows if known is None else phrased(rows, known)


def _indexed(passage: Ints, start: Ints, end: Ints, raw: list[str], language: str) -> Words:
    plain: dict[str, int] = {}
    where = {word: plain.setdefault(normal(word, language), len(plain)) for word in dict.fromkeys(raw)}
    return Words(passage, start, end, np.array([where[r] for r in raw], np.int32), list(plain))


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


def parted(rows: Words, unknown: Sequence[int], known: Known) -> Words:
    """Part words that the list does not know, but of which known words make up most, into these."""
    parts = segment.parted([rows.distinct[i] for i in unknown], known)
    cuts = {i: found for i, found in zip(unknown, parts, strict=True) if found}
    # Offsets hold where the form has as many letters as what is written.
    sizes = np.fromiter(map(len, rows.distinct), np.int32, len(rows.distinct))
    whole = rows.end - rows.start == sizes[rows.word]
    at = [x for x, word in enumerate(rows.word.tolist()) if word in cuts and whole[x]]
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
