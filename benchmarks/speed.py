"""How long and how much memory the whole process takes, as a user would run it.

    python benchmarks/speed.py FILE FILE…       your own versions; without files, the examples
    python benchmarks/speed.py --json

Three measurements, each in a fresh process, the median of `--runs`: `whence --help`, tracing the given
files with an HTML report, and tracing eight versions of sixty passages made from them by repetition
with small changes. CPU is user + system time of the process; memory is its peak resident size. The
peer in the same run is the bare interpreter (`python -c pass`), which no process can undercut.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def cost(command: list[str], runs: int) -> dict[str, float]:
    """Return the median CPU seconds and the largest peak memory (MB) of a command."""
    rows = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", CHILD, *command], capture_output=True, text=True, check=True
        )
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


def main() -> None:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--runs", type=int, default=3)
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    files = given.files or [
        ROOT / "examples/ferry/saren.es.html",
        ROOT / "examples/ferry/mareggia.it.txt",
    ]
    whence = [sys.executable, "-m", "whence"]
    with tempfile.TemporaryDirectory() as name:
        report = str(Path(name) / "report.html")
        eight = [str(path) for path in eight_versions(files, Path(name))]
        rows = {
            "bare interpreter": cost([sys.executable, "-c", "pass"], given.runs),
            "whence --help": cost([*whence, "--help"], given.runs),
            "trace the files, with HTML": cost(
                [*whence, "trace", *map(str, files), "--html", report], given.runs
            ),
            "trace 8 versions of 60 passages, with HTML": cost(
                [*whence, "trace", "--lines", *eight, "--html", report], given.runs
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
