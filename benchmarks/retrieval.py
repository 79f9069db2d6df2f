"""Retrieval: how often the translation of a sentence, or of an article, is the nearest of all.

    python benchmarks/retrieval.py ../shared/eval/ntrex [--pairs eng-fra,fra-arb] [--json]

DATA holds one JSON Lines file a language, named by ISO 639-3 code (perhaps with a suffix, zho-CN), one
story a line: {"story": …, "sentences": […]}, the same stories and sentences in each. For each pair it
prints sentence P@1 among all sentences in both directions, and article P@1 (mean of both directions).
Scores are those of whence.similarity, less the best score of each of the two sentences with any other (CSLS with one neighbour), less a
penalty for unlikely lengths; nothing is learned from DATA but the overall ratio of lengths.

A lexicon learned from some stories is measured on the others: build it with `--stories DATA --fold 0/2`
and pass `--lexicon FILE --fold 0/2` here; all sentences compete, only those of the fold are counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from whence import lexicon, similarity
from whence.features import features
from whence.records import Article
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

# Pairs without English that are measured by default, where both files are there.
OTHER_PAIRS = (
    "fra-arb tur-zho fas-rus hin-deu ita-spa heb-ell jpn-por fin-hun ukr-ind pol-bul ron-kor vie-srp kat-urd"
).split()
NEAREST = 1
# Penalty per unit of the logarithm of an unlikely length ratio, and its largest value.
LENGTH, LONGEST = 0.15, 1.5


class Side(NamedTuple):
    """One language made ready: its sentences, its stories as one passage each, and their lengths."""

    sentences: similarity.Side
    stories: similarity.Side
    lengths: tuple[Floats, Floats]
    story: npt.NDArray[np.int64]
    seconds: float


def prepare(path: Path) -> Side:
    """Read one language and take its features."""
    rows = [json.loads(line)["sentences"] for line in path.read_text(encoding="utf-8").splitlines()]
    sentences = [s for row in rows for s in row]
    stories = ["\n".join(row) for row in rows]
    started = time.process_time()
    made = [
        features([Article.from_passages(t, language=tag(path.stem))])[0] for t in (sentences, stories)
    ]
    return Side(
        similarity.side(made[0]),
        similarity.side(made[1]),
        (made[0].length, made[1].length),
        np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
        time.process_time() - started,
    )


def nearness(
    left: similarity.Side,
    right: similarity.Side,
    lengths: tuple[Floats, Floats],
    learned: similarity.Learned | None = None,
) -> Floats:
    """Return the score of every passage of the left against every one of the right."""
    scores = similarity.matrix(left, right, learned)
    near = min(NEAREST, *scores.shape)
    hub = np.sort(scores, axis=1)[:, -near:].mean(axis=1), np.sort(scores, axis=0)[-near:].mean(axis=0)
    a, b = lengths
    ratio = (
        np.log((a + 10) / (a.sum() + 10 * len(a)))[:, None]
        - np.log((b + 10) / (b.sum() + 10 * len(b)))[None]
    )
    return 2 * scores - hub[0][:, None] - hub[1][None] - LENGTH * np.minimum(np.abs(ratio), LONGEST)


def precision(scores: Floats, counted: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return P@1 from left to right and from right to left, over the rows that count."""
    own = np.arange(len(scores))
    return (
        float((scores.argmax(axis=1) == own)[counted].mean()),
        float((scores.argmax(axis=0) == own)[counted].mean()),
    )


def measure(left: Side, right: Side, fold: tuple[int, int] | None) -> dict[str, float]:
    """Return the figures of one pair of languages."""
    if not np.array_equal(left.story, right.story):
        raise SystemExit("the two files do not have the same stories with the same numbers of sentences")
    stories = np.arange(left.story.max() + 1)
    held = np.ones(len(stories), bool) if fold is None else stories % fold[1] == fold[0]
    scores = nearness(left.sentences, right.sentences, (left.lengths[0], right.lengths[0]))
    there, back = precision(scores, held[left.story])
    whole = nearness(left.stories, right.stories, (left.lengths[1], right.lengths[1]))
    return {
        "sentences": int(held[left.story].sum()),
        "p1_forward": round(there, 4),
        "p1_backward": round(back, 4),
        "articles_p1": round(sum(precision(whole, held)) / 2, 4),
    }


def chosen(data: Path, asked: str) -> list[tuple[str, str]]:
    """Return the pairs of file names to measure: those asked for, or English with all, and some others."""
    names = sorted(path.stem for path in data.glob("*.jsonl"))

    def full(code: str) -> str | None:
        return next((n for n in names if n == code or n.startswith(code + "-")), None)

    if asked:
        pairs = []
        for pair in asked.split(","):
            found = _split(pair, names, full)
            if found is None:
                raise SystemExit(
                    f"{pair}: found {', '.join(names)} in {data}; name two of them, as eng-fra"
                )
            pairs.append(found)
        return pairs
    english = [(full("eng"), n) for n in names if n != full("eng")] if full("eng") else []
    others = [tuple(map(full, pair.split("-"))) for pair in OTHER_PAIRS]
    return [(a, b) for a, b in (*english, *others) if a and b]


def _split(pair: str, names: Sequence[str], full: Callable[[str], str | None]) -> tuple[str, str] | None:
    """Return the two files of "eng-zho-CN", whichever of the codes has a suffix."""
    pieces = pair.split("-")
    for cut in range(1, len(pieces)):
        a, b = full("-".join(pieces[:cut])), full("-".join(pieces[cut:]))
        if a in names and b in names:
            return a, b
    return None


def main() -> None:
    """Measure the pairs and print a table or one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--pairs", default="", help="eng-fra,fra-arb … (default: English with each, and some others)"
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--fold", default="", help="K/N: count only every Nth story, beginning with K")
    parser.add_argument("--lexicon", type=Path, help="a lexicon file other than the one that ships")
    args = parser.parse_args()
    if args.lexicon:
        lexicon.DATA = args.lexicon
    fold = None
    if args.fold:
        number, folds = map(int, args.fold.split("/"))
        fold = number, folds
    ready: dict[str, Side] = {}
    rows = []
    for left, right in chosen(args.data, args.pairs):
        for name in (left, right):
            if name not in ready:
                ready[name] = prepare(args.data / f"{name}.jsonl")
        row = {"left": left, "right": right, **measure(ready[left], ready[right], fold)}
        rows.append(row)
        if not args.json:
            print(
                "{left:>8} {right:<8} {sentences:6} {p1_forward:7.3f} {p1_backward:7.3f} {articles_p1:7.3f}".format(
                    **row
                ),
                flush=True,
            )
    if args.json:
        json.dump({"pairs": rows}, sys.stdout, indent=1)
        print()
        return
    for title, group in (
        ("English with others", [r for r in rows if r["left"].startswith("eng")]),
        ("without English", [r for r in rows if not r["left"].startswith("eng")]),
    ):
        if group:
            means = [(r["p1_forward"] + r["p1_backward"]) / 2 for r in group]
            print(f"{title}: mean {np.mean(means):.4f}, least {min(means):.4f}")
    passages = sum(len(s.story) for s in ready.values())
    print(
        f"features: {2 * passages / max(sum(s.seconds for s in ready.values()), 1e-9):,.0f} passages a second, cold"
    )


if __name__ == "__main__":
    main()
