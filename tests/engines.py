"""One body a behaviour, run on every engine: DuckDB in the process, Spark in local mode where it can run."""

import atexit
import functools
import shutil

import pytest

from whence.engines import engine

# For a few rows, compiling costs more than it saves: of the queries and of the Java code.
_SPARK = {
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
}


@functools.cache
def _running(name):
    """One engine of each kind for the whole run: starting Spark takes seconds."""
    if name == "spark":
        made = engine("spark", master="local[2]", settings=_SPARK)
    else:
        made = engine("duckdb", memory="1GB", threads=2)
    atexit.register(made.close)
    return made


def missing(name):
    """Why an engine cannot run here, or None."""
    if name != "spark":
        return None
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "pyspark is not installed (pip install 'whence[spark]')"
    import os

    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        return "no Java runtime (apt-get install openjdk-17-jre-headless)"
    return None


def on_engines():
    """Run the test once on each engine, with the engine as `runner`."""
    rows = [
        pytest.param(
            name,
            marks=[
                *([pytest.mark.spark] if name == "spark" else []),
                pytest.mark.skipif(missing(name) is not None, reason=str(missing(name))),
            ],
        )
        for name in ("duckdb", "spark")
    ]

    def decorate(test):
        @functools.wraps(test)
        def run(name, **given):
            return test(runner=_running(name), **given)

        import inspect

        kept = [p for p in inspect.signature(test).parameters.values() if p.name != "runner"]
        first = inspect.Parameter("name", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        run.__signature__ = inspect.Signature([first, *kept])
        return pytest.mark.parametrize("name", rows)(run)

    return decorate
