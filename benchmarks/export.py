"""How long each export of a large story takes, how much memory it adds, and how large the file is.

    python benchmarks/export.py [--versions 40] [--passages 60] [--formats csv,tei]

The story is made up: every version has all passages, and every pair of versions is linked, in turns of two
languages. Each format is written in a process of its own, which also makes the story.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

from whence.records import (
    Article,
    Edge,
    Evidence,
    Link,
    Locus,
    Node,
    Pair,
    Passage,
    Reading,
    Reason,
    Span,
    Stemma,
    Story,
    Variant,
)
from whence.report.exports import FORMATS, export

WORDS = "harbour lamp river council seven bridge winter market letter north boat morning".split()
EVIDENCE = 8


def story(versions: int, passages: int) -> Story:
    """Make a story in which all versions tell the same, each with numbers of its own."""
    articles = tuple(
        Article.from_passages(
            [f"{' '.join(WORDS[(n + k) % 12] for k in range(18))} {n} {v}." for n in range(passages)],
            language=("en", "fr")[v % 2],
            outlet=f"Made-up Courier {v}",
        )
        for v in range(versions)
    )
    pairs = tuple(pair(articles, i, j) for i, j in itertools.combinations(range(versions), 2))
    loci = tuple(
        Locus("number", tuple(Reading((v,), (last(v, a.passages[n]),), str(v)) for v, a in enumerate(articles)))
        for n in range(0, passages, 5)
    )  # fmt: skip
    edges = tuple(
        Edge(f"v{(v - 1) // 2}", f"v{v}", 0.8, (Reason("time", "Earlier."),)) for v in range(1, versions)
    )
    nodes = tuple(Node(f"v{v}", v) for v in range(versions))
    return Story(articles, pairs, loci, (), (), Stemma(nodes, edges, ("v0",)))


def last(version: int, passage: Passage) -> Span:
    """Return the number that a passage ends with."""
    word = passage.text.rsplit(" ", 1)[-1]
    return Span(version, passage.number, passage.end - len(word), passage.end, word)


def pair(articles: tuple[Article, ...], i: int, j: int) -> Pair:
    """Link every passage of two versions, with evidence and a variant every fifth."""
    links, variants = [], []
    for here, there in zip(articles[i].passages, articles[j].passages, strict=True):
        met, at = [], 0
        for word in here.text.split()[:EVIDENCE]:
            spans = (
                Span(v, p.number, p.start + at, p.start + at + len(word), word)
                for v, p in ((i, here), (j, there))
            )
            met.append(Evidence("word", *spans, word, 0.1))
            at += len(word) + 1
        links.append(Link((here.number,), (there.number,), 0.9, tuple(met)))
        if here.number % 5 == 0:
            variants.append(
                Variant("number", last(i, here), last(j, there), 0.9, "differs", here.number)
            )
    return Pair(i, j, "copy", "undetermined", (1.0, 1.0), 0.9, (), tuple(links), tuple(variants))


def measure(name: str, versions: int, passages: int) -> tuple[float, float, int]:
    """Return the CPU seconds, the megabytes added at the peak, and the bytes of one export."""
    made = story(versions, passages)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"case{FORMATS[name].ending}"
        start = time.process_time()
        export(made, path, format=name)
        spent = time.process_time() - start
        size = path.stat().st_size
    added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return spent, added, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--versions", type=int, default=40)
    parser.add_argument("--passages", type=int, default=60)
    parser.add_argument("--formats", default=",".join(FORMATS))
    asked = parser.parse_args()
    print(f"{asked.versions} versions of {asked.passages} passages")
    print("| format | CPU | memory added | file |\n| --- | --- | --- | --- |")
    context = multiprocessing.get_context("spawn")
    for name in asked.formats.split(","):
        with context.Pool(1) as pool:
            spent, added, size = pool.apply(measure, (name, asked.versions, asked.passages))
        print(f"| {name} | {spent:.1f} s | {added:.0f} MB | {size / 1e6:.1f} MB |", flush=True)


if __name__ == "__main__":
    main()
