"""collection → DecisionsPage: what persons decided, each with who, when and why, each undoable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool

from whence.records import Record
from whence.web.asking import (
    LONGEST_NAME,
    PER_PAGE,
    WHO_COOKIE,
    Pager,
    back,
    collection,
    done,
    page_number,
    pager,
    person,
    text,
)
from whence.web.security import form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection import Collection
    from whence.collection.rows import ArticleRow, Decision


@dataclass(frozen=True, slots=True)
class Told(Record):
    """A decision with the `articles` it is about, and the `words` (a value, names) that it states."""

    decision: Decision
    articles: tuple[ArticleRow, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionsPage(Record):
    """All decisions, the newest first; `who` is the name that this person's are kept under."""

    decisions: tuple[Told, ...]
    who: str
    pager: Pager


def page(request: Request) -> Response:
    """Show the decisions."""
    from whence.web.rendering import render

    case = collection(request)
    offset = (page_number(request) - 1) * PER_PAGE
    rows = case.decisions()[::-1][offset : offset + PER_PAGE + 1]
    shown = DecisionsPage(tuple(told(case, rows[:PER_PAGE])), person(request), pager(request, len(rows)))
    return render(request, shown, section="decisions")


def about(decision: Decision) -> list[str]:
    """Return the ids of the articles that a decision is about."""
    subject = decision.subject
    one = [subject["article"]] if "article" in subject else []
    grouped = [article for group in subject.get("groups", ()) for article in group]
    return [*one, *subject.get("articles", ()), *grouped]


def told(case: Collection, decisions: Iterable[Decision]) -> list[Told]:
    """Return decisions as they are shown."""
    found = list(decisions)
    rows = {row.id: row for row in case.rows({i for d in found for i in about(d)})}
    return [
        Told(
            d,
            tuple(rows[i] for i in about(d) if i in rows),
            (*((d.subject["value"],) if "value" in d.subject else ()), *d.subject.get("names", ())),
        )
        for d in found
    ]


async def name(request: Request) -> Response:
    """Keep the name that a person's decisions are to be kept under, with this browser."""
    data = await form(request)
    answer = done(back(data, "/decisions"), "named")
    given = quote(" ".join(text(data, "who", most=LONGEST_NAME).split()))
    # Six months: as long as a case may take.
    answer.set_cookie(WHO_COOKIE, given, max_age=15_552_000, httponly=True, samesite="strict")
    return answer


async def undo(request: Request) -> Response:
    """Take a decision back."""
    data = await form(request)
    number = request.path_params["id"]
    await run_in_threadpool(lambda: collection(request).undo(number))
    return done(back(data, "/decisions"), "undone")
