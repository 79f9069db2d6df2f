"""Story of several stories → one document a story, with the letters and numbers of the whole.

A trace of a mixed folder holds several stories. Each is shown by itself: its tree, what differs in it. The
articles keep their numbers, so that a letter and a place mean the same on every part of a page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whence.membership import restricted
from whence.records import Stemma
from whence.report.view import locus_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whence.records import Locus, Membership, Pair, Span, Story


def parts(story: Story) -> list[Story]:
    """Return a document for each of several stories, nothing where there is but one.

    All have all articles; `stories[0]` says which of them, and which of their passages, are of the part.
    """
    return [_only(story, part) for part in story.stories] if len(story.stories) > 1 else []


def round_ups(story: Story) -> dict[int, list[int]]:
    """Return the articles that have parts of several stories, with the numbers of these, from 0."""
    found: dict[int, list[int]] = {}
    for number, part in enumerate(story.stories):
        for section in part.sections:
            found.setdefault(section.article, []).append(number)
    return found


def unrelated(story: Story) -> list[int]:
    """Return the articles that are in none of the stories."""
    known = {v for part in story.stories for v in part.articles}
    return [v for v in range(len(story.articles)) if v not in known]


class _Part:
    """Tells what is of one story."""

    def __init__(self, part: Membership) -> None:
        self.members = frozenset(part.articles)
        self.sections = {s.article: frozenset(s.passages) for s in part.sections}

    def has(self, article: int, passages: Iterable[int]) -> bool:
        """Return True where passages of an article are of the story."""
        section = self.sections.get(article)
        return article in self.members and (section is None or section.issuperset(passages))

    def span(self, span: Span) -> bool:
        return self.has(span.article, (span.passage,))

    def locus(self, locus: Locus) -> bool:
        versions = {v for r in locus.readings for v in r.articles}
        return versions <= self.members and all(self.span(s) for r in locus.readings for s in r.spans)

    def pair(self, pair: Pair) -> Pair:
        """Return a pair with the links and the differences of the story alone."""
        kept = restricted(pair, [self.sections])
        there = (v for v in kept.variants if v.link is not None or self._there(v.left or v.right))
        return replace(kept, variants=tuple(there))

    def _there(self, span: Span | None) -> bool:
        return span is not None and self.span(span)


def _only(story: Story, part: Membership) -> Story:
    """Return one of the stories that a document holds."""
    of = _Part(part)
    relations = tuple(
        of.pair(p) for p in story.relations if p.left in of.members and p.right in of.members
    )
    loci = tuple(locus for locus in story.loci if of.locus(locus))
    if len(relations) == 1:
        # Two versions make no apparatus: every difference is told.
        loci = tuple(map(locus_of, relations[0].variants))
    return replace(
        story,
        relations=relations,
        loci=loci,
        attributions=tuple(a for a in story.attributions if of.span(a.content)),
        credits=tuple(c for c in story.credits if c.article in of.members),
        stemma=_tree(story.stemma, of.members),
        notices=(),
        stories=(part,),
    )


def _tree(stemma: Stemma, members: frozenset[int]) -> Stemma:
    """Return the trees of a story: its versions, and the lost witnesses that lead to them alone."""
    article = {n.id: n.article for n in stemma.nodes}
    beside: dict[str, set[str]] = {id_: set() for id_ in article}
    for edge in stemma.edges:
        beside[edge.parent].add(edge.child)
        beside[edge.child].add(edge.parent)
    kept = {id_ for id_, v in article.items() if v in members}
    for id_, v in article.items():
        if v is None and _versions_near(id_, beside, article) <= members:
            kept.add(id_)
    edges = tuple(e for e in stemma.edges if e.parent in kept and e.child in kept)
    below = {e.child for e in edges}
    nodes = tuple(n for n in stemma.nodes if n.id in kept)
    return Stemma(nodes, edges, tuple(n.id for n in nodes if n.id not in below))


def _versions_near(
    node: str, beside: Mapping[str, Iterable[str]], article: Mapping[str, int | None]
) -> set[int]:
    """Return the versions that a lost witness leads to without another one in between."""
    seen, todo, found = {node}, [node], set[int]()
    while todo:
        for other in beside[todo.pop()]:
            v = article[other]
            if v is not None:
                found.add(v)
            elif other not in seen:
                seen.add(other)
                todo.append(other)
    return found
