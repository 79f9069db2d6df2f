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

from whence.collection import segments

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
# Postings of the largest segment that is made by itself: bounds how long others wait for a merge (16 s of CPU)
# and what it needs on the disk meanwhile (4 bytes each). `compact` makes one of all.
LARGEST = 40_000_000
# Postings that one step of a merge holds in memory, and keeps twice in the file.
STEP = 300_000


def after_batch(db: sqlite3.Connection) -> None:
    """Merge small segments; the caller has begun a transaction."""
    merged(db, level(_sizes(db), BATCH))


def after_run(store: Store, came: int, told: Callable[[str, int, int], None]) -> None:
    """Merge what a run left that brought `came` postings, one merge a transaction."""
    left = TIDY * came
    while left > 0:
        with store.write() as db:
            sizes = _sizes(db)
            rows = smallest(sizes, min(left, LARGEST)) or level(
                sizes, min(max(BATCH, LEVEL * came), LARGEST)
            )
            if not rows:
                return
            told("merge", 0, 1)
            left -= merged(db, rows)
        told("merge", 1, 1)


def all_of_them(db: sqlite3.Connection) -> None:
    """Make one segment of all and drop removed articles; the caller has begun a transaction."""
    sizes = _sizes(db)
    if len(sizes) > 1 or len(segments.gone(db)):
        merged(db, [row for row, _ in sizes])
        db.execute("DELETE FROM gone")


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


def merged(db: sqlite3.Connection, members: Sequence[int]) -> int:
    """Replace segments by one; return how many postings it has."""
    if not members:
        return 0
    segment = db.execute("INSERT INTO segment (postings) VALUES (0)").lastrowid
    total = 0
    directories = [segments.directory(db, row) for row in members]
    for part in segments.everything(db, directories, step=STEP):
        # What was read is deleted at once, so that its room in the file is used for what is written.
        end = int(part.key[-1])
        db.executemany(
            "DELETE FROM block WHERE segment = ?1 AND first <= ?2 AND last <= ?2",
            ((row, end) for row in members),
        )
        segments.append(db, segment, part)
        total += len(part)
    db.execute("UPDATE segment SET postings = ? WHERE row = ?", (total, segment))
    db.executemany("DELETE FROM segment WHERE row = ?", ((row,) for row in members))
    return total
