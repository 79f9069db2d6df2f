"""Markdown → Article: the text as given, its paragraphs without the marks around them.

Front matter (`---` or `+++`) states title, author, date, language and address. Marks inside a
paragraph (emphasis, links) stay, because offsets point into the file's own text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from whence import layout
from whence.phrases import phrase
from whence.readers import language as languages
from whence.readers import text as plain
from whence.readers import times
from whence.records import Article, Block, Role
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELD = re.compile(r"\s{0,8}([A-Za-z_][\w-]{0,40})\s{0,8}[:=]\s{0,8}(.{0,2000}?)\s{0,20}$")
_ITEM = re.compile(r"\s{0,8}-\s{1,4}(.{1,300}?)\s{0,20}$")
_NAMES = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline", "creator"),
    "outlet": ("outlet", "publication", "publisher", "site", "sitename", "source"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "permalink"),
    "published": ("published", "date", "pubdate", "published_at", "datepublished"),
    "modified": ("modified", "updated", "lastmod", "last_modified", "datemodified"),
    "language": ("language", "lang", "locale"),
    "based_on": ("based_on", "original", "original_url", "translation_of", "translated_from"),
}
_FRONT_LINES = 200
# The parser's work grows with the text; a longer one is read as plain text, and said.
_LONGEST = 3_000_000
_MARKS_BEFORE = re.compile(r"(?:[ \t]{0,8}(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s)|#{1,6}(?=\s)))*[ \t]*")
_MARKS_AFTER = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_PLAIN_LINK = re.compile(r"https?://[^\s<>()\[\]\"']{3,500}")


def article(text: str, *, path: str | None, language: str | None, notices: tuple[str, ...]) -> Article:
    """Return the article of a Markdown text."""
    fields, start = front_matter(text)
    body = text[start:]
    if len(body) > _LONGEST:
        called, doubts = (language, ()) if language else languages.detect(body)
        notes = (
            *notices,
            *doubts,
            phrase("read as plain text: Markdown of more than {n} characters", n=f"{_LONGEST:,}"),
        )
        return plain.article(text, language=called, path=path, notices=notes)
    blocks, links = _blocks(body, start)
    if language is None:
        story = "\n".join(text[block.start : block.end] for block in blocks)
        hint = fields.get("language") or plain.names_language(path or "")
        language, doubts = languages.detect(story, hint=hint)
        notices += doubts
    heads = [text[block.start : block.end] for block in blocks[:1] if block.role == "heading"]
    known: dict[str, Any] = {name: fields.get(name) for name in ("byline", "outlet", "url")}
    return Article(
        text=text,
        language=language,
        path=path,
        title=fields.get("title") or next(iter(heads), None),
        published=times.parse(fields.get("published")),
        modified=times.parse(fields.get("modified")),
        based_on=tuple(filter(None, [fields.get("based_on")])),
        links=links,
        format="markdown",
        notices=notices,
        blocks=blocks,
        **known,
    )


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Return the fields of the front matter by their name here, and where the text after it begins."""
    lines = layout.raw_lines(text[:50_000])
    if not lines or text[slice(*lines[0])].rstrip() not in {"---", "+++"}:
        return {}, 0
    fence = text[slice(*lines[0])].rstrip()
    found: dict[str, str] = {}
    name = ""
    for number, (start, end) in enumerate(lines[1:_FRONT_LINES], 2):
        line = text[start:end]
        if line.rstrip() == fence:
            after = lines[number][0] if number < len(lines) else len(text)
            return _named(found), after
        field, item = _FIELD.match(line), _ITEM.match(line)
        if item and name:
            found[name] = ", ".join(filter(None, [found.get(name), _bare(item[1])]))
        elif field:
            name = field[1].lower()
            found[name] = _bare(field[2])
    return {}, 0


def _bare(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_bare(part) for part in value[1:-1].split(","))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _named(found: dict[str, str]) -> dict[str, str]:
    rows: dict[str, str] = {}
    for ours, theirs in _NAMES.items():
        value = next((found[name] for name in theirs if found.get(name)), None)
        if value and (ours != "language" or tag(value) != "und"):
            rows[ours] = value
    return rows


def _blocks(body: str, shift: int) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the paragraphs of a text without front matter, and the addresses it links to."""
    from markdown_it import MarkdownIt

    starts = _line_starts(body)
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(body.replace("\x00", " "))
    )
    blocks: list[Block] = []
    links: dict[str, None] = {}
    role: Role | None = None
    items = 0
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            role = "heading" if token.nesting == 1 else None
        elif token.type in {"list_item_open", "list_item_close"}:
            items += token.nesting
        elif token.type in {"inline", "fence", "code_block", "html_block"} and token.map:
            links.update(dict.fromkeys(_links(token)))
            start, end = starts[token.map[0]], starts[token.map[1]]
            span = _bare_span(body, start, end, heading=role == "heading")
            if span and (not blocks or span[0] + shift >= blocks[-1].end):
                blocks.append(
                    Block(span[0] + shift, span[1] + shift, role or ("body" if items else None))
                )
    return tuple(blocks), tuple(links)


def _line_starts(body: str) -> list[int]:
    """Return where the parser's lines begin: it knows line feeds and carriage returns only."""
    return [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", body)), len(body), len(body)]


def _bare_span(body: str, start: int, end: int, *, heading: bool) -> tuple[int, int] | None:
    """Return the span without the space and block marks around it."""
    found = _MARKS_BEFORE.match(body, start, end)
    start = found.end() if found else start
    lines = body[start:end].rstrip()
    if heading:
        lines = re.sub(r"(?:\r\n|\n|\r)[ \t>]*[=-]+$", "", lines).rstrip()
        lines = _MARKS_AFTER.sub("", lines)
    lead = len(lines) - len(lines.lstrip())
    return (start + lead, start + len(lines)) if lines.strip() else None


def _links(token: Any) -> Iterator[str]:
    for child in token.children or ():
        href = child.attrs.get("href") if child.type == "link_open" else None
        if isinstance(href, str) and href.startswith(("http://", "https://")):
            yield href
        elif child.type == "text":
            yield from _PLAIN_LINK.findall(child.content)
