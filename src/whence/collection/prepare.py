"""Inputs → Batch: read, split, printed and compressed, ready to be stored; the work of worker processes.

A batch depends on its inputs only, so any number of workers makes the same ones, in the same order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.collection import originals, texts
from whence.collection.workers import in_processes
from whence.errors import ReadError
from whence.phrases import phrase
from whence.records import Article, Capture
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whence.candidates.prints import Prints

    Item = Article | Capture | ReadError | str | Path
# Articles of a batch: one transaction, one segment of postings. Gates how much a kill can lose (a second or
# two of work) and how much workers send at a time.
BATCH = 256
# Characters (or bytes of a file) of a batch, whichever is reached first: bounds the memory of long texts.
BATCH_SIZE = 4_000_000
# Larger files may hold many articles: they are read in the calling process, piece by piece; smaller ones
# whole, in the workers.
LARGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read."""

    language: str | None = None
    lines: bool = False
    mapping: Mapping[str, str] | None = None
    follow: bool = False
    settings: Settings = DEFAULT


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes that were read, compressed; `texted` where it takes the article's text to read them."""

    sha256: str
    size: int
    data: bytes
    texted: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article as it will be stored, and how it was found."""

    article: Article  # without text and passages
    characters: int
    passages: int
    body: bytes
    source: str
    captured: str
    media_type: str
    original: Original | None


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Articles ready to be stored, their prints (row i of the prints is rows[i]), and what failed."""

    rows: tuple[Prepared, ...]
    prints: Prints | None
    failed: tuple[ReadError, ...]


def batches(
    items: Iterable[Item], options: Options, *, workers: int = 1, fetcher: Any = None
) -> Iterator[Batch]:
    """Yield the batches of the items in their order, made in `workers` processes where that is worth it."""
    groups = _groups(_pieces(items, options, fetcher))
    ahead = list(islice(groups, 2))
    tasks = ((group, options) for group in chain(ahead, groups))
    yield from in_processes(_prepare, tasks, workers if len(ahead) > 1 else 1)


def _pieces(items: Iterable[Item], options: Options, fetcher: Any) -> Iterator[Item]:
    """Yield items that are small enough for a worker: folders file by file, large files article by article."""
    for item in items:
        if isinstance(item, (str, Path)) and (path := Path(item)).is_dir():
            for piece in _files(path, options):
                yield from _pieces_of(piece, options, fetcher)
        else:
            yield from _pieces_of(item, options, fetcher)


def _pieces_of(item: Item, options: Options, fetcher: Any) -> Iterator[Item]:
    if isinstance(item, (str, Path)):
        path = Path(item)
        if (
            options.follow
            or "://" in str(item)
            or str(item) == "-"
            or (path.is_file() and path.stat().st_size > LARGE)
        ):
            yield from captures(str(item), options, fetcher)
        else:
            yield path
    else:
        yield item


def _files(folder: Path, options: Options) -> Iterator[Item]:
    """Yield the files of a folder and those below it that are of a known kind, in order."""
    from whence.readers import formats, source

    job = source.Job(options.language, options.lines, options.settings)
    others: Counter[str] = Counter()
    empty = True
    for name in source.walk(str(folder)):
        empty, path = False, Path(name)
        try:
            known = formats.is_known(source.file(name, options.settings), job)
        except ReadError as error:
            yield error
            continue
        if known:
            yield path
        else:
            others[path.suffix.lower() or "no ending"] += 1
    if others:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in others.most_common(5))
        many = "files of other kinds were" if others.total() > 1 else "file of another kind was"
        yield ReadError(
            str(folder),
            phrase("{n} {many} passed over ({kinds})", n=f"{others.total():,}", many=many, kinds=kinds),
        )
    if empty:
        yield ReadError(
            str(folder), phrase("there is no file in this directory"), phrase("check the name")
        )


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += _size(item)
        if len(group) >= BATCH or size >= BATCH_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _size(item: Item) -> int:
    if isinstance(item, Article):
        return len(item.text)
    if isinstance(item, Capture):
        return len(item.article.text)
    if isinstance(item, Path):
        try:
            return item.stat().st_size
        except OSError:
            return 0
    return 0


def _prepare(task: tuple[Sequence[Item], Options]) -> Batch:
    return prepare(*task)


def prepare(items: Sequence[Item], options: Options) -> Batch:
    """Return the batch of some items."""
    from whence.candidates.prints import prints
    from whence.split import split

    rows: list[Prepared] = []
    articles: list[Article] = []
    failed: list[ReadError] = []
    last: tuple[bytes, Original] | None = None
    for found in chain.from_iterable(_captures(item, options) for item in items):
        if isinstance(found, ReadError):
            failed.append(found)
            continue
        article = found.article if found.article.passages else split(found.article)
        if found.original and (last is None or last[0] is not found.original):
            # Many articles of one file share its bytes.
            last = found.original, compressed(found.original, article.text)
        original = last[1] if found.original and last else None
        rows.append(_prepared(article, found, original))
        articles.append(article)
    return Batch(tuple(rows), prints(articles) if articles else None, tuple(failed))


def compressed(original: bytes, text: str) -> Original:
    """Return bytes compressed, with their digest."""
    texted = len(original) <= originals.LARGEST
    data = originals.dump(original, text if texted else None)
    return Original(hashlib.sha256(original).hexdigest(), len(original), data, texted)


def _prepared(article: Article, found: Capture, original: Original | None) -> Prepared:
    return Prepared(
        article=replace(article, text="", passages=(), blocks=()),
        characters=len(article.text),
        passages=len(article.passages),
        body=texts.dump(article),
        source=found.source,
        captured=found.captured.value if found.captured else "",
        media_type=found.media_type,
        original=original,
    )


def _captures(item: Item, options: Options) -> Iterator[Capture | ReadError]:
    if isinstance(item, Article):
        # An article made by a program: nothing was read.
        yield Capture(item, b"", "", item.path or item.url or "")
    elif isinstance(item, (Capture, ReadError)):
        yield item
    else:
        yield from captures(str(item), options)


def captures(source: str, options: Options, fetcher: Any = None) -> Iterator[Capture | ReadError]:
    """Yield the articles of a source as they were found, and what could not be read."""
    from whence import readers

    yield from readers.captures(
        source,
        language=options.language,
        lines=options.lines,
        settings=options.settings,
        mapping=options.mapping,
        fetcher=fetcher,
        follow=options.follow,
    )
