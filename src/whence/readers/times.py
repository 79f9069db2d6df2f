"""A time as pages and front matter state it → Time: cut where knowledge ends, with its interval in UTC.

2031-03-04T18:20:00+01:00   second, one second of UTC
2031-03-04T18:20            minute, of all zones: 26 hours and a minute wide
2031-03-04                  day, of all zones
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from whence.records import Precision, Time

_ISO = re.compile(
    r"\s{0,20}(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T\s]{1,3}(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d{1,12})?)?)?"
    r"\s{0,3}(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?)?)?\s{0,20}$"
)
_SLASHED = re.compile(
    r"\s{0,20}(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:\s+(\d{2}):(\d{2})(?::(\d{2}))?)?\s{0,20}$"
)
_EPOCH = re.compile(r"\s{0,20}(\d{10})(?:\d{3})?\s{0,20}$")
# Local time is at most this far ahead of, and behind, UTC.
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
_WIDTH = {
    "second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}  # fmt: skip
_LONGEST = 60


def parse(stated: object) -> Time | None:
    """Return the time in what a page states, None where it is none that is surely understood.

    A time of exactly midnight is a date that a publishing system filled up with zeros: it is cut to
    the day.
    """
    text = str(stated) if isinstance(stated, (str, int)) and not isinstance(stated, bool) else ""
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _iso(text) or _epoch(text) or _mail(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def impossible(stated: object) -> bool:
    """Return True for what is written as a date and can be none: 2025-02-30, 2025-13-01."""
    if not isinstance(stated, str) or len(stated) > _LONGEST:
        return False
    return (_ISO.match(stated) or _SLASHED.match(stated)) is not None and parse(stated) is None


def _iso(text: str) -> Time | None:
    found = _ISO.match(text) or _SLASHED.match(text)
    if found is None:
        return None
    groups = [*found.groups(), None][:7]
    numbers = [None if g is None else int(g) for g in groups[:6]]
    zone = _zone(groups[6])
    if numbers[3:6] in ([0, 0, 0], [0, 0, None]):
        numbers[3:6], zone = [None] * 3, None
    return make(numbers, zone)


def _epoch(text: str) -> Time | None:
    found = _EPOCH.match(text)
    if found is None:
        return None
    moment = datetime.fromtimestamp(int(found[1]), UTC)
    return make([*moment.timetuple()[:6]], UTC)


def _mail(text: str) -> Time | None:
    """Read "Tue, 04 Mar 2031 18:20:00 +0100"."""
    moment = parsedate_to_datetime(text)
    zone = moment.tzinfo if isinstance(moment.tzinfo, timezone) else None
    if zone is None and text.rstrip().endswith("-0000"):
        # A time in UTC whose sender keeps its own zone to itself (RFC 5322).
        zone = UTC
    return make([*moment.timetuple()[:6]], zone)


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
    known = [n for n in numbers if n is not None]
    precision: Precision = ("year", "month", "day", "hour", "minute", "second")[len(known) - 1]
    year, month, day, hour, minute, second = [*known, *(1, 1, 1, 0, 0, 0)[len(known) :]]
    start = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone or UTC)
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
