"""Text → dates in figures, years alone and times of day.

"15.11.2020"   "2020年11月15日"   "ngày 15 tháng 11"   "1998"   "10h30"   "5.45 p.m."
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.values import calendar_words, cjk, locales
from whence.values.moment import Date, gregorian

if TYPE_CHECKING:
    from whence.values.scan import Scan

_ISO = re.compile(r"(?<![\d.,/-])(\d{4})([-/.])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/-])")
_DAY_FIRST = re.compile(
    r"(?<![\d.,/-])(\d{1,2})[\u200e\u200f]?([-/.])\s?(\d{1,2})[\u200e\u200f]?\2\s?(\d{4}|\d{2})(?![\d/-])"
)
_EAST = re.compile(
    r"(?:(?<!\d)(\d{4})\s?[年년]\s?)?(?:(?<!\d)(\d{1,2})\s?[月월]\s?)(?:(\d{1,2})\s?[日号號일])?|(?<!\d)(\d{4})\s?[年년](?!間|间|齢|代)"
)
_HAN = "〇零一二三四五六七八九十"
_EAST_WORDS = re.compile(
    rf"(?<![{_HAN}])(?:([{_HAN}]{{4}})年)?([{_HAN}]{{1,3}})月(?:([{_HAN}]{{1,3}})[日号號])?|(?<![{_HAN}])([{_HAN}]{{4}})年"
)
_VIETNAMESE = re.compile(
    r"(?:(\d{1,2})\s+)?tháng\s+(\d{1,2})(?:(?:\s+năm\s+|,\s?|\s?/\s?|\s)(\d{4})(?!\d))?"
)
# Two-digit years: up to this one they are of this century.
_PIVOT = 50
# Languages that write the month before the day in figures.
MONTH_FIRST = frozenset({"en"})
_EASTERN = frozenset({"zh", "ja", "ko", "yue"})


def figures(scan: Scan) -> list[Date]:
    """Return the dates written in figures; an impossible month or day is none."""
    lower, language = scan.lower, scan.language
    found = [_checked(m, gregorian(int(m[1])), int(m[3]), int(m[4])) for m in scan.matches(_ISO)]
    found += [_day_first(m, language) for m in scan.matches(_DAY_FIRST)]
    if language in _EASTERN:
        for match in scan.matches(_EAST):
            parts = (match[1] or match[4], match[2], match[3])
            found.append(_checked(match, *(int(part) if part else None for part in parts)))
        found += [_han(match) for match in _EAST_WORDS.finditer(lower)]
    elif language == "vi":
        for match in _VIETNAMESE.finditer(lower):
            found.append(_checked(match, *(int(match[n]) if match[n] else None for n in (3, 2, 1))))
    return [dated for dated in found if dated is not None]


def _day_first(match: re.Match[str], language: str) -> Date | None:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        if match[2] == "." and language in ("en", "zh", "ja"):
            return None
        year += 2000 if year <= _PIVOT else 1900
    swap = first <= 12 and (second > 12 or (language in MONTH_FIRST and match[2] == "/"))
    day, month = (second, first) if swap else (first, second)
    either = first <= 12 and second <= 12 and first != second and language in MONTH_FIRST
    dated = _checked(match, gregorian(year), month, day)
    return replace(dated, alternative=(day, month)) if dated and either else dated


def _checked(match: re.Match[str], year: int | None, month: int | None, day: int | None) -> Date | None:
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if year is not None and not 1000 <= year <= 2200:
        return None
    return Date(match.start(), len(match[0].rstrip()) + match.start(), "", year, month, day)


def _han(match: re.Match[str]) -> Date | None:
    """Return the date written in Chinese numerals: 二〇二〇年十一月十五日."""
    written = match[1] or match[4]
    year = None
    if written:
        if "十" in written:
            return None
        year = int("".join(str(int(cjk.value(sign) or 0)) for sign in written))
    month, day = (None if not part else int(cjk.value(part) or 0) for part in (match[2], match[3]))
    return _checked(match, year, month, day)


# years and times of day --------------------------------------------------------------------------

_YEAR = re.compile(r"(?<![\d.,:/$€£¥-])(1[5-9]\d\d|20\d\d|25[4-7]\d)(?![\d/:%$€£]|[.,]\d)")
_TIME = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-4])[:：]([0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?([ap])\.?\s?m\b)?|(?<![\d:.,])(1[0-2]|[1-9])(?:[.:]([0-5]\d))?\s?([ap])\.?\s?m\b"
)
_HOUR = {"fr": (re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])(?:\s?h\s?([0-5]\d)?(?!\w)|\s?heures?(?:\s([0-5]\d)(?!\d)|(?=\s(?:du matin|du soir|de l.apr|gmt|pile|précises))))"),),
         "de": (re.compile(r"(?<![\d:,])([01]?\d|2[0-4])(?:[.:]([0-5]\d))?\s?uhr\b"),),
         "pt": (re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])\s?h\s?([0-5]\d)?(?![\w])"),),
         "zh": (re.compile(r"(?<!\d)([01]?\d|2[0-4])[点时時點](?:([0-5]?\d)分)?"),),
         "ja": (re.compile(r"(?<!\d)([01]?\d|2[0-4])時(?!間)(?:([0-5]?\d)分)?"),),
         "hi": (re.compile(r"(?<!\d)([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\s?बजे"),),
         "ur": (re.compile(r"(?<!\d)([01]?\d|2[0-4])(?:[:.]([0-5]\d))?\s?بجے"),),
         "th": (re.compile(r"(?<![\d.,])([01]?\d|2[0-4])[.:]([0-5]\d)\s?น\."),),
         "ko": (re.compile(r"(?<!\d)([01]?\d|2[0-4])시(?!간)(?:\s?([0-5]?\d)분)?"),)}  # fmt: skip


def years(scan: Scan) -> list[Date]:
    """Return the years that stand alone; round ones are weak, they may be counts."""
    found = []
    for match in scan.matches(_YEAR):
        year = int(match[1])
        if year >= 2400 and scan.language not in ("th", "lo", "km"):
            continue
        before = scan.lower[match.start() - 1 : match.start()]
        if before.isalpha() and ord(before) < 0x0590:
            continue
        found.append(Date(match.start(), match.end(), "", year=gregorian(year), weak=year % 100 == 0))
    return found


def times(scan: Scan) -> list[Date]:
    """Return the times of day; of several readings of one figure the longest ("5.30" + "de la tarde")."""
    language = scan.language
    found: dict[int, Date] = {}
    for match in scan.matches(_TIME):
        hour, minute, half = match[1] or match[4], match[2] or match[5], match[3] or match[6]
        found[match.start()] = _at(match, hour, minute, half)
    other = [_at(m, m[1], m[2], None) for m in scan.matches(*_HOUR.get(language, ()))]
    dayparts = _dayparts(language)
    if dayparts is not None:
        parts = scan.matches(dayparts)
        other += [_at(match, match[1], match[2], "p" if match[4] else "a") for match in parts]
    if language in calendar_words.DAYPARTS_BEFORE:
        other += [_at_part(match) for match in _parts_before(language).finditer(scan.lower)]
    clock = _clock(language)
    for dated in other:
        known = found.get(dated.start)
        if known is None or known.end < dated.end:
            found[dated.start] = dated
    return list((found if clock is None else _behind_cues(scan, found, *clock)).values())


@lru_cache(maxsize=64)
def _parts_before(language: str) -> re.Pattern[str]:
    """Return the pattern of "下午3点半", "शाम 5 बजे": part of the day, hour, minutes."""
    morning, evening, night, unit = calendar_words.DAYPARTS_BEFORE[language]
    hour = rf"(?P<hour>[01]?\d|2[0-4]|[{_HAN}两]{{1,3}})(?!\d)"
    minute = rf"(?P<minute>[0-5]?\d|[{_HAN}]{{1,3}})[分분]"
    return re.compile(
        rf"(?:(?P<morning>{morning})|(?P<evening>{evening})|(?P<night>{night}))\s?{hour}"
        rf"(?:[:：.](?P<figure>[0-5]\d)(?!\d)|\s?(?:{unit})(?:\s?{minute}|(?P<half>半|\s?반))?)"
    )


def _at_part(match: re.Match[str]) -> Date:
    hour, minute = (_figure(match[name]) for name in ("hour", "minute"))
    early = match["morning"] or (match["night"] and (hour < 5 or hour == 12))
    hour = hour if hour > 12 else hour % 12 + (0 if early else 12)
    minute = 30 if match["half"] else int(match["figure"] or minute)
    return Date(match.start(), match.end(), "", hour=hour % 24, minute=minute)


def _figure(written: str | None) -> int:
    return int(cjk.value(written) or 0) if written else 0


def _behind_cues(
    scan: Scan, found: dict[int, Date], cues: re.Pattern[str], hour: re.Pattern[str]
) -> dict[int, Date]:
    """Return the times with the word for the clock before them: "kello 17.30", "a las 5"."""
    hours = {m.start(): _at(m, m[1], m[2], None) for m in scan.matches(hour)}
    for start, dated in {**hours, **found}.items():
        cue = cues.search(scan.lower, max(start - _CLOCK_CUE, 0), start)
        if cue is not None:
            found[start] = replace(dated, start=cue.start())
    return found


# The longest word for the clock with the space behind it.
_CLOCK_CUE = 16


@lru_cache(maxsize=64)
def _dayparts(language: str) -> re.Pattern[str] | None:
    """Return the pattern of "6 утра", "5.30 de la tarde"."""
    morning, evening = (
        "|".join(filter(None, (own, *map(re.escape, cldr))))
        for own, cldr in zip(
            calendar_words.DAYPARTS.get(language, ("", "")), locales.halves(language), strict=True
        )
    )
    if not morning or not evening:
        return None
    ending = r"(?:-?[йіа]\w{0,2})?\s(?:heures?\s|часов\s|годин\w?\s|часа\s|uur\s)?"
    return re.compile(
        rf"(?<![\d.,:])(1[0-2]|[1-9])(?:[.:h]([0-5]\d))?{ending}(?:({morning})|({evening}))(?!\w)"
    )


@lru_cache(maxsize=64)
def _clock(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return the patterns of a word for the clock and of the hour behind it."""
    cues = calendar_words.CLOCK.get(language)
    if cues is None:
        return None
    minutes = "" if language in ("cs", "sk", "hr", "sl") else "?"
    hour = rf"([01]?\d|2[0-4])(?:[.:,]([0-5]\d)){minutes}(?![\d%]|[.,:]\d|\s%)"
    return re.compile(rf"(?<!\w)(?:{cues})\.?\s$"), re.compile(hour)


def _at(match: re.Match[str], hour: str, minute: str | None, half: str | None) -> Date:
    value = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour) % 24
    return Date(match.start(), match.end(), "", hour=value, minute=int(minute or 0))
