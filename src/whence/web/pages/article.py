"""article → ArticlePage: its text, its evidence, where it belongs, and what a person corrects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from whence.errors import UsageError
from whence.records import Record
from whence.web.asking import article as asked
from whence.web.asking import collection, done, person, text
from whence.web.pages.decisions import Told, about, told
from whence.web.security import form

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import ArticleRow, CaptureRow, KinRow, StoryRow
    from whence.records import Article

# What a person may set, as the decision's kind names it.
CORRECTABLE = ("language", "published", "outlet")


@dataclass(frozen=True, slots=True)
class Kin(Record):
    """Another article that this one is related to."""

    kin: KinRow
    other: ArticleRow


@dataclass(frozen=True, slots=True)
class ArticlePage(Record):
    """One article. `captures` are where and when it was found, with the hash of the bytes that were read."""

    article: Article
    captures: tuple[CaptureRow, ...]
    stories: tuple[StoryRow, ...]
    kin: tuple[Kin, ...]
    corrections: tuple[Told, ...]
    correctable: tuple[str, ...]


def page(request: Request) -> Response:
    """Show an article."""
    from whence.web.rendering import render

    case, article = collection(request), asked(request, request.path_params["id"])
    ident = article.id
    kin = case.kinships(article=ident, limit=20)
    others = {a.id: a for a in case.rows({i for k in kin for i in (k.left, k.right)})}
    shown = ArticlePage(
        article=article,
        captures=tuple(case.captures(ident)),
        stories=tuple(case.stories(article=ident)),
        kin=tuple(Kin(k, others[k.right if k.left == ident else k.left]) for k in kin),
        corrections=tuple(
            told(case, (d for d in case.decisions() if ident in about(d) and not d.undone))
        ),
        correctable=CORRECTABLE,
    )
    return render(request, shown, section="articles")


async def correct(request: Request) -> Response:
    """Keep what a person says of an article against what was read from it."""
    data = await form(request)
    ident, field = request.path_params["id"], text(data, "field")
    value = text(data, "value", most=200)
    if field not in CORRECTABLE or not value:
        raise UsageError(f"found no value to set, expected one for {', '.join(CORRECTABLE)}")
    made = await run_in_threadpool(
        lambda: collection(request).decide(
            f"set-{field}",
            {"article": ident, "value": value},
            who=person(request),
            why=text(data, "why"),
        )
    )
    return done(f"/articles/{ident}", "corrected", undo=made.id)


def original(request: Request) -> Response:
    """Hand out the bytes that were read, as a file to keep: they are never shown as a page."""
    from starlette.responses import Response as Answer

    sha256 = request.path_params["sha256"]
    try:
        body = collection(request).original(sha256)
    except UsageError as error:
        raise HTTPException(404) from error
    headers = {"content-disposition": f'attachment; filename="{sha256[:16]}.bin"'}
    return Answer(body, media_type="application/octet-stream", headers=headers)
