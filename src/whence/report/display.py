"""text of strangers → text fit to be shown: nothing in it can break a page, a picture or a terminal.

`clean` replaces character by character, so that offsets stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from whence.phrases import message

if TYPE_CHECKING:
    from whence.records import Time

# What could make a text read otherwise than it is written, or break the document it stands in:
# controls, lone surrogates, noncharacters and direction overrides become a visible mark;
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U000e0000-\U000e007f]"
)
# embeddings and isolates that a text may forget to close go without a trace, since every text is
# isolated where it is shown; line ends that a parser would change become spaces.
_SILENT = re.compile("[\u202a-\u202c\u2066-\u2069]")
_BREAKS = re.compile("[\r\u2028\u2029\x85]")
_SPACE = re.compile(r"\s+")

MARK, NOTHING = "\ufffd", "\u2060"
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
UNKNOWN = message("language unknown")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def clean(text: str) -> str:
    """Return `text` with the same length and without what could harm where it is shown."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(MARK, _SILENT.sub(NOTHING, _BREAKS.sub(" ", text)))


def line(text: str) -> str:
    """Return `text` cleaned and on one line."""
    return _SPACE.sub(" ", clean(text)).strip()


def width(text: str) -> int:
    """Return the columns `text` takes: wide characters (Chinese, Korean …) two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )  # fmt: skip


def clip(text: str, columns: int) -> str:
    """Return `text` on one line, cut to `columns` at a word's end where there is one near."""
    text = line(text)
    if len(text) * 2 <= columns or (text.isascii() and len(text) <= columns):
        return text
    taken = end = 0
    for place, char in enumerate(text):
        taken += width(char)
        if taken < columns:
            end = place + 1
        elif taken > columns:
            break
    else:
        return text
    head = text[:end]
    cut = head.rfind(" ", int(end * 0.7))
    return (head[:cut] if cut > 0 else head).rstrip(" ,;:.—–-") + "…"


def sigil(index: int) -> str:
    """Return the letter of a version: A to Z, then AA, AB and so on.

    >>> [sigil(i) for i in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def lost_sigil(index: int) -> str:
    """Return the letter of a lost witness: α … ω, α2, β2 … as editors of old texts write them."""
    round_, letter = divmod(index, len(GREEK))
    return GREEK[letter] + (str(round_ + 1) if round_ else "")


def web_address(url: str | None) -> str | None:
    """Return `url` where it is safe to link: http and https only, no credentials in it."""
    if not url or url != line(url) or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    safe = parts.scheme.lower() in {"http", "https"} and parts.netloc and "@" not in parts.netloc
    return url if safe else None


@lru_cache(maxsize=1024)
def language_name(tag: str, language: str = "en") -> str:
    """Return what a language is called, in English or another one; the tag where it has no name."""
    if tag == "und":
        return UNKNOWN
    from babel import Locale

    names = Locale.parse(language).languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.split("-", maxsplit=1)[0]) or tag)


def share(value: float) -> str:
    """Return a share as a percentage; 100 % and 0 % only where it is so.

    >>> share(0.934), share(0.999), share(1.0)
    ('93%', '99%', '100%')
    """
    if not 0.0 <= value <= 1.0:  # NaN too
        return "unknown"
    whole = round(value * 100)
    if whole == 100 and value < 1.0:
        whole = 99
    if whole == 0 and value > 0.0:
        whole = 1
    return f"{whole}%"


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, small ones in words: "six versions", "1 version"."""
    words = "no one two three four five six seven eight nine ten eleven twelve".split()
    amount = words[number] if 0 <= number < len(words) else f"{number:,}"
    return f"{amount} {one if number == 1 else many or one + 's'}"


def moment(time: Time | None, *, brief: bool = False, language: str = "en") -> str:
    """Return a time as a person writes it, as exact as it is known: "2 Nov 2031, 07:40 UTC".

    With `brief` the zone is left out.
    """
    if time is None:
        return ""
    day = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d:\d\d))?", time.value)
    shown = _day(language, int(day[1]), int(day[2] or 0), int(day[3] or 0)) if day else None
    if day is None or shown is None:
        return line(time.value)
    if not day[4] or time.precision in {"day", "month", "year"}:
        return shown
    zone = re.search(r"(Z|[+-]\d\d:?\d\d)$", time.value)
    name = ("UTC" if zone[1] in {"Z", "+00:00"} else zone[1]) if zone else ""
    return f"{shown}, {day[4]} {'' if brief else name}".strip()


@lru_cache(maxsize=1024)
def _day(language: str, year: int, month: int, day: int) -> str | None:
    """Return a day, a month (day 0) or a year (month 0); None where the calendar has no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    if language == "en":
        parts = (str(day) if day else "", _MONTHS[month - 1] if month else "", f"{year:04}")
        return " ".join(filter(None, parts))
    from babel.dates import format_skeleton

    pattern = "yMMMd" if day else "yMMM" if month else "y"
    return str(format_skeleton(pattern, date(year, month or 1, day or 1), locale=language))
