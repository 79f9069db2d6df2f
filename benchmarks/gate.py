"""Quality floors: run small fixed subsets of the benchmarks and hold them against `floors.json`.

    python benchmarks/gate.py ../shared            exit 1 where a figure is under its floor
    python benchmarks/gate.py ../shared --write    write what was measured beside each floor

Each row of `floors.json` names a benchmark, its arguments ({data} is the shared folder) and floors for
figures of its `--json` output, by a path into it ("summary.p1", a number of a list, or "mean:pairs.x"
for the mean over a list). `data` is a hash of the files measured on: on other data the row is an error,
not a comparison. Nobody lowers a floor without saying why in the changelog.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"


def figure(document: Any, path: str) -> float:
    """Return the number at `path` of a JSON document; "mean:" takes the mean over lists on the way."""
    values = [document]
    for step in path.removeprefix("mean:").split("."):
        values = [
            item
            for value in values
            for item in (value if isinstance(value, list) and not step.isdigit() else [value])
        ]
        values = [v[int(step)] if isinstance(v, list) else v[step] for v in values]
    return sum(map(float, values)) / len(values)


def data_hash(folder: Path) -> str:
    """Return a hash of the names and contents of a data folder."""
    seen = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        seen.update(path.relative_to(folder).as_posix().encode())
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:16]


def main() -> int:
    """Run every row and print a table; return the exit code."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("shared", type=Path)
    ask.add_argument("--write", action="store_true")
    given = ask.parse_args()
    rows = json.loads(FLOORS.read_text("utf-8"))
    failed = 0
    for row in rows:
        began = time.perf_counter()
        # A benchmark that makes its own data has no folder.
        folder = given.shared / row["folder"] if row["folder"] else None
        found = data_hash(folder) if folder else None
        if row.get("data") not in {found, None} and not given.write:
            print(f"{row['benchmark']}: {folder} is not the data that the floors were set on")
            failed += 1
            continue
        data = [str(folder)] if folder else []
        command = [sys.executable, str(HERE / f"{row['benchmark']}.py"), *data, *row["arguments"]]
        done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
        # A benchmark may leave with 1 and its document, where something was missed: floors decide.
        if done.returncode and not done.stdout.strip():
            print(f"{row['benchmark']}: exit code {done.returncode}\n{done.stderr[-2000:]}")
            failed += 1
            continue
        document = json.loads(done.stdout)
        if found:
            row["data"] = found
        for path, bound in row["floors"].items():
            value = figure(document, path)
            # A floor is a least value; a "ceiling" (for false alarms) stands as a list [null, most].
            low, high = bound if isinstance(bound, list) else (bound, None)
            good = (low is None or value >= low) and (high is None or value <= high)
            failed += not good
            print(
                f"{'ok  ' if good else 'FAIL'} {row['benchmark']:<16} {path:<42} {value:8.4f}  {bound}"
            )
        print(f"     {row['benchmark']:<16} took {time.perf_counter() - began:.1f} s")
    if given.write:
        FLOORS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
