"""Story → FollowTheMoney entities, one a line, for OpenAleph and its kin.

    Article      each version                     Similar       two versions that are related
    Mention      each name an article cites       UnknownLink   each step of the stemma between versions
    Note         each difference, and what whence says of a version's lost sources

Times are in UTC where the zone is known; else the day alone is stated. A language that the format does
not know stands in the notes.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import line, sigil
from whence.report.exports.escape import encodable, json_text
from whence.report.exports.names import instant, key, language, web_page
from whence.report.facts import facts
from whence.text import three_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Article, Story, Time
    from whence.report.facts import Fact

# The format's limits for a value, in characters: a name, a string, an address, a text.
_NAME, _STRING, _ADDRESS, _TEXT = 384, 1_024, 4_096, 65_000
# The languages that the format knows (FollowTheMoney 4.11); any other makes an entity invalid.
_LANGUAGES = frozenset(
    """
    afr amh ara aze bel ben bos bul cat ces cnr dan deu ell eng est fas fil fin fra gle heb hin hrv hun hye ind isl
    ita jpn kan kat kaz khm kir kor lao lav lit ltz mkd mlt mon msa mul mya nep nld nor pol por pus ron rus sin slk
    slv spa sqi srp swa swe tam tel tgk tgl tha tuk tur ukr urd uzb vie zho
""".split()
)
# Its two written forms of Norwegian are one there.
_ONE_LANGUAGE = {"nob": "nor", "nno": "nor"}


def write(story: Story, to: BinaryIO) -> None:
    """Write the story's entities as lines of JSON; equal stories give equal ids."""
    seen = set()
    for entity in _entities(story):
        if entity["id"] not in seen:
            seen.add(entity["id"])
            to.write(json_text(entity).encode() + b"\n")


def _entities(story: Story) -> Iterator[dict[str, Any]]:
    ids = [_id("Article", *key(article)) for article in story.articles]
    for id_, article in zip(ids, story.articles, strict=True):
        yield _article(id_, article)
    yield from _mentions(story, ids)
    for fact in facts(story):
        yield _difference(fact, story, ids)
    for pair in story.relations:
        if pair.kind != "unrelated":
            reasons = (f"{pair.kind}, {pair.direction}", *(reason.text for reason in pair.reasons))
            yield _entity(
                "Similar", (ids[pair.left], ids[pair.right]),
                candidate=[ids[pair.left]], match=[ids[pair.right]], matcher=["whence"],
                confidenceScore=[f"{pair.confidence:.4f}"],
                criteria=[line(text)[:_STRING] for text in reasons],
            )  # fmt: skip
    yield from _descent(story, ids)


def _id(*parts: object) -> str:
    text = "\x1f".join(map(str, ("whence", *parts)))
    return hashlib.sha1(text.encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest()


def _entity(schema: str, key: tuple[object, ...], **properties: list[str]) -> dict[str, Any]:
    """Return an entity without the values that say nothing."""
    kept = {n: list(dict.fromkeys(v for v in values if v.strip())) for n, values in properties.items()}
    return {
        "id": _id(schema, *key),
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _article(id_: str, article: Article) -> dict[str, Any]:
    text, url = encodable(article.text), web_page(article) or ""
    tag, code = language(article.language), three_letters(article.language)
    code = _ONE_LANGUAGE.get(code, code)
    made = _entity(
        "Article", (),
        name=[_shown(article.title or article.name, _NAME) or article.id],
        title=[_shown(article.title or "", _STRING)],
        fileName=[_shown(article.name, _STRING) or article.id],
        author=[_shown(article.byline or "", _STRING)],
        publisher=[_shown(article.outlet or "", _STRING)],
        sourceUrl=[url if len(url) <= _ADDRESS else ""],
        publishedAt=[_date(article.published)],
        modifiedAt=[_date(article.modified)],
        language=[code if code in _LANGUAGES else ""],
        notes=["" if code in _LANGUAGES or tag == "und" else f"Language: {tag}"],
        bodyText=[text[at : at + _TEXT] for at in range(0, len(text), _TEXT)],
    )  # fmt: skip
    return made | {"id": id_}


def _shown(text: str, most: int) -> str:
    """Return a name on one line, "" where it shows nothing: the format takes no invisible ones.

    Nor one of quotation marks alone, which it takes off.
    """
    text = line(text)[:most].strip()
    return text if any(unicodedata.category(c)[0] in "LNPS" for c in text.strip("\"'")) else ""


def _date(time: Time | None) -> str:
    """Return a time in the format's own form: always UTC, without a zone, cut where knowledge ends."""
    return (instant(time) or "").removesuffix("Z").removesuffix(":00")


def _mentions(story: Story, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Yield whom the articles cite or credit, each name once an article."""
    named = [(said.article, said.name) for said in story.attributions]
    named += [(credit.article, credit.name) for credit in story.credits]
    for index, name in named:
        # Quotation marks around a name are no part of it here.
        shown = _shown(line(name).strip("\"'"), _NAME)
        if shown:
            yield _entity("Mention", (ids[index], shown), document=[ids[index]], name=[shown])


def _difference(fact: Fact, story: Story, ids: list[str]) -> dict[str, Any]:
    """Return a note on the versions that a difference is about, with what each of them has."""
    parts = []
    for cell, versions in fact.readings:
        names = ", ".join(f"{sigil(v)} {line(story.articles[v].name)}" for v in versions)
        parts.append(f"{names}: {cell.text or 'nothing'}")
    text = "\n".join((f"{fact.kind} differs", *parts))[:_TEXT]
    about = [ids[v] for _, versions in fact.readings for v in versions]
    return _entity(
        "Note", (*about, text), name=[f"{fact.kind} differs"], description=[text], entity=about
    )


def _descent(story: Story, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the steps between versions as links, those from lost versions as notes on the child."""
    nodes = {node.id: node for node in story.stemma.nodes}
    for edge in story.stemma.edges:
        parent, child = nodes.get(edge.parent), nodes.get(edge.child)
        if parent is None or child is None or child.article is None:
            continue
        reasons = " ".join(line(r.text) for r in edge.reasons)
        about = f"{edge.kind}, confidence {edge.confidence:.2f}. {reasons}".strip()[:_TEXT]
        own = ids[child.article]
        if parent.article is None:
            perhaps = "; ".join(map(line, parent.candidates))
            lost = "It goes back to a source that is not among these texts"
            text = f"{lost}, perhaps {perhaps}. {about}" if perhaps else f"{lost}. {about}"
            yield _entity(
                "Note", (own, text), name=["lost source"], description=[text[:_TEXT]], entity=[own]
            )
            continue
        role = "one comes from the other" if edge.kind == "undetermined" else "is a source of"
        yield _entity(
            "UnknownLink", (ids[parent.article], own, edge.kind),
            subject=[ids[parent.article]], object=[own], role=[role], status=[edge.kind], description=[about],
        )  # fmt: skip
