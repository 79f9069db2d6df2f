"""A page that Safari saved (.webarchive) → Capture: its main resource is the page."""

from __future__ import annotations

import plistlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import html
from whence.readers.json_ld import ADDRESS, is_address, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

_CHARSET = 40


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of the page; pictures and frames that were saved with it are not read."""
    data = source.whole(job.settings)
    try:
        kept: Any = plistlib.loads(data)
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError, ExpatError) as error:
        raise ReadError(
            source.name,
            phrase("this saved page is damaged ({error})", error=str(error)[:180]),
            phrase("save the page again"),
        ) from error
    page = kept.get("WebMainResource") if isinstance(kept, dict) else None
    body = page.get("WebResourceData") if isinstance(page, dict) else None
    if not isinstance(body, bytes) or not isinstance(page, dict):
        raise ReadError(source.name, phrase("there is no web page in it"), phrase("save the page again"))
    address = line(page.get("WebResourceURL"), ADDRESS)
    charset = line(page.get("WebResourceTextEncodingName"), _CHARSET)
    inner = replace(
        source,
        path=None,
        data=body,
        address=address if address and is_address(address) else source.address,
        media_type=f"text/html; charset={charset}" if charset else "text/html",
    )
    for row in html.captures(inner, job):
        if isinstance(row, ReadError):
            yield row
        else:
            article = replace(row.article, path=source.path or source.name)
            yield replace(row, article=article, original=data, media_type="application/x-webarchive")
