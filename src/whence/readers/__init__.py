"""bytes → Article: read a source in whatever format, encoding and language it is, article by article.

    formats.py   which format it is      source.py     where the bytes are, and their limits
    compose.py   text → Article          fetch.py      addresses → bytes, only when asked
    encoding.py  bytes → text            language.py   text → language

    textfile, html, mhtml, webarchive, feed, opml, warc, wacz, json_rows, table, xlsx, parquet, pdf, epub, docx, odt,
    mail, mbox, zipped, addresses: one file a format, each with `captures(source, job)`

The article's text is what offsets point into: a plain file's own text, character for character.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from whence.errors import ReadError, UsageError
from whence.phrases import phrase
from whence.readers import formats, source
from whence.readers.source import Job, Source
from whence.settings import DEFAULT, Settings
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from whence.readers.fetch import Fetcher
    from whence.records import Article, Capture

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,10}://", re.IGNORECASE)
# Kinds of file that a message about a directory names.
_NAMED = 5


def read(
    given: str | os.PathLike[str],
    *,
    language: str | None = None,
    lines: bool = False,
    settings: Settings = DEFAULT,
) -> Article:
    """Return the one article of a source: a file, an address, "-" for standard input; not split unless `lines`.

    `language` overrides what would be detected; `lines` says the input is already split, one passage
    a line. Raises ReadError where the source cannot become one article.
    """
    name = os.fspath(given)
    if source.folder(name):
        raise ReadError(name, phrase("this is a directory, not a file"), phrase("name the files in it"))
    found = [*islice(captures(name, language=language, lines=lines, settings=settings), 2)]
    errors = [row for row in found if isinstance(row, ReadError)]
    articles = [row.article for row in found if not isinstance(row, ReadError)]
    if len(articles) == 1 and not errors:
        return articles[0]
    if articles:
        place = next(row.source for row in found if not isinstance(row, ReadError))
        raise ReadError(
            name,
            phrase("it holds more than one article"),
            phrase("take each by its place, as in {place}", place=place),
        )
    raise (
        errors[0]
        if errors
        else ReadError(name, phrase("there is no article in it"), phrase("check what it is"))
    )


def captures(
    given: str | os.PathLike[str],
    *,
    language: str | None = None,
    lines: bool = False,
    settings: Settings = DEFAULT,
    mapping: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
    follow: bool | None = None,
) -> Iterator[Capture | ReadError]:
    """Yield every article of a source as a Capture, and a ReadError for each piece that cannot be one.

    `given` is a file, a place in one ("crawl.warc#18230"), a directory (all files below it, in order), an
    address or "-". `mapping` names
    columns or keys of a table or JSON by the article's fields. Addresses that a list, a feed or a table
    names are fetched where `follow` says so, which is so where a `fetcher` is passed; else they are told,
    and only an address that is itself `given` is fetched. Nothing is raised but UsageError for a wrong call.
    """
    follow = fetcher is not None if follow is None else follow
    name = os.fspath(given)
    if fetcher is None and (follow or _ADDRESS.match(name)):
        from whence.readers.fetch import Polite

        fetcher = Polite(settings=settings)
    if mapping:
        from whence.readers.rows import checked

        mapping = checked(mapping)
    job = Job(_checked(language), lines, settings, mapping or {}, fetcher if follow else None)
    return _limited(_found(name, job, fetcher), name, settings.max_articles)


def _found(given: str, job: Job, fetcher: Fetcher | None) -> Iterator[Capture | ReadError]:
    if given == "-":
        yield from _opened(lambda: source.stdin(job.settings), job)
    elif fetcher is not None and _ADDRESS.match(given):
        from whence.readers import addresses

        yield from addresses.fetched(given, given, job, fetcher)
    elif source.folder(given):
        yield from _below(given, job)
    elif (whole := _holder(given)) is not None:
        rows = _opened(lambda: source.file(whole, job.settings), job)
        found = next(
            (row for row in rows if not isinstance(row, ReadError) and row.source == given), None
        )
        yield found or ReadError(
            given,
            phrase("there is no such place in {whole}", whole=whole),
            phrase("take one that whence names"),
        )
    else:
        yield from _opened(lambda: source.file(given, job.settings), job)


def _holder(given: str) -> str | None:
    """Return the file of many articles that "crawl.warc#18230" is a place in, None where it is a file itself."""
    whole, sign, _ = given.partition("#")
    is_place = sign and "\x00" not in given and not Path(given).exists() and Path(whole).is_file()
    return whole if is_place else None


def _opened(find: Callable[[], Source], job: Job) -> Iterator[Capture | ReadError]:
    try:
        found = find()
    except ReadError as error:
        yield error
    else:
        yield from formats.opened(found, job)


def _below(folder: str, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of all files below a directory; other kinds of file are counted."""
    others: Counter[str] = Counter()
    files = 0
    for path in source.walk(folder):
        files += 1
        try:
            found = source.file(path, job.settings)
            known = formats.is_known(found, job)
        except ReadError as error:
            yield error
            continue
        if known:
            yield from formats.opened(found, job)
        else:
            others[PurePath(path).suffix.lower() or "no ending"] += 1
    if others:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in others.most_common(_NAMED))
        yield ReadError(
            folder,
            phrase(
                "{n} files of other kinds were passed over ({kinds})",
                n=f"{others.total():,}",
                kinds=kinds,
            ),
        )
    if not files:
        yield ReadError(folder, phrase("there is no file in this directory"), phrase("check the name"))


def _limited(
    found: Iterator[Capture | ReadError], name: str, limit: int
) -> Iterator[Capture | ReadError]:
    """Yield what is found up to the limit of articles, and say where it was reached."""
    count, row = 0, None
    for row in found:
        if not isinstance(row, ReadError):
            count += 1
            if count > limit:
                yield ReadError(
                    name, phrase("it has more articles than the limit of {limit}; the rest is not read", limit=f"{limit:,}"),
                    phrase("raise the limit (max_articles)"),
                )  # fmt: skip
                return
        yield row
    if row is None:
        yield ReadError(name, phrase("there is no article in it"), phrase("check what it is"))


def _checked(language: str | None) -> str | None:
    """Return the tag of a stated language; what is no tag is a wrong call."""
    if language is None:
        return None
    found = tag(language)
    if found == "und" and language.strip().lower() != "und":
        raise UsageError(f"{language!r} is no language tag; expected one like 'fr', 'ar' or 'zh'")
    return found
