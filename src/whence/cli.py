"""The command line: arguments in, exit codes out.

Exit codes: 0 done; 1 some input failed, the rest is done; 2 wrong usage; 3 nothing could be done.
Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, get_args

import click

from whence import __version__
from whence.errors import ReadError, UsageError, WhenceError
from whence.records import VariantKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whence.encoders import Encoder
    from whence.records import Article, Comparison, Story
    from whence.report.explain import Explanation
    from whence.settings import Settings

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 3
KINDS: tuple[str, ...] = get_args(VariantKind)
TREE_ENDINGS = (".svg", ".graphml", ".dot", ".nwk", ".newick")


def _output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command with a result has."""
    for option in reversed(
        (
            click.option(
                "--json", "as_json", is_flag=True, help="Print one JSON document, nothing else."
            ),
            click.option(
                "--html",
                type=click.Path(dir_okay=False, path_type=Path),
                metavar="FILE",
                help="Write the report to FILE, one self-contained HTML page.",
            ),
            click.option(
                "--language",
                "languages",
                multiple=True,
                metavar="TAG",
                help="Language of the texts (fr, zh, ar …) instead of detecting it. "
                "Once for all texts, or once for each in their order.",
            ),
            click.option(
                "--lines", is_flag=True, help="The input is already split, one passage a line."
            ),
            click.option(
                "--only",
                metavar="KINDS",
                callback=_kinds,
                help=f"Keep only these kinds of variant, separated by commas: {', '.join(KINDS)}.",
            ),
            click.option(
                "--max-bytes", type=click.IntRange(min=1), help="Largest file to read, in bytes."
            ),
            click.option(
                "--encoder",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="A sentence encoder on your disk (ONNX or sentence-transformers) as a second opinion.",
            ),
            click.option("--quiet", is_flag=True, help="No summary and no progress."),
        )
    ):
        command = option(command)
    return command


def _kinds(_: click.Context, __: click.Parameter, value: str | None) -> frozenset[str] | None:
    if value is None:
        return None
    kinds = frozenset(part.strip() for part in value.split(",") if part.strip())
    wrong = sorted(kinds - set(KINDS))
    if wrong or not kinds:
        found = ", ".join(wrong) or "nothing"
        raise click.BadParameter(f"found {found}; expected one or more of {', '.join(KINDS)}")
    return kinds


def _ending(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in TREE_ENDINGS:
        found = f"the ending {value.suffix}" if value.suffix else "no ending"
        raise click.BadParameter(f"found {found}; expected one of {', '.join(TREE_ENDINGS)}")
    return value


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whence")
def app() -> None:
    """Find out where a story comes from, from its versions alone, in any languages, offline."""


@app.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE…")
@click.option(
    "--tree",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_ending,
    help=f"Write the family tree to FILE, in the format of its ending: {', '.join(TREE_ENDINGS)}.",
)
@click.option(
    "--explain",
    nargs=2,
    metavar="A B",
    help="Say why A and B stand where they do in the tree: letters of the summary, files or outlets.",
)
@_output_options
def trace(
    files: tuple[str, ...], tree: Path | None, explain: tuple[str, str] | None, **options: Any
) -> None:
    """Turn two or more versions of a story into one: what changed, who is cited, who took it from whom.

    FILE is a text, Markdown or HTML file; "-" is standard input.
    """
    if len(files) < 2:
        raise click.UsageError("found 1 file, expected two or more versions of a story")
    settings, encoder = _settings(options), _encoder(options)
    articles, failed = _read_all(files, options, settings)
    if len(articles) < 2:
        _fail(f"{len(articles)} of {len(files)} inputs could be read, two are needed")
    from whence.pipeline import trace as run

    with _progress(quiet=options["quiet"]) as progress:
        story = _guarded(lambda: run(articles, settings=settings, progress=progress, encoder=encoder))
    explanation = _explanation(story, explain) if explain else None
    story = _only(story, options["only"])
    if tree:
        from whence.report.graphs import writers

        _write(tree, writers()[tree.suffix.lower()](story))
    _finish(story, options, settings, failed=failed, explanation=explanation)


@app.command()
@click.argument("left")
@click.argument("right")
@_output_options
def compare(left: str, right: str, **options: Any) -> None:
    """Compare two versions close up, passage by passage."""
    settings, encoder = _settings(options), _encoder(options)
    articles, _ = _read_all((left, right), options, settings)
    if len(articles) < 2:
        _fail("both texts are needed for a comparison")
    from whence.pipeline import compare as run

    comparison = _guarded(lambda: run(articles[0], articles[1], settings=settings, encoder=encoder))
    _finish(_only(comparison, options["only"]), options, settings, failed=0)


def _settings(options: dict[str, Any]) -> Settings:
    from dataclasses import replace

    from whence.settings import DEFAULT

    return replace(DEFAULT, max_bytes=options["max_bytes"]) if options["max_bytes"] else DEFAULT


def _encoder(options: dict[str, Any]) -> Encoder | None:
    if options["encoder"] is None:
        return None
    from whence.encoders import load

    encoder: Encoder = _guarded(lambda: load(options["encoder"]))
    return encoder


def _read_all(
    files: Sequence[str], options: dict[str, Any], settings: Settings
) -> tuple[list[Article], int]:
    """Read every input; one that fails is named on standard error and does not stop the others."""
    from whence.pipeline import read

    languages: tuple[str, ...] = options["languages"]
    if len(languages) not in {0, 1, len(files)}:
        raise click.UsageError(
            f"found {len(languages)} times --language for {len(files)} inputs; "
            "expected it once for all, or once for each"
        )
    articles, failed = [], 0
    for index, file in enumerate(files):
        language = languages[index % len(languages)] if languages else None
        try:
            articles.append(read(file, language=language, lines=options["lines"], settings=settings))
        except ReadError as error:
            failed += 1
            _say(str(error))
    return articles, failed


def _explanation(story: Story, names: tuple[str, str]) -> Explanation:
    from whence.report.explain import explain

    try:
        return explain(story, *names)
    except UsageError as error:
        raise click.BadParameter(str(error), param_hint="--explain") from error


def _only(document: Any, kinds: frozenset[str] | None) -> Any:
    """Keep only the asked kinds of variant, in a comparison or in every pair of a story."""
    from dataclasses import replace

    if kinds is None:
        return document
    if hasattr(document, "variants"):
        return replace(document, variants=tuple(v for v in document.variants if v.kind in kinds))
    shown = ", ".join(kind for kind in KINDS if kind in kinds)
    return replace(
        document,
        relations=tuple(_only(pair, kinds) for pair in document.relations),
        # A passage that only one side has is one that is present or not in the apparatus.
        loci=tuple(
            locus
            for locus in document.loci
            if locus.kind in kinds or (locus.kind == "presence" and kinds & {"only-left", "only-right"})
        ),
        notices=(*document.notices, f"only these kinds of difference are shown: {shown}"),
    )


def _finish(
    document: Comparison | Story,
    options: dict[str, Any],
    settings: Settings,
    *,
    failed: int,
    explanation: Explanation | None = None,
) -> None:
    """Write what was asked for and leave with the exit code."""
    if options["html"]:
        from whence.report.html import page

        _write(options["html"], page(document, settings=settings))
    if options["as_json"]:
        from whence.report.json import dumps

        click.echo(dumps(explanation or document))
    elif not options["quiet"]:
        from rich.console import Console

        from whence.report import terminal

        if explanation:
            terminal.explanation(explanation, Console())
        else:
            terminal.summary(document, Console())
        if options["html"]:
            _say(f"report: {options['html']}")
    sys.exit(SOME_FAILED if failed else DONE)


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8", errors="replace")
    except OSError as error:
        _fail(f"{path}: cannot be written ({error.strerror}); choose another place")


def _guarded(run: Callable[[], Any]) -> Any:
    try:
        return run()
    except WhenceError as error:
        _fail(str(error))


def _say(message: str) -> None:
    # Control characters of a hostile file name must not reach the terminal.
    clean = "".join(c if c.isprintable() else "\ufffd" for c in message)
    click.echo(f"whence: {clean.encode('utf-8', 'replace').decode()}", err=True)


def _fail(message: str) -> Any:
    _say(message)
    sys.exit(NOTHING_DONE)


class _Bar:
    """Progress on a terminal: one bar a stage."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bars: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import Progress

            self._live = Progress(console=Console(stderr=True), transient=True)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._live.stop()

    def step(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` units of the stage `what` are finished."""
        if self._shown:
            if what not in self._bars:
                self._bars[what] = self._live.add_task(what, total=total)
            self._live.update(self._bars[what], completed=done)


def _progress(*, quiet: bool) -> _Bar:
    return _Bar(shown=not quiet and sys.stderr.isatty())


def main() -> None:
    """Run the command line; a fault of whence shows no traceback (click sees to Ctrl-C and closed pipes)."""
    try:
        app()
    except MemoryError:
        _fail("the memory did not suffice; trace fewer or shorter texts at a time")
    except Exception as error:  # the last resort: a fault of whence itself
        if os.environ.get("WHENCE_DEBUG"):
            raise
        _fail(
            f"a fault in whence itself ({type(error).__name__}: {error}); nothing was changed. "
            "Set WHENCE_DEBUG=1 and run again to see where; please report it"
        )


if __name__ == "__main__":
    main()
