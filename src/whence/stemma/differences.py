"""Variants and evidence of all pairs → places inside passages where versions differ, with their readings.

Reports of pairs speak of one place where they share a mention, or where mentions of theirs are known to
be equal (the evidence of links):

    0 "860,000" = 1 "860,000"        0 – 2: "860,000" against "680,000"
    one place: 0, 1 "860,000"; 2 "680,000"

A place has one mention a version. What would give a version two is a report that errs (1 – 2: "860,000"
against "a third"), and the reports that fewer pairs make give way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Reading
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whence.records import Article, Pair, Span, Variant

Spot = tuple[int, int]  # version, passage number
Cell = tuple[int, int]  # version, number of the mention in it

_VALUES = frozenset({"number", "date"})
_DETAILS = frozenset({"only-left", "only-right"})
# Kinds whose mentions the evidence of links can tell to be equal.
_EQUAL = frozenset({"number", "date", "name"})
# How each kind of variant changes on the way (the kinds of the change model).
CHANGES = {
    "number": "value", "date": "value", "name": "value", "attribution": "wording", "label": "wording",
    "wording": "wording", "only-left": "detail", "only-right": "detail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Report:
    """One variant inside linked passages: `absent` is the version that lacks the detail, or −1."""

    kind: str
    pair: tuple[int, int]
    mentions: tuple[Span, ...]


def differences(
    articles: Sequence[Article],
    pairs: Sequence[Pair],
    held: Mapping[Spot, tuple[int, ...]],
    home: Sequence[Mapping[int, int]],
    rank: Sequence[int],
    *,
    count: int,
) -> list[tuple[str, dict[int, int], tuple[Reading, ...]]]:
    """Return, for each place inside passages where versions differ, its kind, states and readings.

    `count` is how many versions the story has.
    """
    found = []
    for group in _gathered(pairs, held, rank):
        reports, told = group.reports, group.told
        if count > 2 and reports[0].kind not in _VALUES and _of_one_language(articles, reports):
            continue  # collated word by word
        first = reports[0].mentions[0]
        units = held.get((first.article, first.passage), ())
        versions = sorted({v for u in units for v in home[u]}, key=lambda v: rank[v])
        groups = _readings(_alike(versions, reports, group.equal), reports)
        if len(groups) < 2:
            continue
        detail = reports[0].kind in _DETAILS
        if detail:
            # State 1 is "has the detail": the group of those whose words the reports show.
            groups.sort(key=lambda g: sum(v in told for v in g) / len(g))
            groups = [[v for g in groups[:-1] for v in g], groups[-1]]
        states = {v: i for i, g in enumerate(groups) for v in g}
        readings = tuple(
            Reading(
                tuple(g),
                tuple(told[v] for v in g if v in told),
                next((told[v].text for v in g if v in told), ""),
            )
            for g in groups
        )
        found.append((reports[0].kind, states, readings, min((rank[v], told[v].start) for v in told)))
    found.sort(key=lambda row: (row[3], row[0]))
    return [row[:3] for row in found]


def _of_one_language(articles: Sequence[Article], reports: Sequence[_Report]) -> bool:
    return all(
        tag(articles[a].language) == tag(articles[b].language) for a, b in (r.pair for r in reports)
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """The reports of one place, the mention of each version that has one, and the versions shown to be equal in it."""

    reports: list[_Report]
    told: dict[int, Span]
    equal: tuple[tuple[int, int], ...] = ()


def _gathered(
    pairs: Sequence[Pair], held: Mapping[Spot, tuple[int, ...]], rank: Sequence[int]
) -> list[_Group]:
    """Return the variants inside linked passages, those that speak of one place together."""
    by_kind: dict[str, list[_Report]] = defaultdict(list)
    for pair in pairs:
        for variant in pair.variants:
            if (report := _report(variant, pair)) and _within_unit(report, held):
                by_kind["detail" if report.kind in _DETAILS else report.kind].append(report)
    found = []
    for kind, reports in sorted(by_kind.items()):
        equal = _equalities(pairs, kind, reports, held) if kind in _EQUAL else []
        found += _Placed(reports, equal, rank).groups()
    return found


def _within_unit(report: _Report, held: Mapping[Spot, tuple[int, ...]]) -> bool:
    """Return True unless the two mentions stand in passages that are not the same in the apparatus."""
    units = [set(held.get((m.article, m.passage), ())) for m in report.mentions]
    return len(units) < 2 or bool(units[0] & units[1])


def _equalities(
    pairs: Sequence[Pair], kind: str, reports: Sequence[_Report], held: Mapping[Spot, tuple[int, ...]]
) -> list[tuple[Span, Span]]:
    """Return the mentions that links show to be equal, in the units that reports speak of."""
    units = {u for r in reports for m in r.mentions for u in held.get((m.article, m.passage), ())}
    return [
        (e.left, e.right)
        for pair in pairs
        for link in pair.links
        for e in link.evidence
        if e.kind == kind and not units.isdisjoint(held.get((e.left.article, e.left.passage), ()))
    ]


class _Placed:
    """Puts the mentions of one kind together into places, at most one mention of a version in each."""

    def __init__(
        self, reports: Sequence[_Report], equal: Sequence[tuple[Span, Span]], rank: Sequence[int]
    ) -> None:
        self.reports = reports
        self.equal = equal
        self.rank = rank
        self.span: dict[Cell, Span] = {}
        self.at: dict[tuple[int, int, int], Cell] = {}
        self._cells([m for r in reports for m in r.mentions] + [m for two in equal for m in two])
        self.of = {cell: i for i, cell in enumerate(sorted(self.span))}
        self.members = {i: {cell[0]: cell} for cell, i in self.of.items()}

    def _cells(self, mentions: Iterable[Span]) -> None:
        """Give each mention its number in its version; those that overlap are one."""
        count = -1
        last, end = -1, -1
        for m in sorted(mentions, key=lambda m: (m.article, m.start, m.end)):
            if m.article != last or m.start >= end:
                count, end = (count + 1 if m.article == last else 0), -1
                self.span[m.article, count] = m
            last, end = m.article, max(end, m.end)
            self.at[m.article, m.start, m.end] = (m.article, count)

    def _cell(self, m: Span) -> Cell:
        return self.at[m.article, m.start, m.end]

    def _order(self, cell: Cell) -> tuple[int, int]:
        return self.rank[cell[0]], cell[1]

    def _unite(self, pairs: Counter[tuple[Cell, Cell]]) -> None:
        """Unite the mentions of each pair, most often seen first, where no version gets two."""
        rows = sorted(pairs.items(), key=lambda r: (-r[1], sorted(map(self._order, r[0]))))
        for (one, other), _ in rows:
            a, b = self.of[one], self.of[other]
            if a == b or self.members[a].keys() & self.members[b].keys():
                continue
            for cell in self.members[b].values():
                self.of[cell] = a
            self.members[a] |= self.members.pop(b)

    def groups(self) -> list[_Group]:
        """Return the places with their reports; reports that fit into none are left out."""
        self._unite(Counter((self._cell(a), self._cell(b)) for a, b in self.equal))
        told = [tuple(map(self._cell, r.mentions)) for r in self.reports]
        # How many pairs tell these two readings apart, not only these two versions.
        same = Counter(frozenset(self.of[c] for c in cells) for cells in told)
        votes = {
            (cells[0], cells[1]): same[frozenset(self.of[c] for c in cells)]
            for cells in told
            if len(cells) == 2
        }
        self._unite(Counter(votes))
        alike: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for a, b in self.equal:
            one, other = self._cell(a), self._cell(b)
            if self.of[one] == self.of[other]:
                alike[self.of[one]].append((one[0], other[0]))
        found: dict[int, _Group] = {}
        for report, cells in zip(self.reports, told, strict=True):
            home = self.of[cells[0]]
            if any(self.of[c] != home for c in cells):
                continue
            if home not in found:
                spans = {v: self.span[c] for v, c in self.members[home].items()}
                found[home] = _Group([], spans, tuple(alike[home]))
            found[home].reports.append(report)
        return list(found.values())


def _report(variant: Variant, pair: Pair) -> _Report | None:
    if variant.kind not in CHANGES or variant.link is None:
        return None
    mentions = tuple(s for s in (variant.left, variant.right) if s is not None)
    if not mentions:
        return None
    return _Report(variant.kind, (pair.left, pair.right), mentions)


def _apart(reports: Sequence[_Report]) -> dict[int, set[int]]:
    """Return, per version, those that a report tells it from."""
    apart: dict[int, set[int]] = defaultdict(set)
    for report in reports:
        a, b = report.pair
        apart[a].add(b)
        apart[b].add(a)
    return apart


def _alike(
    versions: Sequence[int], reports: Sequence[_Report], equal: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """Return the versions in sets that are shown to be equal, no two of a set told apart by a report."""
    apart = _apart(reports)
    home = {v: [v] for v in versions}
    for a, b in equal:
        if a not in home or b not in home or home[a] is home[b]:
            continue
        if not any(y in apart[x] for x in home[a] for y in home[b]):
            home[a] += home[b]
            for v in home[b]:
                home[v] = home[a]
    return list({id(group): group for group in home.values()}.values())


def _readings(sets: Sequence[list[int]], reports: Sequence[_Report]) -> list[list[int]]:
    """Return the sets of equal versions in groups of one reading: those that no report tells apart.

    Reports miss and err, so a set goes where fewest reports tell it from the others.
    """
    apart = _apart(reports)

    def share(one: Sequence[int], other: Sequence[int]) -> float:
        return sum(y in apart[x] for x in one for y in other) / (len(one) * len(other))

    groups: list[list[int]] = []
    # Those that the most reports speak of are the odd ones; the plain reading gathers first.
    for mine in sorted(sets, key=lambda s: sum(len(apart[v]) for v in s) / len(s)):
        shares = [share(mine, g) for g in groups]
        if shares and min(shares) < 0.5:
            groups[shares.index(min(shares))].extend(mine)
        else:
            groups.append([*mine])
    # An odd one that came before the others of its reading stands with the plain one until they are known.
    order = [v for g in groups for v in g]
    for mine in sorted(sets, key=lambda s: order.index(s[0])):
        home = next(g for g in groups if mine[0] in g)
        rest = [x for x in home if x not in mine]
        against = [(share(mine, g), n) for n, g in enumerate(groups) if g is not home]
        least = min(against, default=(1.0, 0))
        if rest and least[0] < share(mine, rest):
            home[:] = rest
            groups[least[1]].extend(mine)
    return groups
