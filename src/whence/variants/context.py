"""Place, two stretches of it → how surely they stand in the same spot of the sentence.

Two leftovers are in the same spot where the words next to them are mates (whatever the word order
of the two languages): "8 *installations*" and "8 *strutture*". `alike` says it as a number in 0..1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from whence.variants.found import Found
    from whence.variants.places import Place, Side

V = TypeVar("V")
# How many informative words on each side of a stretch count as its neighbours. Two were too few
# where an article or auxiliary carries weight, more blur the spot. Chosen on benchmarks/edits.py.
_REACH = 3
# Share of the judgement that falls to the position in the sentence, the rest to the neighbours.
_BY_POSITION = 0.35
# How far two spots must agree before two differing values are called one value altered. With one
# left over on each side the role is hardly in doubt; with more, the words around must decide.
# Chosen on benchmarks/edits.py; re-run it.
_ALONE = 0.1
_AMONG_OTHERS = 0.45
# Weight (0..1) from which a word counts as a neighbour, and from which it may be replaced itself.
# Chosen on benchmarks/edits.py (label); re-run it.
TELLING, _REPLACED = 0.35, 0.6


def alike(place: Place, left: tuple[int, int], right: tuple[int, int]) -> float:
    """Return how surely the stretches (offsets) of the two sides stand in the same spot, 0..1."""
    near = (_neighbours(place.left, *left), _neighbours(place.right, *right))
    shared = sum(place.left.mate[i] in near[1] for i in near[0])
    possible = min(len(near[0]), len(near[1]))
    close = shared / possible if possible else 0.0
    apart = abs(_middle(place.left, *left) - _middle(place.right, *right))
    return (1 - _BY_POSITION) * close + _BY_POSITION * max(0.0, 1 - 2 * apart)


def altered(
    place: Place,
    left: Sequence[Found[V]],
    right: Sequence[Found[V]],
    *,
    comparable: Callable[[V, V], bool],
) -> list[tuple[Found[V], Found[V], float]]:
    """Pair what is left over on the two sides by spot: (left, right, how alike), best first."""
    rows = sorted(
        (
            (alike(place, (a.start, a.end), (b.start, b.end)), -x, -y)
            for x, a in enumerate(left)
            for y, b in enumerate(right)
            if comparable(a.value, b.value)
        ),
        reverse=True,
    )
    floor = _ALONE if len(left) == len(right) == 1 else _AMONG_OTHERS
    used: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for spot, x, y in rows:
        if spot < floor or x in used[0] or y in used[1]:
            continue
        used[0].add(x)
        used[1].add(y)
        pairs.append((left[-x], right[-y], spot))
    return pairs


def enclosed(place: Place) -> Iterator[tuple[int, int]]:
    """Yield the unmet words (left, right) whose informative neighbours on both sides are mates."""
    left, right = place.left, place.right
    told = [[i for i in range(len(s)) if s.weight[i] >= TELLING] for s in (left, right)]
    at = {j: n for n, j in enumerate(told[1])}
    for before, i, after in zip(told[0], told[0][1:], told[0][2:], strict=False):
        if left.met[i] or left.weight[i] < _REPLACED:
            continue
        low, high = at.get(left.mate[before]), at.get(left.mate[after])
        if low is None or high is None or abs(low - high) != 2:
            continue
        j = told[1][(low + high) // 2]
        if not right.met[j] and right.weight[j] >= _REPLACED:
            yield i, j


def _neighbours(side: Side, start: int, end: int) -> set[int]:
    """Return the nearest words before and after a stretch that have a mate."""
    before = [i for i in range(len(side)) if side.end[i] <= start and side.mate[i] >= 0]
    after = [i for i in range(len(side)) if side.start[i] >= end and side.mate[i] >= 0]
    return {*before[-_REACH:], *after[:_REACH]}


def _middle(side: Side, start: int, end: int) -> float:
    low, high = side.bounds
    return ((start + end) / 2 - low) / max(1, high - low)
