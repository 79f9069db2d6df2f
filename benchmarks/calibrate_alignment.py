"""Learn the weights that turn the facts of a link into its score, and show how well the score holds.

    python benchmarks/calibrate_alignment.py DATA [--seed 7] [--every 4] [--pairs eng-fra,…]

DATA as for `news_alignment.py`. Learns from every second story, disturbed and faithful; a link is right
where each of its passages has a true counterpart on the link's other side. Prints the weights (they
belong into `whence/align/judge.py`; learned from both halves in the end), and for the other stories, per
band of scores, how many links there were and how many of them were right. Use a lexicon that has not
seen the stories: scores learned on seen ones promise too much (`--every` as for `news_alignment.py`).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from news_alignment import EDITED, FAITHFUL, Case, cases
from whence.align import judge
from whence.align.search import solve
from whence.features import features

PAIRS = (
    "eng-fra,deu-rus,fra-arb,eng-zho,ita-tur,eng-fin,spa-fas,pol-heb,eng-hin,swe-jpn,eng-heb,hun-ita,ces-por,"
    "nld-ukr,ell-ind,bul-deu,eng-arb,eng-fas,eng-tur,rus-zho,jpn-eng,fin-spa"
)
# Pull of the weights towards nothing: keeps them small where facts say the same.
RIDGE = 0.3


def observed(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Return the facts of all links in the making of a case, and which are right."""
    rows = features((case.left, case.right))
    found = solve((rows[0], rows[1]), (case.left.passages, case.right.passages))
    pairs = {(i, j) for a, b in case.truth.links for i in a for j in b}
    right = []
    for bead in found.beads:
        a, b = range(*bead.left), range(*bead.right)
        sides = (
            (any((i, j) in pairs for j in b) for i in a),
            (any((i, j) in pairs for i in a) for j in b),
        )
        right.append(all(map(all, sides)))
    return found.facts, np.array(right, float)


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression (Newton's method with a small ridge)."""
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - p) - RIDGE * weights
        weights += np.linalg.solve((rows.T * (p * (1 - p))) @ rows + ridge, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--every", type=int, default=1, help="only every so many-th story, from the first"
    )
    parser.add_argument("--pairs", default=PAIRS)
    options = parser.parse_args()
    halves = []
    for half in (slice(0, None, 2 * options.every), slice(options.every, None, 2 * options.every)):
        seen = [
            observed(case)
            for pair in options.pairs.split(",")
            for rates in (EDITED, FAITHFUL)
            for case in cases(options.data, pair, options.seed, half, rates=rates)
        ]
        halves.append([np.concatenate(column) for column in zip(*seen, strict=True)])
    (rows, right), (other_rows, other_right) = halves
    weights = fit(rows, right)
    every = fit(np.concatenate([rows, other_rows]), np.concatenate([right, other_right]))
    print("WEIGHTS = (" + ", ".join(f"{w:.3f}" for w in every) + ")")
    print("        ", judge.FACTS)
    score = 1 / (1 + np.exp(-other_rows @ weights))
    print("score, other stories       links   right")
    for low in np.arange(0, 1, 0.1):
        band = (score >= low) & (score < low + 0.1)
        if band.any():
            print(f"{low:.1f} to {low + 0.1:.1f} {band.sum():22d} {other_right[band].mean():7.3f}")


if __name__ == "__main__":
    main()
