"""Measure what a sentence encoder adds to the words, and how much it should count.

    python benchmarks/encoder.py DATA [--encoder DIR] [--pairs eng-fra,fra-arb] [--stories 15]
                                      [--weights 0,0.5,1] [--seed 3] [--unknown] [--json]

DATA as for `news_alignment.py`, whose disturbed stories and measures are used (link, passage, dropped,
added, moved, stray). Each row is one encoder at one weight (`settings.encoder_weight`; 0 is the words alone).
With `--unknown` the right side's language is hidden, so that no word list serves it.

Without `--encoder` the encoders are *simulated*: vectors made from the numbers of the sentences, which
nothing else sees. A vector is the sum of a part that all texts share, one that a story shares, the meaning of
the sentences in the passage (either half of a sentence has half of it) and noise, which varies from sentence to
sentence as the errors of encoders do. Beside the figures stand the cosine of translations, that of other
sentences, and how often the translation is the nearest of all sentences: hold a real encoder against them.
"""

from __future__ import annotations

import argparse
import json
import statistics
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from news_alignment import Case, Result, article, cases, read_stories
from whence import encoders
from whence.align import align
from whence.features import features
from whence.settings import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.encoders import Encoder

DIMENSIONS = 256
PAIRS = "eng-fra,eng-tur,fra-arb,deu-jpn,heb-hin"
WEIGHTS = "0,0.25,0.5,0.75,1"


@dataclass(frozen=True, slots=True)
class Quality:
    """Parts of a vector's square: what all texts share, what a story shares, and the mean noise."""

    everything: float
    story: float
    noise: float


SIMULATED = {
    "strong": Quality(0.15, 0.1, 0.12),
    "fair": Quality(0.15, 0.1, 0.3),
    "weak": Quality(0.15, 0.1, 0.45),
    "narrow": Quality(0.7, 0.05, 0.07),  # as "fair", but all its cosines are high
}


class Simulated:
    """An encoder that knows which sentences a passage holds, and errs as it is told to."""

    def __init__(self, name: str, quality: Quality, sides: Sequence[dict[str, list[str]]]) -> None:
        self.name = name
        self._quality = quality
        self._places = {
            text: (story, x)
            for side in sides
            for story, rows in side.items()
            for x, text in enumerate(rows)
        }

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Return one row a text."""
        return np.stack([self._vector(text) for text in texts]).astype(np.float32)

    def _vector(self, text: str) -> np.ndarray:
        q = self._quality
        stories, meaning = self._meaning(text)
        out = np.sqrt(q.everything) * _unit("everything")
        out = out + np.sqrt(q.story) * _normed(sum(_unit(f"story {s}") for s in stories))
        # Noise of a sentence: many small errors, a few large ones; its mean is the quality's.
        share = np.random.default_rng(_seed(f"share {text}")).beta(1.2, 1.2 * (1 / q.noise - 1))
        rest = 1 - q.everything - q.story
        spoilt = min(share / rest, 0.95) if rest else 0
        return (
            out
            + np.sqrt(rest * (1 - spoilt)) * meaning
            + np.sqrt(rest * spoilt) * _unit(f"noise {text}")
        )

    def _meaning(self, text: str) -> tuple[list[str], np.ndarray]:
        if text in self._places:
            found = [(*self._places[text], (0, 1))]
        else:
            found = []
            for sentence, place in self._places.items():
                if sentence in text:
                    found.append((*place, (0, 1)))
                elif text in sentence:
                    found.append((*place, (0,) if sentence.startswith(text) else (1,)))
        if not found:
            return [text], _unit(text)
        halves = [_unit(f"meaning {story} {x} {half}") for story, x, parts in found for half in parts]
        return sorted({story for story, _, _ in found}), _normed(sum(halves))


def _seed(name: str) -> np.random.SeedSequence:
    return np.random.SeedSequence(list(name.encode()))


def _unit(name: str) -> np.ndarray:
    return _normed(np.random.default_rng(_seed(name)).normal(size=DIMENSIONS))


def _normed(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def nearness(encoder: Encoder, sides: Sequence[dict[str, list[str]]], stories: int) -> dict[str, float]:
    """Return the cosine of translations, that of others, and P@1 among the sentences of the stories."""
    names = [n for n in sides[0] if n in sides[1]][:stories]
    a, b = (encoders.vectors(encoder, [t for n in names for t in side[n]]) for side in sides)
    cosine = a @ b.T
    own = np.eye(len(cosine), dtype=bool)
    first = (cosine.argmax(axis=1) == np.arange(len(cosine))).mean()
    return {"own": float(cosine[own].mean()), "other": float(cosine[~own].mean()), "p1": float(first)}


def measure(
    ready: list[tuple[Case, object]], encoder: Encoder, weights: Sequence[float]
) -> dict[float, Result]:
    """Return what was counted at each weight."""
    out = {w: Result() for w in weights}
    for case, rows in ready:
        sides = case.left, case.right
        opinion = encoders.opinion(encoder, sides)
        for weight, result in out.items():
            links = align(
                *sides, *rows, settings=replace(DEFAULT, encoder_weight=weight), opinion=opinion
            )
            if case.related:
                result.count(links, case.truth, (len(case.left.passages), len(case.right.passages)))
            else:
                result.stray += len(links)
                result.passages += len(case.left.passages)
    return out


def prepared(
    data: Path, pair: str, seed: int, stories: int, *, unknown: bool
) -> Iterator[tuple[Case, object]]:
    """Yield the cases of a pair of languages with their features."""
    for made in cases(data, pair, seed, slice(0, stories)):
        hidden = article((p.text for p in made.right.passages), "und") if unknown else made.right
        case = replace(made, right=hidden)
        yield case, features((case.left, case.right))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path, help="a model on your disk; else simulated ones")
    parser.add_argument("--pairs", default=PAIRS)
    parser.add_argument("--stories", type=int, default=15)
    parser.add_argument("--weights", default=WEIGHTS)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--unknown", action="store_true", help="hide the right side's language")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    weights = [float(w) for w in options.weights.split(",")]
    loaded = encoders.load(options.encoder) if options.encoder else None
    seen: dict[tuple[str, float], list[dict[str, float]]] = {}
    for pair in options.pairs.split(","):
        sides = [read_stories(options.data, code) for code in pair.split("-")]
        ready = list(
            prepared(options.data, pair, options.seed, options.stories, unknown=options.unknown)
        )
        tried = [loaded] if loaded else [Simulated(n, q, sides) for n, q in SIMULATED.items()]
        for encoder in tried:
            near = nearness(encoder, sides, options.stories)
            for weight, result in measure(ready, encoder, weights).items():
                seen.setdefault((encoder.name, weight), []).append({**near, **result.figures()})
    rows = [
        {
            "encoder": name,
            "weight": weight,
            **{k: statistics.fmean(x[k] for x in found) for k in found[0]},
        }
        for (name, weight), found in seen.items()
    ]
    if options.json:
        print(json.dumps({"pairs": options.pairs.split(","), "rows": rows}, indent=1))
        return
    columns = list(rows[0])[2:]
    print(f"{'encoder':12}{'weight':>7}" + "".join(f"{c:>9}" for c in columns))
    for row in rows:
        print(f"{row['encoder']:12}{row['weight']:7.2f}" + "".join(f"{row[c]:9.3f}" for c in columns))


if __name__ == "__main__":
    main()
