"""article text → Quote: the stretches in quotation marks, of all languages, unbalanced and running over.

    "I saw it.   It was late."    one quote over two passages
    „A“ »A« «A» ”A” 「A」 ``A''   the same mark opens in one language and closes in another

Whether a mark opens or closes is read from its neighbours first (a space before it, a letter after
it) and only then from its shape. Single marks count as quotation marks where the article uses them
more than double ones, or where a passage has a clean pair of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Passage

# How many passages one quotation runs over at most before it is taken for one that was never closed.
# Interviews run on for about ten sentences; re-run benchmarks/attribution.py.
LONGEST_RUN = 14
# A stretch of at most so many words that is no sentence of its own is a word in quotes, not speech.
SCARE_WORDS = 3

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»＂「」『』〝〞〟״]")
_SINGLE = re.compile(r"[‘’‚‛‹›'＇]")
_OPENING = frozenset("“„‟«「『〝‘‚‛‹")
_CLOSING = frozenset("”»」』〞〟’›")
_FIXED = {"「": True, "『": True, "」": False, "』": False, "``": True, "''": False}
_MARKS = frozenset("\"“”„‟«»＂「」『』〝〞〟‘’‚‛‹›'`＇")
_BEFORE_OPEN = frozenset("([{:,;—–-،؛¿¡>/、。，：")
_AFTER_CLOSE = frozenset(".,;:!?…)]}،؛؟。，、！？；：）।—–-/|")
# Behind these no space tells on which side of a mark its quotation stands.
_WIDE = frozenset("，。、！？；：")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, marks included; `closed` False where the closing one is missing."""

    start: int
    end: int
    closed: bool
    words: int

    @property
    def scare(self) -> bool:
        """True for a word or two in quotes."""
        return self.words <= SCARE_WORDS


def quotes(text: str, passages: Sequence[Passage]) -> list[Quote]:
    """Return the outermost quotations of an article in order; nested ones are inside them."""
    marks = [(m.start(), m.end(), _turn(text, m.start(), m.end())) for m in _DOUBLE.finditer(text)]
    singles = [(m.start(), m.end(), _turn(text, m.start(), m.end())) for m in _SINGLE.finditer(text)]
    opens = sum(turn is True for *_, turn in singles)
    if opens > 2 * sum(turn is True for *_, turn in marks):
        marks = sorted(marks + [m for m in singles if m[2] is not None])
        singles = []
    found = _regions(text, passages, [m for m in marks if m[2] is not None])
    return sorted([*found, *_single_pairs(text, passages, singles, found)], key=lambda q: q.start)


def _turn(text: str, start: int, end: int) -> bool | str | None:
    """Return True for an opening mark, False for a closing one, "either" or None for no mark at all."""
    shape = text[start:end]
    if shape in _FIXED:
        return _FIXED[shape]
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not before or before.isspace() or before in _BEFORE_OPEN or before in _MARKS
    closes = not after or after.isspace() or after in _AFTER_CLOSE or after in _MARKS
    if before and before in _WIDE and shape in '"“”' and not after.isspace():
        # Chinese: ，”Lind said. Its typists take “ and " for either, and nested quotations have other marks.
        return False if shape == "”" else "either"
    if opens and not closes:
        return True
    if closes and (not opens or (before and before in ".,!?…。！？")):
        return False
    if shape in _OPENING:
        return True
    if shape in _CLOSING:
        # Between letters this is an apostrophe, or a mark of a script that sets no spaces.
        return None if shape in "’›" and not opens and before.isalnum() and after.isalnum() else False
    spaced = not (before.isalnum() and after.isalnum()) or ord(after) > 0x2E80
    return "either" if spaced and shape != "'" else None


def _regions(
    text: str, passages: Sequence[Passage], marks: list[tuple[int, int, bool | str | None]]
) -> list[Quote]:
    starts = [p.start for p in passages]
    found: list[Quote] = []
    stack: list[int] = []
    i = 0
    while i < len(marks):
        at, end, turn = marks[i]
        passage = max(bisect_right(starts, at) - 1, 0)
        if stack:
            begun = max(bisect_right(starts, stack[0]) - 1, 0)
            reopened = turn is not False and passage > begun and not text[starts[passage] : at].strip()
            if passage - begun >= LONGEST_RUN or (reopened and len(stack) == 1):
                # Never closed: it ends with the passage where it began, and what follows is read anew.
                close = passages[begun].end
                found.append(_quote(text, stack[0], close, closed=False))
                stack = []
                while i > 0 and marks[i - 1][0] >= close:
                    i -= 1
                continue
        if turn is True or (turn == "either" and not stack):
            stack.append(at)
        elif stack:
            opened = stack.pop()
            if not stack:
                found.append(_quote(text, opened, end, closed=True))
        i += 1
    if stack:
        begun = max(bisect_right(starts, stack[0]) - 1, 0)
        found.append(_quote(text, stack[0], max(passages[begun].end, stack[0]), closed=False))
    return found


def _quote(text: str, start: int, end: int, *, closed: bool) -> Quote:
    inside = text[start:end]
    words = sum(1 if m.group().isascii() or ord(m.group()[0]) < 0x2E80 else len(m.group()) // 2 + 1
                for m in _WORD.finditer(inside))  # fmt: skip
    # Unspaced scripts: two characters are about one word.
    sentence = inside.rstrip("".join(_MARKS)).endswith((".", "!", "?", "。", "！", "？", "؟", "।"))
    return Quote(start, end, closed, max(words, SCARE_WORDS + 1) if sentence and words > 1 else words)


def _single_pairs(
    text: str,
    passages: Sequence[Passage],
    marks: list[tuple[int, int, bool | str | None]],
    doubles: list[Quote],
) -> list[Quote]:
    """Return clean pairs of single marks within one passage, outside the double ones."""
    starts = [p.start for p in passages]
    inside = [q.start for q in doubles]
    found = []
    opened: int | None = None
    for at, end, turn in marks:
        if opened is not None and bisect_right(starts, at) != bisect_right(starts, opened):
            opened = None
        if turn is True:
            opened = at if opened is None else opened
        elif turn is False and opened is not None:
            # "players' union": a mark after a letter and before a space may be an apostrophe.
            if text[at - 1].isalnum() and text[end : end + 1] == " " and text[at - 1] == "s":
                continue
            k = bisect_right(inside, opened) - 1
            if k < 0 or doubles[k].end <= opened:
                found.append(_quote(text, opened, end, closed=True))
            opened = None
    return found
