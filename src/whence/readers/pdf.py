"""PDF with a text layer → Capture: lines put together to paragraphs, the pages' beginnings kept.

1. The text of each page, line by line.
2. Running heads and page numbers go: lines at a page's edge that return on most pages, and what a browser
   prints there: when, from which address, which page.
3. Words divided at a line's end are joined, lines go into paragraphs by the usual layout.
4. `Article.pages` says at which character each page begins.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from whence import layout
from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import compose, times
from whence.readers.json_ld import NAME, TITLE, line
from whence.records import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.readers.source import Job, Source
    from whence.records import Capture

# Lines at the top and at the bottom of a page that may be running heads; the share of pages, and the
# number, on which one must return. A heading of two chapters is none, one of every second page is.
_EDGE, _SHARE, _PAGES = 2, 0.3, 3
# Letters of text per page below which a document is a scan with a stamp on it.
_SCANNED = 8
# Pages read; bytes of a page's drawing; steps of it, on one page and in all. A page of text takes some
# thousand steps, the library some 100,000 a second; forms within forms multiply them.
_LONGEST, _DRAWING, _STEPS, _ALL_STEPS = 5_000, 4_000_000, 200_000, 5_000_000
_DIGITS = re.compile(r"\d+")
# What a browser prints below and above a page: "https://site.example/page 1/3", "3/4/31, 9:15 AM"; "fi" may be
# one sign.
_FOOT = re.compile(
    r"(?:(https?://\S{1,2000})|(?:file|\ufb01le|about|blob):\S{1,2000})\s{1,9}\d{1,4}\s?/\s?\d{1,4}"
)
_PRINTED = re.compile(
    r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4},?\s{1,3}\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
)
_BROWSER = re.compile(r"Mozilla|Chrom(?:e|ium)|Firefox|Safari|Opera")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d)?'?(\d\d)?")


class _Line(NamedTuple):
    page: int
    text: str


class _Steps:
    """Counts the steps of drawing, and ends a page that has too many."""

    def __init__(self) -> None:
        self.page = self.all = 0

    def text(self, page: Any) -> str:
        """Return the text of a page."""
        self.page = 0
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _DRAWING:
            raise ValueError(f"its drawing has more than {_DRAWING:,} bytes")
        found: str = page.extract_text(visitor_operand_before=self._count)
        return found

    def _count(self, *_: object) -> None:
        self.page += 1
        self.all += 1
        if self.page > _STEPS:
            raise ValueError(f"its drawing has more than {_STEPS:,} steps")


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of a document."""
    data = source.whole(job.settings)
    reader = _reader(data, source)
    pages: list[list[str]] = []
    steps = _Steps()
    for number, page in enumerate(reader.pages, 1):
        if number > _LONGEST or steps.all > _ALL_STEPS:
            yield ReadError(
                f"{source.name}#page={number}",
                phrase("the pages from here on are not read: too much work"),
            )
            break
        try:
            pages.append(_lines(steps.text(page)))
        except Exception as error:  # noqa: BLE001  # the library fails in any way on damaged pages
            pages.append([])
            yield ReadError(
                f"{source.name}#page={number}",
                phrase(
                    "this page cannot be read ({error})", error=f"{type(error).__name__}: {error}"[:280]
                ),
            )
    letters = sum(sum(map(str.isalnum, row)) for page in pages for row in page)
    if letters < _SCANNED * max(1, len(pages)):
        raise ReadError(
            source.name,
            phrase(
                "this PDF has no text layer ({letters} letters on {n} pages): it is a scan or a picture",
                letters=letters,
                n=len(pages),
            ),
            phrase("recognise its text first (OCR)"),
        )
    known, taken = _known(reader)
    printed = _prints(pages, known["title"])
    pages = [[row for row in page if row not in printed] for page in pages]
    heads = _running(pages)
    lines = [_Line(n, row) for n, page in enumerate(pages) for row in _without(page, heads)]
    text, blocks, starts = _paragraphs(lines, len(pages))
    notices = (*_told(pages, heads), *_told_printed(printed))
    address = next((met[1] for row in printed if (met := _FOOT.fullmatch(row)) and met[1]), None)
    if address and not address.endswith(("…", "...")):
        known["url"] = address
    article = compose.composed(
        text, source, job, blocks=blocks, pages=starts, format="pdf", notices=notices, **known
    )
    source = replace(source, captured=source.captured or taken)
    yield compose.captured(article, source, data, "application/pdf")


def _reader(data: bytes, source: Source) -> Any:
    from io import BytesIO

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadError(
            source.name, phrase("this PDF is locked with a password"), phrase("save it without one")
        )
    return reader


def _lines(text: str) -> list[str]:
    return [row for raw in text.splitlines() if (row := " ".join(raw.replace("\x00", "").split()))]


def _prints(pages: Sequence[Sequence[str]], title: str | None) -> tuple[str, ...]:
    """Return the lines at the pages' edges that a browser printed there; none without an address and a number.

    The first stands for them all: what is told of it is told of the others.
    """
    edges = [row for page in pages for row in (*page[:_EDGE], *page[-_EDGE:])]
    feet = [row for row in edges if _FOOT.fullmatch(row)]
    if not feet:
        return ()
    heads = [
        row for row in edges if (met := _PRINTED.match(row)) and row[met.end() :].strip() in {"", title}
    ]
    return tuple(dict.fromkeys([*feet, *heads]))


def _told_printed(printed: Sequence[str]) -> tuple[str, ...]:
    if not printed:
        return ()
    return (
        phrase(
            "what a browser printed at the pages' edges was left out ({line} …)",
            line=repr(printed[0][:80]),
        ),
    )


def _mask(row: str) -> str:
    """Return what makes two running heads equal: the line without its numbers."""
    return _DIGITS.sub("#", row.casefold())


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the masked lines that return at the edges of the pages."""
    counts = Counter(
        mask for page in pages for mask in {_mask(row) for row in (*page[:_EDGE], *page[-_EDGE:])}
    )
    least = max(_PAGES, _SHARE * len(pages))
    return frozenset(mask for mask, count in counts.items() if count >= least)


def _without(page: Sequence[str], heads: frozenset[str]) -> list[str]:
    """Return a page's lines without the running heads at its edges."""
    last = len(page) - _EDGE
    return [row for n, row in enumerate(page) if (_EDGE <= n < last) or _mask(row) not in heads]


def _told(pages: Sequence[Sequence[str]], heads: frozenset[str]) -> tuple[str, ...]:
    if not heads:
        return ()
    shown = next(
        (row for page in pages for row in (*page[:_EDGE], *page[-_EDGE:]) if _mask(row) in heads), ""
    )
    return (phrase("running heads and page numbers were left out ({line} …)", line=repr(shown[:80])),)


def _paragraphs(lines: Sequence[_Line], pages: int) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """Return the text, its paragraphs, and where each page begins in it."""
    raw = "\n".join(row.text for row in lines)
    ends, at = [], 0
    for row in lines:
        at += len(row.text) + 1
        ends.append(at)
    parts: list[str] = []
    blocks: list[Block] = []
    starts = [-1] * pages
    size = number = 0
    for _, stop in layout.paragraphs(raw):
        begin = size
        while number < len(lines) and ends[number] - 1 <= stop:
            row = lines[number]
            joint = "" if size == begin else _joint(parts[-1], row.text)
            if joint is None:
                parts[-1], joint, size = parts[-1][:-1], "", size - 1
            if starts[row.page] < 0:
                starts[row.page] = size + len(joint)
            parts.append(joint + row.text)
            size += len(parts[-1])
            number += 1
        blocks.append(Block(begin, size))
        parts.append("\n\n")
        size += 2
    text = "".join(parts).rstrip("\n")
    for page in reversed(range(pages)):
        if starts[page] < 0:
            starts[page] = starts[page + 1] if page + 1 < pages else len(text)
    return text, tuple(blocks), tuple(starts)


def _joint(before: str, after: str) -> str | None:
    """Return what to put between two lines of a paragraph; None where a divided word is joined."""
    if _DIVIDED.search(before) and after[:1].islower():
        return None
    return "" if _WIDE.match(before[-1:]) and _WIDE.match(after[:1]) else " "


def _known(reader: Any) -> tuple[dict[str, Any], Any]:
    """Return what the document's properties state, and when a browser printed it; a file's name is no title.

    A page that a browser printed was made when it was printed, not when it was published.
    """
    known: dict[str, Any] = {"title": None}
    try:
        stated = {str(k): str(v) for k, v in (reader.metadata or {}).items()}
    except Exception:  # noqa: BLE001  # damaged properties are no reason to lose the text
        return known, None
    title = line(stated.get("/Title"), TITLE)
    if title and re.search(
        r"\.(?:docx?|pdf|indd|qxd|odt|rtf|tex|[xm]?html?)$|^(?:Microsoft Word|untitled)",
        title,
        re.IGNORECASE,
    ):
        title = None
    known |= {"title": title, "byline": line(stated.get("/Author"), NAME)}
    made = _time(stated.get("/CreationDate"))
    if _BROWSER.search(stated.get("/Creator", "")[:300]):
        return known, made
    return known | {"published": made, "modified": _time(stated.get("/ModDate"))}, None


def _time(stated: str | None) -> Any:
    """Read "D:20250304182000+01'00'"."""
    found = _DATE.match(stated or "")
    if found is None:
        return None
    year, month, day, hour, minute, second, zone, rest = found.groups()
    if not (month and day and hour and minute):
        return times.parse("-".join(filter(None, (year, month, day))))
    offset = "" if zone is None else zone if zone == "Z" else f"{zone}:{rest or '00'}"
    return times.parse(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}")
