"""Story → CSV: one table, for spreadsheets. Quoted throughout, and nothing in it is calculated."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.exports.escape import cell
from whence.report.exports.tables import tables

if TYPE_CHECKING:
    from whence.records import Story


def write(story: Story, to: BinaryIO, *, table: str = "facts") -> None:
    """Write one table of the story as CSV in UTF-8, with the mark by which spreadsheets know it."""
    chosen = tables(story)[table]
    stream = io.TextIOWrapper(to, encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)
    rows.writerow([cell(column.name) for column in chosen.columns])
    for row in chosen.rows():
        rows.writerow([plain(value) for value in row])
    stream.detach()


def plain(value: Any) -> Any:
    """Return a value as it stands in a table of plain text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return cell(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return round(value, 4)
    return value.isoformat() if isinstance(value, datetime) else value
