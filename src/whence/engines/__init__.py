"""SQL text + tables → table: the engines that run relational text, in this process or on a cluster.

    engine("duckdb").run("SELECT … FROM prints", {"prints": arrow_table})      →  pyarrow.Table

An engine knows no table by name: a query names its tables, the caller hands them over, as Arrow in memory
or as the path of a Parquet file or folder. The same text runs on every engine and gives the same rows;
what is not equal in DuckDB and Spark (integer division, order of rows, array functions) has no place in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from whence.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from os import PathLike
    from typing import TypeAlias

    import pyarrow as pa

    Kernel: TypeAlias = Callable[[Iterable[pa.RecordBatch]], Iterable[pa.RecordBatch]]
    Source: TypeAlias = pa.Table | str | PathLike[str]

Name = Literal["duckdb", "spark"]


class Engine(Protocol):
    """What runs SQL over tables."""

    name: str

    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows of `sql`; its tables are Arrow tables or paths of Parquet. EngineError says why not."""

    def write(self, sql: str, tables: Mapping[str, Source], folder: str | PathLike[str]) -> None:
        """Write the rows of `sql` as Parquet files into `folder`, without holding them in memory."""

    def map(
        self,
        sql: str,
        tables: Mapping[str, Source],
        kernel: Kernel,
        columns: pa.Schema,
        folder: str | PathLike[str],
        *,
        rows: int,
    ) -> None:
        """Put the rows of `sql` through `kernel`, about `rows` at a time, and write what it gives as Parquet.

        A kernel turns Arrow record batches into others, with `columns`; a cluster sends it
        to its workers, which must have whence installed.
        """

    def close(self) -> None:
        """Give back what the engine holds."""


def engine(name: Name = "duckdb", **options: Any) -> Engine:
    """Return an engine; `options` are those of its class.

    UsageError names the engines there are, or what to install.
    """
    if name == "duckdb":
        from whence.engines.duckdb import DuckDB

        return DuckDB(**options)
    if name == "spark":
        from whence.engines.spark import Spark

        return Spark(**options)
    raise UsageError(f"found engine {name!r}, expected duckdb or spark")
