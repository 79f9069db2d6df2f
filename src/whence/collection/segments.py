"""Prints of batches → postings on disk: which articles have a key, found without reading the rest.

Each batch is written as a segment, sorted by key, in blocks of some hundred postings. Small segments are
merged into larger ones (`merging`), so that a look-up touches a few blocks a key however many articles
there are. The directory of their blocks is kept in memory: 32 bytes a block, of which an article has about one.

Removed articles stay in the postings until a merge drops them; look-ups leave them out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.collection import blocks
from whence.collection.blocks import EMPTY, Postings, joined

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from whence.candidates.prints import Prints
    from whence.collection.blocks import Block

    Ints = npt.NDArray[np.int64]
    Keys = npt.NDArray[np.uint64]

# Postings that one step of a merge, or of a run over the whole, holds in memory: 20 bytes each, some
# copies of them.
STEP = 2_000_000
_END = 2**63  # above every key
# Blocks that are packed or unpacked at a time: 14 kB each.
_MANY = 512


@dataclass(frozen=True, slots=True, eq=False)
class Directory:
    """The blocks of one segment, in order: row in the file, first and last key, postings."""

    row: Ints
    first: Keys
    last: Keys
    postings: Ints

    def until(self, below: int) -> Directory:
        """Return the blocks that begin below a key."""
        count = int(np.searchsorted(self.first, np.uint64(below), "left"))
        return Directory(self.row[:count], self.first[:count], self.last[:count], self.postings[:count])


class Directories:
    """The directories of segments, read when first needed.

    A segment changes only while it is merged: it grows at its end, or loses keys at its beginning. So its number, its
    postings and its first key tell its state.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[int, int, int], Directory] = {}

    def of(self, db: sqlite3.Connection) -> list[Directory]:
        """Return the directories of the segments that there are now."""
        first = "(SELECT min(first) FROM block WHERE segment = segment.row)"
        there = db.execute(f"SELECT row, postings, {first} FROM segment ORDER BY row").fetchall()
        read = self._read
        kept = {at: read[at] if at in read else directory(db, at[0]) for at in there}
        self._read = kept
        return list(kept.values())


def directory(db: sqlite3.Connection, segment: int) -> Directory:
    """Read the directory of a segment."""
    rows = db.execute(
        "SELECT row, first, last, postings FROM block WHERE segment = ? ORDER BY first, last, row",
        (segment,),
    ).fetchall()
    table = np.array(rows, np.int64).reshape(-1, 4)
    order = np.argsort(table[:, 0])  # blocks are written in order
    table = table[order]
    keys = table[:, 1].astype(np.uint64), table[:, 2].astype(np.uint64)
    return Directory(table[:, 0], *keys, table[:, 3])


def postings(batch: Prints, rows: Sequence[int]) -> Postings:
    """Return a batch's prints as postings; `rows` are the file's numbers of its articles."""
    return Postings(batch.key, np.asarray(rows, np.int64)[batch.article], batch.weight).sorted()


def write(db: sqlite3.Connection, rows: Postings) -> None:
    """Store sorted postings as a new segment."""
    if len(rows):
        segment = new(db)
        for at in range(0, len(rows), _MANY * blocks.BLOCK):
            append(db, segment, blocks.dump(rows.slice(at, at + _MANY * blocks.BLOCK)))


def new(db: sqlite3.Connection) -> int:
    """Make a segment without blocks; return its number."""
    number = db.execute("INSERT INTO segment (postings) VALUES (0)").lastrowid
    assert number is not None
    return number


def append(db: sqlite3.Connection, segment: int, rows: Sequence[Block]) -> None:
    """Store packed blocks as the next ones of a segment."""
    db.executemany(
        "INSERT INTO block (segment, first, last, postings, data) VALUES (?, ?, ?, ?, ?)",
        ((segment, *block) for block in rows),
    )
    db.execute(
        "UPDATE segment SET postings = postings + ? WHERE row = ?",
        (sum(count for _, _, count, _ in rows), segment),
    )


def cut(db: sqlite3.Connection, segment: int, end: int) -> int:
    """Take the postings of all keys up to `end` out of a segment; return how many there were."""
    up_to = "WHERE segment = ?1 AND first <= ?2 AND last <= ?2"
    (taken,) = db.execute(
        f"SELECT coalesce(sum(postings), 0) FROM block {up_to}", (segment, end)
    ).fetchone()
    db.execute(f"DELETE FROM block {up_to}", (segment, end))
    over = "SELECT row, data FROM block WHERE segment = ?1 AND first <= ?2"
    for row, data in db.execute(over, (segment, end)).fetchall():
        found = blocks.load([data])
        rest = found.where(found.key > np.uint64(end))
        db.execute(
            "UPDATE block SET first = ?, last = ?, postings = ?, data = ? WHERE row = ?",
            (*blocks.dump(rest)[0], row),
        )
        taken += len(found) - len(rest)
    db.execute("UPDATE segment SET postings = postings - ? WHERE row = ?", (taken, segment))
    return int(taken)


def gone(db: sqlite3.Connection) -> Ints:
    """Return the rows of removed articles that postings may still name, sorted."""
    rows = db.execute("SELECT article FROM gone ORDER BY article").fetchall()
    return np.array(rows, np.int64).reshape(-1)


def look_up(
    db: sqlite3.Connection, directories: Directories, keys: Keys, *, most: int | None = None
) -> Postings:
    """Return the postings of the keys (sorted, distinct), in order.

    A key that more than `most` articles have may be left out, where that is seen without reading it.
    """
    parts, segments = [], directories.of(db)
    if most is not None:
        keys = keys[_floor(segments, keys) <= most]
    for directory in segments:
        begin = np.searchsorted(directory.last, keys, "left")
        end = np.searchsorted(directory.first, keys, "right")
        wanted = np.zeros(len(directory.row) + 1, np.int64)
        np.add.at(wanted, begin[begin < end], 1)
        np.add.at(wanted, end[begin < end], -1)
        found = joined(_blocks(db, directory.row[np.cumsum(wanted[:-1]) > 0]))
        parts.append(found.where(_within(found.key, keys)))
    rows = joined(parts)
    dead = gone(db)
    if len(dead):
        rows = rows.where(~_within(rows.article, dead))
    return rows.sorted()


def _floor(segments: Sequence[Directory], keys: Keys) -> Ints:
    """Return how many postings each key has at least: those of blocks that hold nothing else."""
    least = np.zeros(len(keys), np.int64)
    for directory in segments:
        alone = directory.first == directory.last
        if alone.any():
            distinct, index = np.unique(directory.first[alone], return_inverse=True)
            total = np.bincount(index, directory.postings[alone]).astype(np.int64)
            at = np.minimum(np.searchsorted(distinct, keys), len(distinct) - 1)
            least += np.where(distinct[at] == keys, total[at], 0)
    return least


def _blocks(db: sqlite3.Connection, rows: Ints) -> Iterator[Postings]:
    """Yield the postings of blocks (rows of the file, in order), many at a time."""
    for at in range(0, len(rows), _MANY):
        asked = json.dumps(rows[at : at + _MANY].tolist())
        found = db.execute(
            "SELECT data FROM block WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row", (asked,)
        )
        yield blocks.load([data for (data,) in found])


def _within(
    values: npt.NDArray[np.generic], sorted_set: npt.NDArray[np.generic]
) -> npt.NDArray[np.bool_]:
    """Return which values are in a sorted set."""
    if not len(sorted_set):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(sorted_set, values), len(sorted_set) - 1)
    found: npt.NDArray[np.bool_] = sorted_set[at] == values
    return found


def everything(
    db: sqlite3.Connection,
    directories: Sequence[Directory],
    *,
    step: int = STEP,
    below: int = _END,
) -> Iterator[Postings]:
    """Yield all postings of some segments in order, about `step` at a time, whole keys in each part.

    With `below` the last part may hold keys from there on as well, not all of their postings.
    """
    dead = gone(db)
    readers = [_Reader(db, d.until(below)) for d in directories]
    while any(not r.done for r in readers):
        for reader in readers:
            reader.fill(step // max(len(readers), 1))
        # What every reader is past is complete.
        bound = min((r.bound for r in readers if not r.done), default=_END)
        rows = joined([r.take(bound) for r in readers]).sorted()
        if len(dead):
            rows = rows.where(~_within(rows.article, dead))
        if len(rows):
            yield rows


class _Reader:
    """Reads one segment from front to back."""

    def __init__(self, db: sqlite3.Connection, directory: Directory) -> None:
        self._db, self._directory, self._next = db, directory, 0
        self._held = EMPTY

    @property
    def done(self) -> bool:
        """True where nothing is left on the disk; what is held may still be taken."""
        return self._next >= len(self._directory.row) and not len(self._held)

    @property
    def bound(self) -> int:
        """The key below which everything is held."""
        if self._next >= len(self._directory.row):
            return _END
        return int(self._directory.first[self._next])

    def fill(self, count: int) -> None:
        """Read blocks until `count` postings are held that end before the next block's first key."""
        parts, held = [self._held], len(self._held)
        sizes = self._directory
        while self._next < len(sizes.row) and (held < count or self._splits_first(parts)):
            # As many blocks as are surely wanted, then one by one.
            ahead = max((count - held) // blocks.BLOCK, 1)
            found = list(_blocks(self._db, sizes.row[self._next : self._next + ahead]))
            parts += found
            held += sum(map(len, found))
            self._next = min(self._next + ahead, len(sizes.row))
        self._held = joined(parts)

    def _splits_first(self, parts: Sequence[Postings]) -> bool:
        """Return True where all that is held is one key which the next block goes on with."""
        first = next((p.key[0] for p in parts if len(p)), None)
        return first is not None and bool(first == self._directory.first[self._next])

    def take(self, bound: int) -> Postings:
        """Give away what is held below the bound."""
        at = int(np.searchsorted(self._held.key, np.uint64(bound), "left"))
        taken, self._held = self._held.slice(0, at), self._held.slice(at, len(self._held))
        return taken
