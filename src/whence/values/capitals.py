"""Text in a script with capitals → mentions of names: runs of capitalised words.

    "Yesterday President Ana Morel left for Oran."  →  "Ana Morel" (title President), "Oran"

A capital says nothing at a sentence's start, in a heading in capitals, and for German nouns: there a
word counts only if it is no common word, or stands capitalised elsewhere in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whence.text import fold
from whence.values import calendar_tables, name_words, romanise
from whence.values.figures import WORD
from whence.values.mentions import Mention, NameKind
from whence.values.places import places

if TYPE_CHECKING:
    from whence.values.commonness import Judge
    from whence.values.places import Places

# A word, with initials ("U.S.") and what hyphens and apostrophes hold together.
TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{WORD}(?:[-’'.&‘׳״]{WORD})*")
_STARTS = frozenset('.!?…:;"“„«»‹›\n•·*>|)]}—–-¿¡')
UPPER = re.compile("[A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΫЀ-ЯѠ-ԯԱ-Ֆ]")
_HEADING = 0.75  # share of capitalised long words from which a line is a heading in capitals
# Nouns are capitalised: a capital says nothing of a single word.
_NOUN_CAPITALS = frozenset({"de", "lb"})
_ELISION = re.compile(
    "^(?:[dlnmtscjDLNMTSCJ]|[Qq]u|[Dd]ell|[Nn]ell|[Aa]ll|[Ss]ull|[Dd]all|[Uu]n)['’](?=[^\\W\\d_])"
)
_ELIDING = frozenset({"fr", "it", "ca", "oc"})
# What an apostrophe parts from a name: English 's, Turkish and Finnish case endings.
_APOSTROPHE = re.compile("['’](?:s|S|re|ve|ll|d|m)$")
_APOSTROPHE_CASE = re.compile("['’][^\\W\\d_]{1,6}$")
_CASE_LANGUAGES = frozenset({"tr", "az", "fi", "et", "uz", "kk"})
_PRONOUNS = frozenset({"I", "I'm", "I’m", "I'd", "I’d", "I've", "I’ve", "I'll", "I’ll"})
_SHORT_PLACE = 3
_LONG_NOUN = 10  # letters from which an unknown German noun is more likely a compound than a name
_DETERMINED = re.compile(
    r"(?:^|\W)(?:d(?:er|ie|as|en|em|es)|ein\w{0,2}|kein\w{0,2}|i[mn]s?|am|ans|zu[mr]|beim|vo[mn]|aufs?|fürs|mit|ohne|\w+e[nrsm]?)\s$"
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    upper: bool
    first: bool  # the first word of a sentence, where capitals say nothing


def find(text: str, language: str, table: Places, judge: Judge | None) -> list[Mention]:
    """Return the mentions of names in a text with capitals."""
    runs = _runs(text, language)
    if not runs:
        return []
    nouns = language in _NOUN_CAPITALS
    lower = {word for word in re.findall(WORD, text) if word.islower()}
    doubtful = sorted(
        {
            t.text
            for run in runs
            for t in (run if nouns or run[0].first else run[:1])
            if nouns or t.first or t.text.lower() in lower
        }
    )
    common, cognate = _common(doubtful, lower, judge)
    sure = {t.text for run in runs for t in run if not t.first} - common
    plain = set() if nouns else _plain([run[0].text for run in runs if len(run) == 1], judge)
    found = []
    for run in runs:
        trimmed = (
            _noun_run(run, common, cognate, text, table) if nouns else _trim(run, common, sure, table)
        )
        mention = _mention(trimmed, text, language, table) if trimmed else None
        if mention is not None:
            vague = len(trimmed) == 1 and not mention.code and trimmed[0].text in plain
            found.append(replace(mention, weak=True) if vague else mention)
    return found


def _runs(text: str, language: str) -> list[list[_Token]]:
    """Return runs of capitalised words, particles inside them included."""
    headings = _headings(text)
    particles = name_words.PARTICLES - name_words.ARTICLES.get(language, frozenset())
    runs: list[list[_Token]] = []
    run: list[_Token] = []
    between: list[_Token] = []
    last = 0
    for match in TOKEN.finditer(text):
        start, word = match.start(), match[0]
        gap = text[last:start]
        touching = (len(gap) <= 2 and not gap.strip(" \u00a0\u202f-‑")) or (
            gap == ". " and bool(run) and len(run[-1].text) <= 2
        )
        last = match.end()
        first = (
            start == 0
            or any(sign in _STARTS for sign in gap)
            or (bool(headings) and _within(start, headings))
        )
        elided = _ELISION.match(word) if language in _ELIDING else None
        if elided:
            start, word, touching, first = start + elided.end(), word[elided.end() :], False, False
        upper = word[0].isupper() and word not in _PRONOUNS
        if not touching or (not upper and word.lower() not in particles):
            if run:
                runs.append(run)
            run, between = [], []
        token = _Token(start, match.end(), word, upper, first)
        if upper:
            run += [*between, token] if run else [token]
            between = []
        elif run:
            between.append(token)
    return [*runs, run] if run else runs


def _headings(text: str) -> list[tuple[int, int]]:
    """Return the stretches of lines, not ended by a full stop, in which nearly every word has a capital."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        words = TOKEN.findall(line)
        long = [word for word in words if len(word) > 3]
        ended = line.rstrip()[-1:] in (".", "。", "!", "?", "”", '"')
        if (
            len(words) >= 4
            and len(long) >= 3
            and not ended
            and sum(w[0].isupper() for w in long) > _HEADING * len(long)
        ):
            found.append((at, at + len(line)))
        at += len(line)
    return found


def _within(place: int, stretches: list[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, (place, 1 << 60)) - 1
    return at >= 0 and stretches[at][0] <= place < stretches[at][1]


def _common(words: list[str], lower: set[str], judge: Judge | None) -> tuple[set[str], set[str]]:
    """Return which doubtful words are common words, and which of them are spelled as in English."""
    if judge is None or not words:
        return {word for word in words if word.lower() in lower or len(word) < 4}, set()
    answers = dict(zip(words, judge([word.lower() for word in words]), strict=True))
    common = {
        w
        for w, answer in answers.items()
        if answer in ("common", "doubtful", "cognate") or w.lower() in lower
    }
    return common, {w for w, answer in answers.items() if answer == "cognate" and w.lower() not in lower}


def _plain(words: list[str], judge: Judge | None) -> set[str]:
    """Return which words are common ones with a capital of respect: la Défense, il Consiglio.

    Other languages write them small, so nothing can be held against a text that lacks them.
    """
    if judge is None or not words:
        return set()
    answers = judge([word.lower() for word in words])
    return {
        word
        for word, answer in zip(words, answers, strict=True)
        if answer == "common" and not acronym(word)
    }


def _trim(run: list[_Token], common: set[str], sure: set[str], table: Places) -> list[_Token]:
    """Return the part of a run that is a name: without a common word at a sentence's start."""
    if table.code(" ".join(t.text for t in run).lower()):
        return run
    while (
        run
        and run[0].first
        and run[0].text in common
        and not acronym(run[0].text)
        and not table.code(run[0].text.lower())
    ):
        if len(run) == 1 and run[0].text in sure:
            break
        run = run[1:]
        while run and not run[0].upper:
            run = run[1:]
    return run


def _noun_run(
    run: list[_Token], common: set[str], cognate: set[str], text: str, table: Places
) -> list[_Token]:
    """Return the part of a run of capitalised nouns that is a name (German).

    From the first word that is no common noun on, the rest of the run belongs to it: Heiko Maas. Words
    spelled as in English are names only in pairs.
    """
    while run and fold(run[0].text) in name_words.TITLES:
        run = run[1:]
    upper = [t for t in run if t.upper]
    firm = [t for t in upper if t.text not in common or table.code(t.text.lower()) or acronym(t.text)]
    if (
        not firm
        and len(upper) == 2
        and all(t.text in cognate and not t.first for t in upper[-1:])
        and upper[0].text in cognate
    ):
        return run
    if not firm:
        return []
    token = firm[0]
    if len(upper) == 1 and not table.code(token.text.lower()) and not acronym(token.text):
        before = text[max(token.start - 16, 0) : token.start]
        if _DETERMINED.search(before) or len(token.text) >= _LONG_NOUN or "-" in token.text:
            return []
    at = run.index(token)
    after = (
        run[at + 1 : at + 2] if table.code(token.text.lower()) or acronym(token.text) else run[at + 1 :]
    )
    if after and (table.code(token.text.lower()) or acronym(token.text)) and after[0] not in firm:
        after = []
    return [token, *after]


def acronym(word: str) -> bool:
    """Return whether a word is written in capitals only, as acronyms are."""
    letters = word.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _mention(run: list[_Token], text: str, language: str, table: Places) -> Mention | None:
    body = run
    while len(body) > 1 and (fold(body[0].text.rstrip(".")) in name_words.TITLES or not body[0].upper):
        body = body[1:]
    title = text[run[0].start : body[0].start].strip() if body is not run else ""
    body = [*body[:-1], _bare(body[-1], language)]
    start, end = body[0].start, body[-1].end
    written = text[start:end].rstrip(".") if not acronym(text[start:end]) else text[start:end]
    end = start + len(written)
    if len(body) == 1 and _is_time(written, language):
        return None
    code, demonym = _place(written, language, table)
    kind: NameKind = (
        "place" if code else "person" if title else "acronym" if acronym(written) else "unknown"
    )
    if kind == "unknown" and _titled_before(text, start):
        kind = "person"
    head = max(
        (t.text for t in body if t.upper), key=lambda word: len(romanise.skeleton(word)), default=written
    )
    lone_title = len(run) == 1 and fold(written.rstrip(".")) in name_words.TITLES
    weak = lone_title or demonym or (len(body) == 1 and body[0].first and not code and kind == "unknown")
    return Mention(start, end, kind, head, code, title, weak)


def _bare(token: _Token, language: str) -> _Token:
    """Return a token without the possessive or case ending behind its apostrophe."""
    bare = _APOSTROPHE.sub("", token.text)
    if language in _CASE_LANGUAGES:
        bare = _APOSTROPHE_CASE.sub("", bare)
    return replace(token, end=token.start + len(bare), text=bare) if bare else token


def _is_time(word: str, language: str) -> bool:
    """Return whether a capitalised word is the name of a month or weekday."""
    meaning = calendar_tables.words(language).find(word.lower())
    return (
        meaning is not None
        and meaning.kind in ("month", "weekday", "day")
        and (meaning.alone or len(word) > 3)
    )


def _place(written: str, language: str, table: Places) -> tuple[str, bool]:
    """Return the code of a place and whether the word is a demonym ("Syrian") rather than its name."""
    lowered = written.lower()
    code = table.code(lowered) or (
        table.code(lowered[:-1])
        if lowered.endswith("s") and language in ("de", "sv", "da", "no", "nl", "is")
        else ""
    )
    if not code and lowered.isascii() and len(lowered) > _SHORT_PLACE:
        # Names are often left as the source spelled them: "Iraq" in French.
        code = places("en").names.get(lowered, "")
    if code:
        return code, False
    demonym = table.demonym(lowered)
    return demonym, bool(demonym)


def _titled_before(text: str, start: int) -> bool:
    before = re.search(r"([^\W\d_]+)\.?\s$", text[max(start - 24, 0) : start])
    return before is not None and fold(before[1]) in name_words.TITLES
