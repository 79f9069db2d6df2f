"""Stemma → places: columns from left to right by descent and time, rows without overlap.

    α ─┬─ A ─┬─ C        every leaf has a row of its own, a parent stands amid its children;
       │     └─ D        a long edge runs along its child's row, which nothing else uses,
       └─ B              so only edges of second parents can meet a box, and they take a free lane.

Cost grows with the edges, and for second parents with edges × boxes between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from whence.records import Edge, Stemma, Story, Time


@dataclass(frozen=True, slots=True)
class Route:
    """How one edge runs: along `lane` (a row, in rows) between its columns; `first` as main parent."""

    index: int
    edge: Edge
    lane: float
    first: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each node stands: `places[id] = (column, row)`; `by_time` where columns follow time."""

    places: dict[str, tuple[int, float]]
    routes: tuple[Route, ...]
    columns: int
    rows: int
    by_time: bool


def layout(story: Story) -> Layout:
    """Return where the nodes and edges of the story's stemma stand."""
    stemma = story.stemma
    ids = [n.id for n in stemma.nodes]
    edges = _acyclic(ids, stemma)
    times = {
        n.id: t
        for n in stemma.nodes
        if n.article is not None and (t := story.articles[n.article].published) is not None
    }
    columns, by_time = _columns(ids, edges, times)
    main = _main_parents(edges)
    order = {id_: (_earliest(times.get(id_)), i) for i, id_ in enumerate(ids)}
    parents = {child: stemma.edges[i].parent for child, i in main.items()}
    rows, count = _rows(ids, parents, order)
    places = {id_: (columns[id_], rows[id_]) for id_ in ids}
    routes = tuple(
        Route(
            i, e, rows[e.child] if (first := main.get(e.child) == i) else _lane(e, places, count), first
        )
        for i, e in edges
    )
    return Layout(places, routes, max(columns.values(), default=0) + 1, count, by_time)


def _earliest(time: Time | None) -> float:
    moment: datetime | None = time.earliest if time else None
    return moment.timestamp() if moment else float("inf")


def _acyclic(ids: Sequence[str], stemma: Stemma) -> list[tuple[int, Edge]]:
    """Return the edges with their numbers, without those that would close a circle."""
    known, children = set(ids), {id_: set[str]() for id_ in ids}
    kept = []
    for i, e in sorted(enumerate(stemma.edges), key=lambda row: (-row[1].confidence, row[0])):
        if e.parent in known and e.child in known and not _reaches(children, e.child, e.parent):
            children[e.parent].add(e.child)
            kept.append((i, e))
    return sorted(kept, key=lambda row: row[0])


def _reaches(children: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, todo = {start}, [start]
    while todo:
        at = todo.pop()
        if at == goal:
            return True
        todo.extend(children[at] - seen)
        seen |= children[at]
    return False


def _columns(
    ids: Sequence[str], edges: Sequence[tuple[int, Edge]], times: Mapping[str, Time]
) -> tuple[dict[str, int], bool]:
    """Return the column of each node: right of its parents and, where it can be, never left of older.

    Times that contradict the edges, or would stretch the tree beyond reading, are left aside.
    """
    pairs = [(e.parent, e.child) for _, e in edges]
    plain = _settled(ids, pairs, []) or dict.fromkeys(ids, 0)
    before = [(a, b) for a in times for b in times if times[a].before(times[b])]
    timed = _settled(ids, pairs, before) if before else None
    if timed is None or max(timed.values()) > 2 * max(plain.values()) + 2:
        return plain, False
    return timed, True


def _settled(
    ids: Sequence[str], steps: Sequence[tuple[str, str]], before: Sequence[tuple[str, str]]
) -> dict[str, int] | None:
    """Return the least columns that satisfy all, None where the demands contradict each other."""
    column = dict.fromkeys(ids, 0)
    for _ in range(2 * len(ids) + 2):
        changed = False
        for demands, least in ((steps, 1), (before, 0)):
            for a, b in demands:
                if column[b] < column[a] + least:
                    column[b] = column[a] + least
                    changed = True
        if not changed:
            return column
    return None


def _main_parents(edges: Sequence[tuple[int, Edge]]) -> dict[str, int]:
    """Return, per child, the number of the edge from its surest parent."""
    best: dict[str, tuple[float, int]] = {}
    for i, e in edges:
        if e.child not in best or e.confidence > best[e.child][0]:
            best[e.child] = (e.confidence, i)
    return {child: i for child, (_, i) in best.items()}


def _rows(
    ids: Sequence[str], parents: Mapping[str, str], order: Mapping[str, tuple[float, int]]
) -> tuple[dict[str, float], int]:
    """Return the row of each node, leaves one below the other in the order of time, and their number."""
    children: dict[str, list[str]] = {id_: [] for id_ in ids}
    for child, parent in parents.items():
        children[parent].append(child)
    for row in children.values():
        row.sort(key=order.__getitem__)
    roots = sorted((id_ for id_ in ids if id_ not in parents), key=order.__getitem__)
    # Depth first without recursion: a chain of three hundred versions is no reason to fail.
    rows: dict[str, float] = {}
    leaves = 0
    todo = [(root, False) for root in reversed(roots)]
    while todo:
        at, done = todo.pop()
        if not children[at]:
            rows[at] = float(leaves)
            leaves += 1
        elif done:
            rows[at] = (rows[children[at][0]] + rows[children[at][-1]]) / 2
        else:
            todo.append((at, True))
            todo.extend((child, False) for child in reversed(children[at]))
    return rows, max(leaves, 1)


def _lane(edge: Edge, places: Mapping[str, tuple[int, float]], rows: int) -> float:
    """Return the row along which the edge of a second parent meets the fewest boxes."""
    (left, start), (right, end) = places[edge.parent], places[edge.child]
    between = [row for column, row in places.values() if left < column < right]
    lanes = {start, end, *(n / 2 - 0.5 for n in range(2 * rows + 1))}

    def cost(lane: float) -> tuple[int, float]:
        met = sum(abs(row - lane) < 0.45 for row in between)
        return met, abs(lane - start) + abs(lane - end)

    return min(sorted(lanes), key=cost)
