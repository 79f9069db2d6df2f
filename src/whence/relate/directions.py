"""Pair, times, statements → direction: who took it from whom, as far as evidence says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.origin import same_page
from whence.phrases import phrase, said
from whence.records import Reason
from whence.remnants import weight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Direction, RelationKind
    from whence.relate.measures import Pair
    from whence.remnants import Remnant

# Share of core material of its own up to which a later text is held to come from the earlier one, by
# times alone. Gates how often a pair's direction is claimed against how often it is true: siblings of
# one source look alike. A passage in fifteen; re-run benchmarks/lineage.py --texts.
OWN_OF_A_COPY = 0.07
# What remnants of the other language must weigh to be told, and to tell the direction of a pair by
# themselves: one word may be a loan that the lexicon does not know. Siblings of one source have one in
# 250 pairs, two in none of 3,700; re-run benchmarks/relations.py --remnants.
HINT, CLAIM = 1.0, 2.0
SHOWN = 5
_STATED = {
    "credit": said("{made} credits {source} ({where})."),
    "hyperlink": said("{made} links to {source} ({where})."),
    "based-on": said("{made} names as its origin {source} ({where})."),
}


def direction_of(
    left: Article,
    right: Article,
    kind: RelationKind,
    *,
    stated: tuple[list[tuple[str, str]], list[tuple[str, str]]],
    pair: Pair,
    kept: Sequence[Remnant],
) -> tuple[Direction, float, list[Reason]]:
    """Return the direction that the evidence carries, a factor for the confidence, and the evidence.

    Statements outweigh times; a statement against the times leaves the direction open. `kept` are the
    remnants of the other's language: without times and statements they tell the direction where they
    are several, and against the times they leave it open.
    """
    order = _first(left, right)
    reasons = _told(left, right, stated, order)
    weights = weight(kept, 0), weight(kept, 1)
    for side, (made, source) in enumerate(((left, right), (right, left))):
        if weights[side] >= HINT > weights[1 - side]:
            reasons.append(_left_over(made, source, [r.text for r in kept if r.side == side], side))
    translated = 0
    if max(weights) >= CLAIM and min(weights) < HINT:
        translated = 1 if weights[0] < weights[1] else -1
    return *_claimed(kind, stated, pair, order, translated), reasons


def _left_over(made: Article, source: Article, texts: Sequence[str], side: int) -> Reason:
    """Return which words and figures of the source's language a version has kept."""
    shown = ", ".join(f"“{text}”" for text in texts[:SHOWN])
    what = phrase(
        "{made} has kept {words} of the language of {source} ({language}).",
        made=made.name,
        words=shown,
        source=source.name,
        language=source.language,
    )
    return Reason(("remnants-left", "remnants-right")[side], what)


def _told(
    left: Article,
    right: Article,
    stated: tuple[list[tuple[str, str]], list[tuple[str, str]]],
    order: int,
) -> list[Reason]:
    """Return what statements and times say of the direction."""
    reasons = []
    for (made, source), says in zip(((right, left), (left, right)), stated, strict=True):
        for how, what in says:
            told = _STATED.get(how, _STATED["based-on"])
            text = phrase(told, made=made.name, source=source.name, where=what)
            reasons.append(Reason(f"stated-{how}", text))
    if same_page(left, right):
        pages = phrase(
            "{left} and {right} are stated to be one page in two languages.",
            left=left.name,
            right=right.name,
        )
        reasons.append(Reason("alternate", pages))
    if order:
        early, late = (left, right) if order < 0 else (right, left)
        if early.published and late.published:
            text = phrase(
                "{early} was published ({when}) before {late} ({later}).",
                early=early.name,
                when=early.published.value,
                late=late.name,
                later=late.published.value,
            )
            reasons.append(Reason("time", text))
    return reasons


def _claimed(
    kind: RelationKind,
    stated: tuple[list[tuple[str, str]], list[tuple[str, str]]],
    pair: Pair,
    order: int,
    translated: int,
) -> tuple[Direction, float]:
    """Return the claimed direction and a factor for the confidence.

    `order` is −1 where left was first, 1 where right was; `translated` 1 where right was made from left.
    """
    if kind in {"unrelated", "same-story", "shared-source"}:
        return "undetermined", 1.0
    claim = bool(stated[0]) - bool(stated[1])
    if claim and (not order or (claim > 0) == (order < 0)):
        return ("left-to-right" if claim > 0 else "right-to-left"), 1.0
    if claim:
        return "undetermined", 0.9
    if translated and (not order or (translated > 0) == (order < 0)):
        return ("left-to-right" if translated > 0 else "right-to-left"), 0.9
    if translated or not order:
        return "undetermined", 0.9
    if kind in {"compilation", "excerpt"}:
        # A compilation is made from its parts and an excerpt from the whole; what is younger was not there.
        wide_right = pair.right.share < pair.left.share
        if (wide_right == (kind == "compilation")) != (order < 0):
            return "undetermined", 0.8
    # What stands in the core of the later text and not in the earlier may come from a source of both.
    younger = pair.right if order < 0 else pair.left
    if younger.own_length > OWN_OF_A_COPY * younger.linked:
        return "undetermined", 0.85
    return ("left-to-right" if order < 0 else "right-to-left"), 0.95


def _first(left: Article, right: Article) -> int:
    """Return −1 where left was surely published first, 1 where right was, 0 where it is open."""
    if left.published is None or right.published is None:
        return 0
    return right.published.before(left.published) - left.published.before(right.published)
