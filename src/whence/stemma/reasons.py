"""Apparatus, Pair → Reason: why a step stands in the stemma, in sentences for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.records import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Pair
    from whence.stemma.apparatus import Apparatus


def of_step(
    articles: Sequence[Article],
    table: Apparatus,
    pair: Pair | None,
    ends: tuple[int, int],
    *,
    stated: bool,
) -> list[Reason]:
    """Return why the second of `ends` is held to follow the first."""
    parent, child = (articles[v] for v in ends)
    told = pair.reasons if pair else ()
    found = [r for r in told if stated and r.kind.startswith("stated-")]
    if stated and not found:
        found.append(Reason("stated-credit", f"{child.name} names {parent.name} as its source."))
    if parent.published and child.published and parent.published.before(child.published):
        found += [r for r in told if r.kind == "time"]
    kept = "remnants-right" if pair and ends == (pair.left, pair.right) else "remnants-left"
    found += [r for r in told if r.kind in {"coverage", "wording", "alternate", kept}]
    return found + changed(articles, table, *ends) + shared(articles, table, *ends)


def changed(articles: Sequence[Article], table: Apparatus, parent: int, child: int) -> list[Reason]:
    """Return what the child lacks and what it has of its own, against its parent."""
    lacks = sum(parent in home and child not in home for home in table.home)
    own = sum(child in home and parent not in home for home in table.home)
    parts = []
    if lacks:
        parts.append(f"lacks {_passages(lacks)} of {articles[parent].name}")
    if own:
        parts.append(f"has {_passages(own)} that {articles[parent].name} lacks")
    if not parts:
        text = f"{articles[child].name} has all passages of {articles[parent].name} and no other."
        return [Reason("changes", text)]
    return [Reason("changes", f"{articles[child].name} {' and '.join(parts)}.")]


def shared(articles: Sequence[Article], table: Apparatus, one: int, other: int) -> list[Reason]:
    """Return what two versions have in common that less than half of the versions have."""
    rare = sum(
        one in reading.articles
        and other in reading.articles
        and 2 * len(reading.articles) < len(articles)
        for locus in table.loci
        for reading in locus.readings
    )
    if not rare:
        return []
    what = f"{rare} reading{'s' * (rare > 1)}"
    names = f"{articles[one].name} and {articles[other].name}"
    return [Reason("shared-readings", f"{names} share {what} that less than half of the versions have.")]


def of_lost(
    articles: Sequence[Article], table: Apparatus, child: int, beside: Sequence[int]
) -> list[Reason]:
    """Return why a version is held to come from a lost witness; `beside` are those that come with it."""
    text = "Versions agree here in ways that none of them could have from another."
    found = [Reason("common-source", text)]
    alike = [r for other in beside if other != child for r in shared(articles, table, child, other)]
    return found + alike[:2]


def _passages(count: int) -> str:
    return f"{count} passage{'s' * (count > 1)}"
