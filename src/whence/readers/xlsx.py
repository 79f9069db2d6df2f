"""XLSX → Capture: a row an article, columns by name, every sheet that has them."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from whence.readers import archive, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.errors import ReadError
    from whence.readers.source import Job, Source
    from whence.records import Capture

# Columns of a sheet that are looked at, and empty rows after which a sheet is at its end: a sheet may
# claim 16,384 by 1,048,576 cells.
_COLUMNS, _EMPTY = 200, 10_000


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of each row."""
    from openpyxl import load_workbook

    with archive.opened(source, job.settings) as book:
        for name in book.sizes:
            if not name.startswith("xl/worksheets/"):
                book.read(name)
    with source.raw() as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()
                yield from _sheet(sheet, source, job)
        finally:
            workbook.close()


def _sheet(sheet: Any, source: Source, job: Job) -> Iterator[Capture | ReadError]:
    names: list[str] | None = None
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=_COLUMNS), 1):
        if all(cell is None or cell == "" for cell in cells):
            empty += 1
            if empty > _EMPTY:
                return
            continue
        empty = 0
        place = source.piece(f"{sheet.title}!{number}")
        if names is None:
            names = ["" if cell is None else str(cell) for cell in cells]
            wrong = rows.columns_missing(names, place, job)
            if wrong:
                yield wrong
                return
            continue
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell is not None}
        yield from rows.captures(row, place, job, rows.as_json(row), "application/json")
