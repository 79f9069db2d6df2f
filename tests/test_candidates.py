"""Candidates: all pairs of a few articles, and of many those that share enough."""

import random

from whence import Article, Settings
from whence.candidates import candidates
from whence.features import features

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def invented(seed, passages=8):
    """Return passages of made-up words, other ones for every seed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(LETTERS, k=8)) for _ in range(80)]
    return [" ".join(chance.choices(words, k=10)) + "." for _ in range(passages)]


def test_a_few_articles_are_all_compared():
    rows = features([Article.from_passages(invented(n), language="en") for n in range(4)])
    assert candidates(rows) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_of_many_articles_copies_and_excerpts_are_found_and_most_others_left_out():
    texts = [invented(n) for n in range(70)]
    texts[40] = texts[3][:]  # a copy
    texts[50] = invented(500, 40) + texts[7][2:5]  # three passages within a long text
    rows = features([Article.from_passages(t, language="en") for t in texts])
    found = candidates(rows)
    assert (3, 40) in found
    assert (7, 50) in found
    assert len(found) < 0.5 * 70 * 69 / 2
    assert found == sorted(set(found))


def test_a_higher_overlap_keeps_fewer_pairs():
    rows = features([Article.from_passages(invented(n % 40), language="en") for n in range(65)])
    few = candidates(rows, settings=Settings(candidate_overlap=0.9))
    many = candidates(rows, settings=Settings(candidate_overlap=0.01))
    assert set(few) < set(many)
    assert {(i, i + 40) for i in range(25)} <= set(few)


def test_many_versions_of_one_story_are_compared_though_all_have_the_same():
    story = invented(1)
    told = [story[: 8 - n % 3] for n in range(70)]
    rows = features([Article.from_passages(t, language="en") for t in told])
    assert len(candidates(rows)) == 70 * 69 / 2
