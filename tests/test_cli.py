"""The command line: output, messages, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli import app

ENGLISH = """The mayor of Arlenz, Tilda Monrath, opened the new bridge on Monday.

It is 412 metres long and cost 38 million crowns.

"We have waited for it for sixty years," she said.
"""
FRENCH = """La maire d'Arlenz, Tilda Monrath, a inauguré lundi le nouveau pont.

Il mesure 412 mètres de long et a coûté 83 millions de couronnes.

« Nous l'attendions depuis soixante ans », a-t-elle déclaré.
"""

ITALIAN = """La sindaca di Arlenz, Tilda Monrath, ha inaugurato lunedì il nuovo ponte.

È lungo 412 metri ed è costato 83 milioni di corone.
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command line in a folder with two versions of a story."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "two.fr.txt").write_text(FRENCH, encoding="utf-8")
    return lambda *words, **more: CliRunner().invoke(app, list(words), **more)


def test_trace_says_what_the_texts_are(run):
    result = run("trace", "one.en.txt", "two.fr.txt")
    assert result.exit_code == 0, result.output
    assert "one.en.txt" in result.stdout


def test_json_is_one_document_and_nothing_else(run):
    result = run("compare", "one.en.txt", "two.fr.txt", "--json")
    document = json.loads(result.stdout)
    assert document["format"] == "whence.comparison/1"
    assert len(document["links"]) == 3
    story = json.loads(run("trace", "one.en.txt", "two.fr.txt", "--json").stdout)
    assert story["format"] == "whence.story/1"


def test_a_changed_number_is_found(run):
    document = json.loads(run("compare", "one.en.txt", "two.fr.txt", "--json").stdout)
    numbers = [v for v in document["variants"] if v["kind"] == "number"]
    assert len(numbers) == 1
    assert "38" in numbers[0]["left"]["text"]
    assert "83" in numbers[0]["right"]["text"]


def test_only_keeps_the_kinds_asked_for(run):
    document = json.loads(
        run("compare", "one.en.txt", "two.fr.txt", "--json", "--only", "date,name").stdout
    )
    assert {v["kind"] for v in document["variants"]} <= {"date", "name"}
    result = run("trace", "one.en.txt", "two.fr.txt", "--only", "colour")
    assert result.exit_code == 2
    assert "found colour; expected one or more of" in result.stderr.replace("\n", " ")


def test_html_and_tree_are_written(run, tmp_path):
    result = run("trace", "one.en.txt", "two.fr.txt", "--html", "s.html", "--tree", "s.svg", "--quiet")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert (tmp_path / "s.html").read_text("utf-8").lower().startswith("<!doctype html>")
    assert (tmp_path / "s.svg").read_text("utf-8").lstrip().startswith("<svg")


@pytest.mark.parametrize(
    ("ending", "begin"), [("graphml", "<?xml"), ("dot", "digraph"), ("nwk", "("), ("NEWICK", "(")]
)
def test_the_ending_chooses_the_format_of_the_tree(run, tmp_path, ending, begin):
    result = run("trace", "one.en.txt", "two.fr.txt", "--tree", f"s.{ending}", "--quiet")
    assert result.exit_code == 0, result.output
    assert (tmp_path / f"s.{ending}").read_text("utf-8").startswith(begin)


@pytest.mark.parametrize("name", ["s.png", "s"])
def test_a_wrong_ending_is_wrong_usage(run, name):
    result = run("trace", "one.en.txt", "two.fr.txt", "--tree", name)
    assert result.exit_code == 2
    assert ".svg, .graphml, .dot, .nwk, .newick" in " ".join(result.stderr.split())


def test_explain_says_why(run):
    result = run("trace", "one.en.txt", "two.fr.txt", "--explain", "A", "two.fr.txt")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("A one.en.txt and B two.fr.txt")
    assert "Which of the two came first is open." in result.stdout
    assert "What stands out" not in result.stdout
    found = json.loads(run("trace", "one.en.txt", "two.fr.txt", "--explain", "b", "A", "--json").stdout)
    assert (found["format"], found["left"], found["right"]) == ("whence.explanation/1", "B", "A")


def test_explain_of_what_is_not_there_lists_what_is(run):
    result = run("trace", "one.en.txt", "two.fr.txt", "--explain", "A", "three.de.txt")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "found no version 'three.de.txt'; expected one of A (one.en.txt), B (two.fr.txt)" in told


def test_only_narrows_the_apparatus_too(run):
    def kinds(*words):
        story = json.loads(
            run("trace", "one.en.txt", "two.fr.txt", "four.it.txt", "--json", *words).stdout
        )
        return {locus["kind"] for locus in story["loci"]}, story["notices"]

    Path("four.it.txt").write_text(ITALIAN, encoding="utf-8")
    whole, _ = kinds()
    assert {"number", "presence"} <= whole
    narrow, notices = kinds("--only", "number")
    assert narrow == {"number"}
    assert "only these kinds of difference are shown: number" in notices
    assert kinds("--only", "only-left")[0] == {"presence"}


def test_a_report_that_cannot_be_written_is_an_error(run):
    result = run("trace", "one.en.txt", "two.fr.txt", "--html", "no/such/folder.html")
    assert result.exit_code == 3
    assert "cannot be written" in result.stderr


def test_one_bad_input_does_not_stop_the_others(run):
    result = run("trace", "one.en.txt", "missing.txt", "two.fr.txt")
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert "two.fr.txt" in result.stdout


def test_nothing_to_do_is_exit_code_3(run):
    result = run("trace", "missing.txt", "gone.txt")
    assert result.exit_code == 3
    assert "found no article in 2 inputs" in result.stderr


def test_one_file_is_wrong_usage(run):
    result = run("trace", "one.en.txt")
    assert result.exit_code == 2
    assert "two or more versions" in result.stderr


def test_standard_input(run):
    result = run("compare", "-", "two.fr.txt", "--json", input=ENGLISH)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["articles"][0]["language"] == "en"


def test_language_overrides(run):
    result = run("compare", "one.en.txt", "two.fr.txt", "--json", "--language", "nl", "--language", "ca")
    assert [a["language"] for a in json.loads(result.stdout)["articles"]] == ["nl", "ca"]
    assert run("compare", "one.en.txt", "two.fr.txt", *["--language", "fr"] * 3).exit_code == 2


def test_lines_are_kept_as_passages(run, tmp_path):
    (tmp_path / "lines.txt").write_text("One. Two.\nThree\n", encoding="utf-8")
    result = run("compare", "lines.txt", "one.en.txt", "--lines", "--json")
    assert [p["text"] for p in json.loads(result.stdout)["articles"][0]["passages"]] == [
        "One. Two.",
        "Three",
    ]


def test_control_characters_of_a_name_do_not_reach_the_terminal(run):
    result = run("trace", "one.en.txt", "two.fr.txt", "\x1b]0;evil\x07.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr


def test_ctrl_c_says_so_and_leaves_as_shells_expect(run, monkeypatch):
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("whence.cli.versions.read_all", stop)
    result = run("trace", "one.en.txt", "two.fr.txt")
    assert result.exit_code == 130
    assert result.stderr == "whence: stopped\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_no_fault_of_whence(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("The harbour was closed on Monday.", encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "whence", "trace", tmp_path / "one.txt", tmp_path / "two.txt"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    assert done.returncode == 3
    assert done.stderr == "whence: the disk is full (standard output); make room\n"
