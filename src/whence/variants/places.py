"""Article pair, Features, Link → Place: the words of the two sides of a link, and which of them meet.

A *place* is one link seen from close by. Each side is a row of words in text order; two words meet
where they share features (a concept, a name key, a number, letter sequences), and each word has at
most one *mate*. What has no mate and meets nothing is *left over*: the material of variants.

    left    militias   kurdish    control
    right   militia    SDF        control       ← "kurdish" and "SDF" are left over in one place
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from whence.memo import once
from whence.records import FEATURE_KINDS, Article, Features, Link, Span
from whence.text import span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

T = TypeVar("T")
_NGRAM = FEATURE_KINDS.index("ngram")
_CONCEPT = FEATURE_KINDS.index("concept")
# A word meets another from this similarity on (gates: what is left over). Below it chance meetings
# through a rare sense or three common letters count. Chosen on benchmarks/edits.py; re-run it.
MET = 0.3
# Words of less weight than this are articles and the like: they meet everywhere and say nothing.
_SMALL = 0.2
# Letter sequences alone must carry more: short words share many by chance. Chosen as above.
_NGRAM_FLOOR = 0.5


@cache
def _concepts(english: tuple[str, ...]) -> frozenset[int]:
    from whence.lexicon import load

    return frozenset(load().concept_ids(english).tolist())


@dataclass(slots=True)
class Side:
    """One side of a link: its words in text order, as parallel lists.

    `start`, `end` are offsets in the article's text; `weight` says how informative a word is
    (background idf × sense weight); `known` whether the lexicon has it; `met` its best similarity
    with any word of the other side (0..1); `mate` the index of the word it stands for there, or -1.
    """

    index: int
    article: Article
    passages: tuple[int, ...]
    start: list[int]
    end: list[int]
    weight: list[float]
    known: list[bool]
    met: list[float]
    mate: list[int]
    facts: dict[object, Any] = field(default_factory=dict)

    def fact(self, of: Callable[[Side], T]) -> T:
        """Return what `of` says of the passages, whatever they are linked with: asked once for all links.

        `of` may look at the article and at the words, but not at what they met.
        """
        if of not in self.facts:
            self.facts[of] = of(self)
        found: T = self.facts[of]
        return found

    def __len__(self) -> int:
        return len(self.start)

    @property
    def bounds(self) -> tuple[int, int]:
        """Return the offsets from the first passage's start to the last one's end."""
        rows = self.article.passages
        return rows[self.passages[0]].start, rows[self.passages[-1]].end

    def text(self, word: int) -> str:
        """Return the word as it is written."""
        return self.article.text[self.start[word] : self.end[word]]

    def at(self, word: int) -> tuple[int, int]:
        """Return the offsets of a word."""
        return self.start[word], self.end[word]

    def words_in(self, start: int, end: int) -> range:
        """Return the indexes of the words that overlap `start:end` of the article's text."""
        inside = [i for i in range(len(self)) if self.start[i] < end and self.end[i] > start]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def around(self) -> list[int]:
        """Return the numbers of the passages next to this side, where what is missing may stand."""
        at = (self.passages[0] - 1, self.passages[-1] + 1)
        return [p for p in at if 0 <= p < len(self.article.passages)]

    def means(self, english: tuple[str, ...], share: float) -> bool:
        """Return True where some word means one of these, to at least `share`."""
        return self.meaning(english) >= share

    def meaning(
        self, english: tuple[str, ...], low: int = 0, high: int | None = None, *, below: float = 2.0
    ) -> float:
        """Return how much (0..1) some word, between two offsets, means one of these.

        Words that are met to `below` or better are passed over: the other side has them as well.
        """
        from whence.lexicon import load

        words = [
            self.text(i)
            for i in range(len(self))
            if self.end[i] > low and (high is None or self.start[i] < high) and self.met[i] < below
        ]
        rows = load().lookup(words, self.article.language)
        wanted = _concepts(english)
        shares = zip(rows.ids.tolist(), rows.weights.tolist(), strict=True)
        return max((w for i, w in shares if i in wanted), default=0.0)

    def span(self, start: int, end: int) -> Span:
        """Return the Span of `start:end`, in the passage of this side where it begins."""
        rows = self.article.passages
        passage = next((p for p in reversed(self.passages) if rows[p].start <= start), self.passages[0])
        return span(self.index, self.article, passage, start, end)


@dataclass(slots=True)
class Place:
    """One link with its two sides; `link` is its index. `taken` are spans already accounted for.

    `met` are all meetings: word of the left, word of the right, similarity.
    """

    link: int
    score: float
    left: Side
    right: Side
    taken: list[tuple[Span | None, Span | None]] = field(default_factory=list)
    met: list[tuple[int, int, float]] = field(default_factory=list)

    def is_taken(self, left: Span | None, right: Span | None) -> bool:
        """Return True where an accepted variant already covers one of the spans."""
        return any(_overlap(left, a) or _overlap(right, b) for a, b in self.taken)


def _overlap(a: Span | None, b: Span | None) -> bool:
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def places(  # noqa: PLR0917 - the two articles with what belongs to them
    left: Article,
    right: Article,
    left_features: Features,
    right_features: Features,
    links: Sequence[Link],
    indexes: tuple[int, int],
) -> list[Place]:
    """Return one Place a link, in the order of the links."""
    found = []
    words = _words(left_features), _words(right_features)
    met = _meetings(left_features, right_features, links)
    for number, link in enumerate(links):
        sides = words[0].side(indexes[0], left, link.left), words[1].side(indexes[1], right, link.right)
        place = Place(number, link.score, *sides)
        _pair_up(place, (words[0].tokens(link.left), words[1].tokens(link.right)), met.get(number))
        found.append(place)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """The words of an article in text order; those of passage p are begins[p]:begins[p + 1]."""

    token: list[int]
    start: list[int]
    end: list[int]
    weight: list[float]
    known: list[bool]
    begins: list[int]
    facts: dict[tuple[int, tuple[int, ...]], tuple[Article, dict[object, Any]]]

    def tokens(self, group: Sequence[int]) -> list[int]:
        """Return the token numbers of the words of some passages."""
        return [token for p in group for token in self.token[self.begins[p] : self.begins[p + 1]]]

    def side(self, index: int, article: Article, group: tuple[int, ...]) -> Side:
        """Return some passages of the article as a side of which nothing has met yet."""
        parts = [slice(self.begins[p], self.begins[p + 1]) for p in group]
        start = [value for part in parts for value in self.start[part]]
        end = [value for part in parts for value in self.end[part]]
        weight = [value for part in parts for value in self.weight[part]]
        known = [value for part in parts for value in self.known[part]]
        # The article is held beside its identity, so that no other one is given the same.
        _, facts = self.facts.setdefault((id(article), group), (article, {}))
        blank = len(start)
        return Side(index, article, group, start, end, weight, known, [0.0] * blank, [-1] * blank, facts)


@once
def _words(rows: Features) -> _Words:
    tokens, first, inverse = np.unique(rows.token, return_index=True, return_inverse=True)
    weight = _norms(rows)[first]
    known = np.zeros(len(tokens), bool)
    known[inverse[rows.kind == _CONCEPT]] = True
    start, end, passage = rows.start[first], rows.end[first], rows.passage[first]
    order = np.lexsort((end, start))
    # Words stand in text order, so those of a passage follow each other.
    begins = np.searchsorted(passage[order], np.arange(rows.passages + 1))
    return _Words(
        tokens[order].tolist(), start[order].tolist(), end[order].tolist(), weight[order].tolist(),
        known[order].tolist(), begins.tolist(), {},
    )  # fmt: skip


def _meetings(
    left: Features, right: Features, links: Sequence[Link]
) -> dict[int, list[tuple[int, int, float]]]:
    """Return per link the meetings (left token, right token, similarity) inside it.

    A join of the two feature tables on (link, key); similarity is a cosine over the features of
    one kind, the best kind counts.
    """
    codes, width = _shared(left, right)
    a = _in_links(left, [link.left for link in links], codes[0])
    b = _in_links(right, [link.right for link in links], codes[1])
    ka = a[1] * width + codes[0][a[0]]
    kb = b[1] * width + codes[1][b[0]]
    order = np.argsort(kb, kind="stable")
    low = np.searchsorted(kb[order], ka, "left")
    count = np.searchsorted(kb[order], ka, "right") - low
    x = np.repeat(np.arange(len(ka)), count)
    y = order[np.repeat(low, count) + np.arange(len(x)) - np.repeat(np.cumsum(count) - count, count)]
    ia, ib = a[0][x], b[0][y]
    norms = _norms(left), _norms(right)
    share = (left.weight[ia] / norms[0][ia]) * (right.weight[ib] / norms[1][ib])
    return _best(left.token[ia], right.token[ib], left.kind[ia], a[1][x], share)


@once
def _keys(rows: Features) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """Return the distinct keys of an article, and which of them each feature row has."""
    keys, code = np.unique(rows.key, return_inverse=True)
    return keys, code


def _shared(
    left: Features, right: Features
) -> tuple[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]], int]:
    """Return for each row of either side a number for its key, -1 where the other lacks it; and how many."""
    (ours, of_left), (theirs, of_right) = _keys(left), _keys(right)
    at = np.minimum(np.searchsorted(theirs, ours), max(len(theirs) - 1, 0))
    both = theirs[at] == ours if len(theirs) else np.zeros(len(ours), bool)
    left_code = np.where(both, at, -1)
    right_code = np.full(len(theirs), -1, np.int64)
    right_code[at[both]] = at[both]
    return (left_code[of_left], right_code[of_right]), len(theirs)


def _in_links(
    rows: Features, groups: Sequence[tuple[int, ...]], code: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the feature rows that stand in a link and have a code, and the link of each."""
    link_of = np.full(max(rows.passages, 1), -1, np.int64)
    for number, group in enumerate(groups):
        link_of[list(group)] = number
    if not len(rows.passage):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    link = link_of[rows.passage]
    inside = np.flatnonzero((code >= 0) & (link >= 0) & (_norms(rows) >= _SMALL))
    return inside, link[inside]


@once
def _norms(rows: Features) -> npt.NDArray[np.float64]:
    """Return for each feature row the length of its token's longest vector, over the kinds."""
    kinds = len(FEATURE_KINDS)
    tokens = int(rows.token.max(initial=-1)) + 1
    group = rows.token.astype(np.int64) * kinds + rows.kind
    total = np.bincount(group, rows.weight.astype(np.float64) ** 2, tokens * kinds)
    longest = total.reshape(tokens, kinds).max(axis=1, initial=0.0)
    lengths: npt.NDArray[np.float64] = np.sqrt(np.maximum(longest, 1e-12))
    return lengths[rows.token]


def _best(
    left: npt.NDArray[np.int32],
    right: npt.NDArray[np.int32],
    kind: npt.NDArray[np.uint8],
    link: npt.NDArray[np.int64],
    share: npt.NDArray[np.float64],
) -> dict[int, list[tuple[int, int, float]]]:
    """Sum the shares of one token pair and kind, and keep the best kind of each token pair."""
    best: dict[int, dict[tuple[int, int], float]] = {}
    if not len(left):
        return {}
    order = np.lexsort((kind, right, left))
    left, right, kind = left[order], right[order], kind[order]
    link, share = link[order], share[order]
    new = (np.diff(left) != 0) | (np.diff(right) != 0) | (np.diff(kind) != 0)
    heads = np.concatenate([[0], np.flatnonzero(new) + 1])
    total = np.add.reduceat(share, heads)
    keep = total >= np.where(kind[heads] == _NGRAM, _NGRAM_FLOOR, MET)
    rows = zip(
        link[heads][keep].tolist(), left[heads][keep].tolist(), right[heads][keep].tolist(),
        np.minimum(total[keep], 1.0).tolist(), strict=True,
    )  # fmt: skip
    for number, i, j, value in rows:
        pairs = best.setdefault(number, {})
        pairs[i, j] = max(value, pairs.get((i, j), 0.0))
    return {n: [(i, j, s) for (i, j), s in pairs.items()] for n, pairs in best.items()}


def _pair_up(
    place: Place,
    tokens: tuple[list[int], list[int]],
    met: list[tuple[int, int, float]] | None,
) -> None:
    """Fill `met` and `mate` of both sides: the best meetings first, near the diagonal first."""
    if not met:
        return
    left, right = place.left, place.right
    at = [{t: i for i, t in enumerate(side)} for side in tokens]
    rows = []
    for a, b, value in met:
        i, j = at[0][a], at[1][b]
        left.met[i], right.met[j] = max(left.met[i], value), max(right.met[j], value)
        apart = abs((i + 0.5) / len(left) - (j + 0.5) / len(right))
        rows.append((value * (1 - 0.5 * apart), -i, -j))
        place.met.append((i, j, value))
    for _, i, j in sorted(rows, reverse=True):
        if left.mate[-i] < 0 and right.mate[-j] < 0:
            left.mate[-i], right.mate[-j] = -j, -i
