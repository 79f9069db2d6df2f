"""Story → case bundle: a zip of the story, its report, texts and originals, with the hash of every file.

It is a bag after RFC 8493 (BagIt), so that archives know it and `sha256sum -c manifest-sha256.txt` checks it:

    whence-case/bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt
    whence-case/data/story.json, report.html, articles.json, texts/A.es.txt, originals/A.html …

Equal content gives an equal bundle: the order is fixed and no time of making stands in it.
`whence.report.exports.verify` checks one.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from whence.report.display import sigil
from whence.report.exports.escape import encodable, json_text
from whence.report.exports.names import key, language
from whence.report.html import page
from whence.report.json import dumps
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from whence.records import Article, Capture, Story

FOLDER = "whence-case"
# The earliest time that a zip can state.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# Bytes of a bundle that are held in memory; a larger one waits on the disk.
_IN_MEMORY = 64_000_000
# Endings of originals by media type; anything else is stored without one that a system would act upon.
_ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "xhtml", "text/plain": "txt", "text/markdown": "md",
    "application/pdf": "pdf", "application/json": "json", "text/csv": "csv", "message/rfc822": "eml",
    "application/epub+zip": "epub", "multipart/related": "mhtml", "application/x-webarchive": "webarchive",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
}  # fmt: skip


def write(
    story: Story,
    to: BinaryIO,
    *,
    captures: Sequence[Capture] = (),
    settings: Settings = DEFAULT,
    language: str = "en",
) -> None:
    """Write the bundle; `captures` are the articles as they were found, with their bytes."""
    found = [[c for c in captures if key(c.article) == key(a)] for a in story.articles]
    story = replace(story, articles=tuple(map(_without_folders, story.articles)))
    payload: dict[str, bytes | Path] = {
        "data/story.json": dumps(story).encode(),
        "data/report.html": page(story, settings=settings, language=language).encode("utf-8", "replace"),
    }
    for index, article in enumerate(story.articles):
        payload[_text_path(index, article)] = encodable(article.text).encode()
    about = [_about(i, a, found[i], payload) for i, a in enumerate(story.articles)]
    payload["data/articles.json"] = json_text(about, indent=1).encode()
    _zip(to, payload)


def write_collection(file: Path, to: BinaryIO) -> None:
    """Write a bundle of a whole collection: `file` is a copy of it that nobody else writes to."""
    _zip(to, {"data/collection.whence": file})


def _without_folders(article: Article) -> Article:
    """Leave out the folders of the one who made the bundle: they are nobody else's business."""
    return replace(article, path=_file_name(article.path)) if article.path else article


def _file_name(source: str) -> str:
    if "://" in source:
        return source
    return source.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _text_path(index: int, article: Article) -> str:
    return f"data/texts/{sigil(index)}.{language(article.language)}.txt"


def _about(
    index: int, article: Article, captures: Sequence[Capture], payload: dict[str, bytes | Path]
) -> dict[str, Any]:
    """Put the originals of an article into the payload; return what is known of where it is from."""
    originals = []
    for number, capture in enumerate(captures):
        ending = _ENDINGS.get(capture.media_type.split(";", 1)[0].strip().lower(), "bin")
        path = f"data/originals/{sigil(index)}{f'-{number + 1}' if number else ''}.{ending}"
        payload[path] = capture.original
        originals.append(
            {
                "file": path,
                "media_type": capture.media_type,
                "source": _file_name(capture.source),
                "captured": capture.captured.value if capture.captured else None,
                "bytes": len(capture.original),
                "sha256": hashlib.sha256(capture.original).hexdigest(),
            }
        )
    text = _text_path(index, article)
    return {
        "version": sigil(index),
        "id": article.id,
        "name": article.name,
        "text": text,
        "originals": originals,
    }


def _zip(to: BinaryIO, payload: Mapping[str, bytes | Path]) -> None:
    from whence import __version__

    size = sum(map(_size, payload.values()))
    info = f"Bag-Software-Agent: whence {__version__}\nPayload-Oxum: {size}.{len(payload)}\n"
    tags: dict[str, bytes | Path] = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": info.encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    # Made whole first: a disk that is full would leave the archive in disorder.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in [*tags.items(), *sorted(payload.items())]:
                entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _NO_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                # The same on every system: a plain file that all may read.
                entry.create_system, entry.external_attr = 3, 0o100644 << 16
                entry.file_size = _size(content)
                with archive.open(entry, "w") as into, _opened(content) as stream:
                    shutil.copyfileobj(stream, into)
        whole.seek(0)
        shutil.copyfileobj(whole, to)


def _size(content: bytes | Path) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _opened(content: bytes | Path) -> io.BytesIO | io.BufferedReader:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _manifest(contents: Mapping[str, bytes | Path]) -> bytes:
    rows = []
    for name, content in sorted(contents.items()):
        with _opened(content) as stream:
            rows.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {name}\n")
    return "".join(rows).encode()
