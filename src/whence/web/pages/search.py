"""words in one language → SearchPage: passages in all languages, with the words that met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Record
from whence.web.asking import collection, wish

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import Hit

_MOST_HITS = 50


@dataclass(frozen=True, slots=True)
class Piece(Record):
    """A stretch of a passage; `why` says which word of the query met it, "" where none did."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found(Record):
    """A hit as it is shown: the passage cut at the words that met."""

    hit: Hit
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SearchPage(Record):
    """The passages found, best first. `spoken` is the language the query was taken to be in."""

    query: str | None
    spoken: str | None
    language: str | None
    outlet: str | None
    languages: tuple[tuple[str, int], ...]
    found: tuple[Found, ...]


def page(request: Request) -> Response:
    """Search, where words are given."""
    from whence.web.rendering import render

    case = collection(request)
    query, spoken, language, outlet = (
        wish(request, name) for name in ("q", "spoken", "language", "outlet")
    )
    hits = (
        case.search(query, language=spoken, within=language, outlet=outlet, limit=_MOST_HITS)
        if query
        else ()
    )
    shown = SearchPage(
        query=query,
        spoken=spoken,
        language=language,
        outlet=outlet,
        languages=tuple(case.info().languages.items()),
        found=tuple(Found(hit, _pieces(hit)) for hit in hits),
    )
    return render(request, shown, section="search")


def _pieces(hit: Hit) -> tuple[Piece, ...]:
    """Cut a passage at the words that met; of places that overlap the first is lit."""
    base, text, at, pieces = hit.span.start, hit.span.text, 0, []
    for met in sorted(hit.matched, key=lambda m: (m.start, -m.end)):
        start, end = met.start - base, met.end - base
        if start < at or end > len(text):
            continue
        if at < start:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], met.word))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)
