"""Story → Statement: who says what, in which versions, and who is cited under which names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.report.display import clip, line
from whence.report.facts import Cell, passage_cell
from whence.report.groups import Groups, Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.records import Story

# The part of a source's name that must have met for two spellings to be put together: a surname is
# about half of a full name, one chance word of a longer designation is less. See the tests of `cited`.
_NAME_MET = 0.45
_LETTER_KINDS = {"name", "word", "ngram"}


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


def statements(story: Story, reader: str = "en", *, unnamed: str = "left open") -> tuple[Statement, ...]:
    """Return what the versions tell, each with whom every version names for it, in the order of the text.

    A statement is quoted in the language of the `reader` where a version is in it; `unnamed` is what
    stands for a source that a text leaves open.
    """
    groups = Groups()
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
        name = line(said.name) or unnamed
        if name not in named[said.article, said.content.passage]:
            named[said.article, said.content.passage].append(name)
    rows = [_statement(group, named, story, reader) for group in sorted(groups.all())]
    return tuple(row for row in rows if row is not None)


def _statement(
    group: Sequence[Key], named: dict[tuple[int, int], list[str]], story: Story, reader: str
) -> Statement | None:
    body = [(i, n) for i, n in group if story.articles[i].passages[n].role == "body"]
    if not body:
        return None
    cells = [Cell(i, "none") for i in range(len(story.articles))]
    for i, n in reversed(body):
        names = named.get((i, n), [])
        told = ", ".join(dict.fromkeys(filter(None, (*names, cells[i].text))))
        cells[i] = Cell(i, "same" if told else "lacks", clip(told, 80), "", n)
    at = next((b for b in body if story.articles[b[0]].language == reader), body[0])
    return Statement(passage_cell(at[0], at[1], story), tuple(cells))


def _met_as_words(story: Story) -> Iterable[tuple[Key, Key]]:
    """Return the places of words that met by their letters where somebody is cited on both sides.

    Words of a name that is reported as changed did not meet.
    """
    citing = {(a.source.article, a.source.passage) for a in story.attributions if a.source}
    for pair in story.relations:
        links = [
            link
            for link in pair.links
            if any((pair.left, n) in citing for n in link.left)
            and any((pair.right, n) in citing for n in link.right)
        ]
        changed = {
            (s.article, s.passage, at)
            for v in (pair.variants if links else ())
            if v.kind == "name"
            for s in (v.left, v.right)
            if s
            for at in range(s.start, s.end)
        }
        for link in links:
            for met in link.evidence:
                sides = (met.left, met.right)
                if met.kind not in _LETTER_KINDS:
                    continue
                if any((s.article, s.passage, s.start) in changed for s in sides):
                    continue
                left, right = ((s.article, s.passage, s.start, s.end) for s in sides)
                yield left, right


def cited(story: Story) -> list[dict[int, list[str]]]:
    """Return whom the versions cite, each with their names by version; the most cited first.

    One person under two spellings or scripts is one, where the names met as evidence of a link and
    are not reported as a changed name.
    """
    groups = Groups()
    met: defaultdict[tuple[int, int], set[Key]] = defaultdict(set)
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
    rows: defaultdict[Key, dict[int, list[str]]] = defaultdict(dict)
    total: Counter[Key] = Counter()
    for said in story.attributions:
        name = line(said.name)
        if name:
            root = groups.root((-1, names[name.casefold()]))
            total[root] += 1
            forms = rows[root].setdefault(said.article, [])
            if name not in forms:
                forms.append(name)
    return [rows[root] for root in sorted(rows, key=lambda r: (-len(rows[r]), -total[r]))]
