"""Two versions side by side: every passage once, linked ones beside each other."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import stories
from whence.records import Article, Evidence, Link, Pair
from whence.report import pairs
from whence.report.findings import findings
from whence.report.sayings import cited
from whence.report.view import view
from whence.report.words import headline, plain, standfirst


def article(count):
    return Article.from_passages([f"Passage {i}." for i in range(count)], language="en")


@st.composite
def linked(draw):
    left, right = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    mine = draw(st.lists(st.integers(0, left - 1), unique=True))
    theirs = draw(st.lists(st.integers(0, right - 1), unique=True))
    links = [Link((a,), (b,), 0.5, (), draw(st.booleans())) for a, b in zip(mine, theirs, strict=False)]
    return left, right, Pair(0, 1, "copy", "undetermined", (1.0, 1.0), 1.0, (), tuple(links))


@given(linked())
def test_each_passage_stands_once_and_each_link_has_its_rows(drawn):
    left, right, pair = drawn
    rows = pairs.rows(pair, article(left), article(right))
    assert sorted(n for r in rows for n in r.left) == list(range(left))
    assert sorted(n for r in rows for n in r.right) == list(range(right))
    assert {r.link for r in rows} - {-1} == set(range(len(pair.links)))
    for row in rows:
        assert bool(row.left and row.right) == (row.link >= 0 and not row.moved)


@given(linked())
def test_each_side_is_read_in_order(drawn):
    left, right, pair = drawn
    rows = pairs.rows(pair, article(left), article(right))
    assert [n for r in rows for n in r.left] == list(range(left))
    assert [n for r in rows for n in r.right] == list(range(right))


def test_groups_with_a_gap_keep_what_stands_between():
    pair = Pair(
        0, 1, "copy", "undetermined", (1, 1), 1, (), (Link((0, 2), (0,), 0.9), Link((3,), (1,), 0.9))
    )
    rows = pairs.rows(pair, article(4), article(2))
    assert [(r.left, r.right) for r in rows] == [((0, 2), (0,)), ((1,), ()), ((3,), (1,))]


def test_the_pairs_of_the_tree_come_first():
    story = stories.story()
    first = [story.relations[n] for n in pairs.ranked(story)[:5]]
    assert [(p.left, p.right) for p in first] == [(0, 2), (1, 3), (2, 4), (2, 5), (1, 5)]


def test_a_large_story_keeps_its_links_and_drops_words_first(monkeypatch):
    monkeypatch.setattr(pairs, "ENTRIES_ON_PAGE", 100)
    data = pairs.payload(stories.story())
    assert len(data["pairs"]) == 15
    assert sum("e" in entry for entry in data["pairs"].values()) < 15
    assert "e" in data["pairs"]["0-2"]
    assert all(entry["r"] for entry in data["pairs"].values())


def test_one_source_under_several_spellings_is_one():
    rows = cited(stories.story())
    assert rows[0] == {
        0: ["Hana Orlec"], 1: ["Hana Orlets"], 2: ["Hana Orlec"], 3: ["هناء أورليتس"], 4: ["哈娜·奥尔莱克"],
    }  # fmt: skip
    assert {5: ["Jonas Orlec"]} in rows


def test_a_changed_name_is_not_the_same_source():
    story = stories.story()
    number = next(n for n, p in enumerate(story.relations) if (p.left, p.right) == (2, 5))
    pair = story.relations[number]
    k, change = next((v.link, v) for v in pair.variants if v.kind == "name")

    def surname(span):
        return replace(span, start=span.end - 5, text=span.text[-5:])

    met = Evidence("ngram", surname(change.left), surname(change.right), "orlec", 0.2)
    links = list(pair.links)
    links[k] = replace(links[k], evidence=(*links[k].evidence, met))

    def rows(variants):
        changed = replace(pair, links=tuple(links), variants=variants)
        relations = (*story.relations[:number], changed, *story.relations[number + 1 :])
        return cited(replace(story, relations=relations))

    assert {5: ["Jonas Orlec"]} in rows(pair.variants)
    assert rows(())[0][5] == ["Jonas Orlec"]


def test_bars_add_up_and_tell_what_is_missing():
    versions = view(stories.story()).versions
    for version in versions:
        assert abs(sum(s.size for s in version.segments) - 1) < 1e-9
    assert [s.state for s in versions[3].segments][-2:] == ["aside", "aside"]
    assert versions[4].segments[1].state == "moved"
    assert [m.span.text for m in versions[1].missing] == ["El ministerio ha abierto una investigación."]


def test_furniture_and_credits_do_not_stand_out():
    told = " ".join(map(plain, findings(view(stories.comparison()), most=20)))
    assert "ministerio" in told
    assert "القمح" not in told
    assert "Agencia Cordal" not in told


def test_what_stands_in_another_place_is_told_of_the_version_that_differs():
    shown = view(stories.story())
    told = [plain(row) for row in findings(shown, most=50)]
    moved = [row for row in told if row.startswith("In another place in E")]
    assert len(moved) == 1, told
    assert shown.versions[4].segments[1].state == "moved"


def test_many_children_are_counted_and_the_grammar_holds():
    told = " ".join(map(plain, standfirst(view(stories.large(40, 2)))))
    assert "copies of" in told
    assert "copys" not in told
    assert "(E, F, H, I, K, L, N, O, Q, R, T, U, …)" in told
    assert headline(view(stories.large(40, 2))) == "40 versions of one story, in English"


def test_a_text_that_is_related_to_none_is_no_version_of_the_story():
    story = stories.story()
    n = len(story.articles)
    alone = tuple(
        replace(p, kind="unrelated") if n - 1 in (p.left, p.right) else p for p in story.relations
    )
    told = headline(view(replace(story, relations=alone)))
    assert told.startswith("Five versions of one story")
    assert told.endswith(", and one text unrelated to it")
