"""Pair, Membership → the pair within the stories that both articles are of, and the articles' sections alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whence.records import Article, Link, Membership, Pair

# The sections of those articles that have several, by the articles' numbers, in one story.
Sections = dict[int, frozenset[int]]


def common(pair: Pair, stories: Sequence[Membership]) -> list[Sections]:
    """Return, for each story that two articles are both of, the sections of those that have several."""
    return [
        {s.article: frozenset(s.passages) for s in story.sections}
        for story in stories
        if pair.left in story.articles and pair.right in story.articles
    ]


def restricted(pair: Pair, stories: Sequence[Sections]) -> Pair:
    """Return a pair without the links between sections of different stories, which are stray."""

    def inside(link: Link) -> bool:
        ends = ((pair.left, link.left), (pair.right, link.right))
        return any(all(s.get(v, frozenset(side)).issuperset(side) for v, side in ends) for s in stories)

    kept = [n for n, link in enumerate(pair.links) if inside(link)]
    number = {old: new for new, old in enumerate(kept)}
    variants = (
        v if v.link is None else replace(v, link=number[v.link])
        for v in pair.variants
        if v.link is None or v.link in number
    )
    return replace(pair, links=tuple(pair.links[n] for n in kept), variants=tuple(variants))


def alone(
    pair: Pair, sections: Sections, articles: Sequence[Article]
) -> tuple[Article, Article, tuple[Link, ...]]:
    """Return the sections of two articles as articles of their own, and the links between them."""
    left, of_left = _section(articles[pair.left], sections.get(pair.left))
    right, of_right = _section(articles[pair.right], sections.get(pair.right))
    links = (
        replace(
            link,
            left=tuple(of_left[p] for p in link.left),
            right=tuple(of_right[p] for p in link.right),
        )
        for link in pair.links
    )
    return left, right, tuple(links)


def _section(article: Article, passages: frozenset[int] | None) -> tuple[Article, Mapping[int, int]]:
    """Return an article that has some passages only, and their new numbers."""
    kept = [p for p in article.passages if passages is None or p.number in passages]
    number = {p.number: n for n, p in enumerate(kept)}
    return replace(article, passages=tuple(replace(p, number=n) for n, p in enumerate(kept))), number


def told(section: frozenset[int]) -> str:
    """Return the passages of a section as a reader counts them: "1–6, 9"."""
    runs: list[list[int]] = []
    for p in sorted(section):
        if runs and p == runs[-1][1] + 1:
            runs[-1][1] = p
        else:
            runs.append([p, p])
    return ", ".join(str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in runs)
