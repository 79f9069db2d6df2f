"""A paragraph → its sentences: sentencex for the language's rules, mended for news.

    "It is over. We won," said Dr. A. Okoro. The     | marks a boundary that is kept
                |                           |

1. Quotation marks, line ends and what is no text become spaces, so that a mark left open upsets nothing.
2. sentencex proposes boundaries; so do the sentence marks themselves.
3. Each proposal is decided by what stands before it (abbreviation, initial, ordinal, list number) and
   after it (a small letter, a closing quote, a speech verb). In doubt sentencex has its way.
4. What is longer than a passage may be is cut at the weightiest mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from whence import function_words
from whence.layout import INVISIBLE, OPENERS
from whence.split import abbreviations
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

# sentencex is quadratic in some bracket-like marks, so it gets a paragraph in windows of this many
# characters: 5,000 opening quotes cost it 6 ms.
_WINDOW = 4000
_MASK = {
    **dict.fromkeys(map(ord, '"“”„‟«»‹›「」『』〝〞＂`\r\n\t\v\f\x00\x1c\x1d\x1e\x85\u2028\u2029'), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys((ord(c) for c in INVISIBLE if c not in "\u200c\u200d"), " "),
    **dict.fromkeys(map(ord, "()[]{}（）【】〈〉《》"), ","),
}
# A run of sentence marks with the quotes and brackets closed after it, perhaps behind a thin space.
_FULL_WIDTH = "。！？｡．।॥۔؟։።፧။។៕༎᠃‽"
# A mark that opens in one language closes in another (“ ” « »), so what follows decides: a letter makes
# it an opening one, except after ” and the like set right against the sentence mark.
_MARKS = re.compile(
    rf"([.!?…{_FULL_WIDTH};\u037e]{{1,12}})"
    r"((?:[ \u00a0\u202f\u2009]?[»›”](?=[\s.,;:!?)]|$)|['’]['’]|[”’』」》〉】〕)\]}＂]|[»›\"'](?=\W|$)"
    rf"|[“‘«](?=[\s.,;:!?)]|$)|\[\d{{1,3}}\]|[{INVISIBLE}]){{0,6}})"
    r"(\s{0,64})"
)
_TOKEN_BEFORE = re.compile(r"[^\s(\[{«“\"„‚‘「『/—–]{1,40}$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}$")
_NUMBER = re.compile(r"\d{1,3}$")
_ROMAN = re.compile(r"[IVX]{1,6}$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_LETTER_STOP = re.compile(r"[^\W\d_]\.(?!\w)")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_DATELINE_DASH = re.compile(r"\s[-–—]{1,2}\s|[-–—]{1,2}\s")
# Chinese and Japanese: a short remainder after a closed quotation that says who spoke.
_SPOKE = re.compile(r"[^。！？]{0,14}?(?:说|道|表示|称|指出|问|說|稱|問|と|って)")
# The same in scripts without capitals, where a small letter does not tell that the sentence goes on.
_SPOKE_AFTER = re.compile(
    r"(?:قال|قالت|يقول|تقول|أضاف|أضافت|صرح|صرحت|تساءل|تساءلت|گفت|می‌گوید|پرسید|کہا|پوچھا|אמר|אמרה|שאל|שאלה|הוסיף|הוסיפה)(?!\w)"
)
_DATELINE = 90
# An exclamation or question of at most this many characters goes with what follows ("No! Never!").
_EXCLAMATION = 8
# Thai and Lao set no sentence mark, only a space here and there: their passages are cut at spaces, to
# about the length of their sentences in parallel news.
_UNMARKED = {"th": 160, "lo": 160}
_CUTS = (re.compile(r"[;；؛:：]\s*"), re.compile(r"[,，،、—–]\s*"), re.compile(r"\s+"))


class _Context(NamedTuple):
    """What deciding needs to know beside the text: its language, small words, sentencex's proposals."""

    language: str
    small: frozenset[str]
    proposed: frozenset[int]


def sentences(paragraph: str, language: str, longest: int) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph as (start, end), without the space around them."""
    language = tag(language)
    longest = min(longest, _UNMARKED.get(language, longest))
    if all(mark.end() == len(paragraph) for mark in _MARKS.finditer(paragraph)):
        return [*_bounded(paragraph, 0, len(paragraph), longest)]
    latin_serbian = language == "sr" and not _CYRILLIC.search(paragraph, 0, 200)
    small = function_words.of("sr-Latn" if latin_serbian else language)
    proposed = _proposals(paragraph.translate(_MASK), language)
    starts = [0, *_boundaries(paragraph, _Context(language, small, proposed))]
    rows: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True):
        rows.extend(_bounded(paragraph, start, end, longest))
    return rows


def _proposals(masked: str, language: str) -> frozenset[int]:
    """Return the starts of sentences after the first, as sentencex sees them."""
    from sentencex import get_sentence_boundaries

    found: set[int] = set()
    at = 0
    while at < len(masked):
        window = masked[at : at + _WINDOW]
        starts = [row["start_index"] for row in get_sentence_boundaries(language, window)]
        found.update(at + start for start in starts if at + start)
        if at + _WINDOW >= len(masked):
            break
        # The last sentence of a window is seen again, whole, in the next one.
        at += starts[-1] if len(starts) > 1 and starts[-1] > _WINDOW // 4 else _WINDOW
    return frozenset(found)


def _boundaries(text: str, context: _Context) -> Iterator[int]:
    """Yield where sentences after the first begin, in order."""
    last = 0
    for mark in _MARKS.finditer(text):
        # A semicolon asks a question in Greek only.
        signs = mark[1] if context.language == "el" else mark[1].strip(";")
        if signs and mark.end() < len(text) and _ends(text, mark, last, context):
            last = mark.end()
            yield last


def _ends(text: str, mark: re.Match[str], last: int, context: _Context) -> bool:
    """Decide one sentence mark: True where a sentence ends there."""
    signs, closed, space = mark.groups()
    at = mark.end()
    after = text[at : at + 40]
    closed = closed.strip(INVISIBLE)
    lead = after.lstrip(OPENERS + INVISIBLE + "-–—•* \u00a0")[:1] or after[:1]
    if signs[-1] in _FULL_WIDTH and signs[-1] not in "؟!?":
        return bool(after) and not (closed and (_SPOKE.match(after) or after[0] in "，、,"))
    if not space:
        return _ends_unspaced(text, mark, lead)
    if lead.islower() or lead in ",;:)]}" or (closed and _SPOKE_AFTER.match(after)):
        return False
    if not closed and signs[-1] in "!?" and at - last <= _EXCLAMATION:
        return False
    if set(signs) & set("!?؟;\u037e"):
        return True
    if "…" in signs or len(signs) > 1:
        return lead.isupper() or lead.isdigit()
    return _ends_after_stop(text, mark, last, context)


def _ends_unspaced(text: str, mark: re.Match[str], lead: str) -> bool:
    """Decide a mark with no space after it: "border.The" where a space was lost; never in addresses."""
    if mark[2] and text[mark.end() : mark.end() + 1] == lead and lead >= "\u2e80":
        return True
    word = _TOKEN_BEFORE.search(text, max(0, mark.start() - 40), mark.start())
    after = _WORD_AFTER.match(text, mark.end())
    if word is None or after is None or len(mark[1]) > 1:
        return False
    before, following = word[0], after[0]
    if lead >= "\u2e80":
        return mark[1] in "!?"
    return (
        len(before) > 2
        and before.isalpha()
        and before[1:].islower()
        and len(following) > 1
        and following[0].isupper()
        and following[1:].islower()
        and text[after.end() : after.end() + 1] in {" ", ",", "’", "'", ""}
    )


def _ends_after_stop(text: str, mark: re.Match[str], last: int, context: _Context) -> bool:
    """Decide a single full stop with a space after it and no small letter next."""
    if _opens_list(text, mark, last) or _in_dateline(text, mark):
        return False
    if mark[2].strip(INVISIBLE):
        return True
    at, language, small = mark.end(), context.language, context.small
    before = _TOKEN_BEFORE.search(text, max(0, mark.start() - 40), mark.start())
    word = before[0] if before else ""
    low = word.lower().replace("’", "'").split("'")[-1]
    after = text[at : at + 40]
    lead = after.lstrip(OPENERS + " ")
    following = _WORD_AFTER.match(lead)
    next_word = following[0].lower() if following else ""
    starts = next_word in small
    seen = at in context.proposed or at + len(after) - len(lead) in context.proposed
    if low in abbreviations.titles(language):
        return False
    if len(low) == 1 and low.isalpha() and _LETTER_STOP.match(lead):
        return False  # the first of "J. R. Okoro", "a. C.", "т. е."
    if low in abbreviations.CLOSING and next_word:
        return next_word not in abbreviations.NOT_AFTER_CLOSING and not lead[:2].isupper()
    spaced = len(word) == 1 and word.islower()
    if spaced or low in abbreviations.units(language) or _DOTTED.search(low):
        return bool(next_word) and (starts if small else seen)
    if low in abbreviations.labels(language) and lead[:1].isdigit():
        return False
    if len(word) == 1 and word.isupper():
        # Nearly always an initial, unless a small word follows.
        return starts and len(next_word) > 1
    if language in abbreviations.ORDINAL_DOT and (_NUMBER.fullmatch(word) or _ROMAN.fullmatch(word)):
        return starts
    # What sentencex alone takes for an abbreviation must look like one.
    return seen or starts or len(low) > 4 or low in small or not next_word or not low.isalpha()


def _opens_list(text: str, mark: re.Match[str], last: int) -> bool:
    """Return True for the stop of a list number: "1. First point"."""
    if mark.start() - last > 8:
        return False
    head = text[last : mark.start()].strip()
    return 0 < len(head) <= 3 and (
        head.isdigit() or (len(head) == 1 and head.isalpha()) or bool(_ROMAN.fullmatch(head))
    )


def _in_dateline(text: str, mark: re.Match[str]) -> bool:
    """Return True in "MOSCOW. Nov 15 (Agency) – The …": capitals first, a dash soon after."""
    if mark.start() > _DATELINE or not text[:1].isupper():
        return False
    head = text[: mark.start()]
    place = head.split(".")[0].split(",")[0]
    if not place.isupper() or len(place) < 3:
        return False
    return _DATELINE_DASH.search(text, mark.end(), min(len(text), _DATELINE)) is not None


def _bounded(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Yield the stretch without the space around it, in pieces of at most `longest` characters."""
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            return
        if end - start <= longest:
            yield start, end
            return
        cut = _cut(text, start, longest)
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        yield start, stop
        start = cut


def _cut(text: str, start: int, longest: int) -> int:
    """Return where to cut an overlong sentence: the last weighty mark in its second half."""
    for pattern in _CUTS:
        ends = [m.end() for m in pattern.finditer(text, start + longest // 2, start + longest)]
        if ends:
            return ends[-1]
    return start + longest
