"""A page that a browser saved whole as MHTML → Capture: its first HTML part is the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import compose, html, mail, mime
from whence.readers.json_ld import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# Headers of what was sent: mail with pictures in its text is built as a saved page is.
_SENT = ("To", "Received", "Return-Path", "Delivered-To")


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of the page."""
    data = source.whole(job.settings)
    message = mime.parsed(data, source)
    if any(mime.header(message, name) for name in _SENT):
        yield from mail.captures(source, job)
        return
    page = next(
        (
            part
            for part in mime.leaves(message, job)
            if part.get_content_type() in {"text/html", "application/xhtml+xml"}
        ),
        None,
    )
    if page is None:
        raise ReadError(source.name, phrase("there is no web page in it"), phrase("save the page again"))
    stated = (
        mime.header(message, "Snapshot-Content-Location"),
        mime.header(page, "Content-Location"),
        mime.header(message, "Content-Location"),
    )
    made = html.read(
        mime.text(page, source.name).encode("utf-8", "replace"),
        source=source.name,
        path=source.path or source.name,
        language=job.language,
        address=next((a for a in stated if a and is_address(a)), source.address),
    )
    taken = replace(source, captured=source.captured or made.archived or mime.time(message))
    yield compose.captured(made.article, taken, data, "multipart/related")
