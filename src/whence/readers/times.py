"""A time as pages and front matter state it → Time: cut where knowledge ends, with its interval in UTC.

    2031-03-04T18:20:00+01:00   second, one second of UTC
    2031-03-04T18:20            minute, of all zones: 26 hours and a minute wide
    2031-03-04                  day, of all zones

A page states its times more than once, and not each time as well: `surest` chooses.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.readers import spelled_times
from whence.records import Precision, Time

if TYPE_CHECKING:
    from collections.abc import Sequence

_ISO = re.compile(
    r"\s{0,20}(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T\s]{1,3}(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,12})?)?)?"
    r"\s{0,3}(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?)?\s{0,20}$"
)
_SLASHED = re.compile(
    r"\s{0,20}(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s+(\d{2}):(\d{2})(?::(\d{2}))?)?\s{0,20}$"
)
_RUN_ON = re.compile(r"\s{0,20}(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?\s{0,20}$")
_EPOCH = re.compile(r"\s{0,20}(\d{10})(?:\d{3})?(?:\.\d{1,9})?\s{0,20}$")
# Local time is at most this far ahead of, and behind, UTC.
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
_WIDTH = {
    "second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}  # fmt: skip
# Characters of a time: the longest that programs write names its zone in words.
_LONGEST = 100
# Clocks go wrong by hours; a time of publication later than this after now is no such thing.
_AHEAD = timedelta(hours=24)
# The first newspapers were printed in 1605, the first dated news sheets a century before.
_FIRST_YEAR = 1450
# Where programs begin to count: a date of exactly this day is a field that nobody filled.
_UNFILLED = ("1970-01-01", "1601-01-01")
# Characters of a time's value up to the day, and up to the minute; what zones differ by.
_DAY, _MINUTE, _ZONE_STEP = 10, 16, 900


def parse(stated: object) -> Time | None:
    """Return the time in what a page states, None where it is none that is surely understood.

    A time of exactly midnight is a date that a publishing system filled up with zeros: it is cut to
    the day.
    """
    text = str(stated) if isinstance(stated, (str, int)) and not isinstance(stated, bool) else ""
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _iso(text) or _epoch(text) or _spelled(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def impossible(stated: object) -> bool:
    """Return True for what is written as a date and can be none: 2025-02-30, 2025-13-01."""
    if not isinstance(stated, str) or len(stated) > _LONGEST:
        return False
    return (_ISO.match(stated) or _SLASHED.match(stated)) is not None and parse(stated) is None


def wrong(time: Time | None, now: datetime) -> str | None:
    """Return what is wrong with a time of publication, None where it can be."""
    if time is None or time.earliest is None:
        return None
    if time.earliest > now + _AHEAD:
        return said("in the future")
    if time.value.startswith(_UNFILLED):
        return said("what programs write where they know none")
    return said("before there was news") if time.earliest.year < _FIRST_YEAR else None


def surest(stated: Sequence[Time], now: datetime) -> Time | None:
    """Return the time that several statements of one event make: the first, as well as another knows it.

    The first that can be is believed before one that cannot. A later statement counts where it agrees
    and says more: the time of day of that day, the zone of that time.
    """
    able = [time for time in stated if wrong(time, now) is None] or [*stated]
    if not able:
        return None
    best = able[0]
    for other in able[1:]:
        if (len(best.value) <= _DAY < len(other.value) and other.value[:_DAY] == best.value) or (
            _is_same_moment(best, other)
        ):
            best = other
    return best


def _is_same_moment(local: Time, zoned: Time) -> bool:
    """Return True where a time of day without a zone can be the moment that another states with one."""
    if not (_is_local(local) and len(zoned.value) > _DAY and not _is_local(zoned)):
        return False
    if local.value[:_MINUTE] == zoned.value[:_MINUTE]:
        return True
    start, moment = local.earliest, zoned.earliest
    if start is None or moment is None or local.latest is None or not start <= moment <= local.latest:
        return False
    return not round((moment - start).total_seconds()) // 60 * 60 % _ZONE_STEP


def _is_local(time: Time) -> bool:
    return len(time.value) > _DAY and not re.search(r"(?:Z|[+-]\d\d:\d\d)$", time.value)


def _iso(text: str) -> Time | None:
    found = _ISO.match(text) or _SLASHED.match(text) or _RUN_ON.match(text)
    if found is None:
        return None
    groups = [*found.groups(), None][:7]
    return _cut([None if g is None else int(g) for g in groups[:6]], _zone(groups[6]))


def _epoch(text: str) -> Time | None:
    found = _EPOCH.match(text)
    if found is None:
        return None
    moment = datetime.fromtimestamp(int(found[1]), UTC)
    return make([*moment.timetuple()[:6]], UTC)


def _spelled(text: str) -> Time | None:
    found = spelled_times.read(text)
    return None if found is None else _cut(found.numbers, found.zone)


def _cut(numbers: list[int | None], zone: timezone | None) -> Time:
    """Return the time; one of exactly midnight is a day."""
    if numbers[3:6] in ([0, 0, 0], [0, 0, None]):
        numbers, zone = numbers[:3], None
    return make(numbers, zone)


def _zone(stated: str | None) -> timezone | None:
    if stated is None:
        return None
    if stated[0] not in "+-":
        return UTC
    hours, minutes = int(stated[1:3]), int(stated[3:].lstrip(":") or 0)
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if stated[0] == "-" else span)


def make(numbers: list[int | None], zone: timezone | None) -> Time:
    """Return the Time of year, month, day, hour, minute, second as far as they are known."""
    # A leap second is written as the one before it.
    known = [min(n, 59) if i == 5 else n for i, n in enumerate(numbers) if n is not None]
    precision: Precision = ("year", "month", "day", "hour", "minute", "second")[len(known) - 1]
    year, month, day, hour, minute, second = [*known, *(1, 1, 1, 0, 0, 0)[len(known) :]]
    start = datetime(year, month, day, hour, minute, second, tzinfo=zone or UTC)
    if precision == "year":
        end = start.replace(year=year + 1)
    elif precision == "month":
        end = start.replace(year=year + month // 12, month=month % 12 + 1)
    else:
        end = start + _WIDTH[precision]
    earliest, latest = start.astimezone(UTC), end.astimezone(UTC) - timedelta(seconds=1)
    if zone is None:
        earliest, latest = earliest - _EAST, latest + _WEST
    return Time(_written(known, zone), precision, earliest, latest)


def _written(known: list[int], zone: timezone | None) -> str:
    date = "-".join(f"{n:0{4 if i == 0 else 2}d}" for i, n in enumerate(known[:3]))
    if len(known) <= 3:
        return date
    clock = ":".join(f"{n:02d}" for n in known[3:])
    if zone is None:
        return f"{date}T{clock}"
    if zone == UTC:
        return f"{date}T{clock}Z"
    return f"{date}T{clock}{datetime(2000, 1, 1, tzinfo=zone).isoformat()[-6:]}"
