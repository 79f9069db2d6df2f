"""How well sentences, paragraphs and roles are found again in parallel news.

    python benchmarks/split.py DATA            DATA holds ntrex/*.jsonl and, if you have it, pud/*.tsv
    python benchmarks/split.py DATA --language de --errors

*Sentences*: units of one language that end in a sentence mark are run together in paragraphs of 25 and
split again. A unit may hold several sentences, so precision counts some right boundaries as wrong;
recall does not. *Paragraphs*: each story's headline and paragraphs of three sentences, hard-wrapped with
and without blank lines, and one a line. *Roles*: how many sentences of news are taken for captions,
credits or furniture (there are none). sentencex alone is the peer in the same run.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from itertools import chain
from pathlib import Path
from typing import Any

from whence import function_words, layout
from whence.split.roles import roles
from whence.split.sentences import sentences
from whence.text import tag

TOGETHER = 25
WIDTHS = (60, 78)


def stories(data: Path) -> dict[str, list[list[str]]]:
    """Return the stories of each language, sentence by sentence."""
    found: dict[str, list[list[str]]] = {}
    for path in sorted((data / "ntrex").glob("*.jsonl")):
        rows = [json.loads(line)["sentences"] for line in path.read_text("utf-8").splitlines()]
        found[tag(path.stem[:3])] = [[" ".join(s.split()) for s in story if s.strip()] for story in rows]
    return found


def loose(data: Path) -> dict[str, list[str]]:
    """Return the single sentences of each language."""
    found = {}
    for path in sorted((data / "pud").glob("*.tsv")):
        lines = path.read_text("utf-8").splitlines()
        found[tag(path.stem)] = [line.rpartition("\t")[2].strip() for line in lines]
    return found


def starts(text: str, language: str, peer: bool) -> set[int]:
    """Return where sentences begin."""
    if not peer:
        return {start for start, _ in sentences(text, language, len(text) + 1)}
    from sentencex import get_sentence_boundaries

    rows = get_sentence_boundaries(language, text)
    return {row["start_index"] for row in rows if row["text"].strip()}


def boundaries(
    units: list[str], language: str, *, peer: bool, show: bool = False
) -> tuple[float, float]:
    """Return precision and recall of sentence starts."""
    between = "" if language in {"zh", "ja"} else " "
    if language != "th":
        units = [unit for unit in units if layout.ends_sentence(unit)]
    right = found = true = 0
    for first in range(0, len(units), TOGETHER):
        group = units[first : first + TOGETHER]
        text = between.join(group)
        gold, at = set(), 0
        for unit in group:
            gold.add(at)
            at += len(unit) + len(between)
        made = starts(text, language, peer)
        right, found, true = right + len(made & gold) - 1, found + len(made) - 1, true + len(gold) - 1
        for at in sorted(made ^ gold) if show else ():
            print(
                "  extra " if at in made else "  missed",
                text[max(0, at - 50) : at],
                "‖",
                text[at : at + 40],
            )
    return right / max(1, found), right / max(1, true)


def wrapped(paragraph: str, width: int, language: str) -> str:
    """Return a paragraph broken into lines as a mail program does."""
    if language in {"zh", "ja"}:
        return "\n".join(paragraph[at : at + width // 2] for at in range(0, len(paragraph), width // 2))
    return textwrap.fill(paragraph, width, break_long_words=False, break_on_hyphens=False)


def paragraphs(language: str, rows: list[list[str]]) -> dict[str, float]:
    """Return the share of paragraphs found whole, by the way the text is set."""
    small = function_words.leading(language)
    shares = {}
    for way, between in (("blank lines", "\n\n"), ("wrapped only", "\n"), ("one a line", "\n")):
        whole = total = 0
        for story in rows:
            gold = [story[0], *(" ".join(story[at : at + 3]) for at in range(1, len(story), 3))]
            for width in WIDTHS:
                text = between.join(
                    gold if way == "one a line" else [wrapped(p, width, language) for p in gold]
                )
                made = {"".join(text[a:b].split()) for a, b in layout.paragraphs(text, small)}
                whole += sum("".join(p.split()) in made for p in gold)
                total += len(gold)
        shares[way] = whole / max(1, total)
    return shares


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of each language."""
    news = stories(options.data) or stories(options.data / "eval")
    single = loose(options.data) or loose(options.data / "parallel")
    rows: dict[str, Any] = {"sentences": {}, "paragraphs": {}, "cued": {}}
    corpora = {"news": {k: list(chain.from_iterable(v)) for k, v in news.items()}, "loose": single}
    for name, source in corpora.items():
        for language, units in source.items():
            if options.language in {None, language}:
                ours = boundaries(units, language, peer=False, show=options.errors)
                theirs = boundaries(units, language, peer=True)
                keys = ("precision", "recall", "peer_precision", "peer_recall")
                rows["sentences"][f"{name} {language}"] = dict(zip(keys, (*ours, *theirs), strict=True))
    for language, told in news.items():
        if options.language in {None, language}:
            rows["paragraphs"][language] = paragraphs(language, told)
            found = chain.from_iterable(roles(story, [None] * len(story)) for story in told)
            rows["cued"][language] = sum(role not in {"body", "heading"} for role in found)
    return rows


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of ntrex/ and pud/, or of eval/ and parallel/")
    parser.add_argument("--language", help="only this one")
    parser.add_argument("--errors", action="store_true", help="print every boundary that differs")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    options = parser.parse_args()
    rows = measured(options)
    if options.json:
        print(json.dumps(rows))
        return
    print(f"{'sentences':<12}{'precision':>10}{'recall':>8}{'sentencex alone':>20}")
    for name, row in rows["sentences"].items():
        print(
            f"{name:<12}{row['precision']:>10.3f}{row['recall']:>8.3f}{row['peer_precision']:>12.3f}{row['peer_recall']:>8.3f}"
        )
    print(
        f"\n{'paragraphs':<12}{'blank lines':>14}{'wrapped only':>14}{'one a line':>14}{'roles not body':>16}"
    )
    for language, shares in rows["paragraphs"].items():
        print(
            f"{language:<12}"
            + "".join(f"{share:>14.3f}" for share in shares.values())
            + f"{rows['cued'][language]:>16}"
        )


if __name__ == "__main__":
    main()
