"""Tree + Characters → second parents: versions that took passages from another branch.

A version made from two has what either had: it lies badly below any one node, because what the first
source lacks must be won back, and what the second lacks must be lost again. So each version is taken
off the tree and scored below every single node and below every pair:

    P(passage there) = kept from the first + TAKEN · there in the second · (1 − kept from the first)

Where the best pair is better than the best single node by more than WORTH, the version gets a second
parent, and what that one explains is left out of the tree's characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.model import KINDS, LENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from whence.stemma.model import Floats
    from whence.stemma.search import Climber

# How much of what the first source lacks a version takes from the second, where it takes at all.
TAKEN = 0.6
# The same for readings: where both have the passage, the first one's reading mostly stands.
TAKEN_READING = 0.1
# What a second parent must explain beyond chance, in nats: one version in ten has one, and there are
# as many candidates as versions. Of 47 versions with two parents in 68 simulated traditions 6 nats found
# 10 and 9 wrong ones, 7 found 8 and 5, 9 found 8 and 2; from texts, where links are missed, half of what
# 6 found was wrong. Re-run benchmarks/lineage.py, tests/test_stemma.py.
WORTH = 7.0
# Gain of a single pattern, in nats, from which it counts as explained by the second parent.
EXPLAINED = 0.7
# Beyond this many versions the pairs are too many; second parents then come from statements only.
MOST = 100
_SUMS = [KINDS.index(k) for k in ("presence", "detail")]


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """A version with two parents, what the second explains (nats), and which patterns."""

    child: int
    first: int
    second: int
    gain: float
    patterns: npt.NDArray[np.int64]


def seconds(climber: Climber) -> list[Second]:
    """Return the versions that two parents explain clearly better than one, the surest first."""
    if climber.tree.versions > MOST:
        return []
    found = []
    for child in range(climber.tree.versions):
        if child in climber.tree.parent and child != climber.tree.root:
            second = _pair(climber, child)
            if second is not None:
                found.append(second)
    climber.refresh()
    return sorted(found, key=lambda s: (-s.gain, s.child))


def _pair(climber: Climber, child: int) -> Second | None:
    """Return the best two parents of `child`, or None where one is enough."""
    before, tree = climber.tree.copy(), climber.tree
    above = tree.parent[child]
    tree.cut(child)
    climber.recover(above, before)
    messages, patterns, prior = climber.messages, climber.problem.patterns, climber.problem.prior
    messages.downward(tree)
    nodes = np.array(sorted(tree.preorder()))
    whole = messages.above[nodes] * messages.below[nodes]
    whole /= whole.sum(axis=1, keepdims=True)
    leaf = patterns.leaf[child]
    known = leaf.sum(axis=0) < patterns.valid.sum(axis=0)
    weight = np.where(known, patterns.weight, 0.0)
    # What each node would hand on over a usual and a heavy step: [node, length, pattern].
    kept = np.stack([(messages.model.down(whole, k) * leaf).sum(axis=1) for k in (1, 2, 3)], axis=1)
    assert len(LENGTHS) > 3
    from_second = (whole * leaf).sum(axis=1)
    ancestors = [tree.ancestor(v) for v in nodes.tolist()]
    outer = prior[ancestors, child]
    # A version at hand before a lost one that explains the same.
    outer = outer - np.where(nodes < tree.versions, 0.0, 1.0)
    one = np.log(np.maximum(kept, 1e-12)) @ weight + outer[:, None]
    best_one = float(one.max())
    sums = np.isin(patterns.kind, _SUMS)
    both, at = _best_pair(kept, lambda alone: _mixed(alone, from_second, leaf, sums), weight, outer)
    climber.tree = before
    climber.messages.climb(before, above)
    if both - best_one < WORTH:
        return None
    p, q, length = at
    alone = kept[p, length]
    gain = np.log(np.maximum(_mixed(alone, from_second[q], leaf, sums), 1e-12))
    gain -= np.log(np.maximum(alone, 1e-12))
    explained = np.flatnonzero((gain > EXPLAINED) & known)
    if not len(explained):
        return None
    return Second(child, int(nodes[p]), int(nodes[q]), both - best_one, explained)


def _best_pair(
    kept: Floats, mixed: Callable[[Floats], Floats], weight: Floats, outer: Floats
) -> tuple[float, tuple[int, int, int]]:
    """Return the best score of two parents, and which: (first, second, length of the first's step)."""
    best, at = -np.inf, (0, 0, 0)
    second = np.minimum(outer, 0.0)
    for p in range(len(kept)):
        for length in range(kept.shape[1]):
            scores = np.log(np.maximum(mixed(kept[p, length]), 1e-12)) @ weight
            scores += outer[p] + second
            scores[p] = -np.inf
            q = int(scores.argmax())
            if scores[q] > best:
                best, at = float(scores[q]), (p, q, length)
    return best, at


def _mixed(alone: Floats, other: Floats, leaf: Floats, sums: npt.NDArray[np.bool_]) -> Floats:
    """Return P(the version's state) from the first's and the second's chances of it."""
    there = leaf[1] > leaf[0]
    # Present: kept, or taken from the second. Absent: not kept, and not taken.
    present = alone + (1 - alone) * TAKEN * other
    absent = alone * (1 - TAKEN * (1 - other))
    passages = np.where(there, present, absent)
    readings = (1 - TAKEN_READING) * alone + TAKEN_READING * other
    mixed: Floats = np.where(sums, passages, readings)
    return mixed
