"""What is written is read again: tables by whence's own readers, the two forms of bitext against each other."""

import io

import pytest

import exported
import stories
import whence
from whence.report.exports import export, tables

STORY = stories.story()
XML = exported.XML


def links():
    table = tables.tables(STORY)["links"]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows()]


def back(path, **mapping):
    """The texts and languages that whence reads from a file; an error of reading fails here."""
    found = [row.article for row in whence.captures(path, mapping=mapping)]
    return [(article.text, article.language) for article in found]


@pytest.mark.parametrize("name", ["case.links.csv", "case.links.jsonl", "case.links.parquet"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_links_are_read_again(tmp_path, name, side):
    export(STORY, tmp_path / name)
    expected = [(row[f"{side}_text"], row[f"{side}_language"]) for row in links()]
    assert len(expected) == 80
    assert back(tmp_path / name, text=f"{side}_text", language=f"{side}_language") == expected


def test_the_table_of_facts_is_read_again(tmp_path):
    export(STORY, tmp_path / "case.csv")
    places = [row[4] for row in tables.tables(STORY)["facts"].rows()]
    found = [*whence.captures(tmp_path / "case.csv", mapping={"text": "place"})]
    # A fact without a place is a row without a text, and said to be so.
    assert [isinstance(row, whence.ReadError) for row in found] == [not place for place in places]
    assert [row.article.text for row in found if isinstance(row, whence.Capture)] == [
        *filter(None, places)
    ]


def test_bitext_is_read_again_and_is_one_in_both_formats(tmp_path):
    export(STORY, tmp_path / "case.tsv")
    sides = [
        back(tmp_path / "case.tsv", text=f"{s}_text", language=f"{s}_language")
        for s in ("left", "right")
    ]
    pairs = sorted(zip(*sides, strict=True))
    to = io.BytesIO()
    export(STORY, to, format="tmx")
    units = [
        tuple((tuv.findtext("seg"), tuv.get(f"{XML}lang")) for tuv in unit.iter("tuv"))
        for unit in exported.OPEN["tmx"](to.getvalue()).iter("tu")
    ]
    assert sorted(units) == pairs


def test_a_version_is_read_again_from_the_whole_story(tmp_path):
    """The text in a case bundle gives the article of the same id."""
    path = tmp_path / "case.zip"
    export(STORY, path)
    from zipfile import ZipFile

    with ZipFile(path) as bundle:
        names = [name for name in bundle.namelist() if "/texts/" in name and name.endswith(".txt")]
        texts = {bundle.read(name).decode("utf-8").rstrip("\n") for name in names}
    assert {article.text.rstrip("\n") for article in STORY.articles} <= texts
