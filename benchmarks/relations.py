"""How well is it told what two articles are to each other? Pairs of a known kind, made from parallel news.

    python benchmarks/relations.py DATA [--seed 1] [--count 24] [--languages eng,fra,…] [--remnants RATE] [--json]

DATA is a folder of parallel stories (see `stories.py`). Kinds that are made:

    copy            one language, at most a passage left out, a heading added
    edited copy     one language, a tenth to a quarter left out, a block moved, at most a passage added: two that
                    each has and the other lacks are what tells a shared source
    translation     another language, up to an eighth left out, passages merged
    excerpt         a stretch of a quarter to a half, in the same or in another language
    compilation     most of one story beside a block of another one
    shared source   two versions of a third text, each without a fifth to a third of it and each with two to
                    four passages of its own in between; in one or in two languages
    scattered       two texts on one event that share a fifth of their facts, in any order, among sentences
                    on other things; in two languages
    same event      two real articles by different hands whose matter is much the same (told by the share of
                    rare words that they have in common in the first language); a few pairs only
    halves          every second sentence of a story against the others: one topic, not a sentence shared
    unrelated       two stories with little in common

Times: of half of the pairs both are known, of the others one is missing, or they have a day only; of one
in ten the younger text bears the earlier time. Printed: what was found for what was made; the mean error
of coverage; directions claimed and how many of them are true, apart for the pairs with a wrong time.
With `--remnants RATE` no time is known, and every text in another language than its source keeps words
and figures of it: in a share RATE of its passages one word of the source's passage is set in, and figures
stand as the source writes them. So the rate of remnants is ours, not measured; what is measured is how
often they tell a direction and how often rightly. Of a shared source, both keep words of the third text.

The shipped lexicon has learned from these stories: kinds across languages come out a little too high.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import stories
from whence.records import Article, Time
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from whence.records import Comparison

    Corpus = dict[str, dict[str, list[str]]]

LANGUAGES = "eng,fra,deu,ita,rus,zho-CN,arb,tur"
# What is a right answer for each kind that is made.
WANTED = {
    "copy": {"copy"},
    "edited copy": {"copy"},
    "translation": {"translation"},
    "excerpt": {"excerpt"},
    "compilation": {"compilation"},
    "shared source": {"shared-source"},
    "scattered": {"same-story"},
    "same event": {"same-story"},
    "halves": {"same-story", "unrelated"},
    "unrelated": {"unrelated"},
}
FOUND = ("copy", "translation", "excerpt", "compilation", "shared-source", "same-story", "unrelated")
DEPENDENT = ("copy", "edited copy", "translation", "excerpt", "compilation")
FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,\u00a0\u202f]\d+)+(?!\w)")
SHORTEST = 14  # sentences that a story must have to be cut up
# Share of rare words in common from which two stories tell of one event, and up to which they are
# unrelated. Looked at by eye over all pairs of 66 stories: above 0.35 all but one of five tell of one
# rally, match or speech, under 0.2 none shares its matter.
ONE_EVENT = 0.35
APART = 0.2


Fact = tuple[str, int]  # story, sentence


@dataclass(frozen=True, slots=True)
class Version:
    """One made text: its passages, each the facts that it carries, in one language."""

    language: str
    passages: tuple[tuple[Fact, ...], ...]

    source: str = ""

    def texts(self, corpus: Corpus, rate: float = 0.0) -> list[str]:
        """Return the passages as text; with `rate` they keep words and figures of the source's language."""
        told = self._told if rate and self.source not in {"", self.language} else self._plain
        return [" ".join(told(corpus, fact, rate) for fact in row) for row in self.passages]

    def _plain(self, corpus: Corpus, fact: Fact, _: float) -> str:
        return corpus[fact[0]][self.language][fact[1]]

    def _told(self, corpus: Corpus, fact: Fact, rate: float) -> str:
        own, other = self._plain(corpus, fact, 0), corpus[fact[0]][self.source][fact[1]]
        chance = random.Random(f"{self.language} {self.source} {fact}")
        if chance.random() >= rate:
            return own
        for m in FIGURE.finditer(other):
            plain = re.sub(r"\D", "", m[0])
            own = FIGURE.sub(
                lambda n, m=m, plain=plain: m[0] if re.sub(r"\D", "", n[0]) == plain else n[0], own
            )
        words = [w for w in re.findall(r"[^\W\d_]{5,}", other) if w.islower()]
        parts = own.split(" ")
        if words and len(parts) > 2:
            parts.insert(chance.randint(1, len(parts) - 1), chance.choice(words))
        return " ".join(parts)

    def shared(self, other: Version, corpus: Corpus) -> float:
        """Return the share of the text that the other version has too, by characters."""
        theirs = {fact for row in other.passages for fact in row}
        sizes = [
            (len(corpus[s][self.language][i]), (s, i) in theirs) for row in self.passages for s, i in row
        ]
        return sum(n for n, both in sizes if both) / max(sum(n for n, _ in sizes), 1)


_MATTER: dict[str, tuple[list[str], dict[frozenset[str], float]]] = {}


def matter(corpus: Corpus, first: str) -> tuple[list[str], dict[frozenset[str], float]]:
    """Return the stories that are long enough, and how much of their matter each two have in common."""
    from whence import topics

    if first not in _MATTER:
        names = sorted(s for s, rows in corpus.items() if len(rows[first]) >= SHORTEST)
        spoken = {s: topics.matter(corpus[s][first], tag(first)) for s in names}
        shares = {
            frozenset((a, b)): topics.common(spoken[a], spoken[b]) for a, b in combinations(names, 2)
        }
        _MATTER[first] = names, shares
    return _MATTER[first]


@dataclass(slots=True)
class Maker:
    """Makes pairs of a kind, (first, second): of dependent ones the first is the source."""

    corpus: Corpus
    languages: Sequence[str]
    chance: random.Random
    names: list[str]
    alike: dict[frozenset[str], float]

    @classmethod
    def of(cls, corpus: Corpus, languages: Sequence[str], chance: random.Random) -> Maker:
        """Return a maker over the corpus."""
        names, alike = matter(corpus, languages[0])
        return cls(corpus, languages, chance, names, alike)

    def story(self, *others: str) -> str:
        """Choose a story that is none of `others`."""
        return self.chance.choice([s for s in self.names if s not in others])

    def facts(self, story: str) -> list[Fact]:
        """Return a story's sentences."""
        return [(story, i) for i in range(len(self.corpus[story][self.languages[0]]))]

    def two(self) -> list[str]:
        """Choose two languages."""
        return self.chance.sample(list(self.languages), 2)

    def one_or_two(self) -> list[str]:
        """Choose two languages, or the same one twice."""
        return self.two() if self.chance.random() < 0.5 else [self.chance.choice(self.languages)] * 2

    def dropped(self, facts: list[Fact], low: float, high: float) -> list[Fact]:
        """Leave out a share of the facts."""
        count = round(len(facts) * self.chance.uniform(low, high))
        gone = set(self.chance.sample(facts, count))
        return [f for f in facts if f not in gone]

    def moved(self, facts: list[Fact]) -> list[Fact]:
        """Move a block of two or three."""
        size = self.chance.randint(2, 3)
        at = self.chance.randrange(len(facts) - size)
        rest = facts[:at] + facts[at + size :]
        to = self.chance.choice([i for i in range(len(rest) + 1) if abs(i - at) > 1])
        return rest[:to] + facts[at : at + size] + rest[to:]

    def added(self, facts: list[Fact], count: int, *others: str) -> list[Fact]:
        """Set foreign sentences in between, each of another place in another story."""
        pool = self.facts(self.story(facts[0][0], *others))
        out = list(facts)
        for fact in self.chance.sample(pool, count):
            out.insert(self.chance.randint(1, len(out) - 1), fact)
        return out

    def version(self, language: str, facts: list[Fact], merge: float = 0.0) -> Version:
        """Write the facts as passages of a language; `merge` is how often two become one."""
        rows: list[tuple[Fact, ...]] = []
        for fact in facts:
            if rows and len(rows[-1]) == 1 and self.chance.random() < merge:
                rows[-1] = (*rows[-1], fact)
            else:
                rows.append((fact,))
        return Version(language, tuple(rows))

    def copy(self) -> tuple[Version, Version]:
        """Make a text and its copy under another heading."""
        language = self.chance.choice(self.languages)
        facts = self.facts(self.story())
        heading = self.facts(self.story(facts[0][0]))[:1]
        kept = self.dropped(facts, 0, 1 / len(facts))
        return self.version(language, facts), self.version(language, heading + kept)

    def edited_copy(self) -> tuple[Version, Version]:
        """Make a text and its edited copy."""
        language = self.chance.choice(self.languages)
        facts = self.facts(self.story())
        kept = self.added(self.moved(self.dropped(facts, 0.1, 0.25)), self.chance.randint(0, 1))
        return self.version(language, facts), self.version(language, kept, 0.1)

    def translation(self) -> tuple[Version, Version]:
        """Make a text and its translation."""
        one, other = self.two()
        facts = self.facts(self.story())
        return self.version(one, facts), self.version(other, self.dropped(facts, 0, 0.125), 0.1)

    def excerpt(self) -> tuple[Version, Version]:
        """Make a text and a stretch of it."""
        one, other = self.one_or_two()
        facts = self.facts(self.story())
        size = max(4, round(len(facts) * self.chance.uniform(0.25, 0.5)))
        at = self.chance.randint(0, len(facts) - size)
        return self.version(one, facts), self.version(other, facts[at : at + size])

    def compilation(self) -> tuple[Version, Version]:
        """Make a text and one that holds most of it beside a block of another."""
        one, other = self.one_or_two()
        facts = self.facts(self.story())
        block = self.facts(self.story(facts[0][0]))
        block = block[: round(len(facts) * self.chance.uniform(0.5, 1.0))]
        kept = self.dropped(facts, 0.05, 0.2)
        parts = [kept, block] if self.chance.random() < 0.5 else [block, kept]
        return self.version(one, facts), self.version(other, parts[0] + parts[1])

    def shared_source(self) -> tuple[Version, Version]:
        """Make two texts made from a third."""
        facts = self.facts(self.story())
        sides, met = [], [facts[0][0]]
        for language in self.one_or_two():
            other = self.story(*met)
            met.append(other)
            kept = self.dropped(facts, 0.2, 1 / 3)
            own = self.chance.sample(self.facts(other), self.chance.randint(2, 4))
            for fact in own:
                kept.insert(self.chance.randint(2, len(kept) - 2), fact)
            sides.append(self.version(language, kept, 0.05))
        return sides[0], sides[1]

    def scattered(self) -> tuple[Version, Version]:
        """Make two texts that share scattered facts."""
        facts = self.facts(self.story())
        common = self.chance.sample(facts, max(3, len(facts) // 5))
        sides, met = [], [facts[0][0]]
        for language in self.two():
            met.append(self.story(*met))
            rows = self.dropped(self.facts(met[-1])[: len(facts)], 0.1, 0.2)
            for fact in self.chance.sample(common, len(common)):
                rows.insert(self.chance.randint(0, len(rows)), fact)
            sides.append(self.version(language, rows))
        return sides[0], sides[1]

    def halves(self) -> tuple[Version, Version]:
        """Make the two halves of a story, taken in turns."""
        one, other = self.one_or_two()
        facts = self.facts(self.story())
        return self.version(one, facts[::2]), self.version(other, facts[1::2])

    def same_event(self) -> tuple[Version, Version]:
        """Take two real reports of one event."""
        pairs = [
            sorted(pair) for pair, share in sorted(self.alike.items(), key=str) if share >= ONE_EVENT
        ]
        return self.told(self.chance.choice(sorted(pairs)))

    def unrelated(self) -> tuple[Version, Version]:
        """Take two stories with little in common."""
        story = self.story()
        others = [s for s in self.names if s != story and self.alike[frozenset((s, story))] < APART]
        return self.told([story, self.chance.choice(others)])

    def told(self, names: list[str]) -> tuple[Version, Version]:
        """Tell two stories whole."""
        rows = [self.version(x, self.facts(s)) for x, s in zip(self.one_or_two(), names, strict=True)]
        return rows[0], rows[1]

    def make(self, kind: str) -> tuple[Version, Version]:
        """Make a pair of a kind."""
        found: Callable[[], tuple[Version, Version]] = getattr(self, kind.replace(" ", "_"))
        one, other = found()
        if kind == "shared source":
            third = self.chance.choice(
                [x for x in self.languages if x not in {one.language, other.language}]
            )
            return replace(one, source=third), replace(other, source=third)
        return one, replace(other, source=one.language if kind in DEPENDENT else "")


def times(chance: random.Random) -> tuple[Time | None, Time | None, bool]:
    """Return two times, the first text's earlier unless the last value says that they are wrong."""
    first = datetime(2031, 3, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(10**5))
    second = first + timedelta(minutes=chance.randint(20, 3000))
    lot = chance.random()
    if lot < 0.1:
        return _minute(second), _minute(first), True
    if lot < 0.6:
        return _minute(first), _minute(second), False
    if lot < 0.8:
        return (_minute(first), None, False) if lot < 0.7 else (None, _minute(second), False)
    return _day(first), _day(second), False


def _minute(moment: datetime) -> Time:
    return Time(moment.isoformat(timespec="minutes"), "minute", moment, moment + timedelta(minutes=1))


def _day(moment: datetime) -> Time:
    begins = moment.replace(hour=0, minute=0)
    return Time(begins.date().isoformat(), "day", begins, begins + timedelta(days=1))


def compared(one: Version, other: Version, corpus: Corpus, rate: float, **known: tuple) -> Comparison:
    import whence

    rows = [
        Article.from_passages(
            v.texts(corpus, rate), language=tag(v.language), **{k: x[i] for k, x in known.items()}
        )
        for i, v in enumerate((one, other))
    ]
    return whence.compare(*rows)


def run(
    corpus: Corpus, languages: Sequence[str], seed: int, count: int, *, rate: float, show: bool
) -> dict:
    """Make and relate `count` pairs of each kind; return the rows of the table."""
    table: dict[str, dict] = {}
    for kind, wanted in WANTED.items():
        met: Counter[str] = Counter()
        row: dict = defaultdict(float)
        for k in range(count):
            chance = random.Random(f"{kind} {seed} {k}")
            pair = Maker.of(corpus, languages, chance).make(kind)
            first, second, wrong = times(chance)
            swapped = chance.random() < 0.5
            if rate:
                first, second, wrong = None, None, False
            known = (second, first) if swapped else (first, second)
            one, other = pair[::-1] if swapped else pair
            found = compared(one, other, corpus, rate, published=known).relation
            met[found.kind] += 1
            row["right"] += found.kind in wanted
            shares = one.shared(other, corpus), other.shared(one, corpus)
            row["coverage"] += sum(abs(a - b) for a, b in zip(shares, found.coverage, strict=True)) / 2
            if found.direction != "undetermined":
                name = "wrong time" if wrong else "claimed"
                row[name] += 1
                truth = "right-to-left" if swapped else "left-to-right"
                row[f"{name}, true"] += kind in DEPENDENT and found.direction == truth
            if show and found.kind not in wanted:
                spoken = f"{one.language}-{other.language}"
                shares_ = " ".join(
                    f"{a:.2f}/{b:.2f}" for a, b in zip(shares, found.coverage, strict=True)
                )
                told = " ".join(r.text for r in found.reasons if r.kind not in {"time", "coverage"})
                print(f"  {kind} {k} ({spoken}) is called {found.kind}; coverage {shares_}; {told}")
        table[kind] = {
            "right": row["right"] / count, "coverage error": row["coverage"] / count,
            **{n: int(row[n]) for n in ("claimed", "claimed, true", "wrong time", "wrong time, true")},
            "found": dict(met),
        }  # fmt: skip
    return table


def totals(table: dict) -> dict:
    rows = list(table.values())
    claimed = sum(r["claimed"] for r in rows)
    return {
        "right": sum(r["right"] for r in rows) / len(rows),
        "coverage error": sum(r["coverage error"] for r in rows) / len(rows),
        "claimed": claimed,
        "true": sum(r["claimed, true"] for r in rows) / max(claimed, 1),
    }


def main() -> None:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("data", type=Path)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--count", type=int, default=24, help="pairs of each kind")
    ask.add_argument("--languages", default=LANGUAGES)
    ask.add_argument("--remnants", type=float, default=0.0, help="share of passages that keep some")
    ask.add_argument("--errors", action="store_true", help="print each wrong kind with its reasons")
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    known = stories.codes(given.data)
    languages = [stories.code_in(name, known) for name in given.languages.split(",")]
    corpus: Corpus = defaultdict(dict)
    for code in languages:
        for name, sentences in stories.read(given.data, code).items():
            corpus[name][code] = sentences
    table = run(corpus, languages, given.seed, given.count, rate=given.remnants, show=given.errors)
    whole = totals(table)
    if given.json:
        print(json.dumps({"seed": given.seed, "kinds": table, "all": whole}, indent=1))
        return
    print(f"{'made':14}" + "".join(f"{name:>14}" for name in FOUND) + "   right  coverage error")
    for kind, row in table.items():
        counts = "".join(f"{row['found'].get(name, 0) or '–':>14}" for name in FOUND)
        print(f"{kind:14}{counts}   {row['right']:.2f}   {row['coverage error']:.3f}")
    print(f"{'made':14}{'claimed':>9}{'true':>6}   with a wrong time: claimed, true")
    for kind, row in table.items():
        counts = f"{row['claimed']:9}{row['claimed, true']:6}{row['wrong time']:12}{row['wrong time, true']:6}"
        print(f"{kind:14}{counts}")
    print(f"all: right {whole['right']:.3f}, coverage error {whole['coverage error']:.3f}, ", end="")
    print(f"{whole['claimed']} directions claimed, {whole['true']:.3f} true")


if __name__ == "__main__":
    main()
