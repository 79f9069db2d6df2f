"""Tokens of texts in one language → the numbers in them, by value: 410,000 = 41万 = 0.41 million.

    … 4,150 crates and 1.2 million litres, 3 of them in May 2031 …
      └───┘            └─────────┘         ·               └──┘

1 Plain figures (·) are what they say. 2 What may be part of a longer number is cut out with what stands behind it: figures
beside figures or grown together with letters, number words beside figures or each other, Chinese
numerals. 3 Only these pieces, all of a batch together, are read as numbers, which costs twenty times as much a letter.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from whence.candidates.tokens import FIGURE, LETTER
from whence.values import cjk, numbers, spelled
from whence.values.figures import lowered
from whence.values.number_words import vocabulary
from whence.values.scan import BREAK, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    import numpy.typing as npt

    from whence.candidates.tokens import Tokens
    from whence.words import Words

    Ints = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

# Signs between two tokens that may belong to one number: "1.2", "30 000", "twenty-one".
NEAR = 1
# Code points behind the last token of a number that are read with it: a scale word, a unit.
BEHIND = 24
# Figures of the longest number; a longer run is an identifier.
LONGEST = 40
# Share of the other reading of "1.500".
OTHER = 0.5
# A text's number and an offset in one number.
_WIDE = np.int64(1) << 32
_SIGNED = frozenset({"zh", "ja", "yue"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number and where it stands: `figures` are those of its value, "0.5" or "30000".

    `share` is how likely it is meant: 1,500 is 1500 in English, and 1.5 in a careless translation.
    """

    text: int
    start: int
    end: int
    figures: str
    share: float = 1.0


def counts(of: Tokens, texts: Sequence[str], language: str, words: Words) -> list[Count]:
    """Return the numbers of each text, in no order; one that may be read in two ways is there twice."""
    figure = of.kind == FIGURE
    near = (of.text[1:] == of.text[:-1]) & (of.start[1:] - of.end[:-1] <= NEAR)
    numeral = figure | _worded(of, language, words, np.flatnonzero(near & figure[:-1]) + 1)
    grown = near & (of.start[1:] == of.end[:-1]) & figure[:-1] & (of.kind[1:] == LETTER)
    linked = near & numeral[1:] & numeral[:-1]
    long = np.zeros(len(numeral) + 1, np.bool_)
    long[1:-1] = linked
    # A token of a longer number: linked on either side, grown together, or a word by itself.
    part = numeral & (long[1:] | long[:-1] | np.append(grown, False)[: len(numeral)] | ~figure)
    cores = [*_cores(of, part), *(_signs(texts) if language in _SIGNED else ())]
    found = list(_read(cores, texts, language))
    plain = np.flatnonzero(figure)
    plain = plain[~_inside(of.text[plain] * _WIDE + of.start[plain], found)]
    places = zip(of.text[plain].tolist(), of.start[plain].tolist(), of.end[plain].tolist(), strict=True)
    found += [Count(n, a, b, made) for n, a, b in places if (made := _plain(texts[n][a:b]))]
    return found


def _plain(written: str) -> str:
    """Return the figures of a run of them in any script, without zeros before."""
    decimal = "".join(c for c in written if c.isdecimal())[:LONGEST]
    return str(int(decimal)) if decimal else ""


def _worded(of: Tokens, language: str, words: Words, behind: Ints) -> Flags:
    """Return which tokens are number words; those `behind` figures are known in any form, as in "5 milionów"."""
    known = vocabulary(language)
    if known is None or language in _SIGNED or not len(words.word):
        return np.zeros(len(of.text), np.bool_)
    tokens, places = of.text * _WIDE + of.start, words.passage * _WIDE + words.start
    atoms = [known.atom(word) for word in words.distinct]
    row = np.minimum(np.searchsorted(places, tokens[behind]), len(places) - 1)
    for number in np.unique(words.word[row]).tolist():
        if words.distinct[number]:
            atoms[number] = spelled.meaning(words.distinct[number], known, language)
    worth = np.array([atom is not None and atom.value > 1 for atom in atoms], np.bool_)
    wanted = places[worth[words.word]]
    place = np.minimum(np.searchsorted(tokens, wanted), len(tokens) - 1)
    found = np.zeros(len(tokens), np.bool_)
    found[place[tokens[place] == wanted]] = True
    return found


def _cores(of: Tokens, part: Flags) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches (text, start, end) of tokens that may make one number, in order."""
    at = np.flatnonzero(part)
    if not len(at):
        return
    text, start, end = of.text[at], of.start[at], of.end[at]
    apart = (text[1:] != text[:-1]) | (start[1:] - end[:-1] > BEHIND)
    first, last = np.append(0, np.flatnonzero(apart) + 1), np.append(np.flatnonzero(apart), len(at) - 1)
    yield from zip(text[first].tolist(), start[first].tolist(), end[last].tolist(), strict=True)


def _signs(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches of Chinese numerals, with the figures among them."""
    for number, text in enumerate(texts):
        for match in cjk.HAN.finditer(lowered(text)):
            if match.end() - match.start() > 1:
                yield number, match.start(), match.end()


def _read(cores: Sequence[tuple[int, int, int]], texts: Sequence[str], language: str) -> Iterator[Count]:
    """Yield the numbers that begin within the stretches."""
    pieces = [texts[text][start : end + BEHIND].split("\n", 1)[0] for text, start, end in cores]
    if not pieces:
        return
    edges = list(accumulate((len(piece) + len(BREAK) for piece in pieces), initial=0))
    for number in numbers.read(joined(pieces, language)):
        piece = bisect_right(edges, number.start) - 1
        text, start, end = cores[piece]
        offset = start - edges[piece]
        if number.weak or number.start + offset >= end:
            continue
        place = text, number.start + offset, number.end + offset
        for value, share in ((number.value, 1.0), (number.high, 1.0), (number.alternative, OTHER)):
            if value is not None and (made := _figures(value)):
                yield Count(*place, made, share)


def _figures(value: Decimal) -> str:
    """Return the figures of a value; nothing where it has too many."""
    written = format(abs(value).normalize(), "f")
    return written if len(written) <= LONGEST else ""


def _inside(tokens: Ints, found: Sequence[Count]) -> Flags:
    """Return which tokens, given by text and begin, stand within a number that was read."""
    if not found:
        return np.zeros(len(tokens), np.bool_)
    places = np.array([(c.text, c.start, c.end) for c in found], np.int64)
    begin, end = places[:, 0] * _WIDE + places[:, 1], places[:, 0] * _WIDE + places[:, 2]
    order = np.argsort(begin)
    reach = np.maximum.accumulate(end[order])
    at = np.searchsorted(begin[order], tokens, "right") - 1
    inside: Flags = (at >= 0) & (reach[np.maximum(at, 0)] > tokens)
    return inside
