"""Texts of strangers, fit to be shown."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Time
from whence.report import display


def test_examples_in_the_docs():
    assert doctest.testmod(display).failed == 0


@given(st.text(st.characters()))
def test_cleaning_keeps_every_offset_and_can_be_written(text):
    shown = display.clean(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")


def test_cleaning_takes_what_could_deceive_and_leaves_what_is_language():
    assert display.clean("a\u202eb") == "a�b"
    assert display.clean("a\x1b[2Jb\x00\ud800") == "a�[2Jb��"
    assert display.clean("\u2067אב\u2069") == "\u2060אב\u2060"
    kept = "می\u200cخواهم\tnaïve\n👩\u200d🚒 नमस्ते \u200eok\u200f"
    assert display.clean(kept) == kept


@given(st.text(st.characters(), max_size=200), st.integers(2, 60))
def test_clipped_text_fits_its_columns(text, columns):
    assert display.width(display.clip(text, columns)) <= columns


def test_clipping_is_at_words_and_counts_wide_characters():
    assert display.clip("the quick brown fox", 12) == "the quick…"
    assert display.clip("水坝警报声后山谷一空", 9) == "水坝警报…"
    assert display.clip("short", 12) == "short"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "https://a@b.example/",
     "https://a.example/\u202egnp", "https:// a", "http://[", "ftp://a.example", "", None],
)  # fmt: skip
def test_only_plain_web_addresses_are_linked(url):
    assert display.web_address(url) is None


def test_web_addresses_pass():
    assert display.web_address("https://a.example/x?y=1&z=%20") == "https://a.example/x?y=1&z=%20"


@pytest.mark.parametrize(
    ("time", "shown"),
    [
        (Time("2031-11-02T07:40+01:00", "minute"), "2 Nov 2031, 07:40 +01:00"),
        (Time("2031-11-02T07:40:11Z", "second"), "2 Nov 2031, 07:40 UTC"),
        (Time("2031-11-02", "day"), "2 Nov 2031"),
        (Time("2031-11", "month"), "Nov 2031"),
        (Time("2031", "year"), "2031"),
        (Time("2031-13-77", "day"), "2031-13-77"),
        (None, ""),
    ],
)
def test_times_as_exact_as_known(time, shown):
    assert display.moment(time) == shown


def test_language_names():
    assert display.language_name("ar") == "Arabic"
    assert display.language_name("und") == "language unknown"
    assert display.language_name("qqq") == "qqq"


def test_letters():
    assert [display.lost_sigil(i) for i in (0, 1, 23, 24)] == ["α", "β", "ω", "α2"]


def test_share_of_a_broken_number():
    assert display.share(float("nan")) == "unknown"
