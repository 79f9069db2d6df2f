"""Story → Parquet: one table, with a type and a description for each column."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.exports.escape import encodable
from whence.report.exports.tables import Table, tables

if TYPE_CHECKING:
    import pyarrow as pa

    from whence.records import Story

# Rows that are held at a time, a few megabytes of text.
_BATCH = 10_000


def write(story: Story, to: BinaryIO, *, table: str = "readings") -> None:
    """Write one table of the story as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    chosen = tables(story)[table]
    schema = _schema(chosen)
    with pq.ParquetWriter(to, schema, compression="zstd") as out:
        source = chosen.rows()
        while rows := list(islice(source, _BATCH)):
            columns = [[_value(value) for value in column] for column in zip(*rows, strict=True)]
            arrays = [pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)]
            out.write_batch(pa.record_batch(arrays, schema=schema))


def _schema(table: Table) -> pa.Schema:
    import pyarrow as pa

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "time": pa.timestamp("us", tz="UTC"),
    }
    fields = [
        pa.field(
            encodable(c.name), types[c.kind], metadata={"description": c.about} if c.about else None
        )
        for c in table.columns
    ]
    return pa.schema(fields, metadata={"format": "whence.table/1", "table": table.name})


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    return value.astimezone(UTC) if isinstance(value, datetime) else value
