"""Story → XLSX: a workbook with a sheet for each table; text is stored as text, never as a formula."""

from __future__ import annotations

import io
import re
from copy import copy
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.errors import UsageError
from whence.report.display import line, width
from whence.report.exports.csv import plain
from whence.report.exports.escape import is_formula
from whence.report.exports.tables import Row, Table, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Story

# The limits of the format: characters of a cell (UTF-16 units) and rows of a sheet.
_CELL, _ROWS = 32_767, 1_048_576
# Width of a column in characters: what the longest value needs, within these. A longer text is wrapped, into
# lines that are filled so far, and its row is as high as that, up to so many lines of so many points: LibreOffice
# does not make it so of itself. A look at a printed sheet tells whether they are right.
_NARROWEST, _WIDEST, _FILLED, _LINES, _LINE = 9, 44, 38, 12, 15
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
    letters = [get_column_letter(number + 1) for number in range(len(table.columns))]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters[-1]}{len(rows) + 1}"
    # Printed as wide as a page, with the names of the columns on each.
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sizes = [[0 if value is None else width(str(value)) for value in row] for row in rows]
    widest = [len(column.name) + 2 for column in table.columns]
    for number, size in enumerate(sizes, 2):
        widest = list(map(max, widest, size))
        if (longest := max(size, default=0)) > _WIDEST:
            sheet.row_dimensions[number].height = _LINE * min(_LINES, 1 + longest // _FILLED)
    for letter, taken in zip(letters, widest, strict=True):
        sheet.column_dimensions[letter].width = max(_NARROWEST, min(_WIDEST, taken + 1))
    head = [_cell(sheet, column.name) for column in table.columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    styles = _styles(sheet)
    for row, size in zip(rows, sizes, strict=True):
        looks = (styles[taken > _WIDEST] for taken in size)
        sheet.append([_cell(sheet, *made) for made in zip(row, looks, strict=True)])


def _styles(sheet: Any) -> tuple[Any, Any]:
    """Return the looks of a cell, on one line and wrapped: made once, since making one is slow."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cells = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    for cell, wrap in zip(cells, (False, True), strict=True):
        cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    return cells[0]._style, cells[1]._style  # noqa: SLF001 - how the library's users copy a look


def _cell(sheet: Any, value: Any, style: Any = None) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None:
        return None
    cell = WriteOnlyCell(sheet)
    if style is not None:
        cell._style = style  # noqa: SLF001 - see above
    if not isinstance(value, str):
        cell.value = plain(value)
        return cell
    text = _ESCAPE.sub("_x005F_", line(value))
    # Characters beyond the basic plane count two.
    cell.value = text.encode("utf-16-le")[: 2 * _CELL].decode("utf-16-le", "ignore")
    # Also what only looks like an error value ("#N/A") is text.
    cell.data_type = "s"
    if is_formula(text):
        # The look is shared by all cells: what is said of this one alone needs one of its own.
        cell._style = copy(cell._style)  # noqa: SLF001 - see above
        cell.quotePrefix = True
    return cell
