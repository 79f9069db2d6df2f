"""A page's JSON-LD → the objects that describe its article, the most telling first.

    {"@type": "NewsArticle", "headline": …}   strong: this is the article
    {"@type": "WebPage", "datePublished": …}  weak: completes what the article leaves out

Hostile input: the number and size of scripts and the number of objects are bounded, and what does not
fit its place is passed over.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

# Characters of one script, scripts of a page, objects looked at in one script: far more than an article
# needs; sixty scripts of a megabyte, made to hurt, take about a second.
_SCRIPT_LENGTH, _SCRIPTS, _OBJECTS = 1_000_000, 60, 5_000
# Characters of a stated title, name or address; longer is not one.
TITLE, NAME, ADDRESS = 500, 200, 2_000
_ARTICLE_TYPES = re.compile(
    r"(?:^|[/:#])(?:\w{0,30}(?:NewsArticle|Article|BlogPosting|Posting|Report|Review)|LiveBlogPosting|CreativeWork|WebPage)$"
)
# The more an object's type says, the more it is believed.
_WEAK_TYPES = ("WebPage", "CreativeWork")
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
# In JSON that cannot be parsed: the type of an article, and fields whose values cannot be mistaken.
_BROKEN_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(\w{0,30}(?:Article|Posting|Report))"')
_BROKEN = re.compile(
    r'"(datePublished|dateModified|dateCreated|inLanguage)"\s{0,9}:\s{0,9}"([^"\\<>]{2,100})"'
)
_TELLING = frozenset({"headline", "datePublished", "articleBody", "isBasedOn", "translationOfWork"})


def describing(page: HtmlElement) -> list[dict[str, Any]]:
    """Return the objects that describe the page's article, references by `@id` resolved one step."""
    return _ranked(_json_ld(page))


def line(value: object, longest: int) -> str | None:
    """Return a stated string on one line, None where it is none or too long to be one."""
    if not isinstance(value, str):
        return None
    text = " ".join(value.replace("\x00", " ").split())
    return text if 0 < len(text) <= longest else None


def printed(value: object, longest: int) -> str | None:
    """Return a stated string on one line; publishing systems write &amp; into JSON as into markup."""
    text = line(value, longest)
    return line(_ENTITY.sub(lambda found: unescape(found[0]), text), longest) if text else None


def is_address(value: str) -> bool:
    """Return True for an address on the web."""
    return (
        len(value) <= ADDRESS and value.lower().startswith(("http://", "https://")) and " " not in value
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
        except ValueError:
            data = _salvaged(source)
        except RecursionError:
            continue
        yield from _objects(data)


def _salvaged(source: str) -> dict[str, Any]:
    """Return what can be told of the article from JSON that is broken: its plain fields, each where first stated.

    Scripts written by templates have a comma too many or quotation marks within a headline.
    """
    kind = _BROKEN_TYPE.search(source)
    fields = dict(reversed(_BROKEN.findall(source)[:_OBJECTS]))
    return {**fields, "@type": kind[1]} if kind else {}


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
        if not kinds or not (node.keys() & _TELLING):
            continue
        weak = all(kind.endswith(_WEAK_TYPES) for kind in kinds)
        rows.append((weak, "headline" not in node, order, node))
    rows.sort(key=lambda row: row[:3])
    # A second strong object is another story (a teaser); weak ones only complete the first.
    return [row[3] for number, row in enumerate(rows) if number == 0 or row[0]]


def inner(value: Any, key: str) -> Any:
    """Return what stands under a key of an object, or of a list's first; other values as they are."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get(key) if isinstance(value, dict) else value


def names(value: Any) -> str | None:
    """Return the names of people or organisations, joined by commas."""
    value = value.get("@list", value) if isinstance(value, dict) else value
    rows = value if isinstance(value, list) else [value]
    said = (inner(row, "name") for row in rows[:20])
    found = (
        printed(one, NAME) for row in said for one in (row[:20] if isinstance(row, list) else [row])
    )
    names = [*dict.fromkeys(name for name in found if name and not is_address(name))]
    return ", ".join(names) or None


def addresses(value: Any) -> list[str]:
    """Return the addresses, or failing these the names, of works."""
    rows = value if isinstance(value, list) else [value]
    found = []
    for row in rows[:20]:
        stated = (
            [row.get(key) for key in ("url", "@id", "name", "headline")]
            if isinstance(row, dict)
            else [row]
        )
        texts = [text for text in (line(inner(v, "@id"), ADDRESS) for v in stated) if text]
        found.extend(texts[:1])
    return found
