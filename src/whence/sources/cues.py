"""language → Cues: the words that attribute, read from the table `cues.txt`.

A cue is a phrase of one or more folded words. Languages written without spaces have their cues cut
out of the running text (`Cues.cutter`); their words are single characters otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from whence.text import fold, tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["say", "warn", "weak", "quoting", "adding", "pre", "post"]
KINDS: tuple[Kind, ...] = ("say", "warn", "weak", "quoting", "adding", "pre", "post")
UNSPACED = frozenset({"zh", "ja", "th"})
CASELESS = frozenset(
    {"ar", "fa", "ur", "he", "hi", "bn", "zh", "ja", "ko", "th", "ka", "ps", "mr", "ta", "te"}
)
COMPOUNDING = frozenset({"de", "nl", "sv", "da", "nb", "no", "nn", "fi", "hu", "is", "et", "af"})
# Languages that share another's words closely enough to read its section.
_SAME = {"hr": "sr", "bs": "sr", "sh": "sr", "no": "nb", "nn": "nb", "mr": "hi", "ne": "hi", "oc": "ca"}
# One-letter words that Arabic and Hebrew write joined to the next: and, so; and, that, the, from …
JOINED = {"ar": ("و", "ف"), "he": ("ו", "ש", "וש")}
_PART = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues and helper words of one language, folded."""

    language: str = "und"
    order: str = "svo"
    bare: bool = False
    starts: dict[str, list[tuple[tuple[str, ...], Kind]]] = field(default_factory=dict)
    that: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    people_stems: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    aux: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    det: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    tell: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    hers: frozenset[str] = frozenset()
    myself: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    body_stems: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    joined: tuple[str, ...] = ()
    cutter: re.Pattern[str] | None = None

    @property
    def caseless(self) -> bool:
        """True where the script has no capital letters to know a name by."""
        return self.language in CASELESS

    def match(self, words: list[str], at: int) -> tuple[Kind, int] | None:
        """Return the kind and length in words of the longest cue that begins at word `at`."""
        for phrase, kind in self.starts.get(words[at], ()):
            if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
                return kind, len(phrase)
        return None

    def person(self, word: str) -> bool:
        """Return True for a common noun of someone who can say something."""
        return word in self.people or _stemmed(word, self.people_stems, self.language)

    def body(self, word: str) -> bool:
        """Return True for a noun of those who are no single person: a ministry, sources, a report."""
        return word in self.bodies or _stemmed(word, self.body_stems, self.language)


@lru_cache(maxsize=64)
def cues(language: str) -> Cues:
    """Return the cues of a language; a language without a section has none."""
    code = tag(language)
    rows = _sections().get(_SAME.get(code, code))
    return Cues(language=code) if rows is None else _cues(code, dict(_items(rows)))


# English words whose concepts make a word of another language one of saying, or of those who say.
_SAYING = (
    "say said says tell told state declare announce affirm assert explain warn deny confirm reply claim"
)
_SPEAKERS = (
    "minister president government police official spokesman witness expert journalist doctor judge"
)
# How much of a word's meaning such a concept is at least. Below it "know", "truth" and "welcome" pass in
# the languages looked at (Irish, Tamil, Esperanto, Latin); re-run tests/test_sources.py.
_SHARE = 0.45


def from_lexicon(language: str, words: Sequence[str]) -> Cues:
    """Return the cues that the lexicon knows among `words`, for a language without a section.

    They are weak ones: they attribute beside a quotation, a colon or an aside.
    """
    from whence.lexicon import load

    code = tag(language)
    if not words or not load().has(code):
        return Cues(language=code)
    found = load().lookup(words, code)
    saying, speakers = _concepts(_SAYING), _concepts(_SPEAKERS)
    starts: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    people = set()
    for i, word in enumerate(words):
        row = range(found.indptr[i], found.indptr[i + 1])
        meant = {int(found.ids[k]) for k in row if found.weights[k] >= _SHARE}
        if meant & saying:
            starts[fold(word)] = [((fold(word),), "weak")]
        elif meant & speakers:
            people.add(fold(word))
    return Cues(language=code, starts=starts, people=frozenset(people))


@lru_cache(maxsize=2)
def _concepts(words: str) -> frozenset[int]:
    from whence.lexicon import load

    return frozenset(int(i) for i in load().concept_ids(words.split()))


@lru_cache(maxsize=1)
def _sections() -> dict[str, str]:
    text = files("whence.sources").joinpath("cues.txt").read_text("utf-8")
    parts = re.split(r"^\[([a-z]{2,3})\]$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def languages() -> frozenset[str]:
    """Return the languages that have a section of their own or read another's."""
    return frozenset(_sections()) | frozenset(_SAME)


def _items(section: str) -> Iterator[tuple[str, list[str]]]:
    for line in section.splitlines():
        key, _, rest = line.partition(" ")
        if key and not key.startswith("#"):
            yield key, [form for item in rest.split() for form in _expand(item)]


def _expand(item: str) -> list[str]:
    """Return the forms of `a{b,c}` → ab, ac; of anything else itself."""
    head, brace, rest = item.partition("{")
    if not brace:
        return [item]
    inner, _, tail = rest.partition("}")
    return [head + ending + tail for ending in inner.split(",")]


def _words(item: str, language: str) -> tuple[str, ...]:
    """Return a phrase as the folded words that the reader of lines makes of it."""
    if language in UNSPACED:
        return (fold(item),)
    return tuple(part for word in item.split("_") for part in _split(word))


def _split(word: str) -> list[str]:
    from whence.sources.clause import WORD

    return [fold(part) for part in WORD.findall(word)]


def _cues(code: str, rows: dict[str, list[str]]) -> Cues:
    starts: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    for kind in KINDS:
        for item in rows.get(kind, ()):
            phrase = _words(item.rstrip("*"), code)
            if phrase and phrase not in [known for known, _ in starts.get(phrase[0], ())]:
                starts.setdefault(phrase[0], []).append((phrase, kind))
    for phrases in starts.values():
        phrases.sort(key=lambda row: -len(row[0]))

    def some(key: str) -> frozenset[str]:
        return frozenset(" ".join(_words(i, code)) for i in rows.get(key, ()) if not i.endswith("*"))

    return Cues(
        language=code,
        order=rows.get("order", ["svo"])[0],
        bare="yes" in rows.get("bare", ()),
        starts=starts,
        that=some("that"),
        people=some("people"),
        people_stems=_stems(rows.get("people", [])),
        he=some("he"),
        aux=some("aux") | some("passive"),
        stop=(some("stop") | some("days")) - some("det"),
        days=some("days"),
        of=some("of"),
        conjunctions=some("and"),
        who=some("who"),
        det=some("det"),
        aside=some("as"),
        passive=some("passive"),
        they=some("they"),
        tell=some("tell"),
        to=some("to"),
        negations=some("neg"),
        hers=some("hers"),
        myself=some("self"),
        bodies=some("bodies"),
        body_stems=_stems(rows.get("bodies", [])),
        infinitives=some("inf"),
        joined=JOINED.get(code, ()),
        cutter=_cutter(rows) if code in UNSPACED else None,
    )


@lru_cache(maxsize=16384)
def _stemmed(word: str, stems: frozenset[str], language: str) -> bool:
    """Return True where a word begins with a stem, or ends in one in a language that compounds."""
    if any(word[:n] in stems for n in range(2, len(word) + 1)):
        return True
    if language not in COMPOUNDING or len(word) < 8:
        return False
    return any(word[a:b] in stems for a in range(3, len(word) - 3) for b in range(a + 4, len(word) + 1))


def _stems(items: list[str]) -> frozenset[str]:
    return frozenset(fold(i[:-1]) for i in items if i.endswith("*"))


def _cutter(rows: dict[str, list[str]]) -> re.Pattern[str]:
    """Return the pattern that cuts an unspaced text: a known form, a run of Latin or digits, a character."""
    keys = (*KINDS, "that", "people", "he", "aux", "stop", "who", "not", "days", "to")
    forms = sorted({form for key in keys for form in rows.get(key, ())}, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, forms), r"[A-Za-z0-9]+", r"[^\W_]"]))
