"""Story → JSON lines: every row of every table as one object, which names its table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.exports.escape import json_text
from whence.report.exports.tables import tables

if TYPE_CHECKING:
    from whence.records import Story


def write(story: Story, to: BinaryIO, *, table: str | None = None) -> None:
    """Write all tables, or one, as JSON lines; the texts stand there as they are."""
    for one in tables(story).values():
        if table in {None, one.name}:
            names = [column.name for column in one.columns]
            for row in one.rows():
                known = {n: _value(v) for n, v in zip(names, row, strict=True)}
                to.write(json_text({"table": one.name, **known}).encode() + b"\n")


def _value(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    return value.isoformat() if isinstance(value, datetime) else value
