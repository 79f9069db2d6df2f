"""Story → files for other people's tools: one module a format, and the table of them all.

    csv, xlsx, jsonl, parquet      the tables of `tables`        tei             the apparatus
    tmx, tsv                       the bitext of `bitext`        webannotation   W3C Web Annotation
    gexf; GraphML, DOT, Newick     the stemma (`report.graphs`)  ftm, stix       investigators' platforms
    bundle, verify                 a case with its evidence      claims          schema.org

`export` writes any of them; `chosen` tells the format from the ending of a file's name.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from whence.errors import UsageError
from whence.phrases import message
from whence.report import graphs, stemma_svg
from whence.report.exports import (
    bundle,
    claims,
    csv,
    ftm,
    gexf,
    jsonl,
    parquet,
    stix,
    tables,
    tei,
    tmx,
    tsv,
    webannotation,
    xlsx,
)
from whence.report.exports.escape import encodable
from whence.report.html import page
from whence.report.json import dumps
from whence.report.speech import Speech
from whence.report.view import as_story
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from whence.records import Capture, Comparison, Story


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be written: the document, and what single formats want beside it.

    `table` for the formats of one table, `captures` (the articles as found) for the case bundle,
    `when` for a format whose objects state when they were made, `techniques` for STIX, `language` for
    what a person reads: the report and the picture.
    """

    document: Comparison | Story
    table: str | None = None
    captures: Sequence[Capture] = ()
    when: datetime | None = None
    settings: Settings = DEFAULT
    techniques: Sequence[str] = ()
    language: str = "en"

    @property
    def story(self) -> Story:
        """The document as a story: a comparison is one of two versions."""
        return as_story(self.document)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the endings that mean it, what it holds, who reads it, and what writes it.

    `tables` is True where a file holds one table, whose name may stand before the ending.
    """

    name: str
    endings: tuple[str, ...]
    about: str
    write: Callable[[Asked, BinaryIO], None]
    tables: bool = False

    @property
    def ending(self) -> str:
        """The ending to give a file of this format."""
        return self.endings[0]


def _text(made: Callable[[Asked], str]) -> Callable[[Asked, BinaryIO], None]:
    """Return a writer of what is made as text."""
    return lambda asked, to: (to.write(encodable(made(asked)).encode()), None)[1]


FORMATS: dict[str, Format] = {
    made.name: made
    for made in (
        Format("html", (".html", ".htm"), message("the report, one page for any browser"),
               _text(lambda a: page(a.document, settings=a.settings, language=a.language))),
        Format("json", (".json",), message("everything, for programs"),
               _text(lambda a: dumps(a.document) + "\n")),
        Format("jsonl", (".jsonl", ".ndjson"), message("the tables, one row a line, for programs"),
               lambda a, to: jsonl.write(a.story, to, table=a.table), tables=True),
        Format("csv", (".csv",), message("one table (facts), for spreadsheets"),
               lambda a, to: csv.write(a.story, to, table=a.table or "facts"), tables=True),
        Format("xlsx", (".xlsx",), message("all tables, for Excel and LibreOffice"),
               lambda a, to: xlsx.write(a.story, to)),
        Format("parquet", (".parquet",), message("one table (readings), for DuckDB, pandas and Spark"),
               lambda a, to: parquet.write(a.story, to, table=a.table or "readings"), tables=True),
        Format("tmx", (".tmx",), message("links between languages, for translators' tools"),
               lambda a, to: tmx.write(a.story, to)),
        Format("tsv", (".tsv",), message("links between languages, one a line"),
               lambda a, to: tsv.write(a.story, to)),
        Format("graphml", (".graphml",), message("the stemma, for Gephi, yEd and networkx"),
               _text(lambda a: graphs.graphml(a.story))),
        Format("gexf", (".gexf",), message("the stemma, for Gephi"),
               lambda a, to: gexf.write(a.story, to)),
        Format("dot", (".dot", ".gv"), message("the stemma, for Graphviz"),
               _text(lambda a: graphs.dot(a.story))),
        Format("svg", (".svg",), message("the stemma, as a picture"),
               _text(lambda a: stemma_svg.svg(a.story, Speech(a.language)))),
        Format("newick", (".nwk", ".newick"), message("the stemma as a tree, for phylogenetics"),
               _text(lambda a: graphs.newick(a.story))),
        Format("tei", (".tei.xml", ".tei", ".xml"), message("the apparatus as TEI P5, for editions"),
               lambda a, to: tei.write(a.story, to)),
        Format("webannotation", (".anno.jsonld",), message("links, variants and attributions as W3C Web Annotations"),
               lambda a, to: webannotation.write(a.story, to)),
        Format("schema.org", (".schema.jsonld",), message("articles with their origin, and claims, for search engines"),
               lambda a, to: claims.write(a.story, to)),
        Format("ftm", (".ftm.json", ".ftm.jsonl", ".ftm"), message("FollowTheMoney entities, for OpenAleph"),
               lambda a, to: ftm.write(a.story, to)),
        Format("stix", (".stix.json", ".stix"), message("a STIX 2.1 bundle, for OpenCTI and MISP (whence[stix])"),
               lambda a, to: stix.write(a.story, to, when=a.when, techniques=a.techniques)),
        Format("bundle", (".zip",), message("the case: report, texts, originals and the hash of each"),
               lambda a, to: bundle.write(a.story, to, captures=a.captures, settings=a.settings,
                                            language=a.language)),
    )
}  # fmt: skip


def chosen(path: str | Path, name: str | None = None) -> tuple[Format, str | None]:
    """Return the format (by its name, else by the ending of `path`) and the table that the path names.

    >>> made, table = chosen("case.links.csv")
    >>> made.name, table
    ('csv', 'links')
    """
    file = Path(path).name.lower()
    if name is not None and name not in FORMATS:
        raise UsageError(f"found the format {name!r}; expected one of {', '.join(FORMATS)}")
    known = [FORMATS[name]] if name else list(FORMATS.values())
    endings = [(e, made) for made in known for e in made.endings if file.endswith(e)]
    if not endings:
        if name:
            return FORMATS[name], None
        found = f"the ending {Path(file).suffix}" if Path(file).suffix else "no ending"
        meant = "; .jsonld is .anno.jsonld or .schema.jsonld" if file.endswith(".jsonld") else ""
        listed = ", ".join(made.ending for made in FORMATS.values())
        raise UsageError(f"{path}: found {found}; expected one of {listed}{meant}, or the format's name")
    ending, made = max(endings, key=lambda row: len(row[0]))
    before = file.removesuffix(ending).rsplit(".", 1)[-1]
    return made, before if made.tables and before in tables.NAMES else None


def export(
    document: Comparison | Story,
    to: str | Path | BinaryIO,
    *,
    format: str | None = None,  # noqa: A002 - the word that users of files know
    table: str | None = None,
    captures: Sequence[Capture] = (),
    when: datetime | None = None,
    settings: Settings = DEFAULT,
    techniques: Sequence[str] = (),
    language: str = "en",
) -> None:
    """Write a document to a file or binary stream, in the format of its ending unless one is named.

    `techniques` are ids of DISARM techniques that a person holds to be used, for STIX; `language`
    is that of the report and the picture. A file comes to be only when it is whole; one that was there
    is replaced then.
    """
    if table is not None and table not in tables.NAMES:
        raise UsageError(f"found the table {table!r}; expected one of {', '.join(tables.NAMES)}")
    if not isinstance(to, (str, Path)):
        if format is None:
            raise UsageError(f"a stream has no ending; expected a format: {', '.join(FORMATS)}")
        made, named = chosen("", format)
        made.write(Asked(document, table, captures, when, settings, techniques, language), to)
        return
    made, named = chosen(to, format)
    asked = Asked(document, table or named, captures, when, settings, techniques, language)
    with replacing(Path(to)) as stream:
        made.write(asked, stream)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written whole: what was there is replaced at the end, and kept after an error."""
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        # A device or a pipe, which cannot be replaced.
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
