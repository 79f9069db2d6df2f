"""Place → Draft: one name in the place of another. A changed spelling or script is no variant.

Names are compared word by word, so that "Anna Berg" against "Anna Holm" shows.

1. A word of a name is *answered* where the other side has a word that sounds like it, a country of its
   code, or a word of its meaning that no other name answers better.
2. A name that stands as often in the passages around may only have been moved.
3. Names without an answer on both sides, in the same spot, are one name in the place of another, if
   both are words that translators keep: no dictionary words, or kept in the rest of the two articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from whence.phrases import said
from whence.text import fold, tag
from whence.variants import found
from whence.variants.context import alike
from whence.variants.draft import Draft
from whence.variants.found import Found
from whence.variants.spelling import answers, has_capitals, least, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.values.names import Name
    from whence.variants.places import Place, Side
    from whence.variants.spelling import Kept

# Likeness up to which two words are two names, and less where one script has no capitals: between it
# and a true spelling lie the exonyms and the spellings that a romanisation misses. All numbers here
# were chosen on benchmarks/edits.py (name) with the faithful pairs of 18 languages; re-run it.
_OTHER, _OTHER_UNCASED = 0.5, 0.35
# Words that begin with the same letters may be one name in two languages.
_SAME_START = 2
# How far the spots must agree (0..1): as a rule, where one of the names stands around too, and where
# neither is surely a name.
_SPOT, _SPOT_AROUND, _SPOT_UNSURE = 0.6, 0.75, 0.85
_SCORE = 0.9
# Least meeting (0..1) by which a word without a capital may translate a name.
_TRANSLATED = 0.6
# Likeness of meaning (cosine) from which an English word is the same in another language, the languages
# asked, and how many must write it alike for a name.
_ONE_SENSE, _WITNESSES, _WITNESSED = 0.5, ("de", "fr", "es", "it"), 2
# How surely the lexicon must know a word: as written, and at all (not by its first letters only).
_EXACT, _KNOWN = 0.9, 0.85
# Share of a word's meaning from which a concept may be the name it is called after, and the letters
# that inflection may add to it.
_MEANT, _ENDING = 0.3, 5
# Likeness of a word in another script to the English word of its concept, from which it is a name.
_NAMED = 0.7
# Letters a known part of a word must have for the word to count as a form or compound of it.
_LEAST_PART = 5
COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "is", "fi", "et", "hu", "af", "lb"})
# Nouns have capitals there: a capital alone says nothing.
_NOUN_CAPITALS = frozenset({"de", "lb"})
# Most letters of initials; those are translated, not spelled (UN, ONU, ООН): nothing is said of them.
_INITIALS = 6
# Letters of a word that can be told from another, and of words not run together: in a script without
# capitals they are shorter.
_SHORTEST, _LONGEST, _LONGEST_UNCASED = 3, 24, 12
# Share of longer words with a capital from which a passage is a heading in capitals.
_HEADING = 0.6
_STARTS = re.compile(r"[.!?…:\"“”„«»¿¡]")


def names(place: Place, kept: Kept) -> list[Draft]:
    """Return a draft for each name that stands in the place of another.

    `kept` are the words of each article that the other keeps elsewhere (`spelling.kept`).
    """
    sides = place.left, place.right
    named = [_named(side, kept[k]) for k, side in enumerate(sides)]
    if not named[0] or not named[1]:
        return []
    heard = [answers(sides[k], named[k], sides[1 - k]) for k in (0, 1)]
    taken = [{j for row in heard[1 - k].values() for j in row} | set(heard[k]) for k in (0, 1)]
    unmet = [
        _unmet(place, k, named=named[k], heard=heard[k], taken=taken[1 - k], kept=kept[k])
        for k in (0, 1)
    ]
    rows = sorted(
        (
            (alike(place, sides[0].at(a.word), sides[1].at(b.word)), -x, -y)
            for x, a in enumerate(unmet[0])
            for y, b in enumerate(unmet[1])
            if _comparable(place, a, b)
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
    """A word of a name without an answer: whether it surely is one, and stands around as well."""

    word: int
    text: str
    sure: bool
    around: bool


def _least_spot(a: _Unmet, b: _Unmet) -> float:
    floor = _SPOT_AROUND if a.around or b.around else _SPOT
    return floor if a.sure or b.sure else max(floor, _SPOT_UNSURE)


def _comparable(place: Place, a: _Unmet, b: _Unmet) -> bool:
    """Return True where two words cannot well be one name in two languages."""
    capitals = has_capitals(place.left) and has_capitals(place.right)
    if fold(a.text)[:_SAME_START] == fold(b.text)[:_SAME_START]:
        return False
    return sound(a.text, b.text) <= (_OTHER if capitals else _OTHER_UNCASED)


def _named(side: Side, kept: frozenset[str]) -> dict[int, bool]:
    """Return the words of a side that may belong to a name, and whether they surely do."""
    language, capitals = tag(side.article.language), has_capitals(side)
    strong = [n for n in found.names(side.article, side.passages) if not n.value.weak]
    dated = found.dates(side.article, side.passages)
    if capitals and language not in _NOUN_CAPITALS and _is_heading(side, [*strong, *dated]):
        return {}
    rows = {}
    longest = _LONGEST if capitals else _LONGEST_UNCASED
    for i in range(len(side)):
        text = side.text(i)
        if not _SHORTEST <= len(text) <= longest or not text[0].isalpha():
            continue
        # Most words have no capital: they are passed over before anything dearer is asked.
        if (capitals and not text[0].isupper()) or (here := Found(None, *side.at(i))).within(dated):
            continue
        sure = here.within(strong) or fold(text) in kept
        if not capitals:
            if sure:
                rows[i] = True
        elif sure or not (_says_nothing(side, i, language) and is_dictionary_word(text, language)):
            rows[i] = sure
    return rows


def _says_nothing(side: Side, word: int, language: str) -> bool:
    """Return True where any word would have a capital: at a sentence's start, or of nouns."""
    if language in _NOUN_CAPITALS or word == 0:
        return True
    return bool(_STARTS.search(side.article.text, side.end[word - 1], side.start[word]))


def _is_heading(side: Side, known: Sequence[Found[Any]]) -> bool:
    """Return True where most words have a capital, names and dates left out."""
    long = [i for i in range(len(side)) if side.end[i] - side.start[i] > _SHORTEST]
    words = [i for i in long if not Found(None, *side.at(i)).within(known)] if known else long
    upper = sum(side.text(i)[0].isupper() for i in words)
    return len(words) > _SHORTEST and upper > _HEADING * len(words)


def _unmet(
    place: Place,
    k: int,
    *,
    named: dict[int, bool],
    heard: dict[int, list[int]],
    taken: set[int],
    kept: frozenset[str],
) -> list[_Unmet]:
    """Return the words of names on side `k` that translators keep and nothing on the other side answers."""
    side, other = (place.left, place.right)[k], (place.left, place.right)[1 - k]
    rows = []
    for i, sure in named.items():
        text = side.text(i)
        is_kept = fold(text) in kept
        code = _country(side, i)
        if i in heard or (not is_kept and _is_translated(place, k, i, taken)):
            continue
        if not (is_kept or code or _is_spelled(text, side)) or (code and _has_country(other, code)):
            continue
        there = _count(text, other, other.around())
        if there and there + _count(text, other, other.passages) >= _count(
            text, side, (*side.passages, *side.around())
        ):
            continue
        rows.append(_Unmet(i, text, sure or is_kept, bool(there)))
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


def _country(side: Side, word: int) -> str:
    """Return the code of the country that a word belongs to the name of."""
    here = Found(None, *side.at(word))
    rows = found.names(side.article, side.passages)
    return next(
        (n.value.code for n in rows if "/" not in n.value.code and n.value.code and here.within([n])), ""
    )


def _has_country(side: Side, code: str) -> bool:
    rows: list[Found[Name]] = found.names(side.article, (*side.passages, *side.around()))
    return any(n.value.code == code for n in rows)


def _count(name: str, side: Side, passages: tuple[int, ...] | list[int]) -> int:
    """Return how often passages have a word that sounds like a name."""
    from whence.lexicon.forms import WORD

    capitals = has_capitals(side)
    words = (m[0] for p in passages for m in WORD.finditer(side.article.passages[p].text))
    return sum(
        len(w) >= _SHORTEST
        and (w[0].isupper() or not capitals)
        and sound(name, w, floor := max(_NAMED, least(name, w, capitals=capitals))) >= floor
        for w in words
    )


def _is_spelled(text: str, side: Side) -> bool:
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
            len(caption) >= _SHORTEST
            and folded.startswith(caption)
            and len(folded) - len(caption) <= _ENDING
        )
    return sound(word, caption) >= _NAMED


@lru_cache(maxsize=65536)
def _is_english_name(word: str) -> bool:
    """Return True where several languages write an English word alike and mean the same by it."""
    from whence.lexicon import load

    row = load().lookup([word], "en")
    if not len(row.ids) or row.trust[0] < _EXACT:
        return True
    meaning = dict(zip(row.ids.tolist(), row.weights.tolist(), strict=True))
    return sum(_one_sense(word, meaning, there) for there in _WITNESSES) >= _WITNESSED


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
