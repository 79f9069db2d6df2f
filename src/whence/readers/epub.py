"""EPUB → Capture: the book as one article, its documents in reading order."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import archive, compose, encoding, fragment, times
from whence.readers.json_ld import NAME, TITLE, is_address, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.archive import Archive
    from whence.readers.source import Job, Source
    from whence.records import Capture, Role

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
# Documents in a book's reading order.
_DOCUMENTS = 5_000


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the book, and an error for each of its documents that cannot be read."""
    data = source.whole(job.settings)
    with archive.opened(source, job.settings) as book:
        root = book.xml("META-INF/container.xml")
        package = next(
            (e.get("full-path") for e in root.iter("{*}rootfile") if e.get("full-path")), None
        )
        if package is None:
            raise ReadError(
                source.name, phrase("this EPUB does not say where its book is"), phrase("fetch it again")
            )
        opf = book.xml(package)
        rows: list[tuple[str, Role | None]] = []
        links: dict[str, None] = {}
        locked = _locked(book)
        for name in _spine(opf, package):
            if name in locked:
                yield ReadError(
                    f"{source.name}#{name}",
                    phrase("this part is encrypted"),
                    phrase("use a copy without a lock"),
                )
                continue
            try:
                text, _ = encoding.decode(book.read(name), f"{source.name}#{name}")
                parts = fragment.paragraphs(text)
            except ReadError as error:
                yield error
                continue
            rows.extend((parts.text[b.start : b.end], b.role) for b in parts.blocks)
            links.update(dict.fromkeys(parts.links))
    joined = fragment.joined(rows, links)
    article = compose.composed(
        joined.text, source, job, hint=_stated(opf, "language"), blocks=joined.blocks,
        links=joined.links[:500], format="epub", **_known(opf),
    )  # fmt: skip
    yield compose.captured(article, source, data, "application/epub+zip")


def _known(opf: Any) -> dict[str, Any]:
    origin = _stated(opf, "source")
    dates = {e.get(f"{_OPF}event") or "publication": e.text for e in opf.iter(f"{_DC}date")}
    modified = next(
        (e.text for e in opf.iter(f"{_OPF}meta") if e.get("property") == "dcterms:modified"), None
    )
    creators = _authors(opf)
    return {
        "title": line(_stated(opf, "title"), TITLE),
        "byline": ", ".join(dict.fromkeys(creators[:20])) or None,
        "outlet": line(_stated(opf, "publisher"), NAME),
        "published": times.parse(dates.get("publication")),
        "modified": times.parse(modified or dates.get("modification")),
        "url": origin if origin and is_address(origin) else None,
    }


def _authors(opf: Any) -> list[str]:
    """Return the names of those whose role is author, by the code of the libraries ("aut"), or is not said."""
    refined = {
        (e.get("refines") or "").removeprefix("#"): e.text or ""
        for e in opf.iter(f"{_OPF}meta")
        if e.get("property") == "role"
    }
    creators = [e for e in opf.iter(f"{_DC}creator") if e.text]
    roles = [e.get(f"{_OPF}role") or refined.get(e.get("id") or "", "") for e in creators]
    named = (
        line(e.text, NAME)
        for e, role in zip(creators, roles, strict=True)
        if role.strip().lower() in {"", "aut"}
    )
    return [name for name in named if name]


def _stated(opf: Any, name: str) -> str | None:
    return next((e.text.strip() for e in opf.iter(_DC + name) if e.text and e.text.strip()), None)


def _spine(opf: Any, package: str) -> list[str]:
    """Return the names of the documents in reading order, each once; the table of contents is none."""
    hrefs = {
        e.get("id"): e.get("href")
        for e in opf.iter(f"{_OPF}item")
        if e.get("href") and "nav" not in (e.get("properties") or "").split()
    }
    order = [hrefs.get(e.get("idref")) for e in opf.iter(f"{_OPF}itemref")]
    folder = posixpath.dirname(package)
    names = [
        posixpath.normpath(posixpath.join(folder, unquote(href.split("#")[0]))) for href in order if href
    ]
    return [*dict.fromkeys(names)][:_DOCUMENTS]


def _locked(book: Archive) -> set[str]:
    """Return the names of the parts that are encrypted."""
    if "META-INF/encryption.xml" not in book.sizes:
        return set()
    rows = book.xml("META-INF/encryption.xml").iter("{*}CipherReference")
    return {unquote(e.get("URI") or "") for e in rows}
