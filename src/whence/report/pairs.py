"""Pair → rows: two versions side by side, as a table for print and as compact data for the page.

[left passages, right passages, score, link]     one row; a side without a passage is empty
link  -1 on one side only · ≥ 0 its number in the pair; moved links give a row on each side
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from whence.report.display import line
from whence.report.speech import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Pair, Span, Story, Variant
    from whence.report.speech import Speech

# How much evidence and how many variants of pairs the page carries, in entries of about 30 bytes: the
# page stays under 3 MB. Pairs beyond it keep their links; chosen by the size of a page of 40 versions.
ENTRIES_ON_PAGE = 40_000
# Words lit per link: more than a reader can take in; the strongest are kept.
EVIDENCE_PER_LINK = 24
# Pairs set as tables, for print and for readers without JavaScript, and the characters they may take.
TABLES, TABLE_CHARACTERS = 4, 400_000
INLINE_KINDS = ("number", "date", "name", "label", "attribution", "wording", "detail")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of two versions side by side."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float = 0.0
    link: int = -1
    moved: bool = False


def rows(pair: Pair, left: Article, right: Article) -> list[Row]:
    """Return the passages of both sides in reading order, linked ones beside each other.

    Links out of the common order stand as two rows, one at the place of each side.
    """
    straight, moved = _straight(pair)
    out: list[Row] = []
    next_left = next_right = 0
    straight_left = {n for k in straight for n in pair.links[k].left}
    straight_right = {n for k in straight for n in pair.links[k].right}
    crossing = _crossing(pair, moved)
    for k in (*straight, -1):
        link = pair.links[k] if k >= 0 else None
        until_left = link.left[0] if link else len(left.passages)
        until_right = link.right[0] if link else len(right.passages)
        while next_left < until_left:
            if next_left not in straight_left:
                out.append(_lone(next_left, 0, crossing, pair))
            next_left += 1
        while next_right < until_right:
            if next_right not in straight_right:
                out.append(_lone(next_right, 1, crossing, pair))
            next_right += 1
        if link:
            out.append(Row(link.left, link.right, link.score, k))
    return _joined(out)


def _straight(pair: Pair) -> tuple[list[int], list[int]]:
    """Return the numbers of the links in the common order, and of those out of it."""
    straight: list[int] = []
    moved: list[int] = []
    last_left = last_right = -1
    for k in sorted(range(len(pair.links)), key=lambda k: (pair.links[k].left, pair.links[k].right)):
        link = pair.links[k]
        if not link.moved and link.left[0] > last_left and link.right[0] > last_right:
            straight.append(k)
            last_left, last_right = link.left[-1], link.right[-1]
        else:
            moved.append(k)
    return straight, moved


def _crossing(pair: Pair, moved: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    sides: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for k in moved:
        for side, numbers in enumerate((pair.links[k].left, pair.links[k].right)):
            for number in numbers:
                sides[side].setdefault(number, k)
    return sides


def _lone(number: int, side: int, crossing: tuple[dict[int, int], dict[int, int]], pair: Pair) -> Row:
    k = crossing[side].get(number, -1)
    score = pair.links[k].score if k >= 0 else 0.0
    left, right = ((number,), ()) if side == 0 else ((), (number,))
    return Row(left, right, score, k, k >= 0)


def _joined(out: list[Row]) -> list[Row]:
    """Join neighbouring rows of one moved link and side."""
    joined: list[Row] = []
    for row in out:
        last = joined[-1] if joined else None
        if last and row.moved and last.link == row.link and bool(last.left) == bool(row.left):
            joined[-1] = Row(last.left + row.left, last.right + row.right, row.score, row.link, True)
        else:
            joined.append(row)
    return joined


def ranked(story: Story) -> list[int]:
    """Return the numbers of the pairs, those of the tree first, then the most alike."""
    articles = {n.id: n.article for n in story.stemma.nodes}
    sure: dict[frozenset[int | None], float] = {}
    for edge in story.stemma.edges:
        ends = frozenset((articles.get(edge.parent), articles.get(edge.child)))
        sure[ends] = max(sure.get(ends, 0.0), edge.confidence)

    def key(number: int) -> tuple[float, float, int]:
        pair = story.relations[number]
        return -sure.get(frozenset((pair.left, pair.right)), 0.0), -sum(pair.coverage), number

    return sorted(range(len(story.relations)), key=key)


def payload(story: Story, speech: Speech = ENGLISH) -> dict[str, Any]:
    """Return the data from which the page draws any two versions: offsets count within a passage."""
    strings: dict[str, int] = {}
    left_over = ENTRIES_ON_PAGE
    pairs: dict[str, Any] = {}
    order = ranked(story)
    for number in order:
        pair = story.relations[number]
        left, right = story.articles[pair.left], story.articles[pair.right]
        entry: dict[str, Any] = {
            "r": [_packed(r) for r in rows(pair, left, right)],
            "k": pair.kind,
            "c": [round(c, 3) for c in pair.coverage],
        }
        cost = len(pair.variants) + sum(min(len(k.evidence), EVIDENCE_PER_LINK) for k in pair.links)
        if cost <= left_over:
            left_over -= cost
            entry["e"] = _evidence(pair, left, right, strings)
            entry["v"] = [
                _marked(v, left, right, strings, speech) for v in pair.variants if v.kind in INLINE_KINDS
            ]
        pairs[f"{pair.left}-{pair.right}"] = entry
    return {
        "first": _first(story, order),
        "pairs": pairs,
        "strings": list(strings),
    }


def _first(story: Story, order: Sequence[int]) -> tuple[int, int]:
    """Return the two versions to begin with: of the surest step of the tree, the parent on the left."""
    if not order:
        return 0, 0
    pair = story.relations[order[0]]
    ids = {n.article: n.id for n in story.stemma.nodes}
    ends = (ids.get(pair.left), ids.get(pair.right))
    turned = any((e.child, e.parent) == ends for e in story.stemma.edges)
    return (pair.right, pair.left) if turned else (pair.left, pair.right)


def _packed(row: Row) -> list[Any]:
    return [row.left, row.right, round(row.score, 2), row.link]


def _evidence(pair: Pair, left: Article, right: Article, strings: dict[str, int]) -> list[list[Any]]:
    """Return [link, kind, left place, right place, value] of each meeting, the strongest of each link."""
    entries = []
    for k, link in enumerate(pair.links):
        # The encoder's part spans whole passages: no words to light.
        words = [e for e in link.evidence if e.kind != "neural"]
        kept = sorted(words, key=lambda e: -e.weight)[:EVIDENCE_PER_LINK]
        for met in kept:
            a, b = place(met.left, left), place(met.right, right)
            if a and b:
                entries.append([k, met.kind[0], *a, *b, _number(met.value, strings)])
    return entries


def inline(variant: Variant) -> str:
    """Return the kind under which a variant is marked within its passages, "" where it is not."""
    if variant.kind.startswith("only-"):
        return "detail" if variant.link is not None else ""
    return variant.kind if variant.kind in INLINE_KINDS else ""


def _marked(
    variant: Variant, left: Article, right: Article, strings: dict[str, int], speech: Speech
) -> list[Any]:
    a = place(variant.left, left) if variant.left else None
    b = place(variant.right, right) if variant.right else None
    return [
        INLINE_KINDS.index(inline(variant)),
        a or 0,
        b or 0,
        _number(speech.tell(variant.note), strings),
    ]


def place(span: Span, article: Article) -> list[int] | None:
    """Return [passage, start, end] with offsets within the passage, None where they do not fit."""
    if not 0 <= span.passage < len(article.passages):
        return None
    p = article.passages[span.passage]
    start, end = max(span.start, p.start), min(span.end, p.end)
    return [span.passage, start - p.start, end - p.start] if start < end else None


def _number(text: str, strings: dict[str, int]) -> int:
    return strings.setdefault(line(text), len(strings))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage in a table; `kind` is the variant it belongs to, "" for plain text."""

    text: str
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Two versions as a table: rows of (state, left passages, right passages)."""

    pair: Pair
    rows: tuple[
        tuple[str, tuple[tuple[int, tuple[Part, ...]], ...], tuple[tuple[int, tuple[Part, ...]], ...]],
        ...,
    ]


def tables(story: Story) -> list[Table]:
    """Return the most telling pairs as tables."""
    made: list[Table] = []
    characters = 0
    for number in ranked(story)[:TABLES]:
        pair = story.relations[number]
        if pair.kind == "unrelated" and made:
            continue
        sides = story.articles[pair.left], story.articles[pair.right]
        characters += sum(len(a.text) for a in sides)
        if made and characters > TABLE_CHARACTERS:
            break
        made.append(_table(pair, *sides))
    return made


def _table(pair: Pair, left: Article, right: Article) -> Table:
    marks: tuple[defaultdict[int, list[tuple[int, int, Variant]]], ...] = (
        defaultdict(list),
        defaultdict(list),
    )
    for v in pair.variants:
        if inline(v):
            for side, (span, article) in enumerate(((v.left, left), (v.right, right))):
                at = place(span, article) if span else None
                if at:
                    marks[side][at[0]].append((at[1], at[2], v))
    made = []
    for row in rows(pair, left, right):
        state = "moved" if row.moved else "linked" if row.link >= 0 else "left" if row.left else "right"
        cells = tuple(
            tuple((n, _parts(article.passages[n].text, marks[side][n])) for n in numbers)
            for side, (numbers, article) in enumerate(((row.left, left), (row.right, right)))
        )
        made.append((state, cells[0], cells[1]))
    return Table(pair, tuple(made))


def _parts(text: str, marks: list[tuple[int, int, Variant]]) -> tuple[Part, ...]:
    """Cut a passage at its marks; of marks that overlap the first is shown."""
    parts, at = [], 0
    for start, end, variant in sorted(marks, key=lambda m: (m[0], -m[1])):
        if start < at:
            continue
        if at < start:
            parts.append(Part(text[at:start]))
        parts.append(Part(text[start:end], inline(variant), line(variant.note)))
        at = end
    if at < len(text):
        parts.append(Part(text[at:]))
    return tuple(parts)
