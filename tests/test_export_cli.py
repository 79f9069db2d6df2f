"""`whence export` and `whence verify` as a person calls them."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import exported
from whence.cli import app
from whence.errors import UsageError
from whence.report.exports import FORMATS, chosen, export
from whence.report.exports.tables import NAMES

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FERRY = sorted(str(path) for path in (EXAMPLES / "ferry").iterdir())


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words, **known: CliRunner().invoke(app, ["export", *map(str, words)], **known)


def test_every_format_of_a_story_in_three_scripts(run):
    pytest.importorskip("stix2")
    targets = [word for made in FORMATS.values() for word in ("--to", f"case{made.ending}")]
    texts = [text for text in FERRY if Path(text).suffixes[0] in {".ar", ".zh", ".en"}]
    result = run(*texts, *targets, "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    for made in FORMATS.values():
        exported.OPEN[made.name](Path(f"case{made.ending}").read_bytes())
    languages = {
        u.get("{http://www.w3.org/XML/1998/namespace}lang")
        for u in exported.open_tmx(Path("case.tmx").read_bytes()).iter("tuv")
    }
    assert languages == {"ar", "zh", "en"}
    assert not list(Path().glob(".*"))


def test_the_bundle_holds_the_files_and_verifies(run):
    result = run(*FERRY[:2], "--to", "case.zip")
    assert result.exit_code == 0, result.output
    archive = exported.open_bundle(Path("case.zip").read_bytes())
    assert archive.read("whence-case/data/originals/B.txt") == Path(FERRY[1]).read_bytes()
    checked = CliRunner().invoke(app, ["verify", "case.zip"])
    assert checked.exit_code == 0
    assert "files checked: as they were" in checked.output
    told = json.loads(CliRunner().invoke(app, ["verify", "case.zip", "--json"]).output)
    assert told["intact"]
    assert told["format"] == "whence.verdict/1"


def test_a_changed_bundle_is_exit_code_1_and_no_bundle_3(run):
    run(*FERRY[:2], "--to", "case.zip")
    data = bytearray(Path("case.zip").read_bytes())
    at = data.find(b"data/texts/A")
    data[at + 60] ^= 255
    Path("case.zip").write_bytes(data)
    result = CliRunner().invoke(app, ["verify", "case.zip"])
    assert result.exit_code == 1
    assert "changed: data/texts/A" in result.output
    assert "NOT all" in result.output
    assert CliRunner().invoke(app, ["verify", FERRY[0]]).exit_code == 3
    assert CliRunner().invoke(app, ["verify", "missing.zip"]).exit_code == 3


def test_a_story_of_a_collection(run):
    import whence

    with whence.open("case.whence") as case:
        case.add(FERRY[4:7:2])
        number = case.stories()[0].id
    result = run("-c", "case.whence", number, "--to", "case.zip", "--to", "case.csv")
    assert result.exit_code == 0, result.output
    archive = exported.open_bundle(Path("case.zip").read_bytes())
    originals = {archive.read(n) for n in archive.namelist() if "/originals/" in n}
    assert originals == {Path(path).read_bytes() for path in FERRY[4:7:2]}
    # Without a story the bundle holds all, and opens with one command.
    assert run("-c", "case.whence", "--to", "all.zip").exit_code == 0
    assert CliRunner().invoke(app, ["verify", "all.zip", "--unpack", "all"]).exit_code == 0
    with whence.open("all/data/collection.whence") as copy:
        assert [row.id for row in copy.articles()] == [
            row.id for row in whence.open("case.whence").articles()
        ]
    assert run("-c", "case.whence", "--to", "all.csv").exit_code == 2
    assert run("-c", "case.whence", "99", "--to", "x.csv").exit_code == 3
    assert run("-c", "missing.whence", number, "--to", "x.csv").exit_code == 3
    assert not Path("missing.whence").exists()
    assert run("-c", "case.whence", "a", "b", "--to", "x.csv").exit_code == 2
    assert CliRunner().invoke(app, ["verify", "case.whence"]).exit_code == 0


def test_an_unchanged_story_of_a_collection_is_the_same_objects_of_stix_again(run):
    pytest.importorskip("stix2")
    import whence

    with whence.open("case.whence") as case:
        case.add(FERRY[4:7:2])
        row = case.stories()[0]
    for name in ("once.stix.json", "twice.stix.json"):
        assert run("-c", "case.whence", row.id, "--to", name).exit_code == 0
    assert Path("once.stix.json").read_bytes() == Path("twice.stix.json").read_bytes()
    made = {o["created"][:19] for o in json.loads(Path("once.stix.json").read_bytes())["objects"]}
    assert made == {row.changed[:19]}


def test_a_technique_that_a_person_decided_goes_with_every_export(run):
    pytest.importorskip("stix2")
    import whence

    with whence.open("case.whence") as case:
        case.add(FERRY[4:7:2])
        number, member = case.stories()[0].id, case.stories()[0].members[0]
    decided = CliRunner().invoke(
        app, ["decide", "technique", "T0085", member[:6], "--who", "Ines", "-c", "case.whence"]
    )
    assert decided.exit_code == 0, decided.output
    named = run("-c", "case.whence", number, "--to", "a.stix.json", "--technique", "T0086")
    assert named.exit_code == 0, named.output
    objects = exported.open_stix(Path("a.stix.json").read_bytes()).objects
    assert [o.name for o in objects if o.type == "attack-pattern"] == ["DISARM T0085", "DISARM T0086"]


def test_the_formats_are_listed(run):
    result = run("--list")
    assert result.exit_code == 0
    for name, made in FORMATS.items():
        assert f"{name} " in result.output
        assert made.ending in result.output
    assert "attributions" in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "found no --to"),
        (("--to", "x.pdf"), "found the ending .pdf; expected one of .html"),
        (("--to", "x.jsonld"), ".jsonld is .anno.jsonld or .schema.jsonld"),
        (("--to", "-"), "found no ending"),
        (("--to", "x", "--format", "pdf"), "found the format 'pdf'; expected one of html"),
        (("--to", "x.csv", "--table", "sums"), "found 'sums'; expected one of facts"),
        (("--to", "x", "--format", "csv", "--format", "tmx"), "found 2 times --format for 1 files"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_read(run, words, told):
    result = run("missing.txt", "gone.txt", *words)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_the_table_is_named_before_the_ending_or_by_an_option(run):
    assert (
        run(*FERRY[:2], "--to", "case.links.csv", "--to", "other.csv", "--table", "credits").exit_code
        == 0
    )
    assert exported.open_csv(Path("case.links.csv").read_bytes())[0][2] == "role"
    assert run(*FERRY[:2], "--to", "case.links.csv", "--to", "other.csv").exit_code == 0
    assert exported.open_csv(Path("case.links.csv").read_bytes())[0][2] == "link"
    assert exported.open_csv(Path("other.csv").read_bytes())[0][0] == "fact"


def test_standard_output_carries_the_export_alone(run):
    result = run(*FERRY[:2], "--to", "-", "--format", "jsonl")
    assert result.exit_code == 0
    exported.open_jsonl(result.stdout_bytes)


def test_one_file_that_cannot_be_written_does_not_stop_the_others(run):
    result = run(*FERRY[:2], "--to", "no/such/folder.csv", "--to", "case.csv")
    assert result.exit_code == 1
    assert "no/such/folder.csv: cannot be written" in result.stderr
    assert Path("case.csv").exists()
    assert run(*FERRY[:2], "--to", "no/such/folder.csv").exit_code == 3


@pytest.mark.skipif(os.name != "posix", reason="folders without permission are a matter of POSIX")
def test_a_folder_without_permission_is_told(run):
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    Path("shut").mkdir(mode=0o500)
    result = run(*FERRY[:2], "--to", "shut/case.csv")
    assert result.exit_code == 3
    assert "cannot be written (Permission denied)" in result.stderr


def test_a_failed_export_leaves_the_old_file_and_no_part(tmp_path, monkeypatch):
    import stories
    from whence.report.exports import tei

    path = tmp_path / "case.xml"
    path.write_text("before")

    def broken(root, story):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tei, "_header", broken)
    with pytest.raises(OSError, match="No space"):
        export(stories.story(), path)
    assert path.read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["case.xml"]


@pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS)
def test_endings_mean_their_format(made):
    for ending in made.endings:
        assert chosen(f"A.B{ending.upper()}")[0] is made
    assert chosen("anything", made.name)[0] is made
    for table in NAMES:
        assert chosen(f"case.{table}{made.ending}")[1] == (table if made.tables else None)


def test_a_stream_needs_a_format():
    import io

    import stories

    with pytest.raises(UsageError, match="a stream has no ending"):
        export(stories.story(), io.BytesIO())


def test_the_command_line_loads_no_export_before_it_is_asked():
    code = (
        "import sys, whence.cli; "
        "heavy = {'numpy', 'lxml', 'openpyxl', 'pyarrow', 'jinja2', 'stix2', 'zipfile'} & sys.modules.keys(); "
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_how_to_has_a_command_for_each_format_and_a_word_on_each_table():
    page = (EXAMPLES.parent / "docs" / "how-to" / "export.md").read_text("utf-8")
    commands = [row.split() for row in page.splitlines() if row.startswith("    whence export ")]
    targets = [b for words in commands for a, b in itertools.pairwise(words) if a == "--to"]
    assert {chosen(target)[0].name for target in targets} == set(FORMATS)
    for name in NAMES:
        assert f"| `{name}` |" in page


def test_a_technique_must_be_one(examples, tmp_path):
    result = CliRunner().invoke(
        app,
        ["export", str(examples / "ferry"), "--to", str(tmp_path / "a.stix.json"), "--technique", "T9"],
    )
    assert result.exit_code == 2
    assert "expected the id of a DISARM technique" in result.stderr
