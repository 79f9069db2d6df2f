"""The fictional stories against their true reading (`examples/gold`)."""

import json

import pytest

import whence


def story_of(examples, name):
    gold = json.loads((examples / "gold" / f"{name}.json").read_text("utf-8"))
    keys = list(gold["witnesses"])
    articles = [whence.read(examples / name / gold["witnesses"][key]) for key in keys]
    return gold, keys, whence.trace(articles)


@pytest.fixture(scope="module")
def ferry(examples):
    return story_of(examples, "ferry")


@pytest.fixture(scope="module")
def barrier(examples):
    return story_of(examples, "barrier")


@pytest.fixture(params=["ferry", "barrier"])
def example(request):
    return request.getfixturevalue(request.param)


def passage_with(article, snippet):
    for passage in article.passages:
        if snippet in " ".join(passage.text.split()):
            return passage.number
    raise AssertionError(f"{article.name} has no passage with {snippet!r}")


def pair_of(story, keys, one, other):
    """Return the pair of two versions and whether `one` is its left side."""
    i, j = keys.index(one), keys.index(other)
    for pair in story.relations:
        if {pair.left, pair.right} == {i, j}:
            return pair, pair.left == i
    raise AssertionError(f"no relation of {one} and {other}")


def has_planted(row, story, keys):
    parent, child = row["step"]
    pair, parent_is_left = pair_of(story, keys, parent, child)
    wanted = {"only-parent": ("only-left" if parent_is_left else "only-right"),
              "only-child": ("only-right" if parent_is_left else "only-left")}.get(row["kind"], row["kind"])  # fmt: skip
    places = {}
    for role in ("parent", "child"):
        if role in row:
            key = parent if role == "parent" else child
            article = story.articles[keys.index(key)]
            places[role] = passage_with(article, row[role])
    for v in pair.variants:
        sides = {
            "parent": v.left if parent_is_left else v.right,
            "child": v.right if parent_is_left else v.left,
        }
        if v.kind == wanted and all(sides[r] and sides[r].passage == at for r, at in places.items()):
            return True
    return False


def test_all_versions_are_one_story(example):
    _, _, story = example
    assert all(pair.kind != "unrelated" for pair in story.relations)


def test_planted_changes_are_found(example):
    gold, keys, story = example
    missed = [row for row in gold["planted"] if not has_planted(row, story, keys)]
    assert not missed


def test_equal_values_are_no_variants(example):
    gold, _, story = example
    for one, other in gold["equivalent"]:
        for pair in story.relations:
            for v in pair.variants:
                if v.left and v.right and v.kind in {"number", "name", "date"}:
                    assert {one, other} != {v.left.text, v.right.text}


def test_credits_are_found(example):
    gold, keys, story = example
    found = {(keys[c.article], c.role, c.name.casefold()) for c in story.credits}
    wanted = {
        (key, role, name.casefold()) for key, rows in gold["credits"].items() for role, name in rows
    }
    assert wanted <= found, wanted - found


def test_foreign_block_is_not_linked(ferry):
    _, keys, story = ferry
    arabic = keys.index("ar")
    wheat = passage_with(story.articles[arabic], "أسعار القمح للأسبوع")
    for pair in story.relations:
        for link in pair.links:
            side = link.left if pair.left == arabic else link.right if pair.right == arabic else ()
            assert wheat not in side


def extant_parents(story, keys):
    """Map each version to its parents: another version, or "lost"."""
    nodes = {n.id: n for n in story.stemma.nodes}
    parents = {}
    for edge in story.stemma.edges:
        child = nodes[edge.child].article
        if child is not None:
            parent = nodes[edge.parent].article
            parents.setdefault(keys[child], set()).add("lost" if parent is None else keys[parent])
    return parents


def test_transmission_is_recovered(example):
    gold, keys, story = example
    lost = set(gold["lost"])
    wanted = {}
    for parent, child in gold["edges"]:
        if child not in lost:
            wanted.setdefault(child, set()).add("lost" if parent in lost else parent)
    assert extant_parents(story, keys) == wanted
