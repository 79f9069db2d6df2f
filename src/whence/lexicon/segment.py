"""Run of letters → words, for scripts that set no space between words.

Every substring that a word list knows is looked up at once; of these the maximal ones are kept (those
not inside a longer one). Maximal words may overlap where the text can be cut in two ways: both stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

Places = tuple["npt.NDArray[np.int64]", "npt.NDArray[np.int64]"]


def maximal(
    codes: npt.NDArray[np.uint32],
    runs: npt.NDArray[np.int64],
    known: Callable[[npt.NDArray[np.uint32]], npt.NDArray[np.bool_]],
    longest: int,
) -> Places:
    """Return starts and ends of the maximal known substrings of a text.

    `runs` gives, for each code point, the end of the run of letters it stands in (words do not
    cross it). A code point that no known word covers becomes a word of its own.
    """
    size = len(codes)
    reach = np.zeros(size, np.int64)
    for n, keys in enumerate(hashing.substring_keys(codes, min(longest, size)), 1):
        begins = np.flatnonzero(runs[: size - n + 1] >= np.arange(n, size + 1))
        hits = begins[known(keys[begins])]
        reach[hits] = n
    at = np.arange(size)
    ends = at + reach
    before = np.concatenate([np.zeros(1, np.int64), np.maximum.accumulate(ends)[:-1]]) if size else ends
    keep = (ends > before) & (reach > 0)
    bare = (reach == 0) & (before <= at)
    starts = np.flatnonzero(keep | bare)
    return starts, np.where(reach[starts] > 0, ends[starts], starts + 1)
