"""View → sentences: what the texts are to each other, for page and terminal.

A sentence is a row of pieces, so that names and quotations of any script can be set apart (isolated,
marked with their language) wherever it is shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from whence.phrases import message, plural
from whence.report.display import clip, line, sigil
from whence.report.layout import layout
from whence.report.several import round_ups, unrelated
from whence.report.stemma_svg import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from whence.records import Node, Pair, Story
    from whence.report.layout import Route
    from whence.report.speech import Speech
    from whence.report.view import View

RELATIONS = {
    "copy": message("copy"),
    "translation": message("translation"),
    "excerpt": message("excerpt"),
    "compilation": message("compilation"),
    "shared-source": message("shared source"),
    "same-story": message("same story, told independently"),
    "unrelated": message("unrelated"),
}
ROLES = {
    "byline": message("By"),
    "source": message("Source"),
    "agency": message("Agency"),
    "photo": message("Photo"),
    "translator": message("Translation"),
    "via": message("Via"),
    "first-published": message("First published"),
    "editor": message("Editor"),
}
# What is counted.
VERSIONS = plural("{n} version", "{n} versions")
_ACCOUNTS = plural("{n} account", "{n} accounts")
_TEXTS = plural("{n} text", "{n} texts")
_LANGUAGES = plural("{n} language", "{n} languages")
_STORIES = plural("{n} story", "{n} stories")
_MANY = plural("{n} version ({letters})", "{n} versions ({letters})")
# What lies here in one line: whether one story or unrelated, in one named language or in several,
# and whether there are texts beside it.
_HEADS = {
    ("story", "", False): message("{versions} of one story"),
    ("story", "one", False): message("{versions} of one story, in {language}"),
    ("story", "many", False): message("{versions} of one story, in {languages}"),
    ("story", "", True): message("{versions} of one story, and {texts} unrelated to it"),
    ("story", "one", True): message(
        "{versions} of one story, in {language}, and {texts} unrelated to it"
    ),
    ("story", "many", True): message(
        "{versions} of one story, in {languages}, and {texts} unrelated to it"
    ),
    ("stories", "", False): message("{stories} in {versions}"),
    ("stories", "one", False): message("{stories} in {versions}, in {language}"),
    ("stories", "many", False): message("{stories} in {versions}, in {languages}"),
    ("stories", "", True): message("{stories} in {versions}, and {texts} unrelated to them"),
    ("stories", "one", True): message(
        "{stories} in {versions}, in {language}, and {texts} unrelated to them"
    ),
    ("stories", "many", True): message(
        "{stories} in {versions}, in {languages}, and {texts} unrelated to them"
    ),
    ("texts", "", False): message("{texts}, unrelated to each other"),
    ("texts", "one", False): message("{texts}, in {language}, unrelated to each other"),
    ("texts", "many", False): message("{texts}, in {languages}, unrelated to each other"),
}
# Of several stories: which texts are of which.
_STORY = message("Story {number}: {who}.")
_NUMBERED = message("story {number}")
_ROUND_UP = message("{who} is a round-up: it has parts of {stories}.")
_NONE = plural("{who} belongs to none of them.", "{who} belong to none of them.")
# What a child is to its parent, of one child and of many; a second parent gives material only.
_STATED = {
    "translation": plural(
        "{who} is a translation of {parent}, as it states itself.",
        "{who} are translations of {parent}, as they state themselves.",
    ),
    "copy": plural(
        "{who} is a copy of {parent}, as it states itself.",
        "{who} are copies of {parent}, as they state themselves.",
    ),
    "excerpt": plural(
        "{who} is an excerpt of {parent}, as it states itself.",
        "{who} are excerpts of {parent}, as they state themselves.",
    ),
    "compilation": plural(
        "{who} is a compilation with material from {parent}, as it states itself.",
        "{who} are compilations with material from {parent}, as they state themselves.",
    ),
    "second": plural(
        "{who} also draws on {parent}, as it states itself.",
        "{who} also draw on {parent}, as they state themselves.",
    ),
    "": plural(
        "{who} draws on {parent}, as it states itself.",
        "{who} draw on {parent}, as they state themselves.",
    ),
}
_LIKELY = {
    "translation": plural(
        "{who} is most likely a translation of {parent}.",
        "{who} are most likely translations of {parent}.",
    ),
    "copy": plural(
        "{who} is most likely a copy of {parent}.", "{who} are most likely copies of {parent}."
    ),
    "excerpt": plural(
        "{who} is most likely an excerpt of {parent}.", "{who} are most likely excerpts of {parent}."
    ),
    "compilation": plural(
        "{who} is most likely a compilation with material from {parent}.",
        "{who} are most likely compilations with material from {parent}.",
    ),
    "second": plural(
        "{who} most likely also draws on {parent}.", "{who} most likely also draw on {parent}."
    ),
    "": plural("{who} most likely draws on {parent}.", "{who} most likely draw on {parent}."),
}
_EITHER_WAY = {
    "translation": message("{both}: one is a translation of the other; which came first is open."),
    "copy": message("{both}: one is a copy of the other; which came first is open."),
    "excerpt": message("{both}: one is an excerpt of the other; which came first is open."),
    "compilation": message(
        "{both}: one is a compilation with material from the other; which came first is open."
    ),
    "": message("{both} depend on each other; which came first is open."),
}
# Of versions that go back to a lost one: whether it is the first of all, whether a text names what it may be.
_LOST = {
    (True, False): plural(
        "{who} goes back to a source that is not among these texts ({letter}).",
        "{who} go back to a source that is not among these texts ({letter}).",
    ),
    (True, True): plural(
        "{who} goes back to a source that is not among these texts ({letter}), perhaps {candidates}.",
        "{who} go back to a source that is not among these texts ({letter}), perhaps {candidates}.",
    ),
    (False, False): plural(
        "{who} goes back to a version that is not among these texts ({letter}).",
        "{who} go back to a version that is not among these texts ({letter}).",
    ),
    (False, True): plural(
        "{who} goes back to a version that is not among these texts ({letter}), perhaps {candidates}.",
        "{who} go back to a version that is not among these texts ({letter}), perhaps {candidates}.",
    ),
}
_FURTHER = plural(
    "{n} further step can be seen in the tree.", "{n} further steps can be seen in the tree."
)
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


def phrased(template: str, /, **values: Piece | Sequence[Piece] | str) -> Sentence:
    """Return a template that is in the reader's language already, with pieces in its places."""
    pieces: list[Piece] = []
    for i, part in enumerate(_cut(template)):
        value = values[part] if i % 2 else part
        row = [say(value)] if isinstance(value, str) else [value] if isinstance(value, Piece) else value
        pieces += (piece for piece in row if piece.text)
    return tuple(pieces)


@lru_cache(512)
def _cut(template: str) -> list[str]:
    """Return a template as words, the name of a place, words and so on."""
    return re.split(r"\{(\w+)\}", template)


def named(view: View, index: int) -> Piece:
    """Return a version with its letter and name."""
    return Piece(f"{sigil(index)} {clip(view.versions[index].name, 40)}", "version", index)


def listed(
    speech: Speech, pieces: Iterable[Piece], last: str = message("{first} and {last}")
) -> list[Piece]:
    """Return pieces joined as in "A, B and C"; `last` joins the last two."""
    row = list(pieces)
    if len(row) < 2:
        return row
    comma = say(speech.say(message(", ")))
    first = [part for piece in row[:-1] for part in (piece, comma)][:-1]
    return [*phrased(speech.say(last), first=first, last=row[-1])]


def letters_of(indexes: Sequence[int]) -> str:
    """Return the letters of versions, the first of them where there are many."""
    shown = [*map(sigil, indexes[:MOST_LETTERS]), *(["…"] if len(indexes) > MOST_LETTERS else [])]
    return ", ".join(shown)


def opened(text: str) -> str:
    """Return a text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def headline(view: View) -> str:
    """Return what lies here in one line: "Six versions of one story, in six languages".

    Texts that are related to none of the others are counted apart.
    """
    story, speech = view.story, view.speech
    n = len(view.members)
    kinds = {p.kind for p in story.relations}
    several = len(story.stories) > 1
    related = {v for p in story.relations if p.kind != "unrelated" for v in (p.left, p.right)}
    if several:
        related = {v for part in story.stories for v in part.articles}
    apart = n - len(related) if related else 0
    languages = {a.language for v, a in enumerate(story.articles) if v in related or not related}
    known = sorted(languages - {"und"})
    tongues = "one" if len(languages) == 1 and known else "many" if len(known) > 1 else ""
    alone = kinds == {"unrelated"}
    told = _ACCOUNTS if kinds <= {"same-story", "unrelated"} else VERSIONS
    told = _TEXTS if several else told
    values = {
        "stories": speech.count(_STORIES, len(story.stories)),
        "versions": speech.count(told, n - apart),
        "texts": speech.count(_TEXTS, n if alone else apart),
        "language": speech.language_name(known[0]) if known else "",
        "languages": speech.count(_LANGUAGES, len(known)),
    }
    what = "texts" if alone else "stories" if several else "story"
    template = _HEADS[what, tongues, bool(apart) and not alone]
    return opened(speech.put(template, **values))


def standfirst(view: View) -> list[Sentence]:
    """Return in a few sentences what the texts are to each other, in the order of the tree."""
    story, speech = view.story, view.speech
    if len(story.stories) > 1:
        return _of_several(view)
    if not story.stemma.edges:
        return [_alone(view, pair) for pair in story.relations[:_MOST_SENTENCES]]
    placed = layout(story)
    below: defaultdict[str, list[Route]] = defaultdict(list)
    for route in placed.routes:
        below[route.edge.parent].append(route)
    nodes = {n.id: n for n in story.stemma.nodes}
    names = letters(story)
    pieces = {
        n.id: named(view, n.article)
        if n.article is not None
        else say(speech.put(message("the lost {letter}"), letter=names[n.id]))
        for n in story.stemma.nodes
    }
    sentences: list[Sentence] = []
    unsure: list[Sentence] = []
    for id_ in sorted(below, key=placed.places.__getitem__):
        if nodes[id_].article is None:
            children = [pieces[r.edge.child] for r in below[id_]]
            letter, root = names[id_], id_ in story.stemma.roots
            sentences.append(_from_lost(speech, children, letter, nodes[id_].candidates, root=root))
            continue
        for (kind, relation), routes in _ways(story, nodes, below[id_]).items():
            children = [pieces[r.edge.child] for r in routes]
            row = _from_version(speech, children, pieces[id_], kind, relation)
            (unsure if kind == "undetermined" else sentences).append(row)
    sentences += unsure
    if len(story.articles) == 2 and len(story.relations) == 1:
        sentences.append(_linked(view, story.relations[0]))
    if len(sentences) > _MOST_SENTENCES:
        rest = len(sentences) - _MOST_SENTENCES + 1
        sentences = sentences[: _MOST_SENTENCES - 1]
        sentences.append((say(opened(speech.count(_FURTHER, rest))),))
    return sentences


def _of_several(view: View) -> list[Sentence]:
    """Return which texts are of which of several stories."""
    story, speech = view.story, view.speech
    rows = [
        phrased(
            speech.say(_STORY),
            number=str(number),
            who=_subject(speech, [named(view, v) for v in of.articles]),
        )
        for number, of in enumerate(story.stories, 1)
    ]
    for v, numbers in round_ups(story).items():
        numbered = [say(speech.put(_NUMBERED, number=n + 1)) for n in numbers]
        rows.append(phrased(speech.say(_ROUND_UP), who=named(view, v), stories=listed(speech, numbered)))
    alone = [named(view, v) for v in unrelated(story)]
    if alone:
        rows.append(phrased(speech.plural(_NONE, len(alone)), who=_subject(speech, alone)))
    return rows


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
            groups[route.edge.kind, relation if relation in _LIKELY else ""].append(route)
    return groups


def _from_lost(
    speech: Speech, children: Sequence[Piece], letter: str, candidates: Sequence[str], *, root: bool
) -> Sentence:
    template = speech.plural(_LOST[root, bool(candidates)], len(children))
    perhaps = listed(speech, (Piece(line(c), "name") for c in candidates), message("{first} or {last}"))
    return phrased(template, who=_subject(speech, children), letter=letter, candidates=perhaps)


def _from_version(
    speech: Speech, children: Sequence[Piece], parent: Piece, kind: str, relation: str
) -> Sentence:
    """Return the sentence for versions that hang on one parent in the same way."""
    if kind == "undetermined":
        both = sorted((*children, parent), key=lambda p: (p.kind != "version", p.version))
        way = relation if len(children) == 1 and relation in _EITHER_WAY else ""
        return phrased(speech.say(_EITHER_WAY[way]), both=listed(speech, both))
    pair = (_STATED if kind == "stated" else _LIKELY)[relation]
    return phrased(speech.plural(pair, len(children)), who=_subject(speech, children), parent=parent)


def _subject(speech: Speech, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the subject of a sentence: names, or where there are many their number and letters."""
    if len(pieces) <= _MOST_NAMES:
        return listed(speech, pieces)
    letters = [piece.text.split(" ", 1)[0] for piece in pieces[:MOST_LETTERS]]
    return counted(
        speech, len(pieces), ", ".join((*letters, *(["…"] if len(pieces) > MOST_LETTERS else [])))
    )


def counted(speech: Speech, n: int, letters: str, *, first: bool = True) -> list[Piece]:
    """Return versions as their number and letters, `first` in a sentence or within it."""
    told = speech.count(_MANY, n, letters=letters)
    return [say(opened(told) if first else told)]


def _linked(view: View, pair: Pair) -> Sentence:
    """Return how much of two texts is linked."""
    template = message("{share} of {left} and {other} of {right} are linked.")
    return phrased(
        view.speech.say(template),
        share=view.speech.share(pair.coverage[0]),
        left=named(view, pair.left),
        other=view.speech.share(pair.coverage[1]),
        right=named(view, pair.right),
    )


_ALONE = {
    "unrelated": message(
        "{left} and {right} have nothing in common that whence could find: {share} and {other} of their "
        "text are linked."
    ),
    "same-story": message(
        "{left} and {right} tell the same story, each in its own words: {share} and {other} of their text "
        "are linked."
    ),
    "": message(
        "{left} and {right} are related ({relation}), but how is open: {share} and {other} of their text "
        "are linked."
    ),
}


def _alone(view: View, pair: Pair) -> Sentence:
    """Return a sentence for two texts that no tree joins."""
    speech = view.speech
    return phrased(
        speech.say(_ALONE.get(pair.kind, _ALONE[""])),
        left=named(view, pair.left),
        right=named(view, pair.right),
        relation=speech.say(RELATIONS[pair.kind]),
        share=speech.share(pair.coverage[0]),
        other=speech.share(pair.coverage[1]),
    )
