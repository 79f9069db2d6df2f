"""A web page's head → what it says of the article: JSON-LD first, then meta tags, then the markup.

Everything here is hostile input: sizes, counts and depths are bounded, and what does not fit its
place (a number for a headline, a list for an address) is passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from whence.readers import times
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
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "publication_date", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified", "lastmod",
    "dc.date.modified", "dcterms.modified", "revised",
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
    result.title = result.headline or _page_title(page, result.outlet)
    result.url = _address(page, metas) or result.url
    result.published = (
        result.published or _time(metas, _PUBLISHED) or _marked_time(marked, "datePublished")
    )
    result.modified = result.modified or _time(metas, _MODIFIED) or _marked_time(marked, "dateModified")
    result.published = result.published or _time_element(page)
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


def _time(metas: dict[str, list[str]], names: Iterable[str]) -> Time | None:
    """Return the best time among meta tags: the first, but a later one that knows the time of day."""
    found = [time for name in names for text in metas.get(name, ())[:1] if (time := times.parse(text))]
    return (
        next((t for t in found if len(t.value) > 10 and t.value[:10] == found[0].value[:10]), found[0])
        if found
        else None
    )


def _merge_json_ld(result: Stated, node: dict[str, Any]) -> None:
    result.headline = result.headline or line(node.get("headline"), TITLE)
    result.byline = result.byline or names(node.get("author") or node.get("creator"))
    result.outlet = result.outlet or names(node.get("publisher") or node.get("sourceOrganization"))
    result.url = result.url or next(
        iter(addresses(node.get("url") or node.get("mainEntityOfPage"))), None
    )
    result.language = result.language or line(inner(node.get("inLanguage"), "alternateName"), 40)
    result.published = result.published or times.parse(
        node.get("datePublished") or node.get("dateCreated")
    )
    result.modified = result.modified or times.parse(node.get("dateModified"))
    for name in ("isBasedOn", "isBasedOnUrl", "translationOfWork"):
        result.based_on.extend(addresses(node.get(name)))


def _impossible(
    result: Stated, nodes: list[dict[str, Any]], metas: dict[str, list[str]]
) -> Iterator[str]:
    """Yield what must be known of dates that are stated and can be none."""
    for field_name, key, tags in (
        ("published", "datePublished", _PUBLISHED),
        ("modified", "dateModified", _MODIFIED),
    ):
        stated = [
            *(node.get(key) for node in nodes),
            *(text for name in tags for text in metas.get(name, ())),
        ]
        wrong = next((text for text in stated if times.impossible(text)), None)
        if wrong and getattr(result, field_name) is None:
            yield f"the stated time it was {field_name}, {wrong.strip()}, is no possible date"


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


def _marked_time(marked: dict[str, list[HtmlElement]], name: str) -> Time | None:
    for element in marked.get(name, ()):
        time = times.parse(
            element.get("datetime") or element.get("content") or "".join(element.itertext()).strip()
        )
        if time:
            return time
    return None


def _time_element(page: HtmlElement) -> Time | None:
    """Return the first `<time datetime>` of the article, or of the page's main part."""
    for path in (
        ".//time[@pubdate]",
        ".//article//time[@datetime]",
        ".//main//time[@datetime]",
        ".//header//time[@datetime]",
    ):
        for element in page.iterfind(path):
            time = times.parse(element.get("datetime"))
            if time:
                return time
    return None


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
