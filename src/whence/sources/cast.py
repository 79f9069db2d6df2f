"""Lines of an article → Cast: the names in it, which of them are persons, and each one's fullest form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whence.outlets import known as known_outlet
from whence.sources import untitled
from whence.sources.clause import Line, Phrase
from whence.sources.cues import UNSPACED
from whence.sources.offices import HEAD_LAST, Offices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.values.places import Places

# Forms of address and the adjectives of offices, folded; nouns of office come from the cues.
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor rep reps sen sens gov gen col capt lt maj sgt rev hon det sgt pm sir dame lord lady "
    "mme mlle monsieur madame maitre sig signor signora dott herr frau hr sra srta don dona senor senora senhor "
    "pan pani bay bayan sayin bapak pak ibu bp ing mgr phd us u.s prime premier vice deputy former foreign state "
    "г-н госпожа господин пан пані κ κυριος κυρια".split()
)
# Languages that set an article before a person's name.
_NAME_ARTICLES = frozenset({"el", "pt", "ca", "gl"})
# Languages where a name that always has an article is no person: "the Clarion", "le Monde".
_NO_PERSON_ARTICLES = frozenset({"en", "fr", "nl", "es"})
# Arabic "according" that asks for a "to" joined to the source.
_WITH_TO = frozenset({"وفقا", "طبقا", "وفقاً", "نسبة"})
# Quotation marks are no part of a name: газета «Порт».
_UNMARKED = str.maketrans("", "", '«»„“”"')
# A phrase of at most so many characters goes by itself where only a part of it is a name.
_DESCRIPTION = 14
# Quotation marks are no part of a name: газета «Порт».
_UNMARKED = str.maketrans("", "", '«»„“”"')
# A phrase of at most so many characters goes by itself where only a part of it is a name.
_DESCRIPTION = 14
# Particles and cases of the subject that are written joined to it, the longer before the shorter.
_MARKED = {
    "ko": ("에서는", "께서는", "에게서", "에게", "에는", "께서", "은", "는", "이", "가", "에", "의"),
    "ka": ("მა", "მ"),
}
# A name further than so many words behind the noun of an office is not its bearer's.
_NEAR = 6
# Two words with a capital are forms of one place where they share so many letters.
_STEM = 4
# A name's inflected form shares all but this many letters with the name: "Lindin", "Линдом".
_ENDING = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone cited: the canonical name and its folded words, and where the text last named them."""

    name: str
    passage: int
    start: int
    end: int
    person: bool = True
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Cast:
    """The names of an article by their folded words."""

    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: dict[tuple[str, ...], str] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)
    persons: set[tuple[str, ...]] = field(default_factory=set)
    bodies: set[tuple[str, ...]] = field(default_factory=set)
    cited: list[Speaker] = field(default_factory=list)
    often: set[tuple[str, ...]] = field(default_factory=set)

    def speaker(self, row: Line, source: Phrase) -> Speaker:
        """Return who a phrase means, by the fullest name the article has, and remember them."""
        if row.cues.language in UNSPACED:
            return self._unspaced(row, source)
        if row.cues.caseless:
            return self._caseless(row, source)
        key = self._key(row, source)
        words = key or tuple(row.words[source.first : source.last])
        name = self._joined(row, source, key) or self.written.get(key) or self._phrase(row, source)
        start, end = row.starts[source.first], row.ends[source.last - 1]
        heads = row.words[source.first : source.last]
        person = key not in self.bodies if key else not any(row.cues.body(w) for w in heads)
        found = Speaker(name, row.passage.number, start, end, person=person, words=words)
        if not key:
            earlier = self._fuller(row, words)
            if earlier is not None:
                return Speaker(
                    earlier.name, found.passage, start, end, person=earlier.person, words=earlier.words
                )
        self.cited.append(found)
        return found

    def _caseless(self, row: Line, source: Phrase) -> Speaker:
        """Return who a phrase means where no capitals tell: the name without the office beside it."""
        named = untitled.name(row, source)
        body = any(row.cues.body(w) for w in row.words[source.first : source.last])
        words = tuple(untitled.bare(row, i) for i in range(source.first, source.last))
        found = Speaker(
            self._phrase(row, source if named is None else Phrase(*named, "name")),
            row.passage.number,
            row.starts[source.first],
            row.ends[source.last - 1],
            person=named is not None or not body,
            words=words,
        )
        earlier = self._fuller(row, words)
        if earlier is None:
            apposed = untitled.apposed(row, source)
            found = replace(found, words=words + apposed, person=found.person or bool(apposed))
            self.cited.append(found)
            return found
        return replace(found, name=earlier.name, person=earlier.person, words=earlier.words)

    def _unspaced(self, row: Line, source: Phrase) -> Speaker:
        """Return who a phrase means where neither spaces nor capitals tell: the person's name in it."""
        from whence.values import names

        written = self._phrase(row, source)
        found = [n for n in names.find(written, row.cues.language) if n.kind != "place" and not n.weak]
        persons = [n for n in found if n.kind == "person"]
        # "一位曼尼托巴农民": a name that only tells which farmer is not who speaks.
        whole = (
            not persons
            and len(written) <= _DESCRIPTION
            and found
            and len(found[-1].text) * 2 < len(written)
        )
        name = written if whole or not found else (persons or found)[-1].text
        former = next((c for c in reversed(self.cited[-12:]) if len(name) > 1 and name in c.name), None)
        body = any(row.cues.body(w) for w in row.words[source.first : source.last])
        speaker = Speaker(
            former.name if former else name,
            row.passage.number,
            row.starts[source.first],
            row.ends[source.last - 1],
            person=bool(persons) or not body,
            words=tuple(row.words[source.first : source.last]),
        )
        self.cited.append(speaker)
        return speaker

    def known(self, row: Line, phrase: Phrase) -> Speaker | None:
        """Return the person or former source that a phrase names, or None."""
        key = self._key(row, phrase) if _itself(row, phrase) else ()
        start, end = row.starts[phrase.first], row.ends[phrase.last - 1]
        heads = range(phrase.first, phrase.last)
        titled = len(key) > 1 and any(row.cues.person(row.words[i]) and not row.upper[i] for i in heads)
        titled = titled and key not in self.bodies
        if key in self.persons or key in self.often or titled:
            sure = key in self.persons or titled
            return Speaker(
                self.written.get(key) or row.text(phrase),
                row.passage.number,
                start,
                end,
                person=sure,
                words=key,
            )
        if key and phrase.strength == "people" and key not in self.bodies:
            # "the president": the one whom the article calls so.
            return Speaker(
                self.written.get(key) or row.text(phrase), row.passage.number, start, end, words=key
            )
        words = set(row.words[phrase.first : phrase.last])
        for former in reversed(self.cited[-8:]):
            if len(former.words) > 1 and former.words[-1] in words and former.words not in self.bodies:
                return Speaker(
                    former.name, row.passage.number, start, end, person=former.person, words=former.words
                )
        return None

    def _key(self, row: Line, source: Phrase) -> tuple[str, ...]:
        """Return the words of the fullest name in a phrase; () for a phrase that describes."""
        last = source.last - 1
        ends_low = not row.upper[last]
        leading = next(_runs(row, source.first, source.last), (0, 0))
        if row.cues.language == "hu" and ends_low and row.cues.person(row.words[last]):
            # "Mara Lind vízügyi miniszter": the name leads, the office closes.
            start = leading[0] - source.first
            if leading[1] - leading[0] in {2, 3} and start <= 1:
                return self._fullest(row, *leading)
        described = ends_low and (row.cues.person(row.words[last]) or row.cues.language in HEAD_LAST)
        best: tuple[str, ...] = ()
        last_end = source.first
        for first, end in [] if described else _runs(row, source.first, source.last):
            start = _untitled(row, first, end)
            noun = row.cues.person(row.words[start]) and not row.cues.body(row.words[start])
            alone = start > source.first or (noun and not self.persons & {(row.words[start],)})
            if _title(row, start) and end - start == 1 and alone:
                # "Menteri", "Minister": an office with a capital is no name.
                continue
            tail = self.full.get(row.words[end - 1], ())
            if 2 <= len(tail) < end - start and tuple(row.words[end - len(tail) : end]) == tail:
                # "the leader of Sarl Mara Lind": two names that stand side by side.
                return tail
            if self._owned(row, source.first, start, end):
                continue
            key = self._fullest(row, start, end)
            # "Harbour coach Mara Lind": a known person before a body that qualifies them.
            titled = start > source.first and row.cues.person(row.words[start - 1])
            better = key in self.persons if best and best not in self.persons else not best
            hangs = bool(best) and any(
                w in row.cues.stop or w in row.cues.of for w in row.words[last_end:first]
            )
            last_end = end
            if better or (not ends_low and not hangs and (titled or best not in self.persons)):
                best = key
        if best:
            return best if best in self.persons | self.often or not self._of_body(row, source) else ()
        people = (i for i in range(last, source.first - 1, -1) if row.cues.person(row.words[i]))
        # "the ministry" is not the minister, though their words look like forms of one.
        head = next((i for i in people if not row.cues.body(row.words[i])), -1)
        return self.offices.holder(row, source, head) if head >= 0 else ()

    def _joined(self, row: Line, source: Phrase, key: tuple[str, ...]) -> str:
        """Return a name that runs on over "of": "Corriere del Porto"; "" for a person or a plain name."""
        cues, first = row.cues, source.first
        while first < source.last and row.words[first] in cues.det and not row.upper[first]:
            first += 1
        end = first + len(key)
        if not key or key in self.persons or tuple(row.words[first:end]) != key or end >= source.last:
            return ""
        last = end
        while last < source.last and (
            row.upper[last] or row.words[last] in cues.of or row.words[last] in cues.det
        ):
            last += 1
        joined = row.words[end] in cues.of - {"s"} and last == source.last and row.upper[last - 1]
        joined = joined and not any(cues.person(w) for w in row.words[end:last])
        return row.text(Phrase(first, last, "name")) if joined else ""

    def _of_body(self, row: Line, source: Phrase) -> bool:
        """Return True for the name of a body by what it does: "Ministerio de Transporte"."""
        words = [w for w in row.words[source.first : source.last] if w not in row.cues.det]
        led = bool(words) and row.cues.body(words[0])
        return led and not any(row.cues.person(w) and not row.cues.body(w) for w in words)

    def _owned(self, row: Line, first: int, start: int, end: int) -> bool:
        """Return True where a name only belongs to the noun before it: "a spokesman for the Ministry"."""
        near = start - 1
        while near > first and row.words[near] in row.cues.det and row.words[near] not in row.cues.of:
            near -= 1
        joints = [i for i in range(first + 1, start) if row.words[i] in row.cues.of]
        people = [i for i in range(first, start) if row.cues.person(row.words[i]) and not row.upper[i]]
        if people and (row.words[near] in row.cues.stop or start - people[-1] > _NEAR):
            # "a source close to Lind"; "the minister took up three meetings with Lind"
            return True
        if not joints:
            return False
        nouns = row.cues.language == "de"
        lower = [i for i in range(first, joints[-1]) if nouns or not row.upper[i]]
        single = len(self.full.get(row.words[start], ())) < 2
        joined = near == joints[-1] and any(row.words[i] not in row.cues.det for i in lower)
        hangs = single and any(row.cues.person(row.words[i]) for i in lower)
        return (joined or hangs) and not known_outlet(row.text(Phrase(start, end, "name")))

    def _fullest(self, row: Line, start: int, end: int) -> tuple[str, ...]:
        key = tuple(row.words[start:end])
        article = start > 0 and row.words[start - 1] in row.cues.det and not row.gaps[start]
        if article and row.cues.language not in _NAME_ARTICLES:
            return key if key in self.written else self._inflected(key)
        known = self.full.get(key[-1], ())
        if len(known) > len(key) and (known[-len(key) :] == key or known[: len(key)] == key):
            return known
        return key if key in self.written and (len(key) > 1 or not known) else self._inflected(key)

    def _inflected(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Return the known name whose last word this one is with another ending, or the name itself."""
        word = key[-1]
        if len(word) > 4:
            for cut in range(1, _ENDING + 1):
                stem = word[:-cut] if len(word) - cut >= 4 else ""
                known = self.full.get(stem, ())
                if len(known) > len(key):
                    return known
        return key

    def _fuller(self, row: Line, words: tuple[str, ...]) -> Speaker | None:
        """Return an earlier source of more words that has all of these: "sources" → "local sources"."""
        plain = {w for w in words if w not in row.cues.det and w not in row.cues.stop}
        if not plain or (len(plain) == 1 and len(next(iter(plain))) < 2):
            return None
        for former in reversed(self.cited[-12:]):
            if former.person and any(map(row.cues.body, plain)):
                # "the police" is not their spokesman, whose description names them.
                continue
            if plain <= set(former.words) and len(set(former.words) - row.cues.det) >= len(plain):
                return former
        return None

    def _phrase(self, row: Line, source: Phrase) -> str:
        """Return a phrase without its article: "the local sources" → "local sources"."""
        first = source.first
        while first < source.last - 1 and row.words[first] in row.cues.det:
            first += 1
        text = row.text(Phrase(first, source.last, source.strength))
        text = " ".join((text if row.cues.caseless else text.translate(_UNMARKED)).split())
        if source.first and row.words[source.first - 1] in _WITH_TO and text.startswith("ل"):
            return "ال" + text[2:] if text.startswith("لل") else text[1:]
        return untitled.uncased(text, row.cues.language)


def cast(lines: Sequence[Line]) -> Cast:
    """Return the names of an article: runs of capitalised words, the fullest form for each last word."""
    found = Cast()
    if not lines or lines[0].cues.caseless:
        return found
    from whence.values.places import places

    table = places(lines[0].cues.language)
    alone: dict[str, int] = {}
    places_alone = _standing_alone(lines)
    bare: dict[tuple[str, ...], bool] = {}
    for row in lines:
        for first, last in _runs(row, 0, len(row.words)):
            start = _untitled(row, first, last)
            start += last - start == 3 and _qualifies(row, first, start, places_alone)
            article = start > 0 and not row.gaps[start] and row.words[start - 1] in row.cues.det
            key = tuple(row.words[start:last])
            bare[key] = bare.get(key, False) or not article or start > first
            if last - start == 2 and row.between(last - 1) == "-":
                # A double surname: "Lind-Brand".
                alone[key[-1]] = alone.get(key[-1], 0) + 1
            if last - start == 1 and not (article and row.cues.language not in _NAME_ARTICLES):
                alone[row.words[start]] = alone.get(row.words[start], 0) + 1
            if last - start <= 4:
                _learn(found, row, (first, start, last), table)
    if lines[0].cues.language in _NO_PERSON_ARTICLES:
        found.bodies |= {key for key in found.written if not bare.get(key, True)}
        found.persons -= found.bodies
    # "Mr Lind" is one; so is the Mara Lind of the same article.
    found.persons |= {
        found.full.get(key[0], key) for key in found.persons if len(key) == 1
    } - found.bodies
    for key in found.written:
        if key not in found.bodies and 2 <= len(key) <= 3 and key[-1] in alone:
            found.persons.add(key)
        elif key not in found.bodies and len(key) == 1 and alone.get(key[0], 0) >= 2:
            found.often.add(key)
    return found


def _standing_alone(lines: Sequence[Line]) -> frozenset[str]:
    """Return the beginnings of the words with a capital that stand without another beside them."""
    return frozenset(
        row.words[first][:_STEM]
        for row in lines
        for first, last in _runs(row, 0, len(row.words))
        if last - first == 1 and len(row.words[first]) >= _STEM
    )


def _qualifies(row: Line, first: int, start: int, alone: frozenset[str]) -> bool:
    """Return True for the place of an office that stands before a name: "burmistrz Sarlu Mara Lind"."""
    if row.cues.language == "en" or row.words[start][:_STEM] not in alone:
        return False
    if first < start:
        return True
    before = first - 1
    while before > 0 and row.words[before] in row.cues.of and not row.gaps[before + 1]:
        before -= 1
    return before >= 0 and not row.gaps[before + 1] and row.cues.person(row.words[before])


def _learn(found: Cast, row: Line, run: tuple[int, int, int], table: Places) -> None:
    """Note a run of capitalised words: its name without titles, and what it tells of its bearer."""
    first, start, last = run
    key = tuple(row.words[start:last])
    if key not in found.written:
        found.written[key] = row.text(Phrase(start, last, "name"))
    place = table.code(" ".join(key)) or table.code(key[-1])
    acronym = len(key) == 1 and _acronym(found.written[key])
    if place or acronym or any(row.cues.person(w) for w in key):
        found.bodies.add(key)
    for word in {key[-1], key[0]}:
        known = found.full.get(word, ())
        # The first name of two words keeps its surname; a longer form of that very name may replace it.
        if len(known) < 2 or (len(key) > len(known) and key[-len(known) :] == known):
            found.full[word] = key
    before = start - 1
    if key in found.bodies:
        return
    if 2 <= len(key) <= 3 and found.offices.learn(row, start, last, key):
        found.persons.add(key)
    if before < 0 or row.gaps[start]:
        return
    if (first < start or row.cues.person(row.words[before])) and not row.cues.body(row.words[before]):
        found.persons.add(key)


def _acronym(name: str) -> bool:
    return name.isupper() and 2 <= len(name) <= 6


def _itself(row: Line, phrase: Phrase) -> bool:
    """Return True where a phrase is a name with titles at most, not "the voice of Lind"."""
    name = next((i for i in range(phrase.first, phrase.last) if row.upper[i]), phrase.last)
    before = row.words[phrase.first : name]
    after = row.words[name + 1 : phrase.last]
    if any(w in row.cues.of and w not in row.cues.det for w in [*before, *after[:1]]):
        return any(row.cues.person(w) for w in before)
    return True


def _untitled(row: Line, first: int, last: int) -> int:
    """Return where a run of capitals has its name: after the title, "Sarl Senator Mara Lind"."""
    for i in range(last - 3, first - 1, -1):
        if _title(row, i) and row.words[i] not in _TITLES:
            return i + 1
    office = first and not row.gaps[first] and row.words[first - 1] in row.cues.of
    # "segretario di Stato Mara Lind"
    start = first + 1 if office and last - first > 1 and row.words[first] in row.cues.aux else first
    while start < last - 1 and _title(row, start):
        start += 1
    one = last - start == 1 and last < len(row.words) and not row.gaps[last]
    if one and start > first and row.words[last] in row.cues.of:
        # "Minister Exterior of Sarl": what stands before "of" is the office's name, not a person's.
        return first
    return start


def _title(row: Line, i: int) -> bool:
    """Return True for a word before a name that is no part of it: "President", "Mr", the U and S of U.S."""
    return row.cues.person(row.words[i]) or row.words[i] in _TITLES or len(row.words[i]) == 1


def _runs(row: Line, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words within words first..last."""
    i = first
    while i < last:
        opener = row.words[i] in row.cues.det and (row.gaps[i] or i + 1 >= last or not row.upper[i + 1])
        if not row.upper[i] or row.words[i] in row.cues.stop or opener:
            i += 1
            continue
        begun = i
        i += 1
        while i < last and row.upper[i] and not row.gaps[i]:
            i += 1
        yield begun, i
