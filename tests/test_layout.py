"""Paragraphs from layout: wrapped by hand, one a line, and mixtures."""

import textwrap

import pytest

from whence import function_words, layout

PARAGRAPHS = [
    "Two tugs collided in the harbour of Brume on Tuesday evening, the port authority said in a statement that it sent to the papers at night.",
    "Three members of the crew were taken to hospital. Their condition is stable, said a spokeswoman of the port, who did not want to speak of the cause before the report is out.",
    "The pier stays closed until Friday.",
    "Nobody in Brume remembers such a fog. Ships had to wait outside the harbour for two days, and the ferry to Ohm did not sail at all this week, which has not happened in years.",
]  # fmt: skip


def paragraphs(text, language="en"):
    return [
        " ".join(text[a:b].split()) for a, b in layout.paragraphs(text, function_words.leading(language))
    ]


@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_wrapped_text_is_put_together(width, between):
    text = between.join(textwrap.fill(row, width) for row in PARAGRAPHS)
    found = paragraphs(text)
    if between == "\n\n":
        assert found == PARAGRAPHS
    else:
        # Without blank lines a full last line cannot be told from a line in the middle, but words never are lost.
        assert " ".join(found) == " ".join(PARAGRAPHS)
        assert len(set(found) & set(PARAGRAPHS)) >= 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_one_paragraph_a_line(end):
    assert paragraphs(end.join(PARAGRAPHS)) == PARAGRAPHS


def test_headings_among_wrapped_lines():
    text = "\n".join([
        textwrap.fill(PARAGRAPHS[0], 72), "A fog like no other", textwrap.fill(PARAGRAPHS[3], 72),
    ])  # fmt: skip
    assert paragraphs(text) == [PARAGRAPHS[0], "A fog like no other", PARAGRAPHS[3]]


def test_a_heading_over_two_lines_is_one():
    text = (
        textwrap.fill(PARAGRAPHS[1], 72)
        + "\n\nThe harbour waits for the\nreport\n\n"
        + textwrap.fill(PARAGRAPHS[3], 72)
    )
    assert paragraphs(text)[1] == "The harbour waits for the report"


def test_a_caption_that_ends_in_a_bar_stands_alone():
    text = textwrap.fill(PARAGRAPHS[0], 60) + "\nThe north pier |\n" + textwrap.fill(PARAGRAPHS[3], 60)
    assert paragraphs(text)[1] == "The north pier |"


def test_lists_keep_their_items():
    text = "The port names three causes:\n- fog over the harbour\n- a broken radar\n- haste\n"
    assert paragraphs(text) == [
        "The port names three causes:",
        "- fog over the harbour",
        "- a broken radar",
        "- haste",
    ]


def test_indented_first_lines():
    text = "\n".join(textwrap.fill(row, 60, initial_indent="    ") for row in PARAGRAPHS)
    assert paragraphs(text) == PARAGRAPHS


def test_german_nouns_at_line_starts():
    text = (
        "Zwei Schlepper sind am Dienstagabend im Hafen von Brume bei dichtem\n"
        "Nebel zusammengestoßen. Das teilte die Hafenbehörde am späten Abend\n"
        "mit. Drei Mitglieder der Besatzung kamen mit leichten Verletzungen ins\n"
        "Krankenhaus. Der Hafen bleibt nach Angaben der Behörde bis Freitag für\n"
        "Schiffe gesperrt."
    )
    assert len(paragraphs(text, "de")) == 1


def test_chinese_wrapped_by_width():
    row = "港务局表示两艘拖船星期二晚上在港口相撞三名船员受伤目前情况稳定港口将关闭至星期五" * 4 + "。"
    text = "\n".join(row[at : at + 30] for at in range(0, len(row), 30))
    assert [part.replace(" ", "") for part in paragraphs(text, "zh")] == [row]


def test_offsets_point_into_the_text():
    text = "  One line  \r\n\r\n\tAnother\n"
    assert [text[a:b] for a, b in layout.paragraphs(text)] == ["One line", "Another"]
    assert layout.paragraphs("") == []
    assert layout.paragraphs(" \n\u3000\n") == []
