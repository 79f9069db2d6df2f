"""passage text → (start, end) of the agencies that a dateline or a bracket names.

PORT SARL, Aug 3 (Kyodo) – …      Hafen Sarl, SANA - …      (ANSA) - ROMA      新华社北京8月3日电
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.outlets import known

if TYPE_CHECKING:
    from collections.abc import Iterator

# A dateline is at most this long: place, date and agency.
LONGEST_DATELINE = 80
_DASH = re.compile(r"(?<=[\s\w).,،])[-–—]{1,3}(?=\s)|[-–—]{2}|(?<=\.)[-–—]")
_BRACKET = re.compile(r"[(\[（【/]\s*([^()\[\]（）【】/\n]{2,40}?)\s*[)\]）】/]")
_PART = re.compile(r"[^,،;:()\[\]/.–—\n-]+(?:\.[^,،;:()\[\]/.–—\n-]+)*")
_HAN = re.compile(
    r"^[（(【]?\s*([\u4e00-\u9fff]{2,6}?[社网网])[\u4e00-\u9fff]{0,12}\d{0,2}月?\d{0,2}日?(?:电|電|讯|訊)"
)
_CAPITALS = re.compile(r"^[A-Z]{2,6}$")


def head(text: str) -> int:
    """Return where the text after a dateline with an agency begins; 0 where there is no dateline."""
    han = _HAN.match(text)
    if han:
        return han.end()
    met = _DASH.search(text, 0, LONGEST_DATELINE)
    if met is None or not list(_in_dateline(text, met.start())):
        return 0
    return met.end()


def agencies(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each agency that a dateline or a bracket of its own names."""
    found: set[tuple[int, int]] = set()
    han = _HAN.match(text)
    if han:
        found.add(han.span(1))
    met = _DASH.search(text, 0, LONGEST_DATELINE)
    if met is not None:
        found.update(_in_dateline(text, met.start()))
    for bracket in _BRACKET.finditer(text):
        if known(bracket[1]):
            found.add(bracket.span(1))
    yield from sorted(found)


def _in_dateline(text: str, dash: int) -> Iterator[tuple[int, int]]:
    """Yield the agencies before the dash: known ones, or capitals that follow a place and a comma."""
    parts = [m for m in _PART.finditer(text, 0, dash) if m.group().strip()]
    if not parts or len(text[:dash].split()) > 9:
        return
    for number, part in enumerate(parts):
        name = part.group().strip()
        start = part.start() + len(part.group()) - len(part.group().lstrip())
        bracketed = text[max(0, start - 1) : start] in {"(", "[", "/"}
        sure = known(name) and (bracketed or number > 0 or len(parts) > 1)
        if sure or (number == 1 and len(parts) == 2 and _CAPITALS.match(name)):
            yield start, start + len(name)
