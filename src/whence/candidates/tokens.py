"""Texts → Tokens: the words of a whole batch in numpy, with offsets and a hash of the folded form.

1 all texts as one array of code points, 2 the class and the folded value of each, from a table that is
filled as code points are met, 3 runs of letters and runs of figures are tokens; in scripts that set no
spaces every sign is one, 4 a polynomial hash of each token, 5 the sentence and the
paragraph it stands in.

No Python runs per token, so a batch of a thousand articles costs what a few of them would otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon.forms import normal
from whence.lexicon.hashing import LONGEST, code_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.records import Article

    Ints = npt.NDArray[np.int32]
    Sums = npt.NDArray[np.uint64]
    Bytes = npt.NDArray[np.uint8]

# What a code point is. IDEOGRAPH and SYLLABLE signs are tokens of their own; SKIPPED ones (accents of
# scripts that fold them away, joiners) leave no trace in a word.
BETWEEN, LETTER, FIGURE, IDEOGRAPH, SYLLABLE, SKIPPED, _UNSEEN = range(7)
# Scripts without spaces: Chinese and Japanese signs carry about half a word, South-East Asian ones less.
_IDEOGRAPHS = (
    (0x3005, 0x3008), (0x3041, 0x3097), (0x30A1, 0x30FF), (0x3400, 0x4DC0), (0x4E00, 0xA000),
    (0xF900, 0xFB00), (0xFF66, 0xFFA0), (0x20000, 0x40000),
)  # fmt: skip
_SYLLABLES = ((0x0E00, 0x1000), (0x1000, 0x10A0), (0x1780, 0x1800), (0xA9E0, 0xAA00), (0xAA60, 0xAA80))
_ENDS = frozenset(".!?…؟۔।॥。！？｡︒\n\u2028\u2029\u0085")
# Signs that end a sentence only before white space: a point in 3.5 or in a name of a site does not.
_POINTED = frozenset(".!?…")

_LINE = 10
_SIGN = re.compile(r"\S")

_kind = np.full(0x110000, _UNSEEN, np.uint8)
_value = np.zeros(0x110000, np.uint64)
_stop = np.zeros(0x110000, np.uint8)
_POWERS = np.array([pow(0x9E3779B97F4A7C15, i, 2**64) for i in range(LONGEST)] + [0], np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of a batch of texts, in order: parallel arrays.

    text       int32   which text of the batch
    start      int32   offsets in that text, half-open
    end        int32
    value      uint64  equal for words of equal folded form
    kind       uint8   LETTER, FIGURE, IDEOGRAPH or SYLLABLE
    sentence   int32   running number over the batch
    paragraph  int32   the same; a blank line or a text begins one
    """

    text: Ints
    start: Ints
    end: Ints
    value: Sums
    kind: Bytes
    sentence: Ints
    paragraph: Ints

    def only(self, texts: npt.NDArray[np.int64]) -> Tokens:
        """Return the tokens of some texts of the batch, numbered in the order given."""
        place = np.full(
            max(int(self.text.max(initial=-1)), int(texts.max(initial=-1))) + 1, -1, np.int32
        )
        place[texts] = np.arange(len(texts), dtype=np.int32)
        number = place[self.text]
        own = number >= 0
        return Tokens(
            number[own],
            self.start[own],
            self.end[own],
            self.value[own],
            self.kind[own],
            self.sentence[own],
            self.paragraph[own],
        )


def mix(values: Sums) -> Sums:
    """Return each number scrambled (the last steps of splitmix64)."""
    h = values ^ (values >> np.uint64(30))
    h *= np.uint64(0xBF58476D1CE4E5B9)
    h ^= h >> np.uint64(27)
    h *= np.uint64(0x94D049BB133111EB)
    h ^= h >> np.uint64(31)
    return h


def wording(article: Article) -> str:
    """Return the text of an article with blanks for what stands in no passage, such as front matter.

    Offsets stay; an article that is not split is all text.
    """
    if not article.passages:
        return article.text
    text, parts, end = article.text, [], 0
    for passage in article.passages:
        parts += [_SIGN.sub(" ", text[end : passage.start]), text[max(passage.start, end) : passage.end]]
        end = max(end, passage.end)
    return "".join([*parts, _SIGN.sub(" ", text[end:])])


def tokens(texts: Sequence[str]) -> Tokens:
    """Return the tokens of `texts`; linear in their length."""
    codes = code_points("\n".join(texts))
    _meet(codes)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    begins = np.cumsum(sizes) - sizes
    kind = _kind[codes]
    sentence = _sentences(codes)
    lines = np.cumsum(codes == _LINE, dtype=np.int32)
    at = np.flatnonzero(kind != SKIPPED)
    if len(at) < len(kind):
        codes, kind, sentence = codes[at], kind[at], sentence[at]
    lone = kind >= IDEOGRAPH
    changed = np.ones(len(kind), np.bool_)
    changed[1:] = (kind[1:] != kind[:-1]) | lone[1:]
    edges = np.flatnonzero(changed)
    first = edges[kind[edges] != BETWEEN]
    after = np.append(edges, len(kind))[np.flatnonzero(kind[edges] != BETWEEN) + 1]
    size = after - first
    place = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    inside = np.repeat(first, size) + place
    powers = _POWERS[np.minimum(place, LONGEST)]
    summed = np.zeros(len(place) + 1, np.uint64)
    np.cumsum(_value[codes[inside]] * powers, out=summed[1:])
    stop = np.cumsum(size)
    value = summed[stop] - summed[stop - size]
    begin, end = at[first], at[after - 1] + 1
    text = np.searchsorted(begins, begin, side="right") - 1
    base = begins[text]
    blank = np.zeros(len(text), np.bool_)
    blank[1:] = (np.diff(lines[begin]) > 1) | (np.diff(text) > 0)
    return Tokens(
        text.astype(np.int32),
        (begin - base).astype(np.int32),
        (end - base).astype(np.int32),
        mix(value),
        kind[first],
        sentence[first],
        np.cumsum(blank, dtype=np.int32),
    )


def _sentences(codes: npt.NDArray[np.uint32]) -> Ints:
    """Return, for each code point, the number of the sentence it stands in."""
    stop = _stop[codes]
    ends = stop == 1
    space = np.ones(len(codes), np.bool_)
    space[:-1] = _stop[codes[1:]] >= 1
    space[:-1] |= codes[1:] == 0x20
    ends |= (stop == 2) & space
    number = np.zeros(len(codes), np.int32)
    np.cumsum(ends[:-1], out=number[1:])
    return number


def _meet(codes: npt.NDArray[np.uint32]) -> None:
    """Enter the code points that were not seen before into the tables."""
    fresh = codes[_kind[codes] == _UNSEEN]
    for code in np.unique(fresh).tolist():
        sign = chr(code)
        plain = normal(sign, "und") if sign.strip() else ""
        _value[code] = sum(ord(c) << (21 * i % 43) for i, c in enumerate(plain))
        _stop[code] = (2 if sign in _POINTED else 1) if sign in _ENDS else 0
        _kind[code] = _class_of(sign, plain)


def _class_of(sign: str, plain: str) -> int:
    category, code = unicodedata.category(sign), ord(sign)
    if category == "Cf" or (category[0] in "LMN" and not plain):
        return SKIPPED
    if category[0] == "N" and not any(a <= code < b for a, b in _IDEOGRAPHS):
        return FIGURE
    if category[0] not in "LM" and not any(a <= code < b for a, b in _IDEOGRAPHS[:3]):
        return BETWEEN
    if any(a <= code < b for a, b in _IDEOGRAPHS):
        return IDEOGRAPH
    if any(a <= code < b for a, b in _SYLLABLES):
        return SYLLABLE
    return LETTER
