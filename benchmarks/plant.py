"""Sentences of one version of a story → the same with changes planted, and where they are.

One edit a sentence, at most a quarter of the sentences, the kinds drawn in turn (a kind that a story
has no place for is left out). An edit needs no
more of the language than digits, capitals, CLDR's names of months and days, and a short table of
negation words, so that it does not lean on what it measures. A name is what several translations of
the same sentence write alike with a capital.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from whence.text import fold, tag

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

SHARE = 4  # one sentence in four is edited
_NUMBER = re.compile(r"(?<![\w.,:/£$€-])\d+(?:[.,]\d+)*(?![\w:/-]|[.,]\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CJK_DATE = re.compile(r"\s?[年月日時时分]")
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|o.clock)", re.IGNORECASE)
_WORDS = "two three four five six seven eight nine ten eleven twelve".split()
_AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does)\b (?!not\b|n't|to\b)"
)
# Words that negate a clause and stand alone, so that leaving them out affirms it.
_NOT = {
    "en": "not", "de": "nicht", "es": "no", "it": "non", "pt": "não", "ru": "не", "uk": "не", "bg": "не",
    "pl": "nie", "nl": "niet", "sv": "inte", "tr": "değil", "id": "tidak", "el": "δεν", "he": "לא",
    "hi": "नहीं", "hu": "nem", "ar": "لم", "zh": "没有",
}  # fmt: skip
_SAID_LAST = re.compile(
    r",(?P<q>[\"”]?) (?:he|she|they|[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}) (?:said|says|added)\.$"
)
_SAYS = re.compile(r"\b(?P<who>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?= (?:said|says|added|told)\b)")
_INVENTED = ("Harriet Lindqvist", "Osman Teller", "Paulo Brandis", "Greta Holm", "Ivan Dressler")


@dataclass(slots=True, eq=False)
class Edit:
    """A planted change: its kind, the passage of the edited version, the sentence it was made of."""

    kind: str
    passage: int | None
    origin: int | None
    before: str
    after: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """One story in all its languages, the language to edit, and names to put in others' place.

    `common` are words that also stand in lower case somewhere: those are no names.
    """

    versions: dict[str, list[str]]
    code: str
    pool: tuple[str, ...]
    common: frozenset[str] = frozenset()

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language to edit."""
        return tag(self.code)


@dataclass(frozen=True, slots=True)
class Spot:
    """The sentence to edit, by its number in a story; `other` is a foreign story in its language."""

    story: Story
    number: int
    rng: random.Random
    other: list[str]

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.story.versions[self.story.code][self.number]


def kinds_of() -> list[str]:
    """Return the kinds of edits in the order they are drawn."""
    return [*_IN_SENTENCE, "dropped", "inserted", "moved"]


def plant(story: Story, other: list[str], rng: random.Random) -> tuple[list[str], list[Edit]]:
    """Return the edited sentences and the edits; `other` is a foreign story in the same language."""
    sentences = story.versions[story.code]
    order = list(range(len(sentences)))
    rng.shuffle(order)
    wanted = max(2, len(sentences) // SHARE)
    changed: dict[int, Edit] = {}
    for kind, make in _turns(rng, wanted):
        for number in order:
            if number in changed:
                continue
            after = make(Spot(story, number, rng, other))
            if after is not None and after != sentences[number]:
                changed[number] = Edit(kind, None, number, sentences[number], after)
                break
    return _laid_out(sentences, changed)


def _turns(rng: random.Random, wanted: int) -> list[tuple[str, Callable[..., str | None]]]:
    kinds = [*_IN_SENTENCE.items(), ("dropped", _drop), ("inserted", _foreign), ("moved", _move)]
    rng.shuffle(kinds)
    return [kinds[i % len(kinds)] for i in range(wanted)]


def _laid_out(sentences: list[str], changed: dict[int, Edit]) -> tuple[list[str], list[Edit]]:
    """Write the edited version down; a moved sentence goes at least five places away."""
    rows: list[tuple[str, Edit | None]] = []
    held = []
    for number, sentence in enumerate(sentences):
        edit = changed.get(number)
        if edit is None:
            rows.append((sentence, None))
        elif edit.kind == "inserted":
            edit.origin = None
            rows += [(sentence, None), (edit.after, edit)]
        elif edit.kind == "moved":
            held.append((number, edit))
        elif edit.kind != "dropped":
            rows.append((edit.after, edit))
    for number, edit in held:
        at = number + 5 if number + 5 <= len(rows) else max(0, number - 6)
        rows.insert(at, (edit.before, edit))
    for passage, (_, edit) in enumerate(rows):
        if edit is not None:
            edit.passage = passage
    return [text for text, _ in rows], list(changed.values())


def _drop(_: Spot) -> str:
    return ""


def _foreign(at: Spot) -> str:
    return at.rng.choice([s for s in at.other if len(s) > 40] or at.other)


def _move(at: Spot) -> str | None:
    return "" if len(at.story.versions[at.story.code]) >= 12 else None


def _number(at: Spot) -> str | None:
    text = at.text
    found = [
        m
        for m in _NUMBER.finditer(text)
        if not _YEAR.fullmatch(m[0]) and not _dated(text, m, at.story.language)
    ]
    if not found:
        return None
    hit = at.rng.choice(found)
    return text[: hit.start()] + _changed(hit[0], at.rng) + text[hit.end() :]


def _changed(digits: str, rng: random.Random) -> str:
    """Return a number with its last digit, its first digit or its magnitude changed."""
    way = rng.choice(("last", "first", "magnitude"))
    if way == "magnitude" and digits.isdigit():
        return digits + chr(ord(digits[0]) - int(digits[0]))
    at = 0 if way == "first" else len(digits) - 1
    old = int(digits[at])
    new = rng.choice([d for d in range(1, 10) if d != old])
    return digits[:at] + chr(ord(digits[at]) - old + new) + digits[at + 1 :]


def _dated(text: str, hit: re.Match[str], language: str) -> bool:
    """Return True where a number belongs to a date."""
    around = text[max(0, hit.start() - 15) : hit.end() + 15]
    return bool(_CJK_DATE.match(text, hit.end()) or _CLOCK.match(text, hit.end())) or any(
        m in fold(around) for m in map(fold, _months(language))
    )


@cache
def _months(language: str) -> tuple[str, ...]:
    from babel import Locale

    names = Locale.parse(language).months["format"]
    return tuple(
        n.rstrip(".") for n in (*names["wide"].values(), *names["abbreviated"].values()) if len(n) > 2
    )


@cache
def _days(language: str) -> tuple[str, ...]:
    from babel import Locale

    return tuple(Locale.parse(language).days["format"]["wide"].values())


def _number_word(at: Spot) -> str | None:
    text = at.text
    found = list(re.finditer(rf"\b({'|'.join(_WORDS)})\b", text)) if at.story.language == "en" else []
    if not found:
        return None
    hit = at.rng.choice(found)
    new = at.rng.choice([w for w in _WORDS if w != hit[0]])
    return text[: hit.start()] + new + text[hit.end() :]


def _date(at: Spot) -> str | None:
    """Change the name of a month or of a day of the week."""
    text = at.text
    edge = "" if at.story.language in ("zh", "ja") else r"\b"
    for table in (_months(at.story.language)[:12], _days(at.story.language)):
        found = [
            (m, n)
            for n in table
            for m in re.finditer(f"{edge}{re.escape(n)}{edge}", text, re.IGNORECASE)
        ]
        found = [
            (m, n) for m, n in found if len(n) > 2 and m[0] not in ("May", "may", "march", "mars", "mai")
        ]
        if not found:
            continue
        hit, name = at.rng.choice(found)
        new = at.rng.choice([n for n in table if n != name])
        new = new[:1].upper() + new[1:] if hit[0][:1].isupper() else new
        return text[: hit.start()] + new + text[hit.end() :]
    return None


def _year(at: Spot) -> str | None:
    text = at.text
    found = list(_YEAR.finditer(text))
    if not found:
        return None
    hit = at.rng.choice(found)
    return text[: hit.start()] + str(int(hit[0]) - at.rng.choice((1, 2, 3, 10))) + text[hit.end() :]


def _name(at: Spot) -> str | None:
    text = at.text
    known = shared_names(at.story.versions, at.number)
    found = [
        m for m in re.finditer(r"\b[A-Z]\w{3,}\b", text) if fold(m[0])[:4] in known and m.start() > 0
    ]
    pool = [n for n in at.story.pool if n not in text]
    if not found or not pool:
        return None
    hit = at.rng.choice(found)
    return text[: hit.start()] + at.rng.choice(pool) + text[hit.end() :]


def shared_names(versions: dict[str, list[str]], number: int) -> set[str]:
    """Return the first four letters of capitalised words that most Latin-script versions share."""
    seen: Counter[str] = Counter()
    asked = 0
    for rows in versions.values():
        words = {fold(w)[:4] for w in re.findall(r"\b[A-ZÀ-Þ]\w{3,}", rows[number])}
        asked += bool(re.search("[A-Za-z]{4}", rows[number]))
        seen.update(words)
    return {word for word, count in seen.items() if count >= 0.6 * asked and count >= 3}


def common_words(data: dict[str, dict[str, list[str]]]) -> frozenset[str]:
    """Return the words of the Latin-script languages that stand in lower case somewhere."""
    texts = (text for stories in data.values() for rows in stories.values() for text in rows)
    return frozenset(word for text in texts for word in re.findall(r"\b[a-zà-ÿ]\w{2,}\b", text))


def names_of(
    data: dict[str, dict[str, list[str]]], code: str, common: frozenset[str]
) -> tuple[str, ...]:
    """Return names found in the stories of a language, to be put in the place of others."""
    found: Counter[str] = Counter()
    for story, rows in data[code].items():
        versions = {c: data[c][story] for c in data if story in data[c]}
        for number, text in enumerate(rows):
            known = shared_names(versions, number)
            found.update(
                w
                for w in re.findall(r"(?<=\w )\b[A-Z]\w{4,}\b", text)
                if fold(w)[:4] in known and w.lower() not in common
            )
    return tuple(sorted(word for word, count in found.items() if count > 1))


def _negation(at: Spot) -> str | None:
    text, word = at.text, _NOT.get(at.story.language)
    if word is None:
        return None
    edge = "" if at.story.language == "zh" else r"\b"
    found = list(re.finditer(f" ?{edge}{word}{edge}", text))
    if len(found) == 1:
        return text[: found[0].start()] + text[found[0].end() :]
    hit = None if found or at.story.language != "en" or "?" in text else _AUXILIARY.search(text)
    return f"{text[: hit.end(1)]} not{text[hit.end(1) :]}" if hit else None


def _attribution(at: Spot) -> str | None:
    text = at.text
    if at.story.language != "en":
        return None
    if _SAID_LAST.search(text):
        return _SAID_LAST.sub(r".\g<q>", text)
    hit = _SAYS.search(text)
    return text[: hit.start()] + at.rng.choice(_INVENTED) + text[hit.end() :] if hit else None


def _detail(at: Spot) -> str | None:
    """Add a clause of a foreign story at the end of the sentence."""
    text = at.text
    clauses = [c.strip() for s in at.other for c in re.split(r",\s|[，、،]\s*", s.rstrip(".。!?"))[1:]]
    length = 12 if at.story.language in ("zh", "ja") else 30
    clauses = [c for c in clauses if length <= len(c) <= 4 * length]
    if not clauses or text[-1:] not in (".", "。"):
        return None
    comma = "，" if text[-1] == "。" else ", "
    return text[:-1] + comma + at.rng.choice(clauses) + text[-1]


_IN_SENTENCE: dict[str, Callable[..., str | None]] = {
    "number": _number,
    "number-word": _number_word,
    "date": _date,
    "year": _year,
    "name": _name,
    "negation": _negation,
    "attribution": _attribution,
    "detail": _detail,
}
