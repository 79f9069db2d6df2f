"""Story → XLSX: a workbook with a sheet for each table; text is stored as text, never as a formula."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.errors import UsageError
from whence.report.display import line
from whence.report.exports.csv import plain
from whence.report.exports.escape import is_formula
from whence.report.exports.tables import Row, Table, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Story

# The limits of the format: characters of a cell (UTF-16 units) and rows of a sheet.
_CELL, _ROWS = 32_767, 1_048_576
_WIDTHS = {"integer": 9, "number": 9, "truth": 9, "time": 20, "text": 28}
# What a reader of the format would take for an escaped character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(story: Story, to: BinaryIO) -> None:
    """Write the story's tables as the sheets of one workbook."""
    from openpyxl import Workbook

    sheets = [(table, list(table.rows())) for table in tables(story).values()]
    for table, rows in sheets:
        if len(rows) >= _ROWS:
            raise UsageError(
                f"the table {table.name} has more than the {_ROWS:,} rows of a sheet; "
                "expected a smaller story, or the formats csv, jsonl or parquet"
            )
    book = Workbook(write_only=True)
    for table, rows in sheets:
        _sheet(book, table, rows)
    # Made whole first: a disk that is full would leave the library's writers in disorder.
    whole = io.BytesIO()
    book.save(whole)
    to.write(whole.getbuffer())


def _sheet(book: Any, table: Table, rows: Sequence[Row]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[column.kind]
    head = [_cell(sheet, column.name) for column in table.columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: Any) -> Any:
    if value is None:
        return None
    if not isinstance(value, str):
        return plain(value)
    from openpyxl.cell import WriteOnlyCell

    text = _ESCAPE.sub("_x005F_", line(value))
    # Characters beyond the basic plane count two.
    text = text.encode("utf-16-le")[: 2 * _CELL].decode("utf-16-le", "ignore")
    cell = WriteOnlyCell(sheet, text)
    # Also what only looks like an error value ("#N/A") is text.
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True
    return cell
