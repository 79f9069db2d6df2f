"""files ⇄ collection: the commands `add`, `remove`, `info`, `log`, `compact`, `migrate`, `import`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.messages import (
    DONE,
    SOME_FAILED,
    STOPPED,
    explained,
    fail,
    guarded,
    printable,
    progress,
    say,
)
from whence.cli.options import case_option, json_option, language_option, quiet_option, source_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from whence.collection import Collection
    from whence.collection.rows import Added
    from whence.errors import ReadError
    from whence.settings import Settings

_MOST_FAILURES = 50


def opened(
    case: Path, *, readonly: bool = True, settings: Settings | None = None, told: bool | None = None
) -> Collection:
    """Open a collection, or leave with a message; who only reads is `told` where it is outdated."""
    from whence.collection import open_collection
    from whence.settings import DEFAULT

    found: Collection = guarded(
        lambda: open_collection(case, readonly=readonly, settings=settings or DEFAULT)
    )
    if (readonly if told is None else told) and (why := guarded(found.outdated)):
        say(f"{case}: {why}; compare them anew with: whence compact --rebuild -c {case}")
    return found


def echo_json(name: str, data: dict[str, Any]) -> None:
    """Print one JSON document."""
    import json

    written = json.dumps({"format": f"whence.{name}/1", **data}, ensure_ascii=False, indent=2)
    click.echo(written.encode("utf-8", "replace"))


workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that read and compare; all cores without it. The result is the same.",
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|DIR|URL…")
@case_option
@language_option("--language", "Language of the texts instead of detecting it.")
@click.option("--lines", is_flag=True, help="The input is already split, one passage a line.")
@source_options
@workers_option
@json_option
@quiet_option
def add(sources: tuple[str, ...], case: Path, **options: Any) -> None:
    """Put articles into a collection, and bring its stories up to date.

    An article is its content: what is there already is not added again, only where it was found is kept.
    Each few hundred articles are kept at once: after Ctrl-C, a crash or a full disk the same command goes on.
    """
    from whence.cli.versions import settings_of
    from whence.readers.fetch import Polite

    settings = settings_of(options)
    fetcher = Polite(settings=settings, allow_private=options["allow_private"])
    with opened(case, readonly=False, settings=settings) as found:
        with progress(quiet=options["quiet"] or options["as_json"]) as bar, _stoppable(found, "add"):
            added: Added = guarded(
                lambda: found.add(
                    sources,
                    language=options["language"],
                    lines=options["lines"],
                    mapping=options["mapping"],
                    fetcher=fetcher,
                    follow=options["fetch"],
                    workers=options["workers"] or _cores(),
                    progress=bar,
                )
            )
        _tell(added, case, options)
    nothing = added.failed and not added.new + added.known
    sys.exit(3 if nothing else SOME_FAILED if added.failed else DONE)


def _tell(added: Added, case: Path, options: dict[str, Any]) -> None:
    _failures(added.failed)
    if options["as_json"]:
        echo_json("added", added.to_dict())
    elif not options["quiet"]:
        rate = (added.new + added.known) / max(added.seconds, 0.001)
        click.echo(
            f"{case}: {counted(added.new, 'new article')}, {added.known:,} known, "
            f"{len(added.failed):,} not read, {counted(len(added.stories), 'story', 'stories')} changed "
            f"({added.seconds:.1f} s, {rate:,.0f} articles/s)"
        )


def counted(count: int, one: str, many: str = "") -> str:
    """Return how many there are of something: "1 article", "2,000 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _failures(failed: tuple[ReadError, ...]) -> None:
    for error in failed[:_MOST_FAILURES]:
        say(explained(error))
    if len(failed) > _MOST_FAILURES:
        say(
            f"and {len(failed) - _MOST_FAILURES:,} more that were not read; `whence info --failed` lists all"
        )


def _cores() -> int:
    return os.cpu_count() or 1


class _stoppable:  # noqa: N801 - reads as a verb
    """Ctrl-C leaves with a message that says how to go on."""

    def __init__(self, case: Collection, command: str) -> None:
        self._case, self._command = case, command

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is KeyboardInterrupt:
            self._case.close()
            say(
                f"stopped; what was done is kept, and the same `whence {self._command}` goes on from there"
            )
            sys.exit(STOPPED)


def changing(
    case: Path, command: str, run: Callable[[Collection, Any], Any], *, quiet: bool, make: bool = False
) -> Any:
    """Open a collection for writing and run something with a bar; one that is not there only with `make`."""
    if not make and not case.exists():
        opened(case).close()  # leaves with the message of commands that only read
    with opened(case, readonly=False) as found, progress(quiet=quiet) as bar, _stoppable(found, command):
        return guarded(lambda: run(found, bar))


@click.command("import")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@case_option
@workers_option
@json_option
@quiet_option
def take(folder: Path, case: Path, *, workers: int | None, as_json: bool, quiet: bool) -> None:
    """Add the articles of a folder of Parquet, with the kinships that a run on a cluster left beside them.

    DIR is what `whence export --parquet` wrote, after `python -m whence.candidates.job DIR`.
    """
    from whence.collection.exchange import present

    if not case.exists():
        # What is no exported folder makes no collection either.
        guarded(lambda: present(folder))
    run = lambda c, bar: c.import_parquet(folder, workers=workers or _cores(), progress=bar)  # noqa: E731
    added = changing(case, "import", run, quiet=quiet or as_json, make=True)
    _tell(added, case, {"as_json": as_json, "quiet": quiet})


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@case_option
@json_option
@quiet_option
def remove(ids: tuple[str, ...], case: Path, *, as_json: bool, quiet: bool) -> None:
    """Remove articles, with their text, their originals and all that was found out about them.

    ID is an article's id or its first characters, as `whence find` and `whence story` show it.
    """
    count = changing(case, "remove", lambda c, bar: c.remove(ids, progress=bar), quiet=quiet or as_json)
    if as_json:
        echo_json("removed", {"articles": count})
    elif not quiet:
        click.echo(f"{case}: {counted(count, 'article')} removed")


@click.command()
@case_option
@click.option(
    "--rebuild", is_flag=True, help="Compare all articles anew, as after a new version of whence."
)
@json_option
@quiet_option
def compact(case: Path, *, rebuild: bool, as_json: bool, quiet: bool) -> None:
    """Make a collection's file as small as it can be.

    Needs as much room on the disk as the file takes, for a while.
    """
    saved = changing(
        case, "compact", lambda c, bar: c.compact(rebuild=rebuild, progress=bar), quiet=quiet or as_json
    )
    if as_json:
        echo_json("compacted", {"saved": saved})
    elif not quiet:
        compared = "all articles compared anew, " if rebuild else ""
        click.echo(f"{case}: {compared}{abs(saved):,} bytes {'saved' if saved >= 0 else 'more'}")


@click.command()
@case_option
@json_option
def migrate(case: Path, *, as_json: bool) -> None:
    """Bring a collection that an older whence has made up to this version."""
    from whence.collection import migrate as run

    steps = guarded(lambda: run(case))
    if as_json:
        echo_json("migrated", {"steps": steps})
    else:
        click.echo(f"{case}: " + (", ".join(steps) if steps else "up to date already"))


@click.command()
@case_option
@click.option("--failed", is_flag=True, help="List the inputs that could not be read, and why.")
@json_option
def info(case: Path, *, failed: bool, as_json: bool) -> None:
    """Say what is in a collection."""
    with opened(case) as found:
        about, failures = guarded(lambda: (found.info(), found.failures() if failed else []))
    if as_json:
        more = {"failed": [row.to_dict() for row in failures]} if failed else {}
        echo_json("info", about.to_dict() | more)
        return
    if failed:
        for row in failures:
            click.echo(f"{printable(row.source)}: {printable(row.found)}")
        return
    languages = ", ".join(f"{tag} {count:,}" for tag, count in about.languages.items())
    span = f", published {about.first} to {about.last}" if about.first else ""
    click.echo(
        f"{about.path}: {counted(about.articles, 'article')} of {counted(about.outlets, 'outlet')}{span}"
    )
    click.echo(f"languages: {languages or 'none'}")
    click.echo(
        f"{counted(about.stories, 'story', 'stories')}, {counted(about.kinships, 'kinship')}, "
        f"{counted(about.decisions, 'decision')}, {counted(about.captures, 'capture')}, "
        f"{counted(about.failures, 'input')} not read"
    )
    share = about.bytes / about.characters if about.characters else 0.0
    click.echo(
        f"{about.bytes / 1e6:,.1f} MB, {share:.2f} bytes a character of text; "
        f"schema {about.schema}, made by whence {about.whence}"
    )
    if about.pending:
        click.echo(f"{about.pending:,} articles are not compared yet: the next `whence add` does it")


@click.command()
@case_option
@click.option("--since", metavar="TIME", help="Only what changed from then on (2031-03-04).")
@click.option("--story", type=int, metavar="ID", help="Only what changed in this story.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Most entries.")
@json_option
def log(case: Path, *, since: str | None, story: int | None, limit: int, as_json: bool) -> None:
    """Say what changed in the stories, the latest first."""
    from whence.readers.times import parse

    if since is not None and parse(since) is None:
        fail(f"found the time {since!r}, expected one such as 2031-03-04")
    with opened(case) as found:
        rows = guarded(lambda: found.log(since=since, story=story, limit=limit))
    if as_json:
        echo_json("log", {"entries": [row.to_dict() for row in rows]})
        return
    for row in rows:
        where = f"story {row.story}" if row.story else "no story"
        click.echo(f"{row.at}  {where}: {printable(row.text)}")
    if not rows:
        where = f" in story {story}" if story else ""
        fail(f"nothing changed{where}" + (f" since {since}" if since else ""))
