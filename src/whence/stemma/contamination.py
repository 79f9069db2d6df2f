"""Tree + Characters → second parents: versions that took passages from another branch.

A version that has, against its parent, passages or readings which are old elsewhere in the tree was
most likely made from two: every reading that its parent cannot have given but another node can is
evidence for that node, every one that the other has and the version did not take speaks against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.model import KINDS

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.stemma.model import Floats
    from whence.stemma.search import Climber

# How much of what the parent lacks a version takes from a second one, where it takes at all.
TAKEN = 0.5
# What a second parent must explain beyond chance, in nats: one version in ten has one, and there are
# as many candidates as versions. Chosen on simulated traditions; re-run benchmarks/lineage.py.
WORTH = 9.0
_CARRIES = [KINDS.index(k) for k in ("presence", "value", "word", "detail")]


@dataclass(frozen=True, slots=True, eq=False)
class Second:
    """A second parent of `child`, what it explains (nats), and which patterns come from it."""

    child: int
    parent: int
    gain: float
    patterns: npt.NDArray[np.int64]


def seconds(climber: Climber) -> list[Second]:
    """Return the second parents that the tree leaves room for, the surest first."""
    tree, messages, patterns = climber.tree, climber.messages, climber.problem.patterns
    messages.upward(tree)
    messages.downward(tree)
    nodes = np.array(sorted(tree.parent))
    whole = messages.above[nodes] * messages.below[nodes]
    whole /= whole.sum(axis=1, keepdims=True)
    weight = np.where(np.isin(patterns.kind, _CARRIES), patterns.weight, 0.0)
    found = []
    for child in range(tree.versions):
        if child == tree.root:
            continue
        under = set(tree.preorder(child))
        may = np.array(
            [i for i, q in enumerate(nodes.tolist()) if q not in under and q != tree.parent[child]]
        )
        if len(may):
            second = _best(climber, child, nodes[may], whole[may], weight)
            if second is not None:
                found.append(second)
    return sorted(found, key=lambda s: (-s.gain, s.child))


def _best(
    climber: Climber, child: int, nodes: npt.NDArray[np.int64], whole: Floats, weight: Floats
) -> Second | None:
    """Return the node that best explains what the parent of `child` does not."""
    messages, patterns = climber.messages, climber.problem.patterns
    leaf = patterns.leaf[child]
    known = (leaf.sum(axis=0) < patterns.valid.sum(axis=0)) & (weight > 0)
    given = messages.above[child] / messages.above[child].sum(axis=0)
    alone = (given * leaf).sum(axis=0)
    # With a second source the version has its reading in TAKEN of the cases where the two differ;
    # where they agree nothing changes.
    other = (whole * leaf).sum(axis=1)
    share = np.where(other > alone, TAKEN, TAKEN * (1 - TAKEN))
    both = (1 - share) * alone + share * other
    gain = np.where(known, np.log(np.maximum(both, 1e-12)) - np.log(np.maximum(alone, 1e-12)), 0.0)
    total = gain @ weight
    at = int(total.argmax())
    if total[at] < WORTH:
        return None
    explained = np.flatnonzero((gain[at] > 0.7) & known)
    if not len(explained):
        return None
    return Second(child, int(nodes[at]), float(total[at]), explained)
