"""Run of letters → words, for scripts without spaces; words → phrases, for the others.

Every substring (or sequence of words) that a word list knows is looked up at once; of these the maximal
ones are kept (those not inside a longer one). Maximal words may overlap where a text can be cut in two
ways: both stay.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Known = Callable[[npt.NDArray[np.uint32]], npt.NDArray[np.bool_]]

# Words of the longest phrase that is looked for; lists hold few longer ones.
LONGEST_PHRASE = 4
# Shortest and longest word that is looked for inside another, in letters (two syllables of Hangul), how many
# of the shortest the other must have room for, so that names stay whole, and the share of it that such words
# must make up. Gate words written without a space; benchmarks/retrieval.py with Arabic, Hebrew, Korean.
SHORTEST, LONGEST_PART, LEAST_PARTED, MOSTLY = 4, 16, 3, 0.6
HANGUL = "\uac00", "\ud7a3"


def maximal(
    codes: npt.NDArray[np.uint32], ends: Ints, whole: npt.NDArray[np.bool_], known: Known, longest: int
) -> tuple[Ints, Ints, Ints]:
    """Return starts and ends of the maximal known substrings of runs of letters, and their runs.

    `ends` is where each run ends in `codes`; a run that is `whole` is one word. A code point that no
    known word covers becomes a word of its own.
    """
    size = len(codes)
    lengths = np.diff(ends, prepend=0)
    run = np.repeat(np.arange(len(ends)), lengths)
    stop = ends[run]
    at = np.arange(size)
    reach = np.zeros(size, np.int64)
    cut = ~whole[run]
    for n, keys in enumerate(hashing.substring_keys(codes, min(longest, size)), 1):
        begins = np.flatnonzero((stop >= at + n) & cut)
        begins = begins[known(keys[begins])]
        reach[begins] = n
    heads = (ends - lengths)[whole & (lengths > 0)]
    reach[heads] = lengths[whole & (lengths > 0)]
    last = at + reach
    before = np.concatenate([np.zeros(1, np.int64), np.maximum.accumulate(last)[:-1]]) if size else last
    starts = np.flatnonzero(((reach > 0) & (last > before)) | ((reach == 0) & (before <= at)))
    return starts, np.maximum(last[starts], starts + 1), run[starts]


def parted(words: Sequence[str], known: Known) -> list[list[tuple[int, int]]]:
    """Return the parts of each long word that is mostly made of known words; nothing for any other.

    Finds words whose space was lost, and compounds of several parts: the fewest, longest words win. Both
    whole forms and stems count; what follows a stem is its ending.
    """
    long = [i for i, w in enumerate(words) if LEAST_PARTED * _shortest(w) <= len(w) <= hashing.LONGEST]
    found: list[list[tuple[int, int]]] = [[] for _ in words]
    codes = hashing.code_points("".join(words[i] for i in long))
    rows = [hashing.substring_keys(codes, LONGEST_PART, tag) for tag in (hashing.FORM, hashing.STEM)]
    hits = [known(a) | known(b) for a, b in zip(*rows, strict=True)]
    begin = 0
    for i in long:
        size = len(words[i])
        here = [row[begin : begin + size - n].tolist() for n, row in enumerate(hits[:size])]
        found[i] = _parts(here, size, _shortest(words[i]))
        begin += size
    return found


def _shortest(word: str) -> int:
    return 2 if HANGUL[0] <= word[:1] <= HANGUL[1] else SHORTEST


def _parts(hits: list[list[bool]], size: int, shortest: int) -> list[tuple[int, int]]:
    """Return the parts of one word; `hits[n - 1][at]` tells whether its n letters from `at` on are known."""
    # best[i]: least cost of the first i letters; a letter in no word costs as much as a word.
    best, step = [0] * (size + 1), [0] + [1] * size
    for end in range(1, size + 1):
        best[end] = best[end - 1] + 1
        for n in range(shortest, min(end, len(hits)) + 1):
            if hits[n - 1][end - n] and best[end - n] + 1 < best[end]:
                best[end], step[end] = best[end - n] + 1, n
    starts, covered, end = [size], 0, size
    while end:
        if step[end] >= shortest:
            starts.append(end - step[end])
            covered += step[end]
        end -= step[end]
    if covered < MOSTLY * size:
        return []
    first = [0] if starts[-1] > 1 else []
    starts = [*first, *(x if x > 1 else 0 for x in starts[::-1])]
    return list(pairwise(starts))


def phrases(
    distinct: Sequence[str], word: npt.NDArray[np.int32], near: npt.NDArray[np.bool_], known: Known
) -> tuple[Ints, Ints]:
    """Return first and last word of the maximal known phrases in a sequence of words.

    `near` tells of each word whether it follows the one before it after a single space.
    """
    total = hashing.sums(distinct)[word]
    size = np.fromiter(map(len, distinct), np.int64, len(distinct))[word]
    reach = np.zeros(len(word), np.int64)
    at = np.arange(len(word))
    sums, sizes, open_ = total, size, np.ones(len(word), np.bool_)
    for n in range(1, min(LONGEST_PHRASE, len(word))):
        left = len(word) - n
        open_ = open_[:left] & near[n:] & (sizes[:left] + 1 + size[n:] < hashing.LONGEST)
        sums = hashing.joined(sums[:left], sizes[:left], total[n:])
        sizes = sizes[:left] + 1 + size[n:]
        begins = np.flatnonzero(open_)
        reach[begins[known(hashing.mixed(sums[begins]))]] = n
    last = at + reach
    before = (
        np.concatenate([np.full(1, -1), np.maximum.accumulate(np.where(reach > 0, last, -1))[:-1]])
        if len(word)
        else last
    )
    first = np.flatnonzero((reach > 0) & (last > before))
    return first, last[first]
