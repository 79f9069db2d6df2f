"""OPML and sitemaps, lists in XML → the feeds or pages they name: fetched where that was asked for, else told."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import addresses
from whence.readers.json_ld import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# The namespace of sitemaps begins so; those of the pictures and films on a page are others.
_SITEMAP = "{http://www.sitemaps.org/"


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield what the addresses of a list lead to."""
    from lxml import etree

    data = source.whole(job.settings)
    walk = etree.iterparse(
        BytesIO(data), events=("end",), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    seen: dict[str, None] = {}
    try:
        for _, element in walk:
            address = _named(element)
            if is_address(address):
                seen[address] = None
            element.clear()
    except etree.XMLSyntaxError as error:
        yield ReadError(
            source.name,
            phrase(
                "this list is not well-formed ({error}): {n} addresses were read",
                error=error,
                n=len(seen),
            ),
        )
    for number, address in enumerate(seen, 1):
        yield from addresses.named(address, source.piece(number), job)
    if not seen:
        yield ReadError(
            source.name,
            phrase("no address is named in this list"),
            phrase("expected outlines with xmlUrl, or <loc>"),
        )


def _named(element: Any) -> str:
    """Return the address that an element names, "" where it names none."""
    name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
    if name == "loc" and element.tag.startswith(_SITEMAP):
        return (element.text or "").strip()
    if name != "outline":
        return ""
    stated = {key.lower(): value for key, value in element.attrib.items()}
    return (stated.get("xmlurl") or stated.get("url") or "").strip()
