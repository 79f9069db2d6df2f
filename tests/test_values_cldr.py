"""What CLDR writes (through babel) is read back with its value, language by language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from babel import dates as written_dates
from babel import numbers as written_numbers
from babel import units as written_units

from whence.values import dates, numbers
from whence.values.units import canonical

LANGUAGES = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja kk ko lt lv ms nb nl pl pt ro ru sk sl sr sv ta te th tr uk ur vi zh"
).split()
DAYS = [date(2019, 5, 3), date(2020, 11, 15), date(2018, 1, 31), date(1998, 2, 12), date(2014, 9, 30)]
MEASURES = {
    "length-kilometer": "km", "mass-kilogram": "kg", "temperature-celsius": "°C", "duration-hour": "hour", "duration-week": "week",
    "length-mile": "mile",
}  # fmt: skip


def _read(text: str, language: str, value: Decimal, unit: str | None = None) -> bool:
    found = numbers.find(f"x {text} x", language)
    if unit is None:
        return any(value in (n.value, n.alternative) for n in found)
    meant = canonical(value, unit)
    return any(meant in (n.canonical(), canonical(n.alternative or value, n.unit)) for n in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_scales_and_percentages(language):
    locale = Locale.parse(language)
    for value in (Decimal(12345), Decimal(1234567), Decimal("3.75"), Decimal("1234.5")):
        text = written_numbers.format_decimal(value, locale=locale, numbering_system="default")
        assert _read(text, language, value), text
    # Urdu counts in a scale (kharab) that its word list lacks.
    form = "long" if "long" in locale.compact_decimal_formats else "short"
    for value in (5000, 3 * 10**6, 2 * 10**9, *((4 * 10**12,) if language != "ur" else ())):
        text = written_numbers.format_compact_decimal(value, locale=locale, format_type=form)
        assert _read(text, language, Decimal(value)), text
    text = written_numbers.format_percent(Decimal("0.25"), locale=locale)
    assert _read(text, language, Decimal(25), "%"), text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", ["USD", "EUR", "GBP", "JPY"])
def test_sums_of_money(language, currency):
    locale = Locale.parse(language)
    for value in (1250, 3):
        text = written_numbers.format_currency(
            value, currency, locale=locale, format_type="name", currency_digits=False, format="#,##0"
        )
        assert _read(text, language, Decimal(value), currency), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures(language):
    for kind, unit in MEASURES.items():
        for value in (5, 21):
            text = written_units.format_unit(value, kind, "long", locale=language)
            if kind not in text:  # else babel has no name for it
                assert _read(text, language, Decimal(value), unit), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates(language):
    for day in DAYS:
        for form in ("full", "long"):
            text = written_dates.format_date(day, form, locale=language)
            found = [(d.year, d.month, d.day) for d in dates.find(f"x {text}.", language)]
            assert (day.year, day.month, day.day) in found, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_weekdays(language):
    for number in range(7):
        text = written_dates.format_date(date(2021, 1, 4 + number), "EEEE", locale=language)
        assert [d.weekday for d in dates.find(f"{text} x", language)] == [number], text
