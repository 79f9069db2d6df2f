"""Article, passages → Found: the numbers, dates and names of passages, with offsets in the article.

A passage is searched once however many versions it is compared with: the finders are pure, so
their results are kept per passage text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whence.records import Article, Time
    from whence.values.dates import Date
    from whence.values.names import Name
    from whence.values.numbers import Number

V = TypeVar("V")
# Passages remembered per finder: eight versions of a long story; about a kilobyte each.
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A value with its half-open offsets in the article's text."""

    value: V
    start: int
    end: int

    def within(self, others: Iterable[Found[Any]]) -> bool:
        """Return True where this stretch overlaps one of `others`."""
        return any(self.start < o.end and o.start < self.end for o in others)


def numbers(article: Article, passages: Iterable[int]) -> list[Found[Number]]:
    """Return the numbers of these passages."""
    found = []
    for row in (article.passages[p] for p in passages):
        values = _numbers(row.text, article.language)
        found += [Found(v, row.start + v.start, row.start + v.end) for v in values]
    return found


def dates(article: Article, passages: Iterable[int]) -> list[Found[Date]]:
    """Return the dates of these passages."""
    found = []
    for row in (article.passages[p] for p in passages):
        values = _dates(row.text, article.language, article.published)
        found += [Found(v, row.start + v.start, row.start + v.end) for v in values]
    return found


def names(article: Article, passages: Iterable[int]) -> list[Found[Name]]:
    """Return the names of these passages."""
    found = []
    for row in (article.passages[p] for p in passages):
        values = _names(row.text, article.language)
        found += [Found(v, row.start + v.start, row.start + v.end) for v in values]
    return found


@lru_cache(maxsize=_KEPT)
def _numbers(text: str, language: str) -> tuple[Number, ...]:
    from whence.values.numbers import find

    return tuple(find(text, language))


@lru_cache(maxsize=_KEPT)
def _dates(text: str, language: str, published: Time | None) -> tuple[Date, ...]:
    from whence.values.dates import find

    return tuple(find(text, language, published))


@lru_cache(maxsize=_KEPT)
def _names(text: str, language: str) -> tuple[Name, ...]:
    from whence.values.names import find

    return tuple(find(text, language))
