"""Articles, Pairs, Credits → Locus, Stemma: the apparatus of a story and its tree of transmission.

    apparatus    links and variants of all pairs → units, places where versions differ
    coding       units, places → characters: one state a version
    evidence     times, credits, links → who cannot be, or says to be, whose source
    search       characters, evidence → the most likely tree, lost witnesses included
    support      how firmly the characters hold each step and its direction
    reasons      steps → Node, Edge with reasons in sentences

What the tree means and does not mean stands in docs/reference/stemma.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Credit, Locus, Membership, Pair, Stemma

__all__ = ["stem"]


def stem(
    articles: Sequence[Article],
    pairs: Sequence[Pair],
    credits: Sequence[Credit],  # noqa: A002 the contract's word
    *,
    stories: Sequence[Membership] | None = None,
    settings: Settings = DEFAULT,  # noqa: ARG001 all stages take the settings
) -> tuple[tuple[Locus, ...], Stemma]:
    """Return the apparatus and the stemma of a story.

    Of several `stories` each has an apparatus and trees of its own; an article with parts of several is one
    node with a parent in each. Versions that no pair relates by transmission stand alone, as roots. The result does not depend
    on the order of the articles but for their numbers.
    """
    from whence.records import Membership
    from whence.stemma.apparatus import apparatus
    from whence.stemma.drawing import Drawing

    if stories is None:
        stories = (Membership(tuple(range(len(articles)))),)
    tables = [apparatus(articles, pairs, story) for story in stories]
    drawing = Drawing(articles, pairs, credits)
    for story, table in zip(stories, tables, strict=True):
        drawing.story(story.articles, table)
    return tuple(locus for table in tables for locus in table.loci), drawing.stemma()
