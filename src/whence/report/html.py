"""Comparison | Story → HTML: one self-contained page that a person can mail, print and read offline.

1. `view` and `words` arrange the document; 2. the templates beside this file set it; 3. style and
script stand in the page, named by their hash in its content policy, which allows nothing else.
Texts are escaped by the template engine and cleaned of what could reorder or break the page.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from whence.phrases import message
from whence.records import Story
from whence.report import catalog, findings, words
from whence.report.behind import behind, sentence
from whence.report.display import clean, clip
from whence.report.facts import ABOUT, KINDS
from whence.report.layout import layout
from whence.report.pairs import payload, tables
from whence.report.sayings import cited
from whence.report.script import script_words
from whence.report.several import parts, unrelated
from whence.report.speech import ENGLISH, Speech
from whence.report.stemma_svg import EDGE_KINDS, draw, letters
from whence.report.undetermined import undetermined
from whence.report.view import view
from whence.settings import DEFAULT, Settings, describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Template
    from markupsafe import Markup

    from whence.records import Comparison, Edge
    from whence.report.behind import Behind
    from whence.report.facts import Fact
    from whence.report.view import View
    from whence.report.words import Sentence

# With more versions than this the tables have a column a reading instead of a column a version: more
# columns do not fit a screen (1,250 px hold nine of 100 px beside the first).
_MOST_COLUMNS = 9
# Up to so many versions a column's head has room for 22 letters of a name, else for 13.
_WIDE_HEADS = 6
# What is listed on the page; the rest is in the JSON. A reader who has seen these wants to search.
_MOST_EQUIVALENCES, _MOST_STATEMENTS, _MOST_SOURCES = 60, 40, 14
# What is open from the start: equivalences, and places of differences of one kind.
_OPEN_EQUIVALENCES, _OPEN_FACTS = 8, 24
# Readings shown behind an arrow: enough to judge it; all are in the table of differences.
_MOST_BEHIND = 4
_BEHIND = {
    message("Shared changes"): ("together",),
    message("Only below this arrow"): ("branch",),
    message("Changed on the way"): ("change",),
    message("Speaks against it"): ("against",),
}
_OF_TWO = {"presence": message("Only in one version"), "detail": message("Details only in one version")}
_ABOUT_TWO = {
    "presence": message("Whole passages that the other version does not have."),
    "detail": message("Part of a passage that the other version of this passage does not have."),
    "attribution": message("The two versions name different sources for it, or one names none."),
}
_STATES = {
    "shared": message("in all versions"),
    "some": message("in some other versions"),
    "own": message("only here"),
    "moved": message("stands elsewhere in another version"),
    "aside": message("not the story itself, only here"),
}
UNCHECKED = (
    message("Whether any of it is true. whence compares texts with each other, not with the world."),
    message("Pictures, sound, video and what is written in them."),
    message(
        "Versions that are not among these texts: a lost witness is inferred, and a source may be older still."
    ),
    message("Who wrote a text, and why: an arrow says that words or facts passed on, not who acted."),
    message("Irony, tone and what is meant between the lines."),
)


# Ids of the sections that a page of several stories has once for each.
_SECTION_IDS = r"(?:tree|versions|differences|same|open|story)(?:-h)?|kinship|telling|kind-\d+|edge-\d+"


def page(document: Comparison | Story, *, settings: Settings = DEFAULT, language: str = "en") -> str:
    """Return the report of a comparison or story as one HTML document, in a language of `catalog`."""
    style, script = _asset("stemma.css") + _asset("report.css"), _asset("report.js")
    from markupsafe import Markup

    shown = content(document, settings=settings, speech=Speech(language))
    stories = _stories(document, language)
    return _template(language).render(
        **shown,
        stories=stories,
        apart=[shown["view"].versions[v] for v in unrelated(shown["view"].story)] if stories else [],
        language=language,
        rtl=catalog.is_right_to_left(language),
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
    )


def content(
    document: Comparison | Story, *, settings: Settings = DEFAULT, speech: Speech = ENGLISH
) -> dict[str, Any]:
    """Return what the sections of the page show (`templates/sections`), by the names they use.

    Another page may set them in a frame of its own; it must escape and clean as this one does.
    """
    from markupsafe import Markup

    from whence import __version__

    shown = view(document, speech)
    story = shown.story
    data = json.dumps(payload(story, speech), separators=(",", ":")).replace("<", "\\u003c")
    return {
        **_of_story(shown),
        "payload": Markup(data),  # noqa: S704 - JSON in ASCII without "<"
        "settings": [row | {"value": getattr(settings, row["name"])} for row in describe()],
        "release": __version__,
        "headline": words.headline(shown),
        "lead": shown.versions[shown.lead] if shown.lead is not None else None,
        "people": [forms for forms in cited(story) if len(forms) > 1][:_MOST_SOURCES],
        "tables": tables(story),
        "roles": words.ROLES,
        "unchecked": (*UNCHECKED, *story.notices),
        "most_statements": _MOST_STATEMENTS,
        "most_sources": _MOST_SOURCES,
    }


def _of_story(shown: View) -> dict[str, Any]:
    """Return what the sections show that a page of several stories has once for each."""
    from markupsafe import Markup

    story = shown.story
    two = len(shown.members) == 2
    return {
        "view": shown,
        "standfirst": words.standfirst(shown),
        "findings": findings.findings(shown),
        "undetermined": undetermined(shown),
        "tree": Markup(clean(draw(story, link=True, speech=shown.speech))),  # noqa: S704 - every text in it is escaped there
        "by_time": layout(story).by_time,
        "edges": _edges(shown),
        "edge_kinds": EDGE_KINDS,
        "alike": _alike(shown),
        "head_width": 22 if len(shown.members) <= _WIDE_HEADS else 13,
        "kinds": KINDS | (_OF_TWO if two else {}),
        "about": ABOUT | (_ABOUT_TWO if two else {}),
        "counts": findings.counts(shown),
        "groups": _groups(shown.facts),
        "open_facts": _OPEN_FACTS,
        "columns": len(shown.members) <= _MOST_COLUMNS,
        "relations": words.RELATIONS,
        "states": _STATES,
        "quotes_itself": words.quotes_itself,
        "is_plain_value": findings.is_plain_value,
        "open_equivalences": _OPEN_EQUIVALENCES,
        "most_equivalences": _MOST_EQUIVALENCES,
    }


def _stories(document: Comparison | Story, language: str) -> list[Markup]:
    """Return the section of each of several stories, nothing where there is but one.

    Ids within it get the story's number, so that each is there once; a version that is in several
    stories keeps its own in the first.
    """
    from markupsafe import Markup

    speech, made, met = Speech(language), [], set[int]()
    for number, story in enumerate(parts(document) if isinstance(document, Story) else (), 1):
        members = story.stories[0].articles
        shown = view(story, speech, only=members)
        lead = shown.versions[shown.lead] if shown.lead in members else None
        text = _template(language, "story.html.j2").render(
            **_of_story(shown), headline=words.headline(shown), lead=lead, number=number
        )
        again = "|".join(f"version-{v}" for v in members if v in met)
        own = f"{_SECTION_IDS}|{again}" if again else _SECTION_IDS
        text = re.sub(rf'( (?:id|href|aria-labelledby)="#?)({own})"', rf'\1\2-of-{number}"', text)
        met |= {*members}
        made.append(Markup(text))  # noqa: S704 - the template engine made it
    return made


def spoken(speech: Speech) -> dict[str, Any]:
    """Return what the sections of the page call: texts, numbers and times in the reader's language."""
    from markupsafe import Markup

    return {
        "clip": clip,
        "say": speech.say,
        "tell": speech.tell,
        "share": speech.share,
        "amount": speech.amount,
        "moment": speech.moment,
        "language_name": speech.language_name,
        "script_words": Markup(script_words(speech)),  # noqa: S704 - JSON in ASCII without "<"
    }


def _groups(facts: Sequence[Fact]) -> list[tuple[str, int, list[list[Fact]]]]:
    """Return the facts by kind, with their number, those of one passage together."""
    groups = []
    for kind, of_kind in groupby(facts, key=lambda f: f.kind):
        places = [list(rows) for _, rows in groupby(of_kind, key=lambda f: f.where)]
        groups.append((kind, sum(map(len, places)), places))
    return groups


@dataclass(frozen=True, slots=True)
class Alike:
    """How much of a version (the row) stands in another (the column); `level` is its shade, 0 to 9."""

    share: float
    level: int
    relation: str


def _alike(shown: View) -> list[list[Alike | None]]:
    """Return the table of each two versions, with None where a version meets itself."""
    at = {v.index: n for n, v in enumerate(shown.members)}
    table: list[list[Alike | None]] = [[None] * len(at) for _ in at]
    for pair in shown.story.relations:
        kind = words.RELATIONS[pair.kind]
        for row, column, part in (
            (pair.left, pair.right, pair.coverage[0]),
            (pair.right, pair.left, pair.coverage[1]),
        ):
            table[at[row]][at[column]] = Alike(part, min(int(max(part, 0.0) * 10), 9), kind)
    return table


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge of the tree with the letters of its ends, and the two versions to show beside each other.

    `readings` are what stands behind it: a title, the sentences shown, and how many more there are.
    """

    index: int
    edge: Edge
    parent: str
    child: str
    pair: tuple[int, int] | None
    readings: tuple[tuple[str, list[Sentence], int], ...]


def _edges(shown: View) -> list[EdgeRow]:
    story = shown.story
    names = letters(story)
    article = {n.id: n.article for n in story.stemma.nodes}
    rows = []
    readings = behind(story)
    for i, edge in enumerate(story.stemma.edges):
        if edge.parent not in names or edge.child not in names:
            continue
        a, b = article[edge.parent], article[edge.child]
        pair = (a, b) if a is not None and b is not None else None
        told = _told(shown, readings[i])
        rows.append(EdgeRow(i, edge, names[edge.parent], names[edge.child], pair, told))
    return rows


def _told(shown: View, rows: Sequence[Behind]) -> tuple[tuple[str, list[Sentence], int], ...]:
    """Return the readings behind an edge in sentences, under what they are to it."""
    told = []
    for title, roles in _BEHIND.items():
        mine = [row for row in rows if row.role in roles]
        if mine:
            sentences = [sentence(shown, row) for row in mine[:_MOST_BEHIND]]
            told.append((title, sentences, len(mine) - len(sentences)))
    return tuple(told)


@cache
def _asset(name: str) -> str:
    return files("whence.report").joinpath("templates", name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content policy: this style and this script, nothing from anywhere."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _template(language: str, name: str = "report.html.j2") -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("whence.report"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        finalize=_final,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(catalog.words(language), newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(spoken(Speech(language)))
    return environment.get_template(name)


def _final(value: object) -> object:
    """Clean every text on its way into the page; what is markup already was cleaned before."""
    return clean(value) if type(value) is str else value
