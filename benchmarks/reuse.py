"""Who reuses whom: recall by kind of reuse, precision, speed and memory, whence and its peers in one run.

    python benchmarks/reuse.py ../shared/eval/ntrex --size 20000
    python benchmarks/reuse.py ../shared/eval/ntrex --size 20000 --languages twelve --tools whence,whence-spark
    python benchmarks/reuse.py ../shared/eval/ntrex --size 2000 --json

Each tool runs in a process of its own, `--runs` times, on the same corpus (benchmarks/corpus.py says what it
is): it reads articles.jsonl, and must name the pairs that are kin. Figures are medians; the ratio is of seconds
to those of whence.

    whence          prints, candidates by DuckDB, kinships of the candidates (extents known)
    whence-spark    the same with Spark in local mode
    datasketch      MinHash (128) and LSH of word 5-grams, Jaccard ≥ 0.5
    rensa           R-MinHash (128) and its LSH, the same

The peers compare whole documents and take no excerpts; none of them crosses languages.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus import Corpus

HERE = Path(__file__).resolve().parent
JACCARD, PERMUTATIONS = 0.5, 128
BATCH, PAIRS = 1000, 10_000  # articles printed and pairs compared at once


def whence(articles: list[tuple[str, str]], engine_name: str = "duckdb") -> dict[str, Any]:
    """Find kin pairs with whence's kernels."""
    import pyarrow as pa

    from whence.candidates import clusters, join, kin, prints
    from whence.engines import engine
    from whence.records import Article

    clock = Clock()
    rows = [Article(text=text, language=language) for language, text in articles]
    tables = []
    for at in range(0, len(rows), BATCH):
        batch = prints.prints(rows[at : at + BATCH])
        tables.append(batch.table(range(at, min(at + BATCH, len(rows)))))
    table = pa.concat_tables(tables)
    clock.lap("prints")
    runner = engine(engine_name)
    clock.lap("start")
    spoken = join.spoken(range(len(rows)), (row.language for row in rows))
    found = join.pairs(table, spoken, engine=runner)
    pairs = sorted(set(zip(found["one"].to_pylist(), found["two"].to_pylist(), strict=True)))
    clock.lap("join")
    kinships = []
    # Candidates that share an article stand together, so that a batch holds few texts.
    for at in range(0, len(pairs), PAIRS):
        part = pairs[at : at + PAIRS]
        used = sorted({i for pair in part for i in pair})
        place = {i: n for n, i in enumerate(used)}
        kinships += kin.kinships([rows[i] for i in used], [(place[a], place[b]) for a, b in part])
    clock.lap("verify")
    kept = [clusters.Kin(*p, k) for p, k in zip(pairs, kinships, strict=True) if k is not None]
    kept = [k for k, formal in zip(kept, clusters.formulae(kept), strict=True) if not formal]

    def one_thing(asked: Any) -> list[bool]:
        return kin.one_thing(rows, [(a.article, a[1:], b[1:]) for a, b in asked])

    stories = clusters.clusters(kept, one_thing=one_thing)
    clock.lap("stories")
    runner.close()
    return {
        "pairs": [(k.left, k.right) for k in kept],
        "laps": clock.laps,
        "candidates": len(pairs),
        "candidate_pairs": pairs,
        "stories": stories,
        "keys": len(table) / len(rows),
    }


def datasketch(articles: list[tuple[str, str]]) -> dict[str, Any]:
    """Find near duplicates with datasketch."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
    sketches = []
    for number, grams in enumerate(_grams(articles)):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([g.encode() for g in grams])
        index.insert(number, sketch)
        sketches.append(sketch)
    found = ((i, j) for i, sketch in enumerate(sketches) for j in index.query(sketch))
    return {"pairs": [(i, j) for i, j in found if i < j and sketches[i].jaccard(sketches[j]) >= JACCARD]}


def rensa(articles: list[tuple[str, str]]) -> dict[str, Any]:
    """Find near duplicates with rensa."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=32)
    sketches = []
    for number, grams in enumerate(_grams(articles)):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(list(grams))
        index.insert(number, sketch)
        sketches.append(sketch)
    found = ((i, j) for i, sketch in enumerate(sketches) for j in index.query(sketch))
    return {"pairs": [(i, j) for i, j in found if i < j and sketches[i].jaccard(sketches[j]) >= JACCARD]}


def _grams(articles: list[tuple[str, str]]) -> Iterable[set[str]]:
    for _, text in articles:
        words = text.lower().split()
        yield {" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


TOOLS = {
    "whence": whence,
    "whence-spark": lambda articles: whence(articles, "spark"),
    "datasketch": datasketch,
    "rensa": rensa,
}


class Clock:
    """Seconds between laps."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._at = time.perf_counter()

    def lap(self, name: str) -> None:
        """Note the seconds since the lap before."""
        now = time.perf_counter()
        self.laps[name] = round(now - self._at, 3)
        self._at = now


def child(tool: str, folder: Path, words: str) -> None:
    """Run one tool and print its figures; `words` is a lexicon file other than the one that ships."""
    sys.path.insert(0, str(HERE))
    import corpus

    if words:
        from whence import lexicon

        lexicon.DATA = Path(words)

    known = corpus.read(folder)
    began = time.perf_counter(), time.process_time()
    found = TOOLS[tool](known.articles)
    seconds, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )
    size = sum(len(text.encode()) for _, text in known.articles) / 1e6
    row = {
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "articles_per_second": round(len(known.articles) / seconds),
        "mb_per_second": round(size / seconds, 2),
        "peak_mb": round(peak),
        **judged(known, found),
    }
    for name in ("laps", "candidates", "keys"):
        if name in found:
            row[name] = found[name]
    print(json.dumps(row))


def judged(known: Corpus, found: dict[str, Any]) -> dict[str, Any]:
    """Return recall by kind and precision of pairs."""
    pairs = {(min(p), max(p)) for p in found["pairs"]}
    counted = pairs - known.neutral
    right = {p for p in counted if p in known.gold}
    by_kind: dict[str, list[bool]] = {}
    for pair, kind in known.gold.items():
        by_kind.setdefault(kind, []).append(pair in pairs)
    row: dict[str, Any] = {
        "precision": round(len(right) / max(len(counted), 1), 4),
        "recall": {kind: round(sum(hits) / len(hits), 4) for kind, hits in sorted(by_kind.items())},
    }
    if "candidate_pairs" in found:
        worth = set(found["candidate_pairs"])
        row["candidate_recall"] = {
            kind: round(sum(p in worth for p, k in known.gold.items() if k == kind) / len(hits), 4)
            for kind, hits in sorted(by_kind.items())
        }
    if "stories" in found:
        together = {
            (a, b) for story in found["stories"] for n, a in enumerate(story) for b in story[n + 1 :]
        }
        row["story_recall"] = round(sum(p in together for p in known.gold) / max(len(known.gold), 1), 4)
        row["largest_story"] = max(map(len, found["stories"]), default=0)
    return row


def measured(tool: str, folder: Path, runs: int, words: str) -> dict[str, Any]:
    """Return the medians over several runs of one tool."""
    rows = []
    for _ in range(runs):
        command = [sys.executable, "-W", "ignore", __file__, "--child", tool, str(folder), words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
        if done.returncode:
            return {"failed": done.stderr.strip().splitlines()[-1:] or ["no message"]}
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    middle = sorted(rows, key=lambda row: row["seconds"])[len(rows) // 2]
    for name in ("seconds", "cpu_seconds", "articles_per_second", "mb_per_second", "peak_mb"):
        middle[name] = statistics.median(row[name] for row in rows)
    return middle


def main() -> None:
    """Measure the tools and print a table."""
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
        return
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("data", type=Path, help="data for benchmarks/corpus.py, or a corpus that it wrote")
    ask.add_argument("--size", type=int, default=2000)
    ask.add_argument("--languages", default="eng")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--tools", default="whence,datasketch,rensa")
    ask.add_argument("--runs", type=int, default=1)
    ask.add_argument("--lexicon", default="", help="a lexicon file other than the one that ships")
    ask.add_argument(
        "--stories", default="", help="K/N: plant every Nth parallel story, beginning with K"
    )
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    sys.path.insert(0, str(HERE))
    import corpus

    with tempfile.TemporaryDirectory() as name:
        folder = given.data
        if not (folder / "gold.jsonl").exists():
            folder = Path(name)
            languages = corpus.TWELVE if given.languages == "twelve" else given.languages.split(",")
            made = corpus.make(
                given.data, given.size, languages=languages, seed=given.seed, stories=given.stories
            )
            corpus.write(made, folder)
        rows = {
            tool: measured(tool, folder, given.runs, given.lexicon) for tool in given.tools.split(",")
        }
    if given.json:
        json.dump(
            {"size": given.size, "languages": given.languages, "tools": rows}, sys.stdout, indent=1
        )
        print()
        return
    print_table(rows)


def print_table(rows: dict[str, dict[str, Any]]) -> None:
    """Print the figures of each tool."""
    base = rows.get("whence", {}).get("seconds")
    for tool, row in rows.items():
        if "failed" in row:
            print(f"{tool}: failed, {row['failed']}")
            continue
        ratio = f", ×{row['seconds'] / base:.2f}" if base else ""
        print(
            f"{tool}: {row['seconds']:.1f} s{ratio} ({row['cpu_seconds']:.1f} s CPU), "
            f"{row['articles_per_second']:,} articles/s, {row['mb_per_second']:.2f} MB/s, {row['peak_mb']:,} MB"
        )
        print(f"    precision {row['precision']:.4f}, recall {row['recall']}")
        for name in ("laps", "candidates", "candidate_recall", "keys", "story_recall", "largest_story"):
            if name in row:
                print(f"    {name} {row[name]}")


if __name__ == "__main__":
    main()
