"""Postings ⇄ blocks: runs of (key, article, weight), sorted by key and article, as compact columns.

    key      difference to the row before
    article  difference to the row before within a key, the number itself at a key's first row
    weight   sixteenths

Numbers are cut into byte planes (all lowest bytes, all second bytes …), most of which are then zeros,
and compressed together: about 4 bytes a posting where three columns take 14. Blocks are packed and unpacked many
at a time.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    import numpy.typing as npt

    Block: TypeAlias = tuple[int, int, int, bytes]  # first key, last key, postings, bytes
# Weights are multiples of this (see candidates.prints.Prints).
UNIT = 16
# Postings of a block. Gates what a look-up of one key reads and the size of the directory. Chosen by timing
# `find` among 20,000 articles and by the file's size, with pages of 16 kB: 2,048 take four times as long and
# an eighth less room; 1,024 leave more of a page empty.
BLOCK = 512
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

    def slice(self, begin: int, end: int) -> Postings:
        """Return the rows from `begin` to before `end`."""
        return Postings(self.key[begin:end], self.article[begin:end], self.weight[begin:end])

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


def dump(rows: Postings) -> list[Block]:
    """Return sorted postings as blocks."""
    count = len(rows)
    if not count:
        return []
    blocks = -(-count // BLOCK)
    key = np.zeros((blocks, BLOCK), np.uint64)
    article = np.zeros((blocks, BLOCK), np.int64)
    weight = np.zeros((blocks, BLOCK), np.float64)
    for table, column in ((key, rows.key), (article, rows.article), (weight, rows.weight * UNIT)):
        table.ravel()[:count] = column
    first = key[:, 0].tolist()
    step = np.diff(key, axis=1, prepend=np.uint64(0))
    moved = np.diff(article, axis=1, prepend=0)
    begins = step != 0
    begins[:, 0] = True
    moved[begins] = article[begins]
    planes = np.concatenate(
        [_planes(c, w) for c, w in zip((step, moved, np.round(weight)), _WIDTHS, strict=True)], axis=1
    )
    made = []
    for n in range(blocks):
        size = min(BLOCK, count - n * BLOCK)
        data = planes[n] if size == BLOCK else planes[n, :, :size]
        raw = zlib.compress(data.tobytes(), _LEVEL)
        made.append((first[n], int(key[n, size - 1]), size, raw))
    return made


def load(raws: Sequence[bytes]) -> Postings:
    """Return the postings of some blocks, one after another."""
    if not raws:
        return EMPTY
    tables = [np.frombuffer(zlib.decompress(raw), np.uint8).reshape(sum(_WIDTHS), -1) for raw in raws]
    size = np.array([table.shape[1] for table in tables])
    planes = np.zeros((len(raws), sum(_WIDTHS), size.max()), np.uint8)
    for table, plane in zip(tables, planes, strict=True):
        plane[:, : table.shape[1]] = table
    step, moved, weight = (_column(part) for part in np.split(planes, np.cumsum(_WIDTHS[:-1]), axis=1))
    begins = step != 0
    begins[:, 0] = True
    # Sums go on from row to row; at the first row of a key the number itself stands: take off what was there.
    total = np.cumsum(moved.ravel().astype(np.int64))
    first = np.flatnonzero(begins)
    length = np.diff(first, append=total.size)
    total += np.repeat(moved.ravel()[first].astype(np.int64) - total[first], length)
    there = (np.arange(size.max()) < size[:, None]).ravel()
    return Postings(
        np.cumsum(step, axis=1, dtype=np.uint64).ravel()[there],
        total[there],
        (weight.ravel()[there] / UNIT).astype(np.float32),
    )


def _planes(table: npt.NDArray[Any], width: int) -> npt.NDArray[np.uint8]:
    """Return a table of numbers as byte planes, a block a row."""
    cells = np.ascontiguousarray(table.astype("<u8")).view(np.uint8).reshape(*table.shape, 8)
    return cells[:, :, :width].transpose(0, 2, 1)


def _column(planes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """Return the numbers of byte planes."""
    cells = np.zeros((planes.shape[0], planes.shape[2], 8), np.uint8)
    cells[:, :, : planes.shape[1]] = planes.transpose(0, 2, 1)
    return cells.view("<u8")[:, :, 0]
