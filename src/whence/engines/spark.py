"""Spark: the engine of a cluster, or of this machine's cores; the extra whence[spark] and Java 17 or later.

engine("spark")                                   all cores of this machine
engine("spark", master="local[2]", settings={"spark.sql.shuffle.partitions": "8"})
engine("spark", session=spark)                    the session of your own job, as spark-submit gives it
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.errors import EngineError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from whence.engines import Kernel, Source

# What differs from Spark's own defaults on one machine; on a cluster the submitter's settings win.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.session.timeZone": "UTC",
}
# Bytes of an Arrow table above which it goes to Spark through a Parquet file instead of Python.
_BY_FILE = 1 << 16


class Spark:
    """Runs SQL in a Spark session, its own or the one it is given."""

    name = "spark"

    def __init__(
        self,
        *,
        session: SparkSession | None = None,
        master: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        try:
            from pyspark.sql import SparkSession as Sessions
        except ImportError as why:
            raise MissingExtraError("the engine spark", "spark") from why
        from pyspark.errors import PySparkException

        self._error = PySparkException
        self._owned = session is None and Sessions.getActiveSession() is None
        self.session = session or _started(Sessions, master, settings or {})
        self._folder = Path(tempfile.mkdtemp(prefix="whence-spark-"))

    def run(self, sql: str, tables: Mapping[str, Source]) -> pa.Table:
        """Return the rows of `sql` over `tables`."""
        try:
            return self._frame(sql, tables).toArrow()
        except self._error as why:
            raise EngineError(_told(why), sql) from why

    def write(self, sql: str, tables: Mapping[str, Source], folder: str | os.PathLike[str]) -> None:
        """Write the rows of `sql` into `folder` as Parquet, a file for each task."""
        try:
            self._frame(sql, tables).write.mode("overwrite").parquet(_address(folder))
        except self._error as why:
            raise EngineError(_told(why), sql) from why

    def map(
        self,
        sql: str,
        tables: Mapping[str, Source],
        kernel: Kernel,
        columns: pa.Schema,
        folder: str | os.PathLike[str],
        *,
        rows: int,
    ) -> None:
        """Put the rows of `sql` through `kernel` in the workers and write what it gives into `folder`."""
        from pyspark.sql.pandas.types import from_arrow_schema

        try:
            self.session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(rows))
            made = self._frame(sql, tables).mapInArrow(kernel, from_arrow_schema(columns))
            made.write.mode("overwrite").parquet(_address(folder))
        except self._error as why:
            raise EngineError(_told(why), sql) from why

    def close(self) -> None:
        """Stop the session where this engine started it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._owned:
            self.session.stop()

    def _frame(self, sql: str, tables: Mapping[str, Source]) -> DataFrame:
        for name, source in tables.items():
            self._table(source).createOrReplaceTempView(name)
        return self.session.sql(sql)

    def _table(self, source: Source) -> DataFrame:
        if isinstance(source, (str, os.PathLike)):
            return self.session.read.parquet(_address(source))
        if source.nbytes < _BY_FILE and source.num_rows:
            return self.session.createDataFrame(source)
        import pyarrow.parquet

        path = self._folder / f"{len(list(self._folder.iterdir()))}.parquet"
        pyarrow.parquet.write_table(source, path)
        return self.session.read.parquet(_address(path))


def _told(why: Exception) -> str:
    """Return what went wrong without the two stacks that Spark prints around it."""
    lines = [line.strip() for line in str(why).splitlines() if line.strip()]
    errors = [line for line in lines if "Error" in line.split(":")[0]]
    return "Spark: " + (errors[-1] if errors else " ".join(lines[:3]) or type(why).__name__)


def _address(path: str | os.PathLike[str]) -> str:
    """Return a path as Spark wants it; addresses (s3a://, hdfs://) go through as they are."""
    text = os.fspath(path)
    return text if "://" in text else Path(text).resolve().as_uri()


def _started(sessions: Any, master: str | None, settings: Mapping[str, str]) -> SparkSession:
    """Return the running session or start one."""
    running: SparkSession | None = sessions.getActiveSession()
    if running is not None:
        return running
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        raise EngineError(
            "Spark needs Java 17 or later: found no java; install a Java runtime or set JAVA_HOME"
        )
    build = sessions.builder.appName("whence")
    # Under spark-submit the master and all else come from outside.
    if "PYSPARK_GATEWAY_PORT" not in os.environ:
        build = build.master(master or "local[*]")
        for key, value in {**_LOCAL, **settings}.items():
            build = build.config(key, value)
        # The workers must be of the Python that has whence; Spark takes this from the environment only.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session: SparkSession = build.getOrCreate()
    except Exception as why:  # what the Java side raises has no common root
        raise EngineError(f"Spark did not start: {why}") from why
    session.sparkContext.setLogLevel("ERROR")
    return session
