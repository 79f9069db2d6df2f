"""Find out whether a reader crashes, hangs or eats the memory on damaged files.

    python benchmarks/fuzz.py                               a second a format, random
    python benchmarks/fuzz.py --minutes 10 --guided         ten minutes a format, led by coverage (atheris)
    python benchmarks/fuzz.py --minutes 10 --guided --jobs 2 --only pdf,docx

Valid files of every format (those that the tests make) are mutated: bytes flipped, stretches cut, doubled,
moved, put in from other files, numbers made large, members of an archive rewritten inside. Each is read whole;
every result must be a capture or an error of reading, within `--seconds` of CPU, and the process must stay below
`--megabytes`. With `--guided` every format has a process of its own, in which libFuzzer keeps the files that reach
new lines of the readers and of the Python libraries below them, and adds its own mutations; a file that stalls
beyond five times the limit by the clock, or memory over the limit, ends it.
Findings are written to the current folder, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import faulthandler
import gzip
import importlib
import io
import os
import pkgutil
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
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
# What tells libFuzzer of new ground: the readers and the Python libraries below them (native ones are opaque to it).
GUIDES = (
    "whence.readers",
    "feedparser",
    "warcio",
    "openpyxl",
    "trafilatura",
    "htmldate",
    "email.parser",
    "email.message",
)
# A longer file than this is rarely a better one, and costs libFuzzer its pace.
LONGEST = 200_000
STALLED = 5
TOO_MANY = 5


def mutated(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return the file with a few changes, inside its compression where it has one."""
    try:
        if data.startswith(b"PK") and chance.random() < 0.7:
            return _inside(chance, data, others)
        if data.startswith(b"\x1f\x8b") and chance.random() < 0.7:
            return gzip.compress(mutated(chance, gzip.decompress(data), others), 1)
    except Exception:  # noqa: BLE001, S110  # an archive that is broken already is damaged as it stands
        pass
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
        rows = old.infolist()
        if not rows or sum(row.file_size for row in rows) > LONGEST * 20:
            raise zipfile.BadZipFile
        hit = chance.choice(rows)
        for row in rows:
            content = old.read(row)
            new.writestr(
                row.filename, mutated(chance, content, others) if row is hit and content else content
            )
    return made.getvalue()


def fault(path: Path, *, patience: float) -> str:
    """Read a file as a user does and say what is wrong with the reader, or nothing."""
    from whence import readers
    from whence.errors import ReadError
    from whence.records import Capture

    begun = time.process_time()
    try:
        rows = [*readers.captures(path)]
    except Exception as error:  # noqa: BLE001  # any is a finding
        return f"raised {type(error).__name__}: {error}"
    if not rows or not all(isinstance(row, (Capture, ReadError)) for row in rows):
        return f"gave {rows[:3]!r}"
    spent = time.process_time() - begun
    return f"took {spent:.1f} s" if spent > patience else ""


def run(
    name: str, data: bytes, others: list[bytes], *, seconds: float, seed: int, patience: float = 5.0, megabytes: float = 1_000.0
) -> tuple[int, list[str]]:  # fmt: skip
    """Fuzz one format at random for so long; return how many files were read and what was found."""
    findings: list[str] = []
    count, end = 0, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        while time.monotonic() < end and len(findings) < TOO_MANY:
            number = seed * 1_000_000 + count
            bad = mutated(random.Random(f"{name} {number}"), data, others)
            path.write_bytes(bad)
            faulthandler.dump_traceback_later(patience * STALLED, exit=True)
            said = fault(path, patience=patience)
            faulthandler.cancel_dump_traceback_later()
            if (peak := _peak()) > megabytes:
                said, megabytes = f"{said} took the process to {peak:.0f} MB".strip(), peak * 1.2
            if said:
                kept = Path(f"finding-{number}-{name}")
                kept.write_bytes(bad)
                findings.append(f"{kept}: {said}")
            count += 1
    return count, findings


def guided(name: str, *, seconds: float, seed: int, patience: float, megabytes: float) -> None:
    """Fuzz one format in this process, led by coverage; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=[*GUIDES], enable_loader_override=False):
        for module in GUIDES:
            importlib.import_module(module)
        for row in pkgutil.iter_modules(importlib.import_module("whence.readers").__path__):
            importlib.import_module(f"whence.readers.{row.name}")

    made = files()
    others = [*made.values()]
    folder = Path(tempfile.mkdtemp())
    path = folder / name
    (folder / "corpus").mkdir()
    (folder / "corpus" / name).write_bytes(made[name])

    def one(data: bytes) -> None:
        path.write_bytes(data)
        if said := fault(path, patience=patience):
            raise AssertionError(said)

    def mutator(data: bytes, most: int, number: int) -> bytes:
        chance = random.Random(number)
        if chance.random() < 0.25 and not data.startswith((b"PK", b"\x1f\x8b")):
            return bytes(atheris.Mutate(data, most))
        return mutated(chance, data or made[name], others)[:most]

    atheris.Setup(
        [
            sys.argv[0], f"-max_total_time={seconds:.0f}", f"-timeout={patience * STALLED:.0f}", f"-rss_limit_mb={megabytes:.0f}",
            f"-seed={seed + 1}", f"-max_len={LONGEST}", f"-artifact_prefix=finding-{name}-", "-print_final_stats=1", str(folder / "corpus"),
        ],
        one, custom_mutator=mutator,
    )  # fmt: skip
    atheris.Fuzz()


def _led(name: str, given: argparse.Namespace) -> tuple[bool, str]:
    """Run one format in a process of its own; return whether nothing was found, and a line on it."""
    # libFuzzer leaves by itself and cleans nothing up.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                sys.executable, __file__, "--guide", name, "--minutes", str(given.minutes), "--seed", str(given.seed),
                "--seconds", str(given.seconds), "--megabytes", str(given.megabytes),
            ],
            capture_output=True, text=True, errors="replace", check=False, env={**os.environ, "TMPDIR": folder},
        )  # fmt: skip
    said = done.stderr + done.stdout
    stats = {
        row.split(":")[0]: row.split()[-1]
        for row in said.splitlines()
        if row.startswith("stat::")
        for row in [row[6:]]
    }
    ground = next(
        (row.split("cov: ")[1].split()[0] for row in reversed(said.splitlines()) if "cov: " in row), "?"
    )
    line = (
        f"{name:16} {int(stats.get('number_of_executed_units', 0)):7,} files  {stats.get('peak_rss_mb', '?')} MB  "
        f"{stats.get('new_units_added', '?')} reached new ground, {ground} places in all"
    )  # fmt: skip
    return done.returncode == 0, line if done.returncode == 0 else f"{line}\n  FOUND\n{said[-3000:]}"


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
    ask.add_argument("--minutes", type=float, default=1 / 60, help="minutes a format, by the clock")
    ask.add_argument(
        "--only", default="", help="formats whose file name has one of these in it, with commas between"
    )
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--seconds", type=float, default=5.0, help="CPU a file may take")
    ask.add_argument("--megabytes", type=float, default=1_000.0)
    ask.add_argument("--guided", action="store_true", help="led by coverage, with atheris")
    ask.add_argument("--jobs", type=int, default=1, help="formats at once, with --guided")
    ask.add_argument("--guide", help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.guide:
        guided(
            given.guide,
            seconds=given.minutes * 60,
            seed=given.seed,
            patience=given.seconds,
            megabytes=given.megabytes,
        )
    made = files()
    names = [name for name in made if any(part in name for part in given.only.split(","))]
    failed = False
    if given.guided:
        with ThreadPoolExecutor(given.jobs) as pool:
            for clean, line in pool.map(lambda name: _led(name, given), names):
                failed = failed or not clean
                print(line, flush=True)
        sys.exit(1 if failed else 0)
    for name in names:
        count, findings = run(
            name, made[name], [*made.values()], seconds=given.minutes * 60, seed=given.seed,
            patience=given.seconds, megabytes=given.megabytes,
        )  # fmt: skip
        failed = failed or bool(findings)
        print(f"{name:16} {count:7,} files  {len(findings)} findings  {_peak():.0f} MB", *findings, sep="\n  ", flush=True)  # fmt: skip
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
