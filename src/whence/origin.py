"""What an article states of its own origin, and whether it means another article at hand.

A name in a credit, a hyperlink or a stated source means an article where their identities meet:

    "Source : El Faro de Sarén"   means   the article whose outlet is "El Faro de Sarén"
    https://www.faro.example/a/1  means   the article whose canonical URL is faro.example/a/1

Two names are one identity where their keys are (`outlets.identity`), or nearly so (`alike`): "Agencia
Costanera" and "Agenzia Costanera". This is deliberately strict; a wrong identity states a false origin.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.outlets import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Article, Credit

# Credits that name where the text comes from; a byline, a photo or an editor does not.
ORIGIN_ROLES = frozenset({"source", "agency", "via", "first-published"})
# Those that speak of the whole text; an agency may be named for one part of it only.
WHOLE_ROLES = ORIGIN_ROLES - {"agency"}
# How alike two names of one outlet are at least (whence.values.names.similar), and how much so across
# scripts, where sounds are lost and the next best of the story must also be further off. Chosen by
# looking at outlets written in another language ("Agencia"/"Agenzia": 0.97) against different outlets
# with a generic word in common ("Radio …": 0.68); re-run tests/test_relate.py.
ALIKE = 0.85
ACROSS = 0.57
CLEARER = 0.08
_LETTERS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,20}:)?//([^/?#\s]{1,255})([^?#\s]{0,2000})", re.IGNORECASE)


def alike(one: str, other: str) -> bool:
    """Return True where two names are likely one outlet, perhaps in two languages' spelling."""
    a, b = identity(one), identity(other)
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 5 and _likeness(one, other) >= ALIKE))


@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    from whence.values import names

    return float(names.similar(one, other))


def address(url: str) -> str:
    """Return a URL's host and path in comparable form; "" where it has no path of its own."""
    met = _HOST.match(url.strip())
    if not met or not met[2].strip("/"):
        return ""
    return host(url) + met[2].rstrip("/")


def host(url: str) -> str:
    """Return a URL's host without "www.", "m." and the port; "" where there is none."""
    met = _HOST.match(url.strip())
    if not met:
        return ""
    name = met[1].rsplit("@", 1)[-1].split(":", 1)[0].lower()
    for prefix in ("www.", "m.", "amp."):
        name = name.removeprefix(prefix)
    return name


def means(name: str, article: Article) -> bool:
    """Return True where a credited name is the article's outlet, the name of its site or of its file.

    The file's name counts only where the outlet is not known: people save texts under it.
    """
    if article.outlet and alike(name, article.outlet):
        return True
    if not article.outlet:
        file = identity(_file(article.path or ""))
        if len(file) >= 4 and (alike(name, file) or file in map(identity, _LETTERS.findall(name))):
            return True
    site = host(article.url or "")
    if not site:
        return False
    labels = site.split(".")[:-1]
    return identity(name) in {identity(label) for label in labels} | {identity(site)} - {""}


def meant(name: str, articles: Sequence[Article]) -> int | None:
    """Return which of the articles a credited name means; None where it means none of them.

    A name in another script than the outlet is compared by sound, and must be clearly nearest.
    """
    for i, article in enumerate(articles):
        if means(name, article):
            return i
    scored = [
        (_likeness(name, a.outlet), -i)
        for i, a in enumerate(articles)
        if a.outlet and _across(name, a.outlet)
    ]
    if not scored:
        return None
    scored.sort(reverse=True)
    clear = len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARER
    return -scored[0][1] if clear and scored[0][0] >= ACROSS else None


def _across(one: str, other: str) -> bool:
    """Return True where two names are written in different scripts."""
    scripts = [
        {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()} for name in (one, other)
    ]
    return not scripts[0] & scripts[1]


def _file(path: str) -> str:
    """Return a file's name up to its first dot: "kuestenbote" of "story/kuestenbote.de.txt"."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].split(".", 1)[0]


def credited(
    rows: Iterable[Credit], article: int, roles: frozenset[str] = ORIGIN_ROLES
) -> tuple[str, ...]:
    """Return the names that article number `article` gives as the origin of its text, in order."""
    names = (c.name for c in rows if c.article == article and c.role in roles and c.name)
    return tuple(dict.fromkeys(names))


def same_page(one: Article, other: Article) -> bool:
    """Return True where one article names the other as its own page in another language."""
    if not (one.alternates or other.alternates):
        return False
    here, there = address(one.url or ""), address(other.url or "")
    if here == there:
        return False
    return there in _pages(one.alternates) or here in _pages(other.alternates)


@lru_cache(maxsize=1024)
def _pages(urls: tuple[str, ...]) -> frozenset[str]:
    """Return the addresses of pages among URLs, in comparable form."""
    return frozenset(filter(None, map(address, urls)))


def stated(child: Article, parent: Article, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return where `child` says that it comes from `parent`, as (kind, what it says).

    `names` are the origins that `child` credits. Kinds: "credit", "based-on", "hyperlink".
    """
    found = [("credit", name) for name in names if meant(name, (parent, child)) == 0]
    target = address(parent.url or "")
    if target:
        found += [("based-on", url) for url in child.based_on if address(url) == target]
        found += [("hyperlink", url) for url in child.links if address(url) == target]
    return found
