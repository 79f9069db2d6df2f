"""Place → Draft: one name in the place of another. A changed spelling or script is no variant.

Names are compared word by word, so that "Anna Berg" against "Anna Holm" shows.

1. A word of a name is *answered* where the other side has a word that sounds like it, a country of its
   code, or a word of its meaning that no other name answers better.
2. A name that stands as often in the passages around may only have been moved.
3. Names without an answer on both sides, in the same spot, are one name in the place of another, if
   both are words that translators keep: no dictionary words, or kept in the rest of the two articles.
4. Where one script has no capitals, the side with capitals must have no sound on the other side at all (`silence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.text import fold
from whence.variants.context import alike
from whence.variants.draft import Draft
from whence.variants.proper import NAMED, SHORTEST, country, has_country, is_spelled, named
from whence.variants.silence import is_faint
from whence.variants.spelling import answers, has_capitals, least, sound

if TYPE_CHECKING:
    from whence.variants.places import Place, Side
    from whence.variants.spelling import Kept

# Likeness up to which two words are two names, and less where one script has no capitals: between it
# and a true spelling lie the exonyms and the spellings that a romanisation misses. All numbers here
# were chosen on benchmarks/edits.py (name) with the faithful pairs of 18 languages; re-run it.
_OTHER, _OTHER_UNCASED, _OTHER_SURE = 0.5, 0.35, 0.65
# Words that begin with the same letters may be one name in two languages.
_SAME_START, _SAME_START_SURE = 2, 3
# How far the spots must agree (0..1): as a rule, where one of the names stands around too, and where
# neither is surely a name.
_SPOT, _SPOT_AROUND, _SPOT_UNSURE = 0.6, 0.75, 0.85
_SCORE = 0.9
# Least meeting (0..1) by which a word without a capital may translate a name.
_TRANSLATED = 0.6


def names(place: Place, kept: Kept) -> list[Draft]:
    """Return a draft for each name that stands in the place of another.

    `kept` are the words of each article that the other keeps elsewhere (`spelling.kept`).
    """
    sides = place.left, place.right
    mine = [named(side, kept[k]) for k, side in enumerate(sides)]
    if not mine[0] or not mine[1]:
        return []
    heard = [answers(sides[k], mine[k], sides[1 - k]) for k in (0, 1)]
    taken = [{j for row in heard[1 - k].values() for j in row} | set(heard[k]) for k in (0, 1)]
    unmet = [
        _unmet(place, k, mine=mine[k], heard=heard[k], taken=taken[1 - k], kept=kept[k]) for k in (0, 1)
    ]
    rows = sorted(
        (
            (alike(place, sides[0].at(a.word), sides[1].at(b.word)), -x, -y)
            for x, a in enumerate(unmet[0])
            for y, b in enumerate(unmet[1])
            if _is_other(place, a, b)
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    drafts = []
    for spot, x, y in rows:
        a, b = unmet[0][-x], unmet[1][-y]
        if x in used[0] or y in used[1] or spot < _least_spot(a, b):
            continue
        used[0].add(x)
        used[1].add(y)
        spans = sides[0].span(*sides[0].at(a.word)), sides[1].span(*sides[1].at(b.word))
        score = place.score * _SCORE * (0.75 + 0.25 * spot)
        drafts.append(Draft("name", *spans, score, said("another name"), place.link))
    return drafts


@dataclass(frozen=True, slots=True)
class _Unmet:
    """A word of a name without an answer: whether it surely is one, stands around, is a country's."""

    word: int
    text: str
    sure: bool
    around: bool
    country: bool


def _least_spot(a: _Unmet, b: _Unmet) -> float:
    floor = _SPOT_AROUND if a.around or b.around else _SPOT
    return floor if a.sure or b.sure else max(floor, _SPOT_UNSURE)


def _is_other(place: Place, a: _Unmet, b: _Unmet) -> bool:
    """Return True where two words cannot well be one name in two languages."""
    capitals = has_capitals(place.left) and has_capitals(place.right)
    if has_capitals(place.left) != has_capitals(place.right) and a.country != b.country:
        return False
    likeness = sound(a.text, b.text)
    left, right = fold(a.text), fold(b.text)
    if a.sure and b.sure and left.isascii() and right.isascii():
        # One alphabet: a name is spelled alike but for its ending.
        return left[:_SAME_START_SURE] != right[:_SAME_START_SURE] and likeness <= _OTHER_SURE
    return left[:_SAME_START] != right[:_SAME_START] and likeness <= (
        _OTHER if capitals else _OTHER_UNCASED
    )


def _unmet(
    place: Place,
    k: int,
    *,
    mine: dict[int, bool],
    heard: dict[int, list[int]],
    taken: set[int],
    kept: frozenset[str],
) -> list[_Unmet]:
    """Return the words of names on side `k` that translators keep and nothing on the other side answers."""
    side, other = (place.left, place.right)[k], (place.left, place.right)[1 - k]
    mixed = has_capitals(side) and not has_capitals(other)
    rows = []
    for i, sure in mine.items():
        text = side.text(i)
        is_kept = fold(text) in kept
        code = country(side, i)
        if i in heard or (not is_kept and _is_translated(place, k, i, taken)):
            continue
        if not (is_kept or code or is_spelled(text, side)) or (code and has_country(other, code)):
            continue
        if mixed and not code and not is_faint(side, i, other):
            continue
        there = _count(text, other, other.around())
        if there and there + _count(text, other, other.passages) >= _count(
            text, side, (*side.passages, *side.around())
        ):
            continue
        rows.append(_Unmet(i, text, sure or is_kept, bool(there), bool(code)))
    return rows


def _is_translated(place: Place, k: int, word: int, taken: set[int]) -> bool:
    """Return True where a word of the other side has the meaning of a name, and is no other name's."""
    side, other = (place.left, place.right)[k], (place.left, place.right)[1 - k]
    for pair in place.met:
        value = pair[2]
        mine, j = pair[:2] if k == 0 else pair[1::-1]
        if mine != word or j in taken:
            continue
        if other.text(j)[0].isupper() or not (has_capitals(other) and has_capitals(side)):
            return True
        if value >= _TRANSLATED and side.mate[word] == j:
            return True
    return False


def _count(name: str, side: Side, passages: tuple[int, ...] | list[int]) -> int:
    """Return how often passages have a word that sounds like a name."""
    from whence.lexicon.forms import WORD

    capitals = has_capitals(side)
    words = (m[0] for p in passages for m in WORD.finditer(side.article.passages[p].text))
    return sum(
        len(w) >= SHORTEST
        and (w[0].isupper() or not capitals)
        and sound(name, w, floor := max(NAMED, least(name, w, capitals=capitals))) >= floor
        for w in words
    )
