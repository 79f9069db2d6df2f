"""Lines, names → Offices: whom "the minister" means, from what the article calls each person.

the water minister, Ilse Roth, …      Ilse Roth, the water minister, …      water minister Ilse Roth

A description with words of its own ("the harbour minister") means only who was introduced by them, and
one with an indefinite article ("a minister") nobody who has been named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whence.sources.cues import COMPOUNDING
from whence.sources.phrases import indefinite

if TYPE_CHECKING:
    from whence.sources.clause import Line, Phrase

# Languages whose noun phrases end with their head: "harbour minister".
HEAD_LAST = frozenset(
    {"en", "nl", "sv", "da", "nb", "no", "nn", "fi", "hu", "et", "lv", "lt", "is", "af", "tr"}
)
# Adjectives that tell nobody apart.
_STANDING = frozenset({"former", "then", "current", "new"})
# A description beside a name has at most so many words.
_LONGEST = 12
# So many words may stand between an office and the name that follows it: "ministr vodního hospodářství".
_BETWEEN = 3
# Languages whose nouns have no cases: another form of one is a plural or another person's.
_UNINFLECTED = frozenset({"en", "fr", "es", "pt", "it", "ca", "gl", "id", "vi", "sw"})
# Endings that make several of one.
_PLURAL = frozenset("и ы і ове i y ci owie ove ové er ar ere".split())
# So many introductions by one noun are remembered; an article with more of them is a list of people.
_HOLDERS = 40
# An inflected form shares all but so many letters with the noun, and at least so many.
_ENDING = 3
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Office:
    """A noun of office and the words around it, and the folded name of who holds it since a passage.

    `placed` where one of the words is a name: "the mayor of Sarl" is no other place's.
    """

    noun: str
    words: frozenset[str]
    placed: bool
    holder: tuple[str, ...]
    passage: int


@dataclass(slots=True)
class Offices:
    """The offices of an article in the order in which it names them."""

    held: dict[str, list[Office]] = field(default_factory=dict)

    def learn(self, row: Line, first: int, last: int, name: tuple[str, ...]) -> bool:
        """Note what stands beside the name at words first..last; True where it describes a person."""
        found = False
        for begin, end in (_before(row, first), _behind(row, last)):
            head = _head(row, begin, end)
            if head >= 0:
                words = frozenset(w for w in row.words[begin:end] if w not in row.cues.det)
                placed = any(row.upper[i] for i in range(begin, end) if i != head)
                same = self.held.setdefault(row.words[head], [])
                if len(same) < _HOLDERS:
                    same.append(Office(row.words[head], words, placed, name, row.passage.number))
                found = True
        return found

    def holder(self, row: Line, source: Phrase, head: int) -> tuple[str, ...]:
        """Return the name of whom a description with the noun `head` means, or ()."""
        words = row.words[source.first : source.last]
        if len(words) > 1 and indefinite(row, source.first):
            return ()
        noun = row.words[head]
        of_noun = self.held.get(noun) or [
            o for other, held in self.held.items() if _same(noun, other, row.cues.language) for o in held
        ]
        cues = row.cues
        helpers = (cues.det, cues.of, cues.stop, cues.aux, _STANDING)
        others = [
            (w, row.upper[i])
            for i, w in enumerate(words, source.first)
            if i != head and not (any(w in group for group in helpers) or cues.match(row.words, i))
        ]
        # "North Korea's foreign minister" is not the one whom the article calls foreign minister.
        placed = _place([w for w, upper in others if upper], cues.language)
        met = [
            o
            for o in of_noun
            if all(
                (upper and not o.placed and not placed)
                or any(_same(w, x, cues.language) for x in o.words)
                for w, upper in others
            )
        ]
        known = [o.holder for o in met if o.passage <= row.passage.number] or [o.holder for o in met]
        # The one most often called so, of several the first.
        return max(known, key=known.count, default=())


def _place(words: list[str], language: str) -> bool:
    """Return True where words with a capital, together or one of them, name a country or its people's land."""
    if not words:
        return False
    from whence.values.places import places

    table = places(language)
    return any(table.code(name) for name in (" ".join(words), *words))


def _same(a: str, b: str, language: str) -> bool:
    """Return True for two forms of a noun: "prezydenta", "Ministerin" and "Hafenministerin"."""
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST or language in _UNINFLECTED:
        return False
    if any(x.startswith(y) and x[len(y) :] in _PLURAL for x, y in ((a, b), (b, a))):
        return False
    size = max(_SHORTEST, min(len(a), len(b)) - _ENDING)
    if a[:size] == b[:size] and abs(len(a) - len(b)) <= _ENDING:
        return True
    if language not in COMPOUNDING:
        return False
    short, long = sorted((a, b), key=len)
    # "Ministern" is the "Hafenminister": the ending, and what stands before the noun.
    stems = [short[: len(short) - cut] for cut in range(_ENDING) if len(short) - cut >= _SHORTEST]
    return any(long[: len(long) - cut].endswith(stem) for stem in stems for cut in range(_ENDING))


def _before(row: Line, name: int) -> tuple[int, int]:
    """Return the description that ends before a name, with a comma between or without."""
    cues = row.cues
    apposed = row.gaps[name] == ","
    if not name or (row.gaps[name] and not apposed) or row.words[name - 1] in cues.of:
        return name, name
    first = name
    reach = _LONGEST if apposed else 1 if cues.language in HEAD_LAST else 1 + _BETWEEN
    while first > 0 and name - first < reach and (first == name or not row.gaps[first]):
        word = row.words[first - 1]
        part = word in cues.of or word in cues.det
        verb = not cues.person(word) and cues.match(row.words, first - 1) is not None
        helper = word in cues.stop or word in cues.aux or word in cues.that
        if row.inside[first - 1] >= 0 or verb or (helper and not part):
            break
        first -= 1
    if apposed and first > 1 and not row.gaps[first]:
        # A description between commas or at the beginning, not the end of a clause.
        return name, name
    return first, name


def _behind(row: Line, last: int) -> tuple[int, int]:
    """Return the description between commas behind a name."""
    n = len(row.words)
    if row.cues.language == "hu" and last < n and not row.gaps[last]:
        # "Mara Lind vízügyi miniszter"
        end = last
        while end < n and end - last < _BETWEEN and not row.gaps[end] and not row.upper[end]:
            end += 1
            if row.cues.person(row.words[end - 1]):
                return last, end
        return last, last
    if last >= n or row.gaps[last] != ",":
        return last, last
    end = last + 1
    while end < n and not row.gaps[end] and end - last <= _LONGEST:
        end += 1
    cues = row.cues
    words = range(last, end)
    clause = any(row.words[i] in cues.who or cues.match(row.words, i) for i in words)
    pair = any(row.upper[i] and row.upper[i + 1] for i in range(last, end - 1))
    if (
        clause
        or pair
        or not row.gaps[end]
        or end - last > _LONGEST
        or row.words[last] in cues.conjunctions
    ):
        return last, last
    return last, end


def _head(row: Line, first: int, last: int) -> int:
    """Return the noun of office that a description is about, or -1."""
    cues = row.cues
    if cues.language in HEAD_LAST:
        joint = next((i for i in range(first + 1, last) if row.words[i] in cues.of and i > first), last)
        nouns = [i for i in range(joint - 1, first - 1, -1) if cues.person(row.words[i])]
    else:
        nouns = [i for i in range(first, last) if cues.person(row.words[i])]
    return next((i for i in nouns if not cues.body(row.words[i])), -1)
