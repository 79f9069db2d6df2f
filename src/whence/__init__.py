"""whence: find out where a story comes from, from the texts alone.

>>> import whence
>>> a = whence.Article.from_passages(["Forty-one boats left the port of Lisbon."], language="en")
>>> b = whence.Article.from_passages(["41 bateaux ont quitté le port de Lisbonne."], language="fr")
>>> whence.compare(a, b).links[0].left
(0,)

The heavy parts load when they are first used: importing whence costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from whence.errors import CollectionError, MissingExtraError, ReadError, UsageError, WhenceError
from whence.records import (
    Article,
    Attribution,
    Capture,
    Comparison,
    Credit,
    Edge,
    Evidence,
    Link,
    Locus,
    Membership,
    Node,
    Pair,
    Passage,
    Reading,
    Reason,
    Relation,
    Section,
    Span,
    Stemma,
    Story,
    Time,
    Variant,
)
from whence.settings import Settings

if TYPE_CHECKING:
    from whence.collection import Collection
    from whence.collection import open_collection as open  # noqa: A004
    from whence.pipeline import captures, compare, read, trace
    from whence.report.exports import export

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "Capture",
    "Collection",
    "CollectionError",
    "Comparison",
    "Credit",
    "Edge",
    "Evidence",
    "Link",
    "Locus",
    "Membership",
    "MissingExtraError",
    "Node",
    "Pair",
    "Passage",
    "ReadError",
    "Reading",
    "Reason",
    "Relation",
    "Section",
    "Settings",
    "Span",
    "Stemma",
    "Story",
    "Time",
    "UsageError",
    "Variant",
    "WhenceError",
    "captures",
    "compare",
    "export",
    "open",
    "read",
    "trace",
]

# Public name → module and name that it is there.
_LAZY = {
    "Collection": ("collection", "Collection"),
    "captures": ("pipeline", "captures"),
    "compare": ("pipeline", "compare"),
    "export": ("report.exports", "export"),
    "open": ("collection", "open_collection"),
    "read": ("pipeline", "read"),
    "trace": ("pipeline", "trace"),
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        module, known_as = _LAZY[name]
        return getattr(import_module(f"whence.{module}"), known_as)
    raise AttributeError(f"module 'whence' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
