"""A text or Markdown file → Capture: the text as given, character for character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import compose, encoding
from whence.readers import language as languages
from whence.readers import text as plain
from whence.readers.formats import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job, Source
    from whence.records import Capture

# A file that says it is XML, and its first element.
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,20}<\?xml\s[^>]{0,200}\?>\s{0,200}(?>(?:<[?!][^>]{0,2000}>\s{0,200}){0,20})<([A-Za-z][\w:.-]{0,60})"
)
_HEAD = 16_384


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the article of a text."""
    data = source.whole(job.settings)
    if not data:
        raise ReadError(
            source.name, phrase("it is empty (0 bytes)"), phrase("pass a file with text in it")
        )
    root = _XML.match(data[:_HEAD])
    if root and not job.lines:
        raise ReadError(
            source.name,
            phrase("this is XML of a kind that is not read (<{root}>)", root=root[1].decode("ascii")),
            phrase("expected a web page, a feed, OPML or a sitemap; save it as HTML or text"),
        )
    text, notices = encoding.decode(data, source.name, declared=source.charset)
    if not text.strip() or not any(c.isprintable() and not c.isspace() for c in text):
        raise ReadError(
            source.name,
            phrase("it has only white space ({n} characters)", n=f"{len(text):,}"),
            phrase("pass a file with text in it"),
        )
    # What has no name of its own (standard input) has no path.
    path = source.path or (source.name if source.address or "#" in source.name else None)
    markdown = source.suffix in MARKDOWN.endings or (source.media_type or "").startswith("text/markdown")
    if markdown and not job.lines:
        from whence.readers import markdown as marked

        article = marked.article(text, path=path, language=job.language, notices=notices)
        yield compose.captured(article, source, data, "text/markdown")
        return
    hint = plain.names_language(path or "")
    called, doubts = (job.language, ()) if job.language else languages.detect(text, hint=hint)
    make = plain.from_lines if job.lines else plain.article
    known = {"url": source.address} if source.address else {}
    article = make(text, language=called, path=path, notices=(*notices, *doubts), **known)
    yield compose.captured(article, source, data, "text/plain")
