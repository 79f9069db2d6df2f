"""Apparatus, Pairs, Credits → Stemma: infer each group of dependent versions and word the reasons.

Several stories, each with its apparatus, make one graph. What has parts of several is one node of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from whence import origin
from whence.phrases import phrase
from whence.records import INDEPENDENT, Edge, Node, Reason, Stemma
from whence.stemma.apparatus import canonical
from whence.stemma.coding import Place, characters
from whence.stemma.evidence import Evidence, evidence
from whence.stemma.infer import inferred
from whence.stemma.model import Characters
from whence.stemma.reasons import of_lost, of_step
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whence.records import Article, Credit, EdgeKind, Pair
    from whence.stemma.apparatus import Apparatus
    from whence.stemma.infer import Inferred, Step


class Drawing:
    """Collects the nodes and edges of a story's stemma, group by group."""

    def __init__(
        self,
        articles: Sequence[Article],
        pairs: Sequence[Pair],
        credits_: Sequence[Credit],
    ) -> None:
        self.articles = articles
        self.credits = credits_
        self.pair = {(p.left, p.right): p for p in pairs}
        self.rank = canonical(articles)
        self.names = [origin.credited(credits_, v, origin.WHOLE_ROLES) for v in range(len(articles))]
        self.edges: list[Edge] = []
        self.roots: list[str] = []
        self.lost: list[Node] = []
        self.stated: frozenset[tuple[int, int]] = frozenset()
        self.beside: dict[int, list[int]] = {}
        seen = Counter[str]()
        self.ids = [""] * len(articles)
        self.by_rank = sorted(range(len(articles)), key=lambda v: self.rank[v])
        for v in self.by_rank:
            a = articles[v]
            seen[a.id] += 1
            self.ids[v] = a.id if seen[a.id] == 1 else f"{a.id}-{seen[a.id]}"
        self.nodes = [Node(self.ids[v], v) for v in range(len(articles))]

    def story(self, members: Sequence[int], table: Apparatus) -> None:
        """Infer and draw the trees of one story; `members` are the articles that are of it."""
        self.table = table
        edges, self.edges = self.edges, []
        for group in self._groups(members):
            if len(group) == 1:
                self.roots.append(self.ids[group[0]])
            elif len(group) == 2:
                self._two(group[0], group[1])
            else:
                self._many(group)
        self.edges = merged(edges, self.edges)

    def stemma(self) -> Stemma:
        """Return what was drawn, with the articles of no story as roots that nothing joins."""
        below = {e.child for e in self.edges}
        drawn = {*self.roots, *below}
        self.roots += (self.ids[v] for v in self.by_rank if self.ids[v] not in drawn)
        # Who comes first in one story and has a parent in another is no root.
        roots = tuple(r for r in dict.fromkeys(self.roots) if r not in below)
        return Stemma((*self.nodes, *self.lost), tuple(self.edges), roots)

    def _groups(self, members: Sequence[int]) -> list[list[int]]:
        """Return the versions in groups that transmission connects, in canonical order."""
        head = {v: v for v in members}
        for (a, b), pair in sorted(self.pair.items()):
            if a in head and b in head and pair.kind not in INDEPENDENT:
                one, other = self._head(head, a), self._head(head, b)
                head[max(one, other)] = min(one, other)
        found: dict[int, list[int]] = defaultdict(list)
        for v in sorted(members, key=lambda v: self.rank[v]):
            found[self._head(head, v)].append(v)
        return list(found.values())

    @staticmethod
    def _head(head: Mapping[int, int], v: int) -> int:
        while head[v] != v:
            v = head[v]
        return v

    def _between(self, a: int, b: int) -> Pair | None:
        return self.pair.get((a, b)) or self.pair.get((b, a))

    def _two(self, a: int, b: int) -> None:
        """Draw two versions as their relation says."""
        pair = self._between(a, b)
        assert pair is not None
        a, b = pair.left, pair.right
        if pair.kind == "shared-source":
            top = self._lost_node([a, b])
            self.roots.append(top)
            for v in (a, b):
                reasons = tuple(
                    r for r in pair.reasons if r.kind in {"common-source", "own-material", "credits"}
                )
                self.edges.append(
                    Edge(top, self.ids[v], round(pair.confidence, 3), reasons, "common-source")
                )
            return
        if pair.direction == "right-to-left":
            a, b = b, a
        self.roots.append(self.ids[a])
        kind: EdgeKind = "inferred"
        if pair.direction == "undetermined":
            kind = "undetermined"
        elif any(r.kind.startswith("stated-") for r in pair.reasons):
            kind = "stated"
        self.edges.append(Edge(self.ids[a], self.ids[b], round(pair.confidence, 3), pair.reasons, kind))

    def _lost_node(self, below: Sequence[int], names: Sequence[str] = ()) -> str:
        """Add a lost witness; its candidates are what the versions below it credit."""
        agencies = [set(origin.credited(self.credits, v, frozenset({"agency"}))) for v in below]
        credited = [n for v in below for n in self.names[v]]
        # An agency is named for a part of the text; where all name it, it may be the source.
        credited += sorted(set.intersection(*agencies)) if agencies else []
        told = [n for n in credited if origin.meant(n, self.articles) is None]
        distinct: list[str] = []
        for name in [*names, *told]:
            if not any(origin.alike(name, d) for d in distinct):
                distinct.append(name)
        node = Node(f"lost-{len(self.lost) + 1}", None, tuple(distinct))
        self.lost.append(node)
        return node.id

    def _many(self, group: Sequence[int]) -> None:
        """Infer the tree of three or more versions and draw it."""
        number = {v: i for i, v in enumerate(group)}
        outer = evidence(
            [self.articles[v] for v in group],
            [replace(c, article=number[c.article]) for c in self.credits if c.article in number],
            [
                replace(p, left=number[p.left], right=number[p.right])
                for p in self.pair.values()
                if p.left in number and p.right in number
            ],
        )
        coded = self._coded(group, len(outer.named))
        tree = inferred(coded, outer)
        self._draw(tree, group, outer)

    def _coded(self, group: Sequence[int], named: int) -> Characters:
        """Code the group's versions; named sources without a text know nothing of any character."""
        number = {v: i for i, v in enumerate(group)}
        units = sorted({u for v in group for held in self.table.rows[v] for u in held})
        local = {u: i for i, u in enumerate(units)}
        rows = [[tuple(local[u] for u in held) for held in self.table.rows[v]] for v in group]
        places = []
        for place in self.table.places:
            states = {number[v]: s for v, s in place.states.items() if v in number}
            if len(set(states.values())) > 1:
                places.append(Place(place.kind, states, place.locus, place.weight))
        spoken = sorted({tag(self.articles[v].language) for v in group})
        languages = {
            number[v]: spoken.index(tag(self.articles[v].language))
            for v in group
            if self.articles[v].language != "und"
        }
        places.append(Place("language", languages))
        coded = characters(rows, len(units), places)
        unknown = np.full((named, coded.states.shape[1]), -1, dtype=coded.states.dtype)
        return Characters(np.vstack([coded.states, unknown]), coded.kind, coded.weight, coded.locus)

    def _draw(self, tree: Inferred, group: Sequence[int], outer: Evidence) -> None:
        """Add the inferred tree's nodes and edges."""
        count = len(group)
        self.stated = frozenset(outer.stated)
        self.beside = {
            p: [group[s.child] for s in tree.steps if s.parent == p and s.child < count]
            for p in range(count, tree.nodes)
        }
        children: dict[int, list[Step]] = defaultdict(list)
        for step in tree.steps:
            children[step.parent].append(step)
        root = tree.root
        while count <= root < tree.versions and len(children[root]) == 1:
            root = children[root][0].child  # a named source that joins nothing
        ids: dict[int, str] = {}
        for node in _preorder(root, children):
            if node < count:
                ids[node] = self.ids[group[node]]
            elif not (count <= node < tree.versions and len(children[node]) < 2):
                below = [group[s.child] for s in children[node] if s.child < count]
                ids[node] = self._lost_node(
                    below, outer.named[node - count] if node < tree.versions else ()
                )
        self.roots.append(ids[root])
        for node in _preorder(root, children):
            for step in children[node]:
                if node in ids and (end := _through(step, ids, children)) is not None:
                    self._edge(step, (ids[node], ids[end.child]), (node, end.child), group)
        for step in tree.seconds:
            if step.parent in ids and step.child in ids:
                self._second(step, ids)
        self._further(outer.stated, ids, group)

    def _second(self, step: Step, ids: Mapping[int, str]) -> None:
        """Draw a second parent that the apparatus shows."""
        text = phrase("This version has readings of another branch, which its first source lacks.")
        kind: EdgeKind = "inferred" if step.claimed else "undetermined"
        reasons = (Reason("contamination", text),)
        self.edges.append(Edge(ids[step.parent], ids[step.child], round(step.place, 3), reasons, kind))

    def _further(
        self, stated: Sequence[tuple[int, int]], ids: Mapping[int, str], group: Sequence[int]
    ) -> None:
        """Draw a further parent where a version names a source that is not above it in the tree."""
        above: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges:
            above[edge.child].add(edge.parent)
        for a, b in stated:
            if a not in ids or b not in ids:
                continue
            seen, stack = {ids[b]}, [ids[b]]
            while stack:
                for x in above[stack.pop()] - seen:
                    seen.add(x)
                    stack.append(x)
            if ids[a] in seen or _under(ids[b], ids[a], above):
                continue
            pair = self._between(group[a], group[b]) if a < len(group) else None
            reasons = tuple(r for r in pair.reasons if r.kind.startswith("stated-")) if pair else ()
            name = self.articles[group[b]].name
            text = phrase("{name} names this source beside another.", name=name)
            self.edges.append(
                Edge(ids[a], ids[b], 0.8, reasons or (Reason("stated-credit", text),), "stated")
            )
            above[ids[b]].add(ids[a])

    def _credited(self, version: int) -> Reason:
        """Return that a version names a source that is not at hand."""
        absent = [n for n in self.names[version] if origin.meant(n, self.articles) is None]
        name = self.articles[version].name
        text = phrase("{name} names {source} as its source.", name=name, source=", ".join(absent))
        return Reason("stated-credit", text)

    def _edge(
        self, step: Step, names: tuple[str, str], ends: tuple[int, int], group: Sequence[int]
    ) -> None:
        (parent, child), (p, c) = names, ends
        reasons: list[Reason] = []
        kind: EdgeKind = "inferred" if step.claimed else "undetermined"
        confidence = step.trust if step.claimed else step.place
        if p < len(group) and c < len(group):
            one, other = group[p], group[c]
            pair = self._between(one, other)
            stated = (p, c) in self.stated
            if stated:
                kind, confidence = "stated", max(confidence, 0.9)
            elif _says(pair, one):
                # A link to the very page makes no place, but gives the step that the texts make its direction.
                stated, kind = True, "stated"
            reasons += of_step(self.articles, self.table, pair, (one, other), stated=stated)
        elif p >= len(group):
            if (p, c) in self.stated:
                kind, confidence = "stated", max(confidence, 0.9)
                reasons.append(self._credited(group[c]))
            elif step.claimed:
                kind = "common-source"
            if c < len(group):
                reasons += of_lost(self.articles, self.table, group[c], self.beside.get(p, ()))
        kept = phrase("{share} of the resampled apparatus keeps this place.", share=f"{step.place:.0%}")
        reasons.append(Reason("support", kept))
        self.edges.append(Edge(parent, child, round(confidence, 3), tuple(reasons), kind))


def merged(known: Sequence[Edge], more: Sequence[Edge]) -> list[Edge]:
    """Return the edges of one story with those of another.

    Two round-ups may stand in both: a step is drawn once, the surer of the two, and none that would close a
    circle, where one story says that the first was made from the second and the other the reverse.
    """
    found = {(e.parent, e.child): e for e in known}
    above: dict[str, set[str]] = defaultdict(set)
    for edge in known:
        above[edge.child].add(edge.parent)
    for edge in more:
        ends = edge.parent, edge.child
        if ends in found:
            found[ends] = max(found[ends], edge, key=lambda e: e.confidence)
        elif not _under(edge.child, edge.parent, above):
            found[ends] = edge
            above[edge.child].add(edge.parent)
    return list(found.values())


def _says(pair: Pair | None, parent: int) -> bool:
    """Return True where one of two versions states that it comes from `parent`, and nothing speaks against it."""
    if pair is None or not any(r.kind.startswith("stated-") for r in pair.reasons):
        return False
    return pair.direction == ("left-to-right" if pair.left == parent else "right-to-left")


def _under(top: str, node: str, above: Mapping[str, set[str]]) -> bool:
    """Return True where `node` descends from `top`: a further parent must make no circle."""
    seen, stack = {node}, [node]
    while stack:
        for x in above.get(stack.pop(), set()) - seen:
            seen.add(x)
            stack.append(x)
    return top in seen


def _through(step: Step, ids: Mapping[int, str], children: Mapping[int, list[Step]]) -> Step | None:
    """Return the step that ends at a drawn node, passing over a named source that joins nothing."""
    while step.child not in ids:
        if not children[step.child]:
            return None
        step = children[step.child][0]
    return step


def _preorder(root: int, children: Mapping[int, list[Step]]) -> list[int]:
    found = [root]
    for node in found:
        found.extend(step.child for step in children[node])
    return found
