"""Comparison | Story → a summary on a console that a person can read in ten seconds.

    what the texts are to each other (a small tree) · what stands out · who is cited · what is missing

Texts of strangers are cleaned of control characters and never read as markup.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whence.report import findings, words
from whence.report.display import clean, clip, count, share, sigil
from whence.report.explain import TITLES
from whence.report.facts import KINDS, effort
from whence.report.sayings import cited
from whence.report.several import parts
from whence.report.stemma_svg import letters
from whence.report.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console, RenderableType
    from rich.text import Text
    from rich.tree import Tree

    from whence.records import Comparison, Edge, Node, Story
    from whence.report.explain import Explanation
    from whence.report.view import View

# Lines of each part: together they fit a screen of forty lines.
_FINDINGS, _CITED, _TREE = 6, 8, 30
# What the summary itself writes, for a console that cannot write it.
_POOR = str.maketrans(
    {"•": "*", "·": "-", "→": ">", "“": '"', "”": '"', "…": "...", "\u202f": " ", "\u2060": ""}
)
_KIND_STYLES = {"stated": "bold", "inferred": "", "common-source": "", "undetermined": "dim"}


def summary(document: Comparison | Story, console: Console) -> None:
    """Print the summary of a comparison or story on `console` (plain where it is no terminal)."""
    from rich.padding import Padding

    shown = view(document)
    _print(console, _text(console, words.headline(shown), "bold"))
    stories = parts(shown.story)
    if shown.title and not stories:
        _print(console, _text(console, clip(shown.title, console.width), "italic"))
    blocks = [*_stories(shown, stories, console)] if stories else [("", _kinship(shown, console))]
    blocks += [] if stories else [("What stands out", _findings(shown, console))]
    for title, part in (
        *blocks,
        ("Who is cited", _cited(shown, console)),
        ("What is missing", _absent(shown, console)),
    ):
        if part is None:
            continue
        _print(console, "")
        if title:
            _print(console, _text(console, title, "bold"))
        _print(console, Padding(part, (0, 0, 0, 2), expand=False))


def _stories(
    whole: View, stories: Sequence[Story], console: Console
) -> Iterator[tuple[str, RenderableType]]:
    """Yield each of several stories, under its headline: its tree, and what stands out in it."""
    from rich.console import Group

    for number, story in enumerate(stories, 1):
        shown = view(story, only=story.stories[0].articles)
        most = max(_FINDINGS // len(stories), 1)
        body = Group(_kinship(shown, console), _findings(shown, console, most=most))
        title = f" – {shown.title}" if shown.title and shown.lead in story.stories[0].articles else ""
        yield f"Story {number}: {words.headline(shown)}{clip(title, console.width)}", body
    several = [words.plain(row) for row in words.standfirst(whole)[len(stories) :]]
    if several:
        yield "", _lines(console, several)


def explanation(found: Explanation, console: Console) -> None:
    """Print why two versions stand where they do, with the names behind the letters it uses."""
    from rich.padding import Padding

    names = dict(found.versions)
    head = " and ".join(
        f"{letter} {clip(names.get(letter, 'lost'), 40)}" for letter in (found.left, found.right)
    )
    _print(console, _text(console, head, "bold"))
    for part in found.parts:
        _print(console, "")
        _print(console, _text(console, TITLES[part.kind], "bold"))
        for row in part.sentences:
            _print(console, Padding(_text(console, row), (0, 0, 0, 2), expand=False))
    told = " ".join(row for part in found.parts for row in part.sentences)
    others = [
        f"{letter} {clip(name, 30)}"
        for letter, name in found.versions
        if letter not in {found.left, found.right} and re.search(rf"\b{letter}\b", told)
    ]
    if others:
        _print(console, "")
        _print(console, _text(console, "Others: " + " · ".join(others), "dim"))


def _print(console: Console, what: RenderableType) -> None:
    console.print(what, highlight=False, markup=False, emoji=False)


def _text(console: Console, text: str, style: str = "") -> Text:
    """Return cleaned text that the console's encoding can write."""
    from rich.text import Text

    encoding = console.encoding or "utf-8"
    shown = clean(text)
    if not encoding.lower().startswith("utf"):
        shown = shown.translate(_POOR).encode(encoding, "replace").decode(encoding)
    return Text(shown, style)


def _lines(console: Console, lines: list[str]) -> RenderableType:
    from rich.console import Group

    return Group(*(_text(console, line) for line in lines))


def _kinship(shown: View, console: Console) -> RenderableType:
    """Return the family tree, or sentences where nothing joins the texts."""
    stemma = shown.story.stemma
    if not stemma.edges:
        return _lines(console, [words.plain(s) for s in words.standfirst(shown)])
    from rich.console import Group
    from rich.tree import Tree

    nodes = {n.id: n for n in stemma.nodes}
    below: defaultdict[str, list[Edge]] = defaultdict(list)
    main: dict[str, Edge] = {}
    for edge in sorted(stemma.edges, key=lambda e: -e.confidence):
        main.setdefault(edge.child, edge)
    for edge in main.values():
        below[edge.parent].append(edge)
    names = letters(shown.story)
    roots = [id_ for id_ in nodes if id_ not in main] or list(stemma.roots)[:1]
    trees: list[RenderableType] = []
    drawn: set[str] = set()
    for root in roots:
        tree = Tree(_label(shown, nodes[root], names, None, console), guide_style="dim")
        _grow(tree, root, below, drawn, lambda e: _label(shown, nodes[e.child], names, e, console))
        trees.append(tree)
    if len(drawn) >= _TREE:
        trees.append(_text(console, "… the whole tree is in the HTML report", "dim"))
    for edge in stemma.edges:
        if main.get(edge.child) is not edge and edge.parent in names and edge.child in names:
            also = f"also {names[edge.parent]} → {names[edge.child]} {_how(edge)}"
            trees.append(_text(console, also, "dim"))
    return Group(*trees)


def _grow(
    tree: Tree, root: str, below: dict[str, list[Edge]], drawn: set[str], label: Callable[[Edge], Text]
) -> None:
    """Hang the children on the tree, without recursion and no more than fit a screen."""
    todo = [(tree, root)]
    while todo:
        branch, at = todo.pop()
        for edge in below.get(at, []):
            if edge.child not in drawn and len(drawn) < _TREE:
                drawn.add(edge.child)
                todo.append((branch.add(label(edge)), edge.child))


def _how(edge: Edge) -> str:
    words_ = {
        "stated": "stated",
        "inferred": "inferred",
        "common-source": "common source",
        "undetermined": "direction open",
    }
    return f"({words_[edge.kind]}, {share(edge.confidence)})"


def _label(shown: View, node: Node, names: dict[str, str], edge: Edge | None, console: Console) -> Text:
    if node.article is None:
        text = f"{names[node.id]} a version that is not among these texts"
        text += f", perhaps {' or '.join(node.candidates[:4])}" if node.candidates else ""
        return _text(console, clip(text, 3 * console.width))
    version = shown.versions[node.article]
    name = _text(console, f"{version.sigil} ", "bold")
    name.append_text(_text(console, clip(version.name, max(console.width // 2, 12))))
    how = f" {_how(edge)}" if edge else ""
    name.append_text(_text(console, f" · {version.about}{how}", _KIND_STYLES[edge.kind] if edge else ""))
    return name


def _findings(shown: View, console: Console, *, most: int = _FINDINGS) -> RenderableType:
    rows = findings.findings(shown, most=most)
    if not rows:
        return _lines(console, ["No difference was found in what is compared."])
    # Two lines a finding at most, so that one long sentence does not push the rest off the screen.
    lines = [f"• {clip(words.plain(row, letters=True), 2 * console.width - 12)}" for row in rows]
    numbers = [f"{KINDS[kind].lower()} {number}" for kind, number in findings.counts(shown)]
    if sum(number for _, number in findings.counts(shown)) > len(rows):
        lines.append("In all: " + " · ".join(numbers))
    return _lines(console, lines)


def _cited(shown: View, console: Console) -> RenderableType | None:
    """Return whom the versions cite, with the letters of the versions that do, and their credits."""
    lines = []
    people = cited(shown.story)
    if people:
        more = f" and {len(people) - _CITED} more" if len(people) > _CITED else ""
        lines.append("; ".join(_names(forms, shown.story) for forms in people[:_CITED]) + more)
    credits_ = [
        f"{version.sigil} {words.ROLES.get(role, role).lower()} {', '.join(names[:3])}"
        for version in shown.versions
        for role, names in version.credits
    ]
    if credits_:
        lines.append(clip("Credits: " + "; ".join(credits_), 3 * console.width))
    return _lines(console, lines) if lines else None


def _names(forms: dict[int, list[str]], story: Story) -> str:
    """Return a source with the versions that cite it: "Hana Orlec (A, C, B as Hana Orlets)".

    The form easiest to read comes first, of those the most frequent.
    """
    count = Counter(name for names in forms.values() for name in names)
    _, _, _, first = min(
        (effort(story.articles[article].language, name, "en"), -count[name], article, name)
        for article, names in forms.items()
        for name in names
    )
    where = []
    for article, names in sorted(forms.items(), key=lambda row: (first not in row[1], row[0])):
        where.append(sigil(article) if first in names else f"{sigil(article)} as {clip(names[0], 30)}")
    return f"{clip(first, 40)} ({', '.join(where)})"


def _absent(shown: View, console: Console) -> RenderableType | None:
    """Return what is missing: dropped passages, statements without a source, notices."""
    lines = []
    lost = [f"{len(v.missing)} in {v.sigil}" for v in shown.versions if v.missing]
    if lost:
        whose = "most others have" if len(shown.versions) > 2 else "the other has"
        lines.append(f"Missing passages that {whose}: {', '.join(lost)}")
    unvouched = sum(s.vouched == "none" for s in shown.statements)
    if unvouched:
        lines.append(f"{count(unvouched, 'statement').capitalize()} that no version gives a source for")
    lines += [f"! {clip(notice, 2 * console.width)}" for notice in shown.story.notices[:6]]
    return _lines(console, lines) if lines else None
