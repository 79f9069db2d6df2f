"""A piece of markup without a page around it → paragraphs: feeds, books, messages, columns of tables.

Nothing is left out but what prints nothing: unlike a page, a piece has no furniture to be found.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from whence.records import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
_UNSEEN = frozenset(
    "script style noscript template head title option textarea iframe object svg math rt rp".split()
)
_ROLES: dict[str, Role] = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "figcaption": "caption"}  # fmt: skip
# What XML cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|span|a|b|i|em|strong|img|html|article)\b[^<>]{0,2000}>", re.IGNORECASE)  # fmt: skip
# What XML may close at once, and HTML would read on after: `<title/>` swallows the rest.
_CLOSED = re.compile(r"<((?:script|style|noscript|template|title|textarea|iframe|object|option)\b[^<>]{0,2000})/>", re.IGNORECASE)  # fmt: skip
# What newsletters put above their text for lists of messages to show.
_HIDDEN = re.compile(r"(?:display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all)", re.IGNORECASE)
_LINKS, _STYLE = 500, 2_000


class Paragraphs(NamedTuple):
    """Paragraphs joined by blank lines, where they stand, and the addresses they link to."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[str, ...] = ()


def is_markup(text: str) -> bool:
    """Return True where a text holds HTML elements."""
    return _MARKUP.search(text[:20_000]) is not None


def paragraphs(markup: str | bytes, *, base: str | None = None) -> Paragraphs:
    """Return the paragraphs of a piece of HTML, whatever it is like."""
    from lxml import etree, html

    # As UTF-8 bytes with a parser that is told so: a declared encoding no longer holds.
    parser = html.HTMLParser(
        encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, no_network=True
    )
    text = markup.decode("utf-8", "replace") if isinstance(markup, bytes) else markup
    text = _CLOSED.sub(" ", _FORBIDDEN.sub(" ", text))
    try:
        root = html.document_fromstring(f"<div>{text}</div>".encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return Paragraphs("", ())
    walked = _Walked(base)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        walked.see(event, element)
    walked.flush()
    return joined(walked.rows, walked.links)


def joined(rows: Iterable[tuple[str, Role | None]], links: Iterable[str] = ()) -> Paragraphs:
    """Return paragraphs with their roles as one text with blank lines between."""
    blocks, parts, at = [], [], 0
    for text, role in rows:
        blocks.append(Block(at, at + len(text), role))
        parts.append(text)
        at += len(text) + 2
    return Paragraphs("\n\n".join(parts), tuple(blocks), tuple(links))


class _Walked:
    """The paragraphs seen so far on the way through a tree."""

    def __init__(self, base: str | None) -> None:
        self.rows: list[tuple[str, Role | None]] = []
        self.links: dict[str, None] = {}
        self._base = base
        self._text: list[str] = []
        self._role: Role | None = None
        self._hidden = 0

    def see(self, event: str, element: object) -> None:
        """Take in the start or the end of an element."""
        tag = element.tag if isinstance(element.tag, str) else ""  # type: ignore[attr-defined]
        starts = event == "start"
        if tag in _UNSEEN or _HIDDEN.search((element.get("style") or "")[:_STYLE]):  # type: ignore[attr-defined]
            self._hidden += 1 if starts else -1
        elif tag in _BLOCKS:
            self.flush()
            self._role = _ROLES.get(tag) if starts else None
        elif tag == "br" and starts:
            self._text.append("\x1e")
        elif tag == "a" and starts and not self._hidden:
            self._link(element.get("href"))  # type: ignore[attr-defined]
        said = element.text if starts else element.tail  # type: ignore[attr-defined]
        if said and not self._hidden:
            self._text.append(said)

    def flush(self) -> None:
        """End the paragraph."""
        lines = "".join(self._text).split("\x1e")
        self._text = []
        text = "\n".join(re.sub(r"[^\S\u00a0\u202f]+", " ", line).strip() for line in lines)
        self.rows.extend((row.strip(), self._role) for row in re.split(r"\n{2,}", text) if row.strip())

    def _link(self, href: str | None) -> None:
        if not href or len(self.links) >= _LINKS:
            return
        try:
            address = urljoin(self._base or "", href.strip())
        except ValueError:
            return
        if address.lower().startswith(("http://", "https://")) and len(address) < 2_000:
            self.links[address] = None
