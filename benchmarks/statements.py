"""Find out whether the usual forms of a statement are read in every language.

    python benchmarks/statements.py [--languages en,fr,…] [--show] [--json]

The data are `annotations/statements.txt`: two fictional stories written for this project, told in the
forms of agencies and papers (an office beside a name, a listener before the subject, "in a statement",
"the minister", an outlet in quotation marks, a pronoun inside a quotation, what was not said).

"content" is the share of statements found where they begin, "name" the share of those with exactly the
name annotated: without title or case, a pronoun or description resolved. "false" counts statements
found where there is none. The first story was read while rules were mended, the second once they were.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from whence.records import Article
from whence.sources import attributions
from whence.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENTS = Path(__file__).parent / "annotations" / "statements.txt"
_EDGES = "\"“”„«»‘’「」' –—-"


@dataclass(slots=True)
class Score:
    """Counts over statements."""

    statements: int = 0
    content: int = 0
    name: int = 0
    false: int = 0

    def add(self, other: Score) -> None:
        """Count what another has counted, too."""
        self.statements += other.statements
        self.content += other.content
        self.name += other.name
        self.false += other.false


def articles() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the language of each article, and its passages with what is annotated."""
    rows: list[tuple[str, str]] = []
    language = ""
    for line in STATEMENTS.read_text("utf-8").splitlines():
        if line.startswith("["):
            if rows:
                yield language, rows
            language, rows = line.strip("[]"), []
        elif line and not line.startswith("#"):
            passage, _, gold = line.partition(" || ")
            rows.append((passage, gold))
    yield language, rows


def judge(language: str, rows: list[tuple[str, str]], *, show: bool) -> Score:
    """Return how many statements of an article are found."""
    score = Score()
    found = attributions(Article.from_passages([p for p, _ in rows], language=language))
    for number, (passage, gold) in enumerate(rows):
        here = [r for r in found if r.content.passage == number]
        if gold == "-":
            score.false += len(here)
            right = not here
        else:
            names, begins = ([fold(x) for x in part.split(" / ")] for part in gold.split(" > "))
            met = [r for r in here if fold(r.content.text.lstrip(_EDGES)).startswith(tuple(begins))]
            right = any(fold(r.name.strip(_EDGES)) in names for r in met)
            score.statements += 1
            score.content += bool(met)
            score.name += right
        if show and not right:
            print(language, passage, "->", [(r.name, r.content.text[:40]) for r in here])
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--languages", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    only = set(filter(None, options.languages.split(",")))
    table: dict[str, Score] = {}
    for language, rows in articles():
        if not only or language in only:
            table.setdefault(language, Score()).add(judge(language, rows, show=options.show))
    whole = Score()
    for score in table.values():
        whole.add(score)
    if options.json:
        print(json.dumps({"all": asdict(whole), "languages": {c: asdict(s) for c, s in table.items()}}))
        return
    for code, score in [*table.items(), ("all", whole)]:
        print(
            f"{code:4} statements {score.statements:3} content {score.content / score.statements:.2f} "
            f"name {score.name / score.statements:.2f} false {score.false}"
        )


if __name__ == "__main__":
    main()
