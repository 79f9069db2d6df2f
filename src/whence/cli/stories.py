"""collection → stories, kin, passages: the commands `stories`, `story`, `find`, `search`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from whence.cli.articles import named
from whence.cli.collection import echo_json, opened
from whence.cli.messages import DONE, SOME_FAILED, explained, fail, guarded, printable, progress, say
from whence.cli.options import (
    case_option,
    json_option,
    language_option,
    limits_option,
    quiet_option,
    report_options,
    source_options,
)
from whence.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.collection import Collection
    from whence.collection.rows import ArticleRow, Hit, KinRow, Match
    from whence.records import Article

_ORDERS = ("changed", "articles", "first", "last", "title")


@click.command()
@case_option
@click.option(
    "--order", type=click.Choice(_ORDERS), default="changed", show_default=True, help="What comes first."
)
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Most stories.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Stories to pass over.")
@json_option
def stories(case: Path, *, order: Any, limit: int, offset: int, as_json: bool) -> None:
    """List the stories of a collection."""
    with opened(case) as found:
        rows, about = guarded(
            lambda: (found.stories(order=order, limit=limit, offset=offset), found.info())
        )
    if as_json:
        echo_json("stories", {"total": about.stories, "stories": [row.to_dict() for row in rows]})
        return
    for row in rows:
        time = (
            f", {row.first}" + (f" to {row.last}" if row.last != row.first else "") if row.first else ""
        )
        click.echo(
            f"{row.id:>6}  {printable(row.title or '(no title)')}\n"
            f"        {row.articles} articles, {', '.join(row.languages)}{time}"
        )
    if offset + len(rows) < about.stories:
        click.echo(f"{about.stories - offset - len(rows):,} more: --offset {offset + len(rows)}")
    if about.pending:
        say(f"{about.pending:,} articles are not compared yet: the next `whence add` does it")
    if not rows:
        fail("no stories: no two articles of the collection share enough")


@click.command()
@click.argument("number", type=int, metavar="ID")
@case_option
@report_options
@limits_option
@quiet_option
def story(number: int, case: Path, *, quiet: bool, **options: Any) -> None:
    """Show one story: what changed, who is cited, who took it from whom.

    ID is its number in `whence stories`. The result is kept in the collection, so that it is there at once
    the next time.
    """
    from whence.cli.versions import finish, settings_of

    settings = settings_of(options)
    with (
        opened(case, readonly=not _writable(case), settings=settings, told=True) as found,
        progress(quiet=quiet or options["as_json"]) as bar,
    ):
        traced = guarded(lambda: found.story(number, progress=bar))
    finish(traced, options | {"quiet": quiet}, settings, failed=0)


def _writable(case: Path) -> bool:
    import os

    return os.access(case, os.W_OK)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|ID…")
@case_option
@language_option("--language", "Language of the texts instead of detecting it.")
@click.option("--lines", is_flag=True, help="The input is already split, one passage a line.")
@source_options
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Most articles a file."
)
@json_option
def find(
    files: tuple[str, ...],
    case: Path,
    *,
    language: str | None,
    limit: int,
    as_json: bool,
    **options: Any,
) -> None:
    """Find who shares text or meaning with an article, in any language.

    FILE need not be in the collection and is not added. ID is an article's id, or its first characters.
    """
    from whence.cli.versions import settings_of
    from whence.pipeline import captures
    from whence.readers.fetch import Polite
    from whence.records import Capture

    settings = settings_of(options)
    read = partial(
        captures,
        language=language,
        lines=options["lines"],
        settings=settings,
        mapping=options["mapping"],
        fetcher=Polite(settings=settings, allow_private=options["allow_private"]),
        follow=options["fetch"],
    )
    failed, answers = 0, []
    with opened(case) as found:
        for file in files:
            if not Path(file).exists() and file.isalnum():
                sources: Sequence[Any] = [_of(found, file)]
            else:
                sources = [row.article if isinstance(row, Capture) else row for row in read(file)]
            for source in sources:
                if isinstance(source, Exception):
                    say(explained(source))
                    failed += 1
                    continue
                kin = guarded(partial(found.find, source, limit=limit))
                rows = {row.id: row for row in found.rows([k.right for k in kin])}
                answers.append((source, kin, rows))
    if not answers:
        fail("none of the files could be read")
    if as_json:
        echo_json("found", {"articles": [_answer(*answer) for answer in answers]})
    else:
        for source, kin, rows in answers:
            _show(source.name, kin, rows)
    sys.exit(SOME_FAILED if failed else DONE)


def _of(case: Collection, name: str) -> Article:
    """Return an article of the collection, or leave with a message."""
    try:
        return case.article(name)
    except UsageError:
        fail(f"{name}: found no such file, and no article of the collection whose id alone begins so")


def _answer(source: Any, kin: Sequence[KinRow], rows: dict[str, ArticleRow]) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": source.path,
        "language": source.language,
        "kin": [{**k.to_dict(), "article": rows[k.right].to_dict()} for k in kin],
    }


def _show(name: str, kin: Sequence[KinRow], rows: dict[str, ArticleRow]) -> None:
    click.echo(f"{printable(name)}: {len(kin) or 'no'} kin in the collection")
    for k in kin:
        own, other = (f"{share:.0%}" for share in k.coverage)
        what = "word for word" if k.kind == "words" else "in meaning"
        click.echo(f"  {k.right}  {own} of it in {other} of {named(rows[k.right])} ({what})")


@click.command()
@click.argument("words", nargs=-1, required=True)
@case_option
@language_option("--language", "Language of the words; without it, every language of the collection.")
@language_option("--within", "Only articles in this language.")
@click.option("--outlet", metavar="NAME", help="Only articles of this outlet.")
@click.option("--since", metavar="TIME", help="Only articles published from then on (2031-03-04).")
@click.option("--until", metavar="TIME", help="Only articles published until then.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Most passages."
)
@json_option
def search(words: tuple[str, ...], case: Path, *, as_json: bool, **options: Any) -> None:
    """Search passages in all languages by words, names or numbers of one.

    Words in quotation marks must stand in one sentence, in their order: whence search '"adrift for six hours"'.
    """
    with opened(case) as found:
        hits = guarded(lambda: found.search(" ".join(words), **options))
    if as_json:
        echo_json("hits", {"hits": [hit.to_dict() for hit in hits]})
        return
    for hit in hits:
        _passage(hit)
    if not hits:
        fail("found no passage that speaks of it")


def _passage(hit: Hit) -> None:
    click.echo(f"{hit.article.id}  {named(hit.article)}")
    click.echo(f"    {printable(hit.span.text)}")
    met = ", ".join(
        _met(hit.span.text[m.start - hit.span.start : m.end - hit.span.start], m) for m in hit.matched
    )
    click.echo(f"    {hit.score:.2f}: {printable(met)}")


def _met(written: str, match: Match) -> str:
    """Return the word of the passage, the word of the question where it is another, and what both are."""
    same = written.casefold() == match.word.casefold()
    value = match.value.casefold() in {written.casefold(), match.word.casefold()}
    return written + ("" if same else f" = {match.word}") + ("" if value else f" ({match.value})")
