"""A rooted tree of versions and lost witnesses, with the moves that the search makes on it.

Nodes 0 … n−1 are the versions; higher numbers are lost witnesses. A version may stand anywhere: it
may have children. A lost witness has at least two, or it would explain nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MIDDLE = 2  # the unit step in model.LENGTHS


class Tree:
    """A mutable rooted tree: `parent`, `children` and the step `length` (index) above each node."""

    __slots__ = ("children", "length", "parent", "root", "versions")

    def __init__(self, versions: int, root: int = 0) -> None:
        self.versions = versions
        self.root = root
        self.parent: dict[int, int] = {root: -1}
        self.children: dict[int, list[int]] = {root: []}
        self.length: dict[int, int] = {root: MIDDLE}

    def copy(self) -> Tree:
        """Return an independent copy."""
        new = Tree(self.versions, self.root)
        new.parent = dict(self.parent)
        new.children = {v: list(c) for v, c in self.children.items()}
        new.length = dict(self.length)
        return new

    def lost(self, node: int) -> bool:
        """Return True for a lost witness."""
        return node >= self.versions

    def add(self, node: int, parent: int, length: int = MIDDLE) -> None:
        """Hang a new node below `parent`."""
        self.parent[node] = parent
        self.length[node] = length
        self.children.setdefault(node, [])
        self.children[parent].append(node)

    def fresh(self) -> int:
        """Return an unused number for a lost witness."""
        node = self.versions
        while node in self.parent:
            node += 1
        return node

    def preorder(self, top: int | None = None) -> list[int]:
        """Return the nodes at and below `top` (the root), parents first."""
        found = [self.root if top is None else top]
        for node in found:
            found.extend(self.children[node])
        return found

    def ancestor(self, node: int) -> int:
        """Return the nearest version at or above `node`; `versions` where there is none."""
        while node >= self.versions:
            node = self.parent[node]
            if node < 0:
                return self.versions
        return node if node >= 0 else self.versions

    def tops(self, node: int) -> list[int]:
        """Return the versions at or below `node` that have no other version in between."""
        if node < self.versions:
            return [node]
        return [x for child in self.children[node] for x in self.tops(child)]

    def cut(self, node: int) -> None:
        """Detach `node` from its parent, and contract the lost witness that it leaves useless."""
        above = self.parent[node]
        self.children[above].remove(node)
        self.parent[node] = -1
        self._tidy(above)

    def _tidy(self, node: int) -> None:
        if not self.lost(node) or len(self.children[node]) >= 2:
            return
        above = self.parent[node]
        if not self.children[node]:
            if above >= 0:
                self.children[above].remove(node)
                self._drop(node)
                self._tidy(above)
            return
        child = self.children[node][0]
        self.parent[child] = above
        if above >= 0:
            self.children[above].append(child)
            self.children[above].remove(node)
            self.length[child] = max(self.length[child], self.length[node])
        else:
            self.root = child
        self._drop(node)

    def _drop(self, node: int) -> None:
        del self.parent[node], self.children[node], self.length[node]

    def hang(self, node: int, parent: int, length: int) -> None:
        """Attach a detached `node` below `parent`."""
        self.parent[node] = parent
        self.length[node] = length
        self.children[parent].append(node)

    def between(self, node: int, below: int, *, lower: int) -> None:
        """Put a detached or new `node` on the step above `below`; `lower` is the new step's length."""
        above = self.parent[below]
        if above >= 0:
            self.children[above].remove(below)
            self.children[above].append(node)
        else:
            self.root = node
        self.parent[node] = above
        self.length[node] = self.length[below]
        self.children.setdefault(node, []).append(below)
        self.parent[below] = node
        self.length[below] = lower

    def merge(self, child: int) -> None:
        """Unite `child` with its parent, one of which is a lost witness; the version's name stays."""
        above = self.parent[child]
        if self.lost(child):
            for low in self.children[child]:
                self.parent[low] = above
            self.children[above].remove(child)
            self.children[above].extend(self.children[child])
            self._drop(child)
            return
        others = [c for c in self.children[above] if c != child]
        for low in others:
            self.parent[low] = child
        self.children[child].extend(others)
        top = self.parent[above]
        self.parent[child] = top
        self.length[child] = self.length[above]
        if top >= 0:
            self.children[top].remove(above)
            self.children[top].append(child)
        else:
            self.root = child
        self._drop(above)

    def split(self, node: int, length: int) -> None:
        """Put a lost witness in the place of a version, and the version below it."""
        new = self.fresh()
        above = self.parent[node]
        self.children[new] = self.children[node]
        for low in self.children[new]:
            self.parent[low] = new
        self.children[node] = []
        self.parent[new] = above
        self.length[new] = self.length[node]
        if above >= 0:
            self.children[above].remove(node)
            self.children[above].append(new)
        else:
            self.root = new
        self.hang(node, new, length)

    def reroot(self, node: int) -> None:
        """Make `node` the root; the steps on the way to the old root change direction."""
        if node == self.root:
            return
        path = [node]
        while self.parent[path[-1]] >= 0:
            path.append(self.parent[path[-1]])
        lengths = [self.length[v] for v in path]
        for (low, high), length in zip(pairwise(path), lengths, strict=False):
            self.children[high].remove(low)
            self.children[low].append(high)
            self.parent[high] = low
            self.length[high] = length
        self.parent[node] = -1
        old = self.root
        self.root = node
        self._tidy(old)

    def steps(self) -> Iterator[tuple[int, int]]:
        """Yield (parent, child) for every step."""
        for child, above in self.parent.items():
            if above >= 0:
                yield above, child
