"""Story → the shared readings behind each arrow of the tree: what speaks for it, what against it.

    together   parent and child have it, against others: a shared change proves kinship
    branch     all who have it stand below a lost witness, or below the child: it came in here
    change     the child, and whoever comes from it, has another reading than the parent
    against    the child has it with versions elsewhere, and the parent has not

A reading that most versions have proves nothing (it may be the first text's) and is left out of
`together`, unless the parent and its descendants alone have it. Captions, credits and page furniture
say nothing of descent. Cost grows with edges × readings; sets of versions are bits of one number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whence.phrases import message, plural
from whence.report.display import clip
from whence.report.facts import ASIDE, known, readable
from whence.report.words import Piece, Sentence, counted, letters_of, listed, named, phrased, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whence.records import Locus, Reading, Story
    from whence.report.view import View

Role = Literal["together", "branch", "change", "against"]
# What convinces most first: whole passages dropped or added, then values, wording last.
_TELLING = {"presence": 0, "number": 1, "date": 1, "name": 1, "attribution": 2, "label": 3, "moved": 4}
# What differs, as a sentence names it at its end.
KIND_NAMES = {
    "number": message("number"),
    "date": message("date"),
    "name": message("name"),
    "attribution": message("source"),
    "label": message("label"),
    "wording": message("wording"),
    "presence": message("passage"),
    "detail": message("detail"),
    "moved": message("place"),
}
# A reading behind an arrow; whether fewer versions have it than have something else there.
_SENTENCES = {
    ("has", False): plural("{who} has: {quote}", "{who} have: {quote}"),
    ("has", True): plural("Only {who} has: {quote}", "Only {who} have: {quote}"),
    ("lacks", False): plural("{who} lacks: {quote}", "{who} lack: {quote}"),
    ("lacks", True): plural("Only {who} lacks: {quote}", "Only {who} lack: {quote}"),
    ("unquoted", False): plural(
        "{who} lacks a passage that others have.", "{who} lack a passage that others have."
    ),
    ("unquoted", True): plural(
        "Only {who} lacks a passage that others have.", "Only {who} lack a passage that others have."
    ),
    ("nothing", False): plural("{who} has nothing ({kind}).", "{who} have nothing ({kind})."),
    ("nothing", True): plural("Only {who} has nothing ({kind}).", "Only {who} have nothing ({kind})."),
    ("nothing where", False): plural(
        "{who} has nothing where others have {other} ({kind}).",
        "{who} have nothing where others have {other} ({kind}).",
    ),
    ("nothing where", True): plural(
        "Only {who} has nothing where others have {other} ({kind}).",
        "Only {who} have nothing where others have {other} ({kind}).",
    ),
    ("other", False): plural("{who} has {quote} ({kind}).", "{who} have {quote} ({kind})."),
    ("other", True): plural("Only {who} has {quote} ({kind}).", "Only {who} have {quote} ({kind})."),
    ("against", False): plural(
        "{who} has {quote} against {other} ({kind}).", "{who} have {quote} against {other} ({kind})."
    ),
    ("against", True): plural(
        "Only {who} has {quote} against {other} ({kind}).",
        "Only {who} have {quote} against {other} ({kind}).",
    ),
}
# Versions named in a sentence before they are only counted with their letters.
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Behind:
    """One reading behind an arrow; `others` are the versions that have something else there."""

    role: Role
    locus: Locus
    reading: Reading
    others: tuple[int, ...]
    alone: bool


def behind(story: Story) -> list[tuple[Behind, ...]]:
    """Return the readings behind each edge of the stemma, in the order of the edges, strongest first."""
    loci = [(locus, [_bits(r.articles) for r in locus.readings]) for locus in _telling(story)]
    own = {n.id: 0 if n.article is None else 1 << n.article for n in story.stemma.nodes}
    children: defaultdict[str, list[str]] = defaultdict(list)
    for edge in story.stemma.edges:
        children[edge.parent].append(edge.child)
    below = {id_: _below(id_, children, own) for id_ in own}
    cores = _cores(story)
    found: list[tuple[Behind, ...]] = []
    for edge in story.stemma.edges:
        if edge.parent not in own or edge.child not in own:
            found.append(())
            continue
        branches = [below[c] for c in children[edge.child]] if not own[edge.child] else []
        ends = _Ends(own[edge.parent], own[edge.child], below[edge.parent], below[edge.child], branches)
        siblings = [below[c] for c in children[edge.parent]]
        found.append(_ordered(_of(loci, ends, siblings), cores))
    return found


def shared(story: Story, left: int, right: int) -> tuple[Behind, ...]:
    """Return the readings that two versions have against the greater part of the others, rarest first."""
    both = 1 << left | 1 << right
    rows = []
    for locus in _telling(story):
        sets = [_bits(r.articles) for r in locus.readings]
        present = _union(sets)
        for reading, who in zip(locus.readings, sets, strict=True):
            if who & both == both and 2 * who.bit_count() < present.bit_count():
                rows.append(_behind("together", locus, reading, present & ~who, alone=who == both))
    return _ordered(rows, _cores(story))


def _telling(story: Story) -> list[Locus]:
    """Return the places that may tell of descent: not those of captions, credits and furniture."""
    return [
        locus
        for locus in story.loci
        if not any(
            known(story, s.article, s.passage)
            and story.articles[s.article].passages[s.passage].role in ASIDE
            for r in locus.readings
            for s in r.spans[:1]
        )
    ]


@dataclass(frozen=True, slots=True)
class _Ends:
    """The two ends of an edge as sets: the versions they are (none where lost) and all below them."""

    parent: int
    child: int
    below_parent: int
    below_child: int
    branches: list[int]


def _of(
    loci: Iterable[tuple[Locus, list[int]]], ends: _Ends, siblings: Sequence[int]
) -> Iterable[Behind]:
    """Yield the readings behind one edge."""
    for locus, sets in loci:
        present = _union(sets)
        for reading, who in zip(locus.readings, sets, strict=True):
            others = present & ~who
            role = _role(who, others, present, ends, siblings) if others and who else None
            if role == "branch" and not reading.spans and any(not others & ~s for s in siblings):
                continue  # what one branch has and the other lacks is told once, where it is had
            if role:
                inside = ends.below_parent if role == "together" else ends.below_child
                yield _behind(role, locus, reading, others, alone=not who & ~inside)


def _role(who: int, others: int, present: int, ends: _Ends, siblings: Sequence[int]) -> Role | None:
    """Return what a reading tells of an edge, None where it tells nothing."""
    if not ends.child:  # a lost witness comes from another version: what do its branches share?
        met = sum(bool(who & b) for b in ends.branches)
        return "branch" if met > 1 and not who & ~ends.below_child else None
    if not who & ends.child:
        return None
    if not ends.parent:
        if not who & ~ends.below_child:
            return "branch"
        met = sum(bool(who & b) for b in siblings)
        outside = others & ~ends.below_parent
        return "together" if met > 1 and outside and not who & ~ends.below_parent else None
    if who & ends.parent:
        # Where the parent is the first of all, what it hands down to most proves nothing.
        within = not who & ~ends.below_parent and others & ~ends.below_parent
        return "together" if within or 2 * who.bit_count() < present.bit_count() else None
    if not others & ends.parent:
        return None
    return "change" if not who & ~ends.below_child else "against"


def _behind(role: Role, locus: Locus, reading: Reading, others: int, *, alone: bool) -> Behind:
    return Behind(role, locus, reading, tuple(_members(others)), alone)


def _ordered(rows: Iterable[Behind], cores: Sequence[tuple[int, int]]) -> tuple[Behind, ...]:
    """Return the most convincing first: what few have, inside the shared story, of the telling kinds."""

    def key(row: Behind) -> tuple[bool, bool, int, int, int]:
        spans = [s for r in row.locus.readings for s in r.spans]
        inside = any(cores[s.article][0] <= s.passage <= cores[s.article][1] for s in spans)
        size = max((s.end - s.start for s in spans), default=0)
        telling = _TELLING.get(row.locus.kind, 5)
        return not row.alone, not inside, telling, len(row.reading.articles), -size

    return tuple(sorted(rows, key=key))


def _cores(story: Story) -> list[tuple[int, int]]:
    """Return, per version, its first and last passage that stands in another in the common order.

    What stands outside may be another text put before or after the story.
    """
    cores = [(1 << 30, -1)] * len(story.articles)
    for pair in story.relations:
        for link in pair.links:
            for side, numbers in ((pair.left, link.left), (pair.right, link.right)):
                if not link.moved:
                    low, high = cores[side]
                    cores[side] = (min(low, *numbers), max(high, *numbers))
    return cores


def _bits(articles: Iterable[int]) -> int:
    bits = 0
    for article in articles:
        bits |= 1 << article
    return bits


def _members(bits: int) -> list[int]:
    return [i for i in range(bits.bit_length()) if bits >> i & 1]


def _union(sets: Iterable[int]) -> int:
    bits = 0
    for one in sets:
        bits |= one
    return bits


def _below(top: str, children: Mapping[str, Sequence[str]], own: Mapping[str, int]) -> int:
    """Return the versions at a node and below it, over all its descendants."""
    seen, todo, bits = {top}, [top], 0
    while todo:
        at = todo.pop()
        bits |= own.get(at, 0)
        new = [c for c in children.get(at, ()) if c not in seen]
        seen.update(new)
        todo += new
    return bits


def sentence(view: View, row: Behind) -> Sentence:
    """Return a reading behind an arrow in words, with the passages it stands in."""
    articles, locus, speech = row.reading.articles, row.locus, view.speech
    only = len(articles) <= len(row.others)
    there = next((r for r in locus.readings if r.spans and r is not row.reading), None)
    quoted = row.reading if row.reading.spans else there
    kind = "detail" if locus.kind.startswith("only-") else locus.kind
    values: dict[str, Piece | Sequence[Piece] | str] = {
        "who": _who(view, articles, only=only),
        "kind": speech.say(KIND_NAMES.get(kind, kind)),
    }
    if quoted is not None:
        values["quote"] = _quote(view, quoted)
    if there is not None:
        values["other"] = _quote(view, there)
    if locus.kind == "presence":
        way = "unquoted" if quoted is None else "has" if quoted is row.reading else "lacks"
    elif not row.reading.spans:
        way = "nothing where" if there else "nothing"
    else:
        way = "against" if there else "other"
    told = phrased(speech.plural(_SENTENCES[way, only], len(articles)), **values)
    # A quotation brings its own full stop where it is a whole sentence.
    open_ended = told[-1].kind == "quote" and told[-1].text[-1:] not in ".!?…。！？؟।"
    return (*told, say(".")) if open_ended else told


def _who(view: View, articles: Sequence[int], *, only: bool) -> list[Piece]:
    speech = view.speech
    if len(articles) <= _MOST_NAMED:
        return listed(speech, (named(view, i) for i in sorted(articles)))
    return counted(speech, len(articles), letters_of(sorted(articles)), first=not only)


def _quote(view: View, reading: Reading) -> Piece:
    """Return what a reading has, in the language of the report where one of its versions is in it."""
    span = readable(reading.spans, view.story, view.speech.language)
    return Piece(clip(span.text, 110), "quote", span.article, span.passage)
