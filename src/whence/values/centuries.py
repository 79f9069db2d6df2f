"""Text → centuries in Roman numerals: "XIXe siècle", "siglo XXI", "XX век" are ordinals like "19th"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.values.scan import Scan
    from whence.values.units import UnitNames


def find(scan: Scan, names: UnitNames) -> list[tuple[int, int, int]]:
    """Return (start, end, value) of the Roman numerals beside the language's word for century."""
    found = []
    for at in scan.at(_NUMERALS.keys() & scan.distinct):
        start, end = scan.starts[at], scan.ends[at]
        ending = _ENDING.match(scan.lower, end)
        after = names.following(scan.lower, ending.end() if ending else end)[0]
        cue = at - 2 if at > 1 and scan.tokens[at - 1] == "al" else at - 1
        before = scan.tokens[cue] if cue >= 0 and start - scan.ends[cue] <= _NEAR else ""
        if scan.text[start].isupper() and "century" in (after, names.following(before, 0)[0]):
            found.append((start, end, _NUMERALS[scan.tokens[at]]))
    return found


# "secolul al XIX": the word for century stands so near.
_NEAR = 4


def _roman(value: int) -> str:
    return "x" * (value // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[value % 10]


# No news tells of a century after the 21st; French puts an ending on the numeral.
_NUMERALS = {_roman(value) + ending: value for value in range(1, 22) for ending in ("", "e", "ème", "è")}
_ENDING = re.compile(r"\.|-?lea\b")
