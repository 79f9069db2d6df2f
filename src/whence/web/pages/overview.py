"""collection → OverviewPage: what is in the case, what came in, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from whence.records import Record
from whence.web.asking import back, collection, done

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import Event, FailureRow, Info, StoryRow
    from whence.web.jobs import JobRow

_STORIES, _LOG, _FAILURES = 8, 15, 20
# Beyond so many days the time line counts by month.
_MOST_DAYS = 120


@dataclass(frozen=True, slots=True)
class Day(Record):
    """A bar of the time line, a day or a month: `height` is its share of the fullest, 0..1."""

    day: str
    articles: int
    height: float


@dataclass(frozen=True, slots=True)
class OverviewPage(Record):
    """The case at a glance.

    `stories` are those that changed last; `days` the articles by day of publication; `finished` the
    jobs that have ended; `failures` the inputs that became no article, and why.
    """

    info: Info
    stories: tuple[StoryRow, ...]
    log: tuple[Event, ...]
    days: tuple[Day, ...]
    finished: tuple[JobRow, ...]
    failures: tuple[FailureRow, ...]


def page(request: Request) -> Response:
    """Show the case."""
    from whence.web.rendering import render

    case = collection(request)
    jobs = request.app.state.case.jobs.rows()
    shown = OverviewPage(
        info=case.info(),
        stories=tuple(case.stories(limit=_STORIES, order="changed")),
        log=tuple(case.log(limit=_LOG)),
        days=_days(case.days()),
        failures=tuple(case.failures()[:_FAILURES]),
        finished=tuple(j for j in jobs if j.state not in {"waiting", "running"})[:5],
    )
    return render(request, shown, section="overview")


def _days(counts: list[tuple[str, int]]) -> tuple[Day, ...]:
    """Return a bar for every day from the first to the last, for every month where there are many."""
    if not counts:
        return ()
    first, last = (date.fromisoformat(counts[i][0]) for i in (0, -1))
    if (last - first).days > _MOST_DAYS:
        counts = [
            (month, sum(n for _, n in days)) for month, days in groupby(counts, lambda c: c[0][:7])
        ]
        names = [f"{m // 12:04}-{m % 12 + 1:02}" for m in range(_month(first), _month(last) + 1)]
    else:
        names = [str(first + timedelta(days=i)) for i in range((last - first).days + 1)]
    found = dict(counts)
    fullest = max(found.values())
    return tuple(Day(name, found.get(name, 0), found.get(name, 0) / fullest) for name in names)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


async def language(request: Request) -> Response:
    """Keep the language of the screens that a person chose."""
    from whence.web.asking import text
    from whence.web.rendering import LANGUAGE_COOKIE
    from whence.web.security import form

    data = await form(request)
    answer = done(back(data, "/"), "")
    answer.set_cookie(LANGUAGE_COOKIE, text(data, "language")[:12], httponly=True, samesite="strict")
    return answer
