"""case bundle or collection → verdict: the command `verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.messages import DONE, SOME_FAILED, guarded, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLLECTION = b"SQLite format 3\0"


@click.command()
@click.argument("named", type=click.Path(path_type=Path), required=False, metavar="FILE")
@click.option(
    "-c",
    "--case",
    type=click.Path(path_type=Path),
    metavar="CASE",
    help="A collection, as other commands take it, in place of FILE.",
)
@click.option(
    "--unpack",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Unpack a bundle that is intact into DIR, a new folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
def verify(named: Path | None, case: Path | None, unpack: Path | None, *, as_json: bool) -> None:
    """Check a case bundle or a collection: every file and text against the hash that is stated for it.

    The file itself is not changed. The exit code is 0 where all is as it was, 1 where something is
    missing, changed or was added.
    """
    file = named or case
    if file is None or (named and case):
        raise click.UsageError("expected one file: a case bundle, or a collection")
    told, lines = guarded(lambda: _collection(file) if _is_collection(file) else _bundle(file, unpack))
    if as_json:
        click.echo(json.dumps({"format": "whence.verdict/1", **told}))
    else:
        for line in lines:
            click.echo(printable(line))
    sys.exit(DONE if told["intact"] else SOME_FAILED)


def _is_collection(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_COLLECTION)) == _COLLECTION
    except OSError:
        return False


def _bundle(file: Path, unpack: Path | None) -> tuple[dict[str, Any], Iterator[str]]:
    """Check a bundle; return what to say of it to programs and to people."""
    from whence.report.exports.verify import verify as run

    verdict = run(file, unpack=unpack)

    def lines() -> Iterator[str]:
        for what in ("missing", "changed", "extra"):
            yield from (f"{what}: {name}" for name in getattr(verdict, what))
        yield f"{verdict.checked} files checked: {'' if verdict.intact else 'NOT all '}as they were"
        yield f"SHA-256 of the list of hashes: {verdict.manifest}"
        if unpack is not None:
            yield f"unpacked into {unpack}" if verdict.intact else "not unpacked"

    return {"intact": verdict.intact, **verdict.to_dict()}, lines()


def _collection(file: Path) -> tuple[dict[str, Any], Iterator[str]]:
    """Check a collection; return what to say of it to programs and to people."""
    from whence.collection import open_collection

    with open_collection(file, readonly=True) as collection:
        faults = collection.verify()
        articles = collection.info().articles

    def lines() -> Iterator[str]:
        for fault in faults:
            yield f"{fault.where}: {fault.what}; {fault.do}"
        yield f"{articles:,} articles checked: {'NOT all ' if faults else ''}as they were"

    told = {"intact": not faults, "checked": articles, "faults": [fault.to_dict() for fault in faults]}
    return told, lines()
