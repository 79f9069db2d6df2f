"""Place, Attribution, Draft → Draft: an altered name or word that is the source of a statement is another source.

    left    …, Ilse Brandt said        right   …, sagte Otto Kern        name → attribution

The detectors of names and wording see that somebody else stands there; who said it is what changed. The sources
of one language are found less surely than those of another, so the source of one side is enough, where the other
side is known to attribute nothing to anybody else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.variants import found
from whence.variants.attributions import is_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Attribution, Span
    from whence.variants.draft import Draft
    from whence.variants.places import Place, Side

_KINDS = frozenset({"name", "label", "wording"})


def speaker(place: Place, draft: Draft, rows: Sequence[Attribution]) -> Draft:
    """Return a draft of an altered name as one of an altered source, where it is the source; others as they are."""
    if draft.left is None or draft.right is None or draft.kind not in _KINDS:
        return draft
    if draft.kind == "wording" and draft.detail:
        return draft
    sides, spans = (place.left, place.right), (draft.left, draft.right)
    sources = [_sources(side, rows) for side in sides]
    here = [
        next((a for a in row if _covers(a, span)), None)
        for row, span in zip(sources, spans, strict=True)
    ]
    left, right = here
    if left is None and right is None:
        return draft
    if left is not None and right is not None:
        if is_one(place, left, right):
            return draft
    elif sources[0 if left is None else 1]:
        return draft
    names = [_whole(side, span, a) for side, span, a in zip(sides, spans, here, strict=True)]
    return replace(
        draft, kind="attribution", left=names[0], right=names[1], detail=said("another source")
    )


def _sources(side: Side, rows: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of a side that name a source."""
    return [
        a
        for a in rows
        if a.article == side.index and a.source is not None and a.content.passage in side.passages
    ]


def _covers(row: Attribution, span: Span) -> bool:
    return row.source is not None and row.source.start < span.end and span.start < row.source.end


def _whole(side: Side, span: Span, row: Attribution | None) -> Span:
    """Return the whole source, or the whole name that a span is part of."""
    if row is not None and row.source is not None:
        return row.source
    names = [
        n for n in found.names(side.article, side.passages) if n.start < span.end and span.start < n.end
    ]
    if not names:
        return span
    return side.span(min(span.start, names[0].start), max(span.end, names[-1].end))
