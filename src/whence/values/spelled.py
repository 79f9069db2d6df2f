"""Text → numbers written as words: where they stand and what they are worth.

"twenty-one men"  →  (0, 10, 21)        "trois cent vingt mille"  →  320000
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from whence.text import fold
from whence.values import number_words, ordinal_words
from whence.values.calendar_words import CASES
from whence.values.context_words import ENDINGS, NO_ENDINGS, PREFIXES
from whence.values.figures import SPACE
from whence.values.number_words import Atom, Sum, Vocabulary
from whence.values.scan import Scan, scan

# Words remembered per language with their values, most of them none.
_SEEN = 50_000
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


def find(scan: Scan, vocabulary: Vocabulary) -> list[Spelled]:
    """Return the numbers in words of a scan."""
    language = scan.language
    atoms = {w: atom for w in scan.distinct if (atom := meaning(w, vocabulary, language)) is not None}
    halves = _halves(scan, language) if language in PREFIXES else []
    line = _Line(scan, atoms, vocabulary)
    found: list[Spelled] = []
    free = 0
    for at in scan.at(atoms.keys() | (vocabulary.phrases.keys() & scan.distinct)):
        number = line.longest(at) if at >= free else None
        if number is not None:
            found.append(number)
            free = at + number.words
    return sorted([*found, *halves], key=lambda number: number.start) if halves else found


def meaning(word: str, vocabulary: Vocabulary, language: str) -> Atom | None:
    """Return the value of one lower-cased word, with its case ending or attached particle, or None."""
    found = vocabulary.words.get(word)
    if found is not None or not word[0].isalpha():
        return found
    if word not in vocabulary.seen:
        if len(vocabulary.seen) > _SEEN:
            vocabulary.seen.clear()
        atom = vocabulary.atom(word) or _without_marks(word, vocabulary)
        if atom is None and language in ENDINGS:
            atom = _behind_ending(word, vocabulary, language)
        if atom is None and vocabulary.clitic:
            atom = _behind_clitic(word, vocabulary)
        atom = atom or _ordinal(word, vocabulary, language) or _scale(word, vocabulary, language)
        vocabulary.seen[word] = atom
    return vocabulary.seen[word]


def _without_marks(word: str, vocabulary: Vocabulary) -> Atom | None:
    """Return the value of a word whose marks are typed in another way: مليونًا, करोड़."""
    plain = word if word.isascii() else fold(word) if word[0] >= "\u0590" else normalize("NFC", word)
    return (
        None
        if plain == word
        else vocabulary.words.get(plain)
        or (_behind_clitic(plain, vocabulary) if vocabulary.clitic else None)
    )


def _ordinal(word: str, vocabulary: Vocabulary, language: str) -> Atom | None:
    """Return the value of an ordinal by its stem and ending: "pátém", "पाँचवीं"."""
    pattern = _ordinals(language)
    match = pattern.fullmatch(word) if pattern is not None else None
    if match is not None and match.lastindex is not None:
        return Atom(match.lastindex, ordinal=True)
    for ending in ordinal_words.BEHIND.get(language, "").split("|"):
        if ending and word.endswith(ending) and (found := vocabulary.words.get(word[: -len(ending)])):
            return Atom(found.value, ordinal=True)
    return None


@lru_cache(maxsize=64)
def _ordinals(language: str) -> re.Pattern[str] | None:
    stems, endings = ordinal_words.STEMS.get(language, ("", ""))
    if not stems:
        return None
    # One group a stem: the number of the group that took part is the value.
    return re.compile(rf"(?:{'|'.join(f'({stem})' for stem in stems.split())})(?:{endings})")


def _scale(word: str, vocabulary: Vocabulary, language: str) -> Atom | None:
    """Return the value of a scale word in another case: "milionům", "miljonile"."""
    cases = _scale_cases(language)
    if cases is None:
        return None
    for size in range(len(word) - 1, max(_SCALE_STEM, len(word) - 5) - 1, -1):
        stem = word[:size]
        found = vocabulary.words.get(stem) or next(
            (atom for last in _LAST.get(language, ()) if (atom := vocabulary.words.get(stem + last))),
            None,
        )
        if found is not None and found.value >= 1000 and cases.fullmatch(word, size):
            return found
    return None


@lru_cache(maxsize=64)
def _scale_cases(language: str) -> re.Pattern[str] | None:
    cases = CASES.get(language)
    return None if not cases else re.compile(cases)


# What a scale word loses before it takes a case: milijon·as → milijon·ams.
_LAST = {"lt": ("as", "is"), "lv": ("s", "i")}
# Letters of a scale word that are left when its case is taken off.
_SCALE_STEM = 5


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
    heads: frozenset[str]
    forms: dict[str, int]
    units: dict[str, str]


def _halves(scan: Scan, language: str) -> list[Spelled]:
    """Return the numbers that are the first half of an adjective: "négynapos" is 4 days."""
    rules = _half_rules(language)
    found = []
    for at in scan.at({word for word in scan.distinct if word[:2] in rules.heads}):
        match = rules.pattern.match(scan.lower, scan.starts[at])
        if match is None:
            continue
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
    # Ukrainian п'яти is two tokens: the first is what stands before the apostrophe.
    heads = frozenset(form.partition("'")[0][:2] for form in forms)
    pattern = re.compile(rf"({first})({first})?({then})\w{{0,5}}")
    return _Halves(pattern, heads, forms, units)


def _behind_clitic(word: str, vocabulary: Vocabulary) -> Atom | None:
    """Return the value of a word behind an attached "and" or "the" (Arabic, Hebrew)."""
    for prefix in vocabulary.clitic.split():
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            found = vocabulary.words.get(word[len(prefix) :])
            if found is not None:
                return found
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a scan with the values of those that have one."""

    scan: Scan
    atoms: dict[str, Atom]
    vocabulary: Vocabulary

    def longest(self, at: int) -> Spelled | None:
        """Return the longest number that starts at word `at`."""
        words = self.scan.tokens
        total = Sum(reversed_units=self.vocabulary.reversed)
        here = stop = at
        ordinal = joined = False
        while here < len(words) and not ordinal and (here == at or self._close(here - 1)):
            length, atom = self._phrase(here)
            if atom is None:
                if here == at or words[here] not in self.vocabulary.joiners or joined:
                    break
                joined, here = True, here + 1
                continue
            attached = bool(self.vocabulary.clitic) and words[here] not in self.vocabulary.words
            if not total.add(atom.value, joined=joined or attached):
                break
            here += length
            stop, joined, ordinal = here, False, atom.ordinal
        if stop == at:
            return None
        return Spelled(self.scan.starts[at], self.scan.ends[stop - 1], total.value, ordinal, stop - at)

    def _phrase(self, here: int) -> tuple[int, Atom | None]:
        """Return the number of words and the value of the fixed phrase or word at `here`."""
        words = self.scan.tokens
        options = self.vocabulary.phrases.get(words[here], [])
        for prefix in self.vocabulary.clitic.split() if not options else ():
            if words[here].startswith(prefix):
                options = options or self.vocabulary.phrases.get(words[here][len(prefix) :], [])
        for rest, phrase in options:
            after = here + 1 + len(rest)
            if tuple(words[here + 1 : after]) == rest and all(map(self._close, range(here, after - 1))):
                return len(rest) + 1, phrase
        return 1, self.atoms.get(words[here])

    def _close(self, left: int) -> bool:
        """Return whether only spaces or hyphens stand between a word and the next."""
        gap = self.scan.gaps[left]
        return gap == " " or (len(gap) <= 3 and not gap.strip(_GAP_SIGNS) and "\n\n" not in gap)


def find_unspaced(lower: str, vocabulary: Vocabulary) -> list[Spelled]:
    """Return the numbers in words where words are not parted by spaces (Thai, Lao, Khmer, Burmese).

    A lone short word is too often part of another; only two or more, or a scale behind digits, count.
    """
    found = []
    for match in _parts(tuple(sorted(vocabulary.parts, key=lambda part: (-len(part), part)))).finditer(
        lower
    ):
        atom = vocabulary.atom(match[0])
        behind_digit = lower[max(match.start() - 3, 0) : match.start()].rstrip(SPACE)[-1:].isdigit()
        if atom is not None and (match[0] not in vocabulary.words or behind_digit):
            found.append(Spelled(match.start(), match.end(), atom.value, atom.ordinal))
    return found


@lru_cache(maxsize=8)
def _parts(parts: tuple[str, ...]) -> re.Pattern[str]:
    # Most letters begin no part: a set tells that at once, the alternatives one by one.
    heads = "".join(sorted({re.escape(part[0]) for part in parts}))
    return re.compile(f"(?=[{heads}])(?:" + "|".join(map(re.escape, parts)) + ")+")


def value(text: str, vocabulary: Vocabulary) -> tuple[int, bool] | None:
    """Return (value, ordinal) where the whole of `text` is one number in words, else None."""
    found = find(scan(text, ""), vocabulary)
    if len(found) != 1 or found[0].start > 0 or found[0].end < len(text):
        return None
    return found[0].value, found[0].ordinal
