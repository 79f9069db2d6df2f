"""Place → Draft: a date or weekday that differs in the same role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.variants import found
from whence.variants.context import altered
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from whence.values.dates import Date
    from whence.variants.found import Found
    from whence.variants.places import Place, Side


def dates(place: Place) -> list[Draft]:
    """Return a draft for each date that differs at one spot of the link."""
    left, right = (found.dates(side.article, side.passages) for side in (place.left, place.right))
    if not left or not right:
        return []
    unmet = _unmet(left, right, place.right), _unmet(right, left, place.left)
    return [_draft(place, *pair) for pair in altered(place, *unmet, comparable=_comparable)]


def _unmet(mine: list[Found[Date]], theirs: list[Found[Date]], other: Side) -> list[Found[Date]]:
    """Return the dates that agree with none of the other side, nor stand in a neighbouring passage."""
    rows = [a for a in mine if not any(_agree(a.value, b.value, "compatible") for b in theirs)]
    around = found.dates(other.article, other.around()) if rows else []
    return [a for a in rows if not any(_agree(a.value, b.value) for b in around)]


def _agree(a: Date, b: Date, *enough: str) -> bool:
    from whence.values.dates import same

    return same(a, b) in ("equal", *enough)


def _comparable(a: Date, b: Date) -> bool:
    """Return True where two dates say different things of the same kind ("Monday", "yesterday" do not)."""
    from whence.values.dates import same

    return same(a, b) == "different"


def _draft(place: Place, a: Found[Date], b: Found[Date], spot: float) -> Draft:
    spans = place.left.span(a.start, a.end), place.right.span(b.start, b.end)
    return Draft("date", *spans, place.score * (0.75 + 0.25 * spot), link=place.link)
