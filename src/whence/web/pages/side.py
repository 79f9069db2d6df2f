"""versions → SidePage: two to four beside each other, passage by passage, in any languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Record
from whence.report.columns import columns
from whence.report.facts import KINDS
from whence.web.asking import article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from whence.report.columns import Across
    from whence.report.view import Version

_MOST_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class SidePage(Record):
    """Versions beside each other: `versions` are all that can be chosen, `chosen` those in the columns.

    `back` is the page they were chosen on; `kinds` how many rows have a difference of each kind.
    """

    back: str
    title: str
    versions: tuple[Version, ...]
    chosen: tuple[int, ...]
    rows: tuple[Across, ...]
    kinds: dict[str, tuple[str, int]]
    choosable: bool


def of_story(request: Request) -> Response:
    """Show versions of a story beside each other: ?v=0&v=2."""
    from whence.web.pages.story import found

    row, story, content = found(request)
    asked = [
        int(v)
        for v in request.query_params.getlist("v")[:40]
        if v.isascii() and v.isdigit() and len(v) < 5
    ]
    chosen = [v for v in dict.fromkeys(asked) if v < len(story.articles)][:_MOST_COLUMNS]
    if len(chosen) < 2:
        chosen = [0, 1]
    shown = content["view"].versions
    rows = tuple(columns(story, chosen))
    return _page(request, rows, shown, chosen, back=f"/stories/{row.id}", title=row.title)


def of_two(request: Request) -> Response:
    """Show any two articles beside each other."""
    from whence.web.rendering import language_of

    left, right = (article(request, request.path_params[side]) for side in ("left", "right"))
    versions, rows = request.app.state.case.beside(
        left, right, language=language_of(request), again="again" in request.query_params
    )
    return _page(request, rows, versions, [0, 1], back="/queue", title="", choosable=False)


def _page(
    request: Request,
    rows: tuple[Across, ...],
    versions: tuple[Version, ...],
    chosen: Sequence[int],
    *,
    back: str,
    title: str,
    choosable: bool = True,
) -> Response:
    from whence.web.rendering import render

    kinds = {}
    for kind, words in KINDS.items():
        number = sum(kind in row.kinds for row in rows)
        if number:
            kinds[kind] = (words, number)
    shown = SidePage(back, title, versions, tuple(chosen), rows, kinds, choosable)
    return render(request, shown, section="stories" if choosable else "queue")
