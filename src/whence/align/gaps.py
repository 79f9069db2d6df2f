"""gains, beads → more beads: passages left alone between two links that follow each other closely.

link 4 → 7
5      8      ← alone on both sides: likely each other's counterpart, even if few words met
link 6 → 9
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from whence.align.chains import Bead, chain
from whence.align.gains import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.align.gains import Gains

# Widest gap that is filled, in passages of one side.
NARROW = 3
# What standing in the same gap is worth, per pair of passages, in the currency of the gains. Gate: links
# of short and free passages between good ones. Chosen and to be re-run like the tunings in `gains`.
SAME_GAP = 0.1


def fill(worth: Gains, beads: Sequence[Bead], *, bonus: float = SAME_GAP) -> list[Bead]:
    """Return the beads that fill narrow gaps between the given ones (sorted by their left side)."""
    found = []
    for a, b in pairwise(beads):
        left, right = (a.left[1], b.left[0]), (a.right[1], b.right[0])
        if 0 < left[1] - left[0] <= NARROW and 0 < right[1] - right[0] <= NARROW:
            found += [bead.shifted(left[0], right[0]) for bead in _within(worth, left, right, bonus)]
    return found


def _within(worth: Gains, left: tuple[int, int], right: tuple[int, int], bonus: float) -> list[Bead]:
    """Return the best chain of one gap; passages are counted from its start."""
    cells = np.s_[:, slice(*left), slice(*right)]
    gain = worth.gain[cells].copy()
    for k, (i, j) in enumerate(SHAPES):
        gain[k] += bonus * (i + j) / 2
        gain[k, : i - 1] = -np.inf
        gain[k, :, : j - 1] = -np.inf
    return chain(gain, np.zeros_like(gain))[1]
