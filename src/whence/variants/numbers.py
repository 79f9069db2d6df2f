"""Place → Draft: a number that has another value in the same role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.variants import found
from whence.variants.context import altered
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from whence.values.numbers import Number
    from whence.variants.found import Found
    from whence.variants.places import Place, Side

# Certainty lost where a number is spelled out ("two" for "a couple"): translators rephrase those.
# Chosen on benchmarks/edits.py; re-run it.
_SPELLED_LOSS = 0.25


def numbers(place: Place) -> list[Draft]:
    """Return a draft for each number whose value differs at one spot of the link."""
    sides = place.left, place.right
    values = [found.numbers(side.article, side.passages) for side in sides]
    if not values[0] or not values[1]:
        return []
    left, right = (_unmet(sides[k], values[k], sides[1 - k], values[1 - k]) for k in (0, 1))
    return [_draft(place, *pair) for pair in altered(place, left, right, comparable=_comparable)]


def _unmet(
    side: Side, mine: list[Found[Number]], other: Side, theirs: list[Found[Number]]
) -> list[Found[Number]]:
    """Return the numbers of a side that are no part of a date and whose value the other side lacks.

    Neighbouring passages of the other side are searched too: a translator may cut elsewhere.
    """
    rows = [n for n in mine if not n.value.weak and not any(_equal(n.value, m.value) for m in theirs)]
    if not rows:
        return rows
    dated = found.dates(side.article, side.passages)
    around = found.numbers(other.article, other.around())
    return [n for n in rows if not n.within(dated) and not any(_equal(n.value, m.value) for m in around)]


def _equal(a: Number, b: Number) -> bool:
    from whence.values.numbers import same

    return same(a, b) != "different"


def _comparable(a: Number, b: Number) -> bool:
    """Return True where two numbers could be one quantity with another value."""
    return a.kind == b.kind


def _draft(place: Place, a: Found[Number], b: Found[Number], spot: float) -> Draft:
    spelled = not any(c.isdigit() for c in a.value.text) or not any(c.isdigit() for c in b.value.text)
    score = place.score * (0.75 + 0.25 * spot) * (1 - _SPELLED_LOSS * spelled)
    spans = place.left.span(a.start, a.end), place.right.span(b.start, b.end)
    return Draft("number", *spans, score, link=place.link)
