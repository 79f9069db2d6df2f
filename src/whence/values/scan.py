"""Text → Scan: its words and figures, cut once for all finders of values.

A scan may hold many passages, joined by `BREAK`: no value reaches over it, so one run of a finder over
a batch gives what a run over each passage gives, at a fraction of the cost.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from whence.text import tag
from whence.values.figures import MARKS, lowered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

# Between passages: its sign is a token of its own, so that it is no neighbour's word, and the line
# ends stop every pattern that looks over spaces.
BREAK = "\n\x00\n"
_TOKEN = re.compile(rf"(\d+|[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*|\x00)")


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A text, the same in lower case, and its tokens: words, runs of digits, breaks.

    `gaps[i]` is what stands behind token `i`; `where` has the places of each distinct token, `figures`
    those of digits.
    """

    text: str
    lower: str
    language: str
    tokens: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]
    where: dict[str, list[int]]
    distinct: frozenset[str]
    figures: list[int]

    def at(self, wanted: Collection[str]) -> list[int]:
        """Return the places of the tokens that are among `wanted`."""
        return _places(self.where, self.distinct.intersection(wanted))

    def matches(self, *patterns: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Return the matches of each pattern that begin with a figure, without overlap."""
        match_at = [self.starts[i] for i in self.figures]
        for pattern in patterns:
            reach = 0
            for start in match_at:
                found = pattern.match(self.lower, start) if start >= reach else None
                if found is not None:
                    reach = found.end()
                    yield found


def scan(text: str, language: str) -> Scan:
    """Return the scan of one text (or of many, joined by `BREAK`)."""
    lower = lowered(text)
    parts = _TOKEN.split(lower)
    edges = list(accumulate(map(len, parts)))
    tokens = parts[1::2]
    where: defaultdict[str, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        where[token].append(i)
    figures = _places(where, [token for token in where if token[0].isdigit()])
    return Scan(
        text, lower, tag(language), tokens, parts[2::2], edges[:-1:2], edges[1::2], where,
        frozenset(where), figures,
    )  # fmt: skip


def _places(where: Mapping[str, list[int]], wanted: Collection[str]) -> list[int]:
    return sorted(chain.from_iterable(where[token] for token in wanted))


def joined(texts: Sequence[str], language: str) -> Scan:
    """Return one scan of many passages."""
    return scan(BREAK.join(texts), language)
