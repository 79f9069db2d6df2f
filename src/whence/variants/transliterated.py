"""Place → Draft: another name where one of the two scripts has no capitals.

    left    Irma Kastell said         right   伊尔玛·费尔南德斯说          → “Kastell” against “费尔南德斯”

Without capitals a word alone is no name. But what sounds a name becomes in the other script is known
(`values.hearing`), so:

1. A name of the side with capitals is *silent* where the other side, and the passages around, have nothing
   that sounds like it, and no word of its meaning.
2. A word of the other side is *unexplained* where no word of the first side has its meaning and no name its sound.
3. A silent name and an unexplained word are one name in the place of another, if the rest speaks for it:
   few such words, the same spot, the rest of the name beside it, a name by the ways of its own script.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.text import fold, tag
from whence.values import hearing
from whence.variants import found
from whence.variants.context import alike
from whence.variants.draft import Draft
from whence.variants.found import Found
from whence.variants.silence import silent
from whence.variants.spelling import has_capitals, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.variants.places import Place, Side
    from whence.variants.spelling import Kept

# Likeness (values.names) up to which two words are two names.
_OTHER = 0.4
# Letters of a word of the other side that may be a name, and its least weight.
_LEAST, _MOST, _TELLING = 3, 12, 0.35
# How far a part of the same name may stand from the other name, in characters.
_BESIDE = 12
# The judgement, a logistic regression on names replaced in either version of every other fourth story in
# Arabic, Hebrew, Persian, Hindi, Chinese and Japanese against English, and on the faithful pairs: re-fit when
# `hearing` changes.
_BIAS = -3.53
_PER_WORD, _WEIGHT, _BESIDE_ITS_PART, _KEPT, _STRONG, _SPOT = -1.87, 7.95, 1.75, 2.69, 1.24, 1.4
_PER_ODDS, _PER_PAIR = -0.172, -0.040
# Least certainty: chosen on benchmarks/edits.py over the six languages, where .75 gave .30 false names per 100
# faithful passages, .85 gives .06 and finds a sixth fewer. Against another language with capitals than English
# nothing was fitted, and five of six were false (Turkish–Persian): there this finder is silent.
_SURE = 0.85
# Runs that spell foreign names in Chinese and Japanese.
_KATAKANA = re.compile("[ァ-ヺー]{2,}")


@dataclass(frozen=True, slots=True)
class _Unexplained:
    """A stretch (offsets) of the side without capitals that may be a name nobody answers to."""

    start: int
    end: int
    weight: float
    kept: bool
    strong: bool


def transliterated(place: Place, kept: Kept) -> list[Draft]:
    """Return a draft for each name that stands in the place of another, across the two scripts."""
    drafts: list[Draft] = []
    for k, (cased, bare) in enumerate(((place.left, place.right), (place.right, place.left))):
        if has_capitals(bare) or tag(cased.article.language) != "en":
            continue
        missing, heard = silent(cased, bare, kept[k])
        rest = _unexplained(cased, bare, kept[1 - k]) if missing else []
        rows = sorted(
            (
                (
                    _certainty(place, (cased, word), (bare, there), rest, (missing[word], heard)),
                    -word,
                    -x,
                )
                for word in missing
                for x, there in enumerate(rest)
                if sound(cased.text(word), bare.article.text[there.start : there.end]) <= _OTHER
            ),
            reverse=True,
        )
        drafts += _pairs(place, k, rows, rest)
    return drafts


def _pairs(
    place: Place, k: int, rows: list[tuple[float, int, int]], rest: list[_Unexplained]
) -> Iterator[Draft]:
    """Yield the drafts of the surest pairs, each word once."""
    sides = (place.left, place.right)
    used: tuple[set[int], set[int]] = (set(), set())
    for sure, word, x in rows:
        if sure < _SURE or word in used[0] or x in used[1]:
            continue
        used[0].add(word)
        used[1].add(x)
        mine = sides[k].span(*sides[k].at(-word))
        theirs = sides[1 - k].span(rest[-x].start, rest[-x].end)
        spans = (mine, theirs) if k == 0 else (theirs, mine)
        yield Draft("name", *spans, place.score * sure, said("another name"), place.link)


def _unexplained(cased: Side, bare: Side, kept: frozenset[str]) -> list[_Unexplained]:
    """Return what may be a name on the side without capitals, and sounds like no name of the other."""
    least = hearing.least(bare.article.language) + hearing.SURELY
    names = [
        text for i in range(len(cased)) if len(text := cased.text(i)) >= _LEAST and text[0].isupper()
    ]
    strong = [n for n in found.names(bare.article, bare.passages) if not n.value.weak]
    rows = []
    for start, end in _stretches(bare):
        text = bare.article.text[start:end]
        if any(hearing.hear(n, text, bare.article.language) > least for n in names):
            continue
        inside = bare.words_in(start, end)
        rows.append(
            _Unexplained(
                start,
                end,
                max((bare.weight[i] for i in inside), default=0.0),
                any(fold(bare.text(i)) in kept for i in inside),
                Found(None, start, end).within(strong),
            )
        )
    return rows


def _stretches(bare: Side) -> list[tuple[int, int]]:
    """Return the stretches of a side that may be a name and mean nothing that the other side has."""
    language = tag(bare.article.language)
    latin = [bare.at(i) for i in range(len(bare)) if bare.met[i] == 0 and _is_latin_name(bare.text(i))]
    if language in hearing.UNSPACED:
        return [*latin, *_runs(bare, language)]
    dates = found.dates(bare.article, bare.passages)
    numbers = found.numbers(bare.article, bare.passages)
    return latin + [
        bare.at(i)
        for i in range(len(bare))
        if bare.met[i] == 0
        and bare.weight[i] >= _TELLING
        and _LEAST <= len(text := bare.text(i)) <= _MOST
        and text[0].isalpha()
        and not text.isascii()
        and not (here := Found(None, *bare.at(i))).within(dates)
        and not here.within(numbers)
    ]


def _is_latin_name(word: str) -> bool:
    return word.isascii() and len(word) > _LEAST and word[0].isupper() and not word.isupper()


def _runs(bare: Side, language: str) -> Iterator[tuple[int, int]]:
    """Yield runs that spell a foreign name and are not mostly words that meet; elsewhere unknown ones."""
    from whence.values.uncased import HAN_SOUNDS

    if language in ("zh", "yue", "ja"):
        met = [bare.at(i) for i in range(len(bare)) if bare.met[i] > 0]
        pattern = _KATAKANA if language == "ja" else HAN_SOUNDS
        for run in pattern.finditer(bare.article.text, *bare.bounds):
            covered = sum(max(0, min(run.end(), e) - max(run.start(), s)) for s, e in met)
            if 2 * covered < run.end() - run.start():
                yield run.span()
        return
    start = end = -1
    for i in range(len(bare)):
        if bare.known[i] or bare.met[i] > 0 or bare.text(i).isascii():
            continue
        if bare.start[i] != end:
            if end - start > 1:
                yield start, end
            start = bare.start[i]
        end = bare.end[i]
    if end - start > 1:
        yield start, end


def _certainty(
    place: Place,
    mine: tuple[Side, int],
    theirs: tuple[Side, _Unexplained],
    rest: list[_Unexplained],
    sounds: tuple[float, set[int]],
) -> float:
    """Return how sure it is, 0..1, that a silent name and an unexplained stretch are one name altered."""
    (cased, word), (bare, there) = mine, theirs
    odds, heard = sounds
    at = there.start, there.end
    language = bare.article.language
    nats = (
        _BIAS
        + _PER_WORD * math.log1p(len(rest))
        + _WEIGHT * there.weight
        + _BESIDE_ITS_PART * _is_beside(cased, word, bare, at, heard=heard)
        + _KEPT * there.kept
        + _STRONG * there.strong
        + _SPOT * alike(place, *((cased.at(word), at) if cased is place.left else (at, cased.at(word))))
        + _PER_ODDS * odds
        + _PER_PAIR
        * (
            hearing.hear(cased.text(word), bare.article.text[slice(*at)], language)
            - hearing.least(bare.article.language)
        )
    )
    return 1 / (1 + math.exp(-nats))


def _is_beside(cased: Side, word: int, bare: Side, at: tuple[int, int], *, heard: set[int]) -> bool:
    """Return True where the word before or after a name is heard right beside a stretch."""
    near = heard & {word - 1, word + 1}
    if not near:
        return False
    text, language = bare.article.text, bare.article.language
    around = f"{text[max(0, at[0] - _BESIDE) : at[0]]} {text[at[1] : at[1] + _BESIDE]}"
    least = hearing.least(bare.article.language) + hearing.SURELY / 2
    return any(hearing.hear(cased.text(i), around, language) >= least for i in near)
