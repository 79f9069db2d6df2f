"""Story → schema.org JSON-LD: the versions as NewsArticle with their origin, what is said in them as Claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import line, sigil
from whence.report.exports.escape import encodable, json_text
from whence.report.exports.names import address, day, identifier, instant, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.records import Article, Story, Time


def write(story: Story, to: BinaryIO) -> None:
    """Write one graph of articles and claims."""
    ids = _addresses(story)
    origins = _origins(story, ids)
    articles = [
        _article(article, id_, origins.get(index, {}))
        for index, (article, id_) in enumerate(zip(story.articles, ids, strict=True))
    ]
    graph = {"@context": "https://schema.org", "@graph": [*articles, *_claims(story, ids)]}
    to.write(json_text(graph, indent=1).encode() + b"\n")


def _addresses(story: Story) -> list[str]:
    """Return the address of each version; several of one (a page that was changed) are told apart."""
    found = [address(article) for article in story.articles]
    return [
        f"{url}#version-{sigil(index)}" if found.count(url) > 1 else url
        for index, url in enumerate(found)
    ]


def _article(article: Article, id_: str, origins: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    known = {
        "@type": "NewsArticle",
        "@id": id_,
        "identifier": article.id,
        "name": line(article.name),
        "headline": line(article.title or ""),
        "inLanguage": language(article.language),
        "url": id_.split("#", 1)[0] if id_.startswith("http") else "",
        "datePublished": _time(article.published),
        "dateModified": _time(article.modified),
        "author": {"name": line(article.byline)} if article.byline else "",
        "publisher": {"@type": "NewsMediaOrganization", "name": line(article.outlet)}
        if article.outlet
        else "",
    }
    return {name: value for name, value in {**known, **origins}.items() if value}


def _time(time: Time | None) -> str | None:
    return instant(time) or day(time)


def _origins(story: Story, ids: list[str]) -> dict[int, dict[str, list[dict[str, str]]]]:
    """Return per version what it is based on by the stemma, and of which article it is a translation."""
    nodes = {node.id: node.article for node in story.stemma.nodes}
    found: dict[int, dict[str, list[dict[str, str]]]] = {}
    kinds = {frozenset((p.left, p.right)): p.kind for p in story.relations}
    for edge in story.stemma.edges:
        parent, child = nodes.get(edge.parent), nodes.get(edge.child)
        if parent is None or child is None or edge.kind == "undetermined":
            continue
        rows = found.setdefault(child, {})
        rows.setdefault("isBasedOn", []).append({"@id": ids[parent]})
        if kinds.get(frozenset((parent, child))) == "translation":
            rows.setdefault("translationOfWork", []).append({"@id": ids[parent]})
    return found


def _claims(story: Story, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Yield what sources are said to have said; whether a source is a person or a body is not known."""
    for said in story.attributions:
        text = line(said.content.text)
        if not text:
            continue
        claim: dict[str, Any] = {
            "@type": "Claim",
            "@id": identifier(
                "claim", ids[said.article], said.content.start, said.content.end, said.name
            ).urn,
            "text": encodable(text),
            "inLanguage": language(story.articles[said.article].language),
            "appearance": {"@id": ids[said.article]},
        }
        if line(said.name):
            claim["author"] = {"name": line(said.name)}
        yield claim
