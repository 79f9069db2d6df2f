"""Postings ⇄ bytes: a run of (key, article, weight), sorted by key and article, as compact columns.

    key      difference to the row before
    article  difference to the row before within a key, the number itself at a key's first row
    weight   sixteenths

Numbers are cut into byte planes (all lowest bytes, all second bytes …), most of which are then zeros,
and compressed together: about 4 bytes a posting where three columns take 16.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

# Weights are multiples of this (see candidates.prints.Prints).
UNIT = 16
_LEVEL = 1  # of compression: the second level saves 1 % and costs a third more time
_WIDTHS = (8, 4, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Which articles have which keys: parallel arrays, sorted by key and article.

    key uint64 below 2^63 · article int64, a row number of the file · weight float32
    """

    key: npt.NDArray[np.uint64]
    article: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.key)

    def where(self, kept: npt.NDArray[np.bool_]) -> Postings:
        """Return the rows for which `kept` is True."""
        return Postings(self.key[kept], self.article[kept], self.weight[kept])

    def sorted(self) -> Postings:
        """Return the rows in order."""
        order = np.lexsort((self.article, self.key))
        return Postings(self.key[order], self.article[order], self.weight[order])


EMPTY = Postings(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.float32))


def joined(parts: Iterable[Postings]) -> Postings:
    """Return postings one after another, not sorted."""
    rows = list(parts)
    if len(rows) < 2:
        return rows[0] if rows else EMPTY
    return Postings(
        np.concatenate([p.key for p in rows]),
        np.concatenate([p.article for p in rows]),
        np.concatenate([p.weight for p in rows]),
    )


def dump(rows: Postings) -> bytes:
    """Return sorted postings as bytes."""
    key = np.diff(rows.key, prepend=np.uint64(0))
    article = np.diff(rows.article, prepend=0)
    new = key != 0
    new[:1] = True
    article[new] = rows.article[new]
    weight = np.round(rows.weight * UNIT)
    columns = key, article, weight
    planes = (_planes(c, w) for c, w in zip(columns, _WIDTHS, strict=True))
    return zlib.compress(b"".join(planes), _LEVEL)


def load(raw: bytes) -> Postings:
    """Return the postings that `dump` was given."""
    data = np.frombuffer(zlib.decompress(raw), np.uint8)
    count = len(data) // sum(_WIDTHS)
    parts, at = [], 0
    for width in _WIDTHS:
        cells = np.zeros((count, 8), np.uint8)
        cells[:, :width] = data[at : at + width * count].reshape(width, count).T
        parts.append(cells.view("<u8")[:, 0])
        at += width * count
    step = parts[0]
    key = np.cumsum(step, dtype=np.uint64)
    article = np.cumsum(parts[1].astype(np.int64))
    new = step != 0
    new[:1] = True
    # Take away, within each key, the sum at its first row, and add the number that stands there.
    first = np.flatnonzero(new)
    length = np.diff(first, append=count)
    article += np.repeat(parts[1][first].astype(np.int64) - article[first], length)
    return Postings(key, article, (parts[2] / UNIT).astype(np.float32))


def _planes(column: npt.NDArray[np.generic], width: int) -> bytes:
    cells = column.astype("<u8").view(np.uint8).reshape(-1, 8)
    return cells[:, :width].T.tobytes()
