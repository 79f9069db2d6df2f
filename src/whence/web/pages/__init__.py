"""requests → pages: one file a page, each with its record, its builder and what can be done there.

overview.py   what is in the case, what came in, what failed
queue.py      suggested relations, for a person to accept or reject
stories.py    all stories           story.py     one story: tree, time line, facts, versions
side.py       two to four versions side by side
articles.py   all articles          article.py   one with its evidence and corrections
search.py     passages in all languages          add.py   upload, jobs and their progress
decisions.py  what persons decided, each undoable
waiting.py    what is being compared while a page is waited for
problem.py    what is said where something did not go well
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.web.case import NotYetError
from whence.web.pages.problem import failed, fault, not_there, refused
from whence.web.pages.waiting import not_yet

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

__all__ = ["NotYetError", "failed", "fault", "not_there", "not_yet", "refused", "routes"]


def routes(static: Callable[[Request], Response]) -> list[Route]:
    """Return the address of every page and deed."""
    from starlette.routing import Route

    from whence.web.pages import (
        add,
        article,
        articles,
        decisions,
        overview,
        queue,
        search,
        side,
        stories,
        story,
        whole,
    )

    return [
        Route("/", overview.page),
        Route("/queue", queue.page),
        Route("/queue", queue.decide, methods=["POST"]),
        Route("/queue/stories", whole.page),
        Route("/queue/stories", whole.decide, methods=["POST"]),
        Route("/stories", stories.page),
        Route("/stories/{id:int}", story.page),
        Route("/stories/{id:int}", story.decide, methods=["POST"]),
        Route("/stories/{id:int}/side", side.of_story),
        Route("/stories/{id:int}/export/{format}", story.export),
        Route("/compare/{left}/{right}", side.of_two),
        Route("/articles", articles.page),
        Route("/articles/{id}", article.page),
        Route("/articles/{id}", article.correct, methods=["POST"]),
        Route("/originals/{sha256}", article.original),
        Route("/search", search.page),
        Route("/add", add.page),
        Route("/add", add.upload, methods=["POST"]),
        Route("/jobs/{number:int}/stop", add.stop, methods=["POST"]),
        Route("/events", add.events),
        Route("/decisions", decisions.page),
        Route("/decisions/name", decisions.name, methods=["POST"]),
        Route("/decisions/{id:int}/undo", decisions.undo, methods=["POST"]),
        Route("/language", overview.language, methods=["POST"]),
        Route("/static/{name}", static),
    ]
