"""The shared folder → rows: word lists, English senses, and parallel sentences of every language."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from whence.lexicon.forms import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Tatoeba's varieties that are not the language whose tag they would get.
OTHER_VARIETIES = frozenset({"arq", "arz", "yue", "wuu", "orv", "ang"})
# Wordnets keep offsets of WordNet 3.0; the sense file's own may be shifted by a few bytes.
LARGEST_SHIFT = 64


class Sense(NamedTuple):
    """One English sense: a lemma in a synset, with its count in sense-tagged text."""

    lemma: str
    synset: str
    count: int


def senses(folder: Path) -> list[Sense]:
    """Read the English senses with their tag counts."""
    with (folder / "wordnet-senses.tsv").open(encoding="utf-8") as file:
        next(file)
        rows = (line.rstrip("\n").split("\t") for line in file)
        return [Sense(lemma, synset, int(count)) for lemma, _, synset, _, count in rows]


def word_lists(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Read the word lists: language tag → (lemma, synset) rows, without repetitions."""
    lists: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for path in sorted(folder.glob("???.tsv")):
        rows = lists[language_of(path.stem)]
        with path.open(encoding="utf-8") as file:
            next(file)
            for line in file:
                synset, lemma, _ = line.rstrip("\n").split("\t")
                rows[lemma, synset.replace("-s", "-a")] = None
    return {language: list(rows) for language, rows in lists.items()}


def shifts(known: set[str], asked: set[str]) -> dict[str, str]:
    """Map synset ids of one edition to those of another whose offsets moved by a few bytes.

    Within a part of speech the shift is the same over long stretches: the one under which most of
    the 101 neighbouring synsets exist in the other edition is taken, among those under which the synset
    itself does.
    """
    moved = {}
    for part in "nvar":
        there = {int(s[:8]) for s in known if s[-1] == part}
        offsets = sorted(int(s[:8]) for s in asked if s[-1] == part)
        hits = {d: [o + d in there for o in offsets] for d in range(-LARGEST_SHIFT, LARGEST_SHIFT + 1)}
        sums = {d: _prefix_sums(row) for d, row in hits.items()}
        best = 0
        for i, offset in enumerate(offsets):
            low, high = max(0, i - 50), min(len(offsets), i + 51)
            best = max(
                sums, key=lambda d: (hits[d][i], sums[d][high] - sums[d][low], d == best, -abs(d))
            )
            moved[f"{offset:08d}-{part}"] = f"{offset + best:08d}-{part}"
    return moved


def _prefix_sums(row: list[bool]) -> list[int]:
    total = [0]
    for hit in row:
        total.append(total[-1] + hit)
    return total


def parallel(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Read all parallel text: language tag → (English, other) pairs of sentences."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for read in (_pud, _xquad, _tatoeba):
        for language, rows in read(folder):
            pairs[language] += rows
    return dict(pairs)


def stories(folder: Path, without: frozenset[str] = frozenset()) -> dict[str, list[tuple[str, str]]]:
    """Read stories translated sentence by sentence (one file a language, one story a line)."""

    def load(path: Path) -> dict[str, list[str]]:
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return {row["story"]: row["sentences"] for row in rows if row["story"] not in without}

    english = load(folder / "eng.jsonl")
    found = {}
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem != "eng":
            other = load(path)
            found[language_of(path.stem)] = [
                pair for story in english for pair in zip(english[story], other[story], strict=True)
            ]
    return found


def _pud(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    def load(path: Path) -> dict[str, str]:
        return dict(line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())

    english = load(folder / "pud" / "eng.tsv")
    for path in sorted((folder / "pud").glob("*.tsv")):
        if path.stem != "eng":
            other = load(path)
            yield language_of(path.stem), [(english[i], other[i]) for i in english if i in other]


def _tatoeba(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for path in sorted((folder / "tatoeba").glob("*.tsv")):
        if path.stem not in OTHER_VARIETIES:
            lines = path.read_text(encoding="utf-8").splitlines()
            rows = [line.split("\t") for line in lines]
            yield language_of(path.stem), [(row[0], row[1]) for row in rows if len(row) == 2]


def _xquad(folder: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    def load(path: Path) -> list[dict[str, list[str]]]:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    english = load(folder / "xquad" / "en.jsonl")
    for path in sorted((folder / "xquad").glob("*.jsonl")):
        if path.stem == "en":
            continue
        rows: list[tuple[str, str]] = []
        for one, other in zip(english, load(path), strict=True):
            rows += paired(sentences(str(one["context"])), sentences(str(other["context"])))
            rows += zip(one["questions"], other["questions"], strict=True)
            rows += zip(one["answers"], other["answers"], strict=True)
        yield language_of(path.stem), rows


_END = re.compile(r"(?<=[.!?।۔؟])(?<!\b[A-Z][.])\s+(?=\S)|(?<=[。！？])")


def sentences(text: str) -> list[str]:
    """Split a paragraph roughly into sentences (only to learn from)."""
    return [s for s in (part.strip() for part in _END.split(text)) if s]


def paired(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    """Pair the sentences of two translations of a paragraph by length (1-1, 1-2, 2-1, 1-3, 3-1)."""
    ratio = max(sum(map(len, left)), 1) / max(sum(map(len, right)), 1)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            for di, dj, cost in (
                (1, 1, 0.0),
                (1, 2, 2.0),
                (2, 1, 2.0),
                (1, 3, 4.0),
                (3, 1, 4.0),
                (2, 2, 3.0),
            ):
                if (i - di, j - dj) in best:
                    a = sum(map(len, left[i - di : i])) + 1.0
                    b = sum(map(len, right[j - dj : j])) * ratio + 1.0
                    step = best[i - di, j - dj][0] + cost + (a - b) ** 2 / (3 * (a + b))
                    if (i, j) not in best or step < best[i, j][0]:
                        best[i, j] = (step, (i - di, j - dj))
    place = (len(left), len(right))
    if place not in best:
        return [(" ".join(left), " ".join(right))]
    rows = []
    while place != (0, 0):
        i, j = best[place][1]
        rows.append((" ".join(left[i : place[0]]), " ".join(right[j : place[1]])))
        place = (i, j)
    return rows[::-1]
