"""Place → Draft: one referent called otherwise, where one version uses initials and the other a word.

    left    militias   kurdish   control        right   militia   SDF   control

Initials that meet nothing stand exactly between two words whose mates enclose a word that meets
nothing either. Two dictionary words in such a place are mostly one word translated in a way the
lexicon does not know (nine times in ten, counted on parallel news), and a name against a word is as
often "Scotland" against "Scottish": about those nothing is said.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.text import fold
from whence.variants import found
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.variants.places import Place, Side

# Weight (0..1) from which a word counts as a neighbour, and from which it can be a label. Chosen on
# benchmarks/edits.py (label); re-run it.
_NEIGHBOUR, _LABEL = 0.35, 0.6
_SCORE = 0.65
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{3,5}")


def labels(place: Place) -> list[Draft]:
    """Return a draft for each name that stands in the place of a word, or the other way round."""
    drafts = []
    for i, j in _enclosed(place):
        words = place.left.text(i), place.right.text(j)
        initials = [bool(_INITIALS.fullmatch(w)) and not _is_place(s, w) for s, w in zip(
            (place.left, place.right), words, strict=True)]  # fmt: skip
        known = place.right.known[j] if initials[0] else place.left.known[i]
        if initials[0] == initials[1] or not known or _abbreviates(*words) or _abbreviates(*words[::-1]):
            continue
        spans = (
            place.left.span(place.left.start[i], place.left.end[i]),
            place.right.span(place.right.start[j], place.right.end[j]),
        )
        drafts.append(Draft("label", *spans, place.score * _SCORE, "called otherwise", place.link))
    return drafts


def _enclosed(place: Place) -> Iterator[tuple[int, int]]:
    """Yield the unmet words (left, right) whose informative neighbours on both sides are mates."""
    left, right = place.left, place.right
    told = [[i for i in range(len(s)) if s.weight[i] >= _NEIGHBOUR] for s in (left, right)]
    at = {j: n for n, j in enumerate(told[1])}
    for before, i, after in zip(told[0], told[0][1:], told[0][2:], strict=False):
        if left.met[i] or left.weight[i] < _LABEL:
            continue
        low, high = at.get(left.mate[before]), at.get(left.mate[after])
        if low is None or high is None or abs(low - high) != 2:
            continue
        j = told[1][(low + high) // 2]
        if not right.met[j] and right.weight[j] >= _LABEL:
            yield i, j


def _is_place(side: Side, word: str) -> bool:
    """Return True for the initials of a country (USA), which an adjective may translate."""
    rows = found.names(side.article, side.passages)
    return any(n.value.code and n.value.text == word for n in rows)


def _abbreviates(initials: str, word: str) -> bool:
    """Return True where initials may stand for one compound word ("PTSD", "posttraumatic …")."""
    return fold(initials[:1]) == fold(word[:1])
