"""Addresses → Capture: those a user passes, a list of them, and those that other sources name.

Nothing is fetched unless a fetcher is there: without one, an address that is only named is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import encoding, formats
from whence.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.fetch import Fetcher
    from whence.readers.source import Job
    from whence.records import Capture

# An address wherever it stands in a line: Windows shortcuts say URL=…, macOS puts it in elements.
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,2000}", re.IGNORECASE)


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield what the addresses of a list lead to."""
    text, _ = encoding.decode(source.whole(job.settings), source.name)
    seen = set()
    for number, line in enumerate(text.splitlines(), 1):
        found = None if line.lstrip().startswith("#") else _ADDRESS.search(line)
        if found and "apple.com/DTDs" not in line and found[0] not in seen:
            seen.add(found[0])
            yield from named(found[0], source.piece(number), job)
    if not seen:
        yield ReadError(
            source.name, phrase("there is no address in it"), phrase("write one address a line")
        )


def named(address: str, place: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield what an address leads to that a source names, or what to do to fetch it."""
    if job.fetcher is None:
        yield ReadError(
            place.name,
            phrase("it names {address}, which is not fetched unless you ask for it", address=address),
            phrase("pass --fetch"),
        )
        return
    yield from fetched(address, place.name, job, job.fetcher)


def fetched(address: str, name: str, job: Job, fetcher: Fetcher) -> Iterator[Capture | ReadError]:
    """Yield the articles at an address; `name` is what to call their source."""
    if urlsplit_or_none(address) is None:
        yield ReadError(
            address,
            phrase("this is no address on the web"),
            phrase("pass one that begins with https://"),
        )
        return
    try:
        got = fetcher.get(address)
    except ReadError as error:
        yield error
        return
    called = name if name.startswith(address) else f"{name}: {address}"
    source = Source(
        called, data=got.body, address=got.url, media_type=got.media_type, captured=got.fetched
    )
    yield from formats.opened(source, job)


def urlsplit_or_none(address: str) -> str | None:
    """Return the host of an address on the web, None where it is none."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return host if parts.scheme.lower() in {"http", "https"} else None
