"""Bring the catalogue of the screens' words up to the templates.

    python tools/write_catalog.py            write locale/whence.pot and update each translation
    python tools/write_catalog.py --check    exit 1 where they are not up to date or a word is missing

A message that is new in a translation stands there empty; one that is gone is dropped.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "whence"
LOCALE = SOURCE / "report" / "locale"
METHODS = [("**.py", "python"), ("**.j2", "jinja2.ext.babel_extract")]
OPTIONS = {"**.j2": {"trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true"}}
# What is marked to be said by a screen: fixed texts and templates.
SHOWN = {"message": None, "plural": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2)}
# What is said in English, by the stages too, and kept: a page finds the template of it again
# (report/speech.py), where the catalogue has it with the comment `SAID`.
KEPT = {"phrase": None, "said": None, "phrases": (1, 2)}


def template() -> Catalog:
    """Return the messages of all templates, and the words and sentences marked in code."""
    from typing import get_args

    from whence.records import Role
    from whence.report.catalog import SAID

    catalog = Catalog(project="whence", charset="utf-8")
    for keywords, comments in ((SHOWN, ()), (KEPT, (SAID,))):
        for _, _, message, _, context in extract_from_dir(SOURCE, METHODS, OPTIONS, keywords=keywords):
            catalog.add(message, auto_comments=comments, context=context)
    for message in get_args(Role):
        catalog.add(message)
    return catalog


def text(catalog: Catalog) -> str:
    """Return a catalogue as a file, without what changes from run to run."""
    out = io.BytesIO()
    write_po(
        out,
        catalog,
        width=100,
        omit_header=True,
        no_location=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return out.getvalue().decode()


def updated(path: Path, catalog: Catalog) -> Catalog:
    """Return a translation with the messages of the catalogue."""
    with path.open("rb") as stream:
        translation = read_po(stream, locale=path.stem)
    translation.update(catalog, no_fuzzy_matching=True)
    return translation


def header(language: str) -> str:
    """Return the head of a translation's file: what gettext needs to read it."""
    plural = Catalog(locale=language).plural_forms
    return (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    )


def main() -> int:
    """Write or check the catalogue and its translations."""
    catalog = template()
    wanted = {LOCALE / "whence.pot": header("en") + text(catalog)}
    wrong = []
    for path in sorted(LOCALE.glob("*.po")):
        translation = updated(path, catalog)
        wanted[path] = header(path.stem) + text(translation)
        empty = [
            m.id for m in translation if m.id and not (all(m.string) if m.pluralizable else m.string)
        ]
        wrong += [f"{path.name}: no word for {message!r}" for message in empty]
    for path, content in wanted.items():
        if "--check" not in sys.argv:
            path.write_text(content, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != content:
            wrong.append(f"{path.name} is not up to date: run python tools/write_catalog.py")
    print("\n".join(wrong))
    return 1 if wrong and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
