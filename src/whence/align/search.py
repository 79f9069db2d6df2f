"""Features of two stretches of text → Solution: their beads with scores, and which words met.

The whole search in one box, where a box is small enough for its tables of passages × passages.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from whence import similarity
from whence.align import gains, judge
from whence.align.chains import Bead, bar, chains, reached
from whence.align.crossed import parted
from whence.align.evidence import Meetings, meetings
from whence.align.gaps import fill
from whence.align.masses import masses, with_blanks
from whence.align.opinion import MAINLY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.align.masses import Masses
    from whence.align.opinion import Second
    from whence.records import Features, Passage


# Share of links that follow the one before without a gap, from which texts begin to count as a
# faithful translation, and from which they wholly do. Gates the tuning of the second search. The
# disturbed stories of benchmarks/news_alignment.py have 0.17 to 0.82 (half of them 0.45 to 0.64),
# the same stories only merged and split 0.75 to 1, the yearbooks of Text+Berg 0.93.
GAPS = 0.65, 0.85
# So many gaps are assumed beside those seen: a few links are no proof of faithfulness.
DOUBT = 3

# Links from this score on bound the gaps that are searched again.
SURE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """What the search found in one box; passages are counted from the box's first.

    `shares` is the encoder's part in each bead, 0..1.
    """

    beads: list[Bead]
    scores: npt.NDArray[np.float64]
    facts: npt.NDArray[np.float64]
    sides: tuple[similarity.Side, similarity.Side]
    met: Meetings
    shares: npt.NDArray[np.float64]


def solve(
    rows: tuple[Features, Features],
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    *,
    taken: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None = None,
    second: Second | None = None,
    learned: similarity.Learned | None = None,
) -> Solution:
    """Return the links in the making of two stretches of text, sorted by the left side.

    `passages` are the rows' own (equal ones without features meet; headings and sentences make no
    group); those that are `taken` are left alone. `second` is what an encoder thinks of them;
    `learned` are translations to be heard beside the features.
    """
    sides = similarity.side(rows[0]), similarity.side(rows[1])
    likeness = similarity.meetings_of_types(*sides, learned)
    found = masses(*sides, likeness, (rows[0].length, rows[1].length))
    found = with_blanks(found, *([p.text for p in side] for side in passages))
    seen = gains.alike(found)
    worth, beads = _search((found, seen), passages, taken, gains.EDITED, second)
    share = _faithful(beads)
    if share:
        tuning = gains.EDITED.towards(gains.FAITHFUL, share)
        worth, beads = _search((found, seen), passages, taken, tuning, second)
    met = meetings(sides, likeness, beads)
    facts = judge.facts(beads, worth, found, met)
    shares = _shares(beads, worth, second)
    scores = judge.scores(facts, shares >= MAINLY)
    more = fill(worth, [bead for bead, score in zip(beads, scores, strict=True) if score >= SURE])
    if more:
        kept = [bead for bead in beads if not any(bead.meets(other) for other in more)]
        beads = sorted([*kept, *more])
        met = meetings(sides, likeness, beads)
        facts = judge.facts(beads, worth, found, met)
        shares = _shares(beads, worth, second)
        scores = judge.scores(facts, shares >= MAINLY)
    scores[np.array([_same(b, passages) for b in beads], bool)] = 1.0
    return Solution(beads, scores, facts, sides, met, shares)


def _search(
    found: tuple[Masses, gains.Alike],
    passages: tuple[Sequence[Passage], Sequence[Passage]],
    taken: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]] | None,
    tuning: gains.Tuning,
    second: Second | None,
) -> tuple[gains.Gains, list[Bead]]:
    """Return the gains and the beads of all chains, sorted by the left side."""
    worth = gains.gains(*found, tuning=tuning, second=second)
    _part(worth, *([p.role for p in side] for side in passages))
    if taken is not None:
        bar(worth.gain, *taken)
    rows = chains(worth.gain, worth.contrast, tuning=tuning)
    return worth, parted([bead for chain in rows for bead in chain], worth)


def _shares(beads: Sequence[Bead], worth: gains.Gains, second: Second | None) -> npt.NDArray[np.float64]:
    return np.zeros(len(beads)) if second is None else second.shares(beads, worth.contrast)


def _faithful(beads: Sequence[Bead]) -> float:
    """Return how faithful a translation the texts seem, 0..1: how often links follow without a gap."""
    steps = sum(a.left[1] == b.left[0] and a.right[1] == b.right[0] for a, b in pairwise(beads))
    share = steps / max(len(beads) - 1 + DOUBT, 1)
    return min(max((share - GAPS[0]) / (GAPS[1] - GAPS[0]), 0.0), 1.0)


def _same(bead: Bead, passages: tuple[Sequence[Passage], Sequence[Passage]]) -> bool:
    """Return True where both sides of a bead are word for word the same."""
    left, right = (
        " ".join(p.text for p in side[slice(*span)]).split()
        for side, span in zip(passages, bead[:2], strict=True)
    )
    return left == right


def _part(worth: gains.Gains, left: Sequence[str], right: Sequence[str]) -> None:
    """Take every shape out of the gains that joins passages of different roles on one side."""
    rows, columns = reached(_changes(left)), reached(_changes(right))
    for k, (i, j) in enumerate(gains.SHAPES):
        if i > 1:
            worth.gain[k, rows[i - 2], :] = -np.inf
        if j > 1:
            worth.gain[k][:, columns[j - 2]] = -np.inf


def _changes(roles: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Return which passages have another role than the one before."""
    return np.array([x > 0 and role != roles[x - 1] for x, role in enumerate(roles)], bool)
