"""Language → its names of countries and of the cities that CLDR knows, each with one code for all languages.

    "Deutschland", "Allemagne", "德国"  →  DE          "Vienne", "Wien", "Bécs"  →  Europe/Vienna
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from whence.text import fold, tag
from whence.values import locales

# Short names in use that CLDR does not list.
_MORE: dict[str, dict[str, str]] = {
    "en": {"uk": "GB", "u.k.": "GB", "britain": "GB", "england": "GB", "us": "US", "u.s.": "US", "usa": "US", "america": "US", "united states": "US", "uae": "AE", "holland": "NL", "burma": "MM", "turkey": "TR", "ivory coast": "CI"},
    "fr": {"états-unis": "US", "usa": "US", "grande-bretagne": "GB", "angleterre": "GB", "hollande": "NL", "birmanie": "MM"},
    "de": {"usa": "US", "großbritannien": "GB", "england": "GB", "holland": "NL", "vereinigte staaten": "US", "vereinigten staaten": "US"},
    "es": {"ee. uu.": "US", "ee.uu.": "US", "eeuu": "US", "estados unidos": "US", "gran bretaña": "GB", "inglaterra": "GB", "holanda": "NL"},
    "it": {"usa": "US", "stati uniti": "US", "gran bretagna": "GB", "inghilterra": "GB", "olanda": "NL"},
    "pt": {"eua": "US", "estados unidos": "US", "grã-bretanha": "GB", "inglaterra": "GB", "holanda": "NL"},
    "nl": {"vs": "US", "groot-brittannië": "GB", "engeland": "GB"},
    "ru": {"сша": "US", "великобритания": "GB", "британия": "GB", "англия": "GB", "кнр": "CN", "рф": "RU", "оаэ": "AE", "кндр": "KP"},
    "uk": {"сша": "US", "британія": "GB", "англія": "GB"},
    "pl": {"usa": "US", "wielka brytania": "GB", "anglia": "GB", "holandia": "NL"},
    "tr": {"abd": "US", "ingiltere": "GB", "britanya": "GB"},
    "ar": {"بريطانيا": "GB", "إنجلترا": "GB", "أمريكا": "US", "أميركا": "US", "الولايات المتحدة": "US"},
    "fa": {"آمریکا": "US", "امریکا": "US", "بریتانیا": "GB", "انگلیس": "GB", "انگلستان": "GB", "ایالات متحده": "US"},
    "he": {"ארה״ב": "US", 'ארה"ב': "US", "ארצות הברית": "US", "בריטניה": "GB", "אנגליה": "GB"},
    "zh": {"美国": "US", "美國": "US", "英国": "GB", "英國": "GB", "俄国": "RU", "韩国": "KR", "韓國": "KR", "朝鲜": "KP", "阿联酋": "AE"},
    "ja": {"米国": "US", "アメリカ": "US", "英国": "GB", "イギリス": "GB", "北朝鮮": "KP", "豪州": "AU"},
    "ko": {"미국": "US", "영국": "GB", "북한": "KP"},
    "hi": {"अमेरिका": "US", "ब्रिटेन": "GB", "इंग्लैंड": "GB"},
    "id": {"as": "US", "amerika": "US", "inggris": "GB", "amerika serikat": "US"},
    "fi": {"usa": "US", "yhdysvallat": "US", "britannia": "GB", "englanti": "GB"},
    "sv": {"usa": "US", "storbritannien": "GB", "england": "GB"},
    "da": {"usa": "US", "storbritannien": "GB", "england": "GB"},
    "no": {"usa": "US", "storbritannia": "GB", "england": "GB"},
    "cs": {"usa": "US", "velká británie": "GB", "británie": "GB", "anglie": "GB"},
    "hu": {"usa": "US", "egyesült államok": "US", "nagy-britannia": "GB", "anglia": "GB"},
    "el": {"ηπα": "US", "βρετανία": "GB", "αγγλία": "GB"},
    "bg": {"сащ": "US", "великобритания": "GB", "англия": "GB"},
    "ro": {"sua": "US", "marea britanie": "GB", "anglia": "GB"},
}  # fmt: skip
# Languages whose country names take case endings.
_INFLECTED = frozenset("ru uk be bg mk sr hr bs sh sl cs sk pl lt lv et fi hu tr az kk ky uz el ka hy ro is eu mn".split())
_ENDING, _STEM = 5, 4


@dataclass(slots=True, eq=False)
class Places:
    """Place names of one language: whole names, stems of names that inflect, a pattern where unspaced."""

    names: dict[str, str] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def code(self, name: str) -> str:
        """Return the code of a lower-cased or folded name, or ""."""
        found = self.names.get(name) or self.names.get(fold(name), "")
        if found or not self.stems or len(name) < _STEM:
            return found
        folded = fold(name)
        for stem, code in self.stems.get(folded[:3], ()):
            if folded.startswith(stem) and len(folded) <= len(stem) + _ENDING:
                return code
        return ""


@lru_cache(maxsize=256)
def places(language: str) -> Places:
    """Return the place names of a language; empty where CLDR has none."""
    language = tag(language)
    table = Places()
    found: dict[str, str] = {}
    for territories in locales.data(language, "territories"):
        for code, name in territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"):
                found.setdefault(_plain(str(name)), code)
    own = _latin(found)
    for zones in locales.data(language, "time_zones"):
        for zone, names in zones.items():
            city = names.get("city")
            if city and not zone.startswith(("Etc", "Antarctica")):
                found.setdefault(_plain(str(city)), zone)
    if own:
        for zone in _zones():
            found.setdefault(zone.rsplit("/", 1)[-1].replace("_", " ").lower(), zone)
    found.update(_MORE.get(language, {}))
    _index(table, found, language)
    return table


def _index(table: Places, found: dict[str, str], language: str) -> None:
    for name, code in found.items():
        for written in (name, fold(name)):
            table.names.setdefault(written, code)
            head = written.split()[0] if written else ""
            table.heads[head] = max(table.heads.get(head, 1), len(written.split()))
        if language in _INFLECTED and " " not in name and len(name) > _STEM:
            stem = re.sub(r"[аяьйиіїоыеaeiouyąęėēīūäö]{1,2}$|[ςσ]$|ός$|ია$|ი$", "", fold(name))
            if len(stem) >= _STEM:
                table.stems.setdefault(stem[:3], []).append((stem, code))
    for stems in table.stems.values():
        stems.sort(key=lambda pair: -len(pair[0]))
    if language in ("zh", "ja", "yue", "th", "lo", "km", "my", "ko"):
        long = sorted((name for name in found if len(name) > 1), key=lambda name: (-len(name), name))
        table.pattern = re.compile("|".join(map(re.escape, long))) if long else None


def _plain(name: str) -> str:
    return re.sub(r"\s*[(（\[].*", "", name).lower().strip()


def _latin(names: dict[str, str]) -> bool:
    return any("germany" in n or "x" in n for n in names) or sum(n.isascii() for n in names) > len(names) / 3


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """Return the time zones that are called after a city that several languages write in CLDR."""
    zones: set[str] = set()
    for language in ("ru", "ar", "zh"):
        for section in locales.data(language, "time_zones"):
            zones.update(zone for zone in section if not zone.startswith(("Etc", "Antarctica")))
    return tuple(sorted(zones))
