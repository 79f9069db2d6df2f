"""The tree on the page: nothing overlaps, descent goes right, time goes right where it can."""

import itertools
import re
import time
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

import stories
from whence.records import Article, Edge, Node, Reason, Stemma, Story
from whence.report import graphs
from whence.report.layout import layout
from whence.report.stemma_svg import draw, svg

SVG = "{http://www.w3.org/2000/svg}"


def tree(count, edges, published=()):
    articles = tuple(
        Article.from_passages(
            [f"Text {i}."], language="en", published=published[i] if i < len(published) else None
        )
        for i in range(count)
    )
    nodes = tuple(Node(str(i), i) for i in range(count))
    made = tuple(Edge(str(a), str(b), 0.5 + i % 5 / 10) for i, (a, b) in enumerate(edges))
    return Story(articles, (), (), (), (), Stemma(nodes, made, ("0",)))


edges_among = st.integers(1, 14).flatmap(
    lambda n: st.tuples(
        st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=24)
    )
)


@given(edges_among)
def test_no_two_boxes_meet_and_children_stand_right_of_parents(drawn):
    count, edges = drawn
    placed = layout(tree(count, edges))
    assert len(placed.places) == count
    for (_, a), (_, b) in itertools.combinations(placed.places.items(), 2):
        assert a[0] != b[0] or abs(a[1] - b[1]) >= 1
    for route in placed.routes:
        assert placed.places[route.edge.parent][0] < placed.places[route.edge.child][0]


@given(edges_among)
def test_main_edges_run_free_of_boxes(drawn):
    count, edges = drawn
    placed = layout(tree(count, edges))
    for route in (r for r in placed.routes if r.first):
        (start, _), (end, _) = placed.places[route.edge.parent], placed.places[route.edge.child]
        between = [row for column, row in placed.places.values() if start < column < end]
        assert all(abs(row - route.lane) > 0.45 for row in between)


def test_circles_and_unknown_nodes_are_left_out():
    placed = layout(tree(3, [(0, 1), (1, 2), (2, 0), (1, 1), (2, 9)]))
    assert {(r.edge.parent, r.edge.child) for r in placed.routes} < {("0", "1"), ("1", "2"), ("2", "0")}
    assert len(placed.routes) == 2


def test_columns_follow_time():
    # 2 is a child of the root but younger than 1's child 3.
    times = [stories.at(1), stories.at(5), stories.at(20), stories.at(10)]
    placed = layout(tree(4, [(0, 1), (0, 2), (1, 3)], times))
    assert placed.by_time
    assert placed.places["2"][0] >= placed.places["3"][0]


def test_times_against_the_tree_are_left_aside():
    placed = layout(tree(2, [(0, 1)], [stories.at(20), stories.at(1)]))
    assert not placed.by_time
    assert placed.places["0"][0] < placed.places["1"][0]


def test_three_hundred_versions_in_a_chain_and_a_star():
    start = time.process_time()
    for edges in ([(i, i + 1) for i in range(299)], [(0, i + 1) for i in range(299)]):
        placed = layout(tree(300, edges))
        assert placed.rows in {1, 299}
    assert time.process_time() - start < 2


def test_the_picture_is_well_formed_and_complete():
    story = stories.story()
    root = ET.fromstring(svg(story))
    text = "".join(root.itertext())
    for article in story.articles:
        assert article.name in text
    assert len(root.findall(f".//{SVG}rect")) == 7
    kinds = [g.get("class") for g in root.findall(f"{SVG}g") if "edge" in g.get("class", "").split()]
    assert sorted(k.split()[1] for k in kinds) == sorted(e.kind for e in story.stemma.edges)
    assert "perhaps Agencia Cordal" in text
    assert "Both name Agencia Cordal" in text


def test_an_undetermined_edge_has_no_head():
    root = ET.fromstring(draw(stories.story(), link=True))
    for edge in root.findall(f"{SVG}a"):
        css = edge.get("class").split()
        if css[0] == "edge":
            heads = [p for p in edge.findall(f"{SVG}path") if p.get("class") == "head"]
            assert len(heads) == (css[1] != "undetermined")


def test_forty_versions_stay_readable():
    placed = layout(stories.large(40, 2))
    root = ET.fromstring(svg(stories.large(40, 2)))
    assert float(root.get("height")) < 1700
    assert placed.columns <= 12


def hostile_story():
    story = stories.story()
    nasty = '"></text><script>alert(1)</script>\u202e\x00\ud800[link]'
    articles = tuple(
        replace(a, outlet=nasty, title=nasty, language=nasty, id="") for a in story.articles
    )
    nodes = tuple(
        replace(n, candidates=(nasty,) if n.article is None else ()) for n in story.stemma.nodes
    )
    edges = tuple(replace(e, reasons=(Reason("x", nasty),)) for e in story.stemma.edges)
    return replace(story, articles=articles, stemma=Stemma(nodes, edges, story.stemma.roots))


def test_hostile_names_break_no_format():
    story = hostile_story()
    for text in (svg(story), graphs.graphml(story)):
        root = ET.fromstring(text)
        assert not [e for e in root.iter() if e.tag.endswith("script")]
        text.encode("utf-8")
    quotes = re.sub(r'\\"', "", graphs.dot(story)).count('"')
    assert quotes % 2 == 0


def test_graphml_carries_nodes_and_edges():
    story = stories.story()
    name = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(graphs.graphml(story))
    assert len(root.findall(f".//{name}node")) == 7
    edges = [(e.get("source"), e.get("target")) for e in root.findall(f".//{name}edge")]
    assert edges == [(e.parent, e.child) for e in story.stemma.edges]


def test_newick_keeps_the_surest_parent():
    assert (
        re.sub(r"\[&[^]]*\]", "", graphs.newick(stories.story())) == "(((E,F)C)A,(D)B)α[also B > F];\n"
    )


def test_dot_styles():
    text = graphs.dot(stories.story())
    assert '"lost-1" -> "v0" [style=dashed, label="0.81"];' in text
    assert '"v1" -> "v5" [style=dotted, label="0.41", dir=none];' in text
