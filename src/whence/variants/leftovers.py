"""Place → Draft: details that one side of a link adds, laid open by what meets nothing.

    left    they freed the city | with the help of three friendly states | in March
    right   they freed the city |                                        | in March   → only-left

A stretch is *left over* where its informative words meet nothing on the other side. In a free
translation much is left over without being new, so each article pair sets its own measure: `loose` is
the share of known words that its links leave unmet. Whether a stretch is an addition is then judged by
its words under that share, by what the other side has left over itself, and by whether the lengths of
the two sides fit better without it.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from whence.variants import found
from whence.variants.draft import Draft, on_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import VariantKind
    from whence.values.names import Name
    from whence.values.numbers import Number
    from whence.variants.found import Found
    from whence.variants.places import Place, Side

# A word is informative from this weight on (0..1, rarity × trust): articles and auxiliaries are
# not. Chosen on benchmarks/edits.py (detail, only-*); re-run it.
TELLING = 0.35
# The share of unmet words assumed before a pair shows its own, and how many words that is worth.
_USUAL_LOOSE, _USUAL_WORDS = 0.4, 40.0
# Share of words the lexicon must know on both sides: what it does not know cannot meet, so nothing is
# said. Half is what is left of a language without word list by names and numbers alone.
_KNOWN = 0.5
# Share of the words of a real addition that meet nothing; the rest meet something by chance. With a
# typical looseness it sets what a word adds to or takes from a stretch. Counted on planted details.
_UNMET_IN_ADDITION, _UNMET_ELSEWHERE = 0.85, 0.45
_UNKNOWN_WORD = 0.15
_FULL_WEIGHT = 0.6
# Least sum of those for a stretch to be looked at.
_LEAST = 0.8
# The judgement, a logistic regression on planted details in eleven languages against English, half
# of them without their commas (benchmarks/plant.py): re-fit when matching changes.
_BIAS = -13.5
_PER_NAT, _OTHER_LEFT, _CLAUSE, _LONG, _SURPLUS, _FIT = 0.061, -6.22, 1.99, 3.28, 1.08, 1.04
# What each quantity or country in the stretch adds (nats, at most two count): these are found
# reliably in every language, so their absence says more than that of a word. Chosen as above.
_VALUE = 1.5
# Such a stretch counts as at least so long (characters): "for three years" is short and says much.
_VALUED_LENGTH = 45.0
_ONE_NAME = 0.6
# Spread of sentence lengths in translation: a share of the length and some characters.
_SPREAD, _SPREAD_LEAST = 0.15, 10.0
_OPENS = re.compile(r"[,;:(\[（，、；：،–—-]")
_CLOSES = re.compile(r"[,;:.)\]）。，、；：،–—!?]")


def looseness(places: Sequence[Place]) -> tuple[float, float]:
    """Return, for each side, the share of known informative words that the links leave unmet."""
    shares = []
    for k in (0, 1):
        unmet = words = 0
        for place in places:
            side = (place.left, place.right)[k]
            told = [i for i in range(len(side)) if side.known[i] and side.weight[i] >= TELLING]
            words += len(told)
            unmet += sum(side.met[i] == 0 for i in told)
        shares.append((unmet + _USUAL_LOOSE * _USUAL_WORDS) / (words + _USUAL_WORDS))
    return shares[0], shares[1]


def additions(place: Place, loose: tuple[float, float], ratio: float) -> list[Draft]:
    """Return a draft for each stretch of one side that says what the other side does not, surest first.

    `loose` is the looseness of both sides, `ratio` the usual length of the left text over the right.
    """
    drafts: list[Draft] = []
    if min(_known(place.left), _known(place.right)) < _KNOWN:
        return drafts
    kinds: tuple[VariantKind, VariantKind] = ("only-left", "only-right")
    for k, kind in enumerate(kinds):
        side, other = (place.left, place.right) if k == 0 else (place.right, place.left)
        values = _values(side, other)
        left_there = sum(_is_left(other, j) for j in range(len(other))) / max(1, len(side))
        usual = loose[k], ratio if k == 0 else 1 / ratio, left_there
        for stretch in _stretches(side, values):
            score = place.score * _addition(side, other, stretch, usual, values=values)
            start, end = side.start[_with_small_words(side, stretch[0])], side.end[stretch[1]]
            drafts.append(Draft(kind, *on_side(k, side.span(start, end)), score, link=place.link))
    return sorted(drafts, key=lambda d: -d.score)


def _known(side: Side) -> float:
    return sum(side.known) / max(1, len(side))


def _values(side: Side, other: Side) -> set[int]:
    """Return the words of a side that are quantities or countries nothing on the other side answers to.

    Only where the other side has no value of that sort left over itself, which would be an altered one.
    """
    spans: list[tuple[int, int]] = []
    for find in (_quantities, _countries):
        mine, theirs = side.fact(find), other.fact(find)
        if not mine:
            continue
        if any(not any(_same(q, r) for r in mine) for q in theirs):
            continue
        spans += [(r.start, r.end) for r in mine if not any(_same(r, q) for q in theirs)]
    if not spans:
        return set()
    return {
        i for i in range(len(side))
        if side.met[i] == 0 and any(side.start[i] < end and start < side.end[i] for start, end in spans)
    }  # fmt: skip


def _quantities(side: Side) -> list[Found[Number] | Found[Name]]:
    rows = found.numbers(side.article, side.passages)
    return [n for n in rows if n.value.unit and not n.value.weak]


def _countries(side: Side) -> list[Found[Number] | Found[Name]]:
    return [n for n in found.names(side.article, side.passages) if n.value.code]


def _same(a: Found[Number] | Found[Name], b: Found[Number] | Found[Name]) -> bool:
    from whence.values.names import Name, similar
    from whence.values.numbers import Number, same

    if isinstance(a.value, Number) and isinstance(b.value, Number):
        return same(a.value, b.value) != "different"
    if isinstance(a.value, Name) and isinstance(b.value, Name):
        return similar(a.value, b.value) >= _ONE_NAME
    return False


def _stretches(side: Side, values: set[int]) -> list[tuple[int, int]]:
    """Return the stretches (first word, last word) that are mostly unmet, the best of each region."""
    gain = math.log(_UNMET_IN_ADDITION / _UNMET_ELSEWHERE)
    loss = math.log((1 - _UNMET_IN_ADDITION) / (1 - _UNMET_ELSEWHERE))
    worth = []
    for i in range(len(side)):
        share = min(1.0, side.weight[i] / _FULL_WEIGHT)
        unmet = side.met[i] == 0
        if i in values:
            worth.append(gain)
        elif not side.known[i]:
            worth.append(_UNKNOWN_WORD if unmet else loss * share)
        elif side.weight[i] < TELLING:
            worth.append(0.0)
        else:
            worth.append((gain if unmet else loss) * share)
    found, todo = [], [(0, len(side))]
    while todo:
        low, high = todo.pop()
        total, first, last = _best(worth, low, high)
        if total < _LEAST:
            continue
        todo += [(low, first), (last + 1, high)]
        while worth[last] <= 0:
            last -= 1
        found.append((first, last))
    return found


def _with_small_words(side: Side, first: int) -> int:
    """Return where a stretch begins for a reader: with the unmet small words before it ("for about …")."""
    while first and side.met[first - 1] == 0 and side.weight[first - 1] < TELLING:
        first -= 1
    return first


def _best(worth: list[float], low: int, high: int) -> tuple[float, int, int]:
    """Return the stretch of the greatest sum within low:high (sum, first, last); linear in its length."""
    best, total, start = (0.0, low, low), 0.0, low
    for i in range(low, high):
        if total <= 0:
            total, start = 0.0, i
        total += worth[i]
        if total > best[0] + 1e-9:
            best = (total, start, i)
    return best


def _addition(
    side: Side,
    other: Side,
    stretch: tuple[int, int],
    usual: tuple[float, float, float],
    *,
    values: set[int],
) -> float:
    """Return how sure it is, 0..1, that a stretch (first, last word) has no counterpart.

    `usual` is the looseness of the side, the usual length of its text over the other's, and how many
    words the other has left over for each of the side's.
    """
    (first, last), (loose, ratio, left_there) = stretch, usual
    told = sum(_is_left(side, i) for i in range(first, last + 1))
    low, high = side.bounds
    length = side.end[last] - side.start[first]
    longer = (high - low) - ratio * (other.bounds[1] - other.bounds[0])
    spread = _SPREAD * (high - low) + _SPREAD_LEAST
    valued = min(2, sum(i in values for i in range(first, last + 1)))
    nats = (
        _BIAS
        - _PER_NAT * told * math.log(loose)
        + _OTHER_LEFT * left_there
        + _VALUE * valued
        + _CLAUSE * _is_clause(side, first, last)
        + _LONG * math.log(max(length, _VALUED_LENGTH) if valued else length)
        + _SURPLUS * min(1.0, max(0.0, longer / length))
        - _FIT * min(4.0, abs(longer - length) / spread)
    )
    return 1 / (1 + math.exp(-nats))


def _is_left(side: Side, word: int) -> bool:
    return side.known[word] and side.met[word] == 0 and side.weight[word] >= TELLING


def _is_clause(side: Side, first: int, last: int) -> bool:
    """Return True where a stretch is set off by punctuation or by the ends of the passage."""
    low, high = side.bounds
    before = side.article.text[side.end[first - 1] if first else low : side.start[first]]
    after = side.article.text[side.end[last] : side.start[last + 1] if last + 1 < len(side) else high]
    return (first == 0 or bool(_OPENS.search(before))) and bool(_CLOSES.search(after) or not after)
