"""Engines: the same text gives the same rows, from Arrow and from Parquet; errors show the query."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engines import on_engines
from whence.candidates.join import pairs as joined
from whence.candidates.join import spoken
from whence.engines import engine
from whence.errors import EngineError, UsageError
from whence.settings import Settings

ORDER = [("one", "ascending"), ("two", "ascending"), ("kind", "ascending")]


def posted(rows, kind=0, weight=1.0):
    """Return a table of prints: rows of (article, keys)."""
    flat = [(article, key) for article, keys in rows for key in keys]
    return pa.table(
        {
            "article": pa.array([a for a, _ in flat], pa.int64()),
            "key": pa.array([k for _, k in flat], pa.int64()),
            "kind": pa.array([kind] * len(flat), pa.int32()),
            "weight": pa.array([weight] * len(flat), pa.float32()),
        }
    )


def pairs(prints, *, languages="", **given):
    """Join, every article in a language of its own but those of `languages` (a letter each)."""
    articles = sorted(set(prints["article"].to_pylist()))
    tongues = languages or [f"x{chr(97 + n)}" for n in articles]
    return joined(prints, spoken(articles, tongues), **given)


def found(table):
    return [(r["one"], r["two"], r["kind"], r["score"]) for r in table.sort_by(ORDER).to_pylist()]


@on_engines()
def test_pairs_share_enough_rare_keys(runner):
    prints = posted([(1, [10, 11, 12]), (2, [10, 11, 12, 13]), (3, [12, 13]), (4, [99])])
    got = pairs(prints, engine=runner, settings=Settings(words_from=2))
    assert found(got) == [(1, 2, 0, 3.0), (2, 3, 0, 2.0)]


@on_engines()
def test_keys_that_many_have_make_no_pairs(runner):
    prints = posted([(n, [1, 2, 3]) for n in range(6)] + [(6, [7, 8]), (7, [7, 8, 1])])
    got = pairs(prints, engine=runner, settings=Settings(words_from=2, spread=5))
    assert found(got) == [(6, 7, 0, 2.0)]


@on_engines()
def test_each_kind_has_its_threshold(runner):
    prints = pa.concat_tables(
        [posted([(1, [5]), (2, [5])]), posted([(1, [6, 7]), (2, [6, 7])], kind=1, weight=0.8125)]
    )
    got = pairs(prints, engine=runner, settings=Settings(words_from=2, meaning_from=1.5))
    assert found(got) == [(1, 2, 1, 1.625)]


@on_engines()
def test_meanings_meet_between_languages_only(runner):
    prints = posted([(n, [5, 6, 7]) for n in (1, 2, 3)], kind=1, weight=0.8125)
    got = pairs(prints, engine=runner, languages=["fr", "fr", "it"])
    assert [row[:2] for row in found(got)] == [(1, 3), (2, 3)]


@on_engines()
def test_fresh_articles_are_compared_with_all_others_and_old_ones_not_again(runner):
    prints = posted([(n, [1, 2, 3]) for n in (1, 2, 3, 4)])
    got = pairs(prints, engine=runner, fresh=[3, 4], settings=Settings(words_from=2))
    assert [row[:2] for row in found(got)] == [(1, 3), (1, 4), (2, 3), (2, 4), (3, 4)]
    everything = pairs(prints, engine=runner, settings=Settings(words_from=2))
    assert set(found(got)) < set(found(everything))


@on_engines()
def test_keys_of_searching_make_no_pairs(runner):
    prints = posted([(1, [1, 2, 3]), (2, [1, 2, 3])], kind=2)
    assert pairs(prints, engine=runner).num_rows == 0


@on_engines()
def test_tables_come_from_parquet_and_go_to_parquet(runner, tmp_path):
    source = tmp_path / "in" / "it's.parquet"
    source.parent.mkdir()
    pq.write_table(pa.table({"n": pa.array([1, 2, 3], pa.int64())}), source)
    runner.write("SELECT n * 2 AS twice FROM numbers", {"numbers": source.parent}, tmp_path / "out")
    back = runner.run("SELECT sum(twice) AS total FROM rows", {"rows": tmp_path / "out"})
    assert back.to_pylist() == [{"total": 12}]


@on_engines()
def test_what_fails_shows_the_query(runner):
    with pytest.raises(EngineError, match="FROM nowhere"):
        runner.run("SELECT 1 FROM nowhere", {})


@on_engines()
def test_nothing_gives_nothing(runner):
    assert pairs(posted([]), engine=runner).num_rows == 0


def test_an_unknown_engine_is_refused():
    with pytest.raises(UsageError, match="expected duckdb or spark"):
        engine("postgres")


def test_duckdb_is_bounded_and_leaves_no_files():
    runner = engine("duckdb")
    rows = runner.run(
        "SELECT name, value FROM duckdb_settings() WHERE name IN ('memory_limit', 'temp_directory')", {}
    ).to_pylist()
    known = {row["name"]: row["value"] for row in rows}
    limit, unit = known["memory_limit"].split()
    assert float(limit) * {"MiB": 1, "GiB": 1024}[unit] <= 2048
    assert Path(known["temp_directory"]).parent == Path(tempfile.gettempdir())
    runner.close()
    assert not Path(known["temp_directory"]).exists()


def test_a_join_that_does_not_fit_goes_to_disk(tmp_path):
    runner = engine("duckdb", memory="60MB", spill=tmp_path, threads=1)
    many = "SELECT count(*) AS n, sum(c) AS c FROM (SELECT i, count(*) AS c FROM range(3000000) t(i) GROUP BY i)"
    assert runner.run(many, {}).to_pylist() == [{"n": 3_000_000, "c": 3_000_000}]
    runner.close()
