"""Place → Draft: a clause denied in one version and affirmed in the other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.phrases import said
from whence.text import fold
from whence.variants.draft import Draft
from whence.variants.negation_words import negation_of, readable
from whence.variants.parity import judged

if TYPE_CHECKING:
    from whence.variants.parity import Denial
    from whence.variants.places import Place, Side

# How sure it must be that the other version affirms (0..1). Chosen on benchmarks/denials.py, where it takes a
# false denial in 1,200 faithful passages with English, and on held-out stories one in 700; re-run it.
_LEAST = 0.89
# Characters between two parts of one negation: an auxiliary or a short verb.
_CLOSE = 14


def negation(place: Place) -> list[Draft]:
    """Return a draft for each denial that has no denial, nor anything like one, in its spot, surest first."""
    left, right = (denials(side) for side in (place.left, place.right))
    if left is None or right is None or len(left) == len(right):
        return []
    found = [judged(place, k, span, (left, right)) for k, row in ((0, left), (1, right)) for span in row]
    sure = [d for d in found if d is not None and d.sure >= _LEAST]
    return [_draft(place, d) for d in sorted(sure, key=lambda d: -d.sure)]


def _draft(place: Place, found: Denial) -> Draft:
    """Return the draft of a denial: what is denied with its negation, and the same in the other version."""
    side, other = (place.left, place.right) if found.side == 0 else (place.right, place.left)
    word, mate = found.word, side.mate[found.word]
    here = side.span(min(found.start, side.start[word]), max(found.end, side.end[word]))
    there = other.span(other.start[mate], other.end[mate])
    both = (here, there) if found.side == 0 else (there, here)
    return Draft(
        "wording", *both, place.score * found.sure, said("denied in one version only"), place.link
    )


def denials(side: Side) -> list[tuple[int, int]] | None:
    """Return where a side denies (offsets in its article); None where the language is not known."""
    rows = [side.article.passages[p] for p in side.passages]
    spans = []
    for row in rows:
        found = _in_text(row.text, side.article.language)
        if found is None:
            return None
        spans += [(row.start + a, row.start + b) for a, b in found]
    return spans


@lru_cache(maxsize=4096)
def _in_text(text: str, language: str) -> tuple[tuple[int, int], ...] | None:
    how = negation_of(language)
    if how is None:
        return None
    text = readable(text, language)
    shown = how.not_these.sub(lambda m: " " * len(m[0]), text) if how.not_these else text
    spans = {m.span() for m in WORD.finditer(shown) if how.plain and fold(m[0]) in how.plain}
    if how.inside:
        spans |= {m.span() for m in how.inside.finditer(shown)}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        # Parts of one negation ("ne … pas", "no … nada") count once where they stand close.
        if merged and start - merged[-1][1] <= _CLOSE:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
