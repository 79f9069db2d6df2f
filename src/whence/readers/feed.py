"""RSS and Atom → Capture: an entry an article, as far as the feed has its text.

Many feeds carry a summary only: the article then says so, and where the whole stands. feedparser is
given bytes, never an address; declared entities are not expanded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import addresses, compose, fragment, times
from whence.readers.json_ld import ADDRESS, NAME, TITLE, is_address, line, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Article, Capture

# The parser builds a tree of all entries and cleans their markup: some seconds at this size (bytes).
_LARGEST = 8_000_000
# Elements within elements: entries of real feeds with pages of markup stay below sixty.
_DEEPEST = 200
_DOCTYPE, _ENTITY = re.compile(rb"<!DOCTYPE", re.IGNORECASE), re.compile(rb"<!ENTITY", re.IGNORECASE)
_ELEMENT = re.compile(rb"<(?=\w)")


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of each entry."""
    import feedparser

    data = source.whole(job.settings)
    if len(data) > _LARGEST:
        raise ReadError(
            source.name,
            phrase(
                "this feed has {n} bytes; expected at most {largest}",
                n=f"{len(data):,}",
                largest=f"{_LARGEST:,}",
            ),
            phrase("cut it"),
        )
    clean, told = _without_doctype(data)
    if told:
        yield ReadError(source.name, told, phrase("compare the entries with the feed"))
    if _too_deep(clean):
        raise ReadError(
            source.name,
            phrase("elements stand more than {deepest} deep in this feed", deepest=_DEEPEST),
            phrase("is it a feed?"),
        )
    from io import BytesIO

    parsed = feedparser.parse(BytesIO(clean), sanitize_html=False, resolve_relative_uris=False)
    entries = parsed.get("entries", [])
    for number, entry in enumerate(entries, 1):
        yield from _entry(entry, parsed.feed, source.piece(number), job, data)
    if parsed.get("bozo"):
        said = " ".join(str(parsed.get("bozo_exception", "")).split())[:200]
        yield ReadError(
            source.name, phrase("this feed is not well-formed ({said}): {n} entries were read", said=said, n=len(entries)),
            phrase("compare with the feed"),
        )  # fmt: skip
    elif not entries:
        yield ReadError(
            source.name, phrase("there is no entry in this feed"), phrase("is it the right address?")
        )


def _without_doctype(data: bytes) -> tuple[bytes, str | None]:
    """Return the feed without its document type, and what to tell of it.

    A document type may define entities that multiply or name files; no feed of today needs one.
    """
    element = _ELEMENT.search(data)
    head = data[: element.start()] if element else data
    found = _DOCTYPE.search(head)
    if found is None:
        return data, None
    entities = _ENTITY.search(head) is not None
    told = "this feed declares entities of its own; they are not expanded" if entities else None
    return data[: found.start()] + data[len(head) :], told


def _too_deep(data: bytes) -> bool:
    """Return True where elements nest deeper than the feed's parser can take in good time."""
    from lxml import etree

    depth = 0
    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, no_network=True, huge_tree=True
    )
    for at in range(0, len(data), 65_536):
        try:
            parser.feed(data[at : at + 65_536])
        except etree.XMLSyntaxError:
            return False
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                return True
            if event == "end":
                element.clear()
    return False


def _entry(entry: Any, feed: Any, place: Source, job: Job, data: bytes) -> Iterator[Capture | ReadError]:
    url = _address(
        entry.get("feedburner_origlink") or entry.get("link") or entry.get("id"),
        feed.get("link") or place.address,
    )
    full = max((c.get("value") or "" for c in entry.get("content", [])), key=len, default="")
    summary = entry.get("summary") or ""
    whole = bool(full) and len(full) >= len(summary)
    if url and not whole and job.fetcher is not None:
        yield from addresses.named(url, place, job)
        return
    parts = fragment.paragraphs(full if whole else summary, base=url)
    if not parts.text.strip() or _says_the_title_only(parts.text, entry):
        if url:
            yield from addresses.named(url, place, job)
        else:
            yield ReadError(place.name, phrase("this entry has neither text nor address"))
        return
    try:
        yield compose.captured(
            _article(entry, feed, place, job, parts=parts, url=url, whole=whole),
            place,
            data,
            "application/xml",
        )
    except ReadError as error:
        yield error


def _says_the_title_only(text: str, entry: Any) -> bool:
    """Return True for an entry whose text is its title and its outlet once more, as in lists of other's news."""
    outlet = str((entry.get("source") or {}).get("title") or "")
    title = _plain(entry.get("title")) or ""
    said, named = _letters(text), _letters(title)
    return bool(said) and named.removesuffix(_letters(outlet)) in {
        said,
        said.removesuffix(_letters(outlet)),
    }


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _article(
    entry: Any, feed: Any, place: Source, job: Job, *, parts: fragment.Paragraphs, url: str | None, whole: bool
) -> Article:  # fmt: skip
    origin = entry.get("source") or {}
    outlet = line(_plain(origin.get("title") or feed.get("title")), NAME)
    title = compose.headline(printed(_plain(entry.get("title")), TITLE), outlet)
    if title and not parts.text.startswith(title):
        rows = [(title, "heading"), *((parts.text[b.start : b.end], b.role) for b in parts.blocks)]
        parts = fragment.joined(rows, parts.links)
    # Where an author has an address, "author" is both.
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    return compose.composed(
        parts.text,
        place,
        job,
        hint=entry.get("language") or feed.get("language"),
        blocks=parts.blocks,
        links=parts.links,
        title=title,
        byline=line(_plain(author), NAME),
        outlet=outlet,
        url=url,
        # The dictionary's own methods: feedparser's put one time in the other's place.
        published=times.parse(dict.get(entry, "published") or dict.get(entry, "updated")),
        modified=times.parse(dict.get(entry, "updated")) if dict.get(entry, "published") else None,
        format="feed",
        notices=()
        if whole
        else (phrase("only what stands in the feed; the whole may be at {url}", url=url),),
    )


def _plain(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(fragment.paragraphs(value).text.split()) if fragment.is_markup(value) else value


def _address(stated: Any, base: str | None) -> str | None:
    text = line(stated, ADDRESS)
    try:
        address = urljoin(base or "", text) if text else None
    except ValueError:
        return None
    return address if address and is_address(address) else None
