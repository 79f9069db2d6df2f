"""CSV and TSV → Capture: a row an article, columns by name.

The table is read as a stream. A quotation mark that is never closed would swallow the rest: such a
row is told, and reading goes on at the line after its first.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from typing import TYPE_CHECKING, TextIO

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import encoding, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# Bytes by which the encoding is told.
_SAMPLE = 1_000_000
# Characters of one field, lines of one row: the longest article has some hundred thousand characters.
_FIELD, _ROW_LINES = 4_000_000, 100_000
# Rows with an open quotation mark until the table is given up: each costs up to a field's reading.
_BROKEN = 20


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of each row."""
    with source.stream(job.settings) as stream:
        sample = stream.read(_SAMPLE)
    name = _encoding(sample, source.name)
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD))
    with source.stream(job.settings) as stream:
        text = io.TextIOWrapper(stream, name, errors="replace", newline="")
        table = _Rows(text, source)
        header = next(table.rows(), None)
        if header is None or isinstance(header, ReadError):
            raise header or ReadError(
                source.name, phrase("this table is empty"), phrase("expected a row with names first")
            )
        names = header[0]
        missing = rows.columns_missing(names, source, job)
        if missing:
            raise missing
        for found in table.rows():
            if isinstance(found, ReadError):
                yield found
                continue
            cells, original, line = found
            if any(cell.strip() for cell in cells):
                row = dict(zip(names, cells, strict=False))
                kept = original.encode(name.replace("-sig", ""), "replace")
                yield from rows.captures(row, source.piece(line), job, kept, "text/csv")


def _encoding(sample: bytes, name: str) -> str:
    """Return the encoding of a table by its beginning."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    cut = sample.rfind(b"\n") + 1 or len(sample)
    try:
        sample[:cut].decode("utf-8")
    except UnicodeDecodeError:
        _, notices = encoding.decode(sample[:cut], name)
        guessed = next((n.split(": ")[1].split(" ")[0] for n in notices if "guessed" in n), None)
        return guessed or "utf-8"
    return "utf-8"


class _Rows:
    """The rows of a table with their lines: (cells, the lines as they are, number of the first line)."""

    def __init__(self, text: TextIO, source: Source) -> None:
        self._text, self._source = text, source
        self._waiting: deque[str] = deque()
        self._taken: list[str] = []
        self._line, self._size, self._broken, self._ended = 0, 0, 0, False
        self._reader = self._fresh(self._delimiter())

    def rows(self) -> Iterator[tuple[list[str], str, int] | ReadError]:
        """Yield the rows that are left."""
        while self._broken <= _BROKEN:
            first = self._line + 1
            try:
                cells = next(self._reader, None)
            except csv.Error as error:
                yield self._passed_over(first, error)
                continue
            if cells is None:
                return
            if self._ended and len(self._taken) > 1 and "".join(self._taken).count('"') % 2:
                yield self._passed_over(first, csv.Error("a quotation mark is not closed"))
                continue
            taken, self._taken, self._size = self._taken, [], 0
            yield cells, "".join(taken).rstrip("\r\n"), first
        yield ReadError(
            self._source.name, phrase("more than {broken} rows have quotation marks that are not closed", broken=_BROKEN),
            phrase("save the table again as CSV"),
        )  # fmt: skip

    def _passed_over(self, first: int, error: csv.Error) -> ReadError:
        """Put the lines after the row's first one back, and say what is wrong with it."""
        self._broken += 1
        self._waiting.extendleft(reversed(self._taken[1:]))
        self._line, self._taken, self._size, self._ended = first, [], 0, False
        self._reader = self._fresh(self._sign)
        return ReadError(
            f"{self._source.name}#{first}",
            phrase("this row cannot be read ({error})", error=error),
            phrase("is a quotation mark open?"),
        )

    def _delimiter(self) -> str:
        line = self._text.readline(_FIELD)
        self._waiting.append(line)
        if self._source.suffix in {".tsv", ".tab"}:
            return "\t"
        return max(",;\t|", key=line.count)

    def _fresh(self, sign: str) -> Iterator[list[str]]:
        self._sign = sign
        return csv.reader(self._lines(), delimiter=sign)

    def _lines(self) -> Iterator[str]:
        while line := self._waiting.popleft() if self._waiting else self._text.readline(_FIELD):
            self._line += 1
            self._taken.append(line)
            self._size += len(line)
            if self._size > _FIELD or len(self._taken) > _ROW_LINES:
                raise csv.Error(f"it goes on for {len(self._taken):,} lines")
            yield line
        self._ended = True
