"""Place → Draft: nobody in one version, a count in the other: "nobody was hurt", "three people were hurt".

Only where a word for nobody or none stands on one side, the other has a count of its own and no denial at all,
and what is told of nobody here is told of so many there: the word behind (or before) both is the same.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from whence.lexicon.forms import UNSPACED, WORD
from whence.phrases import said
from whence.text import fold, tag
from whence.variants import found, negation
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from whence.values.numbers import Number
    from whence.variants.found import Found
    from whence.variants.places import Place, Side

# Nobody, none, not one; folded where a language is written with spaces, a phrase joined by "_".
_NOBODY = {
    "en": "nobody none no_one no_people no_person no_persons not_one",
    "de": "niemand niemanden niemandem keiner keine_person keine_menschen keine_personen",
    "nl": "niemand geen_mensen geen_personen", "af": "niemand", "sv": "ingen inga_personer", "da": "ingen", "nb": "ingen",
    "nn": "ingen", "is": "enginn engan", "fr": "personne aucun aucune nul", "it": "nessuno nessuna nessun",
    "es": "nadie ninguno ninguna ninguna_persona", "pt": "ninguem nenhum nenhuma nenhuma_pessoa", "gl": "ninguen",
    "ca": "ningu cap", "ro": "nimeni niciun nicio", "pl": "nikt nikogo nikomu zadna", "cs": "nikdo nikoho nikomu zadny",
    "sk": "nikto nikoho nikomu", "sl": "nihce nikogar", "hr": "nitko nikoga", "sr": "нико никога niko nikoga",
    "bs": "niko nikoga", "ru": "никто никого никому", "uk": "ніхто нікого нікому", "be": "ніхто нікога",
    "bg": "никой никого", "mk": "никој никого", "el": "κανεις κανενας κανεναν καμια", "lt": "niekas nieko",
    "lv": "neviens nevienu", "fi": "kukaan ketaan", "et": "keegi kedagi", "hu": "senki senkit", "tr": "kimse kimsenin kimseyi kimseye hic_kimse",
    "az": "hec_kim", "eo": "neniu neniun", "sq": "askush", "eu": "inor", "id": "tidak_ada tak_ada", "ms": "tiada_siapa tiada",
    "ar": "لا_احد احد", "fa": "هیچ_کس هیچکس کسی", "ur": "کوئی", "he": "אף_אחד איש", "hi": "कोई_नहीं कोई किसी", "bn": "কেউ",
    "zh": "没有人 沒有人 无人 無人 没人 沒人", "ja": "誰も だれも", "ko": "아무도", "th": "ไม่มีใคร", "vi": "không_ai",
}  # fmt: skip
# Words of less weight tell nothing (0..1); how well the word that both tell of must meet its mate, and how many
# informative words from nobody, and from the count, it may stand.
_TELLING, _MET, _NEAR = 0.35, 0.4, 4
_SCORE = 0.8


def zero(place: Place) -> list[Draft]:
    """Return a draft where one side says nobody and the other how many."""
    for k in (0, 1):
        side, other = (place.left, place.right) if k == 0 else (place.right, place.left)
        here = side.fact(_nobody)
        if here is None or not negation.denials(side) or negation.denials(other) or _counts(side, here):
            continue
        counts = _counts(other, None)
        spans = [c for c in counts if _same_fact(side, here, other, c)]
        if len(spans) == 1:
            there = other.span(spans[0].start, spans[0].end)
            both = (side.span(*here), there) if k == 0 else (there, side.span(*here))
            note = said("nobody in one version, a count in the other")
            return [Draft("number", *both, place.score * _SCORE, note, place.link)]
    return []


@cache
def _words(language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(fold, w.split("_"))) for w in _NOBODY.get(language, "").split())


def _nobody(side: Side) -> tuple[int, int] | None:
    """Return where a side has its word for nobody; None without one, or with several."""
    language, (low, high) = tag(side.article.language), side.bounds
    text = side.article.text[low:high]
    if language in UNSPACED:
        hits = [(text.find(w), len(w)) for (w,) in _words(language) if w in text]
        rows = {(low + at, low + at + size) for at, size in hits}
    else:
        words = [(fold(m[0]), low + m.start(), low + m.end()) for m in WORD.finditer(text)]
        rows = {
            (words[i][1], words[i + size - 1][2])
            for size in (2, 1)
            for i in range(len(words) - size + 1)
            if tuple(w for w, _, _ in words[i : i + size]) in _words(language)
        }
    longest = [a for a in rows if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in rows)]
    return longest[0] if len(longest) == 1 else None


def _counts(side: Side, nobody: tuple[int, int] | None) -> list[Found[Number]]:
    """Return the counts of a side: whole numbers from one on, without unit, outside dates and `nobody`."""
    dates = found.dates(side.article, side.passages)
    return [
        n
        for n in found.numbers(side.article, side.passages)
        if n.value.kind == "cardinal"
        and n.value.value >= 1
        and n.value.value == int(n.value.value)
        and not n.value.weak
        and not n.within(dates)
        and not (nobody and n.start < nobody[1] and nobody[0] < n.end)
    ]


def _same_fact(side: Side, here: tuple[int, int], other: Side, count: Found[Number]) -> bool:
    """Return True where a word beside nobody is the mate of one beside the count."""
    theirs = _beside(other, count.start, count.end)
    return any(side.mate[i] in theirs and side.met[i] >= _MET for i in _beside(side, *here))


def _beside(side: Side, start: int, end: int) -> set[int]:
    told = [i for i in range(len(side)) if side.weight[i] >= _TELLING]
    before = [i for i in told if side.end[i] <= start]
    after = [i for i in told if side.start[i] >= end]
    return {*before[-_NEAR:], *after[:_NEAR]}
