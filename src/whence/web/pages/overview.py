"""collection → OverviewPage: what is in the case, what came in, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Record
from whence.web.asking import back, collection, done

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import Event, FailureRow, Info, StoryRow
    from whence.web.jobs import JobRow

_STORIES, _LOG, _FAILURES = 8, 15, 20


@dataclass(frozen=True, slots=True)
class Day(Record):
    """A bar of the time line: `height` is its share of the fullest day, 0..1."""

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
    counts = case.days()
    fullest = max((n for _, n in counts), default=1)
    jobs = request.app.state.case.jobs.rows()
    shown = OverviewPage(
        info=case.info(),
        stories=tuple(case.stories(limit=_STORIES, order="changed")),
        log=tuple(case.log(limit=_LOG)),
        days=tuple(Day(day, number, number / fullest) for day, number in counts),
        failures=tuple(case.failures()[:_FAILURES]),
        finished=tuple(j for j in jobs if j.state not in {"waiting", "running"})[:5],
    )
    return render(request, shown, section="overview")


async def language(request: Request) -> Response:
    """Keep the language of the screens that a person chose."""
    from whence.web.asking import text
    from whence.web.rendering import LANGUAGE_COOKIE
    from whence.web.security import form

    data = await form(request)
    answer = done(back(data, "/"), "")
    answer.set_cookie(LANGUAGE_COOKIE, text(data, "language")[:12], httponly=True, samesite="strict")
    return answer
