"""Line → Report: who quotes whom, "state media quoted the minister as saying that …".

    state media  quoted  the minister  as saying  that the quay would reopen
    └ outer      └ cue   └ inner       └ cue      └ what the inner one said

Two reports: the one who quotes vouches for the whole clause, the one who is quoted for what was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.sources.clause import Phrase, strongest
from whence.sources.content import SHORTEST_CONTENT, clip
from whence.sources.phrases import left_phrase
from whence.sources.report import Report

if TYPE_CHECKING:
    from whence.sources.clause import Line
    from whence.sources.quotation import Quote

# Verbs of quoting, and what stands between the one quoted and the words; folded.
_FORMS: dict[str, tuple[frozenset[str], tuple[tuple[str, ...], ...]]] = {
    "en": (
        frozenset({"quoted", "quotes", "quote", "quoting", "cited", "cites", "cite", "citing"}),
        (("as", "saying"), ("as", "telling"), ("as", "having", "said")),
    ),
    "de": (
        frozenset({"zitiert", "zitierte", "zitierten", "zitieren"}),
        (("mit", "den", "worten"), ("mit", "der", "aussage"), ("mit", "dem", "satz")),
    ),
    "nl": (frozenset({"citeert", "citeerde", "citeerden", "citeren"}), (("met", "de", "woorden"),)),
    "fr": (frozenset({"cite", "citent", "citait", "citaient"}), (("disant",), ("affirmant",))),
    "es": (frozenset({"cito", "citaron", "cita", "citan"}), (("diciendo",), ("afirmando",))),
    "pt": (frozenset({"citou", "citaram", "cita", "citam"}), (("dizendo",), ("afirmando",))),
    "it": (frozenset({"cita", "citano", "citava"}), (("dicendo",), ("affermando",))),
}
# Words that the one quoted may take up.
_LONGEST = 12


def quoted_as(row: Line, quotes: list[Quote]) -> list[Report]:
    """Return the reports of those who quote somebody and of those who are quoted, outer first."""
    verbs, joints = _FORMS.get(row.cues.language, (frozenset(), ()))
    found: list[Report] = []
    for at, word in enumerate(row.words):
        if word not in verbs or row.inside[at] >= 0:
            continue
        met = _joint(row, at, joints)
        if met is not None:
            found += _two(row, at, met, quotes)
    return found


def _joint(row: Line, at: int, joints: tuple[tuple[str, ...], ...]) -> tuple[int, int] | None:
    """Return where "as saying" stands behind a verb of quoting, in the same clause."""
    for i in range(at + 2, min(len(row.words), at + 2 + _LONGEST)):
        if row.gaps[i] in {":", '"'}:
            return None
        for joint in joints:
            if tuple(row.words[i : i + len(joint)]) == joint:
                return i, i + len(joint)
    return None


def _two(row: Line, at: int, joint: tuple[int, int], quotes: list[Quote]) -> list[Report]:
    first, last = joint
    if last < len(row.words) and row.words[last] in row.cues.that:
        last += 1
    if last >= len(row.words):
        return []
    begin = at + 1
    while begin < first - 1 and row.words[begin] in row.cues.stop:
        begin += 1
    inner = Phrase(begin, first, strongest(row, begin, first))
    number = row.inside[last]
    if number >= 0:
        reports = [Report(row, joint, inner, *clip(row, quotes[number]), "quote", "say", number)]
    elif len(row.words) - last >= SHORTEST_CONTENT:
        reports = [Report(row, joint, inner, row.starts[last], row.passage.end, "that", "say")]
    else:
        return []
    outer = left_phrase(row, at)
    if outer is not None and outer.strength != "plain":
        whole = (row.starts[at + 1], row.passage.end)
        reports.insert(0, Report(row, (at, at + 1), outer, *whole, "that", "say"))
    return reports
