"""The command line over sources of many articles."""

import json

import pytest
from click.testing import CliRunner

import sources
from whence.cli import app


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("rows.jsonl", "feed.xml", "list.txt", "story.txt", "paper.pdf"):
        (tmp_path / name).write_bytes(sources.MADE[name]())

    def go(*arguments):
        return CliRunner().invoke(app, [*arguments])

    return go


def articles(result):
    return [row["path"] for row in json.loads(result.stdout)["articles"]]


def test_every_article_of_every_file_is_a_version(run):
    result = run("trace", "rows.jsonl", "story.txt", "paper.pdf", "--json")
    assert result.exit_code == 0, result.stderr
    assert articles(result) == ["rows.jsonl#1", "rows.jsonl#2", "story.txt", "paper.pdf"]
    assert json.loads(result.stdout)["articles"][3]["pages"][0] == 0


def test_one_file_of_two_versions_is_enough(run):
    assert run("trace", "feed.xml", "--quiet").exit_code == 0


def test_a_limit_is_told(run):
    result = run("trace", "rows.jsonl", "story.txt", "--max-articles", "1", "--json")
    assert result.exit_code == 1
    assert "--max-articles" in result.stderr
    assert articles(result) == ["rows.jsonl#1", "story.txt"]


def test_named_addresses_are_told_and_not_fetched(run):
    result = run("trace", "list.txt", "rows.jsonl", "--quiet")
    assert result.exit_code == 1
    assert "list.txt#2: it names https://varn.example/dark" in result.stderr
    assert "--fetch" in result.stderr


def test_addresses_inside_the_network_are_refused(run):
    result = run("compare", "http://127.0.0.1:9/a", "story.txt")
    assert result.exit_code == 3
    assert "--allow-private" in result.stderr


def test_columns_by_a_mapping(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        "\n".join(json.dumps({"corps": text}) for text in sources.STORY[:2])
    )
    assert run("trace", "a.jsonl", "--quiet").exit_code == 3
    assert run("trace", "a.jsonl", "--map", "text=corps", "--quiet").exit_code == 0
    for wrong in ("colour=x", "text", "text="):
        result = run("trace", "a.jsonl", "--map", wrong)
        assert result.exit_code == 2
        assert "FIELD=NAME" in result.stderr


def test_one_article_a_side_is_compared(run):
    result = run("compare", "rows.jsonl", "story.txt", "--json")
    assert articles(result) == ["rows.jsonl#1", "story.txt"]
    assert "more articles than the limit of 1" in result.stderr
