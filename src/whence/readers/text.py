"""Plain text → Article: the text as given, its language, and a title where its head shows one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whence import function_words, layout
from whence.bylines import byline
from whence.records import Article, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

# A title is at most this long, and what follows is at least this much longer in one paragraph.
_TITLE, _LONGER = 200, 1.5
# Characters of the head that are looked at, and paragraphs of it that may be the byline.
_HEAD, _BYLINE_ROWS = 20_000, 5


def article(text: str, *, language: str, **known: Any) -> Article:
    """Return the article of a plain text; `known` are other fields of it."""
    head = text[:_HEAD]
    rows = [head[start:end] for start, end in layout.paragraphs(head, function_words.leading(language))]
    names = (byline(row) for row in rows[:_BYLINE_ROWS])
    author = next((name for name in names if name), None) if len(rows) > 1 else None
    return Article(text=text, language=language, title=title(rows), byline=author, **known)


def title(paragraphs: Sequence[str]) -> str | None:
    """Return the headline a text begins with: one short open line above longer paragraphs."""
    if len(paragraphs) < 2:
        return None
    first, *others = paragraphs
    if (
        len(first) > _TITLE
        or byline(first)
        or len(first.splitlines()) > 2
        or not any(map(str.isalpha, first))
    ):
        return None
    if first.rstrip(layout.CLOSERS)[-1:] in {*".。।۔։።,;:|，；：", "-", "–", "—"} or layout.is_item(
        first
    ):
        return None
    longer = any(
        len(other) >= max(60, _LONGER * len(first)) or layout.ends_sentence(other) for other in others
    )
    return " ".join(first.split()) if longer else None


def from_lines(text: str, *, language: str, **known: Any) -> Article:
    """Return an article already split, one passage a line; blank lines part its paragraphs."""
    rows: list[Passage] = []
    paragraph = -1
    lines = layout.raw_lines(text)
    parted = any(start == end for start, end in lines)
    new = True
    for start, end in lines:
        if not text[start:end].strip():
            new = True
            continue
        paragraph += new or not parted
        new = False
        rows.append(Passage(len(rows), start, end, text[start:end], "body", paragraph))
    return Article(text=text, language=language, passages=tuple(rows), **known)


def names_language(path: str) -> str | None:
    """Return the language tag a file name carries before its ending: `harbour.fr.txt` → `fr`."""
    parts: Sequence[str] = path.replace("\\", "/").rsplit("/", 1)[-1].lower().split(".")
    if len(parts) < 3:
        return None
    candidate = parts[-2].replace("_", "-")
    head = candidate.split("-", 1)[0]
    known = head.isascii() and head.isalpha() and len(head) in {2, 3}
    return candidate if known else None
