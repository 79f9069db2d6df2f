"""A collection file → what schema it has: made, checked, migrated.

A file is a collection where its SQLite application id is `APPLICATION`; its version is the number of
migrations it has had. Tables, columns and indexes are compared with `schema.sql` each time a file is
opened, so that a file altered by hand is refused before it is written to.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from whence.collection.migrations import MIGRATIONS, Migration
from whence.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION = 0x77686E63  # "whnc"


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file must look like: the SQL that makes a new one, and the steps from older ones."""

    sql: str
    migrations: tuple[Migration, ...]

    @property
    def version(self) -> int:
        """The number of migrations of a current file."""
        return len(self.migrations)


@cache
def current() -> Schema:
    """Return the schema of this version of whence."""
    return Schema(files("whence.collection").joinpath("schema.sql").read_text("utf-8"), MIGRATIONS)


@cache
def expected(schema: Schema) -> str:
    """Return the digest of the tables that the schema's SQL makes."""
    with sqlite3.connect(":memory:") as db:
        make(db, schema)
        return digest(db)


def make(db: sqlite3.Connection, schema: Schema) -> None:
    """Make the tables of a new file; the caller has begun a transaction."""
    for statement in statements(schema.sql):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {schema.version}")


def statements(sql: str) -> Iterator[str]:
    """Cut SQL text into its statements (`executescript` would end the transaction)."""
    part = ""
    for line in sql.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            yield part
            part = ""


def digest(db: sqlite3.Connection) -> str:
    """Return a SHA-256 of the tables, columns and indexes, however their SQL is written."""
    tables = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    shape = {
        table: {
            "columns": sorted(
                [row[1], row[2].upper(), row[3], row[4], row[5]]
                for row in db.execute(f"PRAGMA table_info({table})")
            ),
            "indexes": sorted(
                [index[2], index[4], [row[2] for row in db.execute(f"PRAGMA index_info('{index[1]}')")]]
                for index in db.execute(f"PRAGMA index_list({table})")
            ),
        }
        for table in tables
        if not table.startswith("sqlite_")
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()


def check(db: sqlite3.Connection, path: object, schema: Schema) -> None:
    """Raise CollectionError where the file is none of this version: what it is, and what mends it."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise CollectionError(path, "this SQLite file is no collection of whence", "name another file")
    if version < schema.version:
        raise CollectionError(
            path,
            f"the collection has version {version} ({_contents(db)}), this whence needs version "
            f"{schema.version}",
            f"bring it up to date with: whence migrate -c {path}",
        )
    if version > schema.version:
        raise CollectionError(
            path,
            f"the collection has version {version} ({_contents(db)}), made by a newer whence than "
            f"this one (version {schema.version})",
            "install a newer whence: pip install -U whence",
        )
    if digest(db) != expected(schema):
        raise CollectionError(
            path,
            f"the tables are not those of version {version} ({_contents(db)}): the file was altered by "
            "another program",
            "take a copy that was not altered, or export its articles",
        )


def _contents(db: sqlite3.Connection) -> str:
    try:
        articles = db.execute("SELECT count(*) FROM article").fetchone()[0]
        made = db.execute("SELECT value FROM meta WHERE name = 'whence'").fetchone()
    except sqlite3.Error:
        return "contents unknown"
    return f"{articles:,} articles, written by whence {made[0] if made else 'unknown'}"


def migrate(db: sqlite3.Connection, path: object, schema: Schema) -> list[str]:
    """Bring a file up to the schema; the caller has begun a transaction. Return the steps' names."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION or version > schema.version:
        check(db, path, schema)
    steps = schema.migrations[version:]
    for migration in steps:
        if callable(migration.step):
            migration.step(db)
        else:
            for statement in statements(migration.step):
                db.execute(statement)
    db.execute(f"PRAGMA user_version = {schema.version}")
    check(db, path, schema)
    return [migration.name for migration in steps]
