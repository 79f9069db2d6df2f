"""Characters → distances between versions, and the neighbour-joining tree as a peer.

The distance is the weighted share of known characters in which two versions differ: what they share
against a third is not told from what both simply kept. The search does better (see the docs); the
distances order the versions for it and serve the comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

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


def joined(distance: Floats) -> tuple[list[tuple[int, int]], int]:
    """Return the neighbour-joining tree (Saitou & Nei 1987) as edges, and its number of nodes.

    Every version is a leaf; inner nodes are numbered from the number of versions on.
    """
    count = len(distance)
    size = 2 * count
    d = np.full((size, size), np.inf)
    d[:count, :count] = distance
    alive = list(range(count))
    edges, fresh = [], count
    while len(alive) > 2:
        part = d[np.ix_(alive, alive)]
        np.fill_diagonal(part, 0.0)
        sums = part.sum(axis=1)
        q: npt.NDArray[np.float64] = (len(alive) - 2) * part - sums[:, None] - sums[None, :]
        np.fill_diagonal(q, np.inf)
        i, j = divmod(int(q.argmin()), len(alive))
        a, b = alive[i], alive[j]
        for k, c in enumerate(alive):
            d[fresh, c] = d[c, fresh] = 0.5 * (part[i, k] + part[j, k] - part[i, j])
        edges += [(fresh, a), (fresh, b)]
        alive = [c for c in alive if c not in (a, b)] + [fresh]
        fresh += 1
    if len(alive) == 2:
        edges.append((alive[1], alive[0]))
    return edges, fresh
