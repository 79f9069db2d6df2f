"""Story → TEI P5: all versions as one text by parallel segmentation, and the apparatus of their differences.

    <app><rdg wit="#A" xml:lang="es"><seg n="0">…</seg></rdg><rdg wit="#B" xml:lang="fr">…</rdg></app>

Each row of passages that say the same is an `app` (plain text where all versions have it in the same
words); the places where versions differ in a number, a name … follow as a list of apparatus entries, and
the stemma as a graph, lost witnesses with it: no reading is theirs, so the list of witnesses lacks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import language_name, line, sigil
from whence.report.exports.escape import xml
from whence.report.exports.names import day, language, web_page
from whence.report.exports.rows import Row, rows
from whence.report.stemma_svg import letters

if TYPE_CHECKING:
    from whence.records import Article, Locus, Story

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SPACE = "http://www.tei-c.org/ns/1.0"
# What one version has at a place in a row or locus: its language and the pieces of text with their numbers.
_Said = tuple[str, tuple[tuple[int, str], ...]]


def write(story: Story, to: BinaryIO) -> None:
    """Write the story as one TEI document."""
    from lxml import etree

    root = etree.Element("TEI", nsmap={None: _SPACE})
    _header(root, story)
    text = etree.SubElement(root, "text")
    body = etree.SubElement(text, "body")
    div = etree.SubElement(body, "div", type="versions")
    for row in rows(story):
        _row(etree.SubElement(div, "ab"), row, story)
    nodes = story.stemma.nodes
    back = etree.SubElement(text, "back") if story.loci or nodes else None
    if story.loci:
        entries = etree.SubElement(etree.SubElement(back, "div", type="apparatus"), "listApp")
        for number, locus in enumerate(story.loci, 1):
            _locus(entries, number, locus, story)
    if nodes:
        _stemma(etree.SubElement(back, "div", type="stemma"), story)
    # The elements were made without their namespace, which the root declares for all.
    for element in root.iter():
        element.tag = f"{{{_SPACE}}}{element.tag}"
    etree.ElementTree(root).write(to, encoding="UTF-8", xml_declaration=True)


def _add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    from lxml import etree

    element = etree.SubElement(parent, tag, attributes)
    if text is not None:
        element.text = xml(text)
    return element


def _header(root: Any, story: Story) -> None:
    from whence import __version__

    file = _add(_add(root, "teiHeader"), "fileDesc")
    titles = (line(a.title) for a in story.articles if a.title)
    _add(_add(file, "titleStmt"), "title", next(filter(None, titles), "A story in several versions"))
    _add(_add(file, "publicationStmt"), "p", f"Made by whence {__version__}; not published.")
    witnesses = _add(_add(file, "sourceDesc"), "listWit") if story.articles else _add(file, "sourceDesc")
    if not story.articles:
        _add(witnesses, "p", "No versions.")
    for index, article in enumerate(story.articles):
        _witness(witnesses, index, article)
    header = root[0]
    _add(
        _add(header, "encodingDesc"),
        "variantEncoding",
        method="parallel-segmentation",
        location="internal",
    )
    tags = sorted({language(a.language) for a in story.articles})
    if tags:
        usage = _add(_add(header, "profileDesc"), "langUsage")
        for tag in tags:
            _add(usage, "language", language_name(tag), ident=tag)


def _witness(witnesses: Any, index: int, article: Article) -> None:
    """Add one version: its name, then what is known of it."""
    witness = _add(witnesses, "witness")
    witness.set(f"{_XML}id", sigil(index))
    witness = _add(witness, "bibl")
    _add(witness, "name", line(article.name))
    if article.title:
        title = _add(witness, "title", line(article.title))
        title.set(f"{_XML}lang", language(article.language))
    if article.byline:
        _add(witness, "author", line(article.byline))
    if article.published:
        when = day(article.published)
        _add(witness, "date", line(article.published.value), **({"when": when} if when else {}))
    if url := web_page(article):
        _add(witness, "ref", xml(url), target=xml(url))


def _stemma(into: Any, story: Story) -> None:
    """Add the graph of transmission: each node, each step with its kind, confidence and reasons."""
    graph = _add(into, "graph", type="directed")
    names = letters(story)
    ids = {node.id: f"node-{number}" for number, node in enumerate(story.stemma.nodes)}
    for node in story.stemma.nodes:
        known = node.article is not None
        made = _add(graph, "node", type="witness" if known else "lost")
        made.set(f"{_XML}id", ids[node.id])
        _add(made, "label", names[node.id])
        if known:
            made.set("value", f"#{names[node.id]}")
        elif node.candidates:
            _add(made, "label", "perhaps " + "; ".join(map(line, node.candidates)))
    edges = [edge for edge in story.stemma.edges if {edge.parent, edge.child} <= ids.keys()]
    for number, edge in enumerate(edges):
        arc = _add(graph, "arc", **{"from": f"#{ids[edge.parent]}", "to": f"#{ids[edge.child]}"})
        arc.set(f"{_XML}id", f"arc-{number}")
        _add(arc, "label", edge.kind)
        _add(arc, "label", f"{edge.confidence:.2f}")
        if reasons := " ".join(line(reason.text) for reason in edge.reasons).strip():
            _add(graph, "note", reasons, target=f"#arc-{number}")


def _row(into: Any, row: Row, story: Story) -> None:
    """Add a row: plain where all versions have the same text, else an entry with its readings."""
    said: dict[int, _Said] = {}
    for version, numbers in sorted(row.items()):
        article = story.articles[version]
        said[version] = (
            language(article.language),
            tuple((n, article.passages[n].text) for n in numbers),
        )
    missing = tuple(v for v in range(len(story.articles)) if v not in row)
    groups = _alike(said)
    if len(groups) == 1 and not missing:
        tag, pieces = groups[0][1]
        into.set(f"{_XML}lang", tag)
        _pieces(into, pieces)
        return
    entry = _add(into, "app", type="passage")
    for versions, (tag, pieces) in groups:
        _pieces(_reading(entry, versions, tag), pieces)
    if missing:
        _reading(entry, missing)


def _alike(said: dict[int, _Said]) -> list[tuple[tuple[int, ...], _Said]]:
    """Return what versions say with the versions that say just that; the numbers are the first one's."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for version, (tag, pieces) in said.items():
        groups.setdefault((tag, tuple(text for _, text in pieces)), []).append(version)
    return [(tuple(versions), said[versions[0]]) for versions in groups.values()]


def _reading(entry: Any, versions: tuple[int, ...], tag: str = "") -> Any:
    reading = _add(entry, "rdg", wit=" ".join(f"#{sigil(v)}" for v in versions))
    if tag:
        reading.set(f"{_XML}lang", tag)
    return reading


def _pieces(into: Any, pieces: tuple[tuple[int, str], ...]) -> None:
    for number, text in pieces:
        _add(into, "seg", text, n=str(number))


def _locus(entries: Any, number: int, locus: Locus, story: Story) -> None:
    """Add a place where versions differ, each reading in the words of each version that has it."""
    entry = _add(entries, "app", type=locus.kind, n=str(number))
    for reading in locus.readings:
        said: dict[int, _Said] = {}
        for index in reading.articles:
            spans = [s for s in reading.spans if s.article == index]
            said[index] = (
                language(story.articles[index].language),
                tuple((s.passage, s.text) for s in spans),
            )
        for versions, (tag, pieces) in _alike(said):
            _pieces(_reading(entry, versions, tag if pieces else ""), pieces)
    if not len(entry):
        _reading(entry, tuple(range(len(story.articles))))
