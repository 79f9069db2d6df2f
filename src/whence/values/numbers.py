"""Text → Number: every number with its value, however it is written.

    "30.000 hommes"    30000   cardinal        "٪٢٥"              25 %
    "trois millions"   3000000 cardinal        "10 miles"         10 mile = 16093.44 length
    "1.2億円"          120000000 JPY            "between 5 and 7"  5, high 7

Steps: 1 digit runs, 2 spelled-out words, 3 Chinese, Japanese and Korean numerals, 4 scale words
behind digits, 5 what stands beside (unit, currency, percent, about), 6 ranges.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from whence.text import tag
from whence.values import cjk, context_words, locales, number_words, units

NumberKind = Literal["cardinal", "ordinal", "percent", "currency", "measure", "year"]
Grade = Literal["equal", "rounded", "different"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text: `value` (and `high` of a range) in `unit`, at `text[start:end]`.

    `alternative` is the other reading of an ambiguous separator ("1.500"); `weak` marks a word that
    is often no number ("one", "neuf"), `approximate` an "about" beside it.
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
        figures = _plain(self.value) + ("" if self.high is None else "–" + _plain(self.high))
        return f"{figures} {self.unit}".strip()


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


# One table for all decimal digits of Unicode; the superscripts are left alone (footnotes, m²).
_TO_ASCII = {
    code: str(unicodedata.digit(chr(code)))
    for code in range(0x80, 0x1FBFA)
    if unicodedata.category(chr(code)) == "Nd"
} | {0x066B: ".", 0x066C: ",", 0xFF0E: ".", 0xFF0C: ","}
_SPACE = " \u00a0\u202f\u2009"
# A run: groups parted by one kind of sign. Spaces part only groups of three.
_RUN = re.compile(rf"\d+(?:[{_SPACE}]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,'’٬]\d+)*")
_GROUPS = re.compile(r"[.,'’٬]")
# Python's \w leaves out the vowel signs of Indic scripts and Thai.
_MARKS = "".join(chr(c) for c in range(0x300, 0x1E00) if unicodedata.category(chr(c)) in ("Mn", "Mc"))
WORD = rf"(?:[^\W\d_]+[{_MARKS}]*)+"
_WORD = re.compile(WORD)
# Dates and times of day are read by `dates`; their figures are no numbers.
_DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2})(?![\d/-])|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
)
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3}
_MONEY_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "trn": 10**12}
_ORDINAL = re.compile(rf"(?:{context_words.ORDINAL_ENDINGS})(?![^\W\d_])")
_HYPHEN = re.compile(rf"[{_SPACE}]?[-‐‑–—−~～][{_SPACE}]?")
_CJK = frozenset({"zh", "ja", "yue"})


def find(text: str, language: str) -> list[Number]:
    """Return the numbers of `text`, in order, without overlap."""
    language = tag(language)
    lower = lowered(text)
    rules = _rules(language)
    found = _digits(text, lower, language) if _has_digit(lower) else []
    words = rules.vocabulary and not rules.unspaced and _spelled_in(lower, rules.vocabulary)
    if words:
        found = _merge(found, words, lower)
    if language in _CJK:
        found = _replace_overlaps(found, [_make(text, *hit) for hit in cjk.find(lower)])
    elif language == "ko" and found:
        found = _replace_overlaps(found, [_make(text, *hit) for hit in cjk.find(lower, hangul=True)])
    if not found:
        return []
    found = [_in_context(number, text, lower, rules) for number in _scaled(found, text, lower, rules)]
    return [number for number in _ranges(found, text, lower, rules) if not _homograph(number, rules)]


def lowered(text: str) -> str:
    """Return `text` in lower case and with ASCII digits, each character at its old place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower if lower.isascii() or not _NATIVE.search(lower) else lower.translate(_TO_ASCII)


_NATIVE = re.compile("[\u0660-\u0669\u066b\u066c\u06f0-\u06f9\u07c0-\u07c9\u0966-\u0d6f\u0de6-\u1099\u17e0-\u1a99\uff0c-\uff19]")


def _has_digit(lower: str) -> bool:
    return any(d in lower for d in "1234567890½¼¾⅓⅔")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What `find` needs of a language, looked up once."""

    language: str
    vocabulary: number_words.Vocabulary | None
    unspaced: bool
    about: re.Pattern[str] | None
    to: tuple[str, ...]
    between: tuple[str, ...]
    homographs: frozenset[str]


@lru_cache(maxsize=256)
def _rules(language: str) -> _Rules:
    about = context_words.ABOUT.get(language)
    pattern = re.compile(rf"(?:^|(?<=[\s(,]))(?:{about})\.?[\s ]*$") if about else None
    if about and language in (*_CJK, "th", "ko", "he"):
        pattern = re.compile(rf"(?:{about})[-־\s]*$")
    return _Rules(
        language, number_words.vocabulary(language), language in ("th", "lo", "km", "my"), pattern,
        tuple(filter(None, context_words.TO.get(language, "").split("|"))),
        tuple(filter(None, context_words.BETWEEN.get(language, "").split("|"))),
        frozenset(context_words.HOMOGRAPHS.get(language, "").split("|")) - {""},
    )  # fmt: skip


# 1 digit runs ------------------------------------------------------------------------------------


def _digits(text: str, lower: str, language: str) -> list[Number]:
    dates = [match.span() for match in _DATE.finditer(lower)]
    found = []
    for match in _RUN.finditer(lower):
        start, end = match.span()
        if any(low <= start < high for low, high in dates):
            continue
        for low, high in _pieces(lower, start, end):
            reading = _read(lower[low:high], language)
            if reading is None:
                continue
            value, other = reading
            if lower[high : high + 1] in _FRACTIONS:
                value, high = value + _FRACTIONS[lower[high]], high + 1
            if lower[low - 1 : low] in ("-", "−") and (low < 2 or lower[low - 2] in " (\n\t") and low - 1 >= 0:
                value, low = -value, low - 1
            found.append(Number(low, high, text[low:high], value, alternative=other, weak=_inside_name(text, low)))
    for sign, value in _FRACTIONS.items():
        at = lower.find(sign)
        if at >= 0 and not (at and lower[at - 1].isdigit()):
            found.append(Number(at, at + 1, sign, value))
    return sorted(found, key=lambda number: number.start)


def _pieces(lower: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run that is no single number ("3,5,7", "1.2.3") at its signs."""
    run = lower[start:end]
    signs = _GROUPS.findall(run)
    if len(signs) < 2 or len(set(signs)) > 2:
        return [(start, end)]
    groups = _GROUPS.split(re.sub(rf"[{_SPACE}]", "", run))
    inner = groups[1:-1] if signs[-1] != signs[0] else groups[1:]
    if all(len(group) == 3 for group in inner) or (all(len(g) == 2 for g in inner[:-1]) and len(inner[-1]) == 3):
        return [(start, end)]
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\d+", run)]


def _read(run: str, language: str) -> tuple[Decimal, Decimal | None] | None:
    """Return the value of a digit run and its other possible reading."""
    run = re.sub(rf"[{_SPACE}'’٬]", "", run)
    signs = _GROUPS.findall(run)
    if len(run) > 40:
        return None
    try:
        if not signs:
            return Decimal(run), None
        head, _, tail = run.rpartition(signs[-1])
        as_grouped = Decimal(re.sub("[.,]", "", run))
        as_decimal = Decimal(re.sub("[.,]", "", head) + "." + tail)
    except InvalidOperation:
        return None
    if len(set(signs)) > 1:
        return as_decimal, None
    if len(signs) > 1:
        return as_grouped, None
    if len(tail) != 3 or len(head) > 3 or head.startswith("0"):
        return as_decimal, None
    decimal, _ = locales.separators(language)
    return (as_decimal, as_grouped) if signs[0] == decimal else (as_grouped, as_decimal)


def _inside_name(text: str, start: int) -> bool:
    """Return whether digits belong to a name: G20, F-16, Covid-19."""
    before = text[max(start - 2, 0) : start]
    letter = before[-1:] if before[-1:] not in ("-", "‑", "–") else before[:1]
    return letter.isalpha() and ord(letter) < 0x0590 and (before[-1:].isalpha() or letter.isupper() or len(before) == 2)


# 2 spelled-out words -----------------------------------------------------------------------------


def _spelled_in(lower: str, vocabulary: number_words.Vocabulary) -> list[Number]:
    words = _WORD.findall(lower)
    clitic = vocabulary.clitic
    if not vocabulary.heads and not clitic and not vocabulary.phrases and vocabulary.words.keys().isdisjoint(words):
        return []
    tokens: list[tuple[int, int]] = []
    found: list[Number] = []
    atoms = [vocabulary.atom(word) or (_unclitic(word, vocabulary) if clitic else None) for word in words]
    starts = vocabulary.phrases
    if not any(atoms) and (not starts or starts.keys().isdisjoint(words)):
        return []
    tokens = [match.span() for match in _WORD.finditer(lower)]
    at = 0
    while at < len(tokens):
        if atoms[at] is None and words[at] not in starts:
            at += 1
            continue
        total, stop, ordinal = _longest(lower, tokens, words, atoms, at, vocabulary)
        if stop == at:
            at += 1
            continue
        start, end = tokens[at][0], tokens[stop - 1][1]
        kind: NumberKind = "ordinal" if ordinal else "cardinal"
        found.append(Number(start, end, lower[start:end], Decimal(total), kind=kind))
        at = stop
    return found


def _unclitic(word: str, vocabulary: number_words.Vocabulary) -> number_words.Atom | None:
    """Return the value of a word behind an attached "and" or "the" (Arabic, Hebrew)."""
    for prefix in vocabulary.clitic.split():
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            found = vocabulary.words.get(word[len(prefix) :])
            if found is not None:
                return found
    return None


def _longest(
    lower: str, tokens: list[tuple[int, int]], words: list[str], atoms: list[number_words.Atom | None],
    at: int, vocabulary: number_words.Vocabulary,
) -> tuple[int, int, bool]:  # fmt: skip
    """Return value, end token and ordinality of the longest number that starts at token `at`."""
    total = number_words.Sum(reversed_units=vocabulary.reversed)
    stop = at
    ordinal = joined = False
    here = at
    while here < len(tokens) and not ordinal:
        gap = lower[tokens[here - 1][1] : tokens[here][0]] if here > at else ""
        if len(gap) > 3 or gap.strip(_GAP_SIGNS):
            break
        length, atom = 1, atoms[here]
        for rest, phrase in vocabulary.phrases.get(words[here], ()):
            after = here + 1 + len(rest)
            if tuple(words[here + 1 : after]) == rest and _close(lower, tokens[here:after]):
                length, atom = len(rest) + 1, phrase
                break
        if atom is None:
            if here == at or words[here] not in vocabulary.joiners or joined:
                break
            joined = True
            here += 1
            continue
        clitic = bool(vocabulary.clitic) and vocabulary.words.get(words[here]) is None
        if not total.add(atom.value, joined=joined or clitic):
            break
        here += length
        stop, joined, ordinal = here, False, atom.ordinal
    return (total.value, stop, ordinal)


def _close(lower: str, tokens: list[tuple[int, int]]) -> bool:
    """Return whether only spaces or hyphens stand between the tokens."""
    gaps = (lower[left[1] : right[0]] for left, right in itertools.pairwise(tokens))
    return all(len(gap) <= 3 and not gap.strip(_GAP_SIGNS) for gap in gaps)


_GAP_SIGNS = _SPACE + "-‐‑\u00ad\u200c־'’\n"


def spelled(text: str, vocabulary: number_words.Vocabulary) -> tuple[int, bool] | None:
    """Return (value, ordinal) where the whole of `text` is one spelled-out number, else None."""
    found = _spelled_in(text, vocabulary)
    if len(found) != 1 or found[0].start > 0 or found[0].end < len(text):
        return None
    return int(found[0].value), found[0].kind == "ordinal"


# 3 and 4 joining ---------------------------------------------------------------------------------


def _make(text: str, start: int, end: int, value: Decimal, weak: bool) -> Number:
    ordinal = text[start - 1 : start] == "第"
    start -= ordinal
    return Number(start, end, text[start:end], value, kind="ordinal" if ordinal else "cardinal", weak=weak)


def _replace_overlaps(found: list[Number], better: list[Number]) -> list[Number]:
    """Return both lists in order; where they overlap, those of `better` stay."""
    starts = [number.start for number in better]
    kept = list(better)
    for number in found:
        at = bisect_left(starts, number.end)
        if at == 0 or better[at - 1].end <= number.start:
            kept.append(number)
    return sorted(kept, key=lambda number: number.start)


def _merge(found: list[Number], words: list[Number], lower: str) -> list[Number]:
    return sorted([*found, *words], key=lambda number: number.start)


def _scaled(found: list[Number], text: str, lower: str, rules: _Rules) -> list[Number]:
    """Join digits with the scale word behind them: "3,5" + "millions"."""
    result: list[Number] = []
    for number in found:
        last = result[-1] if result else None
        if last is not None and _multiplies(last, number, lower):
            value = last.value * number.value
            joined = replace(last, end=number.end, text=text[last.start : number.end], value=value)
            result[-1] = replace(joined, alternative=None if last.alternative is None else last.alternative * number.value)
        else:
            result.append(replace(number, text=text[number.start : number.end]))
    return result


def _multiplies(last: Number, number: Number, lower: str) -> bool:
    gap = lower[last.end : number.start]
    scale = number.kind == "cardinal" and number.value >= 100 and not lower[number.start : number.end][0].isdigit()
    digits = lower[last.start : last.end].lstrip("-−")[:1].isdigit() or last.text[-1:] in _FRACTIONS
    return scale and digits and len(gap) <= 1 and not gap.strip(_SPACE + "-\u200c") and str(number.value).strip("0") == "1"


# 5 what stands beside ----------------------------------------------------------------------------


def _in_context(number: Number, text: str, lower: str, rules: _Rules) -> Number:
    names = units.names(rules.language)
    start, end, kind, value, alternative = number.start, number.end, number.kind, number.value, number.alternative
    unit, edge = names.preceding(lower, start)
    if unit:
        start = edge
    money = unit in units.CURRENCIES
    if money and (scale := _money_scale(lower, end)):
        value, end = value * scale[0], scale[1]
        alternative = None if alternative is None else alternative * scale[0]
    follows, edge = names.following(lower, end)
    if follows and (not unit or (money and follows == unit)):
        unit, end = follows, edge
    elif not unit and (suffix := _ORDINAL.match(lower, end)) and lower[end - 1].isdigit() and value == int(value):
        kind, end = "ordinal", suffix.end()
    if unit:
        kind = "percent" if unit == "%" else "currency" if unit in units.CURRENCIES else "measure"
    elif kind == "cardinal" and _looks_like_year(number, lower):
        kind = "year"
    about = _is_about(lower, start, end, rules)
    return replace(
        number, start=start, end=end, text=text[start:end], value=value, unit=unit, kind=kind,
        approximate=about, alternative=alternative,
    )  # fmt: skip


def _money_scale(lower: str, end: int) -> tuple[int, int] | None:
    match = re.compile(r"\s?(k|mn|m|bn|b|trn|tn)\b").match(lower, end)
    return (_MONEY_SCALES[match[1]], match.end()) if match else None


def _looks_like_year(number: Number, lower: str) -> bool:
    return number.end - number.start == 4 and lower[number.start : number.end].isdigit() and 1500 <= number.value <= 2100


def _is_about(lower: str, start: int, end: int, rules: _Rules) -> bool:
    if rules.about is None:
        return False
    before = lower[max(start - 24, 0) : start]
    if rules.language == "zh" and re.match(r"\S{0,2}左右|\S?多", lower[end : end + 4]):
        return True
    return rules.about.search(before) is not None


def _homograph(number: Number, rules: _Rules) -> bool:
    """Return whether a number word stands where it is more likely another word."""
    return number.weak and number.kind == "cardinal" and number.text.lower() in rules.homographs


# 6 ranges ----------------------------------------------------------------------------------------


def _ranges(found: list[Number], text: str, lower: str, rules: _Rules) -> list[Number]:
    result: list[Number] = []
    for number in found:
        word = _is_word(number, lower)
        if word and (number.value == 1 or number.text.lower() in rules.homographs) and not number.unit:
            number = replace(number, weak=True)
        last = result[-1] if result else None
        if last is not None and _is_range(last, number, lower, rules):
            unit = number.unit or last.unit
            kind = number.kind if number.unit else last.kind
            value, high = _same_scale(last, number, lower), number.value
            if last.value < high or value < high:
                result[-1] = replace(
                    last, end=number.end, text=text[last.start : number.end], value=value, high=high, unit=unit, kind=kind,
                    approximate=last.approximate or number.approximate,
                )  # fmt: skip
                continue
        result.append(number)
    return result


def _is_word(number: Number, lower: str) -> bool:
    return not any(c.isdigit() for c in lower[number.start : number.end])


def _same_scale(low: Number, high: Number, lower: str) -> Decimal:
    """Return the lower value of a range with the scale of the upper one: "2-3 million"."""
    run = _RUN.match(lower, high.start)
    if run is None or low.value >= 1000 or high.value < 1000:
        return low.value
    reading = Decimal(re.sub(r"\D", "", run[0]) or 0)
    factor = high.value / reading if reading else Decimal(1)
    return low.value * factor if factor >= 1000 and low.value < reading else low.value


def _is_range(low: Number, high: Number, lower: str, rules: _Rules) -> bool:
    if low.high is not None or (low.unit and high.unit and low.unit != high.unit) or "ordinal" in (low.kind, high.kind):
        return False
    gap = lower[low.end : high.start]
    if len(gap) > 12 or "\n" in gap:
        return False
    if _HYPHEN.fullmatch(gap):
        return low.value < high.value * 1000
    word = gap.strip()
    if word not in rules.to:
        return False
    return word not in context_words.ONLY_BETWEEN or any(
        lower[max(low.start - 14, 0) : low.start].rstrip().endswith(b) for b in rules.between
    )


# comparison --------------------------------------------------------------------------------------

# How far a rounded figure may be from the exact one, as a share of it. Gates "rounded": a journalist's
# rounding keeps two digits (29 870 → 30 000 is 0.4 %); one digit lost at 5 % is a changed number.
# Chosen on invented pairs in tests/test_values_numbers.py; re-run benchmarks/values.py and edits.py.
_ROUNDING = Decimal("0.05")
# The same where units were converted (100 miles → 160 km) or the text says "about".
_LOOSE = Decimal("0.08")


def same(a: Number, b: Number) -> Grade:
    """Compare two numbers: "equal", "rounded" (one is a rounding or conversion of the other), "different".

    A unit that only one side names does not part them; two different currencies do.
    """
    (left, dimension), (right, other) = a.canonical(), b.canonical()
    if dimension and other and dimension != other:
        return "different"
    if not dimension or not other:
        left, right = a.value, b.value
    grades = {_grade(left, right, a, b), *_other_readings(a, b)}
    best = "equal" if "equal" in grades else "rounded" if "rounded" in grades else "different"
    if best != "different" and a.high is not None and b.high is not None:
        (top, _), (other_top, _) = units.canonical(a.high, a.unit), units.canonical(b.high, b.unit)
        if top != other_top and abs(top - other_top) > _ROUNDING * max(abs(top), abs(other_top)):
            return "different"
    return best  # type: ignore[return-value]


def _other_readings(a: Number, b: Number) -> set[str]:
    found = set()
    if a.alternative is not None and a.alternative in (b.value, b.alternative):
        found.add("equal")
    if b.alternative is not None and b.alternative == a.value:
        found.add("equal")
    return found


def _grade(left: Decimal, right: Decimal, a: Number, b: Number) -> Grade:
    if left == right:
        return "equal"
    converted = a.unit != b.unit and bool(a.unit) and bool(b.unit)
    distance = abs(left - right)
    size = max(abs(left), abs(right))
    if converted or a.approximate or b.approximate:
        return "rounded" if distance <= _LOOSE * size else "different"
    if size < 100 and left == int(left) and right == int(right):
        return "different"
    coarse, fine = sorted((left, right), key=_significant)
    step = Decimal(1).scaleb(coarse.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    rounded = _significant(coarse) < _significant(fine) and distance <= step / 2 and distance <= _ROUNDING * size
    return "rounded" if rounded else "different"


def _significant(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)
