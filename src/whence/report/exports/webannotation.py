"""Story → Web Annotations (W3C, JSON-LD): links, variants and attributions as notes on the texts.

Positions count Unicode code points, as the recommendation demands (not UTF-16 units), in the text as it
was read. So the source of a target is that text, named by its hash; the page it was read from is its scope.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import line, sigil
from whence.report.exports.escape import encodable, json_text
from whence.report.exports.names import identifier, key, language, text_address, web_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.records import Article, Span, Story

# Characters of context on each side of a quotation: enough to tell two "he said" apart.
_CONTEXT = 32


def write(story: Story, to: BinaryIO) -> None:
    """Write a collection with one page of annotations, one a line."""
    sources = [_source(index, article) for index, article in enumerate(story.articles)]
    total = len(story.attributions) + sum(len(p.links) + len(p.variants) for p in story.relations)
    keys = [key(a) for a in story.articles]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": identifier("collection", *keys).urn,
        "type": "AnnotationCollection",
        "label": "What whence found in " + ", ".join(line(a.name) for a in story.articles),
        "total": total,
    }
    page = {
        "id": identifier("page", *keys).urn,
        "type": "AnnotationPage",
        "partOf": collection["id"],
        "startIndex": 0,
    }
    if not total:
        to.write(json_text(collection).encode() + b"\n")
        return
    collection["last"] = page["id"]
    # A large story has a hundred thousand annotations: they are written as they are made.
    to.write(f'{json_text(collection)[:-1]},"first":{json_text(page)[:-1]},"items":['.encode())
    items = itertools.chain(
        _links(story, sources), _variants(story, sources), _attributions(story, sources)
    )
    to.writelines(
        (",\n" if number else "\n").encode() + json_text(item).encode()
        for number, item in enumerate(items)
    )
    to.write(b"\n]}}\n")


def _source(index: int, article: Article) -> dict[str, Any]:
    return {
        "id": text_address(article),
        "type": "Text",
        "format": "text/plain",
        "language": language(article.language),
        "label": f"{sigil(index)} {line(article.name)}",
    }


def _target(article: Article, source: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    """Return a stretch of an article by its place and by its words."""
    text = article.text
    start, end = max(0, start), min(end, len(text))
    quote = {"type": "TextQuoteSelector", "exact": encodable(text[start:end])}
    if before := text[max(0, start - _CONTEXT) : start]:
        quote["prefix"] = encodable(before)
    if after := text[end : end + _CONTEXT]:
        quote["suffix"] = encodable(after)
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    target: dict[str, Any] = {"type": "SpecificResource", "source": source, "selector": [place, quote]}
    if url := web_page(article):
        target["scope"] = url
    return target


def _annotation(kind: str, body: Any, target: Any, *motives: str) -> dict[str, Any]:
    known = json_text([kind, body, target])
    return {
        "id": identifier("annotation", known).urn,
        "type": "Annotation",
        "motivation": motives[0] if len(motives) == 1 else list(motives),
        "body": body,
        "target": target,
    }


def _tag(value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _said(value: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "value": encodable(value),
        "format": "text/plain",
        "language": "en",
    }


def _links(story: Story, sources: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the links: the passages of the left version, and as body those of the right one."""
    for pair in story.relations:
        for link in pair.links:
            left, right = (
                [
                    _target(story.articles[index], sources[index], p.start, p.end)
                    for p in story.articles[index].passages
                    if p.number in numbers
                ]
                for index, numbers in ((pair.left, set(link.left)), (pair.right, set(link.right)))
            )
            note = f"linked, {link.score:.2f}" + (", moved" if link.moved else "")
            yield _annotation("link", [*right, _tag("link"), _said(note)], left, "linking")


def _variants(story: Story, sources: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for pair in story.relations:
        for variant in pair.variants:
            spans = [span for span in (variant.left, variant.right) if span]
            sides = f"{sigil(pair.left)} and {sigil(pair.right)}"
            note = line(variant.note) or f"{variant.kind} differs between {sides}"
            if variant.kind.startswith("only-"):
                note = f"{sigil(pair.left if variant.left else pair.right)} alone of {sides} has this"
            body = [_tag(variant.kind), _said(note)]
            yield _annotation("variant", body, _at(spans, story, sources), "describing")


def _attributions(story: Story, sources: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for said in story.attributions:
        name = {"type": "TextualBody", "purpose": "identifying", "value": encodable(line(said.name))}
        body = [_tag("attribution"), *([name] if said.name else []), _said(f"cue: {line(said.cue)}")]
        yield _annotation("attribution", body, _at([said.content], story, sources), "identifying")


def _at(spans: Sequence[Span], story: Story, sources: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_target(story.articles[s.article], sources[s.article], s.start, s.end) for s in spans]
