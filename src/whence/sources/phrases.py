"""Line, word number → Phrase: the noun phrases beside a verb that may be its subject.

    Mara Lind , chief of the harbour , told   reporters that …
    └ left_phrase: the name before its apposition └ no right_phrase: a listener

Without a parser: clauses end at punctuation, phrases at function words, and a phrase is a likely
subject where it holds a name, a noun for people, or a pronoun.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from whence.sources.clause import Line, Phrase, strongest
from whence.sources.extent import behind_document, completed

# Articles that open an apposition rather than a subject: "Mara Lind, a fisher from Sarl said".
_INDEFINITE = frozenset("a an un une una uno ein eine en ett et um uma een egy".split())
# A run of words as a source is at most this long; a longer one has swallowed a clause.
LONGEST_PHRASE = 16
# A word that is both "that" and "which" reports where a verb of saying stands so many words before it.
REPORTING_REACH = 8
# Endings of English verbs, which nouns of trade seldom have.
_VERBAL = ("ed", "ing", "s")
# A name and its description between commas have at most so many words.
_APPOSITION = 5
# No subject is sought further than this many words from its verb.
LONGEST_CLAUSE = 60


def left_phrase(row: Line, at: int, *, open_end: bool = False) -> Phrase | None:
    """Return the likely subject that ends before word `at`, or None.

    With `open_end` the verb ends its clause: after a comma it is then an aside without a subject.
    """
    phrase = _left(row, at, open_end=open_end)
    return phrase and completed(row, behind_document(row, phrase), at)


def _left(row: Line, at: int, *, open_end: bool) -> Phrase | None:
    segments = _segments(row, at)
    if not segments:
        return None
    apposed = row.gaps[at] == ","
    named = _described(row, segments) if row.cues.caseless else None
    if named is not None:
        return named
    while len(segments) > 1 and all(row.words[i] in row.cues.days for i in range(*segments[0])):
        # لیند، وزیر، روز جمعه گفت: the day stands between.
        segments = segments[1:]
    alone = len(segments) == 1
    nearest = segments[0]
    if _trimmed(row, *nearest) == nearest[1]:
        # "…, but said": the subject of the sentence goes on.
        return opening_subject(row)
    opener = row.words[min(_trimmed(row, *nearest), at - 1)]
    if row.words[at - 1] in row.cues.conjunctions and not row.gaps[at]:
        # "… and said": the subject of the sentence goes on.
        return opening_subject(row)
    if opener in row.cues.who and (apposed or opener not in row.cues.det):
        if not apposed:
            return _antecedent(row, segments)
        # ", who leads the harbour office, said": the clause between the commas is closed.
        segments = segments[1:]
        if not segments:
            return None
        whose = _subject(row, *segments[0])
        if whose is not None and whose.strength == "name" and _leads(row, whose, *segments[0]):
            return replace(whose, apposed=True)
        nearest = segments[0]
    if apposed and open_end and alone and row.gaps[segments[0][0]] != '"':
        return None
    phrase = _subject(row, *nearest)
    first, last = segments[min(1, len(segments) - 1)]
    if row.cues.language == "hu" and not apposed and not first and 2 <= last - first <= 4:
        # "Mara Lind, Sarl polgármestere mondta": the verb follows the description without a comma.
        described = len(segments) == 2 and any(row.cues.person(row.words[i]) for i in range(*nearest))
        if described and all(row.upper[first:last]):
            return Phrase(first, last, "name", apposed=True)
    hangs = len(segments) > 1 and row.words[nearest[0]] in row.cues.of
    sure = phrase is not None and (
        phrase.strength in {"name", "pronoun"} or not indefinite(row, nearest[0])
    )
    if sure and not apposed and not hangs:
        return phrase
    if apposed and phrase and len(segments) > 1 and _introduced(row, nearest, segments[1]):
        return replace(phrase, apposed=True)
    # "Mara Lind, chief of the harbour, said": the name stands before its apposition.
    for first, last in segments[1:4]:
        earlier = _subject(row, first, last)
        if earlier is None or earlier.strength == "pronoun":
            continue
        if any(row.words[i] in row.cues.that for i in range(first, earlier.first)):
            continue
        if earlier.strength == "name" and _leads(row, earlier, first, last):
            return replace(earlier, apposed=True)
        if apposed and earlier.strength == "people" and (phrase is None or phrase.strength != "name"):
            return earlier
    return phrase


def acting(row: Line, phrase: Phrase) -> Phrase:
    """Return a Georgian phrase up to the last word in the case of who acts (სანტანამ გააკრიტიკა …)."""
    ends = [i for i in range(phrase.first, phrase.last) if row.words[i].endswith(("მა", "მ"))]
    return replace(phrase, last=ends[-1] + 1) if ends else phrase


def _described(row: Line, segments: list[tuple[int, int]]) -> Phrase | None:
    """Return the short stretch that begins a sentence before a description between commas (ليند، الوزيرة، …)."""
    for (first, last), (begin, end) in pairwise(segments):
        opens = begin == 0 or row.gaps[begin] == ":"
        short = 2 <= last - first <= _APPOSITION and end - begin <= _APPOSITION and row.gaps[last] == ","
        plain = not any(row.cues.person(row.words[i]) for i in range(first, last))
        if opens and short and plain and row.cues.person(row.words[begin]):
            # الوزيرة، مارا ليند، قالت: the description comes first.
            return Phrase(first, last, "name", apposed=True)
        brief = last - first <= _APPOSITION and 2 <= end - begin <= _APPOSITION
        words = row.words[begin:end]
        if not (opens and brief and row.cues.person(row.words[first])):
            continue
        if any(w in row.cues.stop or w in row.cues.aux or w in row.cues.starts for w in words):
            return None
        return Phrase(begin, end, "name", apposed=True)
    return None


def _introduced(row: Line, name: tuple[int, int], before: tuple[int, int]) -> bool:
    """Return True for "the harbour master of Sarl, Mara Lind": a description and then only a name."""
    words = range(*name)
    first = _trimmed(row, *before)
    described = row.words[first] in row.cues.det or row.cues.person(row.words[first])
    # "Primarul Sarlului, Mara Lind", "Sarl's mayor, Mara Lind"
    noun = first if row.cues.person(row.words[first]) else min(first + 1, before[1] - 1)
    owned = row.cues.person(row.words[before[1] - 1]) and row.words[first + 1 : first + 2] == ["s"]
    described = described or owned
    common = row.cues.language == "de" or not row.upper[noun] or row.cues.person(row.words[noun])
    return len(words) <= 5 and all(row.upper[i] for i in words) and described and common


def indefinite(row: Line, i: int) -> bool:
    """Return True for an indefinite article; "a" is a definite one in Hungarian and Portuguese."""
    definite = row.words[i] == "a" and row.cues.language in {"hu", "pt", "gl"}
    return row.words[i] in _INDEFINITE and not definite


def _leads(row: Line, phrase: Phrase, first: int, last: int) -> bool:
    """Return True where a stretch begins with the name itself, or with its title."""
    start = _trimmed(row, first, last)
    word = row.words[start]
    plain = word in row.cues.det and word not in row.cues.of and word not in row.cues.stop
    opener = row.upper[start] or row.cues.person(word) or plain
    return phrase.first == start and opener


def _antecedent(row: Line, segments: list[tuple[int, int]]) -> Phrase | None:
    """Return what "who" stands for: the phrase right before it."""
    if len(segments) < 2:
        return None
    for a, b in reversed(_chunks(row, *segments[1])):
        strength = strongest(row, a, b)
        if strength == "people":
            # "did not sit well with the president, who": from the noun on, its verb left out.
            noun = max(i for i in range(a, b) if row.cues.person(row.words[i]))
            with_article = noun > a and row.words[noun - 1] in row.cues.det
            return Phrase(noun - with_article, b, strength)
        if strength == "name":
            return Phrase(a, b, strength)
    return None


def opening_subject(row: Line) -> Phrase | None:
    """Return the subject that a passage begins with, after adverbial stretches set apart by commas."""
    first = 0
    n = len(row.words)
    for _ in range(3):
        last = first + 1
        while last < n and not row.gaps[last] and last - first < LONGEST_CLAUSE:
            last += 1
        if first >= n or row.inside[first] >= 0:
            return None
        start = _trimmed(row, first, last)
        if row.cues.order == "vso" and row.cues.caseless:
            subject = _behind_verb(row, start, last)
            if subject is not None:
                return subject
        chunks = _chunks(row, start, last)
        if chunks and start < last and row.words[start] not in row.cues.stop:
            a, b = chunks[0]
            if row.words[a] in row.cues.he:
                return Phrase(a, a + 1, "pronoun")
            strength = strongest(row, a, b)
            if strength != "plain":
                return _named_beside(row, (first, last)) or _headed(row, Phrase(a, b, strength))
        if last >= n or row.gaps[last] != ",":
            return None
        first = last
    return None


def _behind_verb(row: Line, first: int, last: int) -> Phrase | None:
    """Return the subject behind the verb that a clause begins with: وانتقد العمدة … القرار."""
    cues = row.cues
    if first + 1 >= last or cues.person(row.words[first]) or row.words[first] in cues.stop | cues.he:
        return None
    begin = end = first + 1
    while end < last and row.words[end] not in cues.stop | cues.that | cues.who | cues.conjunctions:
        # An object or an adverbial follows the name: its article or preposition shows.
        if (
            end - begin > 1
            and row.words[end].startswith(("ال", "لل", "بال"))
            and not row.words[end - 1].startswith("ال")
        ):
            break
        end += 1
    if end == begin or end - begin > LONGEST_PHRASE // 2:
        return None
    strength = strongest(row, begin, end)
    return Phrase(begin, end, strength) if strength != "plain" else None


def _named_beside(row: Line, before: tuple[int, int]) -> Phrase | None:
    """Return the name between commas behind a description: "The harbour master of Sarl, Mara Lind, …"."""
    first = last = before[1]
    while last < len(row.words) and row.upper[last] and (last == first or not row.gaps[last]):
        last += 1
    if not 2 <= last - first <= 4 or row.gaps[first] != "," or row.gaps[last] != ",":
        return None
    if row.inside[first] >= 0 or not _introduced(row, (first, last), before):
        return None
    return Phrase(first, last, "name", apposed=True)


def _segments(row: Line, at: int) -> list[tuple[int, int]]:
    """Return the stretches between commas before word `at`, nearest first, up to the clause's start."""
    found: list[tuple[int, int]] = []
    end = first = at
    while first > 0 and at - first < LONGEST_CLAUSE and len(found) < 5:
        gap = row.gaps[first]
        if gap in {":", '"'} and first < at + 1 and (first != at or gap == ":"):
            break
        if first == at and gap == '"':
            break
        if gap == "," and first < end:
            found.append((first, end))
            end = first
        elif gap == "," and first == at:
            end = first
        # A clause closed by a comma hides its own "that".
        if _reported(row, first - 1) and first < at and row.gaps[at] != ",":
            break
        first -= 1
    if first < end:
        found.append((first, end))
    return found[:5]


def _reported(row: Line, at: int) -> bool:
    """Return True where word `at` is a "that" that opens a reported clause, not a relative one."""
    word = row.words[at]
    if word not in row.cues.that:
        return False
    if word not in row.cues.who:
        return True
    # "told the press on Sunday that", "after that": a verb of saying or a preposition is near.
    near = range(max(0, at - REPORTING_REACH), at)
    return (at > 0 and row.words[at - 1] in row.cues.stop) or any(
        row.cues.match(row.words, i) for i in near
    )


def _trimmed(row: Line, first: int, last: int) -> int:
    """Return where a stretch begins without its leading conjunctions."""
    while first < last and row.words[first] in row.cues.conjunctions:
        first += 1
    return first


def _subject(row: Line, first: int, last: int) -> Phrase | None:
    """Return the part of a stretch before a verb that may be its subject."""
    cues = row.cues
    start = _trimmed(row, first, last)
    # A second clause after "and": "the boat is back and the captain says".
    for i in range(last - 1, start, -1):
        if row.words[i] in cues.conjunctions and any(w in cues.aux for w in row.words[start:i]):
            start = _trimmed(row, i, last)
            break
    chunks = _chunks(row, start, last)
    if not chunks:
        return None
    led = start < last and row.words[start] in cues.stop
    ordered = chunks[::-1] if led else chunks
    for a, b in ordered:
        if b - a > 1 and row.words[a] in cues.he and not row.gaps[a]:
            # "He left Sarl saying": the pronoun is the subject, the rest its verb.
            return Phrase(a, a + 1, "pronoun")
        strength = strongest(row, a, b)
        if strength != "plain":
            return _headed(row, Phrase(max(a, b - LONGEST_PHRASE), b, strength))
    a, b = ordered[0]
    return None if led and not cues.caseless else Phrase(max(a, b - LONGEST_PHRASE), b, "plain")


def _headed(row: Line, phrase: Phrase) -> Phrase:
    """Return a phrase that begins with a name without the clause after it: "Lind took the stand"."""
    cues = row.cues
    end = phrase.first
    while end < phrase.last and row.upper[end]:
        end += 1
    if _qualified(row, phrase, end):
        return phrase
    after = end
    while after < phrase.last and not row.upper[after]:
        after += 1
    between = row.words[end:after]
    # Hungarian: behind a name an article begins the next phrase.
    helper = cues.of | cues.conjunctions | (cues.det if cues.language != "hu" else frozenset())
    joined = any(cues.person(w) or w in helper for w in between[:1]) or any(
        map(cues.person, between[-1:])
    )
    tail = any(cues.person(w) for w in between) and after == phrase.last and between[:1] != between[-1:]
    tail = tail and not any(w in cues.det for w in between)
    free = cues.order == "svo" and not cues.caseless and not joined and not tail
    trails = after == phrase.last and row.words[phrase.last - 1] in cues.conjunctions
    if phrase.first < end < phrase.last and (free or trails):
        return Phrase(phrase.first, end, phrase.strength)
    return phrase


def _qualified(row: Line, phrase: Phrase, end: int) -> bool:
    """Return True for "Sarl rower Mara Lind": a place or adjective, a trade, and a name to the end."""
    return (
        row.cues.language == "en"
        and end == phrase.first + 1
        and phrase.last - end in {3, 4}
        and not row.upper[end]
        and not row.words[end].endswith(_VERBAL)
        and all(row.upper[i] for i in range(end + 1, phrase.last))
    )


def _chunks(row: Line, first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretches between function words; joined parts ("minister of health") stay together."""
    found: list[tuple[int, int]] = []
    start = first
    for i in range(first, last):
        word = row.words[i]
        helper = word in row.cues.aux and word not in row.cues.det
        relative = word in row.cues.who and word not in row.cues.det
        free = (word in row.cues.stop or relative or helper) and not row.upper[i]
        if row.cues.language == "zh" and len(word) == 1 and i > start:
            # A single character within a phrase is mostly part of a word: 从 in 从业者.
            free = False
        if not free and word in row.cues.starts and not row.upper[i] and i > first:
            met = row.cues.match(row.words, i)
            free = (
                met is not None and met[0] in {"say", "adding"} and row.words[i - 1] not in row.cues.det
            )
        if free and not (word in row.cues.of and i > start) and word not in row.cues.he:
            if i > start:
                found.append((start, i))
            start = i + 1
    if last > start:
        found.append((start, last))
    return found


def topic(row: Line, at: int) -> Phrase | None:
    """Return the subject of a clause whose verb, word `at`, comes last: what a comma ends ('Mara Lind, "…" dedi')."""
    first = 0
    for i in range(min(at, LONGEST_CLAUSE)):
        if row.inside[i] >= 0:
            if i > first:
                return _topical(row, first, i)
            first = i + 1
            continue
        if i > first and row.gaps[i]:
            found = _topical(row, first, i)
            if found is not None and found.strength != "plain":
                return found
            first = i
    return None


def _topical(row: Line, first: int, last: int) -> Phrase:
    return Phrase(max(first, last - 2 * LONGEST_PHRASE), last, strongest(row, first, last))


def right_phrase(row: Line, at: int) -> Phrase | None:
    """Return the likely subject that begins at word `at`: "said Mara Lind", or None."""
    cues = row.cues
    n = len(row.words)
    while at < n - 1 and not row.gaps[at + 1] and row.words[at] not in cues.he | cues.det:
        if row.words[at] not in cues.days and row.words[at] not in cues.aux:
            break
        at += 1
    met = cues.match(row.words, at) if at < n else None
    if (
        met is not None
        and met[0] in {"say", "weak", "adding"}
        and not row.upper[at]
        and not cues.person(row.words[at])
    ):
        return None
    end = at
    while end < n and end - at < LONGEST_PHRASE and row.inside[end] == row.inside[at]:
        word = row.words[end]
        if end > at and row.gaps[end]:
            break
        relative = word in cues.who and word not in cues.det and word not in cues.of
        if end > at and addressed(row, word):
            break
        if word[0].isdigit() and any(row.upper[at:end]):
            break
        if (
            (word in cues.that and not row.upper[end])
            or relative
            or (word in cues.conjunctions and end == at)
        ):
            break
        helper = word in cues.stop or (word in cues.aux and word not in cues.det)
        if word not in cues.of and helper and word not in cues.he:
            if end > at or word in cues.stop:
                break
        elif end > at and cues.match(row.words, end) and not row.upper[end] and not _noun(row, at, end):
            break
        elif word in cues.he:
            return (
                Phrase(at, end + 1, "pronoun") if end == at else Phrase(at, end, strongest(row, at, end))
            )
        end += 1
    while end > at and (row.words[end - 1] in cues.of or row.words[end - 1] in cues.det):
        end -= 1
    return Phrase(at, end, strongest(row, at, end)) if end > at else None


def addressed(row: Line, word: str) -> bool:
    """Return True for whom it is said to, or where: قال ليند للصحفيين, אמר לינד לסוכנות."""
    cues = row.cues
    if cues.language == "ar":
        return word.startswith("لل") or (word.startswith(("ل", "ب")) and cues.body(word[1:]))
    return cues.language == "he" and word.startswith(("ל", "ב")) and cues.body(word[1:])


def named_behind(row: Line, phrase: Phrase) -> Phrase:
    """Return the name set apart behind a description: "said the harbour master, Mara Lind"."""
    last = phrase.last
    after = last
    while after < len(row.words) and row.upper[after] and (after == last or not row.gaps[after]):
        after += 1
    pairs = range(phrase.first, last - 1)
    bare = row.cues.person(row.words[phrase.first]) or row.words[phrase.first] in row.cues.det
    if (
        not 2 <= after - last <= 4
        or row.gaps[last] != ","
        or not row.gaps[after]
        or not (bare or row.cues.person(row.words[last - 1]))
        or phrase.strength not in {"people", "name"}
        or row.cues.language == "de"
        or any(row.upper[i] and row.upper[i + 1] for i in pairs)
        or row.inside[last] != row.inside[phrase.first]
    ):
        return phrase
    return Phrase(last, after, "name")


def _noun(row: Line, first: int, i: int) -> bool:
    """Return True where word `i` of a phrase is a noun though verbs of saying look like it: "the report"."""
    return row.cues.person(row.words[i]) and all(
        w in row.cues.det or row.cues.person(w) or row.upper[k]
        for k, w in enumerate(row.words[first:i], first)
    )
