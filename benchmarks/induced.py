"""Does a lexicon induced from links help? Retrieval on stories that nothing was learned from.

    python benchmarks/induced.py DATA [--pairs eng-heb,hun-bul] [--lexicon FILE] [--json]

DATA as for `retrieval.py`. The stories are halved. The translated stories of one half are aligned as whence
does it; from the links it is sure of (no gold is looked at) word translations are induced, and sentence P@1
is measured on the other half, without and with them; then the other way round. All sentences compete.

A language is weak where its lexicon was learned from little text. To measure on stories of well-served
languages, build a lexicon that has not seen news of them (`tools/build_lexicon.py` without `--stories`,
from a folder without `parallel/pud`) and pass it as `--lexicon`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

import retrieval
import stories
from whence import lexicon
from whence.align import align
from whence.features import features
from whence.induced import induce
from whence.records import Article
from whence.text import tag

PAIRS = "eng-heb,eng-hin,eng-fin,hun-bul,ces-jpn"


def measure(data: Path, left: str, right: str) -> dict[str, Any]:
    """Return P@1 of both directions and halves without and with what the other half taught."""
    rows = [list(stories.read(data, code).values()) for code in (left, right)]
    sides = [retrieval.prepare(data / f"{code}.jsonl") for code in (left, right)]
    articles = [
        [Article.from_passages(row, language=tag(code)) for row in side]
        for side, code in zip(rows, (left, right), strict=True)
    ]
    taken = [features(side) for side in articles]
    linked = [(a, b, align(x, y, a, b)) for x, y, a, b in zip(*articles, *taken, strict=True)]
    found: dict[str, Any] = {"left": left, "right": right, "words": [], "without": [], "with": []}
    for half in (0, 1):
        learned = induce(linked[1 - half :: 2])
        held = sides[0].story % 2 == half
        found["words"].append(0 if learned is None else len(learned.worth))
        for name, known in (("without", None), ("with", learned)):
            scores = retrieval.nearness(
                sides[0].sentences, sides[1].sentences, (sides[0].lengths[0], sides[1].lengths[0]), known
            )
            found[name] += [float(p) for p in retrieval.precision(scores, held)]
    return found | {name: round(float(np.mean(found[name])), 4) for name in ("words", "without", "with")}


def main() -> None:
    """Print a table, or one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", default=PAIRS)
    parser.add_argument("--lexicon", type=Path, help="a lexicon file other than the one that ships")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.lexicon:
        lexicon.DATA = options.lexicon
    rows = []
    for left, right in stories.pairs(options.pairs, stories.codes(options.data), []):
        rows.append(measure(options.data, left, right))
        if not options.json:
            print(
                "{left:>8} {right:<8} {words:7.0f} words {without:8.4f} {with:8.4f}".format(**rows[-1]),
                flush=True,
            )
    mean = {name: float(np.mean([row[name] for row in rows])) for name in ("without", "with")}
    if options.json:
        json.dump({"pairs": rows, "mean": mean}, sys.stdout, indent=1)
        print()
    else:
        print("mean {without:.4f} {with:.4f}".format(**mean))


if __name__ == "__main__":
    main()
