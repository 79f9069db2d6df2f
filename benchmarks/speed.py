"""How long and how much memory the whole process takes, as a user would run it; how fast features are.

    python benchmarks/speed.py FILE FILE…       your own versions; without files, the examples
    python benchmarks/speed.py --features DATA  passages a second: a folder with one JSONL a language
    python benchmarks/speed.py --versions 40 DATA   tracing so many versions of forty passages
    python benchmarks/speed.py --json

Three measurements, each in a fresh process, the median of `--runs`: `whence --help`, tracing the given
files with an HTML report, and tracing eight versions of sixty passages made from them by repetition
with small changes. CPU is user + system time of the process; memory is its peak resident size. Each
command runs once before, so that modules are compiled as an installation has them. The
peer in the same run is the bare interpreter (`python -c pass`), which no process can undercut.

`--features` counts CPU time of one core: cold, each article as the first of its language comes, one by
one; warm, all of them once more one by one, and as one batch. The peer in the same run is what it takes
to cut the passages at white space and count the distinct words (`str.split`, a set).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import stories

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def cost(command: list[str], runs: int, compiled: str) -> dict[str, float]:
    """Return the median CPU seconds and the largest peak memory (MB) of a command.

    Compiled modules are kept in the folder `compiled`: a checkout may have none beside its sources.
    """
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    known["PYTHONPYCACHEPREFIX"] = compiled
    rows = []
    for run in range(runs + 1):
        done = subprocess.run(
            [sys.executable, "-c", CHILD, *command],
            capture_output=True, text=True, check=True, env=known,
        )  # fmt: skip
        if not run:
            continue
        cpu, peak = done.stdout.split()
        # ru_maxrss is in kilobytes on Linux, in bytes on macOS.
        rows.append((float(cpu), float(peak) / (1024 if sys.platform != "darwin" else 1024**2)))
    return {
        "cpu_seconds": round(statistics.median(cpu for cpu, _ in rows), 3),
        "peak_mb": round(max(peak for _, peak in rows), 1),
    }


def eight_versions(files: list[Path], folder: Path) -> list[Path]:
    """Write eight versions of sixty passages, each shuffled a little and with some passages dropped."""
    from whence import read

    random.seed(8)
    made = []
    for number in range(8):
        article = read(files[number % len(files)])
        texts = [p.text.replace("\n", " ") for p in article.passages]
        texts = (texts * (60 // len(texts) + 1))[:66]
        for drop in sorted(random.sample(range(66), 6), reverse=True):
            del texts[drop]
        path = folder / f"version{number}.txt"
        path.write_text("\n".join(texts), encoding="utf-8")
        made.append(path)
    return made


def features_of(data: Path, languages: str | None, runs: int) -> list[dict[str, float | str]]:
    """Return passages a second by language: the first time, warm one by one, warm in a batch."""
    from whence import Article
    from whence.features import features

    known = stories.codes(data)
    asked = [stories.code_in(name, known) for name in languages.split(",")] if languages else known
    rows: list[dict[str, float | str]] = []
    for code in asked:
        articles = [
            Article.from_passages(texts, language=code.split("-")[0])
            for texts in stories.read(data, code).values()
        ]
        passages = [p.text for a in articles for p in a.passages]

        def speed(work: Callable[[], object], times: int = 1, size: int = len(passages)) -> float:
            best = float("inf")
            for _ in range(times):
                began = time.process_time()
                work()
                best = min(best, time.process_time() - began)
            return size / best

        def one_by_one(articles: list[Article] = articles) -> None:
            for article in articles:
                features([article])

        cold = speed(one_by_one)
        warm, batch = speed(one_by_one, runs), speed(partial(features, articles), runs)
        peer = speed(partial(_cut, passages), runs)
        rows.append(
            {
                "language": code,
                "passages": len(passages),
                "cold": round(cold),
                "warm": round(warm),
                "batch": round(batch),
                "batch_over_warm": round(batch / warm, 3),
                "batch_over_cold": round(batch / cold, 3),
                "peer": round(peer),
                "share_of_peer": round(batch / peer, 4),
            }
        )
    return rows


def _cut(texts: list[str]) -> int:
    return len({word for text in texts for word in text.lower().split()})


def versions_of(data: Path, count: int) -> dict[str, float]:
    """Return the cost of tracing versions of one story in the languages of a folder, in this process.

    The peer in the same run is aligning each two of them, which any account of their differences needs:
    `of_align` is how many times as long the whole takes.
    """
    from whence import Article, trace
    from whence.align import align
    from whence.features import features

    chance = random.Random(3)
    texts = {
        code: [text for story in stories.read(data, code).values() for text in story]
        for code in stories.codes(data)[:8]
    }
    made = []
    for number in range(count):
        code = list(texts)[number % len(texts)]
        kept = sorted(chance.sample(range(50), 40))
        made.append(Article.from_passages([texts[code][i] for i in kept], language=code.split("-")[0]))
    began = time.process_time()
    trace(made)
    whole = time.process_time() - began
    rows = features(made)
    began = time.process_time()
    for i, j in combinations(range(count), 2):
        align(made[i], made[j], rows[i], rows[j])
    aligned = time.process_time() - began
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "versions": count,
        "cpu_seconds": round(whole, 2),
        "of_align": round(whole / aligned, 2),
        "peak_mb": round(used / (1024 if sys.platform != "darwin" else 1024**2), 1),
    }


def of_data(given: argparse.Namespace) -> None:
    """Measure in this process on a folder of parallel stories, and print."""
    if given.versions:
        row = versions_of(given.files[0], given.versions)
        print(json.dumps(row) if given.json else "  ".join(f"{k} {v}" for k, v in row.items()))
        return
    rows = features_of(given.files[0], given.languages, given.runs)
    if given.json:
        print(json.dumps({"languages": rows}, indent=1))
        return
    print("  ".join(f"{name:>12}" for name in rows[0]))
    for row in rows:
        print("  ".join(f"{value:>12}" for value in row.values()))


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--runs", type=int, default=3)
    ask.add_argument("--json", action="store_true")
    ask.add_argument("--features", action="store_true", help="passages a second; FILE is a data folder")
    ask.add_argument("--languages", help="with --features: only these, as eng,arb")
    ask.add_argument("--versions", type=int, default=0, help="trace so many; FILE is a data folder")
    given = ask.parse_args()
    if given.features or given.versions:
        if len(given.files) != 1 or not given.files[0].is_dir():
            ask.error("expected one folder with a .jsonl file a language")
        of_data(given)
        return
    files = given.files or [
        ROOT / "examples/ferry/saren.es.html",
        ROOT / "examples/ferry/mareggia.it.txt",
    ]
    whence = [sys.executable, "-m", "whence"]
    with tempfile.TemporaryDirectory() as name:
        report, compiled = str(Path(name) / "report.html"), str(Path(name) / "compiled")
        eight = [str(path) for path in eight_versions(files, Path(name))]
        rows = {
            "bare interpreter": cost([sys.executable, "-c", "pass"], given.runs, compiled),
            "whence --help": cost([*whence, "--help"], given.runs, compiled),
            "trace the files, with HTML": cost(
                [*whence, "trace", *map(str, files), "--html", report], given.runs, compiled
            ),
            "trace 8 versions of 60 passages, with HTML": cost(
                [*whence, "trace", "--lines", *eight, "--html", report], given.runs, compiled
            ),
        }
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    base = rows["bare interpreter"]["cpu_seconds"]
    print(f"{'what':<46}{'CPU s':>8}{'ratio':>8}{'peak MB':>9}")
    for what, row in rows.items():
        print(f"{what:<46}{row['cpu_seconds']:>8}{row['cpu_seconds'] / base:>8.1f}{row['peak_mb']:>9}")


if __name__ == "__main__":
    main()
