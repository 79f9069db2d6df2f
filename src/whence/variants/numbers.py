"""Place → Draft: a number that has another value in the same role."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from whence.phrases import said
from whence.variants import found
from whence.variants.context import altered
from whence.variants.draft import Draft
from whence.variants.found import Found

if TYPE_CHECKING:
    from whence.values.numbers import Number
    from whence.variants.places import Place, Side

# Certainty lost where a number is spelled out ("two" for "a couple"): translators rephrase those.
# Chosen on benchmarks/edits.py; re-run it.
_SPELLED_LOSS = 0.25
# Certainty lost where one value may be the other rounded: a change, but mostly a harmless one.
_ROUNDED_LOSS = 0.25
# How far (in decades) a converted value may be off: translators round to two figures.
_CONVERSION = 0.013
# Dimensions whose units are converted from one system into another, and whose metric units differ by
# powers of ten: only there may a bare figure be a conversion. Hours and money are not of them.
_METRIC = frozenset({"length", "mass", "area", "volume"})
# From this agreement of the spots (0..1) on, a value that also stands beside is a repetition.
_SAME_SPOT = 0.6
# How many times larger an altered value may be where the spots do not agree so well.
_ALTERED = 20
# Kinds that one language or one finder may tell apart and the other not (a counted thing taken for a
# unit, a figure after a noun taken for an ordinal). Percentages and money are never confused.
_COUNTS = frozenset({"cardinal", "ordinal", "measure", "year"})


# Telephone numbers: scripts from right to left turn their groups round, and no sum is told by them.
_TELEPHONE = re.compile(r"\d{2,6}(?:[-‐‑–]\d{2,6}){2,4}")


def numbers(place: Place) -> list[Draft]:
    """Return a draft for each number whose value differs at one spot of the link."""
    sides = place.left, place.right
    values = [found.numbers(side.article, side.passages) for side in sides]
    if not values[0] or not values[1]:
        return []
    met = _met(*values)
    left, right = (_unmet(sides[k], values[k], met[k], values[1 - k]) for k in (0, 1))
    pairs = altered(place, left, right, comparable=_comparable)
    pairs = [p for p in pairs if p[2] >= _SAME_SPOT or _near(p[0].value, p[1].value)]
    return [_draft(place, *pair) for pair in pairs if not _stands_beside(place, *pair)]


def _near(a: Number, b: Number) -> bool:
    """Return True where two values could be told of one thing even if their spots hardly agree."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return a.kind == b.kind and high <= _ALTERED * low


def _stands_beside(place: Place, a: Found[Number], b: Found[Number], spot: float) -> bool:
    """Return True where a value is found in a neighbouring passage: the translator cut elsewhere.

    A figure may be repeated there, though, and altered here: one role in one spot decides.
    """
    if a.value.kind == b.value.kind and spot >= _SAME_SPOT:
        return False
    beside = [found.numbers(side.article, side.around()) for side in (place.left, place.right)]
    return any(_equal(a.value, m.value) for m in beside[1]) or any(
        _equal(b.value, m.value) for m in beside[0]
    )


def _met(left: list[Found[Number]], right: list[Found[Number]]) -> tuple[set[int], set[int]]:
    """Pair equal values one to one, those with equal units first; return what is paired on each side."""
    rows = sorted(
        (a.value.unit != b.value.unit, a.value.weak != b.value.weak, x, y)
        for x, a in enumerate(left)
        for y, b in enumerate(right)
        if _equal(a.value, b.value)
    )
    met: tuple[set[int], set[int]] = (set(), set())
    for _, _, x, y in rows:
        if x not in met[0] and y not in met[1]:
            met[0].add(x)
            met[1].add(y)
    return met


def _unmet(
    side: Side, mine: list[Found[Number]], met: set[int], theirs: list[Found[Number]]
) -> list[Found[Number]]:
    """Return the numbers of a side that are no part of a date or telephone number and that the other lacks.

    A value that the other side has elsewhere is lacking only where it counts the same unit.
    """
    spans = any(_span(m.value) for m in theirs)
    rows = [
        n
        for x, n in enumerate(mine)
        if x not in met and (not n.value.weak or (spans and _span(n.value)))
    ]
    if not rows:
        return rows
    low, high = side.bounds
    calls = [Found(None, *m.span()) for m in _TELEPHONE.finditer(side.article.text, low, high)]
    other_kinds: list[Found[Any]] = [*found.dates(side.article, side.passages), *calls]
    return [
        n
        for n in rows
        if not n.within(other_kinds)
        and not any(_equal(n.value, m.value) and m.value.unit == n.value.unit for m in theirs)
        and (n.value.unit or not any(_equal(n.value, m.value) for m in theirs))
    ]


def _span(number: Number) -> bool:
    """Return True for a length of time: "one hour" is as sure as "two hours" where the other side has one too."""
    return bool(number.unit) and number.canonical()[1] == "time"


def _equal(a: Number, b: Number) -> bool:
    """Return True for one value, also where a unit was converted; a mere rounding is told apart."""
    from whence.values.numbers import same

    if (a.value, a.high) == (b.value, b.high) and not (a.unit and b.unit):
        return True
    grade = same(a, b)
    if grade == "rounded":
        return bool(a.unit and b.unit) and a.unit != b.unit
    return grade == "equal" or _converted(a, b) or _converted(b, a)


def _converted(a: Number, b: Number) -> bool:
    """Return True where `b`, whose unit was not understood, may be `a` in another unit (550 lb, 250 kilo)."""
    if (
        a.kind != "measure"
        or b.unit
        or not a.value
        or not b.value
        or len(b.value.normalize().as_tuple().digits) > 3
    ):
        return False
    base, dimension = a.canonical()
    if dimension not in _METRIC:
        return False
    decades = math.log10(abs(float(base)) / abs(float(b.value)))
    return a.value != b.value and abs(decades - round(decades)) <= _CONVERSION


def _comparable(a: Number, b: Number) -> bool:
    """Return True where two numbers could be one quantity with another value."""
    from whence.values.numbers import same

    kinds = {a.kind, b.kind}
    return len(kinds) == 1 or kinds <= _COUNTS or "cardinal" in kinds or same(a, b) == "rounded"


def _draft(place: Place, a: Found[Number], b: Found[Number], spot: float) -> Draft:
    from whence.values.numbers import same

    spelled = not any(c.isdigit() for c in a.value.text) or not any(c.isdigit() for c in b.value.text)
    rounded = same(a.value, b.value) == "rounded"
    loss = _SPELLED_LOSS * spelled + _ROUNDED_LOSS * rounded
    spans = place.left.span(a.start, a.end), place.right.span(b.start, b.end)
    detail = said("rounded in one version") if rounded else ""
    return Draft("number", *spans, place.score * (0.75 + 0.25 * spot) * (1 - loss), detail, place.link)
