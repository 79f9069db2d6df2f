"""Link, Variant, Credit → Pair: what the rules of kinds and directions look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from whence.text import fold, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Link, Variant
    from whence.settings import Settings

_WORD = re.compile(r"[^\W_]+")
_ASIDE = frozenset({"furniture", "credit"})  # says nothing of the story itself
# What one passage of a side's own counts at most, in passages of usual length: one long sentence is
# still one addition. Gates shared source against copy; re-run benchmarks/relations.py.
LONG = 1.5


@dataclass(frozen=True, slots=True)
class Side:
    """One article of the pair, seen from the other. Lengths are in characters.

    `linked`, `body` leave furniture and credits aside; `own` are passages inside the core without a
    partner, `own_units` how many usual passages they amount to; `details` stretches of linked passages
    that the other lacks; `block` is the longest run of unlinked passages outside the core.
    """

    text: int
    covered: int
    body: int
    linked: int
    own: tuple[int, ...]
    own_length: int
    own_units: float
    usual: float
    details: int
    block: tuple[int, ...]
    block_length: int

    @property
    def share(self) -> float:
        """Return the linked share of the story's text."""
        return self.linked / self.body if self.body else 0.0

    @property
    def coverage(self) -> float:
        """Return the linked share of the whole text."""
        return round(self.covered / self.text, 4) if self.text else 0.0

    def against(self, names: Sequence[str], *, stated: bool) -> float:
        """Return how much speaks against this side having been made from the other alone, in passages.

        What it has of its own inside the core counts (a heading or a note set in between is easily
        added on the way); sources that it names and that are not the other count as two passages.
        """
        if stated:
            return 0.0
        units = self.own_units + min(0.25 * self.details, 0.5) + (2.0 if names else 0.0)
        # In a long text the same share of it must be its own before it counts.
        return units / max(1.0, self.linked / (40 * self.usual))


@dataclass(frozen=True, slots=True)
class Pair:
    """The measures of a pair that the rules below read."""

    left: Side
    right: Side
    links: int
    order: float
    chain: float
    wording: float | None


def measured(
    left: Article,
    right: Article,
    links: Sequence[Link],
    variants: Sequence[Variant],
    settings: Settings,
) -> Pair:
    """Return the measures of two articles with their links."""
    usual = settings.own_passage_length
    return Pair(
        _side(left, [link.left for link in links], _details(variants, "only-left"), usual),
        _side(right, [link.right for link in links], _details(variants, "only-right"), usual),
        links=len(links),
        order=_order(links),
        chain=_chain(links),
        wording=_wording(left, right, links),
    )


def _details(variants: Sequence[Variant], kind: str) -> int:
    return sum(1 for v in variants if v.kind == kind and v.link is not None)


def _side(article: Article, groups: Sequence[tuple[int, ...]], details: int, longest: float) -> Side:
    """Measure one article: what is linked, what is its own inside and outside the linked core.

    A passage of usual length is what the linked ones have on average, at most `longest` characters:
    Chinese says in forty characters what English says in a hundred and twenty.
    """
    linked = {number for group in groups for number in group}
    lengths = {p.number: p.end - p.start for p in article.passages}
    body = [p.number for p in article.passages if p.role not in _ASIDE or p.number in linked]
    first, last = min(linked, default=0), max(linked, default=0)
    inside = [n for n in body if first < n < last and n not in linked]
    runs: list[list[int]] = [[]]
    for n in body:
        if n in linked:
            runs.append([])
        elif not first < n < last:
            runs[-1].append(n)
    block = max(runs, key=lambda run: sum(lengths[n] for n in run))
    whole = [lengths[n] for n in body if n in linked]
    usual = max(min(longest, sum(whole) / max(len(whole), 1)), 1.0)
    return Side(
        text=sum(lengths.values()),
        covered=sum(lengths[n] for n in linked if n in lengths),
        body=sum(lengths[n] for n in body),
        linked=sum(lengths[n] for n in body if n in linked),
        own=tuple(inside),
        own_length=sum(lengths[n] for n in inside),
        own_units=sum(min(lengths[n] / usual, LONG) for n in inside),
        usual=usual,
        details=details,
        block=tuple(block),
        block_length=sum(lengths[n] for n in block),
    )


def _order(links: Sequence[Link]) -> float:
    """Return the share of links that stand in one common order (longest increasing run)."""
    if not links:
        return 0.0
    from bisect import bisect_right

    tails: list[int] = []
    for link in sorted(links, key=lambda row: (row.left, row.right)):
        at = bisect_right(tails, link.right[0])
        tails[at : at + 1] = [link.right[0]]
    return len(tails) / len(links)


def _chain(links: Sequence[Link]) -> float:
    """Return the share of neighbouring links that are near neighbours on both sides.

    A text made from another follows it for stretches; two tellings of the same facts meet here and
    there. Up to two passages may be left out between neighbours.
    """
    rows = sorted(links, key=lambda row: (row.left, row.right))
    if len(rows) < 2:
        return 0.0
    near = sum(
        1 for a, b in pairwise(rows) if b.left[0] - a.left[-1] <= 3 and 0 < b.right[0] - a.right[-1] <= 3
    )
    return near / (len(rows) - 1)


def _wording(left: Article, right: Article, links: Sequence[Link]) -> float | None:
    """Return the share of word triples of the linked text that both have; None across languages."""
    if tag(left.language) != tag(right.language) or not links:
        return None
    ours, theirs = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for link in links:
        ours |= _triples(" ".join(left.passages[n].text for n in link.left))
        theirs |= _triples(" ".join(right.passages[n].text for n in link.right))
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0.0


def _triples(text: str) -> set[tuple[str, ...]]:
    """Return the word triples of a text; of letters where words are not spaced."""
    words = [fold(w) for w in _WORD.findall(text)]
    if sum(map(len, words)) > 12 * max(len(words), 1):
        words = list("".join(words))
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}
