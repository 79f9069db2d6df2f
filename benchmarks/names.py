"""Ask which replaced names are found, by script and by the side that was edited.

    python benchmarks/names.py DATA --seed 1 [--pairs eng-arb,arb-zho] [--fold 0/2] [--show] [--json]

DATA is a folder of faithful parallel stories, as for `edits.py`. In one version of each story up to a
quarter of the sentences get one name replaced by another, and nothing else is changed; the sides take
turns. Where a script has capitals a name is what most translations write alike with a capital
(`plant.py`). Where it has none, a name is the stretch of text that stands in all sentences of a story
that have an English name, and in no sentence of all stories that has not: so that what is measured
here (how names sound across scripts) does not choose what is planted.

- recall: share of the replaced names that are reported as `name` or `attribution` in that passage,
  for edits on a side with capitals and on one without;
- precision: share of the reported `name` variants that stand where one was planted;
- false name variants per 100 faithful passages, of kind `name` and of all kinds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import edits
import stories
import whence
from plant import SHARE, Edit, common_words, names_of, shared_names
from whence import lexicon
from whence.text import fold

Data = dict[str, dict[str, list[str]]]
FOUND_AS = {"name", "attribution"}
_CAPITAL = re.compile(r"\b[A-ZА-ЯЁІЇЄҐΑ-ΩΆ-Ώ]\w{3,}\b")
# Languages whose words are not parted by spaces: there a name is a run of two to seven characters.
_UNSPACED = frozenset({"zho", "jpn", "tha", "lao", "khm", "mya"})
_RUN = range(2, 8)
_LATIN = re.compile("[A-Za-z]")
_SPACED = re.compile(r"""[^\s\d_.,;:!?"'“”„«»‘’()\[\]।،؛؟…/–—-]{3,}""")


def has_capitals(data: Data, code: str) -> bool:
    """Return True where the script of a language has capitals."""
    text = "".join("".join(rows) for rows in list(data[code].values())[:3])
    letters = [c for c in text if c.isalpha() and not _LATIN.match(c)]
    return not letters or sum(c.lower() != c.upper() for c in letters) > len(letters) / 2


def _words(text: str, code: str) -> set[str]:
    if code.split("-", maxsplit=1)[0] not in _UNSPACED:
        return {w for w in _SPACED.findall(text) if not w.isascii()}
    runs = [r for r in re.findall(r"[^\W\d_]+", text) if not r.isascii()]
    return {r[i : i + n] for r in runs for n in _RUN for i in range(len(r) - n + 1)}


@cache
def _english_names(text: str) -> frozenset[str]:
    return frozenset(m[0] for m in _CAPITAL.finditer(text))


def counterparts(data: Data, code: str, common: frozenset[str]) -> dict[str, dict[int, list[str]]]:
    """Return, for each sentence of a story, the stretches of a text without capitals that are names."""
    where: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for story, rows in data[code].items():
        for number, text in enumerate(rows):
            for word in _words(text, code):
                where[word].add((story, number))
    found: dict[str, dict[int, list[str]]] = {}
    for story, rows in data[code].items():
        versions = {c: data[c][story] for c in data if story in data[c]}
        at: defaultdict[str, set[int]] = defaultdict(set)
        for number in range(len(rows)):
            known = shared_names(versions, number)
            for name in _english_names(versions["eng"][number]):
                if fold(name)[:4] in known and name.lower() not in common:
                    at[name].add(number)
        for name, numbers in at.items():
            hit = _counterpart(name, story, sorted(numbers), data, code, where=where)
            for number in numbers if hit else ():
                found.setdefault(story, {}).setdefault(number, []).append(hit)
    return found


def _counterpart(
    name: str,
    story: str,
    numbers: list[int],
    data: Data,
    code: str,
    *,
    where: dict[str, set[tuple[str, int]]],
) -> str:
    """Return the longest stretch that stands where an English name does, and nowhere else; or ""."""
    rows = data[code][story]
    if len(numbers) < 2:
        return ""
    common = set.intersection(*(_words(rows[n], code) for n in numbers))
    kept = [
        word
        for word in common
        if all(name in data["eng"][s][n] for s, n in where[word] if s in data["eng"])
    ]
    longest = max((len(w) for w in kept), default=0)
    best = [w for w in kept if len(w) == longest]
    return best[0] if len(best) == 1 else ""


def plant(
    rows: list[str], spots: dict[int, list[str]], pool: tuple[str, ...], rng: random.Random
) -> tuple[list[str], list[Edit]]:
    """Return the sentences with one name replaced in a quarter of them, and the edits."""
    after = list(rows)
    made: list[Edit] = []
    for number in rng.sample(sorted(spots), len(spots)):
        if len(made) >= max(1, len(rows) // SHARE):
            break
        old = rng.choice(spots[number])
        names = [n for n in pool if n not in rows[number] and n[:3] != old[:3]]
        if not names:
            continue
        after[number] = rows[number].replace(old, rng.choice(names))
        made.append(Edit("name", number, number, rows[number], after[number]))
    return after, made


class Planter:
    """The names of each language: where they stand, and which to put in their place."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.common = common_words(data)
        self.cased = {code: has_capitals(data, code) for code in data}
        self._pools: dict[str, tuple[str, ...]] = {}
        self._bare: dict[str, dict[str, dict[int, list[str]]]] = {}

    def pool(self, code: str) -> tuple[str, ...]:
        """Return the names of a language to put in the place of others."""
        if code not in self._pools:
            if self.cased[code]:
                names = names_of(self.data, code, self.common)
            else:
                rows = self._counterparts(code).values()
                names = tuple(sorted({n for row in rows for many in row.values() for n in many}))
            self._pools[code] = names
        return self._pools[code]

    def spots(self, code: str, story: str) -> dict[int, list[str]]:
        """Return the names in each sentence of a story that may be replaced."""
        if not self.cased[code]:
            return self._counterparts(code).get(story, {})
        rows = self.data[code][story]
        versions = {c: self.data[c][story] for c in self.data if story in self.data[c]}
        found = {}
        for number, text in enumerate(rows):
            known = shared_names(versions, number)
            names = [
                m[0]
                for m in _CAPITAL.finditer(text)
                if m.start() and fold(m[0])[:4] in known and m[0].lower() not in self.common
            ]
            if names:
                found[number] = names
        return found

    def _counterparts(self, code: str) -> dict[str, dict[int, list[str]]]:
        if code not in self._bare:
            self._bare[code] = counterparts(self.data, code, self.common)
        return self._bare[code]


def run_pair(
    planter: Planter, pair: tuple[str, str], options: argparse.Namespace
) -> tuple[Counter[str], list[str]]:
    """Compare the stories of a pair, as they are and with names replaced; return counts and misses."""
    data, counts, shown = planter.data, Counter[str](), []
    for number, story in enumerate(s for s in data[pair[0]] if s in data[pair[1]]):
        fold_number, folds = options.fold
        if number % folds != fold_number:
            continue
        rng = random.Random(f"{options.seed}/{pair}/{story}")
        side = (number // folds + options.seed) % 2
        both = [data[code][story] for code in pair]
        faithful = whence.compare(*(edits.article(s, c) for s, c in zip(both, pair, strict=True)))
        counts["passages"] += len(both[0])
        counts["alarms"] += sum(v.kind == "name" for v in faithful.variants)
        counts["all alarms"] += len(faithful.variants)
        shown += [f"{story} faithful: {v}" for v in faithful.variants if v.kind == "name"]
        code = pair[side]
        rows, made = plant(both[side], planter.spots(code, story), planter.pool(code), rng)
        versions = [edits.article(rows if k == side else both[k], pair[k]) for k in (0, 1)]
        result = whence.compare(*versions)
        tally = edits.Tally()
        edits.score(result, made, side, tally)
        where = "cased" if planter.cased[code] else "uncased"
        counts[f"{where} planted"] += len(made)
        counts[f"{where} found"] += sum(e.found for e in made)
        counts["true"] += tally.true["name"]
        counts["false"] += tally.false["name"]
        shown += [
            f"{story} missed on side {side}: {e.before}\n    → {e.after}\n    = {both[1 - side][e.origin]}"
            for e in made
            if not e.found and e.origin is not None
        ]
    return counts, shown


def summary(counts: Counter[str]) -> dict[str, Any]:
    """Return the figures of some counts."""

    def share(a: int, b: int) -> float | None:
        return round(a / b, 4) if b else None

    found = counts["cased found"] + counts["uncased found"]
    planted = counts["cased planted"] + counts["uncased planted"]
    return {
        "passages": counts["passages"],
        "planted": planted,
        "recall": share(found, planted),
        "cased": {
            "planted": counts["cased planted"],
            "recall": share(counts["cased found"], counts["cased planted"]),
        },
        "uncased": {
            "planted": counts["uncased planted"],
            "recall": share(counts["uncased found"], counts["uncased planted"]),
        },
        "precision": share(counts["true"], counts["true"] + counts["false"]),
        "per_100_faithful": round(100 * counts["alarms"] / max(1, counts["passages"]), 2),
        "all_per_100_faithful": round(100 * counts["all alarms"] / max(1, counts["passages"]), 2),
    }


def _fold(text: str) -> tuple[int, int]:
    part, _, folds = text.partition("/")
    return int(part), int(folds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of <code>.jsonl files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", help="comma-separated, such as eng-fra,deu-pol")
    parser.add_argument("--fold", type=_fold, default=(0, 1), help="every Nth story from K on: K/N")
    parser.add_argument("--lexicon", type=Path, help="a lexicon file other than the one that ships")
    parser.add_argument("--show", action="store_true", help="print what is missed and wrongly reported")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.lexicon:
        lexicon.DATA = options.lexicon
    data = edits.load(options.data)
    planter, total, rows = Planter(data), Counter[str](), {}
    for pair in stories.pairs(options.pairs, list(data), stories.with_english(list(data))):
        counts, shown = run_pair(planter, pair, options)
        rows["-".join(pair)] = summary(counts)
        total.update(counts)
        for line in shown if options.show else ():
            print("-".join(pair), line)
    rows["all"] = summary(total)
    if options.json:
        print(json.dumps({"benchmark": "names", "seed": options.seed, "pairs": rows}, indent=1))
        return
    print("pair            recall  cased       uncased     precision  false names, all per 100")
    for name, row in rows.items():
        cells = [f"{row[k]['recall'] or 0:.2f}/{row[k]['planted']}" for k in ("cased", "uncased")]
        print(
            f"{name:15} {row['recall'] or 0:.2f}    {cells[0]:11} {cells[1]:11} "
            f"{row['precision'] or 0:.2f}       {row['per_100_faithful']:.2f}  {row['all_per_100_faithful']:.2f}"
        )


if __name__ == "__main__":
    main()
