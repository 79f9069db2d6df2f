"""Text: spans, folding, language tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence import Article
from whence.text import fold, is_right_to_left, passage_span, span, tag, typography


@pytest.mark.parametrize(
    ("code", "expected"),
    [("arb", "ar"), ("zho-CN", "zh"), ("fr_CA", "fr"), ("EN", "en"), ("ell", "el"), ("", "und"), ("x-y", "und"),
     ("klingon", "und"), ("gsw", "gsw")],
)  # fmt: skip
def test_tags_are_the_shortest_usual_ones(code, expected):
    assert tag(code) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Joumâa", "joumaa"), ("STRASSE", "strasse"), ("straße", "strasse"), ("مُحَمَّد", "محمد"), ("हिन्दी", "हिन्दी"),
     ("한국", "한국"), ("Ёлка", "елка"), ("l’eau", "l'eau"), ("ｆｕｌｌ", "full")],
)  # fmt: skip
def test_fold(word, expected):
    assert fold(word) == expected


@given(st.text())
def test_fold_is_stable(word):
    assert fold(fold(word)) == fold(word)


def test_typography_knows_one_form_of_each():
    assert typography("«A» – B\u00a0C… ’") == '"A" - B C… \''


def test_a_span_is_what_stands_there():
    article = Article.from_passages(["One boat.", "Two boats."], language="en")
    assert passage_span(1, article, 1).text == "Two boats."
    with pytest.raises(ValueError, match="outside the text"):
        span(0, article, 0, 5, 99)


def test_right_to_left():
    assert is_right_to_left("arb")
    assert not is_right_to_left("zh")
