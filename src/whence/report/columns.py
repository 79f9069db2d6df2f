"""Story, some of its versions → rows: two to four versions beside each other, passage by passage.

A 3   B 2,3   C 4     what is linked stands in one row, in the order of the first version
–     B 4     C 5     what the first version lacks stands after what precedes it there
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from whence.report.display import line
from whence.report.pairs import EVIDENCE_PER_LINK, inline, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Pair, Story, Variant

# A passage of a version: (version's index in the story, passage number).
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a passage: `kind` of the variant it belongs to, and the numbers of its meetings.

    `met` are numbers that a word of another column has as well: the two mean the same.
    """

    text: str
    kind: str = ""
    note: str = ""
    met: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A passage in a row, cut where something begins or ends."""

    number: int
    role: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """One row: the passages of each column, none where a version lacks it.

    `kinds` are the kinds of variant that stand in it, for filters.
    """

    state: Literal["linked", "lacking", "alone", "moved"]
    score: float
    cells: tuple[tuple[Said, ...], ...]
    kinds: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """True where there is something to look at."""
        return self.state != "linked" or bool(self.kinds)


def columns(story: Story, chosen: Sequence[int]) -> list[Across]:
    """Return the rows of the versions `chosen` (indexes of the story), the first giving the order."""
    pairs = [
        pair
        for a, b in combinations(chosen, 2)
        for pair in story.relations
        if {pair.left, pair.right} == {a, b}
    ]
    groups, moved, scores = _groups(story, chosen, pairs)
    marks, meetings = _marks(story, pairs)
    rows = []
    for group in _ordered(story, chosen, groups):
        cells = tuple(
            tuple(
                _said(story, v, number, marks[v, number], meetings[v, number])
                for number in sorted(n for w, n in group if w == v)
            )
            for v in chosen
        )
        rows.append(
            _row(cells, moved=bool(group & moved), scores=[scores[p] for p in group if p in scores])
        )
    return rows


def _row(cells: tuple[tuple[Said, ...], ...], *, moved: bool, scores: list[float]) -> Across:
    filled = sum(bool(cell) for cell in cells)
    state: Literal["linked", "lacking", "alone", "moved"] = (
        "alone" if filled == 1 else "moved" if moved else "linked" if filled == len(cells) else "lacking"
    )
    kinds = {s.kind for cell in cells for said in cell for s in said.stretches if s.kind}
    if state == "moved":
        kinds.add("moved")
    if state in {"alone", "lacking"}:
        kinds.add("presence")
    return Across(state, min(scores, default=0.0), cells, tuple(sorted(kinds)))


def _groups(
    story: Story, chosen: Sequence[int], pairs: Sequence[Pair]
) -> tuple[dict[Point, set[Point]], set[Point], dict[Point, float]]:
    """Put linked passages together: by the links of the first version, the rest by links of the others."""
    group: dict[Point, set[Point]] = {}
    for v in chosen:
        for p in story.articles[v].passages:
            group[v, p.number] = {(v, p.number)}
    moved: set[Point] = set()
    scores: dict[Point, float] = {}
    first = chosen[0]
    for pair in sorted(pairs, key=lambda pair: first not in (pair.left, pair.right)):
        for link in pair.links:
            points = [(pair.left, n) for n in link.left] + [(pair.right, n) for n in link.right]
            told = first in (pair.left, pair.right)
            # A link between later versions must not join two places of the first.
            if not told and any(first == v for point in points for v, _ in group[point]):
                continue
            joined = set[Point]().union(*(group[point] for point in points))
            for point in joined:
                group[point] = joined
            for point in points:
                scores[point] = min(link.score, scores.get(point, 1.0))
            if link.moved:
                moved.update(points)
    return group, moved, scores


def _ordered(
    story: Story, chosen: Sequence[int], group: dict[Point, set[Point]]
) -> Iterable[set[Point]]:
    """Return the groups in the order of the first version; what it lacks after what precedes it."""
    after: dict[int, list[set[Point]]] = defaultdict(list)
    placed: set[int] = set()
    start: list[set[Point]] = []
    for v in chosen:
        before: set[Point] | None = None
        for p in story.articles[v].passages:
            mine = group[v, p.number]
            if id(mine) not in placed:
                placed.add(id(mine))
                follows = start if before is None else after[id(before)]
                # The first version's own order is kept: later versions come behind it, latest first.
                if v == chosen[0]:
                    follows.append(mine)
                else:
                    follows.insert(0, mine)
            before = mine
    waiting = list(reversed(start))
    while waiting:
        mine = waiting.pop()
        yield mine
        waiting.extend(reversed(after[id(mine)]))


def _marks(
    story: Story, pairs: Sequence[Pair]
) -> tuple[
    defaultdict[Point, list[tuple[int, int, Variant]]], defaultdict[Point, list[tuple[int, int, int]]]
]:
    """Return the variants and the meetings of words at each passage, with offsets within it."""
    marks: defaultdict[Point, list[tuple[int, int, Variant]]] = defaultdict(list)
    meetings: defaultdict[Point, list[tuple[int, int, int]]] = defaultdict(list)
    number = 0
    for pair in pairs:
        for variant in pair.variants:
            for span in (variant.left, variant.right):
                at = place(span, story.articles[span.article]) if span and inline(variant) else None
                if span and at:
                    marks[span.article, at[0]].append((at[1], at[2], variant))
        for link in pair.links:
            words = sorted((e for e in link.evidence if e.kind != "neural"), key=lambda e: -e.weight)
            for met in words[:EVIDENCE_PER_LINK]:
                for span in (met.left, met.right):
                    at = place(span, story.articles[span.article])
                    if at:
                        meetings[span.article, at[0]].append((at[1], at[2], number))
                number += 1
    return marks, meetings


def _said(
    story: Story,
    version: int,
    number: int,
    marks: Sequence[tuple[int, int, Variant]],
    meetings: Sequence[tuple[int, int, int]],
) -> Said:
    passage = story.articles[version].passages[number]
    ends = {0, len(passage.text)}
    ends.update(end for start, stop, _ in (*marks, *meetings) for end in (start, stop))
    cuts = sorted(ends)
    stretches = []
    for start, end in pairwise(cuts):
        variant = next((v for a, b, v in marks if a <= start and end <= b), None)
        met = tuple(n for a, b, n in meetings if a <= start and end <= b)
        kind, note = (inline(variant), line(variant.note)) if variant else ("", "")
        stretches.append(Stretch(passage.text[start:end], kind, note, met))
    return Said(number, passage.role, tuple(stretches))
