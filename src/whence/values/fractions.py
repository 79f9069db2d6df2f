"""Numbers and the words of a fraction beside them → their values: two thirds, half a million, 三分之一.

    "two thirds"     2/3        "half a million"          500 000
    "deux tiers"     2/3        "un million et demi"      1 500 000
    "3分の2"         2/3        "полтора миллиона"        1 500 000

Only what stands with a number is read: "a third", "the half" and the like say too little to hold a
text to.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.values import cjk, fraction_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whence.values.scan import Scan

# A stretch of text with its value.
Part = tuple[int, int, Decimal]
_SPACE = " \u00a0\u202f\u2009"
_GAP = re.compile(rf"[{_SPACE}]?[-‐‑]?[{_SPACE}]?")
# From this value on a power of ten is a scale, which a half multiplies: half a million, not half a hundred.
_SCALE = 1000


def parts(scan: Scan) -> list[Part]:
    """Return the fractions that are read without any other number: 三分之二, "kétharmad"."""
    words = fraction_words.WHOLE.get(scan.language, {})
    found = [
        (scan.starts[at], scan.ends[at], Decimal(words[scan.tokens[at]][0]) / words[scan.tokens[at]][1])
        for at in scan.at(words.keys() & scan.distinct)
    ]
    if scan.language not in ("zh", "yue", "ja", "ko"):
        return found
    for match in cjk.FRACTION.finditer(scan.lower):
        below, above = cjk.value(match[1]), cjk.value(match[2])
        if below and above and above < below:
            found.append((match.start(), match.end(), above / below))
    return found


def shares(scan: Scan, counts: Mapping[int, Part]) -> list[Part]:
    """Return the counted shares: a number (by its end in `counts`) and a third, a quarter … behind it."""
    below = _denominators(scan.language)
    found = []
    for at in scan.at(below.keys() & scan.distinct):
        start, end = scan.starts[at], scan.ends[at]
        count = _ending_before(counts, scan.lower, start)
        if scan.tokens[at] in fraction_words.ONLY_ONE and (
            count is None or count[2] != 1 or scan.gaps[at].startswith("-")
        ):
            continue
        if count is not None and 0 < count[2] < below[scan.tokens[at]] and count[2] == int(count[2]):
            found.append((count[0], end, count[2] / below[scan.tokens[at]]))
    return found


def of_parts(scan: Scan, counts: Mapping[int, Part]) -> list[Part]:
    """Return the shares whose denominator stands first: "üçte iki", of three two."""
    below = fraction_words.OF_PARTS.get(scan.language, {})
    starts = {part[0]: part for part in counts.values()} if below else {}
    found = []
    for at in scan.at(below.keys() & scan.distinct):
        count = starts.get(scan.starts[at + 1]) if scan.gaps[at] == " " else None
        if count is not None and 0 < count[2] < below[scan.tokens[at]]:
            found.append((scan.starts[at], count[1], count[2] / below[scan.tokens[at]]))
    return found


def per(scan: Scan, counts: Mapping[int, Part]) -> list[Part]:
    """Return the shares of two counts: "dua per tiga", two of three."""
    if scan.language not in ("id", "ms"):
        return []
    starts = {part[0]: part for part in counts.values()}
    found = []
    for at in scan.at({"per"} & scan.distinct):
        above, below = counts.get(scan.starts[at] - 1), starts.get(scan.ends[at] + 1)
        if above is not None and below is not None and 0 < above[2] < below[2]:
            found.append((above[0], below[1], above[2] / below[2]))
    return found


def halves(scan: Scan, counts: Mapping[int, Part]) -> list[Part]:
    """Return the numbers with a half: "half a million", "two and a half", "un million et demi"."""
    rules = _half_patterns(scan.language)
    if rules is None:
        return []
    by_start = {start: part for part in counts.values() for start in (part[0],)}
    heads, before, behind = rules
    found = []
    for at in scan.at(heads & scan.distinct):
        start = scan.starts[at]
        match = behind.match(scan.lower, start) if behind is not None else None
        count = _ending_before(counts, scan.lower, start) if match is not None else None
        if match is not None and count is not None and count[2] == int(count[2]):
            found.append(_and_half(count, match.end(), scan.lower, by_start))
            continue
        match = before.match(scan.lower, start) if before is not None else None
        scale = by_start.get(match.end()) if match is not None else None
        if match is not None and scale is not None and _is_scale(scale[2]):
            factor = fraction_words.FACTORS.get(match[1], Decimal("0.5"))
            found.append((start, scale[1], scale[2] * factor))
    return found


def _and_half(count: Part, end: int, lower: str, by_start: Mapping[int, Part]) -> Part:
    """Return a count with its half: of its own scale, or times the scale behind the half."""
    gap = _GAP.match(lower, end)
    scale = by_start.get(gap.end()) if gap is not None else None
    if scale is not None and _is_scale(scale[2]) and count[2] < _SCALE:
        return count[0], scale[1], (count[2] + Decimal("0.5")) * scale[2]
    size = next((Decimal(10) ** n for n in (12, 9, 6, 3) if count[2] % 10**n == 0), Decimal(1))
    return count[0], end, count[2] + size / 2


def _ending_before(counts: Mapping[int, Part], lower: str, start: int) -> Part | None:
    """Return the number that ends right before a place, or a space or hyphen earlier."""
    for gap in range(4):
        if _GAP.fullmatch(lower, start - gap, start) is None:
            return None
        if start - gap in counts:
            return counts[start - gap]
    return None


def _is_scale(value: Decimal) -> bool:
    return value >= _SCALE and value.normalize().as_tuple().digits == (1,)


@lru_cache(maxsize=64)
def _denominators(language: str) -> dict[str, int]:
    row = fraction_words.SHARES.get(language, {})
    return {word: below for below, words in row.items() for word in words.split("|")}


@lru_cache(maxsize=64)
def _half_patterns(
    language: str,
) -> tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str] | None] | None:
    """Return the first words of halves, and the patterns of a half before a scale and behind a count."""
    before, behind = (
        table.get(language, "") for table in (fraction_words.HALF, fraction_words.AND_HALF)
    )
    if not before and not behind:
        return None
    before = "|".join(sorted(before.split("|"), key=len, reverse=True))
    words = [word for word in (*before.split("|"), *behind.split("|")) if word]
    heads = frozenset(re.split(r"[\s'’-]", word)[0] for word in words)
    gap = rf"[{_SPACE}]?[-‐‑]?[{_SPACE}]?"
    articles = fraction_words.ARTICLES.get(language, "")
    article = rf"(?:(?:{articles})[{_SPACE}])?" if articles else ""
    return (
        heads,
        re.compile(rf"({before})(?![^\W\d_]){gap}{article}") if before else None,
        re.compile(rf"(?:{behind})(?![^\W\d_])") if behind else None,
    )
