"""Pending articles → stories: the file brought up to date, and what must wait for that again.

What a kill interrupts is begun again by the next `refresh`: articles stay pending until one transaction has
their kinships and stories, and comparisons that were made are kept.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import numpy as np

from whence.collection import catalog, decisions, kinships, originals, rules, segments, stories, texts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from whence.collection.segments import Directories
    from whence.collection.store import Store
    from whence.settings import Settings


def refresh(
    store: Store,
    directories: Directories,
    settings: Settings,
    *,
    workers: int,
    told: Callable[[str, int, int], None],
) -> list[int]:
    """Compare what is pending and bring the stories up to date; return the numbers of those that changed."""
    with store.snapshot() as db:
        waiting = {row for (row,) in db.execute("SELECT article FROM pending")}
        other = bool(waiting) and rules.difference(db, settings)
    if other:
        # Nothing is compared by other rules than the rest; the stories lose what was removed.
        with store.write() as db:
            return stories.update(db, waiting)
    while True:
        before = _generation(store.one("SELECT value FROM meta WHERE name = 'generation'"))
        told("candidates", 0, 1)
        judged = kinships.judge(store, directories, settings)
        told("candidates", 1, 1)
        if judged is None:
            return []
        kinships.compare(
            store,
            judged,
            settings,
            workers=workers,
            told=lambda done, total: told("compare", done, total),
        )
        with store.write() as db:
            row = db.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
            if _generation(row) != before:
                # Another process brought the file up to date: what was judged may not hold any more.
                continue
            changed = stories.update(db, kinships.apply(db, judged, settings))
            db.executemany(
                "DELETE FROM pending WHERE article = ?", ((r,) for r in judged.fresh.tolist())
            )
            advance(db)
            return changed


def _generation(row: tuple[str] | None) -> int:
    return int(row[0]) if row else 0


def advance(db: sqlite3.Connection) -> None:
    """Tell other processes that what they judged before does not hold any more."""
    db.execute(
        "INSERT INTO meta VALUES ('generation', '1')"
        " ON CONFLICT (name) DO UPDATE SET value = CAST(value + 1 AS TEXT)"
    )


def remove(
    db: sqlite3.Connection, directories: Directories, rows: Sequence[int], settings: Settings
) -> None:
    """Remove articles, and let those wait that must be compared again; the caller has begun a transaction."""
    _unsettle(db, directories, rows, settings)
    # `secure_delete` overwrites what is deleted; postings name removed rows until they are merged.
    for row in rows:
        read_from = db.execute(
            "SELECT DISTINCT original FROM capture WHERE article = ? AND original IS NOT NULL", (row,)
        ).fetchall()
        db.execute("DELETE FROM capture WHERE article = ?", (row,))
        for (original,) in read_from:
            _release(db, original, row)
        db.execute("DELETE FROM article WHERE row = ?", (row,))
        db.execute("INSERT OR IGNORE INTO gone VALUES (?)", (row,))
    stories.drop_empty(db)
    advance(db)


def _release(db: sqlite3.Connection, original: int, row: int) -> None:
    """Delete an original that nobody else was read from; others can be read without the article's text."""
    if not db.execute("SELECT 1 FROM capture WHERE original = ? LIMIT 1", (original,)).fetchone():
        db.execute("DELETE FROM original WHERE row = ?", (original,))
        return
    data, owner = db.execute("SELECT data, article FROM original WHERE row = ?", (original,)).fetchone()
    if owner == row:
        alone = originals.dump(catalog.unpacked(db, data, owner), None)
        db.execute("UPDATE original SET data = ?, article = NULL WHERE row = ?", (alone, original))


def _unsettle(
    db: sqlite3.Connection, directories: Directories, rows: Sequence[int], settings: Settings
) -> None:
    """Make pending what the removal of some articles touches.

    These are their kin, and who shares a key with them that becomes rare again.
    """
    if len(rows) > kinships.FEW:
        db.execute("INSERT OR IGNORE INTO pending SELECT row, 0 FROM article")
        return
    again: set[int] = set()
    for row in rows:
        for one, two in db.execute(
            "SELECT left, right FROM kinship WHERE left = ?1 UNION ALL"
            " SELECT left, right FROM kinship WHERE right = ?1",
            (row,),
        ):
            again |= {one, two}
        again.update(
            other
            for (other,) in db.execute(
                "SELECT article FROM member WHERE story IN (SELECT story FROM member WHERE article = ?)",
                (row,),
            )
        )
    cap = settings.spread
    keys = np.unique(kinships.keys(db, rows))
    found = segments.look_up(db, directories, keys, most=cap + len(rows))
    if len(found):
        first = np.flatnonzero(np.concatenate([[True], found.key[1:] != found.key[:-1]]))
        spread = np.diff(first, append=len(found))
        going = np.add.reduceat(np.isin(found.article, rows).astype(np.int64), first)
        back = np.repeat((spread > cap) & (spread - going <= cap), spread)
        again.update(found.article[back].tolist())
    again -= set(rows)
    db.executemany("INSERT OR IGNORE INTO pending VALUES (?, 0)", ((row,) for row in again))


def renumber(db: sqlite3.Connection, directories: Directories, row: int, settings: Settings) -> int:
    """Give an article whose language a person set new prints, under a new row number."""
    from whence.candidates.prints import prints

    _unsettle(db, directories, [row], settings)
    article = decisions.settle(db, row)
    assert article is not None
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'article'")
    number = int(db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()[0])
    db.execute("DELETE FROM kinship WHERE left = ?1 OR right = ?1", (row,))
    db.execute("DELETE FROM pending WHERE article = ?", (row,))
    for table in ("body", "capture", "member", "original"):
        db.execute(f"UPDATE {table} SET article = ? WHERE article = ?", (number, row))
    db.execute("UPDATE article SET row = ? WHERE row = ?", (number, row))
    db.execute("INSERT INTO gone VALUES (?)", (row,))
    segments.write(db, segments.postings(prints([article]), [number]))
    db.execute("INSERT INTO pending VALUES (?, 1)", (number,))
    advance(db)
    return number


def rebuild(db: sqlite3.Connection, settings: Settings, told: Callable[[str, int, int], None]) -> None:
    """Make all prints anew, by the rules of now; everything is pending then."""
    from whence.candidates.prints import prints

    rows = [row for (row,) in db.execute("SELECT row FROM article ORDER BY row")]
    db.execute("DELETE FROM segment")
    db.execute("DELETE FROM gone")
    db.execute("DELETE FROM kinship")
    fields = decisions.standing(db).fields
    for at in range(0, len(rows), 256):
        part = rows[at : at + 256]
        articles = [
            decisions.with_fields(article, fields.get(row, {}))
            for row, article in kinships.bodies(db, part)
        ]
        segments.write(db, segments.postings(prints(articles), part))
        told("prints", at + len(part), len(rows))
    db.execute("INSERT OR REPLACE INTO pending SELECT row, 1 FROM article")
    rules.note(db, settings)
    advance(db)


def faults(
    db: sqlite3.Connection, told: Callable[[str, int, int], None]
) -> Iterable[tuple[str, str, str]]:
    """Yield what is wrong in the file: (what, where, what to do)."""
    restore = "take the file from a copy, or remove the article and add it again"
    for (line,) in db.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}", "file", "take a copy that is not"
    for line in db.execute("PRAGMA foreign_key_check"):
        yield (
            f"a row of {line[0]} names a row of {line[2]} that is not there",
            f"{line[0]} {line[1]}",
            restore,
        )
    total = db.execute(
        "SELECT (SELECT count(*) FROM article) + (SELECT count(*) FROM original)"
    ).fetchone()[0]
    done = 0
    for name, raw in db.execute("SELECT id, data FROM article LEFT JOIN body ON article = row"):
        done += 1
        try:
            text = texts.load(raw).text
        except (TypeError, ValueError, KeyError, zlib.error):
            yield "the text cannot be read", f"article {name}", restore
            continue
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] != name:
            yield "the text is not the one that was added", f"article {name}", restore
        told("verify", done, total)
    for name, size, raw, owner in db.execute("SELECT sha256, size, data, article FROM original"):
        done += 1
        try:
            data = catalog.unpacked(db, raw, owner)
        except (TypeError, ValueError, KeyError, zlib.error):
            data = b""
        if hashlib.sha256(data).hexdigest() != name or len(data) != size:
            yield "the bytes are not those that were read", f"original {name}", restore
        told("verify", done, total)
