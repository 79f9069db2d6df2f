"""Text → numbers written as words: where they stand and what they are worth.

"twenty-one men"  →  (0, 10, 21)        "trois cent vingt mille"  →  320000
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from whence.values import number_words
from whence.values.context_words import ENDINGS, NO_ENDINGS, PREFIXES
from whence.values.figures import SPACE, WORD
from whence.values.number_words import Atom, Sum, Vocabulary

_WORD = re.compile(WORD)
_GAP_SIGNS = SPACE + "-‐‑\u00ad\u200c־'’\n"


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words; `words` counts how many make it up, `unit` what a compound measures."""

    start: int
    end: int
    value: int
    ordinal: bool = False
    words: int = 1
    unit: str = ""


def find(lower: str, vocabulary: Vocabulary, language: str = "") -> list[Spelled]:
    """Return the numbers in words of a lower-cased text."""
    words = _WORD.findall(lower)
    starts = vocabulary.phrases
    atoms = [vocabulary.atom(word) for word in words]
    halves = _halves(lower, language) if language in PREFIXES else []
    if language in ENDINGS:
        atoms = [
            atom or _behind_ending(word, vocabulary, language)
            for word, atom in zip(words, atoms, strict=True)
        ]
    if vocabulary.clitic:
        atoms = [
            atom or _behind_clitic(word, vocabulary) for word, atom in zip(words, atoms, strict=True)
        ]
    if not any(atoms) and starts.keys().isdisjoint(words):
        return halves
    line = _Line(lower, words, [match.span() for match in _WORD.finditer(lower)], atoms, vocabulary)
    found: list[Spelled] = []
    at = 0
    while at < len(words):
        number = line.longest(at) if atoms[at] is not None or words[at] in starts else None
        if number is not None:
            found.append(number)
        at += 1 if number is None else number.words
    return sorted([*found, *halves], key=lambda number: number.start) if halves else found


def _behind_ending(word: str, vocabulary: Vocabulary, language: str) -> Atom | None:
    """Return the value of a number word with a case ending: "beşi", "hatból"."""
    for size in range(min(len(word) - 1, 10), 1, -1):
        found = vocabulary.words.get(word[:size])
        if found is not None and not found.ordinal and word[:size] not in NO_ENDINGS:
            return found if _endings(language).fullmatch(word, size) else None
    return None


@lru_cache(maxsize=64)
def _endings(language: str) -> re.Pattern[str]:
    return re.compile(ENDINGS[language])


@dataclass(frozen=True, slots=True)
class _Halves:
    """How a language makes adjectives of numbers: the number's forms there, and what may follow."""

    pattern: re.Pattern[str]
    forms: dict[str, int]
    units: dict[str, str]


def _halves(lower: str, language: str) -> list[Spelled]:
    """Return the numbers that are the first half of an adjective: "négynapos" is 4 days."""
    rules = _half_rules(language)
    found = []
    for match in rules.pattern.finditer(lower):
        parts = [part for part in match.groups()[:2] if part]
        values = [rules.forms[part] for part in parts]
        units = sorted(values) == values[::-1] or values[0] < 10
        if len(values) == 2 and not (
            units and {v >= 20 and v % 10 == 0 for v in values} == {True, False}
        ):
            continue
        found.append(Spelled(match.start(), match.end(), sum(values), unit=rules.units[match[3]]))
    return found


@lru_cache(maxsize=64)
def _half_rules(language: str) -> _Halves:
    written, second = PREFIXES[language]
    forms: dict[str, int] = {}
    value = 0
    for form in filter(None, written.split("|")):
        number, _, word = form.rpartition("=")
        value = int(number) if number else value
        forms.setdefault(word, value)
    if not forms:
        table = number_words.vocabulary(language)
        small = {
            w: a.value
            for w, a in (table.words if table else {}).items()
            if not a.ordinal and 1 < a.value <= 100
        }
        forms = {word: number for word, number in small.items() if word.isalpha()}
    units = {word: unit for unit, _, word in (part.partition("=") for part in second.split("|"))}
    first = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    then = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    return _Halves(re.compile(rf"(?<!\w)({first})({first})?({then})\w{{0,5}}"), forms, units)


def _behind_clitic(word: str, vocabulary: Vocabulary) -> Atom | None:
    """Return the value of a word behind an attached "and" or "the" (Arabic, Hebrew)."""
    for prefix in vocabulary.clitic.split():
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            found = vocabulary.words.get(word[len(prefix) :])
            if found is not None:
                return found
    return None


@dataclass(slots=True)
class _Line:
    """The words of a text with their values."""

    lower: str
    words: list[str]
    spans: list[tuple[int, int]]
    atoms: list[Atom | None]
    vocabulary: Vocabulary

    def longest(self, at: int) -> Spelled | None:
        """Return the longest number that starts at word `at`."""
        total = Sum(reversed_units=self.vocabulary.reversed)
        here = stop = at
        ordinal = joined = False
        while here < len(self.words) and not ordinal and (here == at or self._close(here - 1, here)):
            length, atom = self._phrase(here)
            if atom is None:
                if here == at or self.words[here] not in self.vocabulary.joiners or joined:
                    break
                joined, here = True, here + 1
                continue
            attached = bool(self.vocabulary.clitic) and self.words[here] not in self.vocabulary.words
            if not total.add(atom.value, joined=joined or attached):
                break
            here += length
            stop, joined, ordinal = here, False, atom.ordinal
        if stop == at:
            return None
        return Spelled(self.spans[at][0], self.spans[stop - 1][1], total.value, ordinal, stop - at)

    def _phrase(self, here: int) -> tuple[int, Atom | None]:
        """Return the number of words and the value of the fixed phrase or word at `here`."""
        options = self.vocabulary.phrases.get(self.words[here], [])
        for prefix in self.vocabulary.clitic.split() if not options else ():
            if self.words[here].startswith(prefix):
                options = options or self.vocabulary.phrases.get(self.words[here][len(prefix) :], [])
        for rest, phrase in options:
            after = here + 1 + len(rest)
            if tuple(self.words[here + 1 : after]) == rest and all(
                self._close(left, right) for left, right in itertools.pairwise(range(here, after))
            ):
                return len(rest) + 1, phrase
        return 1, self.atoms[here]

    def _close(self, left: int, right: int) -> bool:
        """Return whether only spaces or hyphens stand between two words."""
        gap = self.lower[self.spans[left][1] : self.spans[right][0]]
        return len(gap) <= 3 and not gap.strip(_GAP_SIGNS) and "\n\n" not in gap


def find_unspaced(lower: str, vocabulary: Vocabulary) -> list[Spelled]:
    """Return the numbers in words where words are not parted by spaces (Thai, Lao, Khmer, Burmese).

    A lone short word is too often part of another; only two or more, or a scale behind digits, count.
    """
    found = []
    for match in _parts(tuple(sorted(vocabulary.parts, key=lambda part: (-len(part), part)))).finditer(
        lower
    ):
        atom = vocabulary.atom(match[0])
        behind_digit = lower[: match.start()].rstrip(" ")[-1:].isdigit()
        if atom is not None and (match[0] not in vocabulary.words or behind_digit):
            found.append(Spelled(match.start(), match.end(), atom.value, atom.ordinal))
    return found


@lru_cache(maxsize=8)
def _parts(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, parts)) + ")+")


def value(text: str, vocabulary: Vocabulary) -> tuple[int, bool] | None:
    """Return (value, ordinal) where the whole of `text` is one number in words, else None."""
    found = find(text, vocabulary)
    if len(found) != 1 or found[0].start > 0 or found[0].end < len(text):
        return None
    return found[0].value, found[0].ordinal
