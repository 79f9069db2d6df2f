"""Does whence read a story as a careful reader did? Checks a folder with a `gold.json`.

    python benchmarks/case.py DIR [--json]

`gold.json` names the files of the versions and what a reader found, by snippets of their texts (line
breaks and runs of white space count as one space):

    witnesses     version → file name
    aligned       [{version: snippet, version: snippet}]   passages that say the same
    only_VERSION  [snippet]                                passages without counterpart
    variants      [{kind, version: snippet, …, note}]      real ones, and ones whose note says "not a change"
    attributions  [{source, version: snippet}]             who is cited, and in which passage
    credits       {version: {role: name or [names]}}
    relation      a sentence; where it says "common source", a lost witness must be the parent

Every finding is printed with what was expected and whether it was met. Exit code 1 where one was not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import whence
from whence.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Article, Pair, Span, Story

# Roles in gold.json that are called otherwise in whence.
ROLES = {"sources": "source"}
# Kinds in gold.json, and the kinds of whence that tell them.
KINDS = {"only_in": ("only-left", "only-right", "wording"), "label": ("label", "name", "wording")}
NOT_ONE = "not a change"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the reader, and whether whence has it."""

    about: str
    what: str
    met: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a snippet stands: version, offsets in its text, passages it touches."""

    article: int
    start: int
    end: int
    passages: frozenset[int]


class Case:
    """A story with its gold reading and what whence makes of it."""

    def __init__(self, folder: Path) -> None:
        self.gold = json.loads((folder / "gold.json").read_text("utf-8"))
        self.names: list[str] = list(self.gold["witnesses"])
        self.articles = [whence.read(folder / name) for name in self.gold["witnesses"].values()]
        self.story: Story = whence.trace(self.articles)

    def place(self, version: str, snippet: str) -> Place:
        """Return where a snippet stands; a snippet that is not in the text is an error of the gold file."""
        number = self.names.index(version)
        article: Article = self.articles[number]
        words = [re.escape(word) for word in snippet.split()]
        found = re.search(r"\s+".join(words), article.text)
        if not found:
            sys.exit(f"gold.json: “{snippet}” does not stand in {version}")
        touched = (p.number for p in article.passages if p.start < found.end() and found.start() < p.end)
        return Place(number, found.start(), found.end(), frozenset(touched))

    def places(self, row: dict[str, Any]) -> list[Place]:
        """Return the places of a row's snippets, one a version."""
        return [self.place(v, row[v]) for v in self.names if v in row]

    def pair(self, a: int, b: int) -> Pair:
        """Return the relation of two versions."""
        return next(p for p in self.story.relations if (p.left, p.right) == (min(a, b), max(a, b)))


def overlaps(span: Span | None, place: Place) -> bool:
    """Return True where a span and a snippet share text."""
    return bool(
        span and span.article == place.article and span.start < place.end and place.start < span.end
    )


def aligned(case: Case) -> Iterator[Check]:
    for row in case.gold.get("aligned", ()):
        a, b = sorted(case.places(row), key=lambda p: p.article)
        links = case.pair(a.article, b.article).links
        met = any(a.passages & set(x.left) and b.passages & set(x.right) for x in links)
        yield Check("aligned", " = ".join(row[v] for v in case.names if v in row), met)


def alone(case: Case) -> Iterator[Check]:
    for version in case.names:
        for snippet in case.gold.get(f"only_{version}", ()):
            place = case.place(version, snippet)
            linked = {
                number
                for pair in case.story.relations
                for side, index in (("left", pair.left), ("right", pair.right))
                if index == place.article
                for link in pair.links
                for number in getattr(link, side)
            }
            yield Check(f"only {version}", snippet, not place.passages & linked)


def variants(case: Case) -> Iterator[Check]:
    every = [v for pair in case.story.relations for v in pair.variants]
    for row in case.gold.get("variants", ()):
        places = case.places(row)
        kinds = KINDS.get(row["kind"], (row["kind"],))
        what = f"{row['kind']}: " + " / ".join(row[v] for v in case.names if v in row)
        if NOT_ONE in row.get("note", ""):
            told = any(
                v.kind == row["kind"]
                and all(overlaps(v.left, p) or overlaps(v.right, p) for p in places)
                for v in every
            )
            yield Check("no variant", what, not told)
        else:
            met = any(
                v.kind in kinds and any(overlaps(v.left, p) or overlaps(v.right, p) for p in places)
                for v in every
            )
            yield Check("variant", what, met)


def attributions(case: Case) -> Iterator[Check]:
    for row in case.gold.get("attributions", ()):
        wanted = {fold(word) for word in row["source"].split()}
        for place in case.places(row):
            met = any(
                a.article == place.article
                and ({a.content.passage, a.source.passage if a.source else -1} & place.passages)
                and (
                    wanted & {fold(word) for word in a.name.split()}
                    or (a.source and overlaps(a.source, place))
                )
                for a in case.story.attributions
            )
            yield Check("attribution", f"{row['source']} in {case.names[place.article]}", met)


def credited(case: Case) -> Iterator[Check]:
    for version, roles in case.gold.get("credits", {}).items():
        for role, names in roles.items():
            for name in [names] if isinstance(names, str) else names:
                met = any(
                    c.article == case.names.index(version)
                    and c.role == ROLES.get(role, role)
                    and fold(c.name).replace(" ", "") in fold(name).replace(" ", "")
                    for c in case.story.credits
                )
                yield Check("credit", f"{version}, {role}: {name}", met)


def relation(case: Case) -> Iterator[Check]:
    text = case.gold.get("relation", "")
    if "common source" not in text:
        return
    for pair in case.story.relations:
        yield Check("relation", "shared source", pair.kind == "shared-source")
        yield Check("relation", "direction undetermined", pair.direction == "undetermined")
    tree = case.story.stemma
    lost = {n.id for n in tree.nodes if n.article is None}
    children = {n.id for n in tree.nodes if n.article is not None}
    met = any(children <= {e.child for e in tree.edges if e.parent == x} for x in lost)
    yield Check("stemma", "a lost witness is the parent of all", met)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    case = Case(options.folder)
    steps = (aligned, alone, variants, attributions, credited, relation)
    checks = [check for step in steps for check in step(case)]
    groups = {
        name: [c for c in checks if c.about == name] for name in dict.fromkeys(c.about for c in checks)
    }
    summary = {name: [sum(c.met for c in rows), len(rows)] for name, rows in groups.items()}
    if options.json:
        rows = [{"about": c.about, "what": c.what, "met": c.met} for c in checks]
        print(json.dumps({"summary": summary, "checks": rows}, indent=1, ensure_ascii=False))
    else:
        for check in checks:
            if not check.met:
                print(f"missed  {check.about:12} {check.what}")
        for name, (met, total) in summary.items():
            print(f"{met:4} of {total:3}  {name}")
    return 0 if all(c.met for c in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
