"""files → story or comparison: the commands `trace` and `compare`."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.messages import DONE, SOME_FAILED, explained, fail, guarded, progress, say, shown, write
from whence.cli.options import KINDS, TREE_ENDINGS, output_options, tree_ending
from whence.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.encoders import Encoder
    from whence.records import Article, Capture, Comparison, Story
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

    FILE is a text, a saved page, a PDF, EPUB or Word document, a message, a feed, a web archive, a table
    or JSON of articles, a directory of these, or an address; "-" is standard input. Every article in it
    is a version. Articles of several stories are told apart: each story has a tree of its own.
    """
    settings = settings_of(options)
    story, failed = traced(files, options, settings)
    explanation = _explanation(story, explain) if explain else None
    story = narrowed(story, options["only"])
    if tree:
        from whence.report.graphs import writers

        write(tree, writers()[tree.suffix.lower()](story))
    finish(story, options, settings, failed=failed, explanation=explanation)


@click.command()
@click.argument("left")
@click.argument("right")
@output_options
def compare(left: str, right: str, **options: Any) -> None:
    """Compare two versions close up, passage by passage."""
    settings, encoder = settings_of(options), encoder_of(options)
    # One article a side: what holds more is told, and read by the first.
    articles, _ = read_all((left, right), options, replace(settings, max_articles=1))
    if len(articles) < 2:
        fail("both texts are needed for a comparison")
    from whence.pipeline import compare as run

    comparison = guarded(lambda: run(articles[0], articles[1], settings=settings, encoder=encoder))
    finish(narrowed(comparison, options["only"]), options, settings, failed=0)


def traced(
    files: Sequence[str], options: dict[str, Any], settings: Settings, keep: list[Capture] | None = None
) -> tuple[Story, int]:
    """Read the versions and trace them; return the story and how many inputs failed.

    What was read goes into `keep`, with its bytes, where they are wanted later.
    """
    encoder = encoder_of(options)
    limit = options["max_articles"] or options["limits"].get("max_articles") or settings.max_versions
    articles, failed = read_all(files, options, replace(settings, max_articles=limit), keep)
    if len(articles) == len(files) == 1:
        raise click.UsageError("found 1 article, expected two or more versions of a story")
    if len(articles) < 2:
        found = "one article" if articles else "no article"
        fail(f"found {found} in {len(files)} input{'s' if len(files) > 1 else ''}, two are needed")
    from whence.pipeline import trace as run

    with progress(quiet=options["quiet"]) as bar:
        story: Story = guarded(lambda: run(articles, settings=settings, progress=bar, encoder=encoder))
    return story, failed


def settings_of(options: dict[str, Any]) -> Settings:
    """Return the settings that the options ask for."""
    from whence.settings import DEFAULT

    names = ("max_bytes", "max_articles")
    given = {name: options[name] for name in names if options.get(name)}
    return replace(DEFAULT, **options["limits"] | given)


def encoder_of(options: dict[str, Any]) -> Encoder | None:
    """Return the sentence encoder that the options name."""
    if options["encoder"] is None:
        return None
    from whence.encoders import load

    encoder: Encoder = guarded(lambda: load(options["encoder"]))
    return encoder


def read_all(
    files: Sequence[str], options: dict[str, Any], settings: Settings, keep: list[Capture] | None = None
) -> tuple[list[Article], int]:
    """Read every article of every input; what fails is named on standard error and stops nothing."""
    from whence.pipeline import captures

    languages: tuple[str, ...] = options["languages"]
    if len(languages) not in {0, 1, len(files)}:
        raise click.UsageError(
            f"found {len(languages)} times --language for {len(files)} inputs; "
            "expected it once for all, or once for each"
        )
    fetcher = None
    if options["fetch"] or any("://" in file for file in files):
        from whence.readers.fetch import Polite

        fetcher = Polite(settings=settings, allow_private=options["allow_private"])
    articles, failed = [], 0
    for index, file in enumerate(files):
        found = captures(
            file,
            language=languages[index % len(languages)] if languages else None,
            lines=options["lines"],
            settings=settings,
            mapping=options["mapping"],
            fetcher=fetcher,
            follow=options["fetch"],
        )
        for row in found:
            if isinstance(row, ReadError):
                failed += 1
                say(explained(row))
            else:
                articles.append(row.article)
                if keep is not None:
                    keep.append(row)
    return articles, failed


def _explanation(story: Story, names: tuple[str, str]) -> Explanation:
    from whence.report.explain import explain

    try:
        return explain(story, *names)
    except UsageError as error:
        raise click.BadParameter(str(error), param_hint="--explain") from error


def narrowed(document: Any, kinds: frozenset[str] | None) -> Any:
    """Keep only the asked kinds of variant, in a comparison or in every pair of a story."""
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


def finish(
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

        write(options["html"], page(document, settings=settings, language=options["report_language"]))
    if options["as_json"]:
        from whence.report.json import dumps

        click.echo(dumps(explanation or document))
    elif not options["quiet"]:
        from whence.report import terminal

        if explanation:
            shown(partial(terminal.explanation, explanation))
        else:
            shown(partial(terminal.summary, document))
        if options["html"]:
            say(f"report: {options['html']}")
    sys.exit(SOME_FAILED if failed else DONE)
