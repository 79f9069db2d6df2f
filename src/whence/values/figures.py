"""Text → digit runs with their values, whatever the script and the way of grouping.

"30.000" (fr)  30000      "3,00,000"  300000      "1.500" (en)  1.5, or else 1500
"٣٠٬٠٠٠"      30000      "30 000"    30000       "2½"          2.5
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from whence.values import locales

if TYPE_CHECKING:
    from whence.values.scan import Scan

# The zeros of the scripts with digits of their own; the nine others stand behind each.
_ZEROS = "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
_SIGNS = {"\u066b": ".", "\u066c": ",", "\uff0e": ".", "\uff0c": ",", "\u060c": ","}
_NATIVE = re.compile(f"[{''.join(f'{zero}-{chr(ord(zero) + 9)}' for zero in _ZEROS)}{''.join(_SIGNS)}]")
SPACE = " \u00a0\u202f\u2009"
# A run: groups parted by one kind of sign. Spaces part only groups of three.
RUN = re.compile(rf"\d{{1,3}}(?:[{SPACE}]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,'’٬]\d+)*")
_GROUPS = re.compile(r"[.,'’٬]")
# Python's \w leaves out the vowel signs of Indic scripts and Thai.
MARKS = "".join(chr(c) for c in range(0x300, 0x1E00) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
WORD = rf"(?:[^\W\d_]+[{MARKS}]*)+"
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
    """Return `text` in lower case and with ASCII digits, each character at its old place.

    Superscripts (footnotes, m²) are no digits here.
    """
    # The only capital whose small form is longer than itself.
    lower = text.replace("İ", "i").lower()
    if lower.isascii():
        return lower
    lower = lower.replace("ʼ", "'").replace("ʻ", "'")
    for sign in set(_NATIVE.findall(lower)):
        lower = lower.replace(sign, _digit(sign))
    return lower


def _digit(sign: str) -> str:
    return _SIGNS.get(sign) or str(unicodedata.decimal(sign))


def find(scan: Scan) -> list[Figure]:
    """Return the digit runs of a scan that are numbers."""
    text, lower, language = scan.text, scan.lower, scan.language
    dates = sorted(match.span() for match in scan.matches(_DATE))
    starts = [low for low, _ in dates]
    found = []
    for match in scan.matches(RUN):
        start, end = match.span()
        at = bisect_right(starts, start)
        if at and start < dates[at - 1][1]:
            continue
        for low, high in _pieces(lower, start, end):
            reading = _read(lower[low:high], language)
            if reading is not None:
                found.append(_figure(text, lower, low, high, reading))
    found += [Figure(*m.span(), FRACTIONS[m[0]]) for m in _FRACTION.finditer(lower)]
    return sorted(found, key=lambda figure: figure.start)


_FRACTION = re.compile(rf"[{''.join(FRACTIONS)}](?<!\d.)")


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
