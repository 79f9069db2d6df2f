"""What faithful translations keep of the language they were made from, and whether it is told rightly.

    python benchmarks/remnants.py DATA [--source eng] [--every 4] [--json]

DATA is a folder of parallel stories (see `stories.py`) that were all translated from one language, NTREX
from English. The source is held against each translation: what the translation keeps of it is right, what
it seems to keep of the translation is wrong. Then translations are held against each other (every pair in
`--every`): whatever is found there is wrong, for neither was made from the other.

    texts     texts with any remnant          told     of them with enough to be told (HINT)
    claimed   of them with enough to tell the direction by themselves (CLAIM)
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import stories
from whence.records import Article, Link
from whence.relate.directions import CLAIM, HINT
from whence.remnants import remnants, weight
from whence.text import tag


def met(one: list[str], other: list[str], languages: tuple[str, str]) -> tuple[float, float]:
    """Return what each text keeps of the other's language, by weight."""
    rows = [
        Article.from_passages(text, language=tag(code))
        for text, code in zip((one, other), languages, strict=True)
    ]
    kept = remnants(rows[0], rows[1], [Link((i,), (i,), 1.0) for i in range(len(one))])
    return weight(kept, 0), weight(kept, 1)


def count(into: Counter[str], kept: float, against: float) -> None:
    into["texts"] += kept > 0
    into["told"] += kept >= HINT > against
    into["claimed"] += kept >= CLAIM and against < HINT


def main() -> None:
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("data", type=Path)
    ask.add_argument("--source", default="eng")
    ask.add_argument("--every", type=int, default=4)
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args()
    known = stories.codes(given.data)
    source = stories.code_in(given.source, known)
    corpus = {code: stories.read(given.data, code) for code in known}
    rows: dict[str, Counter[str]] = {name: Counter() for name in ("right", "wrong", "siblings")}
    for code in known:
        for name, text in corpus[source].items():
            if code != source:
                back, there = met(text, corpus[code][name], (source, code))
                count(rows["right"], there, back)
                count(rows["wrong"], back, there)
                rows["right"]["pairs"] += 1
    others = list(combinations([code for code in known if code != source], 2))
    for one, other in others[:: given.every]:
        for name, text in corpus[one].items():
            kept = met(text, corpus[other][name], (one, other))
            for side in (0, 1):
                count(rows["siblings"], kept[side], kept[1 - side])
            rows["siblings"]["pairs"] += 1
    if given.json:
        print(json.dumps({name: dict(row) for name, row in rows.items()}, indent=1))
        return
    for name, row in rows.items():
        print(
            f"{name:9}" + "  ".join(f"{key} {row[key]}" for key in ("pairs", "texts", "told", "claimed"))
        )


if __name__ == "__main__":
    main()
