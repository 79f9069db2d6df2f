"""Story → rows: the passages of all versions side by side, each passage in exactly one row.

A 0   B 0   C 0        Links are pairwise; they are joined the surest first, and a link is left
A 1 2 B 1   –          out where it would make a row in which some version has passages that do
–     –     C 1        not stand together. Rows follow the first version, the others' own rows
A 3   B 2   C 2        stand after what precedes them there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.records import Story

# A passage, as the indexes of version and passage; a row has per version the passages it holds.
Place = tuple[int, int]
Row = dict[int, tuple[int, ...]]
# Passages of one version in a row: as many as the aligner puts into one side of a link.
_MOST = 4


def rows(story: Story) -> list[Row]:
    """Return the rows of a story in reading order."""
    of: dict[Place, dict[int, set[int]]] = {
        (index, number): {index: {number}}
        for index, article in enumerate(story.articles)
        for number in range(len(article.passages))
    }
    links = ((pair, link) for pair in story.relations for link in pair.links)
    for pair, link in sorted(links, key=lambda row: -row[1].score):
        places = [(pair.left, n) for n in link.left] + [(pair.right, n) for n in link.right]
        _join([place for place in places if place in of], of)
    groups = {id(group): group for group in of.values()}
    made = [{v: tuple(sorted(numbers)) for v, numbers in g.items()} for g in groups.values()]
    return _ordered(story, made)


def _join(places: list[Place], of: dict[Place, dict[int, set[int]]]) -> None:
    """Make one group of the groups of these places, if what comes of it stands together."""
    groups = {id(of[place]): of[place] for place in places}
    if len(groups) < 2:
        return
    merged: dict[int, set[int]] = {}
    for group in groups.values():
        for version, numbers in group.items():
            merged.setdefault(version, set()).update(numbers)
    for numbers in merged.values():
        if len(numbers) > _MOST or max(numbers) - min(numbers) >= len(numbers):
            return
    for version, numbers in merged.items():
        for number in numbers:
            of[version, number] = merged


def _ordered(story: Story, made: list[Row]) -> list[Row]:
    """Return the rows in the order of the first version, then of the second, and so on."""
    row_of = {(v, n): i for i, row in enumerate(made) for v, numbers in row.items() for n in numbers}
    # A chain of row numbers, each pointing to the next; -1 is its beginning.
    follows: dict[int, int | None] = {-1: None}
    for index, article in enumerate(story.articles):
        before = -1
        for number in range(len(article.passages)):
            row = row_of[index, number]
            if row not in follows:
                follows[row], follows[before] = follows[before], row
            before = row
    order, at = [], follows[-1]
    while at is not None:
        order.append(made[at])
        at = follows[at]
    return order
