"""Line, verb → Report: who says what in Japanese and Korean, whose verb closes the sentence.

Lindは … と述べた        … とLindは述べた        Lind는 … 고 말했다        … 고 Lind는 말했다
└ source  └ content      └ content └ source      the mark (と, 고) ends what is said

A particle ends the source: the one behind the mark, or else the first of the sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.sources.clause import Line, Phrase, strongest
from whence.sources.content import clip
from whence.sources.report import Report

if TYPE_CHECKING:
    from whence.sources.cues import Kind
    from whence.sources.quotation import Quote

LANGUAGES = frozenset({"ja", "ko"})
# A source is sought among so many words (Japanese: mostly single characters) from where its clause begins.
LONGEST_SOURCE = {"ja": 60, "ko": 16}
# A listener has so many words at most.
_LISTENER = {"ja": 14, "ko": 4}
# What is said has at least so many words, the mark not counted.
_SHORTEST = {"ja": 5, "ko": 2}
# と within other words: こと, もと, もっと before it; として, とき, とも, という behind it.
_NO_MARK_BEHIND = frozenset("こもひっあごほ")
_NO_MARK_BEFORE = frozenset("しきもりここなの")
# は and が within other words or behind another particle: では, には, とは, ながら, しかし.
_NO_TOPIC_BEHIND = frozenset("でにとかなてらあばよ")
# What makes に, で and を part of a longer word or of a noun phrase: による, での, である.
_JOINS = frozenset("近よの関おつすしきあはもなかっ")
_NO_TOPIC_BEFORE = frozenset("じらっず")
# Endings of Korean verbs before a noun, which look like the particle of a topic.
_ADNOMINAL = (
    "하는",
    "되는",
    "있는",
    "없는",
    "않는",
    "같은",
    "많은",
    "지는",
    "받은",
    "주는",
    "하고는",
    "에는",
    "에서는",
    "으로는",
    "보다는",
)
_SUBJECT = "은는이가"


def spoken(row: Line, cue: tuple[int, int], kind: Kind, quotes: list[Quote]) -> Report | None:
    """Return what the verb `cue` reports, or None where neither a mark nor a quotation says that it does."""
    first = cue[0]
    begin = _sentence(row, first)
    mark = _mark(row, begin, first)
    if mark < 0:
        return _ahead(row, cue, _topic(row, begin, first), kind, quotes)
    source = _topic(row, mark + 1, first)
    content = (begin, mark)
    if source is None:
        source = _topic(row, begin, mark)
        if source is not None:
            content = (_begins(row, source.last, mark), mark)
    region = next(
        (row.inside[i] for i in range(mark - 1, max(begin, mark - 3) - 1, -1) if row.inside[i] >= 0), -1
    )
    if region >= 0 and (
        not quotes[region].scare or content[0] >= mark or row.inside[content[0]] == region
    ):
        return Report(row, cue, source, *clip(row, quotes[region]), "quote", kind, region)
    if content[1] - content[0] + (row.cues.language == "ko") < _SHORTEST[row.cues.language]:
        return None
    # Korean joins its mark to the verb of what is said.
    end = content[1] if row.cues.language == "ja" else content[1] + 1
    return Report(row, cue, source, row.starts[content[0]], row.ends[end - 1], "that", kind)


def _begins(row: Line, at: int, mark: int) -> int:
    """Return where what is said begins, behind particles, the day, and whom or in what it was said."""
    cues = row.cues
    while at < mark and (row.words[at] in cues.aux | cues.days or row.words[at] in cues.he):
        at += 1
    for i in range(at, min(mark, at + _LISTENER[cues.language])):
        if row.inside[i] >= 0 or (i > at and row.gaps[i]):
            break
        if row.words[i] in cues.to or (cues.language == "ko" and _told(row, i)):
            return i + 1
    return at


def _told(row: Line, i: int) -> bool:
    """Return True for a Korean noun in the case of whom or where it is said: 통신에, 성명에서."""
    word = row.words[i]
    return word.endswith(("에게", "에", "에서", "한테")) and row.cues.body(word)


def _ahead(
    row: Line, cue: tuple[int, int], source: Phrase | None, kind: Kind, quotes: list[Quote]
) -> Report | None:
    """Return the report of a verb without a mark: "Lindは次のように述べた。「…」", "「…」Lind氏は語った"."""
    first, last = cue
    for i in range(last, min(len(row.words), last + 3)):
        number = row.inside[i]
        if number >= 0:
            return Report(row, cue, source, *clip(row, quotes[number]), "colon", kind, number)
    for i in range(first - 1, max(first - LONGEST_SOURCE[row.cues.language], -1), -1):
        number = row.inside[i]
        if number >= 0 and not quotes[number].scare:
            after = _topic(row, i + 1, first)
            return Report(row, cue, after or source, *clip(row, quotes[number]), "quote", kind, number)
    return None


def _sentence(row: Line, at: int) -> int:
    """Return where the sentence of word `at` begins; ends of sentences within quotations do not count."""
    first = at
    while first > 0 and not (
        row.gaps[first] == ":" and row.inside[first] < 0 and row.inside[first - 1] < 0
    ):
        first -= 1
    return first


def _mark(row: Line, first: int, last: int) -> int:
    """Return the last word that closes what is said, or -1."""
    for i in range(last - 1, first, -1):
        if row.inside[i] >= 0:
            return -1
        word, before = row.words[i], row.words[i - 1]
        if row.cues.language == "ko":
            if word == "고" or word.endswith(("다고", "라고", "냐고", "자고", "다며", "라며", "다면서")):
                return i
        elif word in {"と", "、と"}:
            after = row.words[i + 1][0] if i + 1 < last and not row.gaps[i + 1] else ""
            if ((after == "も" and i + 2 == last) or after not in _NO_MARK_BEFORE) and (
                row.inside[i - 1] >= 0 or before[-1] not in _NO_MARK_BEHIND
            ):
                return i
    return -1


def _topic(row: Line, first: int, last: int) -> Phrase | None:
    """Return the first stretch that a particle of topic or subject ends, without what leads up to it."""
    start = first
    for i in range(first, min(last, first + LONGEST_SOURCE[row.cues.language])):
        if row.inside[i] >= 0:
            start = i + 1
            continue
        if row.words[i] in row.cues.he:
            # ドセバ氏は: what looks like "he" ends a name.
            return Phrase(i, i + 1, "pronoun") if i == start else Phrase(start, i, "name")
        if row.cues.language == "ja" and _adverbial(row, i, last):
            start = i + 1
        if _particle(row, start, i, last):
            stop = i if row.cues.language == "ja" else i + 1
            while start < stop - 1 and row.words[start] in row.cues.stop | row.cues.aux:
                start += 1
            return Phrase(start, stop, strongest(row, start, stop)) if stop > start else None
    return None


def _adverbial(row: Line, i: int, last: int) -> bool:
    """Return True where word `i` closes an adverbial or an object: 8月終わりに, 会議で, それを."""
    after = row.words[i + 1][0] if i + 1 < last and not row.gaps[i + 1] else ""
    return row.words[i] in {"に", "で", "を"} and after not in _JOINS


def _particle(row: Line, first: int, i: int, last: int) -> bool:
    """Return True where word `i` is the particle of a source, or bears it."""
    word = row.words[i]
    if row.cues.language == "ko":
        return len(word) > 1 and word[-1] in _SUBJECT and not word.endswith(_ADNOMINAL)
    if word not in {"は", "が"} or i == first:
        return False
    after = row.words[i + 1][0] if i + 1 < last and not row.gaps[i + 1] else ""
    return row.words[i - 1][-1] not in _NO_TOPIC_BEHIND and after not in _NO_TOPIC_BEFORE
