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

    from whence.records import Article, Credit, Locus, Pair, Stemma

__all__ = ["stem"]


def stem(
    articles: Sequence[Article],
    pairs: Sequence[Pair],
    credits: Sequence[Credit],  # noqa: A002 the contract's word
    *,
    settings: Settings = DEFAULT,  # noqa: ARG001 all stages take the settings
) -> tuple[tuple[Locus, ...], Stemma]:
    """Return the apparatus and the stemma of a story.

    Versions that no pair relates by transmission stand alone, as roots. The result does not depend
    on the order of the articles but for their numbers.
    """
    from whence.stemma.apparatus import apparatus
    from whence.stemma.drawing import Drawing

    table = apparatus(articles, pairs)
    drawing = Drawing(articles, pairs, credits, table)
    return table.loci, drawing.stemma()
