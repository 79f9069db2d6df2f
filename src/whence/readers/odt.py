"""ODT → Capture: the paragraphs of an OpenDocument text as they would be printed.

What was deleted and the remarks in the margin do not stand, notes go to the end, tables go cell by cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import archive, compose, fragment, times
from whence.readers.json_ld import NAME, TITLE, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.archive import Archive
    from whence.readers.source import Job, Source
    from whence.records import Capture, Role

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _OFFICE, _META = f"{{{_NS}text:1.0}}", f"{{{_NS}office:1.0}}", f"{{{_NS}meta:1.0}}"
_DC, _HREF = "{http://purl.org/dc/elements/1.1/}", "{http://www.w3.org/1999/xlink}href"
_KIND = "application/vnd.oasis.opendocument.text"
_UNSEEN = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_SPACES, _LINKS = 1_000, 500


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of a document."""
    data = source.whole(job.settings)
    with archive.opened(source, job.settings) as document:
        kind = document.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in document.sizes else _KIND  # fmt: skip
        if not kind.startswith(_KIND):
            raise ReadError(
                source.name, phrase("this is an OpenDocument file of another kind ({kind})", kind=kind[:80]), phrase("expected a text; save a sheet as XLSX")
            )  # fmt: skip
        root = document.xml("content.xml")
        known = _known(document)
    for element in [*root.iter(*_UNSEEN)]:
        _drop(element)
    rows = [*_paragraphs(root, notes=False), *_paragraphs(root, notes=True)]
    links = [a for e in root.iter(f"{_TEXT}a") if (a := e.get(_HREF) or "").startswith(("http://", "https://"))]  # fmt: skip
    joined = fragment.joined(rows, [*dict.fromkeys(links)][:_LINKS])
    article = compose.composed(
        joined.text, source, job, blocks=joined.blocks, links=joined.links, format="odt", **known
    )
    yield compose.captured(article, source, data, _KIND)


def _drop(element: Any) -> None:
    """Take an element out of the tree; what stands behind it stays."""
    tail = element.tail
    element.clear()
    element.tail = tail


def _paragraphs(root: Any, *, notes: bool) -> Iterator[tuple[str, Role | None]]:
    """Yield the paragraphs outside, or inside, of notes."""
    for paragraph in root.iter(*_PARAGRAPHS):
        if _is_in_note(paragraph) == notes and (text := "".join(_runs(paragraph)).strip()):
            yield text, "heading" if paragraph.tag == _PARAGRAPHS[1] else None


def _is_in_note(element: Any) -> bool:
    return next(element.iterancestors(f"{_TEXT}note-body"), None) is not None


def _runs(paragraph: Any) -> Iterator[str]:
    """Yield the pieces of a paragraph's own text, not of one in a box or a note within it."""
    yield paragraph.text or ""
    for element in paragraph.iterdescendants():
        owner = next(element.iterancestors(*_PARAGRAPHS), None)
        if owner is not paragraph:
            continue
        if element.tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c") or "1"
            yield " " * min(int(count) if count.isdecimal() else 1, _SPACES)
        else:
            yield _MARKS.get(element.tag, "")
        if element.tag not in _PARAGRAPHS:
            yield element.text or ""
        yield element.tail or ""


def _known(document: Archive) -> dict[str, Any]:
    if "meta.xml" not in document.sizes:
        return {}
    stated = {e.tag: e.text for e in document.xml("meta.xml").iter() if isinstance(e.tag, str)}
    return {
        "title": line(stated.get(f"{_DC}title"), TITLE),
        "byline": line(stated.get(f"{_META}initial-creator") or stated.get(f"{_DC}creator"), NAME),
        "published": times.parse(stated.get(f"{_META}creation-date")),
        "modified": times.parse(stated.get(f"{_DC}date")),
        "hint": stated.get(f"{_DC}language"),
    }
