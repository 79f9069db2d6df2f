"""what whence says → the same in the language of a report or screen.

say       a fixed text of the catalogue        put, put_many, count    a template with its values
tell      a finished English sentence of the records: its template is found by the words between
          its values, so that stories that were kept long ago are told in any language
share, moment, language_name, amount           numbers and times, as the language writes them
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from whence.phrases import message
from whence.report import catalog, display

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whence.records import Time

_PLACE = re.compile(r"\{(\w+)\}")
# Places whose values are sayings of whence's own too; what stands in others is of the texts.
_OWN = frozenset(
    {
        "notice",
        "what",
        "detail",
        "passages",
        "details",
        "lacking",
        "having",
        "deed",
        "wrong",
        "expected",
        "event",
    }
)
# How deep sayings stand in each other: "A: the stated time …".
_DEEPEST = 3
_SHARE = re.compile(r"(\d{1,3})%")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")
# Sayings that stand in a row at most.
_MOST_ROWS = 6
# Longer texts are no sentence of whence's.
_LONGEST = 5_000
_COMMA = message("; ")
_WORDS = message("no one two three four five six seven eight nine ten eleven twelve")


@dataclass(frozen=True, slots=True)
class Speech:
    """How a report speaks; English where nothing else is said."""

    language: str = catalog.SOURCE_LANGUAGE

    def say(self, text: str) -> str:
        """Return a text of the catalogue."""
        return catalog.words(self.language).gettext(text) if text else ""

    def plural(self, pair: tuple[str, str], n: int) -> str:
        """Return the template for `n` of something."""
        return catalog.words(self.language).ngettext(*pair, n)

    def put(self, template: str, /, **values: object) -> str:
        """Return a template of the catalogue with its values."""
        return self.say(template).format(**values)

    def put_many(self, pair: tuple[str, str], n: int, /, **values: object) -> str:
        """Return a template for `n` of something with its values."""
        return self.plural(pair, n).format(n=self.amount(n), **values)

    def tell(self, text: str) -> str:
        """Return a sentence that a record holds in English; what whence did not say stays as it is."""
        if self.language == catalog.SOURCE_LANGUAGE or len(text) > _LONGEST:
            return text
        return _told(self.language, text)

    def share(self, value: float) -> str:
        """Return a share as a percentage; 100 % and 0 % only where it is so."""
        shown = display.share(value)
        number = shown.removesuffix("%")
        return self.put(message("{n}%"), n=number) if number != shown else self.say(shown)

    def amount(self, number: int) -> str:
        """Return a number in digits."""
        if -1000 < number < 1000 or self.language == catalog.SOURCE_LANGUAGE:
            return f"{number:,}"
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self.language))

    def count(self, pair: tuple[str, str], n: int, **values: object) -> str:
        """Return how many of something there are, small numbers in words: "six versions"."""
        small = self.say(_WORDS).split()
        number = small[n] if 0 <= n < len(small) else self.amount(n)
        return self.plural(pair, n).format(n=number, **values)

    def language_name(self, tag: str) -> str:
        """Return what a language is called, its tag where it has no name."""
        return self.say(display.UNKNOWN) if tag == "und" else display.language_name(tag, self.language)

    def moment(self, time: Time | None, *, brief: bool = False) -> str:
        """Return a time as a person writes it, as exact as it is known."""
        return display.moment(time, brief=brief, language=self.language)


ENGLISH = Speech()


@dataclass(frozen=True, slots=True)
class _Template:
    """A sentence cut at its places: `words` are one more than `names`."""

    one: str
    many: str | None
    words: tuple[str, ...]
    names: tuple[str, ...]
    longest: str

    def values(self, text: str) -> dict[str, str] | None:
        """Return what stands in the places of a text, None where it is another sentence.

        Each stretch of words is taken where it comes first, the last one at the end: one pass, and a
        sentence that fits is always found.
        """
        head, *inner, tail = self.words
        if len(text) < len(head) + len(tail) or not (text.startswith(head) and text.endswith(tail)):
            return None
        at, end = len(head), len(text) - len(tail)
        values: dict[str, str] = {}
        for name, word in zip(self.names, (*inner, ""), strict=True):
            stop = text.find(word, at + 1, end) if word else end
            if stop <= at:
                return None
            values[name] = text[at:stop]
            at = stop + len(word)
        return values


@cache
def _templates(language: str) -> tuple[_Template, ...]:
    """Return the sentences of a language, those with the most words of their own first."""
    found = []
    for one, many in catalog.sentences(language):
        for text in (one, many) if many and many != one else (one,):
            words, names = tuple(_PLACE.split(text)[::2]), tuple(_PLACE.findall(text))
            # Two values without a word between them could not be told apart.
            if len(set(names)) == len(names) and all(words[1:-1]):
                found.append(_Template(one, many, words, names, max(words, key=len)))
    return tuple(sorted(found, key=lambda t: (-sum(map(len, t.words)), t.one)))


@lru_cache(4096)
def _told(language: str, text: str, depth: int = 0) -> str:
    speech = Speech(language)
    if (fixed := speech.say(text)) != text or depth == _DEEPEST:
        return fixed
    # Several sayings in a row: what was found and what to do, the entries of a log.
    rows = text.split("; ")
    if 1 < len(rows) <= _MOST_ROWS:
        told = [_told(language, row, depth + 1) for row in rows]
        if all(one != row for one, row in zip(told, rows, strict=True)):
            return speech.say(_COMMA).join(told)
    for template in _templates(language):
        values = template.values(text) if template.longest in text else None
        if values is not None:
            return _filled(speech, template, values, depth)
    return text


def _filled(speech: Speech, template: _Template, values: Mapping[str, str], depth: int) -> str:
    shown = {
        name: _told(speech.language, value, depth + 1) if name in _OWN else _written(speech, value)
        for name, value in values.items()
    }
    if template.many is None:
        return speech.say(template.one).format(**shown)
    digits = values.get("n", "1").replace(",", "")
    n = int(digits) if digits.isdecimal() and len(digits) < 10 else 1
    return speech.plural((template.one, template.many), n).format(**{"n": digits, **shown})


def _written(speech: Speech, value: str) -> str:
    """Return a share or a large number as the language writes it, everything else as it stands."""
    if met := _SHARE.fullmatch(value):
        return speech.put("{n}%", n=met[1])
    return speech.amount(int(value.replace(",", ""))) if _NUMBER.fullmatch(value) else value
