"""Words → keys of their letters: a romanised consonant skeleton, and letter sequences.

    Путин, Putin, بوتين  →  PTN

Kernel for names and cognates across scripts: each word is romanised, like-sounding consonants become
one class, vowels fall out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing
from whence.records import FEATURE_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

WORD_KIND, NGRAM_KIND = FEATURE_KINDS.index("word"), FEATURE_KINDS.index("ngram")
_CLASS = str.maketrans("bpfvwtdkgqcxszjlrmnhaeiouy", "PPPPPTTKKKKKSSSRRNN" + "\0" * 7)
_CLASS = {k: (None if v == 0 else v) for k, v in _CLASS.items()}
_DIGRAPHS = re.compile("sch|tch|ch|sh|zh|kh|gh|ph|th|ts|tz|dj|ck|cz|sz")
_SOUND = {"sch": "s", "tch": "s", "ch": "s", "sh": "s", "zh": "s", "kh": "k", "gh": "k", "ph": "f", "th": "t",
          "ts": "s", "tz": "s", "dj": "s", "ck": "k", "cz": "s", "sz": "s"}  # fmt: skip


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """Return a word in plain lower-case Latin letters."""
    if word.isascii():
        return word
    from anyascii import anyascii

    return re.sub("[^a-z]", "", anyascii(word).lower())


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the classes of the consonants of a romanised word, doubles once."""
    sounds = _DIGRAPHS.sub(lambda m: _SOUND[m[0]], word).translate(_CLASS)
    return re.sub(r"(.)\1+", r"\1", sounds)


def letters(words: Sequence[str], language: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64], npt.NDArray[np.float32], npt.NDArray[np.uint8]]:
    """Return (word, key, share, kind) rows for the letters of each word."""
    word: list[int] = []
    grams: list[str] = []
    share: list[float] = []
    kind: list[int] = []
    for i, w in enumerate(words):
        r = romanised(w)
        if len(r) < 3:
            continue
        bones = skeleton(r)
        if len(bones) >= 3:
            word.append(i); grams.append("=" + bones); share.append(min(1.0, len(bones) / 5)); kind.append(WORD_KIND)
        ring = "^" + r + "$"
        pieces = [ring[k : k + 3] for k in range(len(ring) - 2)]
        ringb = "^" + bones + "$"
        pieces += ["=" + ringb[k : k + 3] for k in range(len(ringb) - 2)]
        s = len(pieces) ** -0.5
        word += [i] * len(pieces); grams += pieces; share += [s] * len(pieces); kind += [NGRAM_KIND] * len(pieces)
    keys = hashing.sums(grams)
    return np.array(word, np.int64), keys, np.array(share, np.float32), np.array(kind, np.uint8)
