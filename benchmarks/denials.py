"""Ask which denials and opposites are told, and what is told of them that nobody changed.

    python benchmarks/denials.py DATA --seed 1 [--pairs eng-fra,deu-pol] [--stories 20] [--held] [--json]

DATA is a folder of faithful parallel stories as in edits.py. In one version of each story one sentence in three
is denied (or affirmed again, where it denies), in both versions in turn, and where that version is English one in
three gets a word turned into its opposite (`plant_denials.py`). Recall is the share of them told as `wording` in
the changed passage; false variants are those of denials, opposites and zero counts on the same stories as they
are. Of each three stories one is held out (`--held` asks of these alone): nothing was fitted to them.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import whence
from edits import article, load, pairs_of
from plant_denials import denied, opposed
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Callable

PLANTERS: dict[str, Callable[[str, str, random.Random], str | None]] = {
    "denied": denied,
    "opposite": opposed,
}
# One sentence in so many is changed, and one story in so many held out.
SHARE = HELD = 3
# What the notes of the variants asked about end with.
NOTES = ("denied in one version only", "the opposite", "nobody in one version, a count in the other")


def is_held(story: str) -> bool:
    """Return True for a story that nothing was fitted to."""
    return zlib.crc32(story.encode()) % HELD == 0


def run_pair(
    data: dict[str, dict[str, list[str]]], pair: tuple[str, str], options: argparse.Namespace
) -> dict[str, Counter[str]]:
    """Count what is planted, found and false over the stories of a pair, by the version changed."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    chosen = [s for s in data[pair[0]] if s in data[pair[1]] and is_held(s) == options.held]
    for number, story in enumerate(chosen[: options.stories]):
        both = [data[code][story] for code in pair]
        faithful = whence.compare(*(article(s, c) for s, c in zip(both, pair, strict=True)))
        rows["faithful"]["passages"] += len(both[0])
        false = [v for v in faithful.variants if v.note.endswith(NOTES)]
        rows["faithful"]["false"] += len(false)
        if options.show:
            print(
                *(f"{'-'.join(pair)} {story}: {v.note}" for v in false), sep="\n", end="\n" * bool(false)
            )
        side = number % 2
        for kind, make in PLANTERS.items():
            rng = random.Random(f"{options.seed}/{pair}/{story}/{kind}")
            sentences, changed = _planted(both[side], tag(pair[side]), make, rng)
            if not changed:
                continue
            versions = [article(sentences if k == side else both[k], pair[k]) for k in (0, 1)]
            told = _told(whence.compare(versions[0], versions[1]), side)
            rows[f"{pair[side]} {kind}"]["planted"] += len(changed)
            rows[f"{pair[side]} {kind}"]["found"] += len(changed & told)
    return rows


def _planted(
    sentences: list[str], language: str, make: Callable[..., str | None], rng: random.Random
) -> tuple[list[str], set[int]]:
    """Return the sentences with some changed, and which."""
    rows, changed = list(sentences), set()
    for number, text in enumerate(sentences):
        if rng.random() * SHARE < 1 and (after := make(text, language, rng)) is not None:
            rows[number] = after
            changed.add(number)
    return rows, changed


def _told(result: Any, side: int) -> set[int]:
    """Return the passages of a side in which other wording is told."""
    spans = (s for v in result.variants if v.kind == "wording" for s in (v.left, v.right))
    return {s.passage for s in spans if s is not None and s.article == side}


def summary(rows: dict[str, Counter[str]]) -> dict[str, Any]:
    """Return the figures of some counts: recall by version and kind, false variants per 100 passages."""
    row = rows["faithful"]
    recall = {
        name: {**counts, "recall": round(counts["found"] / counts["planted"], 4)}
        for name, counts in sorted(rows.items())
        if counts["planted"]
    }
    per_100 = round(100 * row["false"] / max(1, row["passages"]), 3)
    return {
        "passages": row["passages"],
        "false": row["false"],
        "per_100_faithful": per_100,
        "recall": recall,
    }


def _all(rows: list[dict[str, Counter[str]]]) -> dict[str, Counter[str]]:
    """Return the sums over pairs: by what was changed in English, in other versions, and both."""
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for name, counts in row.items():
            code, _, kind = name.partition(" ")
            names = {name} if not kind else {f"{'English' if code == 'eng' else 'other'} {kind}", kind}
            for key in names:
                total[key].update(counts)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of <code>.jsonl files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", help="comma-separated, such as eng-fra,deu-pol")
    parser.add_argument("--stories", type=int, default=None, help="only the first N stories")
    parser.add_argument("--held", action="store_true", help="only stories that nothing was fitted to")
    parser.add_argument("--show", action="store_true", help="print what was told on faithful passages")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    data = load(options.data)
    rows = {"-".join(p): run_pair(data, p, options) for p in pairs_of(data, options.pairs)}
    found = {name: summary(row) for name, row in {**rows, "all": _all(list(rows.values()))}.items()}
    if options.json:
        print(json.dumps({"benchmark": "denials", "seed": options.seed, "pairs": found}, indent=1))
        return
    for name, row in found.items():
        cells = (f"{k} {c['recall']:.2f}/{c['planted']}" for k, c in row["recall"].items())
        print(f"{name:14} false per 100 {row['per_100_faithful']:5.2f}   recall", "  ".join(cells))


if __name__ == "__main__":
    main()
