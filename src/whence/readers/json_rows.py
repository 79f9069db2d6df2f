r"""JSON and JSON lines → Capture, in the shapes that news collectors write, and JSON Feed.

{"maintext": …}\n{"maintext": …}               one object a line: streamed
[{…}, {…}]                                    a list of them
{"articles": {"results": [{…}, {…}]}}         objects within objects: the longest list of rows
{"version": "https://jsonfeed.org/…"}         a feed
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import encoding, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# Objects looked at to find the list of rows.
_OBJECTS = 10_000
# Objects of a list of which one must be like a row: the first of a chat tells who made it.
_FIRST = 20
_FEED = "https://jsonfeed.org/"


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of each object."""
    if _by_lines(source, job):
        yield from _lines(source, job)
        return
    data = source.whole(job.settings)
    text, _ = encoding.decode(data, source.name)
    document = _parsed(text, source.name)
    if isinstance(document, dict) and str(document.get("version", "")).startswith(_FEED):
        yield from _feed(document, source, job, data)
        return
    found = _rows(document, job)
    if len(found) == 1:
        yield from rows.captures(found[0], source, job, data, "application/json")
        return
    for number, row in enumerate(found, 1):
        kept = rows.as_json(row)
        yield from rows.captures(row, source.piece(number), job, kept, "application/json")
    if not found:
        yield ReadError(
            source.name, phrase("there is no object in this JSON that could be an article"),
            phrase("expected objects with a text, or a list of them"),
        )  # fmt: skip


def _by_lines(source: Source, job: Job) -> bool:
    """Return True where the first line is an object by itself and not the whole."""
    if source.suffix in {".jsonl", ".ndjson", ".jl"}:
        return True
    with source.stream(job.settings) as stream:
        first = stream.readline(job.settings.max_bytes)
        second = stream.read(1)
    if not second or not first.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    limit, number = job.settings.max_bytes, 0
    lines = encoding.Lines(source.charset)
    with source.stream(job.settings) as stream:
        while data := stream.readline(limit + 1):
            number += 1
            piece = source.piece(number)
            if len(data) > limit:
                yield ReadError(piece.name, phrase("this line has more bytes than the limit of {limit}", limit=f"{limit:,}"), phrase("raise it (max_bytes)"))  # fmt: skip
                while data and not data.endswith(b"\n"):
                    data = stream.readline(limit)
                continue
            if not data.strip():
                continue
            try:
                text = lines.decode(data, piece.name)
                row = _parsed(text, piece.name)
            except ReadError as error:
                yield error
                continue
            if isinstance(row, dict):
                yield from rows.captures(row, piece, job, data.rstrip(b"\r\n"), "application/json")
            else:
                yield ReadError(
                    piece.name,
                    phrase("this line is no JSON object"),
                    phrase("expected one object a line"),
                )


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise ReadError(name, phrase("this JSON is nested too deeply to be articles")) from error
    except ValueError as error:
        raise ReadError(
            name,
            phrase("this is no valid JSON ({error})", error=str(error)[:280]),
            phrase("is it complete?"),
        ) from error


def _rows(document: Any, job: Job) -> list[dict[str, Any]]:
    """Return the objects that are rows: the document, its items, or those of the longest list within."""
    queue: list[Any] = [document]
    best: list[dict[str, Any]] = []
    for value in queue:
        if isinstance(value, list):
            found = [row for row in value if isinstance(row, dict)]
            rows_in_it = any(_is_row(row, job) for row in found[:_FIRST])
            best = found if len(found) > len(best) and rows_in_it else best
            queue.extend(found[:100] if not best else ())
        elif isinstance(value, dict):
            if _is_row(value, job):
                return best or [value]
            queue.extend(inner for inner in value.values() if isinstance(inner, (dict, list)))
        if len(queue) > _OBJECTS:
            break
    return best


def _is_row(value: dict[str, Any], job: Job) -> bool:
    text = rows.value_of(value, "text", job.mapping)
    return rows.text_of(text) != "" or isinstance(rows.value_of(value, "url", job.mapping), str)


def _feed(feed: dict[str, Any], source: Source, job: Job, data: bytes) -> Iterator[Capture | ReadError]:
    """Yield the items of a JSON Feed."""
    items = feed.get("items")
    for number, item in enumerate(items if isinstance(items, list) else [], 1):
        if not isinstance(item, dict):
            continue
        known = {
            "language": feed.get("language"),
            "authors": feed.get("authors"),
            "outlet": feed.get("title"),
        }
        row = {key: value for key, value in known.items() if value} | item
        row.pop("source", None)
        text = item.get("content_html") or item.get("content_text") or item.get("summary")
        row["text"] = text if isinstance(text, str) else ""
        yield from rows.captures(row, source.piece(number), job, data, "application/feed+json")
