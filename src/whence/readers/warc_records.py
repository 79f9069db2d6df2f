"""The bytes of a WARC, plain or gzipped → its records, cut out with limits; what is damaged is told and passed over.

    record   "WARC/1.0", headers, a blank line, Content-Length bytes, two line ends

Memory holds one record at a time.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from whence.readers.source import GZIP

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 65_536
# Bytes of a record's own headers.
_HEADERS = 64_000
_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
# What ends a record's headers: a blank line, or damage, where the next record begins before one.
_END = re.compile(rb"\r?\n\r?\n|\n(?=WARC/[01]\.)")
_LENGTH = re.compile(
    rb"^Content-Length:[ \t]{0,20}(\d{1,18})[ \t]{0,20}\r?$", re.IGNORECASE | re.MULTILINE
)
# Bytes between two records that are no damage: line ends.
_BETWEEN = 16


class Record(NamedTuple):
    """A record's bytes, whole, and where it begins in the file; `wrong` says why it has none."""

    offset: int
    data: bytes = b""
    wrong: str = ""


def records(stream: BinaryIO, limit: int, start: int = 0) -> Iterator[Record]:
    """Yield the records of an archive from an offset on, and one that says what is wrong for each that is damaged."""
    stream.seek(start)
    if stream.read(len(GZIP)) == GZIP:
        yield from _packed(stream, limit, start)
    else:
        stream.seek(start)
        yield from _cut(stream.read, start, limit)


def _packed(stream: BinaryIO, limit: int, start: int) -> Iterator[Record]:
    """Yield the records of a gzipped archive: a gzip member each, or several in one."""
    offset: int | None = start
    while offset is not None:
        member = _Member(stream, offset)
        broken = False
        for record in _cut(member.read, offset, limit, one_offset=True):
            broken = broken or bool(record.wrong)
            yield record
            # What is wrong with an unpacked stream is nothing to unpack further.
            if record.wrong or member.wrong:
                break
        if member.wrong and not broken:
            yield Record(offset, wrong=f"this record cannot be unpacked ({member.wrong})")
        end = offset + 1 if broken or member.end is None else member.end
        offset = _next_member(stream, end)
        if not broken and not member.wrong and offset != end and _is_more(stream, end):
            yield Record(end, wrong="what stands here is no record")


class _Member:
    """One gzip member, unpacked as it is read; `end` is where the next begins, once it is known."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        stream.seek(offset)
        self._stream, self._at = stream, offset
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._packed = b""
        self.end: int | None = None
        self.wrong = ""

    def read(self, size: int) -> bytes:
        """Return up to so many unpacked bytes, none at the end."""
        while self.end is None and not self.wrong:
            if not self._packed:
                self._packed = self._stream.read(_CHUNK)
                self._at += len(self._packed)
                if not self._packed:
                    self.wrong = "it ends too early"
                    break
            try:
                data = self._unpack.decompress(self._packed, size)
            except zlib.error as error:
                self.wrong = str(error)
                break
            self._packed = self._unpack.unconsumed_tail
            if self._unpack.eof:
                self.end = self._at - len(self._unpack.unused_data)
            if data:
                return data
        return b""


def _is_more(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    return bool(stream.read(_CHUNK).strip(b"\x00\r\n"))


def _next_member(stream: BinaryIO, offset: int) -> int | None:
    """Return where the next gzip member that holds a record begins, from an offset on."""
    stream.seek(offset)
    window, base = b"", offset
    while True:
        chunk = stream.read(_CHUNK)
        window += chunk
        at = window.find(GZIP)
        while at >= 0 and (len(window) - at > 600 or not chunk):
            if _holds_record(window[at : at + 600]):
                return base + at
            at = window.find(GZIP, at + 1)
        if not chunk:
            return None
        keep = at if at >= 0 else max(0, len(window) - len(GZIP) + 1)
        base, window = base + keep, window[keep:]


def _holds_record(packed: bytes) -> bool:
    try:
        return (
            zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(packed, 16).lstrip().startswith(b"WARC/")
        )
    except zlib.error:
        return False


def _cut(read: Any, offset: int, limit: int, *, one_offset: bool = False) -> Iterator[Record]:
    """Yield the records of an unpacked stream; `one_offset` says that its offsets are not the file's."""
    buffer = _Buffer(read, offset)
    good = True
    # A gzip member without a record may unpack to anything; a file's own bytes are there to be looked at.
    while True:
        before = buffer.at
        found = buffer.seek(_START, limit if one_offset else None)
        if good and buffer.at - before > _BETWEEN:
            yield Record(
                offset if one_offset else before,
                wrong=f"{buffer.at - before:,} bytes here are no record",
            )
        if not found:
            return
        at, good = offset if one_offset else buffer.at, False
        head = buffer.find(_END, _HEADERS)
        stated = _LENGTH.search(head) if head else None
        if head is None or stated is None or not head.endswith((b"\n\n", b"\n\r\n")):
            yield Record(at, wrong="this record's headers are damaged")
            buffer.drop(1)
            continue
        size = len(head) + int(stated[1])
        if size > limit:
            yield Record(at, wrong=f"this record has {size:,} bytes, more than the limit (max_bytes)")
            if one_offset:
                return
            buffer.drop(1)
            continue
        if not buffer.fill(size):
            yield Record(at, wrong="this record ends too early")
            buffer.drop(1)
            continue
        buffer.fill(size + 64)
        after = buffer.peek(size, size + 64)
        if not after.startswith(b"\r\n\r\n") and after.lstrip(b"\r\n")[:5] not in {b"", b"WARC/"}:
            yield Record(at, wrong="this record's stated length is wrong")
            buffer.drop(1)
            continue
        good = True
        yield Record(at, buffer.peek(0, size))
        buffer.drop(size)


class _Buffer:
    """The stream's bytes from `at` on, as far as they were needed."""

    def __init__(self, read: Any, offset: int) -> None:
        self._read, self.at = read, offset
        self._data, self._from, self._ended = b"", 0, False

    def fill(self, size: int) -> bool:
        """Have so many bytes at hand; False where the stream ends before."""
        have = len(self._data) - self._from
        if have >= size or self._ended:
            return have >= size
        parts = [self._data[self._from :]]
        while have < size and (chunk := self._read(_CHUNK)):
            parts.append(chunk)
            have += len(chunk)
        self._ended = have < size
        self._data, self._from = b"".join(parts), 0
        return have >= size

    def drop(self, size: int) -> None:
        """Go on by so many bytes that are at hand."""
        self._from += size
        self.at += size

    def peek(self, start: int, end: int) -> bytes:
        """Return bytes that are at hand, counted from here."""
        return self._data[self._from + start : self._from + end]

    def find(self, pattern: re.Pattern[bytes], within: int) -> bytes | None:
        """Return the bytes up to the end of a match, among so many."""
        for size in (_CHUNK // 16, within):
            self.fill(size)
            found = pattern.search(self._data, self._from, self._from + size)
            if found:
                return self._data[self._from : found.end()]
        return None

    def seek(self, pattern: re.Pattern[bytes], within: int | None) -> bool:
        """Go on to the next match; False where there is none, among so many bytes."""
        passed = 0
        while within is None or passed <= within:
            more = self.fill(_CHUNK)
            found = pattern.search(self._data, self._from)
            if found:
                self.drop(found.start() - self._from)
                return True
            if not more:
                self.drop(len(self._data) - self._from)
                return False
            # A match may begin in the last bytes.
            size = len(self._data) - self._from - 16
            self.drop(size)
            passed += size
        return False
