"""TMX, TEI, GEXF and GraphML: valid, complete, and read back by other libraries."""

import io
import itertools
from dataclasses import replace

import pytest

import exported
import stories
from exported import TEI, XML, witness_text
from whence.records import Article, Link, Pair, Story
from whence.report.exports import export
from whence.report.exports.rows import rows

STORY = stories.story()


def written(name, document=STORY):
    to = io.BytesIO()
    export(document, to, format=name)
    return exported.OPEN[name](to.getvalue())


def test_units_of_the_memory():
    root = written("tmx")
    unit = root.find("body/tu")
    assert {tuv.get(f"{XML}lang"): tuv.findtext("seg") for tuv in unit.iter("tuv")} == {
        "es": "La sirena de la presa vacía un valle", "fr": "Une sirène vide la vallée du Velmo",
    }  # fmt: skip
    assert unit.get("srclang") is None  # the two share a source: neither is the other's


def test_the_source_language_is_stated_where_the_direction_is_known():
    root = written("tmx")
    units = [u for u in root.iter("tu") if u.find("prop[@type='x-versions']").text == "A C"]
    assert units
    assert {u.get("srclang") for u in units} == {"es"}


def test_joined_passages_are_one_segment():
    root = written("tmx")
    units = [u for u in root.iter("tu") if u.find("prop[@type='x-versions']").text == "A E"]
    segments = [u.find("tuv[1]/seg").text for u in units]
    assert " ".join(p.text for p in STORY.articles[0].passages[1:3]) in segments


@pytest.mark.parametrize("story", [STORY, stories.large(5, 9)], ids=["languages", "copies"])
def test_every_version_can_be_taken_out_of_the_apparatus(story):
    root = written("tei", story)
    for index, article in enumerate(story.articles):
        # A passage that stands elsewhere in one version keeps its place in the row of the others.
        assert sorted(witness_text(root, chr(65 + index))) == sorted(p.text for p in article.passages)


def test_readings_of_a_row():
    root = written("tei")
    first = root.find(f".//{TEI}ab/{TEI}app")
    assert [(r.get("wit"), r.get(f"{XML}lang")) for r in first] == [
        ("#A", "es"), ("#B", "fr"), ("#C", "en"), ("#D", "ar"), ("#E", "zh"), ("#F", "de"),
    ]  # fmt: skip
    furniture = next(a for a in root.iter(f"{TEI}app") if "اقرأ أيضاً" in "".join(a.itertext()))
    assert [(r.get("wit"), len(r)) for r in furniture] == [("#D", 1), ("#A #B #C #E #F", 0)]


def test_what_all_have_in_the_same_words_is_plain_text():
    same = Article.from_passages(["The pier is shut.", "Nobody was hurt."], language="en")
    other = replace(same, outlet="Other")
    links = (Link((0,), (0,), 0.9), Link((1,), (1,), 0.9))
    pair = Pair(0, 1, "copy", "undetermined", (1.0, 1.0), 0.9, (), links)
    root = written("tei", Story((same, other), (pair,), (), (), ()))
    assert not list(root.iter(f"{TEI}app"))
    assert [seg.text for seg in root.iter(f"{TEI}seg")] == [p.text for p in same.passages]


def test_loci_follow_with_the_words_of_each_version():
    root = written("tei")
    entry = next(
        a
        for a in root.iter(f"{TEI}app")
        if a.get("type") == "number" and "1.200" in "".join(a.itertext())
    )
    words = {r.get("wit"): "".join(r.itertext()) for r in entry}
    assert words["#D"] == "١٢٬٠٠٠"
    assert words["#A"] == "1.200"


def test_the_stemma_with_its_lost_witness():
    graph = written("tei").find(f".//{TEI}graph")
    nodes = {n.get(f"{XML}id"): [label.text for label in n] for n in graph.iter(f"{TEI}node")}
    lost = next(n for n in graph.iter(f"{TEI}node") if n.get("type") == "lost")
    assert nodes.pop(lost.get(f"{XML}id")) == ["α", "perhaps Agencia Cordal"]
    assert [*nodes.values()] == [["A"], ["B"], ["C"], ["D"], ["E"], ["F"]]
    arcs = list(graph.iter(f"{TEI}arc"))
    assert len(arcs) == len(STORY.stemma.edges)
    steps = {tuple(label.text for label in arc) for arc in arcs}
    assert ("stated", "0.97") in steps
    assert "via El Faro del Velmo" in " ".join(n.text for n in graph.iter(f"{TEI}note"))


def test_rows_hold_each_passage_once_and_only_neighbours():
    for story in (STORY, stories.large(4, 7)):
        made = rows(story)
        places = [(v, n) for row in made for v, numbers in row.items() for n in numbers]
        assert sorted(places) == [
            (i, p.number) for i, a in enumerate(story.articles) for p in a.passages
        ]
        for numbers in itertools.chain.from_iterable(row.values() for row in made):
            assert numbers == tuple(range(numbers[0], numbers[-1] + 1))


def test_rows_of_links_that_contradict_each_other():
    texts = [Article.from_passages(list("abcdef"), language="en", outlet=o) for o in "XYZ"]

    def pair(i, j, *links):
        made = tuple(Link(a, b, score) for a, b, score in links)
        return Pair(i, j, "copy", "undetermined", (1.0, 1.0), 0.5, (), made)

    story = Story(
        tuple(texts),
        (
            pair(0, 1, ((0,), (0,), 0.9), ((1,), (5,), 0.8)),
            pair(1, 2, ((0,), (0,), 0.9), ((5,), (1,), 0.7)),
            pair(0, 2, ((0,), (3,), 0.2), ((2,), (2,), 0.6)),
        ),
        (), (), (),
    )  # fmt: skip
    made = rows(story)
    assert {0: (0,), 1: (0,), 2: (0,)} in made  # the weak link to passage 3 would tear the row apart
    assert {0: (1,), 1: (5,), 2: (1,)} in made
    firsts = [row[0][0] for row in made if 0 in row]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_reads_the_stemma(name):
    graph = written(name)
    assert graph.is_directed()
    assert set(graph.edges) == {(e.parent, e.child) for e in STORY.stemma.edges}
    assert graph.nodes["v3"]["name"] == "صحيفة المنارة"
    assert graph.nodes["v4"]["letter"] == "E"
    assert graph.nodes["lost-1"]["candidates"] == "Agencia Cordal"
    assert graph.nodes["lost-1"]["lost"] is True
    assert graph.edges["v0", "v2"]["kind"] == "stated"
    assert graph.edges["v0", "v2"]["confidence"] == 0.97
    assert "via El Faro del Velmo" in graph.edges["v0", "v2"]["reasons"]
