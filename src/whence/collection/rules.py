"""A file's prints and kinships → the rules they were found by, so that those of two makes are never mixed.

What a file has of another make stays readable and is told. Nothing is compared until
`whence compact --rebuild` has compared all anew; what people remove or decide meanwhile holds at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from whence.candidates.rules import kinships, lexicon, prints
from whence.errors import CollectionError

if TYPE_CHECKING:
    import sqlite3

    from whence.settings import Settings


def note(db: sqlite3.Connection, settings: Settings) -> None:
    """Write down that all of the file is of the make of now; the caller has begun a transaction."""
    db.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        (("prints", prints()), ("kinships", kinships(settings))),
    )


def difference(db: sqlite3.Connection, settings: Settings, *, thorough: bool = True) -> str:
    """Return how the make of the file is another one than that of now; "" where it is not.

    Without `thorough` nothing is made of the sample sentences: enough for who only reads what was found.
    """
    if found := other_prints(db, thorough=thorough):
        return found
    was, now = json.loads(_noted(db, "kinships") or "{}"), json.loads(kinships(settings))
    if not _is_filled(db) or was == now:
        return ""
    if was.get("rules") != now["rules"]:
        return "its articles were compared by another version of whence"
    other = [f"{name} {was.get(name)}, now {now[name]}" for name in now if was.get(name) != now[name]]
    return f"its articles were compared with other settings ({'; '.join(other)})"


def other_prints(db: sqlite3.Connection, *, thorough: bool = True) -> str:
    """Return how the file's prints are of another make than those of now: what is looked up is not found."""
    have = _noted(db, "prints")
    same = have == prints() if thorough else have.split("-")[0] == lexicon()
    if same or not _is_filled(db):
        return ""
    by = "by another version of whence" if have.split("-")[0] == lexicon() else "with another lexicon"
    return f"its articles were compared {by}"


def _noted(db: sqlite3.Connection, name: str) -> str:
    found = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return found[0] if found else ""


def _is_filled(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM article LIMIT 1").fetchone() is not None


def refusal(path: object, difference: str) -> CollectionError:
    """Return the error that says what is different and what mends it."""
    return CollectionError(
        path, difference, f"compare them anew with: whence compact --rebuild -c {path}"
    )


def begin(db: sqlite3.Connection, path: object, settings: Settings) -> None:
    """Raise where new articles would be compared otherwise than those that are there; note a new file's make."""
    if found := difference(db, settings):
        raise refusal(path, found)
    if not _is_filled(db):
        note(db, settings)
