"""WARC, plain or gzipped → Capture: the pages among the responses that an archive holds, and each time they were the same.

Records are cut out by `warc_records` and understood by warcio, whose own iterator writes to standard error and
stops at the first damaged record: here such a record is told and reading goes on at the next one.
"""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import formats, times
from whence.readers.revisits import Pages, Place
from whence.readers.warc_records import Record, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# Bytes of a record's own headers in which its type is looked for.
_HEADERS = 64_000
_TYPE = re.compile(rb"^WARC-Type:[ \t]{0,20}(\w{1,30})", re.IGNORECASE | re.MULTILINE)
# Records that may hold a page or mean one, and the media types of pages; others (pictures, scripts) are no
# articles. What a crawler made of a page (its text, a picture of it) stands under addresses of these kinds.
_KINDS = {b"response", b"resource", b"conversion", b"revisit"}
_DERIVED = ("urn:text:", "urn:textFinal:", "urn:view:", "urn:thumbnail:", "urn:pageinfo:")
# What a server says of a body that it did not pack.
_UNPACKED = ("", "identity", "none", "utf-8")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
# Damaged records that are told one by one.
_TOLD = 1_000


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of an archive."""
    with source.raw() as stream:
        yield from of_stream(stream, source, job, Pages(), source.raw)


def of_stream(
    stream: BinaryIO,
    source: Source,
    job: Job,
    pages: Pages,
    reopen: Callable[[], BinaryIO] | None,
) -> Iterator[Capture | ReadError]:
    """Yield the articles of an archive that is open; `reopen` opens it once more, where that is cheap."""
    damaged = 0
    for record in records(stream, job.settings.max_bytes):
        place = source.piece(record.offset)
        if record.wrong:
            damaged += 1
            if damaged <= _TOLD:
                yield ReadError(place.name, record.wrong, phrase("fetch the archive again"))
            continue
        try:
            yield from _page(record, place, job, pages, reopen)
        except ReadError as error:
            yield error
        except Exception as error:  # noqa: BLE001  # warcio fails in any way on damaged headers
            yield ReadError(
                place.name,
                phrase(
                    "this record cannot be read ({error})",
                    error=f"{type(error).__name__}: {error}"[:280],
                ),
            )
    if damaged > _TOLD:
        yield ReadError(source.name, phrase("{n} more records are damaged", n=f"{damaged - _TOLD:,}"))


def _page(
    record: Record, place: Source, job: Job, pages: Pages, reopen: Callable[[], BinaryIO] | None
) -> Iterator[Capture | ReadError]:
    """Yield the article of a record, if it holds a page or says which page it was once more."""
    kind = _TYPE.search(record.data, 0, _HEADERS)
    if kind is None or kind[1].lower() not in _KINDS:
        return
    parsed = _parsed(record.data)
    stated = _media_type(parsed)
    address = parsed.rec_headers.get_header("WARC-Target-URI") or ""
    if address.startswith(_DERIVED) or (stated and _name_of(stated) not in _PAGES):
        return
    if kind[1].lower() == b"revisit":
        if not _succeeded(parsed, unchanged=True):
            return
        body, stated = _revisited(parsed, pages, job, place)
    elif _succeeded(parsed):
        body = _body(parsed, place, job)
        if not body.strip() or not (stated or formats.HTML.matches(body)):
            return
        pages.note(parsed.rec_headers, Place(reopen, record.offset, _record_name(parsed)))
    else:
        return
    captured = times.parse(parsed.rec_headers.get_header("WARC-Date"))
    yield from formats.opened(
        replace(place, data=body, address=address or None, media_type=stated, captured=captured), job
    )


def _parsed(data: bytes) -> Any:
    """Return a record as warcio understands it."""
    from warcio.recordloader import ArcWarcRecordLoader

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    return ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(
        io.BytesIO(data), known_format="warc"
    )


def _record_name(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Record-ID") or "").strip().strip("<>")


def _media_type(record: Any) -> str | None:
    headers = record.http_headers
    stated = headers.get_header("Content-Type") if headers is not None else record.content_type
    # Without headers of its own a revisit states that it is a message, which says nothing of the page.
    return None if headers is None and (stated or "").startswith("application/http") else stated


def _name_of(media_type: str) -> str:
    return media_type.split(";", maxsplit=1)[0].strip().lower()


def _succeeded(record: Any, *, unchanged: bool = False) -> bool:
    """Return True for a record without a status, one of success and, where so asked, "not modified"."""
    headers = record.http_headers
    status = str(headers.get_statuscode() or "") if headers is not None else "200"
    return status.startswith("2") or (unchanged and status == "304")


def _body(record: Any, place: Source, job: Job) -> bytes:
    """Return what a record holds, unpacked."""
    limit = job.settings.max_bytes
    body: bytes = record.content_stream().read(limit + 1)
    if len(body) > limit:
        raise ReadError(
            place.name,
            phrase("this page unpacks to more than {limit} bytes", limit=f"{limit:,}"),
            phrase("raise max_bytes"),
        )
    stated = record.http_headers.get_header("Content-Encoding") if record.http_headers else None
    packed = (stated or "").strip().lower()
    # Some crawlers unpack what they keep and leave the header as it was.
    if packed not in {*_UNPACKED, *_known_packings()} and not formats.HTML.matches(body):
        raise ReadError(
            place.name,
            phrase("this page is packed in a way that is not read here ({packed})", packed=packed),
            phrase("crawl it with another Accept-Encoding, or write it again unpacked"),
        )
    return body


def _known_packings() -> list[str]:
    """Return the ways of packing that warcio undoes, which further libraries may add to."""
    from warcio.bufferedreaders import BufferedReader

    return [*BufferedReader.DECOMPRESSORS]


def _revisited(record: Any, pages: Pages, job: Job, place: Source) -> tuple[bytes, str | None]:
    """Return the page that a record says was the same: its bytes and its media type."""
    meant = pages.meant(record.rec_headers)
    if pages.read_again > job.settings.max_unpacked_bytes:
        raise ReadError(
            place.name, phrase("too many pages were the same as before: this one is not read again")
        )
    if meant is not None and meant.reopen is not None:
        with meant.reopen() as stream:
            first = next(records(stream, job.settings.max_bytes, meant.offset), None)
        if first is not None and not first.wrong:
            pages.read_again += len(first.data)
            original = _parsed(first.data)
            if _record_name(original) == meant.record:
                return _body(original, place, job), _media_type(original)
    when = record.rec_headers.get_header("WARC-Refers-To-Date")
    address = record.rec_headers.get_header("WARC-Target-URI")
    raise ReadError(
        place.name,
        phrase(
            "{address} was the same as before, on {when}: the page itself is not before this record in this "
            "archive",
            address=address,
            when=when,
        )
        if when
        else phrase(
            "{address} was the same as before: the page itself is not before this record in this archive",
            address=address,
        ),
        phrase("pass the archive that holds it"),
    )
