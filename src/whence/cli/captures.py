"""collection, address → captures and what changed between them: the command `versions`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from whence.cli.collection import echo_json, opened
from whence.cli.messages import fail, guarded, printable
from whence.cli.options import case_option, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from whence.collection import Collection
    from whence.collection.rows import CaptureRow
    from whence.records import Article
    from whence.report.changes import Changes, Part

# Words of what stayed that are shown before and after a change.
_AROUND = 8


@click.command("versions")
@click.argument("address", metavar="URL|ID")
@case_option
@json_option
def captures(address: str, case: Path, *, as_json: bool) -> None:
    """Show what changed between the captures of one address, word by word, white space ignored.

    URL is the address as it was captured; ID is an article's id, for the address that it was found at.
    """
    with opened(case) as found:
        rows, articles = guarded(lambda: _captured(found, address))
    if not rows:
        fail(f"{address}: found no capture of this address in {case}; `whence search` finds articles")
    from whence.report.changes import changes

    # A text that stands there again after another one is a change back.
    texts = [rows[0], *(new for old, new in pairwise(rows) if old.article != new.article)]
    steps = [
        (old, new, changes(articles[old.article], articles[new.article])) for old, new in pairwise(texts)
    ]
    if as_json:
        found_at = [row.to_dict() | _stated(articles[row.article]) for row in rows]
        changed = [
            {"old_captured": old.captured, "new_captured": new.captured, **step.to_dict()}
            for old, new, step in steps
        ]
        echo_json("versions", {"url": rows[0].url, "captures": found_at, "changes": changed})
        return
    for row in rows:
        stated = _stated(articles[row.article])
        times = "".join(f", {name} {stated[name]}" for name in ("published", "modified") if stated[name])
        when = row.captured or f"added {row.added}"
        click.echo(printable(f"{when}  {row.article[:12]}  {row.source}{times}"))
    for old, new, step in steps:
        click.echo()
        _show(step, old, new)
    if not steps:
        click.echo("one text only: nothing changed")


def _captured(case: Collection, address: str) -> tuple[list[CaptureRow], dict[str, Article]]:
    """Return what was found at an address, or where an article was, with the articles by id."""
    url: str | None = address
    if "://" not in address:
        rows = case.captures(address)
        url = next((row.url for row in rows if row.url), None)
    found = case.versions(url) if url else []
    return found, {row.article: case.article(row.article) for row in found}


def _stated(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "published": article.published and article.published.value,
        "modified": article.modified and article.modified.value,
    }


def _show(step: Changes, old: CaptureRow, new: CaptureRow) -> None:
    head = f"{old.captured or old.article[:12]} → {new.captured or new.article[:12]}"
    click.secho(
        printable(f"{head}: {step.removed:,} words removed, {step.added:,} words added"), bold=True
    )
    for field in step.fields:
        click.echo(f"  {field.name}: " + _marked(field.old or "", field.new or ""))
    for at, part in enumerate(step.parts):
        if part.state != "same":
            before = step.parts[at - 1].new.split()[-_AROUND:] if at else []
            after = step.parts[at + 1].new.split()[:_AROUND] if at + 1 < len(step.parts) else []
            shown = [printable(" ".join(before)), _part(part), printable(" ".join(after))]
            click.echo("  … " + " ".join(filter(None, shown)) + " …")
    for notice in step.notices:
        click.echo(f"  ! {printable(notice)}")


def _part(part: Part) -> str:
    return _marked(" ".join(part.old.split()), " ".join(part.new.split()))


def _marked(old: str, new: str) -> str:
    """Return what went and what came, in signs that need no colour, and in colour where there is any."""
    gone = click.style(f"[-{printable(old)}-]", fg="red") if old else ""
    come = click.style(f"{{+{printable(new)}+}}", fg="green") if new else ""
    return f"{gone}{come}"
