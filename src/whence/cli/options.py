"""The options that several commands share, and the checks of their values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from whence.records import VariantKind
from whence.text import three_letters

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: tuple[str, ...] = get_args(VariantKind)
TREE_ENDINGS = (".svg", ".graphml", ".dot", ".nwk", ".newick")
# The article's fields that a column or key can be named for.
FIELDS = ("text", "title", "byline", "outlet", "url", "language", "published", "modified")


json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document, nothing else."
)
quiet_option = click.option("--quiet", is_flag=True, help="No summary and no progress.")
html_option = click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report to FILE, one self-contained HTML page.",
)


def _spoken(_: click.Context, __: click.Parameter, value: str) -> str:
    """Check that a language is one that reports are written in."""
    from whence.report.catalog import languages

    if value not in languages():
        raise click.BadParameter(f"found {value!r}; expected one of {', '.join(languages())}")
    return value


spoken_option = click.option(
    "--report-language",
    metavar="TAG",
    default="en",
    show_default=True,
    callback=_spoken,
    help="The language that the HTML report is written in: en or fr.",
)
case_option = click.option(
    "-c",
    "--case",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("collection.whence"),
    show_default=True,
    metavar="CASE",
    help="The collection's file.",
)


def language_tags(_context: click.Context, _option: click.Parameter, value: Any) -> Any:
    """Check one language tag or several: well-formed, and of a language that there is."""
    for tag in (value,) if isinstance(value, str) else value or ():
        primary = tag.replace("_", "-").split("-")[0].lower()
        known = len(primary) == 3 or three_letters(primary) or primary in _named()
        if not known or not _TAG.fullmatch(tag.replace("_", "-")):
            meant = next((code for code, name in _named().items() if name.lower() == tag.lower()), "")
            raise click.BadParameter(
                f"found {tag!r}; expected {meant or 'a language tag (BCP 47) such as fr, zh-Hant or gsw'}"
            )
    return value


# The form of a tag: language, script, region, variants, extensions, private use.
_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)


def _named() -> dict[str, str]:
    """Return the names of languages by their code; of two letters there are no others."""
    from babel import Locale

    return {**Locale("en").languages, "iw": "Hebrew", "in": "Indonesian", "ji": "Yiddish"}


def language_option(name: str, about: str) -> Callable[..., Any]:
    """Return an option that takes one language tag."""
    return click.option(name, metavar="TAG", callback=language_tags, help=about)


def settable() -> dict[str, Any]:
    """Return the limits that can be set, with their defaults."""
    from dataclasses import fields

    from whence.settings import Settings

    return {f.name: f.default for f in fields(Settings) if f.name.startswith(("max_", "fetch_"))}


def _limits(
    _context: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> dict[str, float]:
    known, found = settable(), {}
    for part in value:
        name, _, number = part.partition("=")
        if name not in known:
            raise click.BadParameter(f"found {name!r}; expected one of {', '.join(known)}")
        try:
            found[name] = type(known[name])(number)
        except ValueError:
            found[name] = 0
        if found[name] <= 0:
            raise click.BadParameter(f"found {part!r}; expected {name}= and a number above 0")
    return found


limits_option = click.option(
    "--set",
    "limits",
    multiple=True,
    metavar="NAME=N",
    callback=_limits,
    help="Another limit of what is read, such as max_nesting=6; `docs/reference/settings.md` names them all.",
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of commands with a report."""
    return json_option(html_option(spoken_option(command)))


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that takes articles from sources."""
    for option in reversed(
        (
            click.option(
                "--map",
                "mapping",
                metavar="FIELD=NAME,…",
                callback=_mapping,
                help="Which column of a table, or key of JSON, holds what: text=body,published=date. "
                f"Fields: {', '.join(FIELDS)}.",
            ),
            click.option(
                "--fetch",
                is_flag=True,
                help="Fetch the addresses that a list, a feed or a table names. "
                "An address given by itself is always fetched.",
            ),
            click.option(
                "--allow-private",
                is_flag=True,
                help="Fetch from hosts in your own network too.",
            ),
            click.option(
                "--max-articles",
                type=click.IntRange(min=1),
                help="Most articles to take from one input.",
            ),
            click.option(
                "--max-bytes", type=click.IntRange(min=1), help="Largest file to read, in bytes."
            ),
            limits_option,
        )
    ):
        command = option(command)
    return command


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command with a result to look at has."""
    return report_options(reading_options(command))


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of every command that reads texts and compares them."""
    command = source_options(command)
    for option in reversed(
        (
            click.option(
                "--language",
                "languages",
                multiple=True,
                metavar="TAG",
                callback=language_tags,
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
                "--encoder",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="A sentence encoder on your disk (ONNX or sentence-transformers) as a second opinion.",
            ),
            quiet_option,
        )
    ):
        command = option(command)
    return command


def _mapping(_context: click.Context, _option: click.Parameter, value: str | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in (value or "").split(","):
        field, _, name = part.partition("=")
        if not part.strip():
            continue
        if field.strip() not in FIELDS or not name.strip():
            raise click.BadParameter(
                f"found {part.strip()!r}; expected FIELD=NAME with one of {', '.join(FIELDS)}"
            )
        found[field.strip()] = name.strip()
    return found


def _kinds(_: click.Context, __: click.Parameter, value: str | None) -> frozenset[str] | None:
    if value is None:
        return None
    kinds = frozenset(part.strip() for part in value.split(",") if part.strip())
    wrong = sorted(kinds - set(KINDS))
    if wrong or not kinds:
        found = ", ".join(wrong) or "nothing"
        raise click.BadParameter(f"found {found}; expected one or more of {', '.join(KINDS)}")
    return kinds


def tree_ending(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    """Check that a file for the tree has an ending that says its format."""
    if value is not None and value.suffix.lower() not in TREE_ENDINGS:
        found = f"the ending {value.suffix}" if value.suffix else "no ending"
        raise click.BadParameter(f"found {found}; expected one of {', '.join(TREE_ENDINGS)}")
    return value
