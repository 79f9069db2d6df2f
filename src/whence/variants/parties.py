"""Place → Draft: a party of an enumeration that one version alone sets apart as leading or backing it.

    left    an   Irish         Dutch   and   Danish   mission
    right   an   Irish-led     Dutch   and   Danish   mission        → “Irish” against “Irish-led”

A word added beside a word that meets is nearly always a translator's, even one of leading or backing.
Where three or more countries or unions are listed, the same in both versions and with nothing else
left over on either side, such a word beside one of them ranks the parties, and the versions differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from whence import function_words
from whence.phrases import said
from whence.text import fold, tag
from whence.variants import found
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.variants.places import Place, Side

# Words for leading, backing and being a tool of, as the concepts of the lexicon are called. Not "head",
# "back", "leader": what they translate to is too wide ("the leaders of France, Spain and Malta").
_RANKING = (
    "led", "lead", "leadership", "guide", "steer", "sponsor", "support", "fund", "finance", "orchestrate",
    "mastermind", "puppet", "proxy", "dominate", "dominant", "auspices",
)  # fmt: skip
# The people who do it: a word that means them rather is a head noun ("the leaders of France and Malta").
_PERSONS = ("leader", "head", "chief", "manager", "director", "boss", "supporter", "ruler")
# What may stand for one of them in the other version, where it is too wide to be one itself.
_KIN = (
    "back",
    "command",
    "control",
    "direct",
    "run",
    "conduct",
    "aid",
    "help",
    "assist",
    "order",
    "occupy",
    "drive",
)
# Share of a word's meaning (0..1) from which it ranks, and how surely the lexicon must know it.
_RANKS, _KNOWN = 0.4, 0.8
# Share of a word's meaning from which the other side may say the same by it.
_NEAR = 0.3
# Members that make an enumeration, and the most words, small ones included, between two of them.
_MEMBERS, _APART = 3, 3
# Weight (0..1) from which a word that meets nothing may be the other version's way to say it.
_TELLING = 0.5
# Share of a word's meaning from which it is a country ("American"), and likeness in sound of a word
# to a party of the other side from which it is that party. All chosen with the faithful pairs of 24
# languages, where nothing must be left of it that a reader would not accept; see docs (variants).
_COUNTRY, _ONE_PARTY = 0.5, 0.6
# Small words that may stand between the word that ranks and the party ("led *by the* Irish").
_SMALL = 2
_PARTED = re.compile(r"[^\w\s'’-]")
_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class _Party:
    """A country or union in a text: its code, first and last word."""

    code: str
    first: int
    last: int


def parties(place: Place) -> list[Draft]:
    """Return a draft for each party that is set apart on one side of an enumeration both sides have."""
    lists = [_enumerations(side) for side in (place.left, place.right)]
    drafts: list[Draft] = []
    for mine in lists[0]:
        for theirs in lists[1]:
            shared = {p.code for p in mine} & {p.code for p in theirs}
            if len(shared) >= _MEMBERS:
                drafts += _set_apart(place, (mine, theirs), shared)
    return drafts


def _set_apart(
    place: Place, rows: tuple[list[_Party], list[_Party]], shared: set[str]
) -> Iterator[Draft]:
    """Yield a draft where one side alone has a word that ranks, and it stands beside one party."""
    sides = place.left, place.right
    left_over = [_left_over(sides[k], sides[1 - k], rows[k]) for k in (0, 1)]
    ranking = [[i for i in left_over[k] if _ranks(sides[k], i)] for k in (0, 1)]
    if sorted(map(len, ranking)) != [0, 1]:
        return
    k = 0 if ranking[0] else 1
    side, other, word = sides[k], sides[1 - k], ranking[k][0]
    if not all(other.known[i] for i in left_over[1 - k]) or _is_near(side, word, other):
        return
    beside = [p for p in rows[k] if p.code in shared and _touches(side, word, p)]
    if len(beside) != 1:
        return
    there = next(p for p in rows[1 - k] if p.code == beside[0].code)
    if any(_touches(other, i, there) for i in left_over[1 - k]):
        return
    first, last = min(word, beside[0].first), max(word, beside[0].last)
    spans = (
        side.span(side.start[first], side.end[last]),
        other.span(other.start[there.first], other.end[there.last]),
    )
    spans = spans if k == 0 else spans[::-1]
    yield Draft("label", *spans, place.score * _SCORE, said("set apart in one version only"), place.link)


def _touches(side: Side, word: int, party: _Party) -> bool:
    """Return True where at most small words, and no comma, stand between a word and a party."""
    first, last = (word, party.first) if word < party.first else (party.last, word)
    between = range(first + 1, last)
    gap = side.article.text[side.end[first] : side.start[last]]
    small = function_words.of(tag(side.article.language))
    return (
        len(between) <= _SMALL
        and not _PARTED.search(gap)
        and all(side.weight[i] < _TELLING or side.text(i).lower() in small for i in between)
    )


def _enumerations(side: Side) -> list[list[_Party]]:
    """Return the runs of three and more parties with little between them."""
    runs: list[list[_Party]] = []
    for party in side.fact(_parties):
        if runs and party.first - runs[-1][-1].last <= _APART + 1:
            runs[-1].append(party)
        else:
            runs.append([party])
    return [run for run in runs if len({p.code for p in run}) >= _MEMBERS]


def _parties(side: Side) -> tuple[_Party, ...]:
    """Return the countries and unions of a side, adjectives and peoples included, no cities."""
    from whence.values.places import places

    text, language = side.article.text, tag(side.article.language)
    coded = [n for n in found.names(side.article, side.passages) if n.value.code]
    named = [(n.start, n.end, n.value.code) for n in coded]
    table = places(language)
    words = list(zip(side.start, side.end, strict=True))
    written = tuple(text[start:end] for start, end in words)
    rows: list[_Party] = []
    meant = _countries(written, language)
    i = 0
    while i < len(words):
        begin, end = words[i]
        code = next((code for a, b, code in named if a < end and begin < b), "")
        last = i
        longest = min(table.heads.get(written[i].lower(), 1), len(words) - i)
        for size in range(longest, 1 if not code else longest, -1):
            code = code or table.code(text[begin : words[i + size - 1][1]].lower())
            last = i + size - 1 if code and last == i else last
        code = code or meant[i]
        if code and "/" not in code:
            if rows and (rows[-1].code, rows[-1].last) == (code, i - 1):
                rows[-1] = _Party(code, rows[-1].first, last)
            else:
                rows.append(_Party(code, i, last))
        i = last + 1
    return tuple(rows)


def _countries(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the code of the country that each word mainly means, or an unknown word is called after."""
    from whence.lexicon import load
    from whence.values.places import places

    rows, table = load().lookup(words, language), places(language)
    codes = []
    for word, low, high in zip(words, rows.indptr.tolist(), rows.indptr[1:].tolist(), strict=False):
        if low == high:
            codes.append(table.code(fold(word)) or table.demonym(word))
            continue
        shares: dict[str, float] = {}
        for concept, share in zip(
            rows.ids[low:high].tolist(), rows.weights[low:high].tolist(), strict=True
        ):
            if code := _called_after(concept):
                shares[code] = shares.get(code, 0.0) + share * share
        code = max(shares, key=lambda c: shares[c], default="")
        codes.append(code if code and shares[code] >= _COUNTRY**2 else "")
    return tuple(codes)


@lru_cache(maxsize=65536)
def _called_after(concept: int) -> str:
    """Return the code of the country that a concept is called after ("american"), or ""."""
    from whence.lexicon import load
    from whence.values.places import places

    caption = load().caption(concept)
    return places("en").code(caption) or places("en").demonym(caption)


def _left_over(side: Side, other: Side, row: Sequence[_Party]) -> list[int]:
    """Return the informative words among and right beside the parties that nothing answers to."""
    from whence.values.names import similar

    inside = {w for p in side.fact(_parties) for w in range(p.first, p.last + 1)}
    small = function_words.of(tag(side.article.language))
    names = [other.article.text[other.start[p.first] : other.end[p.last]] for p in other.fact(_parties)]
    reach = _SMALL + 1
    around = range(max(0, row[0].first - reach), min(len(side), row[-1].last + reach + 1))
    return [
        i
        for i in around
        if i not in inside
        and side.met[i] == 0
        and side.weight[i] >= _TELLING
        and side.text(i).lower() not in small
        and not any(similar(side.text(i), name) >= _ONE_PARTY for name in names)
    ]


@cache
def _concepts(english: tuple[str, ...]) -> frozenset[int]:
    from whence.lexicon import load

    return frozenset(load().concept_ids(english).tolist())


def _ranks(side: Side, word: int) -> bool:
    """Return True where a word means leading or backing, and not rather the person who does."""
    from whence.lexicon import load

    row = load().lookup([side.text(word)], side.article.language)
    shares = list(zip(row.ids.tolist(), row.weights.tolist(), strict=True))
    acts, persons = (
        sum(s * s for i, s in shares if i in _concepts(words)) for words in (_RANKING, _PERSONS)
    )
    return bool(row.trust[0] >= _KNOWN) and acts >= max(_RANKS**2, persons)


def _is_near(side: Side, word: int, other: Side) -> bool:
    """Return True where some word of the other side means about the same, or ranks too."""
    from whence.lexicon import load

    lexicon = load()
    indptr, ids, _ = lexicon.near()
    mine = lexicon.lookup([side.text(word)], side.article.language).ids.tolist()
    near = {j for i in mine for j in (i, *ids[indptr[i] : indptr[i + 1]].tolist())}
    near |= _concepts(_RANKING + _PERSONS + _KIN)
    rows = lexicon.lookup([other.text(j) for j in range(len(other))], other.article.language)
    theirs = zip(rows.ids.tolist(), rows.weights.tolist(), strict=True)
    return any(i in near and share >= _NEAR for i, share in theirs)
