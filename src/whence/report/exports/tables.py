"""Story → tables: what whence found, as typed rows for spreadsheets and data tools.

facts         one row a fact, one column a version      variants, links      one row each, by pair
readings      the same, one row a version               attributions, credits, versions, relations, tree
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from whence.report.display import line, sigil
from whence.report.exports.names import text_hash
from whence.report.facts import equivalences, facts
from whence.report.stemma_svg import letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whence.records import Article, Span, Story, Time

Kind = Literal["text", "integer", "number", "truth", "time"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its values, what it holds. Every value may be missing (None)."""

    name: str
    kind: Kind = "text"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a story; its rows are made while they are read."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]


def _columns(text: str) -> tuple[Column, ...]:
    """Return columns from lines "name kind about"."""
    rows = (row.split(maxsplit=2) for row in text.strip().splitlines())
    return tuple(Column(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows)  # type: ignore[arg-type]


_FACTS = _columns("""
    fact integer running number
    finding text differs, or same: the same in another form
    kind text what differs
    role text the part of the article it stands in
    place text the passage it stands in
    note text what differs, in words
""")
_READINGS = _columns("""
    locus integer running number of the place
    kind text what differs there
    reading integer running number of the reading within the place
    version text letter of the version
    article text id of the article
    value text what the reading means
    text text what stands there; missing where the version has nothing
    passage integer
    start integer code point of the article's text
    end integer code point after the last
""")
_SPAN = "{0}_text text\n{0}_passage integer\n{0}_start integer code point\n{0}_end integer code point"
_VARIANTS = _columns(f"""
    left text letter of the version
    right text letter of the version
    kind text
    score number probability
    note text what differs, in words
    link integer number of the link within the pair
    {_SPAN.format("left")}
    {_SPAN.format("right")}
""")
_LINKS = _columns("""
    left text letter of the version
    right text letter of the version
    link integer number within the pair
    score number probability
    moved truth
    left_language text
    right_language text
    left_passages text numbers, with a space between them
    right_passages text numbers, with a space between them
    left_text text
    right_text text
    evidence text what met: kind, left, right
""")
_ATTRIBUTIONS = _columns("""
    version text letter of the version
    article text id of the article
    name text who is said to have said it
    cue text the words that attribute
    quoted truth
    content text
    passage integer
    start integer code point
    end integer code point
    mention text the words that name the source there
""")
_CREDITS = _columns("""
    version text letter of the version
    article text id of the article
    role text
    name text
    start integer code point
    end integer code point
""")
_VERSIONS = _columns("""
    version text letter
    name text
    article text id
    language text
    title text
    byline text
    outlet text
    url text
    published text as exact as it is known
    published_from time earliest moment, UTC
    published_to time latest moment, UTC
    modified text as exact as it is known
    path text
    format text
    passages integer
    characters integer
    sha256 text of the text in UTF-8
    notices text
""")
_RELATIONS = _columns("""
    left text letter of the version
    right text letter of the version
    kind text
    direction text
    left_coverage number linked share of the text
    right_coverage number linked share of the text
    confidence number
    links integer
    variants integer
    reasons text
""")
_TREE = _columns("""
    parent text letter
    child text letter
    kind text
    confidence number
    parent_lost truth not among these texts
    candidates text what a lost parent may be
    reasons text
""")


def tables(story: Story) -> dict[str, Table]:
    """Return all tables of a story by name, in the order in which to read them."""
    heads = tuple(Column(f"{sigil(i)} {line(a.name)}".strip()) for i, a in enumerate(story.articles))
    made = (
        ("facts", (*_FACTS, *heads), _facts),
        ("variants", _VARIANTS, _variants),
        ("links", _LINKS, _links),
        ("attributions", _ATTRIBUTIONS, _attributions),
        ("credits", _CREDITS, _credits),
        ("versions", _VERSIONS, _versions),
        ("relations", _RELATIONS, _relations),
        ("tree", _TREE, _tree),
        ("readings", _READINGS, _readings),
    )
    return {
        name: Table(name, columns, lambda rows=rows: rows(story))  # type: ignore[misc]
        for name, columns, rows in made
    }


NAMES = ("facts", "variants", "links", "attributions", "credits", "versions", "relations", "tree", "readings")  # fmt: skip


def _facts(story: Story) -> Iterator[Row]:
    found = [("differs", fact) for fact in facts(story)]
    found += [("same", fact) for fact in equivalences(story)]
    for number, (finding, fact) in enumerate(found):
        place = fact.where.text if fact.where else None
        known = (number, finding, fact.kind, fact.role, place, fact.note or None)
        yield (*known, *(cell.text or None for cell in fact.cells))


def _readings(story: Story) -> Iterator[Row]:
    for number, locus in enumerate(story.loci):
        for order, reading in enumerate(locus.readings):
            for index in reading.articles:
                known = (
                    number,
                    locus.kind,
                    order,
                    sigil(index),
                    _id(story, index),
                    reading.value or None,
                )
                spans = [s for s in reading.spans if s.article == index]
                for place in map(_place, spans or (None,)):
                    yield (*known, *place)


def _id(story: Story, index: int) -> str:
    return story.articles[index].id


def _place(span: Span | None) -> Row:
    return (span.text, span.passage, span.start, span.end) if span else (None,) * 4


def _variants(story: Story) -> Iterator[Row]:
    for pair in story.relations:
        for v in pair.variants:
            known = (sigil(pair.left), sigil(pair.right), v.kind, v.score, v.note or None, v.link)
            yield (*known, *_place(v.left), *_place(v.right))


def _links(story: Story) -> Iterator[Row]:
    for pair in story.relations:
        left, right = story.articles[pair.left], story.articles[pair.right]
        for number, link in enumerate(pair.links):
            met = "; ".join(
                f"{e.kind}: {line(e.left.text)} = {line(e.right.text)}" for e in link.evidence
            )
            yield (
                sigil(pair.left), sigil(pair.right), number, link.score, link.moved,
                left.language, right.language, _numbers(link.left), _numbers(link.right),
                joined(left, link.left), joined(right, link.right), met or None,
            )  # fmt: skip


def _numbers(passages: tuple[int, ...]) -> str:
    return " ".join(map(str, passages))


def joined(article: Article, passages: tuple[int, ...]) -> str:
    """Return the text of passages as one, with a space between them where the script has spaces."""
    space = "" if article.language.split("-", 1)[0] in {"zh", "ja", "th", "lo", "km", "my"} else " "
    known = (article.passages[n] for n in passages if 0 <= n < len(article.passages))
    return space.join(line(p.text) for p in known)


def _attributions(story: Story) -> Iterator[Row]:
    for said in story.attributions:
        yield (
            sigil(said.article), _id(story, said.article), said.name or None, said.cue or None, said.quoted,
            *_place(said.content), said.source.text if said.source else None,
        )  # fmt: skip


def _credits(story: Story) -> Iterator[Row]:
    for c in story.credits:
        place = (c.span.start, c.span.end) if c.span else (None, None)
        yield (sigil(c.article), _id(story, c.article), c.role, c.name, *place)


def _versions(story: Story) -> Iterator[Row]:
    for index, a in enumerate(story.articles):
        published = (a.published.earliest, a.published.latest) if a.published else (None, None)
        yield (
            sigil(index), a.name, a.id, a.language, a.title, a.byline, a.outlet, a.url,
            _written(a.published), *published, _written(a.modified), a.path, a.format,
            len(a.passages), len(a.text), text_hash(a).hex(), "; ".join(a.notices) or None,
        )  # fmt: skip


def _written(time: Time | None) -> str | None:
    return time.value if time else None


def _relations(story: Story) -> Iterator[Row]:
    for p in story.relations:
        known = (sigil(p.left), sigil(p.right), p.kind, p.direction, *p.coverage, p.confidence)
        yield (*known, len(p.links), len(p.variants), _reasons(p))


def _reasons(of: Any) -> str | None:
    return " ".join(reason.text for reason in of.reasons) or None


def _tree(story: Story) -> Iterator[Row]:
    names = letters(story)
    nodes = {node.id: node for node in story.stemma.nodes}
    for edge in story.stemma.edges:
        parent = nodes.get(edge.parent)
        yield (
            names.get(edge.parent, edge.parent), names.get(edge.child, edge.child), edge.kind,
            edge.confidence, parent is not None and parent.article is None,
            "; ".join(parent.candidates) or None if parent else None, _reasons(edge),
        )  # fmt: skip
