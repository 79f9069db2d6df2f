"""Gains, beads → beads: a group whose passages only changed places becomes links of its passages.

    a b c          a b c
    └─┬─┘           ╲╱╱╲       one link of three with three hides that c now stands first
    └─┴─┘    →     ╱╱  ╲
    c a b          c a b

A chain keeps the order of both sides, so passages that changed places nearby are cheapest as one group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whence.align.chains import Bead
from whence.align.gains import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from whence.align.gains import Gains

# Contrast of each passage with its counterpart, and the largest share of it that any other passage of the group
# may have. Gates which groups are told as passages that changed places; in a group that is only told
# otherwise the second reaches the first. Chosen to split nothing in undisturbed news; re-run
# tests/test_align.py and benchmarks/news_alignment.py.
SURE, RIVAL = 0.5, 0.5
_ONE = SHAPES.index((1, 1))


def parted(beads: Sequence[Bead], worth: Gains) -> list[Bead]:
    """Return the beads with each group of passages that changed places parted into its passages."""
    return sorted(part for bead in beads for part in _parts(bead, worth))


def _parts(bead: Bead, worth: Gains) -> Iterator[Bead]:
    (a, b), (c, d) = bead.left, bead.right
    places = _places(worth.contrast[_ONE, a:b, c:d]) if 1 < b - a == d - c else None
    if places is None:
        yield bead
        return
    for x, y in enumerate(places):
        yield Bead((a + x, a + x + 1), (c + y, c + y + 1), (_ONE, a + x, c + y))


def _places(contrast: npt.NDArray[Any]) -> list[int] | None:
    """Return where each passage stands on the other side; None where that is not clear or nothing moved."""
    places = [int(y) for y in contrast.argmax(axis=1)]
    if sorted(places) != list(range(len(places))) or places == sorted(places):
        return None
    for x, y in enumerate(places):
        here = float(contrast[x, y])
        others = [*contrast[x, :y], *contrast[x, y + 1 :], *contrast[:x, y], *contrast[x + 1 :, y]]
        if here < SURE or max(map(float, others)) > RIVAL * here:
            return None
    return places
