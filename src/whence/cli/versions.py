"""files → story or comparison: the commands `trace` and `compare`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.messages import DONE, SOME_FAILED, fail, guarded, progress, say, write
from whence.cli.options import KINDS, TREE_ENDINGS, output_options, tree_ending
from whence.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.encoders import Encoder
    from whence.records import Article, Comparison, Story
    from whence.report.explain import Explanation
    from whence.settings import Settings


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE…")
@click.option(
    "--tree",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=tree_ending,
    help=f"Write the family tree to FILE, in the format of its ending: {', '.join(TREE_ENDINGS)}.",
)
@click.option(
    "--explain",
    nargs=2,
    metavar="A B",
    help="Say why A and B stand where they do in the tree: letters of the summary, files or outlets.",
)
@output_options
def trace(
    files: tuple[str, ...], tree: Path | None, explain: tuple[str, str] | None, **options: Any
) -> None:
    """Turn two or more versions of a story into one: what changed, who is cited, who took it from whom.

    FILE is a text, Markdown or HTML file; "-" is standard input.
    """
    settings = settings_of(options)
    story, failed = traced(files, options, settings)
    explanation = _explanation(story, explain) if explain else None
    story = narrowed(story, options["only"])
    if tree:
        from whence.report.graphs import writers

        write(tree, writers()[tree.suffix.lower()](story))
    _finish(story, options, settings, failed=failed, explanation=explanation)


@click.command()
@click.argument("left")
@click.argument("right")
@output_options
def compare(left: str, right: str, **options: Any) -> None:
    """Compare two versions close up, passage by passage."""
    settings, encoder = settings_of(options), encoder_of(options)
    articles, _ = read_all((left, right), options, settings)
    if len(articles) < 2:
        fail("both texts are needed for a comparison")
    from whence.pipeline import compare as run

    comparison = guarded(lambda: run(articles[0], articles[1], settings=settings, encoder=encoder))
    _finish(narrowed(comparison, options["only"]), options, settings, failed=0)


def traced(files: Sequence[str], options: dict[str, Any], settings: Settings) -> tuple[Story, int]:
    """Read the versions and trace them; return the story and how many inputs failed."""
    if len(files) < 2:
        raise click.UsageError("found 1 file, expected two or more versions of a story")
    encoder = encoder_of(options)
    articles, failed = read_all(files, options, settings)
    if len(articles) < 2:
        fail(f"{len(articles)} of {len(files)} inputs could be read, two are needed")
    from whence.pipeline import trace as run

    with progress(quiet=options["quiet"]) as bar:
        story: Story = guarded(lambda: run(articles, settings=settings, progress=bar, encoder=encoder))
    return story, failed


def settings_of(options: dict[str, Any]) -> Settings:
    """Return the settings that the options ask for."""
    from dataclasses import replace

    from whence.settings import DEFAULT

    return replace(DEFAULT, max_bytes=options["max_bytes"]) if options["max_bytes"] else DEFAULT


def encoder_of(options: dict[str, Any]) -> Encoder | None:
    """Return the sentence encoder that the options name."""
    if options["encoder"] is None:
        return None
    from whence.encoders import load

    encoder: Encoder = guarded(lambda: load(options["encoder"]))
    return encoder


def read_all(
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
            say(str(error))
    return articles, failed


def _explanation(story: Story, names: tuple[str, str]) -> Explanation:
    from whence.report.explain import explain

    try:
        return explain(story, *names)
    except UsageError as error:
        raise click.BadParameter(str(error), param_hint="--explain") from error


def narrowed(document: Any, kinds: frozenset[str] | None) -> Any:
    """Keep only the asked kinds of variant, in a comparison or in every pair of a story."""
    from dataclasses import replace

    if kinds is None:
        return document
    if hasattr(document, "variants"):
        return replace(document, variants=tuple(v for v in document.variants if v.kind in kinds))
    shown = ", ".join(kind for kind in KINDS if kind in kinds)
    return replace(
        document,
        relations=tuple(narrowed(pair, kinds) for pair in document.relations),
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

        write(options["html"], page(document, settings=settings))
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
            say(f"report: {options['html']}")
    sys.exit(SOME_FAILED if failed else DONE)
