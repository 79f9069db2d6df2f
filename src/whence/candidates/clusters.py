"""Kinships → stories: sets of articles that belong together, without chains through a round-up.

    round-up  [··· ferry ···][··· harvest ···]        two regions, each of a story of its own
    A         [ferry·········]                        {A, round-up}
    B         [harvest·······]                        {B, round-up}

What is joined is not articles but regions of them. 1 Each extent of a kinship joins a region of the left
article with one of the right; 2 regions of one article that cover mostly the same text are one; 3 what many
articles have and is a small part of all of them is a formula (a footer, a notice) and joins nobody; 4 regions
of an article that is about one thing are one, where `one_thing` says so; what holds several of them, as in a
copy of a round-up, joins them not; 5 a story is what hangs together, unless all of its articles stand in
another story too.

The result depends on the set of kinships only. Articles that no chain of kinships connects have no
influence on each other, so a collection may do this a connected piece at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from whence.candidates.kin import Kinship

    # Asked of pairs of regions of one article: are they about one thing?
    OneThing: TypeAlias = Callable[[Sequence[tuple["Region", "Region"]]], Sequence[bool]]

# Articles from which a passage that is a small part of each of them is a formula, and the largest part of
# an article that it is. Gates precision where boilerplate stands in fewer articles than `spread`; a quotation
# of two sentences is carried by fewer, or by articles that share more. Chosen by benchmarks/reuse.py.
FORMULA, THIN = 8, 0.35
# Share of two regions' common text in their whole text from which they are one region.
SAME_REGION = 0.5
# Share of the smaller of two regions in the other from which it stands inside. Two that overlap otherwise are of
# texts that were put together otherwise. Re-run benchmarks/mixed.py --collection.
INSIDE = 0.7


class Kin(NamedTuple):
    """Two articles by their ids, and what they share."""

    left: int
    right: int
    kinship: Kinship


class Region(NamedTuple):
    """A stretch of an article, half-open offsets in code points."""

    article: int
    start: int
    end: int


class _Sets:
    """Disjoint sets with the smallest member as the name of each."""

    def __init__(self) -> None:
        self._above: dict[Region, Region] = {}

    def top(self, item: Region) -> Region:
        above = self._above
        root = item
        while (higher := above.get(root, root)) != root:
            root = higher
        while item != root:
            above[item], item = root, above.get(item, item)
        return root

    def join(self, one: Region, two: Region) -> None:
        one, two = self.top(one), self.top(two)
        if one != two:
            self._above[max(one, two)] = min(one, two)


def clusters(kin: Iterable[Kin], *, one_thing: OneThing | None = None) -> list[tuple[int, ...]]:
    """Return the stories: sorted tuples of article ids, themselves sorted; an article may be in several."""
    rows = list(kin)
    formal = formulae(rows)
    sets, regions = _joined(row for row, drop in zip(rows, formal, strict=True) if not drop)
    if one_thing is not None:
        asked = [pair for found in regions.values() for pair in _apart(sorted(found), sets)]
        for (one, two), yes in zip(asked, one_thing(asked) if asked else (), strict=True):
            if yes:
                sets.join(one, two)
    members: dict[Region, set[int]] = {}
    for article, found in regions.items():
        for region in found:
            members.setdefault(sets.top(region), set()).add(article)
    return _largest(sorted({tuple(sorted(m)) for m in members.values() if len(m) > 1}))


def formulae(kin: Sequence[Kin]) -> list[bool]:
    """Return of each kinship whether it is but a formula that many articles have."""
    # A formula is copied word for word; a passage in many translations is a story.
    thin = [k.kind == "words" and max(k.coverage) < THIN for *_, k in kin]
    sets, regions = _joined(row for row, small in zip(kin, thin, strict=True) if small)
    articles: dict[Region, set[int]] = {}
    for article, found in regions.items():
        for region in found:
            articles.setdefault(sets.top(region), set()).add(article)

    def wide(row: Kin) -> bool:
        tops = (sets.top(Region(row.left, *extent.left)) for extent in row.kinship.extents)
        return all(len(articles[top]) >= FORMULA for top in tops)

    return [small and wide(row) for row, small in zip(kin, thin, strict=True)]


def _joined(kin: Iterable[Kin]) -> tuple[_Sets, dict[int, set[Region]]]:
    """Return the regions of each article, joined with those they match and those they overlap."""
    sets = _Sets()
    regions: dict[int, set[Region]] = {}
    for left, right, kinship in kin:
        for extent in kinship.extents:
            one, two = Region(left, *extent.left), Region(right, *extent.right)
            regions.setdefault(left, set()).add(one)
            regions.setdefault(right, set()).add(two)
            sets.join(one, two)
    for found in regions.values():
        _join_overlapping(sorted(found), sets)
    return sets, regions


def _join_overlapping(found: Sequence[Region], sets: _Sets) -> None:
    """Join the regions of one article, sorted, that cover mostly the same text."""
    for number, one in enumerate(found):
        for two in found[number + 1 :]:
            if two.start >= one.end:
                break
            common = min(one.end, two.end) - two.start
            if common >= SAME_REGION * (max(one.end, two.end) - one.start):
                sets.join(one, two)


def _apart(found: Sequence[Region], sets: _Sets) -> list[tuple[Region, Region]]:
    """Return pairs of regions of one article that still are in different sets: the longest of each set.

    Asked is of two that stand apart, or of one inside the other. A region that holds others of different sets
    (of a copy of a round-up) is of as many things as they are, and is not asked of.
    """
    longest: dict[Region, Region] = {}
    for region in found:
        top = sets.top(region)
        size = region.end - region.start
        if top in longest and size <= longest[top].end - longest[top].start:
            continue
        if not _holds_several(region, found, sets):
            longest[top] = region
    rows = sorted(longest.values())
    return [
        (one, two)
        for n, one in enumerate(rows)
        for two in rows[n + 1 :]
        if not 0 < _common(one, two) < INSIDE * min(one.end - one.start, two.end - two.start)
    ]


def _common(one: Region, two: Region) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _holds_several(region: Region, found: Sequence[Region], sets: _Sets) -> bool:
    """Return True where a region holds two others, apart from each other, that are in different sets."""
    first: dict[Region, int] = {}  # of each set, where its first region ends
    for other in found:
        if other != region and 2 * _common(other, region) >= other.end - other.start:
            top = sets.top(other)
            if any(end <= other.start for one, end in first.items() if one != top):
                return True
            first[top] = min(other.end, first.get(top, other.end))
    return False


def _largest(stories: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the stories that no other one contains."""
    where: dict[int, list[int]] = {}
    sets = [frozenset(s) for s in stories]
    for number, story in enumerate(sets):
        for article in story:
            where.setdefault(article, []).append(number)
    return [
        story
        for number, story in enumerate(stories)
        if not any(
            len(sets[other]) > len(story) and sets[number] <= sets[other]
            for other in min((where[a] for a in story), key=len)
        )
    ]
