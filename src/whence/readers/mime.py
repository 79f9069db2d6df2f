"""The parts of a message (MIME), for mail and for pages saved as MHTML: what both need of the standard library."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import encoding, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Time

# The parser's work on one header grows faster than its length; longer ones are no one's.
_HEADER = 20_000
# Parts of one message that are looked at.
_PARTS = 1_000


def parsed(data: bytes, source: Source) -> EmailMessage:
    """Return the message in bytes."""
    try:
        message = BytesParser(policy=policy.default.clone(max_line_length=None)).parsebytes(data)
    except (RecursionError, ValueError, LookupError) as error:
        raise ReadError(
            source.name, phrase("its parts cannot be told apart ({error})", error=error)
        ) from error
    assert isinstance(message, EmailMessage)
    return message


def leaves(message: EmailMessage, job: Job) -> Iterator[EmailMessage]:
    """Yield the parts that hold no parts, and messages that a message holds, in order."""
    waiting: list[tuple[Any, int]] = [(message, 0)]
    for _ in range(_PARTS):
        if not waiting:
            return
        part, depth = waiting.pop()
        nested = part is not message and part.get_content_type() == "message/rfc822"
        if part.is_multipart() and not nested and depth <= job.settings.max_nesting:
            waiting.extend((inner, depth + 1) for inner in reversed(part.get_payload()))
        else:
            yield part


def header(message: EmailMessage, name: str) -> str | None:
    """Return a header as one line, None where it is missing or cannot be read."""
    try:
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), None)
        if raw is None or len(str(raw)) > _HEADER:
            return None
        return " ".join(str(message[name]).replace("\x00", " ").split()) or None
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):
        return None


def time(message: EmailMessage) -> Time | None:
    """Return the time of a message's Date header."""
    return times.parse(header(message, "Date"))


def content(part: EmailMessage) -> bytes:
    """Return the bytes of a part, its transfer encoding undone."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        data = None
    if isinstance(data, bytes):
        return data
    return str(part.get_payload() or "").encode("utf-8", "surrogateescape")


def text(part: EmailMessage, name: str) -> str:
    """Return the text of a part, by its stated character set where that fits."""
    try:
        declared = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        declared = None
    return encoding.decode(content(part), name, declared=declared)[0]
