"""Article ⇄ the bytes that the collection keeps of it: compressed JSON, its text once.

Passages are numbers into the text; a split article has no need of its blocks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from whence.collection import codec
from whence.records import Article, Passage, Role

if TYPE_CHECKING:
    from whence.records import Time

_ROLES: tuple[Role, ...] = get_args(Role)


def dump(article: Article) -> bytes:
    """Return a split article as bytes."""
    return codec.dump(pack(article))


def load(raw: bytes) -> Article:
    """Return the article that `dump` was given."""
    return unpack(codec.load(raw))


def pack(article: Article) -> dict[str, Any]:
    """Return a split article as JSON data."""
    data: dict[str, Any] = codec.pack(replace(article, passages=(), blocks=()))
    data["passages"] = [_numbers(a, b) for a, b in _pairs(article.passages)]
    return data


def unpack(data: dict[str, Any]) -> Article:
    """Return the article that `pack` was given."""
    text, rows, passages = data["text"], data.pop("passages"), []
    end, paragraph = 0, 0
    for number, (gap, length, role, further) in enumerate(rows):
        start, paragraph = end + gap, paragraph + further
        end = start + length
        passages.append(Passage(number, start, end, text[start:end], _ROLES[role], paragraph))
    return replace(codec.unpack(Article, data), passages=tuple(passages))


def _pairs(passages: tuple[Passage, ...]) -> list[tuple[Passage | None, Passage]]:
    return list(zip((None, *passages), passages, strict=False))


def _numbers(before: Passage | None, row: Passage) -> list[int]:
    """Return where a passage begins after the one before, how long it is, its role, its paragraph."""
    end, paragraph = (before.end, before.paragraph) if before else (0, 0)
    return [row.start - end, row.end - row.start, _ROLES.index(row.role), row.paragraph - paragraph]


def clean(text: str | None) -> str | None:
    """Return text fit for a column: SQLite takes no lone surrogates and no zero characters."""
    if text is None:
        return None
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def interval(time: Time | None) -> tuple[str | None, int | None, int | None]:
    """Return a time as columns: as written, earliest and latest second since 1970."""
    if time is None:
        return None, None, None
    earliest = None if time.earliest is None else int(time.earliest.timestamp())
    latest = None if time.latest is None else int(time.latest.timestamp())
    return clean(time.value), earliest, latest
