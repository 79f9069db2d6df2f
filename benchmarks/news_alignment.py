"""How well are disturbed versions of parallel news aligned? Links, dropped and added text, moved blocks.

    python benchmarks/news_alignment.py DATA [--seed 1] [--pairs eng-fra,fra-arb] [--stories 20]
                                        [--every 4] [--lexicon FILE] [--faithful] [--json]

DATA holds one JSON-lines file a language (`eng.jsonl` …), a story a line, the same stories and sentences
in each: {"story": "…", "sentences": ["…", …]}. Of every story two versions are made, one in each language
of the pair, and disturbed as news is: sentences dropped on either side, merged into one passage, split
in two, one or two blocks of one to four sentences moved, and a block of another story inserted.
With `--faithful` sentences are only merged and split often, and dropped rarely, as in translated books.

The shipped lexicon has learned from parallel stories, among them those of NTREX-128: for figures on unseen
stories of that collection build one with `tools/build_lexicon.py … --fold 0/4 --out FILE` and give it with
`--lexicon FILE --every 4`.

Measured per pair (all in 0..1; micro-averaged over stories):

    link       F1 over links, strict: right where both groups of passages are exactly those of the truth
    passage    F1 over pairs of passages (a 1–2 link holds two pairs)
    dropped    F1 over the left passages without counterpart (left linked to nothing)
    added      the same for the right
    moved      share of the moved blocks of which most is linked and marked as moved
    stray      links per 100 passages between a story and another one that has nothing to do with it
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import stories
from whence import lexicon
from whence.align import align
from whence.features import features
from whence.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whence.records import Link


@dataclass(frozen=True, slots=True)
class Rates:
    """How versions are disturbed: chances per sentence, and whether blocks are moved and inserted."""

    drop: float = 0.10
    merge: float = 0.08
    split: float = 0.08
    blocks: bool = True


EDITED = Rates()
FAITHFUL = Rates(drop=0.02, merge=0.25, split=0.12, blocks=False)
# A place where a sentence may be cut in two: after a comma-like mark inside it.
_CUT = re.compile(r"(?<=[,;:،؛，；、])\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a made version: its text and which source sentences it carries (empty: foreign)."""

    text: str
    ids: frozenset[int]
    block: int = -1


@dataclass(slots=True)
class Truth:
    """The true reading of two made versions."""

    links: set[tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=set)
    blocks: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


def disturbed(
    sentences: Sequence[str],
    foreign: Sequence[str],
    rng: random.Random,
    *,
    moves: int = 0,
    blocks: Mapping[int, int] | None = None,
    rates: Rates = EDITED,
) -> list[Piece]:
    """Make one version: drop, move, merge, split, insert; each passage knows what it carries.

    `blocks` says which sentences the other version moves: only neighbours that keep together in both
    versions are merged, so that every true link is of neighbouring passages.
    """
    rows = [
        Piece(text, frozenset({i})) for i, text in enumerate(sentences) if rng.random() >= rates.drop
    ]
    for block in range(moves):
        rows = _moved(rows, block, rng)
    together = {i: row.block for row in rows for i in row.ids} if blocks is None else blocks
    out: list[Piece] = []
    for row in rows:
        last = out[-1] if out else None
        if last and _neighbours(last, row, together) and rng.random() < rates.merge:
            out[-1] = Piece(f"{last.text} {row.text}", last.ids | row.ids, row.block)
        else:
            out += _split(row, rng, rates.split)
    if not foreign:
        return out
    places = [i for i in range(len(out) + 1) if not 0 < i < len(out) or not out[i - 1].ids & out[i].ids]
    at = rng.choice(places)
    start = rng.randrange(max(1, len(foreign) - 8))
    size = rng.randint(3, 8)
    return out[:at] + [Piece(t, frozenset()) for t in foreign[start : start + size]] + out[at:]


def _neighbours(last: Piece, row: Piece, blocks: Mapping[int, int]) -> bool:
    """Return True for whole sentences that follow each other in the source and move together."""
    i, j = max(last.ids), min(row.ids)
    return (
        len(last.ids) == 1
        and j == i + 1
        and blocks.get(i, -1) == blocks.get(j, -1)
        and last.block == row.block
    )


def _moved(rows: list[Piece], block: int, rng: random.Random) -> list[Piece]:
    """Move a block of one to four sentences over more than twice as many as it has."""
    size = rng.randint(1, 4)
    far = 2 * size + 2
    starts = [i for i in range(len(rows) - size + 1) if all(r.block < 0 for r in rows[i : i + size])]
    if not starts:
        return rows
    start = rng.choice(starts)
    taken = [Piece(r.text, r.ids, block) for r in rows[start : start + size]]
    rest = rows[:start] + rows[start + size :]
    places = [i for i in range(len(rest) + 1) if abs(i - start) >= far]
    if not places:
        return rows
    at = rng.choice(places)
    if 0 < at < len(rest) and rest[at - 1].block >= 0 and rest[at - 1].block == rest[at].block:
        return rows
    return rest[:at] + taken + rest[at:]


def _split(row: Piece, rng: random.Random, rate: float) -> list[Piece]:
    if len(row.ids) != 1 or rng.random() >= rate:
        return [row]
    size = len(row.text)
    cuts = [m.end() for m in _CUT.finditer(row.text) if size * 0.3 <= m.end() <= size * 0.7]
    if not cuts:
        return [row]
    at = min(cuts, key=lambda c: abs(c - size / 2))
    return [
        Piece(row.text[:at].strip(), row.ids, row.block),
        Piece(row.text[at:].strip(), row.ids, row.block),
    ]


def truth(left: Sequence[Piece], right: Sequence[Piece]) -> Truth:
    """Return the links of two made versions: passages that share a source sentence hang together."""
    parent = list(range(len(left) + len(right)))

    def root(x: int) -> int:
        while parent[x] != x:
            x = parent[x]
        return x

    out = Truth()
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if a.ids & b.ids:
                parent[root(i)] = root(len(left) + j)
                if b.block >= 0:
                    out.blocks.setdefault(b.block, []).append((i, j))
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for x in range(len(parent)):
        side = groups.setdefault(root(x), ([], []))
        (side[0] if x < len(left) else side[1]).append(x if x < len(left) else x - len(left))
    out.links = {(tuple(a), tuple(b)) for a, b in groups.values() if a and b}
    return out


@dataclass(slots=True)
class Tally:
    """Hits, answers and truths of one measure; F1 of their sums."""

    hit: int = 0
    said: int = 0
    true: int = 0

    def add(self, said: set[object], true: set[object]) -> None:
        """Count one story."""
        self.hit += len(said & true)
        self.said += len(said)
        self.true += len(true)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was there and nothing said."""
        return 2 * self.hit / (self.said + self.true) if self.said + self.true else 1.0


MEASURES = ("link", "passage", "dropped", "added")


@dataclass(slots=True)
class Result:
    """What was counted for one pair of languages."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {m: Tally() for m in MEASURES})
    blocks: int = 0
    found: int = 0
    stray: int = 0
    passages: int = 0

    def count(self, links: Sequence[Link], gold: Truth, sizes: tuple[int, int]) -> None:
        """Count one story."""
        said = {(x.left, x.right) for x in links}
        pairs = {(i, j): x.moved for x in links for i in x.left for j in x.right}
        true_pairs = {(i, j) for a, b in gold.links for i in a for j in b}
        self.tallies["link"].add(set(said), set(gold.links))
        self.tallies["passage"].add(set(pairs), set(true_pairs))
        for name, side, size in (("dropped", 0, sizes[0]), ("added", 1, sizes[1])):
            free = set(range(size)) - {p[side] for p in pairs}
            self.tallies[name].add(set(free), set(range(size)) - {p[side] for p in true_pairs})
        for members in gold.blocks.values():
            self.blocks += 1
            self.found += sum(pairs.get(p, False) for p in members) * 2 > len(members)

    def figures(self) -> dict[str, float]:
        """Return the figures of this pair."""
        rows = {name: tally.f1 for name, tally in self.tallies.items()}
        rows["moved"] = self.found / max(1, self.blocks)
        rows["stray"] = 100 * self.stray / max(1, self.passages)
        return rows


def read_stories(data: Path, code: str) -> dict[str, list[str]]:
    """Return story → sentences of one language; `code` may lack a suffix (`zho` finds `zho-CN`)."""
    found = [data / f"{code}.jsonl", *sorted(data.glob(f"{code}-*.jsonl"))]
    path = next((p for p in found if p.exists()), None)
    if path is None:
        sys.exit(f"{data}: no file {code}.jsonl")
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["story"]: row["sentences"] for row in rows}


def article(passages: Iterable[str], code: str) -> Article:
    """Return an article of whole passages in a language given by an ISO 639-3 code."""
    from whence.text import tag

    return Article.from_passages(list(passages), language=tag(code))


@dataclass(frozen=True, slots=True)
class Case:
    """Two versions with their true reading; `truth` is empty for stories that have nothing in common."""

    left: Article
    right: Article
    truth: Truth
    related: bool = True


def cases(data: Path, pair: str, seed: int, stories: slice, *, rates: Rates = EDITED) -> Iterator[Case]:
    """Yield two cases a story: its disturbed versions, and one version against another story."""
    codes = pair.split("-")
    left, right = (read_stories(data, code) for code in codes)
    names = [name for name in left if name in right][stories]
    for name in names:
        rng = random.Random(f"{seed} {pair} {name}")
        others = [n for n in names if n != name]
        first, second = rng.sample(others, 2) if len(others) > 1 else (name, name)
        moves, both = rng.randint(1, 2) * rates.blocks, rng.random() < 0.5
        b = disturbed(right[name], right[second] if rates.blocks else (), rng, moves=moves, rates=rates)
        blocks = {i: row.block for row in b for i in row.ids}
        foreign = left[first] if rates.blocks and both else ()
        a = disturbed(left[name], foreign, rng, blocks=blocks, rates=rates)
        yield Case(
            article((p.text for p in a), codes[0]), article((p.text for p in b), codes[1]), truth(a, b)
        )
        if second != name:
            yield Case(
                article(left[name], codes[0]), article(right[second], codes[1]), Truth(), related=False
            )


def measure(data: Path, pair: str, seed: int, stories: slice, *, rates: Rates = EDITED) -> Result:
    """Make, align and count the stories of one pair of languages (`eng-fra`)."""
    out = Result()
    for case in cases(data, pair, seed, stories, rates=rates):
        sides = case.left, case.right
        links = align(*sides, *features(sides))
        if case.related:
            out.count(links, case.truth, (len(case.left.passages), len(case.right.passages)))
        else:
            out.stray += len(links)
            out.passages += len(case.left.passages)
    return out


def main() -> None:
    """Print a table, or one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", default="")
    parser.add_argument("--stories", type=int, help="at most this many stories a pair")
    parser.add_argument(
        "--every", type=int, default=1, help="only every so many-th story, from the first"
    )
    parser.add_argument("--lexicon", type=Path, help="a lexicon file other than the one that ships")
    parser.add_argument("--faithful", action="store_true", help="only merge and split, drop little")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.lexicon:
        lexicon.DATA = options.lexicon
    codes = stories.codes(options.data)
    asked = stories.pairs(options.pairs, codes, stories.with_english(codes))
    pairs = [f"{a.split('-')[0]}-{b.split('-')[0]}" for a, b in asked]
    rates = FAITHFUL if options.faithful else EDITED
    chosen = slice(0, options.stories and options.stories * options.every, options.every)
    rows = {p: measure(options.data, p, options.seed, chosen, rates=rates).figures() for p in pairs}
    means = {
        name: statistics.fmean(r[name] for r in rows.values()) for name in next(iter(rows.values()))
    }
    if options.json:
        named = [{"left": p.split("-")[0], "right": p.split("-")[1], **r} for p, r in rows.items()]
        print(json.dumps({"seed": options.seed, "pairs": named, "mean": means}, indent=1))
        return
    print(f"{'pair':10}" + "".join(f"{name:>9}" for name in means))
    for pair, row in [*rows.items(), ("mean", means)]:
        print(f"{pair:10}" + "".join(f"{value:9.3f}" for value in row.values()))


if __name__ == "__main__":
    main()
