"""The order of the stages, and the facade above them."""

import subprocess
import sys

import pytest

import whence
from whence import Article, UsageError
from whence.pipeline import STAGES


def test_each_stage_gets_what_was_given_before():
    given = {"bytes", "Comparison", "Story"}
    for stage in STAGES:
        missing = set(stage.takes) - given
        assert not missing, f"{stage.name} needs {missing} before anything gives it"
        given |= set(stage.gives)


def test_the_facade_is_all_there():
    for name in whence.__all__:
        assert getattr(whence, name) is not None
    with pytest.raises(AttributeError):
        _ = whence.nothing


@pytest.mark.parametrize("code", ["import whence", "from whence.cli import app"])
def test_importing_loads_no_heavy_library(code):
    heavy = (
        "numpy scipy trafilatura rich jinja2 babel dateparser py3langid sentencex lxml Stemmer".split()
    )
    script = f"{code}; import sys; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_version_is_no_story():
    with pytest.raises(UsageError, match="at least 2"):
        whence.trace([Article.from_passages(["Alone."], language="en")])


def test_numbers_of_articles_are_those_of_the_input():
    texts = ["The ship Mirelle left Port Astor on 4 May with 312 crates of oranges.",
             "Its captain, Jon Barrow, said that the crates were to be sold in Lisbon."]  # fmt: skip
    story = whence.trace([Article.from_passages(texts[:n], language="en") for n in (2, 1, 2)])
    assert [(p.left, p.right) for p in story.relations] == [(0, 1), (0, 2), (1, 2)]
    last = story.relations[2]
    spans = [s for link in last.links for e in link.evidence for s in (e.left, e.right)]
    assert {s.article for s in spans} == {1, 2}


ORIGINAL = """---
outlet: The Orvane Lantern
---

A fire destroyed 340 tonnes of rice in the port of Orvane on 3 June.

Two watchmen were taken to hospital with smoke poisoning.

The sprinklers had not been inspected for four years, said a docker.

The rice was meant for schools in three provinces.
"""


def test_naming_one_source_alike_is_no_text_that_proves_a_common_source(tmp_path):
    altered = [("340", "430"), ("Two watchmen", "Three watchmen"), ("four years", "nine years")]
    versions = [ORIGINAL]
    for was, now in altered:
        body = ORIGINAL.split("---")[2].replace(was, now)
        versions.append(body + "\nSource: The Orvane Lantern\n")
    for number, text in enumerate(versions):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    story = whence.trace([whence.read(path) for path in sorted(tmp_path.iterdir())])
    found = {(e.parent, e.child) for e in story.stemma.edges}
    ids = [a.id for a in story.articles]
    assert found == {(ids[0], i) for i in ids[1:]}
    assert not any("Source:" in s.text for locus in story.loci for r in locus.readings for s in r.spans)


def test_a_path_in_the_place_of_an_article_is_told():
    with pytest.raises(
        UsageError, match=r"found str \('quay.txt'\), expected an Article; read it first"
    ):
        whence.trace(["quay.txt", "mill.txt"])
