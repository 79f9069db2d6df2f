"""Texts → the words in them, with offsets, and which distinct word each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing, load
from whence.lexicon.forms import UNSPACED, WORD, language_of, normal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of many passages: passage number, offsets in the passage, index in `distinct`."""

    passage: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    word: npt.NDArray[np.int32]
    distinct: Sequence[str]


def words(texts: Sequence[str], language: str) -> Words:
    """Return the words of each text in normal form; of unspaced scripts, the longest known ones."""
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
    if language in UNSPACED and load().has(language):
        return _cut(places, at, raw, language)
    return _indexed(places, at[:, 0], at[:, 1], raw, language)


def _indexed(
    passage: npt.NDArray[np.int32],
    start: npt.NDArray[np.int32],
    end: npt.NDArray[np.int32],
    raw: list[str],
    language: str,
) -> Words:
    plain: dict[str, int] = {}
    where = {word: plain.setdefault(normal(word, language), len(plain)) for word in dict.fromkeys(raw)}
    return Words(passage, start, end, np.array([where[r] for r in raw], np.int32), list(plain))


def _cut(passage: npt.NDArray[np.int32], at: npt.NDArray[np.int32], raw: list[str], language: str) -> Words:
    """Cut runs of letters into the maximal words that the lexicon knows."""
    from whence.lexicon.segment import maximal

    table = load().words(language)
    if table is None or not raw:
        return _indexed(passage, at[:, 0], at[:, 1], raw, language)
    joined = "".join(raw)
    size = at[:, 1] - at[:, 0]
    ends = np.cumsum(size, dtype=np.int64)
    run = np.repeat(np.arange(len(size)), size)
    start, end = maximal(hashing.code_points(joined), ends[run], table.has, UNSPACED[language])
    pieces = [joined[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    of = run[start]
    begin = (at[of, 0] + start - (ends - size)[of]).astype(np.int32)
    return _indexed(passage[of], begin, begin + (end - start).astype(np.int32), pieces, language)
