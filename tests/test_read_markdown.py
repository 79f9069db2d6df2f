"""Markdown: front matter, blocks without their marks, offsets into the file's own text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.readers import markdown, read
from whence.split import split

TEXT = """---
title: "Der Hafen von Brume ist zu"
author:
  - Jens Brandt
  - Ada Ohm
date: 2025-03-04 18:20
updated: 2025-03-05T07:00Z
outlet: Nebelkurier
lang: de
canonical_url: https://kurier.example/hafen
original: https://fogwire.example/tugs
tags: [hafen, nebel]
---

# Der Hafen von Brume ist zu #

Nach dem Zusammenstoß zweier Schlepper am 3. März ist der Hafen geschlossen. Das sagte
der Sprecher der [Hafenbehörde](https://hafen.example/a) am Dienstag, siehe https://nebel.example/b.

Drei Verletzte
--------------

> „Wir haben nichts kommen sehen.“
> So steht es im Bericht.

* Der erste Schlepper sank
* Der zweite liegt
  am Nordkai

1. Eins
2. Zwei
"""


@pytest.fixture
def made(tmp_path):
    def make(text, name="a.md"):
        path = tmp_path / name
        path.write_bytes(text.encode())
        return read(path)

    return make


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter(made, end):
    article = made(TEXT.replace("\n", end))
    assert article.title == "Der Hafen von Brume ist zu"
    assert (article.byline, article.outlet) == ("Jens Brandt, Ada Ohm", "Nebelkurier")
    assert (article.published.value, article.modified.value) == ("2025-03-04T18:20", "2025-03-05T07:00Z")
    assert article.url == "https://kurier.example/hafen"
    assert article.based_on == ("https://fogwire.example/tugs",)
    assert article.links == ("https://hafen.example/a", "https://nebel.example/b.")
    assert (article.language, article.format) == ("de", "markdown")
    assert article.text == TEXT.replace("\n", end)


def test_other_front_matter(made):
    article = made(
        '+++\ntitle = "Zu"\nauthors = ["Jens Brandt", "Ada Ohm"]\n+++\nDer Hafen ist zu, und das bleibt er auch bis Freitag.\n'
    )
    assert (article.title, article.byline) == ("Zu", "Jens Brandt, Ada Ohm")


@pytest.mark.parametrize("text", ["---\nno end\n\nDer Hafen ist zu.", "---\n", "--- x\na: b\n---\n"])
def test_what_is_no_front_matter(text):
    assert markdown.front_matter(text) == ({}, 0)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blocks(made, end):
    article = split(made(TEXT.replace("\n", end)))
    assert [(p.role, p.text.replace(end, "\n")) for p in article.passages] == [
        ("heading", "Der Hafen von Brume ist zu"),
        ("body", "Nach dem Zusammenstoß zweier Schlepper am 3. März ist der Hafen geschlossen."),
        (
            "body",
            "Das sagte\nder Sprecher der [Hafenbehörde](https://hafen.example/a) am Dienstag, siehe https://nebel.example/b.",
        ),
        ("heading", "Drei Verletzte"),
        ("body", "„Wir haben nichts kommen sehen.“"),
        ("body", "So steht es im Bericht."),
        ("body", "Der erste Schlepper sank"),
        ("body", "Der zweite liegt\n  am Nordkai"),
        ("body", "Eins"),
        ("body", "Zwei"),
    ]
    assert all(article.text[p.start : p.end] == p.text for p in article.passages)


def test_the_first_heading_is_the_title(made):
    assert (
        made("# Hafen zu\n\nDer Hafen ist zu, und das bleibt er auch bis Freitag.").title == "Hafen zu"
    )


PIECES = st.sampled_from(["# ", "## ", "> ", "* ", "- ", "1. ", "```\n", "---\n", "===\n", "\n", "\n\n", "    ", "\t", "| a | b |\n|---|---|\n", "<div>\n", "[x](http://y.example)", "**", "word ", "End. ", "\x00", "\r", "\u2028", "&amp;", "\\"])  # fmt: skip


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_markdown_has_ordered_passages(pieces):
    text = "".join(pieces)
    article = split(markdown.article(text, path=None, language="en", notices=()))
    at = 0
    for passage in article.passages:
        assert at <= passage.start < passage.end
        assert passage.text == text[passage.start : passage.end]
        at = passage.end
