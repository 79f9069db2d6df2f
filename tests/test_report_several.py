"""A trace of several stories as people and other programs see it; the texts are those of test_membership."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

import whence
from test_membership import CHESS, FERRY, FERRY_DE, HARVEST, HARVEST_FR, article, without
from whence.membership import told
from whence.report import terminal
from whence.report.explain import explain
from whence.report.graphs import dot, graphml, newick
from whence.report.html import page
from whence.report.json import dumps, schema
from whence.report.several import parts, round_ups, unrelated


@pytest.fixture(scope="module")
def story():
    return whence.trace(
        [
            article(FERRY, "Korrum Post"),
            article(without(FERRY, 5), "Island Mail"),
            article(FERRY_DE, "Küstenblatt", "de"),
            article(HARVEST, "Velm Courier"),
            article(HARVEST_FR, "La Vallée", "fr"),
            article(FERRY[:4] + HARVEST[:4], "Weekly Digest"),
            article(CHESS, "Board News"),
        ]
    )


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self.ids += [known["id"]] if "id" in known else []
        if (known.get("href") or "").startswith("#"):
            self.targets.add(known["href"][1:])
        self.targets.update((known.get("aria-labelledby") or "").split())


def test_each_story_is_a_document_with_the_numbers_of_the_whole(story):
    ferry, harvest = parts(story)
    assert ferry.articles == harvest.articles == story.articles
    assert ferry.stories[0].articles == (0, 1, 2, 5)
    assert {p.right for p in harvest.relations} == {4, 5}
    assert {n.article for n in harvest.stemma.nodes} == {3, 4, 5}
    assert all(len(link.left) for p in ferry.relations for link in p.links)
    for part in (ferry, harvest):
        for locus in part.loci:
            assert {v for r in locus.readings for v in r.articles} <= set(part.stories[0].articles)


def test_a_round_up_is_told_with_its_stories(story):
    assert round_ups(story) == {5: [0, 1]}
    assert unrelated(story) == [6]


def test_one_story_has_no_parts():
    one = whence.trace([article(FERRY, "Korrum Post"), article(FERRY_DE, "Küstenblatt", "de")])
    assert parts(one) == []


def test_the_page_has_a_section_for_each_story(story):
    found = _Ids()
    text = page(story)
    found.feed(text)
    assert {"story-1", "story-2", "apart", "beside", "texts"} <= set(found.ids)
    assert sorted(found.ids) == sorted(set(found.ids))
    assert found.targets <= set(found.ids)
    assert "Two stories in six texts" in text
    assert "is a round-up: it has parts of story 1 and story 2" in re.sub(r"<[^>]+>", "", text)


def test_the_page_of_another_language_speaks_it(story):
    text = re.sub(r"<[^>]+>", " ", page(story, language="fr"))
    assert "Histoire 2" in text
    assert "Story" not in text
    assert "has parts of several stories" not in text


def test_the_terminal_shows_a_tree_for_each_story(story):
    out = io.StringIO()
    terminal.summary(story, Console(file=out, width=100))
    lines = out.getvalue().splitlines()
    heads = [n for n, row in enumerate(lines) if row.startswith("Story ")]
    assert len(heads) == 2
    second = "\n".join(lines[heads[1] :])
    assert "D Velm Courier" in second
    assert "F Weekly Digest is a round-up: it has parts of story 1 and story 2." in second
    assert "G Board News belongs to none of them." in second


def test_the_trees_of_other_formats_are_of_one_story_each(story):
    trees = newick(story).splitlines()
    assert len(trees) == 3
    assert [set(re.findall(r"(?<![\w&])[A-G](?=[\[,);])", tree)) for tree in trees] == [
        {"A", "B", "C", "F"},
        {"D", "E", "F"},
        {"G"},
    ]
    assert '<data key="stories">1 2</data>' in graphml(story)
    assert dot(story).count("->") == len(story.stemma.edges)


def test_the_json_tells_the_stories_and_their_sections(story):
    jsonschema = pytest.importorskip("jsonschema")
    found = json.loads(dumps(story))
    jsonschema.Draft202012Validator(schema("story-1")).validate(found)
    assert [s["articles"] for s in found["stories"]] == [[0, 1, 2, 5], [3, 4, 5]]
    assert found["stories"][1]["sections"] == [{"article": 5, "passages": [4, 5, 6, 7]}]


def test_versions_of_different_stories_are_explained_by_their_round_up(story):
    rows = [s for part in explain(story, "A", "D").parts for s in part.sentences]
    assert any("No way in the tree joins them" in row for row in rows)
    assert not any("which came first is open" in row for row in rows)


def test_passages_are_told_as_a_reader_counts_them():
    assert told(frozenset({0, 1, 2, 4})) == "1–3, 5"
    assert told(frozenset({7})) == "8"


def test_a_parent_in_another_story_explains_nothing(story):
    rows = [s for part in explain(story, "D", "F").parts for s in part.sentences]
    assert any("passages 5–8" in row for row in rows)
    assert not any("also comes from" in row for row in rows)
