"""Story → which cited sources of several versions are one, across spellings, scripts and designations.

    A "Walid al-Moualem"   B «وليد المعلم»   C "le ministre"      → one source

What speaks for two sources being one, the surest first: they are written alike; they sound alike; words of
both met in a linked passage that cites both; they alone are cited in linked passages, again and again. The
surest pairs are joined first, and never so that one version would call one source by two names that have
nothing in common: "the president" of two countries stay two. A source that is reported as changed is not
the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from whence.report.display import line
from whence.text import fold, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whence.records import Attribution, Link, Pair, Story

# A source: the index of its article, its canonical name there.
Source = tuple[int, str]
# Likeness (values.names) from which two names are one wherever they stand, and where linked passages cite
# them. All numbers here were chosen on benchmarks/cited.py with every fourth story; re-run it.
_ONE, _ONE_HERE = 0.84, 0.6
# The same for the share of a name that is heard in a script without capitals.
_HEARD, _HEARD_HERE = 0.8, 0.45
# Share of two designations that must have met in a linked passage: a surname is about half of a full name,
# one chance word of a longer designation is less.
_MET = 0.45
# How often two sources must be the only ones of linked passages that have nothing else in common.
_OFTEN = 3
_LETTERS = frozenset({"name", "word", "ngram"})
_SHORTEST = 3
_CHANGED = frozenset({"name", "attribution", "label"})


@dataclass(slots=True)
class _Meetings:
    """What linked passages tell of two sources: how often they meet, alone, by which words, and changed."""

    linked: int = 0
    alone: int = 0
    letters: float = 0.0
    words: float = 0.0
    changed: bool = False


@dataclass(slots=True)
class _Cluster:
    names: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def namesakes(story: Story) -> list[dict[int, list[str]]]:
    """Return the sources of a story, each with its names by version, in the order they are first cited."""
    order: dict[Source, int] = {}
    for said in story.attributions:
        if name := line(said.name):
            order.setdefault((said.article, name), len(order))
    clusters: dict[Source, _Cluster] = {}
    for source in order:
        cluster = _Cluster()
        cluster.names[source[0]].add(source[1])
        clusters[source] = cluster
    for _, a, b in sorted(_joins(story, list(order)), key=lambda r: (-r[0], order[r[1]], order[r[2]])):
        mine, theirs = clusters[a], clusters[b]
        if mine is theirs or not _agree(mine, theirs):
            continue
        for article, names in theirs.names.items():
            mine.names[article] |= names
            for name in names:
                clusters[article, name] = mine
    rows = {id(c): c for c in (clusters[s] for s in order)}
    return [
        {
            article: sorted(names, key=lambda n: order[article, n])
            for article, names in sorted(c.names.items())
        }
        for c in rows.values()
    ]


def _agree(a: _Cluster, b: _Cluster) -> bool:
    """Return True where no version would call one source by two names that have nothing in common."""
    return all(
        _compatible(x, y)
        for article in a.names.keys() & b.names.keys()
        for x in a.names[article]
        for y in b.names[article]
    )


@lru_cache(maxsize=65536)
def _compatible(x: str, y: str) -> bool:
    """Return True where two names of one article may be one source: a word in common, or nearly."""
    from whence.values.names import similar

    if x in y or y in x:
        return True
    ours, theirs = set(_telling(x)), set(_telling(y))
    return bool(ours & theirs) or similar(x, y) >= _ONE


@lru_cache(maxsize=65536)
def _telling(name: str) -> tuple[str, ...]:
    """Return the words of a name that may tell one bearer from another: no titles, none too short."""
    from whence.values.name_words import TITLES

    words = (fold(word) for word in name.replace("-", " ").split())
    return tuple(w for w in words if len(w) >= _SHORTEST and w not in TITLES)


@lru_cache(maxsize=65536)
def _proper(name: str) -> tuple[str, ...]:
    """Return the capitalised words of a name without titles; in a script without capitals nothing."""
    from whence.values.name_words import TITLES

    return tuple(
        word
        for word in name.replace("-", " ").split()
        if len(word) >= _SHORTEST and word[0].isupper() and fold(word) not in TITLES
    )


def _joins(story: Story, sources: list[Source]) -> Iterator[tuple[float, Source, Source]]:
    """Yield pairs of sources that may be one, with how sure it is."""
    met = _met(story)
    for a, b in {*met, *_sharing(sources)}:
        if a[0] != b[0]:
            languages = story.articles[a[0]].language, story.articles[b[0]].language
            sure = _sure(
                a[1],
                b[1],
                (tag(languages[0]), tag(languages[1])),
                met.get((a, b)) or met.get((b, a)) or _Meetings(),
            )
            if sure:
                yield sure, a, b


def _sharing(sources: list[Source]) -> Iterator[tuple[Source, Source]]:
    """Yield the pairs of sources that have a telling word in common, or are written alike."""
    having: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        for word in {source[1].casefold(), *_telling(source[1])}:
            having[word].append(source)
    for row in having.values():
        yield from combinations(row, 2)


def _sure(a: str, b: str, languages: tuple[str, str], here: _Meetings) -> float:
    """Return how sure it is that two names are one source, 0 where nothing says so."""
    if a.casefold() == b.casefold():
        return 2.0
    if here.changed:
        return 0.0
    alike, one, one_here = _alike(a, b, *languages)
    if alike >= one or (here.linked and alike >= one_here):
        return 1.0 + alike / 2 + min(here.linked, 9) / 100
    if here.letters >= _MET:
        return 1.0 + here.letters / 10
    named = bool(_proper(a)) + bool(_proper(b))
    if here.words >= _MET and named < 2:
        return 0.5 + here.words / 10
    if here.alone >= _OFTEN and not named:
        return min(here.alone, 9) / 20
    return 0.0


@lru_cache(maxsize=65536)
def _alike(a: str, b: str, mine: str, theirs: str) -> tuple[float, float, float]:
    """Return how alike two names sound, and from where on they are one anywhere, and in linked passages."""
    from whence.values import hearing
    from whence.values.names import similar
    from whence.values.uncased import LANGUAGES

    bare = mine in LANGUAGES, theirs in LANGUAGES
    if bare[0] == bare[1]:
        ours, others = (_proper(a), _proper(b)) if not bare[0] else ((a,), (b,))
        return similar(" ".join(ours), " ".join(others)) if ours and others else 0.0, _ONE, _ONE_HERE
    if bare[0]:
        a, b, mine, theirs = b, a, theirs, mine
    words = _proper(a)
    if not words:
        return 0.0, _HEARD, _HEARD_HERE
    floor = hearing.least(theirs)
    heard = [hearing.hear(word, b, theirs) >= floor + hearing.SURELY / 2 for word in words]
    total = sum(map(len, words))
    return sum(len(w) for w, h in zip(words, heard, strict=True) if h) / total, _HEARD, _HEARD_HERE


def _met(story: Story) -> dict[tuple[Source, Source], _Meetings]:
    """Return what the links tell of each pair of sources."""
    found: defaultdict[tuple[Source, Source], _Meetings] = defaultdict(_Meetings)
    at: defaultdict[tuple[int, int], list[Attribution]] = defaultdict(list)
    for said in story.attributions:
        if not line(said.name):
            continue
        places = {said.content.passage}
        if said.source is not None:
            places.add(said.source.passage)
        for passage in places:
            at[said.article, passage].append(said)
    for pair in story.relations:
        changed = _changed(pair)
        for link in pair.links:
            mine = _cited_in(at, pair.left, link.left)
            theirs = _cited_in(at, pair.right, link.right)
            alone = len({line(s.name) for s in mine}) == len({line(s.name) for s in theirs}) == 1
            for key, (x, y) in {
                ((x.article, line(x.name)), (y.article, line(y.name))): (x, y)
                for x in mine
                for y in theirs
            }.items():
                row = found[key]
                row.linked += 1
                row.alone += alone
                row.changed |= any(_touches(x, c) or _touches(y, c) for c in changed)
                letters, words = _covered(x, y, link)
                row.letters, row.words = max(row.letters, letters), max(row.words, words)
    return found


def _cited_in(
    at: dict[tuple[int, int], list[Attribution]], article: int, passages: Iterable[int]
) -> list[Attribution]:
    return [said for p in passages for said in at.get((article, p), ())]


def _changed(pair: Pair) -> list[tuple[int, int, int]]:
    return [
        (s.article, s.start, s.end)
        for v in pair.variants
        if v.kind in _CHANGED
        for s in (v.left, v.right)
        if s is not None
    ]


def _touches(said: Attribution, changed: tuple[int, int, int]) -> bool:
    article, start, end = changed
    source = said.source
    return source is not None and source.article == article and source.start < end and start < source.end


def _covered(x: Attribution, y: Attribution, link: Link) -> tuple[float, float]:
    """Return the share of two mentions, the smaller one, that met by letters, and by meaning or letters."""
    if x.source is None or y.source is None:
        return 0.0, 0.0
    shares = []
    for kinds in (_LETTERS, None):
        rows = [
            e
            for e in link.evidence
            if (kinds is None or e.kind in kinds)
            and e.left.start < x.source.end
            and x.source.start < e.left.end
            and e.right.start < y.source.end
            and y.source.start < e.right.end
        ]
        ends = []
        for source, spans in ((x.source, [e.left for e in rows]), (y.source, [e.right for e in rows])):
            covered = {
                i for s in spans for i in range(max(s.start, source.start), min(s.end, source.end))
            }
            ends.append(len(covered) / max(1, source.end - source.start))
        shares.append(min(ends))
    return shares[0], shares[1]
