"""Word sequence → value: spelled-out numbers by one grammar over a small table per language.

The table (`data/number_words.json`, made by `tools/build_number_words.py`) holds for each language
the words for units, tens, hundreds and scales, and every whole word or phrase the grammar cannot
compose (quatre-vingt, vierundzwanzig is composed: vier·und·zwanzig).

    "trois cent vingt mille"  →  3  100  20  1000  →  320 000
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from whence.text import fold, tag

# The longest word that is tried as a compound: the longest German number below a million has 62.
_LONGEST_COMPOUND = 70
_LONGEST_PIECE = 24
_FOLDED = 4  # letters from which a number word is also known without its marks


@dataclass(frozen=True, slots=True)
class Atom:
    """A number word: its value, and whether it is an ordinal ("third")."""

    value: int
    ordinal: bool = False


@dataclass(slots=True, eq=False)
class Vocabulary:
    """The number words of one language.

    `words` maps lower-cased words (and their folded forms) to atoms; `phrases` the first word of a
    fixed phrase to its possible continuations, longest first; `joiners` are the words between
    parts ("and"); `parts` are the pieces of compounds, None for joining pieces; `reversed` where
    units may stand before tens (Arabic "five and twenty").
    """

    words: dict[str, Atom]
    phrases: dict[str, list[tuple[tuple[str, ...], Atom]]]
    joiners: frozenset[str]
    parts: dict[str, Atom | None] = field(default_factory=dict)
    heads: frozenset[str] = frozenset()
    clitic: str = ""
    reversed: bool = False
    seen: dict[str, Atom | None] = field(default_factory=dict)

    def atom(self, word: str) -> Atom | None:
        """Return the value of one lower-cased word, also of a compound, or None."""
        found = self.words.get(word)
        if found is not None or word[:2] not in self.heads or len(word) > _LONGEST_COMPOUND:
            return found
        return _compound(word, self)


class Sum:
    """A number as its words come in: `add` says whether the next word still belongs to it."""

    __slots__ = ("current", "empty", "reversed", "scale", "total")

    def __init__(self, *, reversed_units: bool = False) -> None:
        self.total = 0
        self.current = 0
        self.scale = 0
        self.empty = True
        self.reversed = reversed_units

    @property
    def value(self) -> int:
        """The number so far."""
        return self.total + self.current

    def add(self, value: int, *, joined: bool = False) -> bool:
        """Take the next word's value in, or return False and stay as it was."""
        fits = self._take(value, joined=joined)
        if fits:
            self.empty = False
        return fits

    def _take(self, value: int, *, joined: bool) -> bool:
        if self.empty and (value < 1000 or not _is_scale(value)):
            self.current = value
            return True
        if _is_scale(value):
            return self._scale(value)
        if value == 0 or (not self.empty and self.value == 0):
            return False
        if value == 100 and 0 < self.current < 100 and not joined:
            self.current *= 100
            return True
        if (
            self.reversed
            and joined
            and 0 < self.current % 100 < 10
            and 20 <= value < 100
            and value % 10 == 0
        ):
            self.current += value
            return True
        # The next part must fill the zeros at the end of what is there: twenty → one, not ten.
        zeros = len(str(self.current)) - len(str(self.current).rstrip("0"))
        if value >= (10**zeros if self.current else 1000) or self.current % 100 == 10:
            return False
        self.current += value
        return True

    def _scale(self, value: int) -> bool:
        if self.scale and value > self.scale:
            # "mil millones": a thousand of millions.
            if self.value >= value:
                return False
            self.total = self.value * value
        elif self.scale == value:
            return False
        else:
            self.total += max(self.current, 1) * value
        self.current = 0
        self.scale = value
        return True


def _is_scale(value: int) -> bool:
    return value >= 1000 and str(value).strip("0") == "1"


def _compound(word: str, vocabulary: Vocabulary) -> Atom | None:
    """Return the value of a compound such as "dreihundertfünf", or None."""
    return _Compound(word, vocabulary).walk(0, (), joined=False)


class _Compound:
    """A search for the pieces of one word: longest first, given back where the rest does not fit.

    Dead ends are remembered by place and sum, so that the work is bounded by length × longest piece.
    """

    __slots__ = ("dead", "vocabulary", "word")

    def __init__(self, word: str, vocabulary: Vocabulary) -> None:
        self.word = word
        self.vocabulary = vocabulary
        self.dead: set[tuple[int, int, int, bool]] = set()

    def walk(self, at: int, taken: tuple[tuple[int, bool], ...], *, joined: bool) -> Atom | None:
        """Return the value of the whole word, its first `at` letters being the pieces `taken`."""
        total = _added(taken)
        if total is None or (at == len(self.word) and joined):
            return None
        if at == len(self.word):
            return Atom(total.value)
        place = (at, total.total, total.current, joined)
        if place in self.dead:
            return None
        self.dead.add(place)
        for end in range(min(len(self.word), at + _LONGEST_PIECE), at, -1):
            piece = self.word[at:end]
            if piece not in self.vocabulary.parts:
                continue
            part = self.vocabulary.parts[piece]
            if part is None:
                found = self.walk(end, taken, joined=True) if taken and not joined else None
            elif part.ordinal and end < len(self.word):
                continue
            else:
                found = self.walk(end, (*taken, (part.value, joined)), joined=False)
                if found is not None and part.ordinal:
                    found = Atom(found.value, ordinal=True)
            if found is not None:
                return found
        return None


def _added(parts: tuple[tuple[int, bool], ...]) -> Sum | None:
    """Return the sum of the pieces of a compound, None where they do not fit together."""
    total = Sum(reversed_units=True)
    for value, joined in parts:
        if not total.add(value, joined=joined):
            return None
    return total


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, object]]:
    path = resources.files("whence.values") / "data" / "number_words.json"
    table: dict[str, dict[str, object]] = json.loads(path.read_text("utf-8"))
    return table


# Languages that share another's number words.
_ALIASES = {"nb": "no", "tl": "fil", "sh": "hr", "ckb": "ku"}


@lru_cache(maxsize=256)
def vocabulary(language: str) -> Vocabulary | None:
    """Return the number words of a language, or None where there is no table."""
    primary = tag(language)
    row = _table().get(_ALIASES.get(primary, primary))
    return None if row is None else build(row)


def build(row: dict[str, object]) -> Vocabulary:
    """Make a Vocabulary from one language's row of the table."""
    words: dict[str, Atom] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Atom]]] = {}
    for ordinal, name in ((True, "ordinals"), (False, "cardinals")):
        for number, forms in row.get(name, {}).items():  # type: ignore[attr-defined]
            atom = Atom(int(number), ordinal)
            for form in forms.split("|"):
                _enter(form, atom, words, phrases)
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    result = Vocabulary(
        words, phrases, frozenset(str(row.get("joiners", "")).split()),
        clitic=str(row.get("clitic", "")), reversed=bool(row.get("reversed")),
    )  # fmt: skip
    if row.get("compounds"):
        result.parts = {word: atom for word, atom in words.items() if len(word) > 1}
        for number, pieces in row.get("pieces", {}).items():  # type: ignore[attr-defined]
            result.parts.update(dict.fromkeys(pieces.split("|"), Atom(int(number))))
        result.parts.update(dict.fromkeys(str(row.get("links", "")).split()))
        result.heads = frozenset(word[:2] for word in result.parts)
    return result


def _enter(
    form: str, atom: Atom, words: dict[str, Atom], phrases: dict[str, list[tuple[tuple[str, ...], Atom]]]
) -> None:
    folded = " ".join(map(fold, form.split()))
    # Without its marks a short word is too often another one (Hungarian öt "five", ott "there").
    for variant in dict.fromkeys((form.lower(), folded if len(folded) >= _FOLDED else form.lower())):
        tokens = tuple(variant.split())
        if len(tokens) == 1:
            words[tokens[0]] = atom
        elif tokens:
            phrases.setdefault(tokens[0], []).append((tokens[1:], atom))
