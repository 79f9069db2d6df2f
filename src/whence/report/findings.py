"""View → findings: what stands out, in sentences, and how many differences there are of each kind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whence.phrases import message, plural
from whence.report.display import clip, line
from whence.report.facts import KINDS, effort
from whence.report.words import (
    MOST_LETTERS,
    VERSIONS,
    Piece,
    Sentence,
    counted,
    letters_of,
    listed,
    named,
    phrased,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.report.facts import Cell, Fact, Lit
    from whence.report.view import View

# A changed value at the head of a sentence; the rest are called as they are.
_HEADS = {
    "number": message("Number"),
    "date": message("Date"),
    "name": message("Name"),
    "attribution": message("Source"),
    "label": message("Label"),
    "wording": message("Wording"),
}
# A value is told where the reader may not know the script or the words.
_HAS = plural("{who} has {quote}", "{who} have {quote}")
_HAS_VALUE = plural("{who} has {quote} ({value})", "{who} have {quote} ({value})")
_ONLY = message("Only in {who}: {quote}")
_ONLY_MANY = plural("Only in {who} ({n} passage): {quote}", "Only in {who} ({n} passages): {quote}")
_MISSING = message("Missing in {who}: {quote}")
_MISSING_MANY = plural(
    "Missing in {who} ({n} passage): {quote}", "Missing in {who} ({n} passages): {quote}"
)
_MOVED = message("In another place in {who}: {quote}")
_MOVED_MANY = plural(
    "In another place in {who} ({n} passage): {quote}",
    "In another place in {who} ({n} passages): {quote}",
)
# At most so many blocks that stand elsewhere are told: the bars of the versions show them all.
_MOST_MOVED = 2


def findings(view: View, *, most: int = 6) -> list[Sentence]:
    """Return what stands out: the differences a reader should know first, values before omissions."""
    telling = [f for f in view.facts if not (f.kind == "presence" and f.aside)]
    values = [f for f in telling if f.kind not in {"presence", "detail", "moved"}]
    # Of many versions single words are the least: copyists change them without meaning anything by it.
    last = [f for f in values if f.kind == "wording"] if len(view.members) > 2 else []
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
        rows += _moved(view)
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
    told = []
    for cell, who in groups[:3]:
        value = cell.value if is_plain_value(cell) else ""
        has = view.speech.plural(_HAS_VALUE if value else _HAS, len(who))
        told.append(phrased(has, who=_who(view, who), quote=_quoted(cell), value=value))
    comma = say(view.speech.say(message("; ")))
    readings = [piece for row in told for piece in (*row, comma)][:-1]
    kind = view.speech.say(_HEADS.get(fact.kind, fact.kind))
    return phrased(view.speech.say(message("{kind}: {readings}.")), kind=kind, readings=readings)


def _best(view: View, fact: Fact, who: Sequence[int]) -> Cell:
    """Return the cell that a reader of the report reads best, of those that say the same."""
    articles, reader = view.story.articles, view.speech.language
    return fact.cells[min(who, key=lambda i: effort(articles[i].language, fact.cells[i].text, reader))]


def _who(view: View, who: Sequence[int]) -> list[Piece]:
    if len(who) > 3:
        return [say(view.speech.count(VERSIONS, len(who)))]
    return listed(view.speech, (named(view, i) for i in who))


def _quoted(cell: Cell) -> Piece:
    return Piece(clip(cell.text, 80), "quote", cell.version, cell.passage)


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
    speech, n = view.speech, len(block)
    fewer = having if len(having) <= len(lacking) else lacking
    one, many = (_ONLY, _ONLY_MANY) if fewer is having else (_MISSING, _MISSING_MANY)
    who = _who(view, fewer)
    if 3 < len(fewer) <= MOST_LETTERS:
        who = counted(speech, len(fewer), letters_of(fewer), first=False)
    template = speech.say(one) if n == 1 else speech.plural(many, n)
    return phrased(template, who=who, n=speech.amount(n), quote=quote)


def _moved(view: View) -> list[Sentence]:
    """Return sentences on blocks that stand elsewhere than in the version whose order most others have."""
    members = {version.index for version in view.members}
    pairs = [p for p in view.story.relations if {p.left, p.right} <= members]
    out_of_order: Counter[int] = Counter()
    for pair in pairs:
        moved = sum(link.moved for link in pair.links)
        out_of_order.update({v: moved for v in (pair.left, pair.right) if moved})
    if not out_of_order:
        return []
    base = min(out_of_order, key=lambda v: (out_of_order[v], v))
    elsewhere: defaultdict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        if base in (pair.left, pair.right):
            mine, other = (0, pair.right) if pair.left == base else (1, pair.left)
            for link in pair.links:
                if link.moved:
                    for number in (link.left, link.right)[mine]:
                        elsewhere[number].add(other)
    blocks: list[list[int]] = []
    for number in sorted(elsewhere):
        if blocks and blocks[-1][-1] == number - 1 and elsewhere[blocks[-1][-1]] == elsewhere[number]:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    blocks.sort(key=lambda block: (-len(block), block))
    return [_elsewhere(view, base, block, sorted(elsewhere[block[0]])) for block in blocks[:_MOST_MOVED]]


def _elsewhere(view: View, base: int, block: Sequence[int], who: Sequence[int]) -> Sentence:
    speech, n = view.speech, len(block)
    template = speech.say(_MOVED) if n == 1 else speech.plural(_MOVED_MANY, n)
    quote = Piece(line(view.story.articles[base].passages[block[0]].text), "quote", base, block[0])
    return phrased(template, who=_who(view, who), n=speech.amount(n), quote=quote)


def counts(view: View) -> list[tuple[str, int]]:
    """Return the number of differences of each kind, in the order of the kinds."""
    found = Counter(f.kind for f in view.facts)
    return [(kind, found[kind]) for kind in KINDS if found[kind]]
