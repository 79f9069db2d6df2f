"""collection → DecisionsPage: what persons decided, each with who, when and why, each undoable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from whence.records import Record
from whence.web.asking import PER_PAGE, Pager, back, collection, done, page_number, pager
from whence.web.security import form

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection import Decision


@dataclass(frozen=True, slots=True)
class DecisionsPage(Record):
    """All decisions, the newest first; `titles` names the articles they are about by their ids."""

    decisions: tuple[Decision, ...]
    titles: dict[str, str]
    pager: Pager


def page(request: Request) -> Response:
    """Show the decisions."""
    from whence.web.rendering import render

    case = collection(request)
    offset = (page_number(request) - 1) * PER_PAGE
    rows = case.decisions(offset=offset, limit=PER_PAGE + 1)
    ids = {part for d in rows for part in d.subject}
    titles = {a.id: a.title or a.outlet or a.id for a in case.rows(ids)}
    shown = DecisionsPage(tuple(rows[:PER_PAGE]), titles, pager(request, len(rows)))
    return render(request, shown, section="decisions")


async def undo(request: Request) -> Response:
    """Take a decision back."""
    data = await form(request)
    number = request.path_params["id"]
    await run_in_threadpool(lambda: collection(request).undo(number))
    return done(back(data, "/decisions"), "undone")
