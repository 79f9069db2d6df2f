"""A web page's head → what it says of the article: JSON-LD first, then meta tags, then the markup.

Everything here is hostile input: sizes, counts and depths are bounded, and what does not fit its
place (a number for a headline, a list for an address) is passed over.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from whence.phrases import phrase, said
from whence.readers import compose, times
from whence.readers.json_ld import (
    ADDRESS,
    NAME,
    TITLE,
    addresses,
    describing,
    inner,
    is_address,
    line,
    names,
    printed,
)
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from whence.records import Time

# Meta tags of a page that are looked at; pages in other languages that are kept: more than any site has.
_METAS, _ALTERNATES = 5_000, 200
_TITLES = (
    "og:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "parsely-title",
    "title",
)
_AUTHORS = (
    "author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author",
    "byl", "sailthru.author", "twitter:creator",
)  # fmt: skip
_OUTLETS = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "publisher",
)
_ADDRESSES = ("og:url", "citation_public_url", "parsely-link", "twitter:url")
_PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "article:published", "article.published",
    "article:publish_time", "published_time", "datepublished", "date_published", "rnews:datepublished", "mediator_published_time",
    "vr:published_time", "bt:pubdate", "weibo:article:create_at", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "date", "pubdate", "pub_date", "ptime", "publishdate", "publish-date", "publish_date", "published-date", "published_date",
    "publication_date", "publication-date", "prism.publicationdate", "citation_publication_date", "citation_date",
    "citation_online_date", "dc.date.issued", "dcterms.issued", "dcterms.available", "dc.date.created", "dcterms.created",
    "dc.date", "dcterms.date", "article_date_original", "originalpublicationdate", "release_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "og:modified_time", "article:modified",
    "article.updated", "article:updated_time", "datemodified", "date_modified", "rnews:datemodified", "mediator_modified_time",
    "vr:updated_time", "bt:moddate", "weibo:article:update_at", "utime", "last-modified", "lastmod", "dc.date.modified",
    "dcterms.modified", "prism.modificationdate", "updated_time", "updated", "revised",
)  # fmt: skip
_ORIGINS = ("original-source", "syndication-source")


# The comment that browsers and SingleFile leave at the head of a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d{1,6}\)|Page saved with SingleFile\s{1,20}url:\s{0,9})(https?://[^\s<>]{3,2000})",
    re.IGNORECASE,
)
_SAVED_AT = re.compile(
    r"saved date:\s{0,9}[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})"
)
_HEAD = 4_000
# Where an element is that prints a time of the article; how many are looked at, and what their classes
# say. Characters of a meta tag that holds JSON.
_AROUND = ("article", "main", "header")
_TIMES, _JSON = 20, 10_000
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)
_ISSUED = re.compile(r"publish|entry-date|created|posted", re.IGNORECASE)
# What stands between a headline and the outlet's name in a page's title.
_BARS = re.compile(r"\s[|–—·»«:-]{1,2}\s")


@dataclass(slots=True)
class Stated:
    """What a page states of its article; None or empty where it states nothing.

    `title` is the headline or, failing that, what the page calls itself in the browser.
    """

    headline: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Time | None = None
    modified: Time | None = None
    based_on: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def stated(page: HtmlElement) -> Stated:
    """Return what the page's head and markup state."""
    metas = _metas(page)
    marked = _marked(page)
    result = Stated()
    nodes = describing(page)
    for node in nodes:
        _merge_json_ld(result, node)
    result.headline = (
        result.headline
        or _first(metas, _TITLES, TITLE)
        or _itemprop(marked, "headline")
        or _heading(page)
    )
    result.byline = result.byline or _byline(metas) or _itemprop(marked, "author") or _rel_author(page)
    result.outlet = result.outlet or _first(metas, _OUTLETS, NAME)
    result.headline = compose.headline(result.headline, result.outlet)
    result.title = result.headline or _page_title(page, result.outlet)
    result.url = _address(page, metas) or result.url
    _tell_times(result, page, nodes, metas, marked)
    result.language = _language(page, metas, result)
    result.doubts.extend(_impossible(result, nodes, metas))
    for name in _ORIGINS:
        result.based_on.extend(value for value in metas.get(name, ()) if is_address(value))
    result.based_on = [*dict.fromkeys(a for a in result.based_on if a != result.url)][:50]
    result.alternates = [*dict.fromkeys(_alternates(page, result.url))][:_ALTERNATES]
    return result


def _alternates(page: HtmlElement, own: str | None) -> Iterator[str]:
    """Yield the addresses of the same page in other languages (hreflang)."""
    for link in page.iter("link"):
        stated = (link.get("hreflang") or "").strip()
        if (
            stated.lower() in {"", "x-default"}
            or "alternate" not in (link.get("rel") or "").lower().split()
        ):
            continue
        try:
            address = urljoin(own or "", (link.get("href") or "").strip())
        except ValueError:
            continue
        if is_address(address) and address != own:
            yield address


def saved_from(markup: str) -> str | None:
    """Return the address that a browser wrote into the page when it was saved."""
    found = _SAVED_FROM.search(markup[:_HEAD])
    return found[1] if found and is_address(found[1]) else None


def saved_at(markup: str) -> Time | None:
    """Return when SingleFile saved the page, as it wrote into it."""
    found = _SAVED_AT.search(markup[:_HEAD])
    return times.parse("{1} {0} {2} {3} {4}".format(*found.groups())) if found else None


def _metas(page: HtmlElement) -> dict[str, list[str]]:
    """Return the meta tags by lower-case name, property or itemprop."""
    rows: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        content = element.get("content")
        if name and content and content.strip() and len(rows) < _METAS:
            rows.setdefault(name.strip().lower(), []).append(content.strip())
    return rows


def _first(metas: dict[str, list[str]], names: Iterable[str], longest: int) -> str | None:
    found = (line(metas[name][0], longest) for name in names if name in metas)
    return next((text for text in found if text), None)


def _tell_times(
    result: Stated,
    page: HtmlElement,
    nodes: list[dict[str, Any]],
    metas: dict[str, list[str]],
    marked: dict[str, list[HtmlElement]],
) -> None:
    """Set when the page says it was published and modified, and tell of statements that cannot be."""
    now = datetime.now(UTC)
    published = [
        *_times(node.get("datePublished") for node in nodes),
        *_times(text for name in _PUBLISHED for text in metas.get(name, ())[:1]),
        *_times(_times_in_json(metas)),
        *_marked_times(marked, "datePublished"),
        *_times(node.get("dateCreated") for node in nodes),
    ]
    modified = [
        *_times(node.get("dateModified") for node in nodes),
        *_times(text for name in _MODIFIED for text in metas.get(name, ())[:1]),
        *_marked_times(marked, "dateModified"),
    ]
    if times.surest(published, now) is None or not modified:
        shown, changed = _printed_times(page)
        published, modified = [*published, *shown], [*modified, *changed]
    result.published, result.modified = times.surest(published, now), times.surest(modified, now)
    for event, stated, kept in (
        ("published", published, result.published),
        ("modified", modified, result.modified),
    ):
        wrong = next(((t, why) for t in stated if (why := times.wrong(t, now))), None)
        if wrong and kept is not None and wrong[0] != kept:
            result.doubts.append(
                phrase(
                    "one of the stated times it was {event}, {value}, is {wrong}: not believed",
                    event=event,
                    value=wrong[0].value,
                    wrong=wrong[1],
                )
            )


def _times(stated: Iterable[object]) -> Iterator[Time]:
    """Yield the times among statements; of a list the first, of a typed value (`@value`) the value."""
    for value in stated:
        one = value[0] if isinstance(value, list) and value else value
        time = times.parse(one.get("@value") if isinstance(one, dict) else one)
        if time:
            yield time


def _times_in_json(metas: dict[str, list[str]]) -> Iterator[object]:
    """Yield the times that pages write into a meta tag as JSON."""
    for text in metas.get("parsely-page", ())[:1]:
        try:
            data = json.loads(text) if len(text) < _JSON else None
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict):
            yield data.get("pub_date")


def _merge_json_ld(result: Stated, node: dict[str, Any]) -> None:
    result.headline = result.headline or printed(node.get("headline"), TITLE)
    result.byline = result.byline or names(node.get("author") or node.get("creator"))
    result.outlet = result.outlet or names(node.get("publisher") or node.get("sourceOrganization"))
    result.url = result.url or next(
        iter(addresses(node.get("url") or node.get("mainEntityOfPage"))), None
    )
    result.language = result.language or line(inner(node.get("inLanguage"), "alternateName"), 40)
    for name in ("isBasedOn", "isBasedOnUrl", "translationOfWork"):
        result.based_on.extend(addresses(node.get(name)))


def _impossible(
    result: Stated, nodes: list[dict[str, Any]], metas: dict[str, list[str]]
) -> Iterator[str]:
    """Yield what must be known of dates that are stated and can be none."""
    for field_name, key, tags in (
        (said("published"), "datePublished", _PUBLISHED),
        (said("modified"), "dateModified", _MODIFIED),
    ):
        stated = [
            *(node.get(key) for node in nodes),
            *(text for name in tags for text in metas.get(name, ())),
        ]
        wrong = next((text for text in stated if times.impossible(text)), None)
        if wrong and getattr(result, field_name) is None:
            yield phrase(
                "the stated time it was {event}, {value}, is no possible date",
                event=field_name,
                value=wrong.strip(),
            )


def _byline(metas: dict[str, list[str]]) -> str | None:
    for name in _AUTHORS:
        names = [text for value in metas.get(name, ())[:20] if (text := line(value, NAME))]
        names = [text for text in names if not is_address(text) and not text.startswith("@")]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _heading(page: HtmlElement) -> str | None:
    """Return the page's only first-level heading."""
    found = [text for h in list(page.iter("h1"))[:5] if (text := line("".join(h.itertext()), TITLE))]
    return found[0] if len(found) == 1 else None


def _page_title(page: HtmlElement, outlet: str | None) -> str | None:
    """Return the page's title without the outlet's name after it."""
    found = (line("".join(t.itertext()), TITLE) for t in list(page.iter("title"))[:1])
    title = next((text for text in found if text), None)
    parts = _BARS.split(title) if title else []
    if title is None or len(parts) < 2:
        return title
    tail = parts[-1]
    if tail == outlet or len(tail) * 2 < len(title):
        return title[: title.rindex(tail)].rstrip(" |–—-·»:«")
    return title


def _marked(page: HtmlElement) -> dict[str, list[HtmlElement]]:
    """Return the elements with microdata by the name of their property, in order."""
    rows: dict[str, list[HtmlElement]] = {}
    for element in page.xpath("//*[@itemprop]")[:_METAS]:
        rows.setdefault(element.get("itemprop"), []).append(element)
    return rows


def _itemprop(marked: dict[str, list[HtmlElement]], name: str) -> str | None:
    for element in marked.get(name, ()):
        inner = element.find(".//*[@itemprop='name']")
        named = inner if inner is not None else element
        text = line(named.get("content") or "".join(named.itertext()), NAME)
        if text:
            return text
    return None


def _rel_author(page: HtmlElement) -> str | None:
    found = (line("".join(a.itertext()), NAME) for a in page.xpath("//a[@rel='author']"))
    return next((text for text in found if text), None)


def _marked_times(marked: dict[str, list[HtmlElement]], name: str) -> list[Time]:
    """Return the first time that microdata states of a kind."""
    found = (time for element in marked.get(name, ()) if (time := _of_element(element)))
    return [*islice(found, 1)]


def _of_element(element: HtmlElement) -> Time | None:
    stated = element.get("datetime") or element.get("content") or element.get("title")
    time = times.parse(stated) if stated else None
    return time or times.parse("".join(element.itertext()).strip()[:_JSON])


def _printed_times(page: HtmlElement) -> tuple[list[Time], list[Time]]:
    """Return what the elements that are times state: published and modified, of each the first.

    Classes say which is which (microformats, the themes of blogs); without any it was published.
    """
    published: list[Time] = []
    modified: list[Time] = []
    for element in islice((e for e in page.iter("time", "abbr") if _is_of_the_article(e)), _TIMES):
        names = element.get("class") or ""
        is_update = _UPDATED.search(names) is not None and _ISSUED.search(names) is None
        row = modified if is_update else published
        if not row and (time := _of_element(element)):
            row.append(time)
    if not published:
        alone = [*islice((e for e in page.iter("time") if e.get("datetime")), 2)]
        published = [*_times(e.get("datetime") for e in alone)] if len(alone) == 1 else []
    return published, modified


def _is_of_the_article(element: HtmlElement) -> bool:
    """Return True for an element that prints a time of the article, by its class or by where it is."""
    names = (element.get("class") or "").split()
    if not {"published", "updated", "dt-published", "dt-updated"}.isdisjoint(names):
        return element.tag == "time" or element.get("title") is not None
    if element.tag != "time":
        return False
    return element.get("pubdate") is not None or next(element.iterancestors(*_AROUND), None) is not None


def _address(page: HtmlElement, metas: dict[str, list[str]]) -> str | None:
    base = _first(metas, _ADDRESSES, ADDRESS)
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (
            href := (link.get("href") or "").strip()
        ):
            try:
                address: str = urljoin(base or "", href)
            except ValueError:
                continue
            if is_address(address):
                return address
    return base if base and is_address(base) else None


def _language(page: HtmlElement, metas: dict[str, list[str]], result: Stated) -> str | None:
    """Return the stated language: JSON-LD, `<html lang>`, hreflang of the page's own address, meta."""
    own = [
        link.get("hreflang")
        for link in page.iter("link")
        if link.get("hreflang") and result.url and (link.get("href") or "").strip() == result.url
    ]
    candidates = [
        result.language,
        page.get("lang"),
        page.get("{http://www.w3.org/XML/1998/namespace}lang"),
        page.get("xml:lang"),
        *own,
        *(
            metas.get(name, [None])[0]
            for name in (
                "og:locale",
                "content-language",
                "dc.language",
                "dcterms.language",
                "language",
                "inlanguage",
            )
        ),
    ]
    return next((text for text in candidates if text and tag(text.split(",")[0]) != "und"), None)


def site(address: str | None) -> str | None:
    """Return the host of an address, without `www.`: the name of an outlet that gives none."""
    if not address:
        return None
    try:
        host: str | None = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
