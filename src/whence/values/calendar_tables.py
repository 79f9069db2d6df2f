"""Language → its words of time: months, weekdays, "yesterday", "last", as one lookup per word.

Names come from CLDR (babel); inflected forms are reached through stems, which are cut from what
CLDR's forms of a name have in common.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from whence.text import fold, tag
from whence.values import calendar_words, locales

WordKind = Literal["month", "weekday", "day", "last", "next", "unit", "hijri"]
# Languages whose months and weekdays do not inflect: only whole words count.
_FIXED = frozenset("en fr es it pt ca gl nl af da sv no de id ms vi zh ja ko th lo km my ar fa ur hi bn mr ne gu ta".split())
# Letters written onto the front of a month or weekday ("in November" as one word).
_PREFIXES = {"he": "בלמהוש", "ar": "وبل"}
_ENDING = 5  # the longest case ending behind a stem: Finnish -sta + possessive, Estonian -kuuni
_STEM = 4  # a shorter stem meets too many other words


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
    prefixes: str = ""
    seen: dict[str, TimeWord | None] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def find(self, word: str) -> TimeWord | None:
        """Return what a lower-cased word means, or None."""
        found = self.words.get(word)
        if found is None and (word[:3] in self.stems or word[:1] in self.prefixes):
            if word not in self.seen:
                if len(self.seen) > 20_000:
                    self.seen.clear()
                self.seen[word] = self._inflected(word)
            found = self.seen[word]
        return found

    def _inflected(self, word: str) -> TimeWord | None:
        if self.prefixes and word[:1] in self.prefixes and len(word) > 4:
            return self.words.get(word[1:]) or (self.words.get(word[2:]) if len(word) > 5 else None)
        folded = fold(word)
        for stem, meaning in self.stems.get(word[:3], ()):
            if (word.startswith(stem) or folded.startswith(fold(stem))) and len(word) <= len(stem) + _ENDING:
                return meaning
        return None


@lru_cache(maxsize=256)
def words(language: str) -> TimeWords:
    """Return the words of time of a language."""
    language = tag(language)
    table = TimeWords(prefixes=_PREFIXES.get(language, ""))
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
    for distance, names in calendar_words.DAYS.get(language, {}).items():
        for name in names.split("|"):
            _enter(table, name, TimeWord("day", distance))
    if language in ("zh", "ja", "th", "lo", "km", "my", "ko"):
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


def _names(language: str, table: TimeWords, section: str, kind: WordKind, ambiguous: frozenset[str]) -> None:
    """Enter the names of months or weekdays: wide and abbreviated, all contexts, all locales."""
    forms: dict[int, dict[str, None]] = {}
    for contexts in locales.data(language, section):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in dict(contexts.get(context, {}).get(width, {})).items():
                    written = str(name).lower().rstrip(".").strip("\u200e\u200f ")
                    if not written or written.isdigit() or re.search(r"\d", written):
                        continue
                    forms.setdefault(int(number), {}).setdefault(written)
                    whole = width == "wide" and written not in ambiguous and fold(written) not in ambiguous
                    _enter(table, written, TimeWord(kind, int(number), alone=whole))
    if language not in _FIXED:
        for number, names in forms.items():
            for stem in _stems(list(names)):
                meaning = TimeWord(kind, number, alone=stem not in ambiguous)
                table.stems.setdefault(stem[:3], []).append((stem, meaning))
                table.stems.setdefault(fold(stem)[:3], []).append((stem, meaning))


def _stems(names: list[str]) -> list[str]:
    """Return what longer forms of one name share, without a last vowel sign of inflection."""
    whole = [name for name in names if len(name) > _STEM and " " not in name]
    groups: dict[str, list[str]] = {}
    for name in whole:
        groups.setdefault(name[:3], []).append(name)
    stems = []
    for group in groups.values():
        stem = os.path.commonprefix(group)
        if len(group) == 1:
            stem = re.sub(r"(?<=.{4})(?:[аяьйуіэоиеыaeiouyąęěůāēīūōää]|ი|ός|ος)$", "", stem)
        if len(stem) >= _STEM:
            stems.append(stem)
    return stems


def _enter(table: TimeWords, name: str, meaning: TimeWord) -> None:
    for written in dict.fromkeys((name, fold(name))):
        first, *rest = re.split(r"[\s\u200c'’-]+", written)
        if rest:
            options = table.phrases.setdefault(first, [])
            if (written, meaning) not in options:
                options.append((written, meaning))
                options.sort(key=lambda option: -len(option[0]))
        elif len(first) > 1:
            known = table.words.get(first)
            if known is None or known.kind in ("unit", "last", "next") or (known.number == meaning.number and meaning.alone):
                table.words[first] = meaning
