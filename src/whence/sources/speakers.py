"""Reports of an article → Attribution: who "he", "the minister" and a lone surname are.

A name goes by its fullest form in the article ("Lind" → "Mara Lind"), a phrase with a title by the
name it belongs to, "the sources" by "local sources" before them. A pronoun or nobody is the last
possible source: the last one cited, or the person that a passage since then began with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.records import Attribution
from whence.sources.cast import Cast, Speaker, cast
from whence.sources.clause import Line, Phrase
from whence.sources.dateline import agencies, head
from whence.sources.phrases import opening_subject
from whence.text import span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article
    from whence.sources.quotation import Quote
    from whence.sources.report import Report

# A number of two digits with letters joined to it.
_AGE = re.compile(r"[1-9]\d(?:[-\u2010\u2011][^\W\d_]|[^\W\d_]{2})")


@dataclass(slots=True)
class _Floor:
    """Who speaks now: the last one cited or leading a passage, and the last of them that is a person."""

    last: Speaker | None = None
    person: Speaker | None = None
    body: Speaker | None = None

    def take(self, speaker: Speaker) -> None:
        self.last = speaker
        if speaker.person:
            self.person = speaker
        else:
            self.body = speaker


def attribute(
    article: Article,
    index: int,
    lines: Sequence[Line],
    found: Sequence[Sequence[Report]],
    quotes: Sequence[Quote],
) -> list[Attribution]:
    """Return the attributions of an article from the reports of each of its lines."""
    people = cast(lines)
    floor = _Floor()
    rows: list[Attribution] = []
    owners: dict[int, Speaker] = {}
    for row, reports in zip(lines, found, strict=True):
        if not reports:
            _lead(people, floor, row)
        rows.extend(_dateline(article, index, row, reports))
        for report in reports:
            speaker = _speaker(people, floor, row, report)
            if speaker is None and report.form not in {"quote", "that", "colon"}:
                continue
            rows.append(_row(article, index, report, speaker))
            if speaker is not None:
                floor.take(speaker)
                owners[report.quote] = speaker
    owners.pop(-1, None)
    _inherit(lines, rows, quotes, owners)
    rows.extend(_carried(article, index, lines, rows=rows, quotes=quotes, owners=owners))
    return sorted(rows, key=lambda r: (r.content.passage, r.content.start, -r.content.end))


def _speaker(people: Cast, floor: _Floor, row: Line, report: Report) -> Speaker | None:
    source = report.source
    if source is None:
        return floor.last
    start, end = row.starts[source.first], row.ends[source.last - 1]
    someone = floor.person
    if someone is not None and _aged(row, source):
        return Speaker(someone.name, row.passage.number, start, end, words=someone.words)
    if source.strength == "pronoun":
        many = row.words[source.last - 1] in row.cues.they
        known = None if many else _before(people, row, source)
        known = known or (floor.last if many or floor.person is None else floor.person)
        if row.words[source.last - 1] == "it" and row.cues.language == "en":
            # "The harbour office … , which it said": never a person.
            known = floor.body
        return known and Speaker(
            known.name, row.passage.number, start, end, person=known.person, words=known.words
        )
    return people.speaker(row, source)


def _aged(row: Line, source: Phrase) -> bool:
    """Return True for "the 41-year-old", "der 41-Jährige", "il 41enne": an age and no name."""
    words = range(source.first, source.last)
    capitals = [i for i in words if row.upper[i] and row.between(i) != "-"]
    return not capitals and any(
        _AGE.match(row.text(Phrase(i, source.last, source.strength))) for i in words
    )


def _before(people: Cast, row: Line, pronoun: Phrase) -> Speaker | None:
    """Return the subject that the sentence begins with, where a pronoun later in it means that one."""
    phrase = opening_subject(row)
    if phrase is None or phrase.last > pronoun.first or phrase.strength not in {"name", "people"}:
        return None
    known = people.known(row, phrase)
    return known if known is not None and known.person else None


def _lead(people: Cast, floor: _Floor, row: Line) -> None:
    """Note the person that a passage begins with: a later "he" may mean them."""
    phrase = opening_subject(row)
    asks = row.passage.text.rstrip().endswith(("?", "？", "؟"))
    if phrase is None or phrase.strength == "pronoun" or asks:
        return
    speaker = people.known(row, phrase)
    if speaker is not None and (speaker.person or floor.person is None):
        floor.take(speaker)


def _dateline(article: Article, index: int, row: Line, reports: Sequence[Report]) -> list[Attribution]:
    """Return what an agency vouches for: a passage behind a dateline that cites nobody else."""
    passage = row.passage
    begin = head(passage.text)
    if not begin or reports:
        return []
    content = span(
        index, article, passage.number, *_tight(article.text, passage.start + begin, passage.end)
    )
    return [
        Attribution(index, source, source.text, "", content, quoted=False)
        for start, end in agencies(passage.text)
        if end <= begin
        for source in [span(index, article, passage.number, passage.start + start, passage.start + end)]
    ]


# ── rows ───────────────────────────────────────────────────────────────────────────────────────


def _row(article: Article, index: int, report: Report, speaker: Speaker | None) -> Attribution:
    number = report.line.passage.number
    cue = Phrase(*report.cue, "plain") if report.cue[1] > report.cue[0] else None
    source = (
        None if speaker is None else span(index, article, speaker.passage, speaker.start, speaker.end)
    )
    start, end = _tight(article.text, report.start, report.end)
    return Attribution(
        article=index,
        source=source,
        name="" if speaker is None else speaker.name,
        cue="" if cue is None else " ".join(report.line.text(cue).split()),
        content=span(index, article, number, start, end),
        quoted=report.quote >= 0,
    )


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the spaces, commas and dashes at its edges."""
    edge = ",;:،，—–-"
    while end > start and (text[end - 1].isspace() or text[end - 1] in edge):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in edge):
        start += 1
    return start, end


# ── quotations that run on ─────────────────────────────────────────────────────────────────────


def _inherit(
    lines: Sequence[Line],
    rows: Sequence[Attribution],
    quotes: Sequence[Quote],
    owners: dict[int, Speaker],
) -> None:
    """Give a quotation that stands alone to who was quoted in the passage before it."""
    speaking = {r.content.passage for r in rows if r.source is not None and r.quoted}
    before: Line | None = None
    speaker: Speaker | None = None
    for row in lines:
        here = set(row.inside)
        if len(here) == 1 and before is not None and speaker is not None:
            (number,) = here
            fresh = number >= 0 and number not in owners and not quotes[number].scare
            if fresh and (before.passage.number in speaking or before.inside[-1] in owners):
                owners[number] = speaker
        last = next((owners[q] for q in reversed(row.inside) if q in owners), None)
        speaker = last if row.words else speaker
        before = row if row.words else before


def _carried(
    article: Article,
    index: int,
    lines: Sequence[Line],
    *,
    rows: Sequence[Attribution],
    quotes: Sequence[Quote],
    owners: dict[int, Speaker],
) -> list[Attribution]:
    """Return an attribution for each passage of an owned quotation that no cue of its own covers."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for r in rows:
        covered.setdefault(r.content.passage, []).append((r.content.start, r.content.end))
    added = []
    for row in lines:
        number = row.passage.number
        for q in dict.fromkeys(row.inside):
            if q not in owners:
                continue
            start, end = max(quotes[q].start, row.passage.start), min(quotes[q].end, row.passage.end)
            if any(a < end and start < b for a, b in covered.get(number, ())):
                continue
            speaker = owners[q]
            source = span(index, article, speaker.passage, speaker.start, speaker.end)
            content = span(index, article, number, *_tight(article.text, start, end))
            added.append(Attribution(index, source, speaker.name, "", content, quoted=True))
    return added
