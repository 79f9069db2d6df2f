"""Article, Pair → what articles have of each other, passage by passage, as far as they are cut into sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import INDEPENDENT
from whence.topics import matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Article, Link, Pair
    from whence.topics import Matter

Node = tuple[int, int]  # article, number of its section

_ASIDE = frozenset({"furniture", "credit"})
# Share of the smaller of two parts of a text from which they are one part.
SAME_PART = 0.5
# Share of an article from which it is mostly about its part in a story, share of a section that must be
# linked to join it with one of another article, and passages from which a smaller part is a section.
# Two sentences are a quotation or a footer. Re-run benchmarks/mixed.py.
HOME, JOINED, LEAST_PASSAGES = 0.35, 0.35, 3
# How far apart two links of a run may stand: one sentence may be left out in between.
STEP = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """A section of an article: its passages, and the articles that have part of it and of no other section."""

    passages: frozenset[int]
    others: frozenset[int] = frozenset()


class Shared:
    """What the articles share, as far as they are cut into sections by now.

    A set of passages is the bits of a number, so that the many comparisons of a large story cost little.
    """

    def __init__(self, articles: Sequence[Article], pairs: Sequence[Pair]) -> None:
        self.articles = articles
        self.size = [{p.number: p.end - p.start for p in a.passages} for a in articles]
        self.body = [bits_of(p.number for p in a.passages if p.role not in _ASIDE) for a in articles]
        self.cuts = [[Cut(frozenset(rows))] for rows in self.size]
        self.links: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        self.weak: set[frozenset[int]] = set()
        self.quoted: set[tuple[int, int]] = set()
        for pair in pairs:
            links: Sequence[Link] = pair.links
            if pair.kind not in INDEPENDENT:
                links = run(links, 2) or links
            else:
                links = run(links, LEAST_PASSAGES)
                self.weak.add(frozenset((pair.left, pair.right)))
            if links:
                rows = [(bits_of(link.left), bits_of(link.right), link.score) for link in links]
                self.links[pair.left, pair.right] = rows
                self.links[pair.right, pair.left] = [(b, a, score) for a, b, score in rows]
        self.beside: list[list[int]] = [[] for _ in articles]
        for v, w in self.links:
            self.beside[v].append(w)
        self._spoken: dict[tuple[int, frozenset[int]], Matter] = {}
        self.on = self._on()

    def _on(self) -> list[dict[Node, int]]:
        """Return for each article which of its passages each section of another one has."""
        on: list[dict[Node, int]] = [{} for _ in self.articles]
        for (v, w), links in self.links.items():
            here = self._with(v, w) & self.body[v]
            for k, cut in enumerate(self.cuts[w]):
                there = bits_of(cut.passages) & self._with(w, v)
                mine = 0
                for left, right, _ in links:
                    mine |= left if right & there else 0
                if mine & here:
                    on[v][w, k] = mine & here
        return on

    def _with(self, v: int, w: int) -> int:
        """Return the passages of v that w can have: of the sections that it has part of, if that is known.

        Links with another section are stray.
        """
        known = [cut for cut in self.cuts[v] if w in cut.others] or self.cuts[v]
        return bits_of(p for cut in known for p in cut.passages)

    def cut(self, cuts: list[list[Cut]]) -> None:
        """Take the articles for cut so."""
        self.cuts = cuts
        self.on = self._on()

    def between(self, one: Node, other: Node) -> int:
        """Return the passages of a section that a section of another article has."""
        mine = self.on[one[0]].get(other, 0)
        whole = len(self.cuts[one[0]]) == 1
        return mine if whole else mine & bits_of(self.cuts[one[0]][one[1]].passages)

    def with_all(self, one: Node, other: int) -> int:
        """Return the passages of a section that another article has, in whatever section."""
        bits = 0
        for k in range(len(self.cuts[other])):
            bits |= self.between(one, (other, k))
        return bits

    def sure(self, v: int, node: Node) -> dict[int, float]:
        """Return how sure the links of each passage of v with a section are."""
        found: dict[int, float] = {}
        section = bits_of(self.cuts[node[0]][node[1]].passages)
        for here, there, score in self.links[v, node[0]]:
            if there & section:
                for p in members_of(here & self.body[v]):
                    found[p] = max(score, found.get(p, 0.0))
        return found

    def share(self, v: int, passages: int, of: int | None = None) -> float:
        """Return the share of an article's story, or of some passages of it, that some passages are."""
        size = self.size[v]
        whole = self.body[v] if of is None else of & self.body[v]
        part = sum(size[p] for p in members_of(passages & whole))
        return part / max(sum(size[p] for p in members_of(whole)), 1)

    def outside(self, v: int, node: Node) -> bool:
        """Return True where much of what a section says is not in v: it is no excerpt of v."""
        w, k = node
        there = 0
        for _, bits, _ in self.links[v, w]:
            there |= bits
        return self.share(w, there, bits_of(self.cuts[w][k].passages)) < 1 - HOME

    def matter(self, v: int, passages: frozenset[int]) -> Matter:
        """Return what some passages of an article speak of."""
        key = v, passages
        if key not in self._spoken:
            a = self.articles[v]
            self._spoken[key] = matter([p.text for p in a.passages if p.number in passages], a.language)
        return self._spoken[key]


def run(links: Sequence[Link], least: int) -> list[Link]:
    """Return the links that stand in a row of at least so many, which goes on in both texts.

    A part of one text in another is a row, even where it is too small for a relation of the whole; a stray
    link stands alone.
    """
    found: list[Link] = []
    row: list[Link] = []
    for link in sorted(links, key=lambda one: (one.left, one.right)):
        if row:
            steps = link.left[0] - row[-1].left[-1], link.right[0] - row[-1].right[-1]
            if not all(0 < step <= STEP for step in steps):
                found += row if len(row) >= least else []
                row = []
        row.append(link)
    return found + (row if len(row) >= least else [])


def bits_of(passages: Iterable[int]) -> int:
    """Return a set of passages as the bits of a number."""
    bits = 0
    for p in passages:
        bits |= 1 << p
    return bits


def members_of(bits: int) -> list[int]:
    """Return the passages that the bits of a number stand for, in order."""
    return [p for p in range(bits.bit_length()) if bits >> p & 1]


def much(common: int, one: int, other: int) -> bool:
    """Return True where what two parts have in common is much of the smaller one."""
    return common.bit_count() >= SAME_PART * min(one.bit_count(), other.bit_count())
