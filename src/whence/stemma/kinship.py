"""Characters → distances between versions.

The distance is the weighted share of known characters in which two versions differ: what they share
against a third is not told from what both simply kept. The search does better (see the docs); the
distances order the versions for it and serve its peers in the benchmark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from whence.stemma.model import Characters, Floats


def distance(characters: Characters) -> Floats:
    """Return float64 [version, version]: the weighted share of characters that differ."""
    states, weight = characters.states, characters.weight
    count = characters.versions
    found = np.zeros((count, count))
    for a in range(count):
        both = (states >= 0) & (states[a] >= 0)
        differ = both & (states != states[a])
        known = both @ weight
        # Nothing known of both: as far apart as can be.
        found[a] = np.where(known > 0, (differ @ weight) / np.maximum(known, 1e-9), 1.0)
    return found
