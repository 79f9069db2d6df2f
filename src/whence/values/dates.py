"""Text → Date: days, months, years, weekdays, "yesterday" and times of day, as far as they are known.

    "le 15 novembre 2020"   2020-11-15        "dimanche"  weekday, and the day if the article is dated
    "15.11.2020"            2020-11-15        "last week" the week before the article's
    "Nov. 15"               --11-15           "10h30"     10:30

Steps: 1 figures (ISO, 15.11.2020, 2020年11月15日), 2 words with what stands beside them, 3 years
alone, 4 times of day; relative words are resolved where the time of publication is known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from whence.text import tag
from whence.values import calendar_tables, calendar_words, cjk
from whence.values.figures import WORD, lowered

if TYPE_CHECKING:
    from whence.records import Time
    from whence.values.calendar_tables import TimeWord

Grade = Literal["equal", "compatible", "different", "unknown"]


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as the text (and the day of publication) tells: unknown parts are None.

    `weekday` counts from Monday = 0. `relative` names the kind of a relative date ("day", "week",
    "weekday" …), whose parts are filled in only where the time of publication is known; `weeks` is
    True where the date stands for its whole week. `alternative` is the other reading of 3/4/2020.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    relative: str = ""
    weak: bool = False
    alternative: tuple[int, int] | None = None
    distance: int | None = None

    @property
    def caption(self) -> str:
        """The date in ISO 8601 as far as known: "2020-11-15", "--11-15", "2020", "10:30"."""
        written = _iso(self.year, self.month, self.day)
        if not written and self.weekday is not None:
            written = _WEEKDAYS[self.weekday]
        if not written and self.relative:
            written = self.text
        time = "" if self.hour is None else f"{self.hour:02}:{self.minute or 0:02}"
        return " ".join(filter(None, (written, time))) or self.text

    @property
    def year_alone(self) -> bool:
        """Whether this is only a year."""
        return self.year is not None and self.month is None

    @property
    def keys(self) -> tuple[str, ...]:
        """What this date may share with another, the most telling first."""
        found = []
        if self.month and self.day:
            found.append(f"--{self.month:02}-{self.day:02}")
        elif self.month:
            found.append(f"--{self.month:02}")
        if self.year and not self.relative:
            found.append(f"{self.year}")
        if self.weekday is not None and not (self.month and self.relative == ""):
            found.append(f"weekday {self.weekday}")
        if self.relative and self.weekday is None and self.distance is not None:
            found.append(f"{self.relative} {self.distance:+}")
        if self.hour is not None:
            found.append(f"{self.hour:02}:{self.minute or 0:02}")
        return tuple(found)


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    if year is None and month is None:
        return "" if day is None else f"---{day:02}"
    text = f"{year:04}" if year is not None else "-"
    if month is not None:
        text += f"-{month:02}"
        if day is not None:
            text += f"-{day:02}"
    return text


def find(text: str, language: str, published: Time | None = None) -> list[Date]:
    """Return the dates of `text`, in order, without overlap."""
    language = tag(language)
    lower = lowered(text)
    found = (
        _figures(lower, language)
        if _DIGIT.search(lower) or (language in _HAN_LANGUAGES and _HAN_UNIT.search(lower))
        else []
    )
    found = _without_overlap(found + _worded(text, lower, language))
    if _DIGIT.search(lower):
        found = _without_overlap(found + _times(lower, language) + _years(lower, language))
    if not found:
        return []
    anchor = _anchor(published)
    joined = _joined(found, lower)
    return [replace(_resolved(d, anchor), text=text[d.start : d.end]) for d in joined]


_DIGIT = re.compile(r"\d")
_HAN_LANGUAGES = frozenset({"zh", "ja", "yue"})
_HAN_UNIT = re.compile("[年月]")

# 1 figures ---------------------------------------------------------------------------------------

_ISO = re.compile(r"(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_DAY_FIRST = re.compile(r"(?<![\d.,/-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/-])")
_EAST = re.compile(
    r"(?:(?<!\d)(\d{4})\s?[年년]\s?)?(?:(?<!\d)(\d{1,2})\s?[月월]\s?)(?:(\d{1,2})\s?[日号號일])?|(?<!\d)(\d{4})\s?[年년](?!間|间|齢|代)"
)
_HAN = "〇零一二三四五六七八九十"
_EAST_WORDS = re.compile(
    rf"(?<![{_HAN}])(?:([{_HAN}]{{4}})年)?([{_HAN}]{{1,3}})月(?:([{_HAN}]{{1,3}})[日号號])?|(?<![{_HAN}])([{_HAN}]{{4}})年"
)
_VIETNAMESE = re.compile(r"(?:(\d{1,2})\s+)?tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?")
# Two-digit years: up to this one they are of this century.
_PIVOT = 50
# Languages that write the month before the day in figures.
_MONTH_FIRST = frozenset({"en"})


def _figures(lower: str, language: str) -> list[Date]:
    found = [_checked(m, _gregorian(int(m[1])), int(m[3]), int(m[4])) for m in _ISO.finditer(lower)]
    for match in _DAY_FIRST.finditer(lower):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." and len(match[4]) == 2 and language in ("en", "zh", "ja"):
            continue
        if len(match[4]) == 2:
            year += 2000 if year <= _PIVOT else 1900
        swap = first <= 12 and (second > 12 or (language in _MONTH_FIRST and match[2] == "/"))
        day, month = (second, first) if swap else (first, second)
        either = first <= 12 and second <= 12 and first != second and language in _MONTH_FIRST
        dated = _checked(match, _gregorian(year), month, day)
        found.append(replace(dated, alternative=(day, month)) if dated and either else dated)
    if language in ("zh", "ja", "ko", "yue"):
        for match in _EAST.finditer(lower):
            parts = (match[1] or match[4], match[2], match[3])
            found.append(_checked(match, *(int(part) if part else None for part in parts)))
        found += [_han(match) for match in _EAST_WORDS.finditer(lower)]
    elif language == "vi":
        for match in _VIETNAMESE.finditer(lower):
            found.append(_checked(match, *(int(match[n]) if match[n] else None for n in (3, 2, 1))))
    return [dated for dated in found if dated is not None]


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


def _gregorian(year: int) -> int:
    """Return the Gregorian year of a Buddhist one (Thai news writes 2563 for 2020)."""
    return year - 543 if 2400 <= year <= 2650 else year


# 2 words -----------------------------------------------------------------------------------------

_TOKEN = re.compile(rf"\d+|{WORD}")
_FILLERS = frozenset(calendar_words.BETWEEN)


def _worded(text: str, lower: str, language: str) -> list[Date]:
    table = calendar_tables.words(language)
    if table.pattern is not None:
        return _unspaced(lower, table, language)
    tokens = _TOKEN.findall(lower)
    meanings = [None if t[0].isdigit() else table.find(t) for t in tokens]
    options = [table.options(token) for token in tokens] if table.phrases else []
    phrased = any(options)
    if not phrased and not any(m is not None and m.kind != "unit" for m in meanings):
        return []
    spans = [match.span() for match in _TOKEN.finditer(lower)]
    line = _Line(text, lower, tokens, spans, meanings, language)
    found = []
    for at in range(len(tokens)):
        phrase = line.phrase(at, options[at]) if phrased and options[at] else None
        meaning = phrase[0] if phrase else meanings[at]
        end = phrase[1] if phrase else spans[at][1]
        dated = line.read(at, meaning, end) if meaning is not None else None
        if dated is not None:
            found.append(dated)
    return found


@dataclass(slots=True)
class _Line:
    """The tokens of a text with what they mean in time."""

    text: str
    lower: str
    tokens: list[str]
    spans: list[tuple[int, int]]
    meanings: list[TimeWord | None]
    language: str

    def phrase(self, at: int, options: list[tuple[str, TimeWord]]) -> tuple[TimeWord, int] | None:
        """Return the meaning and end of a fixed phrase that starts at token `at`."""
        for written, meaning in options:
            size = len(written)
            start = self.spans[at][0] + (not written.startswith(self.tokens[at][:2]))
            stretch = re.sub(r"[\s\u200c'’-]", " ", self.lower[start : start + size])
            if (
                stretch == re.sub(r"[\s\u200c'’-]", " ", written)
                and not self.lower[start + size : start + size + 1].isalpha()
            ):
                return meaning, start + size
        return None

    def read(self, at: int, meaning: TimeWord, end: int) -> Date | None:
        """Return the date whose main word is token `at`."""
        start = self.spans[at][0]
        if meaning.kind in ("month", "hijri"):
            return self.month(at, meaning, end)
        if meaning.kind == "day" and self._is_morning(at):
            return None
        if meaning.kind in ("day", "year"):
            return Date(start, end, "", relative=meaning.kind, distance=meaning.number)
        if meaning.kind == "weekday":
            if not meaning.alone and not self._abbreviated(at) and not self._cued(at):
                return None
            return self._weekday(at, meaning, start, end)
        if meaning.kind in ("last", "next"):
            return self._beside(at, meaning)
        return None

    def _abbreviated(self, at: int) -> bool:
        return (
            self.lower[self.spans[at][1] : self.spans[at][1] + 1] in (".", ",")
            and self.digit(at + 1, 1) is not None
        )

    def _cued(self, at: int) -> bool:
        """Return whether "day" stands beside an ambiguous weekday, or "last", or a comma and a date."""
        if self.language in _CAPITAL_DAYS and self.text[self.spans[at][0]].isupper():
            return True
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(self.tokens)]
        kinds = {m.kind for n in near if (m := self.meanings[n]) is not None}
        return any(self.tokens[n] in calendar_words.DAY_CUES for n in near) or bool(
            kinds & {"last", "next"}
        )

    def _is_morning(self, at: int) -> bool:
        """Return whether a word for tomorrow stands here for the morning: "la mañana"."""
        before = calendar_words.NOT_AFTER.get(self.language, {}).get(self.tokens[at], "").split()
        return at > 0 and self.tokens[at - 1] in before

    def _weekday(self, at: int, meaning: TimeWord, start: int, end: int) -> Date:
        for near in (at - 1, at + 1):
            other = self.meanings[near] if 0 <= near < len(self.tokens) else None
            if other is not None and other.kind in ("last", "next") and self._touch(min(at, near)):
                start, end = min(start, self.spans[near][0]), max(end, self.spans[near][1])
                return Date(
                    start, end, "", weekday=meaning.number, relative="weekday", distance=other.number
                )
        return Date(start, end, "", weekday=meaning.number, relative="weekday")

    def _beside(self, at: int, meaning: TimeWord) -> Date | None:
        for near in (at + 1, at - 1):
            other = self.meanings[near] if 0 <= near < len(self.tokens) else None
            if other is not None and other.kind == "unit" and other.unit != "day":
                start = min(self.spans[at][0], self.spans[near][0])
                end = max(self.spans[at][1], self.spans[near][1])
                if end - start > len(self.tokens[at]) + len(self.tokens[near]) + 2:
                    continue
                return Date(start, end, "", relative=other.unit, distance=meaning.number)
        return None

    def _touch(self, left: int) -> bool:
        """Return whether only spaces stand between token `left` and the next."""
        return not self.lower[self.spans[left][1] : self.spans[left + 1][0]].strip()

    def digit(self, at: int, step: int) -> int | None:
        """Return the place of the next figure from `at` in direction `step`, over fillers only."""
        for _ in range(3):
            if not 0 <= at < len(self.tokens):
                return None
            if self.tokens[at][0].isdigit():
                return at
            if self.tokens[at] not in _FILLERS:
                return None
            at += step
        return None

    def month(self, at: int, meaning: TimeWord, end: int) -> Date | None:
        """Return the date around a month: day before or behind it, year behind it (or before)."""
        start, day, year = self.spans[at][0], None, None
        after = self._number(at + 1, 1)
        if (
            after
            and _is_day(after[1])
            and self._stands_alone(after[0])
            and self._day_behind(at, after[0])
            and self._close(at, after[0])
            and not self._other_month(after[0])
        ):
            day, end = int(after[1]), self.spans[after[0]][1]
            then = self._number(after[0] + 1, 1)
            if then and _is_year(then[1]) and self._close(after[0], then[0]):
                year, end = int(then[1]), self.spans[then[0]][1]
        elif after and _is_year(after[1]) and self._close(at, after[0]):
            year, end = int(after[1]), self.spans[after[0]][1]
        before = self._number(at - 1, -1) if day is None or year is None else None
        if before and day is None and _is_day(before[1]) and self._close(before[0], at):
            day, start = int(before[1]), self.spans[before[0]][0]
        elif before and _is_year(before[1]) and year is None and self._close(before[0], at):
            year, start = int(before[1]), self.spans[before[0]][0]
        if day is None and year is None and not meaning.alone and not self._month_cued(at):
            return None
        return _dated(
            start,
            end,
            meaning,
            year,
            day,
            weak=day is None and year is None and len(self.tokens[at]) < 4,
        )

    def _month_cued(self, at: int) -> bool:
        """Return whether a word such as "in" makes an ambiguous name a month: "in May"."""
        named = self.text[self.spans[at][0]].isupper() or self.language not in _MONTH_FIRST
        return named and at > 0 and self.tokens[at - 1] in calendar_words.MONTH_CUES

    def _stands_alone(self, at: int) -> bool:
        """Return whether a figure is whole: not the start of "2,7 %", "5:30" or "15 000"."""
        end = self.spans[at][1]
        return re.match(r"[.,:]\d|\s?[%٪]|[ \u00a0\u202f]\d{3}(?!\d)", self.lower[end : end + 6]) is None

    def _day_behind(self, at: int, figure: int) -> bool:
        """Return whether this language, or a year behind, lets a figure after the month be the day."""
        if self.language in _DAY_BEHIND:
            return self.tokens[at] in calendar_tables.words(self.language).words
        then = self._number(figure + 1, 1)
        return then is not None and _is_year(then[1])

    def _number(self, at: int, step: int) -> tuple[int, str] | None:
        place = self.digit(at, step)
        return None if place is None else (place, self.tokens[place])

    def _close(self, left: int, right: int) -> bool:
        gap = self.lower[self.spans[left][1] : self.spans[right][0]]
        return len(gap) <= 14 and "\n" not in gap and not any(sign in gap for sign in ";:()!?%$€£")

    def _other_month(self, at: int) -> bool:
        """Return whether a figure belongs to the next month name instead ("May to 5 June")."""
        if self.language in _MONTH_FIRST or at + 1 >= len(self.tokens):
            return False
        other = self.meanings[at + 1]
        return other is not None and other.kind == "month"


# Languages in which a capital tells a weekday from its homograph.
_CAPITAL_DAYS = frozenset({"el", "id", "ms", "tr"})
# Languages that put the day behind the month's name.
_DAY_BEHIND = frozenset({"en", "hu", "lt", "eu", "fil", "tl", "mn", "ky", "sw"})


def _is_day(figure: str) -> bool:
    return len(figure) <= 2 and 1 <= int(figure) <= 31


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and 1200 <= int(figure) <= 2650


def _dated(
    start: int, end: int, meaning: TimeWord, year: int | None, day: int | None, *, weak: bool
) -> Date:
    month: int | None = meaning.number
    if meaning.kind == "hijri":
        year, month, day = _solar(year, meaning.number, day)
        weak = weak or month is None
    elif year is not None:
        year = _gregorian(year)
    return Date(start, end, "", year, month, day, weak=weak)


def _solar(year: int | None, month: int, day: int | None) -> tuple[int | None, int | None, int | None]:
    """Return the Gregorian year, month and day of a Solar Hijri date (33-year leap cycle).

    Without a year the day is that of a common year, which is right to a day in most years.
    """
    if day is None:
        return (None if year is None else year + 621 + (month > 9)), None, None
    counted = year or 1399
    leaps = (8 * (counted - 1) + 29) // 33
    passed = (counted - 1) * 365 + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day
    found = date.fromordinal(226_894 + passed)
    return (found.year if year else None), found.month, found.day


def _unspaced(lower: str, table: calendar_tables.TimeWords, language: str) -> list[Date]:
    """Read words of time where words are not parted by spaces."""
    found = []
    assert table.pattern is not None
    for match in table.pattern.finditer(lower):
        meaning = table.words[match[0]]
        start, end = match.span()
        if meaning.kind == "weekday" and meaning.alone:
            found.append(Date(start, end, "", weekday=meaning.number, relative="weekday"))
        elif meaning.kind == "day":
            found.append(Date(start, end, "", relative="day", distance=meaning.number))
        elif meaning.kind == "month" and language in ("th", "lo", "km", "my"):
            before = re.search(r"(\d{1,2})\s?$", lower[max(start - 4, 0) : start])
            after = re.match(r"\s?(?:พ\.ศ\.|ค\.ศ\.)?\s?(\d{4})", lower[end : end + 14])
            day = int(before[1]) if before and _is_day(before[1]) else None
            year = _gregorian(int(after[1])) if after else None
            if day or year or meaning.alone:
                low = start - len(before[0]) if before and day else start
                found.append(
                    Date(low, end + (len(after[0]) if after else 0), "", year, meaning.number, day)
                )
    found += [_eastern_unit(match) for match in _EAST_RELATIVE.finditer(lower)]
    return found


_EAST_RELATIVE = re.compile(
    "(上个?|上個?|下个?|下個?|去|明|先|来|昨|지난|다음)\\s?(周|週|星期|月|年|주|달|해)"
)
_EAST_UNITS = {
    "周": "week",
    "週": "week",
    "星期": "week",
    "月": "month",
    "年": "year",
    "주": "week",
    "달": "month",
    "해": "year",
}


def _eastern_unit(match: re.Match[str]) -> Date:
    ahead = match[1][0] in "下明来다"
    return Date(
        match.start(), match.end(), "", relative=_EAST_UNITS[match[2]], distance=1 if ahead else -1
    )


# 3 years and 4 times of day ----------------------------------------------------------------------

_YEAR = re.compile(r"(?<![\d.,:/$€£¥-])(1[5-9]\d\d|20\d\d|25[4-7]\d)(?![\d/:%$€£]|[.,]\d)")
_TIME = re.compile(
    r"(?<![\d:.,])([01]?\d|2[0-4])[:：]([0-5]\d)(?::[0-5]\d)?(?![\d:])(?:\s?([ap])\.?m\b)?|(?<![\d:.,])(1[0-2]|[1-9])(?:[.:]([0-5]\d))?\s?([ap])\.?m\b"
)
_HOUR = {"fr": re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])(?:\s?h\s?([0-5]\d)?(?!\w)|\s?heures?(?:\s([0-5]\d)(?!\d)|(?=\s(?:du matin|du soir|de l.apr|gmt|pile|précises))))"),
         "de": re.compile(r"(?<![\d:,])([01]?\d|2[0-4])(?:[.:]([0-5]\d))?\s?uhr\b"),
         "pt": re.compile(r"(?<![\d:.,])([01]?\d|2[0-4])\s?h\s?([0-5]\d)?(?![\w])"),
         "zh": re.compile(r"(?<!\d)([01]?\d|2[0-4])[点时時點](?:([0-5]?\d)分)?"),
         "ja": re.compile(r"(?<!\d)([01]?\d|2[0-4])時(?!間)(?:([0-5]?\d)分)?"),
         "ko": re.compile(r"(?<!\d)([01]?\d|2[0-4])시(?!간)(?:\s?([0-5]?\d)분)?")}  # fmt: skip


def _years(lower: str, language: str) -> list[Date]:
    found = []
    for match in _YEAR.finditer(lower):
        year = int(match[1])
        if year >= 2400 and language not in ("th", "lo", "km"):
            continue
        before = lower[match.start() - 1 : match.start()]
        if before.isalpha() and ord(before) < 0x0590:
            continue
        found.append(Date(match.start(), match.end(), "", year=_gregorian(year), weak=year % 100 == 0))
    return found


def _times(lower: str, language: str) -> list[Date]:
    found = []
    for match in _TIME.finditer(lower):
        hour, minute, half = match[1] or match[4], match[2] or match[5], match[3] or match[6]
        found.append(_at(match, hour, minute, half))
    if language in calendar_words.DAYPARTS:
        parts = _dayparts(language).finditer(lower)
        found += [_at(match, match[1], match[2], "p" if match[4] else "a") for match in parts]
    clock = _clock(language)
    if clock is not None:
        found += [_at(match, match[1], match[2], None) for match in clock.finditer(lower)]
    if language in _HOUR:
        found += [_at(match, match[1], match[2], None) for match in _HOUR[language].finditer(lower)]
    return found


@lru_cache(maxsize=64)
def _dayparts(language: str) -> re.Pattern[str]:
    """Return the pattern of "6 утра", "5.30 de la tarde"."""
    morning, evening = calendar_words.DAYPARTS[language]
    ending = r"(?:-?[йіа]\w{0,2})?\s(?:heures?\s|часов\s|годин\w?\s|часа\s|uur\s)?"
    return re.compile(
        rf"(?<![\d.,:])(1[0-2]|[1-9])(?:[.:h]([0-5]\d))?{ending}(?:({morning})|({evening}))(?!\w)"
    )


@lru_cache(maxsize=64)
def _clock(language: str) -> re.Pattern[str] | None:
    """Return the pattern of "kello 17.30", "a las 5": a word for the clock, then the hour."""
    cues = calendar_words.CLOCK.get(language)
    minutes = "" if language in ("cs", "sk", "hr", "sl") else "?"
    return (
        None
        if cues is None
        else re.compile(
            rf"(?<!\w)(?:{cues})\.?\s(?=\d)([01]?\d|2[0-4])(?:[.:,]([0-5]\d)){minutes}(?![\d%]|[.,:]\d|\s%)"
        )
    )


def _at(match: re.Match[str], hour: str, minute: str | None, half: str | None) -> Date:
    value = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour) % 24
    return Date(match.start(), match.end(), "", hour=value, minute=int(minute or 0))


# joining and resolving ---------------------------------------------------------------------------


def _without_overlap(found: list[Date]) -> list[Date]:
    """Keep the first given of dates that overlap, in order of place."""
    kept: list[Date] = []
    starts: list[int] = []
    for dated in found:
        at = bisect_left(starts, dated.start)
        clear = (at == 0 or kept[at - 1].end <= dated.start) and (
            at == len(kept) or kept[at].start >= dated.end
        )
        if clear:
            kept.insert(at, dated)
            starts.insert(at, dated.start)
    return kept


def _joined(found: list[Date], lower: str) -> list[Date]:
    """Join a weekday or a time of day with the date beside it: "Sunday, 15 November, 10:30"."""
    result: list[Date] = []
    for dated in found:
        last = result[-1] if result else None
        gap = lower[last.end : dated.start] if last else ""
        if (
            last is not None
            and len(gap) <= 6
            and "\n" not in gap
            and not set(gap) & set(".;!?")
            and _completes(last, dated)
        ):
            result[-1] = _union(last, dated)
        else:
            result.append(dated)
    return result


def _completes(a: Date, b: Date) -> bool:
    """Return whether two neighbours are parts of one date: at least one a lone weekday or time."""
    names = ("year", "month", "day", "weekday", "hour")
    if any(getattr(a, n) is not None and getattr(b, n) is not None for n in names):
        return False
    return any(
        (
            one.hour is not None
            and one.month is None
            and (other.day is not None or other.relative in ("day", "weekday"))
        )
        or (one.relative == "weekday" and one.distance is None and other.day is not None)
        for one, other in ((a, b), (b, a))
    )


def _union(a: Date, b: Date) -> Date:
    def pick(name: str) -> int | None:
        value: int | None = getattr(a, name)
        return getattr(b, name) if value is None else value

    parts = {
        name: pick(name) for name in ("year", "month", "day", "weekday", "hour", "minute", "distance")
    }
    relative = "" if parts["day"] is not None else a.relative or b.relative
    return Date(
        a.start, b.end, "", **parts, relative=relative, alternative=a.alternative or b.alternative
    )  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _anchor(published: Time | None) -> date | None:
    if published is None or len(published.value) < 10:
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _resolved(dated: Date, anchor: date | None) -> Date:
    """Fill in a relative date from the day of publication."""
    if anchor is None or not dated.relative:
        return dated
    if dated.relative == "day":
        found = anchor + timedelta(days=dated.distance or 0)
    elif dated.relative == "weekday" and dated.weekday is not None:
        # News tells of the past: the last such day, today included, unless the text says "next".
        back = (anchor.weekday() - dated.weekday) % 7
        found = anchor + timedelta(days=(7 - back if back else 7) if dated.distance == 1 else -back)
    elif dated.relative == "year":
        return replace(dated, year=anchor.year + (dated.distance or 0))
    elif dated.relative == "month":
        months = anchor.year * 12 + anchor.month - 1 + (dated.distance or 0)
        return replace(dated, year=months // 12, month=months % 12 + 1)
    else:
        return dated
    return replace(dated, year=found.year, month=found.month, day=found.day)


# comparison --------------------------------------------------------------------------------------


def same(a: Date, b: Date) -> Grade:
    """Compare two dates by what both know: "equal", "compatible" (one says less), "different", "unknown".

    A relative date that could not be resolved is only compared with one of its own kind; "unknown"
    means that nothing can be compared.
    """
    shared = [
        (x, y) for x, y in zip(_parts(a), _parts(b), strict=True) if x is not None and y is not None
    ]
    if not shared:
        if a.relative and a.relative == b.relative and a.distance is not None and b.distance is not None:
            return "equal" if a.distance == b.distance else "different"
        return "unknown"
    if all(x == y for x, y in shared):
        whole = all((x is None) == (y is None) for x, y in zip(_parts(a), _parts(b), strict=True))
        return "equal" if whole else "compatible"
    for one, other in ((a, b), (b, a)):
        if (
            one.alternative
            and (other.month, other.day) == one.alternative
            and one.year in (other.year, None)
        ):
            return "equal"
    return "different"


def _parts(a: Date) -> tuple[int | None, ...]:
    weekday = a.weekday
    if weekday is None and a.year and a.month and a.day:
        try:
            weekday = date(a.year, a.month, a.day).weekday()
        except ValueError:
            weekday = None
    return (a.year, a.month, a.day, weekday, a.hour, a.minute)
