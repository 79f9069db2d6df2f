"""A made-up language for the tests of screens and reports: it says every message in capitals.

With articles in scripts without capitals or in Cyrillic, what is left on a page in small Latin letters
nobody could have translated.
"""

import re
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from lxml import html

from whence.report import catalog
from whence.report.exports import FORMATS

FERRY = Path(__file__).resolve().parent.parent / "examples" / "ferry"
MADE_UP = "de"  # its names of languages and months are Babel's
PLACE = re.compile(r"(\{\w+\}|%\(\w+\)s)")
# What stands on a page in small letters in every language.
SAME = {
    "whence",
    "utc",
    "sha",
    "txt",
    "html",
    "und",
    "keys",
    "csv",
    "add",
    "folder",
    "case",
    "ferry",
    "ru",
    "text",
    "plain",
    *FORMATS,
    "schema",
    "org",
}


class Loud(NullTranslations):
    """Says everything in capitals, but for the places of values."""

    def gettext(self, message):
        return "".join(p if i % 2 else p.upper() for i, p in enumerate(PLACE.split(message)))

    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)


# What a word that met means is told by its English gloss in every language.
_SAID = "//@title[not(../@data-met)]|//@aria-label|//@placeholder|//@alt"


def left_over(text, *, places=""):
    """Return the words of a page that are in small Latin letters and no name of Babel's, nor in `places`."""
    root = html.fromstring(text)
    for part in root.xpath("//script|//style|//*[@lang='en']|//code|//*[contains(@class,'hash')]|//kbd"):
        part.drop_tree()
    locale = Locale(MADE_UP)
    names = {*locale.languages.values(), *locale.months["format"]["abbreviated"].values()}
    known = (
        SAME
        | set(re.findall(r"[a-z]+", places.lower()))
        | {word.lower() for name in names for word in re.findall(r"\w+", name)}
    )
    said = [*root.itertext(), *root.xpath(_SAID)]
    words = re.findall(r"[A-Za-z]*[a-z]{2,}", "\n".join(map(str, said)))
    return sorted({w for w in words if w.lower() not in known})


def speak(monkeypatch):
    """Make screens and reports speak the made-up language."""
    spoken, kept = catalog.words, catalog.sentences
    monkeypatch.setattr(catalog, "languages", lambda: ("en", MADE_UP))
    monkeypatch.setattr(catalog, "words", lambda tag: Loud() if tag == MADE_UP else spoken(tag))
    monkeypatch.setattr(catalog, "sentences", lambda tag: kept("fr" if tag == MADE_UP else tag))


def versions():
    """Return versions without a Latin letter: a Russian one, a shortened copy of it with another number, an Arabic one."""
    russian, arabic = (
        re.sub(r"[A-Za-z]+", "", (FERRY / name).read_text(encoding="utf-8"))
        for name in ("vestnik.ru.txt", "manara.ar.txt")
    )
    lines = russian.split("\n")
    cut = "\n".join(lines[:6] + lines[9:]).replace("70", "700")
    return {"вестник.txt": russian, "утро.txt": cut, "منارة.txt": arabic}
