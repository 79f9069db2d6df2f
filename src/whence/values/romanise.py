"""Word in any script → plain Latin letters as it sounds, and the skeleton of its consonants.

    Путин, Putin, بوتين, プーチン  →  putin, putin, bwtyn, puchin  →  PTN, PTN, PTN, PSN

anyascii does most scripts; Arabic and Hebrew letters, where it writes signs for letters or no
vowels, and Greek digraphs have their own tables here. Used for keys and likeness, never for show.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Arabic script, by sound; letters that only carry a vowel become one. Persian, Urdu and Kurdish included.
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ٹ": "t", "ث": "th",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ڈ": "d", "ذ": "z", "ر": "r", "ڑ": "r", "ز": "z",
    "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ڤ": "v", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ڭ": "ng", "ل": "l", "م": "m", "ن": "n", "ں": "n",
    "ه": "h", "ة": "a", "ۀ": "h", "ہ": "h", "ھ": "h", "و": "w", "ؤ": "w", "ۇ": "u", "ۆ": "o", "ي": "y",
    "ی": "y", "ى": "a", "ئ": "y", "ے": "e", "ء": "", "ـ": "", "ێ": "e", "ە": "e", "ۋ": "v", "ڕ": "r", "ڵ": "l",
}  # fmt: skip
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "kh", "ט": "t", "י": "y",
    "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p",
    "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t", "׳": "", "״": "",
}  # fmt: skip
_GREEK = {
    "ου": "u", "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng", "τσ": "ts", "τζ": "tz", "αι": "e", "ει": "i", "οι": "i",
    "αυ": "av", "ευ": "ev", "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "i", "φ": "f", "χ": "kh", "ψ": "ps", "ω": "o",
}  # fmt: skip
_HEBREW_MARKS = {
    "ג׳": "j",
    "ג'": "j",
    "ז׳": "zh",
    "ז'": "zh",
    "צ׳": "ch",
    "צ'": "ch",
    "ץ'": "ch",
    "וו": "w",
    "יי": "y",
}
_GREEK_PATTERN = re.compile("|".join(sorted(_GREEK, key=len, reverse=True)))
_HEBREW_PATTERN = re.compile("|".join(map(re.escape, _HEBREW_MARKS)))
_TABLE = str.maketrans({**_ARABIC, **_HEBREW})
# Letters of Latin alphabets that would lose their sound with their mark.
_LATIN = str.maketrans({"š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "č": "ch", "ç": "ch", "ć": "ch", "ž": "zh", "ż": "zh",
                        "ź": "zh", "đ": "dj", "ð": "d", "þ": "th", "ñ": "ny", "ń": "ny", "ň": "ny", "ł": "l", "ø": "o",
                        "æ": "e", "œ": "e", "ß": "ss", "ə": "a", "ı": "i", "ğ": "g", "ř": "rzh", "ţ": "ts", "ț": "ts"})  # fmt: skip
_VOWELLESS = re.compile("[\u0590-\u07ff]")


@lru_cache(maxsize=65536)
def romanise(word: str) -> str:
    """Return `word` in lower-case ASCII letters, near to how it sounds; other signs become spaces."""
    lower = word.lower()
    if not lower.isascii():
        if "\u0370" <= max(lower) <= "\u03ff" or re.search("[\u0370-\u03ff]", lower):
            bare = "".join(
                c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c)
            )
            lower = _GREEK_PATTERN.sub(lambda match: _GREEK[match[0]], bare)
        elif _VOWELLESS.search(lower):
            lower = _HEBREW_PATTERN.sub(lambda match: _HEBREW_MARKS[match[0]], lower).translate(_TABLE)
        lower = unicodedata.normalize("NFC", lower).translate(_LATIN)
        if not lower.isascii():
            from anyascii import anyascii

            han = re.search("[\u4e00-\u9fff]", lower) is not None
            lower = anyascii(lower).lower()
            if han:
                lower = _PINYIN.sub(lambda match: _PINYIN_SOUNDS[match[0]], lower)
    return re.sub(r"[^a-z]+", " ", re.sub(r"['`]", "", lower)).strip()


def vowelless(word: str) -> bool:
    """Return whether the script of `word` leaves out short vowels (Arabic, Hebrew)."""
    return _VOWELLESS.search(word) is not None


_SYLLABIC = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_PINYIN = re.compile("q|x|zh|ng")
_PINYIN_SOUNDS = {"q": "ch", "x": "sh", "zh": "j", "ng": "n"}


def syllabic(word: str) -> bool:
    """Return whether the script of `word` puts vowels between consonants that had none (Chinese, kana)."""
    return _SYLLABIC.search(word) is not None


_DIGRAPHS = re.compile(
    "tsch|dsch|sch|tch|dzh|ch|sh|zh|kh|gh|ph|th|ts|tz|dj|ck|cz|sz|cs|qu|c(?=[eiy])|ou|oo|ee|ng(?=[kg]|$)"
)
_SOUNDS = {
    "tsch": "C", "dsch": "J", "sch": "S", "tch": "C", "dzh": "J", "ch": "C", "sh": "S", "zh": "Z", "kh": "x",
    "gh": "g", "ph": "f", "th": "t", "ts": "c", "tz": "c", "dj": "J", "ck": "k", "cz": "C", "sz": "S", "cs": "C",
    "qu": "k", "c": "c", "ou": "u", "oo": "u", "ee": "i", "ng": "n",
}  # fmt: skip
_SINGLE = str.maketrans({"q": "k"})
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """Return one letter a sound: "Joumâa" → "juma". S sh, Z zh, C ch, J dj, x kh, c ts or soft c."""
    plain = romanise(word)
    spoken = _DIGRAPHS.sub(lambda match: _SOUNDS[match[0]], plain).translate(_SINGLE)
    return _REPEATED.sub(r"\1", re.sub("c(?=[aouklrt]|$)", "k", spoken) if "c" in plain else spoken)


_CLASSES = str.maketrans("pbfvtdkgsSzZcCJjlrmn", "PPFFTTKKSSSSSSSSRRNN", "aeiouywhx ")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the classes of the consonants of one word, led by A where it starts with a vowel.

    What scripts confuse shares a class: p b, f v, t d, k g, s z sh zh ch j, l r, m n. h and kh count
    only at the start, where kh and h are one.
    """
    spoken = sounds(word).replace(" ", "")
    if not spoken:
        return ""
    head = (
        "F" if spoken[0] in "wv" else "H" if spoken[0] in "hx" else "A" if spoken[0] in "aeiouy" else ""
    )
    rest = spoken[1:] if head else spoken
    return head + _REPEATED.sub(r"\1", rest.translate(_CLASSES))
