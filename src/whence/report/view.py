"""Comparison | Story → View: the document arranged for the eye, nothing found out anew.

    Version      one text with its letter, its bar (shared, own, moved, missing), who it cites
    Fact ...     what differs, what is the same in another form, who says what (`facts`, `sayings`)

A comparison is shown as a story of two versions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from whence.phrases import message
from whence.records import Comparison, Edge, Locus, Node, Pair, Reading, Stemma, Story
from whence.report.display import clip, line, sigil, web_address
from whence.report.facts import ASIDE, Fact, equivalences, facts, known
from whence.report.layout import layout
from whence.report.sayings import Statement, statements
from whence.report.speech import ENGLISH
from whence.text import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whence.records import Article, EdgeKind, Span, Variant
    from whence.report.speech import Speech

_T = TypeVar("_T")
# Columns of a version's name on the page: a longer one is a title or an address, told in full beside it.
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """One passage in a bar: where it is (shares of the text) and what became of it."""

    passage: int
    start: float
    size: float
    state: Literal["shared", "some", "own", "moved", "aside"]
    others: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A passage that a version has not: `at` is where it would stand, `span` where it does."""

    at: float
    span: Span


@dataclass(frozen=True, slots=True)
class Version:
    """One article with what the page says of it.

    `named` is True where the name is in the article's language, not that of a file.
    """

    index: int
    sigil: str
    name: str
    article: Article
    language: str
    rtl: bool
    named: bool
    about: str
    address: str | None
    segments: tuple[Segment, ...]
    missing: tuple[Missing, ...]
    credits: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[Source, ...]

    @property
    def shared(self) -> float:
        """The share of the text that at least one other version has."""
        if all(s.others for s in self.segments):
            return 1.0 if self.segments else 0.0
        return min(sum(s.size for s in self.segments if s.others), 1.0)


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody whom a version cites, with the passages where it does."""

    name: str
    cues: tuple[str, ...]
    passages: tuple[int, ...]
    quoted: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything the page and the summary show; `lead` is the version whose title stands at the head.

    `speech` is the language that it is told in. Of several stories a view shows one, with its `members`;
    versions are found by the number of their article, which is the same in all.
    """

    story: Story
    lead: int | None
    versions: tuple[Version, ...]
    facts: tuple[Fact, ...]
    equivalences: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    speech: Speech = ENGLISH
    members: tuple[Version, ...] = ()

    @property
    def title(self) -> str:
        """The title of the lead version, "" where none has one."""
        return line(self.story.articles[self.lead].title or "") if self.lead is not None else ""


def view(
    document: Comparison | Story, speech: Speech = ENGLISH, *, only: Sequence[int] | None = None
) -> View:
    """Arrange a document for the eye of a reader of a language.

    `only` are the articles to show, where the document holds but one of several stories (`several.parts`).
    """
    story = as_story(document)
    seen = _seen(story)
    members = range(len(story.articles)) if only is None else only
    versions = tuple(
        _version(i, story, seen, speech, count=len(members)) for i in range(len(story.articles))
    )
    said = statements(story, speech.language, unnamed=speech.say(message("left open")))
    if only is not None:
        # What a round-up says in its other parts is of other stories.
        sections = {s.article: s.passages for s in story.stories[0].sections}
        versions = tuple(_within(v, sections.get(v.index)) for v in versions)
        said = tuple(s for s in said if _is_of(s, only, sections))
    return View(
        story=story,
        lead=_lead(story),
        versions=versions,
        facts=facts(story, speech.language),
        equivalences=equivalences(story),
        statements=said,
        speech=speech,
        members=tuple(versions[i] for i in members),
    )


def _within(version: Version, passages: Sequence[int] | None) -> Version:
    """Return a version whose other passages are not of the story that is shown."""
    if passages is None:
        return version
    bar = (s if s.passage in passages else replace(s, state="aside") for s in version.segments)
    return replace(version, segments=tuple(bar))


def _is_of(said: Statement, only: Sequence[int], sections: Mapping[int, Sequence[int]]) -> bool:
    """Return True where a statement is of the story that is shown."""
    version, passage = said.text.version, said.text.passage
    return version in only and (version not in sections or passage in sections[version])


def _lead(story: Story) -> int | None:
    """Return the version whose title stands at the head: the one nearest the root that has one."""
    places = layout(story).places
    titled = [n for n in story.stemma.nodes if n.article is not None and story.articles[n.article].title]
    first = min(titled, key=lambda n: places[n.id], default=None)
    return first.article if first else next((i for i, a in enumerate(story.articles) if a.title), None)


def as_story(document: Comparison | Story) -> Story:
    """Return a comparison as a story of two versions; of two versions every variant is a fact."""
    if isinstance(document, Story):
        if len(document.articles) == 2 and len(document.relations) == 1:
            return replace(document, loci=tuple(map(locus_of, document.relations[0].variants)))
        return document
    r = document.relation
    pair = Pair(
        0, 1, r.kind, r.direction, r.coverage, r.confidence, r.reasons, document.links, document.variants
    )
    return Story(
        document.articles,
        (pair,),
        tuple(map(locus_of, document.variants)),
        document.attributions,
        document.credits,
        _two(pair),
        document.notices,
    )


def locus_of(variant: Variant) -> Locus:
    """Return a difference of two versions as a place with two readings."""
    sides = (variant.left, variant.right)
    kind = "presence" if variant.kind.startswith("only-") and variant.link is None else variant.kind
    return Locus(kind, tuple(Reading((i,), (s,) if s else ()) for i, s in enumerate(sides)))


def _two(pair: Pair) -> Stemma:
    """Return the little tree of two versions that their relation tells."""
    nodes = (Node("left", 0), Node("right", 1))
    if pair.kind in {"same-story", "unrelated"}:
        return Stemma(nodes, (), ("left", "right"))
    if pair.kind == "shared-source":
        edges = tuple(
            Edge("lost", child, pair.confidence, pair.reasons, "common-source")
            for child in ("left", "right")
        )
        return Stemma((Node("lost"), *nodes), edges, ("lost",))
    parent, child = ("right", "left") if pair.direction == "right-to-left" else ("left", "right")
    stated = any(r.kind.startswith("stated-") for r in pair.reasons)
    kind: EdgeKind = "stated" if stated else "inferred"
    if pair.direction == "undetermined":
        kind = "undetermined"
    return Stemma(nodes, (Edge(parent, child, pair.confidence, pair.reasons, kind),), (parent,))


@dataclass(slots=True)
class _Seen:
    """Where the passages of one version stand in the others: from its links in every pair."""

    others: dict[int, set[int]]
    moved: Counter[int]
    to: dict[int, dict[int, int]]


def _seen(story: Story) -> list[_Seen]:
    seen = [_Seen({}, Counter(), {}) for _ in story.articles]
    for pair in story.relations:
        for link in pair.links:
            for i, here, j, there in (
                (pair.left, link.left, pair.right, link.right),
                (pair.right, link.right, pair.left, link.left),
            ):
                for passage in here:
                    seen[i].others.setdefault(passage, set()).add(j)
                    seen[i].to.setdefault(j, {})[passage] = there[-1]
                if link.moved:
                    seen[i].moved.update(here)
    return seen


def _version(index: int, story: Story, seen: Sequence[_Seen], speech: Speech, *, count: int) -> Version:
    article = story.articles[index]
    about = (speech.language_name(article.language), speech.moment(article.published))
    return Version(
        index=index,
        sigil=sigil(index),
        name=clip(article.name, _LONGEST_NAME),
        article=article,
        language=article.language if article.language != "und" else "",
        rtl=is_right_to_left(article.language),
        named=article.name in (article.outlet, article.title),
        about=" · ".join(filter(None, about)),
        address=web_address(article.url),
        segments=_segments(article, seen[index], count - 1),
        missing=_missing(index, story, seen, count),
        credits=_credits(index, story),
        sources=_sources(index, story, speech.say(message("source left open"))),
    )


def _segments(article: Article, seen: _Seen, others: int) -> tuple[Segment, ...]:
    """Return the bar of one version: each passage by its share of the text, and its state."""
    total = sum(p.end - p.start for p in article.passages) or 1
    rows, at = [], 0
    for p in article.passages:
        count = len(seen.others.get(p.number, ()))
        state: Literal["shared", "some", "own", "moved", "aside"] = "own"
        if count:
            state = (
                "moved" if 2 * seen.moved[p.number] > count else "shared" if count == others else "some"
            )
        elif p.role in ASIDE:
            state = "aside"
        size = p.end - p.start
        rows.append(Segment(p.number, at / total, size / total, state, count))
        at += size
    return tuple(rows)


def _missing(index: int, story: Story, seen: Sequence[_Seen], count: int) -> tuple[Missing, ...]:
    """Return what most other versions have and this one has not, with the place where it would stand."""
    article, rows = story.articles[index], []
    total = sum(p.end - p.start for p in article.passages) or 1
    ends, at = {}, 0
    for p in article.passages:
        at += p.end - p.start
        ends[p.number] = at / total
    for locus in story.loci:
        lacking = {i for r in locus.readings if not r.spans for i in r.articles}
        spans = [s for r in locus.readings for s in r.spans]
        if locus.kind != "presence" or index not in lacking or not spans or not _known(story, spans[0]):
            continue
        if count > 2 and len({s.article for s in spans}) * 2 < count:
            continue
        there = spans[0]
        met = seen[there.article].to.get(index, {})
        before = max((p for p in met if p <= there.passage), default=None)
        rows.append(Missing(ends.get(met[before], 0.0) if before is not None else 0.0, there))
    return tuple(rows)


def _known(story: Story, span: Span) -> bool:
    return known(story, span.article, span.passage)


def _credits(index: int, story: Story) -> tuple[tuple[str, tuple[str, ...]], ...]:
    roles: dict[str, list[str]] = {}
    for credit in story.credits:
        if credit.article == index and line(credit.name) not in roles.setdefault(credit.role, []):
            roles[credit.role].append(line(credit.name))
    return tuple((role, tuple(names)) for role, names in roles.items())


def _sources(index: int, story: Story, unnamed: str) -> tuple[Source, ...]:
    """Return whom a version cites, the most cited first; `unnamed` where the text leaves it open."""
    rows: dict[str, Source] = {}
    for said in story.attributions:
        if said.article != index:
            continue
        name = line(said.name) or unnamed
        old = rows.get(name, Source(name, (), (), 0))
        rows[name] = Source(
            name,
            _with(old.cues, line(said.cue)),
            _with(old.passages, said.content.passage) if _known(story, said.content) else old.passages,
            old.quoted + said.quoted,
        )
    return tuple(sorted(rows.values(), key=lambda s: -len(s.passages)))


def _with(row: tuple[_T, ...], item: _T) -> tuple[_T, ...]:
    return row if item in row or item == "" else (*row, item)
