"""View → sentences: what the texts are to each other, for page and terminal.

A sentence is a row of pieces, so that names and quotations of any script can be set apart (isolated,
marked with their language) wherever it is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whence.report.display import clip, count, language_name, line, lost_sigil, share, sigil
from whence.report.layout import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whence.records import Node, Pair, Story
    from whence.report.layout import Route
    from whence.report.view import View

RELATIONS = {
    "copy": "copy",
    "translation": "translation",
    "excerpt": "excerpt",
    "compilation": "compilation",
    "shared-source": "shared source",
    "same-story": "same story, told independently",
    "unrelated": "unrelated",
}
ROLES = {
    "byline": "By",
    "source": "Source",
    "agency": "Agency",
    "photo": "Photo",
    "translator": "Translation",
    "via": "Via",
    "first-published": "First published",
    "editor": "Editor",
}
# What a child is to its parent, of one child and of many.
_NOUNS = {
    "translation": ("a translation of", "translations of"),
    "copy": ("a copy of", "copies of"),
    "excerpt": ("an excerpt of", "excerpts of"),
    "compilation": ("a compilation with material from", "compilations with material from"),
}
# How many sentences a reader takes in before looking at the picture.
_MOST_SENTENCES = 6
# How many versions a sentence names in full, and how many by letter.
_MOST_NAMES, MOST_LETTERS = 5, 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence: plain words, a version by its index, a name, or a quotation."""

    text: str
    kind: Literal["plain", "version", "quote", "name"] = "plain"
    version: int = 0
    passage: int | None = None


Sentence = tuple[Piece, ...]


def plain(sentence: Sentence, *, letters: bool = False) -> str:
    """Return a sentence as text, with `letters` for the versions where their names are known by now.

    A quotation that has marks of its own gets single ones.
    """
    return "".join(_shown(piece, letters=letters) for piece in sentence)


def _shown(piece: Piece, *, letters: bool) -> str:
    if piece.kind == "quote":
        return _marked(piece.text)
    return sigil(piece.version) if letters and piece.kind == "version" else piece.text


def _marked(text: str) -> str:
    return f"‘{text}’" if quotes_itself(text) else f"“{text}”"


def quotes_itself(text: str) -> bool:
    """Return True where a text holds quotation marks."""
    return any(mark in text for mark in '"“”„«»')


def say(text: str) -> Piece:
    """Return plain words."""
    return Piece(text)


def named(view: View, index: int) -> Piece:
    """Return a version with its letter and name."""
    return Piece(f"{sigil(index)} {clip(view.versions[index].name, 40)}", "version", index)


def listed(pieces: Iterable[Piece], last: str = "and") -> list[Piece]:
    """Return pieces joined as in "A, B and C"."""
    row = list(pieces)
    out: list[Piece] = []
    for i, piece in enumerate(row):
        if i:
            out.append(say(f" {last} " if i == len(row) - 1 else ", "))
        out.append(piece)
    return out


def headline(view: View) -> str:
    """Return what lies here in one line: "Six versions of one story, in six languages".

    Texts that are related to none of the others are counted apart.
    """
    story = view.story
    n = len(story.articles)
    kinds = {p.kind for p in story.relations}
    related = {v for p in story.relations if p.kind != "unrelated" for v in (p.left, p.right)}
    apart = n - len(related) if related else 0
    languages = {a.language for v, a in enumerate(story.articles) if v in related or not related}
    known = sorted(languages - {"und"})
    tongues = ""
    if len(languages) == 1 and known:
        tongues = f", in {language_name(known[0])}"
    elif len(known) > 1:
        tongues = f", in {count(len(known), 'language')}"
    if kinds == {"unrelated"}:
        return f"{count(n, 'text').capitalize()}{tongues}, unrelated to each other"
    what = "accounts" if kinds <= {"same-story", "unrelated"} else "versions"
    beside = f", and {count(apart, 'text')} unrelated to it" if apart else ""
    return f"{count(n - apart, what[:-1]).capitalize()} of one story{tongues}{beside}"


def standfirst(view: View) -> list[Sentence]:
    """Return in a few sentences what the texts are to each other, in the order of the tree."""
    story = view.story
    if not story.stemma.edges:
        return [_alone(view, pair) for pair in story.relations[:_MOST_SENTENCES]]
    placed = layout(story)
    below: defaultdict[str, list[Route]] = defaultdict(list)
    for route in placed.routes:
        below[route.edge.parent].append(route)
    nodes = {n.id: n for n in story.stemma.nodes}
    lost = [n.id for n in story.stemma.nodes if n.article is None]
    pieces = {
        n.id: named(view, n.article)
        if n.article is not None
        else say(f"the lost {lost_sigil(lost.index(n.id))}")
        for n in story.stemma.nodes
    }
    sentences: list[Sentence] = []
    unsure: list[Sentence] = []
    for id_ in sorted(below, key=placed.places.__getitem__):
        if nodes[id_].article is None:
            children = [pieces[r.edge.child] for r in below[id_]]
            letter, root = lost_sigil(lost.index(id_)), id_ in story.stemma.roots
            sentences.append(_from_lost(children, letter, nodes[id_].candidates, root))
            continue
        for (kind, relation), routes in _ways(story, nodes, below[id_]).items():
            row = _from_version([pieces[r.edge.child] for r in routes], pieces[id_], kind, relation)
            (unsure if kind == "undetermined" else sentences).append(row)
    sentences += unsure
    if len(story.articles) == 2 and len(story.relations) == 1:
        sentences.append(_linked(view, story.relations[0]))
    if len(sentences) > _MOST_SENTENCES:
        rest = len(sentences) - _MOST_SENTENCES + 1
        sentences = sentences[: _MOST_SENTENCES - 1]
        sentences.append((say(f"{count(rest, 'further step').capitalize()} can be seen in the tree."),))
    return sentences


def _ways(
    story: Story, nodes: Mapping[str, Node], routes: Sequence[Route]
) -> dict[tuple[str, str], list[Route]]:
    """Group the edges of one parent by kind of evidence and by what the child is to it.

    A second parent gives material only: its child is not called its translation or copy.
    """
    groups: defaultdict[tuple[str, str], list[Route]] = defaultdict(list)
    for route in routes:
        ends = {nodes[route.edge.parent].article, nodes[route.edge.child].article}
        relation = next((p.kind for p in story.relations if {p.left, p.right} == ends), "")
        if not route.first:
            groups[route.edge.kind, "second"].append(route)
        else:
            groups[route.edge.kind, relation if relation in _NOUNS else ""].append(route)
    return groups


def _from_lost(
    children: Sequence[Piece], letter: str, candidates: Sequence[str], root: bool
) -> Sentence:
    verb = "go" if len(children) > 1 else "goes"
    text = (
        f" {verb} back to a {'source' if root else 'version'} that is not among these texts ({letter})"
    )
    perhaps = listed((Piece(line(c), "name") for c in candidates), "or")
    return (*_subject(children), say(f"{text}, perhaps " if perhaps else text), *perhaps, say("."))


def _from_version(children: Sequence[Piece], parent: Piece, kind: str, relation: str) -> Sentence:
    """Return the sentence for versions that hang on one parent in the same way."""
    many = len(children) > 1
    if kind == "undetermined":
        both = sorted((*children, parent), key=lambda p: (p.kind != "version", p.version))
        one, _ = _NOUNS.get(relation, ("", ""))
        if one and not many:
            return (*listed(both), say(f": one is {one} the other; which came first is open."))
        return (*listed(both), say(" depend on each other; which came first is open."))
    stated = ""
    if kind == "stated":
        stated = ", as they state themselves" if many else ", as it states itself"
    likely = "" if stated else " most likely"
    if relation in _NOUNS:
        verb = f" are{likely} {_NOUNS[relation][1]} " if many else f" is{likely} {_NOUNS[relation][0]} "
    else:
        also = " also" if relation == "second" else ""
        verb = f"{likely}{also} draw{'' if many else 's'} on "
        verb = f" {verb.strip()} "
    return (*_subject(children), say(verb), parent, say(f"{stated}."))


def _subject(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the subject of a sentence: names, or where there are many their number and letters."""
    if len(pieces) <= _MOST_NAMES:
        return listed(pieces)
    letters = ", ".join(piece.text.split(" ", 1)[0] for piece in pieces[:MOST_LETTERS])
    more = ", …" if len(pieces) > MOST_LETTERS else ""
    return [say(f"{count(len(pieces), 'version').capitalize()} ({letters}{more})")]


def _linked(view: View, pair: Pair) -> Sentence:
    """Return how much of two texts is linked."""
    left, right = (share(c) for c in pair.coverage)
    a, b = named(view, pair.left), named(view, pair.right)
    return (say(f"{left} of "), a, say(f" and {right} of "), b, say(" are linked."))


def _alone(view: View, pair: Pair) -> Sentence:
    """Return a sentence for two texts that no tree joins."""
    both = (named(view, pair.left), say(" and "), named(view, pair.right))
    if pair.kind == "unrelated":
        text = " have nothing in common that whence could find"
    elif pair.kind == "same-story":
        text = " tell the same story, each in its own words"
    else:
        text = f" are related ({RELATIONS[pair.kind]}), but how is open"
    shares = f": {share(pair.coverage[0])} and {share(pair.coverage[1])} of their text are linked."
    return (*both, say(text + shares))
