"""Where bytes come from: a file, standard input, a piece of a larger source; with limits on how many.

    Source("crawl.warc.gz#18230", data=b"<!DOCTYPE html>…", address="https://…", captured=…)

A gzip file is unpacked while it is read, up to `Settings.max_unpacked_bytes`.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import re
import stat
import sys
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from whence.errors import ReadError
from whence.phrases import phrase, said
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from whence.readers.fetch import Fetcher
    from whence.records import Time

_CHARSET = re.compile(r";\s{0,9}charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
GZIP = b"\x1f\x8b\x08"
# Bytes by which a format is recognised: a page may have long comments above its first element.
_HEAD = 16_384


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes that may hold articles. `path` is where they are, `data` the bytes if they are at hand.

    `name` is what messages and captures say; `address` where on the web they come from; `media_type`
    what their carrier says they are; `captured` when they were fetched.
    """

    name: str
    path: str | None = None
    data: bytes | None = field(default=None, repr=False)
    address: str | None = None
    media_type: str | None = None
    captured: Time | None = None

    @property
    def packed(self) -> bool:
        """True for a gzip file."""
        return self._raw_head().startswith(GZIP)

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters, without that of packing."""
        name = PurePath(self.path or (_path_of(self.address) if self.address else self.name))
        return PurePath(name.stem if name.suffix.lower() == ".gz" else name).suffix.lower()

    @property
    def charset(self) -> str | None:
        """The character set that the carrier states."""
        found = _CHARSET.search((self.media_type or "")[:500])
        return found[1] if found else None

    def head(self) -> bytes:
        """Return the first bytes, unpacked."""
        if not self.packed:
            return self._raw_head()
        try:
            with gzip.open(self.raw(), "rb") as stream:
                return stream.read(_HEAD)
        except (OSError, EOFError, ValueError, zlib.error):
            return b""

    def raw(self) -> BinaryIO:
        """Open the bytes as they are; the caller closes them."""
        if self.data is not None:
            return io.BytesIO(self.data)
        try:
            return Path(self.path or "").open("rb")
        except OSError as error:
            raise ReadError(self.name, *why(error)) from error

    def stream(self, settings: Settings) -> BinaryIO:
        """Open the bytes, unpacked within the limit; the caller closes them."""
        if not self.packed:
            return self.raw()
        packed: BinaryIO = gzip.open(self.raw(), "rb")  # type: ignore[assignment]  # noqa: SIM115
        return io.BufferedReader(_Bounded(packed, self.name, settings.max_unpacked_bytes))

    def whole(self, settings: Settings) -> bytes:
        """Return all bytes, unpacked; ReadError where they are more than an article's limit."""
        if self.path is not None and self.data is None and not self.packed:
            _limit(self.name, self.size(), settings, exact=True)
        with self.stream(settings) as stream:
            data = stream.read(settings.max_bytes + 1)
        _limit(self.name, len(data), settings, exact=False)
        return data

    def size(self) -> int:
        """Return how many bytes there are, as they are."""
        return len(self.data) if self.data is not None else Path(self.path or "").stat().st_size

    def piece(self, place: object) -> Source:
        """Return the place of a piece of this source, which stands after "#"; it has no bytes yet."""
        return Source(f"{self.name}#{place}", address=self.address, captured=self.captured)

    def _raw_head(self) -> bytes:
        if self.data is not None:
            return self.data[:_HEAD]
        with self.raw() as stream:
            return stream.read(_HEAD)


@dataclass(frozen=True, slots=True)
class Job:
    """What was asked for, the same for every piece of a source.

    `mapping` names the columns or keys of rows by the article's field ("text" → "body"); `fetcher`
    is there where addresses that a source names are to be fetched; `depth` counts sources within
    sources.
    """

    language: str | None = None
    lines: bool = False
    settings: Settings = DEFAULT
    mapping: Mapping[str, str] = field(default_factory=dict)
    fetcher: Fetcher | None = None
    depth: int = 0


class _Bounded(io.RawIOBase):
    """A stream that ends with an error after so many bytes."""

    def __init__(self, stream: BinaryIO, name: str, limit: int) -> None:
        self._stream, self._name, self._limit, self._seen = stream, name, limit, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(len(buffer))
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise ReadError(
                self._name,
                phrase("this gzip archive cannot be unpacked ({error})", error=error),
                phrase("fetch it again"),
            ) from error
        self._seen += len(data)
        if self._seen > self._limit:
            raise unpacks_to_more(self._name, self._limit)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def unpacks_to_more(name: str, limit: int) -> ReadError:
    """Return the error for a source that unpacks to more than the limit."""
    return ReadError(
        name,
        phrase("it unpacks to more than the limit of {limit} bytes", limit=f"{limit:,}"),
        phrase("raise the limit (max_unpacked_bytes) if you trust it"),
    )


def stdin(settings: Settings) -> Source:
    """Return standard input, read to its end."""
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("standard input", phrase("there is none"), phrase("pass a file"))
    data: bytes = stream.read(settings.max_bytes + 1)
    _limit("standard input", len(data), settings, exact=False)
    return Source("standard input", data=data)


def file(path: str, settings: Settings) -> Source:
    """Return the file at a path; ReadError where there is none. What is no file but a pipe is read to its end."""
    if "\x00" in path:
        raise ReadError(
            path.replace("\x00", "\\0"),
            phrase("a file name cannot have a NUL character"),
            phrase("check the name"),
        )
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise ReadError(path, *why(error)) from error
    if stat.S_ISDIR(mode):
        raise ReadError(path, phrase("this is a directory, not a file"), phrase("name the files in it"))
    if stat.S_ISREG(mode):
        return Source(path, path=path)
    with Source(path, path=path).raw() as stream:
        data = stream.read(settings.max_bytes + 1)
    _limit(path, len(data), settings, exact=False)
    return Source(path, path=path, data=data)


def folder(path: str) -> bool:
    """Return True for a directory."""
    return "\x00" not in path and os.path.isdir(path)  # noqa: PTH112  # says no to any odd name


def walk(root: str) -> Iterator[str]:
    """Yield the files below a directory, in order: no hidden ones, none outside it by a link."""
    inside = os.path.realpath(root)
    for place, folders, names in os.walk(root):
        pages = {
            PurePath(name).stem for name in names if PurePath(name).suffix.lower() in {".html", ".htm"}
        }
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not of_a_page(f, pages))
        for name in sorted(names):
            path = os.path.join(place, name)  # noqa: PTH118
            real = os.path.realpath(path)
            within = os.path.commonpath((inside, real)) == inside
            if not name.startswith(".") and within and os.path.isfile(real):  # noqa: PTH113
                yield path


def of_a_page(name: str, pages: set[str]) -> bool:
    """Return True for the folder that a browser saves beside a page: `page_files`, `page-Dateien`."""
    return any(name.startswith(stem) and name[len(stem) :][:1] in {"_", "-", "."} for stem in pages)


def _limit(source: str, size: int, settings: Settings, *, exact: bool) -> None:
    if size <= settings.max_bytes:
        return
    limit = f"{settings.max_bytes:,}"
    found = phrase("it has more bytes than the limit of {limit}", limit=limit)
    if exact:
        found = phrase(
            "it has {size} bytes, more than the limit of {limit}", size=f"{size:,}", limit=limit
        )
    raise ReadError(
        source,
        found,
        phrase("raise the limit (max_bytes) or cut the file"),
    )


def why(error: OSError) -> tuple[str, str]:
    """Return what stands in the way of a file, and what to do."""
    if error.errno == errno.ENOENT:
        return said("there is no such file"), said("check the name")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return said("it may not be read (permission denied)"), said("change its permissions or copy it")
    if error.errno == errno.ENAMETOOLONG:
        return (
            said("this is longer than a file name can be"),
            said("pass a file, or the text through standard input"),
        )
    return (
        f"it cannot be read ({(error.strerror or 'unknown error').lower()})",
        "check the file and the disk",
    )
