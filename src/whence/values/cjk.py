"""Chinese, Japanese and Korean numerals → value: 三万 = 3万 = 30 000, 1.2億 = 120 000 000.

Numbers of these scripts mix digits with signs for ten, hundred, thousand and myriads, so they have
a small grammar of their own.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: i
    for i, cs in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for c in cs
}
_SMALL = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "십": 10,
    "백": 100,
    "천": 1000,
}
_LARGE = {
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "億": 10**8,
    "亿": 10**8,
    "억": 10**8,
    "兆": 10**12,
    "조": 10**12,
}
_HAN = "".join(_DIGITS) + "十百千万萬億亿兆"
# Bounded, so that a page of digits costs no more than its length.
_PLAIN = r"(?<!\d)\d{1,15}(?:[.,]\d{1,15}){0,5}"
# Numerals with at least one sign; digits may stand before each scale sign.
HAN = re.compile(
    rf"(?:{_PLAIN}\s?)?[{_HAN}](?:\s?{_PLAIN}\s?(?=[十百千万萬億亿兆])|{_PLAIN}|[{_HAN}])*(?:点[{''.join(_DIGITS)}]+)?"
)
HANGUL = re.compile(rf"{_PLAIN}\s?[만억조천백십]+(?:\s?{_PLAIN}\s?[만억조천백십]+)*(?:\s?{_PLAIN})?")
# Three parts of which two: 三分之二, 3分の2, 3분의 2; of a hundred is per cent.
FRACTION = re.compile(
    rf"(?<![{_HAN}\d百])(?!百)([{_HAN}]{{1,4}}|\d{{1,4}})\s?(?:分之|分の|분의\s?)([{_HAN}]{{1,4}}|\d{{1,4}})(?!\d)"
)
# Words made of numeral signs that are no numbers, with what may follow to make them such.
_WORDS = frozenset(
    "一 十 百 千 万 萬 亿 億 兆 零 二 两 兩 三 四 五 六 七 八 九 一一 千万 万一 百万 三三 四四 五五 万千 千百 百千".split()
) - {"百万", "千万"}
# What is counted: a lone numeral before one of these is a number.
_COUNTERS = "个個名人位次年月日天家只隻台辆輛架艘艘枚条條岁歲歳种種件场場届屆小周週分秒号號倍成时時度元円回本つ目代階番週軒か箇ヶ頭匹点點项項座艘支所棟層层级級套份公米吨噸克里平英亩畝"
# Right after a lone sign these make another word: 一般, 一些, 一样, 一致, 十分 …
_NOT_AFTER_ONE = re.compile(
    "一(?:个人|天天|次性|时|時|度|点|點|代|家|种|種|致|定|般|些|直|起|样|樣|部|方|边|旦|下|切|面|番|体|體|道|同|生|度|分)"
)


def value(text: str) -> Decimal | None:
    """Return the number written in `text` (digits and signs), or None where it is not well-formed."""
    total, section, pending = Decimal(0), Decimal(0), None
    largest = 0
    digits: list[str] = []
    for token in re.findall(rf"{_PLAIN}|\S", text):
        if token[0].isdigit() and token not in _DIGITS:
            if digits or pending is not None:
                return None
            pending = Decimal(token.replace(",", ""))
        elif token in _DIGITS:
            digits.append(str(_DIGITS[token]))
        elif token in ("点", "點"):
            return _with_fraction(total + section + _count(digits, pending, 0), text)
        else:
            count = _count(digits, pending, None)
            digits, pending = [], None
            if token in _SMALL:
                section += (Decimal(1) if count is None else count) * _SMALL[token]
            else:
                section += count or Decimal(0)
                scale = _LARGE[token]
                # A larger scale takes in what stands before: 4万亿 are 40 000 × 10⁸.
                grows = 0 < largest < scale
                total = (total + section) * scale if grows else total + (section or Decimal(1)) * scale
                section, largest = Decimal(0), scale
    return total + section + _count(digits, pending, 0)


def _count(digits: list[str], pending: Decimal | None, empty: int | None) -> Decimal:
    if pending is not None:
        return pending
    return Decimal("".join(digits)) if digits else empty  # type: ignore[return-value]


def _with_fraction(whole: Decimal, text: str) -> Decimal | None:
    tail = re.split("[点點]", text, maxsplit=1)[1]
    if not tail or any(c not in _DIGITS for c in tail):
        return None
    return whole + Decimal("0." + "".join(str(_DIGITS[c]) for c in tail))


def find(text: str, *, hangul: bool = False) -> list[tuple[int, int, Decimal, bool]]:
    """Return (start, end, value, weak) of each numeral; weak where a lone sign may be another word."""
    found = []
    for match in (HANGUL if hangul else HAN).finditer(text):
        start, end, written = match.start(), match.end(), match[0]
        while not hangul and written and written[-1] in "零〇":
            written = written[:-1]
            end -= 1
        number = value(written) if written else None
        # 百分之 is "per cent"; in 三分之一 neither sign counts things.
        if (
            number is None
            or text.startswith("分之", end)
            or (text[start - 2 : start] == "分之" and text[start - 3 : start] != "百分之")
        ):
            continue
        if written in _WORDS and _is_word(text, start, end) and text[start - 3 : start] != "百分之":
            continue
        several = text[start - 1 : start] in ("数", "數", "几", "幾")
        found.append((start, end, number, several or written in _WORDS))
    return found


def _is_word(text: str, start: int, end: int) -> bool:
    """Return whether a lone numeral sign is part of another word rather than a count."""
    if text[start - 1 : start] == "第":
        return False
    if text[end : end + 1] not in _COUNTERS or end >= len(text):
        return True
    before = text[start - 1 : start]
    return bool(_NOT_AFTER_ONE.match(text, start)) or (
        before in tuple("统統唯万专單单同第之每某另任均十逐萬") and before != "第"
    )
