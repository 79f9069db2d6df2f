"""Story → Fact: differences and equivalences, one row a fact, one cell a version."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whence.phrases import message
from whence.report.display import clip, line
from whence.report.groups import Groups, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Evidence, Locus, Reading, Span, Story

Lit = Literal["same", "odd", "differs", "none", "lacks"]
# The kinds of difference in the order of what they tell a fact-checker.
KINDS = {
    "number": message("Numbers"),
    "date": message("Dates and times"),
    "name": message("Names"),
    "attribution": message("Who said it"),
    "label": message("What things are called"),
    "wording": message("Wording"),
    "presence": message("Only in some versions"),
    "detail": message("Details only in some versions"),
    "moved": message("Moved"),
}
ABOUT = {
    "number": message("The versions give different amounts."),
    "date": message("The versions give different days or times."),
    "name": message("The versions name different people, places or organisations."),
    "attribution": message("The versions name different sources for it, or none."),
    "label": message("The same thing is called otherwise."),
    "wording": message("A hedge, a negation or a turn of phrase differs."),
    "presence": message("Some versions have it, others do not."),
    "detail": message("Part of a passage that the other versions of this passage do not have."),
    "moved": message("It stands elsewhere in the text."),
}
ASIDE = ("caption", "credit", "furniture")
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

    def readable(self, story: Story, reader: str) -> Cell | None:
        """Return the cell in the language of the reader, else the first that has a text."""
        said = (c for c in self.cells if c.text)
        return min(
            said, key=lambda c: effort(story.articles[c.version].language, c.text, reader), default=None
        )


def facts(story: Story, reader: str = "en") -> tuple[Fact, ...]:
    """Return the rows of the table of differences, by kind and then by place in the text."""
    notes = _notes(story)
    rows = [_fact(locus, story, notes, reader) for locus in story.loci]
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


def _fact(locus: Locus, story: Story, notes: dict[tuple[str, int, int, int], str], reader: str) -> Fact:
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
    where = _where(locus, main, story, reader)
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
    # Two versions have no values told: of digits of another script the reader is spared the search.
    known_as = "" if text.isascii() else _digits(text)
    value = line(reading.value) or (known_as if known_as.isascii() else "")
    number = spans[0].passage
    return Cell(
        article, lit, clip(text, 180), clip(value, 80), number if known(story, article, number) else None
    )


def _where(locus: Locus, main: Reading | None, story: Story, reader: str) -> Cell | None:
    """Return the passage in which a fact stands, in the reading that most versions have."""
    readings = [r for r in (main, *locus.readings) if r and r.spans]
    if not readings:
        return None
    span = readable(readings[0].spans, story, reader)
    return passage_cell(span.article, span.passage, story)


def readable(spans: Sequence[Span], story: Story, reader: str) -> Span:
    """Return the span in the reader's language, else the first: where several say the same."""
    return min(spans, key=lambda s: effort(story.articles[s.article].language, s.text, reader))


def effort(language: str, text: str, reader: str) -> int:
    """Rank what it takes a reader of a language to read a text: that language, Latin script, another."""
    if language.partition("-")[0] == reader:
        return 0
    return 1 if 2 * sum(map(str.isascii, text)) > len(text) else 2


def known(story: Story, article: int, passage: int) -> bool:
    """Return True where the story has this passage, so that a page may lead to it."""
    return 0 <= article < len(story.articles) and 0 <= passage < len(story.articles[article].passages)


def passage_cell(article: int, number: int, story: Story) -> Cell:
    """Return the beginning of a passage, empty where the story has no such passage."""
    if not known(story, article, number):
        return Cell(article, "same")
    text = story.articles[article].passages[number].text
    return Cell(article, "same", clip(text, 150), "", number)


def _met(story: Story) -> Iterable[Evidence]:
    for pair in story.relations:
        for link in pair.links:
            yield from link.evidence


def equivalences(story: Story) -> tuple[Fact, ...]:
    """Return numbers, dates and names that are the same in another form, one row each."""
    groups = Groups()
    texts: dict[Key, str] = {}
    kinds: dict[Key, tuple[str, str]] = {}
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
