"""Web Annotations, schema.org, FollowTheMoney and STIX: what they say, and that their own tools take it."""

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import exported
import stories
from whence.errors import MissingExtraError, UsageError
from whence.records import Time
from whence.report.exports import export, names

STORY = stories.story()
NOW = datetime(2031, 12, 1, 9, 30, tzinfo=UTC)


def written(name, document=STORY, **asked):
    to = io.BytesIO()
    export(document, to, format=name, **asked)
    return exported.OPEN[name](to.getvalue())


def texts_of(story):
    return {names.text_address(a): a.text for a in story.articles}


def test_every_selector_selects_what_it_quotes():
    # Beyond the basic plane a code point is two units of UTF-16: the two ways of counting part there.
    sailing = stories.Article.from_passages(["\U0001f6a2\U0001f6a2 渡轮。", "السفينة"], language="zh")
    story = replace(STORY, articles=(sailing, *STORY.articles[1:]), relations=(
        stories.Pair(0, 1, "translation", "undetermined", (0.5, 0.5), 0.5, (), (stories.Link((1,), (0,), 0.7),)),
    ), attributions=(), loci=())  # fmt: skip
    texts = texts_of(story)
    for item in written("webannotation", story) + written("webannotation"):
        for target in (*item["target"], *(b for b in item["body"] if b["type"] == "SpecificResource")):
            text = (texts | texts_of(STORY))[target["source"]["id"]]
            place, quote = target["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            start, end = place["start"], place["end"]
            assert text[:start].endswith(quote.get("prefix", ""))
            assert text[end:].startswith(quote.get("suffix", ""))
    item = written("webannotation", story)[0]
    assert item["target"][0]["selector"][0]["start"] == 7


def test_annotations_cover_links_variants_and_attributions():
    items = written("webannotation")
    kinds = Counter(b["value"] for i in items for b in i["body"] if b.get("purpose") == "tagging")
    assert kinds["link"] == sum(len(p.links) for p in STORY.relations)
    altered = sum(v.kind == "attribution" for p in STORY.relations for v in p.variants)
    assert kinds["attribution"] == len(STORY.attributions) + altered
    assert sum(kinds.values()) == len(items)
    assert kinds["number"] == sum(v.kind == "number" for p in STORY.relations for v in p.variants)
    assert items[0]["target"][0]["scope"] == "https://faro.example/sirena"
    who = [b["value"] for i in items for b in i["body"] if b.get("purpose") == "identifying"]
    assert who == [a.name for a in STORY.attributions]


def test_articles_and_their_origin():
    graph = written("schema.org")
    by_name = {n["name"]: n for n in graph if n["@type"] == "NewsArticle"}
    gazette = by_name["Tern Gazette"]
    assert gazette["isBasedOn"] == [{"@id": "https://faro.example/sirena"}]
    assert gazette["translationOfWork"] == [{"@id": "https://faro.example/sirena"}]
    assert gazette["datePublished"] == "2031-11-02T11:05:00Z"
    assert by_name["صحيفة المنارة"]["datePublished"] == "2031-11-02"
    # A step whose order is open says nothing of origin.
    assert by_name["Talbote"]["isBasedOn"] == [{"@id": gazette["@id"]}]
    claims = [n for n in graph if n["@type"] == "Claim"]
    assert len(claims) == len(STORY.attributions)
    assert {c["author"]["name"] for c in claims} >= {"Hana Orlec", "هناء أورليتس", "哈娜·奥尔莱克"}


def test_versions_of_one_address_are_told_apart():
    articles = tuple(replace(a, url="https://a.example/x") for a in STORY.articles)
    graph = written("schema.org", replace(STORY, articles=articles))
    assert graph[0]["@id"] == "https://a.example/x#version-A"
    assert graph[0]["url"] == "https://a.example/x"


@pytest.mark.parametrize(
    ("value", "hours", "expected"),
    [
        ("2031-11-02T07:40+01:00", (0, 1 / 60), "2031-11-02T00:00:00Z"),
        ("2031-11-02T07:40", (0, 26), "2031-11-02"),
        ("2031-11", (0, 700), "2031-11"),
        ("2031-13-77", (0, 26), None),
        ("someday", (0, 26), None),
    ],
)
def test_a_time_is_stated_no_more_exactly_than_it_is_known(value, hours, expected):
    start = datetime(2031, 11, 2, tzinfo=UTC).timestamp()
    interval = (datetime.fromtimestamp(start + 3600 * h, UTC) for h in hours)
    assert names.instant(Time(value, "minute", *interval)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/é|x [1]#a#b", None),
        ("https://a.example/é|x[1]#a#b", "https://a.example/%C3%A9%7Cx%5B1%5D#a%23b"),
        ("https://a.example/100%?q=%20", "https://a.example/100%25?q=%20"),
        ("javascript:alert(1)", None),
        ("https://me:word@a.example/", None),
    ],
)
def test_addresses_become_uris(url, expected):
    assert names.web_page(replace(STORY.articles[0], url=url)) == expected


def test_entities_for_aleph():
    rows = written("ftm")
    kinds = Counter(r["schema"] for r in rows)
    assert kinds["Article"] == 6
    assert kinds["Similar"] == len(STORY.relations)
    assert kinds["UnknownLink"] == sum(e.parent != "lost-1" for e in STORY.stemma.edges)
    ids = {r["id"] for r in rows}
    for row in rows:
        for name in ("document", "entity", "candidate", "match", "subject", "object"):
            assert set(row["properties"].get(name, ())) <= ids
    arabic = next(r for r in rows if r["properties"].get("publisher") == ["صحيفة المنارة"])
    assert arabic["properties"]["language"] == ["ara"]
    assert arabic["properties"]["publishedAt"] == ["2031-11-02"]
    lost = next(r for r in rows if r["properties"].get("name") == ["lost source"])
    assert "perhaps Agencia Cordal" in lost["properties"]["description"][0]


def test_followthemoney_finds_nothing_to_mend():
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    for row in written("ftm"):
        schema = ftm.model.get(row["schema"])
        schema.validate(row)
        proxy = ftm.model.get_proxy(row, cleaned=False)
        # What its own cleaning would change or drop, we wrote wrongly.
        for name, values in row["properties"].items():
            cleaned = [schema.get(name).type.clean(v) for v in values]
            assert cleaned == values, (row["schema"], name)
            assert sorted(proxy.get(name)) == sorted(values)


def test_verbatim_copies_stay_two_articles():
    copy = replace(STORY.articles[0], outlet="Elsewhere", url=None)
    story = replace(STORY, articles=(STORY.articles[0], copy, *STORY.articles[2:]))
    assert sum(r["schema"] == "Article" for r in written("ftm", story)) == 6


def test_a_stix_bundle():
    pytest.importorskip("stix2")
    bundle = written("stix", when=NOW)
    kinds = Counter(o.type for o in bundle.objects)
    assert kinds["relationship"] == sum(e.parent != "lost-1" for e in STORY.stemma.edges)
    assert kinds["opinion"] == sum(e.kind == "stated" for e in STORY.stemma.edges)
    ids = {o.id: o for o in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for made in bundle.objects:
        assert made.created == made.modified == NOW
        assert set(getattr(made, "object_refs", ())) <= ids.keys()
    steps = [o for o in bundle.objects if o.type == "relationship"]
    assert {ids[s.source_ref].type for s in steps} == {"note"}
    open_ = next(s for s in steps if s.relationship_type == "related-to")
    assert open_.confidence == 41
    stated = next(s for s in steps if "via El Faro del Velmo" in s.description)
    assert ids[stated.created_by_ref].name == "Tern Gazette"
    opinion = next(o for o in bundle.objects if o.type == "opinion" and o.object_refs == [stated.id])
    assert opinion.opinion == "strongly-agree"
    assert not [o for o in bundle.objects if o.type in {"attack-pattern", "campaign", "threat-actor"}]


def test_techniques_are_those_that_a_person_names():
    pytest.importorskip("stix2")
    bundle = written("stix", when=NOW, techniques=(" t0085.001", "T0086", "T0085.001"))
    patterns = {
        o.id: o.external_references[0].external_id for o in bundle.objects if o.type == "attack-pattern"
    }
    assert [*patterns.values()] == ["T0085.001", "T0086"]
    notes = [o for o in bundle.objects if o.type == "note" and set(o.object_refs) & patterns.keys()]
    assert len(notes) == 2
    assert all("whence did not find" in note.content and "created_by_ref" not in note for note in notes)
    for wrong in ("T85", "T0085'", "", "T0085.1"):
        with pytest.raises(UsageError, match="DISARM"):
            export(STORY, io.BytesIO(), format="stix", techniques=(wrong,))


def test_an_object_of_one_id_has_one_time_of_making():
    pytest.importorskip("stix2")
    once, later = (written("stix", when=when) for when in (NOW, NOW + timedelta(days=1)))
    assert not {o.id for o in once.objects} & {o.id for o in later.objects}


def test_an_object_of_one_id_has_one_content():
    pytest.importorskip("stix2")
    other = replace(STORY, articles=(replace(STORY.articles[0], byline="Another"), *STORY.articles[1:]))
    once, again = (written("stix", story, when=NOW) for story in (STORY, other))
    both = {o.id: o.serialize() for o in once.objects}
    same = [o for o in again.objects if o.id in both]
    assert same
    assert all(both[o.id] == o.serialize() for o in same)


def test_equal_stories_give_equal_bytes():
    pytest.importorskip("stix2")
    for name in ("stix", "ftm", "webannotation", "schema.org", "tmx", "tei", "bundle", "parquet"):
        once, twice = io.BytesIO(), io.BytesIO()
        export(STORY, once, format=name, when=NOW)
        export(stories.story(), twice, format=name, when=NOW)
        assert once.getvalue() == twice.getvalue(), name


def test_a_missing_extra_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "stix2.v21", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'whence\[stix\]'"):
        export(STORY, io.BytesIO(), format="stix")
