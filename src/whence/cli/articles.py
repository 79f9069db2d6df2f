"""collection → its articles, and what people decided about them: `articles`, `decide`, `undo`, `decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from whence.cli.collection import changing, echo_json, opened
from whence.cli.messages import fail, guarded, printable
from whence.cli.options import case_option, json_option, language_option, quiet_option

if TYPE_CHECKING:
    from pathlib import Path

    from whence.collection import Collection
    from whence.collection.rows import ArticleRow, Decision

_ORDERS = ("published", "added", "title", "outlet")
# What a kind of decision is about, as it is typed.
_PAIRS, _NAMES = ("reject-pair", "accept-pair", "merge-stories"), ("same-name", "different-names")
_FIELDS = ("set-language", "set-published", "set-outlet")
_KINDS = (*_PAIRS, "split-story", *_FIELDS, *_NAMES, "technique")


def named(row: ArticleRow) -> str:
    """Return an article in a line: its title or file, outlet, time, language."""
    known = (row.outlet, row.published, row.language)
    source = (row.source or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    title = row.title or source or "(no title)"
    return printable(f"{title} [{', '.join(part for part in known if part)}]")


@click.command()
@click.argument("words", nargs=-1)
@case_option
@language_option("--language", "Only articles in this language.")
@click.option("--outlet", metavar="NAME", help="Only articles of this outlet.")
@click.option("--since", metavar="TIME", help="Only articles published from then on (2031-03-04).")
@click.option("--until", metavar="TIME", help="Only articles published until then.")
@click.option(
    "--order",
    type=click.Choice(_ORDERS),
    default="published",
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Most articles."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Articles to pass over.")
@json_option
def articles(
    words: tuple[str, ...],
    case: Path,
    *,
    order: Any,
    limit: int,
    offset: int,
    as_json: bool,
    **wanted: Any,
) -> None:
    """List the articles of a collection with their ids.

    WORDS are a part of the title, outlet, address, byline or id; `whence search` looks into the texts.
    """
    wanted["query"] = " ".join(words) or None
    with opened(case) as found:
        rows, total = guarded(
            lambda: (
                found.articles(order=order, limit=limit, offset=offset, **wanted),
                found.count(**wanted),
            )
        )
    if as_json:
        echo_json("articles", {"total": total, "articles": [row.to_dict() for row in rows]})
        return
    for row in rows:
        within = f"  story {', '.join(map(str, row.stories))}" if row.stories else ""
        click.echo(f"{row.id}  {named(row)}{within}")
    if offset + len(rows) < total:
        click.echo(f"{total - offset - len(rows):,} more: --offset {offset + len(rows)}")
    if not rows:
        fail("no such articles")


@click.command()
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.argument("about", nargs=-1, required=True, metavar="ID…")
@case_option
@click.option("--who", metavar="NAME", help="Who decides; the name you are logged in by without it.")
@click.option("--why", metavar="TEXT", default="", help="The reason, for others.")
@json_option
@quiet_option
def decide(
    kind: str,
    about: tuple[str, ...],
    case: Path,
    *,
    who: str | None,
    why: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Decide where the machine is wrong; the stories follow.

    \b
    reject-pair A B          A and B are no kin, whatever the texts say
    accept-pair A B          they are, whatever the texts say
    merge-stories A B …      one story has them all
    split-story A,B C,D …    no story has articles of two of these groups
    set-language A fr        so with set-published A 2031-03-04, set-outlet A "The Lantern"
    same-name X Y            two names are of one person or thing; or different-names X Y
    technique T0085 A …      their story uses this technique of the DISARM framework, for STIX

    A, B … are the ids of articles or their first characters, as lists show them. Undo it with `whence undo`.
    """  # noqa: D301 - click keeps the lines after its sign as they are

    def run(found: Collection, _bar: Any) -> Decision:
        return found.decide(kind, _subject(found, kind, about), who=who or _user(), why=why)

    decision = changing(case, "decide", run, quiet=quiet or as_json)
    if as_json:
        echo_json("decision", decision.to_dict())
    elif not quiet:
        click.echo(_line(decision))


def _subject(case: Collection, kind: str, about: tuple[str, ...]) -> dict[str, Any]:
    """Return what a decision is about as the collection takes it, ids in full."""

    def full(names: Any) -> list[str]:
        return [case.article(name).id for name in names]

    if kind in _NAMES:
        return {"names": list(about)}
    if kind in _FIELDS:
        if len(about) < 2:
            fail(f"found one word for {kind}, expected an article's id and a value")
        return {"article": full(about[:1])[0], "value": " ".join(about[1:])}
    if kind == "technique":
        return {"articles": full(about[1:]), "value": about[0]}
    if kind == "split-story":
        return {"groups": [full(filter(None, group.split(","))) for group in about]}
    return {"articles": full(about)}


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user in the system
        fail("found no name to sign the decision with, expected --who NAME")


@click.command()
@click.argument("number", type=int, metavar="NUMBER")
@case_option
@json_option
@quiet_option
def undo(number: int, case: Path, *, as_json: bool, quiet: bool) -> None:
    """Take a decision back, by its number in `whence decisions`."""
    decision = changing(case, "undo", lambda c, _bar: c.undo(number), quiet=quiet or as_json)
    if as_json:
        echo_json("decision", decision.to_dict())
    elif not quiet:
        click.echo(_line(decision))


@click.command()
@case_option
@json_option
def decisions(case: Path, *, as_json: bool) -> None:
    """List what people decided, with what was undone."""
    with opened(case) as found:
        rows = guarded(found.decisions)
    if as_json:
        echo_json("decisions", {"decisions": [row.to_dict() for row in rows]})
        return
    for row in rows:
        click.echo(_line(row))
    if not rows:
        fail("nobody has decided anything")


def _line(decision: Decision) -> str:
    subject = decision.subject
    groups = (",".join(group) for group in subject.get("groups", ()))
    about = [
        subject.get("article"),
        *subject.get("articles", ()),
        *groups,
        *subject.get("names", ()),
        subject.get("value"),
    ]
    why = f": {decision.why}" if decision.why else ""
    undone = f" (undone {decision.undone})" if decision.undone else ""
    return printable(
        f"{decision.id:>6}  {decision.kind} {' '.join(filter(None, about))}, {decision.who}, {decision.at}{why}{undone}"
    )
