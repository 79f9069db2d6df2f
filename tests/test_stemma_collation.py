"""Collation of words: tiny witnesses with the table that a careful hand would make."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.records import Article
from whence.stemma.collation import collate, places
from whence.stemma.wording import wordings

GAP = None


def table(*texts: str) -> list[list[str | None]]:
    return collate([t.split() for t in texts])


def test_a_substitution_stands_in_one_column() -> None:
    assert table("the red boat sank", "the blue boat sank", "the red boat sank") == [
        ["the", "red", "boat", "sank"],
        ["the", "blue", "boat", "sank"],
        ["the", "red", "boat", "sank"],
    ]


def test_omissions_and_additions_leave_gaps() -> None:
    assert table("we saw nine grey geese", "we saw geese", "today we saw nine grey geese") == [
        [GAP, "we", "saw", "nine", "grey", "geese"],
        [GAP, "we", "saw", GAP, GAP, "geese"],
        ["today", "we", "saw", "nine", "grey", "geese"],
    ]


def test_spellings_of_one_word_meet() -> None:
    assert table("the harbour master spoke", "the harbor master spoke", "master spoke") == [
        ["the", "harbour", "master", "spoke"],
        ["the", "harbor", "master", "spoke"],
        [GAP, GAP, "master", "spoke"],
    ]


def test_a_repeated_word_goes_to_its_own_place() -> None:
    assert table("the cat and the dog", "the dog", "the cat and the dog")[1] == [
        GAP,
        GAP,
        GAP,
        "the",
        "dog",
    ]


def test_a_third_version_settles_what_two_leave_open() -> None:
    rows = table("a b c d e f", "a x c d f", "a x c d e f")
    assert rows == [
        ["a", "b", "c", "d", "e", "f"],
        ["a", "x", "c", "d", GAP, "f"],
        ["a", "x", "c", "d", "e", "f"],
    ]


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["", "one"], ["one", "one"]])
def test_next_to_nothing_is_no_fault(texts: list[str]) -> None:
    rows = table(*texts)
    assert [[w for w in row if w] for row in rows] == [t.split() for t in texts]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("ab ba cd ce df e".split()), max_size=9), min_size=1, max_size=5)
)
def test_rows_are_the_texts_and_the_order_does_not_matter(texts: list[list[str]]) -> None:
    rows = collate(texts)
    assert [[w for w in row if w is not None] for row in rows] == texts
    assert len({len(row) for row in rows}) == 1
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    shuffled = collate([texts[i] for i in order])
    assert [shuffled[order.index(i)] for i in range(len(texts))] == rows


def test_places_are_one_a_decision() -> None:
    rows = table(
        "on the long grey wall they found a very old coin", "on the wall they found a very old coin",
        "on the long grey wall they found a quite new coin",
    )  # fmt: skip
    found = places(rows)
    # Two words left out together are one place; so are two replaced together.
    assert [(p.kind, tuple(p.states[v] for v in range(3))) for p in found] == [
        ("detail", (1, 0, 1)),
        ("word", (0, 0, 1)),
    ]


def test_spelling_is_told_from_another_word() -> None:
    kinds = [p.kind for p in places(table("the harbour slept", "the harbor slept", "the village slept"))]
    assert kinds == ["word", "spelling"]


def test_only_versions_that_share_wording_are_collated() -> None:
    texts = [
        "The keeper lit the lamp before the storm came over the reef.",
        "The keeper lit the lamp before a storm came over the reef.",
        "Ahead of bad weather someone had seen to it that there was light.",
    ]
    articles = [Article.from_passages([t], language="en") for t in texts]
    found, loci = wordings(articles, [[(0, 0)]] * 3)
    assert [sorted(p.states) for p in found] == [[0, 1]]
    assert [r.value for r in loci[0].readings] == ["the", "a"] or [
        r.value for r in loci[0].readings
    ] == ["a", "the"]
    for locus in loci:
        for reading in locus.readings:
            for s in reading.spans:
                assert articles[s.article].text[s.start : s.end] == s.text


def test_a_stretch_told_anew_is_one_locus() -> None:
    texts = [
        "Repairs are expected to cost more, said the old mayor of the port on Friday.",
        "Repairs are expected to cost more, said the old mayor of the port on Friday.",
        "The repair will cost more, said the mayor of the port on Friday.",
    ]
    articles = [Article.from_passages([t], language="en") for t in texts]
    found, loci = wordings(articles, [[(0, 0)]] * 3)
    told = [{(frozenset(r.articles), r.value) for r in locus.readings} for locus in loci]
    everyone, last = frozenset({0, 1}), frozenset({2})
    assert told == [
        {(everyone, "Repairs are expected to"), (last, "The repair will")},
        {(everyone, "old"), (last, "")},
    ]
    assert {p.locus for p in found} == {0, 1}


def test_versions_of_different_languages_are_not() -> None:
    articles = [
        Article.from_passages(["Ja, een boot."], language="nl"),
        Article.from_passages(["Yes, a boat."], language="en"),
    ]
    assert wordings(articles, [[(0, 0)]] * 2) == ([], [])


def test_a_very_long_text_is_left_out_and_not_an_error() -> None:
    assert collate([["w"] * 5000, ["v"] * 5000]) == [[], []]
