"""A collection under duress: killed at random moments, and used by several processes at once.

    python benchmarks/endurance.py kill --rounds 100
    python benchmarks/endurance.py crowd --seconds 60

kill    a process adds, removes, compacts or migrates and tells what was done; it is killed (SIGKILL) at a
        random moment. Then the file must open, hold every article that was told as added and none that was
        told as removed, pass every hash, and, brought up to date, have the postings and the stories that the
        same articles have in a new file.
crowd   two processes add and three read (lists, stories, find, search) at once. In the end every article
        must be there, and nobody may have met an error.

The articles are made up here. Needs `os.fork`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import whence
from whence.candidates import rules
from whence.collection import merging, segments
from whence.collection.migrations import Migration
from whence.collection.schema import Schema, current
from whence.collection.store import Store, migrate

WORDS = (
    "harbour lantern orchard ferry copper violin meadow glacier pepper saddle thunder ribbon walnut castle"
).split()
# A step as a later version may bring it: a column, filled for every article.
STEP = Migration(
    "a column for a test",
    "ALTER TABLE article ADD COLUMN test TEXT;\n"
    "UPDATE article SET test = (SELECT hex(randomblob(2000)));\n"
    "UPDATE article SET test = id;\n",
)
LATER = Schema(
    current().sql.replace(
        "  added TEXT NOT NULL\n);\nCREATE INDEX article_p",
        "  added TEXT NOT NULL,\n  test TEXT\n);\nCREATE INDEX article_p",
    ),
    (*current().migrations, STEP),
)


def article(rng: random.Random) -> whence.Article:
    """Return an article of a dozen sentences, half of them from a small pool that others draw from too."""

    def line(of: random.Random) -> str:
        return " ".join(f"{of.choice(WORDS)}{of.randrange(60)}" for _ in range(12)) + "."

    common = random.Random(rng.randrange(12))
    return whence.Article.from_passages(
        [line(common) for _ in range(4)] + [line(rng) for _ in range(8)], language="en"
    )


@dataclass
class Told:
    """What a killed process had told."""

    added: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)


def child(work: Any) -> tuple[int, int]:
    """Run `work(tell)` in a copy of this process; return its number and the pipe it tells to."""
    reading, writing = os.pipe()
    number = os.fork()
    if number:
        os.close(writing)
        return number, reading
    os.close(reading)
    # Small segments take several steps to merge, and kills fall between them.
    merging.STEP = 500
    code = 1
    try:
        work(lambda *words: os.write(writing, (json.dumps(words) + "\n").encode()))
        code = 0
    except whence.WhenceError as error:
        os.write(writing, (json.dumps(["error", str(error)]) + "\n").encode())
    except BaseException as error:  # noqa: BLE001 - a child must not go on as its parent
        os.write(writing, (json.dumps(["error", repr(error)]) + "\n").encode())
    os._exit(code)


def heard(reading: int) -> list[list[Any]]:
    """Return what a child told until it ended; a line that a kill cut is left out."""
    with os.fdopen(reading, "rb") as pipe:
        return [
            json.loads(line) for line in pipe.read().splitlines(keepends=True) if line.endswith(b"\n")
        ]


def toil(path: Path, seed: int, there: list[str]) -> Any:
    """Return work that adds, removes and compacts until it is killed."""

    def work(tell: Any) -> None:
        rng = random.Random(seed)
        with whence.open(path) as case:
            tell("ready")
            known = list(there)
            while True:
                deed = rng.random()
                if deed < (0.7 if len(known) < 60 else 0.3) or len(known) < 20:
                    made = [article(rng) for _ in range(rng.choice([1, 1, 5, 20]))]
                    ids = [a.id for a in made]
                    case.add(made, compare=rng.random() < 0.7)
                    tell("added", ids)
                    known += ids
                elif deed < 0.9:
                    ids = [known.pop(rng.randrange(len(known))) for _ in range(rng.choice([1, 2, 8]))]
                    tell("removing", ids)
                    case.remove(ids)
                    tell("removed", ids)
                else:
                    case.compact()

    return work


def postings(path: Path) -> set[tuple[str, int]]:
    """Return which articles have which keys."""
    store = Store(path, readonly=True)
    with store.snapshot() as db:
        ids = dict(db.execute("SELECT row, id FROM article"))
        directories = [segments.directory(db, row) for (row,) in db.execute("SELECT row FROM segment")]
        found = {
            (ids[row], key)
            for part in segments.everything(db, directories)
            for row, key in zip(part.article.tolist(), part.key.tolist(), strict=True)
        }
    store.close()
    return found


def judged(path: Path, told: Told) -> Any:
    """Return work that checks the file after a kill, and tells what is wrong."""

    def work(tell: Any) -> None:
        with whence.open(path) as case:
            for fault in case.verify():
                tell("wrong", str(fault))
            there = {row.id for row in case.articles(limit=1_000_000)}
            tell("there", sorted(there))
            if told.added - there:
                tell("wrong", f"{len(told.added - there)} articles that were added are not there")
            if told.removed & there:
                tell("wrong", f"{len(told.removed & there)} articles that were removed are there")
            case.refresh()
            stories = {frozenset(s.members) for s in case.stories(limit=1_000_000)}
            texts = [case.article(name) for name in there]
            posted = postings(path)
        anew = path.with_suffix(".anew")
        with whence.open(anew) as other:
            other.add(texts)
            if {frozenset(s.members) for s in other.stories(limit=1_000_000)} != stories:
                tell("wrong", "the stories are not those of the same articles in a new file")
            if postings(anew) != posted:
                tell("wrong", "the postings are not those of the same articles in a new file")
        for ending in ("", "-wal", "-shm"):
            anew.with_name(anew.name + ending).unlink(missing_ok=True)

    return work


def wrong(work: Any) -> tuple[list[str], list[str]]:
    """Run a check in a child; return what it found wrong, and the articles that are there."""
    number, reading = child(work)
    rows = heard(reading)
    os.waitpid(number, 0)
    return [row[1] for row in rows if row[0] in {"wrong", "error"}], next(
        (row[1] for row in rows if row[0] == "there"), []
    )


def kills(folder: Path, rounds: int, *, seed: int = 1, quiet: bool = True) -> list[str]:
    """Run the rounds; return what went wrong."""
    rng, path, told, there = random.Random(seed), folder / "killed.whence", Told(), []
    faults: list[str] = []
    # What every process would load first is loaded once, before it is copied.
    rules.prints()
    for turn in range(rounds):
        number, reading = child(toil(path, rng.randrange(10**9), there))
        while os.read(reading, 1) not in {b"\n", b""}:
            pass  # until it is ready, however busy the machine is
        time.sleep(rng.uniform(0.05, 1.2))
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        _note(told, heard(reading))
        found, there = wrong(judged(path, told))
        # What was under way at the kill is either done or not.
        told = Told(set(there), told.removed - set(there))
        faults += [f"round {turn}: {fault}" for fault in found] + _migrated(path, rng, turn)
        if not quiet:
            print(f"round {turn + 1}: {len(there)} articles, {len(faults)} faults", flush=True)
    return faults


def _note(told: Told, rows: list[list[Any]]) -> None:
    for what, *names in rows:
        if what == "added":
            told.added |= set(names[0])
            told.removed -= set(names[0])
        elif what == "removing":
            told.added -= set(names[0])
        elif what == "removed":
            told.removed |= set(names[0])


def _migrated(path: Path, rng: random.Random, turn: int) -> list[str]:
    """Kill a migration of a copy; return what went wrong."""
    copy = path.with_suffix(".copy")
    for ending in ("", "-wal", "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    shutil.copy(path, copy)
    number, reading = child(lambda tell: tell("done", migrate(copy, schema=LATER)))
    time.sleep(rng.uniform(0.0, 0.06))
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    done = any(row[0] == "done" for row in heard(reading))

    def work(tell: Any) -> None:
        try:
            store = Store(copy, schema=LATER)
        except whence.CollectionError:
            if done:
                tell("wrong", "a migration that was told as done is not")
            store = Store(copy)
        if store.read("PRAGMA integrity_check") != [("ok",)]:
            tell("wrong", "the file is damaged by a migration")
        store.close()

    return [f"round {turn}: {fault}" for fault in wrong(work)[0]]


def crowd(folder: Path, seconds: float, *, adders: int = 2, readers: int = 3) -> tuple[list[str], str]:
    """Let several processes use one file; return what went wrong, and how much was done."""
    path = folder / "crowd.whence"
    whence.open(path).close()
    until = time.monotonic() + seconds

    def adding(seed: int) -> Any:
        def work(tell: Any) -> None:
            rng = random.Random(seed)
            with whence.open(path) as case:
                while time.monotonic() < until:
                    made = [article(rng) for _ in range(rng.choice([1, 4]))]
                    case.add(made)
                    tell("added", [a.id for a in made])

        return work

    def reading(seed: int) -> Any:
        def work(tell: Any) -> None:
            rng, rounds = random.Random(seed), 0
            with whence.open(path, readonly=True) as case:
                while time.monotonic() < until:
                    rows = case.articles(limit=5, order="added")
                    stories = case.stories(limit=5)
                    case.kinships(limit=5)
                    case.info()
                    if any(len(s.members) < 2 for s in stories):
                        tell("wrong", "a story of one article was seen")
                    if rows:
                        case.find(rng.choice(rows).id)
                        case.search(rng.choice(WORDS) + str(rng.randrange(60)))
                    rounds += 1
            tell("read", rounds)

        return work

    running = [child(adding(n)) for n in range(adders)] + [child(reading(n)) for n in range(readers)]
    rows = [row for _, pipe in running for row in heard(pipe)]
    for number, _ in running:
        os.waitpid(number, 0)
    told = Told({name for row in rows if row[0] == "added" for name in row[1]})
    faults = [row[1] for row in rows if row[0] in {"wrong", "error"}]
    found, there = wrong(judged(path, told))
    reads = sum(row[1] for row in rows if row[0] == "read")
    return faults + found, f"{len(there)} articles added, {reads} rounds of reading"


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["kill", "crowd"])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "kill":
            faults, done = (
                kills(Path(folder), options.rounds, seed=options.seed, quiet=False),
                f"{options.rounds} kills",
            )
        else:
            faults, done = crowd(Path(folder), options.seconds)
    for fault in faults:
        print(fault)
    print(f"{done}, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
