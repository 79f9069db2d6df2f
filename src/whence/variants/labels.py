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

from whence.phrases import said
from whence.text import fold
from whence.variants import found
from whence.variants.context import enclosed
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from whence.variants.places import Place, Side

_SCORE = 0.65
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]{3,5}")


def labels(place: Place) -> list[Draft]:
    """Return a draft for each name that stands in the place of a word, or the other way round."""
    drafts = []
    for i, j in enclosed(place):
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
        drafts.append(Draft("label", *spans, place.score * _SCORE, said("called otherwise"), place.link))
    return drafts


def _is_place(side: Side, word: str) -> bool:
    """Return True for the initials of a country (USA), which an adjective may translate."""
    rows = found.names(side.article, side.passages)
    return any(n.value.code and n.value.text == word for n in rows)


def _abbreviates(initials: str, word: str) -> bool:
    """Return True where initials may stand for one compound word ("PTSD", "posttraumatic …")."""
    return fold(initials[:1]) == fold(word[:1])
