"""Apparatus → Characters: presence, order, merging and values as one state a version.

    version 0   a b c d      presence   1 1 1 1 · 1 0 1 1 · …
    version 1   a c+d        merge      c+d: 0 1 …
    version 2   c d a b      order      a b: 0 – 1 …     (moved as one block: one decision)

Neighbouring passages that are there, or away, in the very same versions are mostly one decision:
together they weigh less than one by one.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.model import KINDS, Characters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

# What each further passage of a run adds to the weight of the first. Gates how strongly a dropped
# block binds versions; chosen on simulated traditions, re-run benchmarks/lineage.py.
RUN = 0.3
# How far back, in passages, a run is looked for: others may have set something in between.
WINDOW = 1
# Beyond this many loci the consensus order is taken from mean positions, not from all pairs.
PAIRWISE = 1500


@dataclass(frozen=True, slots=True)
class Place:
    """A place inside passages where versions differ: `states` gives each version's reading number.

    `locus` is the index of its locus in the story's apparatus, −1 where it is not shown; `column`
    that of its (first) column in a collation.
    """

    kind: str
    states: Mapping[int, int]
    locus: int = -1
    weight: float = 1.0
    column: int = -1


def characters(
    rows: Sequence[Sequence[Sequence[int]]], units: int, places: Sequence[Place]
) -> Characters:
    """Return the characters of a story.

    `rows[v]` are the passages of version v in order, each with the numbers of the units (passage
    loci, 0 … units−1) that it holds. Loci of the result are unit numbers for presence, order and
    merging, and `units + i` for `places[i]`.
    """
    count = len(rows)
    position = np.full((count, units), np.nan)
    for v, row in enumerate(rows):
        for at, held in enumerate(row):
            for k, unit in enumerate(held):
                position[v, unit] = at + k / 64
    order = consensus(position)
    columns: list[tuple[npt.NDArray[np.int16], str, float, int]] = []
    columns += _presence(position, order)
    columns += _moved(position, order)
    columns += _merged(rows, order, count)
    for i, place in enumerate(places):
        column = np.full(count, -1, dtype=np.int16)
        for v, state in place.states.items():
            column[v] = state
        columns.append((column, place.kind, place.weight, units + i))
    states = np.stack([c[0] for c in columns], axis=1) if columns else np.zeros((count, 0), np.int16)
    return Characters(
        states,
        np.array([KINDS.index(c[1]) for c in columns], dtype=np.int8),
        np.array([c[2] for c in columns]),
        np.array([c[3] for c in columns], dtype=np.int32),
    )


def consensus(position: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return the units in the order that most versions give them."""
    units = position.shape[1]
    with np.errstate(invalid="ignore"):
        ranks = position / np.nanmax(position, axis=1, initial=1.0, keepdims=True)
        there = ~np.isnan(ranks)
        mean = np.where(there, ranks, 0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
        if units > PAIRWISE:
            return np.argsort(mean, kind="stable")
        before = np.zeros((units, units))
        for row in position:
            before += row[:, None] < row[None, :]
            before -= row[:, None] > row[None, :]
    # The mean place decides where no version has both, or opinions are even.
    before = np.sign(before) + 0.5 * np.sign(mean[None, :] - mean[:, None])
    return np.lexsort((np.arange(units), mean, -(before > 0).sum(axis=1)))


def _runs(columns: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """Return the weight of each column, less where it goes with one shortly before it.

    Columns that agree no more than two unrelated ones would weigh 1, equal ones RUN.
    """
    count = columns.shape[1]
    share = columns.mean(axis=0)
    weight = np.ones(count)
    for back in range(1, min(WINDOW, count - 1) + 1):
        one, other = share[back:], share[:-back]
        expected = one * (1 - other) + other * (1 - one)
        apart = (columns[:, back:] != columns[:, :-back]).mean(axis=0)
        alike = np.clip(1 - apart / np.maximum(expected, 1e-9), 0, 1)
        weight[back:] = np.minimum(weight[back:], 1 - (1 - RUN) * alike)
    return weight


def _presence(
    position: npt.NDArray[np.float64], order: npt.NDArray[np.int64]
) -> list[tuple[npt.NDArray[np.int16], str, float, int]]:
    there = (~np.isnan(position[:, order])).astype(np.int16)
    weight = _runs(there)
    return [(there[:, i], "presence", float(weight[i]), int(u)) for i, u in enumerate(order)]


def _moved(
    position: npt.NDArray[np.float64], order: npt.NDArray[np.int64]
) -> list[tuple[npt.NDArray[np.int16], str, float, int]]:
    """Code the units that stand elsewhere in some version, by where they stand."""
    count, units = position.shape
    rank = np.empty(units, dtype=np.int64)
    rank[order] = np.arange(units)
    states = np.zeros((count, units), dtype=np.int64)
    for v in range(count):
        there = np.flatnonzero(~np.isnan(position[v]))
        sequence = rank[there[np.argsort(position[v, there], kind="stable")]]
        stays = _longest_rising(sequence)
        last = -1
        for r, stay in zip(sequence.tolist(), stays, strict=True):
            if stay:
                last = r
            else:
                states[v, r] = last + 2
        absent = rank[np.isnan(position[v])]
        states[v, absent] = -1
    found = []
    moved = np.flatnonzero((states > 0).any(axis=0))
    coded = [_targets(states[:, r]) for r in moved]
    for i, r in enumerate(moved.tolist()):
        again = i > 0 and moved[i - 1] == r - 1 and bool((coded[i] == coded[i - 1]).all())
        found.append((coded[i], "order", 0.25 if again else 1.0, int(order[r])))
    return found


def _targets(column: npt.NDArray[np.int64]) -> npt.NDArray[np.int16]:
    """Return 0 for "in place", and one state for each new place (neighbouring places are one)."""
    out = np.where(column < 0, -1, 0).astype(np.int16)
    state, last = 0, -9
    for target in sorted({int(t) for t in column if t > 0}):
        if target - last > 3:
            state += 1
        out[column == target] = state
        last = target
    return out


def _longest_rising(sequence: npt.NDArray[np.int64]) -> list[bool]:
    """Return which members of the sequence belong to its longest rising subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for i, value in enumerate(sequence.tolist()):
        at = bisect_left(tails, value)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [i]
    kept = [False] * len(back)
    at = ends[-1] if ends else -1
    while at >= 0:
        kept[at] = True
        at = back[at]
    return kept


def _merged(
    rows: Sequence[Sequence[Sequence[int]]], order: npt.NDArray[np.int64], count: int
) -> list[tuple[npt.NDArray[np.int16], str, float, int]]:
    """Code pairs of units that are one passage in some versions and two in others."""
    together: dict[tuple[int, int], set[int]] = {}
    has: list[set[int]] = []
    for v, row in enumerate(rows):
        has.append({u for held in row for u in held})
        for held in row:
            for a, b in pairwise(held):
                together.setdefault((min(a, b), max(a, b)), set()).add(v)
    found = []
    for (a, b), versions in sorted(together.items()):
        column = np.full(count, -1, dtype=np.int16)
        for v in range(count):
            if a in has[v] and b in has[v]:
                column[v] = v in versions
        if (column == 0).any():
            found.append((column, "merge", 1.0, a))
    assert len(order) >= len({u for pair in together for u in pair})
    return found
