"""case bundle → Verdict: every file against the hash that the bundle states for it.

Nothing is unpacked unless asked for. A bundle may come from anyone: names that lead elsewhere, names that stand
there twice, links, encryption and more bytes than the limits allow are refused before they are read.
"""

from __future__ import annotations

import hashlib
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from whence.errors import ReadError
from whence.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# What a bundle of a story may be. The largest case thought of: some thousand articles with pages of a few
# megabytes; the table of contents is bounded since it is read whole, by about 100,000 files.
MOST_BYTES = 16_000_000_000
_MOST_CONTENTS = 8_000_000
_MOST_MANIFEST = 64_000_000
_CHUNK = 1 << 20
_LINE = re.compile(r"([0-9A-Fa-f]{64}) [ *](.+)")
_DAMAGED = "make it anew, or ask whoever sent it"
_REFUSED = "do not unpack it"


@dataclass(frozen=True, slots=True)
class Verdict(Record):
    """What a check of a bundle found: files by their names within it.

    `manifest` is the SHA-256 of the list of hashes: it tells two bundles apart, and shows, if you know
    it from elsewhere, that nobody has made the list anew.
    """

    checked: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]
    manifest: str

    @property
    def intact(self) -> bool:
        """True where every file is there, unchanged, and there is no other."""
        return not (self.missing or self.changed or self.extra)


def verify(path: Path, *, unpack: Path | None = None, most_bytes: int = MOST_BYTES) -> Verdict:
    """Check a case bundle; raise ReadError where the file is none or cannot be trusted to be read.

    With `unpack` an intact bundle's files are written below that folder, which must not be there yet.
    """
    try:
        with path.open("rb") as stream:
            _contents_bounded(stream, str(path))
            with zipfile.ZipFile(stream) as archive:
                verdict = _checked(archive, str(path), most_bytes)
                if unpack is not None and verdict.intact:
                    _unpack(archive, str(path), most_bytes, unpack)
                return verdict
    except FileNotFoundError as error:
        raise ReadError(
            str(error.filename or path), "there is no such file", "check the name"
        ) from error
    except FileExistsError as error:
        raise ReadError(
            str(error.filename or path), "it is there already", "name a new folder"
        ) from error
    except OSError as error:
        where = str(error.filename or path)
        raise ReadError(where, f"cannot be read or written ({error.strerror or error})") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
        raise ReadError(str(path), f"a damaged bundle ({error})", _DAMAGED) from error
    except (NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise ReadError(str(path), f"a bundle that cannot be read ({error})", _DAMAGED) from error


def _contents_bounded(stream: BinaryIO, name: str) -> None:
    """Refuse a table of contents that would fill the memory, before it is read.

    The end record is looked for as `zipfile` does: at the very end, else behind the last signature.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = len(tail) - 22
    if at < 0 or tail[at : at + 4] != b"PK\x05\x06" or tail[-2:] != b"\0\0":
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise ReadError(
            name, "no zip archive", "expected a bundle made by `whence export --to FILE.zip`"
        )
    bytes_of_contents = struct.unpack("<L", tail[at + 12 : at + 16])[0]
    if at >= 76 and tail[at - 20 : at - 16] == b"PK\x06\x07":
        # The larger form of the record (zip64) stands before, with the numbers that count.
        larger = tail[at - 76 : at - 20]
        bytes_of_contents = struct.unpack("<Q", larger[40:48])[0]
    if bytes_of_contents > _MOST_CONTENTS:
        raise ReadError(name, "too many files for a bundle of a story", _REFUSED)


def _checked(archive: zipfile.ZipFile, name: str, most_bytes: int) -> Verdict:
    files = _files(archive, name, most_bytes)
    read = _Reader(archive, name, most_bytes)
    if "manifest-sha256.txt" not in files or "bagit.txt" not in files:
        raise ReadError(
            name, "a zip archive without a list of hashes", "expected a bundle made by `whence export`"
        )
    stated: dict[str, str] = {}
    for listing in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        if listing in files:
            stated |= _stated(read.text(files[listing]), name)
    missing = sorted(set(stated) - set(files))
    # The list of the lists is what all hangs on; nothing can state its hash.
    extra = sorted(set(files) - set(stated) - {"tagmanifest-sha256.txt"})
    changed = [n for n in sorted(stated) if n in files and read.sha256(files[n]) != stated[n]]
    manifest = read.sha256(files["manifest-sha256.txt"])
    return Verdict(len(stated), tuple(missing), tuple(changed), tuple(extra), manifest)


def _files(archive: zipfile.ZipFile, name: str, most_bytes: int) -> dict[str, zipfile.ZipInfo]:
    """Return the files by their names within the bundle's folder, after all that can be known unread."""
    for entry in archive.infolist():
        _sound(entry, name)
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    # Some systems take names for one that differ by case or by the composition of their letters.
    folded = [unicodedata.normalize("NFC", e.filename).casefold() for e in entries]
    if len(set(folded)) < len(folded):
        raise ReadError(name, "two files of one name in the bundle", _REFUSED)
    if sum(entry.file_size for entry in entries) > most_bytes:
        raise ReadError(name, f"more than {most_bytes:,} bytes in the bundle", _REFUSED)
    folders = {entry.filename.split("/", 1)[0] for entry in entries}
    if len(folders) != 1 or any("/" not in entry.filename for entry in entries):
        raise ReadError(
            name, "a zip archive of several folders or none", "expected a bundle, one folder"
        )
    return {entry.filename.split("/", 1)[1]: entry for entry in entries}


def _sound(entry: zipfile.ZipInfo, name: str) -> None:
    """Refuse an entry that leads elsewhere or is neither a plain file nor a folder."""
    parts = entry.filename.removesuffix("/").split("/")
    odd = any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in entry.filename)
    if odd or {"", ".", ".."} & set(parts) or "\\" in entry.orig_filename or ":" in entry.filename:
        raise ReadError(name, f"a file name that leads elsewhere ({entry.filename!r})", _REFUSED)
    if entry.filename.endswith("/") and entry.file_size:
        raise ReadError(name, f"a folder that holds bytes ({entry.filename!r})", _REFUSED)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.create_system == 3 and kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise ReadError(name, f"a link or device in the bundle ({entry.filename!r})", _REFUSED)
    if entry.flag_bits & 0x1:
        raise ReadError(name, f"an encrypted file in the bundle ({entry.filename!r})", _REFUSED)


class _Reader:
    """Reads files of an archive, all together no more than the limit, whatever they claim to hold."""

    def __init__(self, archive: zipfile.ZipFile, name: str, most_bytes: int) -> None:
        self._archive, self._name, self._left = archive, name, most_bytes

    def chunks(self, entry: zipfile.ZipInfo) -> Iterable[bytes]:
        with self._archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise ReadError(self._name, "more bytes in the bundle than it states", _REFUSED)
                yield chunk

    def sha256(self, entry: zipfile.ZipInfo) -> str:
        """Return the hash of a file's bytes, "" where they cannot be unpacked any more."""
        digest = hashlib.sha256()
        try:
            for chunk in self.chunks(entry):
                digest.update(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            return ""
        return digest.hexdigest()

    def text(self, entry: zipfile.ZipInfo) -> str:
        if entry.file_size > _MOST_MANIFEST:
            raise ReadError(self._name, "a list of hashes that is too long", _REFUSED)
        return b"".join(self.chunks(entry)).decode("utf-8")


def _unpack(archive: zipfile.ZipFile, name: str, most_bytes: int, to: Path) -> None:
    """Write the files of a bundle whose names have been found sound."""
    read = _Reader(archive, name, most_bytes)
    to.mkdir(parents=True)
    for inner, entry in _files(archive, name, most_bytes).items():
        target = to.joinpath(*inner.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.writelines(read.chunks(entry))


def _stated(listing: str, name: str) -> Mapping[str, str]:
    """Return the hashes that a list states."""
    stated: dict[str, str] = {}
    for row in listing.splitlines():
        found = _LINE.fullmatch(row)
        if row.strip() and (not found or found[2] in stated):
            raise ReadError(name, "a list of hashes with a line that is none", _DAMAGED)
        if found:
            stated[found[2]] = found[1].lower()
    return stated
