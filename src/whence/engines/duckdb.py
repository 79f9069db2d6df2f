"""DuckDB in the process, over Arrow: the engine of one machine."""

from __future__ import annotations

import tempfile
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pyarrow as pa

    from whence.engines import Kernel, Source

# Memory after which a query spills to disk, whatever the machine has: the join of 20,000 articles fits into half
# of it, that of a larger archive goes to disk and takes longer. A share of the machine's memory bounds it on a
# small one, as the calling process needs the rest.
MEMORY, SHARE = 2048, 60


class DuckDB:
    """Runs SQL in memory; what does not fit goes to `spill`, a folder that is made when it is needed.

    `memory` is a limit as DuckDB writes it ("2GB") or a share of the machine's ("60%"); None is 2 GB, less on a
    small machine. `spill` None is a folder among the system's temporary files, which is removed again; `threads`
    None means all cores.
    """

    name = "duckdb"

    def __init__(
        self,
        *,
        memory: str | None = None,
        spill: str | PathLike[str] | None = None,
        threads: int | None = None,
    ) -> None:
        import duckdb

        self._error = duckdb.Error
        self._own: tempfile.TemporaryDirectory[str] | None = None
        if spill is None:
            # DuckDB's own default is a folder where the process was started.
            self._own = tempfile.TemporaryDirectory(prefix="whence-duckdb-")
            spill = self._own.name
        config: dict[str, Any] = {
            "preserve_insertion_order": False,
            "memory_limit": _limit(memory),
            "temp_directory": str(spill),
        }
        if threads is not None:
            config["threads"] = threads
        self._connection = duckdb.connect(":memory:", config=config)

    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows of `sql` over `tables`."""
        cursor = self._prepared(sql, tables)
        try:
            return cursor.sql(sql).to_arrow_table()
        except self._error as why:
            raise EngineError(f"DuckDB: {why}", sql) from why

    def write(self, sql: str, tables: Mapping[str, Source], folder: str | PathLike[str]) -> None:
        """Write the rows of `sql` into `folder` as Parquet."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        target = _quoted(Path(folder) / "part-0.parquet")
        cursor = self._prepared(sql, tables)
        try:
            cursor.execute(f"COPY ({sql}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
        except self._error as why:
            raise EngineError(f"DuckDB: {why}", sql) from why

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
        """Put the rows of `sql` through `kernel` and write what it gives to one file in `folder`."""
        import pyarrow.parquet

        Path(folder).mkdir(parents=True, exist_ok=True)
        cursor = self._prepared(sql, tables)
        try:
            batches = cursor.sql(sql).to_arrow_reader(rows)
            with pyarrow.parquet.ParquetWriter(
                Path(folder) / "part-0.parquet", columns, compression="zstd"
            ) as target:
                for batch in kernel(batches):
                    target.write_batch(batch)
        except self._error as why:
            raise EngineError(f"DuckDB: {why}", sql) from why

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        if self._own is not None:
            self._own.cleanup()

    def _prepared(self, sql: str, tables: Mapping[str, Source]) -> duckdb.DuckDBPyConnection:
        """Return a cursor that knows `tables` by their names."""
        cursor = self._connection.cursor()
        try:
            for name, source in tables.items():
                if isinstance(source, (str, PathLike)):
                    path = Path(source)
                    files = path / "*.parquet" if path.is_dir() else path
                    cursor.read_parquet(str(files)).create_view(name)
                else:
                    cursor.register(name, source)
        except self._error as why:
            raise EngineError(f"DuckDB: {why}", sql) from why
        return cursor


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _limit(memory: str | None) -> str:
    """Return a limit as DuckDB takes it, which knows no shares."""
    if memory is None:
        return f"{min(MEMORY, _machine_megabytes() * SHARE // 100)}MB"
    if memory.endswith("%"):
        return f"{_machine_megabytes() * int(memory[:-1]) // 100}MB"
    return memory


def _machine_megabytes() -> int:
    """Return the memory of this machine, or of the container it runs in, in megabytes."""
    import os

    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not a POSIX system
        return 4096
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            whole = min(whole, int(Path(limit).read_text("ascii")))
        except (OSError, ValueError):  # no such limit, or "max"
            continue
    return max(whole // 1024**2, 256)
