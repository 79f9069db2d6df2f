"""Article pair, Link → Draft: whole passages that one version lacks, and blocks that moved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from whence.phrases import phrases
from whence.text import passage_span, span
from whence.variants.draft import Draft, on_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Features, Link, Role, VariantKind

# What a passage that only one version has is worth to a reader, by its role: a missing sentence of
# the story is news, a missing comment policy is not. Chosen by reading; nothing to re-run.
_WORTH: dict[Role, float] = {
    "body": 1.0, "caption": 0.9, "credit": 0.8, "heading": 0.8, "furniture": 0.6,
}  # fmt: skip
_DETAIL: dict[Role, str] = {
    "body": "this passage stands in one version only",
    "caption": "this caption stands in one version only",
    "credit": "this credit stands in one version only",
    "heading": "this heading stands in one version only",
    "furniture": "this part of the page stands in one version only",
}
# Certainty lost where nothing of the passage could be looked up: absence is then weakly grounded.
_UNKNOWN_LOSS = 0.4


def passages(
    articles: tuple[Article, Article],
    features: tuple[Features, Features],
    links: Sequence[Link],
    indexes: tuple[int, int],
) -> list[Draft]:
    """Return one draft for each passage that no link reaches."""
    rows: list[Draft] = []
    kinds: tuple[VariantKind, VariantKind] = ("only-left", "only-right")
    for side, kind in enumerate(kinds):
        article, known = articles[side], features[side].known
        linked = {n for link in links for n in (link.left, link.right)[side]}
        for passage in article.passages:
            if passage.number in linked or not any(c.isalnum() for c in passage.text):
                continue
            here = passage_span(indexes[side], article, passage.number)
            score = _WORTH[passage.role] * (1 - _UNKNOWN_LOSS * (1 - float(known[passage.number])))
            rows.append(Draft(kind, *on_side(side, here), score, _DETAIL[passage.role]))
    return rows


def moved(
    articles: tuple[Article, Article], links: Sequence[Link], indexes: tuple[int, int]
) -> list[Draft]:
    """Return one draft for each block of neighbouring links that stands elsewhere in the other text."""
    rows = []
    for block in _blocks(links):
        spans = []
        for side in (0, 1):
            numbers = [n for k in block for n in (links[k].left, links[k].right)[side]]
            first, last = min(numbers), max(numbers)
            at = articles[side].passages
            spans.append(span(indexes[side], articles[side], first, at[first].start, at[last].end))
        what = phrases(
            "this passage stands at another point",
            "these {n} passages stand at another point",
            len(block),
        )
        score = sum(links[k].score for k in block) / len(block)
        rows.append(Draft("moved", spans[0], spans[1], score, what, block[0]))
    return rows


def _blocks(links: Sequence[Link]) -> list[list[int]]:
    """Group the moved links that follow each other in both texts."""
    numbers = sorted((k for k, link in enumerate(links) if link.moved), key=lambda k: links[k].left)
    blocks: list[list[int]] = [[k] for k in numbers[:1]]
    for before, after in pairwise(numbers):
        if all(_follow(a, b) for a, b in zip(_sides(links[before]), _sides(links[after]), strict=True)):
            blocks[-1].append(after)
        else:
            blocks.append([after])
    return blocks


def _sides(link: Link) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return link.left, link.right


def _follow(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    return max(before) + 1 == min(after)
