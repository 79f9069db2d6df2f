"""Words and signs beside a number → its unit: percent, currencies, measures, and their conversion.

Names come from CLDR (babel) in every language it has; what is written with Latin signs everywhere
(km, kg, °C) stands here. `canonical` brings a value to the base unit of its dimension, so that
10 miles meet 16 km and 68 °F meet 20 °C.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from unicodedata import category

from whence.text import fold, tag
from whence.values import calendar_words, locales
from whence.values.figures import lowered

# unit → (dimension, factor to the dimension's base unit). Temperatures convert with an offset.
FACTORS: dict[str, tuple[str, Decimal]] = {
    unit: (dimension, Decimal(factor))
    for unit, dimension, factor in (
        ("%", "%", "1"),
        ("km", "length", "1000"), ("m", "length", "1"), ("cm", "length", "0.01"), ("mm", "length", "0.001"),
        ("mile", "length", "1609.344"), ("foot", "length", "0.3048"), ("inch", "length", "0.0254"),
        ("yard", "length", "0.9144"), ("nmi", "length", "1852"),
        ("km²", "area", "1000000"), ("m²", "area", "1"), ("hectare", "area", "10000"),
        ("acre", "area", "4046.8564224"), ("mile²", "area", "2589988.110336"), ("foot²", "area", "0.09290304"),
        ("kg", "mass", "1"), ("g", "mass", "0.001"), ("mg", "mass", "0.000001"), ("tonne", "mass", "1000"),
        ("pound", "mass", "0.45359237"), ("ounce", "mass", "0.028349523125"), ("stone", "mass", "6.35029318"),
        ("l", "volume", "0.001"), ("ml", "volume", "0.000001"), ("m³", "volume", "1"),
        ("gallon", "volume", "0.003785411784"), ("barrel", "volume", "0.158987294928"),
        ("km/h", "speed", "1"), ("mph", "speed", "1.609344"), ("m/s", "speed", "3.6"), ("knot", "speed", "1.852"),
        ("°C", "temperature", "1"), ("°F", "temperature", "1"),
        ("kW", "power", "1000"), ("MW", "power", "1000000"), ("GW", "power", "1000000000"), ("W", "power", "1"),
        ("kWh", "energy", "1000"), ("MWh", "energy", "1000000"),
        ("second", "time", "1"), ("minute", "time", "60"), ("hour", "time", "3600"), ("day", "time", "86400"),
        ("week", "time", "604800"), ("month", "time", "2629746"), ("year", "time", "31556952"),
        ("decade", "time", "315569520"), ("century", "time", "3155695200"),
    )
}  # fmt: skip
_CLDR_UNITS = {
    "concentr-percent": "%", "length-kilometer": "km", "length-meter": "m", "length-centimeter": "cm",
    "length-millimeter": "mm", "length-mile": "mile", "length-foot": "foot", "length-inch": "inch",
    "length-yard": "yard", "length-nautical-mile": "nmi", "area-square-kilometer": "km²",
    "area-square-meter": "m²", "area-hectare": "hectare", "area-acre": "acre", "area-square-mile": "mile²",
    "area-square-foot": "foot²", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg",
    "mass-tonne": "tonne", "mass-metric-ton": "tonne", "mass-pound": "pound", "mass-ounce": "ounce",
    "mass-stone": "stone", "volume-liter": "l", "volume-milliliter": "ml", "volume-cubic-meter": "m³",
    "volume-gallon": "gallon", "volume-barrel": "barrel", "speed-kilometer-per-hour": "km/h",
    "speed-mile-per-hour": "mph", "speed-meter-per-second": "m/s", "speed-knot": "knot",
    "temperature-celsius": "°C", "temperature-fahrenheit": "°F", "power-kilowatt": "kW",
    "power-megawatt": "MW", "power-gigawatt": "GW", "power-watt": "W", "energy-kilowatt-hour": "kWh",
    "duration-second": "second", "duration-minute": "minute", "duration-hour": "hour",
    "duration-day": "day", "duration-week": "week", "duration-month": "month", "duration-year": "year",
    "duration-decade": "decade", "duration-century": "century",
}  # fmt: skip
# Signs that are written alike in most languages; only those that are no common word.
_SIGNS = {
    "%": "%", "٪": "%", "％": "%", "﹪": "%", "percent": "%", "per cent": "%", "pct": "%",
    "في المائة": "%", "في المئة": "%", "بالمائة": "%", "بالمئة": "%", "فى المائة": "%", "por ciento": "%", "τοις εκατό": "%",
    "km": "km", "cm": "cm", "mm": "mm", "m": "m", "kg": "kg", "mg": "mg", "ha": "hectare", "km²": "km²", "km2": "km²",
    "m²": "m²", "m2": "m²", "m³": "m³", "m3": "m³", "km/h": "km/h", "kph": "km/h", "kmh": "km/h", "mph": "mph", "m/s": "m/s",
    "°c": "°C", "° c": "°C", "℃": "°C", "°f": "°F", "° f": "°F", "℉": "°F", "kwh": "kWh", "mwh": "MWh",
    "kw": "kW", "mw": "MW", "gw": "GW", "ft": "foot", "lb": "pound", "lbs": "pound", "ml": "ml",
    "км": "km", "см": "cm", "мм": "mm", "кг": "kg", "км/ч": "km/h", "км/год": "km/h",
    "kilo": "kg", "kilos": "kg", "kiló": "kg", "kilós": "kg", "κιλά": "kg", "κιλών": "kg", "кило": "kg", "كيلو": "kg", "كيلوغراما": "kg", "کیلو": "kg",
    "किलो": "kg", "킬로": "kg", "كيلو متر": "km", "كيلومتر": "km", "岁": "year", "歲": "year", "歳": "year", "세": "year", "század": "century", "secolul": "century", "secolului": "century", "公斤": "kg", "公里": "km", "英里": "mile", "英尺": "foot", "英镑": "GBP", "ميلا": "mile", "مترا": "m", "دولارا": "USD",
}  # fmt: skip
# Currency signs; a bare "$" or "£" is taken for the one most written about.
_MONEY_SIGNS = {
    "$": "USD", "＄": "USD", "us$": "USD", "us $": "USD", "$us": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "mx$": "MXN", "nt$": "TWD", "€": "EUR", "£": "GBP", "￡": "GBP", "¥": "JPY", "￥": "JPY",
    "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₪": "ILS", "₴": "UAH", "฿": "THB", "₫": "VND",
    "₦": "NGN", "₱": "PHP", "₸": "KZT", "₼": "AZN", "₾": "GEL", "₨": "PKR", "zł": "PLN", "kč": "CZK",
    "cn¥": "CNY", "rmb": "CNY", "jp¥": "JPY", "uk£": "GBP", "rs": "INR", "rs.": "INR", "₨.": "PKR",
    "元": "CNY", "人民币": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "日元": "JPY", "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "円": "JPY", "ウォン": "KRW", "reais": "BRL", "달러": "USD", "유로": "EUR", "원": "KRW",
}  # fmt: skip
# Currencies whose bare name ("dollars") is shared; the first of a family is what it means alone.
_FAMILIES = (
    ("USD", "AUD", "CAD", "NZD", "SGD", "HKD"), ("GBP", "EGP", "LBP", "SYP"), ("RUB", "BYN"),
    ("CHF", "XAF", "XOF"), ("MXN", "ARS", "CLP", "COP", "PHP"), ("INR", "PKR", "LKR", "NPR"),
    ("IQD", "KWD", "JOD", "DZD", "TND", "BHD", "RSD"), ("AED", "MAD"), ("IRR", "YER", "OMR"), ("SAR", "QAR"),
    ("SEK", "NOK", "DKK", "ISK", "CZK"), ("TRY",), ("KRW", "KPW"), ("JPY",), ("CNY",), ("EUR",), ("PLN",),
    ("HUF",), ("ILS",), ("UAH",), ("THB",), ("VND",), ("IDR",), ("BRL",), ("ZAR",), ("RON",), ("BGN",),
    ("MYR",), ("KZT",), ("AMD",), ("GEL",), ("AZN",), ("UZS",), ("NGN",), ("KES",), ("ETB",), ("BDT",),
)  # fmt: skip
_HOME = {
    "cs": "CZK",
    "da": "DKK",
    "is": "ISK",
    "no": "NOK",
    "be": "BYN",
    "ur": "PKR",
    "ne": "NPR",
    "si": "LKR",
}
CURRENCIES = frozenset(code for family in _FAMILIES for code in family) | frozenset(
    _MONEY_SIGNS.values()
)


@dataclass(frozen=True, slots=True)
class UnitNames:
    """What may stand after or before a number, by its first two (or last) characters, longest first."""

    after: dict[str, list[tuple[str, str]]]
    heads: frozenset[str]
    ending: re.Pattern[str] | None
    stem: int
    before: dict[str, list[tuple[str, str]]]

    def following(self, text: str, at: int) -> tuple[str, int]:
        """Return the unit that starts at `at` or a space later in lower-cased `text`, and its end."""
        while at < len(text) and text[at] in _GAP:
            at += 1
        if at >= len(text) or text[at : at + 1] not in self.heads:
            return "", at
        for name, unit in (*self.after.get(text[at : at + 2], ()), *self.after.get(text[at], ())):
            end = at + len(name)
            if not text.startswith(name, at):
                continue
            if _edge(text, end, name[-1]):
                return unit, end
            if self.ending is not None and len(name) >= self.stem:
                ending = self.ending.match(text, end)
                if ending is not None:
                    return unit, ending.end()
        return "", at

    def preceding(self, text: str, at: int) -> tuple[str, int]:
        """Return the unit that ends at `at` or a space earlier in lower-cased `text`, and its start."""
        while at > 0 and text[at - 1] in _GAP:
            at -= 1
        for name, unit in self.before.get(text[at - 1 : at], ()):
            start = at - len(name)
            if (
                start >= 0
                and text.endswith(name, 0, at)
                and (start == 0 or _edge(text, start - 1, name[0]))
            ):
                return unit, start
        return "", at


_DEGREE_WORDS = {
    "摄氏": "°C",
    "攝氏": "°C",
    "摂氏": "°C",
    "섭씨": "°C",
    "华氏": "°F",
    "華氏": "°F",
    "화씨": "°F",
}
_DEGREES = frozenset({"°C", "°F"})
# Case endings behind a unit of at least so many letters ("metrin", "долларовый"), in languages with cases.
_INFLECTED_NAME = 5
_ENDINGS = {
    **dict.fromkeys(
        "fi et hu tr az ru uk be bg mk sr hr bs pl cs sk sl lt lv fa el ka hy kk eu".split(),
        re.compile(r"[^\W\d_]{1,4}(?!\w)"),
    ),
    "de": re.compile(r"(?:e?[ns])(?!\w)"),
    # The accusative after 11 and above, its sign before or behind the letter or left out: عامًا.
    "ar": re.compile("\u064b?ا?\u064b?(?!\\w)"),
}
_GAP = " \u00a0\u202f\u2009\u2007-\u2011\u200b\u200e\u200f\u061c"


_STEMS = {"ar": 3}


def _edge(text: str, at: int, inside: str) -> bool:
    """Return whether a word may end before `at`: scripts without spaces end anywhere."""
    if at >= len(text) or not _spells(inside) or ord(inside) >= 0x0E00:
        return True
    return not _spells(text[at]) or ord(text[at]) >= 0x2E80


def _spells(sign: str) -> bool:
    """Return whether a sign is a letter or a vowel sign of one."""
    return sign.isalpha() or (sign >= "\u0900" and category(sign)[0] == "M")


@lru_cache(maxsize=256)
def names(language: str) -> UnitNames:
    """Return the unit and currency names of a language, with the signs used everywhere."""
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    around: dict[str, str] = {}
    for section in locales.data(language, "unit_patterns"):
        for key, unit in _CLDR_UNITS.items():
            styles = section.get(key, {})
            for style in ("long", "short"):
                # Where CLDR has no long form, the short one is the whole name; else a short Latin
                # abbreviation is too often something else ("h", "t", "in").
                least = 1 if style == "long" else 3 if "long" not in styles else 4
                for pattern in locales.leaves(styles.get(style, {})):
                    _enter(lowered(pattern), unit, least=least, names=(after, before, around))
    _currencies(language, after)
    after.update(_SIGNS)
    after.update(_MONEY_SIGNS)
    before.update(
        {sign: code for sign, code in _MONEY_SIGNS.items() if ord(sign[-1]) not in range(0x0500, 0x20A0)}
    )
    if _money_first(language):
        before.update({name: code for name, code in after.items() if code in CURRENCIES})
    before.update({"%": "%", "٪": "%", "百分之": "%", "ร้อยละ": "%"})
    # "摄氏 20 度": what stands before tells the unit.
    before.update(_DEGREE_WORDS)
    before.update({name: unit for name, unit in around.items() if unit in _DEGREES})
    for unit, forms in calendar_words.UNITS.get(tag(language), {}).items():
        for name in forms.split("|"):
            after.setdefault(name, unit)
    for code in CURRENCIES:
        after.setdefault(code.lower(), code)
        before.setdefault(code.lower(), code)
    heads = frozenset(name[0] for name in after)
    return UnitNames(
        _by(slice(2), after),
        heads,
        _ENDINGS.get(tag(language)),
        _STEMS.get(tag(language), _INFLECTED_NAME),
        _by(slice(-1, None), before),
    )


def _enter(
    pattern: str, unit: str, *, least: int, names: tuple[dict[str, str], dict[str, str], dict[str, str]]
) -> None:
    head, gap, tail = (part.strip(_PATTERN_GAP) for part in pattern.partition("{0}"))
    name = tail or head
    if not gap or not name or (name.isascii() and len(name) < least):
        return
    after, before, around = names
    if head and tail:
        around.setdefault(head, unit)
    else:
        for written in (
            name.rstrip("."),
            fold(name.rstrip(".")) if "\u0590" <= name[0] < "\u0900" else "",
        ):
            if written:
                (after if tail else before).setdefault(written, unit)


_PATTERN_GAP = " \u00a0\u202f\u200e\u200f"


def _currencies(language: str, after: dict[str, str]) -> None:
    spelled: dict[str, set[str]] = {}
    for section in ("currency_names_plural", "currency_names"):
        for table in locales.data(language, section):
            for code in CURRENCIES:
                if code in table:
                    value = table[code]
                    spelled.setdefault(code, set()).update(
                        lowered(n) for n in locales.leaves(value) or [str(value)]
                    )
    for symbols in locales.data(language, "currency_symbols"):
        for code in CURRENCIES & symbols.keys():
            sign = lowered(str(symbols[code])).strip(" .\u200e\u200f")
            if len(sign) > 1 or (sign and not sign.isalnum()):
                after.setdefault(sign, code)
    home = _HOME.get(tag(language), "")
    for members in _FAMILIES:
        # At home a bare name means one's own: Czech koruna, Danish krone.
        family = (home, *members) if home in members else members
        counts: dict[str, int] = {}
        for code in family:
            for word in {word for name in spelled.get(code, ()) for word in name.split()}:
                counts[word] = counts.get(word, 0) + 1
        for code in family:
            for name in spelled.get(code, ()):
                after.setdefault(name, code)
        # The family's bare word: shared by its currencies, or the whole name of its only one.
        for word, count in counts.items():
            if count >= 2 and len(word) > 2:
                after.setdefault(word, family[0])


def _money_first(language: str) -> bool:
    """Return whether a language puts the name of a currency before the sum (Swahili, Burmese)."""
    patterns = [p for s in locales.data(language, "currency_unit_patterns") for p in locales.leaves(s)]
    return any(pattern.startswith("{1}") for pattern in patterns)


def _by(letters: slice, names: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        table.setdefault(name[letters], []).append((name, names[name]))
    return table


@lru_cache(maxsize=64)
def money_scales(language: str) -> dict[str, int]:
    """Return the short signs for thousand, million … that only a currency beside makes such, longest first."""
    found = {"k": 10**3, "mn": 10**6, "m": 10**6, "bn": 10**9, "b": 10**9, "trn": 10**12, "tn": 10**12}
    own: dict[str, int] = {}
    for section in locales.data(language, "compact_decimal_formats"):
        for plural in section.get("short", {}).values():
            for size, pattern in plural.items():
                text = getattr(pattern, "pattern", pattern)
                sign = lowered(re.sub(r"[0\s\u200e\u200f']", "", text)).rstrip(".")
                if sign and sign != "¤" and text.count("0"):
                    own.setdefault(sign, int(size) // 10 ** (text.count("0") - 1))
    found |= own
    return {sign: found[sign] for sign in sorted(found, key=lambda sign: (-len(sign), sign))}


def canonical(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return the value in its dimension's base unit, and the dimension ("" where there is none)."""
    if unit == "°F":
        return (value - 32) * 5 / 9, "temperature"
    dimension, factor = FACTORS.get(unit, (unit, Decimal(1)))
    return value * factor, dimension
