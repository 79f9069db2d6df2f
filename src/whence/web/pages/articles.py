"""collection → ArticlesPage: all articles of the case, by language, outlet, time and words of the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Record
from whence.web.asking import PER_PAGE, Pager, collection, page_number, pager, wish

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import ArticleRow


@dataclass(frozen=True, slots=True)
class ArticlesPage(Record):
    """The articles, 50 a page; `languages` are those there are, each with its number of articles."""

    articles: tuple[ArticleRow, ...]
    languages: tuple[tuple[str, int], ...]
    language: str | None
    outlet: str | None
    query: str | None
    pager: Pager


def page(request: Request) -> Response:
    """Show the articles."""
    from whence.web.rendering import render

    case = collection(request)
    language, outlet, query = (wish(request, name) for name in ("language", "outlet", "query"))
    rows = case.articles(
        language=language,
        outlet=outlet,
        query=query,
        offset=(page_number(request) - 1) * PER_PAGE,
        limit=PER_PAGE + 1,
    )
    shown = ArticlesPage(
        tuple(rows[:PER_PAGE]),
        tuple(case.info().languages.items()),
        language,
        outlet,
        query,
        pager(request, len(rows)),
    )
    return render(request, shown, section="articles")
