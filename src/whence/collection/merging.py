"""Segments → fewer, larger ones, for no more work than the articles that came are worth.

After each batch, segments of one size are merged where there are `FANOUT` of them, up to `BATCH` postings.
After a run, the smallest ones are, as long as that costs at most `TIDY` times the postings that came; larger
ones, where there are `FANOUT` of one size, up to `LEVEL` times. So whoever adds one article waits for no large
merge, and whoever adds many leaves a few segments.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

from whence.collection import blocks, segments

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from whence.collection.store import Store

    Sizes = Sequence[tuple[int, int]]  # row and postings of segments

# Segments of about one size that are merged; more mean fewer merges and more reading a look-up.
FANOUT = 6
# Smallest size that counts, in postings: a hundred articles' prints are about as many.
SMALL = 1 << 16
# Postings that a merge after a batch may take: 0.6 s of CPU (0.4 µs a posting).
BATCH = 1_500_000
# Postings that merges after a run may take for each one that came; an article has about 630. The second holds
# for merges that fall due once in several runs.
TIDY, LEVEL = 4, 50
# Postings of the largest segment that is made by itself: bounds how long a run goes on after its last article (16 s
# of CPU). `compact` makes one of all.
LARGEST = 40_000_000
# Postings of one step of a merge: gates memory, and how long others wait (0.1 s).
STEP = 300_000


def after_batch(store: Store) -> None:
    """Merge small segments, where there are several of one size."""
    with store.snapshot() as db:
        members = level(_sizes(db), BATCH)
    merged(store, members)


def after_run(store: Store, came: int, told: Callable[[str, int, int], None]) -> None:
    """Merge what a run left that brought `came` postings."""
    left = TIDY * came
    while left > 0:
        with store.snapshot() as db:
            sizes = _sizes(db)
        members = smallest(sizes, min(left, LARGEST)) or level(
            sizes, min(max(BATCH, LEVEL * came), LARGEST)
        )
        moved = merged(store, members, told)
        if not moved:
            return
        left -= moved


def all_of_them(store: Store, told: Callable[[str, int, int], None]) -> None:
    """Make one segment of all and drop removed articles."""
    with store.snapshot() as db:
        members, dead = [row for row, _ in _sizes(db)], segments.gone(db).tolist()
    if len(members) > 1 or dead:
        merged(store, members, told)
    with store.write() as db:
        if not set(members) & {row for row, _ in _sizes(db)}:
            # Segments that came meanwhile know nothing of who was removed before.
            db.executemany("DELETE FROM gone WHERE article = ?", ((row,) for row in dead))


def _sizes(db: sqlite3.Connection) -> Sizes:
    return db.execute("SELECT row, postings FROM segment ORDER BY row").fetchall()


def level(sizes: Sizes, budget: int) -> list[int]:
    """Return the rows of segments of one size, the smallest first, where there are `FANOUT`."""
    levels: dict[int, list[tuple[int, int]]] = {}
    for row, count in sizes:
        levels.setdefault(int(math.log(max(count / SMALL, 1), FANOUT)), []).append((row, count))
    for _, members in sorted(levels.items()):
        if len(members) >= FANOUT and sum(count for _, count in members) <= budget:
            return [row for row, _ in members]
    return []


def smallest(sizes: Sizes, budget: int) -> list[int]:
    """Return the rows of as many of the smallest segments as the budget takes, if it takes two."""
    ascending = sorted(sizes, key=lambda size: (size[1], size[0]))
    total = accumulate(count for _, count in ascending)
    rows = [row for (row, _), so_far in zip(ascending, total, strict=True) if so_far <= budget]
    return rows if len(rows) > 1 else []


def merged(
    store: Store, members: Sequence[int], told: Callable[[str, int, int], None] | None = None
) -> int:
    """Replace segments by one, step by step; return how many postings were moved.

    Each step takes the next keys of all members over into the new segment, in one transaction: at any moment every
    posting stands in one segment, others read and write between the steps, and what a kill leaves
    are good segments. Where another process merges the same ones, it goes on alone.
    """
    if not members:
        return 0
    with store.snapshot() as db:
        sizes = {row: count for row, count in _sizes(db) if row in members}
        parts = segments.everything(db, [segments.directory(db, row) for row in sizes], step=STEP)
    whole, made, moved = sum(sizes.values()), 0, 0
    while True:
        # Most of the work, while others write.
        with store.snapshot():
            part = next(parts, None)
        rows = [] if part is None else blocks.dump(part)
        with store.write() as db:
            there = dict(_sizes(db))
            if any(there.get(row) != count for row, count in sizes.items()):
                return moved
            if part is None:
                # What is left, if anything, are postings of removed articles.
                db.executemany("DELETE FROM segment WHERE row = ?", ((row,) for row in sizes))
                return moved
            # Another merge may have taken the new one over meanwhile.
            end, made = int(part.key[-1]), made if made in there else segments.new(db)
            for row in sizes:
                sizes[row] -= segments.cut(db, row, end)
            segments.append(db, made, rows)
        moved += len(part)
        if told is not None:
            told("merge", moved, whole)
