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

    from whence.records import Article, Capture, Story

FOLDER = "whence-case"
# The earliest time that a zip can state.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# Endings of originals by media type; anything else is stored without one that a system would act upon.
_ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "xhtml", "text/plain": "txt", "text/markdown": "md",
    "application/pdf": "pdf", "application/json": "json", "text/csv": "csv", "message/rfc822": "eml",
    "application/epub+zip": "epub", "multipart/related": "mhtml",
}  # fmt: skip


def write(
    story: Story, to: BinaryIO, *, captures: Sequence[Capture] = (), settings: Settings = DEFAULT
) -> None:
    """Write the bundle; `captures` are the articles as they were found, with their bytes."""
    found = [[c for c in captures if key(c.article) == key(a)] for a in story.articles]
    story = replace(story, articles=tuple(map(_without_folders, story.articles)))
    payload = {
        "data/story.json": dumps(story).encode(),
        "data/report.html": page(story, settings=settings).encode("utf-8", "replace"),
    }
    for index, article in enumerate(story.articles):
        payload[_text_path(index, article)] = encodable(article.text).encode()
    about = [_about(i, a, found[i], payload) for i, a in enumerate(story.articles)]
    payload["data/articles.json"] = json_text(about, indent=1).encode()
    _zip(to, payload)


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
    index: int, article: Article, captures: Sequence[Capture], payload: dict[str, bytes]
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


def _zip(to: BinaryIO, payload: Mapping[str, bytes]) -> None:
    from whence import __version__

    size = sum(map(len, payload.values()))
    info = f"Bag-Software-Agent: whence {__version__}\nPayload-Oxum: {size}.{len(payload)}\n"
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": info.encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    # Made whole first: a disk that is full would leave the archive in disorder.
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*tags.items(), *sorted(payload.items())]:
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The same on every system: a plain file that all may read.
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    to.write(whole.getbuffer())


def _manifest(contents: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(contents.items()))
    return "".join(lines).encode()
