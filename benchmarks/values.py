"""How often the values of one side of a translation are found on the other.

    python benchmarks/values.py DATA [--pairs eng-fra,eng-ara] [--json] [--show 20 --kind numbers]
    python benchmarks/values.py DATA --speed

DATA is a folder of parallel stories, one JSONL file a language ({"story", "sentences"} a line, the same
sentences in the same order). For each pair and kind: of the values of the left side, the share that
has its like in the same sentence on the right, and the other way round. Faithful translations also
convert, round and drop values, so 100 % is not the aim: the misses (--show) tell where the finder errs.
In brackets: how often a value has its like in another sentence, where it should not. "agree" is the share
of the sentences with any value whose values all have their like, both ways.

--speed prints how many passages a second one core reads for their numbers and dates, in a warm process.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import stories as parallel
from whence import values
from whence.values import dates, likeness, names, numbers

KINDS = ("numbers", "dates", "names")
# A name counts as found again from this likeness on.
LIKE = 0.72


def stories(path: Path) -> list[str]:
    return [s for line in path.read_text("utf-8").splitlines() for s in json.loads(line)["sentences"]]


def language(stem: str) -> str:
    from whence.text import tag

    return tag(stem)


def met(kind: str, value: object, others: values.Values, sentence: str, tongue: str) -> bool:
    """Return whether a value has its like among the values of the other side."""
    if kind == "numbers":
        near = any(numbers.same(value, other) != "different" for other in others.numbers)
        return near or any(other.year == value.value for other in others.dates)
    if kind == "dates":
        near = any(dates.same(value, other) in ("equal", "compatible") for other in others.dates)
        return near or any(other.value == value.year for other in others.numbers if value.year_alone)
    if any(names.similar(value, other) >= LIKE for other in others.names):
        return True
    place = names.locate(value.text, sentence, tongue)
    return place is not None and place[0] >= LIKE


# Where the sentence is that must not have the value, as a share of all: what meets there meets by chance.
AWAY = 0.5


def directed(
    kind: str, left: list[values.Values], right: list[values.Values], rows: list[str], tongue: str
) -> tuple[int, int, int, list[int]]:
    total, found, chance, misses = 0, 0, 0, []
    for index, (mine, others) in enumerate(zip(left, right, strict=True)):
        for value in getattr(mine, kind):
            if value.weak:
                continue
            total += 1
            far = (index + int(AWAY * len(right))) % len(right)
            chance += met(kind, value, right[far], rows[far], tongue)
            if met(kind, value, others, rows[index], tongue):
                found += 1
            else:
                misses.append(index)
    return total, found, chance, misses


def agreement(
    kind: str, left: list[values.Values], right: list[values.Values], misses: set[int]
) -> float:
    """Return the share of the sentences with values whose values all have their like."""
    valued = {
        index
        for index, sides in enumerate(zip(left, right, strict=True))
        if any(not value.weak for side in sides for value in getattr(side, kind))
    }
    return round(1 - len(misses & valued) / max(len(valued), 1), 4)


# Texts are read this often; the fastest run counts.
RUNS = 3


def speed(data: Path, codes: list[str]) -> list[dict[str, object]]:
    """Return the passages a second of each language, numbers and dates together."""
    from whence.valued import values as read

    table: list[dict[str, object]] = []
    for code in codes:
        rows = stories(data / f"{code}.jsonl")
        read(rows[:100], language(code))
        taken = []
        for _ in range(RUNS):
            started = time.process_time()
            read(rows, language(code))
            taken.append(time.process_time() - started)
        table.append(
            {"language": code, "passages": len(rows), "per_second": round(len(rows) / min(taken))}
        )
    return table


def measure(
    data: Path, pairs: list[tuple[str, str]], options: argparse.Namespace
) -> list[dict[str, object]]:
    files = {path.stem: path for path in data.glob("*.jsonl")}
    cache: dict[str, tuple[list[str], list[values.Values]]] = {}

    def load(code: str) -> tuple[list[str], list[values.Values]]:
        if code not in cache:
            stem = next(s for s in sorted(files) if s == code or s.startswith(code + "-"))
            rows = stories(files[stem])
            cache[code] = rows, [values.find(row, language(stem)) for row in rows]
        return cache[code]

    table = []
    for a, b in pairs:
        (left_rows, left), (right_rows, right) = load(a), load(b)
        row: dict[str, object] = {"left": a, "right": b}
        for kind in options.kinds:
            forward = directed(kind, left, right, right_rows, language(b))
            backward = directed(kind, right, left, left_rows, language(a))
            row[kind] = {
                "left": forward[0], "left_found": round(forward[1] / max(forward[0], 1), 4),
                "right": backward[0], "right_found": round(backward[1] / max(backward[0], 1), 4),
                "agree": agreement(kind, left, right, {*forward[3], *backward[3]}),
                "chance": round((forward[2] + backward[2]) / max(forward[0] + backward[0], 1), 4),
            }  # fmt: skip
            show(
                kind,
                forward[3] if not options.backward else backward[3],
                (left_rows, left),
                (right_rows, right),
                options.show,
            )
        table.append(row)
    return table


def show(
    kind: str,
    misses: list[int],
    left: tuple[list[str], list[values.Values]],
    right: tuple[list[str], list[values.Values]],
    count: int,
) -> None:
    for index in misses[:: max(1, len(misses) // count)][:count] if count else []:
        for rows, found in (left, right):
            print("  ", [v.caption for v in getattr(found[index], kind)], rows[index], file=sys.stderr)
        print(file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder with one JSONL file a language")
    parser.add_argument(
        "--pairs", help="pairs such as eng-fra,fra-arb (default: English with every other)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--kind", choices=KINDS, help="only one kind of value")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N misses of each pair to standard error"
    )
    parser.add_argument("--backward", action="store_true", help="show the misses of the right side")
    parser.add_argument(
        "--speed", action="store_true", help="measure passages a second instead, numbers and dates"
    )
    options = parser.parse_args()
    options.kinds = [options.kind] if options.kind else list(KINDS)
    codes = parallel.codes(options.data)
    if options.speed:
        rows = speed(options.data, codes)
        if options.json:
            print(json.dumps({"speed": rows}))
        else:
            print("\n".join(f"{row['language']:8} {row['per_second']:7,}" for row in rows))
        return 0
    asked = parallel.pairs(options.pairs, codes, parallel.with_english(codes))
    pairs = [(a.split("-")[0], b.split("-")[0]) for a, b in asked]
    started = time.process_time()
    table = measure(options.data, pairs, options)
    if options.json:
        print(json.dumps({"pairs": table, "seconds": round(time.process_time() - started, 1)}))
        return 0
    for row in table:
        cells = (
            f"{k} {row[k]['left']:5} {row[k]['left_found']:6.1%} | {row[k]['right']:5} {row[k]['right_found']:6.1%} agree {row[k]['agree']:6.1%} ({row[k]['chance']:.1%})"
            for k in options.kinds
        )
        print(f"{row['left']}-{row['right']}  " + "   ".join(cells))
    print(
        f"{time.process_time() - started:.1f} s of CPU; likeness cache {likeness.likeness.cache_info().currsize}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
