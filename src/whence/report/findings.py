"""View → findings: what stands out, in sentences, and how many differences there are of each kind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whence.report.display import clip, count, sigil
from whence.report.facts import KINDS, effort
from whence.report.words import MOST_LETTERS, Piece, Sentence, listed, named, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.report.facts import Cell, Fact, Lit
    from whence.report.view import View


def findings(view: View, *, most: int = 6) -> list[Sentence]:
    """Return what stands out: the differences a reader should know first, values before omissions."""
    telling = [f for f in view.facts if not (f.kind == "presence" and f.aside)]
    values = [f for f in telling if f.kind not in {"presence", "detail", "moved"}]
    # Of many versions single words are the least: copyists change them without meaning anything by it.
    last = [f for f in values if f.kind == "wording"] if len(view.versions) > 2 else []
    values = [f for f in values if f not in last]
    rows = _of_values(view, values)
    blocks: defaultdict[tuple[Lit, ...], list[Fact]] = defaultdict(list)
    for fact in telling:
        if fact.kind == "presence":
            blocks[
                tuple("none" if c.lit == "none" else "same" if c.text else "lacks" for c in fact.cells)
            ].append(fact)
    longest = sorted(blocks.values(), key=lambda facts: (-len(facts), _spread(facts[0])))
    rows += filter(None, (_presence(view, block) for block in longest))
    if len(rows) < most:
        rows += _of_values(view, last)
    return rows[:most]


def _of_values(view: View, facts: Sequence[Fact]) -> list[Sentence]:
    """Return sentences on changed values, the most telling first."""
    rows: list[Sentence] = []
    per_kind: Counter[str] = Counter()
    for fact in sorted(facts, key=lambda f: (f.kind in {"label", "wording"}, _spread(f))):
        # At most three of a kind, so that one noisy kind does not hide the others.
        sentence = _finding(view, fact) if per_kind[fact.kind] < 3 else None
        if sentence:
            per_kind[fact.kind] += 1
            rows.append(sentence)
    return rows


def _spread(fact: Fact) -> int:
    """Rank a fact: one version against many tells the most."""
    odd = sum(c.lit == "odd" for c in fact.cells)
    return odd or len(fact.cells)


def _finding(view: View, fact: Fact) -> Sentence | None:
    groups = [(_best(view, fact, who), who) for cell, who in fact.readings if cell.text]
    if len(groups) < 2:
        return None
    groups.sort(key=lambda g: len(g[1]))
    kind = {"attribution": "source", "label": "label", "wording": "wording"}.get(fact.kind, fact.kind)
    row: list[Piece] = [say(f"{kind.capitalize()}: ")]
    for i, (cell, who) in enumerate(groups[:3]):
        row += [
            say("; " if i else ""),
            *_who(view, who),
            say(" has " if len(who) == 1 else " have "),
        ]
        row += _quoted(cell)
    return (*row, say("."))


def _best(view: View, fact: Fact, who: Sequence[int]) -> Cell:
    """Return the cell that a reader of the report reads best, of those that say the same."""
    articles = view.story.articles
    return fact.cells[min(who, key=lambda i: effort(articles[i].language, fact.cells[i].text))]


def _who(view: View, who: Sequence[int]) -> list[Piece]:
    if len(who) > 3:
        return [say(f"{count(len(who), 'version')}")]
    return listed(named(view, i) for i in who)


def _quoted(cell: Cell) -> list[Piece]:
    """Return what a version has, with its value where a reader may not know the script or the words."""
    quote = Piece(clip(cell.text, 80), "quote", cell.version, cell.passage)
    return [quote, say(f" ({cell.value})")] if is_plain_value(cell) else [quote]


def is_plain_value(cell: Cell) -> bool:
    """Return True where a cell's value says more to any reader than its text: 241 for ٢٤١."""
    value = cell.value
    return (
        value != cell.text
        and value.isascii()
        and value[:1].isdigit()
        and not re.search("[a-z]{3}", value)
    )


def _presence(view: View, block: Sequence[Fact]) -> Sentence | None:
    """Return a sentence on the passages that the same versions have and the same lack."""
    fact = block[0]
    having = [c.version for c in fact.cells if c.text]
    lacking = [c.version for c in fact.cells if c.lit != "none" and not c.text]
    if not having or not lacking or fact.where is None:
        return None
    quote = Piece(fact.where.text, "quote", fact.where.version, fact.where.passage)
    many = f" ({len(block)} passages)" if len(block) > 1 else ""
    fewer, text = (having, "Only in ") if len(having) <= len(lacking) else (lacking, "Missing in ")
    letters = f" ({', '.join(map(sigil, fewer))})" if 3 < len(fewer) <= MOST_LETTERS else ""
    return (say(text), *_who(view, fewer), say(f"{letters}{many}: "), quote)


def counts(view: View) -> list[tuple[str, int]]:
    """Return the number of differences of each kind, in the order of the kinds."""
    found = Counter(f.kind for f in view.facts)
    return [(kind, found[kind]) for kind in KINDS if found[kind]]
