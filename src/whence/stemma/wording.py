"""Articles in one language + units → places: where versions of one language differ word by word.

Units that one version has in one passage and another in two are collated together, so that the cut
of sentences does not matter. Numbers are left to the variants stage, which knows their value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whence.records import Locus, Reading
from whence.stemma.coding import Place
from whence.stemma.collation import collate, places
from whence.text import fold, span, tag

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from whence.records import Article, Span

# Scripts written without spaces: each character is collated by itself.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]|[^\W_]+")
_DIGIT = re.compile(r"\d")
# Evidence that one stretch of words can carry at most, in characters of full weight: a sentence told
# anew differs in every word and is still one decision, a copied one may have a few separate slips.
MOST = 4.0

# Share of words that two versions of a passage must have in common to be collated: copies of one
# sentence, edited, keep half of it and more; re-run benchmarks/lineage.py --texts.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    passage: int
    start: int
    end: int


def wordings(
    articles: Sequence[Article],
    rows: Sequence[Sequence[Sequence[int]]],
    *,
    first: int = 0,
    told: Collection[Span] = (),
) -> tuple[list[Place], list[Locus]]:
    """Return the places and loci of words; `first` is the number of loci before them.

    `rows[v]` are the passages of version v that hold units, as (passage number, *units). What stands
    in `told` is a place already and is not told again.
    """
    found: list[Place] = []
    loci: list[Locus] = []
    known: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for s in told:
        known[s.article, s.passage].append((s.start, s.end))
    spoken: dict[str, list[int]] = defaultdict(list)
    for v, article in enumerate(articles):
        if article.language != "und":
            spoken[tag(article.language)].append(v)
    for language in sorted(spoken):
        versions = spoken[language]
        if len(versions) < 2:
            continue
        for block in _blocks([rows[v] for v in versions]):
            texts = _texts(articles, rows, versions, block)
            for group in _alike(texts, sorted(texts, key=lambda v: (articles[v].id, v))):
                for here, locus in _compared(articles, group, known):
                    found += [Place(p.kind, p.states, first + len(loci), p.weight) for p in here]
                    loci.append(locus)
    return found, loci


def _blocks(rows: Sequence[Sequence[Sequence[int]]]) -> list[list[int]]:
    """Return the units in blocks: those that share a passage in some version stand in one."""
    head: dict[int, int] = {}

    def find(u: int) -> int:
        while head.setdefault(u, u) != u:
            u = head[u]
        return u

    for row in rows:
        for _, *units in row:
            for u in units:
                head[find(u)] = find(units[0])
    blocks: dict[int, list[int]] = defaultdict(list)
    for u in sorted(head):
        blocks[find(u)].append(u)
    return sorted(blocks.values())


def _texts(
    articles: Sequence[Article],
    rows: Sequence[Sequence[Sequence[int]]],
    versions: Sequence[int],
    block: Sequence[int],
) -> dict[int, list[_Token]]:
    """Return the words of each version that has every unit of the block."""
    wanted = set(block)
    found = {}
    for v in versions:
        held = [(p, units) for p, *units in rows[v] if wanted & set(units)]
        if {u for _, units in held for u in units} >= wanted:
            numbers = dict.fromkeys(p for p, _ in held)
            found[v] = [t for p in numbers for t in _tokens(articles[v], p)]
    return found


def _alike(texts: Mapping[int, list[_Token]], order: Sequence[int]) -> list[dict[int, list[_Token]]]:
    """Return the versions, taken in `order`, in groups that share wording and so can be collated.

    Two translations of one passage, or two passages that were linked by mistake, differ in most words.
    """
    groups: list[tuple[set[str], dict[int, list[_Token]]]] = []
    for v in order:
        words = {t.word for t in texts[v]}
        for known, group in groups:
            if 2 * len(words & known) >= SAME * (len(words) + len(known)):
                group[v] = texts[v]
                break
        else:
            groups.append((words, {v: texts[v]}))
    return [group for _, group in groups if len(group) > 1]


def _tokens(article: Article, passage: int) -> list[_Token]:
    row = article.passages[passage]
    return [
        _Token(fold(m[0]), passage, row.start + m.start(), row.start + m.end())
        for m in _UNSPACED.finditer(row.text)
    ]


def _compared(
    articles: Sequence[Article],
    texts: Mapping[int, list[_Token]],
    known: Mapping[tuple[int, int], Sequence[tuple[int, int]]],
) -> list[tuple[list[Place], Locus]]:
    """Collate one block; return its loci with their places, without those that `known` tells."""
    versions = sorted(texts)
    words = [[t.word for t in texts[v]] for v in versions]
    if all(row == words[0] for row in words):
        return []
    table = collate(words)
    at = [_numbered(row) for row in table]
    rows = [(v, texts[v], row) for v, row in zip(versions, at, strict=True)]
    spoken_for = {c for c in range(len(table[0])) if _told(rows, c, known)}
    found = [place for place in places(table, versions) if place.column not in spoken_for]
    weight = min(1.0, MOST / max(len(found), 1))
    out = []
    for first, last in _stretches(table, spoken_for):
        here = [place for place in found if first <= place.column < last]
        if here:
            locus = _locus(articles, texts, versions, at, (first, last))
            out.append(([replace(place, weight=weight) for place in here], locus))
    return out


def _numbered(row: Sequence[str | None]) -> list[int]:
    """Return, for each column, the number of the row's word there; −1 where it has none."""
    count = iter(range(len(row)))
    return [-1 if word is None else next(count) for word in row]


def _told(
    rows: Sequence[tuple[int, list[_Token], list[int]]],
    column: int,
    known: Mapping[tuple[int, int], Sequence[tuple[int, int]]],
) -> bool:
    """Return True where a column is told elsewhere: a number in it, or a place that variants show."""
    tokens = [(v, words[row[column]]) for v, words, row in rows if row[column] >= 0]
    return any(_DIGIT.search(token.word) for _, token in tokens) or any(
        a < token.end and token.start < b
        for v, token in tokens
        for a, b in known.get((v, token.passage), ())
    )


def _stretches(table: Sequence[Sequence[str | None]], without: Collection[int]) -> list[tuple[int, int]]:
    """Return the columns, from–to, that read as one difference: neighbours that part the versions alike."""
    found: list[tuple[int, int]] = []
    before: tuple[int, ...] = ()
    for column in range(len(table[0])):
        words = [row[column] for row in table]
        parted = tuple(words.index(word) for word in words)
        if column in without or not any(parted):
            before = ()
        elif parted == before:
            found[-1] = (found[-1][0], column + 1)
        else:
            found.append((column, column + 1))
            before = parted
    return found


def _locus(
    articles: Sequence[Article],
    texts: Mapping[int, list[_Token]],
    versions: Sequence[int],
    at: Sequence[Sequence[int]],
    columns: tuple[int, int],
) -> Locus:
    """Return the locus of a stretch of columns: the versions that read alike, and where they do."""
    groups: dict[tuple[str, ...], list[int]] = {}
    shown: dict[int, Span] = {}
    for v, row in zip(versions, at, strict=True):
        tokens = [texts[v][n] for n in row[slice(*columns)] if n >= 0]
        groups.setdefault(tuple(t.word for t in tokens), []).append(v)
        if tokens:
            ends = [t.end for t in tokens if t.passage == tokens[0].passage]
            shown[v] = span(v, articles[v], tokens[0].passage, tokens[0].start, ends[-1])
    readings = []
    for _, group in sorted(groups.items()):
        spans = tuple(shown[v] for v in group if v in shown)
        readings.append(Reading(tuple(group), spans, spans[0].text if spans else ""))
    return Locus("wording", tuple(readings))
