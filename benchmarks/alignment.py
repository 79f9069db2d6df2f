"""How well are the passages of a translated book aligned? Strict and lax precision, recall and F1.

    python benchmarks/alignment.py DIR [--json]

DIR holds three files of one stem: two texts, one sentence a line, named by their language (`dev.de`,
`dev.fr`), and the gold alignment named by both (`dev.defr`), a line `[0, 1]:[3]` per link; an empty
side is a passage without counterpart. Line numbers count from 0.

Strict: a link is right where both its groups are exactly those of a gold link. Lax: where it shares
passages with a gold link on both sides. Passages left alone are counted in two ways: `links` leaves
them out; `all` counts each as an answer for precision, but not for recall (the custom of the published
figures, from the scorer of Vecalign).
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from whence.align import align
from whence.features import features
from whence.records import Article
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterable

Link = tuple[tuple[int, ...], tuple[int, ...]]

# Strict F1 on the test part of Text+Berg, quoted, not run here (another part of the corpus).
QUOTED = (
    ("hunalign, no dictionary", 0.765),
    ("Bleualign, machine translation", 0.81),
    ("Vecalign, LASER", 0.902),
    ("Bertalign, LaBSE", 0.936),
)


def read_case(folder: Path) -> tuple[Article, Article, list[Link]]:
    """Return both texts and the gold links of a folder."""
    for gold in sorted(folder.iterdir()):
        codes = gold.suffix[1:]
        sides = [gold.with_suffix(f".{c}") for c in (codes[: len(codes) // 2], codes[len(codes) // 2 :])]
        if len(codes) % 2 == 0 and all(s.exists() and s != gold for s in sides):
            break
    else:
        sys.exit(f"{folder}: no files like dev.de, dev.fr, dev.defr")
    left, right = (
        Article.from_passages(s.read_text("utf-8").rstrip("\n").split("\n"), language=tag(s.suffix[1:]))
        for s in sides
    )
    links = []
    for line in gold.read_text("utf-8").splitlines():
        if line.strip():
            groups = [tuple(ast.literal_eval(part.strip())) for part in line.split(":")[:2]]
            links.append((groups[0], groups[1]))
    return left, right, links


def whole(links: Iterable[Link], sizes: tuple[int, int]) -> set[Link]:
    """Return the links with every passage left alone as a link to nothing."""
    links = {(a, b) for a, b in links if a and b}
    used = {x for a, _ in links for x in a}, {x for _, b in links for x in b}
    alone: set[Link] = {((x,), ()) for x in set(range(sizes[0])) - used[0]}
    return links | alone | {((), (x,)) for x in set(range(sizes[1])) - used[1]}


def share(said: set[Link], true: set[Link], *, lax: bool) -> float:
    """Return how many of the links said are in the truth."""
    if not said:
        return 0.0
    if not lax:
        return len(said & true) / len(said)
    pairs = {(i, j) for a, b in true for i in a for j in b}
    hits = sum((a, b) in true or any((i, j) in pairs for i in a for j in b) for a, b in said)
    return hits / len(said)


def figures(
    said: Iterable[Link], gold: Iterable[Link], sizes: tuple[int, int]
) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of each way of counting."""
    every, truth = whole(said, sizes), whole(gold, sizes)
    linked = [{x for x in side if x[0] and x[1]} for side in (every, truth)]
    rows = {}
    for name, lax in (("strict", False), ("lax", True)):
        recall = share(linked[1], linked[0], lax=lax)
        for counted, side, true in (("links", *linked), ("all", every, truth)):
            precision = share(side, true, lax=lax)
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            rows[f"{name}, {counted}"] = {"precision": precision, "recall": recall, "f1": f1}
    return rows


def gale_church(left: Article, right: Article) -> list[Link] | None:
    """Return the links of the peer `galechurch` (lengths only), None where it is not installed."""
    try:
        import galechurch
    except ImportError:
        return None
    found = galechurch.align([p.text for p in left.passages], [p.text for p in right.passages])
    return [
        (tuple(range(b.source_start, b.source_end)), tuple(range(b.target_start, b.target_end)))
        for b in found.beads
    ]


def main() -> None:
    """Print a table, or one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    left, right, gold = read_case(options.folder)
    sizes = len(left.passages), len(right.passages)
    started = time.perf_counter()
    rows = features((left, right))
    ready = time.perf_counter()
    links = align(left, right, *rows)
    took = {"features": ready - started, "align": time.perf_counter() - ready}
    answers = {"whence": figures([(x.left, x.right) for x in links], gold, sizes)}
    peer = gale_church(left, right)
    if peer is not None:
        answers["galechurch"] = figures(peer, gold, sizes)
    if options.json:
        quoted = [{"name": name, "strict_f1": f1, "of": "Text+Berg, test part"} for name, f1 in QUOTED]
        print(
            json.dumps(
                {"passages": sizes, "seconds": took, "figures": answers, "quoted": quoted}, indent=1
            )
        )
        return
    print(
        f"{sizes[0]} and {sizes[1]} passages; features {took['features']:.2f} s, align {took['align']:.2f} s"
    )
    for name, measures in answers.items():
        print(f"\n{name:16}{'precision':>11}{'recall':>9}{'F1':>8}")
        for way, row in measures.items():
            print(f"{way:16}{row['precision']:11.3f}{row['recall']:9.3f}{row['f1']:8.3f}")
    if peer is None:
        print("\ngalechurch is not installed (pip install galechurch), so it was not run")
    print(
        "\nquoted, not run here (strict F1, test part of Text+Berg; from the papers of Vecalign and Bertalign):"
    )
    for name, f1 in QUOTED:
        print(f"  {name:32}{f1:.3f}")


if __name__ == "__main__":
    main()
