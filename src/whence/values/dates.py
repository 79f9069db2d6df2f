"""Text → Date: days, months, years, weekdays, "yesterday" and times of day, as far as they are known.

    "le 15 novembre 2020"   2020-11-15        "dimanche"  weekday, and the day if the article is dated
    "15.11.2020"            2020-11-15        "last week" the week before the article's
    "Nov. 15"               --11-15           "10h30"     10:30

Steps: 1 figures (ISO, 15.11.2020, 2020年11月15日), 2 words with what stands beside them, 3 years
alone, 4 times of day; relative words are resolved where the time of publication is known.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from whence.values import date_figures, date_words, decades
from whence.values.moment import Date
from whence.values.scan import Scan, scan

if TYPE_CHECKING:
    from whence.records import Time

__all__ = ["Date", "Grade", "find", "same"]

Grade = Literal["equal", "compatible", "different", "unknown"]


def find(text: str, language: str, published: Time | None = None) -> list[Date]:
    """Return the dates of `text`, in order, without overlap."""
    return read(scan(text, language), published)


def read(scan: Scan, published: Time | None = None) -> list[Date]:
    """Return the dates of a scan, in order, without overlap."""
    found = _without_overlap(
        date_figures.figures(scan),
        decades.find(scan),
        date_words.find(scan),
        date_figures.times(scan),
        date_figures.years(scan),
    )
    if not found:
        return []
    anchor = _anchor(published)
    joined = _joined(found, scan.lower)
    return [replace(_resolved(d, anchor), text=scan.text[d.start : d.end]) for d in joined]


# joining and resolving ---------------------------------------------------------------------------


def _without_overlap(*kinds: list[Date]) -> list[Date]:
    """Keep the first given of dates that overlap, in order of place."""
    kept: list[Date] = []
    for dated in kinds:
        starts = [d.start for d in kept]
        reach, extra = 0, []
        for d in sorted(dated, key=lambda d: (d.start, -d.end)):
            at = bisect_left(starts, d.end)
            if d.start >= reach and (at == 0 or kept[at - 1].end <= d.start):
                extra.append(d)
                reach = d.end
        kept = sorted([*kept, *extra], key=lambda d: d.start) if extra else kept
    return kept


def _joined(found: list[Date], lower: str) -> list[Date]:
    """Join a weekday or a time of day with the date beside it: "Sunday, 15 November, 10:30"."""
    result: list[Date] = []
    for dated in found:
        last = result[-1] if result else None
        gap = lower[last.end : dated.start] if last else ""
        if (
            last is not None
            and len(gap) <= 6
            and "\n" not in gap
            and not set(gap) & set(".;!?")
            and _completes(last, dated)
        ):
            result[-1] = _union(last, dated)
        else:
            result.append(dated)
    return result


def _completes(a: Date, b: Date) -> bool:
    """Return whether two neighbours are parts of one date: at least one a lone weekday or time."""
    names = ("year", "month", "day", "weekday", "hour")
    if any(getattr(a, n) is not None and getattr(b, n) is not None for n in names):
        return False
    return any(
        (
            one.hour is not None
            and one.month is None
            and (other.day is not None or other.relative in ("day", "weekday"))
        )
        or (one.relative == "weekday" and one.distance is None and other.day is not None)
        for one, other in ((a, b), (b, a))
    )


def _union(a: Date, b: Date) -> Date:
    parts: dict[str, Any] = {}
    for name in ("year", "month", "day", "weekday", "hour", "minute", "distance"):
        value = getattr(a, name)
        parts[name] = getattr(b, name) if value is None else value
    parts["relative"] = "" if parts["day"] is not None else a.relative or b.relative
    return Date(a.start, b.end, "", alternative=a.alternative or b.alternative, **parts)


@lru_cache(maxsize=64)
def _anchor(published: Time | None) -> date | None:
    if published is None or len(published.value) < 10:
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _resolved(dated: Date, anchor: date | None) -> Date:
    """Fill in a relative date from the day of publication."""
    if anchor is None or not dated.relative:
        return dated
    if dated.relative == "day":
        found = anchor + timedelta(days=dated.distance or 0)
    elif dated.relative == "weekday" and dated.weekday is not None:
        # News tells of the past: the last such day, today included, unless the text says "next".
        back = (anchor.weekday() - dated.weekday) % 7
        found = anchor + timedelta(days=(7 - back if back else 7) if dated.distance == 1 else -back)
    elif dated.relative == "year":
        return replace(dated, year=anchor.year + (dated.distance or 0))
    elif dated.relative == "month":
        months = anchor.year * 12 + anchor.month - 1 + (dated.distance or 0)
        return replace(dated, year=months // 12, month=months % 12 + 1)
    else:
        return dated
    return replace(dated, year=found.year, month=found.month, day=found.day)


# comparison --------------------------------------------------------------------------------------


def same(a: Date, b: Date) -> Grade:
    """Compare two dates by what both know: "equal", "compatible" (one says less), "different", "unknown".

    A relative date that could not be resolved is only compared with one of its own kind; "unknown"
    means that nothing can be compared.
    """
    shared = [
        (x, y) for x, y in zip(_parts(a), _parts(b), strict=True) if x is not None and y is not None
    ]
    if not shared:
        if a.relative and a.relative == b.relative and a.distance is not None and b.distance is not None:
            return "equal" if a.distance == b.distance else "different"
        return "unknown"
    if all(x == y for x, y in shared):
        whole = all((x is None) == (y is None) for x, y in zip(_parts(a), _parts(b), strict=True))
        return "equal" if whole else "compatible"
    for one, other in ((a, b), (b, a)):
        if (
            one.alternative
            and (other.month, other.day) == one.alternative
            and one.year in (other.year, None)
        ):
            return "equal"
    return "different"


def _parts(a: Date) -> tuple[int | None, ...]:
    weekday = a.weekday
    if weekday is None and a.year and a.month and a.day:
        try:
            weekday = date(a.year, a.month, a.day).weekday()
        except ValueError:
            weekday = None
    return (a.year, a.month, a.day, weekday, a.hour, a.minute)
