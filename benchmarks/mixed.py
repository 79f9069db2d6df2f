"""Several stories in one folder: does `trace` part them? Mixed sets are made from parallel news.

    python benchmarks/mixed.py DATA [--seed 1] [--sets 20] [--languages eng,fra,…] [--keep K/N] [--json]

DATA is a folder of parallel stories (see `stories.py`). A set holds

    two or three stories that have little in common, each a first text and one to three more made from it or
    from each other: translations and copies, up to a fifth left out; in half of the sets one excerpt more
    a round-up      a stretch of three to six passages of one version of each story, one after the other
    a second one    made from the first one, in a third of the sets
    unrelated       none to two texts on other things
    a footer        two sentences below two versions of different stories, in a third of the sets

and, with `--kind event`, instead: two real reports of one event, each with a translation, a sentence or two of
the one quoted in the other, and a story apart. Half of the sets have times, all right.

Printed: sets parted exactly; of each two versions whether they are told to be of one story (precision,
recall; round-ups count for each of their stories); versions of different stories in one story; lost
witnesses (all sources are at hand, so each is false), and those between two stories; steps drawn
between the right two versions, and of these how many from source to copy; round-ups with a step to each of
their stories. With `--collection` the stories are those of a collection, from kinships of all pairs, and
no tree is drawn. `--keep K/N` takes the stories whose number is K modulo N only.

The shipped lexicon has learned from these stories: figures across languages come out a little too high.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import stories
from relations import APART, LANGUAGES, Maker, Version, _minute
from whence.records import Article
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from relations import Corpus, Fact
    from whence.records import Story

LARGEST = 24  # passages of a first text: longer ones are cut, so that a set is traced in seconds


@dataclass(slots=True)
class Planted:
    """One version of a set: its text, the versions it was made from, and the stories it belongs to."""

    version: Version
    parents: tuple[int, ...]
    stories: frozenset[int]
    footer: tuple[Fact, ...] = ()


@dataclass(slots=True)
class Mixed:
    """A set of versions of several stories."""

    rows: list[Planted] = field(default_factory=list)
    events: frozenset[int] = frozenset()

    def add(self, version: Version, parents: tuple[int, ...], of: Iterable[int]) -> int:
        """Add a version; return its number."""
        self.rows.append(Planted(version, parents, frozenset(of)))
        return len(self.rows) - 1

    def articles(self, corpus: Corpus, chance: random.Random, *, timed: bool) -> list[Article]:
        """Return the set as articles, in any order of appearance; a source is older than its copies."""
        moment = datetime(2031, 3, 1, tzinfo=UTC)
        made = []
        for row in self.rows:
            moment += timedelta(minutes=chance.randint(20, 600))
            texts = row.version.texts(corpus)
            texts += [corpus[s][row.version.language][i] for s, i in row.footer]
            known = {"published": _minute(moment)} if timed else {}
            made.append(Article.from_passages(texts, language=tag(row.version.language), **known))
        return made


def several(maker: Maker) -> Mixed:
    """Make a set of two or three stories with round-ups."""
    chance, mixed = maker.chance, Mixed()
    names = _apart(maker, chance.choice((2, 3)))
    versions = [_tradition(maker, mixed, n, name) for n, name in enumerate(names)]
    whole = [chance.choice(rows) for rows in versions]
    language = chance.choice(maker.languages)
    parts = [
        _stretch(maker, [f for row in mixed.rows[v].version.passages for f in row], 3, 6) for v in whole
    ]
    facts = [fact for part in parts for fact in part]
    first = mixed.add(maker.version(language, facts), tuple(whole), range(len(names)))
    if chance.random() < 1 / 3:
        again = maker.version(chance.choice(maker.languages), maker.dropped(facts, 0, 0.15))
        mixed.add(again, (first,), range(len(names)))
    others = [n for n in maker.names if all(_little(maker, n, m) for m in names)]
    chance.shuffle(others)
    for name in others[: chance.randint(0, 2)]:
        mixed.add(maker.version(chance.choice(maker.languages), maker.facts(name)[:LARGEST]), (), ())
    if chance.random() < 1 / 3:
        for rows in versions[:2]:
            mixed.rows[chance.choice(rows)].footer = tuple(maker.facts(others[-1])[:2])
    return mixed


def event(maker: Maker) -> Mixed:
    """Make a set of two real reports of one event, that share a quotation, and a story apart."""
    chance, mixed = maker.chance, Mixed()
    found = sorted(sorted(pair) for pair, share in maker.alike.items() if share >= 0.35)
    one, other = chance.choice(found)
    for n, name in enumerate((one, other)):
        facts = maker.facts(name)[:LARGEST]
        if n:
            quoted = chance.choice(range(2, len(maker.facts(one)[:LARGEST]) - 3))
            at = chance.randint(1, len(facts) - 1)
            facts[at:at] = maker.facts(one)[quoted : quoted + 2]
        tongues = maker.two()
        first = mixed.add(maker.version(tongues[0], facts), (), (n,))
        mixed.add(maker.version(tongues[1], maker.dropped(facts, 0, 0.15)), (first,), (n,))
    apart = [n for n in maker.names if _little(maker, n, one) and _little(maker, n, other)]
    _tradition(maker, mixed, 2, chance.choice(apart))
    mixed.events = frozenset((0, 1))
    return mixed


def _little(maker: Maker, one: str, other: str) -> bool:
    return one != other and maker.alike[frozenset((one, other))] < APART


def _apart(maker: Maker, count: int) -> list[str]:
    """Choose stories that have little in common."""
    while True:
        names = maker.chance.sample(maker.names, count)
        if all(_little(maker, a, b) for a, b in combinations(names, 2)):
            return names


def _tradition(maker: Maker, mixed: Mixed, number: int, name: str) -> list[int]:
    """Add a story's versions; return their numbers."""
    chance = maker.chance
    facts = maker.facts(name)[:LARGEST]
    rows = [mixed.add(maker.version(chance.choice(maker.languages), facts), (), (number,))]
    for _ in range(chance.randint(1, 3)):
        source = chance.choice(rows)
        was = mixed.rows[source].version
        language = chance.choice(maker.languages) if chance.random() < 0.5 else was.language
        kept = maker.dropped([f for row in was.passages for f in row], 0.05, 0.2)
        rows.append(mixed.add(maker.version(language, kept, 0.05), (source,), (number,)))
    if chance.random() < 0.5:
        source = chance.choice(rows)
        part = _stretch(maker, [f for row in mixed.rows[source].version.passages for f in row], 4, 7)
        mixed.add(maker.version(chance.choice(maker.languages), part), (source,), (number,))
    return rows


def _stretch(maker: Maker, facts: list[Fact], low: int, high: int) -> list[Fact]:
    size = min(maker.chance.randint(low, high), len(facts))
    at = maker.chance.randint(0, len(facts) - size)
    return facts[at : at + size]


def groups(story: Story) -> list[frozenset[int]]:
    """Return the versions of each story that was found."""
    return [frozenset(part.articles) for part in story.stories]


def collected(articles: list[Article]) -> list[frozenset[int]]:
    """Return the stories as a collection makes them, where every pair is a candidate."""
    from whence.candidates.clusters import Kin, clusters
    from whence.candidates.kin import kinships, one_thing

    pairs = list(combinations(range(len(articles)), 2))
    kin = [Kin(*p, k) for p, k in zip(pairs, kinships(articles, pairs), strict=True) if k]
    found = clusters(
        kin, one_thing=lambda asked: one_thing(articles, [(a.article, a[1:], b[1:]) for a, b in asked])
    )
    return [frozenset(group) for group in found]


def judged(mixed: Mixed, found: list[frozenset[int]]) -> Counter[str]:
    """Return the counts of a set; `found` are the stories by planted numbers."""
    planted = defaultdict(set)
    for v, row in enumerate(mixed.rows):
        for n in row.stories:
            planted[n].add(v)
    gold = [frozenset(members) for members in planted.values()]
    counts: Counter[str] = Counter(sets=1)
    # Reports of one event may be one story or two.
    free = {frozenset((a, b)) for a in planted[0] for b in planted[1]} if mixed.events else set()
    joined = [gold[0] | gold[1], *gold[2:]] if mixed.events else gold
    counts["exact"] = any(sorted(map(sorted, g)) == sorted(map(sorted, found)) for g in (gold, joined))
    for pair in map(frozenset, combinations(range(len(mixed.rows)), 2)):
        if pair in free:
            continue
        wanted, told = any(pair <= g for g in gold), any(pair <= g for g in found)
        counts["wanted"] += wanted
        counts["told"] += told
        counts["both"] += wanted and told
    counts["merged"] = sum(
        len(
            {n for v in group if len(s := mixed.rows[v].stories) == 1 for n in s}
            - ({1} if free else set())
        )
        > 1
        for group in found
    )
    return counts


def _steps(mixed: Mixed, story: Story, order: list[int], counts: Counter[str]) -> None:
    """Count the lost witnesses and the steps."""
    article = {n.id: n.article for n in story.stemma.nodes}
    parents: dict[str, list[str]] = defaultdict(list)
    children: dict[str, list[str]] = defaultdict(list)
    for edge in story.stemma.edges:
        parents[edge.child].append(edge.parent)
        children[edge.parent].append(edge.child)
    for node, v in article.items():
        if v is None:
            counts["lost"] += 1
            own = [mixed.rows[order[x]].stories for x in _extant(node, children, article)]
            alone = set[int]().union(*(s for s in own if len(s) == 1))
            counts["lost between"] += len(alone) > 1
    name = {order[v]: node for node, v in article.items() if v is not None}
    above = {v: {order[x] for x in _extant(name[v], parents, article)} for v in name}
    for v, row in enumerate(mixed.rows):
        for parent in row.parents:
            counts["steps"] += 1
            counts["drawn"] += parent in above[v] or v in above[parent]
            counts["right way"] += parent in above[v]
        if len(row.stories) > 1:
            near = above[v] | {x for x in above if v in above[x]}
            counts["round-ups"] += 1
            counts["round-ups told"] += all(
                any(n in mixed.rows[x].stories for x in near) for n in row.stories
            )


def _extant(node: str, way: dict[str, list[str]], article: dict[str, int | None]) -> set[int]:
    """Return the nearest versions at hand from a node, up or down."""
    found, todo = set[int](), list(way[node])
    while todo:
        at = todo.pop()
        v = article[at]
        if v is None:
            todo += way[at]
        else:
            found.add(v)
    return found


def figures(c: Counter[str]) -> dict[str, float]:
    """Return shares of the counts."""
    share = lambda a, b: round(c[a] / c[b], 3) if c[b] else 1.0  # noqa: E731
    return {
        "sets": c["sets"],
        "exact": share("exact", "sets"),
        "precision": share("both", "told"),
        "recall": share("both", "wanted"),
        "merged": c["merged"],
        "lost": c["lost"],
        "lost_between": c["lost between"],
        "drawn": share("drawn", "steps"),
        "right_way": share("right way", "steps"),
        "round_ups": share("round-ups told", "round-ups"),
    }


def main() -> None:
    """Make the sets, trace them and print the figures."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("data", type=Path)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--sets", type=int, default=20)
    ask.add_argument("--kind", choices=("several", "event"), default="several")
    ask.add_argument("--languages", default=LANGUAGES)
    ask.add_argument("--keep", default="0/1", help="K/N: stories whose number is K modulo N only")
    ask.add_argument("--collection", action="store_true", help="the stories of a collection instead")
    ask.add_argument("--show", action="store_true", help="also each set that was not parted exactly")
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    from whence.pipeline import trace

    known = stories.codes(given.data)
    languages = [stories.code_in(name, known) for name in given.languages.split(",")]
    by_language = {code: stories.read(given.data, code) for code in languages}
    keep, of = map(int, given.keep.split("/"))
    corpus = {
        story: {code: by_language[code][story] for code in languages}
        for n, story in enumerate(by_language[languages[0]])
        if n % of == keep
    }
    total: dict[str, Counter[str]] = {"times": Counter(), "no times": Counter()}
    for number in range(given.sets):
        chance = random.Random(f"{given.seed} {number}")
        maker = Maker.of(corpus, languages, chance)
        mixed = several(maker) if given.kind == "several" else event(maker)
        timed = number % 2 == 0
        articles = mixed.articles(corpus, chance, timed=timed)
        order = chance.sample(range(len(articles)), len(articles))
        mingled = [articles[v] for v in order]
        traced = None if given.collection else trace(mingled)
        told = groups(traced) if traced else collected(mingled)
        counts = judged(mixed, [frozenset(order[v] for v in group) for group in told])
        if traced:
            _steps(mixed, traced, order, counts)
        total["times" if timed else "no times"] += counts
        if given.show and not (counts["exact"] and not counts["lost"]):
            print(number, dict(counts))
            for v, row in enumerate(mixed.rows):
                print("   ", v, row.version.language, sorted(row.stories), row.parents, bool(row.footer))
            print("    found", [sorted(order[v] for v in g) for g in told])
    rows = {name: figures(c) for name, c in total.items()} | {
        "all": figures(total["times"] + total["no times"])
    }
    if given.json:
        print(
            json.dumps(
                {"seed": given.seed, "kind": given.kind, "collection": given.collection, "results": rows}
            )
        )
        return
    for name, row in rows.items():
        print(f"{name:<9}", "  ".join(f"{key} {value:g}" for key, value in row.items()))


if __name__ == "__main__":
    main()
