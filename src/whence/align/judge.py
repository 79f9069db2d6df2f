"""Beads → scores: how probable it is that a reader of both languages accepts the link.

A logistic curve over a few plain facts of each bead: how alike, against chance and against the best
rival elsewhere, how much weight met, how many words, how the lengths agree, what the neighbours do.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.align.chains import Bead
    from whence.align.evidence import Meetings
    from whence.align.gains import Gains
    from whence.align.masses import Masses

    Floats = npt.NDArray[np.float32]

FACTS = (
    "one", "likeness", "contrast", "margin", "weight", "strong", "lengths", "large", "company", "support",
    "beside", "words", "alone", "alone contrast", "alone margin", "strange", "strange contrast",
    "strange margin", "strange words",
)  # fmt: skip
# A meeting counts as strong from this likeness on: the same value, name or an unambiguous translation.
STRONG = 0.5
# A meeting says something from this weight on: leaves out the words that every text has.
TELLING = 0.2
# Two texts begin to be strangers where their other links together have less company than this: contrast
# beyond 0.2, per passage. Of isolated links with less than 0.02 a tenth were right, with more nine tenths.
STRANGE = 0.04
# An isolated link between strangers is held, at most, for so probable where fewer words than this met
# that say something: one common word is no link, however short the passage.
LEAST_WORDS, BARE = 2, 0.35
# Weights of the facts. Gate: the score of every link, and by `settings.link_from` which are kept.
# Learned by logistic regression; see docs/reference/alignment.md for how, and what to re-run.
WEIGHTS = (
    0.966, 2.025, 3.895, 7.350, 1.407, -2.218, -0.747, -1.449, -0.889, -2.903,
    1.514, 0.555, -1.842, 4.247, 1.913, -6.373, 1.513, 1.409, 1.169,
)  # fmt: skip


def facts(beads: Sequence[Bead], gains: Gains, masses: Masses, met: Meetings) -> npt.NDArray[np.float64]:
    """Return one row a bead with the columns of FACTS; beads are sorted by their left side."""
    count = len(beads)
    if not count:
        return np.zeros((0, len(FACTS)))
    cells = tuple(np.array([b.cell for b in beads]).T)
    contrast = gains.contrast[cells]
    strong = np.bincount(met.bead, met.weight * (met.likeness >= STRONG), count)
    total = np.bincount(met.bead, met.weight, count)
    words = np.log1p(_telling(met, count))
    sizes = np.array([(b.left[1] - b.left[0], b.right[1] - b.right[0]) for b in beads])
    lengths = np.array(
        [
            (masses.left_length[slice(*b.left)].sum(), masses.right_length[slice(*b.right)].sum())
            for b in beads
        ]
    )
    likeness, company = gains.likeness[cells], np.maximum(contrast - 0.2, 0) * sizes.sum(axis=1)
    company = (company.sum() - company) / min(len(masses.left), len(masses.right))
    margin = likeness - gains.rival[cells]
    support, beside = _support(beads, contrast)
    alone = beside == 0
    strange = np.clip(1 - company / STRANGE, 0, 1)
    ratio = np.abs(np.log((lengths[:, 0] + 15) / (lengths[:, 1] + 15)))
    rows = (
        np.ones(count), likeness, contrast, margin, np.log1p(total), np.log1p(strong), ratio,
        sizes.sum(axis=1) - 2, company, support, beside, words, alone, alone * contrast, alone * margin,
        strange, strange * contrast, strange * margin, strange * words,
    )  # fmt: skip
    return np.stack(rows, axis=1).astype(np.float64)


def _telling(met: Meetings, beads: int) -> npt.NDArray[np.int64]:
    """Return how many distinct words that say something met well in each bead (of the poorer side)."""
    rows = np.flatnonzero((met.likeness >= STRONG) & (met.weight >= TELLING))
    counts = [
        np.bincount(np.unique(np.stack([met.bead[rows], kind[rows]]), axis=1)[0], minlength=beads)
        for kind in (met.left_type, met.right_type)
    ]
    return np.minimum(*counts)


def _support(
    beads: Sequence[Bead], contrast: Floats
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return half the contrast of the beads before and after that are near on both sides, and how many."""
    near = 2  # passages that may stand between
    out, count = np.zeros(len(beads)), np.zeros(len(beads))
    for x, (a, b) in enumerate(pairwise(beads)):
        if 0 <= b.left[0] - a.left[1] <= near and 0 <= b.right[0] - a.right[1] <= near:
            out[x] += contrast[x + 1] / 2
            out[x + 1] += contrast[x] / 2
            count[x : x + 2] += 1
    return out, count


def scores(
    rows: npt.NDArray[np.float64], carried: npt.NDArray[np.bool_] | None = None
) -> npt.NDArray[np.float64]:
    """Return the probability of each bead from its facts; isolated ones need words that say something.

    Beads that an encoder has `carried` need none.
    """
    odds = rows @ np.array(WEIGHTS)
    found: npt.NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    words, alone, strange = (rows[:, FACTS.index(name)] for name in ("words", "alone", "strange"))
    bare = (alone > 0) & (strange > 0) & (words < np.log1p(LEAST_WORDS))
    if carried is not None:
        bare &= ~carried
    return np.where(bare, np.minimum(found, BARE), found)
