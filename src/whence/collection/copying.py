"""A collection's file → a copy of it as it is at one moment, in one file, while others may write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from whence.collection.store import Store
from whence.errors import CollectionError

if TYPE_CHECKING:
    import os
    from pathlib import Path


def copy(path: str | os.PathLike[str], to: Path) -> None:
    """Write a copy of a collection to a file that is not there yet.

    Raises CollectionError where the file is no collection, or the copy cannot be written.
    """
    store = Store(path, readonly=True)
    try:
        with closing(sqlite3.connect(to)) as target:
            store.connection().backup(target)
            # One file, without the log that the original may have beside it.
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise CollectionError(path, f"it cannot be copied ({error})", "make room on the disk") from error
    finally:
        store.close()
