"""A saved web page → Article: trafilatura finds the story, the page's own statements say what it is.

1. Bytes to text (the page may declare its encoding), text to a tree.
2. Statements: `whence.readers.metadata`.
3. Story: trafilatura's body, as paragraphs with the roles that the markup gives.
4. Captions, which trafilatura leaves out, go back to where they stood.
5. The article's text is those paragraphs, a blank line between them; offsets point into it.
6. What of the page's text is not in them is counted, and said in a notice.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from whence import layout
from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import compose, encoding, metadata, replay, visible_times
from whence.readers import language as languages
from whence.records import Article, Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import XPath, _Element
    from lxml.html import HtmlElement

    from whence.readers.source import Job, Source
    from whence.records import Capture, Time

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_DECLARED_XML = re.compile(
    rb"^\s{0,20}<\?xml[^>]{0,80}?encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_.-]{2,40})"
)
_HEAD = 4_096
# What XML cannot hold; a page with them is read all the same.
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ALLOWED = bytes(code if code >= 32 or code in b"\t\n\r" else 32 for code in range(256))
# Pictures and fonts that a saved page carries in itself: no text, and more than a parser may take.
_EMBEDDED = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,60}(?:;[\w=.+-]{1,40}){0,5},[^\"'()\s<>]{200,}")
# Addresses kept; characters of the longest caption; captions kept above the first paragraph;
# characters from which preformatted text is prose rather than a line of code.
_LINKS, _CAPTION, _CAPTIONS_ABOVE, _PREFORMATTED = 500, 2_000, 3, 300
_CONTAINERS = {"body", "div", "main", "quote", "list", "table", "section", "article", "details"}
_BLOCKS = {"p", "head", "item", "row", "ab", "code"}
_STATED: dict[str, Role] = {"head": "heading", "item": "body", "row": "body", "code": "body"}
# What a reader of a page does not see, and what is no letter or digit.
_UNSEEN = ("script", "style", "noscript", "template", "head", "option", "textarea", "iframe", "object")
_BETWEEN, _ASCII = re.compile(r"[\W_]+"), re.compile("[\x00-\x7f]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_RAW_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "figcaption")


class Page(NamedTuple):
    """The article on a page, when a web archive took it, and when someone saved it, as the page says."""

    article: Article
    archived: Time | None = None
    saved: Time | None = None


class _Paragraph(NamedTuple):
    text: str
    role: Role | None = None


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of a page."""
    data = source.whole(job.settings)
    path = source.path or (source.name if source.name != "standard input" else None)
    made = read(
        data,
        source=source.name,
        path=path,
        language=job.language,
        address=source.address,
        charset=source.charset,
    )
    # What a page says of its own capture is believed only where nobody else says when that was.
    captured = replay.archived_at(source.address) or source.captured or made.archived or made.saved
    yield compose.captured(made.article, replace(source, captured=captured), data, "text/html")


def read(
    data: bytes,
    *,
    source: str,
    path: str | None,
    language: str | None,
    address: str | None = None,
    charset: str | None = None,
) -> Page:
    """Return the article on a page, and when the page was kept; raises ReadError where it has no text.

    `address` is where it was fetched from: the page's own statement of its address is believed first.
    `charset` is what its server said of its encoding.
    """
    markup, notices = encoding.decode(data, source, declared=charset or _declared(data))
    page = _tree(markup)
    stated = metadata.Stated() if page is None else metadata.stated(page)
    archived = _without_archive(stated, page, markup, address)
    notices += tuple(stated.doubts)
    on_page = 0 if page is None else _printed_characters(page)
    shown = [] if page is None or stated.published else visible_times.lines(page)
    paragraphs, links = ([], ()) if page is None else _story(page, stated)
    if not paragraphs:
        raise ReadError(
            source,
            phrase(
                "no text was found in this web page ({n} characters of markup)", n=f"{len(markup):,}"
            ),
            phrase("open it in a browser, save it complete, or copy its text into a file"),
        )
    text, blocks = _joined(paragraphs)
    notices += _left_out(on_page, text)
    if language is None:
        language, doubts = languages.detect(text, hint=stated.language)
        notices += doubts
    seen = visible_times.read(shown, language if language != "und" else stated.language or "und")
    if seen.published:
        notices += (
            phrase(
                "when it was published was read from a line on the page ({line})", line=repr(seen.line)
            ),
        )
    made = Article(
        text=text,
        language=language,
        path=path,
        title=stated.title,
        byline=stated.byline,
        outlet=stated.outlet or metadata.site(stated.url),
        url=stated.url,
        published=stated.published or seen.published,
        modified=stated.modified or seen.modified,
        links=links,
        based_on=tuple(stated.based_on),
        alternates=tuple(stated.alternates),
        format="html",
        notices=notices,
        blocks=blocks,
    )
    return Page(made, archived, metadata.saved_at(markup))


def _without_archive(
    stated: metadata.Stated, page: HtmlElement | None, markup: str, address: str | None
) -> Time | None:
    """Undo what a web archive that shows the page did to it; return when it was archived."""
    own, archived = replay.of_page(markup)
    archived = archived or replay.archived_at(address) or replay.archived_at(stated.url)
    stated.url = stated.url or own or address or metadata.saved_from(markup)
    if stated.url:
        stated.url = replay.original(stated.url)
    stated.based_on = [replay.original(row) for row in stated.based_on]
    stated.alternates = [replay.original(row) for row in stated.alternates]
    if page is not None:
        replay.drop_toolbar(page, markup)
    return archived


def _printed_characters(page: HtmlElement) -> int:
    """Return how many letters and digits a reader of the page could see."""
    text = _all_text()
    body = page.find("body")
    body = page if body is None else body
    hidden = (
        element
        for element in body.iter(*_UNSEEN)
        if not any(above.tag in _UNSEEN for above in element.iterancestors())
    )
    return _letters(str(text(body))) - sum(_letters(str(text(element))) for element in hidden)


@cache
def _all_text() -> XPath:
    from lxml.etree import XPath

    return XPath("string(.)", smart_strings=False)


def _letters(text: str) -> int:
    """Return how many letters and digits a text has."""
    plain = text.encode("ascii", "ignore")
    count = len(plain.translate(None, _NO_LETTERS))
    return count if len(plain) == len(text) else count + len(_BETWEEN.sub("", _ASCII.sub("", text)))


def _left_out(on_page: int, text: str) -> tuple[str, ...]:
    """Return a notice of how much of the page's text is not in the article, where any is not."""
    left = on_page - _letters(text)
    if left <= 0:
        return ()
    return (
        phrase(
            "{left} of the {letters} letters on the page were left out (navigation, other stories, readers' "
            "comments …); compare with the page if in doubt",
            left=f"{left:,}",
            letters=f"{on_page:,}",
        ),
    )


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD]) or _DECLARED_XML.search(data[:_HEAD])
    return found[1].decode("ascii") if found else None


def _tree(markup: str) -> HtmlElement | None:
    """Parse the page, whatever it is like; None where nothing is left."""
    from lxml import etree, html

    # As UTF-8 bytes with a parser that is told so: a declared encoding no longer holds.
    parser = html.HTMLParser(
        encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        plain = _EMBEDDED.sub("data:,", markup)
        if not plain.isascii():
            plain = _FORBIDDEN.sub(" ", plain)
        return html.document_fromstring(plain.encode("utf-8").translate(_ALLOWED), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _story(page: HtmlElement, stated: metadata.Stated) -> tuple[list[_Paragraph], tuple[str, ...]]:
    """Return the story's paragraphs and the addresses that it links to; the page is used up."""
    _part_preformatted(page)
    printed = [row for row in _printed(page) if row[1]]
    body = _extracted(page, stated.url)
    if body is None:
        return [], ()
    paragraphs = _with_captions(printed, [*_paragraphs(body)])
    headline = stated.headline
    if paragraphs and headline and not any(_key(row.text) == _key(headline) for row in paragraphs[:4]):
        paragraphs.insert(0, _Paragraph(headline, "heading"))
    return paragraphs, _links(body, stated.url)


def _part_preformatted(page: HtmlElement) -> None:
    """Make paragraphs of preformatted text, which keeps them by its layout only."""
    from lxml import etree

    for element in [*page.iter("pre")]:
        text = element.text or ""
        if len(element) or len(text) < _PREFORMATTED:
            continue
        element.tag, element.text = "div", None
        for start, end in layout.paragraphs(text):
            etree.SubElement(element, "p").text = text[start:end]


def _extracted(page: HtmlElement, url: str | None) -> _Element | None:
    """Return trafilatura's body of the page."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    document = bare_extraction(
        page,
        url=url,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=False,
    )
    return getattr(document, "body", None)


def _paragraphs(element: _Element) -> Iterator[_Paragraph]:
    """Yield the paragraphs below an element of trafilatura's tree, in order."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "row":
            cells = [_flat(cell).replace("\n", " ") for cell in child]
            yield from _parted(" | ".join(cell for cell in cells if cell), "body")
        elif child.tag in _CONTAINERS or any(
            inner.tag in _BLOCKS or inner.tag in _CONTAINERS for inner in child
        ):
            yield from _parted(_spaced(child.text or ""), None)
            yield from _paragraphs(child)
        else:
            yield from _parted(_flat(child), _STATED.get(str(child.tag)))
        yield from _parted(_spaced(child.tail or ""), None)


def _parted(text: str, role: Role | None) -> Iterator[_Paragraph]:
    """Yield the paragraphs of a text that has line breaks: some only break a line, some part."""
    if "\n" not in text:
        if text:
            yield _Paragraph(text, role)
        return
    for start, end in layout.paragraphs(text):
        yield _Paragraph(text[start:end], role)


def _spaced(text: str) -> str:
    return re.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()


def _flat(element: _Element) -> str:
    """Return the text of an element; a line break is kept, two of them part paragraphs."""
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "lb":
            parts.append("\x1e")
        elif isinstance(inner.tag, str):
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    lines = [_spaced(line) for line in "".join(parts).split("\x1e")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _key(text: str) -> str:
    """Return what makes two prints of a paragraph equal: its letters and digits, up to a length."""
    return "".join(filter(str.isalnum, text.casefold()))[:200]


def _printed(page: HtmlElement) -> Iterator[tuple[bool, str, str]]:
    """Yield what the page prints block by block: whether it is a caption, its key, its text if so.

    A page without captions yields nothing: the blocks are only wanted to place them.
    """
    if page.find(".//figcaption") is None:
        return
    for element in page.iter(*_RAW_BLOCKS):
        text = "".join(element.itertext())
        caption = element.tag == "figcaption"
        yield caption, _key(text), _spaced(text) if caption else ""


def _with_captions(
    printed: list[tuple[bool, str, str]], paragraphs: list[_Paragraph]
) -> list[_Paragraph]:
    """Return the paragraphs with the page's captions put where they stand among them."""
    places = {_key(row.text): number for number, row in enumerate(paragraphs)}
    pending: list[_Paragraph] = []
    after: dict[int, list[_Paragraph]] = {}
    at = -1
    for caption, key, text in printed:
        if caption and key not in places and len(text) < _CAPTION:
            pending.append(_Paragraph(text, "caption"))
            places[key] = -1
        elif places.get(key, -1) >= 0:
            after.setdefault(at, []).extend(pending)
            pending, at = [], places[key]
    # Of the captions above the story only those close to it; those below it belong to other things.
    rows = after.get(-1, [])[-_CAPTIONS_ABOVE:]
    for number, row in enumerate(paragraphs):
        rows.append(row)
        rows.extend(after.get(number, ()))
    return rows


def _links(body: _Element, base: str | None) -> tuple[str, ...]:
    """Return the addresses the story points to, in order, each once."""
    found: dict[str, None] = {}
    for element in body.iter("ref"):
        try:
            address = replay.original(urljoin(base or "", (element.get("target") or "").strip()))
        except ValueError:
            continue
        if (
            address.lower().startswith(("http://", "https://"))
            and address != base
            and len(address) < 2_000
        ):
            found[address] = None
        if len(found) >= _LINKS:
            break
    return tuple(found)


def _joined(paragraphs: list[_Paragraph]) -> tuple[str, tuple[Block, ...]]:
    blocks, at = [], 0
    for row in paragraphs:
        blocks.append(Block(at, at + len(row.text), row.role))
        at += len(row.text) + 2
    return "\n\n".join(row.text for row in paragraphs), tuple(blocks)
