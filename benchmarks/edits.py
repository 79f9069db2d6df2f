"""Ask which planted changes are found, and what is reported that nobody changed.

    python benchmarks/edits.py DATA --seed 1 [--pairs eng-fra,deu-pol] [--stories 20] [--json]

DATA is a folder of faithful parallel stories: one `<code>.jsonl` a language, one story a line
({"story": id, "sentences": [...]}), sentence i of one file translating sentence i of the others.
In one version of each story about a quarter of the sentences is edited (`plant.py` says how), both
versions are compared by the whole pipeline, and each reported variant is laid beside the edits:

- recall: share of the edits of a kind reported, as that kind, in the edited passage;
- precision: share of the reported variants of a kind that stand where such an edit was planted;
- false variants per 100 faithful passages: the same stories compared without any edit.

Faithful translations convert units, round and rephrase, so that not every "false" variant is wrong:
`--show KIND` prints them for reading.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stories
import whence
from plant import Edit, Story, common_words, kinds_of, names_of, plant
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Comparison, Variant

WITHOUT_ENGLISH = (
    "fra-deu", "spa-ita", "rus-ukr", "deu-ces", "fra-arb", "tur-fas", "zho-CN-jpn", "por-pol", "fin-hun",
    "rus-zho-CN",
)  # fmt: skip
# The variant kinds that make an edit of a kind found; a replaced source is a changed name too.
FOUND_AS = {
    "number": {"number"},
    "number-word": {"number"},
    "date": {"date"},
    "year": {"date", "number"},
    "name": {"name", "attribution"},
    "negation": {"wording"},
    "attribution": {"attribution", "name", "label", "only-left", "only-right"},
    "detail": {"only-left", "only-right"},
    "dropped": {"only-left", "only-right"},
    "inserted": {"only-left", "only-right"},
    "moved": {"moved"},
}


@dataclass(slots=True)
class Tally:
    """Counts of one pair of languages."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    passages: int = 0

    def add(self, other: Tally) -> None:
        """Take in the counts of another tally."""
        for name in ("planted", "found", "true", "false", "alarms"):
            getattr(self, name).update(getattr(other, name))
        self.passages += other.passages


def load(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return language code → story id → sentences."""
    return {code: stories.read(folder, code) for code in stories.codes(folder)}


def pairs_of(data: dict[str, Any], wanted: str | None) -> list[tuple[str, str]]:
    """Return the pairs to run: those asked for, or English with all and ten without it."""
    known = list(data)
    return stories.pairs(
        wanted, known, [*stories.with_english(known), *stories.present(WITHOUT_ENGLISH, known)]
    )


def article(sentences: list[str], code: str) -> whence.Article:
    """Return the sentences as an article, one passage each."""
    return whence.Article.from_passages(sentences, language=tag(code))


def run_pair(
    data: dict[str, dict[str, list[str]]], pair: tuple[str, str], options: argparse.Namespace
) -> tuple[Tally, list[tuple[str, str, Variant]]]:
    """Run both comparisons, faithful and edited, over all stories of a pair."""
    tally, shown = Tally(), []
    stories = [s for s in data[pair[0]] if s in data[pair[1]]][: options.stories]
    common = common_words(data)
    pools = {code: names_of(data, code, common) for code in pair}
    for number, story in enumerate(stories):
        rng = random.Random(f"{options.seed}/{pair}/{story}")
        both = [data[code][story] for code in pair]
        faithful = whence.compare(*(article(s, c) for s, c in zip(both, pair, strict=True)))
        tally.passages += len(both[0])
        tally.alarms.update(v.kind for v in faithful.variants)
        shown += [(f"{'-'.join(pair)} {story}", "faithful", v) for v in faithful.variants]
        if options.faithful:
            continue
        side = number % 2
        known = Story(
            {c: data[c][story] for c in data if story in data[c]}, pair[side], pools[pair[side]]
        )
        other = data[pair[side]][stories[number - 1]]
        sentences, edits = plant(known, other, rng)
        versions = [article(sentences if k == side else both[k], pair[k]) for k in (0, 1)]
        result = whence.compare(versions[0], versions[1])
        score(result, edits, side, tally)
        shown += [(f"{'-'.join(pair)} {story}", "missed", e) for e in edits if not e.found]
    return tally, shown


def score(result: Comparison, edits: list[Edit], side: int, tally: Tally) -> None:
    """Lay the reported variants beside the planted edits."""
    at: dict[tuple[int, int], list[Edit]] = defaultdict(list)
    for edit in edits:
        tally.planted[edit.kind] += 1
        if edit.passage is not None:
            at[side, edit.passage].append(edit)
        if edit.origin is not None:
            at[1 - side, edit.origin].append(edit)
    for variant in result.variants:
        true = [e for e in _touched(variant, result, at) if variant.kind in FOUND_AS[e.kind]]
        for edit in true:
            if not edit.found:
                edit.found = True
                tally.found[edit.kind] += 1
        (tally.true if true else tally.false)[variant.kind] += 1


def _touched(
    variant: Variant, result: Comparison, at: dict[tuple[int, int], list[Edit]]
) -> Iterator[Edit]:
    for s in (variant.left, variant.right):
        if s is None:
            continue
        for row in result.articles[s.article].passages:
            if row.start < s.end and s.start < row.end:
                yield from at.get((s.article, row.number), ())


def _share(a: float, b: float) -> float | None:
    return round(a / b, 4) if b else None


def summary(tally: Tally) -> dict[str, Any]:
    """Return the figures of a tally."""
    reported = sorted({*tally.true, *tally.false, *tally.alarms})
    return {
        "passages": tally.passages,
        "recall": {
            k: {"planted": n, "found": tally.found[k], "recall": _share(tally.found[k], n)}
            for k, n in sorted(tally.planted.items())
        },
        "precision": {
            k: {
                "true": tally.true[k], "false": tally.false[k],
                "precision": _share(tally.true[k], tally.true[k] + tally.false[k]),
                "per_100_faithful": round(100 * tally.alarms[k] / max(1, tally.passages), 2),
            }
            for k in reported
        },
        "per_100_faithful": round(100 * tally.alarms.total() / max(1, tally.passages), 2),
    }  # fmt: skip


def _print(rows: dict[str, dict[str, Any]]) -> None:
    kinds = [k for k in kinds_of() if any(k in r["recall"] for r in rows.values())]
    print("recall of planted edits".ljust(18) + "".join(k[:9].rjust(11) for k in kinds))
    for name, row in rows.items():
        cells = [row["recall"].get(k) for k in kinds]
        print(
            name.ljust(18)
            + "".join((f"{c['recall']:.2f}/{c['planted']}" if c else "-").rjust(11) for c in cells)
        )
    shown = sorted({k for r in rows.values() for k in r["precision"]})
    print("\nprecision, and false variants per 100 faithful passages")
    print(" " * 18 + "".join(k.rjust(14) for k in [*shown, "all"]))
    for name, row in rows.items():
        cells = [row["precision"].get(k) for k in shown]
        text = [
            f"{'-' if c is None or c['precision'] is None else format(c['precision'], '.2f')} "
            f"{c['per_100_faithful'] if c else 0:5.2f}"
            for c in cells
        ]
        print(name.ljust(18) + "".join(t.rjust(14) for t in [*text, f"{row['per_100_faithful']:.2f}"]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of <code>.jsonl files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", help="comma-separated, such as eng-fra,deu-pol")
    parser.add_argument("--stories", type=int, default=None, help="only the first N stories")
    parser.add_argument("--faithful", action="store_true", help="only the comparison without edits")
    parser.add_argument("--show", help="print what was wrongly reported or missed of this kind")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data, total, rows = load(options.data), Tally(), {}
    for pair in pairs_of(data, options.pairs):
        tally, shown = run_pair(data, pair, options)
        rows["-".join(pair)] = summary(tally)
        total.add(tally)
        for where, why, what in shown:
            if options.show and what.kind == options.show:
                print(f"{where} {why}: {what}")
    rows["all"] = summary(total)
    if options.json:
        print(json.dumps({"benchmark": "edits", "seed": options.seed, "pairs": rows}, indent=1))
    else:
        _print(rows)


if __name__ == "__main__":
    main()
