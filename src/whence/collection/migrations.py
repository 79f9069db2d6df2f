"""The steps from one schema to the next, in order; `PRAGMA user_version` counts those a file has had.

A step is SQL, or a function of the connection where SQL does not suffice. It runs in one transaction
together with the check that the file then looks as `schema.sql` says, so a step is done or not begun.
Never change a step that has been published: add one, and change `schema.sql` alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Migration:
    """One step, with a name for the log."""

    name: str
    step: str | Callable[[sqlite3.Connection], None]


# The first step is the making of the file, by `schema.sql`.
MIGRATIONS: tuple[Migration, ...] = (Migration("0001 first schema", ""),)
