"""Apparatus, Pair → Reason: why a step stands in the stemma, in sentences for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.phrases import phrase, phrases, plural
from whence.records import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Pair
    from whence.stemma.apparatus import Apparatus

_PASSAGES = plural("{n} passage", "{n} passages")


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
        text = phrase("{name} names {source} as its source.", name=child.name, source=parent.name)
        found.append(Reason("stated-credit", text))
    if parent.published and child.published and parent.published.before(child.published):
        found += [r for r in told if r.kind == "time"]
    kept = "remnants-right" if pair and ends == (pair.left, pair.right) else "remnants-left"
    found += [r for r in told if r.kind in {"coverage", "wording", "alternate", kept}]
    return found + changed(articles, table, *ends) + shared(articles, table, *ends)


def changed(articles: Sequence[Article], table: Apparatus, parent: int, child: int) -> list[Reason]:
    """Return what the child lacks and what it has of its own, against its parent."""
    lacks = sum(parent in home and child not in home for home in table.home)
    own = sum(child in home and parent not in home for home in table.home)
    ends = {"child": articles[child].name, "parent": articles[parent].name}
    if lacks and own:
        # The parent is named twice, so that each place has a name of its own.
        text = phrase(
            "{child} lacks {lacking} of {parent} and has {having} that {other} lacks.",
            lacking=phrases(*_PASSAGES, lacks),
            having=phrases(*_PASSAGES, own),
            other=ends["parent"],
            **ends,
        )
    elif lacks:
        text = phrases(
            "{child} lacks {n} passage of {parent}.",
            "{child} lacks {n} passages of {parent}.",
            lacks,
            **ends,
        )
    elif own:
        text = phrases(
            "{child} has {n} passage that {parent} lacks.",
            "{child} has {n} passages that {parent} lacks.",
            own,
            **ends,
        )
    else:
        text = phrase("{child} has all passages of {parent} and no other.", **ends)
    return [Reason("changes", text)]


def shared(articles: Sequence[Article], table: Apparatus, one: int, other: int) -> list[Reason]:
    """Return what two versions have in common that less than half of the versions have."""
    rare = sum(
        one in reading.articles
        and other in reading.articles
        and 2 * len(reading.articles) < table.versions
        for locus in table.loci
        for reading in locus.readings
    )
    if not rare:
        return []
    text = phrases(
        "{left} and {right} share {n} reading that less than half of the versions have.",
        "{left} and {right} share {n} readings that less than half of the versions have.",
        rare,
        left=articles[one].name,
        right=articles[other].name,
    )
    return [Reason("shared-readings", text)]


def of_lost(
    articles: Sequence[Article], table: Apparatus, child: int, beside: Sequence[int]
) -> list[Reason]:
    """Return why a version is held to come from a lost witness; `beside` are those that come with it."""
    text = phrase("Versions agree here in ways that none of them could have from another.")
    found = [Reason("common-source", text)]
    alike = [r for other in beside if other != child for r in shared(articles, table, child, other)]
    return found + alike[:2]
