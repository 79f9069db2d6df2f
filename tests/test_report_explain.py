"""Why two versions stand where they do: the readings behind the arrows, and the sentences."""

import pytest

from whence.errors import UsageError
from whence.records import (
    Article,
    Edge,
    Locus,
    Node,
    Pair,
    Reading,
    Reason,
    Span,
    Stemma,
    Story,
)
from whence.report.behind import behind, shared
from whence.report.explain import explain


def span(article, passage=0):
    return Span(article, passage, 0, 5, "there")


def place(kind, *groups, empty=()):
    """A locus: groups of versions that say the same, and those that have nothing."""
    readings = [Reading(tuple(g), tuple(span(i) for i in g), f"value {n}") for n, g in enumerate(groups)]
    return Locus(kind, (*readings, *([Reading(tuple(empty))] if empty else [])))


def tree(*loci, edges, lost=0, articles=5, kind="inferred"):
    """A story of versions 0, 1 … and lost x0, x1 … with edges like (0, 1) or ("x0", 1)."""
    texts = tuple(
        Article.from_passages(["there it is", f"and number {i}"], language="en", path=f"dir/v{i}.txt")
        for i in range(articles)
    )
    nodes = tuple(Node(str(i), i) for i in range(articles)) + tuple(Node(f"x{i}") for i in range(lost))
    arrows = tuple(
        Edge(str(p), str(c), 0.9, (Reason("support", "It is firm."),), kind) for p, c in edges
    )
    pairs = tuple(
        Pair(i, j, "copy", "undetermined", (0.9, 0.8), 0.7, (Reason("coverage", "90% and 80%."),))
        for i in range(articles)
        for j in range(i + 1, articles)
    )
    return Story(texts, pairs, tuple(loci), (), (), Stemma(nodes, arrows, ()))


CHAIN = ((0, 1), (1, 2), (0, 3), (3, 4))


def roles(story, edge):
    return [(row.role, row.reading.articles) for row in behind(story)[edge]]


def test_what_only_parent_and_child_have_ties_them():
    story = tree(place("number", (0, 3, 4), (1, 2)), edges=CHAIN)
    assert roles(story, 1) == [("together", (1, 2))]
    assert roles(story, 0) == [("change", (1, 2))]


def test_what_most_versions_have_from_the_first_proves_nothing():
    story = tree(place("number", (0, 1, 2, 3), (4,)), edges=CHAIN)
    assert roles(story, 0) == []
    assert roles(story, 3) == [("change", (4,))]


def test_what_a_child_has_with_strangers_speaks_against():
    story = tree(place("name", (2, 4), (0, 1, 3)), edges=CHAIN)
    assert roles(story, 1) == [("against", (2, 4))]


def test_a_shared_omission_is_a_reading():
    story = tree(place("presence", (0, 3, 4), empty=(1, 2)), edges=CHAIN)
    assert roles(story, 1) == [("together", (1, 2))]
    told = {p.kind: p.sentences for p in explain(story, "B", "C").parts}
    assert told["shared"] == ("Only B and C lack: “there”.",)


def test_a_branch_of_a_lost_witness_has_its_own():
    edges = (("x0", 0), ("x0", 1), (0, 2))
    story = tree(place("number", (0, 2), (1,)), edges=edges, lost=1, articles=3)
    assert roles(story, 0) == [("branch", (0, 2))]
    assert roles(story, 1) == [("branch", (1,))]


def test_a_lost_witness_stands_on_what_its_branches_share():
    edges = ((0, "x0"), ("x0", 1), ("x0", 2), (0, 3))
    story = tree(place("date", (1, 2), (0, 3)), edges=edges, lost=1, articles=4)
    assert roles(story, 0) == [("branch", (1, 2))]
    assert roles(story, 1) == [("together", (1, 2))]


def test_credits_and_captions_say_nothing_of_descent():
    story = tree(place("presence", (1, 2), empty=(0, 3, 4)), edges=CHAIN)
    passages = story.articles[1].passages
    from dataclasses import replace

    caption = replace(story.articles[1], passages=(replace(passages[0], role="caption"), passages[1]))
    told = replace(story, articles=(story.articles[0], caption, *story.articles[2:]))
    assert behind(story)[1]
    assert not any(behind(told))


def test_two_versions_without_an_arrow_are_told_what_they_share():
    story = tree(place("number", (2, 4), (0, 1, 3)), edges=CHAIN)
    assert [row.reading.articles for row in shared(story, 2, 4)] == [(2, 4)]
    assert shared(story, 1, 2) == ()
    told = {p.kind: p.sentences for p in explain(story, "C", "v4.txt").parts}
    assert told["tree"][:3] == ("Both come from A, on different ways.", "A → B → C.", "A → D → E.")
    assert told["shared"] == ("Only C and E have “there” against “there” (number).",)


def test_the_tree_tells_the_direction_where_the_two_alone_do_not():
    story = tree(edges=CHAIN)
    told = {p.kind: p.sentences for p in explain(story, "C", "B").parts}
    assert "the tree leads from it to C" in told["direction"][0]
    story = tree(edges=CHAIN, kind="undetermined")
    told = {p.kind: p.sentences for p in explain(story, "C", "B").parts}
    assert told["direction"] == ("Which of the two came first is open.",)
    assert any("may be swapped" in text for text in told["open"])


def test_no_way_in_the_tree_is_said():
    story = tree(edges=((0, 1), (2, 1)), articles=3)
    told = {p.kind: p.sentences for p in explain(story, "A", "C").parts}
    assert told["tree"][1] == "Both are sources of B."


@pytest.mark.parametrize("name", ["v1.txt", "V1.TXT", "dir/v1.txt", "B", "b", " B "])
def test_a_version_goes_by_letter_file_and_path(name):
    assert explain(tree(edges=CHAIN), "A", name).right == "B"


def test_a_name_that_fits_none_lists_all():
    with pytest.raises(UsageError, match=r"found no version 'Z'; expected one of A \(v0.txt\), B"):
        explain(tree(edges=CHAIN), "A", "Z")
    with pytest.raises(UsageError, match="are the same version"):
        explain(tree(edges=CHAIN), "A", "v0.txt")
    with pytest.raises(UsageError, match="found no version ''"):
        explain(tree(edges=CHAIN), "A", "")


def test_a_name_that_fits_several_says_so():
    story = tree(edges=CHAIN)
    from dataclasses import replace

    twice = replace(story, articles=(*story.articles[:4], replace(story.articles[0], outlet=None)))
    with pytest.raises(UsageError, match=r"found 2 versions called 'v0.txt'"):
        explain(twice, "B", "v0.txt")
