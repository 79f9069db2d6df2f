"""WACZ → Capture: the web archives in a zip, each read as it stands."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import archive, warc
from whence.readers.revisits import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from whence.readers.archive import Archive
    from whence.readers.source import Job, Source
    from whence.records import Capture


def _reopened(box: Archive, name: str) -> Callable[[], BinaryIO] | None:
    """Return what opens a member once more; None for a packed one, where each look would unpack all before it."""
    if box.zip.getinfo(name).compress_type != zipfile.ZIP_STORED:
        return None
    return lambda: cast("BinaryIO", box.zip.open(name))


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of every archive in the file."""
    with archive.opened(source, job.settings, limited=False) as box:
        names = [name for name in box.sizes if name.endswith((".warc", ".warc.gz"))]
        pages = Pages()
        for name in names:
            try:
                with box.zip.open(name) as stream:
                    yield from warc.of_stream(
                        cast("BinaryIO", stream), source.piece(name), job, pages, _reopened(box, name)
                    )
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:  # fmt: skip
                yield ReadError(
                    f"{source.name}#{name}",
                    phrase("it cannot be unpacked ({error})", error=error),
                    phrase("fetch it again"),
                )
    if not names:
        yield ReadError(
            source.name, phrase("there is no web archive in it"), phrase("expected files in archive/")
        )
