"""Text → Number: every number with its value, however it is written.

    "30.000 hommes"    30000   cardinal        "٪٢٥"              25 %
    "trois millions"   3000000 cardinal        "10 miles"         10 mile = 16093.44 length
    "1.2億円"          120000000 JPY            "between 5 and 7"  5, high 7

Steps: 1 figures, words, and Chinese, Japanese and Korean numerals, 2 scale words behind figures,
3 what stands beside (unit, currency, percent, about), 4 ranges, 5 which are weak.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from whence.values import centuries, cjk, context_words, figures, fractions, number_words, spelled, units
from whence.values.scan import Scan, scan

NumberKind = Literal["cardinal", "ordinal", "percent", "currency", "measure", "year"]
Grade = Literal["equal", "rounded", "different"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text: `value` (and `high` of a range) in `unit`, at `text[start:end]`.

    `alternative` is the other reading of an ambiguous separator ("1.500"); `weak` marks a word that
    is often no number, or none to hold a text to ("one", "both", "thousands of"), and digits inside
    a name (G20); `approximate` an "about" beside it.
    """

    start: int
    end: int
    text: str
    value: Decimal
    high: Decimal | None = None
    unit: str = ""
    kind: NumberKind = "cardinal"
    approximate: bool = False
    weak: bool = False
    alternative: Decimal | None = None

    def canonical(self) -> tuple[Decimal, str]:
        """Return the value in the base unit of its dimension: 10 miles → (16093.44, "length")."""
        return units.canonical(self.value, self.unit)

    @property
    def caption(self) -> str:
        """The value as a reader may see it: "30000", "25 %", "5–7 km"."""
        shown = _plain(self.value) + ("" if self.high is None else "–" + _plain(self.high))
        return f"{shown} {self.unit}".strip()


def _plain(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_ENDLESS:
        return str(Fraction(value).limit_denominator(100))
    return format(value.normalize(), "f")


# From so many places behind the point on a value is a fraction that never ends: shown as 2/3.
_ENDLESS = 20


def find(text: str, language: str) -> list[Number]:
    """Return the numbers of `text`, in order, without overlap."""
    return read(scan(text, language))


def read(scan: Scan) -> list[Number]:
    """Return the numbers of a scan, in order, without overlap."""
    rules = _rules(scan.language)
    text, lower = scan.text, scan.lower
    found = _written(scan, rules)
    found = _fractions(_scaled(found, text, lower, rules), scan)
    found = [_in_context(number, text, lower, rules) for number in found]
    return [_weighed(number, lower, rules) for number in _ranges(_apart(found), text, lower, rules)]


_CJK = frozenset({"zh", "ja", "yue"})
_UNSPACED = frozenset({"th", "lo", "km", "my"})


@dataclass(frozen=True, slots=True)
class _Rules:
    """What `find` needs of a language, looked up once."""

    language: str
    vocabulary: number_words.Vocabulary | None
    about: re.Pattern[str] | None
    to: tuple[str, ...]
    both: tuple[str, ...]
    between: tuple[str, ...]
    homographs: frozenset[str]
    duals: dict[str, tuple[str, str]]
    of: re.Pattern[str] | None
    money: re.Pattern[str]


@lru_cache(maxsize=256)
def _rules(language: str) -> _Rules:
    about = context_words.ABOUT.get(language)
    free = language in _CJK or language in ("th", "ko", "he")
    duals = {
        prefix + word: (word, unit)
        for word, (tongue, unit) in context_words.DUALS.items()
        if tongue == language
        for prefix in ("", "ו", "ב")
    }
    return _Rules(
        language,
        number_words.vocabulary(language),
        re.compile(rf"(?:{about})[-־\s]*$" if free else rf"(?:^|(?<=[\s(,]))(?:{about})\.?[\s ]*$")
        if about
        else None,
        tuple(filter(None, context_words.TO.get(language, "").split("|"))),
        tuple(filter(None, context_words.AND.get(language, "").split("|"))),
        tuple(filter(None, context_words.BETWEEN.get(language, "").split("|"))),
        frozenset(context_words.HOMOGRAPHS.get(language, "").split("|")) - {""},
        duals,
        re.compile(rf"[{figures.SPACE}]+(?:{of})[{figures.SPACE}]*")
        if (of := context_words.OF.get(language))
        else None,
        re.compile(rf"\s?({'|'.join(units.money_scales(language))})(?![^\W\d_])"),
    )


# 1 what is written -------------------------------------------------------------------------------


def _written(scan: Scan, rules: _Rules) -> list[Number]:
    text, lower = scan.text, scan.lower
    found = [
        Number(f.start, f.end, text[f.start : f.end], f.value, alternative=f.alternative, weak=f.inside)
        for f in figures.find(scan)
    ]
    if rules.vocabulary is not None:
        if rules.language in _UNSPACED:
            words = spelled.find_unspaced(lower, rules.vocabulary)
        else:
            words = spelled.find(scan, rules.vocabulary)
        found += [_worded(text, word) for word in words]
    found += [
        Number(a, b, text[a:b], Decimal(value), kind="ordinal")
        for a, b, value in centuries.find(scan, units.names(rules.language))
    ]
    for at in scan.at(rules.duals.keys() & scan.distinct):
        word = scan.tokens[at]
        end = scan.ends[at]
        dual, unit = rules.duals[word]
        found.append(Number(end - len(dual), end, dual, Decimal(2), unit=unit))
    if rules.language in _CJK or (rules.language == "ko" and found):
        signs = cjk.find(lower, hangul=rules.language == "ko")
        return _replace_overlaps(found, [_sign(text, *sign) for sign in signs])
    return sorted(found, key=lambda number: number.start)


def _worded(text: str, word: spelled.Spelled) -> Number:
    kind: NumberKind = "ordinal" if word.ordinal else "cardinal"
    return Number(
        word.start, word.end, text[word.start : word.end], Decimal(word.value), unit=word.unit, kind=kind
    )


def _sign(text: str, start: int, end: int, value: Decimal, weak: bool) -> Number:
    return Number(start, end, text[start:end], value, weak=weak)


def _replace_overlaps(found: list[Number], better: list[Number]) -> list[Number]:
    """Return both lists in order; where they overlap, those of `better` stay."""
    starts = [number.start for number in better]
    kept = list(better)
    for number in found:
        at = bisect_left(starts, number.end)
        if at == 0 or better[at - 1].end <= number.start:
            kept.append(number)
    return sorted(kept, key=lambda number: number.start)


# 2 scale words -----------------------------------------------------------------------------------


def _scaled(found: list[Number], text: str, lower: str, rules: _Rules) -> list[Number]:
    """Join figures with the scale word behind them: "3,5" + "millions"."""
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        if last is not None and _multiplies(last, number, lower, rules):
            other = None if last.alternative is None else last.alternative * number.value
            value = last.value * number.value
            result[-1] = replace(
                last, end=number.end, text=text[last.start : number.end], value=value, alternative=other
            )
        else:
            result.append(number)
    return result


def _multiplies(last: Number, number: Number, lower: str, rules: _Rules) -> bool:
    if number.kind != "cardinal" or number.value < 100 or str(number.value).strip("0") != "1":
        return False
    # Only what began with a figure is a count: "3,5 million", "2 milers de milions".
    counted = lower[last.start].isdigit() or lower[last.end - 1] in figures.FRACTIONS
    if lower[number.start].isdigit() or not counted:
        return False
    # "45 mil" are miles, "45 mil." are millions.
    miles = lower[number.start : number.end] == _MILES.get(rules.language)
    if miles and lower[number.end : number.end + 1] != ".":
        return False
    gap = lower[last.end : number.start]
    linked = rules.of is not None and rules.language in _LINKED_SCALES and rules.of.fullmatch(gap)
    return bool(linked) or (len(gap) <= 1 and not gap.strip(figures.SPACE + "-\u200c"))


_MILES = {"cs": "mil"}
# Languages that put a word between a count and its scale: "20 de milioane".
_LINKED_SCALES = frozenset({"ca", "ro", "fil"})


def _fractions(found: list[Number], scan: Scan) -> list[Number]:
    """Join numbers with the words that make fractions of them: "two" + "thirds", "half a" + "million"."""
    counts = {n.end: (n.start, n.end, n.value) for n in found if n.alternative is None}
    made = [
        part
        for kind in (fractions.of_parts, fractions.per, fractions.shares, fractions.halves)
        for part in kind(scan, counts)
    ]
    made += fractions.parts(scan)
    if not made:
        return found
    joined = [Number(a, b, scan.text[a:b], value) for a, b, value in sorted(made)]
    return _replace_overlaps(found, _apart(joined))


# 3 what stands beside ----------------------------------------------------------------------------

_CYRILLIC_ORDINAL = re.compile(r"-[гмхейяю][а-яіїє]{0,2}(?!\w)")
_ORDINAL = re.compile(rf"(?:{context_words.ORDINAL_ENDINGS})(?![^\W\d_])")


def _in_context(number: Number, text: str, lower: str, rules: _Rules) -> Number:
    names = units.names(rules.language)
    start, end, kind, value, other = (
        number.start,
        number.end,
        number.kind,
        number.value,
        number.alternative,
    )
    unit, edge = (number.unit, start) if number.unit else names.preceding(lower, start)
    if unit:
        start = edge
    money = unit in units.CURRENCIES
    scale = rules.money.match(lower, end) if lower[end - 1].isdigit() else None
    if scale is not None and (money or names.following(lower, scale.end())[0] in units.CURRENCIES):
        factor, end = units.money_scales(rules.language)[scale[1]], scale.end()
        value, other = value * factor, None if other is None else other * factor
    if lower[end : end + 1] == "-" and lower[end - 1].isdigit() and _CYRILLIC_ORDINAL.match(lower, end):
        kind = "ordinal"
    # "The third year" is no three years.
    follows, edge = ("", end) if kind == "ordinal" else _unit_behind(number, lower, end, rules)
    if follows and (not unit or (money and follows == unit)):
        unit, end = follows, edge
    elif not unit and lower[start - 1 : start] == "第":
        kind, start = "ordinal", start - 1
    elif (
        not unit
        and lower[end - 1].isdigit()
        and value == int(value)
        and (suffix := _ORDINAL.match(lower, end))
    ):
        kind, end = "ordinal", suffix.end()
    if unit == "pound" and abs(value) >= _MONEY_FROM:
        unit = "GBP"
    if unit:
        kind = "percent" if unit == "%" else "currency" if unit in units.CURRENCIES else "measure"
    elif kind == "cardinal" and _looks_like_year(number, lower):
        kind = "year"
    about = _is_about(lower, start, end, rules)
    if not about and (start, end, kind, unit) == (number.start, number.end, number.kind, number.unit):
        return number
    return replace(
        number, start=start, end=end, text=text[start:end], value=value, unit=unit, kind=kind,
        approximate=about, alternative=other,
    )  # fmt: skip


def _unit_behind(number: Number, lower: str, end: int, rules: _Rules) -> tuple[str, int]:
    """Return the unit behind a number and its end, over an abbreviation's point or a word such as "de"."""
    names = units.names(rules.language)
    unit, edge = names.following(lower, end)
    if not unit and lower[end : end + 1] == "." and lower[end - 1].isalpha():
        unit, edge = names.following(lower, end + 1)
    if not unit and (link := rules.of and rules.of.match(lower, end)):
        unit, edge = names.following(lower, link.end())
        unit = unit if unit in units.CURRENCIES or rules.language == "ro" else ""
    return ("" if unit == "year" and _looks_like_year(number, lower) else unit), edge


# From here on a bare "pound" is money: no news weighs a hundred thousand pounds of anything.
_MONEY_FROM = 100_000


def _looks_like_year(number: Number, lower: str) -> bool:
    return (
        number.end - number.start == 4
        and lower[number.start : number.end].isdigit()
        and 1500 <= number.value <= 2100
    )


def _is_about(lower: str, start: int, end: int, rules: _Rules) -> bool:
    if rules.about is None:
        return False
    if rules.language == "zh" and re.match(r"\S{0,2}左右|\S?多", lower[end : end + 4]):
        return True
    return rules.about.search(lower[max(start - 24, 0) : start]) is not None


# 4 ranges ----------------------------------------------------------------------------------------

_HYPHEN = re.compile(rf"[{figures.SPACE}]?[-‐‑–—−~～][{figures.SPACE}]?")


def _apart(found: list[Number]) -> list[Number]:
    """Drop what a number before it has taken in: the hundred of "per cento"."""
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _ranges(found: list[Number], text: str, lower: str, rules: _Rules) -> list[Number]:
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        if last is not None and _is_range(last, number, lower, rules):
            value = _same_scale(last, number, lower)
            if value < number.value:
                result[-1] = replace(
                    last, end=number.end, text=text[last.start : number.end], value=value, high=number.value,
                    unit=number.unit or last.unit, kind=number.kind if number.unit else last.kind,
                    approximate=last.approximate or number.approximate,
                )  # fmt: skip
                continue
        result.append(number)
    return result


def _same_scale(low: Number, high: Number, lower: str) -> Decimal:
    """Return the lower value of a range with the scale of the upper one: "2-3 million"."""
    run = figures.RUN.match(lower, high.start)
    if run is None or low.value >= 1000 or high.value < 1000:
        return low.value
    reading = Decimal(re.sub(r"\D", "", run[0]) or 0)
    factor = high.value / reading if reading else Decimal(1)
    return low.value * factor if factor >= 1000 and low.value < reading else low.value


def _is_range(low: Number, high: Number, lower: str, rules: _Rules) -> bool:
    if (
        low.high is not None
        or (low.unit and high.unit and low.unit != high.unit)
        or "ordinal" in (low.kind, high.kind)
    ):
        return False
    gap = lower[low.end : high.start]
    if len(gap) > 12 or "\n" in gap or not gap:
        return False
    if _HYPHEN.fullmatch(gap):
        return True
    word = gap.strip(" -\u00a0")
    if word in rules.to:
        return True
    before = lower[max(low.start - 14, 0) : low.start].rstrip()
    return word in rules.both and before.endswith(rules.between)


# 5 weak numbers ----------------------------------------------------------------------------------


def _weighed(number: Number, lower: str, rules: _Rules) -> Number:
    """Mark a number in words that is as likely another word, or too vague to compare."""
    written = lower[number.start : number.end]
    if number.weak or number.high is not None or rules.language in _CJK or _DIGIT.search(written):
        return number
    first = number.value in ((0, 1, 2) if number.kind == "ordinal" else (0, 1))
    scale = " " not in written.strip() and not number.unit and number.value in _SCALES
    # "Hundreds of dollars", "tens of years": the word tells, whatever is counted.
    word = written.split(maxsplit=1)[0]
    known = rules.vocabulary if word in rules.homographs else None
    atom = None if known is None else spelled.meaning(word, known, rules.language)
    vague = atom is not None and atom.value in _VAGUE and len(word) > _SHORT
    other = vague or (not number.unit and written in rules.homographs)
    return replace(number, weak=True) if first or scale or other else number


# Shorter homographs are other words altogether (Turkish "on" is ten, and "yüz" a hundred or a face).
_SHORT = 3
_VAGUE = frozenset(10**power for power in (1, 2, 3, 6, 9))
_DIGIT = re.compile(r"\d")
_SCALES = frozenset(Decimal(10) ** power for power in (2, 3, 5, 6, 7, 9, 12))

# comparison --------------------------------------------------------------------------------------

# How far a rounded figure may be from the exact one, as a share of it. Gates "rounded": a journalist's
# rounding keeps two digits (29 870 → 30 000 is 0.4 %); one digit lost at 5 % is a changed number.
# Chosen on invented pairs in tests/test_values_numbers.py; re-run benchmarks/values.py and edits.py.
_ROUNDING = Decimal("0.05")
# The same where units were converted (100 miles → 160 km) or the text says "about".
_LOOSE = Decimal("0.08")
# Whole numbers below this are counted, not rounded: 31 dead are not 30.
_COUNTED = 100


def same(a: Number, b: Number) -> Grade:
    """Compare two numbers: "equal", "rounded" (one is a rounding or conversion of the other), "different".

    A unit that only one side names does not part them; two different currencies do.
    """
    (left, dimension), (right, other) = a.canonical(), b.canonical()
    named = bool(dimension) and bool(other)
    if named and dimension != other and {a.unit, b.unit} != {"pound", "GBP"}:
        return "different"
    if not named or dimension != other:
        left, right = a.value, b.value
    best = _grade(left, right, a, b)
    if best == "different" and _other_reading(a, b):
        best = "equal"
    if best != "different" and a.high is not None and b.high is not None:
        top, other_top = a.high, b.high
        if named and dimension == other:
            top, other_top = (units.canonical(*pair)[0] for pair in ((top, a.unit), (other_top, b.unit)))
        if abs(top - other_top) > _ROUNDING * max(abs(top), abs(other_top)):
            return "different"
    return best


def _other_reading(a: Number, b: Number) -> bool:
    """Return True where a figure that can be read in two ways ("1.234") is the other in one of them."""
    if a.unit and b.unit and a.unit != b.unit:
        return False
    return (a.alternative is not None and a.alternative in {b.value, b.alternative}) or (
        b.alternative is not None and b.alternative == a.value
    )


def _grade(left: Decimal, right: Decimal, a: Number, b: Number) -> Grade:
    if left == right:
        return "equal"
    converted = a.unit != b.unit and bool(a.unit) and bool(b.unit)
    distance = abs(left - right)
    size = max(abs(left), abs(right))
    if converted or a.approximate or b.approximate:
        return "rounded" if distance <= _LOOSE * size else "different"
    if size < _COUNTED and left == int(left) and right == int(right):
        return "different"
    coarse, fine = sorted((left, right), key=_significant)
    exponent = coarse.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    rounded = (
        _significant(coarse) < _significant(fine)
        and distance <= step / 2
        and distance <= _ROUNDING * size
    )
    return "rounded" if rounded else "different"


def _significant(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
