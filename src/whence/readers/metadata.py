"""A web page's head → what it says of the article: JSON-LD first, then meta tags, then the markup.

Everything here is hostile input: sizes, counts and depths are bounded, and what does not fit its
place (a number for a headline, a list for an address) is passed over.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from whence.readers import times
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from whence.records import Time

# Bounds on JSON-LD: bytes of one script, scripts of a page, objects looked at in one script. Pages of
# large houses stay below a tenth of each.
_SCRIPT_LENGTH, _SCRIPTS, _OBJECTS = 1_000_000, 60, 5_000
# Characters of a stated title, name or address; longer is not one.
_TITLE, _NAME, _ADDRESS = 500, 200, 2_000
_ARTICLE_TYPES = re.compile(
    r"(?:^|[/:#])(?:\w{0,30}(?:NewsArticle|Article|BlogPosting|Posting|Report|Review)|LiveBlogPosting|CreativeWork|WebPage)$"
)
# The more an object's type says, the more it is believed.
_WEAK_TYPES = ("WebPage", "CreativeWork")
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


def stated(page: HtmlElement) -> Stated:
    """Return what the page's head and markup state."""
    metas = _metas(page)
    result = Stated()
    for node in _ranked(_json_ld(page)):
        _merge_json_ld(result, node)
    result.headline = (
        result.headline
        or _first(metas, _TITLES, _TITLE)
        or _itemprop(page, "headline")
        or _heading(page)
    )
    result.byline = result.byline or _byline(metas) or _itemprop(page, "author") or _rel_author(page)
    result.outlet = result.outlet or _first(metas, _OUTLETS, _NAME)
    result.title = result.headline or _page_title(page, result.outlet)
    result.url = _address(page, metas) or result.url
    result.published = (
        result.published or _time(metas, _PUBLISHED) or _marked_time(page, "datePublished")
    )
    result.modified = result.modified or _time(metas, _MODIFIED) or _marked_time(page, "dateModified")
    result.published = result.published or _time_element(page)
    result.language = _language(page, metas, result)
    for name in _ORIGINS:
        result.based_on.extend(value for value in metas.get(name, ()) if _is_address(value))
    result.based_on = [*dict.fromkeys(a for a in result.based_on if a != result.url)][:50]
    return result


def _line(value: object, longest: int) -> str | None:
    """Return a stated string on one line, None where it is none or too long to be one."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.replace("\x00", " ").split())
    return text if 0 < len(text) <= longest else None


def _is_address(value: str) -> bool:
    return (
        len(value) <= _ADDRESS and value.lower().startswith(("http://", "https://")) and " " not in value
    )


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
        if name and content and content.strip() and len(rows) < _OBJECTS:
            rows.setdefault(name.strip().lower(), []).append(content.strip())
    return rows


def _first(metas: dict[str, list[str]], names: Iterable[str], longest: int) -> str | None:
    found = (_line(metas[name][0], longest) for name in names if name in metas)
    return next((text for text in found if text), None)


def _time(metas: dict[str, list[str]], names: Iterable[str]) -> Time | None:
    """Return the best time among meta tags: the first, but a later one that knows the time of day."""
    found = [time for name in names for text in metas.get(name, ())[:1] if (time := times.parse(text))]
    return (
        next((t for t in found if len(t.value) > 10 and t.value[:10] == found[0].value[:10]), found[0])
        if found
        else None
    )


def _json_ld(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD scripts, references by `@id` resolved one step."""
    scripts = [s for s in page.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    for script in scripts[:_SCRIPTS]:
        source = (script.text or "").strip()
        if not source or len(source) > _SCRIPT_LENGTH:
            continue
        source = (
            source.removeprefix("<!--")
            .removesuffix("-->")
            .removeprefix("//<![CDATA[")
            .removesuffix("//]]>")
            .strip()
        )
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(data)


def _objects(data: object) -> list[dict[str, Any]]:
    """Return the objects within JSON data, breadth first, with bounded work."""
    queue: list[Any] = [data]
    rows: list[dict[str, Any]] = []
    at = 0
    while at < len(queue) and len(rows) < _OBJECTS:
        value = queue[at]
        at += 1
        if isinstance(value, dict):
            rows.append(value)
            queue.extend(v for v in list(value.values())[:200] if isinstance(v, (dict, list)))
        elif isinstance(value, list):
            queue.extend(v for v in value[:1000] if isinstance(v, (dict, list)))
    named = {row["@id"]: row for row in rows if isinstance(row.get("@id"), str) and len(row) > 1}
    return [{k: _resolved(v, named) for k, v in row.items()} for row in rows]


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    if isinstance(value, list):
        return [_resolved(v, named) if isinstance(v, dict) else v for v in value[:100]]
    return value


def _types(node: dict[str, Any]) -> list[str]:
    value = node.get("@type")
    return [t for t in (value if isinstance(value, list) else [value]) if isinstance(t, str)]


def _ranked(nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the objects that describe an article, the most telling first."""
    rows: list[tuple[bool, bool, int, dict[str, Any]]] = []
    for order, node in enumerate(nodes):
        kinds = [kind for kind in _types(node) if _ARTICLE_TYPES.search(kind[:100])]
        if not kinds or not (
            node.keys() & {"headline", "datePublished", "articleBody", "isBasedOn", "translationOfWork"}
        ):
            continue
        weak = all(kind.endswith(_WEAK_TYPES) for kind in kinds)
        rows.append((weak, "headline" not in node, order, node))
    rows.sort(key=lambda row: row[:3])
    # A second strong object is another story (a teaser); weak ones only complete the first.
    return [row[3] for number, row in enumerate(rows) if number == 0 or row[0]]


def _merge_json_ld(result: Stated, node: dict[str, Any]) -> None:
    result.headline = result.headline or _line(node.get("headline"), _TITLE)
    result.byline = result.byline or _names(node.get("author") or node.get("creator"))
    result.outlet = result.outlet or _names(node.get("publisher") or node.get("sourceOrganization"))
    result.url = result.url or next(
        iter(_addresses(node.get("url") or node.get("mainEntityOfPage"))), None
    )
    result.language = result.language or _line(_inner(node.get("inLanguage"), "alternateName"), 40)
    result.published = result.published or times.parse(
        node.get("datePublished") or node.get("dateCreated")
    )
    result.modified = result.modified or times.parse(node.get("dateModified"))
    for name in ("isBasedOn", "isBasedOnUrl", "translationOfWork"):
        result.based_on.extend(_addresses(node.get(name)))


def _inner(value: Any, key: str) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get(key) if isinstance(value, dict) else value


def _names(value: Any) -> str | None:
    """Return the names of people or organisations, joined by commas."""
    rows = value if isinstance(value, list) else [value]
    found = (_line(_inner(row, "name"), _NAME) for row in rows[:20])
    names = [*dict.fromkeys(name for name in found if name and not _is_address(name))]
    return ", ".join(names) or None


def _addresses(value: Any) -> list[str]:
    """Return the addresses, or failing these the names, of works."""
    rows = value if isinstance(value, list) else [value]
    found = []
    for row in rows[:20]:
        stated = (
            [row.get(key) for key in ("url", "@id", "name", "headline")]
            if isinstance(row, dict)
            else [row]
        )
        texts = [text for text in (_line(_inner(v, "@id"), _ADDRESS) for v in stated) if text]
        found.extend(texts[:1])
    return found


def _byline(metas: dict[str, list[str]]) -> str | None:
    for name in _AUTHORS:
        names = [text for value in metas.get(name, ())[:20] if (text := _line(value, _NAME))]
        names = [text for text in names if not _is_address(text) and not text.startswith("@")]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _heading(page: HtmlElement) -> str | None:
    """Return the page's only first-level heading."""
    found = [text for h in list(page.iter("h1"))[:5] if (text := _line("".join(h.itertext()), _TITLE))]
    return found[0] if len(found) == 1 else None


def _page_title(page: HtmlElement, outlet: str | None) -> str | None:
    """Return the page's title without the outlet's name after it."""
    found = (_line("".join(t.itertext()), _TITLE) for t in list(page.iter("title"))[:1])
    title = next((text for text in found if text), None)
    parts = _BARS.split(title) if title else []
    if title is None or len(parts) < 2:
        return title
    tail = parts[-1]
    if tail == outlet or len(tail) * 2 < len(title):
        return title[: title.rindex(tail)].rstrip(" |–—-·»:«")
    return title


def _itemprop(page: HtmlElement, name: str) -> str | None:
    for element in page.iterfind(f".//*[@itemprop='{name}']"):
        inner = element.find(".//*[@itemprop='name']")
        named = inner if inner is not None else element
        text = _line(named.get("content") or "".join(named.itertext()), _NAME)
        if text:
            return text
    return None


def _rel_author(page: HtmlElement) -> str | None:
    found = (_line("".join(a.itertext()), _NAME) for a in page.iterfind(".//a[@rel='author']"))
    return next((text for text in found if text), None)


def _marked_time(page: HtmlElement, name: str) -> Time | None:
    for element in page.iterfind(f".//*[@itemprop='{name}']"):
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
    base = _first(metas, _ADDRESSES, _ADDRESS)
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (
            href := (link.get("href") or "").strip()
        ):
            try:
                address: str = urljoin(base or "", href)
            except ValueError:
                continue
            if _is_address(address):
                return address
    return base if base and _is_address(base) else None


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
