"""Tables as CSV, TSV, XLSX, JSON lines and Parquet, opened as their own tools open them."""

import io
from dataclasses import replace

import duckdb
import openpyxl
import pytest

import exported
import stories
from whence.errors import UsageError
from whence.report.exports import export, tables, xlsx

STORY = stories.story()


def written(name, document=STORY, **asked):
    to = io.BytesIO()
    export(document, to, format=name, **asked)
    return exported.OPEN[name](to.getvalue())


def test_facts_have_one_row_a_fact_and_one_column_a_version():
    head, *rows = written("csv")
    assert head[:6] == ["fact", "finding", "kind", "role", "place", "note"]
    assert head[6:] == [
        "A El Faro del Velmo", "B Le Courrier d'Aube", "C Tern Gazette", "D صحيفة المنارة", "E 河谷晚报", "F Talbote",
    ]  # fmt: skip
    people = next(r for r in rows if r[1:3] == ["differs", "number"] and "1.200" in r)
    assert people[6:] == ["1.200", "1 200", "1,200", "١٢٬٠٠٠", "1200", "1.200"]
    same = next(r for r in rows if r[1] == "same" and "dos" in r)
    assert same[6:] == ["dos", "deux", "", "يومين", "", ""]


@pytest.mark.parametrize("name", tables.NAMES)
def test_every_table_says_the_same_in_csv_and_parquet(name):
    table = tables.tables(STORY)[name]
    head, *rows = written("csv", table=name)
    arrow = written("parquet", table=name)
    assert head == arrow.column_names == [c.name for c in table.columns]
    assert len(rows) == arrow.num_rows == len(list(table.rows()))
    first = next((c.name for c in table.columns if c.kind == "text"), None)
    for row, value in zip(rows, arrow[first].to_pylist(), strict=True):
        assert row[head.index(first)] == (value or "").replace("\n", " ")


def test_links_carry_texts_and_what_met():
    head, *rows = written("csv", table="links")
    found = [dict(zip(head, row, strict=True)) for row in rows]
    both = next(r for r in found if (r["left"], r["right"]) == ("A", "E") and " " in r["left_passages"])
    assert both["left_passages"] == "1 2"
    assert both["right_passages"] == "2"
    assert both["left_text"] == " ".join(p.text for p in STORY.articles[0].passages[1:3])
    assert "number: 1.200 = 1200" in both["evidence"]
    assert {r["moved"] for r in found} == {"yes", "no"}


def test_readings_point_into_the_texts():
    arrow = written("parquet", table="readings").to_pylist()
    assert arrow
    for row in arrow:
        if row["text"] is not None:
            article = STORY.articles[ord(row["version"]) - 65]
            assert article.text[row["start"] : row["end"]] == row["text"]


def test_duckdb_opens_the_parquet(tmp_path):
    path = tmp_path / "case.variants.parquet"
    export(STORY, path)
    rows = duckdb.sql(f"select kind, count(*) from '{path}' group by kind order by kind").fetchall()
    expected = sorted({v.kind for p in STORY.relations for v in p.variants})
    assert [kind for kind, _ in rows] == expected
    export(STORY, tmp_path / "v.versions.parquet")
    types = dict(
        duckdb.sql(
            f"select column_name, column_type from (describe '{tmp_path}/v.versions.parquet')"
        ).fetchall()
    )
    assert types["published_from"] == "TIMESTAMP WITH TIME ZONE"
    assert types["characters"] == "BIGINT"


def test_duckdb_reads_the_json_lines_back(tmp_path):
    path = tmp_path / "case.jsonl"
    export(STORY, path)
    rows = duckdb.sql(f"select \"table\", count(*) from '{path}' group by 1").fetchall()
    assert dict(rows) == {n: len(list(t.rows())) for n, t in tables.tables(STORY).items()}


def test_json_lines_hold_one_table_where_one_is_asked():
    assert {row["table"] for row in written("jsonl", table="credits")} == {"credits"}
    assert {row["table"] for row in written("jsonl")} == set(tables.NAMES)


def test_the_workbook_has_a_sheet_a_table():
    sheets = written("xlsx")
    assert list(sheets) == list(tables.NAMES)
    for name, rows in sheets.items():
        assert rows[0] == [c.name for c in tables.tables(STORY)[name].columns]
    assert sheets["attributions"][1][2] == "Hana Orlec"


def test_a_sheet_can_be_read_and_printed():
    """Columns as wide as what they hold, long texts in several lines, all columns on a page."""
    to = io.BytesIO()
    export(STORY, to, format="xlsx")
    sheet = openpyxl.load_workbook(to)["links"]
    head = {cell.value: cell.column_letter for cell in sheet[1]}
    widths = {name: sheet.column_dimensions[letter].width for name, letter in head.items()}
    assert widths["left"] < widths["left_language"] < widths["left_text"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (0, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    long = max(sheet[head["right_text"]][1:], key=lambda cell: len(cell.value))
    assert long.alignment.wrap_text
    assert sheet.row_dimensions[long.row].height > 20
    short = sheet[f"{head['left']}{long.row}"]
    assert not short.alignment.wrap_text
    assert short.alignment.vertical == "top"


def poisoned(text):
    articles = tuple(replace(a, title=text, outlet=None, path="p", id="") for a in STORY.articles)
    return replace(STORY, articles=articles)


@pytest.mark.parametrize("text", ["=2+3", "+2", "-2+3", "@SUM(1)", "＝2", " =2+3", "\t=2", "\n=2"])
def test_nothing_is_calculated(text):
    head, *rows = written("csv", poisoned(text), table="versions")
    assert {row[head.index("title")] for row in rows} == {"'" + text.strip()}
    sheet = written("xlsx", poisoned(text))["versions"]
    assert {row[4] for row in sheet[1:]} == {text.strip()}


def test_a_cell_of_the_workbook_is_cut_to_what_the_format_holds():
    sheet = written("xlsx", poisoned("\U0001f6a2" * 40_000))["versions"]
    assert len(sheet[1][4].encode("utf-16-le")) // 2 <= 32_767


def test_a_sheet_that_would_overflow_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "_ROWS", 4)
    with pytest.raises(UsageError, match=r"has more than the 4 rows .* csv, jsonl or parquet"):
        xlsx.write(STORY, io.BytesIO())


def test_an_empty_story_has_tables_without_rows():
    bare = replace(STORY, relations=(), loci=(), attributions=(), credits=(), stemma=stories.Stemma())
    assert len(written("csv", bare)) == 1
    assert written("parquet", bare).num_rows == 0
    assert {r["table"] for r in written("jsonl", bare)} == {"versions"}
    assert len(written("tsv", bare)) == 1


def test_bitext_pairs_two_languages():
    head, *rows = written("tsv")
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert all(r["left_language"] != r["right_language"] for r in found)
    assert {"ar", "zh"} <= {r["right_language"] for r in found}
    row = next(r for r in found if r["left_text"].startswith("La sirena de la presa vacía"))
    assert (row["left"], row["right"], row["right_text"]) == (
        "A",
        "B",
        "Une sirène vide la vallée du Velmo",
    )


def test_bitext_leaves_out_pairs_of_one_language_and_repetitions():
    assert len(written("tsv", stories.large(3, 6))) == 1
    twice = replace(STORY, relations=STORY.relations + STORY.relations)
    assert written("tsv", twice) == written("tsv")
