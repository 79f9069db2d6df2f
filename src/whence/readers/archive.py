"""Zip archives that are documents: opened once, checked for what they unpack to, read member by member."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers.source import unpacks_to_more

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Source
    from whence.settings import Settings

# Members of an archive: a long book has some thousand files.
_MEMBERS = 50_000


class Archive:
    """An open zip archive; a member's stated size is the most that can be read of it."""

    def __init__(self, archive: zipfile.ZipFile, source: Source, settings: Settings) -> None:
        self.zip = archive
        self._source, self._settings = source, settings
        self.sizes = {row.filename: row.file_size for row in archive.infolist()}

    def read(self, name: str) -> bytes:
        """Return a member's bytes; ReadError where it is missing, damaged or too large."""
        size = self.sizes.get(name)
        if size is None:
            raise ReadError(
                self._source.name,
                phrase("its part {name} is missing", name=name[:200]),
                phrase("fetch it again"),
            )
        if size > self._settings.max_bytes:
            raise unpacks_to_more(f"{self._source.name}#{name[:200]}", self._settings.max_bytes)
        try:
            return self.zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:  # fmt: skip
            raise ReadError(
                f"{self._source.name}#{name[:200]}",
                phrase("this part cannot be unpacked ({error})", error=error),
                phrase("fetch it again"),
            ) from error

    def xml(self, name: str) -> Any:
        """Return the root element of a member: no entities, no network, what is broken is mended."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            root = None
            told = phrase("its part {name} is no XML ({error})", name=name[:200], error=error)
        else:
            told = phrase("its part {name} is no XML", name=name[:200])
        if root is None:
            raise ReadError(
                self._source.name,
                told,
                phrase("fetch it again"),
            )
        return root


@contextmanager
def opened(source: Source, settings: Settings, *, limited: bool = True) -> Iterator[Archive]:
    """Open the zip archive of a source; with `limited` ReadError where it unpacks to too much."""
    with source.raw() as stream, zipfile.ZipFile(stream) as archive:
        rows = archive.infolist()
        if len(rows) > _MEMBERS:
            raise ReadError(
                source.name,
                phrase(
                    "it has {n} parts; expected at most {members}",
                    n=f"{len(rows):,}",
                    members=f"{_MEMBERS:,}",
                ),
            )
        if limited and sum(row.file_size for row in rows) > settings.max_unpacked_bytes:
            raise unpacks_to_more(source.name, settings.max_unpacked_bytes)
        yield Archive(archive, source, settings)
