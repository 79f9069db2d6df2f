"""Side → the names it has that nothing on the other side sounds like, where that has no capitals.

What sounds a name becomes in the other script is known (`values.hearing`), so that its absence can be told
without knowing which word there is a name.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.text import fold, tag
from whence.values import hearing
from whence.values.name_words import TITLES
from whence.variants.proper import country, is_alike, is_spelled, named
from whence.variants.spelling import sound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whence.variants.places import Side

# How much more than the least log odds a name must have in a passage beside. Chosen as those of `hearing`.
_AROUND = 3.0
# Likeness (values.names) from which a name counts as heard whatever the odds.
_ALIKE = 0.7
# Shortest name, and longest initials: those are translated.
_SHORTEST, _INITIALS = 4, 6
# A word that the lexicon knows is a name from this rarity on (0..1), below stand "North" and "Party"; and if a
# language that shares no words with English otherwise writes it alike: none has "Fashion" or "Cancer".
_KNOWN, _RARE, _FAR = 0.9, 0.66, ("fi", "hu", "tr")
# Letters that a demonym shares with a country's or language's name: translated, not spelled.
_ROOT = 4


def silent(cased: Side, bare: Side, kept: frozenset[str]) -> tuple[dict[int, float], set[int]]:
    """Return the names that the other side has no sound of, with their odds, and those it surely has."""
    least = hearing.least(bare.article.language)
    odds = {i: _hear(cased.text(i), bare, bare.passages) for i in named(cased, kept)}
    missing = {
        i: value - least
        for i, value in odds.items()
        if value < least
        and cased.met[i] == 0
        and _is_proper(cased, i)
        and not _is_around(cased.text(i), bare)
    }
    return missing, {i for i, value in odds.items() if value >= least + hearing.SURELY}


def is_faint(cased: Side, word: int, bare: Side) -> bool:
    """Return True for a name that the other side has at most a faint sound of."""
    odds = _hear(cased.text(word), bare, bare.passages)
    return odds < hearing.least(bare.article.language) + 2 * hearing.SURELY and _is_proper(cased, word)


def _hear(name: str, side: Side, passages: Iterable[int]) -> float:
    rows, language = side.article.passages, side.article.language
    return max((hearing.hear(name, rows[p].text, language) for p in passages), default=-math.inf)


def _is_around(name: str, bare: Side) -> bool:
    """Return True where a name is heard in a passage beside, or some word is spelled nearly like it."""
    if _hear(name, bare, bare.around()) > hearing.least(bare.article.language) + _AROUND:
        return True
    words = map(bare.text, range(len(bare)))
    return any(len(word) > 1 and sound(name, word) >= _ALIKE for word in words)


def _is_proper(side: Side, word: int) -> bool:
    """Return True for a name that translators spell: no initials, title, country, demonym, dictionary word."""
    from whence.lexicon import load

    text, language = side.text(word), tag(side.article.language)
    folded = fold(text)
    if len(text) < _SHORTEST or (text.isupper() and len(text) <= _INITIALS) or folded in TITLES:
        return False
    if folded[:_ROOT] in _roots(language) or country(side, word) or not is_spelled(text, side):
        return False
    if text.lower() in _uncapitalised(side.article.text):
        return False
    row = load().lookup([text], language)
    if row.trust[0] < _KNOWN:
        return True
    return bool(row.rarity[0] >= _RARE) and is_alike(text, language, _FAR)


@lru_cache(maxsize=64)
def _uncapitalised(text: str) -> frozenset[str]:
    """Return the words that stand without a capital somewhere in a text: no names."""
    return frozenset(word for word in WORD.findall(text) if word.islower())


@lru_cache(maxsize=64)
def _roots(language: str) -> frozenset[str]:
    """Return how the names of countries and languages begin, folded."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = " ".join([*locale.languages.values(), *locale.territories.values()])
    return frozenset(fold(word)[:_ROOT] for word in names.split() if len(word) >= _ROOT)
