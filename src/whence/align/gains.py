"""Masses → gains: what linking each group of left passages with each group of right ones is worth.

    likeness(g, h) = √(share of g's words met in h · share of h's words met in g)
    contrast       = (likeness − chance) / (1 − chance)            chance: mean over other groups
    gain           = size · (contrast − threshold − length term) − price of a large group

The contrast is Vecalign's cost (Thompson & Koehn 2019) turned round: 1 − cosine divided by the mean
cost against random passages. A gain below nothing never enters a chain: passages may stay unlinked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.align.masses import WIDEST

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.align.masses import Masses

    Floats = npt.NDArray[np.float32]

# The shapes of links: passages of the left, passages of the right.
SHAPES = tuple((i, j) for i in range(1, WIDEST + 1) for j in range(1, WIDEST + 1))
LEFT_SIZE = np.array([i for i, _ in SHAPES])
RIGHT_SIZE = np.array([j for _, j in SHAPES])


@dataclass(frozen=True, slots=True)
class Tuning:
    """The numbers of the dynamic programme, chosen together by coordinate search.

    Gate: every link. Chosen on the first half of the stories of five pairs of languages disturbed by
    `benchmarks/news_alignment.py` (seed 7) and on Text+Berg; re-run that and `benchmarks/alignment.py`.

    threshold  contrast below which passages are better left unlinked
    rival      how much of the best competitors' contrast is taken off (0: none)
    group      price of each passage beyond 1–1
    length     price of an unlikely length ratio: per squared deviation
    deviation  of the logarithm of the length ratio
    chance     expected likeness of passages that say different things
    trust      how many passages that expectation counts for against what is measured in the text
    close      worth of following the link before without a gap
    chain      least worth of a further chain (moved passages)
    """

    threshold: float = 0.1
    rival: float = 0.0
    group: float = 0.05
    length: float = 0.1
    deviation: float = 0.5
    chance: float = 0.1
    trust: float = 5.0
    close: float = 0.1
    chain: float = 0.1


TUNING = Tuning()


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Per shape k and last passages l, r: `gain` (−inf where there is no such group), and its parts."""

    gain: Floats
    likeness: Floats
    contrast: Floats


def gains(m: Masses, *, tuning: Tuning = TUNING) -> Gains:
    """Return the gain of every link that could be made."""
    n, k = m.there.shape[1:]
    met = _sums(m.there, 1), _sums(m.back, 2).transpose(1, 0, 2, 3)
    weight = _sums(m.left, 0)[:, None, :, None], _sums(m.right, 0)[None, :, None, :]
    shares = [np.divide(a, np.maximum(w, 1e-6)) for a, w in zip(met, weight, strict=True)]
    likeness = np.sqrt(np.maximum(shares[0] * shares[1], 0))
    chance = _chance(likeness, tuning)
    contrast = (likeness - chance) / (1 - chance)
    if tuning.rival:
        contrast -= tuning.rival * _rivals(likeness[0, 0], m, chance)
    lengths = _sums(m.left_length, 0)[:, None, :, None], _sums(m.right_length, 0)[None, :, None, :]
    size = (weight[0] + weight[1]) / max(float(m.left.mean() + m.right.mean()), 1e-6)
    steps = np.arange(WIDEST, dtype=np.float32)
    price = tuning.group * (steps[:, None] + steps)[:, :, None, None]
    gain = size * (contrast - tuning.threshold - tuning.length * _length_term(*lengths, tuning)) - price
    for i in range(1, WIDEST):
        gain[i, :, :i, :] = -np.inf
        gain[:, i, :, :i] = -np.inf
    shape = (len(SHAPES), n, k)
    return Gains(
        gain.reshape(shape).astype(np.float32),
        likeness.reshape(shape),
        contrast.reshape(shape).astype(np.float32),
    )


def _sums(x: Floats, axis: int) -> Floats:
    """Return the sums over runs of 1 … WIDEST neighbours along `axis`, each at the run's last index."""
    out = np.zeros((WIDEST, *x.shape), np.float32)
    rows, source = np.moveaxis(out, axis + 1, 1), np.moveaxis(x, axis, 0)
    rows[0] = source
    for i in range(1, WIDEST):
        rows[i, i:] = rows[i - 1, i:] + source[:-i] if i < len(source) else 0
    return out


def _chance(likeness: Floats, tuning: Tuning) -> Floats:
    """Return the mean likeness of each group to the groups of the other side."""
    n, k = likeness.shape[2:]
    steps = np.arange(WIDEST)
    prior = tuning.trust * tuning.chance
    over_right = (likeness.sum(3) + prior) / (np.maximum(k - steps, 0)[None, :, None] + tuning.trust)
    over_left = (likeness.sum(2) + prior) / (np.maximum(n - steps, 0)[:, None, None] + tuning.trust)
    mean: Floats = ((over_right[..., None] + over_left[:, :, None, :]) / 2).astype(np.float32)
    return mean


def _rivals(likeness: Floats, m: Masses, chance: Floats) -> Floats:
    """Return the contrast of the nearest few of each side: what a link has to stand against (CSLS)."""
    few = 3
    means = []
    for axis, weight in ((1, m.left), (0, m.right)):
        size = min(few, likeness.shape[axis])
        best = np.partition(likeness, likeness.shape[axis] - size, axis=axis)
        best = np.moveaxis(best, axis, 1)[:, -size:].mean(1)
        means.append(_sums(best * weight, 0) / np.maximum(_sums(weight, 0), 1e-6))
    level = (means[0][:, None, :, None] + means[1][None, :, None, :]) / 2
    rivals: Floats = (level - chance) / (1 - chance)
    return rivals


def _length_term(left: Floats, right: Floats, tuning: Tuning) -> Floats:
    """Return the squared deviation of the length ratio, at most 9 (three deviations)."""
    few = 15.0  # characters that a heading may be longer or shorter by chance
    ratio = np.log((left + few) / (right + few)) / tuning.deviation
    term: Floats = np.minimum(ratio * ratio, 9.0)
    return term
