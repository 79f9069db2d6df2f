"""Places → which words of names sound alike, in a link and throughout two articles.

A name is kept in translation: spelled alike in one script, alike in sound across scripts. What sounds
alike in one link proves nothing for the others, but a word that the other version writes alike wherever
it stands is a name of this story, whatever the word lists say (`kept`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.text import fold, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whence.variants.places import Place, Side

Kept = tuple[frozenset[str], frozenset[str]]
# Likeness (values.names) from which a word may be the spelling of a name: in one script, where both
# scripts have capitals, and where one has none. True spellings reach it nine times in ten. Chosen on
# benchmarks/edits.py (name); re-run it.
_ONE_SCRIPT, _TWO_SCRIPTS, _NO_CAPITALS = 0.78, 0.6, 0.62
# The same for a name that is learned from a whole pair of articles, across scripts; the letters of
# inflection that its spellings may differ by in one script; how many links must show it, and which
# share of those where it stands (its replacement in one of them left out). Chosen as above.
_LEARNED, _ENDING, _LINKS, _SHARE = 0.7, 3, 2, 0.7
# Letters that a word without a capital must share with a name from its start ("Syrie", "syrien").
_ROOT = 4
# How much better another name must answer a word for it to be taken.
_BETTER, _SURE = 0.15, 0.98
_SHORTEST = 3


def has_capitals(side: Side) -> bool:
    """Return True where a capital may tell a name in the language of a side."""
    return _has_capitals(side.article.language)


@lru_cache(maxsize=1024)
def _has_capitals(language: str) -> bool:
    from whence.values.uncased import LANGUAGES

    return tag(language) not in LANGUAGES


@lru_cache(maxsize=65536)
def _is_latin(word: str) -> bool:
    return any("a" <= c <= "z" for c in fold(word))


@lru_cache(maxsize=131072)
def sound(a: str, b: str, least: float = 0.0) -> float:
    """Return how alike two words sound, 0..1; of a phrase, its best word. 0 where it surely is less than `least`."""
    from whence.values.likeness import may_reach
    from whence.values.names import similar

    if " " not in a and " " not in b:
        return similar(a, b) if not least or may_reach(a, b, least) else 0.0
    return max(similar(x, y) for x in (a, *a.split()) for y in (b, *b.split()))


def least(a: str, b: str, *, capitals: bool) -> float:
    """Return the likeness from which two words may be one name."""
    if not capitals:
        return _NO_CAPITALS
    return _ONE_SCRIPT if _is_latin(a) and _is_latin(b) else _TWO_SCRIPTS


def answers(side: Side, words: Iterable[int], other: Side) -> dict[int, list[int]]:
    """Return, for each name of a side, the words of the other side that may be its spelling.

    A word that another name of the side answers better is taken, and no chance likeness counts.
    """
    heard = _heard(side, words, other)
    best: dict[int, float] = {}
    for (_, j), value in heard.items():
        best[j] = max(value, best.get(j, 0.0))
    rows: dict[int, list[int]] = {}
    for (i, j), value in heard.items():
        if best[j] == value or best[j] < min(_SURE, value + _BETTER):
            rows.setdefault(i, []).append(j)
    return rows


def _heard(side: Side, words: Iterable[int], other: Side) -> dict[tuple[int, int], float]:
    """Return how alike names of a side and words of the other sound, where they can be one."""
    theirs_have = has_capitals(other)
    capitals = theirs_have and has_capitals(side)
    heard = other.fact(_hearable)
    rows: dict[tuple[int, int], float] = {}
    for i in words:
        a = side.text(i)
        for j in heard.by_root.get(fold(a)[:_ROOT], ()):
            rows[i, j] = 1.0
        for j, b in heard.named:
            floor = least(a, b, capitals=capitals)
            value = sound(a, b, floor)
            if value and value >= floor:
                rows[i, j] = value
    return rows


@dataclass(frozen=True, slots=True)
class _Hearable:
    """The words of a side that may answer a name: those with capitals, the rest by their first letters.

    A word without a capital must share its first letters with a name to be one.
    """

    named: list[tuple[int, str]]
    by_root: dict[str, list[int]]


def _hearable(side: Side) -> _Hearable:
    capitals = has_capitals(side)
    words = [(j, b) for j in range(len(side)) if len(b := side.text(j)) >= 2]
    by_root: dict[str, list[int]] = {}
    for j, b in words:
        if capitals and not b[0].isupper() and len(root := fold(b)[:_ROOT]) == _ROOT:
            by_root.setdefault(root, []).append(j)
    return _Hearable([(j, b) for j, b in words if not capitals or b[0].isupper()], by_root)


def kept(places: Sequence[Place]) -> Kept:
    """Return the folded words of each article that the other one writes alike wherever they stand."""
    words = [[side.fact(_capitalised) for side in (place.left, place.right)] for place in places]
    seen = tuple(Counter(f for sides in words for f in sides[k].folded) for k in (0, 1))
    alike: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for place, sides in zip(places, words, strict=True):
        capitals = has_capitals(place.left) and has_capitals(place.right)
        for k in (0, 1):
            for word, folded in zip(sides[k].words, sides[k].folded, strict=True):
                # What stands in fewer links cannot be shown by enough of them, and most words do.
                if seen[k][folded] >= _LINKS:
                    alike[k][folded] += _is_among(word, folded, sides[1 - k], capitals=capitals)
    left, right = (
        frozenset(w for w, n in alike[k].items() if n >= _LINKS and n >= _SHARE * (seen[k][w] - 1))
        for k in (0, 1)
    )
    return left, right


@dataclass(frozen=True, slots=True)
class _Capitalised:
    """The words of a side that may be names, each with its folded form.

    Of those in Latin letters, also the folded forms, and these shortened by what inflection may add;
    `others` are the rest.
    """

    words: list[str]
    folded: list[str]
    latin: frozenset[str]
    shortened: frozenset[str]
    others: list[str]


def _capitalised(side: Side) -> _Capitalised:
    capitals = has_capitals(side)
    different = {side.text(i) for i in range(len(side))}
    words = [w for w in different if len(w) >= _SHORTEST and (w[0].isupper() or not capitals)]
    folded = [fold(w) for w in words]
    latin = frozenset(f for w, f in zip(words, folded, strict=True) if _is_latin(w))
    shortened = frozenset(short for f in latin for short in _shortened(f))
    return _Capitalised(words, folded, latin, shortened, [w for w in words if not _is_latin(w)])


def _shortened(folded: str) -> Iterator[str]:
    """Yield a word and what is left of it without the letters that inflection may add."""
    for less in range(min(_ENDING, len(folded)) + 1):
        yield folded[: len(folded) - less]


def _is_among(word: str, folded: str, others: _Capitalised, *, capitals: bool) -> bool:
    """Return True where one of the other words is the same name."""
    if not capitals or not _is_latin(word):
        return any(sound(word, other, _LEARNED) >= _LEARNED for other in others.words)
    if folded in others.shortened or any(short in others.latin for short in _shortened(folded)):
        return True
    return any(sound(word, other, _LEARNED) >= _LEARNED for other in others.others)
