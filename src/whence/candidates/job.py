"""A folder of articles in Parquet → prints, candidates, kinships and stories beside them, on any engine.

    python -m whence.candidates.job FOLDER                        this machine, DuckDB
    spark-submit … job.py FOLDER --engine spark                   a cluster; FOLDER may be s3a://…, hdfs://…

    articles/     article int64 · id string · language string · text string     what a collection exports:
                  `text` has blanks for what is in no passage (front matter), so that offsets stay
    prints/       article · key int64 · kind int32 · weight float
    candidates/   one · two int64 · kind int32 · score double · rules string     one < two
    kinships/     one · two · kind string · score · left · right double · extents list of int64 · rules
    stories/      story · article int64

A step reads what the one before wrote, so that each can be run again, looked at, or run elsewhere.
`extents` are four offsets each: begin and end in the text of `one`, begin and end in the text of `two`;
`left` and `right` are the shares of the two texts that they cover. `rules` say by which lexicon, version and
settings a pair was found: a collection takes those of its own rules only. The kernels are those of a collection:
the same articles give the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa

    from whence.candidates.clusters import Kin, Region
    from whence.engines import Engine

STEPS = ("prints", "candidates", "kinships", "stories")
# Articles that share the work on their words. Larger batches are faster and take more memory: about 60 MB
# for a thousand articles of 300 words.
BATCH = 1_000
_WITH_TEXTS = """
SELECT c.one, c.two, a.language AS one_language, a.text AS one_text, b.language AS two_language, b.text AS two_text
FROM (SELECT DISTINCT one, two FROM candidates) c
JOIN articles a ON a.article = c.one JOIN articles b ON b.article = c.two
"""


# Texts that are read at once to tell what parts of articles are about: 2 kB each.
TEXTS = 20_000
_WANTED = """
SELECT a.article, a.language, a.text FROM articles a JOIN wanted w ON a.article = w.article
"""


def schemas() -> Mapping[str, pa.Schema]:
    """Return the columns of each table."""
    import pyarrow as pa

    number, real, words = pa.int64(), pa.float64(), pa.string()
    return {
        "articles": pa.schema(
            [("article", number), ("id", words), ("language", words), ("text", words)]
        ),
        "prints": pa.schema(
            [("article", number), ("key", number), ("kind", pa.int32()), ("weight", pa.float32())]
        ),
        "candidates": pa.schema(
            [("one", number), ("two", number), ("kind", pa.int32()), ("score", real), ("rules", words)]
        ),
        "kinships": pa.schema(
            [
                ("one", number), ("two", number), ("kind", words), ("score", real),
                ("left", real), ("right", real), ("extents", pa.list_(number)), ("rules", words),
            ]
        ),
        "stories": pa.schema([("story", number), ("article", number)]),
    }  # fmt: skip


def prints_of(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Turn batches of (article, language, text) into batches of prints."""
    from whence.candidates.prints import prints
    from whence.records import Article

    for batch in batches:
        rows = zip(batch["language"].to_pylist(), batch["text"].to_pylist(), strict=True)
        made = prints([Article(text=text, language=language) for language, text in rows])
        yield from made.table(batch["article"].to_pylist()).combine_chunks().to_batches()


def kinships_of(
    batches: Iterable[pa.RecordBatch], settings: Settings = DEFAULT
) -> Iterator[pa.RecordBatch]:
    """Turn batches of pairs with their texts into batches of kinships."""
    import pyarrow as pa

    from whence.candidates import rules
    from whence.candidates.kin import kinships
    from whence.records import Article

    columns = schemas()["kinships"]
    for batch in batches:
        place: dict[int, int] = {}
        articles: list[Article] = []
        pairs = []
        for row in batch.to_pylist():
            for side in ("one", "two"):
                if place.setdefault(row[side], len(articles)) == len(articles):
                    articles.append(Article(text=row[f"{side}_text"], language=row[f"{side}_language"]))
            pairs.append((row["one"], row["two"]))
        found = kinships(articles, [(place[a], place[b]) for a, b in pairs], settings=settings)
        rows = [
            {
                "one": one, "two": two, "kind": kin.kind, "score": kin.score,
                "left": kin.coverage[0], "right": kin.coverage[1],
                "extents": [at for e in kin.extents for at in (*e.left, *e.right)],
                "rules": rules.both(settings),
            }
            for (one, two), kin in zip(pairs, found, strict=True)
            if kin is not None
        ]  # fmt: skip
        yield pa.RecordBatch.from_pylist(rows, schema=columns)


def kin_of(table: pa.Table) -> list[Kin]:
    """Return the rows of a table of kinships as records."""
    from whence.candidates.clusters import Kin
    from whence.candidates.kin import Extent, Kinship

    rows = []
    for row in table.to_pylist():
        at = iter(row["extents"])
        extents = tuple(Extent((a, b), (c, d)) for a, b, c, d in zip(at, at, at, at, strict=True))
        kin = Kinship(row["kind"], row["score"], (row["left"], row["right"]), extents)
        rows.append(Kin(row["one"], row["two"], kin))
    return rows


def run(
    folder: str, *, engine: Engine, steps: tuple[str, ...] = STEPS, settings: Settings = DEFAULT
) -> None:
    """Run the steps over `folder`, in order. Stories are put together in one process."""
    from functools import partial

    from whence.candidates import rules
    from whence.candidates.join import pairs_sql, spoken

    at = {name: f"{str(folder).rstrip('/')}/{name}" for name in ("articles", *STEPS)}
    columns = schemas()
    if "prints" in steps:
        sql = "SELECT article, language, text FROM articles"
        engine.map(
            sql, {"articles": at["articles"]}, prints_of, columns["prints"], at["prints"], rows=BATCH
        )
    if "candidates" in steps:
        known = engine.run("SELECT article, language FROM articles", {"articles": at["articles"]})
        tables: dict[str, Any] = {
            "prints": at["prints"],
            "spoken": spoken(known["article"].to_pylist(), known["language"].to_pylist()),
        }
        text = pairs_sql(settings, fresh="(SELECT article FROM spoken)")
        made = f"SELECT found.*, '{rules.both(settings)}' AS rules FROM ({text}) found"  # noqa: S608 - text of our own
        engine.write(made, tables, at["candidates"])
    if "kinships" in steps:
        tables = {"candidates": at["candidates"], "articles": at["articles"]}
        kernel = partial(kinships_of, settings=settings)
        engine.map(_WITH_TEXTS, tables, kernel, columns["kinships"], at["kinships"], rows=BATCH)
    if "stories" in steps:
        _write_stories(engine, at)


def _write_stories(engine: Engine, at: Mapping[str, str]) -> None:
    import pyarrow as pa

    from whence.candidates.clusters import clusters

    kin = kin_of(engine.run("SELECT * FROM kinships", {"kinships": at["kinships"]}))
    found = clusters(kin, one_thing=lambda asked: _one_thing(engine, at["articles"], asked))
    rows = [(number, article) for number, story in enumerate(found) for article in story]
    table = pa.table(
        {
            "story": pa.array([s for s, _ in rows], pa.int64()),
            "article": pa.array([a for _, a in rows], pa.int64()),
        }
    )
    engine.write("SELECT story, article FROM made", {"made": table}, at["stories"])


def _one_thing(engine: Engine, articles: str, asked: Sequence[tuple[Region, Region]]) -> list[bool]:
    """Return of two regions of an article whether they are about one thing; texts are read a few at a time."""
    import pyarrow as pa

    from whence.candidates.kin import AT_ONCE, one_thing
    from whence.records import Article

    wanted: dict[int, list[tuple[Region, Region]]] = {}
    for pair in asked:
        wanted.setdefault(pair[0].article, []).append(pair)
    told: dict[tuple[Region, Region], bool] = {}
    for first in range(0, len(wanted), TEXTS):
        some = pa.table({"article": pa.array([*wanted][first : first + TEXTS], pa.int64())})
        found = engine.run(_WANTED, {"articles": articles, "wanted": some}).to_pylist()
        for at in range(0, len(found), AT_ONCE):
            part = found[at : at + AT_ONCE]
            rows = [Article(text=row["text"], language=row["language"]) for row in part]
            pairs = [(n, pair) for n, row in enumerate(part) for pair in wanted[row["article"]]]
            said = one_thing(rows, [(n, one[1:], two[1:]) for n, (one, two) in pairs])
            told.update(zip((pair for _, pair in pairs), said, strict=True))
    return [told[pair] for pair in asked]


def main(arguments: list[str] | None = None) -> None:
    """Run the steps that are asked for."""
    import argparse
    import sys

    from whence.engines import engine
    from whence.errors import WhenceError

    ask = argparse.ArgumentParser(prog="whence.candidates.job", description=__doc__.split("\n")[0])
    ask.add_argument("folder")
    ask.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    ask.add_argument("--steps", default=",".join(STEPS), help="some of them, with commas")
    given = ask.parse_args(arguments)
    steps = tuple(given.steps.split(","))
    if unknown := [step for step in steps if step not in STEPS]:
        ask.error(f"found the step {unknown[0]!r}, expected some of {','.join(STEPS)}")
    runner = engine(given.engine)
    try:
        run(given.folder, engine=runner, steps=steps)
    except (WhenceError, OSError) as error:
        sys.stderr.write(f"whence: {error}\n")
        sys.exit(3)
    finally:
        runner.close()


if __name__ == "__main__":
    main()
