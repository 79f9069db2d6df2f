"""Line → Report: what a passage says that somebody said, before anybody knows who "he" is.

1. Every cue outside quotations is tried: verbs of saying, "according to" and its kin.
2. The source stands beside it: before the verb, after it ("said Lind"), or nowhere ("ha detto").
3. The content is a quotation, the clause after "that" or a colon, or all that stands before a
   cue set apart by a comma ("…, the harbour office reported").
4. A cue without a likely source and without a quotation is dropped: precision first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whence.sources import verb_last
from whence.sources.beside import unknown_verb
from whence.sources.chinese import reported, subject
from whence.sources.clause import Line, Phrase, strongest
from whence.sources.content import SHORTEST_CONTENT, clip, content
from whence.sources.cues import UNSPACED
from whence.sources.listeners import apart, late_subject
from whence.sources.phrases import (
    LONGEST_PHRASE,
    acting,
    addressed,
    left_phrase,
    named_behind,
    opening_subject,
    right_phrase,
    topic,
)
from whence.sources.quoted import quoted_as
from whence.sources.report import Report

if TYPE_CHECKING:
    from whence.sources.content import Form
    from whence.sources.cues import Kind
    from whence.sources.quotation import Quote

# Languages whose verb stands second: after an adverb or a clause the subject follows it.
_VERB_SECOND = frozenset({"de", "nl", "sv", "da", "nb", "no", "nn", "is", "af"})
# Languages whose subjects begin with an article, a name or a noun where they follow the verb.
_ARTICLED = frozenset({"it", "es", "pt", "ca", "gl", "el"})
# Languages whose verbs stand without a subject.
_PRO_DROP = frozenset(
    {
        "it",
        "es",
        "pt",
        "ca",
        "gl",
        "ro",
        "el",
        "pl",
        "cs",
        "sk",
        "sr",
        "hr",
        "sl",
        "bg",
        "mk",
        "hu",
        "lt",
        "lv",
    }
)
# Languages whose subject opens the sentence and whose verb closes it, with the content between.
_SUBJECT_FIRST = frozenset({"tr", "az", "kk", "uz", "ky"})
# What points at a thing rather than at one who speaks.
_POINTING = frozenset(
    "this that these those ce cet cette ces dieser diese dieses dies questo questa questi queste este esta estos estas "
    "esto este este isto isso deze dit dat denna detta denne dette acest aceasta ten ta to tento toto этот эта это эти "
    "цей ця це ці bu şu ini itu ezen ez".split()
)
# Words for "according to" that are ordinals or verbs too, and need a likely source beside them.
_DOUBTFUL = frozenset(
    {"secondo", "segundo", "conforme", "suivant", "conform", "pec", "prema", "dle", "по"}
)


def reports(row: Line, quotes: list[Quote]) -> list[Report]:
    """Return what the passage reports, in the order of the cues."""
    found: list[Report] = []
    at = 0
    while at < len(row.words):
        met = _cue(row, at, quotes)
        if met is None:
            at += 1
            continue
        kind, length = met
        if kind == "pre":
            report = _according(row, at, at + length, quotes)
        elif kind == "post":
            report = _according_after(row, at, at + length)
        else:
            report = _verb(row, (at, at + length), kind, quotes, told=bool(found))
        if report is not None:
            found.append(report)
            if kind == "pre" and report.source is not None:
                # 据港务长称: the verb after the source belongs to the same cue.
                follows = report.source.last
                again = row.cues.match(row.words, follows) if follows < len(row.words) else None
                at = (
                    max(at, follows + again[1] - length)
                    if again and row.cues.language in UNSPACED
                    else at
                )
        at += length
    nested = quoted_as(row, quotes)
    if nested:
        begins, ends = nested[0].cue[0], nested[-1].cue[1]
        found = [r for r in found if r.cue[1] <= begins or r.cue[0] >= ends] + nested
    if all(report.quote < 0 for report in found):
        found.extend(unknown_verb(row, quotes))
    return _cut(found)


def _cue(row: Line, at: int, quotes: list[Quote]) -> tuple[Kind, int] | None:
    region = row.inside[at]
    met = row.cues.match(row.words, at)
    if region >= 0 and not quotes[region].scare and (met is None or not _inserted(row, at, at + met[1])):
        return None
    if met is None and row.cues.joined:
        for letter in row.cues.joined:
            if row.words[at].startswith(letter) and len(row.words[at]) > len(letter) + 1:
                bare = [row.words[at][len(letter) :], *row.words[at + 1 : at + 5]]
                met = row.cues.match(bare, 0)
                if met:
                    break
    if met is None:
        return None
    before = row.words[at - 1] if at and not row.gaps[at] else ""
    # "the report", "his claim": a noun that looks like the verb; "il secondo": an ordinal.
    sure = met[0] in {"pre", "post"} and row.words[at] not in _DOUBTFUL
    if before in row.cues.det and before not in row.cues.he and not sure:
        return None
    if before and f"{before} {row.words[at]}" in row.cues.people:
        # ראש העיר, "the mayor": the second word is also a verb.
        return None
    if met[0] == "adding" and (before in row.cues.of or before == "by"):
        return None
    if row.upper[at] and before and met[0] in {"say", "weak"} and row.cues.language != "de":
        return None
    return met


def _inserted(row: Line, at: int, end: int) -> bool:
    """Return True for an aside within a quotation: '«It is late, said Lind, and dark»'."""
    first, last, pronoun = _group(row, at, end)
    if first == 0 or row.gaps[first] != ",":
        return False
    if pronoun is not None:
        return last >= len(row.words) or bool(row.gaps[last])
    right = right_phrase(row, last) if last < len(row.words) and not row.gaps[last] else None
    if right is None and (last >= len(row.words) or row.gaps[last]):
        return row.cues.language in _PRO_DROP
    if right is None or right.strength != "name":
        return False
    return bool(row.gaps[right.last]) or row.words[right.last] in row.cues.stop


# ── verbs ──────────────────────────────────────────────────────────────────────────────────────


def _verb(
    row: Line, cue: tuple[int, int], kind: Kind, quotes: list[Quote], *, told: bool
) -> Report | None:
    """Return what the verb `cue` reports; `told` where somebody has spoken in the passage before."""
    at, end = cue
    if row.cues.language in verb_last.LANGUAGES:
        return verb_last.spoken(row, (at, end), kind, quotes)
    first, last, pronoun = _group(row, at, end)
    if kind == "quoting" and first and not row.gaps[first] and row.words[first - 1] in row.cues.stop:
        # '"…," said Lind when asked about it': not Lind's question.
        return None
    if any(w in row.cues.passive for w in (*row.words[first:at], *row.words[end:last])):
        return None
    within = row.inside[at] >= 0 and not quotes[row.inside[at]].scare
    chinese = row.cues.language == "zh"
    if pronoun or within:
        left = None
    elif chinese:
        left = subject(row, first, quotes)
    else:
        left = left_phrase(row, first, open_end=bool(row.gaps[last]))
    if left is not None and row.cues.language == "ka":
        left = acting(row, left)
    listed = left is not None and left.strength == "plain" and left.first > 0 and not chinese
    if left is not None and listed and row.gaps[left.first] == ",":
        # "…, but instead said": an adverb, not a subject.
        left = opening_subject(row) or left
    opening = first == 0 or row.gaps[first] in {",", ":", '"'}
    source, block = (pronoun, (first, last)) if pronoun else (left, (first, last))
    early = topic(row, first) if row.cues.language in _SUBJECT_FIRST and pronoun is None else None
    if early is not None and early.strength != "plain" and not _beside(row, left, first, last):
        left = source = early
    joint = left is not None and left.strength == "plain" and left.last - left.first <= 2
    if (left is None or joint) and pronoun is None and row.cues.order == "sov" and first > 0:
        left = source = topic(row, first) or left
    after = last < len(row.words) and row.gaps[last] in {"", ","} and not chinese
    right = right_phrase(row, last) if after else None
    whole = right
    right = apart(row, right) if right is not None else None
    if pronoun is None and (right is None or right.strength == "plain"):
        right = late_subject(row, first, last, sure=left is not None) or right
    if (
        not pronoun
        and right is not None
        and row.gaps[last] != ","
        and (_inverted(row, first, left, right) or (right is not whole and bool(row.gaps[first])))
    ):
        right = named_behind(row, right)
        source, block = right, (first, max(right.last, whole.last if whole is not None else 0))
    if kind == "adding":
        lead = first
        while lead > 0 and not row.gaps[lead] and row.words[lead - 1] in row.cues.stop:
            lead -= 1
        opening = lead == 0 or row.gaps[lead] in {",", ":", '"'}
    if kind == "adding" and opening and (source is left or source is None):
        source = None if told else opening_subject(row)
    if kind == "adding" and row.cues.order == "vso":
        source = opening_subject(row) or source
    said = content(row, block, source, quotes, kind)
    if said is None or not _sound(row, source, said[2], kind):
        return None
    denied = any(w in row.cues.negations for w in (*row.words[first:at], *row.words[end:last]))
    if denied and said[2] in {"that", "bare"}:
        return None
    start, stop, form, quote = said
    return Report(row, (first, last), source, start, stop, form, kind, quote)


def _beside(row: Line, left: Phrase | None, first: int, last: int) -> bool:
    """Return True for a subject right before a closing verb: "Köprü kapatıldı, Liman Bakanlığı açıkladı"."""
    if left is None or left.last != first or row.gaps[left.first] != "," or not row.gaps[last]:
        return False
    near = row.upper[first - 1] or row.cues.person(row.words[first - 1])
    return near and left.last - left.first <= 4 and left.first >= SHORTEST_CONTENT


def _group(row: Line, at: int, end: int) -> tuple[int, int, Phrase | None]:
    """Return the verb with its auxiliaries and clitics, and a pronoun among them ("a-t-il dit")."""
    cues = row.cues
    first, last, pronoun = at, end, None
    while first > 0 and not row.gaps[first]:
        word = row.words[first - 1]
        if word in cues.he and pronoun is None:
            pronoun = Phrase(first - 1, first, "pronoun")
        elif word not in cues.aux or word in cues.conjunctions:
            break
        first -= 1
    while first < at and row.words[first] not in cues.aux and row.words[first] not in cues.he:
        first += 1
    while last < len(row.words) and not row.gaps[last] and row.words[last] in cues.aux:
        if row.words[last] in cues.that or row.words[last] in cues.det or row.words[last] in cues.stop:
            break
        last += 1
    if pronoun is None and last < len(row.words) and not row.gaps[last] and row.words[last] in cues.he:
        after = last + 1
        closed = after >= len(row.words) or row.gaps[after] or row.words[after] in cues.stop
        # "said he would go": where clauses need no "that", a pronoun may begin the reported one.
        if (first == 0 or row.gaps[first] or cues.order == "vso") and (closed or not cues.bare):
            pronoun, last = Phrase(last, after, "pronoun"), after
    return first, last, pronoun


def _inverted(row: Line, first: int, left: Phrase | None, right: Phrase) -> bool:
    """Return True where the subject follows the verb."""
    cues = row.cues
    if cues.order == "sov" or any(w in cues.tell for w in row.words[first : right.first]):
        return False
    likely = right.strength in {"name", "people", "pronoun"}
    opener = row.words[right.first]
    if cues.language in _ARTICLED and not (row.upper[right.first] or opener in cues.det | cues.he):
        # "ha aggiunto imitando il sindaco": a subject there begins with an article, a name or a noun.
        likely = likely and cues.person(opener)
    if cues.order == "vso":
        # A clause that begins with its verb, or a subject that only stands before it as in other orders.
        return likely or left is None or left.strength == "plain" or bool(row.gaps[first])
    if left is None and cues.caseless and row.gaps[first] == '"':
        # Behind a quotation a phrase beside the verb is the subject, though no capital says so.
        return True
    if not likely or left is None:
        return likely
    if left.apposed and row.gaps[first] == ",":
        return False
    last = right.last
    ends = last >= len(row.words) or bool(row.gaps[last]) or row.words[last] in cues.stop | cues.that
    ends = ends or addressed(row, row.words[last])
    if cues.language in _VERB_SECOND:
        return left.strength == "plain" or row.gaps[first] == "," or _led(row, left)
    # "The talks go on, said Lind." against "Lind, chief of staff, said Brand would go."
    return ends and (row.gaps[first] == "," or left.strength == "plain" or _led(row, left))


def _led(row: Line, phrase: Phrase) -> bool:
    """Return True where a phrase hangs on a preposition before it: "In Sarl said Lind"."""
    at = phrase.first - 1
    while at > 0 and row.words[at] in row.cues.det:
        at -= 1
    if at >= 0 and not row.gaps[phrase.first] and row.words[at] in row.cues.stop:
        return True
    return row.words[phrase.first] in row.cues.stop


def _sound(row: Line, source: Phrase | None, form: Form, kind: Kind) -> bool:
    """Return True where source and content together make an attribution."""
    if (
        source is not None
        and row.words[source.first] in row.cues.myself
        and row.inside[source.first] < 0
    ):
        # "I would not say that": the author, who vouches for everything else too.
        return False
    if kind == "quoting":
        return form in {"quote", "colon"}
    if source is None:
        if form == "quote" or kind == "adding":
            return True
        return kind == "say" and form in {"before", "that", "colon"} and row.cues.language != "en"
    if source.strength == "plain":
        before = row.words[source.first - 1] if source.first and not row.gaps[source.first] else ""
        if before in _POINTING or row.words[source.first] in _POINTING:
            # "This affair recalls that …": nobody said it.
            return False
        if not row.cues.caseless and all(len(w) < 4 for w in row.words[source.first : source.last]):
            return False
        if kind == "say" and form in {"that", "colon", "quote"}:
            return True
        return kind == "say" and row.cues.caseless
    if kind == "weak":
        return form in {"that", "colon", "quote", "before"}
    return True


# ── according to ───────────────────────────────────────────────────────────────────────────────


def _according(row: Line, at: int, end: int, quotes: list[Quote]) -> Report | None:
    if row.words[end - 1] in row.cues.hers or (end - at > 1 and row.words[at + 1] in row.cues.hers):
        return _placed(row, (at, end), Phrase(at, end, "pronoun"), end, quotes)
    source = right_phrase(row, end) if end < len(row.words) and not row.gaps[end] else None
    if source is None or (source.strength == "plain" and row.words[at] in _DOUBTFUL):
        return None
    if row.cues.language == "zh":
        source, begin = reported(row, end) or (_head(row, source), end)
        begin = max(begin, source.last)
    else:
        source = named_behind(row, _head(row, source))
        begin = source.last
    return _placed(row, (at, end), source, begin, quotes)


def _placed(
    row: Line, cue: tuple[int, int], source: Phrase, begin: int, quotes: list[Quote]
) -> Report | None:
    """Return the report of a source before word `begin`: what follows, or all that precedes."""
    at = cue[0]
    number = row.inside[begin] if begin < len(row.words) else -1
    if number >= 0 and not quotes[number].scare and at <= 2:
        return Report(row, cue, source, *clip(row, quotes[number]), "quote", "pre", number)
    if len(row.words) - begin >= SHORTEST_CONTENT and (at <= 2 or row.gaps[at] in {"", ":"}):
        return Report(row, cue, source, row.starts[begin], row.passage.end, "bare", "pre")
    if at < SHORTEST_CONTENT:
        return None
    return Report(row, cue, source, row.passage.start, row.ends[at - 1], "before", "pre")


def _head(row: Line, source: Phrase) -> Phrase:
    """Return a source cut after its head where no comma ends it: "according to police 40 people …"."""
    if row.gaps[source.last] == "," or (row.gaps[source.last] and source.first > SHORTEST_CONTENT):
        return source
    if source.strength == "plain" and not row.cues.caseless:
        nouns = [i for i in range(source.first, source.last) if row.words[i] not in row.cues.det]
        return replace(source, last=nouns[0] + 1 if nouns else source.last)
    for i in range(source.first, source.last):
        name = row.upper[i] or row.cues.person(row.words[i])
        goes_on = i + 1 < source.last and (
            row.words[i + 1] in row.cues.of or row.upper[i + 1] or row.cues.person(row.words[i + 1])
        )
        if name and not goes_on:
            return replace(source, last=i + 1, strength=strongest(row, source.first, i + 1))
    return source


def _according_after(row: Line, at: int, end: int) -> Report | None:
    first = at
    longest = LONGEST_PHRASE * 2 if row.cues.language in UNSPACED else 8
    while (
        first > 0
        and at - first < longest
        and not row.gaps[first]
        and row.words[first - 1] not in row.cues.stop
    ):
        first -= 1
    if first == at:
        return None
    if (
        row.cues.language == "de"
        and row.words[at] != "zufolge"
        and row.words[first - 1 : first] != ["nach"]
    ):
        # "nach Linds Worten", but not "Linds Worte".
        return None
    source = Phrase(first, at, strongest(row, first, at))
    if source.strength == "plain" and not row.cues.caseless:
        return None
    if len(row.words) - end >= SHORTEST_CONTENT:
        return Report(row, (at, end), source, row.starts[end], row.passage.end, "bare", "post")
    if first >= SHORTEST_CONTENT:
        return Report(row, (at, end), source, row.passage.start, row.ends[first - 1], "before", "post")
    return None


def _cut(found: list[Report]) -> list[Report]:
    """End each reported clause where a later cue, set apart by a comma, begins one of its own."""
    rows = []
    for k, report in enumerate(found):
        end = report.end
        for later in found[k + 1 : k + 6]:
            first = later.cue[0] if later.source is None else min(later.cue[0], later.source.first)
            line = later.line
            apart = later.form == "before" or later.kind == "adding"
            begins = line.starts[first] if first < len(line.starts) else end
            if (
                apart
                and first
                and line.gaps[first]
                and report.start < begins <= end
                and report.quote < 0
            ):
                end = line.ends[first - 1]
                break
        rows.append(replace(report, end=end) if end > report.start else report)
    return rows
