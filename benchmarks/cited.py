"""Ask whether a source that several versions cite is shown as one, whatever script each is written in.

    python benchmarks/cited.py DATA [--languages eng,fra,rus,arb,heb,hin,zho] [--fold 0/4] [--show] [--json]

DATA is a folder of faithful parallel stories: one `<code>.jsonl` a language, one story a line
({"story": id, "sentences": [...]}), sentence i of one file translating sentence i of the others.
Each story is traced in all languages at once, and its sources are put together as the report does.

- one source: of the sentences that two versions attribute, each to one source, the share where both are one
  row of "Who is cited". The sentence is the same, so the source should be; where attribution itself
  fails in one of them, it counts as missed.
- unlike: rows that hold names of two Latin-script versions without a word in common, and rows that hold two
  such names of one version, of all rows with names of several versions: at most so many are wrong.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import edits
import stories
import whence
from whence import lexicon
from whence.report.display import line
from whence.report.namesakes import namesakes
from whence.text import fold

if TYPE_CHECKING:
    from whence.records import Story

DEFAULT = "eng,fra,rus,arb,heb,hin,zho"
_ROOT = 4  # letters by which words of two languages are alike


def roots(name: str) -> set[str]:
    """Return how the longer words of a Latin-script name begin, nothing of other scripts."""
    words = fold(name).replace("-", " ").split()
    return {w[:_ROOT] for w in words if len(w) >= _ROOT and w.isascii()} if name.isascii() else set()


def measured(story: Story, codes: list[str], counts: Counter[str]) -> list[str]:
    """Count the sentences with one source in one row; return those that are apart, and unlike rows."""
    rows = namesakes(story)
    where = {(a, n): k for k, row in enumerate(rows) for a, names in row.items() for n in names}
    at: defaultdict[int, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for said in story.attributions:
        if line(said.name):
            at[said.content.passage][said.article].add(line(said.name))
    shown = []
    for passage, versions in at.items():
        for a, b in itertools.combinations(sorted(versions), 2):
            if len(versions[a]) == len(versions[b]) == 1:
                (x,), (y,) = versions[a], versions[b]
                same = where[a, x] == where[b, y]
                for key in ("", f"{codes[a]}-{codes[b]} "):
                    counts[key + "sentences"] += 1
                    counts[key + "one"] += same
                if not same:
                    shown.append(f"apart, sentence {passage}: {codes[a]} {x!r}, {codes[b]} {y!r}")
    for row in rows:
        counts["rows"] += len(row) > 1
        spelled = [roots(n) for names in row.values() for n in names]
        spelled = [words for words in spelled if words]
        if len(row) > 1 and any(not (x & y) for x, y in itertools.combinations(spelled, 2)):
            counts["unlike"] += 1
            shown.append(f"unlike: { {codes[a]: names for a, names in row.items()} }")
    return shown


def main() -> None:
    """Trace the stories and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of <code>.jsonl files")
    parser.add_argument("--languages", default=DEFAULT, help="comma-separated")
    parser.add_argument("--fold", default="0/1", help="every Nth story from K on: K/N")
    parser.add_argument("--lexicon", type=Path, help="a lexicon file other than the one that ships")
    parser.add_argument("--show", action="store_true", help="print what is apart or unlike")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.lexicon:
        lexicon.DATA = options.lexicon
    known = stories.codes(options.data)
    codes = [stories.code_in(name, known) for name in options.languages.split(",")]
    data = {code: stories.read(options.data, code) for code in codes}
    part, folds = map(int, options.fold.split("/"))
    counts: Counter[str] = Counter()
    for number, story in enumerate(data[codes[0]]):
        held = [code for code in codes if story in data[code]]
        if number % folds == part and len(held) > 1:
            traced = whence.trace([edits.article(data[code][story], code) for code in held])
            rows = measured(traced, held, counts)
            for text in rows if options.show else ():
                print(story, text)
    pairs = sorted({key.split()[0] for key in counts if " " in key})
    document = {
        "benchmark": "cited",
        "sentences": counts["sentences"],
        "one_source": round(counts["one"] / max(1, counts["sentences"]), 4),
        "rows": counts["rows"],
        "unlike": round(counts["unlike"] / max(1, counts["rows"]), 4),
        "pairs": {p: round(counts[f"{p} one"] / max(1, counts[f"{p} sentences"]), 4) for p in pairs},
    }
    if options.json:
        print(json.dumps(document, indent=1))
        return
    print(f"{document['sentences']} pairs of sentences, one source: {document['one_source']:.3f}")
    print(f"{document['rows']} sources of several versions, unlike: {document['unlike']:.3f}")
    for pair, share in document["pairs"].items():
        print(f"  {pair:12} {share:.2f}")


if __name__ == "__main__":
    main()
