"""Find out whether sources and contents are found, and found again in translation.

    python benchmarks/attribution.py DATA [--languages fra,deu,…] [--show tuning|held-out|CODE] [--json]

DATA is a folder of faithful parallel stories: one `<code>.jsonl` a language, one story a line
({"story": id, "sentences": [...]}), sentence i of one file translating sentence i of the others.

1. English against the hand-made annotations (`annotations/attribution.json`: offsets, no text).
   A found attribution is right where its content overlaps an annotated one of the same sentence; its
   source is right where it overlaps the annotated mention or name, or bears that name. Optional
   annotations count neither way. "name" asks more: that the name given to a pronoun, a surname or a
   description is the person meant. Half of the stories was used to mend rules, half was not.
2. Other languages against English: of the sentences attributed in English (by the program), how many
   are attributed in translation, and how many to the same source: the same name by sound across
   scripts, or a noun with a common concept. "chance" is how often the same test holds between the
   translation's source and that of the next attributed sentence of another story.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whence.records import Article, Attribution
from whence.sources import attributions
from whence.text import fold, tag

ANNOTATIONS = Path(__file__).parent / "annotations" / "attribution.json"
# Two names are one from this likeness on; below it unrelated short names begin to pass ("chance").
SAME_NAME = 0.72


@dataclass(slots=True)
class Score:
    """Counts over annotated attributions, and what comes of them."""

    gold: int = 0
    found: int = 0
    content: int = 0
    source: int = 0
    name: int = 0

    def f1(self, right: int) -> tuple[float, float, float]:
        """Return precision, recall and F1 for `right` of those found."""
        precision = right / self.found if self.found else 0.0
        recall = right / self.gold if self.gold else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0


def stories(path: Path) -> dict[str, Article]:
    """Return the stories of a language as articles, one passage a sentence."""
    language = tag(path.stem)
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {r["story"]: Article.from_passages(r["sentences"], language=language) for r in rows}


def right_source(row: Attribution, gold: dict[str, Any], article: Article) -> bool:
    """Return True where a found source is the annotated one, by place or by name."""
    if gold["source"] is None:
        return row.source is None
    if row.source is None:
        return False
    for key in ("source", "refers"):
        if key in gold:
            sentence, start, end = gold[key]
            text = article.passages[sentence].text[start:end]
            base = article.passages[sentence].start
            if row.source.start < base + end and base + start < row.source.end:
                return True
            if set(words(row.name)) & set(words(text)) - {"the", "of", "president"}:
                return True
    return False


def right_name(row: Attribution, gold: dict[str, Any], article: Article) -> bool:
    """Return True where the canonical name is that of the annotated source, pronouns resolved."""
    mark = gold.get("refers") or gold["source"]
    if mark is None:
        return not row.name
    text = article.passages[mark[0]].text[mark[1] : mark[2]]
    return bool(set(words(row.name)) & set(words(text)) - {"the", "of", "president"})


def words(text: str) -> list[str]:
    return fold(text).replace(".", " ").split()


def judge(
    article: Article, found: list[Attribution], gold: list[dict[str, Any]], score: Score
) -> list[str]:
    """Match found and annotated attributions of one story one to one; return the errors in words."""
    errors = []
    pairs = []
    for i, row in enumerate(found):
        for j, mark in enumerate(gold):
            passage = article.passages[mark["sentence"]]
            start, end = (passage.start + x for x in mark["content"])
            shared = min(end, row.content.end) - max(start, row.content.start)
            if row.content.passage == passage.number and shared > 0:
                union = max(end, row.content.end) - min(start, row.content.start)
                right = right_source(row, mark, article)
                pairs.append((right, not mark.get("optional"), shared / union, i, j))
    used: dict[int, int] = {}
    for *_, i, j in sorted(pairs, reverse=True):
        if i not in used and j not in used.values():
            used[i] = j
    for i, row in enumerate(found):
        mark = gold[used[i]] if i in used else None
        if mark is not None and mark.get("optional"):
            continue
        score.found += 1
        if mark is None:
            errors.append(
                f"false   {row.content.passage} {row.name!r} [{row.cue}] {row.content.text[:70]!r}"
            )
            continue
        score.content += 1
        score.name += right_name(row, mark, article)
        if not right_name(row, mark, article):
            errors.append(
                f"name    {row.content.passage} {row.name!r} [{row.cue}] {row.content.text[:70]!r}"
            )
        if right_source(row, mark, article):
            score.source += 1
        else:
            errors.append(
                f"source  {row.content.passage} {row.name!r} [{row.cue}] {row.content.text[:70]!r}"
            )
    for j, mark in enumerate(gold):
        if not mark.get("optional"):
            score.gold += 1
            if j not in used.values():
                text = article.passages[mark["sentence"]].text[slice(*mark["content"])]
                errors.append(f"missing {mark['sentence']} ({mark['cue']}) {text[:80]!r}")
    return errors


def english(data: Path, show: str) -> dict[str, dict[str, float]]:
    """Score English against the annotations, tuning and held-out stories apart."""
    articles = stories(data / "eng.jsonl")
    scores = {"tuning": Score(), "held-out": Score()}
    for row in json.loads(ANNOTATIONS.read_text("utf-8"))["stories"]:
        article = articles[row["story"]]
        errors = judge(article, list(attributions(article)), row["attributions"], scores[row["set"]])
        if show == row["set"] and errors:
            print(row["story"], *errors, sep="\n  ")
    both = Score()
    for s in list(scores.values()):
        for name in ("gold", "found", "content", "source", "name"):
            setattr(both, name, getattr(both, name) + getattr(s, name))
    return {
        name: {
            "annotated": s.gold,
            "found": s.found,
            "content_f1": s.f1(s.content)[2],
            "source_precision": s.f1(s.source)[0],
            "source_recall": s.f1(s.source)[1],
            "source_f1": s.f1(s.source)[2],
            "name_f1": s.f1(s.name)[2],
        }
        for name, s in [*scores.items(), ("both", both)]
    }


class Sameness:
    """Whether the names of two sources in two languages mean the same."""

    def __init__(self) -> None:
        from whence.lexicon import load

        self.lexicon = load()

    def __call__(self, english: str, other: str, language: str) -> bool:
        """Return True where an English name and one of `language` mean the same source."""
        from whence.values import names

        if not english or not other:
            return False
        if names.similar(english, other) >= SAME_NAME:
            return True
        held = names.locate(english, other, language)
        if held is not None and held[0] >= SAME_NAME + 0.08:
            return True
        ours = [w for w in english.split() if len(w) > 2]
        theirs = [w for w in other.split() if len(w) > 1]
        capitals = [w for w in ours if w[0].isupper()]
        if any(names.similar(a, b) >= SAME_NAME + 0.08 for a in capitals if len(a) > 3 for b in theirs):
            return True
        plain = [w.lower() for w in ours if w.lower() not in {"the", "and", "some", "for"}]
        return bool(self.concepts(plain, "en") & self.concepts(theirs, language))

    def concepts(self, words: list[str], language: str) -> set[int]:
        """Return the concepts that the words mean."""
        if not words or not self.lexicon.has(language):
            return set()
        row = self.lexicon.lookup([w.lower() for w in words], language)
        return {int(i) for i, w in zip(row.ids, row.weights, strict=True) if w > 0.1}


def translated(
    data: Path, code: str, said: dict[tuple[str, int], list[str]], show: str
) -> dict[str, float]:
    """Return how often a language attributes what English does, and to the same source."""
    same = Sameness()
    language = tag(code)
    articles = stories(data / f"{code}.jsonl")
    there: dict[tuple[str, int], list[Attribution]] = {}
    begun = time.process_time()
    for story, article in articles.items():
        for row in attributions(article):
            there.setdefault((story, row.content.passage), []).append(row)
    spent = time.process_time() - begun
    places = [p for p in said if p[0] in articles]
    attributed = equal = chance = 0
    for k, place in enumerate(places):
        rows = [r for r in there.get(place, []) if r.name]
        attributed += bool(rows)
        met = any(same(name, r.name, language) for name in said[place] for r in rows)
        equal += met
        other = next((p for p in places[k + 1 :] + places[:k] if p[0] != place[0]), place)
        chance += any(same(name, r.name, language) for name in said[other] for r in rows)
        if not met and show == code:
            text = articles[place[0]].passages[place[1]].text
            print(f"{place[0]} {place[1]} EN {said[place]} HERE {[r.name for r in rows]} {text}")
    passages = sum(len(a.passages) for a in articles.values())
    extra = sum(1 for p in there if p not in said) / max(len(there), 1)
    n = max(len(places), 1)
    return {
        "attributed": attributed / n,
        "same": equal / n,
        "chance": chance / n,
        "only_here": extra,
        "microseconds": 1e6 * spent / max(passages, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--languages", default="")
    parser.add_argument("--show", default="")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    scores = english(options.data, options.show)
    said: dict[tuple[str, int], list[str]] = {}
    for story, article in stories(options.data / "eng.jsonl").items():
        for row in attributions(article):
            if row.name:
                said.setdefault((story, row.content.passage), []).append(row.name)
    codes = (
        options.languages.split(",")
        if options.languages
        else sorted(p.stem for p in options.data.glob("*.jsonl"))
    )
    table = {
        c: translated(options.data, c, said, options.show) for c in codes if c not in {"eng", "none"}
    }
    if options.json:
        print(json.dumps({"english": scores, "sentences": len(said), "languages": table}, indent=1))
        return
    for name, row in scores.items():
        print(
            f"{name:9}",
            *(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items()),
        )
    print(f"{len(said)} sentences attributed in English")
    for code, row in sorted(table.items(), key=lambda item: -item[1]["same"]):
        print(f"{code:7}", *(f"{k} {v:.2f}" for k, v in row.items()))
    if table:
        best = sorted((r["same"] for r in table.values()), reverse=True)
        print(
            f"same source: mean {sum(best) / len(best):.3f}, 12 best {sum(best[:12]) / len(best[:12]):.3f}"
        )


if __name__ == "__main__":
    main()
