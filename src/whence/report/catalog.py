"""language wishes of a browser → the words of screens and reports.

One catalogue, `locale/whence.pot`, and a translation a language beside it (gettext, compiled in memory
with Babel at the first use). `python tools/write_catalog.py` brings them up to the templates and to the
sentences in the code; English needs no file.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

SOURCE_LANGUAGE = "en"
# What the catalogue says of a sentence that records hold, finished, in English.
SAID = "said"
# The most wishes of a browser that are looked at.
_MOST_WISHES = 20


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that screens and reports speak, English first."""
    folder = files("whence.report").joinpath("locale")
    named = sorted(f.name.removesuffix(".po") for f in folder.iterdir() if f.name.endswith(".po"))
    return (SOURCE_LANGUAGE, *named)


def choose(wishes: str, stated: str | None = None) -> str:
    """Return the language for a browser: what the person chose, else the first wish that is spoken.

    `wishes` is an Accept-Language header (RFC 9110, 12.5.4).

    >>> choose("xx, en;q=0.5")
    'en'
    """
    if stated in languages():
        return stated
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(wishes.split(",")[:_MOST_WISHES]):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), place, tag.strip().lower()))
        except ValueError:
            continue
    for less, _, tag in sorted(ranked):
        if less < 0 and tag.split("-")[0] in languages():
            return tag.split("-")[0]
    return SOURCE_LANGUAGE


@cache
def words(language: str) -> NullTranslations:
    """Return the words of a language that `languages` names; what has none is said in English."""
    compiled = _compiled(language)
    return NullTranslations() if compiled is None else GNUTranslations(BytesIO(compiled[0]))


def sentences(language: str) -> tuple[tuple[str, str | None], ...]:
    """Return the sentences of records that a language can say, each with its plural."""
    compiled = _compiled(language)
    return compiled[1] if compiled else ()


@cache
def _compiled(language: str) -> tuple[bytes, tuple[tuple[str, str | None], ...]] | None:
    if language == SOURCE_LANGUAGE:
        return None
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with files("whence.report").joinpath("locale", f"{language}.po").open("rb") as stream:
        catalog = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    kept = (m.id for m in catalog if SAID in m.auto_comments)
    ids = ((id_, None) if isinstance(id_, str) else (id_[0], id_[1]) for id_ in kept)
    return compiled.getvalue(), tuple(row for row in ids if "{" in row[0])


@cache
def is_right_to_left(language: str) -> bool:
    """Return True for a language that is written from right to left."""
    from babel import Locale

    return bool(Locale.parse(language).text_direction == "rtl")
