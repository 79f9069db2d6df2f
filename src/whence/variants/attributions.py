"""Place, Attribution → Draft: the same content said by another source, or by nobody in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.variants.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Attribution, Span
    from whence.variants.places import Place, Side

# Two sources are one from this likeness of their names on. Chosen on benchmarks/edits.py; re-run it.
_ONE_SOURCE = 0.55
# Share of what one side has someone say that the other side must have too, by informative words:
# below it the two statements are not the same one. Chosen as above.
_SAME_CONTENT = 0.35
# Certainty where both name a source, and where one side names none (it may have been overlooked).
_OTHER_SOURCE = 0.75
_NO_SOURCE = 0.6


def attributions(place: Place, rows: Sequence[Attribution]) -> list[Draft]:
    """Return a draft for each statement of the link that the versions attribute differently."""
    sides = place.left, place.right
    here = [[a for a in rows if a.article == s.index and a.content.passage in s.passages] for s in sides]
    if not here[0] and not here[1]:
        return []
    drafts = []
    for a in here[0]:
        if a.source is None or _shared(place.left, a.content) < _SAME_CONTENT:
            continue
        if any(b.source is None or _one(place, a, b) for b in here[1]):
            continue
        if _named(place.left, a.source):
            continue
        other = [b for b in here[1] if b.source is not None and not _named(place.right, b.source)]
        if len(here[1]) == 1 and other:
            drafts.append(_draft(place, a.source, other[0].source, _OTHER_SOURCE))
        elif not here[1]:
            drafts.append(_draft(place, a.source, None, _NO_SOURCE))
    for b in here[1]:
        if b.source is None or here[0] or _shared(place.right, b.content) < _SAME_CONTENT:
            continue
        if not _named(place.right, b.source):
            drafts.append(_draft(place, None, b.source, _NO_SOURCE))
    return drafts


def _draft(place: Place, left: Span | None, right: Span | None, score: float) -> Draft:
    detail = "another source" if left and right else "no source in the other version"
    return Draft("attribution", left, right, place.score * score, detail, place.link)


def _one(place: Place, a: Attribution, b: Attribution) -> bool:
    """Return True where two attributions name one source, as far as can be told."""
    from whence.values.names import similar

    if a.source is None or b.source is None or similar(a.name, b.name) >= _ONE_SOURCE:
        return True
    mine = place.left.words_in(a.source.start, a.source.end)
    theirs = place.right.words_in(b.source.start, b.source.end)
    return any(place.left.mate[i] in theirs for i in mine)


def _named(side: Side, source: Span) -> bool:
    """Return True where a word of the source is met on the other side, or cannot be looked up.

    The source then stands there too and was only not taken for one, or nothing can be said of it.
    """
    words = side.words_in(source.start, source.end)
    return not words or any(side.met[i] > 0 or side.mate[i] >= 0 for i in words) or not any(
        side.known[i] or side.text(i)[:1].isupper() for i in words
    )


def _shared(side: Side, content: Span) -> float:
    """Return the share of a statement that the other side has, by informative words."""
    words = side.words_in(content.start, content.end)
    total = sum(side.weight[i] for i in words)
    return sum(side.weight[i] * side.met[i] for i in words) / total if total else 0.0
