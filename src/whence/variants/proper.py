"""Side → which of its words are names, and which of those translators spell rather than translate.

A name is what the finder of names says, what the other version writes alike elsewhere, or a capital
where it says something. It is *spelled* in another language unless it is a word of the dictionary or
initials; countries have names of their own everywhere, and are compared by their code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from whence.text import fold, tag
from whence.variants import found
from whence.variants.found import Found
from whence.variants.spelling import has_capitals, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.values.names import Name
    from whence.variants.places import Side

# All numbers here were chosen on benchmarks/edits.py (name) with the faithful pairs of 18 languages; re-run
# it. Likeness of meaning (cosine) from which an English word is the same in another language, the languages
# asked, and how many must write it alike for a name.
_ONE_SENSE, _WITNESSES, _WITNESSED = 0.5, ("de", "fr", "es", "it"), 2
# How surely the lexicon must know a word: as written, and at all (not by its first letters only).
_EXACT, _KNOWN = 0.9, 0.85
# Share of a word's meaning from which a concept may be the name it is called after, and the letters
# that inflection may add to it.
_MEANT, _ENDING = 0.3, 5
# Likeness of a word in another script to the English word of its concept, from which it is a name.
NAMED = 0.7
# Letters a known part of a word must have for the word to count as a form or compound of it.
_LEAST_PART = 5
COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "is", "fi", "et", "hu", "af", "lb"})
# Nouns have capitals there: a capital alone says nothing.
_NOUN_CAPITALS = frozenset({"de", "lb"})
# Most letters of initials; those are translated, not spelled (UN, ONU, ООН): nothing is said of them.
_INITIALS = 6
# Letters of a word that can be told from another, and of words not run together: in a script without
# capitals they are shorter.
SHORTEST, _LONGEST, _LONGEST_UNCASED = 3, 24, 12
# Share of longer words with a capital from which a passage is a heading in capitals.
_HEADING = 0.6
_STARTS = re.compile(r"[.!?…:\"“”„«»¿¡]")


def named(side: Side, kept: frozenset[str]) -> dict[int, bool]:
    """Return the words of a side that may belong to a name, and whether they surely do."""
    rows = {}
    for word in side.fact(_possible):
        sure = word.found or word.folded in kept
        if sure or word.likely:
            rows[word.at] = sure
    return rows


@dataclass(frozen=True, slots=True)
class _Possible:
    """A word that may belong to a name: whether one was found there, and whether its capital says so."""

    at: int
    folded: str
    found: bool
    likely: bool


def _possible(side: Side) -> list[_Possible]:
    language, capitals = tag(side.article.language), has_capitals(side)
    strong = [n for n in found.names(side.article, side.passages) if not n.value.weak]
    dated = found.dates(side.article, side.passages)
    if capitals and language not in _NOUN_CAPITALS and _is_heading(side, [*strong, *dated]):
        return []
    rows = []
    longest = _LONGEST if capitals else _LONGEST_UNCASED
    for i in range(len(side)):
        text = side.text(i)
        if not SHORTEST <= len(text) <= longest or not text[0].isalpha():
            continue
        # Most words have no capital: they are passed over before anything dearer is asked.
        if (capitals and not text[0].isupper()) or (here := Found(None, *side.at(i))).within(dated):
            continue
        likely = capitals and not (
            _says_nothing(side, i, language) and is_dictionary_word(text, language)
        )
        rows.append(_Possible(i, fold(text), here.within(strong), likely))
    return rows


def _says_nothing(side: Side, word: int, language: str) -> bool:
    """Return True where any word would have a capital: at a sentence's start, or of nouns."""
    if language in _NOUN_CAPITALS or word == 0:
        return True
    return bool(_STARTS.search(side.article.text, side.end[word - 1], side.start[word]))


def _is_heading(side: Side, known: Sequence[Found[Any]]) -> bool:
    """Return True where most words have a capital, names and dates left out."""
    long = [i for i in range(len(side)) if side.end[i] - side.start[i] > SHORTEST]
    words = [i for i in long if not Found(None, *side.at(i)).within(known)] if known else long
    upper = sum(side.text(i)[0].isupper() for i in words)
    return len(words) > SHORTEST and upper > _HEADING * len(words)


def country(side: Side, word: int) -> str:
    """Return the code of the country that a word belongs to the name of."""
    here = Found(None, *side.at(word))
    return next((n.value.code for n in side.fact(_countries) if here.within([n])), "")


def _countries(side: Side) -> list[Found[Name]]:
    rows = found.names(side.article, side.passages)
    return [n for n in rows if n.value.code and "/" not in n.value.code]


def has_country(side: Side, code: str) -> bool:
    """Return True where a side, or a passage beside it, names a country."""
    rows: list[Found[Name]] = found.names(side.article, (*side.passages, *side.around()))
    return any(n.value.code == code for n in rows)


def is_spelled(text: str, side: Side) -> bool:
    """Return True where translators keep a word: it is no dictionary word and no initials."""
    letters = text.rstrip("s").replace(".", "")
    if letters.isupper() and len(letters) <= _INITIALS:
        return False
    return not is_dictionary_word(text, tag(side.article.language))


@lru_cache(maxsize=65536)
def is_dictionary_word(word: str, language: str) -> bool:
    """Return True where a word means something that other languages have other words for.

    A name is not in the lexicon, or the concept it means is called after it ("Trumpem" trump).
    """
    from whence.lexicon import load

    lexicon = load()
    row = lexicon.lookup([word], language)
    if not len(row.ids) or row.trust[0] < _KNOWN:
        return language in _NOUN_CAPITALS and is_form(word, language)
    if language == "en":
        return not _is_english_name(word)
    for concept, share in zip(row.ids.tolist(), row.weights.tolist(), strict=True):
        caption = fold(lexicon.caption(concept))
        if share >= _MEANT and _is_called(word, caption):
            return not _is_english_name(caption)
    return True


def _is_called(word: str, caption: str) -> bool:
    """Return True where a word is written or sounds like an English one, but for its ending."""
    folded = fold(word)
    if folded.isascii():
        return (
            len(caption) >= SHORTEST
            and folded.startswith(caption)
            and len(folded) - len(caption) <= _ENDING
        )
    return sound(word, caption) >= NAMED


@lru_cache(maxsize=65536)
def _is_english_name(word: str) -> bool:
    """Return True where several languages write an English word alike and mean the same by it."""
    from whence.lexicon import load

    row = load().lookup([word], "en")
    if not len(row.ids) or row.trust[0] < _EXACT:
        return True
    meaning = dict(zip(row.ids.tolist(), row.weights.tolist(), strict=True))
    return sum(_one_sense(word, meaning, there) for there in _WITNESSES) >= _WITNESSED


@lru_cache(maxsize=65536)
def is_alike(word: str, language: str, others: tuple[str, ...]) -> bool:
    """Return True where one of some other languages has a word written so, in the same sense."""
    from whence.lexicon import load

    row = load().lookup([word], language)
    meaning = dict(zip(row.ids.tolist(), row.weights.tolist(), strict=True))
    return any(_one_sense(word, meaning, there) for there in others if there != language)


def _one_sense(word: str, meaning: dict[int, float], language: str) -> bool:
    """Return True where a language has a word written so, in the same sense."""
    from whence.lexicon import load

    row = load().lookup([word], language)
    shared = sum(
        w * meaning.get(i, 0.0) for i, w in zip(row.ids.tolist(), row.weights.tolist(), strict=True)
    )
    return bool(row.trust[0] >= _EXACT) and shared >= _ONE_SENSE


@lru_cache(maxsize=65536)
def is_form(word: str, language: str) -> bool:
    """Return True where an unknown word is an inflected or compound form of words the lexicon knows."""
    from whence.lexicon import load

    stems = [word[:-n] for n in (1, 2, 3) if len(word) - n >= _LEAST_PART]
    parts = (
        [word[n:] for n in range(_LEAST_PART, len(word) - _LEAST_PART + 1)]
        if language in COMPOUNDING
        else []
    )
    return bool((load().lookup([*stems, *parts], language).trust >= _EXACT).any()) if stems else False
