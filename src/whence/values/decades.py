"""Text → decades: "the 1990s", "les années 90", "gli anni Novanta", "90年代" are the ten years from 1990.

A decade is a Date whose year is its first; one of two figures counts only with its language's word or
ending beside it, and only from the thirties on (the twenties may be of this century or the last).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.values import cjk, number_words, spelled
from whence.values.moment import Date

if TYPE_CHECKING:
    from whence.values.scan import Scan

# Words before the figure or the number in words.
_BEFORE = {
    "ca": "anys|dècada", "el": "δεκαετία|δεκαετίας", "es": "años|década", "fa": "دهه", "fr": "années|décennie", "gl": "anos|década", "he": "שנות", "id": "tahun", "ms": "tahun",
    "it": "anni", "nl": "jaren", "pl": "lata|lat|latach|latami", "pt": "anos|década", "ro": "anii|anilor", "vi": "niên",
}  # fmt: skip
# What may stand between them: "de los 90", "του '90", "ה-90".
_BETWEEN = frozenset("de los del als dels του ה dos".split())
# Endings behind the figure.
_BEHIND = {
    "bg": r"-?те(?:\sгодини)?", "cs": r"\.\slet\w*", "da": r"['’]?erne", "de": r"er[-\s]jahre\w*", "en": r"['’]?s", "et": r"-?ndat\w+",
    "fi": r"-luvu\w+", "hi": r"\sके\sदशक", "hr": r"-?ih(?:\sgodina)?", "hu": r"-[ea]s\sév(?:ek|tized)\w*", "is": r"-?áratug\w+", "ja": "年代",
    "ko": "년대", "lt": r"-?(?:ųjų|aisiais|ieji)", "no": r"-?(?:tallet|åra)", "ru": r"-?[хе](?:\sгод\w*)?", "sk": r"\.\srok\w*", "sl": r"-ih(?:\slet\w*)?",
    "sr": r"-?(?:их|ih)(?:\s\w+)?", "sv": r"-?tal(?:et|ets|s)", "th": "s", "tr": r"['’]?l[ae]r(?:d[ae]n?)?", "uk": r"-?[хті](?:\sрок\w*)?", "yue": "年代", "zh": "年代",
}  # fmt: skip
_FIRST = 30
# One word for the whole decade.
_WRITTEN = {
    "ar": {
        start + stem + end: year
        for year, stem in zip(
            range(1930, 2000, 10), "ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين".split(), strict=True
        )
        for start in ("ال", "", "وال", "بال")
        for end in ("ات", "يات")
    }
}
_EASTERN = frozenset({"zh", "ja", "yue"})
_HAN = re.compile("(?<![一二三四五六七八九十])([三四五六七八九]十)年代")


def find(scan: Scan) -> list[Date]:
    """Return the decades of a scan."""
    behind = _behind(scan.language)
    found = []
    if behind is not None:
        for match in scan.matches(behind):
            year = _year(int(match[1]))
            aged = scan.language == "en" and len(match[1]) == 2 and _aged(scan, match.start())
            if year is not None and not aged:
                # "1800-talet", "the 1900s": a century, or its first decade.
                found.append(Date(match.start(), match.end(), "", year=year, weak=year % 100 == 0))
    written = _WRITTEN.get(scan.language, {})
    found += [
        Date(scan.starts[at], scan.ends[at], "", year=written[scan.tokens[at]])
        for at in scan.at(written.keys() & scan.distinct)
    ]
    if scan.language in _EASTERN:
        found += [
            Date(*m.span(), "", year=1900 + int(cjk.value(m[1]) or 0)) for m in _HAN.finditer(scan.lower)
        ]
    words = _BEFORE.get(scan.language, "").split("|")
    vocabulary = number_words.vocabulary(scan.language)
    for at in scan.at(scan.distinct & set(words)):
        if at and scan.tokens[at - 1].isdigit():
            continue
        here = at + 1
        while here < len(scan.tokens) and here < at + 3 and scan.tokens[here] in _BETWEEN:
            here += 1
        year = _number(scan, here, vocabulary) if here < len(scan.tokens) else None
        if year is not None and scan.starts[here] - scan.ends[at] <= _NEAR:
            found.append(Date(scan.starts[at], scan.ends[here], "", year=year))
    return found


# Letters and signs between the word and its figure: "de los '".
_NEAR = 9


def _number(scan: Scan, at: int, vocabulary: number_words.Vocabulary | None) -> int | None:
    word = scan.tokens[at]
    if scan.language in ("id", "ms") and scan.tokens[at + 1 : at + 2] != ["an"]:
        return None
    if word.isdigit():
        return _year(int(word)) if len(word) in (2, 4) and word[-1] == "0" else None
    atom = spelled.meaning(word, vocabulary, scan.language) if vocabulary is not None else None
    return _year(atom.value) if atom is not None and atom.value < 100 and atom.value % 10 == 0 else None


def _aged(scan: Scan, start: int) -> bool:
    """Return whether "30s" may be an age or a time: only "the 30s" and "'30s" are years."""
    before = scan.lower[max(start - 12, 0) : start]
    return before[-1:] not in ("'", "’") and before.split()[-1:] != ["the"]


def _year(figure: int) -> int | None:
    if figure >= 1500:
        return figure
    return 1900 + figure if _FIRST <= figure < 100 else None


@lru_cache(maxsize=64)
def _behind(language: str) -> re.Pattern[str] | None:
    ending = _BEHIND.get(language)
    free = "" if language in ("zh", "ja", "yue", "ko") else r"(?!\w)"
    return (
        None if ending is None else re.compile(rf"(?<![\d.,])(1[5-9]\d0|20\d0|[3-9]0)\s?{ending}{free}")
    )
