"""Renew what the terminal shows in docs/tutorial.md: every console block that begins with a command.

python tools/write_tutorial.py        run the commands from the repository's root, set in their output
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "tutorial.md"
BLOCK = re.compile(r"(```console\n\$ whence (.+)\n)(?:.*\n)*?(```)")
# Columns of the terminal in the page: what fits beside the navigation of most code hosts.
COLUMNS = "92"


def shown(command: str) -> str:
    """Return what `whence` with these words prints, without the spaces at line ends."""
    words = [
        path for word in shlex.split(command) for path in (_matching(word) if "*" in word else [word])
    ]
    with tempfile.TemporaryDirectory() as folder:
        # Reports that a command writes are not wanted here.
        words = [
            str(Path(folder) / w) if w.endswith((".html", ".svg")) and "/" not in w else w for w in words
        ]
        done = subprocess.run(  # noqa: S603 - commands of our own page
            [sys.executable, "-m", "whence", *words],
            cwd=ROOT,
            env=os.environ | {"COLUMNS": COLUMNS, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def _matching(pattern: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern))


def main() -> None:
    """Rewrite the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(BLOCK.sub(lambda m: m[1] + shown(m[2]) + m[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
