"""Text → values: numbers, dates and names with what they mean, so that versions can be compared.

    find(text, "fr").numbers   "30.000 hommes"   Number(30000)
                    .dates     "dimanche"        Date(weekday 6)
                    .names     "M. Rabiei"       Name("Rabiei", person)

Each kind has its module with `find(text, language)` and a comparison (`same`, `similar`). All find
offsets in the text that they were given; a whole article at once is cheaper than its passages.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Time
    from whence.values.dates import Date
    from whence.values.names import Name
    from whence.values.numbers import Number

    Value = TypeVar("Value", Number, Date, Name)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of one text, none inside another: a number in a date is only a date."""

    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]


def find(text: str, language: str, published: Time | None = None) -> Values:
    """Return all values of `text`, overlaps resolved: dates before numbers before names."""
    from whence.values import dates, names, numbers
    from whence.values.scan import scan

    seen = scan(text, language)
    days = dates.read(seen, published)
    figures = _clear([n for n in numbers.read(seen) if n.kind != "year" or n.approximate], days)
    called = _clear(names.find(text, language), days)
    return Values(tuple(figures), tuple(days), tuple(called))


def _clear(values: list[Value], taken: Sequence[Date]) -> list[Value]:
    """Return the values that overlap no date; a lone weak year gives way to a number."""
    firm = [d for d in taken if not (d.weak and d.year_alone)]
    starts = [d.start for d in firm]
    kept = []
    for value in values:
        at = bisect_right(starts, value.end - 1)
        if at == 0 or firm[at - 1].end <= value.start:
            kept.append(value)
    return kept
