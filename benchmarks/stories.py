"""A folder of parallel stories → languages, stories and pairs, the same for every benchmark.

DATA holds one `<code>.jsonl` a language, one story a line: {"story": id, "sentences": [...]}; sentence i
of one file translates sentence i of the others. A code is ISO 639-3 and may have a suffix (`zho-CN`);
`--pairs eng-fra,tur-zho` may leave the suffix out.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def codes(data: Path) -> list[str]:
    """Return the codes of the languages of a folder, sorted; leave with a message where it has none."""
    found = sorted(path.stem for path in data.glob("*.jsonl"))
    if not found:
        sys.exit(f"{data}: found no .jsonl file, expected one a language, a story a line")
    return found


def code_in(name: str, known: list[str]) -> str:
    """Return the code of the folder that `name` means: itself, or the only one with a suffix."""
    fits = [name] if name in known else [code for code in known if code.split("-")[0] == name]
    if len(fits) != 1:
        sys.exit(f"{name}: found {len(fits)} such languages, expected one of {', '.join(known)}")
    return fits[0]


def pairs(asked: str | None, known: list[str], default: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs of codes that `--pairs` asks for ("eng-fra,zho-CN-deu"), else the default."""
    if not asked:
        return default
    return [_pair(text.strip(), known) for text in asked.split(",") if text.strip()]


def _pair(text: str, known: list[str]) -> tuple[str, str]:
    found = _found(text, known)
    if found is None:
        sys.exit(f"{text}: expected two languages of {', '.join(known)}, as in eng-fra")
    return found


def _found(text: str, known: list[str]) -> tuple[str, str] | None:
    """Return the two codes that a pair names, wherever a code has a suffix; None where one is not there."""
    parts = text.split("-")
    bare = {code.split("-")[0] for code in known} | set(known)
    for cut in range(1, len(parts)):
        left, right = "-".join(parts[:cut]), "-".join(parts[cut:])
        if left in bare and right in bare:
            return code_in(left, known), code_in(right, known)
    return None


def with_english(known: list[str]) -> list[tuple[str, str]]:
    """Return English with each other language of the folder."""
    return (
        [("eng", code) for code in known if code != "eng"] if "eng" in known else list(pairwise(known))
    )


def present(names: Iterable[str], known: list[str]) -> list[tuple[str, str]]:
    """Return those of some pairs ("fra-arb") whose two languages the folder has."""
    found = (_found(name, known) for name in names)
    return [pair for pair in found if pair]


def read(data: Path, code: str) -> dict[str, list[str]]:
    """Return the sentences of each story of one language, in the order of the file."""
    stories = {}
    for number, line in enumerate((data / f"{code}.jsonl").read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            stories[row["story"]] = list(map(str, row["sentences"]))
        except (ValueError, KeyError, TypeError) as error:
            sys.exit(
                f'{code}.jsonl line {number}: {error}; expected {{"story": id, "sentences": [...]}}'
            )
    return stories
