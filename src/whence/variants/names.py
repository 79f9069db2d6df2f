"""Place → Draft: one name in the place of another. A changed spelling or script is no variant.

Names are compared word by word, so that "Anna Berg" against "Anna Holm" shows. A word of a name is
*met* where the other side has a word of the same meaning, letters or sound. Unmet words of a name on
both sides, in the same spot, are one name in the place of another. Where a script gives no cue for
names, a word the lexicon does not know may be one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from whence.text import tag
from whence.variants import found
from whence.variants.context import altered
from whence.variants.draft import Draft
from whence.variants.found import Found

if TYPE_CHECKING:
    from whence.variants.places import Place, Side

# Likeness of two words (values.names) from which one may be a spelling of the other, where a word of
# the other side is still free; and the likeness of what is reported, at most. Among eight words one
# in ten reaches the first by chance, true spellings miss it as often. Chosen on benchmarks/edits.py
# (name); re-run it.
_SPELLING = 0.65
_OTHER = 0.5
# Certainty of a name against a name, and of a name against a word that may be one. Chosen as above.
_SURE, _MAYBE = 0.9, 0.7
# Likeness of meaning (cosine) from which a word is the same in two languages. Chosen as above.
_ONE_SENSE = 0.5
# How surely the lexicon must know a word as it is written; and the share (of 255) from which a
# concept is what a word mainly means. Chosen as above.
_EXACT = 0.9
_MAIN = 100
# Letters a known part of a word must have for the word to count as a form or compound of it.
_LEAST_PART = 5
COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "nn", "no", "is", "fi", "et", "hu", "af", "lb"})
# Languages that write dictionary words small even in the names of bodies: a capital inside a sentence
# makes a name there. Elsewhere ("Supreme Court", "Верховный суд") it may be a dictionary word.
_LOWER_CASE = frozenset({"fr", "it", "ca", "ro", "sv", "da", "nb", "nn", "no", "fi"})
# Languages asked whether they write an English word alike, and how many must for a name.
_WITNESSES, _WITNESSED = ("de", "fr", "es", "it"), 2
# Most letters of initials; those are translated, not spelled (UN, ONU, ООН): nothing is said of them.
_INITIALS = 6
# How far the spots of two names must agree (0..1). Chosen as above.
_SAME_SPOT, _SAME_SPOT_UNSURE = 0.55, 0.7
# Shortest word that can be told from another by its letters.
_SHORTEST = 3
# Longest: beyond it, words were run together.
_LONGEST = 24
# Weight (0..1) of a capitalised word that may be a name; sentences begin with small words.
_TELLING = 0.5


def names(place: Place) -> list[Draft]:
    """Return a draft for each name that stands in the place of another."""
    left, right = _unmet(place.left, place.right), _unmet(place.right, place.left)
    if not left or not right:
        return []
    pairs = altered(place, left, right, comparable=_comparable)
    floor = _SAME_SPOT, _SAME_SPOT_UNSURE
    return [
        _draft(place, a, b, spot)
        for a, b, spot in pairs
        if spot >= floor[not (a.value.sure and b.value.sure)]
    ]


@dataclass(frozen=True, slots=True)
class _Unmet:
    """A stretch that may be a name: its text, and whether it surely is one."""

    text: str
    sure: bool


def _unmet(side: Side, other: Side) -> list[Found[_Unmet]]:
    """Return the stretches of a side that may be names and that nothing on the other side answers to."""
    free = [i for i in range(len(side)) if side.met[i] == 0 and side.end[i] - side.start[i] >= _SHORTEST]
    free = [i for i in free if side.text(i)[0].isalpha()]
    if not free:
        return []
    named = [n for n in found.names(side.article, side.passages) if not n.value.weak]
    dated = found.dates(side.article, side.passages)
    units: list[tuple[int, int, bool]] = []
    for i in free:
        here = Found(None, side.start[i], side.end[i])
        sure = here.within(named)
        if (
            not _may_be_name(side, i, other, sure=sure)
            or here.within(dated)
            or _sounds_in(side.text(i), other)
        ):
            continue
        if units and units[-1][1] == i - 1 and units[-1][2] == sure:
            units[-1] = (units[-1][0], i, sure)
        else:
            units.append((i, i, sure))
    text = side.article.text
    spans = [(side.start[a], side.end[b], sure) for a, b, sure in units]
    return [Found(_Unmet(text[start:end], sure), start, end) for start, end, sure in spans]


def _may_be_name(side: Side, word: int, other: Side, *, sure: bool) -> bool:
    """Return True where a word may be a name: by its capital, or unknown in a script without capitals.

    A word the lexicon knows is a dictionary word, which would be translated, unless another language
    writes it alike and means the same by it.
    """
    text = side.text(word)
    if text[0].islower() or len(text) > _LONGEST or _is_initials(text):
        return False
    if not sure and (word == 0 or (side.known[word] and side.weight[word] < _TELLING)):
        return False
    language, there = tag(side.article.language), tag(other.article.language)
    if not text[0].isupper() and not sure:
        return False
    if sure and language in _LOWER_CASE:
        return True
    return not _is_dictionary_word(text, language, there) and not (
        language in COMPOUNDING and is_form(text, language)
    )


def _is_initials(text: str) -> bool:
    letters = text.rstrip("s").replace(".", "")
    return letters.isupper() and len(letters) <= _INITIALS


@lru_cache(maxsize=65536)
def _is_dictionary_word(word: str, language: str, other: str) -> bool:
    """Return True where a word means something that the other language has another word for.

    A name is not in the lexicon, or means only itself, or sounds alike wherever it is used.
    """
    from whence.lexicon import load

    lexicon = load()
    row = lexicon.lookup([word], language)
    if not len(row.ids) or row.trust[0] < _EXACT:
        return language in COMPOUNDING and is_form(word, language)
    meaning = dict(zip(row.ids.tolist(), row.weights.tolist(), strict=True))
    main = max(meaning, key=lambda concept: meaning[concept])
    if language != "en":
        if _alike(word, lexicon.caption(main)) >= _SPELLING:
            return False
    elif sum(_one_sense(word, meaning, there) for there in _WITNESSES) >= _WITNESSED:
        return False
    return not lexicon.has(other) or main in _expressible(other)


def _one_sense(word: str, meaning: dict[int, float], language: str) -> bool:
    """Return True where a language has a word written so, in the same sense."""
    from whence.lexicon import load

    row = load().lookup([word], language)
    alike = sum(
        w * meaning.get(i, 0.0) for i, w in zip(row.ids.tolist(), row.weights.tolist(), strict=True)
    )
    return bool(row.trust[0] >= _EXACT) and alike >= _ONE_SENSE


@cache
def _expressible(language: str) -> frozenset[int]:
    """Return the concepts that are the main meaning of some word of a language."""
    from whence.lexicon import load

    words = load().words(language)
    if words is None:
        return frozenset()
    return frozenset(words.concepts[words.shares >= _MAIN].tolist())


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


def _sounds_in(word: str, other: Side) -> bool:
    """Return True where a free word of the other side, or a name beside it, sounds like this one."""
    free = [other.text(j) for j in range(len(other)) if other.met[j] == 0]
    around = [w for n in found.names(other.article, other.around()) for w in n.value.text.split()]
    return any(_alike(word, w) >= _SPELLING for w in (*free, *around))


@lru_cache(maxsize=65536)
def _alike(a: str, b: str) -> float:
    from whence.values.names import similar

    return similar(a, b)


def _comparable(a: _Unmet, b: _Unmet) -> bool:
    return (a.sure or b.sure) and _alike(a.text, b.text) <= _OTHER


def _draft(place: Place, a: Found[_Unmet], b: Found[_Unmet], spot: float) -> Draft:
    spans = place.left.span(a.start, a.end), place.right.span(b.start, b.end)
    score = place.score * (_SURE if a.value.sure and b.value.sure else _MAYBE) * (0.75 + 0.25 * spot)
    return Draft("name", *spans, score, "another name", place.link)
