"""Pairwise matches → groups: what was matched in any pair of versions belongs together."""

from __future__ import annotations

from collections import defaultdict

# An article's index with a passage, or with a passage and offsets.
Key = tuple[int, ...]


class Groups:
    """Union-find: what was matched in any pair belongs together; groups come in a stable order."""

    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}

    def root(self, key: Key) -> Key:
        """Return the key that stands for the group of `key`."""
        path = []
        while (up := self._parent.setdefault(key, key)) != key:
            path.append(key)
            key = up
        for step in path:
            self._parent[step] = key
        return key

    def join(self, a: Key, b: Key) -> None:
        """Make one group of the groups of two keys."""
        self._parent[self.root(a)] = self.root(b)

    def all(self) -> list[list[Key]]:
        """Return all groups, their keys in order."""
        groups: defaultdict[Key, list[Key]] = defaultdict(list)
        for key in list(self._parent):
            groups[self.root(key)].append(key)
        return [sorted(g) for g in groups.values()]
