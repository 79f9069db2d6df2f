"""A story traced before and after articles came or went → what a reader of the earlier one should know.

Told are facts that only newcomers have otherwise than the others, and versions that are held to be the first
ones and were not. What whence sees otherwise in the same articles is no news of theirs and is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.collection import stories
from whence.phrases import phrase, said

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from whence.records import Article, Locus, Story

# The kinds of loci that are facts, as the log names them.
FACTS = {
    "number": said("a number changed: {value} against {against}"),
    "date": said("a date changed: {value} against {against}"),
    "name": said("a name changed: {value} against {against}"),
    "label": said("a word for people changed: {value} against {against}"),
}
# Facts that one entry tells in full, and characters of a value or title.
SHOWN, LONGEST = 3, 60


def tell(db: sqlite3.Connection, number: int, before: Story, after: Story) -> None:
    """Log what is new in a story that was traced anew; the caller has begun a transaction."""
    facts = list(differing(before, after))
    if facts:
        told = [text for _, text in facts[:SHOWN]]
        more = [phrase("and {n} more", n=len(facts) - SHOWN)] if len(facts) > SHOWN else []
        stories.log(
            db, "changed", number, {name for names, _ in facts for name in names}, "; ".join(told + more)
        )
    for article in first_versions(before, after):
        name = article.title or article.outlet or article.id
        text = phrase("now held to be a first version: {name}", name=_short(name))
        stories.log(db, "changed", number, {article.id}, text)


def differing(before: Story, after: Story) -> Iterator[tuple[set[str], str]]:
    """Yield the facts that only newcomers have so: who has them, and a line for the log."""
    known = {node.id for node in before.stemma.nodes}
    ids = [article.id for article in after.articles]
    if not known.isdisjoint(ids):
        for locus in after.loci:
            if locus.kind in FACTS:
                yield from _differing(locus, ids, known)


def _differing(locus: Locus, ids: list[str], known: set[str]) -> Iterator[tuple[set[str], str]]:
    readings = [({ids[n] for n in reading.articles}, reading.value) for reading in locus.readings]
    others = [value for names, value in readings if value and names & known]
    for names, value in readings:
        if value and others and not names & known:
            against = " and ".join(map(_short, others[:2]))
            yield names, phrase(FACTS[locus.kind], value=_short(value), against=against)


def first_versions(before: Story, after: Story) -> list[Article]:
    """Return the articles at the root of the tree that were not, where the articles are others."""
    nodes = {node.id for node in before.stemma.nodes}
    if nodes == {node.id for node in after.stemma.nodes} or not before.stemma.roots:
        return []
    roots = set(after.stemma.roots) - set(before.stemma.roots)
    return [article for article in after.articles if article.id in roots]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
