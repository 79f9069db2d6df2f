"""articles → Prints: the keys by which an article is found among millions, a batch at a time.

    words     fingerprints: hashes of five words running, thinned by winnowing; equal in copies, excerpts,
              quotations, in whatever language the article as a whole is
    meaning   two of the rarest concepts, names or numbers of one sentence together; equal in translations
    concept, number, name   everything an article speaks of, once each: what a search looks up

1 tokens of all texts, 2 fingerprints of all texts, 3 a language at a time: what its sentences speak of
(things.py), 4 the rarest of every sentence in pairs. The kind stands in the highest bits of a key, so a key alone
says what it is; keys are below 2^63.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence.candidates.things import MEANING, WORDS, Things, key_of, kind_of, things
from whence.candidates.tokens import FIGURE, IDEOGRAPH, LETTER, SYLLABLE, Tokens, mix, tokens, wording
from whence.lexicon.forms import language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from whence.records import Article

    Ints = npt.NDArray[np.int64]
    Sums = npt.NDArray[np.uint64]

# Tokens of one fingerprint. Words: five, as in published systems for text reuse; fewer meet by chance.
# Signs of scripts without spaces: what five words take there.
GRAM = {LETTER: 5, FIGURE: 5, IDEOGRAPH: 10, SYLLABLE: 16}
# Neighbouring grams of which one is kept. Gates how many prints an article has and the shortest run that
# is surely found (GRAM + WINDOW - 1 words). Of 4, 5, 6 on 20,000 articles by benchmarks/reuse.py: edited
# paragraphs are candidates in 1.00, 0.995, 0.99 of cases, with 124, 104, 89 prints an article.
WINDOW = 5
# Rarest things of a sentence that are paired, and how much a doubtful meaning counts less: what is taken
# is the rarity times the share of the word's meaning to this power. Gates recall of translations against
# the number of candidates and the size of the postings. Of 7, 8, 9 on 3,000 articles in 12 languages with stories
# that the lexicon has not learned from (two halves): partial translations (30 % of a story) are candidates in 0.77 and 0.75,
# 0.84 and 0.83, 0.89 of cases, with 748, 837, 937 prints an article. Also tried and no better for their size: a hashed part of
# the pairs of 9 to 16, as many as make up a sum of sure meanings, the second or fourth power, names of words that are
# known by their beginning only. benchmarks/reuse.py --languages twelve --stories 0/2 --lexicon half.bin.
ANCHORS, SURE = 8, 3
# Least rarity (0..1) of an anchor: commoner concepts say little even in pairs.
RARE = 0.45
NO_GRAM = np.uint64(2**64 - 1)
_SIZES = np.array([GRAM.get(kind, 1) for kind in range(8)], np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Prints:
    """Keys of a batch of articles: parallel arrays, one row an article and key, sorted by both.

    article  int32    row in the batch
    key      uint64   below 2^63
    kind     uint8    index into KINDS; a function of the key
    weight   float32  how much sharing it says: multiples of 1/16, so that sums are exact in any order
    """

    article: npt.NDArray[np.int32]
    key: Sums
    kind: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]

    def table(self, articles: Sequence[int] | None = None) -> pa.Table:
        """Return the rows for an engine; `articles` gives the number of each row of the batch."""
        import pyarrow as pa

        number = self.article if articles is None else np.asarray(articles, np.int64)[self.article]
        return pa.table(
            {
                "article": pa.array(number, pa.int64()),
                "key": pa.array(self.key.view(np.int64), pa.int64()),
                "kind": pa.array(self.kind.astype(np.int32), pa.int32()),
                "weight": pa.array(self.weight, pa.float32()),
            }
        )


def prints(articles: Sequence[Article]) -> Prints:
    """Return the prints of each article; they depend on its passages and language only."""
    texts = list(map(wording, articles))
    found = tokens(texts)
    rows = [_fingerprints(found)]
    for language, members in by_language(articles).items():
        spoken = things(found.only(members), [texts[m] for m in members], language)
        rows.append((members[spoken.text], spoken.key, spoken.rarity))
        text, key, weight = _pairs(spoken)
        rows.append((members[text], key, weight))
    article, key, weight = (np.concatenate([r[i] for r in rows]) for i in range(3))
    return _once(article, key, weight)


def by_language(articles: Sequence[Article]) -> dict[str, Ints]:
    """Return the rows of the articles of each language, as the lexicon names it."""
    groups: dict[str, list[int]] = {}
    for number, article in enumerate(articles):
        groups.setdefault(language_of(article.language), []).append(number)
    return {language: np.array(rows, np.int64) for language, rows in groups.items()}


def _once(article: Ints, key: Sums, weight: npt.NDArray[np.float64]) -> Prints:
    """Sort the rows and keep one for each article and key, with the greatest weight."""
    order = np.lexsort((key, article))
    article, key, weight = article[order], key[order], weight[order]
    new = np.ones(len(key), np.bool_)
    new[1:] = (article[1:] != article[:-1]) | (key[1:] != key[:-1])
    first = np.flatnonzero(new)
    most = np.maximum.reduceat(weight, first) if len(first) else weight
    exact = np.maximum(np.round(most * 16) / 16, 1 / 16)
    key = key[first]
    return Prints(article[first].astype(np.int32), key, kind_of(key), exact.astype(np.float32))


def _fingerprints(of: Tokens) -> tuple[Ints, Sums, npt.NDArray[np.float64]]:
    """Return (text, key, weight) of the winnowed grams of every text."""
    hashes, _ = grams(of)
    count = len(hashes)
    low = hashes.copy()
    for step in range(1, min(WINDOW, count)):
        near = of.text[step:] == of.text[:-step]
        np.minimum(low[:-step], np.where(near, hashes[step:], NO_GRAM), out=low[:-step])
    kept = low != NO_GRAM
    # Neighbouring windows mostly keep the same gram.
    kept[1:] &= (low[1:] != low[:-1]) | (of.text[1:] != of.text[:-1])
    text = of.text[kept].astype(np.int64)
    return text, key_of(WORDS, low[kept]), np.ones(len(text))


def grams(of: Tokens) -> tuple[Sums, Ints]:
    """Return the hash of the gram that begins at each token, and its size in tokens.

    Where the text or the paragraph ends within the gram the hash is the largest number: the last words of an
    article and the first of a footer together are rare, however many have that footer. Only a paragraph that
    is shorter than a gram goes on in the next: a list of short lines has wording too.
    """
    count = len(of.value)
    size = _SIZES[of.kind]
    # A word among signs begins a gram of signs: a name and four of them say too little.
    if count and size.max() > GRAM[LETTER]:
        size = np.maximum(size, size[np.minimum(np.arange(count) + GRAM[LETTER] - 1, count - 1)])
    total = np.zeros(count, np.uint64)
    for n in range(min(int(size.max(initial=0)), count)):
        part = (of.value[n:] + np.uint64(n + 1)) * np.uint64(0x9E3779B97F4A7C15 + 2 * n)
        total[: count - n] += np.where(size[: count - n] > n, part, np.uint64(0))
    last = np.arange(count) + size - 1
    end = np.minimum(last, max(count - 1, 0))
    short = np.bincount(of.paragraph)[of.paragraph] < size
    whole = (last < count) & (of.text[end] == of.text) & (short | (of.paragraph[end] == of.paragraph))
    return np.where(whole, mix(total), NO_GRAM), size


def _pairs(of: Things) -> tuple[Ints, Sums, npt.NDArray[np.float64]]:
    """Return (text, key, weight) of the rarest things of every sentence, two by two."""
    worth = of.rarity * of.share**SURE
    at = np.flatnonzero(of.rarity >= RARE)
    at = at[np.lexsort((-worth[at], of.key[at], of.sentence[at]))]
    again = (of.sentence[at][1:] == of.sentence[at][:-1]) & (of.key[at][1:] == of.key[at][:-1])
    at = at[np.append(True, ~again)[: len(at)]]
    at = at[np.lexsort((of.key[at], -worth[at], of.sentence[at]))]
    sentence, start, key, rarity = of.sentence[at], of.start[at], of.key[at], of.rarity[at]
    rank = np.arange(len(at)) - np.searchsorted(sentence, sentence)
    at, sentence, start, key, rarity = (
        column[rank < ANCHORS] for column in (at, sentence, start, key, rarity)
    )
    found = [(np.empty(0, np.int64), np.empty(0, np.uint64), np.empty(0))]
    for step in range(1, min(ANCHORS, len(at))):
        # Two senses of one word are no meeting of two things.
        good = (sentence[step:] == sentence[:-step]) & (start[step:] != start[:-step])
        one = np.flatnonzero(good)
        two = one + step
        low, high = np.minimum(key[one], key[two]), np.maximum(key[one], key[two])
        both = mix(low * np.uint64(0x9E3779B97F4A7C15) + high)
        found.append((of.text[at[one]], key_of(MEANING, both), (rarity[one] + rarity[two]) / 2))
    text, keys, weight = (np.concatenate([f[i] for f in found]) for i in range(3))
    return text, keys, weight
