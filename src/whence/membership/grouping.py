"""Sections → stories: what hangs together by transmission, or tells of one event."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from whence.membership.shared import HOME, JOINED, bits_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whence.membership.shared import Node, Shared
    from whence.records import Pair

# Share of the pairs of two groups that must tell of one event: a single pair is wrong in one of forty.
MOST = 0.5


def joined(shared: Shared) -> list[set[Node]]:
    """Return the sections that hang together by transmission.

    First the articles that are whole, then each section with the group it has most to do with, so that a
    section with a stray sentence joins no two stories; what is left hangs together by itself.
    """
    cuts = shared.cuts
    nodes = [(v, k) for v, cut in enumerate(cuts) for k in range(len(cut))]
    beside: dict[Node, list[Node]] = {node: [] for node in nodes}
    for i, j in shared.links:
        for one in ((i, k) for k in range(len(cuts[i])) if i < j):
            for other in ((j, k) for k in range(len(cuts[j]))):
                if _hang(one, other, shared):
                    beside[one].append(other)
                    beside[other].append(one)
    whole = [node for node in nodes if len(cuts[node[0]]) == 1]
    group = _connected(whole, beside)
    left = [node for node in nodes if len(cuts[node[0]]) > 1]
    while left:
        near = {node: _nearest(node, beside[node], group, shared) for node in left}
        found = {node: to for node, to in near.items() if to is not None}
        if not found:
            group |= _connected(left, beside)
            break
        group |= found
        left = [node for node in left if node not in found]
    groups: dict[Node, set[Node]] = {}
    for node in nodes:
        groups.setdefault(group[node], set()).add(node)
    return list(groups.values())


def _connected(nodes: Sequence[Node], beside: Mapping[Node, Sequence[Node]]) -> dict[Node, Node]:
    """Return the first node of the group that each of some nodes hangs together with."""
    group: dict[Node, Node] = {}
    among = set(nodes)
    for first in nodes:
        todo = [first] if first not in group else []
        while todo:
            node = todo.pop()
            if node not in group:
                group[node] = first
                todo += (other for other in beside[node] if other in among)
    return group


def _nearest(
    node: Node, beside: Sequence[Node], group: Mapping[Node, Node], shared: Shared
) -> Node | None:
    """Return the group that has most of a section, None where it hangs with none."""
    section = bits_of(shared.cuts[node[0]][node[1]].passages)
    most: dict[Node, float] = {}
    for other in beside:
        if other in group:
            share = shared.share(node[0], shared.between(node, other), section)
            most[group[other]] = most.get(group[other], 0.0) + share
    return max(most, key=lambda to: (most[to], to)) if most else None


def _hang(one: Node, other: Node, shared: Shared) -> bool:
    """Return True where two sections of articles that depend on each other hang together."""
    (i, k), (j, n) = one, other
    if len(shared.cuts[i]) == len(shared.cuts[j]) == 1:
        if frozenset((i, j)) in shared.weak:
            return False
        thin = max(
            shared.share(i, shared.between(one, other)), shared.share(j, shared.between(other, one))
        )
        return thin >= HOME or not {(i, j), (j, i)} & shared.quoted
    for mine, theirs in ((one, other), (other, one)):
        if len(shared.cuts[theirs[0]]) == 1 and mine != _best(mine[0], theirs, shared):
            return False
    return any(
        shared.share(v, shared.between(mine, theirs), bits_of(shared.cuts[v][c].passages)) >= JOINED
        for mine, theirs, v, c in ((one, other, i, k), (other, one, j, n))
    )


def _best(v: int, other: Node, shared: Shared) -> Node:
    """Return the section of an article that an article which is not cut has most of."""
    shares = [
        (shared.share(v, shared.between((v, k), other), bits_of(cut.passages)), -k)
        for k, cut in enumerate(shared.cuts[v])
    ]
    return v, -max(shares)[1]


def with_home(groups: Sequence[set[Node]], shared: Shared) -> list[set[Node]]:
    """Return the groups that an article is mostly about, and that are no part of another one."""
    kept = [
        g
        for g in groups
        if any(shared.share(v, bits_of(shared.cuts[v][k].passages)) >= HOME for v, k in g)
    ]
    members = [{v for v, _ in g} for g in kept]
    return [
        g
        for g, own in zip(kept, members, strict=True)
        if len(own) == 1 or not any(own < other for other in members)
    ]


def accounts(groups: Sequence[set[Node]], pairs: Sequence[Pair]) -> list[set[Node]]:
    """Join the groups of which most pairs tell of one event; return those of several articles."""
    number = Counter(v for group in groups for v in {v for v, _ in group})
    found = dict(enumerate(map(set, groups)))
    # Who has parts of several stories says nothing of whether they are one.
    own = {n: {v for v, _ in group if number[v] == 1} for n, group in found.items()}
    where = {v: n for n, members in own.items() for v in members}
    met: Counter[tuple[int, int]] = Counter()
    for pair in pairs:
        if pair.kind != "unrelated" and pair.left in where and pair.right in where:
            one, other = sorted((where[pair.left], where[pair.right]))
            met[one, other] += one != other
    while met:
        (one, other), share = max(
            (((i, j), n / (len(own[i]) * len(own[j]))) for (i, j), n in met.items()),
            key=lambda row: (row[1], -row[0][0], -row[0][1]),
        )
        if share <= MOST:
            break
        found[one] |= found.pop(other)
        own[one] |= own.pop(other)
        old, met = met, Counter()
        for ends, n in old.items():
            i, j = sorted(one if end == other else end for end in ends)
            met[i, j] += n if i != j else 0
        met = +met
    return [g for g in found.values() if len({v for v, _ in g}) > 1]
