"""A corpus of any size with planted reuse, and the pairs that are kin.

    python benchmarks/corpus.py ../shared/eval/ntrex --size 20000 --languages eng --out corpus
    python benchmarks/corpus.py FOLDER_OF_TEXT --size 1000 --out corpus [--files]

DATA is parallel news (one JSON Lines file a language, one story a line, {"story": …, "sentences": […]}, the
same in each), or a folder of text files of one language (`--language`). OUT gets articles.jsonl ({"id",
"language", "text"}) and gold.jsonl ({"left", "right", "kind"}), with --files also one text file an article.

What it is, and is not. Parallel news is small, so base articles are invented: sentences as long as real
ones, of words drawn from the real running text of the language, about 300 words in paragraphs of three
sentences. They have the frequencies and letters of the language but neither grammar nor topics; two of them
share no sentence and no run of words but by accident. Real archives are harder in that articles on one event
share names and phrases, and easier in that articles on different events share less. Planted, each on bases of
its own, an equal number of each:

    copy       the base again, with another first line
    edited     the base with a tenth of its words exchanged
    excerpt    30 % of the base, in one run, inside a new article
    paragraph  one paragraph, a tenth of its words exchanged, inside a new article
    quotation  two sentences of at least 30 words together, in quotation marks, inside a new article
    round-up   a paragraph of each of five bases, which are not kin of each other

With several languages also, from the real parallel stories:

    translation   the whole story in several languages
    partial       30 % of the story's sentences in another language, inside a new article

One article in four ends with one of a few footers, each of which stands in dozens, hundreds or thousands of
articles, as the corpus grows: they make nobody kin. Neither asked for nor held against: two partial translations of one story,
and versions of two real stories that share three names or more, as they report one event.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from pathlib import Path

import numpy as np

from whence.lexicon import load
from whence.lexicon.forms import UNSPACED
from whence.text import tag
from whence.words import words

# The share of articles that are planted, for each kind within a language.
EACH = 0.02
KINDS = ("copy", "edited", "excerpt", "paragraph", "quotation", "round-up")
SENTENCES, PARAGRAPH, ITEMS, FOOTERS = 14, 3, 5, 6
EDITED, PART, QUOTED_WORDS = 0.1, 0.3, 30
TRANSLATED = 6  # whole versions of a story, and as many partial ones
# A name, roughly: a capitalised word inside a sentence; the languages that write few other words so.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NAMING = ("en", "fr", "es", "it", "pt")
TWELVE = "eng deu fra spa ita por rus tur arb fas zho jpn".split()


@dataclass(slots=True)
class Corpus:
    """Articles (language, text), the kin pairs by kind, and pairs that count neither way."""

    articles: list[tuple[str, str]] = field(default_factory=list)
    gold: dict[tuple[int, int], str] = field(default_factory=dict)
    neutral: set[tuple[int, int]] = field(default_factory=set)

    def add(self, language: str, text: str) -> int:
        """Add an article and return its number."""
        self.articles.append((language, text))
        return len(self.articles) - 1

    def plant(self, one: int, two: int, kind: str) -> None:
        """Note that two articles are kin."""
        self.gold[min(one, two), max(one, two)] = kind


Put = Callable[["Tongue", list[list[str]]], int]


class Tongue:
    """One language: invents sentences of its words."""

    def __init__(self, language: str, texts: list[str], seed: int) -> None:
        self.language = language
        self._gap = "" if language in UNSPACED else " "
        rows = [self._pieces(text) for text in texts]
        self._words = [w for row in rows for w in row]
        self._lengths = np.array([len(row) for row in rows if len(row) > 3] or [12])
        self._chance = np.random.default_rng([seed, *language.encode()])
        self.stop = "。" if language in {"zh", "ja"} else "।" if language == "hi" else "."

    def _pieces(self, text: str) -> list[str]:
        """Return the words of a text without the marks around them."""
        if self._gap:
            return [
                w.strip(".,;:!?\"'“”«»()،؛") for w in text.split() if w.strip(".,;:!?\"'“”«»()،؛-–—")
            ]
        table = load().words(self.language)
        found = words([text], self.language, table.has if table else None)
        return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]

    def sentences(self, count: int) -> list[list[str]]:
        """Return new sentences as lists of words."""
        lengths = self._chance.choice(self._lengths, count)
        picked = self._chance.integers(0, len(self._words), int(lengths.sum()))
        drawn = [self._words[i] for i in picked.tolist()]
        ends = np.cumsum(lengths).tolist()
        return [drawn[a:b] for a, b in pairwise([0, *ends])]

    def edited(self, rows: list[list[str]]) -> list[list[str]]:
        """Return sentences with a tenth of their words exchanged."""
        total = sum(map(len, rows))
        swap = iter(self._chance.random(total).tolist())
        other = iter(self._chance.integers(0, len(self._words), total).tolist())
        return [
            [self._words[o] if next(swap) < EDITED else w for w, o in zip(row, other, strict=False)]
            for row in rows
        ]

    def text(self, rows: list[list[str]]) -> str:
        """Return sentences as a text in paragraphs."""
        lines = [self._gap.join(row) + self.stop for row in rows]
        return self.joined([line[:1].upper() + line[1:] for line in lines])

    def joined(self, lines: list[str]) -> str:
        """Return written sentences as a text in paragraphs."""
        groups = [lines[i : i + PARAGRAPH] for i in range(0, len(lines), PARAGRAPH)]
        return "\n\n".join(self._gap.join(group) for group in groups)


def make(
    data: Path, size: int, *, languages: list[str] | None = None, seed: int = 1, stories: str = ""
) -> Corpus:
    """Return a corpus of about `size` articles; `stories` K/N plants every Nth parallel story only."""
    chance = random.Random(seed)
    sources = _sources(data, languages)
    corpus = Corpus()
    tongues = [Tongue(language, texts, seed) for language, (texts, _) in sources.items()]
    few = max(1, min(FOOTERS, size // len(tongues) // 400))
    footers = {t.language: [t.text(t.sentences(2)) for _ in range(few)] for t in tongues}

    def put(tongue: Tongue, rows: list[list[str]]) -> int:
        text = tongue.text(rows)
        if chance.random() < 0.25:
            # The first footer is the commonest.
            text += "\n\n" + footers[tongue.language][int(few * chance.random() ** 2)]
        return corpus.add(tongue.language, text)

    if len(tongues) > 1:
        _plant_translations(corpus, tongues, {k: v[1] for k, v in sources.items()}, chance, stories)
    each = max(1, round(EACH * size / len(tongues)))
    for tongue in tongues:
        for kind in KINDS:
            for _ in range(each):
                _plant(corpus, tongue, kind, chance, put)
    number = 0
    while len(corpus.articles) < size:
        tongue = tongues[number % len(tongues)]
        put(tongue, tongue.sentences(SENTENCES))
        number += 1
    return _shuffled(corpus, chance)


def _sources(data: Path, languages: list[str] | None) -> dict[str, tuple[list[str], list[list[str]]]]:
    """Return, by language, the sentences to draw words from and the parallel stories, if there are any."""
    files = sorted(data.glob("*.jsonl"))
    if files:
        wanted = languages or ["eng"]
        chosen = [f for code in wanted for f in files if f.stem == code or f.stem.startswith(code + "-")]
        if len(chosen) != len(wanted):
            raise SystemExit(f"{data}: found {', '.join(f.stem for f in files)}, expected {wanted}")
        found = {}
        for path in chosen:
            rows = [json.loads(line)["sentences"] for line in path.read_text("utf-8").splitlines()]
            found[tag(path.stem)] = [s for row in rows for s in row], rows
        return found
    texts = [path.read_text("utf-8", "replace") for path in sorted(data.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"{data}: found neither .jsonl nor .txt files")
    lines = [s for text in texts for s in text.replace("\n", " ").split(". ") if s.strip()]
    return {tag((languages or ["en"])[0]): (lines, [])}


def _plant(corpus: Corpus, tongue: Tongue, kind: str, chance: random.Random, put: Put) -> None:
    """Add one article of a kind, and its bases."""
    base = tongue.sentences(SENTENCES)
    other = tongue.sentences(SENTENCES)
    if kind == "round-up":
        starts = [tongue.sentences(SENTENCES) for _ in range(ITEMS)]
        bases = [put(tongue, rows) for rows in starts]
        whole = put(tongue, [s for rows in starts for s in rows[PARAGRAPH : 2 * PARAGRAPH]])
        for one in bases:
            corpus.plant(one, whole, kind)
        return
    source = put(tongue, base)
    at = chance.randrange(0, SENTENCES - PARAGRAPH, PARAGRAPH)
    cut = chance.randrange(1, SENTENCES - 1)
    if kind == "copy":
        made = put(tongue, [*tongue.sentences(1), *base])
    elif kind == "edited":
        made = put(tongue, tongue.edited(base))
    elif kind == "excerpt":
        part = round(PART * SENTENCES)
        at = chance.randrange(SENTENCES - part)
        made = put(tongue, other[:cut] + base[at : at + part] + other[cut : SENTENCES - part])
    elif kind == "paragraph":
        made = put(tongue, other[:6] + tongue.edited(base[at : at + PARAGRAPH]) + other[6:11])
    else:
        at = next((i for i in range(cut, SENTENCES - 1) if _long(base[i : i + 2])), None)
        at = (
            at
            if at is not None
            else max(range(SENTENCES - 1), key=lambda i: sum(map(len, base[i : i + 2])))
        )
        quoted = [row[:] for row in base[at : at + 2]]
        quoted[0][0], quoted[1][-1] = "“" + quoted[0][0], quoted[1][-1] + "”"
        made = put(tongue, other[:cut] + quoted + other[cut:12])
    corpus.plant(source, made, kind)


def _long(rows: list[list[str]]) -> bool:
    return sum(map(len, rows)) >= QUOTED_WORDS


def _plant_translations(
    corpus: Corpus,
    tongues: list[Tongue],
    stories: dict[str, list[list[str]]],
    chance: random.Random,
    fold: str,
) -> None:
    """Add the parallel stories, whole in some languages and in part in others."""
    count = len(next(iter(stories.values())))
    begin, step = map(int, fold.split("/")) if fold else (0, 1)
    versions: dict[int, list[int]] = {}
    for story in range(begin, count, step):
        order = chance.sample(tongues, len(tongues))
        whole = min(len(order), TRANSLATED)
        wholes = [corpus.add(t.language, t.joined(stories[t.language][story])) for t in order[:whole]]
        parts = [
            corpus.add(t.language, _embedded(t, stories[t.language][story], chance))
            for t in order[whole : 2 * TRANSLATED]
            if len(stories[t.language][story]) >= 7
        ]
        for one, two in combinations(wholes, 2):
            corpus.plant(one, two, "translation")
        for one, two in product(wholes, parts):
            corpus.plant(one, two, "partial")
        corpus.neutral.update(combinations(parts, 2))
        versions[story] = wholes + parts
    for one, two in _related(stories):
        corpus.neutral.update(product(versions.get(one, ()), versions.get(two, ())))


def _embedded(tongue: Tongue, rows: list[str], chance: random.Random) -> str:
    """Return a new article around 30 % of a story's sentences."""
    size = max(2, round(PART * len(rows)))
    at = chance.randrange(len(rows) - size + 1)
    before = tongue.text(tongue.sentences(SENTENCES // 2))
    after = tongue.text(tongue.sentences(max(2, SENTENCES // 2 + 2 - size)))
    return "\n\n".join((before, tongue.joined(rows[at : at + size]), after))


def _related(stories: dict[str, list[list[str]]]) -> list[tuple[int, int]]:
    """Return the pairs of stories that share three names which are in four stories at most."""
    rows = next((stories[code] for code in _NAMING if code in stories), [])
    names = [{name for text in row for name in _NAME.findall(text)} for row in rows]
    spread = Counter(name for found in names for name in found)
    rare = [{name for name in found if spread[name] <= 4} for found in names]
    return [(i, j) for i, j in combinations(range(len(rare)), 2) if len(rare[i] & rare[j]) >= 3]


def _shuffled(corpus: Corpus, chance: random.Random) -> Corpus:
    """Return the corpus in another order, so that kin do not stand side by side."""
    order = chance.sample(range(len(corpus.articles)), len(corpus.articles))
    place = {old: new for new, old in enumerate(order)}
    moved = Corpus([corpus.articles[old] for old in order])
    for (one, two), kind in corpus.gold.items():
        moved.plant(place[one], place[two], kind)
    pairs = ((place[a], place[b]) for a, b in corpus.neutral)
    moved.neutral = {(min(p), max(p)) for p in pairs}
    return moved


def write(corpus: Corpus, out: Path, *, files: bool = False) -> None:
    """Write a corpus to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "articles.jsonl").open("w", encoding="utf-8") as target:
        for number, (language, text) in enumerate(corpus.articles):
            row = {"id": number, "language": language, "text": text}
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
    with (out / "gold.jsonl").open("w", encoding="utf-8") as target:
        pairs = [*((p, k) for p, k in corpus.gold.items()), *((p, "neutral") for p in corpus.neutral)]
        for (one, two), kind in sorted(pairs):
            target.write(json.dumps({"left": one, "right": two, "kind": kind}) + "\n")
    if files:
        for number, (language, text) in enumerate(corpus.articles):
            folder = out / "files" / f"{number // 1000:04}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number:07}.{language}.txt").write_text(text, encoding="utf-8")


def read(folder: Path) -> Corpus:
    """Read a corpus that `write` wrote."""
    corpus = Corpus()
    with (folder / "articles.jsonl").open(encoding="utf-8") as source:
        rows = map(json.loads, source)
        corpus.articles = [(row["language"], row["text"]) for row in rows]
    with (folder / "gold.jsonl").open(encoding="utf-8") as source:
        for row in map(json.loads, source):
            pair = row["left"], row["right"]
            if row["kind"] == "neutral":
                corpus.neutral.add(pair)
            else:
                corpus.gold[pair] = row["kind"]
    return corpus


def main() -> None:
    """Make a corpus and say what is in it."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ask.add_argument("data", type=Path)
    ask.add_argument("--size", type=int, default=1000)
    ask.add_argument("--languages", default="eng", help="codes with commas, or 'twelve'")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument(
        "--stories", default="", help="K/N: plant every Nth parallel story, beginning with K"
    )
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--files", action="store_true", help="also one text file an article")
    given = ask.parse_args()
    chosen = TWELVE if given.languages == "twelve" else given.languages.split(",")
    corpus = make(given.data, given.size, languages=chosen, seed=given.seed, stories=given.stories)
    write(corpus, given.out, files=given.files)
    kinds = sorted(set(corpus.gold.values()))
    counts = {k: sum(v == k for v in corpus.gold.values()) for k in kinds}
    size = sum(len(text.encode()) for _, text in corpus.articles)
    print(f"{len(corpus.articles):,} articles, {size / 1e6:.1f} MB, kin pairs {counts}")


if __name__ == "__main__":
    main()
