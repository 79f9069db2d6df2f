"""Masses → gains: what linking each group of left passages with each group of right ones is worth.

    likeness(g, h) = √(share of g's words met in h · share of h's words met in g)
    contrast       = (likeness − chance) / (1 − chance)            chance: mean over other groups
    gain           = size · (contrast − threshold − length term) − price of a large group

The contrast is Vecalign's cost (Thompson & Koehn 2019) turned round: 1 − cosine divided by the mean
cost against random passages. A gain below nothing never enters a chain: passages may stay unlinked.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from whence.align.masses import WIDEST

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.align.masses import Masses
    from whence.align.opinion import Second

    Floats = npt.NDArray[np.float32]

# The shapes of links: passages of the left, passages of the right.
SHAPES = tuple((i, j) for i in range(1, WIDEST + 1) for j in range(1, WIDEST + 1))
LEFT_SIZE = np.array([i for i, _ in SHAPES])
RIGHT_SIZE = np.array([j for _, j in SHAPES])


@dataclass(frozen=True, slots=True)
class Tuning:
    """The numbers of the dynamic programme, chosen together by coordinate search.

    threshold  contrast below which passages are better left unlinked
    rival      worth of standing out against every passage outside the link, per unit of contrast …
    behind     … at most so much below the best rival
    ahead      … at most so much above it
    heavy      … and for links of at most this size (2 is a pair of average passages)
    group      price of each passage beyond 1–1
    length     price of an unlikely length ratio: per squared deviation
    deviation  of the logarithm of the length ratio
    chance     expected likeness of passages that say different things
    trust      how many passages that expectation counts for against what is measured in the text
    close      worth of following a good link without a gap
    chain      least worth of a further chain (moved passages)
    """

    threshold: float
    rival: float
    behind: float
    ahead: float
    heavy: float
    group: float
    length: float
    deviation: float
    chance: float
    trust: float
    close: float
    chain: float

    def towards(self, other: Tuning, share: float) -> Tuning:
        """Return the tuning `share` of the way to another."""
        pairs = {f.name: (getattr(self, f.name), getattr(other, f.name)) for f in fields(self)}
        return Tuning(**{name: a + share * (b - a) for name, (a, b) in pairs.items()})


# Versions that condense, add and move. Gate: every link of such texts. Chosen on stories in ten pairs of
# languages disturbed by benchmarks/news_alignment.py (seed 7), with a lexicon that has not seen them; flat
# around: re-run that and calibrate_alignment.py.
EDITED = Tuning(
    threshold=0.1, rival=0.7, behind=0.5, ahead=0.2, heavy=1.5, group=0.08,
    length=0.1, deviation=0.5, chance=0.15, trust=2.0, close=0.1, chain=0.02,
)  # fmt: skip
# Whole translations, where little is left out and sentences are joined and parted freely. Chosen on
# the development part of Text+Berg and on the same stories with sentences only merged and split.
FAITHFUL = Tuning(
    threshold=-0.05, rival=0.0, behind=0.5, ahead=0.0, heavy=1.5, group=0.04,
    length=0.1, deviation=0.5, chance=0.15, trust=5.0, close=0.1, chain=0.02,
)  # fmt: skip
# How much a word that meets a word already met is discounted, 0..1; chosen with both tunings.
DOUBLE = 0.5
# How many pairs of passages of equal length are assumed beside those that the texts show.
EVEN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """Per shape k and last passages l, r: `gain` (−inf where there is no such group), and its parts.

    `rival` is the best likeness of any passage of the link with a passage outside it.
    """

    gain: Floats
    likeness: Floats
    contrast: Floats
    rival: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """What every tuning starts from: per sizes − 1 and last passages, likeness and that of the best rival.

    `ratio` is the logarithm of the length ratio of the two groups, set against the usual one.
    """

    likeness: Floats
    rival: Floats
    ratio: Floats


def alike(m: Masses) -> Alike:
    """Return the likeness of all groups, their rivals, and how their lengths go together."""
    likeness = _likeness(m)
    return Alike(likeness, _rivals(likeness[0, 0]), _ratios(m, likeness[0, 0]))


def gains(m: Masses, seen: Alike, *, tuning: Tuning = EDITED, second: Second | None = None) -> Gains:
    """Return the gain of every link that could be made; `second` is an encoder's opinion beside the words.

    Shape by shape and in place: the tables are the largest of all (passages × passages × 64 bytes), one
    shape of long articles just fits where the processor is quick.
    """
    n, k = m.there.shape[1:]
    weight = _weights(m)
    likeness, rival, ratio = seen.likeness, seen.rival, seen.ratio
    chance = _chance(likeness, tuning)
    if second is not None:
        likeness = second.blend(likeness, chance)
        rival, ratio = _rivals(likeness[0, 0]), _ratios(m, likeness[0, 0])
    contrast, gain = np.empty_like(likeness), np.empty_like(likeness)
    average = max(float(m.left.mean() + m.right.mean()), 1e-6)
    for shape in np.ndindex(WIDEST, WIDEST):
        rest = 1 - chance[shape]
        np.subtract(likeness[shape], chance[shape], out=contrast[shape])
        contrast[shape] /= rest
        lead = likeness[shape] - rival[shape]
        lead /= rest
        np.clip(lead, -tuning.behind, tuning.ahead, out=lead)
        lead *= tuning.rival
        size = weight[0][shape[0], 0] + weight[1][0, shape[1]]
        size /= average
        worth = np.subtract(contrast[shape], tuning.threshold, out=gain[shape])
        worth -= _length_price(ratio[shape], tuning)
        worth *= size
        lead *= np.minimum(size, tuning.heavy, out=size)
        worth += lead
        worth -= np.float32(tuning.group) * np.float32(sum(shape))
    for i in range(1, WIDEST):
        gain[i, :, :i, :] = -np.inf
        gain[:, i, :, :i] = -np.inf
    shape = (len(SHAPES), n, k)
    parts = (x.reshape(shape).astype(np.float32, copy=False) for x in (gain, likeness, contrast, rival))
    return Gains(*parts)


def _weights(m: Masses) -> tuple[Floats, Floats]:
    """Return the weight of each group of either side, ready to be set against each other."""
    return _sums(m.left, 0)[:, None, :, None], _sums(m.right, 0)[None, :, None, :]


def _likeness(m: Masses) -> Floats:
    """Return the likeness of each group to each: between the mean of what met and the less of it.

    Where a word of one side meets two of the other, only the less counts it once.
    """
    weight = _weights(m)
    met = _sums(m.there, 1), _sums(m.back, 2).transpose(1, 0, 2, 3)
    likeness = np.empty(met[0].shape, np.float32)
    for i, j in np.ndindex(WIDEST, WIDEST):
        there, back = met[0][i, j], met[1][i, j]
        mean, less = there * back, np.minimum(there, back)
        np.sqrt(mean, out=mean)
        less -= mean
        less *= DOUBLE
        less += mean
        scale = weight[0][i, 0] * weight[1][0, j]
        np.sqrt(np.maximum(scale, 1e-6, out=scale), out=scale)
        np.divide(less, scale, out=likeness[i, j])
    return likeness


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


def _rivals(likeness: Floats) -> Floats:
    """Return the best likeness of any passage of each link with a passage outside it, both ways."""
    over_right = _outside(likeness)
    over_left = _outside(np.ascontiguousarray(likeness.T)).transpose(0, 2, 1)
    of_left, of_right = _highest(over_right, 1), _highest(over_left, 2)
    return np.maximum(of_left, of_right.transpose(1, 0, 2, 3))


def _outside(likeness: Floats) -> Floats:
    """Return, per window size, row and last column of the window, the row's highest value outside it."""
    n, k = likeness.shape
    before = np.zeros((n, k + 1), np.float32)
    after = np.zeros((n, k + 1), np.float32)
    np.maximum.accumulate(likeness, axis=1, out=before[:, 1:])
    after[:, :k] = np.maximum.accumulate(likeness[:, ::-1], axis=1)[:, ::-1]
    out = np.zeros((WIDEST, n, k), np.float32)
    for j in range(min(WIDEST, k)):
        out[j] = after[:, 1:]
        np.maximum(out[j, :, j:], before[:, : k - j], out=out[j, :, j:])
    return out


def _highest(x: Floats, axis: int) -> Floats:
    """Return the highest values over runs of 1 … WIDEST neighbours along `axis`, at the run's last index."""
    out = np.zeros((WIDEST, *x.shape), np.float32)
    rows, source = np.moveaxis(out, axis + 1, 1), np.moveaxis(x, axis, 0)
    rows[0] = source
    for i in range(1, min(WIDEST, len(source))):
        rows[i] = rows[i - 1]
        np.maximum(rows[i, i:], source[:-i], out=rows[i, i:])
    return out


def _ratio(likeness: Floats, m: Masses) -> float:
    """Return how much longer the left is than the right where passages are each other's best."""
    best = likeness.argmax(axis=1)
    rows = np.flatnonzero(
        (likeness.argmax(axis=0)[best] == np.arange(len(best))) & (likeness.max(axis=1) > 0)
    )
    ratios = np.log((m.left_length[rows] + 1) / (m.right_length[best[rows]] + 1))
    return float(np.exp(np.median(np.append(ratios, np.zeros(EVEN)))))


def _ratios(m: Masses, likeness: Floats) -> Floats:
    """Return the logarithm of the length ratio of all groups, where 0 is the usual one."""
    few = 15.0  # characters that a heading may be longer or shorter by chance
    left = _sums(m.left_length, 0)[:, None, :, None] + few
    right = _sums(m.right_length, 0)[None, :, None, :] * np.float32(_ratio(likeness, m)) + few
    ratio = np.empty((WIDEST, WIDEST, len(m.left_length), len(m.right_length)), np.float32)
    for i, j in np.ndindex(WIDEST, WIDEST):
        np.divide(left[i, 0], right[0, j], out=ratio[i, j])
        np.log(ratio[i, j], out=ratio[i, j])
    return ratio


def _length_price(ratio: Floats, tuning: Tuning) -> Floats:
    """Return the price of the squared deviation of the length ratio, at most of 9 (three deviations)."""
    term = ratio / tuning.deviation
    term *= term
    np.minimum(term, 9.0, out=term)
    term *= tuning.length
    return term
