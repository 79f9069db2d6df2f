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

    from whence.records import Features, Passage


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
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    *,
    taken: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None = None,
) -> Solution:
    """Return the links in the making of two stretches of text, sorted by the left side.

    `passages` are the rows' own (equal ones without features meet; headings and sentences make no
    group); those that are `taken` are left alone.
    """
    sides = similarity.side(rows[0]), similarity.side(rows[1])
    likeness = similarity.meetings_of_types(*sides)
    found = masses(*sides, likeness, (rows[0].length, rows[1].length))
    found = with_blanks(found, *([p.text for p in side] for side in passages))
    worth = gains.gains(found)
    _part(worth, *([p.role for p in side] for side in passages))
    if taken is not None:
        _bar(worth, *taken)
    beads = sorted(bead for chain in chains(worth.gain, worth.contrast) for bead in chain)
    met = meetings(sides, likeness, beads)
    facts = judge.facts(beads, worth, found, met)
    scores = judge.scores(facts)
    scores[np.array([_same(b, passages) for b in beads], bool)] = 1.0
    return Solution(beads, scores, facts, sides, met)


def _same(bead: Bead, passages: tuple[Sequence[Passage], Sequence[Passage]]) -> bool:
    """Return True where both sides of a bead are word for word the same."""
    left, right = (
        " ".join(p.text for p in side[slice(*span)]).split() for side, span in zip(passages, bead[:2], strict=True)
    )
    return left == right


def _part(worth: gains.Gains, left: Sequence[str], right: Sequence[str]) -> None:
    """Take every shape out of the gains that joins passages of different roles on one side."""
    for k, (i, j) in enumerate(gains.SHAPES):
        worth.gain[k, _mixed(left, i), :] = -np.inf
        worth.gain[k][:, _mixed(right, j)] = -np.inf


def _mixed(roles: Sequence[str], size: int) -> npt.NDArray[np.bool_]:
    """Return, per last passage, whether a group of `size` would hold more than one role."""
    change = np.array([x > 0 and role != roles[x - 1] for x, role in enumerate(roles)], bool)
    return _reaches(change, size - 1) if size > 1 else np.zeros(len(roles), bool)


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
