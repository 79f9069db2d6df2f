"""A mailbox (.mbox) → Capture: each message in it, read as a stream."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import formats, mail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# A line of a message that begins so is written with a sign before it.
_QUOTED = re.compile(rb"^>(?=>{0,9}From )", re.MULTILINE)
# Bytes of a line; longer ones are read in pieces.
_LINE = 1_000_000


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of the messages; one of too many bytes is passed over and told."""
    limit = job.settings.max_bytes
    for number, data in enumerate(_messages(source, job), 1):
        place = source.piece(number)
        if len(data) > limit:
            yield ReadError(
                place.name, phrase("this message has more bytes than the limit of {limit}", limit=f"{limit:,}"), phrase("raise it (max_bytes)")
            )  # fmt: skip
        elif data.strip():
            try:
                yield from mail.captures(replace(place, data=_QUOTED.sub(b"", data)), job)
            except ReadError as error:
                yield error


def _messages(source: Source, job: Job) -> Iterator[bytes]:
    """Yield the messages, of one that is too long as much as shows it."""
    limit = job.settings.max_bytes
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    with source.stream(job.settings) as stream:
        while line := stream.readline(_LINE):
            if blank and formats.MAILBOX.match(line):
                if begun:
                    yield b"".join(lines)
                lines, size, begun = [], 0, True
            elif size <= limit:
                lines.append(line)
                size += len(line)
            blank = not line.strip()
    yield b"".join(lines)
