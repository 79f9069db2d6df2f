"""Words → keys of their letters: the skeleton of consonants, and letter sequences of the romanised form.

    Путин, Putin, بوتين  →  PTN and its pieces; also ^pu, put, uti, tin, in$

Carries names and cognates across scripts where no word list knows them.
"""

from __future__ import annotations

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


def letters(words: Sequence[str]) -> Rows:
    """Return (word, key, kind, share) rows: skeletons as kind "word", sequences as kind "ngram".

    Words of less than three romanised letters have no skeleton and no sequences.
    """
    plain = [romanise(word).replace(" ", "") for word in words]
    bones = [skeleton(word) if len(p) >= 3 else "" for word, p in zip(words, plain, strict=True)]
    count = len(words)
    of = np.arange(count)
    size = np.fromiter(map(len, bones), np.int64, count)
    sure = np.where(size >= 3, np.minimum(SKELETON, size / 6), 0.0)
    ring, rings = _sequences([p if len(p) >= 3 else "" for p in plain])
    hoop, hoops = _sequences(bones)
    grams = np.bincount(ring, minlength=count) + np.bincount(hoop, minlength=count)
    share = np.maximum(grams, 1) ** -0.5
    parts = (
        (of, hashing.sums(["=" + word for word in words]), WORD, np.sqrt(1 - sure * sure)),
        (of, hashing.sums(["#" + b for b in bones]), WORD, sure),
        (ring, rings, NGRAM, share[ring]),
        (hoop, hashing.led("=", hoops), NGRAM, share[hoop]),
    )
    every = np.concatenate([part[0] for part in parts])
    order = np.argsort(every, kind="stable")
    return (
        every[order],
        np.concatenate([part[1] for part in parts])[order],
        np.concatenate([np.full(len(part[0]), part[2], np.uint8) for part in parts])[order],
        np.concatenate([part[3] for part in parts])[order].astype(np.float32),
    )


def _sequences(words: Sequence[str]) -> tuple[npt.NDArray[np.int64], hashing.Sums]:
    """Return the sums of all three letters in a row of "^word$" for each word, and whose they are."""
    size = np.fromiter(map(len, words), np.int64, len(words))
    of = np.repeat(np.arange(len(words)), size)
    # A ring is two signs longer than its word: sequence i of word w begins 2 w letters further on.
    return of, hashing.triples("".join(f"^{word}$" for word in words))[np.arange(len(of)) + 2 * of]
