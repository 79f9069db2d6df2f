"""Reports of an article → Attribution: who "he", "the minister" and a lone surname are.

A name goes by its fullest form in the article ("Lind" → "Mara Lind"), a phrase with a title by the
name it belongs to, a pronoun or nobody by the last possible source: the last one cited, or the
person that the passages since then began with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whence.records import Attribution
from whence.sources.clause import Line, Phrase, opening_subject
from whence.text import span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article
    from whence.sources.quotation import Quote
    from whence.sources.speech import Report


# Forms of address, folded; nouns of office come from the cues.
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor rep reps sen sens gov gen col capt lt maj sgt rev hon sir dame lord lady "
    "mme mlle monsieur madame maitre sig signor signora dott herr frau hr sra srta don dona senor senora senhor "
    "pan pani g-n bay bayan sayin bapak pak ibu bp ks ing mgr phd us".split()
)


@dataclass(slots=True)
class Speaker:
    """Someone cited: the canonical name, and where the text last named them."""

    name: str
    passage: int
    start: int
    end: int


@dataclass(slots=True)
class Cast:
    """The people and bodies of an article by the folded words of their names."""

    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[tuple[str, ...], str] = field(default_factory=dict)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    last: Speaker | None = None


def cast(lines: Sequence[Line]) -> Cast:
    """Return the names of an article: runs of capitalised words, the fullest form for each last word."""
    found = Cast()
    for row in lines:
        for first, last in _runs(row):
            _learn(found, row, first, last)
    return found


def _title(row: Line, i: int) -> bool:
    """Return True for a word before a name that is no part of it: "President", "Mr", the U and S of U.S."""
    return row.cues.person(row.words[i]) or row.words[i] in _TITLES or len(row.words[i]) == 1


def _runs(row: Line) -> list[tuple[int, int]]:
    runs = []
    i = 0
    while i < len(row.words):
        if not row.upper[i] or row.words[i] in row.cues.stop:
            i += 1
            continue
        first = i
        i += 1
        while i < len(row.words) and row.upper[i] and not row.gaps[i]:
            i += 1
        runs.append((first, i))
    return runs


def _learn(found: Cast, row: Line, first: int, last: int) -> None:
    """Note a run of capitalised words as a name, its titles apart."""
    start = first
    while start < last - 1 and _title(row, start):
        start += 1
    key = tuple(row.words[start:last])
    if not key or last - start > 5:
        return
    found.written.setdefault(key, row.text(Phrase(start, last, "name")))
    for word in {key[-1], key[0]}:
        known = found.full.get(word)
        if known is None or len(known) < len(key):
            found.full[word] = key
    before = start - 1
    if before >= 0 and not row.gaps[start] and row.cues.person(row.words[before]) and len(key) > 1:
        found.titles.setdefault(row.words[before], key)


def attribute(
    article: Article,
    index: int,
    lines: Sequence[Line],
    found: Sequence[Sequence[Report]],
    quotes: Sequence[Quote],
) -> list[Attribution]:
    """Return the attributions of an article from the reports of each of its lines."""
    people = cast(lines)
    rows: list[Attribution] = []
    owners: dict[int, Speaker] = {}
    for row, reports in zip(lines, found, strict=True):
        for report in reports:
            speaker = _speaker(people, row, report)
            if speaker is None and report.form != "quote":
                continue
            rows.append(_row(article, index, report, speaker))
            if speaker is not None:
                people.last = speaker
                owners[report.quote] = speaker
        _subject(people, row, reports)
    owners.pop(-1, None)
    _inherit(lines, rows, quotes, owners)
    rows.extend(_carried(article, index, lines, rows, quotes, owners))
    return sorted(rows, key=lambda r: (r.content.passage, r.content.start, -r.content.end))


def _speaker(people: Cast, row: Line, report: Report) -> Speaker | None:
    source = report.source
    if source is None or source.strength == "pronoun":
        if people.last is None:
            return None
        if source is None:
            return people.last
        return Speaker(people.last.name, row.passage.number, row.starts[source.first], row.ends[source.last - 1])
    name = canonical(people, row, source)
    return Speaker(name, row.passage.number, row.starts[source.first], row.ends[source.last - 1])


def canonical(people: Cast, row: Line, source: Phrase) -> str:
    """Return the fullest form that the article has for a source."""
    last = source.last - 1
    described = row.cues.person(row.words[last]) and not row.upper[last]
    runs = [(a, b) for a, b in _runs(row) if a >= source.first and b <= source.last]
    best: tuple[str, ...] = ()
    for first, end in [] if described else runs:
        start = first
        while start < end - 1 and _title(row, start):
            start += 1
        key = tuple(row.words[start:end])
        known = people.full.get(key[-1], key)
        definite = start > 0 and row.words[start - 1] in row.cues.det
        if definite or len(runs) > 1 or (known[-len(key) :] != key and known[: len(key)] != key):
            known = key
        if len(known) > len(best):
            best = known
    if best in people.written:
        return people.written[best]
    for i in range(last, source.first - 1, -1):
        titled = people.titles.get(row.words[i])
        if titled is not None and (i == last or not row.upper[last]):
            return people.written[titled]
    return _plain(row, source)


def _plain(row: Line, source: Phrase) -> str:
    """Return a phrase without its article: "the local sources" → "local sources"."""
    first = source.first
    while first < source.last - 1 and row.words[first] in row.cues.det:
        first += 1
    return " ".join(row.text(Phrase(first, source.last, source.strength)).split())


def _subject(people: Cast, row: Line, reports: Sequence[Report]) -> None:
    """Note the person that a passage begins with: a later "he" may mean them."""
    phrase = None if reports else opening_subject(row)
    if phrase is None or phrase.strength != "name":
        return
    titled = any(_title(row, i) for i in range(phrase.first, phrase.last))
    runs = [(a, b) for a, b in _runs(row) if phrase.first <= a and b <= phrase.last]
    if not runs:
        return
    first, last = runs[-1]
    person = len(people.full.get(row.words[last - 1], ())) >= 2
    if titled or person:
        name = canonical(people, row, phrase)
        people.last = Speaker(name, row.passage.number, row.starts[first], row.ends[last - 1])


def _row(article: Article, index: int, report: Report, speaker: Speaker | None) -> Attribution:
    number = report.line.passage.number
    cue = Phrase(*report.cue, "plain") if report.cue[1] > report.cue[0] else None
    source = None if speaker is None else span(index, article, speaker.passage, speaker.start, speaker.end)
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
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:،，—–-"):
        end -= 1
    while start < end and (text[start].isspace() or text[start] in ",;:،，—–-"):
        start += 1
    return start, end


def _inherit(
    lines: Sequence[Line], rows: Sequence[Attribution], quotes: Sequence[Quote], owners: dict[int, Speaker]
) -> None:
    """Give a quotation that stands alone to who was quoted in the passage before it."""
    speaking = {r.content.passage: r for r in rows if r.source is not None and r.quoted}
    ends = {row.passage.number: owners.get(q) for row in lines for q in row.inside if q in owners}
    before: Line | None = None
    for row in lines:
        alone = {q for q in row.inside} if row.inside else set()
        if len(alone) == 1 and before is not None:
            number = alone.pop()
            fresh = number >= 0 and number not in owners and not quotes[number].scare
            previous = ends.get(before.passage.number)
            cited = before.passage.number in speaking
            if fresh and previous is not None and (cited or before.inside[-1] in owners):
                owners[number] = previous
                ends[row.passage.number] = previous
        elif row.inside and row.inside[-1] in owners:
            ends[row.passage.number] = owners[row.inside[-1]]
        before = row


def _carried(
    article: Article,
    index: int,
    lines: Sequence[Line],
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
