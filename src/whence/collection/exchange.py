"""Collection ⇄ a folder of Parquet: articles go to a cluster, kinships come back (`whence.candidates.job`).

    articles/     article int64 (place in the order of the ids) · id · language · text · packed string
    candidates/   one · two · kind · score            from the job
    kinships/     one · two · kind · score · left · right · extents

`text` is what is compared: blank where the article's own text stands in no passage. `packed` is JSON of what
else is known of an article, of its passages, and its text where that is another one; without it an article is
its text and language. Where the folder holds exactly the collection's articles, nothing is compared here: the job's
candidates and kinships are taken as they are. Otherwise only its kinships are, and the join is run again.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from whence.candidates import rules
from whence.candidates.things import WORDS
from whence.candidates.tokens import wording
from whence.collection import catalog, decisions, stories, texts, updating
from whence.errors import UsageError
from whence.records import Article

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from whence.collection.store import Store
    from whence.settings import Settings

# Articles of a group of rows, and of a batch that is read.
GROUP = 1_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def write(store: Store, folder: Path, told: Callable[[str, int, int], None]) -> int:
    """Write the articles of a collection for a cluster; return how many there were."""
    target = folder / "articles"
    if target.exists():
        raise UsageError(f"found {target} there already, expected a new folder")
    try:
        target.mkdir(parents=True)
        return _write(store, target, told)
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"{target}: cannot be written ({why}); choose another place") from error


def _write(store: Store, target: Path, told: Callable[[str, int, int], None]) -> int:
    """Write the articles to one file in `target`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number, words = pa.int64(), pa.string()
    columns = pa.schema(
        [("article", number), ("id", words), ("language", words), ("text", words), ("packed", words)]
    )
    with (
        store.snapshot() as db,
        pq.ParquetWriter(target / "part-0.parquet", columns, compression="zstd") as to,
    ):
        rows = [row for (row,) in db.execute("SELECT row FROM article ORDER BY id")]
        decided = decisions.standing(db)
        for at in range(0, len(rows), GROUP):
            part = rows[at : at + GROUP]
            found = [(at + n, catalog.article(db, row, decided)) for n, row in enumerate(part)]
            to.write_table(pa.Table.from_pylist([_row(n, a) for n, a in found], schema=columns))
            told("export", at + len(found), len(rows))
    return len(rows)


def _row(number: int, article: Article) -> dict[str, Any]:
    packed = texts.pack(article)
    text = packed.pop("text")
    # What is compared: without front matter; and Parquet takes no lone surrogates.
    compared = _SURROGATE.sub("\ufffd", wording(article))
    return {
        "article": number,
        "id": article.id,
        "language": article.language,
        "text": compared,
        "packed": json.dumps(packed if compared == text else {**packed, "text": text}),
    }


def present(folder: Path) -> None:
    """Raise UsageError where a folder holds no exported articles."""
    if not any((folder / "articles").glob("*.parquet")):
        raise UsageError(f"found no articles/*.parquet in {folder}, expected a folder that was exported")


def articles(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder."""
    for row in _rows(folder, "articles"):
        if row.get("packed"):
            yield texts.unpack({"text": row["text"], **json.loads(row["packed"])})
        else:
            yield Article(text=row["text"], language=row["language"])


def _rows(folder: Path, name: str, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, a batch in memory at a time."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for file in sorted((folder / name).glob("*.parquet")):
        try:
            with pq.ParquetFile(file) as table:
                for batch in table.iter_batches(GROUP, columns=columns):
                    yield from batch.to_pylist()
        except (pa.ArrowInvalid, OSError) as error:
            raise UsageError(f"{file}: found no Parquet file that can be read ({error})") from error


def check(folder: Path, settings: Settings) -> None:
    """Raise UsageError where nothing was exported, or a job found its pairs by other rules than those of now."""
    present(folder)
    now = rules.both(settings)
    for name in ("candidates", "kinships"):
        if any(row.get("rules") != now for row in _rows(folder, name, columns=["rules"])):
            raise UsageError(
                f"found {name} in {folder} of another version, lexicon or settings of whence, expected those of this "
                "one; run the job again with it, or remove candidates and kinships to have all compared here"
            )


def take(db: sqlite3.Connection, folder: Path) -> list[int] | None:
    """Take over a job's kinships; the caller has begun a transaction.

    Return the numbers of the stories that changed where the collection is up to date then, else None.
    """
    rows = {name: row for row, name in db.execute("SELECT row, id FROM article")}
    place = {row["article"]: row["id"] for row in _rows(folder, "articles")}
    if not (folder / "candidates").is_dir() or not (folder / "kinships").is_dir():
        return None
    number = {at: rows[name] for at, name in place.items() if name in rows}
    compared = {(row["one"], row["two"]): row for row in _rows(folder, "kinships")}
    evidence: dict[tuple[int, int], list[float]] = {}
    for row in _rows(folder, "candidates"):
        found = evidence.setdefault((row["one"], row["two"]), [0.0, 0.0])
        found[row["kind"] != WORDS] = row["score"]
    whole = len(rows) == len(place) == len(number)
    if whole:
        db.execute("UPDATE kinship SET words = 0, meaning = 0")
    for (one, two), weights in evidence.items():
        if one in number and two in number:
            _keep(
                db,
                (number[one], number[two]),
                weights if whole else [0.0, 0.0],
                compared.get((one, two)),
                place[one] < place[two],
            )
    if not whole:
        return None
    changed = stories.update(db, None)
    db.execute("DELETE FROM pending")
    updating.advance(db)
    return changed


def _keep(
    db: sqlite3.Connection,
    pair: tuple[int, int],
    weights: list[float],
    kin: dict[str, Any] | None,
    straight: bool,
) -> None:
    """Store a pair as a job gives it, left and right in the order of the ids."""
    kind, score, coverage, extents = "none", 0.0, [0.0, 0.0], []
    if kin is not None:
        kind, score, coverage = kin["kind"], kin["score"], [kin["left"], kin["right"]]
        at = iter(kin["extents"])
        extents = [list(four) for four in zip(at, at, at, at, strict=True)]
    if not straight:
        pair, coverage = pair[::-1], coverage[::-1]
        extents = [[c, d, a, b] for a, b, c, d in extents]
    db.execute(
        "INSERT INTO kinship VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (left, right)"
        " DO UPDATE SET words = excluded.words, meaning = excluded.meaning",
        (*pair, *weights, kind, score, *coverage, json.dumps(extents, separators=(",", ":"))),
    )
