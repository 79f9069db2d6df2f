"""Batch → rows of the file: one transaction a batch, whatever was there before.

An article is its content: met again, it gains a capture and nothing else. What becomes new waits in the
table `pending` until it has been compared with the rest (`kinships`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from whence import __version__
from whence.collection import segments
from whence.collection.texts import clean, interval

if TYPE_CHECKING:
    import sqlite3

    from whence.collection.prepare import Batch, Original, Prepared


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch added."""

    new: int
    known: int
    captures: int
    postings: int


def now() -> str:
    """Return the time of now as the file keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def store(db: sqlite3.Connection, batch: Batch) -> Stored:
    """Store a batch; the caller has begun a transaction."""
    at, new, captures, postings, numbers = now(), 0, 0, 0, []
    fresh: list[int] = []
    for row in batch.rows:
        known = db.execute("SELECT row FROM article WHERE id = ?", (row.article.id,)).fetchone()
        number = known[0] if known else _article(db, row, at)
        if not known:
            new += 1
            fresh.append(number)
        numbers.append(-1 if known else number)
        captures += _capture(db, number, row, at)
        db.execute("DELETE FROM failure WHERE source = ?", (clean(row.source),))
    if batch.prints is not None and fresh:
        rows = segments.postings(batch.prints, numbers)
        rows = rows.where(rows.article >= 0)
        segments.write(db, rows)
        postings = len(rows)
    db.executemany("INSERT INTO pending VALUES (?, 1)", ((number,) for number in fresh))
    for error in batch.failed:
        db.execute(
            "INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?)",
            (clean(error.source), clean(error.found), clean(error.do), at),
        )
    return Stored(new, len(batch.rows) - new, captures, postings)


def _article(db: sqlite3.Connection, row: Prepared, at: str) -> int:
    article = row.article
    number = db.execute(
        "INSERT INTO article (id, language, title, byline, outlet, url, published, published_from,"
        " published_to, characters, passages, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            clean(article.language),
            *(clean(text) for text in (article.title, article.byline, article.outlet, article.url)),
            *interval(article.published),
            row.characters,
            row.passages,
            at,
        ),
    ).lastrowid
    assert number is not None
    db.execute("INSERT INTO body VALUES (?, ?)", (number, row.body))
    return number


def _capture(db: sqlite3.Connection, number: int, row: Prepared, at: str) -> int:
    """Store how an article was found, once; return how many rows that made."""
    original = _original(db, row.original, number) if row.original else None
    source = clean(row.source)
    if original is None and not source:
        return 0
    same = db.execute(
        "SELECT 1 FROM capture WHERE article = ? AND source = ? AND captured = ? AND original IS ?",
        (number, source, row.captured, original),
    ).fetchone()
    if same:
        return 0
    db.execute(
        "INSERT INTO capture (article, source, url, captured, original, media_type, whence, added)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            source,
            clean(row.article.url),
            row.captured,
            original,
            row.media_type,
            __version__,
            at,
        ),
    )
    return 1


def _original(db: sqlite3.Connection, original: Original, article: int) -> int:
    known = db.execute("SELECT row FROM original WHERE sha256 = ?", (original.sha256,)).fetchone()
    if known:
        return int(known[0])
    number = db.execute(
        "INSERT INTO original (sha256, size, article, data) VALUES (?, ?, ?, ?)",
        (original.sha256, original.size, article if original.texted else None, original.data),
    ).lastrowid
    assert number is not None
    return number
