"""Tree + Patterns → likelihood: messages up and down the tree, and every place to hang a subtree.

For each node two messages are kept, both scaled to a maximum of one, with the logarithm beside:

    below[v]   what v and all under it say of v's state
    above[v]   what all the rest says of v's state;  above · below is everything

so that the likelihood of hanging a detached subtree at any node, or on any step, is one array
expression over all nodes at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.model import LENGTHS

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.stemma.model import Floats, Model, Patterns
    from whence.stemma.tree import Tree

_TINY = 1e-300


class Messages:
    """The messages of one tree, as arrays over node numbers."""

    __slots__ = (
        "above",
        "above_log",
        "below",
        "below_log",
        "model",
        "outside",
        "outside_log",
        "patterns",
        "root",
        "up",
        "up_log",
    )

    def __init__(self, patterns: Patterns, model: Model) -> None:
        versions, states, count = patterns.leaf.shape
        size = 2 * versions + 2
        self.patterns = patterns
        self.model = model
        self.root = 0
        self.below = np.ones((size, states, count))
        self.below[:versions] = patterns.leaf
        self.below_log = np.zeros((size, count))
        self.up, self.above, self.outside = (np.ones((size, states, count)) for _ in range(3))
        self.up_log, self.above_log, self.outside_log = (np.zeros((size, count)) for _ in range(3))

    def climb(self, tree: Tree, node: int) -> None:
        """Recompute `below` and `up` of `node` and of all its ancestors."""
        while node >= 0:
            self._below(tree, node)
            node = tree.parent[node]

    def upward(self, tree: Tree, top: int | None = None) -> None:
        """Recompute `below` and `up` of every node at and under `top` (the root)."""
        for node in reversed(tree.preorder(top)):
            self._below(tree, node)

    def _below(self, tree: Tree, node: int) -> None:
        children = tree.children[node]
        leaf = self.patterns.leaf[node] if node < tree.versions else self.patterns.valid
        if children:
            x = leaf * np.multiply.reduce(self.up[children], axis=0)
            top = np.maximum(x.max(axis=0), _TINY)
            self.below[node] = x / top
            self.below_log[node] = np.log(top) + self.up_log[children].sum(axis=0)
        else:
            self.below[node] = leaf
            self.below_log[node] = 0.0
        if tree.parent[node] >= 0:
            x = self.model.up(self.below[node], tree.length[node])
            top = x.max(axis=0)
            self.up[node] = x / top
            self.up_log[node] = self.below_log[node] + np.log(top)

    def downward(self, tree: Tree) -> None:
        """Recompute `above` and `outside` of every node; `upward` must have run.

        `outside[v]` is what v's parent knows without v, before the step: where v may be cut in.
        """
        self.root = tree.root
        self.above[tree.root] = self.outside[tree.root] = self.model.root
        self.above_log[tree.root] = self.outside_log[tree.root] = 0.0
        for node in tree.preorder():
            children = tree.children[node]
            if not children:
                continue
            whole = self.above[node] * self.below[node]
            log = self.above_log[node] + self.below_log[node]
            outside = whole[None] / np.maximum(self.up[children], _TINY)
            top = np.maximum(outside.max(axis=1, keepdims=True), _TINY)
            outside /= top
            self.outside[children] = outside
            logs = log[None] - self.up_log[children] + np.log(top[:, 0])
            self.outside_log[children] = logs
            above = self.model.down(outside, np.array([tree.length[c] for c in children]))
            top = np.maximum(above.max(axis=1, keepdims=True), _TINY)
            self.above[children] = above / top
            self.above_log[children] = logs + np.log(top[:, 0])

    def total(self, tree: Tree) -> Floats:
        """Return the log-likelihood of each pattern (unweighted); `upward` must have run."""
        at: Floats = (self.model.root * self.below[tree.root]).sum(axis=0)
        found: Floats = np.log(np.maximum(at, _TINY)) + self.below_log[tree.root]
        return found

    def at_nodes(self, nodes: npt.NDArray[np.int64], subtree: int) -> Floats:
        """Return [node, length, pattern]: log-likelihood with `subtree` hung below each node."""
        steps = self._steps(subtree)
        whole = self.above[nodes] * self.below[nodes]
        logs = self.above_log[nodes] + self.below_log[nodes] + self.below_log[subtree]
        found: Floats = _met(whole, steps) + logs[:, None]
        return found

    def on_steps(
        self, nodes: npt.NDArray[np.int64], halves: npt.NDArray[np.int64], subtree: int
    ) -> Floats:
        """Return [node, length, pattern]: `subtree` hung from a new lost witness above each node."""
        joint, logs = self._joint(nodes, halves)
        found: Floats = _met(joint, self._steps(subtree)) + (logs + self.below_log[subtree])[:, None]
        return found

    def spliced(
        self, nodes: npt.NDArray[np.int64], halves: npt.NDArray[np.int64], subtree: int
    ) -> Floats:
        """Return [node, pattern]: `subtree`'s top put on the step above each node."""
        joint, logs = self._joint(nodes, halves)
        at = (joint * self.below[subtree]).sum(axis=1)
        found: Floats = np.log(np.maximum(at, _TINY)) + logs + self.below_log[subtree]
        return found

    def _steps(self, subtree: int) -> Floats:
        lengths = np.arange(len(LENGTHS))
        return self.model.up(np.repeat(self.below[subtree][None], len(LENGTHS), axis=0), lengths)

    def _joint(
        self, nodes: npt.NDArray[np.int64], halves: npt.NDArray[np.int64]
    ) -> tuple[Floats, Floats]:
        """Return what is known at the middle of the step above each node."""
        upper = self.model.down(self.outside[nodes], halves)
        upper[nodes == self.root] = self.model.root
        roots = self.outside_log[nodes]
        lower = self.model.up(self.below[nodes], halves)
        return upper * lower, roots + self.below_log[nodes]

    def lengths(self, nodes: npt.NDArray[np.int64]) -> Floats:
        """Return [node, length]: weighted log-likelihood for each length of the step above."""
        steps = self.model.up(
            np.repeat(self.below[nodes][:, None], len(LENGTHS), axis=1), np.arange(len(LENGTHS))
        )
        met = (self.outside[nodes][:, None] * steps).sum(axis=2)
        found: Floats = np.log(np.maximum(met, _TINY)) @ self.patterns.weight
        return found

    def rootings(self, tree: Tree) -> Floats:
        """Return [node, pattern]: log-likelihood with the root at each node; `upward` must have run."""
        back = np.ones_like(self.below)
        back_log = np.zeros_like(self.below_log)
        at = np.full_like(self.below_log, -np.inf)
        for node in tree.preorder():
            whole = self.below[node] * back[node]
            logs = self.below_log[node] + back_log[node]
            at[node] = np.log(np.maximum((self.model.root * whole).sum(axis=0), _TINY)) + logs
            for child in tree.children[node]:
                rest = whole / np.maximum(self.up[child], _TINY)
                top = np.maximum(rest.max(axis=0), _TINY)
                x = self.model.up(rest / top, tree.length[child])
                high = x.max(axis=0)
                back[child] = x / high
                back_log[child] = logs - self.up_log[child] + np.log(top) + np.log(high)
        return at


def _met(rows: Floats, steps: Floats) -> Floats:
    """Return log Σ over states of rows [node, state, pattern] with steps [length, state, pattern]."""
    met = np.einsum("nsp,lsp->nlp", rows, steps)
    found: Floats = np.log(np.maximum(met, _TINY))
    return found
