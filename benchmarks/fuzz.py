"""Find out whether a reader crashes, hangs or eats the memory on damaged files.

    python benchmarks/fuzz.py                        a second a format
    python benchmarks/fuzz.py --minutes 10           ten minutes a format
    python benchmarks/fuzz.py --only pdf --seed 7

Valid files of every format (those that the tests make) are mutated: bytes flipped, stretches cut, doubled,
moved, put in from other files, numbers made large, zip members rewritten inside. Each is read whole; every
result must be a capture or an error of reading, within `--seconds` of CPU, and the process must stay below
`--megabytes`. A finding is written to the current folder with its seed, and the exit code is 1. A file that
stalls beyond five times the limit ends the process with the stack of where it stands.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import random
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e309", b"NaN")
TOKENS = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"<![CDATA[", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"{", b"[[[[", b"</", b"/>", b"WARC/1.0\r\n",
    b"\r\n\r\n", b"stream\n", b"endobj", b"obj <<", b"%PDF-1.7", b"\x1f\x8b\x08", b"PK\x03\x04", b"Content-Length: 9", b"charset=utf-7", b"&#1114112;",
)  # fmt: skip


def mutated(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return the file with a few changes."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return _inside(chance, data, others)
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice((1, 2, 8, 64, 1024)))
        kind = chance.randrange(8)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[at:to] = chance.randbytes(to - at)
        elif kind == 2:
            del made[at:to]
        elif kind == 3:
            made[at:at] = made[at:to] * chance.choice((1, 3, 50))
        elif kind == 4:
            made[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 20))
        elif kind == 5:
            other = chance.choice(others)
            start = chance.randrange(len(other))
            made[at:at] = other[start : start + 500]
        elif kind == 6:
            del made[at:]
        else:
            _number(chance, made)
    return bytes(made)


def _number(chance: random.Random, made: bytearray) -> None:
    """Make a number of the file another one."""
    digits = [n for n, c in enumerate(made[:20_000]) if 48 <= c <= 57]
    if digits:
        at = chance.choice(digits)
        to = at
        while to < len(made) and 48 <= made[to] <= 57:
            to += 1
        made[at:to] = chance.choice(NUMBERS)


def _inside(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return the zip archive with one of its members changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutated(chance, content, others) if name == hit and content else content)
    return made.getvalue()


def run(
    name: str, data: bytes, others: list[bytes], *, seconds: float, seed: int, patience: float = 5.0, megabytes: float = 1_000.0
) -> tuple[int, list[str]]:  # fmt: skip
    """Fuzz one format for so long; return how many files were read and what was found."""
    from whence import readers
    from whence.errors import ReadError
    from whence.records import Capture

    findings: list[str] = []
    count, end = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        while time.monotonic() < end and len(findings) < 5:
            number = seed * 1_000_000 + count
            bad = mutated(random.Random(f"{name} {number}"), data, others)
            path.write_bytes(bad)
            begun, said = time.process_time(), ""
            faulthandler.dump_traceback_later(patience * 5, exit=True)
            try:
                rows = [*readers.captures(path)]
                if not rows or not all(isinstance(row, (Capture, ReadError)) for row in rows):
                    said = f"gave {rows[:3]!r}"
            except Exception as error:  # noqa: BLE001  # any is a finding
                said = f"raised {type(error).__name__}: {error}"
            faulthandler.cancel_dump_traceback_later()
            spent, peak = time.process_time() - begun, _peak()
            if spent > patience:
                said = f"took {spent:.1f} s"
            if peak > megabytes:
                said, megabytes = f"{said} took the process to {peak:.0f} MB".strip(), peak * 1.2
            if said:
                kept = Path(f"finding-{number}-{name}")
                kept.write_bytes(bad)
                findings.append(f"{kept}: {said}")
            count += 1
    return count, findings


def _peak() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 if sys.platform != "darwin" else 1024**2)


def files() -> dict[str, bytes]:
    """Return a valid file of every format."""
    import sources

    made: dict[str, Callable[[], bytes]] = sources.MADE
    return {name: make() for name, make in made.items()}


def main() -> None:
    """Fuzz and say what was found."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("--minutes", type=float, default=1 / 60, help="minutes a format")
    ask.add_argument("--only", help="formats whose file name has this in it")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--seconds", type=float, default=5.0, help="CPU a file may take")
    ask.add_argument("--megabytes", type=float, default=1_000.0)
    given = ask.parse_args()
    made = files()
    failed = False
    for name, data in made.items():
        if given.only and given.only not in name:
            continue
        count, findings = run(
            name, data, [*made.values()], seconds=given.minutes * 60, seed=given.seed,
            patience=given.seconds, megabytes=given.megabytes,
        )  # fmt: skip
        failed = failed or bool(findings)
        print(f"{name:16} {count:7,} files  {len(findings)} findings  {_peak():.0f} MB", *findings, sep="\n  ", flush=True)  # fmt: skip
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
