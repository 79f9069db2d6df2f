"""Date: the record that the finders of dates fill and `dates` joins, resolves and compares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as the text (and the day of publication) tells: unknown parts are None.

    `weekday` counts from Monday = 0. `relative` names the kind of a relative date ("day", "week",
    "weekday" …), whose parts are filled in only where the time of publication is known. `distance` counts
    days, weeks … from then; `alternative` is the other reading of 3/4/2020.
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


def gregorian(year: int) -> int:
    """Return the Gregorian year of a Buddhist one (Thai news writes 2563 for 2020)."""
    return year - 543 if 2400 <= year <= 2650 else year
