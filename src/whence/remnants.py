"""Links of two articles → Remnants: what a translator has left of the other language.

    it   "lo sciopero bianco è costato 30.000 euro"     en   "the sciopero bianco cost 30.000 euros"
         words that Italian has and English has not; thirty thousand as Italian writes it

Words, figures and place names that stand in both passages as the one language has them and the other has
not. They speak for a step out of the language they belong to, of whichever version of it. What says
nothing is left aside: names, which all keep; words beside quotation marks or used again and again, which
are meant to be foreign; English words between two other languages, which both may have borrowed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from whence.lexicon import load
from whence.text import fold, tag
from whence.values.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.records import Article, Link

Kind = Literal["word", "number", "place"]

# What a remnant weighs. A word belongs to one language; a way to write figures belongs to many, and a
# place may be a person of that name. On faithful translations of news from English into 23 languages
# words were right in 16 of 16 texts, places in about 4 of 5; re-run benchmarks/relations.py.
WEIGHT: dict[Kind, float] = {"word": 1.0, "number": 0.5, "place": 0.5}
# Shorter words meet by chance; those in more passages than this are terms that the text means.
LEAST_LETTERS = 4
MOST_PASSAGES = 2

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTES = frozenset("\"'“”„«»‹›‘’‚「」『』")
_PLACE = re.compile(r"[^\W\d_]{4,}")
_FIGURE = re.compile(r"(?<![\w.,])\d{1,9}(?:[.,]\d{1,9})+(?![\w]|[.,]\d)")
_GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*")
_PART = re.compile(r"\d+([.,])(?:\d|\d{3,})")


@dataclass(frozen=True, slots=True)
class Remnant:
    """Something of the other side's language that `side` (0 left, 1 right) has kept, as it stands there."""

    side: int
    kind: Kind
    text: str


def remnants(left: Article, right: Article, links: Sequence[Link]) -> tuple[Remnant, ...]:
    """Return what each side has kept of the other's language, each once, in the order of the links."""
    spoken = (tag(left.language), tag(right.language))
    if spoken[0] == spoken[1] or "und" in spoken:
        return ()
    texts = [
        (
            " ".join(left.passages[n].text for n in link.left),
            " ".join(right.passages[n].text for n in link.right),
        )
        for link in links
    ]
    met: Counter[tuple[int, Kind, str]] = Counter()
    for side in (0, 1):
        rows = [(pair[side], pair[1 - side]) for pair in texts]
        for kept in _kept(rows, spoken[side], spoken[1 - side]):
            met.update((side, kind, text) for kind, text in sorted(kept))
    return tuple(Remnant(*key) for key, count in met.items() if count <= MOST_PASSAGES)


def weight(kept: Sequence[Remnant], side: int) -> float:
    """Return what the remnants of one side weigh together."""
    return sum(WEIGHT[r.kind] for r in kept if r.side == side)


def _kept(
    rows: Sequence[tuple[str, str]], language: str, source: str
) -> Iterator[set[tuple[Kind, str]]]:
    """Yield, for each pair of own and other text, what the own one has kept."""
    shared = [_shared(own, other) for own, other in rows]
    foreign = _foreign({m[0] for row in shared for m in row}, language, source)
    for (own, other), matches in zip(rows, shared, strict=True):
        found: set[tuple[Kind, str]] = {("word", w) for w in _runs(own, matches, foreign)}
        found |= {("number", figure) for figure in _figures(own, other, language, source)}
        found |= {("place", place) for place in _places(own, other, language, source)}
        yield found


def _shared(own: str, other: str) -> list[re.Match[str]]:
    """Return the words of the one text that stand in the other just so."""
    theirs = _words(own) & _words(other)
    if not theirs:
        return []
    return [m for m in _WORD.finditer(own) if m[0] in theirs and not _quoted(own, m)]


# A passage is looked at with each version it is linked with: those of forty versions are remembered.
@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """Return the words of a text that may be remnants of another language."""
    return frozenset(w for w in _WORD.findall(text) if len(w) >= LEAST_LETTERS and w.islower())


def _foreign(words: set[str], language: str, source: str) -> set[str]:
    """Return the words that only the source's language knows."""
    if not words:
        return set()
    lexicon, names = load(), sorted(words)
    known = lexicon.knows(names, language)
    if source != "en":
        known |= lexicon.lookup(names, "en").trust >= 1.0
    kept = (lexicon.lookup(names, source).trust >= 1.0) & ~known
    return {name for name, keep in zip(names, kept.tolist(), strict=True) if keep}


def _runs(own: str, matches: Sequence[re.Match[str]], foreign: set[str]) -> list[str]:
    """Return the foreign words, neighbours together."""
    found = [m for m in matches if m[0] in foreign]
    apart = [True] + [b.start() > a.end() + 1 for a, b in pairwise(found)]
    ends = [*apart[1:], True]
    starts = [m.start() for m, first in zip(found, apart, strict=False) if first]
    stops = [m.end() for m, last in zip(found, ends, strict=False) if last]
    return [own[a:b] for a, b in zip(starts, stops, strict=True)]


def _quoted(text: str, met: re.Match[str]) -> bool:
    return bool(
        _QUOTES & set(text[max(met.start() - 1, 0) : met.start()] + text[met.end() : met.end() + 1])
    )


def _figures(own: str, other: str, language: str, source: str) -> list[str]:
    """Return the figures that both texts write as the source's language does, and this one's does not."""
    theirs = {m[0] for m in _FIGURE.finditer(other)}
    if not theirs:
        return []
    return [
        m[0]
        for m in _FIGURE.finditer(own)
        if m[0] in theirs and _written(m[0], source) and not _written(m[0], language)
    ]


def _written(figure: str, language: str) -> bool:
    """Return True where a language may write the figure so, in one of its countries."""
    signs = _signs(language)
    if met := _GROUPED.fullmatch(figure):
        # "1,335" may be a price at the pump; decimals do not end in a nought.
        if figure[-1] != "0" and figure.count(met[1]) == 1:
            return True
        return not signs or any(met[1] == group for _, group in signs)
    if met := _PART.fullmatch(figure):
        return not signs or any(met[1] == decimal for decimal, _ in signs)
    return True  # a time, a date, a version: nothing is known


@lru_cache(maxsize=256)
def _signs(language: str) -> frozenset[tuple[str, str]]:
    """Return the decimal and grouping signs of a language in all its countries; empty where unknown."""
    from whence.values import locales

    rows = (symbols.get("latn") for symbols in locales.data(language, "number_symbols"))
    return frozenset((str(r["decimal"]), str(r["group"])) for r in rows if r and "decimal" in r)


def _places(own: str, other: str, language: str, source: str) -> list[str]:
    """Return the places that both texts call as the source's language does, and this one's does not.

    A place inside a longer name ("London School of Economics") is kept by everybody.
    """
    theirs = _titled(own) & _titled(other)
    if not theirs:
        return []
    rows = [m for m in _PLACE.finditer(own) if m[0] in theirs]
    there, here = places(source), places(language)
    known = set(here.names.values())
    return [
        m[0]
        for m in rows
        if there.names.get(fold(m[0]), "") in known
        and not here.code(fold(m[0]))
        and not _inside_name(own, m)
    ]


@lru_cache(maxsize=4096)
def _titled(text: str) -> frozenset[str]:
    """Return the words of a text that may be places."""
    return frozenset(word for word in _PLACE.findall(text) if word.istitle())


def _inside_name(text: str, met: re.Match[str]) -> bool:
    """Return True where a capitalised word stands beside."""
    before, after = text[: met.start()].split()[-1:], text[met.end() :].split()[:1]
    joined = (
        text[met.start() - 1 : met.start()] in {"-", "'", "’"} or text[met.end() : met.end() + 1] == "-"
    )
    return joined or any(word[:1].isupper() for word in before + after)
