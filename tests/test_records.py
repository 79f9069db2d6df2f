"""Records: frozen, JSON-ready, and articles that are their content."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest

from whence import Article, Link, Time, UsageError


def test_an_article_is_its_content():
    one = Article("The gate is shut.", path="one.txt")
    other = Article("The gate is shut.", path="other.txt")
    assert one.id == other.id
    assert one.id != Article("The gate is open.").id


def test_passages_given_are_kept_as_given():
    article = Article.from_passages(["  two spaces ", "", "last"], language="en", outlet="The Quay")
    assert [p.text for p in article.passages] == ["  two spaces ", "", "last"]
    assert all(p.text == article.text[p.start : p.end] for p in article.passages)
    assert article.name == "The Quay"


def test_lone_surrogates_do_not_stop_an_article():
    assert Article("broken \ud800 text").id


def test_records_are_frozen_and_slotted():
    article = Article("text")
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.text = "other"
    assert not hasattr(article, "__dict__")


def test_to_dict_is_json():
    row = Article.from_passages(["a"], language="en", published=Time("2031-03-10", "day")).to_dict()
    assert json.loads(json.dumps(row))["published"] == "2031-03-10"
    assert "text" not in row
    assert row["passages"][0] == {
        "number": 0, "start": 0, "end": 1, "text": "a", "role": "body", "paragraph": 0
    }  # fmt: skip


def test_a_link_reads_as_what_it_is():
    assert repr(Link((3, 4), (2,), 0.914)) == "Link(3+4 → 2, 0.91)"


def test_times_that_overlap_are_not_before_each_other():
    def day(of, first, last):
        return Time(
            f"2031-03-{of:02}",
            "day",
            datetime(2031, 3, *first, tzinfo=UTC),
            datetime(2031, 3, *last, tzinfo=UTC),
        )

    ninth, tenth = day(9, (8, 10), (10, 12)), day(10, (9, 10), (11, 12))
    twelfth = day(12, (11, 13), (13, 12))
    assert not ninth.before(tenth)
    assert ninth.before(twelfth)
    assert not Time("2031").before(twelfth)


def test_a_text_in_the_place_of_passages_is_told():
    with pytest.raises(UsageError, match="list of passages"):
        Article.from_passages("abc", language="en")
