"""Features of two stretches of text → Solution: their beads with scores, and which words met.

The whole search in one box, where a box is small enough for its tables of passages × passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence import similarity
from whence.align import gains, judge
from whence.align.chains import Bead, chains
from whence.align.evidence import Meetings, meetings
from whence.align.masses import masses, with_blanks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.records import Features


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What the search found in one box; passages are counted from the box's first."""

    beads: list[Bead]
    scores: npt.NDArray[np.float64]
    facts: npt.NDArray[np.float64]
    sides: tuple[similarity.Side, similarity.Side]
    met: Meetings


def solve(
    rows: tuple[Features, Features],
    texts: tuple[Sequence[str], Sequence[str]],
    *,
    taken: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None = None,
) -> Solution:
    """Return the links in the making of two stretches of text, sorted by the left side.

    `texts` are the passages (to know equal ones that have no features); passages that are `taken`
    are left alone.
    """
    sides = similarity.side(rows[0]), similarity.side(rows[1])
    likeness = similarity.meetings_of_types(*sides)
    found = masses(*sides, likeness, (rows[0].length, rows[1].length))
    worth = gains.gains(with_blanks(found, *texts))
    if taken is not None:
        _bar(worth, *taken)
    beads = sorted(bead for chain in chains(worth.gain) for bead in chain)
    met = meetings(sides, likeness, beads)
    facts = judge.facts(beads, worth, found, met)
    return Solution(beads, judge.scores(facts), facts, sides, met)


def _bar(worth: gains.Gains, left: npt.NDArray[np.bool_], right: npt.NDArray[np.bool_]) -> None:
    """Take every shape that touches a taken passage out of the gains."""
    for k, (i, j) in enumerate(gains.SHAPES):
        worth.gain[k, _reaches(left, i), :] = -np.inf
        worth.gain[k][:, _reaches(right, j)] = -np.inf


def _reaches(taken: npt.NDArray[np.bool_], size: int) -> npt.NDArray[np.bool_]:
    """Return, per last passage, whether a group of `size` would hold a taken one."""
    out = taken.copy()
    for back in range(1, size):
        out[back:] |= taken[:-back]
    return out
