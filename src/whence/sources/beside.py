"""Line, Quote → Report: a quotation beside a name and a word that no table knows.

Lind xyzed in Sarl : "It leaks"        "It leaks", xyzed Lind        « Ça fuit », xyze-t-il
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.sources.clause import Phrase, anchor
from whence.sources.content import REACH, clip
from whence.sources.phrases import opening_subject
from whence.sources.report import Report

if TYPE_CHECKING:
    from whence.sources.clause import Line
    from whence.sources.quotation import Quote


def unknown_verb(row: Line, quotes: list[Quote]) -> list[Report]:
    """Return the report of a quotation beside a name and a word that no table knows.

    'Lind : "…"', 'Lind xyzed: "…"' lead; '"…", xyzed Lind', '"…", xyze-t-il' follow.
    """
    regions = {q for q in row.inside if q >= 0 and not quotes[q].scare}
    if len(regions) != 1:
        return []
    number = regions.pop()
    inside = [i for i, q in enumerate(row.inside) if q == number]
    first, last = inside[0], inside[-1] + 1
    if 0 < first <= REACH and row.colon(first):
        report = _leading(row, first, quotes, number)
    else:
        report = _following(row, last, quotes, number, whole=first == 0)
    return [] if report is None else [report]


def _leading(row: Line, at: int, quotes: list[Quote], number: int) -> Report | None:
    """Return the report of 'Lind xyzed in Sarl: "…"': a clause that begins with a name."""
    subject = opening_subject(row)
    if subject is None or subject.strength == "plain" or subject.last > at:
        return None
    if subject.strength == "people" and subject.last == at:
        return None
    pairs = range(subject.first, subject.last - 1)
    if row.cues.language == "de" and not any(row.upper[i] and row.upper[i + 1] for i in pairs):
        # Every German noun has a capital: a name there has two.
        return None
    cue = (subject.last, at)
    return Report(row, cue, subject, *clip(row, quotes[number]), "colon", "say", number)


def _following(row: Line, at: int, quotes: list[Quote], number: int, *, whole: bool) -> Report | None:
    """Return the report of '"…", xyzed Lind': a word or three and then a name or pronoun.

    Only a pronoun will do where the quotation is not the `whole` sentence before it.
    """
    n = at
    while n < len(row.words) and (n == at or row.gaps[n] not in {":", '"'}):
        n += 1
    base = row.passage.start
    edge = row.passage.text[max(0, row.ends[at - 1] - base) :][:4]
    if at >= n or n - at > REACH or not any(c in ",،，!?" for c in edge):
        return None
    for i in range(at, min(n, at + 4)):
        if i > at and row.gaps[i]:
            break
        reason = anchor(row, i)
        if reason in {"name", "pronoun"} and n - at >= 2 and (whole or reason == "pronoun"):
            end = i + 1
            while end < n and not row.gaps[end] and row.upper[end] and reason == "name":
                end += 1
            cue = (at, i) if i > at else (end, min(end + 2, n))
            return Report(
                row, cue, Phrase(i, end, reason), *clip(row, quotes[number]), "quote", "say", number
            )
    return None
