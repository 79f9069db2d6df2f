"""case bundle → verdict: the command `verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from whence.cli.messages import DONE, SOME_FAILED, guarded, printable


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document, nothing else.")
def verify(bundle: Path, *, as_json: bool) -> None:
    """Check every file of a case bundle against the hash that is stated for it.

    Nothing is unpacked. The exit code is 0 where all is as it was, 1 where something is missing,
    changed or was added.
    """
    from whence.report.exports.verify import verify as run

    verdict = guarded(lambda: run(bundle))
    if as_json:
        click.echo(
            json.dumps({"format": "whence.verdict/1", "intact": verdict.intact, **verdict.to_dict()})
        )
        sys.exit(DONE if verdict.intact else SOME_FAILED)
    for what in ("missing", "changed", "extra"):
        for name in getattr(verdict, what):
            click.echo(f"{what}: {printable(name)}")
    state = "as they were" if verdict.intact else "NOT all as they were"
    click.echo(f"{verdict.checked} files checked: {state}")
    click.echo(f"SHA-256 of the list of hashes: {verdict.manifest}")
    sys.exit(DONE if verdict.intact else SOME_FAILED)
