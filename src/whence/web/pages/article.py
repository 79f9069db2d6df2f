"""article → ArticlePage: its text, its evidence, where it belongs, and what a person corrects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from whence.errors import UsageError
from whence.phrases import phrase
from whence.records import Record
from whence.web.asking import article as asked
from whence.web.asking import collection, done, person, text
from whence.web.pages.decisions import Told, about, told
from whence.web.security import form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection import Collection
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
class Version(Record):
    """Another text that was found at an address of the article, and when."""

    other: ArticleRow
    capture: CaptureRow


@dataclass(frozen=True, slots=True)
class ArticlePage(Record):
    """One article. `captures` are where and when it was found, with the hash of the bytes that were read.

    `languages` are those of the case, to choose from; `versions` are what else was found at the same addresses: an article that was rewritten.
    """

    article: Article
    captures: tuple[CaptureRow, ...]
    versions: tuple[Version, ...]
    stories: tuple[StoryRow, ...]
    kin: tuple[Kin, ...]
    corrections: tuple[Told, ...]
    languages: tuple[str, ...]


def page(request: Request) -> Response:
    """Show an article."""
    from whence.web.rendering import render

    case, article = collection(request), asked(request, request.path_params["id"])
    ident = article.id
    captures = case.captures(ident)
    kin = case.kinships(article=ident, limit=20)
    others = {a.id: a for a in case.rows({i for k in kin for i in (k.left, k.right)})}
    shown = ArticlePage(
        article=article,
        captures=tuple(captures),
        versions=tuple(_versions(case, ident, {c.url for c in captures if c.url})),
        stories=tuple(case.stories(article=ident)),
        kin=tuple(Kin(k, others[k.right if k.left == ident else k.left]) for k in kin),
        corrections=tuple(
            told(case, (d for d in case.decisions() if ident in about(d) and not d.undone))
        ),
        languages=tuple(case.info().languages),
    )
    return render(request, shown, section="articles")


def _versions(case: Collection, ident: str, addresses: Iterable[str]) -> list[Version]:
    """Return the other texts of some addresses, each once, in the order in which they were captured."""
    found: dict[str, CaptureRow] = {}
    for address in sorted(addresses):
        for capture in case.versions(address):
            if capture.article != ident:
                found.setdefault(capture.article, capture)
    rows = {row.id: row for row in case.rows(found)}
    return [Version(rows[i], capture) for i, capture in found.items() if i in rows]


async def correct(request: Request) -> Response:
    """Keep what a person says of an article against what was read from it."""
    data = await form(request)
    ident, why = request.path_params["id"], text(data, "why")
    given = {field: text(data, field, most=200) for field in CORRECTABLE}
    if given["published"] and (hour := text(data, "hour", most=8)):
        given["published"] += f"T{hour}Z"
    said = {field: value for field, value in given.items() if value}
    if not said:
        raise UsageError(
            phrase("found no value to set, expected one for {fields}", fields=", ".join(CORRECTABLE))
        )

    def decided() -> list[int]:
        case = collection(request)
        return [
            case.decide(
                f"set-{field}", {"article": ident, "value": value}, who=person(request), why=why
            ).id
            for field, value in said.items()
        ]

    made = await run_in_threadpool(decided)
    return done(f"/articles/{ident}", "corrected", undo=made[0] if len(made) == 1 else None)


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
