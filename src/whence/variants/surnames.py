"""Place → Draft: a person called otherwise in a script without capitals, one part of the name kept.

    left    Irma Kastell said         right   伊尔玛·费尔南德斯说          → “Kastell” against “费尔南德斯”

By its sounds alone a short name may be "heard" in a long sentence of Chinese. But where a name of several parts has as many parts on the
other side and all but one sound alike, in the same order, the one that does not is another name: if
nothing around it on the other side sounds like it either.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.variants import found
from whence.variants.context import alike as spot
from whence.variants.draft import Draft
from whence.variants.spelling import has_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.values.names import Name
    from whence.variants.found import Found
    from whence.variants.places import Place, Side

# Likeness in sound (values.names) from which a part is kept, and up to which it is another. Between
# them lie the true spellings that a romanisation misses. Chosen on benchmarks/edits.py (name) with
# the faithful pairs of English and languages without capitals; re-run it.
_KEPT, _OTHER = 0.7, 0.3
_SCORE = 0.75
# How far the spots of the two names must agree (0..1), as in `names`.
_SAME_SPOT = 0.45
# Shortest part, in the letters of the side with capitals: initials and "de" are no part.
_SHORTEST = 4
_PARTS = re.compile(r"[^\s·•・＝=]+")


def surnames(place: Place) -> list[Draft]:
    """Return a draft for each name of which one part is another on the side without capitals."""
    drafts = []
    for k, (cased, bare) in enumerate(((place.left, place.right), (place.right, place.left))):
        if has_capitals(bare) or not has_capitals(cased):
            continue
        for mine, theirs in _replaced(cased, bare):
            here = (mine, theirs) if k == 0 else (theirs, mine)
            near = spot(place, *here)
            if near >= _SAME_SPOT:
                spans = place.left.span(*here[0]), place.right.span(*here[1])
                score = place.score * _SCORE * (0.75 + 0.25 * near)
                drafts.append(Draft("name", *spans, score, said("another name"), place.link))
    return drafts


def _replaced(cased: Side, bare: Side) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the offsets of a part of a name and of what stands in its place on the other side."""
    names = [
        [_parts(side, n) for n in found.names(side.article, side.passages) if not n.value.code]
        for side in (cased, bare)
    ]
    for mine in names[0]:
        if len(mine) < 2 or any(end - start < _SHORTEST for start, end in mine):
            continue
        pairs = [p for theirs in names[1] for p in _one_other(cased, mine, bare, theirs)]
        if len(pairs) == 1 and not _sounds_around(cased, pairs[0][0], bare):
            yield pairs[0]


def _parts(side: Side, name: Found[Name]) -> list[tuple[int, int]]:
    text = side.article.text
    return [(m.start(), m.end()) for m in _PARTS.finditer(text, name.start, name.end)]


def _one_other(
    cased: Side, mine: list[tuple[int, int]], bare: Side, theirs: list[tuple[int, int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the one pair of parts that do not sound alike where all others do, else nothing."""
    from whence.values.names import similar

    if len(mine) != len(theirs):
        return []
    rows = [
        (similar(cased.article.text[slice(*a)], bare.article.text[slice(*b)]), a, b)
        for a, b in zip(mine, theirs, strict=True)
    ]
    other = [(a, b) for likeness, a, b in rows if likeness <= _OTHER]
    return other if len(other) == 1 and sum(r[0] >= _KEPT for r in rows) == len(rows) - 1 else []


def _sounds_around(cased: Side, part: tuple[int, int], bare: Side) -> bool:
    """Return True where some stretch of the other side, or of the passages beside it, sounds like a part."""
    from whence.values.names import locate

    word, language = cased.article.text[slice(*part)], bare.article.language
    rows = bare.article.passages
    best = (locate(word, rows[p].text, language) for p in (*bare.passages, *bare.around()))
    return any(hit is not None and hit[0] >= _KEPT for hit in best)
