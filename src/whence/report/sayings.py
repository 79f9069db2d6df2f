"""Story → Statement: who says what, in which versions, and who is cited under which names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.report.display import clip, line
from whence.report.facts import Cell, passage_cell
from whence.report.groups import Groups, Key
from whence.report.namesakes import namesakes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Story


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


def cited(story: Story) -> list[dict[int, list[str]]]:
    """Return whom the versions cite, each with their names by version; the most cited first.

    One source under several spellings, scripts or designations is one (`namesakes`).
    """
    total = Counter((said.article, line(said.name)) for said in story.attributions)
    rows = [
        (row, sum(total[a, n] for a, names in row.items() for n in names)) for row in namesakes(story)
    ]
    return [row for row, _ in sorted(rows, key=lambda r: (-len(r[0]), -r[1]))]
