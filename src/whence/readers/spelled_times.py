"""A time in words, or in figures of another order than ISO 8601 → its numbers and its zone.

    "March 4, 2025 6:20 PM EST"          2025 3 4 18 20, −05:00
    "Tue Mar 04 18:20:00 CET 2025"       2025 3 4 18 20 0, +01:00
    "04.03.2025 18:20"                   2025 3 4 18 20, no zone
    "04/03/2025"                         None: the third of April for some, the fourth of March for others

Every sign must be understood: what has a word too many is no time. The names of months are the English
ones that programs write; dates in other languages are `whence.values.dates`.
"""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<ymd>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
    r"|(?P<dmy>\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d))"
    r"|(?P<han>\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"|(?P<clock>\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d{1,12})?)?(?!\d))"
    r"|(?P<offset>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?(?!\d))"
    r"|(?P<half>[ap]\.?m\.?(?![a-z]))"
    r"|(?P<number>\d{1,4})(?:(?:st|nd|rd|th)\b)?(?!\d)"
    r"|(?P<word>[^\W\d_]{1,20})\.?"
    r"|(?P<space>[\s,;|·•–—]{1,20}|-(?!\d))",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s{0,9}[(\[][^()\[\]]{0,60}[)\]]\s{0,9}$")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
_MARKS[0x2212] = ord("-")
_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = {name[:size]: n for n, name in enumerate(_MONTHS, 1) for size in (3, 4, len(name))}
_FILLERS = {name[:size] for name in _DAYS for size in (3, 4, 5, len(name))} | {
    "t",
    "at",
    "on",
    "of",
    "the",
}
# Hours from UTC by names that mean one zone only; of the others (CST, IST, BST …) no zone is known.
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "JST": 9, "KST": 9, "HKT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4,
    "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_NOON, _MONTHS_A_YEAR = 12, 12
_YEAR_DIGITS = 4
# Two digits are a year of this century up to this one (RFC 2822).
_CENTURY = 50


class Numbers(NamedTuple):
    """Year, month, day, hour, minute and second, None where unknown, and the zone."""

    numbers: list[int | None]
    zone: timezone | None


def read(text: str) -> Numbers | None:
    """Return the numbers of a time, None where the text is not surely one time and nothing else."""
    text = _REMARK.sub("", text.translate(_MARKS)).strip()
    found = _Found()
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        kind, said = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "offset" and found.clock is None:
            # A hyphen before a number: 04-Mar-2025.
            at += 1
        elif kind == "space" or getattr(found, f"see_{kind}")(said):
            at = token.end()
        else:
            return None
    return found.numbers()


class _Found:
    """What was seen so far; each `see_` says whether it has a place for what it sees."""

    def __init__(self) -> None:
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.clock: list[int] | None = None
        self.zone: timezone | None = None

    def see_ymd(self, said: str) -> bool:
        """Take in 2025-3-4."""
        return self._date(*map(int, re.split(r"[-/.]", said)))

    def see_dmy(self, said: str) -> bool:
        """Take in 04.03.2025; with other signs only where the order is sure."""
        first, second, year = map(int, re.split(r"[-/.]", said))
        if "." in said or first == second or first > _MONTHS_A_YEAR:
            return self._date(year, second, first)
        return second > _MONTHS_A_YEAR and self._date(year, first, second)

    def see_han(self, said: str) -> bool:
        """Take in 2025年3月4日."""
        return self._date(*map(int, re.findall(r"\d+", said)))

    def _date(self, year: int, month: int, day: int) -> bool:
        new = (self.year, self.month, self.day) == (None, None, None)
        self.year, self.month, self.day = year, month, day
        return new

    def see_clock(self, said: str) -> bool:
        """Take in 18:20 or 18:20:05."""
        new = self.clock is None
        self.clock = [int(n) for n in re.findall(r"\d+", said)[:3]]
        return new

    def see_half(self, said: str) -> bool:
        """Take in "pm" behind a time."""
        if self.clock is None:
            return False
        hour = self.clock[0]
        if said[0] in "pP" and hour < _NOON:
            self.clock[0] = hour + _NOON
        elif said[0] in "aA" and hour == _NOON:
            self.clock[0] = 0
        return said[0] in "pP" or hour <= _NOON

    def see_offset(self, said: str) -> bool:
        """Take in +01:00 behind a time."""
        hours, minutes = re.fullmatch(r"\D*(\d{1,2}?):?(\d{2})?", said).groups()  # type: ignore[union-attr]
        span = timedelta(hours=int(hours), minutes=int(minutes or 0))
        # "-0000" is a time in UTC whose sender keeps its own zone to itself (RFC 5322).
        self.zone = timezone(-span if "-" in said else span)
        return True

    def see_number(self, said: str) -> bool:
        """Take in a year or a day."""
        if len(said) == _YEAR_DIGITS and self.year is None:
            self.year = int(said)
        elif len(said) <= 2 and self.day is None:
            self.day = int(said)
        elif len(said) == 2 and self.year is None and self.month:
            self.year = int(said) + (2000 if int(said) < _CENTURY else 1900)
        else:
            return False
        return True

    def see_word(self, said: str) -> bool:
        """Take in the name of a month, of a day of the week or of a zone."""
        month = _MONTH.get(said.lower())
        if month and self.month is None:
            self.month = month
            return True
        if said.lower() in _FILLERS:
            return True
        if self.clock is None or not (said.isupper() and said.isascii()):
            return False
        if said in _ZONES and self.zone is None:
            self.zone = timezone(timedelta(hours=_ZONES[said]))
        return True

    def numbers(self) -> Numbers | None:
        """Return what was seen, None where it is not a date."""
        if self.year is None or self.month is None or (self.day is None and self.clock):
            return None
        clock = [*(self.clock or ()), None, None, None][:3]
        return Numbers([self.year, self.month, self.day, *clock], self.zone)
