"""Line, verb and subject → what is said: a quotation, a clause, or all that stands before an aside.

said Mara Lind , "It leaks"        quote       said that the quay was shut     that
Mara Lind : It leaks               colon       …, the harbour office reported  before
said the quay was shut             bare        (where a language needs no "that")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from whence.sources.cues import UNSPACED

if TYPE_CHECKING:
    from whence.sources.clause import Line, Phrase
    from whence.sources.cues import Kind
    from whence.sources.quotation import Quote

# How many words may stand between a verb and what it reports: "told reporters in the town that".
REACH = 14
# Fewer words than this after a bare verb report nothing ("said so", "said on Monday").
SHORTEST_CONTENT = 3
# Languages that set a reported clause without "that" behind a comma: "sagte, er habe".
_COMMA_CLAUSE = frozenset({"de", "zh", "ja", "th", "ar", "fa", "he", "ko"})
# What it was said in ("yaptığı açıklamada") takes so many words before what is said.
_PREFACE = 4
# After "told", so many words at least are needed to hold a listener and a clause.
SHORTEST_CLAUSE_TOLD = 8

Form = Literal["that", "colon", "quote", "before", "bare"]


def content(
    row: Line, block: tuple[int, int], source: Phrase | None, quotes: list[Quote], kind: Kind
) -> tuple[int, int, Form, int] | None:
    """Return start, end, form and quotation of what is said, or None."""
    first, last = block
    if kind == "warn":
        # The cue ends with its preposition ("warned of"): what is reported is a noun phrase.
        named = last < len(row.words) and not row.gaps[last]
        return (row.starts[last], row.passage.end, "bare", -1) if named else None
    if source is not None and (kind != "adding" or source.last == first):
        first, last = min(first, source.first), max(last, source.last)
    if source is not None and source.apposed:
        # '"…," the harbour's engineer, Mara Lind, said': the description belongs to the subject.
        while first > max(0, block[0] - REACH) and row.gaps[first] not in {'"', ":"}:
            first -= 1
    region = row.inside[block[0]]
    if region >= 0 and not quotes[region].scare:
        return (*clip(row, quotes[region]), "quote", region)
    before = _quote_before(row, block[0] if row.cues.order == "sov" else first, quotes)
    if before >= 0:
        return (*clip(row, quotes[before]), "quote", before)
    begin = first
    while begin > 0 and first - begin < 5 and not row.gaps[begin]:
        begin -= 1
    aside = first > 0 and (
        row.words[first - 1] in row.cues.aside or (begin < first and row.words[begin] in row.cues.aside)
    )
    begin = begin if aside and row.words[begin] in row.cues.aside else first - 1
    told = any(w in row.cues.tell for w in row.words[block[0] : block[1]])
    clause = kind == "say" and not (told and len(row.words) - last <= SHORTEST_CLAUSE_TOLD)
    after = _after(row, last, quotes, bare=clause)
    if after is not None and after[2] in {"colon", "quote"}:
        return after
    if aside:
        return _aside(row, begin, last)
    if after is not None and after[2] == "that":
        return after
    joined = kind == "adding" or (source is not None and source.apposed)
    whole = None if joined else _before(row, first, last)
    if whole is not None:
        return whole
    if row.cues.order == "sov" and source is not None:
        middle = _between(row, source.last, block[0], quotes)
        if middle is not None:
            return middle
    return after


def _aside(row: Line, first: int, last: int) -> tuple[int, int, Form, int] | None:
    """Return the statement that "as Lind says" stands in: what precedes it, or else what follows."""
    n = len(row.words)
    if first == 1 or (first > 1 and not row.gaps[first] and row.gaps[first - 1]):
        # "just as Lind says", "tal como", "ainsi que"
        first -= 1
    if row.gaps[first] not in {",", ":"} and first:
        return None
    if first >= 2:
        end = row.passage.end if last < n else row.ends[first - 1]
        return row.passage.start, end, "before", -1
    return (row.starts[last], row.passage.end, "bare", -1) if n - last >= SHORTEST_CONTENT else None


def clip(row: Line, quote: Quote) -> tuple[int, int]:
    """Return the part of a quotation that stands in this passage."""
    return max(quote.start, row.passage.start), min(quote.end, row.passage.end)


def _quote_before(row: Line, first: int, quotes: list[Quote]) -> int:
    """Return the quotation that ends right before word `first` (two words may stand between), or -1."""
    for i in range(first - 1, max(first - 4, -1), -1):
        if row.inside[i] >= 0:
            number = row.inside[i]
            whole = not quotes[number].scare or quotes[number].start <= row.passage.start
            return number if whole else -1
        if row.gaps[i] == ":":
            return -1
    return -1


def _after(
    row: Line, last: int, quotes: list[Quote], *, bare: bool
) -> tuple[int, int, Form, int] | None:
    """Return what follows the cue: a quotation, a clause with "that" or a colon, or a bare clause."""
    n = len(row.words)
    end = row.passage.end
    clause = (
        bare
        and row.cues.bare
        and last < n
        and not row.gaps[last]
        and row.words[last] not in row.cues.stop
    )
    for i in range(last, min(n, last + REACH)):
        if row.colon(i):
            quote = row.inside[i]
            stop = clip(row, quotes[quote])[1] if quote >= 0 else end
            return row.starts[i], stop, "colon", quote
        if i and row.ended(i):
            break
        if row.inside[i] >= 0:
            if clause and i > last:
                break
            quote = row.inside[i]
            if quotes[quote].scare and quotes[quote].end < row.passage.end - 2:
                continue
            return (*clip(row, quotes[quote]), "quote", quote)
        opens = row.words[i] in row.cues.that
        if i == last and bare and row.words[i] in row.cues.infinitives and n - i >= SHORTEST_CONTENT:
            return row.starts[i], end, "that", -1
        if not opens and row.cues.language == "he" and _hebrew_that(row.words[i], i - last):
            return row.starts[i], end, "that", -1
        if opens and i + 1 < n:
            return row.starts[i + 1], end, "that", -1
        if row.gaps[i] == "," and not _goes_on(row, i, last + REACH):
            spaced = row.cues.language in _COMMA_CLAUSE and row.cues.language not in UNSPACED
            if i > last and bare and spaced and n - i >= SHORTEST_CONTENT:
                return row.starts[i], end, "bare", -1
            break
        # "went on, saying: …": the participle belongs to a verb that reports only beside a quotation.
        own = i == last and not bare
        if not own and (row.cues.match(row.words, i) or ("", 0))[0] == "adding":
            break
    if row.cues.language in UNSPACED and any(w in row.cues.tell for w in row.words[:last][-1:]):
        # 告诉电台，…: behind a comma follows what was said.
        heard = next((i for i in range(last, min(n, last + REACH)) if row.gaps[i] == ","), last)
        last = heard if heard > last and n - heard >= SHORTEST_CONTENT else last
        if heard == last:
            return row.starts[last], end, "bare", -1
    if last < n and row.gaps[last] != ":" and n - last >= SHORTEST_CONTENT:
        comma = row.gaps[last] == "," and row.cues.language in _COMMA_CLAUSE
        free = row.cues.bare or comma or row.cues.language in UNSPACED
        opens = comma or (not row.gaps[last] and row.words[last] not in row.cues.stop)
        if free and opens:
            return row.starts[last], end, "bare", -1
    return None


def _hebrew_that(word: str, distance: int) -> bool:
    """Return True where Hebrew joins its "that" to a word right behind the verb, or to a long one near it."""
    return word[0] == "ש" and (distance == 0 or (distance <= 3 and len(word) >= 5))


def _goes_on(row: Line, at: int, limit: int) -> bool:
    """Return True where behind a comma a "that" or a colon still follows: "said the minister, Mara Lind, that"."""
    for i in range(at + 1, min(len(row.words), limit)):
        if row.colon(i) or (row.gaps[i] == "," and row.words[i] in row.cues.that):
            return True
        if row.gaps[i] in {":", '"'} or row.cues.match(row.words, i):
            return False
    return False


def _before(row: Line, first: int, last: int) -> tuple[int, int, Form, int] | None:
    """Return all that stands before a cue set apart: "…, the harbour office reported"."""
    n = len(row.words)
    # Where there are no articles two words make a clause, and so do two behind the dash of a dialogue.
    brief = not row.cues.det or row.passage.text[:1] in "–—-"
    if first < SHORTEST_CONTENT - brief or row.gaps[first] not in {",", '"'}:
        return None
    if row.gaps[first] == '"' and "," not in row.between(first):
        return None
    at_end = (
        n - last <= 2 or row.gaps[last] in {",", ":"} or row.words[last] in row.cues.stop | row.cues.to
    )
    told = any(w in row.cues.tell for w in row.words[first:last]) and n - last <= SHORTEST_CLAUSE_TOLD
    at_end = at_end or told
    if not at_end:
        return None
    return row.passage.start, row.ends[first - 1], "before", -1


def _between(row: Line, first: int, last: int, quotes: list[Quote]) -> tuple[int, int, Form, int] | None:
    """Return what stands between subject and verb where the verb comes last."""
    for i in range(first, last):
        if row.inside[i] >= 0 and not quotes[row.inside[i]].scare:
            return (*clip(row, quotes[row.inside[i]]), "quote", row.inside[i])
    while first < last - 1 and row.words[first] in row.cues.days:
        first += 1
    opened = [i for i in range(first, min(first + _PREFACE, last)) if row.words[i] in row.cues.to]
    first = opened[-1] + 1 if opened else first
    if last - first < SHORTEST_CONTENT - (row.cues.language == "tr"):
        return None
    return row.starts[first], row.ends[last - 1], "bare", -1
