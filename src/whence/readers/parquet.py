"""Parquet → Capture: a row an article, columns by name; read in batches, only the columns that are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.readers import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.errors import ReadError
    from whence.readers.source import Job, Source
    from whence.records import Capture

# Rows in memory at a time.
_BATCH = 256


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of each row."""
    import pyarrow.parquet as pq

    with source.raw() as stream:
        file = pq.ParquetFile(stream, memory_map=False, thrift_string_size_limit=50_000_000)
        names = [*file.schema_arrow.names]
        missing = rows.columns_missing(names, source, job)
        if missing:
            raise missing
        number = 0
        for batch in file.iter_batches(
            batch_size=_BATCH, columns=rows.wanted(names, job), use_threads=False
        ):
            for row in batch.to_pylist():
                number += 1
                yield from rows.captures(
                    row, source.piece(number), job, rows.as_json(row), "application/json"
                )
