"""The published JSON and its schemas."""

import itertools
import json
from dataclasses import fields, replace

import jsonschema
import pytest

import stories
from whence import records
from whence.records import Article, Comparison, Relation
from whence.report.explain import Explanation, Part, explain
from whence.report.json import dumps, schema

NAMES = ("comparison-1", "explanation-1", "story-1")


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("story-1", stories.story()),
        ("comparison-1", stories.comparison()),
        ("explanation-1", explain(stories.story(), "A", "C")),
    ],
)
def test_documents_are_valid(name, document):
    found = json.loads(dumps(document))
    jsonschema.Draft202012Validator(schema(name)).validate(found)
    assert found["format"] == schema(name)["title"]


def test_the_schema_refuses_what_is_wrong():
    found = json.loads(dumps(stories.story()))
    validator = jsonschema.Draft202012Validator(schema("story-1"))
    for path, wrong in (
        (("relations", 0, "kind"), "cousin"),
        (("relations", 0, "coverage"), [0.5]),
        (("articles", 0, "passages", 0, "start"), -1),
        (("stemma", "edges", 0, "confidence"), 1.5),
    ):
        broken = json.loads(json.dumps(found))
        at = broken
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = wrong
        assert not validator.is_valid(broken), path


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_names_exactly_the_fields_of_the_records(name):
    known = schema(name)
    for key, definition in known["$defs"].items():
        record = getattr(records, key.capitalize(), Part)
        names = {f.name for f in fields(record)} - ({"text", "blocks"} if record is Article else set())
        assert set(definition["properties"]) == names, key
    document = {"comparison-1": Comparison, "story-1": records.Story, "explanation-1": Explanation}[name]
    assert set(known["properties"]) == {f.name for f in fields(document)} | {"format"}


def test_the_schemas_define_what_they_share_alike():
    for one, other in itertools.combinations((schema(n)["$defs"] for n in NAMES), 2):
        for key in one.keys() & other.keys():
            assert one[key] == other[key]


def test_any_text_can_be_written():
    article = Article.from_passages(["lone \ud800 surrogate\u2028line"], language="en")
    relation = Relation("unrelated", "undetermined", (0.0, 0.0), 0.5)
    document = Comparison((article, replace(article, id="x")), (), (), (), (), relation)
    text = dumps(document)
    assert len(text.encode("utf-8").splitlines()) == 1
    assert json.loads(text)["articles"][0]["passages"][0]["text"] == article.passages[0].text


def test_offsets_are_code_points():
    article = Article.from_passages(["👩‍🚒 a", "b"], language="en")
    document = Comparison(
        (article, article), (), (), (), (), Relation("copy", "undetermined", (1, 1), 1)
    )
    rows = json.loads(dumps(document))["articles"][0]["passages"]
    assert [(r["start"], r["end"]) for r in rows] == [(0, 5), (6, 7)]
