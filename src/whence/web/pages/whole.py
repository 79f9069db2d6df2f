"""collection → WholePage: the stories that whence suggests, each to be accepted or rejected as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from whence.errors import UsageError
from whence.phrases import phrase
from whence.records import Record
from whence.web.asking import (
    PER_PAGE,
    Pager,
    back,
    collection,
    done,
    page_number,
    pager,
    person,
    text,
    verdict,
)
from whence.web.pages.decisions import about
from whence.web.security import form

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import ArticleRow, StoryRow

# Members of a story that are named: enough to judge by.
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Whole(Record):
    """A story with its first members; `accepted` where a person has said that they are one story."""

    row: StoryRow
    members: tuple[ArticleRow, ...]
    accepted: bool


@dataclass(frozen=True, slots=True)
class WholePage(Record):
    """The stories, those that changed last first."""

    stories: tuple[Whole, ...]
    pager: Pager


def page(request: Request) -> Response:
    """Show the stories for a person's word."""
    from whence.web.rendering import render

    case = collection(request)
    offset = (page_number(request) - 1) * PER_PAGE
    rows = case.stories(offset=offset, limit=PER_PAGE + 1, order="changed")
    said = [set(about(d)) for d in case.decisions() if d.kind == "merge-stories" and not d.undone]
    named = {a.id: a for a in case.rows({m for row in rows for m in row.members[:_NAMED]})}
    shown = tuple(
        Whole(
            row,
            tuple(named[m] for m in row.members[:_NAMED] if m in named),
            any(set(row.members) <= one for one in said),
        )
        for row in rows[:PER_PAGE]
    )
    return render(request, WholePage(shown, pager(request, len(rows))), section="queue")


async def decide(request: Request) -> Response:
    """Accept stories as one each, or reject them: their articles are then no story with each other."""
    data = await form(request)
    said, chosen = verdict(data)
    if not all(map(_is_number, chosen)):
        raise UsageError(
            phrase("found no story in the form; choose one or more, then accept or reject them")
        )

    def decided() -> int:
        case = collection(request)
        why = text(data, "why")
        # All are read before the first is decided: a decision changes which stories there are.
        rows = [case.story_row(int(number)) for number in chosen]
        made = [
            case.decide("merge-stories", {"articles": row.members}, who=person(request), why=why)
            if said == "accepted"
            else case.decide(
                "split-story", {"groups": [[m] for m in row.members]}, who=person(request), why=why
            )
            for row in rows
        ]
        return made[-1].id

    last = await run_in_threadpool(decided)
    return done(back(data, "/queue/stories"), said, undo=last if len(chosen) == 1 else None)


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdigit() and len(given) < 12
