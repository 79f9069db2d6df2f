"""Place → Draft: one name in the place of another. A changed spelling or script is no variant.

1. A name is *met* where the other side has a name like it, the same country or city, a word that
   means the same, or letters that sound alike.
2. Two unmet names, or one and an unmet unknown word, in the same spot are one name in the place of
   another.
3. Names made of dictionary words ("Supreme Court") are translated, not spelled: left to `leftovers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.variants import found
from whence.variants.context import altered
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from whence.values.names import Name
    from whence.variants.found import Found
    from whence.variants.places import Place, Side

# Likeness of two names (values.names.similar) from which they are spellings of one name, and below
# which they are surely two; between them nothing is reported. Chosen on benchmarks/edits.py.
_ONE = 0.55
_TWO = 0.45
# Certainty of a name altered, before how alike the spots are. Chosen on benchmarks/edits.py.
_SCORE = 0.85


def names(place: Place) -> list[Draft]:
    """Return a draft for each name that stands in the place of another."""
    sides = place.left, place.right
    rows = [found.names(side.article, side.passages) for side in sides]
    if not rows[0] or not rows[1]:
        return []
    unmet = [_unmet(sides[k], rows[k], sides[1 - k], rows[1 - k]) for k in (0, 1)]
    pairs = altered(place, *unmet, comparable=_comparable)
    return [_draft(place, *pair) for pair in pairs]


def _unmet(
    side: Side, mine: list[Found[Name]], other: Side, theirs: list[Found[Name]]
) -> list[Found[Name]]:
    """Return the names of a side that nothing on the other side answers to."""
    rows = [n for n in mine if not _translated(side, n) and not any(_likeness(n.value, m.value) >= _TWO for m in theirs)]
    if not rows:
        return rows
    around = found.names(other.article, other.around())
    loose = [other.text(j) for j in range(len(other)) if not other.known[j]]
    return [
        n
        for n in rows
        if not any(_likeness(n.value, m.value) >= _ONE for m in around)
        and not any(_similar(n.value.text, word) >= _TWO for word in loose)
    ]


def _translated(side: Side, name: Found[Name]) -> bool:
    """Return True where a word of the name is met on the other side, or all of it is in the lexicon."""
    words = side.words_in(name.start, name.end)
    return any(side.met[i] > 0 for i in words) or (bool(words) and all(side.known[i] for i in words))


def _likeness(a: Name, b: Name) -> float:
    from whence.values.names import similar

    return similar(a, b)


def _similar(a: str, b: str) -> float:
    from whence.values.names import similar

    return similar(a, b)


def _comparable(a: Name, b: Name) -> bool:
    """Return True where two names may stand for each other: of one kind, or of a kind not known."""
    return a.kind == b.kind or "unknown" in (a.kind, b.kind)


def _draft(place: Place, a: Found[Name], b: Found[Name], spot: float) -> Draft:
    spans = place.left.span(a.start, a.end), place.right.span(b.start, b.end)
    return Draft("name", *spans, place.score * _SCORE * (0.75 + 0.25 * spot), "another name", place.link)
