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
                for place, locus in _compared(articles, group, known):
                    found.append(Place(place.kind, place.states, first + len(loci), place.weight))
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
) -> list[tuple[Place, Locus]]:
    """Collate one block; return its places with their loci, without those that `known` tells."""
    versions = sorted(texts)
    words = [[t.word for t in texts[v]] for v in versions]
    if all(row == words[0] for row in words):
        return []
    table = collate(words)
    out = []
    for place in places(table, versions):
        if _numeric(table, place.column):
            continue
        spans = {
            v: s
            for i, v in enumerate(versions)
            if (s := _span(articles[v], v, texts[v], table[i], place.column))
        }
        if any(
            a < s.end and s.start < b
            for s in spans.values()
            for a, b in known.get((s.article, s.passage), ())
        ):
            continue
        readings = []
        for state in sorted(set(place.states.values())):
            group = tuple(v for v in versions if place.states.get(v) == state)
            shown = tuple(spans[v] for v in group if v in spans)
            readings.append(Reading(group, shown, shown[0].text if shown else ""))
        out.append((place, Locus("wording", tuple(readings))))
    weight = min(1.0, MOST / max(len(out), 1))
    return [(replace(place, weight=weight), locus) for place, locus in out]


def _numeric(table: Sequence[Sequence[str | None]], column: int) -> bool:
    return any(_DIGIT.search(row[column] or "") for row in table)


def _span(
    article: Article, version: int, tokens: Sequence[_Token], row: Sequence[str | None], column: int
) -> Span | None:
    """Return where the version has its word of a column."""
    if row[column] is None:
        return None
    token = tokens[sum(w is not None for w in row[:column])]
    return span(version, article, token.passage, token.start, token.end)
