"""Two spellings → how alike they sound: edit distance over sounds, with cheap steps between kin.

Soleimani ~ سليماني ~ Suleimani      0.9 and more
Putin ~ Pushkin                       under 0.6
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from whence.values.romanise import romanise, sounds, syllabic, vowelless

# Cost of a step between two sounds, 1 = quite another sound. Chosen by how transliterations of one name
# differ in practice; re-run benchmarks/values.py (names) when they change.
_KIN = (
    (0.15, ("pb", "fv", "td", "kg", "sz", "SZ", "CJ", "SC", "ZJ", "xh", "kx", "yi", "yj", "vw", "uw", "ow", "cs", "ae", "ei", "ou", "ao", "ai", "eu", "oi", "ui", "au", "eo")),
    (0.3, ("mn", "lr", "sS", "zZ", "cS", "cC", "ck", "cC", "jJ", "jZ", "jx", "jh", "gJ", "gj", "gh", "gx", "vb", "bw", "pf", "ts", "tc", "tC", "dz", "dJ", "gk", "zJ", "sC", "kC", "kh", "cz", "Cx", "jS", "jC", "zS", "ks")),
)  # fmt: skip
_STEPS = {frozenset(pair): cost for cost, pairs in reversed(_KIN) for pair in pairs}
_VOWELS = frozenset("aeiouyw")
# Dropping or adding a sound: a vowel is cheap, nearly free against a script that does not write it.
_VOWEL, _UNWRITTEN, _BREATH, _CONSONANT = 0.3, 0.06, 0.35, 0.9
# How much a sound counts in the length that the distance is measured against.
_WEIGHT = {"vowel": 0.5, "consonant": 1.0}
# The longest word (in sounds) that is compared: beyond, only the first part counts.
_LONGEST = 32


@lru_cache(maxsize=131072)
def likeness(left: str, right: str) -> float:
    """Return how alike two single words sound, 0..1, across scripts."""
    if left == right:
        return 1.0
    a, b = _spoken(left), _spoken(right)
    if not a.sounds or not b.sounds:
        return 0.0
    if a.sounds == b.sounds:
        return 1.0 if romanise(left) == romanise(right) else 0.98
    bare = a.bare or b.bare
    return max(0.0, 1.0 - _distance(a.sounds, b.sounds, bare) / max(a.size[bare], b.size[bare]))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A word as it sounds: whether its script leaves vowels open, and its length with and without them.

    `different` are its sounds, each once, and `mask` the same as bits.
    """

    sounds: str
    bare: bool
    size: tuple[float, float]
    different: frozenset[str]
    mask: int


@lru_cache(maxsize=65536)
def _spoken(word: str) -> _Spoken:
    heard = sounds(word).replace(" ", "")[:_LONGEST]
    different = frozenset(heard)
    return _Spoken(
        heard,
        vowelless(word) or syllabic(word),
        (_size(heard, bare=False), _size(heard, bare=True)),
        different,
        sum(1 << ord(c) for c in different),
    )


def _size(word: str, *, bare: bool) -> float:
    vowel = 0.15 if bare else _WEIGHT["vowel"]
    return max(sum(vowel if c in _VOWELS else 1.0 for c in word), 1.0)


def may_reach(left: str, right: str, least: float) -> bool:
    """Return False where two names surely are less alike than `least`, at a tenth of the cost of saying how much.

    A sound that the other word lacks costs at least its nearest kin there, or being dropped.
    """
    ours, theirs = _words(left), _words(right)
    if len(ours) != 1 or len(theirs) != 1:
        return True
    a, b = _spoken(ours[0]), _spoken(theirs[0])
    bare = a.bare or b.bare
    room = (1.0 - least) * max(a.size[bare], b.size[bare]) + _ROUNDING
    return _least_cost(a, b, bare) <= room and _least_cost(b, a, bare) <= room


def _least_cost(of: _Spoken, other: _Spoken, bare: bool) -> float:
    cost = 0.0
    for sound in of.different - other.different:
        for price, kin in _PRICES[bare, sound]:
            if kin & other.mask:
                cost += price
                break
    return cost


def _distance(a: str, b: str, bare: bool) -> float:
    drops = [_drop(c, bare) for c in b]
    row = [0.0, *accumulate(drops)]
    for c in a:
        lose, step = _drop(c, bare), _STEPS_FROM[c]
        best = row[0] + lose
        above, row = row, [best]
        # The innermost loop of all comparisons of names: comparing is faster here than min().
        for d, drop, before, here in zip(b, drops, above, above[1:], strict=False):
            best += drop
            if (cost := before + step[d]) < best:
                best = cost
            if (cost := here + lose) < best:
                best = cost
            row.append(best)
    return row[-1]


def _drop(sound: str, bare: bool) -> float:
    if sound in _VOWELS:
        return _UNWRITTEN if bare else _VOWEL
    return _BREATH if sound in "hx" else _CONSONANT


def _step(a: str, b: str) -> float:
    if a == b:
        return 0.0
    cost = _STEPS.get(frozenset((a, b)))
    if cost is not None:
        return cost
    return 0.35 if a in _VOWELS and b in _VOWELS else 1.2


class _From(dict[str, "_To"]):
    def __missing__(self, a: str) -> _To:
        self[a] = _To(a)
        return self[a]


class _To(dict[str, float]):
    """The cost of a step from one sound to each other one, worked out when first asked for."""

    def __init__(self, a: str) -> None:
        self._from = a

    def __missing__(self, b: str) -> float:
        self[b] = _step(self._from, b)
        return self[b]


class _Prices(dict[tuple[bool, str], tuple[tuple[float, int], ...]]):
    """What getting rid of a sound costs, cheapest first: a step to one of some sounds (as bits), or a drop."""

    def __missing__(self, key: tuple[bool, str]) -> tuple[tuple[float, int], ...]:
        bare, sound = key
        drop = _drop(sound, bare)
        kin: dict[float, int] = {}
        for other in map(chr, range(128)):
            if (cost := _step(sound, other)) < drop:
                kin[cost] = kin.get(cost, 0) | 1 << ord(other)
        self[key] = *sorted(kin.items()), (drop, -1)
        return self[key]


_PRICES = _Prices()
# Sums of costs in another order may differ by this much.
_ROUNDING = 1e-9
# Sounds are some forty ASCII letters (`romanise.sounds`), so the table stays small.
_STEPS_FROM = _From()


def similar(left: str, right: str) -> float:
    """Return how alike two names of one or more words are, 0..1, in any order of their words.

    Words only one side has cost little: "Rabiei" is "Ali Rabiei". A first letter stands for a name.
    """
    ours, theirs = _words(left), _words(right)
    if not ours or not theirs:
        return 0.0
    if len(ours) == 1 and len(theirs) == 1:
        return likeness(ours[0], theirs[0])
    short, long = sorted((ours, theirs), key=lambda words: (len(words), words))
    scores = sorted(
        (
            (_initial(a, b) or likeness(a, b), i, j)
            for i, a in enumerate(short)
            for j, b in enumerate(long)
        ),
        reverse=True,
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    total = weight = 0.0
    for score, i, j in scores:
        if i not in taken_left and j not in taken_right:
            taken_left.add(i)
            taken_right.add(j)
            total += score * len(short[i])
            weight += len(short[i])
    joined = likeness("".join(short), "".join(long)) if len(short) != len(long) else 0.0
    missing = len(long) - len(short)
    return max(joined, total / weight * (0.97**missing))


def _initial(a: str, b: str) -> float:
    """Return a likeness for "J" and "John", else 0."""
    if (
        min(len(a), len(b)) == 1
        and not (vowelless(a) or vowelless(b))
        and romanise(a)[:1] == romanise(b)[:1]
    ):
        return 0.85
    return 0.0


@lru_cache(maxsize=16384)
def _words(name: str) -> tuple[str, ...]:
    parts = (
        name.replace("-", " ")
        .replace("·", " ")
        .replace("・", " ")
        .replace("'s", "")
        .replace("’s", "")
        .split()
    )
    kept = [part for part in parts if romanise(part) and romanise(part) not in _PARTICLES]
    return tuple(kept or parts)[:8]


_PARTICLES = frozenset(
    "al el ad ar as az an de la le der den von van bin ibn ben the of and und et di da du del y e".split()
)


def closest(names: list[str], other: str) -> tuple[float, int]:
    """Return the best likeness of `other` to one of `names`, and its index (-1 where there is none)."""
    return max(((similar(name, other), at) for at, name in enumerate(names)), default=(0.0, -1))
