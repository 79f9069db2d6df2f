"""Story, two of its versions → Explanation: why they stand where they do in the tree, in sentences.

    what they are · which came first · their way in the tree · what ties them together
    · what changed on the way · what speaks against it · what is open

Nothing is found out anew: relation, edges and readings are those of the story.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from whence.errors import UsageError
from whence.records import Reading, Record
from whence.report.behind import Behind, behind, sentence, shared
from whence.report.display import count, line, share, sigil
from whence.report.stemma_svg import EDGE_KINDS, letters
from whence.report.undetermined import WEAK_BELOW
from whence.report.view import view
from whence.report.words import RELATIONS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whence.records import Edge, Pair, Story
    from whence.report.view import View

PartKind = Literal["relation", "direction", "tree", "shared", "changed", "against", "open"]
TITLES: dict[PartKind, str] = {
    "relation": "What they are to each other",
    "direction": "Which came first",
    "tree": "Their way in the tree",
    "shared": "What ties them together",
    "changed": "What changed between them",
    "against": "What speaks against it",
    "open": "What is open",
}
# Readings quoted in a part: what a reader takes in; the rest is counted.
_MOST_READINGS = 6
_DIRECTION = {
    "time", "stated-credit", "stated-hyperlink", "stated-based-on", "remnants-left", "remnants-right",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part(Record):
    """One question with its answer; `readings` are those that its sentences quote."""

    kind: PartKind
    sentences: tuple[str, ...]
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation(Record):
    """Why two versions stand where they do; `left` and `right` are their letters."""

    left: str
    right: str
    versions: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the document `whence.explanation/1`."""
        row = {"format": "whence.explanation/1", **super(Explanation, self).to_dict()}
        row["versions"] = [{"letter": letter, "name": name} for letter, name in self.versions]
        return row


def explain(story: Story, left: str, right: str) -> Explanation:
    """Return why two versions stand where they do in the story's tree.

    `left` and `right` are letters as the summary shows them (α, β … for lost witnesses), file names,
    paths, outlets or titles. Raises UsageError where one names no version, or several.
    """
    a, b = named_node(story, left), named_node(story, right)
    if a == b:
        raise UsageError(f"{left!r} and {right!r} are the same version; expected two different ones")
    shown = view(story)
    parts = _Parts(shown, a, b)
    made = (
        parts.relation(),
        parts.direction(),
        parts.tree(),
        parts.shared(),
        parts.changed(),
        parts.against(),
        parts.open(),
    )
    names = letters(story)
    versions = tuple((v.sigil, v.name) for v in shown.versions)
    return Explanation(names[a], names[b], versions, tuple(p for p in made if p.sentences))


def named_node(story: Story, name: str) -> str:
    """Return the id of the node with this letter, file name, path, outlet or title."""
    names = letters(story)
    wanted = name.strip()
    for id_, letter in names.items():
        if wanted in (letter, letter.lower()):
            return id_
    found = []
    for node in story.stemma.nodes:
        if node.article is None:
            continue
        a = story.articles[node.article]
        file = (a.path or "").replace("\\", "/")
        known = {line(a.name), a.outlet, a.title, file, file.rsplit("/", 1)[-1]}
        if wanted and wanted.casefold() in {k.casefold() for k in known if k}:
            found.append(node.id)
    if len(found) == 1:
        return found[0]
    possible = ", ".join(
        f"{letter} ({line(story.articles[n.article].name)})" if n.article is not None else letter
        for n, letter in sorted(
            ((n, names[n.id]) for n in story.stemma.nodes), key=lambda row: (len(row[1]), row[1])
        )
    )
    what = f"found {len(found)} versions called {name!r}" if found else f"found no version {name!r}"
    raise UsageError(f"{what}; expected one of {possible}")


class _Parts:
    """The answers for two nodes of one story."""

    def __init__(self, shown: View, a: str, b: str) -> None:
        self.view, self.story = shown, shown.story
        self.names = letters(shown.story)
        self.a, self.b = a, b
        self.article = {n.id: n.article for n in self.story.stemma.nodes}
        self.ends = self.article[a], self.article[b]
        self.pair = next((p for p in self.story.relations if {p.left, p.right} == set(self.ends)), None)
        self.way = _way(self.story.stemma.edges, a, b)
        behind_all = behind(self.story)
        edges = self.story.stemma.edges
        self.direct = [(e, behind_all[i]) for i, e in enumerate(edges) if {e.parent, e.child} == {a, b}]

    def relation(self) -> Part:
        """Say what the two are to each other."""
        pair = self.pair
        if pair is None:
            lost = [self.names[n] for n, v in zip((self.a, self.b), self.ends, strict=True) if v is None]
            text = f"{' and '.join(lost)} is not among these texts: it is inferred from what the others share."
            return Part("relation", (text,) if lost else ())
        left, right = sigil(pair.left), sigil(pair.right)
        kind = (
            f"Seen by themselves, {left} and {right}: {RELATIONS[pair.kind]} ({share(pair.confidence)})."
        )
        shares = f"{share(pair.coverage[0])} of {left} and {share(pair.coverage[1])} of {right}"
        rows = [kind, f"{shares} are linked, in {count(len(pair.links), 'link')}."]
        told = {"coverage", *_DIRECTION}
        return Part("relation", (*rows, *(line(r.text) for r in pair.reasons if r.kind not in told)))

    def direction(self) -> Part:
        """Say which came first, and why."""
        pair = self.pair
        if pair is None or pair.kind == "unrelated":
            return Part("direction", ())
        why = [line(r.text) for r in pair.reasons if r.kind in _DIRECTION]
        first, second = self._order(pair)
        if first:
            return Part("direction", (f"{first} came first: {second} depends on it.", *why))
        above = self.way.above if self.way else None
        if above is None:
            return Part("direction", ("Which of the two came first is open.", *why))
        first, second = (self.a, self.b) if above == self.a else (self.b, self.a)
        text = (
            f"The two alone do not tell which came first. With the other versions {self.names[first]} "
            f"most likely did: the tree leads from it to {self.names[second]}."
        )
        return Part("direction", (text, *why))

    def _order(self, pair: Pair) -> tuple[str, str]:
        left, right = sigil(pair.left), sigil(pair.right)
        if pair.direction == "undetermined":
            return "", ""
        return (left, right) if pair.direction == "left-to-right" else (right, left)

    def tree(self) -> Part:
        """Tell their way in the tree, with the reasons of each arrow."""
        if self.way is None:
            text = "No way in the tree joins them: no source of the one is a source of the other."
            both = _common_children(self.story.stemma.edges, self.a, self.b)
            more = [f"Both are sources of {', '.join(self.names[n] for n in both)}."] if both else []
            return Part("tree", (text, *more))
        ways = (self.way.left, self.way.right)
        rows = [f"{self._chain(edges)}." for edges in ways if len(edges) > 1]
        if self.way.left and self.way.right:
            top = self.names[self.way.top]
            rows.insert(0, f"Both come from {top}, on different ways.")
        for edge in (*self.way.left, *self.way.right):
            rows.append(f"{self._arrow(edge)}: {EDGE_KINDS[edge.kind]}, {share(edge.confidence)}.")
            rows += [f"– {line(r.text)}" for r in edge.reasons]
        return Part("tree", tuple(rows))

    def _arrow(self, edge: Edge) -> str:
        mark = "–" if edge.kind == "undetermined" else "→"
        return f"{self.names[edge.parent]} {mark} {self.names[edge.child]}"

    def _chain(self, edges: Sequence[Edge]) -> str:
        out = self.names[edges[0].parent]
        for edge in edges:
            out += f" {'–' if edge.kind == 'undetermined' else '→'} {self.names[edge.child]}"
        return out

    def shared(self) -> Part:
        """Tell the strongest shared changes."""
        rows: list[Behind] = []
        for _, readings in self.direct:
            rows += [r for r in readings if r.role in {"together", "branch"}]
        if not self.direct and None not in self.ends:
            rows = [*shared(self.story, self.ends[0] or 0, self.ends[1] or 0)]
        if not rows:
            if len(self.story.articles) < 3 or None in self.ends:
                return Part("shared", ())
            text = "No reading that they have against most of the others: what they share, most versions share."
            return Part("shared", (text,))
        return self._readings("shared", rows)

    def changed(self) -> Part:
        """Tell what the child has otherwise than its parent, alone or with whoever comes from it."""
        rows = [r for _, readings in self.direct for r in readings if r.role == "change"]
        return self._readings("changed", rows)

    def against(self) -> Part:
        """Tell what does not fit the arrow."""
        rows = [r for _, readings in self.direct for r in readings if r.role == "against"]
        if self.direct and not rows and len(self.story.articles) > 2:
            text = "Nothing: no reading that one of them has with versions elsewhere, against the other."
            return Part("against", (text,))
        part = self._readings("against", rows)
        children = {e.child: e.parent for e, _ in self.direct}
        more = [
            f"{self.names[e.child]} also comes from {self.names[e.parent]}, which may be where it has this from."
            for e in self.story.stemma.edges
            if rows and e.child in children and e.parent != children[e.child] and self._beside(e.parent)
        ]
        return Part("against", (*part.sentences, *more), part.readings)

    def _beside(self, node: str) -> bool:
        """Return True where a node is of the story of both ends; of one story alone it always is."""
        near = {v for v in (*self.ends, self.article[node]) if v is not None}
        stories = self.story.stories
        return len(stories) < 2 or any(near <= {*part.articles} for part in stories)

    def _readings(self, kind: PartKind, rows: Sequence[Behind]) -> Part:
        told = [plain(sentence(self.view, r), letters=True) for r in rows[:_MOST_READINGS]]
        if len(rows) > _MOST_READINGS:
            told.append(f"and {len(rows) - _MOST_READINGS} more.")
        return Part(kind, tuple(told), tuple(r.reading for r in rows[:_MOST_READINGS]))

    def open(self) -> Part:
        """Tell what these texts do not settle."""
        rows = []
        articles = [self.story.articles[i] for i in self.ends if i is not None]
        untimed = [sigil(i) for i in self.ends if i is not None and not self.story.articles[i].published]
        if articles and untimed:
            rows.append(f"When {' and '.join(untimed)} appeared is not known.")
        steps = (*self.way.left, *self.way.right) if self.way else ()
        for edge in steps:
            if edge.kind == "undetermined":
                rows.append(f"{self._arrow(edge)}: which came first is open; the two may be swapped.")
            elif edge.confidence < WEAK_BELOW:
                rows.append(f"{self._arrow(edge)} is weak ({share(edge.confidence)}).")
        nodes = {n.id: n for n in self.story.stemma.nodes}
        for id_ in dict.fromkeys(n for e in steps for n in (e.parent, e.child)):
            if nodes[id_].article is None:
                perhaps = " or ".join(map(line, nodes[id_].candidates))
                rows.append(
                    f"{self.names[id_]} is not among these texts"
                    + (f"; it may be {perhaps}." if perhaps else ", and no text says what it is.")
                )
        return Part("open", tuple(rows))


@dataclass(frozen=True, slots=True)
class _Way:
    """From `top`, the nearest common source, down to the one and the other."""

    top: str
    left: tuple[Edge, ...]
    right: tuple[Edge, ...]

    @property
    def above(self) -> str | None:
        """The end that the other comes from, where every arrow between them has a direction."""
        if (self.left and self.right) or any(
            e.kind == "undetermined" for e in (*self.left, *self.right)
        ):
            return None
        return self.top


def _way(edges: Sequence[Edge], a: str, b: str) -> _Way | None:
    """Return the shortest way between two nodes over a common source; None where there is none."""
    ups = defaultdict(list)
    for edge in sorted(edges, key=lambda e: -e.confidence):
        ups[edge.child].append(edge)
    left, right = _sources(ups, a), _sources(ups, b)
    tops = [n for n in left if n in right]
    if not tops:
        return None
    top = min(tops, key=lambda n: len(left[n]) + len(right[n]))
    return _Way(top, left[top], right[top])


def _sources(ups: Mapping[str, Sequence[Edge]], start: str) -> dict[str, tuple[Edge, ...]]:
    """Return every source of a node with the shortest way down from it, nearest first."""
    found: dict[str, tuple[Edge, ...]] = {start: ()}
    todo = [start]
    for at in todo:
        for edge in ups.get(at, ()):
            if edge.parent not in found:
                found[edge.parent] = (edge, *found[at])
                todo.append(edge.parent)
    return found


def _common_children(edges: Iterable[Edge], a: str, b: str) -> list[str]:
    parents = defaultdict(set)
    for edge in edges:
        parents[edge.child].add(edge.parent)
    return [child for child, above in parents.items() if {a, b} <= above]
