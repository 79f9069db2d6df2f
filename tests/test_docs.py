"""Documentation is a test target: links lead somewhere, made pages are current, examples run."""

import doctest
import re
import runpy
import sys
from pathlib import Path

import pytest

import whence
import whence.records
import whence.text
from whence.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "examples" / "README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


@pytest.mark.source
def test_pages_made_from_the_code_are_current(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["write_docs.py", "--check"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(ROOT / "tools" / "write_docs.py"), run_name="__main__")
    assert left.value.code == 0, capsys.readouterr().out


def test_every_command_has_help_and_is_documented():
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text("utf-8")
    for name, command in app.commands.items():
        assert command.help
        assert f"## whence {name}" in page
        for option in command.params:
            assert option.param_type_name == "argument" or option.help, (
                f"{name} {option.name} has no help"
            )


def test_every_setting_says_where_its_number_comes_from():
    from whence.settings import describe

    for row in describe():
        assert row["unit"], row["name"]
        assert row["gates"], row["name"]
        assert row["chosen"], row["name"]


@pytest.mark.parametrize("module", [whence, whence.records, whence.text], ids=lambda m: m.__name__)
def test_docstring_examples_run(module):
    assert doctest.testmod(module).failed == 0


def test_readme_has_its_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    for mark in ("main", "tests"):
        assert re.search(rf"<!-- {mark} -->\n```sh\npython3 -m venv .venv && .+\n```", text)
