"""gains → beads: the best chain of links by dynamic programming, then more chains from what is left.

    best[a, b] = max(best[a−1, b], best[a, b−1], tied[a, b])
    tied[a, b] = max over shapes (i, j) of gain + max(best[a−i, b−j], tied[a−i, b−j] + bonus)

The first chain is the text's own order. Whatever fits in no first chain, but makes a good chain of its own,
stands elsewhere in the other version: it was moved. The kernel knows nothing but numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from whence.align.gains import EDITED, LEFT_SIZE, RIGHT_SIZE, SHAPES, Tuning
from whence.align.masses import WIDEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Bools = npt.NDArray[np.bool_]

# More chains than this are never taken from one box: a bound on time, far above what texts need.
MOST_CHAINS = 60
# A link of this contrast earns the whole bonus for the link that follows it directly.
GOOD = 0.5


class Bead(NamedTuple):
    """A link in the making: half-open ranges of passages, and the cell of the gains it comes from."""

    left: tuple[int, int]
    right: tuple[int, int]
    cell: tuple[int, int, int]

    def shifted(self, left: int, right: int) -> Bead:
        """Return the bead with its passages counted from another start."""
        a, b, (shape, row, column) = self
        return Bead(
            (a[0] + left, a[1] + left), (b[0] + right, b[1] + right), (shape, row + left, column + right)
        )

    def meets(self, other: Bead) -> bool:
        """Return True where the beads share a passage on either side."""
        return any(a[0] < b[1] and b[0] < a[1] for a, b in zip(self[:2], other[:2], strict=True))


def chains(gain: Floats, contrast: Floats, *, tuning: Tuning = EDITED) -> list[list[Bead]]:
    """Return the chains in the order found: the main one first. No passage stands in two beads."""
    gain = gain.copy()
    bonus = contrast / GOOD
    np.clip(bonus, 0, 1, out=bonus)
    bonus *= tuning.close
    found: list[list[Bead]] = []
    for _ in range(MOST_CHAINS):
        worth, beads = chain(gain, bonus)
        if not beads or (found and worth < tuning.chain):
            break
        found.append(beads)
        bar(gain, _held(beads, 0, gain.shape[1]), _held(beads, 1, gain.shape[2]))
    return found


def chain(gain: Floats, bonus: Floats) -> tuple[float, list[Bead]]:
    """Return the most worthy chain of beads in the order of both sides, and what it is worth.

    `bonus` is what following a bead without a gap is worth.
    """
    _, n, m = gain.shape
    best = np.zeros((n + 1, m + 1), np.float32)
    tied = np.full((n + 1, m + 1), -np.inf, np.float32)
    near = np.full((n + 1, m + 1), -np.inf, np.float32)
    shape = np.zeros((n + 1, m + 1), np.int8)
    # The better of best and near, which a bead may follow; read by places in the flat table.
    open_ = np.zeros((n + 1, m + 1), np.float32)
    behind = np.maximum(np.arange(1, m + 1)[None, :] - RIGHT_SIZE[:, None], 0)
    at = np.arange(m)
    gained = np.isfinite(gain.max(axis=(0, 2), initial=-np.inf)).tolist()
    for a in range(1, n + 1):
        if not gained[a - 1]:  # every shape that ends here holds a passage that is taken
            best[a] = open_[a] = best[a - 1]
            continue
        before = open_.take(behind + np.maximum(a - LEFT_SIZE, 0)[:, None] * (m + 1))
        before += gain[:, a - 1, :]
        which = before.argmax(axis=0)
        shape[a, 1:] = which
        tied[a, 1:] = before[which, at]
        np.add(tied[a, 1:], bonus[which, a - 1, at], out=near[a, 1:])
        np.maximum(best[a - 1], tied[a], out=best[a])
        np.maximum.accumulate(best[a], out=best[a])
        np.maximum(best[a], near[a], out=open_[a])
    return float(best[n, m]), _walk_back(best, tied, near, shape)


def _walk_back(best: Floats, tied: Floats, near: Floats, shape: npt.NDArray[np.int8]) -> list[Bead]:
    beads = []
    a, b = best.shape[0] - 1, best.shape[1] - 1
    at_bead = False
    while a > 0 and b > 0:
        if not at_bead and best[a, b] <= 0:
            break
        if not at_bead and tied[a, b] < best[a, b]:
            if best[a - 1, b] >= best[a, b]:
                a -= 1
            else:
                b -= 1
            continue
        k = int(shape[a, b])
        i, j = SHAPES[k]
        beads.append(Bead((a - i, a), (b - j, b), (k, a - 1, b - 1)))
        a, b = a - i, b - j
        at_bead = bool(near[a, b] > best[a, b])
    return beads[::-1]


def bar(gain: Floats, left: Bools, right: Bools) -> None:
    """Take every shape that touches one of the given passages out of the gains, in place."""
    rows, columns = reached(left), reached(right)
    for k, (i, j) in enumerate(SHAPES):
        gain[k, rows[i - 1], :] = -np.inf
        gain[k][:, columns[j - 1]] = -np.inf


def reached(taken: Bools) -> list[Bools]:
    """Return, per group size, for each last passage whether the group would hold a taken one."""
    out = [taken]
    for back in range(1, WIDEST):
        wider = out[-1].copy()
        wider[back:] |= taken[:-back]
        out.append(wider)
    return out


def _held(beads: Sequence[Bead], side: int, size: int) -> Bools:
    """Return which passages of a side the beads hold."""
    held = np.zeros(size, bool)
    for bead in beads:
        held[slice(*bead[side])] = True
    return held


def moved(beads: Sequence[Bead], weights: Sequence[float]) -> list[bool]:
    """Return, per bead (sorted by the left side), whether it stands outside the heaviest common order."""
    best = np.zeros(len(beads))
    before = np.full(len(beads), -1)
    starts = np.array([b.right[0] for b in beads], np.int64)
    ends = np.array([b.right[1] for b in beads], np.int64)
    for x in range(len(beads)):
        fits = ends[:x] <= starts[x]
        best[x] = weights[x]
        if fits.any():
            y = int(np.where(fits, best[:x], -1).argmax())
            before[x], best[x] = y, best[x] + best[y]
    out = [True] * len(beads)
    x = int(best.argmax()) if len(beads) else -1
    while x >= 0:
        out[x] = False
        x = int(before[x])
    return out
