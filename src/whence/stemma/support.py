"""Tree + Characters → support: how firmly the characters hold each step, and its direction.

Bootstrap over characters, on the tree that was found: for each replicate the characters are drawn
anew, and every other place of a subtree, and every other root, is scored with the drawn weights
(the resampling of estimated log-likelihoods of Kishino, Miyata and Hasegawa 1990). The support of a
step is the share of replicates that leave the child below the same version; the support of its
direction the share that leave the root on the parent's side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.stemma.model import Floats
    from whence.stemma.search import Climber

REPLICATES = 200
# Characters are not independent (one decision shows in several): a replicate draws this share of
# their number. Chosen so that directions claimed at CLAIM are true as often as the claim says on
# simulated traditions; re-run benchmarks/lineage.py.
EFFECTIVE = 0.5
# Nats by which two scores are the same but for rounding.
EQUAL = 1e-6


@dataclass(frozen=True, slots=True)
class Support:
    """`place[v]` and `direction[v]` in 0..1 for the step above each node v."""

    place: dict[int, float]
    direction: dict[int, float]


def supported(climber: Climber) -> Support:
    """Return the support of every step of the climber's tree."""
    drawn = _drawn(climber.problem.patterns.weight)
    direction = _directions(climber, drawn)
    place = {v: _place(climber, v, drawn) for v in sorted(climber.tree.parent) if v != climber.tree.root}
    return Support(place, direction)


def _drawn(weight: Floats) -> Floats:
    """Return [pattern, replicate]: the weights of each replicate, the same for the same characters."""
    chance = np.random.default_rng(20_01)
    total = float(weight.sum())
    if total <= 0:
        return np.zeros((len(weight), REPLICATES))
    number = max(int(total * EFFECTIVE), 1)
    counts = chance.multinomial(number, weight / total, size=REPLICATES)
    drawn: Floats = counts.T.astype(np.float64) * (total / number)
    return drawn


def _directions(climber: Climber, drawn: Floats) -> dict[int, float]:
    """Return, for each node, the share of replicates whose root is not at or below it."""
    tree = climber.tree
    climber.messages.upward(tree)
    at = climber.messages.rootings(tree)
    nodes = tree.preorder()
    outer = np.empty(len(nodes))
    for i, node in enumerate(nodes):
        trial = tree.copy()
        trial.reroot(node)
        outer[i] = climber.problem.outer(trial)
    scores = at[nodes] @ drawn + outer[:, None]
    # Roots that are equally likely share a replicate: between copies that are the same nothing says which was first.
    best = scores >= scores.max(axis=0) - EQUAL
    roots = (best / best.sum(axis=0)).mean(axis=1)
    share = {node: float(roots[i]) for i, node in enumerate(nodes)}
    for node in reversed(nodes):
        if node != tree.root:
            share[tree.parent[node]] += share[node]
    return {node: 1.0 - share[node] for node in nodes if node != tree.root}


def _place(climber: Climber, node: int, drawn: Floats) -> float:
    """Return the share of replicates that hang `node` below the version it hangs below now."""
    before, tree = climber.tree.copy(), climber.tree
    now = tree.ancestor(tree.parent[node])
    above = tree.parent[node]
    tree.cut(node)
    climber.recover(above, before)
    climber.messages.downward(tree)
    options = climber.options(node)
    scores = options.likelihood @ drawn + options.outer[:, None]
    same = options.ancestor == now
    other = scores[~same].max(axis=0) if (~same).any() else np.full(drawn.shape[1], -np.inf)
    held = scores[same].max(axis=0) if same.any() else np.full(drawn.shape[1], -np.inf)
    climber.tree = before
    climber.messages.climb(before, above)
    return float((held >= other).mean())


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """All places of a subtree, one row each: likelihood [place, pattern], prior, nearest version above."""

    likelihood: Floats
    outer: Floats
    ancestor: npt.NDArray[np.int64]
