"""Place → Draft: a charged word ("theft", "massacre", "regime") where the other version has a plain one.

    left    paid    by the   theft   of the  cargo       right   paid    by the   work on   the  cargo

Two dictionary words that meet nothing in one place are mostly one word translated in a way the lexicon
does not know: about those nothing is said. A word that accuses is different: translators keep it, and
every language has words for it. Where such a word meets nothing, a plain word stands exactly in its
place and no word of the other side that is left over accuses either, the versions tell it otherwise.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.text import tag
from whence.variants.context import TELLING, enclosed
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from whence.variants.places import Place, Side

# Words that accuse or judge, as the concepts of the lexicon are called: theft, killing, terror, war,
# unlawful rule, deceit, crime, cruelty. Their translations in all languages follow from it.
_CHARGED = (
    "steal stole robbery thieves theft loot plunder murder assassinate massacre slaughter genocide "
    "terrorist terrorism extremist fanatic invade invasion occupation aggression aggressor traitor "
    "treason regime dictator dictatorship tyranny tyrant puppet mercenary corrupt corruption fraud "
    "bribe lie liar propaganda blackmail extort kidnap abduct hijack bandit gangster thug mob crime "
    "criminal illegal torture atrocity brutal enslave slavery insurgent rebel riot"
)
# Share of a word's meaning (0..1) from which it is charged, up to which it is plain, and from which a
# leftover of the other side may be its translation. Chosen on benchmarks/edits.py --faithful --show
# wording: three drafts on 12,620 faithful passages of twenty pairs, and in all three the translator
# had changed the charge; re-run it.
_CHARGE, _PLAIN, _MAY_BE = 0.6, 0.1, 0.2
# How surely the lexicon must know both words as written.
_EXACT = 0.9
# Share of the informative words of either side that must meet: in a free translation any word may
# have gone elsewhere. Chosen as above.
_FAITHFUL = 0.6
_SCORE = 0.7


def charged(place: Place) -> list[Draft]:
    """Return a draft for each charged word in whose place the other version has a plain one."""
    sides = place.left, place.right
    drafts = []
    for pair in enclosed(place):
        charges = [_charge(s.text(i), tag(s.article.language)) for s, i in zip(sides, pair, strict=True)]
        if max(charges) < _CHARGE or not 0 <= min(charges) <= _PLAIN:
            continue
        if min(_met(side) for side in sides) < _FAITHFUL or _accuses(sides[charges[0] > charges[1]]):
            continue
        spans = [s.span(s.start[i], s.end[i]) for s, i in zip(sides, pair, strict=True)]
        score = place.score * _SCORE
        drafts.append(Draft("wording", spans[0], spans[1], score, said("a charged word"), place.link))
    return drafts


@cache
def _concepts() -> frozenset[int]:
    from whence.lexicon import load

    return frozenset(load().concept_ids(_CHARGED.split()).tolist())


@lru_cache(maxsize=65536)
def _charge(word: str, language: str) -> float:
    """Return how much of a word's meaning accuses, 0..1; -1 for a word that is not surely known."""
    from whence.lexicon import load

    row = load().lookup([word], language)
    if not len(row.ids) or row.trust[0] < _EXACT:
        return -1.0
    wanted = _concepts()
    shares = zip(row.ids.tolist(), row.weights.tolist(), strict=True)
    return float(sum(w * w for i, w in shares if i in wanted) ** 0.5)


def _met(side: Side) -> float:
    told = [i for i in range(len(side)) if side.weight[i] >= TELLING]
    return sum(side.met[i] > 0 for i in told) / max(1, len(told))


def _accuses(side: Side) -> bool:
    """Return True where a word of a side that meets nothing may be the translation of a charged one."""
    language = tag(side.article.language)
    free = (side.text(i) for i in range(len(side)) if side.met[i] == 0)
    return any(_charge(word, language) >= _MAY_BE for word in free)
