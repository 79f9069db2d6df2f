"""What a person decides steers the stories, survives what is computed, and can be undone."""

import pytest

import whence
from whence.settings import Settings

from test_collection_order import made_of, pool, state  # isort: skip

LINES = pool(1, 12)


def article(*numbers, language="en", **known):
    return whence.Article.from_passages([LINES[n] for n in numbers], language=language, **known)


A, B, C, D = article(0, 1, 2), article(0, 1, 2, 3), article(1, 2, 0, 4), article(6, 7, 8)


@pytest.fixture
def case(tmp_path):
    with whence.open(tmp_path / "a.whence") as found:
        found.add([A, B, C, D])
        yield found


def stories(case):
    return {frozenset(s.members) for s in case.stories()}


def ids(*articles):
    return frozenset(a.id for a in articles)


def test_a_rejected_pair_does_not_hold_a_story_together(case):
    assert stories(case) == {ids(A, B, C)}
    for pair in ((A, B), (B, C)):
        case.decide("reject-pair", {"articles": [a.id for a in pair]}, who="Ines")
    assert stories(case) == {ids(A, C)}
    assert {frozenset((k.left, k.right)) for k in case.kinships(status="rejected")} == {
        ids(A, B),
        ids(B, C),
    }
    case.compact(rebuild=True)
    assert stories(case) == {ids(A, C)}
    case.undo(1)
    assert stories(case) == {ids(A, B, C)}


def test_an_accepted_pair_makes_a_story(case):
    case.decide("accept-pair", {"articles": [A.id, D.id]}, who="Ines", why="I know the author")
    assert stories(case) == {ids(A, B, C, D)}
    case.undo(1)
    assert stories(case) == {ids(A, B, C)}


def test_a_split_holds_when_others_come(case):
    case.decide("split-story", {"groups": [[A.id, C.id], [B.id]]}, who="Ines")
    assert stories(case) == {ids(A, C)}
    new = article(0, 1, 2, 3, 5)
    case.add([new])
    assert stories(case) == {ids(A, C), ids(B, new)}
    case.undo(1)
    assert stories(case) == {ids(A, B, C, new)}


def test_a_merge_joins_what_shares_nothing(case):
    other = article(6, 7, 8, 9)
    case.add([other])
    assert stories(case) == {ids(A, B, C), ids(D, other)}
    case.decide("merge-stories", {"articles": [A.id, B.id, C.id, D.id, other.id]}, who="Ines")
    assert stories(case) == {ids(A, B, C, D, other)}
    new = article(0, 1, 2, 10)
    case.add([new])
    assert stories(case) == {ids(A, B, C, D, other, new)}
    case.undo(1)
    assert stories(case) == {ids(A, B, C, new), ids(D, other)}


def test_language_time_and_outlet_are_set_and_given_back(case):
    case.decide("set-published", {"article": A.id, "value": "2031-03-04"}, who="Ines")
    case.decide("set-outlet", {"article": A.id, "value": "The Venn Gazette"}, who="Ines")
    case.decide("set-language", {"article": A.id, "value": "fr"}, who="Ines")
    (row,) = case.rows([A.id])
    assert (row.language, row.outlet, row.published) == ("fr", "The Venn Gazette", "2031-03-04")
    assert row.decided == ("language", "outlet", "published")
    kept = case.article(A.id)
    assert (kept.language, kept.outlet, kept.published.value) == ("fr", "The Venn Gazette", "2031-03-04")
    assert [r.id for r in case.articles(since="2031-03-01", until="2031-03-31")] == [A.id]
    assert case.verify() == []
    for number in (1, 2, 3):
        case.undo(number)
    assert case.article(A.id) == A
    assert stories(case) == {ids(A, B, C)}


def test_a_corrected_language_gives_the_state_of_a_file_that_had_it_from_the_start(tmp_path):
    settings = Settings(spread=3)
    articles = made_of(21, 16)
    with whence.open(tmp_path / "a", settings=settings) as case:
        case.add(articles)
        case.decide("set-language", {"article": articles[3].id, "value": "fr"}, who="Ines")
        corrected = [case.article(a.id) for a in articles]
        with whence.open(tmp_path / "b", settings=settings) as other:
            other.add(corrected)
            assert state(other) == state(case)
        case.undo(1)
        with whence.open(tmp_path / "c", settings=settings) as other:
            other.add(articles)
            assert state(other) == state(case)


def test_decisions_outlive_removal_and_are_logged(case):
    case.decide("reject-pair", {"articles": [A.id, B.id]}, who="Ines", why="chance")
    case.decide("reject-pair", {"articles": [B.id, C.id]}, who="Ines")
    case.remove(B.id)
    case.add([B])
    assert stories(case) == {ids(A, C)}
    assert any("reject pair decided by Ines: chance" in e.text for e in case.log())
    assert case.info().decisions == 2


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("reject-pair", {"articles": [A.id]}),
        ("reject-pair", {"articles": [A.id, "nobody"]}),
        ("split-story", {"groups": [[A.id], [A.id]]}),
        ("set-language", {"article": A.id, "value": "no language at all"}),
        ("set-published", {"article": A.id, "value": "yesterday"}),
        ("set-outlet", {"article": A.id}),
        ("set-outlet", {"value": "The Venn Gazette"}),
        ("same-name", {"names": ["Ines"]}),
        ("technique", {"articles": [A.id], "value": "T85"}),
        ("technique", {"articles": [], "value": "T0085"}),
        ("forget", {}),
    ],
)
def test_what_makes_no_sense_is_told(case, kind, subject):
    with pytest.raises(whence.UsageError, match="found"):
        case.decide(kind, subject, who="Ines")
    assert case.decisions() == []


def test_a_technique_holds_for_the_story_that_has_its_articles(case):
    def held():
        return {frozenset(s.members): case.techniques(s.id) for s in case.stories()}

    case.decide("technique", {"articles": [A.id, B.id], "value": " t0085.001"}, who="Ines")
    case.decide("technique", {"articles": [C.id], "value": "T0086"}, who="Ines", why="nine names")
    assert held() == {ids(A, B, C): ("T0085.001", "T0086")}
    case.decide("split-story", {"groups": [[A.id], [B.id, C.id]]}, who="Ines")
    assert held() == {ids(B, C): ("T0086",)}
    case.undo(2)
    assert held() == {ids(B, C): ()}


def test_undoing_twice_is_told(case):
    case.decide("same-name", {"names": ["Ines Brandt", "I. Brandt"]}, who="Ines")
    case.undo(1)
    with pytest.raises(whence.UsageError, match="undone already"):
        case.undo(1)
