"""Learn what the sounds of names become in other scripts, from the names of countries and cities of CLDR.

    python tools/learn_sounds.py [--out src/whence/values/data/sounds.tsv]

babel brings the names of some 290 territories and 430 cities in each language. A name in one of the
languages with capitals and the same name in a script without are aligned sound by sound (`sounds` of
`values.romanise`), and from the alignments a table of log odds is counted, one for each way of writing:
how much likelier the pair is in one name than in two that have nothing to do with each other. Five
rounds of aligning by the table and counting the alignments (Viterbi training).
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from whence.values.likeness import likeness
from whence.values.romanise import sounds

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = Path(__file__).parent.parent / "src/whence/values/data/sounds.tsv"
# Languages without capitals by what their script does to vowels: leaves them out, puts them between
# consonants, writes them.
WRITTEN = {
    "bare": "ar he fa ur ps ckb ug sd yi".split(),
    "syllabic": "zh zh_Hant yue ja ko".split(),
    "full": "hi bn mr ne gu pa ta te ml kn si th lo km my ka am".split(),
}
SPELLED = "en fr de es it pt nl pl tr sv ru uk el bg".split()
# Names that do not sound alike at all are translated (Ivory Coast), and teach nothing.
_LEAST = 0.45
_ROUNDS = 5
# Counts that are assumed before any is made, and the log odds of what was hardly ever seen.
_PRIOR, _NEVER = 0.5, -6.0
_Odds = dict[tuple[str, str], float]


def names(language: str) -> dict[str, str]:
    """Return the names of territories and cities in a language, by their codes."""
    locale = Locale.parse(language)
    found = {code: name for code, name in locale.territories.items() if code.isalpha()}
    for zone, row in locale.time_zones.items():
        if isinstance(row, dict) and "city" in row:
            found[zone] = row["city"]
        elif language == "en":
            found[zone] = zone.split("/")[-1].replace("_", " ")
    return found


def _parts(name: str) -> list[str]:
    return "".join(" " if sign in "-·・" else sign for sign in name).split()


def pairs(languages: list[str], *, joined: bool) -> Counter[tuple[str, str]]:
    """Return pairs of words in sounds; where words are not parted only names of one word count."""
    found: Counter[tuple[str, str]] = Counter()
    tables = [names(language) for language in languages]
    for spelled in map(names, SPELLED):
        for table in tables:
            for code in spelled.keys() & table.keys():
                found.update(_words(_parts(spelled[code]), _parts(table[code]), joined=joined))
    return found


def _words(ours: list[str], theirs: list[str], *, joined: bool) -> Iterator[tuple[str, str]]:
    if joined:
        theirs = ["".join(theirs)]
    if len(ours) != len(theirs):
        return
    for a, b in zip(ours, theirs, strict=True):
        x, y = (sounds(word).replace(" ", "") for word in (a, b))
        if len(x) > 2 and y and likeness(a, b) >= _LEAST:
            yield x, y


def aligned(x: str, y: str, odds: _Odds) -> list[tuple[str, str]]:
    """Return the steps of the best alignment; a sound without counterpart is paired with ""."""
    best = [[0.0] * (len(y) + 1) for _ in range(len(x) + 1)]
    step = [[(0, 0)] * (len(y) + 1) for _ in range(len(x) + 1)]
    for i in range(len(x) + 1):
        for j in range(len(y) + 1):
            moves = [
                (best[i - di][j - dj] + odds.get((x[i - di : i], y[j - dj : j]), _NEVER), (di, dj))
                for di, dj in ((1, 1), (1, 0), (0, 1))
                if di <= i and dj <= j
            ]
            if moves:
                best[i][j], step[i][j] = max(moves)
    steps, i, j = [], len(x), len(y)
    while i or j:
        di, dj = step[i][j]
        steps.append((x[i - di : i], y[j - dj : j]))
        i, j = i - di, j - dj
    return steps


def counted(steps: Counter[tuple[str, str]]) -> _Odds:
    """Return the log odds of each step against chance."""
    ours: defaultdict[str, float] = defaultdict(float)
    theirs: defaultdict[str, float] = defaultdict(float)
    for (a, b), count in steps.items():
        ours[a] += count
        theirs[b] += count
    total = sum(steps.values())
    odds = {}
    for a in ours:
        for b in theirs:
            by_chance = (ours[a] if a else total) * (theirs[b] if b else total) / total
            prior = _PRIOR if not (a and b) else 20 * _PRIOR * ours[a] * theirs[b] / total**2
            if a or b:
                odds[a, b] = max(_NEVER, math.log((steps[a, b] + prior) / by_chance))
    return odds


def learned(words: Counter[tuple[str, str]]) -> _Odds:
    """Return the log odds that a way of writing ends with."""
    letters = sorted({c for pair in words for word in pair for c in word})
    odds: _Odds = {(a, b): 2.0 if a == b else -1.0 for a in letters for b in letters}
    odds |= dict.fromkeys([*((c, "") for c in letters), *(("", c) for c in letters)], -1.5)
    for _ in range(_ROUNDS):
        steps: Counter[tuple[str, str]] = Counter()
        for (x, y), count in words.items():
            for pair in aligned(x, y, odds):
                # A spelling that many languages share is one choice made once, more or less.
                steps[pair] += math.sqrt(count)  # type: ignore[assignment]
        odds = counted(steps)
    return odds


def main() -> None:
    """Learn the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    rows = []
    for written, languages in WRITTEN.items():
        odds = learned(pairs(languages, joined=written == "syllabic"))
        rows += [
            f"{written}\t{a or '-'}\t{b or '-'}\t{value:.1f}"
            for (a, b), value in sorted(odds.items())
            if round(value, 1) > _NEVER + 0.5
        ]
    options.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(rows)} rows")


if __name__ == "__main__":
    main()
