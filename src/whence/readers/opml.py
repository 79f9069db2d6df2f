"""OPML, a list of feeds → the feeds it names: fetched where that was asked for, else told."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from whence.errors import ReadError
from whence.readers import addresses
from whence.readers.json_ld import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield what the feeds of a list hold."""
    from lxml import etree

    data = source.whole(job.settings)
    walk = etree.iterparse(
        BytesIO(data), events=("start",), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    seen: dict[str, None] = {}
    try:
        for _, element in walk:
            if isinstance(element.tag, str) and element.tag.lower() == "outline":
                stated = {name.lower(): value for name, value in element.attrib.items()}
                address = (stated.get("xmlurl") or stated.get("url") or "").strip()
                if is_address(address):
                    seen[address] = None
    except etree.XMLSyntaxError as error:
        yield ReadError(
            source.name, f"this list is not well-formed ({error}): {len(seen)} feeds were read"
        )
    for number, address in enumerate(seen, 1):
        yield from addresses.named(address, source.piece(number), job)
    if not seen:
        yield ReadError(source.name, "no feed is named in this list", "expected outlines with xmlUrl")
