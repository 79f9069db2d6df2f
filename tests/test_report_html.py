"""The page: self-contained, safe with hostile texts, complete, linked, small and fast."""

import base64
import hashlib
import json
import re
import time
from dataclasses import replace

import pytest
from lxml import html as lxml_html

import stories
from whence.records import (
    Article,
    Attribution,
    Comparison,
    Credit,
    Edge,
    Evidence,
    Link,
    Locus,
    Node,
    Pair,
    Reading,
    Reason,
    Relation,
    Span,
    Stemma,
    Story,
    Variant,
)
from whence.report.html import page
from whence.settings import DEFAULT, describe


@pytest.fixture(scope="module")
def story():
    return stories.story()


@pytest.fixture(scope="module")
def root(story):
    return parsed(page(story))


def parsed(text):
    return lxml_html.document_fromstring(text)


def prose(node):
    return " ".join(node.text_content().split())


def words_of(node):
    return " ".join(" ".join(node.itertext()).split())


def test_nothing_comes_from_elsewhere(root):
    for tag in ("img", "link", "iframe", "object", "embed", "video", "audio", "form", "base"):
        assert not root.findall(f".//{tag}"), tag
    assert not root.xpath("//*[@src]")
    assert not root.xpath("//*[@style]"), "the content policy forbids style attributes"
    outward = [a for a in root.xpath("//@href") if not a.startswith("#")]
    assert outward == ["https://faro.example/sirena"]


def test_the_policy_names_exactly_what_is_in_the_page(story):
    text = page(story)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("document", [stories.story(), stories.comparison(), stories.large(12, 5)])
def test_ids_are_unique_and_every_inner_link_has_its_place(document):
    page_ = parsed(page(document))
    ids = page_.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {h[1:] for h in page_.xpath("//@href") if h.startswith("#")}
    assert targets <= set(ids)


def test_every_passage_stands_in_the_page_with_its_language(root, story):
    for i, article in enumerate(story.articles):
        for p in article.passages:
            node = root.get_element_by_id(f"p-{i}-{p.number}")
            assert node.text_content() == p.text
            assert node.iterancestors("article").__next__().get("lang") == article.language
    arabic = root.get_element_by_id("p-3-0").iterancestors("article").__next__()
    assert arabic.get("dir") == "rtl"


def test_what_the_texts_are_to_each_other(root):
    head = prose(root.find(".//header"))
    assert "Six versions of one story, in six languages" in head
    assert "a source that is not among these texts (α), perhaps Agencia Cordal" in head
    assert "E 河谷晚报 is a translation of C Tern Gazette, as it states itself." in head
    assert "F Talbote is most likely a translation of C Tern Gazette." in head
    assert "B Le Courrier d'Aube and F Talbote depend on each other; which came first is open." in head


def test_a_second_parent_gives_material():
    edges = tuple(
        replace(e, kind="inferred") if e.kind == "undetermined" else e for e in stories.STEMMA.edges
    )
    document = replace(stories.story(), stemma=replace(stories.STEMMA, edges=edges))
    assert "F Talbote most likely also draws on B Le Courrier d'Aube." in prose(
        parsed(page(document)).find(".//header")
    )


def test_two_versions_of_which_either_may_be_first():
    document = stories.comparison()
    document = replace(document, relation=replace(document.relation, kind="translation"))
    head = prose(parsed(page(document)).find(".//header"))
    assert (
        "A El Faro del Velmo and B صحيفة المنارة: one is a translation of the other; which came first is open."
        in head
    )


def facts(root, kind):
    table = root.xpath(f"//section[@class='kind'][@data-kind='{kind}']//tbody/tr")
    return [[(td.get("class"), words_of(td)) for td in row.findall("td")] for row in table]


def test_one_row_a_fact_one_column_a_version_the_odd_one_lit(root):
    [row] = facts(root, "number")
    assert [css for css, _ in row] == ["same", "same", "same", "odd", "same", "same"]
    assert row[3][1] == "١٢٬٠٠٠ 12000"
    [row] = facts(root, "name")
    assert [css for css, _ in row] == ["same"] * 5 + ["odd"]
    [row] = facts(root, "attribution")
    assert [css for css, _ in row] == ["same", "same", "none", "odd", "none", "none"]


def test_passages_that_only_some_have(root):
    [row] = [r for r in facts(root, "presence") if r[1][0] == "odd" and r[3][0] == "odd"]
    assert [css for css, _ in row] == ["same", "odd", "same", "odd", "same", "same"]
    assert [text for _, text in row] == [
        "● 7 has it", "missing", "● 6 has it", "missing", "● 2 has it", "● 6 has it",
    ]  # fmt: skip


def test_equivalences_are_shown_as_not_counted(root):
    section = root.get_element_by_id("same")
    rows = [[words_of(td) for td in tr.findall("td")] for tr in section.iter("tr")]
    assert ["3", "trois", "10", "ثلاثة", "三", "3"] in rows
    assert ["Velmo", "Velmo", "Velmo", "فيلمو", "费尔莫", "Velmo"] in rows


def test_sources_credits_and_statements_without_a_source(root):
    text = words_of(root.get_element_by_id("sources"))
    assert "Translation Maude Ferrand" in text
    assert "Hana Orlets quoted, 4" in text
    assert "4 statements that nobody vouches for" in text
    assert "no source" not in " ".join(words_of(td) for td in root.xpath("//section[@id='sources']//td"))


def test_an_attribution_only_some_versions_have(story):
    fewer = tuple(a for a in story.attributions if not (a.article == 5 and a.name == "Jonas Orlec"))
    rows = parsed(page(replace(story, attributions=fewer))).xpath(
        "//div[@aria-labelledby='vouch-h']//tbody/tr"
    )
    assert [words_of(td) for td in rows[0].findall("td")][-1] == "no source"


def test_the_foot_tells_settings_and_what_was_not_checked(root):
    foot = words_of(root.find(".//footer"))
    for setting in describe():
        assert setting["name"] in foot
    assert "Whether any of it is true" in foot
    assert "the language was told, not detected" in foot


def test_changed_settings_are_shown(story):
    text = words_of(parsed(page(story, settings=replace(DEFAULT, max_bytes=4321))).find(".//footer"))
    assert "max_bytes 4321 bytes" in text


def test_the_data_of_the_page_points_at_the_words(root, story):
    data = json.loads(root.get_element_by_id("data").text)
    assert data["first"] == [0, 2]
    for pair in story.relations:
        entry = data["pairs"][f"{pair.left}-{pair.right}"]
        met = {(e.left.text, e.right.text) for k in pair.links for e in k.evidence}
        shown = set()
        for _, _, lp, ls, le, rp, rs, re_, _ in entry["e"]:
            sides = story.articles[pair.left].passages[lp], story.articles[pair.right].passages[rp]
            shown.add((sides[0].text[ls:le], sides[1].text[rs:re_]))
        assert shown == met
        for side, article in enumerate((pair.left, pair.right)):
            numbers = sorted(n for row in entry["r"] for n in row[side])
            assert numbers == list(range(len(story.articles[article].passages)))


def test_without_javascript_the_most_telling_pairs_are_tables(root):
    tables = root.xpath("//table[@class='aligned']")
    assert len(tables) == 4
    assert "A El Faro del Velmo and C Tern Gazette: translation" in prose(tables[0].find("caption"))
    assert tables[0].xpath(".//tr[@class='left']")
    marks = [m.text for t in tables for m in t.iter("mark")]
    assert "星期一" in marks


def test_a_comparison_has_a_page_of_its_own():
    page_ = parsed(page(stories.comparison()))
    assert "Two versions of one story, in two languages" in words_of(page_.find(".//h1"))
    assert page_.find("body").get("class") == "two"
    assert "1.200" in str(facts(page_, "number"))


def test_of_two_versions_what_only_one_has_is_listed():
    root = parsed(page(stories.comparison()))
    mine, theirs = root.xpath("//section[@data-kind='presence']//section")
    assert words_of(mine.find("h4")) == "Only in A El Faro del Velmo 2"
    assert next(words_of(li) for li in mine.iter("li")) == "El ministerio ha abierto una investigación."
    assert [words_of(li).split()[0] for li in theirs.iter("li")] == ["furniture", "credit"]


NASTY = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{ 7*7 }}{% raw %}<!--"
    "\u202e\u2066\x00\x1b[31m\ud800&amp;]]>"
)


def nasty_story():
    article = Article.from_passages(
        [NASTY, f"{NASTY} 2"], language='en"><b>', title=NASTY, byline=NASTY, outlet=NASTY,
        url="javascript:alert(1)", notices=(NASTY,), path=f"/x/{NASTY}",
    )  # fmt: skip
    p = article.passages[0]
    span = [Span(i, 0, p.start, p.end, p.text) for i in (0, 1)]
    link = Link((0,), (0,), 0.5, (Evidence("name", span[0], span[1], NASTY, 0.5),))
    variants = (
        Variant("number", span[0], span[1], 0.5, NASTY, 0),
        Variant("only-left", span[0], None, 0.5),
    )
    reasons = (Reason("x", NASTY),)
    pair = Pair(0, 1, "copy", "undetermined", (0.5, 0.5), 0.5, reasons, (link,), variants)
    loci = (
        Locus("number", (Reading((0,), (span[0],), NASTY), Reading((1,), (span[1],), NASTY))),
        Locus("presence", (Reading((0,), (span[0],)), Reading((1,)))),
        Locus(NASTY, (Reading((0,), (span[0],)),)),
    )
    said = (Attribution(0, span[0], NASTY, NASTY, span[0], True),)
    stemma = Stemma(
        (Node(NASTY, None, (NASTY,)), Node("a", 0), Node("b", 1)),
        (Edge(NASTY, "a", 0.5, reasons), Edge("a", "b", 0.5, reasons, "stated")),
        (NASTY,),
    )
    return Story(
        (article, replace(article, id="other")), (pair,), loci, said, (Credit(0, "source", NASTY),), stemma, (NASTY,)
    )  # fmt: skip


def test_hostile_texts_stay_texts():
    text = page(nasty_story())
    text.encode("utf-8")
    for char in "\u202e\u2066\x00\x1b":
        assert char not in text
    root = parsed(text)
    assert len(root.findall(".//script")) == 3
    assert not root.findall(".//img")
    assert not [a for e in root.iter() for a in e.attrib if a.lower().startswith("on")]
    assert not [h for h in root.xpath("//@href") if not h.startswith("#")]
    assert "{{ 7*7 }}" in text
    assert "49" not in words_of(root.find(".//h1"))
    json.loads(root.get_element_by_id("data").text)
    shown = root.get_element_by_id("p-0-0").text_content()
    assert len(shown) == len(NASTY)
    assert shown.startswith("</script><script>alert(1)</script><img")


def test_broken_records_still_give_a_page(story):
    far = Span(0, 99, 5000, 6000, "nowhere")
    pair = replace(story.relations[0], variants=(Variant("number", far, None, 0.5),), links=())
    odd = replace(
        story,
        relations=(pair,),
        loci=(Locus("number", (Reading((0,), (far,), "1"), Reading((1,), (), ""))),),
        attributions=(Attribution(0, far, "x", "said", far, False),),
        stemma=Stemma((Node("v0", 0),), (Edge("v0", "gone", 0.5), Edge("gone", "v0", 0.5)), ("gone",)),
    )
    root = parsed(page(odd))
    targets = {h[1:] for h in root.xpath("//@href") if h.startswith("#")}
    assert targets <= set(root.xpath("//@id"))


def test_unrelated_and_empty():
    a = Article.from_passages(["One thing."], language="en")
    b = Article(text="", language="und")
    relation = Relation("unrelated", "undetermined", (0.0, 0.0), 0.9)
    text = words_of(parsed(page(Comparison((a, b), (), (), (), (), relation))))
    assert "Two texts, in English, unrelated to each other" in text or "unrelated to each other" in text
    assert "No difference was found" in text


def test_each_two_versions_with_their_shares(root, story):
    rows = root.xpath("//table[@class='alike']/tbody/tr")
    assert len(rows) == 6
    pair = next(p for p in story.relations if (p.left, p.right) == (0, 3))
    cell = rows[0].findall("td")[3]
    assert words_of(cell) == f"{round(pair.coverage[0] * 100)}% shared source"
    assert words_of(rows[3].findall("td")[0]).startswith(f"{round(pair.coverage[1] * 100)}%")
    assert not words_of(rows[2].findall("td")[2])


def test_notes_are_announced_at_the_head(root):
    assert "the language was told, not detected" in prose(root.find(".//header"))


def test_why_two_texts_are_unrelated_is_said():
    a = Article.from_passages(["One thing."], language="en")
    relation = Relation(
        "unrelated", "undetermined", (0.0, 0.0), 0.9, (Reason("none", "No link was found."),)
    )
    root = parsed(page(Comparison((a, replace(a, id="b")), (), (), (), (), relation)))
    assert "No link was found." in words_of(root.find("body"))


def test_differences_of_one_passage_stand_together(story):
    [locus] = [x for x in story.loci if x.kind == "number"]
    spans = [replace(s, start=s.start + 1) for s in locus.readings[0].spans]
    second = Locus("number", (Reading(locus.readings[0].articles, tuple(spans), "7"), locus.readings[1]))
    root = parsed(page(replace(story, loci=(locus, second))))
    heads = root.xpath("//section[@data-kind='number']//tbody//th")
    assert [h.get("rowspan") for h in heads] == ["2"]


def test_many_versions_are_grouped_by_reading():
    root = parsed(page(stories.large(40, 6)))
    assert not root.xpath("//section[@class='kind']//table")
    item = root.xpath("//ul[@class='readings']/li")[0]
    assert len(item.xpath(".//dd")) == 2
    assert len(item.xpath(".//dd")[1].findall("a")) == 39


@pytest.mark.parametrize(("versions", "passages", "seconds"), [(8, 60, 0.5), (40, 40, 2.0)])
def test_the_page_is_small_and_fast(versions, passages, seconds):
    document = stories.large(versions, passages)
    page(stories.comparison())  # the template is compiled once a process
    start = time.process_time()
    text = page(document)
    assert time.process_time() - start < seconds
    assert len(text.encode()) < 3_000_000


def test_the_same_document_gives_the_same_page(story):
    assert page(story) == page(stories.story())
