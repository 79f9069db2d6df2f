"""Story → bitext: the links between two languages as pairs of segments, for translators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.report.exports.names import language
from whence.report.exports.tables import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Direction, Story


@dataclass(frozen=True, slots=True)
class Unit:
    """Passages of two versions in two languages that say the same, several of one side joined.

    `left` and `right` are the indexes of the versions; `direction` says which text is the other's source.
    """

    left: int
    right: int
    languages: tuple[str, str]
    texts: tuple[str, str]
    score: float
    moved: bool
    direction: Direction


def bitext(story: Story) -> Iterator[Unit]:
    """Yield the units of a story; what two pairs of versions have in the same words comes once."""
    seen: set[tuple[tuple[str, str], tuple[str, str]]] = set()
    for pair in story.relations:
        left, right = story.articles[pair.left], story.articles[pair.right]
        languages = language(left.language), language(right.language)
        if languages[0] == languages[1]:
            continue
        for link in pair.links:
            texts = joined(left, link.left), joined(right, link.right)
            if all(texts) and (languages, texts) not in seen:
                seen.add((languages, texts))
                yield Unit(
                    pair.left, pair.right, languages, texts, link.score, link.moved, pair.direction
                )
