"""A zip archive of files → Capture: each file in it that articles stand in, read where it is, never written to disk."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import archive, formats
from whence.readers.source import Source, of_a_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whence.readers.source import Job
    from whence.records import Capture

# Kinds of file that a message about an archive names.
_NAMED = 5


def captures(source: Source, job: Job) -> Iterator[Capture | ReadError]:
    """Yield the articles of the files in an archive, in its order; other kinds of file are counted."""
    others: Counter[str] = Counter()
    with archive.opened(source, job.settings) as box:
        names = [row.filename for row in box.zip.infolist() if not row.is_dir()]
        pages = {PurePosixPath(n).stem for n in names if n.lower().endswith((".html", ".htm"))}
        for name in names:
            if _is_passed_over(name, pages):
                continue
            try:
                found = Source(f"{source.name}#{name}", data=box.read(name), captured=source.captured)
                known = formats.is_known(found, job)
                form = formats.recognised(found, job)
            except ReadError as error:
                yield error
                continue
            if form is formats.ZIPPED:
                yield ReadError(
                    found.name,
                    phrase("this is a zip archive within a zip archive"),
                    phrase("unpack it and pass it"),
                )
            elif known:
                yield from formats.opened(found, job)
            else:
                others[PurePosixPath(name).suffix.lower() or "no ending"] += 1
    if others:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in others.most_common(_NAMED))
        yield ReadError(
            source.name,
            phrase(
                "{n} files of other kinds in it were passed over ({kinds})",
                n=f"{others.total():,}",
                kinds=kinds,
            ),
        )


def _is_passed_over(name: str, pages: set[str]) -> bool:
    """Return True for what is hidden, what macOS adds, and the pictures that a browser saves beside a page."""
    parts = PurePosixPath(name).parts
    return any(
        part.startswith((".", "__MACOSX")) or (part is not parts[-1] and of_a_page(part, pages))
        for part in parts
    )
