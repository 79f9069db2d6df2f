"""Candidate pairs → Kinships: which stretches of two articles are the same, word for word or in meaning.

    words     equal grams of five words, chained while they go on side by side: exact extents, a tenth of a
              millisecond a pair, no alignment
    meaning   of articles in two languages: sentences that are each other's best by the concepts, names and
              numbers they share, in a run that goes on in both texts. Within one language everybody shares the common words, and a reworded
              text that keeps no run of words is not told from another report

A batch is prepared once; hand over pairs that share articles together, as preparing costs most.
What is said of a pair depends on its two articles only, never on the batch.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from whence.candidates.prints import GRAM, NO_GRAM, by_language, grams
from whence.candidates.things import Things, things
from whence.candidates.tokens import LETTER, Tokens, tokens, wording
from whence.lexicon.forms import language_of
from whence.records import Record
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.records import Article

    Ints = npt.NDArray[np.int64]

# To be raised with every change by which a pair of articles would be told otherwise, or be a candidate otherwise:
# collections keep what was told, and compare anew where it was told by other rules. tests/test_candidates_many.py
# holds it to that.
RULES = 2
# Words from one equal gram to the next within an extent: a changed word spoils the five grams over it. Signs
# of scripts without spaces are counted as the words they would make.
GAP = 24
# Characters of other text from which two extents are two, not one that was edited: three sentences.
APART = 400
# Articles that are taken apart at once: the arrays of a batch take about 100 kB an article.
AT_ONCE = 500
# Meaning: what it costs a run of like sentences to pass over one, and the most it passes over. Chance meetings
# lie scattered, translations in a row. Likeness from which a sentence counts wherever it stands, and the sum
# above that of all such sentences that needs no order: a text that was put together anew. Chosen by
# benchmarks/reuse.py in twelve languages, on stories that the lexicon has learned from and others, with the
# settings alike_from and meant_from: of 0.02 … 0.06 the dearest gap left a sixth of the false pairs of new
# text, without losing translations. To run again: that.
SKIPPED, LEAP, CLEAR, SCATTERED = 0.06, 8, 0.25, 0.7
# Rarity (0..1) of the things that tell whether two parts of an article are about one thing, and least
# cosine of the parts. Chosen on halves of news stories in 12 languages, five sentences each: 0.79 of
# the halves of one story are told to belong together, 0.02 of those of two.
TELLING, ONE_THING = 0.6, 0.12


@dataclass(frozen=True, slots=True)
class Extent(Record):
    """A stretch of each article, half-open offsets in code points, that match each other."""

    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kinship(Record):
    """What two articles share: extents in the order of the left one, and what share of each they cover.

    `score` is 0..1: the share of words in the extents that are equal, or how alike the sentences are.
    """

    kind: Literal["words", "meaning"]
    score: float
    coverage: tuple[float, float]
    extents: tuple[Extent, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One article for the comparison of wording: its distinct grams, sorted, and where they stand.

    `single` tells which stand once; `at` is the first place of each, a token number; `size` its length.
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    gram: npt.NDArray[np.uint64]
    at: Ints
    single: npt.NDArray[np.bool_]
    size: Ints


def kinships(
    articles: Sequence[Article], pairs: Sequence[tuple[int, int]], *, settings: Settings = DEFAULT
) -> list[Kinship | None]:
    """Return what each pair (indexes into `articles`) shares; None where it is too little to mean anything."""
    used = sorted({i for pair in pairs for i in pair})
    place = {i: n for n, i in enumerate(used)}
    chosen = [articles[i] for i in used]
    sides = [side for at in range(0, len(chosen), AT_ONCE) for side in _sides(chosen[at : at + AT_ONCE])]
    sizes = [len(a.text) for a in chosen]
    inner = [(place[i], place[j]) for i, j in pairs]
    made = [_by_words(sides[i], sides[j], (sizes[i], sizes[j]), settings) for i, j in inner]
    languages = [language_of(a.language) for a in chosen]
    left = [n for n, (i, j) in enumerate(inner) if made[n] is None and languages[i] != languages[j]]
    wanted = sorted({i for n in left for i in inner[n]})
    meant: dict[int, _Meant] = {}
    for at in range(0, len(wanted), AT_ONCE):
        part = wanted[at : at + AT_ONCE]
        meant.update(zip(part, _meanings([chosen[i] for i in part]), strict=True))
    for n in left:
        i, j = inner[n]
        made[n] = _by_meaning(meant[i], meant[j], (sizes[i], sizes[j]), settings)
    return made


def one_thing(
    articles: Sequence[Article], asked: Sequence[tuple[int, tuple[int, int], tuple[int, int]]]
) -> list[bool]:
    """Return of two stretches of an article (index and offsets) whether they are about one thing."""
    used = sorted({article for article, _, _ in asked})
    place = {article: n for n, article in enumerate(used)}
    chosen = [articles[i] for i in used]
    texts = list(map(wording, chosen))
    found = tokens(texts)
    parts: dict[int, Things] = {}
    for language, members in by_language(chosen).items():
        spoken = things(found.only(members), [texts[m] for m in members], language)
        rare = spoken.where(spoken.rarity >= TELLING)
        bounds = np.searchsorted(np.sort(rare.text), np.arange(len(members) + 1)).tolist()
        rare = rare.where(np.argsort(rare.text, kind="stable"))
        for member, (a, b) in zip(members.tolist(), pairwise(bounds), strict=True):
            parts[member] = rare.where(slice(a, b))
    return [_together(parts[place[i]], one, two) for i, one, two in asked]


def _together(of: Things, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Return True where two stretches share much of the rare things they speak of."""
    keys, row = np.unique(of.key, return_inverse=True)
    vectors = np.zeros((2, len(keys)))
    for vector, (start, end) in zip(vectors, (one, two), strict=True):
        inside = (of.start >= start) & (of.end <= end)
        np.maximum.at(vector, row[inside], (of.rarity * of.share)[inside])
    a, b = vectors
    return bool(a @ b >= ONE_THING * max(float(np.sqrt((a @ a) * (b @ b))), 1e-9))


def _sides(articles: Sequence[Article]) -> list[_Side]:
    of = tokens(list(map(wording, articles)))
    hashes, size = grams(of)
    bounds = np.searchsorted(of.text, np.arange(len(articles) + 1)).tolist()
    return [_side(of, hashes, size, slice(a, b)) for a, b in pairwise(bounds)]


def _side(of: Tokens, hashes: npt.NDArray[np.uint64], size: Ints, part: slice) -> _Side:
    gram, at, count = np.unique(hashes[part], return_index=True, return_counts=True)
    if len(gram) and gram[-1] == NO_GRAM:
        gram, at, count = gram[:-1], at[:-1], count[:-1]
    return _Side(of.start[part], of.end[part], gram, at, count == 1, size[part][at])


def _by_words(left: _Side, right: _Side, sizes: tuple[int, int], settings: Settings) -> Kinship | None:
    """Return the kinship by equal wording."""
    if len(right.gram) < len(left.gram):
        place = np.minimum(np.searchsorted(left.gram, right.gram), max(len(left.gram) - 1, 0))
        two = np.flatnonzero(left.gram[place] == right.gram) if len(left.gram) else place[:0]
        one = place[two]
    else:
        place = np.minimum(np.searchsorted(right.gram, left.gram), max(len(right.gram) - 1, 0))
        one = np.flatnonzero(right.gram[place] == left.gram) if len(right.gram) else place[:0]
        two = place[one]
    if not len(one):
        return None
    # Grams that stand once on both sides tell where a stretch goes on; others only where those are few.
    clear = left.single[one] & right.single[two]
    if 2 * clear.sum() >= len(clear):
        one, two = one[clear], two[clear]
    order = np.argsort(left.at[one], kind="stable")
    a, b, size = left.at[one][order], right.at[two][order], left.size[one][order]
    step, jump = np.diff(a), np.diff(b)
    gap = GAP * (size[:-1] / GRAM[LETTER])
    breaks = np.flatnonzero((step > gap) | (jump > gap) | (jump <= 0))
    first, last = np.append(0, breaks + 1), np.append(breaks, len(a) - 1)
    equal = size.copy()
    equal[:-1] = np.minimum(step, size[:-1])
    equal[last] = size[last]
    # Signs of scripts without spaces are counted as the words they would make.
    equal = np.add.reduceat(equal * (GRAM[LETTER] / size), first)
    kept = equal >= settings.quoted_words
    if not kept.any():
        return None
    first, last, equal = first[kept], last[kept], equal[kept]
    l_stop, r_stop = a[last] + size[last] - 1, b[last] + size[last] - 1
    ends = (left.start[a[first]], left.end[l_stop]), (right.start[b[first]], right.end[r_stop])
    scale = GRAM[LETTER] / size[first]
    longest = np.maximum(l_stop - a[first], r_stop - b[first]) + 1
    score = float(np.minimum(equal.sum() / (longest * scale).sum(), 1.0))
    return _kinship("words", score, ends, sizes)


def _kinship(
    kind: Literal["words", "meaning"],
    score: float,
    ends: tuple[tuple[Any, Any], tuple[Any, Any]],
    sizes: tuple[int, int],
) -> Kinship:
    """Return the kinship of matched stretches, given in the order of the left side."""
    (a, b), (c, d) = ((start.tolist(), end.tolist()) for start, end in ends)
    extents: list[Extent] = []
    for l0, l1, r0, r1 in zip(a, b, c, d, strict=True):
        if extents:
            was = extents[-1]
            apart = max(l0 - was.left[1], r0 - was.right[1])
            if r0 >= was.right[0] and apart < APART:
                extents[-1] = Extent(
                    (was.left[0], max(l1, was.left[1])), (was.right[0], max(r1, was.right[1]))
                )
                continue
        extents.append(Extent((l0, l1), (r0, r1)))
    shares = (_share(a, b, sizes[0]), _share(c, d, sizes[1]))
    return Kinship(kind, round(score, 4), shares, tuple(extents))


def _share(starts: list[int], ends: list[int], size: int) -> float:
    """Return the share of a text that stretches cover; overlaps count once."""
    covered, reach = 0, 0
    for start, end in sorted(zip(starts, ends, strict=True)):
        covered += max(0, end - max(start, reach))
        reach = max(reach, end)
    return round(covered / max(size, 1), 4)


@dataclass(frozen=True, slots=True, eq=False)
class _Meant:
    """One article for the comparison of meaning: what its sentences speak of, sorted by key.

    `row` is the sentence of the article; `value` the weight in its vector, which has length 1.
    """

    start: Ints
    end: Ints
    key: npt.NDArray[np.uint64]
    row: Ints
    value: npt.NDArray[np.float64]


def _meanings(articles: Sequence[Article]) -> list[_Meant]:
    """Return what the sentences of each article speak of."""
    texts = list(map(wording, articles))
    of = tokens(texts)
    made: dict[int, _Meant] = {}
    for language, members in by_language(articles).items():
        found = things(of.only(members), [texts[m] for m in members], language)
        order = np.lexsort((found.key, found.text))
        bounds = np.searchsorted(found.text[order], np.arange(len(members) + 1)).tolist()
        for member, (a, b) in zip(members.tolist(), pairwise(bounds), strict=True):
            made[member] = _meant(found, order[a:b])
    return [made[number] for number in range(len(articles))]


def _meant(found: Things, at: Ints) -> _Meant:
    """Return one article's sentences as vectors over keys; `at` are its rows, sorted by key."""
    sentence, row = np.unique(found.sentence[at], return_inverse=True)
    start = np.full(len(sentence), np.iinfo(np.int64).max)
    end = np.zeros(len(sentence), np.int64)
    np.minimum.at(start, row, found.start[at])
    np.maximum.at(end, row, found.end[at])
    # A word that stands twice in a sentence counts twice, as in any bag of words.
    value = found.rarity[at] * found.share[at]
    norm = np.sqrt(np.bincount(row, value**2, len(sentence)))
    return _Meant(start, end, found.key[at], row, value / np.maximum(norm[row], 1e-9))


def _likeness(left: _Meant, right: _Meant) -> npt.NDArray[np.float64]:
    """Return the cosine of every sentence of the left with every one of the right."""
    low = np.searchsorted(right.key, left.key)
    count = np.searchsorted(right.key, left.key, side="right") - low
    one = np.repeat(np.arange(len(left.key)), count)
    two = np.repeat(low - (np.cumsum(count) - count), count) + np.arange(len(one))
    shape = len(left.start), len(right.start)
    cell = left.row[one] * shape[1] + right.row[two]
    sums = np.bincount(cell, left.value[one] * right.value[two], shape[0] * shape[1])
    return sums.astype(np.float64).reshape(shape)


def _by_meaning(
    left: _Meant, right: _Meant, sizes: tuple[int, int], settings: Settings
) -> Kinship | None:
    """Return the kinship by sentences that are each other's best: a run of them, or many in any order."""
    if not len(left.start) or not len(right.start):
        return None
    likeness = _likeness(left, right)
    best = likeness.argmax(axis=1)
    one = np.arange(len(best))
    alike = likeness[one, best]
    mutual = likeness.argmax(axis=0)[best] == one
    # What a sentence has in common with any of the other text, by subject and length, says nothing.
    rows = (likeness.sum(axis=1) - alike) / max(likeness.shape[1] - 1, 1)
    columns = (likeness.sum(axis=0)[best] - alike) / max(likeness.shape[0] - 1, 1)
    usual = (rows + columns) / 2
    alike = (alike - usual) / np.maximum(1 - usual, 0.1)
    met = np.flatnonzero(mutual & (alike >= settings.alike_from))
    over = alike[met] - settings.alike_from
    clear = alike[met] >= CLEAR
    if len(met) < 2 or over.sum() < settings.meant_from:
        return None
    run, total = _run(met.tolist(), best[met].tolist(), over.tolist())
    scattered = clear.sum() >= 2 and (alike[met][clear] - CLEAR).sum() >= SCATTERED
    if total < settings.meant_from and not scattered:
        return None
    clear[run] = True
    one = met[clear]
    two = best[one]
    ends = (left.start[one], left.end[one]), (right.start[two], right.end[two])
    return _kinship("meaning", min(float(alike[one].mean()), 1.0), ends, sizes)


def _run(one: list[int], two: list[int], over: list[float]) -> tuple[list[int], float]:
    """Return the places of the best run of two sentences or more, and its sum; nothing and 0 without one.

    A run goes on in the same order in both texts; what it adds up is `over`, less what it skips.
    """
    totals: list[float] = []
    before: list[int] = []
    for n, worth in enumerate(over):
        best, come = 0.0, -1
        for q in range(n - 1, -1, -1):
            step, jump = one[n] - one[q], two[n] - two[q]
            if step > LEAP:
                break
            if 0 < jump <= LEAP and (total := totals[q] - SKIPPED * (max(step, jump) - 1)) > best:
                best, come = total, q
        totals.append(best + worth)
        before.append(come)
    last = max((n for n, come in enumerate(before) if come >= 0), key=lambda n: totals[n], default=-1)
    if last < 0:
        return [], 0.0
    run, at = [last], last
    while (at := before[at]) >= 0:
        run.append(at)
    return run[::-1], totals[last]
