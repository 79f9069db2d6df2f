"""Text → Name: people, places and organisations, with a key that survives spelling, inflection and script.

    "Il generale Mario Bava ha detto …"  →  Name("Mario Bava", kind person, title "generale")

Where a script has capitals they are the cue, once sentence starts and titles in capitals are set
aside. Elsewhere: places of CLDR, names after titles, transliterated names (唐·), capitals of another
script inside, and words that the lexicon does not know. `similar` compares across scripts; `locate`
looks for a given name in a text where `find` may have no cue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from whence.text import fold, tag
from whence.values import likeness, name_words, romanise
from whence.values.figures import WORD
from whence.values.places import Places, places

NameKind = Literal["person", "place", "organisation", "acronym", "unknown"]
similar_text = likeness.similar


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a text. `key` joins the skeletons of its words; `head` is its most telling word.

    `code` is a country's ISO 3166 code or a city's time zone; `expansion` what an acronym stands for
    in this text; `title` the role that stands before it; `weak` where only its place suggests a name.
    """

    start: int
    end: int
    text: str
    key: str
    kind: NameKind = "unknown"
    head: str = ""
    code: str = ""
    title: str = ""
    expansion: str = ""
    weak: bool = False

    @property
    def caption(self) -> str:
        """The name as a reader sees it."""
        return self.text


def key(text: str, language: str = "und") -> str:
    """Return the key of a name: one consonant skeleton a word, endings of inflection taken off.

    >>> key("Путиным", "ru") == key("Putin", "fr") == key("بوتين", "ar")
    True
    """
    language = tag(language)
    words = re.split(r"[\s\-·・.'’]+", text)
    return " ".join(filter(None, (romanise.skeleton(_bare(word, language)) for word in words[:8])))


@lru_cache(maxsize=65536)
def _bare(word: str, language: str) -> str:
    """Return a name's word without its case ending or its article."""
    if language in ("ar",) and len(word) > 4:
        word = re.sub("^(?:و?ال|لل|[وبلفك](?=ال)ال)", "", word)
    for ending in name_words.ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def similar(a: Name | str, b: Name | str) -> float:
    """Return how alike two names are, 0..1: places by code, the rest by sound across scripts."""
    if isinstance(a, Name) and isinstance(b, Name):
        if a.code and b.code:
            return 1.0 if a.code == b.code else 0.0
        if a.key and a.key == b.key and len(a.key) > 2:
            return max(0.95, likeness.similar(a.text, b.text))
    left, right = (name.text if isinstance(name, Name) else name for name in (a, b))
    return likeness.similar(left, right)


_TOKEN = re.compile(rf"{WORD}(?:[-’'.]{WORD})*")
_STARTS = frozenset(".!?…:;\"“„«»‹›\n•·*>|)]}—–-")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏͰ-ϿЀ-ԯԱ-Ֆ]")
_MOSTLY_UPPER = 0.6  # share of capitalised words from which a line is a heading in capitals


def find(text: str, language: str, *, known: Callable[[Sequence[str]], Sequence[bool]] | None = None) -> list[Name]:
    """Return the names of `text`, in order, without overlap.

    `known` tells for words whether a word list has them as common words (default: the lexicon).
    """
    language = tag(language)
    known = known or _lexicon(language)
    table = places(language)
    found: list[Name] = []
    if _UPPER.search(text):
        found = _capitalised(text, language, table, known)
    if language in _UNCASED:
        found = _apart(found, _uncased(text, language, table, known))
    return _with_expansions(found, text)


_UNCASED = frozenset("ar fa ur ps ckb he yi hi bn mr ne gu pa ta te ml kn si th lo km my ka am zh ja ko yue".split())
# Nouns are capitalised: a capital says nothing of a single word.
_NOUN_CAPITALS = frozenset({"de", "lb"})


@lru_cache(maxsize=256)
def _lexicon(language: str) -> Callable[[Sequence[str]], Sequence[bool]] | None:
    """Return the lexicon's `knows` for a language, or None where it has none."""
    from whence.errors import LexiconError

    try:
        from whence.lexicon import load

        lexicon = load()
        if not lexicon.has(language):
            return None
    except (LexiconError, OSError):
        return None
    return lambda words: [bool(answer) for answer in lexicon.knows(list(words), language)]


# scripts with capitals ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    upper: bool
    first: bool  # the first word of a sentence, where capitals say nothing


def _capitalised(text: str, language: str, table: Places, known: Callable[[Sequence[str]], Sequence[bool]] | None) -> list[Name]:
    runs = _runs(text, language)
    lower = {match for match in re.findall(WORD, text) if match.islower()}
    doubtful = sorted({run[0].text for run in runs if run[0].first or language in _NOUN_CAPITALS or run[0].text.lower() in lower}
                      | {t.text for run in runs if language in _NOUN_CAPITALS for t in run})  # fmt: skip
    common = _common([word.lower() for word in doubtful], lower, known)
    sure = {t.text for run in runs for t in run if not t.first} - common
    found = []
    for run in runs:
        trimmed = _trim(run, common, sure, language, table)
        if trimmed:
            found.append(_named(trimmed, text, language, table))
    return found


def _runs(text: str, language: str) -> list[list[_Token]]:
    """Return runs of capitalised words, particles inside them included."""
    headings = _headings(text)
    runs: list[list[_Token]] = []
    run: list[_Token] = []
    between: list[_Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end, word = match.start(), match.end(), match[0]
        gap = text[last:start]
        upper = word[0].isupper() or (len(word) > 2 and word[1] in "'’-" and word[2].isupper())
        touching = not gap.strip(" \u00a0\u202f") and len(gap) <= 2 or gap in (". ", "-", "-‐") and run and len(run[-1].text) <= 2
        if not touching or (not upper and word.lower() not in name_words.PARTICLES):
            if run:
                runs.append(run)
            run, between = [], []
        if upper:
            first = not gap.strip(" \u00a0") == "" and any(c in _STARTS for c in gap) or last == 0
            run += [*between, _Token(start, end, word, True, first or _in(start, headings))] if run else [_Token(start, end, word, True, first or _in(start, headings))]
            between = []
        elif run and touching:
            between.append(_Token(start, end, word, False, False))
        last = end
    return [*runs, run] if run else runs


def _headings(text: str) -> list[tuple[int, int]]:
    """Return the stretches of lines in which nearly every word has a capital."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        words = _TOKEN.findall(line)
        long = [w for w in words if len(w) > 3]
        if len(words) >= 4 and len(long) >= 3 and sum(w[0].isupper() for w in long) > _MOSTLY_UPPER * len(long):
            found.append((at, at + len(line)))
        at += len(line)
    return found


def _in(place: int, stretches: list[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, (place, 1 << 60)) - 1
    return at >= 0 and stretches[at][0] <= place < stretches[at][1]


def _common(words: list[str], lower: set[str], known: Callable[[Sequence[str]], Sequence[bool]] | None) -> set[str]:
    """Return which doubtful words are common words, in the spelling with a capital."""
    answers = known(words) if known and words else [len(word) < 4 for word in words]
    return {w for word, answer in zip(words, answers, strict=True) if answer or word in lower for w in (word.capitalize(), word.upper(), word)}


def _trim(run: list[_Token], common: set[str], sure: set[str], language: str, table: Places) -> list[_Token]:
    """Return the part of a run that is a name: no common word at a sentence's start, no lone title."""
    if _place_run(run, table):
        return run
    if language in _NOUN_CAPITALS:
        kept = [t for t in run if t.text not in common or table.code(t.text.lower()) or _acronym(t.text)]
        if not kept:
            return []
        return run[run.index(kept[0]) :] if len(kept) > 1 or run[-1] is kept[0] else [kept[0]]
    while run and run[0].first and run[0].text in common and not _acronym(run[0].text) and not table.code(run[0].text.lower()):
        if len(run) == 1 and run[0].text in sure:
            break
        run = run[1:]
        if run and not run[0].upper:
            run = run[1:]
        if run and run[0].first:
            continue
    return run


def _place_run(run: list[_Token], table: Places) -> bool:
    return bool(table.code(" ".join(t.text for t in run).lower()))


def _acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _named(run: list[_Token], text: str, language: str, table: Places) -> Name:
    title = ""
    body = run
    while len(body) > 1 and fold(body[0].text.rstrip(".")) in name_words.TITLES:
        body = body[1:]
        if not body[0].upper and len(body) > 1:
            body = body[1:]
    if body is not run:
        title = text[run[0].start : body[0].start].strip()
    start, end = body[0].start, body[-1].end
    for possessive in ("'s", "’s"):
        if text[start:end].endswith(possessive):
            end -= 2
    written = text[start:end]
    lowered = written.lower()
    code = table.code(lowered)
    kind: NameKind = "place" if code else "person" if title else "acronym" if _acronym(written) else "unknown"
    if kind == "unknown" and not title and _titled_before(text, start):
        kind = "person"
    alone = len(run) == 1 and fold(written.rstrip(".")) in name_words.TITLES
    head = max((t.text for t in body if t.upper), key=lambda word: len(romanise.skeleton(word)), default=written)
    weak = alone or (len(body) == 1 and body[0].first and not code and kind == "unknown")
    return Name(start, end, written, key(written, language), kind, head, code, title, weak=weak)


def _titled_before(text: str, start: int) -> bool:
    before = re.search(r"([^\W\d_]+)\.?\s$", text[max(start - 24, 0) : start])
    return bool(before) and fold(before[1]) in name_words.TITLES  # type: ignore[index]


# scripts without capitals ------------------------------------------------------------------------

_HAN_SOUNDS = (
    "阿埃艾爱安奥巴班贝本比彼别波伯博勃布茨达戴丹德登迪蒂杜多厄恩尔法菲费芬佛夫弗福盖冈高戈格哈海汉赫亨华霍基吉加贾杰捷金卡凯康科柯克肯库奎拉莱兰朗劳"
    "勒雷黎里理利莉列林卢鲁路伦罗洛马玛迈麦曼梅门蒙米密明莫姆木穆内尼娜纳奈南妮诺欧帕派潘佩彭皮普乔切琼丘日瑞萨塞桑沙莎舍施什史斯丝斯苏索塔泰坦汤特提图"
    "托瓦娃万威韦维温文沃乌西希锡夏肖谢辛休雪雅亚扬耶叶伊依因英尤约泽扎詹哲兹佐爾亞羅維納馬達麥貝倫蘭盧雷萊魯蓋爾賈烏諾聖圣斐湯華頓顿姬"
)
_HAN_NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}(?:·[\u4e00-\u9fff]{{1,6}})+|[{_HAN_SOUNDS}]{{3,8}}|(?<=《)[^》\n]{{2,20}}(?=》)"
)
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}(?:[・＝][ァ-ヺー]+)+|[ァ-ヺー]{3,}(?=氏|さん|大統領|首相|容疑者|監督|選手|長官|国務|外相)")
_BEHIND = re.compile(rf"([\u4e00-\u9fff가-힣]{{2,4}})(?={name_words.BEHIND})")
_CLITICS = {"ar": re.compile("^(?:و|ف)?(?:ال|لل|بال|كال)?"), "he": re.compile("^[והבלמשכ]{0,2}"), "fa": re.compile("^"), "ur": re.compile("^")}
_SUFFIXES = {"ko": re.compile("(?:은|는|이|가|을|를|의|에|에서|와|과|도|로|으로|에게|께서)$"), "ka": re.compile("(?:მა|ის|ს|ით|ზე|ში)$")}


def _uncased(text: str, language: str, table: Places, known: Callable[[Sequence[str]], Sequence[bool]] | None) -> list[Name]:
    if language in ("zh", "ja", "yue"):
        return _han(text, language, table)
    found = [] if table.pattern is None else _patterned(text, language, table)
    if language in ("th", "lo", "km", "my"):
        return found
    return _apart(found, _worded(text, language, table, known))


def _patterned(text: str, language: str, table: Places) -> list[Name]:
    assert table.pattern is not None
    return [
        Name(m.start(), m.end(), m[0], key(m[0], language), "place", m[0], table.names[m[0].lower()])
        for m in table.pattern.finditer(text)
        if m[0].lower() in table.names
    ]


def _han(text: str, language: str, table: Places) -> list[Name]:
    found = _patterned(text, language, table) if table.pattern else []
    rules = [_HAN_NAME] if language != "ja" else [_KATAKANA]
    named = [
        Name(m.start(), m.end(), m[0], key(m[0], language), "person" if "·" in m[0] or "・" in m[0] else "unknown", m[0])
        for rule in rules
        for m in rule.finditer(text)
    ]
    return _apart(found, named)


def _worded(text: str, language: str, table: Places, known: Callable[[Sequence[str]], Sequence[bool]] | None) -> list[Name]:
    """Return places, what follows a title, and runs of words that the lexicon does not know."""
    tokens = [match for match in re.finditer(rf"{WORD}(?:[\"״'׳]{WORD})?", text) if not match[0].isascii()]
    clitic = _CLITICS.get(language)
    bare = [clitic.sub("", m[0]) if clitic else m[0] for m in tokens]
    suffix = _SUFFIXES.get(language)
    if suffix:
        bare = [suffix.sub("", word) or word for word in bare]
    words = [m[0] for m in tokens]
    unknown = [False] * len(words)
    if known and words:
        distinct = sorted({*words, *bare} - {""})
        answers = dict(zip(distinct, known(distinct), strict=True))
        unknown = [not answers[w] and not answers.get(b, True) and len(b) > 2 for w, b in zip(words, bare, strict=True)]
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        place = _place_at(words, bare, at, table)
        if place:
            size, code = place
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            found.append(Name(start, end, text[start:end], key(text[start:end], language), "place", words[at], code))
            at += size
            continue
        stop = at
        while stop < len(tokens) and stop - at < 4 and unknown[stop] and (stop == at or _beside(text, tokens, stop)):
            stop += 1
        titled = at > 0 and fold(words[at - 1]) in name_words.TITLES and _beside(text, tokens, at)
        if stop > at:
            start, end = tokens[at].start(), tokens[stop - 1].end()
            written = text[start:end]
            found.append(Name(start, end, written, key(written, language), "person" if titled else "unknown", max(words[at:stop], key=len), weak=not titled and stop == at + 1))
            at = stop
        else:
            at += 1
    return found


def _beside(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    return text[tokens[at - 1].end() : tokens[at].start()] in (" ", "-", "\u200c", "־", " \u200f")


def _place_at(words: list[str], bare: list[str], at: int, table: Places) -> tuple[int, str] | None:
    for size in range(min(table.heads.get(words[at], 1), len(words) - at), 1, -1):
        code = table.names.get(" ".join(words[at : at + size]))
        if code:
            return size, code
    code = table.names.get(words[at]) or table.names.get(fold(words[at])) or ""
    if not code and len(bare[at]) > 2 and bare[at] != words[at]:
        code = table.names.get(bare[at]) or table.names.get(fold(bare[at])) or ""
    return (1, code) if code else None


def _apart(first: list[Name], second: list[Name]) -> list[Name]:
    """Return both in order; where they overlap, those of the first list stay."""
    kept = sorted(first, key=lambda name: name.start)
    starts = [name.start for name in kept]
    extra = []
    for name in second:
        at = bisect_right(starts, name.end - 1)
        if at == 0 or kept[at - 1].end <= name.start:
            extra.append(name)
    return sorted(kept + extra, key=lambda name: name.start)


# acronyms and aliases ----------------------------------------------------------------------------


def _with_expansions(found: list[Name], text: str) -> list[Name]:
    """Give acronyms that stand in brackets the words before them whose first letters they are."""
    expansions: dict[str, str] = {}
    for name in found:
        if name.kind == "acronym" and text[name.start - 1 : name.start] in ("(", "（") and name.text not in expansions:
            words = list(re.finditer(WORD, text[max(name.start - 160, 0) : name.start - 1]))
            expansion = _initials(name.text.replace(".", ""), words)
            if expansion:
                expansions[name.text] = expansion
    if not expansions:
        return found
    return [replace(n, expansion=expansions.get(n.text, "")) if n.kind == "acronym" else n for n in found]


def _initials(letters: str, words: list[re.Match[str]]) -> str:
    """Return the stretch of words whose first letters spell an acronym, small words skipped."""
    at = len(words)
    for letter in reversed(fold(letters)):
        skipped = 0
        at -= 1
        while at >= 0 and fold(words[at][0])[:1] != letter and (len(words[at][0]) <= 3 or at == len(words) - 1) and skipped < 3:
            at -= 1
            skipped += 1
        if at < 0 or fold(words[at][0])[:1] != letter:
            return ""
    return words[at].string[words[at].start() : words[-1].end()]


# From here a likeness counts as the same name inside one text. Chosen on invented names in
# tests/test_values_names.py; re-run benchmarks/values.py.
_ALIAS = 0.86


def aliases(names: Sequence[Name]) -> list[list[int]]:
    """Group the names of one text that mean the same: "Rabiei" with "Ali Rabiei", SNSC with its words.

    Return lists of indexes into `names`, each in order, the groups by their first member.
    """
    order = sorted(range(len(names)), key=lambda i: (-len(names[i].text.split()), i))
    groups: list[list[int]] = []
    by_text: dict[tuple[str, str], list[int]] = {}
    for index in order:
        name = names[index]
        known = by_text.get((fold(name.text), name.code))
        group = known or next((g for g in groups if _alias(names[g[0]], name)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(index)
        by_text[fold(name.text), name.code] = group
    return sorted((sorted(group) for group in groups), key=lambda group: group[0])


def _alias(full: Name, name: Name) -> bool:
    if full.code or name.code:
        return full.code == name.code and bool(full.code)
    if "acronym" in (full.kind, name.kind):
        acronym, other = (full, name) if full.kind == "acronym" else (name, full)
        return bool(acronym.expansion) and fold(acronym.expansion) == fold(other.text)
    return full.head[:1].lower() in fold(full.text) and similar(full, name) >= _ALIAS


def locate(name: str, text: str, language: str) -> tuple[float, int, int] | None:
    """Return the likeness, start and end of what sounds most like `name` in `text`, or None.

    For the other side of a link, where the script gives no cue for names.
    """
    size = max(len(name.split()), 1)
    tokens = list(_TOKEN.finditer(text))
    best: tuple[float, int, int] | None = None
    wanted = romanise.skeleton(name.split()[-1] if size > 1 else name)
    for at, token in enumerate(tokens):
        for count in {1, size}:
            if at + count > len(tokens):
                continue
            start, end = token.start(), tokens[at + count - 1].end()
            if count == 1 and wanted and not set(romanise.skeleton(token[0])) & set(wanted):
                continue
            score = likeness.similar(name, " ".join(_bare(t[0], tag(language)) for t in tokens[at : at + count]))
            if best is None or score > best[0]:
                best = (score, start, end)
    return best
