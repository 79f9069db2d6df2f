"""Plain text → paragraphs: told from the layout, for texts wrapped by hand as for one line a paragraph.

    Hasaka – The convoy left at        hard-wrapped: the next line goes on, because this one is
    dawn and crossed the border.       as long as lines get here, or the next begins small
    A second one followed              short, no full stop, a capital follows: a heading, it ends here

A blank line always ends a paragraph. For the rest the usual line width of the whole text is found: the
width that most lines just reach, so that their neighbour's first word would not have fitted.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

CLOSERS = "\"'”’»›“‘)]}」』】》〉)＂＇"
OPENERS = "\"'“‘«‹„‚(『「【《〈[{¿¡`"
# What ends a sentence, in the scripts of the world.
TERMINALS = ".!?…。！？｡．‽।॥۔؟։።፧။៕༎᠃"
# Lines within this many characters of the usual width count as full: hyphens, double spaces and
# punctuation that a hard wrapper lets hang out. Chosen by hand on texts wrapped at 60 to 100.
_SLACK = 3
# A width is believed where at least this many lines and this share of the open line ends agree.
_AGREE, _AGREE_SHARE = 2, 0.4
# Wrapping breaks lines inside sentences: at least this share of them must end openly.
_OPEN_SHARE = 0.25
# Without sure witnesses this share must agree, on a width that verse and lists seldom have.
_AGREE_MOST, _NARROWEST = 0.7, 40
# Direction marks and joiners that word processors leave around words; they print nothing.
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_BULLET = re.compile(r"(?:[-*•‣▪●◦·■►]\s|\(?\d{1,3}[.)]\s|\(?[a-zа-я]\)\s)")


class Line(NamedTuple):
    """One line with its offsets, without its line end and the space around it."""

    start: int
    end: int
    text: str
    indent: int


def lines(text: str) -> list[Line | None]:
    """Return the lines of a text; None for a blank one."""
    rows: list[Line | None] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        if body:
            indent = len(raw) - len(raw.lstrip())
            rows.append(Line(at + indent, at + indent + len(body), body, indent))
        else:
            rows.append(None)
        at += len(raw)
    return rows


def paragraphs(text: str, small: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Return the paragraphs as (start, end), without the space around them.

    `small` are words that no sentence ends in: in a wrapped text, a line that ends in one goes on.
    """
    rows = lines(text)
    width = _width(rows)
    parted = None in rows[:-1]
    spans: list[tuple[int, int]] = []
    before: Line | None = None
    for row in rows:
        if row is not None:
            if before is not None and _goes_on(before, row, width, small, parted=parted):
                spans[-1] = (spans[-1][0], row.end)
            else:
                spans.append((row.start, row.end))
        before = row
    return spans


def ends_sentence(text: str) -> bool:
    """Return True where a stretch ends in a sentence mark, closing quotes and brackets set aside."""
    return text.rstrip(CLOSERS + INVISIBLE + " \t\n\r\u00a0\u202f")[-1:] in TERMINALS


def is_item(text: str) -> bool:
    """Return True where a stretch begins as an item of a list does."""
    return _BULLET.match(text) is not None


def _open_end(line: Line) -> bool:
    """Return True where nothing marks the end of a sentence, a caption or a list's head."""
    return not ends_sentence(line.text) and line.text[-1] not in "|:;"


def _begins_small(line: Line) -> bool:
    return line.text.lstrip(OPENERS + INVISIBLE)[:1].islower() and not is_item(line.text)


def _first_word(line: Line) -> int:
    """Return how much room the line's first word takes; one where words are not spaced."""
    first = line.text[:60].split(None, 1)[0]
    return 1 if first[0] >= "\u2e80" else min(len(first), 20)


def _width(rows: list[Line | None]) -> int:
    """Return the usual line width of a hard-wrapped text, 0 where lines are not wrapped.

    Each line that ends openly says between which widths it would have been broken here. Sure
    witnesses are those whose next line begins small; a capital may also be a heading's, so these
    count only where most of them agree.
    """
    sure, all_ends = Counter[int](), Counter[int]()
    votes = total = pairs = 0
    for line, following in pairwise(rows):
        if line is None or following is None:
            continue
        pairs += 1
        if not _open_end(line) or is_item(following.text):
            continue
        length = line.end - line.start + line.indent
        small = not following.text.lstrip(OPENERS + INVISIBLE)[:1].isupper()
        for edges in (sure, all_ends) if small else (all_ends,):
            edges[length] += 1
            edges[length + 1 + _first_word(following) + _SLACK] -= 1
        votes += small
        total += 1
    if total < _OPEN_SHARE * pairs:
        return 0
    width, agree = _most_agreed(sure)
    if agree >= max(_AGREE, _AGREE_SHARE * votes):
        return width
    width, agree = _most_agreed(all_ends)
    return width if width >= _NARROWEST and agree >= max(_AGREE, _AGREE_MOST * total) else 0


def _most_agreed(edges: Counter[int]) -> tuple[int, int]:
    """Return the width that most intervals hold, and how many do."""
    best, width, agree = 0, 0, 0
    for at in sorted(edges):
        agree += edges[at]
        if agree > best:
            best, width = agree, at
    return width, best


def _goes_on(line: Line, following: Line, width: int, small: frozenset[str], *, parted: bool) -> bool:
    """Return True where the next line continues this one's paragraph.

    A full line that ends a sentence goes on only in a text whose paragraphs are `parted` by blank
    lines; elsewhere it may as well end the paragraph, and a heading may follow.
    """
    if is_item(following.text) or line.text[-1] == "|":
        return False
    if following.indent >= line.indent + 2 and ends_sentence(line.text):
        return False
    begins_small = _begins_small(following)
    length = line.end - line.start + line.indent
    full = (
        0 < width <= length + 1 + _first_word(following) + _SLACK and length <= width * 5 // 4 + _SLACK
    )
    if not _open_end(line):
        return (full and parted) or (begins_small and width > 0)
    if begins_small or full:
        return True
    if not (width or parted):
        return False
    last = line.text.rsplit(None, 1)[-1]
    return last[-1] in ",-–—(«“`" or last.lower() in small


def raw_lines(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text as (start, end), without their line ends, blank ones too."""
    spans: list[tuple[int, int]] = []
    at = 0
    for raw in text.splitlines(keepends=True):
        body = raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        spans.append((at, at + len(body)))
        at += len(raw)
    return spans
