"""Seed + stories → simulated traditions whose true stemma is known, as apparatus or as texts.

A *news* tradition is a random tree of versions of one story. Each copy drops, inserts, moves, merges
and alters; half of the copies change the language; a tenth takes passages from a second version; a
fifth of the inner versions is lost. A *scribal* tradition is one text in one language, copied word
by word with substitutions, omissions, insertions and respellings.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path

# One number of two or more digits that stands alone, so that it can be replaced in any language.
NUMBER = re.compile(r"(?<![\d.,٫٬])[1-9]\d{1,3}(?![\d.,٫٬]\d|\d)")

# A name inside a sentence, and made-up names to put in its place.
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
NAMES = "Orvane Teldrik Massoud Quillane Brantova Sirelle Hadrum Velisko Nomura Okafar Lindmoor Castrev".split()


@dataclass(frozen=True)
class Unit:
    """A passage of one version: which original sentence it carries, and its altered numbers and names."""

    id: int
    values: tuple[int, ...] = ()


@dataclass
class Version:
    """One version: `items` are its passages in order, each a tuple of merged units."""

    number: int
    parents: list[int]
    items: list[tuple[Unit, ...]]
    language: str
    time: float
    lost: bool = False


@dataclass
class Tradition:
    """All versions with their true parents; `sentences[language][unit id]` their text."""

    versions: list[Version]
    sentences: dict[str, dict[int, str]] = field(default_factory=dict)
    slots: dict[int, list[str]] = field(default_factory=dict)

    order: list[int] = field(default_factory=list)

    @property
    def extant(self) -> list[int]:
        """Return the numbers of the versions at hand, in an order that tells nothing."""
        return [v for v in self.order if not self.versions[v].lost]


@dataclass(frozen=True)
class Habits:
    """How copyists of news work; the shares are per copy unless said otherwise."""

    light: float = 0.03  # share of passages dropped by a careful copy
    medium: float = 0.10
    heavy: float = 0.30
    manner: tuple[float, float, float] = (0.6, 0.3, 0.1)  # how often each
    tail: float = 0.15  # the end is cut off
    inserts: float = 0.8  # passages added, on average
    block: float = 0.08  # a block of three foreign passages is added
    moves: float = 0.2
    merges: float = 0.04  # of neighbouring passages
    alters: float = 0.04  # of numbers and names
    translates: float = 0.5
    contaminated: float = 0.1
    lost: float = 0.2  # of inner versions


def stories(data: Path, languages: list[str] | None = None) -> list[tuple[str, dict[str, list[str]]]]:
    """Return (story, {language: sentences}) from a folder of parallel stories, one language a file."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(data.glob("*.jsonl")):
        if languages and path.stem not in languages:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["story"], {})[path.stem] = row["sentences"]
    return sorted(found.items())


def shape(chance: random.Random, low: int = 6, high: int = 40) -> list[int]:
    """Return the parents of a random recursive tree; the first node is the root (−1)."""
    count = chance.randint(low, high)
    return [-1] + [chance.randrange(i) for i in range(1, count)]


def lose(parents: list[list[int]], share: float, chance: random.Random) -> set[int]:
    """Choose the lost inner versions; at least four versions stay."""
    inner = sorted({p for row in parents for p in row})
    lost = {v for v in inner if chance.random() < share}
    while len(parents) - len(lost) < 4:
        lost.pop()
    return lost


def news(
    corpus: list[tuple[str, dict[str, list[str]]]],
    chance: random.Random,
    *,
    habits: Habits = Habits(),
    sizes: tuple[int, int] = (6, 40),
    passages: tuple[int, int] = (12, 40),
    one_language: str | None = None,
) -> Tradition:
    """Simulate one news tradition on the corpus; inserted passages come from other stories."""
    pool = [rows for _, rows in corpus]
    chance.shuffle(pool)
    languages = sorted(set.intersection(*(set(rows) for rows in pool)))
    sentences: dict[str, dict[int, str]] = {language: {} for language in languages}
    wanted, fresh = chance.randint(*passages), 0
    foreign = iter(range(10**6))
    queue = [(story, k) for story in range(len(pool)) for k in range(len(pool[story][languages[0]]))]

    def take(row: tuple[int, int]) -> int:
        nonlocal fresh
        for language in languages:
            sentences[language][fresh] = pool[row[0]][language][row[1]]
        fresh += 1
        return fresh - 1

    units = [take(row) for row in queue[:wanted]]
    rest = queue[wanted:]
    slots = {u: _slots(sentences, u) for u in units}

    def new_unit() -> Unit:
        u = take(rest[next(foreign) * 7 % len(rest)])
        slots[u] = _slots(sentences, u)
        return Unit(u, (0,) * len(slots[u]))

    tree = shape(chance, *sizes)
    first = one_language or chance.choice(languages)
    versions = [Version(0, [], [(Unit(u, (0,) * len(slots[u])),) for u in units], first, 0.0)]
    for number in range(1, len(tree)):
        parent = versions[tree[number]]
        parents = [parent.number]
        items = _copy(parent.items, habits, chance, new_unit)
        if number > 2 and chance.random() < habits.contaminated:
            second = versions[chance.choice([v for v in range(number) if v != parent.number])]
            if taken := _contaminate(items, second.items, chance):
                items, parents = taken, [parent.number, second.number]
        language = parent.language
        if one_language is None and chance.random() < habits.translates:
            language = chance.choice([x for x in languages if x != language])
        time = max(versions[p].time for p in parents) + chance.expovariate(1.0) + 0.01
        versions.append(Version(number, parents, items, language, time))
    lost = lose([v.parents for v in versions], habits.lost, chance)
    for v in versions:
        v.lost = v.number in lost
    return Tradition(versions, sentences, slots, chance.sample(range(len(versions)), len(versions)))


def _slots(sentences: dict[str, dict[int, str]], unit: int) -> list[str]:
    """Return what can be altered in a unit: numbers that stand in it once in every language, and names.

    A name is a capitalised word inside the English sentence that four other languages write the same.
    """
    sets = []
    for rows in sentences.values():
        met = NUMBER.findall(rows[unit])
        sets.append({m for m in met if met.count(m) == 1})
    numbers = sorted(set.intersection(*sets))
    names = dict.fromkeys(NAME.findall(sentences.get("eng", next(iter(sentences.values())))[unit]))
    shared = [
        n for n in names if sum(n in rows[unit] for rows in sentences.values()) >= min(5, len(sentences))
    ]
    return numbers + shared


def _copy(
    items: list[tuple[Unit, ...]], habits: Habits, chance: random.Random, new_unit: object
) -> list[tuple[Unit, ...]]:
    rate = chance.choices((habits.light, habits.medium, habits.heavy), habits.manner)[0]
    kept = [item for item in items if chance.random() >= rate]
    if chance.random() < habits.tail and len(kept) > 6:
        kept = kept[: -max(1, int(len(kept) * chance.uniform(0.1, 0.35)))]
    kept = kept if len(kept) >= 3 else items[:3]
    merged: list[tuple[Unit, ...]] = []
    for item in kept:
        if merged and len(merged[-1]) + len(item) <= 2 and chance.random() < habits.merges:
            merged[-1] = merged[-1] + item
        else:
            merged.append(item)
    altered = [tuple(_alter(unit, habits, chance) for unit in item) for item in merged]
    if chance.random() < habits.moves and len(altered) > 4:
        size = chance.randint(1, 3)
        at = chance.randrange(len(altered) - size)
        block, rest = altered[at : at + size], altered[:at] + altered[at + size :]
        to = chance.choice([i for i in range(len(rest) + 1) if abs(i - at) > 1] or [at])
        altered = rest[:to] + block + rest[to:]
    count = min(4, int(chance.expovariate(1.0 / habits.inserts)))
    for _ in range(count):
        altered.insert(chance.randint(0, len(altered)), (new_unit(),))  # type: ignore[operator]
    if chance.random() < habits.block:
        at = chance.choice([0, len(altered)])
        altered[at:at] = [(new_unit(),) for _ in range(3)]  # type: ignore[operator]
    return altered


def _alter(unit: Unit, habits: Habits, chance: random.Random) -> Unit:
    values = tuple(
        chance.randint(1, 10**6) if chance.random() < habits.alters else v for v in unit.values
    )
    return unit if values == unit.values else replace(unit, values=values)


def _contaminate(
    items: list[tuple[Unit, ...]], second: list[tuple[Unit, ...]], chance: random.Random
) -> list[tuple[Unit, ...]] | None:
    """Add a good part of what the second version has and this one lacks; None where there is little."""
    have = {u.id for item in items for u in item}
    extra = [i for i, item in enumerate(second) if not any(u.id in have for u in item)]
    if len(extra) < 2:
        return None
    chosen = [i for i in extra if chance.random() < 0.7] or extra[:2]
    out = list(items)
    for i in chosen:
        before = {u.id for item in second[:i] for u in item}
        at = max((k + 1 for k, item in enumerate(out) if any(u.id in before for u in item)), default=0)
        out.insert(at, second[i])
    return out


def text_of(tradition: Tradition, version: Version) -> list[str]:
    """Return the passages of a version as text, with its altered numbers and names."""
    rows = []
    for item in version.items:
        parts = []
        for unit in item:
            sentence = tradition.sentences[version.language][unit.id]
            for slot, value in zip(tradition.slots[unit.id], unit.values, strict=True):
                if value:
                    sentence = _replaced(sentence, slot, value)
            parts.append(sentence)
        rows.append(" ".join(parts))
    return rows


def _replaced(sentence: str, slot: str, value: int) -> str:
    if not slot.isdigit():
        return sentence.replace(slot, NAMES[value % len(NAMES)])
    other = str(10 ** (len(slot) - 1) + value % (9 * 10 ** (len(slot) - 1)))
    other = other if other != slot else str(int(slot) + 1)
    return NUMBER.sub(lambda m: other if m[0] == slot else m[0], sentence)


SYLLABLES = "ba ke lo mi nu ra se ti vo da fe go hi ju ka le mo ni pu re sa to vu be".split()


def scribal(
    chance: random.Random, *, words: int = 1000, copies: tuple[int, int] = (10, 30), lost: float = 0.2
) -> tuple[Tradition, dict[int, list[str]]]:
    """Simulate a text copied by hand: the words of every version, as lists."""
    lexicon = ["".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(400)]
    tree = shape(chance, *copies)
    # Some places invite the same slip from everyone: half of all changes fall on a tenth of the words.
    texts = {0: [(i, chance.choice(lexicon)) for i in range(words)]}
    hard = set(chance.sample(range(words), words // 10))
    usual = {i: chance.choice(lexicon) for i in hard}
    versions = [Version(0, [], [], "und", 0.0)]
    for number in range(1, len(tree)):
        rate = chance.choice((0.004, 0.01, 0.02, 0.04))
        out: list[tuple[int, str]] = []
        skip = 0
        for place, word in texts[tree[number]]:
            if skip:
                skip -= 1
                continue
            now = chance.random()
            here = rate * (5.0 if place in hard else 0.55)
            if now >= here:
                out.append((place, word))
            elif now < 0.45 * here:
                out.append(
                    (
                        place,
                        usual[place]
                        if place in usual and chance.random() < 0.6
                        else chance.choice(lexicon),
                    )
                )
            elif now < 0.7 * here:
                out.append((place, _respelled(word, chance)))
            elif now < 0.85 * here:
                skip = chance.choice((0, 0, 0, 1, 3, 8))
            else:
                out += [(place, word), (-1, chance.choice(lexicon))]
        texts[number] = out
        time = versions[tree[number]].time + chance.expovariate(1.0) + 0.01
        versions.append(Version(number, [tree[number]], [], "und", time))
    gone = lose([v.parents for v in versions], lost, chance)
    for v in versions:
        v.lost = v.number in gone
    order = chance.sample(range(len(versions)), len(versions))
    return Tradition(versions, order=order), {n: [w for _, w in row] for n, row in texts.items()}


def _respelled(word: str, chance: random.Random) -> str:
    swaps = {"k": "c", "c": "k", "v": "u", "u": "v", "i": "y", "y": "i", "e": "a", "o": "u", "s": "z"}
    places = [i for i, c in enumerate(word) if c in swaps]
    if not places:
        return word + "e"
    at = chance.choice(places)
    return word[:at] + swaps[word[at]] + word[at + 1 :]
