"""A collection goes to a cluster and comes back: the same articles, kinships and stories."""

import pytest

import whence
from whence.candidates import job
from whence.engines import engine
from whence.settings import Settings

from test_collection_order import made_of, state  # isort: skip

SETTINGS = Settings(spread=3, words_from=2.0)


@pytest.fixture
def case(tmp_path):
    with whence.open(tmp_path / "one.whence", settings=SETTINGS) as found:
        found.add(made_of(5, 20))
        yield found


def test_a_job_gives_what_the_collection_found_itself(case, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    assert case.export_parquet(folder) == case.info().articles
    duck = engine("duckdb")
    job.run(str(folder), engine=duck, settings=SETTINGS)
    duck.close()
    # Nothing may be compared again where the job has done it.
    monkeypatch.setattr("whence.collection.updating.kinships.judge", None)
    with whence.open(tmp_path / "two.whence", settings=SETTINGS) as other:
        added = other.import_parquet(folder)
        assert added.new == case.info().articles
        assert state(other) == state(case)
        assert other.info().pending == 0


def test_articles_come_back_whole_and_join_others(case, tmp_path):
    folder = tmp_path / "out"
    odd = whence.Article.from_passages(
        ["One \ud83d lone surrogate.", "Two."], language="en", outlet="The Odd"
    )
    case.add([odd])
    case.export_parquet(folder)
    more = made_of(6, 4)
    with whence.open(tmp_path / "two.whence", settings=SETTINGS) as other:
        other.add(more)
        other.import_parquet(folder)
        assert other.article(odd.id) == odd
        case.add(more)
        assert state(other) == state(case)


def test_a_folder_without_articles_is_told(case, tmp_path):
    with pytest.raises(whence.UsageError, match="articles"):
        case.import_parquet(tmp_path)
    case.export_parquet(tmp_path / "out")
    with pytest.raises(whence.UsageError, match="there already"):
        case.export_parquet(tmp_path / "out")
    next((tmp_path / "out" / "articles").iterdir()).write_bytes(b"no parquet")
    with pytest.raises(whence.UsageError, match="no Parquet"):
        case.import_parquet(tmp_path / "out")
