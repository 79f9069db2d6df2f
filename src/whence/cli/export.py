"""files → other people's formats: the command `export`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.messages import DONE, SOME_FAILED, fail, guarded, progress, say
from whence.cli.options import reading_options, spoken_option
from whence.cli.versions import narrowed, settings_of, traced
from whence.errors import UsageError, WhenceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Capture, Story
    from whence.report.exports import Format
    from whence.settings import Settings


def _techniques(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        return ()
    from whence.techniques import technique

    try:
        return tuple(map(technique, value))
    except UsageError as error:
        raise click.BadParameter(str(error)) from error


@click.command()
@click.argument("files", nargs=-1, metavar="FILE FILE… | STORY")
@click.option(
    "-c",
    "--case",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="CASE",
    help="Take the story with the number STORY from this collection; without STORY a bundle (.zip) "
    "holds the whole collection.",
)
@click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="FILE",
    help="Write to FILE, in the format of its ending; as often as there are files to write. "
    '"-" is standard output and needs --format.',
)
@click.option(
    "--format",
    "names",
    multiple=True,
    metavar="NAME",
    help="The format by its name (see --list). Once for all --to, or once for each in their order.",
)
@click.option(
    "--table",
    metavar="NAME",
    help="Which table csv, jsonl and parquet hold; also by the name before the ending, as in case.links.csv.",
)
@click.option(
    "--parquet",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write all articles of the collection to DIR for a run on a cluster; `whence import` takes back "
    "what it found.",
)
@click.option(
    "--technique",
    "techniques",
    multiple=True,
    metavar="ID",
    callback=_techniques,
    help="A DISARM technique (T0085) that you hold to be used in the story, for STIX; "
    "whence names none of itself. As often as there are techniques.",
)
@click.option("--list", "listed", is_flag=True, help="List the formats and the tables.")
@spoken_option
@reading_options
def export(
    files: tuple[str, ...],
    case: Path | None,
    targets: tuple[str, ...],
    names: tuple[str, ...],
    table: str | None,
    *,
    parquet: Path | None,
    techniques: tuple[str, ...],
    listed: bool,
    **options: Any,
) -> None:
    """Write a story for other tools: traced from two or more versions, or taken from a collection.

    FILE is whatever `whence trace` reads. A case bundle (.zip) holds what was read itself, too.
    """
    if listed:
        _list()
        return
    if parquet is not None:
        _for_cluster(case, parquet, quiet=options["quiet"])
        return
    wanted = _wanted(targets, names, table)
    if case is not None and not files and all(form.name == "bundle" for _, form in wanted):
        _whole(case, [target for target, _ in wanted], quiet=options["quiet"])
        return
    settings = settings_of(options)
    whole = any(form.name == "bundle" for _, form in wanted)
    captures: list[Capture] = []
    when = None
    if case is None:
        story, failed = traced(files, options, settings, captures if whole else None)
    else:
        failed = 0
        story, when, held = _taken(case, files, settings, captures if whole else None)
        techniques = (*held, *techniques)
    asked = {
        "captures": captures,
        "when": when,
        "settings": settings,
        "table": table,
        "techniques": techniques,
        "language": options["report_language"],
    }
    story = narrowed(story, options["only"])
    written = sum(_write(story, target, form, asked, quiet=options["quiet"]) for target, form in wanted)
    if not written:
        fail("none of the files could be written")
    sys.exit(SOME_FAILED if failed or written < len(wanted) else DONE)


def _for_cluster(case: Path | None, folder: Path, *, quiet: bool) -> None:
    """Write the articles of a collection as Parquet."""
    if case is None:
        raise click.UsageError("found --parquet without a collection; expected --case CASE")
    from whence.collection import open_collection

    opened = guarded(lambda: open_collection(case, readonly=True))
    with opened as collection, progress(quiet=quiet) as bar:
        count = guarded(lambda: collection.export_parquet(folder, progress=bar))
    if not quiet:
        say(f"{count:,} articles: {folder / 'articles'}")


def _taken(
    case: Path, given: Sequence[str], settings: Settings, keep: list[Capture] | None
) -> tuple[Story, datetime, tuple[str, ...]]:
    """Return a story of a collection, when it last changed, and the techniques that persons hold to be used in it.

    How its articles were found goes into `keep`.
    """
    from whence.collection import open_collection

    if len(given) != 1 or not given[0].isdecimal():
        found = " ".join(given) or "nothing"
        raise click.UsageError(
            f"found {found}; expected with --case the number of one story, "
            "or for the whole collection files that end in .zip alone"
        )

    def take() -> tuple[Story, datetime, tuple[str, ...]]:
        with open_collection(case, readonly=True, settings=settings) as collection:
            number = int(given[0])
            story: Story = collection.story(number)
            if keep is not None:
                keep.extend(collection.captured(story.articles))
            changed = datetime.fromisoformat(collection.story_row(number).changed)
            return story, changed, collection.techniques(number)

    taken: tuple[Story, datetime, tuple[str, ...]] = guarded(take)
    return taken


def _list() -> None:
    """Print the formats, one a line."""
    from whence.report.exports import FORMATS
    from whence.report.exports.tables import NAMES

    width = max(len(name) for name in FORMATS)
    endings = max(len(" ".join(made.endings)) for made in FORMATS.values())
    for name, made in FORMATS.items():
        click.echo(f"{name:{width}}  {' '.join(made.endings):{endings}}  {made.about}")
    click.echo(f"\nTables of csv, jsonl and parquet: {', '.join(NAMES)}")


def _wanted(targets: Sequence[str], names: Sequence[str], table: str | None) -> list[tuple[str, Format]]:
    """Return each file with its format; all that can be wrong is said before anything is read."""
    from whence.report.exports import chosen
    from whence.report.exports.tables import NAMES

    if not targets:
        raise click.UsageError("found no --to; expected a file to write, or --list to see the formats")
    if len(names) not in {0, 1, len(targets)}:
        raise click.UsageError(
            f"found {len(names)} times --format for {len(targets)} files; "
            "expected it once for all, or once for each"
        )
    if table is not None and table not in NAMES:
        raise click.BadParameter(
            f"found {table!r}; expected one of {', '.join(NAMES)}", param_hint="--table"
        )
    try:
        return [
            (target, chosen(target, names[i % len(names)] if names else None)[0])
            for i, target in enumerate(targets)
        ]
    except UsageError as error:
        raise click.BadParameter(str(error), param_hint="--format" if names else "--to") from error


def _whole(case: Path, targets: Sequence[str], *, quiet: bool) -> None:
    """Write bundles of a whole collection, as it is at one moment."""
    from tempfile import TemporaryDirectory

    from whence.collection.copying import copy
    from whence.report.exports import replacing
    from whence.report.exports.bundle import write_collection

    with TemporaryDirectory(prefix="whence-") as folder:
        moment = Path(folder) / "collection.whence"
        guarded(lambda: copy(case, moment))
        for target in targets:
            try:
                with replacing(Path(target)) as stream:
                    write_collection(moment, stream)
            except OSError as error:
                fail(f"{target}: cannot be written ({error.strerror or error}); choose another place")
            if not quiet:
                say(f"bundle: {target}")


def _write(story: Story, target: str, form: Format, asked: dict[str, Any], *, quiet: bool) -> bool:
    """Write one file; return False, with a message, where it cannot be written."""
    from whence.report.exports import export as run

    to = sys.stdout.buffer if target == "-" else Path(target)
    try:
        run(story, to, format=form.name, **asked)
    except OSError as error:
        say(f"{target}: cannot be written ({error.strerror or error}); choose another place")
        return False
    except WhenceError as error:
        say(f"{target}: {error}")
        return False
    if not quiet and target != "-":
        say(f"{form.name}: {target}")
    return True
