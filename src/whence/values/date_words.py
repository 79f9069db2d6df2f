"""Text → dates in words: a month with its day and year, weekdays, "yesterday", "last week".

Each word is looked up once in its language's calendar table; what stands beside it completes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from whence.values import calendar_tables, calendar_words, number_words
from whence.values.date_figures import MONTH_FIRST
from whence.values.moment import Date, gregorian

if TYPE_CHECKING:
    from whence.values.calendar_tables import TimeWord
    from whence.values.scan import Scan

_FILLERS = frozenset(calendar_words.BETWEEN)


def find(scan: Scan) -> list[Date]:
    """Return the dates whose main word is a month, a weekday or a relative word."""
    table = calendar_tables.words(scan.language)
    if table.pattern is not None:
        return _unspaced(scan.lower, table, scan.language)
    meanings = {w: meaning for w in scan.distinct if (meaning := table.find(w)) is not None}
    options = {w: listed for w in scan.distinct if (listed := table.options(w))} if table.phrases else {}
    main = {word for word, meaning in meanings.items() if meaning.kind != "unit"} | options.keys()
    line = _Line(scan, meanings)
    found = []
    for at in scan.at(main):
        phrase = line.phrase(at, options.get(scan.tokens[at], []))
        meaning = phrase[0] if phrase else line.meaning(at)
        dated = line.read(at, meaning, phrase[1] if phrase else scan.ends[at]) if meaning else None
        if dated is not None:
            found.append(dated)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """The tokens of a scan, with what the words of time among them mean."""

    scan: Scan
    meanings: dict[str, TimeWord]

    def meaning(self, at: int) -> TimeWord | None:
        """Return what token `at` means in time, if anything."""
        return self.meanings.get(self.scan.tokens[at]) if 0 <= at < len(self.scan.tokens) else None

    def phrase(self, at: int, options: list[tuple[str, TimeWord]]) -> tuple[TimeWord, int] | None:
        """Return the meaning and end of a fixed phrase that starts at token `at`."""
        for written, meaning in options:
            size = len(written)
            start = self.scan.starts[at] + (not written.startswith(self.scan.tokens[at][:2]))
            stretch = re.sub(r"[\s\u200c'’-]", " ", self.scan.lower[start : start + size])
            if (
                stretch == re.sub(r"[\s\u200c'’-]", " ", written)
                and not self.scan.lower[start + size : start + size + 1].isalpha()
            ):
                return meaning, start + size
        return None

    def read(self, at: int, meaning: TimeWord, end: int) -> Date | None:
        """Return the date whose main word is token `at`."""
        start = self.scan.starts[at]
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
        return self.scan.gaps[at][:1] in (".", ",") and self.digit(at + 1, 1) is not None

    def _cued(self, at: int) -> bool:
        """Return whether "day" stands beside an ambiguous weekday, or "last", or a comma and a date."""
        if self.scan.language in _CAPITAL_DAYS and self.scan.text[self.scan.starts[at]].isupper():
            return True
        near = [n for n in (at - 1, at + 1) if 0 <= n < len(self.scan.tokens)]
        kinds = {m.kind for n in near if (m := self.meaning(n)) is not None}
        return any(self.scan.tokens[n] in calendar_words.DAY_CUES for n in near) or bool(
            kinds & {"last", "next"}
        )

    def _is_morning(self, at: int) -> bool:
        """Return whether a word for tomorrow stands here for the morning: "la mañana"."""
        before = (
            calendar_words.NOT_AFTER.get(self.scan.language, {}).get(self.scan.tokens[at], "").split()
        )
        return at > 0 and self.scan.tokens[at - 1] in before

    def _weekday(self, at: int, meaning: TimeWord, start: int, end: int) -> Date:
        for near in (at - 1, at + 1):
            other = self.meaning(near)
            if other is not None and other.kind in ("last", "next") and self._touch(min(at, near)):
                start, end = min(start, self.scan.starts[near]), max(end, self.scan.ends[near])
                return Date(
                    start, end, "", weekday=meaning.number, relative="weekday", distance=other.number
                )
        return Date(start, end, "", weekday=meaning.number, relative="weekday")

    def _beside(self, at: int, meaning: TimeWord) -> Date | None:
        for near in (at + 1, at - 1):
            other = self.meaning(near)
            if (
                other is not None
                and other.kind == "unit"
                and other.unit != "day"
                and not self._counted(near)
            ):
                start = min(self.scan.starts[at], self.scan.starts[near])
                end = max(self.scan.ends[at], self.scan.ends[near])
                if end - start > len(self.scan.tokens[at]) + len(self.scan.tokens[near]) + 2:
                    continue
                return Date(start, end, "", relative=other.unit, distance=meaning.number)
        return None

    def _touch(self, left: int) -> bool:
        """Return whether only spaces stand between token `left` and the next."""
        return not self.scan.gaps[left].strip()

    def _counted(self, at: int) -> bool:
        """Return whether a number stands before a unit: "ten years past" is not last year."""
        if at == 0:
            return False
        before = self.scan.tokens[at - 1]
        vocabulary = number_words.vocabulary(self.scan.language)
        return before[0].isdigit() or (vocabulary is not None and before in vocabulary.words)

    def digit(self, at: int, step: int) -> int | None:
        """Return the place of the next figure from `at` in direction `step`, over fillers only."""
        for _ in range(3):
            if not 0 <= at < len(self.scan.tokens):
                return None
            if self.scan.tokens[at][0].isdigit():
                return at
            if self.scan.tokens[at] not in _FILLERS:
                return None
            at += step
        return None

    def month(self, at: int, meaning: TimeWord, end: int) -> Date | None:
        """Return the date around a month: day before or behind it, year behind it (or before)."""
        start, day, year = self.scan.starts[at], None, None
        after = self._number(at + 1, 1)
        if (
            after
            and _is_day(after[1])
            and self._stands_alone(after[0])
            and self._day_behind(at, after[0])
            and self._close(at, after[0])
            and not self._other_month(after[0])
        ):
            day, end = int(after[1]), self.scan.ends[after[0]]
            then = self._number(after[0] + 1, 1)
            if then and _is_year(then[1]) and self._close(after[0], then[0]):
                year, end = int(then[1]), self.scan.ends[then[0]]
        elif after and _is_year(after[1]) and self._close(at, after[0]):
            year, end = int(after[1]), self.scan.ends[after[0]]
        before = self._number(at - 1, -1) if day is None or year is None else None
        if before and day is None and _is_day(before[1]) and self._close(before[0], at):
            day, start = int(before[1]), self.scan.starts[before[0]]
            earlier = self._year_before(before[0]) if year is None else None
            if earlier is not None:
                year, start = int(self.scan.tokens[earlier]), self.scan.starts[earlier]
        elif before and _is_year(before[1]) and year is None and self._close(before[0], at):
            year, start = int(before[1]), self.scan.starts[before[0]]
        if day is None and year is None and not meaning.alone and not self._month_cued(at):
            return None
        return _dated(
            start,
            end,
            meaning,
            year,
            day,
            weak=day is None and year is None and len(self.scan.tokens[at]) < 4,
        )

    def _year_before(self, day: int) -> int | None:
        """Return the place of the year before a day, with its word: "2019. gada 3. maijā"."""
        words = calendar_words.YEAR_WORDS.get(self.scan.language, "").split("|")
        if day < 2 or self.scan.tokens[day - 1] not in words:
            return None
        named = _is_year(self.scan.tokens[day - 2]) and self._close(day - 2, day)
        return day - 2 if named else None

    def _month_cued(self, at: int) -> bool:
        """Return whether a word such as "in" makes an ambiguous name a month: "in May"."""
        named = self.scan.text[self.scan.starts[at]].isupper() or self.scan.language not in MONTH_FIRST
        return named and at > 0 and self.scan.tokens[at - 1] in calendar_words.MONTH_CUES

    def _stands_alone(self, at: int) -> bool:
        """Return whether a figure is whole: not the start of "2,7 %", "5:30" or "15 000"."""
        end = self.scan.ends[at]
        return (
            re.match(r"[.,:]\d|\s?[%٪]|[ \u00a0\u202f]\d{3}(?!\d)", self.scan.lower[end : end + 6])
            is None
        )

    def _day_behind(self, at: int, figure: int) -> bool:
        """Return whether this language, or a year behind, lets a figure after the month be the day."""
        if self.scan.language in _DAY_BEHIND:
            return self.scan.tokens[at] in calendar_tables.words(self.scan.language).words
        year = self._number(figure + 1, 1) or self._number(at - 1, -1)
        return year is not None and _is_year(year[1])

    def _number(self, at: int, step: int) -> tuple[int, str] | None:
        place = self.digit(at, step)
        return None if place is None else (place, self.scan.tokens[place])

    def _close(self, left: int, right: int) -> bool:
        gap = self.scan.lower[self.scan.ends[left] : self.scan.starts[right]]
        return len(gap) <= 14 and "\n" not in gap and not any(sign in gap for sign in ";:()!?%$€£")

    def _other_month(self, at: int) -> bool:
        """Return whether a figure belongs to the next month name instead ("May to 5 June")."""
        other = None if self.scan.language in MONTH_FIRST else self.meaning(at + 1)
        return other is not None and other.kind == "month"


# Languages in which a capital tells a weekday from its homograph.
_CAPITAL_DAYS = frozenset({"el", "id", "ms", "tr"})
# Languages that put the day behind the month's name.
_DAY_BEHIND = frozenset({"en", "hu", "lt", "eu", "fil", "tl", "mn", "ky", "sw"})


def _is_day(figure: str) -> bool:
    return len(figure) <= 2 and 1 <= int(figure) <= 31


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.isdigit() and 1200 <= int(figure) <= 2650


def _dated(
    start: int, end: int, meaning: TimeWord, year: int | None, day: int | None, *, weak: bool
) -> Date:
    month: int | None = meaning.number
    if meaning.kind == "hijri":
        year, month, day = _solar(year, meaning.number, day)
        weak = weak or month is None
    elif year is not None:
        year = gregorian(year)
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
        if (
            meaning.kind == "weekday"
            and meaning.alone
            and lower[end : end + 1] not in ("天", "个", "個", "次")
        ):
            which = _EAST_WHICH.search(lower, max(start - 3, 0), start)
            distance = None if which is None else 1 if which[0][0] in _EAST_AHEAD else -1
            start = start if which is None else which.start()
            found.append(
                Date(start, end, "", weekday=meaning.number, relative="weekday", distance=distance)
            )
        elif meaning.kind == "day":
            found.append(Date(start, end, "", relative="day", distance=meaning.number))
        elif meaning.kind == "month" and language in ("th", "lo", "km", "my"):
            before = re.search(r"(\d{1,2})\s?$", lower[max(start - 4, 0) : start])
            after = re.match(r"\.?\s?(?:พ\.ศ\.|ค\.ศ\.)?\s?(\d{4})", lower[end : end + 14])
            day = int(before[1]) if before and _is_day(before[1]) else None
            year = gregorian(int(after[1])) if after else None
            if day or year or meaning.alone:
                low = start - len(before[0]) if before and day else start
                found.append(
                    Date(low, end + (len(after[0]) if after else 0), "", year, meaning.number, day)
                )
    found += [_eastern_unit(match) for match in _EAST_RELATIVE.finditer(lower)]
    return found


_EAST_RELATIVE = re.compile(
    "(上个?|上個?|下个?|下個?|去|明|先|来|昨|지난|다음)\\s?(?:(周|週|星期)(?![一二三四五六日天末])|(月|年|주|달|해))"
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


# Which weekday: the last or the next; 지난 and 다음 stand apart.
_EAST_WHICH = re.compile("(?:[上下][个個]?|先|来|지난\\s?|다음\\s?)$")
_EAST_AHEAD = "下明来다"


def _eastern_unit(match: re.Match[str]) -> Date:
    ahead = match[1][0] in _EAST_AHEAD
    return Date(
        match.start(),
        match.end(),
        "",
        relative=_EAST_UNITS[match[2] or match[3]],
        distance=1 if ahead else -1,
    )
