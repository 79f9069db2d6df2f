"""Link, Variant, Credit → Relation: what two articles are to each other, and who came first.

The kind is decided by a few measures of the pair, each of which ends up as a reason in words:

    coverage   share of each text that is linked           order     is the linked part in one order
    core       what stands between the first and the last linked passage of each text
    own        what one side has inside the core and the other lacks; outside it is a foreign block

A text that lacks what the other has, inside the core, may be a copy of it; the other then cannot be
a copy of this one. Where *each* side has such material of its own, neither can come from the other
alone: both come from a source that is not at hand.

    left   a b c d . f g        left lacks e, right lacks c  →  shared source
    right  a b . d e f g

Direction is claimed only from times, statements and remnants; never from the kind alone.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from whence import origin
from whence.records import Reason, Relation
from whence.settings import DEFAULT, Settings
from whence.text import fold, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Article, Credit, Direction, Link, RelationKind, Variant

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")
_ASIDE = frozenset({"furniture", "credit"})  # says nothing of the story itself
# Share of core material of its own up to which a later text is held to come from the earlier one, by
# times alone. Gates how often a pair's direction is claimed against how often it is true: siblings of
# one source look alike. A passage in fifteen; re-run benchmarks/lineage.py --texts.
OWN_OF_A_COPY = 0.07
_DETAILS = frozenset({"only-left", "only-right"})


@dataclass(frozen=True, slots=True)
class _Side:
    """One article of the pair, seen from the other. Lengths are in characters.

    `linked`, `body` leave furniture and credits aside; `own` are passages inside the core without a
    partner, `details` stretches of linked passages that the other lacks; `block` is the longest run
    of unlinked passages outside the core.
    """

    text: int
    covered: int
    body: int
    linked: int
    own: tuple[int, ...]
    own_length: int
    details: int
    block: tuple[int, ...]
    block_length: int

    @property
    def share(self) -> float:
        """Return the linked share of the story's text."""
        return self.linked / self.body if self.body else 0.0


@dataclass(frozen=True, slots=True)
class _Pair:
    """The measures of a pair that the rules below read."""

    left: _Side
    right: _Side
    links: int
    order: float
    chain: float
    wording: float | None
    against: tuple[float, float]
    reasons: list[Reason] = field(default_factory=list)


def relate(
    left: Article,
    right: Article,
    links: Sequence[Link],
    variants: Sequence[Variant],
    credits: Sequence[Credit],  # noqa: A002 the contract's word
    *,
    indexes: tuple[int, int] = (0, 1),
    settings: Settings = DEFAULT,
) -> Relation:
    """Return what the two articles are to each other, with reasons.

    `indexes` are the article numbers that `credits` use for the left and the right article.
    """
    names = (origin.credited(credits, indexes[0]), origin.credited(credits, indexes[1]))
    whole = (
        origin.credited(credits, indexes[0], origin.WHOLE_ROLES),
        origin.credited(credits, indexes[1], origin.WHOLE_ROLES),
    )
    sides = (
        _side(left, [link.left for link in links], variants, "only-left"),
        _side(right, [link.right for link in links], variants, "only-right"),
    )
    stated = (origin.stated(right, left, names[1]), origin.stated(left, right, names[0]))
    pair = _Pair(
        *sides,
        links=len(links),
        order=_order(links),
        chain=_chain(links),
        wording=_wording(left, right, links),
        against=(
            _against(sides[1], whole[1], bool(stated[0]), settings),
            _against(sides[0], whole[0], bool(stated[1]), settings),
        ),
    )
    kind, confidence = _kind(pair, left, right, settings)
    direction, sure = _direction(left, right, kind, stated, pair)
    _describe(pair, kind, left, right, whole)
    coverage = (_ratio(sides[0].covered, sides[0].text), _ratio(sides[1].covered, sides[1].text))
    return Relation(kind, direction, coverage, round(confidence * sure, 3), tuple(pair.reasons))


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _side(
    article: Article, groups: Sequence[tuple[int, ...]], variants: Sequence[Variant], kind: str
) -> _Side:
    """Measure one article: what is linked, what is its own inside and outside the linked core."""
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
    details = sum(1 for v in variants if v.kind == kind and v.link is not None)
    return _Side(
        text=sum(lengths.values()),
        covered=sum(lengths[n] for n in linked if n in lengths),
        body=sum(lengths[n] for n in body),
        linked=sum(lengths[n] for n in body if n in linked),
        own=tuple(inside),
        own_length=sum(lengths[n] for n in inside),
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


def _against(child: _Side, names: Sequence[str], stated: bool, settings: Settings) -> float:
    """Return how much speaks against `child` having been made from the other article alone.

    What it has of its own inside the core counts by length (a heading or a note set in between is
    easily added on the way); sources that it names and that are not the other count as two passages.
    """
    if stated:
        return 0.0
    units = child.own_length / settings.own_passage_length + min(0.25 * child.details, 0.5)
    units += 2.0 if names else 0.0
    # In a long text the same share of it must be its own before it counts.
    return units / max(1.0, child.linked / (40 * settings.own_passage_length))


def _kind(pair: _Pair, left: Article, right: Article, settings: Settings) -> tuple[RelationKind, float]:
    """Decide the kind; the order of the rules is the order of certainty."""
    low, high = sorted((pair.left.share, pair.right.share))
    if not pair.links or high < settings.unrelated_below:
        return "unrelated", _sure(settings.unrelated_below - high, 0.05)
    telling = _told_alike(pair)
    if high < settings.transmitted_from and telling < settings.transmitted_from:
        if low < settings.unrelated_below:
            # A few sentences of a long text that resemble some of a short one are no common story.
            return "unrelated", _sure(settings.unrelated_below - low, 0.05)
        return "same-story", _sure(settings.transmitted_from - max(high, telling), 0.1)
    if min(pair.against) >= settings.own_material and low >= settings.core_from:
        return "shared-source", _sure(min(pair.against) - settings.own_material, 1.0)
    same = pair.wording is not None
    if low >= settings.full_from:
        if same and (pair.wording or 0.0) < settings.copied_wording:
            return "shared-source", 0.6
        return ("copy" if same else "translation"), _sure(low - settings.full_from, 0.1)
    if high >= settings.full_from:
        wide = pair.left if pair.left.share < pair.right.share else pair.right
        if _compiled(wide, left if wide is pair.left else right, settings):
            return "compilation", _sure(wide.block_length / max(wide.body, 1) - 0.2, 0.2)
        if low < settings.excerpt_below:
            return "excerpt", _sure(settings.excerpt_below - low, 0.1)
        return ("copy" if same else "translation"), _sure(high - settings.full_from, 0.1)
    if min(pair.against) > 0:
        return "shared-source", 0.6
    return ("copy" if same else "translation"), 0.55


def _sure(margin: float, scale: float) -> float:
    """Return a confidence in 0.5..0.98 from the distance to the rule's threshold."""
    return 0.5 + 0.48 * (1 - math.exp(-max(margin, 0.0) / scale))


def _told_alike(pair: _Pair) -> float:
    """Return how much the linked part reads as transmission: in order, in runs, or in the same words."""
    wording = pair.wording if pair.wording is not None else 0.0
    return max(wording, min(pair.order, pair.chain) if pair.links >= 4 else 0.0)


def _compiled(side: _Side, article: Article, settings: Settings) -> bool:
    """Return True where a side holds, beside the linked part, a large block of another text.

    The block is contiguous, a fair part of the text, and shares few words with the rest of it.
    """
    if side.block_length < settings.foreign_block * side.body:
        return False
    inside = set(side.block)
    block = _stems(p.text for p in article.passages if p.number in inside)
    rest = _stems(p.text for p in article.passages if p.number not in inside)
    smaller = min(len(block), len(rest))
    return smaller > 0 and len(block & rest) / smaller < settings.foreign_words


def _stems(texts: Iterable[str]) -> set[str]:
    """Return the first letters of the longer words; letter pairs where words are not spaced."""
    found = set[str]()
    for text in texts:
        for word in map(fold, _WORD.findall(text)):
            if _UNSPACED.match(word):
                found |= {word[i : i + 2] for i in range(len(word) - 1)}
            elif len(word) > 4:
                found.add(word[:6])
    return found


def _direction(
    left: Article,
    right: Article,
    kind: RelationKind,
    stated: tuple[list[tuple[str, str]], list[tuple[str, str]]],
    pair: _Pair,
) -> tuple[Direction, float]:
    """Return the direction that the evidence carries, and a factor for the confidence.

    Statements outweigh times; a statement against the times leaves the direction open.
    """
    for (made, source), says in zip(((right, left), (left, right)), stated, strict=True):
        for how, what in says:
            verb = {"credit": "credits", "hyperlink": "links to"}.get(how, "names as its origin")
            pair.reasons.append(Reason(f"stated-{how}", f"{made.name} {verb} {source.name} ({what})."))
    order = _first(left, right)
    if order:
        early, late = (left, right) if order < 0 else (right, left)
        if early.published and late.published:
            dates = f"({early.published.value}) before {late.name} ({late.published.value})"
            pair.reasons.append(Reason("time", f"{early.name} was published {dates}."))
    if kind in {"unrelated", "same-story", "shared-source"}:
        return "undetermined", 1.0
    claim = bool(stated[0]) - bool(stated[1])
    if claim and (not order or (claim > 0) == (order < 0)):
        return ("left-to-right" if claim > 0 else "right-to-left"), 1.0
    if claim or not order:
        return "undetermined", 0.9
    if kind == "compilation":
        # A compilation is made from its parts; a part that is younger was not among them.
        made_right = pair.right.share < pair.left.share
        if made_right != (order < 0):
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


def _describe(
    pair: _Pair, kind: RelationKind, left: Article, right: Article, names: tuple[tuple[str, ...], ...]
) -> None:
    """Add the reasons for the kind, in sentences."""
    say = pair.reasons.append
    shares = f"{pair.left.share:.0%} of {left.name} and {pair.right.share:.0%} of {right.name}"
    if not pair.links:
        say(Reason("coverage", f"No passage of {left.name} is linked with one of {right.name}."))
        return
    say(Reason("coverage", f"{shares} are linked."))
    if pair.links >= 4:
        say(Reason("order", f"{pair.order:.0%} of the {pair.links} links stand in the same order."))
    if pair.wording is not None:
        say(Reason("wording", f"{pair.wording:.0%} of the linked text is in the same words."))
    if kind not in {"shared-source", "copy", "translation"}:
        return
    for side, article, other in ((pair.left, left, right), (pair.right, right, left)):
        parts = []
        if side.own:
            parts.append(f"{len(side.own)} passage{'s' * (len(side.own) > 1)}")
        if side.details:
            parts.append(f"{side.details} detail{'s' * (side.details > 1)}")
        if parts:
            text = f"Inside the shared part, {article.name} has {' and '.join(parts)} that {other.name} lacks."
            say(Reason("own-material", text))
    for article, other, credits_ in ((left, right, names[0]), (right, left, names[1])):
        others = [n for n in credits_ if origin.meant(n, (other, article)) is None]
        if others:
            say(Reason("credits", f"{article.name} names {_listed(others)} as its source."))
    if kind == "shared-source":
        say(
            Reason(
                "common-source",
                "Neither can have been made from the other alone: a common source is likely.",
            )
        )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
