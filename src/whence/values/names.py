"""Text → Name: people, places and organisations, with a key that survives spelling, inflection and script.

    "Il generale Mario Bava ha detto …"  →  Name("Mario Bava", kind person, title "generale")

Where a script has capitals they are the cue, once sentence starts and titles in capitals are set
aside. Elsewhere: places of CLDR, names after titles, transliterated names (唐·), capitals of another
script inside, and words that the lexicon does not know. `similar` compares across scripts; `locate`
looks for a given name in a text where `find` may have no cue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from whence.text import fold, tag
from whence.values import capitals, commonness, likeness, name_words, romanise, uncased
from whence.values.figures import WORD
from whence.values.mentions import Mention, NameKind, apart
from whence.values.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.values.commonness import Judge


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
    if language == "ar" and len(word) > 4:
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


def find(text: str, language: str, *, judge: Judge | None = None) -> list[Name]:
    """Return the names of `text`, in order, without overlap.

    `judge` tells common words from others (default: the lexicon).
    """
    language = tag(language)
    judge = judge or commonness.judge(language)
    table = places(language)
    found = capitals.find(text, language, table, judge) if capitals.UPPER.search(text) else []
    if language in uncased.LANGUAGES:
        found = apart(found, uncased.find(text, language, table, judge))
    return _with_expansions([_named(mention, text, language) for mention in found], text)


def _named(mention: Mention, text: str, language: str) -> Name:
    written = text[mention.start : mention.end]
    return Name(
        mention.start, mention.end, written, key(written, language), mention.kind, mention.head or written,
        mention.code, mention.title, weak=mention.weak,
    )  # fmt: skip


# acronyms -----------------------------------------------------------------------------------------


def _with_expansions(found: list[Name], text: str) -> list[Name]:
    """Give acronyms that stand in brackets the words before them whose first letters they are."""
    expansions: dict[str, str] = {}
    for name in found:
        if (
            name.kind == "acronym"
            and text[name.start - 1 : name.start] in ("(", "（")
            and name.text not in expansions
        ):
            words = list(re.finditer(WORD, text[max(name.start - 160, 0) : name.start - 1]))
            expansion = _initials(name.text.replace(".", ""), words) or _phrase(words)
            if expansion:
                expansions[name.text] = expansion
    if not expansions:
        return found
    return [
        replace(n, expansion=expansions.get(n.text, "")) if n.kind == "acronym" else n for n in found
    ]


def _initials(letters: str, words: list[re.Match[str]]) -> str:
    """Return the stretch of words whose first letters spell an acronym, small words skipped."""
    at = len(words)
    for letter in reversed(fold(letters)):
        skipped = 0
        at -= 1
        while (
            at >= 0
            and fold(words[at][0])[:1] != letter
            and (len(words[at][0]) <= 3 or at == len(words) - 1)
            and skipped < 3
        ):
            at -= 1
            skipped += 1
        if at < 0 or fold(words[at][0])[:1] != letter:
            return ""
    return words[at].string[words[at].start() : words[-1].end()]


def _phrase(words: list[re.Match[str]]) -> str:
    """Return the phrase before a bracket from its last capitalised word on, where letters do not match.

    An acronym may come from another language: "Conseil suprême des lanternes (SLC)".
    """
    for at in range(len(words) - 1, max(len(words) - _PHRASE - 1, -1), -1):
        stretch = words[at].string[words[at].start() : words[-1].end()]
        if re.search(r"[,.;:!?()\n]", stretch):
            return ""
        if words[at][0][0].isupper():
            return stretch if at < len(words) - 1 else ""
    return ""


_PHRASE = 8  # words of the longest name of an institution before its acronym


def locate(name: str, text: str, language: str) -> tuple[float, int, int] | None:
    """Return the likeness, start and end of what sounds most like `name` in `text`, or None.

    For the other side of a link, where the script gives no cue for names.
    """
    language = tag(language)
    best: tuple[float, int, int] | None = None
    for start, end, written in _candidates(name, text, language):
        score = likeness.similar(name, written)
        if best is None or score > best[0]:
            best = (score, start, end)
    return best


def _candidates(name: str, text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of `text` that may be `name`: as many words, or one; runs of foreign sounds."""
    if language in ("zh", "yue", "ja"):
        yield from _eastern(name, text)
    tokens = list(capitals.TOKEN.finditer(text))
    words = [_bare(token[0], language) for token in tokens]
    bare = [_bare(uncased.stripped(token[0], language), language) for token in tokens]
    size = max(len(name.split()), 1)
    wanted = {skeleton[:1] for part in name.split() if (skeleton := romanise.skeleton(part))}
    for at in range(len(tokens)):
        # Where the first sounds differ the names do; h and vowels may fall out.
        for written in dict.fromkeys((words[at], bare[at])):
            if wanted and romanise.skeleton(written)[:1] not in wanted | _FAINT:
                continue
            yield tokens[at].start(), tokens[at].end(), written
            if size > 1 and at + size <= len(tokens):
                yield (
                    tokens[at].start(),
                    tokens[at + size - 1].end(),
                    " ".join((written, *words[at + 1 : at + size])),
                )


_FAINT = frozenset("AH")
_EASTERN = re.compile("[ァ-ヺー・＝]{2,}|[\u4e00-\u9fff·]{2,}")
_LONGEST_HAN = 8  # characters of the longest foreign name that is looked for


def _eastern(name: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield katakana runs, and stretches of Chinese characters that start with the sound of `name`."""
    parts = name.split()
    wanted = {romanise.skeleton(part)[:1] for part in parts} | {
        romanise.sounds(part)[:1] for part in parts
    }
    sizes = {
        max(2, min(_LONGEST_HAN, size + more))
        for part in (parts[0], parts[-1])
        for size in [_syllables(part)]
        for more in (0, 1)
    }
    for run in _EASTERN.finditer(text):
        if run[0][0] > "\u30ff":
            for at in range(len(run[0])):
                if {romanise.skeleton(run[0][at])[:1], romanise.sounds(run[0][at])[:1]} & wanted:
                    for size in sizes:
                        stretch = run[0][at : at + size]
                        if len(stretch) == size:
                            yield run.start() + at, run.start() + at + size, stretch
        else:
            yield run.start(), run.end(), run[0]
            for part in re.finditer("[ァ-ヺー]{2,}", run[0]):
                yield run.start() + part.start(), run.start() + part.end(), part[0]


def _syllables(word: str) -> int:
    """Return how many Chinese characters would spell a word: its consonants, or vowels if more."""
    spoken = romanise.sounds(word)
    vowels = len(re.findall("[aeiouy]+", spoken))
    return max(vowels, sum(c not in "aeiouyhnm" for c in spoken))
