"""Words → keys of their letters: the skeleton of consonants, and letter sequences of the romanised form.

    Путин, Putin, بوتين  →  PTN and its pieces; also ^pu, put, uti, tin, in$

Carries names and cognates across scripts where no word list knows them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing
from whence.records import FEATURE_KINDS
from whence.values.romanise import romanise, skeleton

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

WORD, NGRAM = FEATURE_KINDS.index("word"), FEATURE_KINDS.index("ngram")
# What equal skeletons are worth (squared) against equal words. Gates names across scripts; chosen by
# benchmarks/retrieval.py in steps of 0.05.
SKELETON = 0.85
Rows = tuple[
    "npt.NDArray[np.int64]", "npt.NDArray[np.uint64]", "npt.NDArray[np.uint8]", "npt.NDArray[np.float32]"
]


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, tuple[str, ...]]:
    """Return the skeleton of a word, and the sequences it and the romanised form are made of."""
    plain = romanise(word).replace(" ", "")
    if len(plain) < 3:
        return "", ()
    bones = skeleton(word)
    ring, hoop = f"^{plain}$", f"^{bones}$"
    grams = [ring[i : i + 3] for i in range(len(ring) - 2)]
    grams += ["=" + hoop[i : i + 3] for i in range(len(hoop) - 2)]
    return bones, tuple(grams)


def letters(words: Sequence[str]) -> Rows:
    """Return (word, key, kind, share) rows: skeletons as kind "word", sequences as kind "ngram"."""
    of: list[int] = []
    names: list[str] = []
    kinds: list[int] = []
    shares: list[float] = []
    for i, word in enumerate(words):
        bones, grams = _pieces(word)
        sure = min(SKELETON, len(bones) / 6) if len(bones) >= 3 else 0.0
        of += [i, i]
        names += ["=" + word, "#" + bones]
        kinds += [WORD, WORD]
        shares += [(1 - sure * sure) ** 0.5, sure]
        of += [i] * len(grams)
        names += grams
        kinds += [NGRAM] * len(grams)
        shares += [(len(grams) or 1) ** -0.5] * len(grams)
    return (
        np.array(of, np.int64),
        hashing.sums(names),
        np.array(kinds, np.uint8),
        np.array(shares, np.float32),
    )
