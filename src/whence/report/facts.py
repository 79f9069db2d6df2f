"""Story → Fact, Statement: differences, equivalences and sayings, one row a fact, one cell a version."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whence.report.display import clip, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Evidence, Locus, Reading, Span, Story

Lit = Literal["same", "odd", "differs", "none", "lacks"]
# The kinds of difference in the order of what they tell a fact-checker.
KINDS = {
    "number": "Numbers",
    "date": "Dates and times",
    "name": "Names",
    "attribution": "Who said it",
    "label": "What things are called",
    "wording": "Wording",
    "presence": "Only in some versions",
    "detail": "Details only in some versions",
    "moved": "Moved",
}
ABOUT = {
    "number": "The versions give different amounts.",
    "date": "The versions give different days or times.",
    "name": "The versions name different people, places or organisations.",
    "attribution": "The versions name different sources for it, or none.",
    "label": "The same thing is called otherwise.",
    "wording": "A hedge, a negation or a turn of phrase differs.",
    "presence": "Some versions have it, others do not.",
    "detail": "Part of a passage that the other versions of this passage do not have.",
    "moved": "It stands elsewhere in the text.",
}
ASIDE = ("caption", "credit", "furniture")
REPORT_LANGUAGE = "en"
# An article's index with a passage, or with a passage and offsets.
_Key = tuple[int, ...]
# The part of a source's name that must have met for two spellings to be put together: a surname is
# about half of a full name, one chance word of a longer designation is less. See the tests of `cited`.
_NAME_MET = 0.45
_LETTER_KINDS = {"name", "word", "ngram"}
_VALUE_KINDS = {"number", "date", "name"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version has in a fact: `text` as it stands there, `lit` how it compares."""

    version: int
    lit: Lit
    text: str = ""
    value: str = ""
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One difference over all versions; `where` is the passage it stands in, in its main reading.

    `role` is that passage's: a caption or a credit is shown as what it is.
    """

    kind: str
    cells: tuple[Cell, ...]
    where: Cell | None
    note: str = ""
    role: str = "body"

    @property
    def aside(self) -> bool:
        """True for a caption, a credit or page furniture: not the story itself."""
        return self.role in ASIDE

    @property
    def readings(self) -> list[tuple[Cell, list[int]]]:
        """The cells grouped by what they say, each with the versions that say so."""
        groups: dict[tuple[str, str], tuple[Cell, list[int]]] = {}
        for cell in self.cells:
            if cell.lit != "none":
                key = (cell.lit, cell.value or ("" if self.kind == "presence" else cell.text))
                groups.setdefault(key, (cell, []))[1].append(cell.version)
        return list(groups.values())

    def readable(self, story: Story) -> Cell | None:
        """Return the cell in the language of the report, else the first that has a text."""
        said = [c for c in self.cells if c.text]
        english = (c for c in said if story.articles[c.version].language == REPORT_LANGUAGE)
        return next(english, said[0] if said else None)


@dataclass(frozen=True, slots=True)
class Statement:
    """Linked passages of several versions: `cells` hold whom each names for it."""

    text: Cell
    cells: tuple[Cell, ...]

    @property
    def vouched(self) -> str:
        """Whether it is attributed in all versions that have it, in some, or in none."""
        held = [c for c in self.cells if c.lit != "none"]
        named = sum(bool(c.text) for c in held)
        return "none" if not named else "all" if named == len(held) else "some"

    def lit(self, cell: Cell) -> str:
        """How a cell is shown: lit where this version gives no source and most others give one."""
        if cell.lit == "none" or cell.text:
            return "none" if cell.lit == "none" else "same"
        named = sum(bool(c.text) for c in self.cells)
        return "odd" if 2 * named > sum(c.lit != "none" for c in self.cells) else "lacks"


def facts(story: Story) -> tuple[Fact, ...]:
    """Return the rows of the table of differences, by kind and then by place in the text."""
    notes = _notes(story)
    rows = [_fact(locus, story, notes) for locus in story.loci]
    order = {kind: i for i, kind in enumerate(KINDS)}
    return tuple(sorted(rows, key=lambda f: (order.get(f.kind, len(order)), _place(f))))


def _place(fact: Fact) -> tuple[int, int]:
    where = fact.where
    return (where.version, where.passage or 0) if where else (1 << 30, 0)


def _notes(story: Story) -> dict[tuple[str, int, int, int], str]:
    """Return what the variants say in words of a place; kept per span, where two versions only differ."""
    notes: dict[tuple[str, int, int, int], str] = {}
    for pair in story.relations:
        for variant in pair.variants:
            for span in (variant.left, variant.right):
                if span and variant.note:
                    notes.setdefault((variant.kind, span.article, span.start, span.end), variant.note)
    return notes


def _fact(locus: Locus, story: Story, notes: dict[tuple[str, int, int, int], str]) -> Fact:
    cells: dict[int, Cell] = {}
    most = max((len(r.articles) for r in locus.readings), default=0)
    alone = sum(len(r.articles) == most for r in locus.readings) == 1
    main = next((r for r in locus.readings if len(r.articles) == most), None)
    for reading in locus.readings:
        common = len(reading.articles) == most
        lit: Lit = ("same" if common else "odd") if alone else "differs"
        for article in reading.articles:
            cells[article] = _cell(article, reading, lit, story)
    row = tuple(cells.get(i, Cell(i, "none")) for i in range(len(story.articles)))
    note = ""
    if len(story.articles) == 2:
        spans = [s for r in locus.readings for s in r.spans]
        keys = [(locus.kind, s.article, s.start, s.end) for s in spans]
        note = next((line(notes[k]) for k in keys if k in notes), "")
    kind = "detail" if locus.kind.startswith("only-") else locus.kind
    where = _where(locus, main, story)
    role = "body"
    if where and where.passage is not None:
        role = story.articles[where.version].passages[where.passage].role
    return Fact(kind, row, where, note, role)


def _cell(article: int, reading: Reading, lit: Lit, story: Story) -> Cell:
    spans = [s for s in reading.spans if s.article == article]
    if not spans and reading.spans:
        return Cell(article, "none")  # counted with the others, but no place in it was given
    if not spans:
        return Cell(article, "odd" if lit == "odd" else "lacks")
    text = " … ".join(line(s.text) for s in spans)
    value = line(reading.value)
    number = spans[0].passage
    return Cell(
        article, lit, clip(text, 180), clip(value, 80), number if known(story, article, number) else None
    )


def _where(locus: Locus, main: Reading | None, story: Story) -> Cell | None:
    """Return the passage in which a fact stands, in the reading that most versions have."""
    readings = [r for r in (main, *locus.readings) if r and r.spans]
    if not readings:
        return None
    span = _readable(readings[0].spans, story)
    return _passage(span.article, span.passage, story)


def _readable(spans: Sequence[Span], story: Story) -> Span:
    """Return the span in the language of the report, else the first: where several say the same."""
    return next((s for s in spans if story.articles[s.article].language == REPORT_LANGUAGE), spans[0])


def known(story: Story, article: int, passage: int) -> bool:
    """Return True where the story has this passage, so that a page may lead to it."""
    return 0 <= article < len(story.articles) and 0 <= passage < len(story.articles[article].passages)


def _passage(article: int, number: int, story: Story) -> Cell:
    if not known(story, article, number):
        return Cell(article, "same")
    text = story.articles[article].passages[number].text
    return Cell(article, "same", clip(text, 150), "", number)


class _Groups:
    """Union-find: what was matched in any pair belongs together; groups come in a stable order."""

    def __init__(self) -> None:
        self._parent: dict[_Key, _Key] = {}

    def root(self, key: _Key) -> _Key:
        path = []
        while (up := self._parent.setdefault(key, key)) != key:
            path.append(key)
            key = up
        for step in path:
            self._parent[step] = key
        return key

    def join(self, a: _Key, b: _Key) -> None:
        self._parent[self.root(a)] = self.root(b)

    def all(self) -> list[list[_Key]]:
        groups: defaultdict[_Key, list[_Key]] = defaultdict(list)
        for key in list(self._parent):
            groups[self.root(key)].append(key)
        return [sorted(g) for g in groups.values()]


def _met(story: Story) -> Iterable[Evidence]:
    for pair in story.relations:
        for link in pair.links:
            yield from link.evidence


def equivalences(story: Story) -> tuple[Fact, ...]:
    """Return numbers, dates and names that are the same in another form, one row each."""
    groups = _Groups()
    texts: dict[_Key, str] = {}
    kinds: dict[_Key, tuple[str, str]] = {}
    for met in _met(story):
        if met.kind not in _VALUE_KINDS:
            continue
        keys = [(s.article, s.passage, s.start, s.end) for s in (met.left, met.right)]
        groups.join(*keys)
        for key, span in zip(keys, (met.left, met.right), strict=True):
            texts[key] = line(span.text)
            kinds[key] = (met.kind, line(met.value))
    found = []
    for group in groups.all():
        forms = frozenset(texts[key].casefold() for key in group)
        if len(forms) > 1:
            found.append((kinds[group[0]], forms, group))
    order = {kind: i for i, kind in enumerate(KINDS)}
    # What differs most to the eye first: 38 = 38 = ٣٨ tells less than 30,000 = 三万 = thirty thousand.
    found.sort(key=lambda f: (order[f[0][0]], -len({_digits(form) for form in f[1]}), -len(f[2])))
    rows: list[Fact] = []
    shown: list[tuple[str, frozenset[str]]] = []
    for (kind, value), forms, group in found:
        if any(kind == other and forms <= more for other, more in shown):
            continue
        shown.append((kind, forms))
        cells = {
            key[0]: Cell(key[0], "same", clip(texts[key], 60), "", key[1]) for key in reversed(group)
        }
        row = tuple(cells.get(i, Cell(i, "none")) for i in range(len(story.articles)))
        rows.append(Fact(kind, row, None, clip(value, 60)))
    return tuple(rows)


def _digits(form: str) -> str:
    """Return a form with the decimal digits of any script as ASCII."""
    return "".join(str(unicodedata.decimal(c, c)) for c in form.casefold())


def statements(story: Story) -> tuple[Statement, ...]:
    """Return what the versions tell, each with whom every version names for it, in the order of the text."""
    groups = _Groups()
    for i, article in enumerate(story.articles):
        for p in article.passages:
            if p.role == "body":
                groups.root((i, p.number))
    for pair in story.relations:
        for link in pair.links:
            keys = [(pair.left, n) for n in link.left] + [(pair.right, n) for n in link.right]
            for key in keys[1:]:
                groups.join(keys[0], key)
    named: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for said in story.attributions:
        name = line(said.name) or "left open"
        if name not in named[said.article, said.content.passage]:
            named[said.article, said.content.passage].append(name)
    rows = [_statement(group, named, story) for group in sorted(groups.all())]
    return tuple(row for row in rows if row is not None)


def _statement(
    group: Sequence[_Key], named: dict[tuple[int, int], list[str]], story: Story
) -> Statement | None:
    body = [(i, n) for i, n in group if story.articles[i].passages[n].role == "body"]
    if not body:
        return None
    cells = [Cell(i, "none") for i in range(len(story.articles))]
    for i, n in reversed(body):
        names = named.get((i, n), [])
        told = ", ".join(dict.fromkeys(filter(None, (*names, cells[i].text))))
        cells[i] = Cell(i, "same" if told else "lacks", clip(told, 80), "", n)
    at = next((b for b in body if story.articles[b[0]].language == REPORT_LANGUAGE), body[0])
    return Statement(_passage(at[0], at[1], story), tuple(cells))


def _met_as_words(story: Story) -> Iterable[tuple[_Key, _Key]]:
    """Return the places of words that met by their letters, but for those of changed names."""
    for pair in story.relations:
        changed = {
            (s.article, s.passage, at)
            for v in pair.variants
            if v.kind == "name"
            for s in (v.left, v.right)
            if s
            for at in range(s.start, s.end)
        }
        for link in pair.links:
            for met in link.evidence:
                if met.kind in _LETTER_KINDS and not any(
                    (s.article, s.passage, s.start) in changed for s in (met.left, met.right)
                ):
                    left, right = met.left, met.right
                    yield (
                        (left.article, left.passage, left.start, left.end),
                        (right.article, right.passage, right.start, right.end),
                    )


def cited(story: Story) -> list[dict[int, list[str]]]:
    """Return whom the versions cite, each with their names by version; the most cited first.

    One person under two spellings or scripts is one, where the names met as evidence of a link and
    are not reported as a changed name.
    """
    groups = _Groups()
    met: defaultdict[tuple[int, int], set[_Key]] = defaultdict(set)
    for places in _met_as_words(story):
        groups.join(*places)
        for place in places:
            met[place[0], place[1]].add(place)
    names: dict[str, int] = {}
    for said in story.attributions:
        name = line(said.name)
        if not name:
            continue
        # A name is a key of its own (-1, number): the same letters are the same source in any version.
        here = (-1, names.setdefault(name.casefold(), len(names)))
        groups.root(here)
        source = said.source
        if source:
            over = [
                k
                for k in met[source.article, source.passage]
                if k[2] < source.end and source.start < k[3]
            ]
            covered = {at for k in over for at in range(max(k[2], source.start), min(k[3], source.end))}
            if len(covered) >= _NAME_MET * (source.end - source.start):
                for key in over:
                    groups.join(here, key)
    rows: defaultdict[_Key, dict[int, list[str]]] = defaultdict(dict)
    total: Counter[_Key] = Counter()
    for said in story.attributions:
        name = line(said.name)
        if name:
            root = groups.root((-1, names[name.casefold()]))
            total[root] += 1
            forms = rows[root].setdefault(said.article, [])
            if name not in forms:
                forms.append(name)
    return [rows[root] for root in sorted(rows, key=lambda r: (-len(rows[r]), -total[r]))]
