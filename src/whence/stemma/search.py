"""Characters + prior → Tree: the most likely tree, by stepwise addition and rearrangement.

1. Versions are added one at a time, each where it fits best: below a version, below a new lost
   witness on a step, or between two nodes.
2. Then each subtree is taken off and hung where it fits best, lost witnesses are united with a
   neighbour or set in the place of a version, steps get their length and the root its place,
   until nothing betters the score.

The score is the log-likelihood of the characters, plus `prior` (what times and statements say of
who may be whose nearest ancestor), minus a price for every lost witness.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.likelihood import Messages
from whence.stemma.model import KINDS, SPEEDS, Patterns, model
from whence.stemma.support import Options
from whence.stemma.tree import Tree

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.stemma.model import Floats, Model

# The price of a lost witness, in nats. Gates how many are postulated; chosen on simulated news
# traditions (a fifth of the inner versions lost) and scribal ones; re-run benchmarks/lineage.py.
LOST = 5.0
# What a rearrangement must gain to be made; keeps rounding from moving equal trees about.
GAIN = 1e-3
ROUNDS = 12
# Kinds whose characters differ in speed: some words invite the same slip from every copyist.
_UNEVEN = [KINDS.index(k) for k in ("word", "spelling", "wording", "detail", "merge")]
# Beyond this many versions the tree is rearranged once and not until nothing betters it: each round
# costs about the square of the versions.
WIDE = 100


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """A tree with its score and the model that it was scored with."""

    tree: Tree
    value: float
    model: Model


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What the search works on: patterns, their weights in the model, and the outer evidence.

    `prior` float64 [ancestor, version]: log odds that the first is the nearest extant ancestor of
    the second; its last row stands for "none".
    """

    patterns: Patterns
    prior: Floats
    model: Model

    def outer(self, tree: Tree, top: int | None = None) -> float:
        """Return the tree's prior: outer evidence and the price of lost witnesses."""
        total = 0.0
        stack = [(tree.root if top is None else top, tree.versions)]
        while stack:
            node, above = stack.pop()
            if node < tree.versions:
                total += self.prior[above, node]
                above = node
            else:
                total -= LOST
            stack.extend((child, above) for child in tree.children[node])
        return float(total)


class Climber:
    """Holds one tree with its messages and makes the moves."""

    def __init__(self, problem: Problem, tree: Tree) -> None:
        self.problem = problem
        self.tree = tree
        self.messages = Messages(problem.patterns, problem.model)
        self.refresh()

    def refresh(self) -> None:
        """Recompute all messages and the score."""
        self.messages.upward(self.tree)
        self.score = self._likelihood() + self.problem.outer(self.tree)

    def _likelihood(self) -> float:
        return float(self.messages.total(self.tree) @ self.problem.patterns.weight)

    def places(self, node: int) -> Places:
        """Return every place in the tree where the detached `node` may hang, with its score."""
        rows, halves = self._rows()
        below, beside, between = self._outer_at(node, rows)
        weight = self.problem.patterns.weight
        at = self.messages.at_nodes(rows, node) @ weight
        on = self.messages.on_steps(rows, halves, node) @ weight
        mid = self.messages.spliced(rows, halves, node) @ weight
        return Places(rows, halves, at + below[:, None], on + beside[:, None], mid + between)

    def options(self, node: int) -> Options:
        """Return the places of `places` by pattern, each with its best length."""
        rows, halves = self._rows()
        outer = self._outer_at(node, rows)
        weight = self.problem.patterns.weight
        found = [self.messages.at_nodes(rows, node), self.messages.on_steps(rows, halves, node)]
        each = np.arange(len(rows))
        found = [x[each, (x @ weight).argmax(axis=1)] for x in found]
        found.append(self.messages.spliced(rows, halves, node))
        anc, up = self._ancestors(rows)
        return Options(np.concatenate(found), np.concatenate(outer), np.concatenate([anc, up, up]))

    def _rows(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        rows = np.array(self.tree.preorder())
        return rows, np.array([max(self.tree.length[v] - 1, 0) for v in rows.tolist()])

    def _ancestors(
        self, rows: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the nearest version at or above each node, and above it."""
        tree = self.tree
        nearest = {-1: tree.versions}
        for v in rows.tolist():
            nearest[v] = v if v < tree.versions else nearest[tree.parent[v]]
        above = np.array([nearest[tree.parent[v]] for v in rows.tolist()])
        return np.array([nearest[v] for v in rows.tolist()]), above

    def _outer_at(self, node: int, rows: npt.NDArray[np.int64]) -> tuple[Floats, Floats, Floats]:
        """Return what the prior adds for each place: below a node, beside it, between it and above."""
        tree, prior = self.tree, self.problem.prior
        tops = tree.tops(node)
        anc, up = self._ancestors(rows)
        below = prior[anc][:, tops].sum(axis=1)
        between = prior[up][:, tops].sum(axis=1)
        beside = between - LOST
        if node < tree.versions:
            between = between + np.array(
                [
                    (prior[node, low] - prior[u, low]).sum()
                    for u, v in zip(up, rows, strict=True)
                    for low in [tree.tops(int(v))]
                ]
            )
        return below, beside, between

    def insert(self, node: int) -> float:
        """Hang the detached `node` at its best place; return the score gained over the rest alone."""
        places = self.places(node)
        move = places.best()
        self.put(node, move)
        return move.score

    def put(self, node: int, move: Move) -> None:
        """Hang the detached `node` where `move` says."""
        tree = self.tree
        tree.children.setdefault(node, [])
        if move.how == "at":
            tree.hang(node, move.place, move.length)
        elif move.how == "on":
            new = tree.fresh()
            tree.parent[new] = -1
            tree.between(new, move.place, lower=move.half)
            tree.length[new] = move.half
            tree.hang(node, new, move.length)
        else:
            tree.between(node, move.place, lower=move.half)
            tree.length[node] = move.half

    def regraft(self, node: int) -> bool:
        """Take the subtree at `node` off and hang it where it fits best; return True where that is new."""
        before = self.tree.copy()
        above = self.tree.parent[node]
        self.tree.cut(node)
        self.recover(above, before)
        self.messages.downward(self.tree)
        rest = self.problem.outer(self.tree) + self._inner(node)
        move = self.places(node).best()
        if move.score + rest > self.score + GAIN:
            self.put(node, move)
            self.refresh()
            return True
        self.tree = before
        self.messages.climb(self.tree, above)
        return False

    def _inner(self, node: int) -> float:
        """Return the prior inside the detached subtree, without that of its top versions."""
        tree = self.tree
        tops = tree.tops(node)
        alone = sum(float(self.problem.prior[tree.versions, x]) for x in tops)
        return self.problem.outer(tree, node) - alone

    def recover(self, node: int, before: Tree) -> None:
        """Recompute the messages upward from what is left of `node` after a cut."""
        if node in self.tree.parent:
            self.messages.climb(self.tree, node)
            return
        survivor = next(
            c for c in before.children[node] if c in self.tree.parent and self.tree.parent[c] != node
        )
        self.messages.climb(self.tree, survivor)

    def reshape(self) -> bool:
        """Try to unite each lost witness with a neighbour, and to set one in a version's place."""
        changed = False
        for node in sorted(self.tree.parent):
            for trial in self._shapes(node):
                if self._try(trial):
                    changed = True
                    break
        return changed

    def _shapes(self, node: int) -> list[Tree]:
        """Return the trees that differ from the present one in the standing of `node`."""
        if node not in self.tree.parent:
            return []
        trials = []
        above = self.tree.parent[node]
        if above >= 0 and (self.tree.lost(node) or self.tree.lost(above)):
            trials.append(self.tree.copy())
            trials[-1].merge(node)
        if not self.tree.lost(node) and len(self.tree.children[node]) >= 1:
            trials.append(self.tree.copy())
            trials[-1].split(node, 1)
            fresh = trials[-1].parent[node]
            if len(trials[-1].children[fresh]) < 2:
                trials.pop()
        return trials

    def _try(self, trial: Tree) -> bool:
        old, score = self.tree, self.score
        self.tree = trial
        self.refresh()
        if self.score > score + GAIN:
            return True
        self.tree = old
        self.refresh()
        return False

    def fit_lengths(self) -> None:
        """Give every step its best length, given the others; keep the change only where it helps."""
        for _ in range(3):
            old, score = dict(self.tree.length), self.score
            self.messages.downward(self.tree)
            nodes = np.array([v for v in self.tree.preorder() if v != self.tree.root])
            if not len(nodes):
                return
            best = self.messages.lengths(nodes).argmax(axis=1)
            for v, length in zip(nodes.tolist(), best.tolist(), strict=True):
                self.tree.length[v] = length
            self.refresh()
            if self.score <= score + GAIN:
                if self.score < score:
                    self.tree.length = old
                    self.refresh()
                return

    def fit_root(self) -> bool:
        """Move the root where the score is best."""
        best, where = self.score, -1
        value = self.messages.rootings(self.tree) @ self.problem.patterns.weight
        for node in self.tree.preorder():
            if node == self.tree.root or value[node] < best - 60:
                continue
            trial = self.tree.copy()
            trial.reroot(node)
            score = value[node] + self.problem.outer(trial)
            if score > best + GAIN:
                best, where = score, node
        if where < 0:
            return False
        self.tree.reroot(where)
        self.refresh()
        return True

    def climb(self, rounds: int = ROUNDS) -> None:
        """Rearrange until nothing betters the score."""
        self.fit_lengths()
        for _ in range(rounds):
            moved = self.fit_root()
            for node in sorted(self.tree.parent):
                if node in self.tree.parent and node != self.tree.root:
                    moved |= self.regraft(node)
            moved |= self.reshape()
            self.fit_lengths()
            if not moved:
                return


@dataclass(frozen=True, slots=True)
class Move:
    """Where a subtree may hang: `how` is "at" a node, "on" a step (new lost witness) or "between"."""

    score: float
    how: str
    place: int
    length: int
    half: int


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Scores of all places: below each node and beside it by length, and above it."""

    rows: npt.NDArray[np.int64]
    halves: npt.NDArray[np.int64]
    at: Floats
    on: Floats
    between: Floats

    def best(self) -> Move:
        """Return the best place; of equals, the one that needs no lost witness."""
        i, length = np.unravel_index(self.at.argmax(), self.at.shape)
        move = Move(float(self.at[i, length]), "at", int(self.rows[i]), int(length), 0)
        i = self.between.argmax()
        if self.between[i] > move.score:
            half = int(self.halves[i])
            move = Move(float(self.between[i]), "between", int(self.rows[i]), half, half)
        i, length = np.unravel_index(self.on.argmax(), self.on.shape)
        if self.on[i, length] > move.score:
            half = int(self.halves[i])
            move = Move(float(self.on[i, length]), "on", int(self.rows[i]), int(length), half)
        return move


def stepwise(problem: Problem, order: list[int]) -> Tree:
    """Return a tree by adding the versions in `order`, each at its best place."""
    climber = Climber(problem, Tree(problem.patterns.leaf.shape[0], order[0]))
    for node in order[1:]:
        climber.messages.downward(climber.tree)
        climber.insert(node)
        climber.refresh()
    return climber.tree


def fitted(problem: Problem, climber: Climber) -> Problem:
    """Return the problem with the rate of each kind and the speed of each pattern fitted to the tree."""
    patterns = problem.patterns
    scale = np.ones(len(KINDS))
    root_shares = (0.5, 0.7, 0.85, 0.95)

    def value(**known: object) -> Floats:
        messages = Messages(patterns, model(patterns, **known))  # type: ignore[arg-type]
        messages.upward(climber.tree)
        return messages.total(climber.tree)

    grid = np.array([0.33, 1.0, 3.0])
    tried = np.stack([value(scale=np.full(len(KINDS), g)) for g in grid])
    for k in range(len(KINDS)):
        mine = patterns.kind == k
        if mine.any():
            scale[k] = grid[(tried[:, mine] @ patterns.weight[mine]).argmax()]
    roots = [float(value(scale=scale, root=r) @ patterns.weight) for r in root_shares]
    root = root_shares[int(np.argmax(roots))]
    speeds = np.stack(
        [value(scale=scale, root=root, speed=np.full(len(patterns.kind), s)) for s in SPEEDS]
    )
    # A character is of usual speed unless it says otherwise by a good margin.
    speeds[SPEEDS != 1.0] -= 1.0
    # Passages have one speed: that two copyists drop one is no reason to expect it of a third.
    speeds[np.ix_(SPEEDS != 1.0, ~np.isin(patterns.kind, _UNEVEN))] = -np.inf
    speed = SPEEDS[speeds.argmax(axis=0)]
    return replace(problem, model=model(patterns, scale=scale, speed=speed, root=root))


def search(problem: Problem, orders: list[list[int]]) -> Score:
    """Return the best tree over several orders of addition, with rates fitted on the way."""
    wide = problem.patterns.leaf.shape[0] > WIDE
    starts = []
    for order in orders:
        climber = Climber(problem, stepwise(problem, order))
        climber.climb(rounds=0 if wide else 2)
        starts.append(climber)
    best = max(starts, key=lambda c: c.score)
    for _ in range(1 if wide else 2):
        better = fitted(problem, best)
        best = Climber(better, best.tree)
        best.climb(rounds=1 if wide else ROUNDS)
        problem = better
    return Score(best.tree, best.score, problem.model)
