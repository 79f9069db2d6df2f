"""The summary on a terminal: short, plain where it must be, safe."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

import stories
from test_report_html import nasty_story
from whence.records import Article, Comparison, Relation, Stemma, Story
from whence.report.display import width
from whence.report.terminal import _names, summary


def shown(document, columns=100, *, terminal=False):
    out = io.StringIO()
    summary(document, Console(file=out, width=columns, force_terminal=terminal, legacy_windows=False))
    return out.getvalue()


def test_it_says_what_matters_on_one_screen():
    text = shown(stories.story())
    assert len(text.splitlines()) <= 40
    for part in (
        "Six versions of one story, in six languages",
        "perhaps Agencia Cordal",
        "C Tern Gazette · English · 2 Nov 2031, 11:05 UTC (stated, 97%)",
        "also B → F (direction open, 41%)",
        "• Number: D has “١٢٬٠٠٠” (12000); five versions have “1,200” (1200).",
        "• Name: F has “Jonas Orlec”",
        "Hana Orlec (A, C, B as Hana Orlets",
        "Four statements that no version gives a source for",
    ):
        assert part in text


def test_the_tree_is_drawn_as_it_is():
    lines = shown(stories.story()).splitlines()
    depth = {
        name: next(x.index(name) for x in lines if name in x) for name in ("A El", "C Tern", "F Talbote")
    }
    assert depth["A El"] < depth["C Tern"] < depth["F Talbote"]


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_console(columns):
    for document in (stories.story(), stories.comparison(), stories.large(40, 4)):
        assert all(width(line.rstrip()) <= columns for line in shown(document, columns).splitlines())


def test_plain_where_it_is_no_terminal_and_coloured_where_it_is():
    assert "\x1b" not in shown(stories.story())
    assert "\x1b" in shown(stories.story(), terminal=True)


def test_hostile_texts_are_neither_markup_nor_control():
    article = Article.from_passages(
        ["a"], language="en", outlet="[bold]X[/bold] :fire: \x1b[2J\u202e\r\x07"
    )
    relation = Relation("copy", "left-to-right", (1.0, 1.0), 0.9)
    text = shown(Comparison((article, replace(article, id="y")), (), (), (), (), relation))
    assert "[bold]X[/bold] :fire:" in text
    for char in "\x1b\u202e\r\x07":
        assert char not in text
    assert "\x1b" not in shown(nasty_story())


def test_a_console_that_knows_only_ascii():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    summary(stories.story(), Console(file=out, width=80))
    out.flush()
    assert b"Six versions of one story" in raw.getvalue()
    assert b"`-- C Tern Gazette" in raw.getvalue()


def test_texts_without_a_tree():
    story = replace(stories.story(), stemma=Stemma(), relations=())
    assert "What stands out" in shown(story)
    a = Article.from_passages(["One."], language="en")
    unrelated = Relation("unrelated", "undetermined", (0.0, 0.1), 0.9)
    text = shown(Comparison((a, replace(a, id="z")), (), (), (), (), unrelated), 200)
    assert "unrelated to each other" in text
    assert "0% and 10% of their text are linked" in text


def test_a_source_is_called_as_its_reader_reads_it_best():
    articles = tuple(
        Article.from_passages(["a"], language=tag, path=f"{tag}.txt") for tag in ("zh", "ru", "it")
    )
    story = Story(articles, (), (), (), ())
    forms = {0: ["汉娜"], 1: ["Ханна"], 2: ["Hanna Orle"]}
    assert _names(forms, story) == "Hanna Orle (C, A as 汉娜, B as Ханна)"
    assert _names({0: ["汉娜"], 1: ["Ханна"]}, story) == "汉娜 (A, B as Ханна)"
