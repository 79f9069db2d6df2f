"""How often the language of a text is told, told wrongly, or left open; and what it costs.

    python benchmarks/language.py DATA [--length 1000]

DATA holds ntrex/*.jsonl, pud/*.tsv and tatoeba/*.tsv (or is the folder above eval/ and parallel/). Pieces
of `--length` characters: stories of news, eight loose sentences, forty short sentences. Languages that
whence does not know should be "und": those count apart. The model alone (py3langid, all its languages)
is the peer in the same run.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.readers import language as stage
from whence.readers.scripts import SCRIPTS, WRITTEN_IN
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a corpus calls by a code of its own, or by that of a close standard.
SAME = {"nb": {"nb", "no"}, "ang": set(), "arq": {"ar"}, "sr": {"sr", "sh"}}
# Each piece is asked for this many times a file at most, so that the large files do not outweigh.
AT_MOST = 120


def pieces(data: Path, length: int) -> Iterator[tuple[str, str, str]]:
    """Yield corpus, language and text."""
    for folder in (data, data / "eval"):
        for path in sorted((folder / "ntrex").glob("*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                yield "news", tag(path.stem[:3]), " ".join(json.loads(line)["sentences"])[:length]
    for folder in (data, data / "parallel"):
        for corpus, together in (("pud", 8), ("tatoeba", 40)):
            for path in sorted((folder / corpus).glob("*.tsv")):
                rows = [line.rpartition("\t")[2] for line in path.read_text("utf-8").splitlines()]
                groups = range(0, len(rows), together)
                for at in list(groups)[:AT_MOST]:
                    text = " ".join(rows[at : at + together])[:length]
                    if len(text) >= min(200, length):
                        yield corpus, tag(path.stem), text


def judged(rows: list[tuple[str, str, str]]) -> dict[str, Any]:
    """Return shares of right, wrong and open answers by corpus, the confusions and the cost."""
    known = {name for row in WRITTEN_IN.values() for name in row} | set(SCRIPTS) | {"zh", "ja"}
    counts, wrong, peer = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    began = time.process_time()
    answers = [stage.judge(text) for _, _, text in rows]
    seconds = time.process_time() - began
    model = stage._model()  # noqa: SLF001
    for (corpus, language, text), call in zip(rows, answers, strict=True):
        group = corpus if language in known else "unknown languages"
        right = SAME.get(language, {language})
        outcome = "open" if call.language == "und" else "right" if call.language in right else "wrong"
        counts[group, outcome] += 1
        if outcome == "wrong" and language in known:
            wrong[f"{corpus}: {language} taken for {call.language}"] += 1
        label = model.rank(text)[0][0]
        peer[group] += tag(stage._MODEL_NAMES.get(label, label)) in right  # noqa: SLF001
    report: dict[str, Any] = {
        "ms_a_piece": 1000 * seconds / len(rows),
        "wrong": dict(wrong.most_common(25)),
    }
    for group in sorted({group for group, _ in counts}):
        total = sum(n for (g, _), n in counts.items() if g == group)
        shares = {outcome: counts[group, outcome] / total for outcome in ("right", "wrong", "open")}
        report[group] = {"pieces": total, **shares, "model alone right": peer[group] / total}
    return report


def main() -> None:
    """Print the figures of each corpus and what went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder of the corpora, or of eval/ and parallel/")
    parser.add_argument("--length", type=int, default=1000, help="characters of a piece")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    options = parser.parse_args()
    report = judged(list(pieces(options.data, options.length)))
    if options.json:
        print(json.dumps(report))
        return
    print(f"{report.pop('ms_a_piece'):.2f} ms a piece")
    confusions = report.pop("wrong")
    for group, row in report.items():
        figures = "  ".join(f"{name} {value:.4f}" for name, value in row.items() if name != "pieces")
        print(f"{group:<18}{row['pieces']:>6} pieces: {figures}")
    for confusion, times in confusions.items():
        print(f"  {confusion}: {times}")


if __name__ == "__main__":
    main()
