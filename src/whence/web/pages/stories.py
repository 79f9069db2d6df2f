"""collection → StoriesPage: all stories of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Record
from whence.web.asking import PER_PAGE, Pager, collection, page_number, pager, wish

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.catalog import StoryOrder
    from whence.collection.rows import StoryRow

ORDERS: tuple[StoryOrder, ...] = ("changed", "articles", "first")


@dataclass(frozen=True, slots=True)
class StoriesPage(Record):
    """The stories, 50 a page, in one of `orders`."""

    stories: tuple[StoryRow, ...]
    order: str
    orders: tuple[StoryOrder, ...]
    pager: Pager


def page(request: Request) -> Response:
    """Show the stories."""
    from whence.web.rendering import render

    asked = wish(request, "order")
    order = next((o for o in ORDERS if o == asked), ORDERS[0])
    offset = (page_number(request) - 1) * PER_PAGE
    rows = collection(request).stories(offset=offset, limit=PER_PAGE + 1, order=order)
    shown = StoriesPage(tuple(rows[:PER_PAGE]), order, ORDERS, pager(request, len(rows)))
    return render(request, shown, section="stories")
