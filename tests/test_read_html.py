"""Saved web pages: what they state of themselves, their story, and hostile ones."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import ReadError
from whence.readers import read
from whence.split import split

STORY = [
    "Le port de Brume a été fermé mardi soir après la collision de deux remorqueurs, ont indiqué les autorités portuaires dans un communiqué.",
    "Selon <a href='https://fogwire.example/tugs'>Fog Wire</a>, trois membres d'équipage ont été blessés<br>et transportés à l'hôpital. Leur état est stable.",
    "La capitainerie n'exclut pas une erreur humaine, mais rappelle que le radar du quai nord était en panne depuis une semaine.",
    "Les bateaux attendent au large. Le ferry pour Ohm ne partira pas avant vendredi, a précisé la compagnie, qui promet de rembourser les billets.",
]
NEWS = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Le port de Brume fermé",
    "datePublished": "2025-03-04T18:20:00+01:00", "dateModified": "2025-03-05T07:00Z",
    "author": [{"@type": "Person", "name": "Luc Aubier"}, {"name": "Ada Ohm"}],
    "publisher": {"@type": "Organization", "name": "Le Courrier de Brume"}, "inLanguage": "fr-FR",
    "mainEntityOfPage": {"@id": "https://courrier.example/port"},
    "isBasedOn": "https://fogwire.example/tugs", "translationOfWork": {"@type": "CreativeWork", "url": "https://fogwire.example/en"},
}  # fmt: skip


def page(head="", body=None, attributes="", data=None):
    body = body if body is not None else "".join(f"<p>{row}</p>" for row in STORY)
    script = (
        f'<script type="application/ld+json">{json.dumps(data)}</script>' if data is not None else ""
    )
    return f"<!DOCTYPE html><html {attributes}><head><meta charset='utf-8'>{head}{script}</head><body><nav><a href='/'>Accueil</a></nav><article>{body}</article><footer>Contact</footer></body></html>"


@pytest.fixture
def made(tmp_path):
    def make(markup, **more):
        path = tmp_path / "page.html"
        path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
        return read(path, **more)

    return make


def test_json_ld(made):
    article = made(page(data=NEWS))
    assert article.title == "Le port de Brume fermé"
    assert article.byline == "Luc Aubier, Ada Ohm"
    assert article.outlet == "Le Courrier de Brume"
    assert article.url == "https://courrier.example/port"
    assert article.published.value == "2025-03-04T18:20:00+01:00"
    assert (article.modified.value, article.modified.precision) == ("2025-03-05T07:00Z", "minute")
    assert article.based_on == ("https://fogwire.example/tugs", "https://fogwire.example/en")
    assert article.links == ("https://fogwire.example/tugs",)
    assert (article.language, article.format) == ("fr", "html")


def test_json_ld_graph_with_references(made):
    graph = {"@graph": [
        {"@type": "WebPage", "@id": "#page", "name": "x", "datePublished": "2030-01-01"},
        {"@type": "Organization", "@id": "#org", "name": "Le Courrier"}, {"@type": "Person", "@id": "#luc", "name": "Luc Aubier"},
        {"@type": ["Article", "NewsArticle"], "headline": "Fermé", "publisher": {"@id": "#org"}, "author": {"@id": "#luc"}, "datePublished": "2025-03-04T18:20"},
        {"@type": "NewsArticle", "headline": "Une autre histoire", "dateModified": "1999-01-01"},
    ]}  # fmt: skip
    article = made(page(data=graph))
    assert (article.title, article.outlet, article.byline) == ("Fermé", "Le Courrier", "Luc Aubier")
    assert (article.published.value, article.modified) == ("2025-03-04T18:20", None)


def test_meta_tags(made):
    head = """<meta property="og:title" content="Port fermé"><meta property="og:site_name" content="Le Courrier">
    <meta name="author" content="Luc Aubier"><meta property="article:published_time" content="2025-03-04T18:20:00+0100">
    <meta name="last-modified" content="Wed, 05 Mar 2025 07:00:00 GMT"><link rel="canonical" href="https://courrier.example/p">
    <meta name="original-source" content="https://fogwire.example/tugs">"""
    article = made(page(head))
    assert (article.title, article.outlet, article.byline) == ("Port fermé", "Le Courrier", "Luc Aubier")
    assert (article.published.value, article.modified.value) == (
        "2025-03-04T18:20:00+01:00",
        "2025-03-05T07:00:00Z",
    )
    assert article.url == "https://courrier.example/p"
    assert article.based_on == ("https://fogwire.example/tugs",)


@pytest.mark.parametrize(
    "head",
    ['<meta name="citation_title" content="Port fermé"><meta name="citation_author" content="Luc Aubier"><meta name="citation_publication_date" content="2025/03/04">',
     '<meta name="DC.title" content="Port fermé"><meta name="DC.creator" content="Luc Aubier"><meta name="DC.date.issued" content="2025-03-04">'],
)  # fmt: skip
def test_scholarly_meta_tags(made, head):
    article = made(page(head))
    assert (article.title, article.byline, article.published.value) == (
        "Port fermé",
        "Luc Aubier",
        "2025-03-04",
    )


def test_markup_alone(made):
    body = "<h1>Port fermé</h1><time datetime='2025-03-04T18:20+01:00'>mardi</time>" + "".join(
        f"<p>{row}</p>" for row in STORY
    )
    article = made(page("<title>Port fermé | Le Courrier</title>", body, "lang='fr'"))
    assert (article.title, article.published.value) == ("Port fermé", "2025-03-04T18:20+01:00")


def test_a_time_of_day_is_taken_from_where_it_stands(made):
    head = '<meta name="date" content="2025-03-04"><meta name="parsely-pub-date" content="2025-03-04T17:20:00Z">'
    assert made(page(head)).published.value == "2025-03-04T17:20:00Z"


def test_the_host_names_the_outlet_if_nothing_else_does(made):
    assert (
        made(page('<link rel="canonical" href="https://www.courrier.example/p">')).outlet
        == "courrier.example"
    )


def test_the_stated_language_is_checked_against_the_text(made):
    article = made(page(attributes="lang='de'"))
    assert article.language == "fr"
    assert any("named as de" in notice for notice in article.notices)


def test_paragraphs_headings_captions_lists(made):
    body = (
        f"<h1>Le port de Brume fermé</h1><p>{STORY[0]}</p><figure><img src='a.jpg'><figcaption>Le quai nord mardi soir</figcaption></figure>"
        f"<h2>Trois blessés</h2><p>{STORY[1]}</p><ul><li>Le premier remorqueur a coulé</li><li>Le second est à quai</li></ul><p>{STORY[2]}</p><p>{STORY[3]}</p>"
    )
    article = split(made(page(body=body)))
    found = [(p.role, p.text) for p in article.passages]
    assert found[0] == ("heading", "Le port de Brume fermé")
    assert found[2] == ("caption", "Le quai nord mardi soir")
    assert ("heading", "Trois blessés") in found
    assert ("body", "Le premier remorqueur a coulé") in found
    assert (
        "body",
        "Selon Fog Wire, trois membres d'équipage ont été blessés\net transportés à l'hôpital.",
    ) in found
    assert all(article.text[p.start : p.end] == p.text for p in article.passages)


def test_a_headline_outside_the_story_is_put_before_it(made):
    article = split(made(page(data=NEWS)))
    assert (article.passages[0].role, article.passages[0].text) == ("heading", "Le port de Brume fermé")


@pytest.mark.parametrize("name", ["utf-8", "cp1252", "utf-16"])
def test_encodings(made, name):
    markup = page("<title>Fermé</title>").replace("<meta charset='utf-8'>", f"<meta charset='{name}'>")
    assert "a été fermé mardi" in made(markup.encode(name)).text


def test_an_xml_declaration_is_no_obstacle(made):
    assert "a été fermé" in made('<?xml version="1.0" encoding="utf-8"?>' + page()).text


def test_pages_are_known_without_their_ending(tmp_path):
    path = tmp_path / "saved"
    path.write_text("\n " + page(), encoding="utf-8")
    assert read(path).format == "html"


def test_a_text_that_speaks_of_markup_is_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "The tag <html> begins a page, and the harbour was closed for days after the fog.",
        encoding="utf-8",
    )
    assert read(path).format == "text"


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><script>go()</script></body></html>", "<!doctype html>"]
)
def test_a_page_without_text(made, markup):
    with pytest.raises(ReadError, match="no text was found"):
        made(markup)


HOSTILE = {
    "deep json": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "deep json, closed": '<script type="application/ld+json">' + '{"a":' * 20_000 + "1" + "}" * 20_000 + "</script>",
    "wide json": '<script type="application/ld+json">' + json.dumps([{"@type": "NewsArticle", "headline": "x" * 50}] * 10_000) + "</script>",
    "huge json": '<script type="application/ld+json">{"headline":"' + "x" * 2_000_000 + '"}</script>',
    "wrong kinds": '<script type="application/ld+json">{"@type":["NewsArticle",7,null],"headline":["a"],"author":{"name":{"x":1}},"datePublished":{},"publisher":[[["x"]]],"isBasedOn":[null,5,{"@id":{}}],"mainEntityOfPage":[],"inLanguage":{"a":2},"url":true}</script>',
    "self reference": '<script type="application/ld+json">{"@type":"NewsArticle","@id":"#a","author":{"@id":"#a"},"headline":"h"}</script>',
    "bad addresses": '<link rel="canonical" href="http://[::1"><meta property="og:url" content="http://[x">',
    "bad dates": '<meta name="date" content="2025-99-99T99:99"><meta name="pubdate" content="99999999999999999999"><meta name="dc.date" content="Tue, 99 Foo 2025">',
    "many metas": "".join(f'<meta name="n{n}" content="v">' for n in range(20_000)),
    "long title": "<title>" + "x" * 1_000_000 + "</title>",
    "controls": "<title>a\x00b\x0bc</title>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_heads_do_not_harm(made, name):
    began = time.process_time()
    assert "a été fermé" in made(page(HOSTILE[name])).text
    assert time.process_time() - began < 5


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul", "table", "b"])
def test_deep_nesting(made, tag):
    began = time.process_time()
    try:
        article = made(page(body=f"<{tag}>" * 3_000 + "<p>" + STORY[0] + "</p>" + STORY[2]))
    except ReadError:
        pass
    else:
        assert article.text
    assert time.process_time() - began < 10


def test_pictures_within_the_page_are_passed_over(made):
    began = time.process_time()
    picture = "<img src='data:image/png;base64," + "iVBORw0KGgo" * 1_200_000 + "'>"
    assert "a été fermé" in made(page(body=picture + "".join(f"<p>{row}</p>" for row in STORY))).text
    assert time.process_time() - began < 3


PIECES = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<article>", "<h1>", "</h1>", "<br>", "<br><br>", "<table><tr><td>", "<li>", "<ul>", "<figure>", "<figcaption>",
    "</figcaption>", "<a href='http://x.example'>", "</a>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", "&amp;", "&#0;", "&#xd800;", "\x00",
    "<time datetime='2025'>", "<meta name='date' content='2025'>", '<script type="application/ld+json">', "{", "}", '"headline":"x"', "<html lang=fr>",
    STORY[0], STORY[2], "texte ", "\u202e", "<svg><p>", "<template>", "<noscript>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=25))
@settings(max_examples=120, deadline=None)
def test_any_markup_is_an_article_or_a_read_error(pieces):
    from whence.readers import html

    try:
        article = split(
            html.read(
                ("<html>" + "".join(pieces)).encode(), source="page", path=None, language=None
            ).article
        )
    except ReadError as error:
        assert error.source == "page"  # noqa: PT017 - either outcome is right
    else:
        assert all(article.text[p.start : p.end] == p.text for p in article.passages)


def test_the_outlet_is_cut_from_the_page_title(made):
    for title in ("Port fermé | Le Courrier", "Port fermé - Le Courrier", "Port fermé — Le Courrier"):
        head = f"<title>{title}</title><meta property='og:site_name' content='Le Courrier'>"
        assert made(page(head)).title == "Port fermé"


def test_a_page_title_is_no_heading_of_the_story(made):
    article = split(made(page("<title>Le Courrier, toute l'actualité</title>")))
    assert article.title == "Le Courrier, toute l'actualité"
    assert article.passages[0].text.startswith("Le port de Brume")


def test_double_line_breaks_part_paragraphs_and_credits_stand_alone(made):
    from lxml import html

    plain = [html.fromstring(row).text_content() for row in (STORY[0], STORY[2], STORY[3])]
    body = (
        "<div>" + "<br><br>".join(plain) + "<br><br>Source : Fog Wire<br>Traduction : Luc Aubier</div>"
    )
    article = split(made(page(body=body)))
    assert [p.text for p in article.passages if p.role == "credit"] == [
        "Source : Fog Wire",
        "Traduction : Luc Aubier",
    ]
    assert len({p.paragraph for p in article.passages if p.role == "body"}) == 3


def test_preformatted_text_keeps_its_paragraphs(made):
    import textwrap

    rows = [STORY[0], STORY[2], STORY[3]]
    article = split(
        made(page(body="<pre>" + "\n\n".join(textwrap.fill(row, 60) for row in rows) + "</pre>"))
    )
    assert len({p.paragraph for p in article.passages}) == 3


BOATS = "".join(
    f"<p>The harbour office counted {n} boats on day {n} and wrote every one of them into the book.</p>"
    for n in range(3, 15)
)
REMARKS = "<p>I saw it all from my window and nobody asked me, said a reader.</p>" * 3


def test_what_of_the_page_was_left_out_is_said(tmp_path):
    body = f"<article><h1>The boats of the week</h1>{BOATS}</article>"
    menu = "<nav><ul><li><a href='/a'>Weather</a></li><li><a href='/b'>Tide tables</a></li></ul></nav>"
    whole, more = tmp_path / "whole.html", tmp_path / "more.html"
    script = "<script>let words = 'that nobody sees on the page at all';</script>"
    whole.write_text(f"<html lang='en'><body>{script}{body}</body></html>", "utf-8")
    more.write_text(
        f"<html lang='en'><body>{menu}{body}<footer>{REMARKS}</footer></body></html>", "utf-8"
    )
    assert not [n for n in read(whole).notices if "left out" in n]
    (notice,) = [n for n in read(more).notices if "left out" in n]
    page = sum(map(str.isalnum, "WeatherTide tables")) + 3 * sum(map(str.isalnum, REMARKS[3:66]))
    left = int(notice.split(" of the ")[0].replace(",", ""))
    assert left >= sum(map(str.isalnum, "WeatherTide tables"))
    assert left <= page


def test_hreflang_of_the_pages_own_address_tells_its_language():
    from lxml import html

    from whence.readers.metadata import stated

    head = """<link rel="canonical" href="https://courrier.example/hr"><link rel="alternate" hreflang="sr" href="https://courrier.example/sr">
    <link rel="alternate" hreflang="hr" href="https://courrier.example/hr">"""
    found = stated(html.document_fromstring(page(head)))
    assert (found.url, found.language) == ("https://courrier.example/hr", "hr")
    assert found.alternates == ["https://courrier.example/sr"]


def test_the_same_page_in_other_languages_is_kept():
    from lxml import html

    from whence.readers.metadata import stated

    head = """<link rel="canonical" href="https://courrier.example/fr/quai">
    <link rel="alternate" hreflang="x-default" href="https://courrier.example/">
    <link rel="alternate" hreflang="it" href="/it/molo"><link rel="ALTERNATE nofollow" hreflang="it" href="/it/molo">
    <link rel="alternate" hreflang="de" href="javascript:alert(1)"><link rel="alternate" hreflang="es" href="http://[">
    <link rel="alternate" type="application/rss+xml" href="/feed"><link rel="stylesheet" hreflang="pt" href="/pt">"""
    made = html.document_fromstring(page(head + "<link rel=alternate hreflang=xx href=/x>" * 3))
    assert stated(made).alternates == ["https://courrier.example/it/molo", "https://courrier.example/x"]
    many = "".join(f"<link rel=alternate hreflang=l{n} href=/{n}>" for n in range(2_000))
    assert len(stated(html.document_fromstring(page(head + many))).alternates) == 200
