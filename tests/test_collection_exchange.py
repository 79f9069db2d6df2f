"""A collection goes to a cluster and comes back: the same articles, kinships and stories."""

import pytest

import whence
from whence.candidates import job
from whence.engines import engine
from whence.settings import Settings

from test_collection_order import made_of, pool, state  # isort: skip

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


HEADER = (
    "---\ntitle: {}\nlicense: all that stands here may be printed again by anybody who names the Skerry Post\n"
    "contact: write to the night desk of the Skerry Post, Quay Street 9, before the first ferry leaves\n---\n\n{}\n"
)
PARTS = (
    (
        "The lighthouse of Quendorra burned down on Friday night. Keeper Halvard Brisk was taken to hospital. "
        "The lamp of Quendorra had been lit since 1871, said Halvard Brisk."
    ),
    (
        "Engineers will examine the lighthouse of Quendorra in June. Halvard Brisk will be their guide there. "
        "The hospital of Quendorra let the keeper go home in good health."
    ),
)


@pytest.fixture
def fronted(tmp_path):
    """Markdown files under one header: a report, its two parts in other files, and files of other text."""
    between = " ".join(pool(5, 12))
    texts = [
        f"{PARTS[0]} {between} {PARTS[1]}",
        f"{PARTS[0]} {pool(6, 1)[0]}",
        f"{pool(7, 1)[0]} {PARTS[1]}",
    ]
    texts += [" ".join(pool(seed, 9)) for seed in range(20, 24)]
    folder = tmp_path / "files"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_text(HEADER.format(text[:9], text), "utf-8")
    return folder


def test_a_job_makes_the_kinships_and_stories_of_a_collection(fronted, tmp_path):
    import pyarrow.parquet as pq

    folder, duck = tmp_path / "out", engine("duckdb")
    with whence.open(tmp_path / "one.whence") as case:
        case.add(fronted, language="en")
        case.export_parquet(folder)
        job.run(str(folder), engine=duck)
        duck.close()
        ids = {r["article"]: r["id"] for r in pq.read_table(folder / "articles").to_pylist()}
        kin = {
            (
                frozenset((ids[k.left], ids[k.right])),
                k.kinship.kind,
                tuple(e.left for e in k.kinship.extents),
            )
            for k in job.kin_of(pq.read_table(folder / "kinships"))
        }
        own = {(frozenset((k.left, k.right)), k.kind, k.left_extents) for k in case.kinships()}
        assert kin == own
        # A shared header is no shared text, and two parts of one report are one story.
        assert len(own) == 2
        found = {}
        for row in pq.read_table(folder / "stories").to_pylist():
            found.setdefault(row["story"], set()).add(ids[row["article"]])
        assert [set(s.members) for s in case.stories()] == list(found.values())
        assert [len(story) for story in found.values()] == [3]
        texts = {a.id: a.text for a in map(case.article, ids.values())}
        with whence.open(tmp_path / "two.whence") as other:
            other.import_parquet(folder)
            assert {a: other.article(a).text for a in ids.values()} == texts


def test_a_place_that_cannot_be_written_is_told(case, tmp_path):
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(whence.UsageError, match="choose another place"):
        case.export_parquet(tmp_path / "file" / "out")


def test_a_header_is_found_by_nobody(fronted, tmp_path):
    stranger = tmp_path / "stranger.md"
    stranger.write_text(HEADER.format("Else", " ".join(pool(30, 9))), "utf-8")
    with whence.open(tmp_path / "one.whence") as case:
        case.add(fronted, language="en")
        assert not case.find(whence.read(stranger))
        assert not case.search("license")
        from whence.readers import read

        assert not case.find(read(str(stranger)))
