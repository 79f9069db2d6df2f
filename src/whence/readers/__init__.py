"""bytes → Article: read a file or standard input in whatever format, encoding and language it is.

    text.py       plain text            encoding.py   bytes → text
    markdown.py   Markdown              language.py   text → language
    html.py       saved web pages

The article's text is what offsets point into: a plain file's own text, character for character.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import ReadError, UsageError
from whence.readers import encoding
from whence.readers import language as languages
from whence.readers import text as plain
from whence.settings import DEFAULT, Settings
from whence.text import tag

if TYPE_CHECKING:
    from whence.records import Article

_HTML_NAMES = {".html", ".htm", ".xhtml", ".shtml"}
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
_HTML_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,2000}?-->\s{0,200})?<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,10}://", re.IGNORECASE)


def read(
    source: str | os.PathLike[str],
    *,
    language: str | None = None,
    lines: bool = False,
    settings: Settings = DEFAULT,
) -> Article:
    """Return the article in a file, "-" for standard input; it is not split unless `lines`.

    `language` overrides what would be detected; `lines` says the input is already split, one passage
    a line. Raises ReadError where the input cannot become an article.
    """
    given = os.fspath(source)
    stated = _checked(language)
    name = "standard input" if given == "-" else given
    data = _stdin(settings) if given == "-" else _file(given, settings)
    if not data:
        raise ReadError(name, "it is empty (0 bytes)", "pass a file with text in it")
    path = None if given == "-" else given
    suffix = Path(given).suffix.lower()
    if not lines and (suffix in _HTML_NAMES or _HTML_HEAD.match(data)):
        from whence.readers import html

        return html.article(data, source=name, path=path, language=stated)
    text, notices = encoding.decode(data, name)
    if not text.strip() or not any(c.isprintable() and not c.isspace() for c in text):
        raise ReadError(
            name, f"it has only white space ({len(text):,} characters)", "pass a file with text in it"
        )
    if not lines and suffix in _MARKDOWN_NAMES:
        from whence.readers import markdown

        return markdown.article(text, path=path, language=stated, notices=notices)
    called, doubts = (stated, ()) if stated else languages.detect(text, hint=plain.names_language(given))
    make = plain.from_lines if lines else plain.article
    return make(text, language=called, path=path, notices=(*notices, *doubts))


def _checked(language: str | None) -> str | None:
    """Return the tag of a stated language; what is no tag is a wrong call."""
    if language is None:
        return None
    found = tag(language)
    if found == "und" and language.strip().lower() != "und":
        raise UsageError(f"{language!r} is no language tag; expected one like 'fr', 'ar' or 'zh'")
    return found


def _stdin(settings: Settings) -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("standard input", "there is none", "pass a file")
    data: bytes = stream.read(settings.max_bytes + 1)
    _limit("standard input", len(data), settings, exact=False)
    return data


def _file(path: str, settings: Settings) -> bytes:
    if _ADDRESS.match(path):
        raise ReadError(path, "this is an address, not a file", "save the page and pass the file")
    if "\x00" in path:
        raise ReadError(
            path.replace("\x00", "\\0"), "a file name cannot have a NUL character", "check the name"
        )
    try:
        if Path(path).is_dir():
            raise ReadError(path, "this is a directory, not a file", "name the files in it")
        size = Path(path).stat().st_size
        _limit(path, size, settings, exact=True)
        with Path(path).open("rb") as stream:
            data = stream.read(settings.max_bytes + 1)
    except OSError as error:
        raise ReadError(path, *_why(error)) from error
    _limit(path, len(data), settings, exact=False)
    return data


def _limit(source: str, size: int, settings: Settings, *, exact: bool) -> None:
    if size <= settings.max_bytes:
        return
    found = f"it has {size:,} bytes, more than the" if exact else "it has more bytes than the"
    raise ReadError(
        source,
        f"{found} limit of {settings.max_bytes:,}",
        "raise the limit (max_bytes) or cut the file",
    )


def _why(error: OSError) -> tuple[str, str]:
    """Return what stands in the way of a file, and what to do."""
    if error.errno == errno.ENOENT:
        return "there is no such file", "check the name"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return "it may not be read (permission denied)", "change its permissions or copy it"
    if error.errno == errno.ENAMETOOLONG:
        return (
            "this is longer than a file name can be",
            "pass a file, or the text through standard input",
        )
    return (
        f"it cannot be read ({(error.strerror or 'unknown error').lower()})",
        "check the file and the disk",
    )
