"""Pair → kind of relation: the rules, in the order of their certainty."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from whence.text import tag
from whence.topics import common, matter

if TYPE_CHECKING:
    from whence.records import Article, RelationKind
    from whence.relate.measures import Pair, Side
    from whence.settings import Settings

# What the shorter text must speak of at least before a common matter is told, in words of full rarity:
# about four sentences of news; shorter ones share as much by chance. Re-run benchmarks/relations.py.
LEAST_MATTER = 15.0


def kind_of(
    pair: Pair, against: tuple[float, float], articles: tuple[Article, Article], settings: Settings
) -> tuple[RelationKind, float]:
    """Decide the kind; the order of the rules is the order of certainty."""
    low, high = sorted((pair.left.share, pair.right.share))
    if not pair.links or high < settings.unrelated_below:
        return "unrelated", _sure(settings.unrelated_below - high, 0.05)
    if _independent(pair, high, settings):
        if low < settings.unrelated_below:
            # A few sentences of a long text that resemble some of a short one are no common story.
            return "unrelated", _sure(settings.unrelated_below - low, 0.05)
        return "same-story", _sure(settings.full_from - max(high, _told_alike(pair)), 0.4)
    if min(against) >= settings.own_material and low >= settings.core_from:
        return "shared-source", _sure(min(against) - settings.own_material, 1.0)
    wide = pair.left if pair.left.block_length > pair.right.block_length else pair.right
    if _compiled(wide, articles[wide is pair.right], settings):
        return "compilation", _sure(wide.block_length / max(wide.body, 1) - 0.2, 0.2)
    same = pair.wording is not None
    if low >= settings.full_from:
        if same and (pair.wording or 0.0) < settings.copied_wording:
            return "shared-source", 0.6
        return ("copy" if same else "translation"), _sure(low - settings.full_from, 0.1)
    if high >= settings.full_from:
        if low < settings.excerpt_below:
            return "excerpt", _sure(settings.excerpt_below - low, 0.1)
        return ("copy" if same else "translation"), _sure(high - settings.full_from, 0.1)
    if min(against) > 0:
        return "shared-source", 0.6
    return ("copy" if same else "translation"), 0.55


def _sure(margin: float, scale: float) -> float:
    """Return a confidence in 0.5..0.98 from the distance to the rule's threshold."""
    return 0.5 + 0.48 * (1 - math.exp(-max(margin, 0.0) / scale))


def _independent(pair: Pair, high: float, settings: Settings) -> bool:
    """Return True where the links read as the same facts told by two hands.

    In one language those who tell the same facts on their own share next to no wording, whatever is
    linked. Across languages they meet here and there, in any order; who follows a text follows it in
    runs, or takes nearly all of what one side has. With a few links only, their share must speak.
    """
    if pair.wording is not None and pair.wording < settings.independent_wording:
        return True
    enough = settings.full_from if pair.links >= 4 else settings.transmitted_few
    return high < enough and _told_alike(pair) < settings.transmitted_from


def _told_alike(pair: Pair) -> float:
    """Return how much the linked part reads as transmission: in order and in runs, or in the same words."""
    wording = pair.wording if pair.wording is not None else 0.0
    return max(wording, pair.order * pair.chain if pair.links >= 4 else 0.0)


def _compiled(side: Side, article: Article, settings: Settings) -> bool:
    """Return True where a side holds, beside the linked part, a large block of another text.

    The block is contiguous, a fair part of the text, and speaks of other things than the rest of it.
    """
    if side.block_length < settings.foreign_block * side.body:
        return False
    inside = set(side.block)
    block = [p.text for p in article.passages if p.number in inside]
    rest = [p.text for p in article.passages if p.number not in inside]
    spoken = (matter(block, article.language), matter(rest, article.language))
    return common(*spoken) < settings.foreign_words


def one_matter(left: Article, right: Article, settings: Settings) -> float:
    """Return how much of their matter two articles have in common; 0 where it is too little for one event."""
    one, other = (matter([p.text for p in a.passages], a.language) for a in (left, right))
    if min(sum(one.values()), sum(other.values())) < LEAST_MATTER:
        return 0.0
    alike = tag(left.language) == tag(right.language)
    share = common(one, other)
    return share if share >= (settings.one_event if alike else settings.one_event_across) else 0.0
