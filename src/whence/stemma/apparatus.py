"""Article, Link, Variant → apparatus: the passages of all versions as units, and where they differ.

A *unit* is what links make one: the same passage in every version that has it. Links of one passage
with one build the units, the surest first; two passages of one version never fall together. Links of
one with several then say that a passage holds several units:

    version 0   [a] [b] [c]          links 0:a–1:a, 0:b+0:c–1:bc
    version 1   [a] [b c]            units a, b, c; version 1 has b and c in one passage

The result does not depend on the order of the articles.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Locus, Membership, Reading
from whence.stemma.coding import Place
from whence.stemma.differences import CHANGES, differences
from whence.stemma.wording import wordings
from whence.text import passage_span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whence.records import Article, Link, Pair

Spot = tuple[int, int]  # version, passage number

# What an unlinked passage must have to count as one that the others lack, in characters.
LEAST = 25
# Share of a passage's links that must say that it holds a further unit; benchmarks/lineage.py --texts.
FURTHER = 0.4
_ASIDE = frozenset({"furniture", "credit", "caption"})


@dataclass(frozen=True, slots=True)
class Apparatus:
    """The units of a story: `rows[v]` are the passages of version v with the units they hold.

    Rows of articles that are not of the story are empty; `versions` is how many are.

    `home[unit][v]` is the first passage of version v with the unit; `places` are the differences
    inside passages, each beside its locus in `loci`; presence loci stand first in `loci`.
    """

    rows: tuple[tuple[tuple[int, ...], ...], ...]
    home: tuple[Mapping[int, int], ...]
    places: tuple[Place, ...]
    loci: tuple[Locus, ...]
    versions: int


def apparatus(
    articles: Sequence[Article], pairs: Sequence[Pair], story: Membership | None = None
) -> Apparatus:
    """Return the apparatus of a story from the links and variants of its pairs.

    `story` says which articles are of it, and which passages of those that have parts of others too.
    """
    story = story or Membership(tuple(range(len(articles))))
    members = frozenset(story.articles)
    pairs = [p for p in pairs if p.left in members and p.right in members]
    rank = canonical(articles)
    held = _units(articles, pairs, rank, _Scope(members, story))
    rows = tuple(
        tuple(held[v, p.number] for p in article.passages if (v, p.number) in held)
        for v, article in enumerate(articles)
    )
    size = 1 + max((u for units in held.values() for u in units), default=-1)
    home: list[dict[int, int]] = [{} for _ in range(size)]
    for (v, p), units in sorted(held.items()):
        for u in units:
            home[u].setdefault(v, p)
    loci = [locus for u in range(size) if (locus := _presence(articles, home[u], rank, members))]
    places = []
    for kind, states, readings in differences(articles, pairs, held, home, rank, count=len(members)):
        places.append(Place(CHANGES[kind], states, len(loci)))
        loci.append(Locus(kind, readings))
    numbered = [
        [(p.number, *held[v, p.number]) for p in article.passages if (v, p.number) in held]
        for v, article in enumerate(articles)
    ]
    if len(members) == 2:
        # Two versions make no tree; the variants of their pair tell every difference.
        return Apparatus(rows, tuple(home), tuple(places), tuple(loci), 2)
    told = [s for locus in loci if locus.kind != "presence" for r in locus.readings for s in r.spans]
    words, more = wordings(articles, numbered, first=len(loci), told=told)
    return Apparatus(rows, tuple(home), (*places, *words), (*loci, *more), len(members))


def canonical(articles: Sequence[Article]) -> list[int]:
    """Return each article's rank by its id: an order that does not depend on the input's."""
    order = sorted(range(len(articles)), key=lambda v: (articles[v].id, v))
    rank = [0] * len(order)
    for r, v in enumerate(order):
        rank[v] = r
    return rank


class _Scope:
    """Which passages are of a story."""

    def __init__(self, members: frozenset[int], story: Membership) -> None:
        self.members = members
        self.sections = {s.article: frozenset(s.passages) for s in story.sections}

    def __contains__(self, spot: Spot) -> bool:
        v, passage = spot
        return v in self.members and (v not in self.sections or passage in self.sections[v])


class _Groups:
    """Spots in groups, at most one passage of a version in each."""

    def __init__(self) -> None:
        self.of: dict[Spot, int] = {}
        self.members: dict[int, dict[int, int]] = {}

    def add(self, spot: Spot) -> int:
        if spot not in self.of:
            self.of[spot] = len(self.members)
            self.members[self.of[spot]] = {spot[0]: spot[1]}
        return self.of[spot]

    def unite(self, one: Spot, other: Spot) -> None:
        """Unite two groups unless they hold different passages of one version."""
        a, b = self.add(one), self.add(other)
        if a == b:
            return
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        if self.members[a].keys() & self.members[b].keys():
            return
        for spot in self.members[b].items():
            self.of[spot] = a
        self.members[a] |= self.members[b]
        self.members[b] = {}


def _units(
    articles: Sequence[Article], pairs: Sequence[Pair], rank: Sequence[int], scope: _Scope
) -> dict[Spot, tuple[int, ...]]:
    """Return the units that each passage holds."""
    single: list[tuple[float, Spot, Spot]] = []
    several: list[tuple[float, Spot, tuple[Spot, ...]]] = []
    for pair in pairs:
        for link in pair.links:
            if _credits(articles, pair, link):
                continue
            left = [(pair.left, p) for p in link.left]
            right = [(pair.right, p) for p in link.right]
            if not all(spot in scope for spot in (*left, *right)):
                continue
            if len(left) == 1 and len(right) > 1:
                several.append((link.score, left[0], tuple(right)))
            elif len(right) == 1 and len(left) > 1:
                several.append((link.score, right[0], tuple(left)))
            else:
                # Groups on both sides: taken in order, the rest with the last.
                for i in range(max(len(left), len(right))):
                    one, other = left[min(i, len(left) - 1)], right[min(i, len(right) - 1)]
                    single.append((link.score, one, other))

    def place(spot: Spot) -> Spot:
        return rank[spot[0]], spot[1]

    single.sort(key=lambda s: (-s[0], sorted((place(s[1]), place(s[2])))))
    several.sort(key=lambda s: (-s[0], place(s[1]), [place(x) for x in s[2]]))
    groups = _Groups()
    for _, one, other in single:
        groups.unite(one, other)
    return _numbered(articles, groups, _further(groups, single, several), rank, scope)


def _credits(articles: Sequence[Article], pair: Pair, link: Link) -> bool:
    """Return True for a link between two statements of origin.

    Each newsroom writes its own. Two that name one source say it alike without having it from each other,
    and the source itself has none: read as text, they would prove a common source that never was.
    """
    left, right = articles[pair.left].passages, articles[pair.right].passages
    roles = [left[p].role for p in link.left] + [right[p].role for p in link.right]
    return 2 * roles.count("credit") >= len(roles)


def _further(
    groups: _Groups,
    single: Sequence[tuple[float, Spot, Spot]],
    several: Sequence[tuple[float, Spot, tuple[Spot, ...]]],
) -> dict[Spot, tuple[int, ...]]:
    """Return the groups of each passage that stands for several, from the one-to-several links.

    A passage holds a further group where its version has no passage of its own for it, and a fair
    part of its links to versions that have one say so: a single stray link must not merge a story.
    """
    votes: dict[Spot, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    met: dict[Spot, set[int]] = defaultdict(set)
    for _, one, other in single:
        met[one].add(other[0])
        met[other].add(one[0])
    for _, whole, parts in several:
        met[whole].add(parts[0][0])
        for group in dict.fromkeys(groups.add(p) for p in parts):
            votes[whole][group] += 1
    held: dict[Spot, tuple[int, ...]] = {}
    for spot, ballots in votes.items():
        own = groups.add(spot)
        more = [
            g
            for g, count in ballots.items()
            if g != own
            and spot[0] not in groups.members[g]
            and count >= FURTHER * sum(w in groups.members[g] for w in met[spot])
        ]
        if more:
            held[spot] = (own, *more)
    for own in {groups.of[spot] for spot in held}:
        members = list(groups.members[own].items())
        wholes = [m for m in members if len(held.get(m, ())) > 2]
        if 2 * len(wholes) > len(members):
            # Merged passages that met each other: their group is only the sum of the others.
            for m in wholes:
                held[m] = held[m][1:]
            common = max((held[m] for m in wholes), key=lambda h: (sum(held[m] == h for m in wholes), h))
            for m in members:
                if m not in wholes and not any(m[0] in groups.members[g] for g in common):
                    held[m] = common
    return held


def _numbered(
    articles: Sequence[Article],
    groups: _Groups,
    further: Mapping[Spot, tuple[int, ...]],
    rank: Sequence[int],
    scope: _Scope,
) -> dict[Spot, tuple[int, ...]]:
    """Return the units of each passage, numbered in an order that does not depend on the input's."""
    held: dict[Spot, tuple[int, ...]] = {}
    for v, article in enumerate(articles):
        for p in article.passages:
            spot = (v, p.number)
            if spot in groups.of:
                held[spot] = further.get(spot, (groups.of[spot],))
            elif p.role not in _ASIDE and p.end - p.start >= LEAST and spot in scope:
                held[spot] = (groups.add(spot),)
    number: dict[int, int] = {}
    for spot in sorted(held, key=lambda s: (rank[s[0]], s[1])):
        for g in held[spot]:
            number.setdefault(g, len(number))
    return {spot: tuple(number[g] for g in units) for spot, units in held.items()}


def _presence(
    articles: Sequence[Article],
    home: Mapping[int, int],
    rank: Sequence[int],
    members: frozenset[int],
) -> Locus | None:
    """Return the locus of a unit that some versions lack; None where all have it."""
    have = sorted(home, key=lambda v: rank[v])
    lack = tuple(v for v in sorted(members, key=lambda v: rank[v]) if v not in home)
    if not lack:
        return None
    spans = tuple(passage_span(v, articles[v], home[v]) for v in have)
    return Locus("presence", (Reading(tuple(have), spans), Reading(lack)))
