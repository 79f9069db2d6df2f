"""What the log tells when a traced story is traced anew; and what segments a run leaves."""

import pytest

import whence
from whence.collection import merging
from whence.records import Time

QUAY = (
    "The harbour master of Elmsworth counted 4,150 crates of oranges on Tuesday morning.",
    "The crates came from Sarén aboard the ferry Northern Packet, and the quay smelled of them.",
    "Nobody was hurt when the old crane fell between the sheds, said Ilse Brandt of the port office.",
)


def article(passages, published=None, **known):
    return whence.Article.from_passages(passages, language="en", published=published, **known)


@pytest.fixture
def case(tmp_path):
    with whence.open(tmp_path / "case.whence") as found:
        yield found


def changed(case, *more):
    """Trace the one story, add articles, trace it again; return what the log tells of the second."""
    (row,) = case.stories()
    case.story(row.id)
    case.add(more)
    case.story(row.id)
    return [event for event in case.log(story=row.id) if event.kind == "changed"]


def test_a_number_that_a_newcomer_has_otherwise_is_told_once(case):
    case.add([article(QUAY, title="One"), article((*QUAY, "The ferry sails on Thursday."), title="Two")])
    other = article((QUAY[0].replace("4,150", "415"), *QUAY[1:]), title="Three")
    (event,) = [e for e in changed(case, other) if "number" in e.text]
    assert event.text == "a number changed: 415 against 4,150"
    assert event.articles == (other.id,)
    (row,) = case.stories()
    before = case.log()
    case.story(row.id)
    assert case.log() == before


def test_a_newcomer_that_sides_with_an_earlier_one_is_no_news(case):
    other = (QUAY[0].replace("4,150", "415"), *QUAY[1:])
    case.add([article(QUAY, title="One"), article(other, title="Two")])
    told = changed(case, article((*other, "The ferry sails on Thursday."), title="Three"))
    assert not [e for e in told if "number" in e.text]


def test_a_first_version_that_was_not_is_told(case):
    days = [Time(f"2031-05-0{n}", "day") for n in (1, 5, 6)]
    credit = "This article was first published by The Packet."
    late, later = (article((*QUAY, f"It was {d.value}.", credit), d, title="Copy") for d in days[1:])
    case.add([late, later])
    early = article(QUAY, days[0], title="Oranges", outlet="The Packet")
    events = [e for e in changed(case, early) if "first version" in e.text]
    assert [(e.articles, e.text) for e in events] == [
        ((early.id,), "now held to be a first version: Oranges")
    ]


@pytest.mark.parametrize(
    ("sizes", "budget", "rows"),
    [
        ([], 10, []),
        ([(1, 10)], 100, []),
        ([(1, 90), (2, 5), (3, 4)], 10, [3, 2]),
        ([(1, 90), (2, 5), (3, 4)], 99, [3, 2, 1]),
        ([(1, 90), (2, 5), (3, 4)], 8, []),
    ],
)
def test_the_smallest_segments_that_a_budget_takes(sizes, budget, rows):
    assert merging.smallest(sizes, budget) == rows


def test_a_level_is_merged_when_it_is_full_and_affordable():
    small = [(n, merging.SMALL) for n in range(merging.FANOUT)]
    assert merging.level(small, merging.SMALL * merging.FANOUT) == list(range(merging.FANOUT))
    assert merging.level(small, merging.SMALL) == []
    assert merging.level([*small[1:], (9, merging.SMALL * 99)], 10**9) == []


def test_a_run_leaves_one_segment_and_every_posting(case):
    for n in range(4):
        case.add([article((f"{line} {n}" for line in QUAY), title=str(n))], compare=False)
    case.add([article((*QUAY, f"Number {n}."), title=f"more {n}") for n in range(4)])
    with case._store.snapshot() as db:
        ((count, total),) = db.execute("SELECT count(*), sum(postings) FROM segment").fetchall()
        held = db.execute("SELECT sum(postings) FROM block").fetchone()[0]
    assert count == 1
    assert total == held
