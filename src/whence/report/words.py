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

    from whence.records import Edge, Node, Pair, Story
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
    """Return what lies here in one line: "Six versions of one story, in six languages"."""
    story = view.story
    n = len(story.articles)
    kinds = {p.kind for p in story.relations}
    languages = {a.language for a in story.articles}
    known = sorted(languages - {"und"})
    tongues = ""
    if len(languages) == 1 and known:
        tongues = f", in {language_name(known[0])}"
    elif len(known) > 1:
        tongues = f", in {count(len(known), 'language')}"
    if kinds == {"unrelated"}:
        return f"{count(n, 'text').capitalize()}{tongues}, unrelated to each other"
    what = "accounts" if kinds <= {"same-story", "unrelated"} else "versions"
    return f"{count(n, what[:-1]).capitalize()} of one story{tongues}"


def standfirst(view: View) -> list[Sentence]:
    """Return in a few sentences what the texts are to each other, in the order of the tree."""
    story = view.story
    if not story.stemma.edges:
        return [_alone(view, pair) for pair in story.relations[:_MOST_SENTENCES]]
    nodes = {n.id: n for n in story.stemma.nodes}
    lost = {
        n.id: lost_sigil(i) for i, n in enumerate(n for n in story.stemma.nodes if n.article is None)
    }
    by_parent: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in story.stemma.edges:
        if edge.parent in nodes and edge.child in nodes:
            by_parent[edge.parent].append(edge)
    places = layout(story).places
    sentences: list[Sentence] = []
    open_: list[Sentence] = []
    for id_ in sorted(nodes, key=places.__getitem__):
        if id_ not in by_parent:
            continue
        children = [nodes[e.child] for e in by_parent[id_]]
        descended = [
            named(view, c.article) if c.article is not None else say(f"the lost {lost[c.id]}")
            for c in children
        ]
        article = nodes[id_].article
        if article is None:
            sentences.append(
                _from_lost(descended, lost[id_], nodes[id_].candidates, id_ in story.stemma.roots)
            )
        else:
            sure = [e for e in by_parent[id_] if e.kind != "undetermined"]
            unsure = [e for e in by_parent[id_] if e.kind == "undetermined"]
            sentences += _from_version(view, article, sure, nodes, lost)
            open_ += _from_version(view, article, unsure, nodes, lost)
    sentences += open_
    if len(story.articles) == 2 and len(story.relations) == 1:
        sentences.append(_linked(view, story.relations[0]))
    if len(sentences) > _MOST_SENTENCES:
        rest = len(sentences) - _MOST_SENTENCES + 1
        sentences = sentences[: _MOST_SENTENCES - 1]
        sentences.append((say(f"{count(rest, 'further step').capitalize()} can be seen in the tree."),))
    return sentences


def _from_lost(
    children: Sequence[Piece], letter: str, candidates: Sequence[str], root: bool
) -> Sentence:
    verb = "go" if len(children) > 1 else "goes"
    text = (
        f" {verb} back to a {'source' if root else 'version'} that is not among these texts ({letter})"
    )
    perhaps = listed((Piece(line(c), "name") for c in candidates), "or")
    return (*_subject(children), say(f"{text}, perhaps " if perhaps else text), *perhaps, say("."))


def _from_version(
    view: View, parent: int, edges: Sequence[Edge], nodes: Mapping[str, Node], lost: dict[str, str]
) -> list[Sentence]:
    """Return one sentence for each way in which versions hang on one parent."""
    groups: defaultdict[tuple[str, str], list[Piece]] = defaultdict(list)
    for edge in edges:
        child = nodes[edge.child].article
        piece = named(view, child) if child is not None else say(f"the lost {lost[edge.child]}")
        relation = _relation(view.story, parent, child) if child is not None else ""
        groups[edge.kind, relation].append(piece)
    sentences = []
    for (kind, relation), children in groups.items():
        many = len(children) > 1
        subject, of = _subject(children), named(view, parent)
        if kind == "undetermined":
            row = (
                *subject,
                say(" and "),
                of,
                say(" depend on each other; which came first is open."),
            )
        elif relation in {"translation", "copy", "excerpt", "compilation"}:
            noun = ("copies" if relation == "copy" else f"{relation}s") if many else _a(relation)
            preposition = "with material from" if relation == "compilation" else "of"
            sure = "" if kind == "stated" else "most likely "
            stated = ""
            if kind == "stated":
                stated = ", as they state themselves" if many else ", as it states itself"
            verb = "are" if many else "is"
            row = (*subject, say(f" {verb} {sure}{noun} {preposition} "), of, say(f"{stated}."))
        else:
            verb = "draw on" if many else "draws on"
            stated = "" if kind != "stated" else ", as stated"
            row = (
                *subject,
                say(f"{'' if stated else ' most likely'} {verb} "),
                of,
                say(f"{stated}."),
            )
        sentences.append(row)
    return sentences


def _subject(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the subject of a sentence: names, or where there are many their number and letters."""
    if len(pieces) <= _MOST_NAMES:
        return listed(pieces)
    letters = ", ".join(piece.text.split(" ", 1)[0] for piece in pieces[:MOST_LETTERS])
    more = ", …" if len(pieces) > MOST_LETTERS else ""
    return [say(f"{count(len(pieces), 'version').capitalize()} ({letters}{more})")]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] == 'e' else 'a'} {noun}"


def _relation(story: Story, a: int, b: int) -> str:
    return next((p.kind for p in story.relations if {p.left, p.right} == {a, b}), "")


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
