"""Text → digit runs with their values, whatever the script and the way of grouping.

"30.000" (fr)  30000      "3,00,000"  300000      "1.500" (en)  1.5, or else 1500
"٣٠٬٠٠٠"      30000      "30 000"    30000       "2½"          2.5
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from whence.values import locales

_NATIVE = re.compile(
    "[\u060c\u0660-\u0669\u066b\u066c\u06f0-\u06f9\u07c0-\u07c9\u0966-\u0d6f\u0de6-\u1099\u17e0-\u1a99\uff0c-\uff19]"
)
SPACE = " \u00a0\u202f\u2009"
# A run: groups parted by one kind of sign. Spaces part only groups of three.
RUN = re.compile(rf"\d{{1,3}}(?:[{SPACE}]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,'’٬]\d+)*")
_GROUPS = re.compile(r"[.,'’٬]")
# Python's \w leaves out the vowel signs of Indic scripts and Thai.
_MARKS = "".join(chr(c) for c in range(0x300, 0x1E00) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
WORD = rf"(?:[^\W\d_]+[{_MARKS}]*)+"
# Dates and times of day are read by `dates`; their figures are no numbers.
_DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2})(?![\d/-])"
    r"|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
)
FRACTIONS = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
}  # fmt: skip
# A longer run of digits is an identifier, not a quantity.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A digit run: `alternative` is the other reading of its sign, `inside` part of a name (G20)."""

    start: int
    end: int
    value: Decimal
    alternative: Decimal | None = None
    inside: bool = False


def lowered(text: str) -> str:
    """Return `text` in lower case and with ASCII digits, each character at its old place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if lower.isascii():
        return lower
    lower = lower.replace("ʼ", "'").replace("ʻ", "'")
    return lower.translate(_to_ascii()) if _NATIVE.search(lower) else lower


@lru_cache(maxsize=1)
def _to_ascii() -> dict[int, str]:
    """Return one table for all decimal digits of Unicode; superscripts are left alone (footnotes, m²)."""
    digits = {
        code: str(unicodedata.digit(chr(code)))
        for code in range(0x80, 0x1FBFA)
        if unicodedata.category(chr(code)) == "Nd"
    }
    return digits | {0x066B: ".", 0x066C: ",", 0xFF0E: ".", 0xFF0C: ",", 0x060C: ","}


def has_figures(lower: str) -> bool:
    """Return whether there is any figure at all."""
    return any(figure in lower for figure in "0123456789½¼¾⅓⅔")


def find(text: str, lower: str, language: str) -> list[Figure]:
    """Return the digit runs of `text` (and `lower`, the same lowered) that are numbers."""
    dates = [match.span() for match in _DATE.finditer(lower)]
    found = []
    for match in RUN.finditer(lower):
        start, end = match.span()
        if any(low <= start < high for low, high in dates):
            continue
        for low, high in _pieces(lower, start, end):
            reading = _read(lower[low:high], language)
            if reading is not None:
                found.append(_figure(text, lower, low, high, reading))
    for sign, value in FRACTIONS.items():
        at = lower.find(sign)
        if at >= 0 and not (at and lower[at - 1].isdigit()):
            found.append(Figure(at, at + 1, value))
    return sorted(found, key=lambda figure: figure.start)


def _figure(
    text: str, lower: str, low: int, high: int, reading: tuple[Decimal, Decimal | None]
) -> Figure:
    value, other = reading
    if lower[high : high + 1] in FRACTIONS:
        value, high = value + FRACTIONS[lower[high]], high + 1
    inside = _inside_name(text, low)
    if lower[low - 1 : low] in ("-", "−") and (low < 2 or lower[low - 2] in " (\n\t"):
        value, low = -value, low - 1
    return Figure(low, high, value, other, inside)


def _pieces(lower: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run that is no single number ("3,5,7", "1.2.3") at its signs."""
    run = lower[start:end]
    signs = _GROUPS.findall(run)
    if len(signs) < 2 or len(set(signs)) > 2:
        return [(start, end)]
    groups = _GROUPS.split(re.sub(rf"[{SPACE}]", "", run))
    inner = groups[1:-1] if signs[-1] != signs[0] else groups[1:]
    if all(len(group) == 3 for group in inner) or (
        all(len(g) == 2 for g in inner[:-1]) and len(inner[-1]) == 3
    ):
        return [(start, end)]
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\d+", run)]


def _read(run: str, language: str) -> tuple[Decimal, Decimal | None] | None:
    """Return the value of a digit run and its other possible reading."""
    run = re.sub(rf"[{SPACE}'’٬]", "", run)
    signs = _GROUPS.findall(run)
    if len(run) > _LONGEST:
        return None
    try:
        if not signs:
            return Decimal(run), None
        head, _, tail = run.rpartition(signs[-1])
        as_grouped = Decimal(re.sub("[.,]", "", run))
        as_decimal = Decimal(re.sub("[.,]", "", head) + "." + tail)
    except InvalidOperation:
        return None
    if len(set(signs)) > 1:
        return as_decimal, None
    if len(signs) > 1:
        return as_grouped, None
    if len(tail) != 3 or len(head) > 3 or head.startswith("0"):
        return as_decimal, None
    decimal, _ = locales.separators(language)
    return (as_decimal, as_grouped) if signs[0] == decimal else (as_grouped, as_decimal)


def _inside_name(text: str, start: int) -> bool:
    """Return whether digits belong to a name: G20, F-16, Covid-19."""
    before = text[max(start - 2, 0) : start]
    letter = before[-1:] if before[-1:] not in ("-", "‑", "–") else before[:1]
    if not letter.isalpha() or ord(letter) >= 0x0590:
        return False
    return before[-1:].isalpha() or letter.isupper() or len(before) == 2
