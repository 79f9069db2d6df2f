"""Name, text of a script without capitals → log odds that the text has the name, by its sounds.

    Soleimani ~ "… اللواء قاسم سليماني …"      +14
    Soleimani ~ "… in which nobody of that name …"  −5

What each sound becomes in another script is learned from the names of countries and cities in CLDR
(tools/learn_sounds.py): the odds of a pair of sounds in one name against chance. A name is aligned with
all of the text at once, beginning and ending anywhere, at a price where no word begins or ends there:
what is written onto a name (articles, prepositions, cases) is passed over. Where `likeness` says how far
two words differ, this says whether a difference is usual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from whence.text import tag
from whence.values.capitals import TOKEN
from whence.values.likeness import similar
from whence.values.romanise import sounds

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

Written = Literal["bare", "syllabic", "full"]
_BARE = frozenset("ar he fa ur ps ckb ug sd yi".split())
_SYLLABIC = frozenset("zh yue ja ko".split())
# Languages whose words are not parted: a name may begin at any character.
UNSPACED = frozenset("zh yue ja th lo km my".split())
_TABLE = Path(__file__).with_name("data") / "sounds.tsv"
# Log odds below which a name is not heard, by what the script does with vowels: a third (Chinese) to nine
# tenths (Hindi) of other names stay below, three in a hundred of those that are there (names of
# benchmarks/names.py in six languages, with a lexicon that has not learned from them). From `SURELY` more on
# a name is heard without doubt.
_LEAST: dict[Written, float] = {"full": 4.0, "bare": 2.0, "syllabic": 0.0}
SURELY = 3.5
# Log odds of what the table does not have, of a sound that it does not know, of passing a space.
_NEVER, _UNKNOWN, _SPACE = -6.0, -4.0, -1.5
_NOWHERE = -99.0
# Log odds of beginning or ending inside a word: near its edge, where clitics stand, and deeper.
# Chosen by hand so that one clitic costs less than one wrong consonant; benchmarks/names.py.
_INSIDE, _CLITIC = -1.5, 3
# A name that stands in Latin letters in the text is there: its odds, and the likeness that it takes.
_SAME, _ALIKE = 30.0, 0.78
_LATIN = re.compile("[A-Za-zÀ-ɏ]['’A-Za-zÀ-ɏ]+")
_LONGEST = 32  # sounds of a name; what follows does not count


def written(language: str) -> Written:
    """Return what the script of a language does with vowels: leave out, put between, write."""
    return "bare" if language in _BARE else "syllabic" if language in _SYLLABIC else "full"


def least(language: str) -> float:
    """Return the log odds below which a name is not heard in a text of a language."""
    return _LEAST[written(tag(language))]


# A name of one version is listened for in a passage of another as often as versions have both: those of
# forty versions are remembered (some 200 bytes each).
@lru_cache(maxsize=32768)
def hear(name: str, text: str, language: str) -> float:
    """Return the log odds (natural) that `text` has `name`, the best place for it; 0 is even."""
    language = tag(language)
    if any(similar(name, word) >= _ALIKE for word in _latin(text)):
        return _SAME
    odds = _odds(written(language))
    heard = _encoded(text, language)
    spoken = sounds(name).replace(" ", "")[:_LONGEST]
    if not spoken or not len(heard.codes):
        return _NEVER
    # Row by row: the best odds of the sounds of the name so far, ending after each sound of the text.
    added = np.concatenate([[0.0], np.cumsum(odds.added[heard.codes])])
    row = np.concatenate([heard.begins, [_NOWHERE]])
    for sound in spoken:
        code = odds.codes.get(sound, odds.unknown)
        after = row + odds.lost[code]
        np.maximum(after[1:], row[:-1] + odds.pairs[code][heard.codes], out=after[1:])
        row = np.maximum.accumulate(after - added) + added
    return float((row[1:] + heard.ends).max())


@lru_cache(maxsize=4096)
def _latin(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_LATIN.findall(text)))


@dataclass(frozen=True, slots=True, eq=False)
class _Odds:
    """The table of one way of writing: codes of sounds, odds of pairs, of a sound lost, of one added."""

    codes: dict[str, int]
    pairs: Floats
    lost: Floats
    added: Floats

    @property
    def unknown(self) -> int:
        return len(self.codes)

    @property
    def space(self) -> int:
        return len(self.codes) + 1


@cache
def _tables() -> dict[str, list[tuple[str, str, float]]]:
    tables: dict[str, list[tuple[str, str, float]]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        way, ours, theirs, value = line.split("\t")
        tables.setdefault(way, []).append((ours, theirs, float(value)))
    return tables


@cache
def _odds(way: Written) -> _Odds:
    rows = _tables()[way]
    letters = sorted({c for a, b, _ in rows for c in (a, b)} - {"-"})
    codes = {c: i for i, c in enumerate(letters)}
    size = len(codes) + 2
    pairs = np.full((size, size), _NEVER)
    lost, added = np.full(size, _UNKNOWN), np.full(size, _UNKNOWN)
    for ours, theirs, value in rows:
        if ours == "-":
            added[codes[theirs]] = value
        elif theirs == "-":
            lost[codes[ours]] = value
        else:
            pairs[codes[ours], codes[theirs]] = value
    pairs[:, -1], added[-1] = _NOWHERE, _SPACE
    return _Odds(codes, pairs, lost, added)


@dataclass(frozen=True, slots=True, eq=False)
class _Encoded:
    """The sounds of a text, and the odds of beginning before and of ending after each."""

    codes: npt.NDArray[np.int64]
    begins: Floats
    ends: Floats


@lru_cache(maxsize=4096)
def _encoded(text: str, language: str) -> _Encoded:
    odds = _odds(written(language))
    if language in UNSPACED:
        words = [c if c.isalpha() and not c.isascii() else "" for c in text]
    else:
        words = [word for word in TOKEN.findall(text) if not word.isascii()]
    codes: list[int] = []
    begins: list[float] = []
    ends: list[float] = []
    for word in words:
        spoken = sounds(word).replace(" ", "")
        if codes and (language not in UNSPACED or (not word and codes[-1] != odds.space)):
            codes.append(odds.space)
            begins.append(_NOWHERE)
            ends.append(_NOWHERE)
        last = len(spoken) - 1
        for i, sound in enumerate(spoken):
            codes.append(odds.codes.get(sound, odds.unknown))
            begins.append(_edge(i, language))
            ends.append(_edge(last - i, language))
    return _Encoded(np.array(codes, np.int64), np.array(begins), np.array(ends))


def _edge(apart: int, language: str) -> float:
    """Return the odds of beginning or ending so many sounds from the edge of a word."""
    if not apart:
        return 0.0
    if language in UNSPACED:
        return _NOWHERE
    return _INSIDE if apart <= _CLITIC else 2 * _INSIDE
