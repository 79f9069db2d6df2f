"""Source → Capture: recognise the format, by its content first and by its name second, and open it.

    strong signs   a magic number, a root element, a file inside a zip    believed whatever the name
    the ending     .csv, .md, .opml                                       where no strong sign stands
    weak signs     lines that look like mail headers, JSON or addresses   where the ending says nothing
    the carrier    the media type that a server or an archive states      last

What is none of them is text.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from whence.errors import ReadError, WhenceError
from whence.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

_I = re.IGNORECASE | re.DOTALL
# What may stand before a page's or a feed's first element. Groups are atomic: what was taken is not tried
# again in another way, so that no head makes the search long.
_BEFORE = rb"(?>(?:\xef\xbb\xbf)?\s{0,200})(?>(?:<\?[^>]{0,300}>\s{0,200}){0,3})(?>(?:(?><!--.{0,4000}?-->)\s{0,200}){0,3})"
_DOCTYPE = rb"(?>(?:(?><!DOCTYPE[^<>\[]{0,300}(?:\[.{0,8000}?\]\s{0,20})?>)\s{0,200}(?>(?:(?><!--.{0,2000}?-->)\s{0,200}){0,2}))?)"


# The line before a message in a mailbox: "From osk@varn.example Tue Mar  4 18:20:00 2025".
MAILBOX = re.compile(
    rb"From [^\n]{0,300}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d"
)
# Files of which a zip archive is no archive of files: slides, programs, packages.
_PARTS = {"[Content_Types].xml", "META-INF/MANIFEST.MF", "META-INF/container.xml", "AndroidManifest.xml"}


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is recognised, and the module of this package whose `captures` reads it.

    `strong` and `weak` are patterns for the first bytes; `holds` is a file inside a zip archive.
    """

    name: str
    module: str
    endings: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    strong: re.Pattern[bytes] | None = None
    weak: re.Pattern[bytes] | None = None
    holds: str | None = None

    def matches(self, head: bytes) -> bool:
        """Return True for bytes that begin as only this format does."""
        return self.strong is not None and self.strong.match(head) is not None

    def captures(self, source: Source, job: Job) -> Iterator[Capture | ReadError]:
        """Yield the articles of a source of this format."""
        found: Iterator[Capture | ReadError] = import_module(f"whence.readers.{self.module}").captures(
            source, job
        )
        return found


TEXT = Format("text", "textfile", (".txt", ".text", ".asc", ""), ("text/plain",))
MARKDOWN = Format("Markdown", "textfile", (".md", ".markdown", ".mdown"), ("text/markdown",))
ZIPPED = Format("zip archive", "zipped", (".zip",), ("application/zip",))
HTML = Format(
    "web page", "html", (".html", ".htm", ".xhtml", ".shtml"), ("text/html", "application/xhtml+xml"),
    strong=re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head)\b", _I),
)  # fmt: skip
FORMATS = (
    Format("web archive", "warc", (".warc",), ("application/warc",), strong=re.compile(rb"WARC/[01]\.\d")),
    Format("web archive", "wacz", (".wacz",), ("application/wacz",), holds="datapackage.json"),
    Format("EPUB", "epub", (".epub",), ("application/epub+zip",), holds="META-INF/container.xml"),
    Format("OpenDocument text", "odt", (".odt", ".ott"), ("application/vnd.oasis.opendocument.text",), holds="content.xml"),
    Format("Word document", "docx", (".docx", ".docm"), (), holds="word/document.xml"),
    Format("workbook", "xlsx", (".xlsx", ".xlsm"), (), holds="xl/workbook.xml"),
    Format("PDF", "pdf", (".pdf",), ("application/pdf",), strong=re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}%PDF-\d")),
    Format("saved page (Safari)", "webarchive", (".webarchive",), ("application/x-webarchive",), strong=re.compile(rb"bplist0\d.{0,300}?WebMainResource", re.DOTALL)),
    Format("mailbox", "mbox", (".mbox", ".mbx"), ("application/mbox",), strong=MAILBOX),
    Format("Parquet", "parquet", (".parquet", ".pq"), (), strong=re.compile(rb"PAR1")),
    Format(
        "saved page (MHTML)", "mhtml", (".mhtml", ".mht"), ("multipart/related",),
        strong=re.compile(rb"(?>(?:(?!Content-Type:)[\w-]{1,60}:[^\n]{0,2000}\n(?>(?:[ \t][^\n]{0,2000}\n){0,20})){0,30})Content-Type:\s{0,9}multipart/related", re.IGNORECASE),
    ),
    Format(
        "feed", "feed", (".rss", ".atom", ".rdf"), ("application/rss+xml", "application/atom+xml", "application/feed+json"),
        strong=re.compile(_BEFORE + _DOCTYPE + rb"<(?:rss\b|feed\b|atom:feed\b|rdf:RDF\b|channel\b)", _I),
    ),
    Format("list of feeds", "opml", (".opml",), ("text/x-opml",), strong=re.compile(_BEFORE + _DOCTYPE + rb"<opml\b", _I)),
    Format("sitemap", "opml", strong=re.compile(_BEFORE + rb"<(?:urlset|sitemapindex)\b", _I)),
    HTML,
    MARKDOWN,
    Format(
        "JSON", "json_rows", (".json", ".jsonl", ".ndjson", ".jl"), ("application/json", "application/x-ndjson"),
        weak=re.compile(rb'(?:\xef\xbb\xbf)?\s{0,200}(?:\[\s{0,200})?\{\s{0,200}"'),
    ),
    Format("table", "table", (".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values")),
    Format(
        "message", "mail", (".eml",), ("message/rfc822",),
        weak=re.compile(rb"(?=.{0,8000}?^(?:Message-ID|Received|Return-Path|MIME-Version):)[\w-]{1,60}:[ \t][^\n]{0,900}\n(?:(?:[\w-]{1,60}:|[ \t])[^\n]{0,900}\n){2}", _I | re.MULTILINE),
    ),
    Format(
        "list of addresses", "addresses", (".urls", ".url", ".webloc"), ("text/uri-list",),
        weak=re.compile(rb"(?:\xef\xbb\xbf)?(?>(?:\s{0,200}(?:#[^\n]{0,500}\n|https?://[^\s<>\"]{3,2000}[ \t]{0,20}(?=[\r\n]|\Z))){1,2000})\s{0,2000}(?:https?://[^\s<>\"]{0,2000})?\Z", re.IGNORECASE),
    ),
    ZIPPED,
    TEXT,
)  # fmt: skip


def recognised(source: Source, job: Job) -> Format:
    """Return the format of a source."""
    if job.lines:
        return TEXT
    head = source.head()
    for form in FORMATS:
        if form.matches(head):
            return form
    if head.startswith(b"PK\x03\x04"):
        return _zipped(source)
    ending = source.suffix
    if ending not in TEXT.endings:
        for form in FORMATS:
            if ending in form.endings:
                return form
    for form in FORMATS:
        if form.weak and form.weak.match(head):
            return form
    stated = (source.media_type or "").split(";")[0].strip().lower()
    return next((form for form in FORMATS if stated and stated in form.media_types), TEXT)


def is_known(source: Source, job: Job) -> bool:
    """Return True where a file is one that articles stand in, by its content or by its ending."""
    form = recognised(source, job)
    return form is not TEXT or source.suffix in TEXT.endings


def _zipped(source: Source) -> Format:
    """Return the format of a zip archive, by what it holds."""
    try:
        with source.raw() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(
            source.name,
            phrase("this zip archive is damaged ({error})", error=error),
            phrase("fetch it again"),
        ) from error
    for form in FORMATS:
        if form.holds in names:
            return form
    if names & _PARTS:
        raise ReadError(
            source.name,
            phrase("this is an office document or a program of a kind that is not read"),
            phrase("save it as DOCX, XLSX or PDF"),
        )
    return ZIPPED


def opened(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of a source, and an error for each piece that cannot become one."""
    if job.depth > job.settings.max_nesting:
        yield ReadError(
            source.name,
            phrase(
                "it stands more than {max_nesting} levels deep in other sources",
                max_nesting=job.settings.max_nesting,
            ),
            phrase("pass it by itself, or raise the limit (max_nesting)"),
        )
        return
    if source.size() == 0:
        yield ReadError(
            source.name, phrase("it is empty (0 bytes)"), phrase("pass a file with text in it")
        )
        return
    name = "a known format"
    try:
        form = recognised(source, job)
        name = form.name
        yield from form.captures(source, replace(job, depth=job.depth + 1))
    except ReadError as error:
        yield error
    except WhenceError as error:
        yield ReadError(source.name, str(error))
    except Exception as error:  # noqa: BLE001  # parsers of others fail in any way on hostile bytes
        said = " ".join(str(error).split())[:200] or "no reason given"
        yield ReadError(
            source.name,
            phrase(
                "it cannot be read as {name} ({kind}: {said})",
                name=name,
                kind=type(error).__name__,
                said=said,
            ),
            phrase("is it damaged?"),
        )
