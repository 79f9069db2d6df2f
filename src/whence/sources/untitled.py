"""Words of a described source → the name among them, in scripts without capitals.

النائب المعارض إيفان هورفات     야당 의원 이반 호르바트     विपक्षी सांसद इवान होर्वट      안나 켈러 장관
└ office, its adjective └ name   └ office   └ name         └ office    └ name           └ name └ office

The office is a known noun for people; a name is what is left where no dictionary knows at least half of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.text import fold

if TYPE_CHECKING:
    from whence.sources.clause import Line, Phrase

# A name has at most so many words.
_LONGEST = 4
# Articles and prepositions written joined to a word; with the article it belongs to the office.
_JOINED = {"ar": ("ال", "لل", "بال", "وال"), "he": ("ה", "מה", "ב", "ל", "מ")}
_ARTICLE = {"ar": ("ال", "لل", "بال"), "he": ("ה", "מה")}
# Languages that write the office behind the name as well as before it.
_BEHIND = frozenset({"ko"})
# Particles and cases that are written joined to a noun, the longer before the shorter.
_MARKED = {
    "ko": ("에서는", "께서는", "에게서", "에게", "에는", "께서", "은", "는", "이", "가", "에", "의"),
    "ka": ("მა", "მ"),
    "bn": ("ের",),
}
# A lone Korean name before an office has so many syllables: 김영호 대변인, 브란트 장관.
_SYLLABLES = 3
# Arabic "to" or "in" before a word that begins with hamza: whom it is said to.
_TO = ("لإ", "لأ", "لآ", "بإ", "بأ", "بآ")
# Particles that no word of a name bears but its last: 수사에 정통한 소식통.
_CLAUSE = ("에", "의", "을", "를", "로", "와", "과", "된", "는")


def name(row: Line, phrase: Phrase) -> tuple[int, int] | None:
    """Return the words of the name in a phrase that begins or ends with an office, or None."""
    cues = row.cues
    first, last = phrase.first, phrase.last
    people = [i for i in range(first, last) if cues.person(row.words[i]) and not cues.body(row.words[i])]
    if not people:
        return None
    if cues.language in _BEHIND and people[-1] == last - 1:
        return _before(row, first, people[-1])
    if cues.order != "sov" and people[0] > first:
        # كانت ليند تزن قيمة الرئيس: the office is somebody else's.
        return None
    start = people[-1] + 1
    if start < last - 2 and cues.body(row.words[start]) and not _definite(row, start):
        # رئيس بلدية سارل مارا ليند: a body, and the place that it belongs to.
        start += 2
    if cues.language == "he" and start < last - 2 and row.words[start].startswith("ה"):
        start += 1
    for i in range(start, last - 1):
        if _definite(row, i) or row.words[i] in cues.of or row.words[i] in cues.stop:
            start = i + 1
    while start < last - 2 and _known(row, start) and not _known(row, start + 1):
        start += 1
    # Behind a definite office an indefinite word is no adjective of it.
    sure = any(_definite(row, i) for i in range(first, min(start, last)))
    return (start, last) if _likely(row, start, last, sure=sure) else None


def uncased(text: str, language: str) -> str:
    """Return a name without the particle or case that its last word bears."""
    endings = _MARKED.get(language, ())
    return text.removesuffix(
        next((e for e in endings if text.endswith(e) and len(text) - len(e) > 1), "")
    )


def bare(row: Line, i: int) -> str:
    """Return word `i` without article, particle or case, to know it again in another form."""
    word = uncased(row.words[i], row.cues.language)
    joined = next((j for j in _ARTICLE.get(row.cues.language, ()) if word.startswith(j)), "")
    word = word[len(joined) :] if len(word) > len(joined) + 1 else word
    # Hebrew: שרת המים is השרה.
    return word[:-1] + "ה" if row.cues.language == "he" and word.endswith("ת") else word


def apposed(row: Line, phrase: Phrase) -> tuple[str, ...]:
    """Return the bare words of a description between commas behind a name: ایلزه روت، وزیر آب، گفت."""
    first = last = phrase.last
    if last >= len(row.words) or row.gaps[last] != ",":
        return ()
    while last < len(row.words) and last - first <= _LONGEST and (last == first or not row.gaps[last]):
        last += 1
    described = row.cues.person(row.words[first]) and row.gaps[last] and last - first <= _LONGEST
    return tuple(bare(row, i) for i in range(first, last)) if described else ()


def _before(row: Line, first: int, office: int) -> tuple[int, int] | None:
    """Return the name before an office and what belongs to it: 안나 켈러 수자원부 장관."""
    last = office
    while last > first and (
        _known(row, last - 1)
        or row.cues.person(row.words[last - 1])
        or row.cues.body(row.words[last - 1])
    ):
        last -= 1
    if last - first == 1 and len(row.words[first]) != _SYLLABLES:
        return None
    if any(row.words[i].endswith(_CLAUSE) for i in range(first, last - 1)):
        return None
    return (first, last) if _likely(row, first, last) else None


def _definite(row: Line, i: int) -> bool:
    """Return True for a word with the article: an adjective of the office, or what it is an office of."""
    begins = _ARTICLE.get(row.cues.language, ())
    written = _written(row, i)
    # Written: أ and إ of a name are no article.
    return written.startswith(begins) and (row.cues.language != "he" or _known(row, i))


def _written(row: Line, i: int) -> str:
    base = row.passage.start
    return row.passage.text[row.starts[i] - base : row.ends[i] - base]


def _likely(row: Line, first: int, last: int, *, sure: bool = False) -> bool:
    words = range(first, last)
    if not 1 <= len(words) <= _LONGEST:
        return False
    cues = row.cues
    if any(
        cues.person(row.words[i]) or cues.body(row.words[i]) or row.words[i] in cues.stop for i in words
    ):
        return False
    if cues.language == "ar" and _written(row, first).startswith(_TO):
        return False
    if sure and len(words) > 1:
        return not any(_definite(row, i) for i in range(first, last - 1))
    unknown = sum(not _known(row, i) for i in words)
    return 2 * unknown >= len(words)


def _known(row: Line, i: int) -> bool:
    """Return True where the lexicon has the word, bare or with what is written joined to it."""
    from whence.lexicon import load

    word, language = row.words[i], row.cues.language
    forms = [_written(row, i), word]
    forms += [
        fold(word[len(j) :])
        for j in _JOINED.get(language, ())
        if word.startswith(j) and len(word) > len(j) + 1
    ]
    lexicon = load()
    return lexicon.has(language) and bool(lexicon.lookup(forms, language).indptr[-1])
