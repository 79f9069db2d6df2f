"""Story → the family tree as a picture: SVG, left to right, lost witnesses dashed.

The style of an edge tells what it rests on: thick where a text states its source, thin where it is
inferred, dashed to a common source, dotted and without a head where it may as well run the other way.
"""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from whence.phrases import message, plural
from whence.records import Time
from whence.report.display import clip, line, lost_sigil, sigil, width
from whence.report.layout import Layout, Route, layout
from whence.report.speech import ENGLISH

if TYPE_CHECKING:
    from whence.records import Node, Story
    from whence.report.speech import Speech

EDGE_KINDS = {
    "stated": message("stated by a text"),
    "inferred": message("inferred"),
    "common-source": message("to a common source"),
    "undetermined": message("which came first is open"),
}
# An arrow by whether it has a head.
_ARROWS = {
    True: message("{parent} → {child}: {kind}, {share}"),
    False: message("{parent} – {child}: {kind}, {share}"),
}
_LOST = re.compile(r"lost-(\d{1,4})")
# All sizes in pixels. Above this many rows boxes have one line, so that 40 versions stay on a screen or two.
_ROOMY_ROWS = 16
_BOX_WIDTH, _GAP, _MARGIN = 186, 62, 8
# Pixels of letters that are far from the others: of a bold face of 13 px without serifs.
_WIDE = {**dict.fromkeys("mwMW@%", 12.6), **dict.fromkeys("ijlItfr.,:;'!|-() ", 5.0)}
# Columns of the second line of a box.
_LINE = 29


def svg(story: Story, speech: Speech = ENGLISH) -> str:
    """Return the story's family tree as a standalone SVG document."""
    style = files("whence.report").joinpath("templates/stemma.css").read_text(encoding="utf-8")
    return draw(story, style=style, speech=speech)


def letters(story: Story) -> dict[str, str]:
    """Return the letter of each node: A, B … for versions, α, β … for lost witnesses.

    A lost witness has the same letter where one of several stories is shown by itself.
    """
    lost = [n.id for n in story.stemma.nodes if n.article is None]
    known = {n.id: sigil(n.article) for n in story.stemma.nodes if n.article is not None}
    numbers = (int(m[1]) - 1 if (m := _LOST.fullmatch(id_)) else i for i, id_ in enumerate(lost))
    return known | {id_: lost_sigil(n) for id_, n in zip(lost, numbers, strict=True)}


def draw(story: Story, *, style: str = "", link: bool = False, speech: Speech = ENGLISH) -> str:
    """Return the picture; with `link` edges and versions link to `#edge-N` and `#version-N` of a page."""
    placed = layout(story)
    sizes = _Sizes(placed)
    names = letters(story)
    axis = _axis(story, placed, sizes, speech) if placed.by_time else ""
    # Second parents first, so that their lanes run below everything else.
    routes = sorted(placed.routes, key=lambda r: r.first)
    edges = "".join(_edge(route, placed, sizes, names, speech, link=link) for route in routes)
    nodes = "".join(
        _node(n, story, placed, sizes, names[n.id], speech=speech, link=link) for n in story.stemma.nodes
    )
    role = "group" if link else "img"  # an image may hold no links
    head = f"<style>{style.replace('<', '')}</style>" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="stemma" role="{role}" '
        f'aria-label="{escape(_label(story, speech))}" width="{sizes.width}" height="{sizes.height}" '
        f'viewBox="0 0 {sizes.width} {sizes.height}">{head}{axis}{edges}{nodes}</svg>'
    )


class _Sizes:
    """Pixels of a layout."""

    def __init__(self, placed: Layout) -> None:
        self.roomy = placed.rows <= _ROOMY_ROWS
        self.box = 44 if self.roomy else 26
        self.pitch = 64 if self.roomy else 36
        self.top = _MARGIN + (24 if placed.by_time else 0)
        self.width = 2 * _MARGIN + placed.columns * (_BOX_WIDTH + _GAP) - _GAP
        # Lanes of second parents may run half a row above the first box and below the last.
        lanes = [r.lane for r in placed.routes]
        above, below = min(lanes, default=0.0) < 0, max(lanes, default=0.0) > placed.rows - 1
        self.top += self.pitch // 3 if above else 0
        self.height = self.top + placed.rows * self.pitch + (self.pitch // 3 if below else 0)

    def x(self, column: int) -> float:
        return _MARGIN + column * (_BOX_WIDTH + _GAP)

    def y(self, row: float) -> float:
        return self.top + row * self.pitch + self.box / 2


def _fitted(name: str, room: float) -> str:
    """Return as much of a name, set in 13 px and bold, as there is room for in pixels."""
    text, taken = line(name), 0.0
    for place, char in enumerate(text):
        taken += (
            13.5 * width(char) / 2
            if width(char) != 1
            else _WIDE.get(char, 10.0 if char.isupper() else 8.0)
        )
        if taken > room:
            return clip(text, max(width(text[:place]), 2))
    return text


def _about(tongue: str, time: Time | None, speech: Speech) -> str:
    """Return the language and the time as far as they fit in a box: the day before the hour."""
    shown = (speech.moment(time, brief=True), speech.moment(time and _day_of(time)))
    rows = [" · ".join(filter(None, (tongue, one))) for one in shown]
    return next((row for row in rows if width(row) <= _LINE), rows[-1])


_LABEL = plural(
    "Family tree of {n} version, read from left to right",
    "Family tree of {n} versions, read from left to right",
)
_LABEL_LOST = plural(
    "Family tree of {n} version and of lost ones ({lost}), read from left to right",
    "Family tree of {n} versions and of lost ones ({lost}), read from left to right",
)


def _label(story: Story, speech: Speech) -> str:
    lost, n = sum(node.article is None for node in story.stemma.nodes), len(story.articles)
    return speech.put_many(_LABEL_LOST, n, lost=lost) if lost else speech.put_many(_LABEL, n)


def _day_of(time: Time) -> Time:
    """Return the day of a time."""
    return Time(time.value[:10], time.precision)


def _axis(story: Story, placed: Layout, sizes: _Sizes, speech: Speech) -> str:
    """Return a line above the columns with the time from which each one's versions are."""
    first: dict[int, tuple[float, str]] = {}
    for node in story.stemma.nodes:
        time = story.articles[node.article].published if node.article is not None else None
        if time and time.earliest:
            entry = (time.earliest.timestamp(), speech.moment(_day_of(time)))
            column = placed.places[node.id][0]
            first[column] = min(first.get(column, entry), entry)
    parts, last = [], ""
    for column, (_, shown) in sorted(first.items()):
        x = sizes.x(column) + _BOX_WIDTH / 2
        if shown != last:
            parts.append(f'<text x="{x}" y="16" text-anchor="middle">{escape(shown)}</text>')
        parts.append(f'<line x1="{x}" x2="{x}" y1="22" y2="27"/>')
        last = shown
    return (
        f'<g class="axis"><line x1="{_MARGIN}" x2="{sizes.width - _MARGIN}" y1="22" y2="22"/>'
        f"{''.join(parts)}</g>"
    )


def _edge(
    route: Route, placed: Layout, sizes: _Sizes, names: dict[str, str], speech: Speech, *, link: bool
) -> str:
    edge = route.edge
    (from_column, from_row), (to_column, to_row) = placed.places[edge.parent], placed.places[edge.child]
    x0, y0 = sizes.x(from_column) + _BOX_WIDTH, sizes.y(from_row)
    x1, y1 = sizes.x(to_column), sizes.y(to_row)
    # A second parent comes in a little lower, so that its head does not hide the first one's.
    y1 += 0 if route.first else sizes.box / 4
    headed = edge.kind != "undetermined"
    end = x1 - (8 if headed else 0)
    way = f"M{x0:g} {y0:g}"
    lane = y1 if route.first else sizes.y(route.lane)
    bend = _GAP * 0.52
    if route.first or to_column - from_column == 1:
        way += f"C{x0 + bend * 0.6:g} {y0:g} {x0 + bend * 0.4:g} {y1:g} {x0 + bend:g} {y1:g}H{end:g}"
    else:
        way += (
            f"C{x0 + bend * 0.6:g} {y0:g} {x0 + bend * 0.4:g} {lane:g} {x0 + bend:g} {lane:g}"
            f"H{x1 - bend:g}C{x1 - bend * 0.4:g} {lane:g} {x1 - bend * 0.6:g} {y1:g} {end:g} {y1:g}"
        )
    head = f'<path class="head" d="M{x1:g} {y1:g}l-9 -4.5v9z"/>' if headed else ""
    sure = speech.share(edge.confidence)
    text = speech.put(
        _ARROWS[headed],
        parent=names[edge.parent],
        child=names[edge.child],
        kind=speech.say(EDGE_KINDS[edge.kind]),
        share=sure,
    )
    reasons = "".join(f"\n{clip(speech.tell(r.text), 200)}" for r in edge.reasons)
    below = 12 if not route.first else -5
    inner = (
        f"<title>{escape(text + reasons)}</title>"
        f'<path class="hit" d="{way}"/><path class="way" d="{way}"/>{head}'
        f'<text x="{x1 - 12:g}" y="{y1 + below:g}" text-anchor="end">{sure}</text>'
    )
    if link:
        return f'<a href="#edge-{route.index}" class="edge {edge.kind}" aria-label="{escape(text)}">{inner}</a>'
    return f'<g class="edge {edge.kind}">{inner}</g>'


def _node(
    node: Node, story: Story, placed: Layout, sizes: _Sizes, letter: str, *, speech: Speech, link: bool
) -> str:
    column, row = placed.places[node.id]
    x, y = sizes.x(column), sizes.y(row) - sizes.box / 2
    article = story.articles[node.article] if node.article is not None else None
    if article is None:
        perhaps = ", ".join(node.candidates)
        name, about = speech.say(message("lost witness")), speech.say(message("not among these texts"))
        full = speech.put(message("{letter}: a version that is not among these texts"), letter=letter)
        if perhaps:
            about = speech.put(message("perhaps {candidates}"), candidates=perhaps)
            full = f"{full}; {about}"
        if not sizes.roomy and perhaps:
            name = about
    else:
        name, tongue = article.name, speech.language_name(article.language)
        about = " · ".join(filter(None, (tongue, speech.moment(article.published))))
        full = " · ".join((f"{letter} {name}", about, article.title or ""))
        about = _about(tongue, article.published, speech)
    baseline = y + (18 if sizes.roomy else 17)
    indent = x + 10 + 12 * len(letter) + 5
    room = _BOX_WIDTH - (indent - x) - 6
    own = article is not None and article.name in (article.outlet, article.title)
    language = f' lang="{escape(line(article.language))}"' if article and own else ""
    second = (
        f'<text class="about" x="{x + 10:g}" y="{y + 35:g}">{escape(clip(about, _LINE))}</text>'
        if sizes.roomy
        else ""
    )
    inner = (
        f"<title>{escape(clip(full, 300))}</title>"
        f'<rect class="box" x="{x:g}" y="{y:g}" width="{_BOX_WIDTH}" height="{sizes.box}" rx="4"/>'
        f'<text class="sigil" x="{x + 10:g}" y="{baseline:g}">{letter}</text>'
        f'<text class="name" x="{indent:g}" y="{baseline:g}"{language}>{escape(_fitted(name, room))}</text>'
        f"{second}"
    )
    css = "node lost" if article is None else "node"
    if link and article is not None:
        return f'<a href="#version-{node.article}" class="{css}">{inner}</a>'
    return f'<g class="{css}">{inner}</g>'
