"""Features of two articles → Masses: how much of each passage is met by each window of the other side.

A window is a run of one to WIDEST neighbouring passages, named by its last one. A word of a passage
looks for the one word of the window that is most like it, so the mass of a window is not the sum of
the masses of its passages: what stands twice in it counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence import similarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    from scipy.sparse import csr_array

    Floats = npt.NDArray[np.float32]

# Most passages of one side in a link. Gates the cost (its square) and how much may be merged; the
# gold links of Text+Berg hold no larger group.
WIDEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Masses:
    """What two articles share, ready for the dynamic programme over groups of passages.

    there[w, l, r]  weight of the words of left passage l that are met in the right window of w + 1
                    passages that ends with r
    back[w, l, r]   weight of the words of right passage r met in the left window that ends with l
    left, right     weight of all words of each passage
    left_length, right_length   characters, brought to English size
    """

    there: Floats
    back: Floats
    left: Floats
    right: Floats
    left_length: Floats
    right_length: Floats


def masses(
    left: similarity.Side,
    right: similarity.Side,
    likeness: csr_array,
    lengths: tuple[Floats, Floats],
) -> Masses:
    """Return the masses of two articles (memory: passages × passages × WIDEST × 8 bytes).

    `likeness` says how alike each distinct word of the left is to each of the right.
    """
    there = _met(left, similarity.best_in_passages(likeness, right))
    back = _met(right, similarity.best_in_passages(likeness.T.tocsr(), left))
    back = np.ascontiguousarray(back.transpose(0, 2, 1))
    return Masses(there, back, _weights(left), _weights(right), *lengths)


def _weights(side: similarity.Side) -> Floats:
    return np.asarray(side.weights.sum(axis=1), np.float32).ravel()


def _met(side: similarity.Side, best: Floats) -> Floats:
    """Return, per window of one to WIDEST passages of the other side, the weight met of each passage."""
    window = best.copy()
    out = np.zeros((WIDEST, side.passages, best.shape[1]), np.float32)
    for w in range(min(WIDEST, best.shape[1])):
        if w:
            np.maximum(window[:, w:], best[:, :-w], out=window[:, w:])
        out[w] = side.weights @ window
    return out


def with_blanks(m: Masses, left: Sequence[str], right: Sequence[str]) -> Masses:
    """Return the masses with passages that have no features ("* * *") met by equal ones.

    Such passages get a little weight of their own, so that a text aligned with itself is whole.
    """
    blanks = m.left <= 0, m.right <= 0
    if not (blanks[0].any() and blanks[1].any()):
        return m
    little = 0.2 * max(float(m.left.mean() + m.right.mean()) / 2, 1.0)
    names: dict[str, int] = {}
    codes = [
        np.array(
            [
                names.setdefault(t.strip(), len(names)) if b else -1 - x
                for t, b in zip(side, blank, strict=True)
            ]
        )
        for x, (side, blank) in enumerate(zip((left, right), blanks, strict=True))
    ]
    equal = (codes[0][:, None] == codes[1][None, :]) * np.float32(little)
    there, back = m.there.copy(), m.back.copy()
    for w in range(WIDEST):
        for x in range(w + 1):
            there[w, :, x:] = np.maximum(there[w, :, x:], equal[:, : equal.shape[1] - x])
            back[w, x:, :] = np.maximum(back[w, x:, :], equal[: equal.shape[0] - x, :])
    return Masses(
        there, back, np.where(blanks[0], little, m.left).astype(np.float32),
        np.where(blanks[1], little, m.right).astype(np.float32), m.left_length, m.right_length,
    )  # fmt: skip
