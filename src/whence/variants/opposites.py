"""Place → Draft: a word in whose place the other version has its opposite: confirmed and denied, rose and fell.

    left    the minister   confirmed   the report        right   le ministre   a démenti   le rapport

Two dictionary words that meet nothing in one place are mostly one word translated in a way the lexicon does
not know. Opposites are no translations of each other: where one version has a word of one pole, the other a
word of the other pole in the same spot, and neither has a word of both, one of them was changed. A denial of
one side may turn its word round ("did not rise", "fell"), so then nothing is said.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.text import tag
from whence.variants import negation
from whence.variants.context import alike
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.variants.places import Place, Side

# Concepts by their English words, pole:pole. Only what news tells of and nobody calls by its opposite: "lend" and
# "borrow" are one act seen from two sides, "come" and "go" too; and no opposites by an affix ("legal", "illegal"),
# which is lost where a word is looked up by its stem. Translations follow from the lexicon.
_AXES = (
    "confirm affirm:deny refute", "increase:decrease reduce decline", "rise:fall drop", "before:after", "up:down",
    "win victory winner:lose defeat loser", "accept approve approval:reject rejection", "open opening:close closing",
    "allow permit:ban forbid prohibit", "large big largest:small smallest", "high higher:low lower",
    "support supporter:oppose opponent", "above:below", "guilty:innocent",
    "north northern:south southern", "east eastern:west western", "best:worst", "success succeed:failure fail",
    "buy purchase:sell sale", "inside:outside", "early:late", "true:false", "strong:weak", "rich:poor", "alive:dead",
    "remember:forget", "peace:war", "ally:enemy", "majority:minority", "maximum:minimum", "import:export",
    "safe:dangerous", "public:private", "improve:worsen deteriorate", "strengthen:weaken",
    "create:destroy", "include:exclude", "hot:cold", "man:woman", "husband:wife", "brother:sister", "son:daughter",
    "father:mother", "rare:frequent", "optimistic:pessimistic", "positive:negative", "left:right",
    "shorten:extend lengthen",
)  # fmt: skip
# Share of a word's meaning (0..1) from which it stands for a pole, and from which a word may. Chosen on
# benchmarks/denials.py --show: on 12,078 faithful passages of 33 pairs five were told, each a mistake of the
# translator ("south" – "північний"); re-run it.
_POLE, _MAY_BE = 0.6, 0.15
# How surely the lexicon must know the word, how well it may meet another word, how much the spots must agree, and
# what share of the informative words of both sides must meet. Chosen as above.
_EXACT, _FREE, _SAME_SPOT, _FAITHFUL = 0.9, 0.3, 0.6, 0.6
_TELLING = 0.35
_SCORE = 0.75


def opposites(place: Place) -> list[Draft]:
    """Return a draft for each word in whose place the other version has its opposite."""
    left, right = place.left, place.right
    poles = left.fact(_poles), right.fact(_poles)
    shared = {axis for axis, _ in poles[0]} & {axis for axis, _ in poles[1]}
    if not shared or min(_met(left), _met(right)) < _FAITHFUL or _denied(left) != _denied(right):
        return []
    return [d for axis in sorted(shared) if (d := _on_axis(place, poles, axis)) is not None]


_Poles = dict[tuple[int, int], list[tuple[int, float]]]


def _on_axis(place: Place, poles: tuple[_Poles, _Poles], axis: int) -> Draft | None:
    """Return the draft of one axis, where each side has one pole of it only, and not the same."""
    (a, mine), *more = [(p, row) for (x, p), row in poles[0].items() if x == axis]
    (b, theirs), *others = [(p, row) for (x, p), row in poles[1].items() if x == axis]
    if more or others or a == b:
        return None
    best = max(
        (alike(place, place.left.at(i), place.right.at(j)), -i, -j)
        for i in _free(place.left, mine) or [-1]
        for j in _free(place.right, theirs) or [-1]
    )
    i, j = -best[1], -best[2]
    if i < 0 or j < 0 or best[0] < _SAME_SPOT:
        return None
    spans = place.left.span(*place.left.at(i)), place.right.span(*place.right.at(j))
    return Draft("wording", *spans, place.score * _SCORE, said("the opposite"), place.link)


def _free(side: Side, words: list[tuple[int, float]]) -> list[int]:
    """Return the words of a pole that stand for it surely and meet nothing."""
    return [i for i, share in words if share >= _POLE and side.met[i] < _FREE]


def _poles(side: Side) -> _Poles:
    """Return axis and pole → the words of a side that may stand for it, each with its share of meaning."""
    from whence.lexicon import load

    words = [side.text(i) for i in range(len(side))]
    rows = load().lookup(words, tag(side.article.language))
    ids, weights, edges = rows.ids.tolist(), rows.weights.tolist(), rows.indptr.tolist()
    found: _Poles = {}
    for i, (low, high) in enumerate(pairwise(edges)):
        # A word that is only guessed at stands for nothing surely, but it may be the opposite after all.
        most = 1.0 if high > low and rows.trust[i] >= _EXACT else _POLE / 2
        for key, share in _meaning(ids[low:high], weights[low:high], most):
            found.setdefault(key, []).append((i, share))
    return found


@cache
def _concepts() -> dict[int, tuple[tuple[int, int], ...]]:
    """Return concept → the axes and poles it belongs to."""
    from whence.lexicon import load

    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for axis, words in enumerate(_AXES):
        for pole, names in enumerate(words.split(":")):
            for concept in load().concept_ids(names.split()).tolist():
                found[concept] = (*found.get(concept, ()), (axis, pole))
    return found


def _meaning(
    concepts: list[int], weights: list[float], most: float
) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the axes and poles that a word of some concepts may stand for, each with its share of meaning."""
    wanted, total = _concepts(), dict[tuple[int, int], float]()
    for concept, weight in zip(concepts, weights, strict=True):
        for key in wanted.get(concept, ()):
            total[key] = total.get(key, 0.0) + weight * weight
    for key, share in total.items():
        if share**0.5 >= _MAY_BE:
            yield key, min(most, share**0.5)


def _met(side: Side) -> float:
    """Return the share of a side's informative words that meet something."""
    told = [i for i in range(len(side)) if side.weight[i] >= _TELLING]
    return sum(side.met[i] > 0 for i in told) / max(1, len(told))


def _denied(side: Side) -> int:
    """Return how often a side denies."""
    return len(negation.denials(side) or ())
