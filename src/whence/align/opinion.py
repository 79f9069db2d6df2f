"""Vectors of passages → contrast of links, as a sentence encoder sees them, beside what the words say.

    told     = (cosine − chance) / (1 − chance)        chance: mean over other groups and other texts
    contrast = SCALE · told ** POWER                   on the scale of the words' contrast
    blended  = (1 − weight) · words' contrast + weight · encoder's

The vector of a group of passages is the mean of theirs, weighted by length: encoders were made for
sentences, and few passages are encoded thus instead of all groups.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from whence import text
from whence.align.masses import WIDEST
from whence.records import Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.align.chains import Bead
    from whence.encoders import Opinion
    from whence.records import Article, Passage, Span

    Floats = npt.NDArray[np.float32]

# How many passages the encoder's general chance counts for against what it gives in these texts. Gates
# texts of a few passages: longer ones speak for themselves.
TRUST = 4.0
# The encoder's contrast on the words' scale: SCALE · contrast ** POWER. A cosine is nearer to 1 than the
# likeness of words is, and half of a sentence is nearer to the whole: without the power too much is joined.
# Gates the scores, which are calibrated to words, and the size of links. Chosen among scales of 0.5 to
# 1.25 and powers of 1 to 2 on simulated encoders; benchmarks/encoder.py.
SCALE, POWER = 0.75, 1.5
# From this chance on the encoder tells nothing apart (it knows none of the words, for instance).
BLIND = 0.98
# From this share of a link's contrast on it is said to rest on the encoder, and needs no telling words:
# the encoder says twice as much for it as the words do.
MAINLY = 0.67


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """The encoder's contrasts as a second opinion.

    contrast   per sizes − 1 of both groups and their last passages, on the words' scale, 0..1
    weight     what it counts for against the words, 0..1
    """

    name: str
    contrast: Floats
    weight: float

    def blend(self, likeness: Floats, chance: Floats) -> Floats:
        """Return the likeness of the words moved towards that of the encoder."""
        told = chance + (1 - chance) * self.contrast
        return (likeness + np.float32(self.weight) * (told - likeness)).astype(np.float32, copy=False)

    def shares(self, beads: Sequence[Bead], contrast: Floats) -> npt.NDArray[np.float64]:
        """Return, per bead, how much of its blended contrast is the encoder's, 0..1."""
        if not beads:
            return np.zeros(0)
        cells = tuple(np.array([b.cell for b in beads]).T)
        own = self.weight * self.contrast.reshape(contrast.shape)[cells]
        shares: npt.NDArray[np.float64] = np.clip(own / np.maximum(contrast[cells], 1e-6), 0, 1).astype(
            float
        )
        return shares


def second(
    opinion: Opinion, passages: tuple[Sequence[Passage], Sequence[Passage]], *, weight: float
) -> Second:
    """Return the second opinion on two stretches of passages (memory: passages × passages × 64 bytes)."""
    left, right = (_groups(v, p) for v, p in zip(opinion.vectors, passages, strict=True))
    cosine = np.stack([np.stack([a @ b.T for b in right]) for a in left])
    chance = _chance(cosine, max(opinion.chance, 0.0))
    # An encoder that finds everything alike has nothing to say.
    told = np.where(chance < BLIND, (cosine - chance) / np.maximum(1 - chance, 1 - BLIND), 0)
    return Second(opinion.name, (SCALE * np.clip(told, 0, 1) ** POWER).astype(np.float32), weight)


def _groups(vectors: Floats, passages: Sequence[Passage]) -> Floats:
    """Return the vectors of runs of 1 … WIDEST neighbours, each at the run's last index, 0 where none is."""
    weighted = vectors * np.array([[len(p.text)] for p in passages], np.float32)
    out = np.zeros((WIDEST, *vectors.shape), np.float32)
    out[0] = weighted
    for i in range(1, min(WIDEST, len(weighted))):
        out[i, i:] = out[i - 1, i:] + weighted[:-i]
    norms = np.linalg.norm(out, axis=2, keepdims=True)
    return (out / np.where(norms > 0, norms, 1)).astype(np.float32, copy=False)


def _chance(cosine: Floats, general: float) -> Floats:
    """Return the mean cosine of each group to the groups of the other side, with the general one beside it."""
    n, k = cosine.shape[2:]
    steps = np.arange(WIDEST)
    prior = TRUST * general
    over_right = (cosine.sum(3) + prior) / (np.maximum(k - steps, 0)[None, :, None] + TRUST)
    over_left = (cosine.sum(2) + prior) / (np.maximum(n - steps, 0)[:, None, None] + TRUST)
    mean: Floats = ((over_right[..., None] + over_left[:, :, None, :]) / 2).astype(np.float32)
    return mean


def told(
    met: tuple[Evidence, ...],
    name: str,
    share: float,
    articles: tuple[Article, Article],
    bead: Bead,
    *,
    indexes: tuple[int, int],
) -> tuple[Evidence, ...]:
    """Return the evidence of a link with the encoder's part, where the encoder carries most of it."""
    if share < MAINLY:
        return met
    share = float(share)  # not numpy's: records hold plain numbers
    words = (replace(e, weight=e.weight * (1 - share)) for e in met)
    left, right = (_whole(n, a, group) for n, a, group in zip(indexes, articles, bead[:2], strict=True))
    return Evidence("neural", left, right, name, share), *words


def _whole(article: int, of: Article, group: tuple[int, int]) -> Span:
    """Return the Span from the first to the last of neighbouring passages, numbered by the first."""
    first, last = of.passages[group[0]], of.passages[group[1] - 1]
    return text.span(article, of, first.number, first.start, last.end)
