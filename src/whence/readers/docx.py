"""DOCX → Capture: the paragraphs of a Word document as they would be printed.

Read from the document's XML: what was inserted stands, what was deleted or moved away does not, tables go cell by
cell, footnotes to the end. Libraries for writing such files leave out inserted text and links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whence.phrases import phrase
from whence.readers import archive, compose, fragment, times
from whence.readers.json_ld import NAME, TITLE, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.errors import ReadError
    from whence.readers.archive import Archive
    from whence.readers.source import Job, Source
    from whence.records import Capture, Role

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_HEADINGS = ("heading", "title", "subtitle")
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of a document."""
    data = source.whole(job.settings)
    with archive.opened(source, job.settings) as document:
        body = document.xml("word/document.xml")
        rows = [*_paragraphs(body, _heading_styles(document))]
        for name in _NOTES:
            if name in document.sizes:
                rows.extend(_paragraphs(document.xml(name), frozenset()))
        core = document.xml("docProps/core.xml") if "docProps/core.xml" in document.sizes else None
        links = _links(document, body)
    changed = next(body.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom"), None) is not None
    joined = fragment.joined(rows, links)
    article = compose.composed(
        joined.text, source, job, blocks=joined.blocks, links=joined.links, format="docx",
        notices=(phrase("it has tracked changes: read as if all were accepted"),) if changed else (),
        **({} if core is None else _known(core)),
    )  # fmt: skip
    yield compose.captured(article, source, data, _MEDIA)


def _paragraphs(root: Any, headings: frozenset[str]) -> Iterator[tuple[str, Role | None]]:
    """Yield the paragraphs in order; one inside another (a text box) stands before the outer's end."""
    for paragraph in root.iter(f"{_W}p"):
        parts = []
        for element in paragraph.iter(f"{_W}t", *_MARKS):
            # The text of a nested paragraph is its own.
            owner = next(element.iterancestors(f"{_W}p"), None)
            if owner is paragraph and not _is_unseen(element):
                parts.append(element.text or "" if element.tag == f"{_W}t" else _MARKS[element.tag])
        text = "".join(parts).strip()
        if text:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            name = "" if style is None else style.get(f"{_W}val") or ""
            yield text, "heading" if name in headings or name.lower().startswith(_HEADINGS) else None


def _is_unseen(element: Any) -> bool:
    """Return True for what was moved away, is there for old programs only, or is hidden."""
    if next(element.iterancestors(f"{_W}moveFrom", _FALLBACK), None) is not None:
        return True
    hidden = element.getparent().find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val") not in {"0", "false", "off"}


def _heading_styles(document: Archive) -> frozenset[str]:
    """Return the ids of the styles that are headings, whatever the language they are named in."""
    if "word/styles.xml" not in document.sizes:
        return frozenset()
    found = set()
    for style in document.xml("word/styles.xml").iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        named = "" if name is None else (name.get(f"{_W}val") or "").lower()
        if named.startswith(_HEADINGS) or style.find(f"{_W}pPr/{_W}outlineLvl") is not None:
            found.add(style.get(f"{_W}styleId") or "")
    return frozenset(found)


def _links(document: Archive, body: Any) -> list[str]:
    name = "word/_rels/document.xml.rels"
    if name not in document.sizes:
        return []
    targets = {e.get("Id"): e.get("Target") or "" for e in document.xml(name).iter("{*}Relationship")}
    found = (targets.get(e.get(f"{_R}id"), "") for e in body.iter(f"{_W}hyperlink"))
    return [*dict.fromkeys(a for a in found if a.startswith(("http://", "https://")))][:500]


def _known(core: Any) -> dict[str, Any]:
    stated = {e.tag: e.text for e in core.iter() if isinstance(e.tag, str)}
    return {
        "title": line(stated.get(f"{_DC}title"), TITLE),
        "byline": line(stated.get(f"{_DC}creator"), NAME),
        "published": times.parse(stated.get(f"{_TERMS}created")),
        "modified": times.parse(stated.get(f"{_TERMS}modified")),
        "hint": stated.get(f"{_DC}language"),
    }
