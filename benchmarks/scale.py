"""What a collection costs as it grows: adding, stories, one more article, find, search, open, the file.

    python benchmarks/scale.py ../shared/eval/ntrex --sizes 1000,10000
    python benchmarks/scale.py ../shared/eval/ntrex --sizes 20000 --languages twelve --workers 2
    python benchmarks/scale.py ../shared/eval/ntrex --sizes 1000,10000 --engines duckdb,spark     kernels only

For each size a corpus (benchmarks/corpus.py) is written as text files, about 300 words each, and in a process
of its own: added to a new collection, stories included; then, in another process, opened, and an article that
reuses two of them is looked for, searched for, added, removed (the median of eight; `first` is the run before
them, which reads the directory of the postings and loads what the process needs). Each of these is in seconds
by the clock and, as `cpu`, of the processor: on a machine that others use the two differ. With --engines also
the job over Parquet, a step at a time, on each engine. Memory is the largest resident size of the process and
of each of its workers; CPU is that of all of them.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent


def memory() -> dict[str, float]:
    """Return peak memory (MB) and CPU seconds of this process and its workers."""
    rows = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    scale = 1024 if sys.platform != "darwin" else 1024**2
    return {
        "peak_mb": round(max(row.ru_maxrss for row in rows) / scale),
        "cpu_seconds": round(sum(row.ru_utime + row.ru_stime for row in rows), 1),
    }


def adding(folder: Path, workers: int) -> dict[str, Any]:
    """Add all files of a corpus to a new collection."""
    import whence

    began = time.perf_counter()
    with whence.open(folder / "case.whence") as case:
        added = case.add(str(folder / "files"), workers=workers)
        stories = len(case.stories(limit=1_000_000))
    seconds = time.perf_counter() - began
    size = sum(p.stat().st_size for p in folder.glob("case.whence*"))
    text = sum(p.stat().st_size for p in (folder / "files").rglob("*.txt"))
    return {
        "add_seconds": round(seconds, 2),
        "articles": added.new,
        "stories": stories,
        "file_over_text": round(size / text, 2),
        **memory(),
    }


def asking(folder: Path) -> dict[str, Any]:
    """Open a collection, add one article, find it, search."""
    import whence

    began = time.perf_counter()
    case = whence.open(folder / "case.whence")
    row: dict[str, Any] = {"open": round(time.perf_counter() - began, 3)}
    files = sorted((folder / "files").rglob("*.txt"))
    texts = [files[n * (len(files) - 1) // 20].read_text("utf-8") for n in range(21)]

    def new(n: int) -> whence.Article:
        half = len(texts[n]) // 2
        language = files[n * (len(files) - 1) // 20].suffixes[0][1:]
        return whence.Article(text=f"{n} {texts[n][:half]}\n\n{texts[n + 1][half:]}", language=language)

    words = [texts[n].split() for n in range(9)]
    row |= timed("find", lambda n: case.find(new(n + 9)))
    row |= timed("search", lambda n: case.search(" ".join(words[n][5:8]), language=new(n).language))
    row |= timed("add_one", lambda n: case.add(new(n)))
    row |= timed("remove_one", lambda n: case.remove(new(n).id))
    row |= timed("page_of_stories", lambda n: case.stories(offset=50 * n))
    row |= timed("page_of_articles", lambda n: case.articles(offset=50 * n))
    case.close()
    return {**row, **memory()}


def timed(name: str, step: Callable[[int], Any]) -> dict[str, float]:
    """Return the seconds of a first run, and the medians of eight more: by the clock, of the processor."""
    clock, processor = [], []
    for n in range(9):
        began = time.perf_counter(), time.process_time()
        step(n)
        clock.append(time.perf_counter() - began[0])
        processor.append(time.process_time() - began[1])
    return {
        f"{name}_first": round(clock[0], 3),
        name: round(statistics.median(clock[1:]), 3),
        f"{name}_cpu": round(statistics.median(processor[1:]), 3),
    }


def kernels(folder: Path, name: str) -> dict[str, Any]:
    """Run the job over Parquet on one engine, a step at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from whence.candidates import job
    from whence.engines import engine

    place = folder / name
    (place / "articles").mkdir(parents=True)
    rows = [json.loads(line) for line in (folder / "articles.jsonl").open(encoding="utf-8")]
    made = [{**row, "article": row["id"], "id": str(row["id"])} for row in rows]
    table = pa.Table.from_pylist(made, schema=job.schemas()["articles"])
    # Several files, so that a cluster has something to share out.
    for part in range(8):
        pq.write_table(table.slice(part * len(made) // 8, (part + 1) * len(made) // 8 - part * len(made) // 8), place / "articles" / f"{part}.parquet")  # fmt: skip
    began = time.perf_counter()
    runner = engine(name)
    row: dict[str, Any] = {"start": round(time.perf_counter() - began, 2)}
    for step in job.STEPS:
        began = time.perf_counter()
        job.run(str(place), engine=runner, steps=(step,))
        row[step] = round(time.perf_counter() - began, 2)
        row[f"{step}_rows"] = sum(pq.read_metadata(f).num_rows for f in (place / step).glob("*.parquet"))
    runner.close()
    return {**row, **memory()}


def child(*arguments: object) -> dict[str, Any]:
    """Run one part of this file in a process of its own and return its figures."""
    command = [sys.executable, "-W", "ignore", __file__, "--child", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:] or ["no message"]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure each size and print its figures."""
    if sys.argv[1:2] == ["--child"]:
        part, folder, *rest = sys.argv[2:]
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "adding": lambda: adding(Path(folder), int(rest[0])),
            "asking": lambda: asking(Path(folder)),
            "kernels": lambda: kernels(Path(folder), rest[0]),
        }
        print(json.dumps(parts[part]()))
        return
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("data", type=Path)
    ask.add_argument("--sizes", default="1000")
    ask.add_argument("--languages", default="eng")
    ask.add_argument("--workers", type=int, default=2)
    ask.add_argument(
        "--engines", default="", help="duckdb,spark: measure the kernels instead of the collection"
    )
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    sys.path.insert(0, str(HERE))
    import corpus

    languages = corpus.TWELVE if given.languages == "twelve" else given.languages.split(",")
    rows = []
    for size in map(int, given.sizes.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="whence-scale-"))
        try:
            made = corpus.make(given.data, size, languages=languages)
            corpus.write(made, folder, files=not given.engines)
            del made
            if given.engines:
                rows += [{"size": size, "engine": e, **child("kernels", folder, e)} for e in given.engines.split(",")]  # fmt: skip
            else:
                rows.append({"size": size, "what": "add", **child("adding", folder, given.workers)})
                rows.append({"size": size, "what": "ask", **child("asking", folder)})
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if not given.json:
            for row in rows[-2:]:
                print(" ".join(f"{k} {v}" for k, v in row.items()), flush=True)
    if given.json:
        json.dump({"languages": given.languages, "rows": rows}, sys.stdout, indent=1)
        print()


if __name__ == "__main__":
    main()
