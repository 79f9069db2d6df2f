"""What the finders of names hand to `names`: a stretch of text and why it may be a name."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

NameKind = Literal["person", "place", "organisation", "acronym", "unknown"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that looks like a name; `head` is its most telling word, `title` the role before it."""

    start: int
    end: int
    kind: NameKind = "unknown"
    head: str = ""
    code: str = ""
    title: str = ""
    weak: bool = False


def apart(first: list[Mention], second: list[Mention]) -> list[Mention]:
    """Return both lists in order; where mentions overlap, those of the first list stay."""
    kept = sorted(first, key=lambda mention: mention.start)
    starts = [mention.start for mention in kept]
    extra = []
    for mention in second:
        at = bisect_right(starts, mention.end - 1)
        if at == 0 or kept[at - 1].end <= mention.start:
            extra.append(mention)
    return sorted(kept + extra, key=lambda mention: mention.start)
