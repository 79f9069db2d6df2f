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
# Unions of countries that most languages abbreviate in their own way.
_ORGANISATIONS: dict[str, dict[str, str]] = {
    language: {name.strip(): code for code, names in zip(("EU", "UN", "NATO"), row.split(";"), strict=True) for name in names.split("|") if name.strip()}
    for language, row in {
        "en": "eu|e.u.|european union; un|u.n.|united nations; nato", "fr": "ue|union européenne; onu|nations unies; otan",
        "de": "eu|europäische union; uno|un|vereinte nationen; nato", "es": "ue|unión europea; onu|naciones unidas; otan",
        "it": "ue|unione europea; onu|nazioni unite; nato", "pt": "ue|união europeia; onu|nações unidas; otan|nato",
        "nl": "eu|europese unie; vn|verenigde naties; navo", "ru": "ес|евросоюз; оон; нато", "uk": "єс|євросоюз; оон; нато",
        "bg": "ес|европейски съюз; оон; нато", "pl": "ue|unia europejska; onz; nato", "cs": "eu; osn; nato", "sk": "eú; osn; nato",
        "hu": "eu; ensz; nato", "ro": "ue; onu; nato", "tr": "ab|avrupa birliği; bm|birleşmiş milletler; nato", "fi": "eu; yk; nato",
        "sv": "eu; fn; nato", "da": "eu; fn; nato", "no": "eu; fn; nato", "el": "εε|ευρωπαϊκή ένωση; οηε; νατο", "id": "ue|uni eropa; pbb; nato",
        "ar": "الاتحاد الأوروبي; الأمم المتحدة; الناتو|ناتو", "fa": "اتحادیه اروپا; سازمان ملل|سازمان ملل متحد; ناتو",
        "he": 'האיחוד האירופי; האו״ם|האו"ם|או"ם; נאט״ו|נאט"ו', "hi": "यूरोपीय संघ|ईयू; संयुक्त राष्ट्र; नाटो", "ja": "eu|欧州連合; 国連|国際連合; nato|北大西洋条約機構",
        "zh": "欧盟|歐盟; 联合国|聯合國; 北约|北約", "ko": "eu|유럽연합; 유엔; 나토", "hr": "eu; un; nato", "sr": "еу; ун; нато", "sl": "eu; ozn; nato",
        "ca": "ue; onu; otan", "vi": "eu; liên hợp quốc; nato", "lt": "es; jt; nato", "lv": "es; ano; nato", "et": "el; üro; nato",
    }.items()
}  # fmt: skip
# Languages whose country names take case endings.
_INFLECTED = frozenset(
    "ru uk be bg mk sr hr bs sh sl cs sk pl lt lv et fi hu tr az kk ky uz el ka hy ro is eu mn".split()
)
_ENDING, _STEM = 5, 4
_ROOT = 4  # letters of a country's name that its people's name must share


@dataclass(slots=True, eq=False)
class Places:
    """Place names of one language: whole names, stems of names that inflect, a pattern where unspaced."""

    names: dict[str, str] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def demonym(self, word: str) -> str:
        """Return the country of a people's name or adjective ("Syrian", "German"), or ""."""
        folded = fold(word)
        found = self.peoples.get(folded, "")
        for size in range(min(len(folded) - 1, 12), _ROOT - 1, -1):
            found = found or self.peoples.get(folded[:size] + "-", "")
        return found

    def code(self, name: str) -> str:
        """Return the code of a lower-cased or folded name, or ""."""
        found = (
            self.names.get(name)
            or self.names.get(fold(name))
            or self.names.get(name.replace(".", ""), "")
        )
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
            if len(code) == 2 and code.isalpha() and code not in ("EZ", "ZZ", "XA", "XB", "QO"):
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
    found.update(_ORGANISATIONS.get(language, {}))
    found.update({name.replace(".", ""): code for name, code in found.items() if "." in name})
    _index(table, found, language)
    _peoples(table, found, language)
    return table


def _peoples(table: Places, found: dict[str, str], language: str) -> None:
    """Enter the names of peoples: CLDR's language names, and roots of country names."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    for languages in locales.data(language, "languages"):
        for code, name in languages.items():
            home = str(likely.get(code, "")).rsplit("_", 1)[-1]
            if len(code) == 2 and len(home) == 2 and " " not in str(name):
                table.peoples.setdefault(fold(str(name)), home)
    for name, code in found.items():
        root = re.sub("(?:[aeiouyаяиіеоы]{1,2}|land|lands|ien|ija|ие|ия)$", "", fold(name))
        if len(code) == 2 and " " not in name and len(root) >= _ROOT:
            table.peoples.setdefault(root + "-", code)


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
        table.pattern = re.compile("|".join(map(_bounded, long))) if long else None


def _bounded(name: str) -> str:
    """Return the pattern of a name that is no part of a longer foreign one: マリ, but not in マリア."""
    left = (
        "(?<![ァ-ヺー])"
        if "ァ" <= name[0] <= "ヺ"
        else "(?<![가-힣])"
        if "가" <= name[0] <= "힣"
        else ""
    )
    right = "(?![ァ-ヺー])" if "ァ" <= name[-1] <= "ー" else ""
    return left + re.escape(name) + right


def _plain(name: str) -> str:
    return re.sub(r"\s*[(（\[].*", "", name).lower().strip()


def _latin(names: dict[str, str]) -> bool:
    return (
        any("germany" in n or "x" in n for n in names)
        or sum(n.isascii() for n in names) > len(names) / 3
    )


@lru_cache(maxsize=1)
def _zones() -> tuple[str, ...]:
    """Return the time zones that are called after a city that several languages write in CLDR."""
    zones: set[str] = set()
    for language in ("ru", "ar", "zh"):
        for section in locales.data(language, "time_zones"):
            zones.update(zone for zone in section if not zone.startswith(("Etc", "Antarctica")))
    return tuple(sorted(zones))
