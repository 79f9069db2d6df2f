"""Language tag → CLDR tables: what babel knows of how a language writes numbers, dates and places.

The only file of this package that opens babel's locale data; everything is cached per language.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from whence.text import tag

# Where CLDR has no locale under the plain tag, or the plain tag lacks what regions have.
_ALIASES = {"sh": "hr", "no": "nb", "tl": "fil", "iw": "he"}
_SIBLINGS = {
    "ar": ("ar", "ar_SY", "ar_IQ", "ar_MA", "ar_DZ", "ar_MR"),
    "de": ("de", "de_AT"),
    "fa": ("fa", "fa_AF"),
    "es": ("es", "es_MX", "es_419"),
    "pt": ("pt", "pt_PT"),
    "en": ("en", "en_GB"),
    "zh": ("zh", "zh_Hant", "zh_Hant_HK"),
    "sr": ("sr", "sr_Latn"),
    "sh": ("hr", "bs", "sr", "sr_Latn"),
    "uz": ("uz", "uz_Cyrl"),
    "az": ("az", "az_Cyrl"),
    "no": ("nb", "nn"),
    "ku": ("ku", "ckb"),
    "ro": ("ro", "ro_MD"),
    "ur": ("ur", "ur_IN"),
    "sw": ("sw", "sw_CD"),
}


@lru_cache(maxsize=256)
def locales(language: str) -> tuple[Any, ...]:
    """Return babel's locales for a language, the main one first; empty where CLDR has none."""
    from babel import Locale, UnknownLocaleError

    primary = tag(language)
    found = []
    for name in _SIBLINGS.get(primary, (_ALIASES.get(primary, primary),)):
        try:
            found.append(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return tuple(found)


def data(language: str, section: str) -> list[Any]:
    """Return one section of CLDR data ("months", "currency_names" …) for each locale of a language."""
    return [locale._data[section] for locale in locales(language) if section in locale._data]  # noqa: SLF001


@lru_cache(maxsize=256)
def separators(language: str) -> tuple[str, str]:
    """Return the decimal and the grouping sign of a language; ("", "") where unknown."""
    for symbols in data(language, "number_symbols"):
        latin = symbols.get("latn")
        if latin and "decimal" in latin:
            return str(latin["decimal"]), str(latin["group"])
    return "", ""


@lru_cache(maxsize=256)
def halves(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a language calls the halves of the day (a.m., p.m.), signs of one letter left out."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for section in data(language, "day_periods"):
        for half, names in zip(("am", "pm"), found, strict=True):
            for width in dict(section.get("format", {})).values():
                name = str(dict(width).get(half, "")).lower().strip(" \u200e\u200f")
                if len(name) > 1:
                    names.setdefault(name)
    return tuple(found[0]), tuple(found[1])


def leaves(value: Any) -> list[str]:
    """Return all texts of a nested CLDR section, in order."""
    if hasattr(value, "items"):
        return [leaf for _, inner in value.items() for leaf in leaves(inner)]
    return [value] if isinstance(value, str) else []
