"""Word → 32-bit key: one polynomial hash for whole words, and for every substring of a text.

The value of a word is Σ code(i) · B^i over its code points (mod 2^64), mixed down to 32 bits. It is a
sum, so numpy takes it for ten thousand words, or for all substrings of a length, in one go. A tag keeps
whole forms, stems and prefixes of the same letters apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

FORM, STEM, PREFIX = 0, 1, 2
# Longer words are told apart by their first letters; no word list has a lemma near this length.
LONGEST = 48

_POWERS = np.empty(LONGEST, np.uint64)
_POWERS[0] = 1
for _i in range(1, LONGEST):
    _POWERS[_i] = np.uint64((int(_POWERS[_i - 1]) * 0x9E3779B97F4A7C15) & (2**64 - 1))
_TAGS = np.array([0x0, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F], np.uint64)

Keys = npt.NDArray[np.uint32]
Sums = npt.NDArray[np.uint64]


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """Return the code points of `text`; lone surrogates are kept."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def mixed(sums: Sums, tag: int = FORM) -> Keys:
    """Return the 32-bit keys of polynomial sums (the last steps of splitmix64)."""
    h = sums + _TAGS[tag]
    h ^= h >> np.uint64(30)
    h *= np.uint64(0xBF58476D1CE4E5B9)
    h ^= h >> np.uint64(27)
    h *= np.uint64(0x94D049BB133111EB)
    keys: Keys = (h >> np.uint64(32)).astype(np.uint32)
    return keys


def sums(words: Sequence[str]) -> Sums:
    """Return the polynomial sum of each word."""
    if not len(words):
        return np.empty(0, np.uint64)
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    codes = code_points("".join(words)).astype(np.uint64)
    starts = np.cumsum(lengths) - lengths
    place = np.arange(len(codes)) - np.repeat(starts, lengths)
    codes *= np.where(place < LONGEST, _POWERS[np.minimum(place, LONGEST - 1)], np.uint64(0))
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(codes, dtype=np.uint64)])
    found: Sums = total[starts + lengths] - total[starts]
    return found


def triples(text: str) -> Sums:
    """Return the sums of each three letters in a row of a text."""
    wide = code_points(text).astype(np.uint64)
    found: Sums = wide[:-2] + wide[1:-1] * _POWERS[1] + wide[2:] * _POWERS[2]
    return found


def led(letter: str, right: Sums) -> Sums:
    """Return the sums of words led by one more letter, from their sums."""
    found: Sums = np.uint64(ord(letter)) + right * _POWERS[1]
    return found


def joined(left: Sums, sizes: npt.NDArray[np.int64], right: Sums) -> Sums:
    """Return the sums of "left right" from the sums of both; `sizes` are the lengths of the left."""
    at = np.minimum(sizes, LONGEST - 2)
    found: Sums = left + np.uint64(ord(" ")) * _POWERS[at] + right * _POWERS[at + 1]
    return found


def keys(words: Sequence[str], tag: int = FORM) -> Keys:
    """Return the key of each word in the space of `tag`."""
    return mixed(sums(words), tag)


def substring_keys(codes: npt.NDArray[np.uint32], longest: int, tag: int = FORM) -> list[Keys]:
    """Return, for each length 1..longest, the keys of all substrings of that length.

    Row n - 1 has len(codes) - n + 1 entries (none where the text is shorter).
    """
    wide = codes.astype(np.uint64)
    rows, total = [], np.zeros(len(wide), np.uint64)
    for n in range(1, longest + 1):
        left = max(len(wide) - n + 1, 0)
        total = total[:left] + wide[n - 1 : n - 1 + left] * _POWERS[n - 1]
        rows.append(mixed(total, tag))
    return rows
