"""Characters + Evidence → the tree of transmission, with the support of every step."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.contamination import WORTH, Second, seconds
from whence.stemma.kinship import distance
from whence.stemma.model import Patterns, model
from whence.stemma.search import Climber, Problem, search
from whence.stemma.support import supported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.stemma.evidence import Evidence
    from whence.stemma.model import Characters, Floats
    from whence.stemma.tree import Tree

# Support (place × direction) from which a direction is claimed, where times or a statement put the
# parent first, and where only the texts speak. Gates how often a claim is made against how often it is
# true: about 19 of 20 on simulated traditions, with partly wrong times too. 0.6 was enough for that from
# the true apparatus; from texts, with missed links in it, most false claims lay between 0.6 and 0.7.
# Re-run benchmarks/lineage.py, with --texts too.
CLAIM_DATED = 0.7
CLAIM = 0.88


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the tree: `place` is the support of the parent, `direction` that of its direction.

    `dated` says that times or a statement put the nearest version above before the child.
    """

    parent: int
    child: int
    place: float
    direction: float
    dated: bool = False

    @property
    def trust(self) -> float:
        """Return how likely parent and direction are both right."""
        return self.place * self.direction

    @property
    def claimed(self) -> bool:
        """Return True where the direction may be claimed."""
        return self.trust >= (CLAIM_DATED if self.dated else CLAIM)


@dataclass(frozen=True, slots=True)
class Inferred:
    """The found tree: nodes 0 … versions−1 are the versions, then come the lost witnesses."""

    versions: int
    nodes: int
    root: int
    steps: tuple[Step, ...]
    seconds: tuple[Step, ...] = ()


def inferred(characters: Characters, evidence: Evidence) -> Inferred:
    """Return the best tree of the characters and the evidence."""
    count = characters.versions
    patterns = Patterns.build(characters)
    problem = Problem(patterns, evidence.prior, model(patterns))
    best = search(problem, [_by_nearness(distance(characters))])
    climber = Climber(Problem(patterns, evidence.prior, best.model), best.tree)
    climber, others = _with_seconds(climber)
    support = supported(climber)
    tree = climber.tree
    names = {v: i for i, v in enumerate(sorted(tree.parent))}
    steps = tuple(
        Step(names[p], names[c], support.place[c], support.direction[c], _dated(tree, p, c, evidence))
        for p, c in sorted(tree.steps(), key=lambda e: e[1])
    )
    assert len(steps) == len(names) - 1
    further = [
        Step(names[s.second], s.child, -math.expm1(-s.gain / WORTH), 1.0, True)
        for s in others
        if s.second in names
    ]
    return Inferred(count, len(names), names[tree.root], steps, tuple(further))


def _with_seconds(climber: Climber) -> tuple[Climber, list[Second]]:
    """Find second parents, and better the tree with what they explain left out of it."""
    found = seconds(climber)
    if not found:
        return climber, []
    problem = climber.problem
    leaf = problem.patterns.leaf.copy()
    for second in found:
        leaf[second.child][:, second.patterns] = problem.patterns.valid[:, second.patterns]
    better = Climber(
        replace(problem, patterns=replace(problem.patterns, leaf=leaf)), climber.tree.copy()
    )
    better.climb()
    tree = better.tree
    return better, without_circles(tree, found)


def without_circles(tree: Tree, found: Sequence[Second]) -> list[Second]:
    """Return the second parents, the surest first, that do not descend from their children.

    What descends from a version does so by the tree and by the second parents already taken.
    """
    kept: list[Second] = []
    below: dict[int, list[int]] = defaultdict(list)
    for s in found:
        if s.second not in tree.parent or tree.parent[s.child] == s.second:
            continue
        seen, todo = {s.child}, [s.child]
        while todo:
            node = todo.pop()
            fresh = [x for x in (*tree.children[node], *below[node]) if x not in seen]
            seen.update(fresh)
            todo += fresh
        if s.second not in seen:
            kept.append(s)
            below[s.second].append(s.child)
    return kept


def _dated(tree: Tree, parent: int, child: int, evidence: Evidence) -> bool:
    """Return True where the nearest version above is known to be before all the next ones below."""
    above = tree.ancestor(parent)
    if evidence.before is None or above >= tree.versions:
        return False
    return all(bool(evidence.before[above, low]) for low in tree.tops(child))


def _by_nearness(apart: Floats) -> list[int]:
    """Return the versions, the most central first, then always the nearest to those before."""
    order = [int(np.argmin(apart.sum(axis=1)))]
    near = apart[order[0]].copy()
    near[order[0]] = np.inf
    while len(order) < len(apart):
        order.append(int(near.argmin()))
        near = np.minimum(near, apart[order[-1]])
        near[order] = np.inf
    return order
