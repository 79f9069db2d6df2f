"""A message (.eml) → Capture: its text, and those of the messages and documents it carries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import compose, formats, fragment, mime
from whence.readers.json_ld import NAME, TITLE, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from whence.readers.source import Job, Source
    from whence.records import Article, Capture

# Newsletters have a plain part that says where to read them; it is less than this share of what their HTML says.
# Plain parts that are the text have nearly all of it, and more signs for links.
_STUB = 0.4


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of a message: plain text if it has any, else its HTML; then what is attached."""
    data = source.whole(job.settings)
    message = mime.parsed(data, source)
    parts = [*mime.leaves(message, job)]
    bodies = [part for part in parts if not _attached(part) and part.get_content_maintype() == "text"]
    body = _telling(bodies, source)
    others = [part for part in parts if part is not message and _attached(part)]
    if body is not None:
        try:
            yield compose.captured(_article(message, body, source, job), source, data, "message/rfc822")
        except ReadError as error:
            yield error
    elif not others:
        yield ReadError(
            source.name, phrase("there is no text in this message"), phrase("is it complete?")
        )
    for number, part in enumerate(others, 1):
        yield from _attachment(part, source.piece(number), job)


def _telling(bodies: list[EmailMessage], source: Source) -> EmailMessage | None:
    """Return the part to read: plain text, but HTML where the plain text only says to look elsewhere."""
    kinds: dict[str, EmailMessage] = {part.get_content_type(): part for part in reversed(bodies)}
    plain, rich = kinds.get("text/plain"), kinds.get("text/html")
    if plain is None or rich is None:
        return plain or rich or next(iter(bodies), None)
    try:
        shown = fragment.paragraphs(mime.text(rich, source.name)).text
        said = mime.text(plain, source.name)
    except ReadError:
        return plain
    return rich if len(said.strip()) < _STUB * len(shown) else plain


def _article(message: EmailMessage, body: EmailMessage, source: Source, job: Job) -> Article:
    text = mime.text(body, source.name)
    parts = None
    if body.get_content_type() == "text/html" or (
        body.get_content_type() != "text/plain" and fragment.is_markup(text)
    ):
        parts = fragment.paragraphs(text)
    sender = line(mime.header(message, "From"), NAME)
    return compose.composed(
        parts.text if parts else text,
        source,
        job,
        hint=mime.header(message, "Content-Language"),
        blocks=parts.blocks if parts else (),
        links=parts.links if parts else (),
        title=line(mime.header(message, "Subject"), TITLE),
        byline=sender.split("<")[0].strip(' "') or sender if sender else None,
        published=mime.time(message),
        format="mail",
    )


def _attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_type() == "message/rfc822" or part.is_attachment()
    except (ValueError, LookupError, TypeError, AttributeError):
        return False


def _attachment(part: EmailMessage, place: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of an attachment that is a document; pictures and the like are none."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        message: Any = inner[0] if isinstance(inner, list) and inner else None
        data = b"" if message is None else message.as_bytes()
        kind = "message/rfc822"
    else:
        data, kind = mime.content(part), part.get_content_type()
    found = replace(place, data=data, media_type=kind)
    if not data:
        yield ReadError(place.name, phrase("this attachment is empty"))
    elif kind == "message/rfc822" or formats.is_known(found, job):
        yield from formats.opened(found, job)
