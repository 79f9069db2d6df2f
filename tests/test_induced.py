"""Translations induced from links: what they teach, and when nothing is learned."""

import random

import numpy as np
import pytest

from whence import similarity
from whence.align import align
from whence.features import features
from whence.induced import FEWEST, induce
from whence.records import Article, Link

NOUNS = "lantern anchor basket ladder kettle mirror candle barrel hammer saddle window garden".split()
VERBS = "broke vanished arrived melted sank burned returned trembled".split()
NAMES = "Tolvanen Marquist Ordelin Brakko Senvari Pelluto Gramsdal Ivorkis".split()
# An invented language without a word list: nothing but links can tell what its words mean.
STRANGE = {
    word: "".join(random.Random(f"{word} {i}").choice("zuxoqiwyghua") for i in range(7))
    for word in (*NOUNS, *VERBS, "the", "of", "in")
}


def story(seed, sentences=40):
    """An English story of short sentences, and the same in the invented language."""
    rng = random.Random(seed)
    rows = []
    for _ in range(sentences):
        noun, verb, other, name = (rng.choice(x) for x in (NOUNS, VERBS, NOUNS, NAMES))
        rows.append(f"the {noun} of {name} {verb} in the {other} {rng.randint(11, 9999)}".split())
    english = Article.from_passages([" ".join(r) for r in rows], language="en")
    strange = [" ".join(STRANGE.get(w, w) for w in reversed(r)) for r in rows]
    return english, Article.from_passages(strange, language="qaa")


def linked(seeds):
    pairs = [story(seed) for seed in seeds]
    taken = [features(pair) for pair in pairs]
    return [(a, b, align(x, y, a, b)) for (x, y), (a, b) in zip(pairs, taken, strict=True)]


def matrix(left, right, learned):
    sides = [similarity.side(f) for f in features([left, right])]
    return similarity.matrix(*sides, learned)


@pytest.fixture(scope="module")
def taught():
    return linked(range(6))


def test_words_of_a_language_without_a_list_are_learned_from_links(taught):
    learned = induce(taught)
    assert (np.diff(learned.left.astype(object)) >= 0).all()
    assert ((learned.worth > 0) & (learned.worth <= 1)).all()
    english = ["the kettle vanished", "the mirror burned", "the ladder sank"]
    strange = [" ".join(STRANGE[w] for w in row.split()) for row in english]
    pair = Article.from_passages(english, language="en"), Article.from_passages(strange, language="qaa")
    without, told = matrix(*pair, None), matrix(*pair, learned)
    assert np.diag(without).max() < 0.2
    assert np.diag(told).min() > 0.3
    assert (told.argmax(axis=1) == np.arange(3)).all()
    assert matrix(*reversed(pair), learned.turned()) == pytest.approx(told.T, abs=1e-5)


def test_links_without_names_or_figures_are_found_with_what_was_learned(taught):
    rows = [
        f"the {a} {v} in the {b}".split() for a, v, b in zip(NOUNS, VERBS, NOUNS[::-1], strict=False)
    ]
    english = Article.from_passages([" ".join(row) for row in rows], language="en")
    strange = [" ".join(STRANGE[w] for w in row) for row in rows]
    sides = english, Article.from_passages(strange, language="qaa")
    found = features(sides)
    assert align(*sides, *found) == ()
    told = align(*sides, *found, learned=induce(taught))
    assert len(told) >= len(rows) - 1
    assert all(x.left == x.right for x in told)


def test_few_or_doubtful_links_teach_nothing(taught):
    assert induce([]) is None
    assert induce([(a, b, links[: FEWEST // 10]) for a, b, links in taught]) is None
    doubtful = [(a, b, [Link(x.left, x.right, 0.6) for x in links]) for a, b, links in taught]
    assert induce(doubtful) is None


def test_passages_without_words_teach_nothing():
    blank = Article.from_passages(["* * *"] * FEWEST, language="en")
    rows = features([blank, blank])
    assert induce([(*rows, [Link((i,), (i,), 1.0) for i in range(FEWEST)])]) is None
