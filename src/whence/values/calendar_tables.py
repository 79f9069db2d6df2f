"""Language → its words of time: months, weekdays, "yesterday", "last", as one lookup per word.

Names come from CLDR (babel); inflected forms are reached through stems, which are cut from what
CLDR's forms of a name have in common.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from whence.text import fold, tag
from whence.values import calendar_words, locales

if TYPE_CHECKING:
    from collections.abc import Iterable

WordKind = Literal["month", "weekday", "day", "last", "next", "unit", "hijri", "year"]
# Letters written onto the front of a month or weekday ("in November" as one word).
_PREFIXES = {"he": "בלמהוש", "ar": "وبل"}
_STEM = 3  # a shorter stem meets too many other words
_UNSPACED = frozenset(("zh", "ja", "th", "lo", "km", "my", "ko", "yue"))


# Arabic vowel signs, which few write. (Folding would take away more: أب "father" is not آب "August".)
_VOWELS = re.compile("[\u064b-\u0652\u0670]")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """What a word means: kind and number (month 1–12, weekday 0 = Monday, days from today …)."""

    kind: WordKind
    number: int
    alone: bool = True
    unit: str = ""


@dataclass(slots=True, eq=False)
class TimeWords:
    """The words of time of one language; `find` looks a lower-cased word up."""

    words: dict[str, TimeWord] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, TimeWord]]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, TimeWord]]] = field(default_factory=dict)
    cases: re.Pattern[str] | None = None
    prefixes: str = ""
    seen: dict[str, TimeWord | None] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def find(self, word: str) -> TimeWord | None:
        """Return what a lower-cased word means, or None."""
        found = self.words.get(word)
        if found is None and word[0] >= "\u0600":
            found = self.words.get(_VOWELS.sub("", word) if word[0] < "\u0900" else fold(word))
        if found is None and (word[:_STEM] in self.stems or word[:1] in self.prefixes):
            if word not in self.seen:
                if len(self.seen) > 20_000:
                    self.seen.clear()
                self.seen[word] = self._inflected(word)
            found = self.seen[word]
        return found

    def options(self, word: str) -> list[tuple[str, TimeWord]]:
        """Return the fixed phrases that start with a word, also behind an attached preposition."""
        return (
            self.phrases.get(word)
            or (self.phrases.get(word[1:]) if word[:1] in self.prefixes and self.prefixes else None)
            or []
        )

    def _inflected(self, word: str) -> TimeWord | None:
        if self.prefixes and word[:1] in self.prefixes and len(word) > 3:
            return self.words.get(word[1:]) or (self.words.get(word[2:]) if len(word) > 5 else None)
        if self.cases is None or word in calendar_words.NO_TIMES:
            return None
        folded = fold(word)
        for stem, meaning in self.stems.get(word[:_STEM], ()):
            for written in (word, folded):
                if (
                    written != stem
                    and written.startswith(stem)
                    and self.cases.fullmatch(written, len(stem))
                ):
                    return meaning
        return None


@lru_cache(maxsize=256)
def words(language: str) -> TimeWords:
    """Return the words of time of a language."""
    language = tag(language)
    table = TimeWords(prefixes=_PREFIXES.get(language, ""))
    cases = calendar_words.CASES.get(language)
    if cases is not None:
        table.cases = re.compile(f"{cases}|(?:{calendar_words.DAYTIMES})")
    ambiguous = frozenset(calendar_words.AMBIGUOUS_MONTHS.get(language, "").split("|"))
    days_too = frozenset(calendar_words.AMBIGUOUS_DAYS.get(language, "").split("|"))
    _units(language, table)
    for kind, source in (("last", calendar_words.LAST), ("next", calendar_words.NEXT)):
        for word in filter(None, source.get(language, "").split("|")):
            table.words.setdefault(word, TimeWord(kind, -1 if kind == "last" else 1))  # type: ignore[arg-type]
    _names(language, table, "days", "weekday", days_too)
    _names(language, table, "months", "month", ambiguous)
    if language in ("fa", "ps"):
        for number, names in enumerate(calendar_words.SOLAR_HIJRI, 1):
            for name in names.split("|"):
                table.words.setdefault(name, TimeWord("hijri", number, alone=len(name) > 4))
    for number, names in calendar_words.WEEKDAYS.get(language, {}).items():
        for name in names.split("|"):
            _enter(table, name, TimeWord("weekday", number))
    for distance, names in calendar_words.YEARS.get(language, {}).items():
        for name in names.split("|"):
            _enter(table, name, TimeWord("year", distance))
    for distance, names in calendar_words.DAYS.get(language, {}).items():
        for name in names.split("|"):
            _enter(table, name, TimeWord("day", distance))
    if language in _UNSPACED:
        entries = sorted({w for w in table.words if len(w) > 1}, key=lambda w: (-len(w), w))
        table.pattern = re.compile("|".join(map(re.escape, entries))) if entries else None
    return table


def _units(language: str, table: TimeWords) -> None:
    for section in locales.data(language, "unit_patterns"):
        for unit in ("day", "week", "month", "year"):
            for pattern in locales.leaves(section.get(f"duration-{unit}", {}).get("long", {})):
                name = pattern.replace("{0}", "").strip().lower()
                if name and " " not in name:
                    table.words.setdefault(name, TimeWord("unit", 0, unit=unit))
    for unit, forms in calendar_words.UNITS.get(tag(language), {}).items():
        for name in forms.split("|"):
            table.words.setdefault(name, TimeWord("unit", 0, unit=unit))


def _names(
    language: str, table: TimeWords, section: str, kind: WordKind, ambiguous: frozenset[str]
) -> None:
    """Enter the names of months or weekdays: wide and abbreviated, all contexts, all locales."""
    forms: dict[int, dict[str, None]] = {}
    for contexts in locales.data(language, section):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in dict(contexts.get(context, {}).get(width, {})).items():
                    written = str(name).lower().rstrip(".׳॰").strip("\u200e\u200f ")
                    if not written or written.isdigit() or re.search(r"\d", written):
                        continue
                    if width == "wide":
                        forms.setdefault(int(number), {}).setdefault(written)
                    whole = (width == "wide" or language in _UNSPACED) and not {
                        written,
                        fold(written),
                    } & ambiguous
                    _enter(table, written, TimeWord(kind, int(number), alone=whole))
    if table.cases is not None:
        for number, names in forms.items():
            for stem in _stems(names, language):
                meaning = TimeWord(kind, number, alone=not {stem, *names} & ambiguous)
                for start in dict.fromkeys((stem, fold(stem))):
                    table.stems.setdefault(start[:_STEM], []).append((start, meaning))
    for word in ambiguous & table.words.keys() | (ambiguous if kind == "weekday" else frozenset()) - {
        ""
    }:
        found = table.words.get(word) or (table.find(word) if table.cases else None)
        if found is not None and found.kind == kind:
            table.words[word] = TimeWord(kind, found.number, alone=False)


def _stems(names: Iterable[str], language: str) -> list[str]:
    """Return what case endings are put on: the name, without a last vowel, without a fleeting one."""
    stems: dict[str, None] = {}
    for name in names:
        if len(name) <= _STEM or " " in name:
            continue
        stems.setdefault(name)
        bare = (
            name
            if language not in _CUT
            else re.sub("(?:[аяьйуюіиоыеаaeiouyąęíý]|ი|ος|ας|ης|α|η|[aei]s|(?<=[jt])s|is|ė)$", "", name)
        )
        if len(bare) >= _STEM and bare != name:
            stems.setdefault(bare)
        if language in ("cs", "sk") and name.endswith("ek"):
            stems.setdefault(name[:-1] + "č")  # pátek → páteční
        # tjedan → tjedn-, вівторок → вівторк-, pátek → pátk-
        fleeting = re.sub("[eоeа]([кkцcнn])$", r"\1", bare)
        if language in _FLEETING and fleeting != bare and len(fleeting) >= _STEM:
            stems.setdefault(fleeting)
    return list(stems)


# Languages whose names lose a final vowel or -s before an ending.
_CUT = frozenset("uk ru be bg mk sr hr bs sh sl cs sk pl lt lv el ka hy sq ro".split())
_FLEETING = frozenset("uk ru be bg mk sr hr bs sh sl cs sk pl".split())


def _enter(table: TimeWords, name: str, meaning: TimeWord) -> None:
    for written in dict.fromkeys((name, fold(name))):
        first, *rest = re.split(r"[\s\u200c'’-]+", written)
        if rest:
            options = table.phrases.setdefault(first, [])
            if (written, meaning) not in options:
                options.append((written, meaning))
                options.sort(key=lambda option: (-len(option[0]), not option[1].alone))
        elif len(first) > 1:
            known = table.words.get(first)
            if (
                known is None
                or known.kind in ("unit", "last", "next")
                or (known.number == meaning.number and meaning.alone)
            ):
                table.words[first] = meaning
