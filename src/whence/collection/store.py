"""A collection's file → connections: one a thread, transactions, and errors that a user can read.

SQLite in WAL mode: many read while one writes, and a process killed at any moment leaves every
transaction that was committed, and nothing of another. Each committed transaction is on the disk
(synchronous = FULL). A writer waits up to `PATIENCE` seconds for another one.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from whence import __version__
from whence.collection import schema as schemas
from whence.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whence.collection.schema import Schema

T = TypeVar("T")

# How long a writer waits for others, in seconds. Gates when "busy" is told to the user. A transaction
# of a batch takes a second or two, a step of a merge a tenth of one; a compaction or the first comparison of a large
# archive up to a minute.
PATIENCE = 120.0
# Page cache of one connection, in KiB; the memory that reading a large file takes.
CACHE = 16_000
# Bytes of a page. Gates the room that rows of some kilobytes (blocks, texts) leave empty: with 4,096 the file is
# an eighth larger.
PAGE = 16_384
# Bytes that the log of changes (`-wal`) keeps on the disk after a large merge.
LOG = 64_000_000


class Store:
    """One collection file; use `read` for queries and `write` for one transaction."""

    def __init__(
        self, path: str | os.PathLike[str], *, readonly: bool = False, schema: Schema | None = None
    ) -> None:
        self.path = Path(path)
        self.readonly = readonly
        self.schema = schema or schemas.current()
        self._threads = threading.local()
        self._open: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._kept: dict[str, tuple[int, Any]] = {}
        self._closed = False
        with self._explained():
            db = self.connection()
            if not readonly and _is_new(db):
                self._create(db)
            schemas.check(db, self.path, self.schema)

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        db: sqlite3.Connection | None = getattr(self._threads, "db", None)
        if self._closed:
            raise CollectionError(self.path, "the collection is closed", "open it again")
        if db is None:
            db = _connect(self.path, readonly=self.readonly)
            self._threads.db = db
            with self._lock:
                # A server's threads come and go: what an ended one had open would stay open for ever.
                for thread, old in self._open:
                    if not thread.is_alive():
                        old.close()
                self._open = [pair for pair in self._open if pair[0].is_alive()]
                self._open.append((threading.current_thread(), db))
        return db

    def kept(self, name: str, make: Callable[[sqlite3.Connection], T]) -> T:
        """Return `make` of the file as it is now, kept under `name` until anybody changes the file."""
        db = self.connection()
        if db.in_transaction:
            with self._explained():
                return make(db)
        # The version first: what is made afterwards is at least as new.
        version = self._version()
        have = self._kept.get(name)
        if have is None or have[0] != version:
            with self.snapshot() as db:
                have = version, make(db)
            self._kept[name] = have
        made: T = have[1]
        return made

    def _version(self) -> int:
        """Return a number that changes with every transaction of any connection, in any process."""
        with self._explained(), self._lock:
            if self._watch is None:
                self._watch = _connect(self.path, readonly=self.readonly)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def read(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of one query."""
        with self._explained():
            return self.connection().execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """Return the first row of one query, or None."""
        with self._explained():
            return self.connection().execute(sql, values).fetchone()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Run one transaction: all of it is kept, or, after an error, nothing."""
        if self.readonly:
            raise CollectionError(self.path, "the collection was opened for reading only")
        with self._explained():
            db = self.connection()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Run several queries that see one state of the file."""
        with self._explained():
            db = self.connection()
            if db.in_transaction:
                yield db
                return
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    def alone(self, sql: str) -> None:
        """Run a statement that SQLite does not run inside a transaction (VACUUM)."""
        with self._explained():
            self.connection().execute(sql)

    def size(self) -> int:
        """Return the bytes of the file, with what is not yet moved into it."""
        wal = self.path.with_name(self.path.name + "-wal")
        return self.path.stat().st_size + (wal.stat().st_size if wal.exists() else 0)

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            self._closed = True
            for _, db in self._open:
                db.close()
            self._open.clear()
            if self._watch is not None:
                self._watch.close()

    def _create(self, db: sqlite3.Connection) -> None:
        db.execute(f"PRAGMA page_size = {PAGE}")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have made it between the look and the lock.
            if _is_new(db):
                schemas.make(db, self.schema)
                db.execute("INSERT INTO meta VALUES ('whence', ?)", (__version__,))
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(self.path, error) from error


def migrate(path: str | os.PathLike[str], *, schema: Schema | None = None) -> list[str]:
    """Bring a collection's file up to this version; return the names of the steps it took."""
    file, wanted = Path(path), schema or schemas.current()
    try:
        db = _connect(file, readonly=False, create=False)
        try:
            db.execute("BEGIN IMMEDIATE")
            try:
                steps = schemas.migrate(db, file, wanted)
                db.execute("COMMIT")
            except BaseException:
                db.execute("ROLLBACK")
                raise
        finally:
            db.close()
    except sqlite3.Error as error:
        raise _explain(file, error) from error
    return steps


def _connect(path: Path, *, readonly: bool, create: bool = True) -> sqlite3.Connection:
    if path.is_dir():
        raise CollectionError(path, "this is a folder", "name a file, such as case.whence")
    if not path.exists() and (readonly or not create):
        raise CollectionError(path, "no such collection", f"make one with: whence add FILES -c {path}")
    if not readonly and path.exists() and not os.access(path, os.W_OK):
        raise CollectionError(path, "the file is write-protected", "change its permissions, or copy it")
    uri = f"{path.absolute().as_uri()}?mode={_mode(path, readonly=readonly)}"
    db = sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE}")
    if readonly:
        db.execute("PRAGMA query_only = ON")
    else:
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"PRAGMA journal_size_limit = {LOG}")
    return db


def _mode(path: Path, *, readonly: bool) -> str:
    """Return how SQLite is to open the file.

    Readers too open a file for writing where they may: the last one to close it then leaves one file.
    """
    if not readonly:
        return "rwc"
    if os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        return "rw"
    wal = path.with_name(path.name + "-wal")
    # Nobody is writing, and SQLite could not make its shared memory: the file is read as it is.
    quiet = not wal.exists() or not wal.stat().st_size
    return "ro&immutable=1" if quiet else "ro"


def _is_new(db: sqlite3.Connection) -> bool:
    return not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _explain(path: Path, error: sqlite3.Error) -> CollectionError:
    """Return what a user can do about an error of SQLite."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kept = "what was added before is kept"
    return {
        sqlite3.SQLITE_FULL: CollectionError(
            path, "the disk is full", f"{kept}; make room and run the command again"
        ),
        sqlite3.SQLITE_IOERR: CollectionError(
            path, f"the disk could not be read or written ({error})", f"{kept}; make room or look at it"
        ),
        sqlite3.SQLITE_READONLY: CollectionError(
            path, "the file is write-protected", "open it for reading only, or change its permissions"
        ),
        sqlite3.SQLITE_BUSY: CollectionError(
            path, f"another program has been writing to it for {PATIENCE:g} seconds", "try again later"
        ),
        sqlite3.SQLITE_NOTADB: CollectionError(path, "this is no collection", "name another file"),
        sqlite3.SQLITE_CORRUPT: CollectionError(path, "the file is damaged", "take a copy that is not"),
        sqlite3.SQLITE_CANTOPEN: CollectionError(
            path, "the file cannot be opened", "does its folder exist, and may you write there?"
        ),
    }.get(code, CollectionError(path, f"{error}"))
