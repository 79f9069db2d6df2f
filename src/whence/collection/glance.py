"""The file → what screens ask for again and again: how much waits, what moved, when things were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.collection import catalog

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from whence.collection.decisions import Decided
    from whence.collection.rows import ArticleRow


def rows(db: sqlite3.Connection, ids: Iterable[str], decided: Decided) -> list[ArticleRow]:
    """Return the articles of some ids; those that are not there (any more) are left out."""
    numbers = (db.execute("SELECT row FROM article WHERE id = ?", (i,)).fetchone() for i in ids)
    return catalog.rows_of(db, [n[0] for n in numbers if n], decided)


def waiting(db: sqlite3.Connection, decided: Decided) -> int:
    """Return how many kinships nobody has accepted or rejected."""
    (found,) = db.execute(f"SELECT count(*) FROM kinship WHERE {catalog.COUNTS}").fetchone()
    said = sum(
        db.execute(
            f"SELECT count(*) FROM kinship WHERE left = ? AND right = ? AND {catalog.COUNTS}", pair
        ).fetchone()[0]
        for left, right in decided.pairs
        for pair in ((left, right), (right, left))
    )
    return int(found) - int(said)


def days(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the number of articles by day of publication (UTC), the earliest day first."""
    found = db.execute(
        "SELECT date(published_from, 'unixepoch') AS day, count(*) FROM article"
        " WHERE published_from IS NOT NULL GROUP BY day ORDER BY day"
    )
    return [(day, number) for day, number in found]


def state(db: sqlite3.Connection) -> tuple[int, int, int, int]:
    """Return numbers that change whenever what a screen shows may have changed."""
    found = db.execute(
        "SELECT (SELECT coalesce(max(row), 0) FROM article), (SELECT count(*) FROM article),"
        " (SELECT coalesce(max(row), 0) FROM event), (SELECT coalesce(max(row), 0) FROM decision)"
    ).fetchone()
    return tuple(found)
