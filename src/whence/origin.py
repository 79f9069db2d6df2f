"""What an article states of its own origin, and whether it means another article at hand.

A name in a credit, a hyperlink or a stated source means an article where their identities meet:

    "Source : El Faro de Sarén"   means   the article whose outlet is "El Faro de Sarén"
    https://www.faro.example/a/1  means   the article whose canonical URL is faro.example/a/1

Two names are one identity where their letters are (`key`), or nearly so (`alike`): "Agencia
Costanera" and "Agenzia Costanera". This is deliberately strict; a wrong identity states a false origin.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whence.records import Article, Credit

# Credits that name where the text comes from; a byline, a photo or an editor does not.
ORIGIN_ROLES = frozenset({"source", "agency", "via", "first-published"})
# How alike two names of one outlet are at least (share of common letter pairs). Chosen by looking at
# outlets translated by hand ("Agencia"/"Agenzia": 0.79) against different outlets sharing a generic
# word ("Radio Mareggia"/"Radio Mirasol": 0.55); re-run tests/test_relate.py.
ALIKE = 0.74
_LETTERS = re.compile(r"[^\W_]+")
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]{0,20}:)?//([^/?#\s]{1,255})([^?#\s]{0,2000})", re.IGNORECASE)
_ARTICLES = frozenset("the a an le la les el los las il lo gli der die das de het o os al".split())


def key(name: str) -> str:
    """Return the identity of an outlet's name: its folded letters, without a leading article."""
    words = _LETTERS.findall(fold(name))
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "".join(words)


def alike(one: str, other: str) -> bool:
    """Return True where two names are likely one outlet, perhaps in two languages' spelling."""
    a, b = key(one), key(other)
    if not a or not b:
        return False
    if a == b:
        return True
    if min(len(a), len(b)) < 6:
        return False
    pairs_a, pairs_b = ({s[i : i + 2] for i in range(len(s) - 1)} for s in (a, b))
    return 2 * len(pairs_a & pairs_b) / (len(pairs_a) + len(pairs_b)) >= ALIKE


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
    """Return True where a credited name is the article's outlet or the name of its site."""
    if article.outlet and alike(name, article.outlet):
        return True
    site = host(article.url or "")
    if not site:
        return False
    labels = site.split(".")[:-1]
    return key(name) in {key(label) for label in labels} | {key(site)} - {""}


def credited(rows: Iterable[Credit], article: int) -> tuple[str, ...]:
    """Return the names that article number `article` gives as the origin of its text, in order."""
    names = (c.name for c in rows if c.article == article and c.role in ORIGIN_ROLES and c.name)
    return tuple(dict.fromkeys(names))


def stated(child: Article, parent: Article, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return where `child` says that it comes from `parent`, as (kind, what it says).

    `names` are the origins that `child` credits. Kinds: "credit", "based-on", "hyperlink".
    """
    found = [("credit", name) for name in names if means(name, parent)]
    target = address(parent.url or "")
    if target:
        found += [("based-on", url) for url in child.based_on if address(url) == target]
        found += [("hyperlink", url) for url in child.links if address(url) == target]
    return found
