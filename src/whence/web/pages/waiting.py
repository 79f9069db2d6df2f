"""a comparison that takes long → WaitingPage: what is compared, until the page that was asked for is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Record
from whence.web.case import NotYetError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import ArticleRow
    from whence.web.jobs import JobRow

# Articles that are listed: more than a screen are of no help.
_MOST_MEMBERS = 100


@dataclass(frozen=True, slots=True)
class WaitingPage(Record):
    """Articles that are being compared: `number` in all, `members` the first; `job` compares them.

    `title` is that of their story, "" where there is none; `again` begins a comparison that was stopped.
    """

    title: str
    number: int
    members: tuple[ArticleRow, ...]
    job: JobRow | None
    running: bool
    again: str


def not_yet(request: Request, error: Exception) -> Response:
    """Show what is compared."""
    from whence.web.rendering import render, with_query

    assert isinstance(error, NotYetError)
    case = request.app.state.case
    job = next((j for j in case.jobs.rows() if j.title == error.title), None)
    page = WaitingPage(
        title=error.what,
        number=len(error.articles),
        members=tuple(case.collection.rows(error.articles[:_MOST_MEMBERS])),
        job=job,
        # Done: the page that was asked for is there at the next look.
        running=job is not None and job.state not in {"stopped", "failed"},
        again=with_query(request.url.path, **{**request.query_params, "again": 1}),
    )
    return render(request, page, section="stories")
