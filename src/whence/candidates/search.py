"""Words asked for → hits: passages in any language that speak of the same, best first, and why.

    query("pétrolier convoi", ["fr"])   →  Query      what each word may mean, as keys
    rank(query, postings)               →  articles   by the keys that a store has posted
    passages(query, articles)           →  Hit        the sentences that answer best, with the words that met

A query goes through the same lexicon, names and numbers as the articles did, so its language is no bar.
Words in quotation marks must stand in one sentence, in their order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.candidates.prints import by_language
from whence.candidates.things import BITS, KINDS, NAME, NUMBER, concept_of, things
from whence.candidates.tokens import tokens, wording
from whence.errors import UsageError
from whence.lexicon import load
from whence.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from whence.candidates.things import Things
    from whence.records import Article

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

# Words of the longest query that is answered; the rest of a pasted text would only cost time.
LONGEST_QUERY = 64
# Least rarity a word of a query counts with: what a person asks for is never worth nothing.
LEAST = 0.1
# Languages that a query is read in by its script alone, whatever languages the articles are in: those that most
# text in the script is in.
_WRITTEN = {
    "ARABIC": ("ar", "fa"), "ARMENIAN": ("hy",), "BENGALI": ("bn",), "CJK": ("zh", "ja"), "CYRILLIC": ("ru", "uk"),
    "DEVANAGARI": ("hi",), "GEORGIAN": ("ka",), "GREEK": ("el",), "HANGUL": ("ko",), "HEBREW": ("he",),
    "HIRAGANA": ("ja",), "KATAKANA": ("ja",), "TAMIL": ("ta",), "THAI": ("th",),
}  # fmt: skip
# How alike names of the same consonants must sound. Of a dozen pairs in five scripts transliterations have 0.82 and
# more, other words (port, breit) at most 0.74. Re-run tests/test_candidates_many.py.
ALIKE = 0.75
_QUOTED = re.compile('["“”„«»「」『』]')


@dataclass(frozen=True, slots=True)
class Term(Record):
    """A word, name or number of a query: its text, and how much each key counts that it may stand for.

    `quotation` is the number of the quotation it stands in, None outside of any.
    """

    text: str
    keys: dict[int, float]
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Query(Record):
    """What is asked for."""

    text: str
    terms: tuple[Term, ...]

    @property
    def keys(self) -> npt.NDArray[np.uint64]:
        """All keys, sorted: whose postings `rank` wants."""
        return np.array(sorted({k for t in self.terms for k in t.keys}), np.uint64)


@dataclass(frozen=True, slots=True)
class Match(Record):
    """A word that met the query: offsets in the article's text, the term, and what both are."""

    start: int
    end: int
    term: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """A sentence that answers: index of its article, offsets, score 0..1, and the words that met."""

    article: int
    start: int
    end: int
    score: float
    matches: tuple[Match, ...]


def query(text: str, languages: Iterable[str]) -> Query:
    """Return what `text` asks for, read in each of `languages` and those of its script.

    UsageError where there is no word in it.
    """
    found = tokens([text])
    if len(found.text) > LONGEST_QUERY:
        text = text[: int(found.end[LONGEST_QUERY - 1])]
        found = tokens([text])
    meant: dict[tuple[int, int], dict[int, float]] = {}
    scripts = {unicodedata.name(c, "").split(" ")[0].split("-")[0] for c in text if c.isalpha()}
    for language in dict.fromkeys(
        [*languages, *(t for s in sorted(scripts) for t in _WRITTEN.get(s, ()))]
    ):
        spoken = things(found, [text], language)
        rows = zip(
            spoken.start.tolist(), spoken.end.tolist(), spoken.key.tolist(),
            (np.maximum(spoken.rarity, LEAST) * spoken.share).tolist(), strict=True,
        )  # fmt: skip
        for start, end, key, weight in rows:
            keys = meant.setdefault((start, end), {})
            keys[key] = max(keys.get(key, 0.0), weight)
    if not meant:
        raise UsageError(f"found no word to search for in {text!r}, expected words, names or numbers")
    _longest_numbers(meant)
    _words_before_names(meant)
    quotes = [m.start() for m in _QUOTED.finditer(text)]
    return Query(text, tuple(_terms(text, meant, quotes)))


def _longest_numbers(meant: dict[tuple[int, int], dict[int, float]]) -> None:
    """Take off the numbers that are part of a longer one in another language: 41万 is no 41."""
    spans = [span for span, keys in meant.items() if any(k >> BITS == NUMBER for k in keys)]
    for start, end in spans:
        if any(a <= start and end <= b and b - a > end - start for a, b in spans):
            keys = meant[start, end]
            meant[start, end] = {k: weight for k, weight in keys.items() if k >> BITS != NUMBER}


def _words_before_names(meant: dict[tuple[int, int], dict[int, float]]) -> None:
    """Let a word that some language knows count as a name, for the others, no more than as that word."""
    for keys in meant.values():
        most = max((weight for k, weight in keys.items() if k >> BITS != NAME), default=1.0)
        keys.update({k: min(weight, most) for k, weight in keys.items() if k >> BITS == NAME})


def _terms(
    text: str, meant: dict[tuple[int, int], dict[int, float]], quotes: Sequence[int]
) -> Iterable[Term]:
    """Yield a term for every stretch of text; where languages cut it differently the readings are joined."""
    merged: list[tuple[int, int, dict[int, float]]] = []
    for (start, end), keys in sorted(meant.items()):
        if merged and start < merged[-1][1]:
            was = merged.pop()
            both = {k: max(keys.get(k, 0.0), was[2].get(k, 0.0)) for k in {*keys, *was[2]}}
            merged.append((was[0], max(end, was[1]), both))
        else:
            merged.append((start, end, dict(keys)))
    for start, end, keys in merged:
        if not keys:
            continue
        before = sum(q < start for q in quotes)
        yield Term(text[start:end], keys, before // 2 if before % 2 else None)


def rank(
    asked: Query, key: npt.NDArray[np.uint64], article: Ints, *, limit: int = 200
) -> list[tuple[int, float]]:
    """Return the best articles and their scores 0..1, given which article has which key of the query.

    `key` and `article` are parallel, in any order. The score is the share of the query's weight that met.
    """
    articles, row = np.unique(article, return_inverse=True)
    total = np.zeros(len(articles))
    whole = 0.0
    for term in asked.terms:
        names = np.array(sorted(term.keys), np.uint64)
        worth = np.array([term.keys[int(k)] for k in names])
        at = np.minimum(np.searchsorted(names, key), len(names) - 1)
        met = names[at] == key
        best = np.zeros(len(articles))
        np.maximum.at(best, row[met], worth[at[met]])
        total += best
        whole += float(worth.max())
    score = total / whole
    order = np.lexsort((articles, -score))[:limit]
    return [(int(articles[i]), round(float(score[i]), 4)) for i in order if score[i] > 0]


def passages(asked: Query, articles: Sequence[Article], *, limit: int = 50) -> list[Hit]:
    """Return the sentences of `articles` that answer best; several of one article may."""
    texts = list(map(wording, articles))
    found = tokens(texts)
    hits: list[Hit] = []
    for language, members in by_language(articles).items():
        spoken = things(found.only(members), [texts[m] for m in members], language)
        hits += _answers(asked, spoken, members, [texts[m] for m in members])
    hits.sort(key=lambda h: (-h.score, h.article, h.start))
    return hits[:limit]


def _answers(asked: Query, spoken: Things, members: Ints, texts: Sequence[str]) -> list[Hit]:
    """Return the sentences of one language in which something of the query stands."""
    wanted = np.flatnonzero(np.isin(spoken.key, asked.keys))
    if not len(wanted):
        return []
    sentences, row = np.unique(spoken.sentence, return_inverse=True)
    begin = np.full(len(sentences), np.iinfo(np.int64).max)
    stop = np.zeros(len(sentences), np.int64)
    np.minimum.at(begin, row, spoken.start)
    np.maximum.at(stop, row, spoken.end)
    whole = sum(max(t.keys.values()) for t in asked.terms)
    by_sentence: dict[int, list[int]] = {}
    for at in wanted.tolist():
        by_sentence.setdefault(int(row[at]), []).append(at)
    hits = []
    for number, places in by_sentence.items():
        text = int(spoken.text[places[0]])
        score, matches = _met(asked, spoken, places, texts[text])
        if score > 0:
            article = int(members[text])
            where = int(begin[number]), int(stop[number])
            hits.append(Hit(article, *where, round(score / whole, 4), matches))
    return hits


def _met(
    asked: Query, spoken: Things, places: Sequence[int], text: str
) -> tuple[float, tuple[Match, ...]]:
    """Return the weight of the terms that one sentence meets, and where; nothing where a quotation fails."""
    total, matches = 0.0, []
    reached: dict[int, int] = {}
    for term in asked.terms:
        after = reached.get(term.quotation, -1) if term.quotation is not None else -1
        met = [
            (worth, -int(spoken.start[i]), i, key)
            for i in places
            if (key := int(spoken.key[i])) in term.keys
            and int(spoken.start[i]) >= after
            and (worth := term.keys[key] * _alike(key, term, text[spoken.start[i] : spoken.end[i]]))
        ]
        if not met:
            if term.quotation is not None:
                return 0.0, ()
            continue
        worth, _, i, key = max(met) if term.quotation is None else max(met, key=lambda m: m[1])
        start, end = int(spoken.start[i]), int(spoken.end[i])
        if term.quotation is not None:
            reached[term.quotation] = end
        total += worth
        matches.append(
            Match(
                start,
                end,
                term.text,
                KINDS[key >> BITS],
                _value(key, term.text),
            )
        )
    return total, tuple(sorted(matches, key=lambda m: m.start))


def _alike(key: int, term: Term, written: str) -> float:
    """Return how far a word that has a key of the term is the same: a name must sound like it."""
    if key >> BITS != NAME:
        return 1.0
    from whence.values.likeness import likeness

    sound = max(likeness(part, written.lower()) for part in term.text.lower().split())
    return sound if sound >= ALIKE else 0.0


def _value(key: int, text: str) -> str:
    """Return what a word and a term both are, in words."""
    concept = concept_of(key)
    if concept is not None:
        return load().caption(concept)
    return f"the name {text}" if key >> BITS == NAME else text
