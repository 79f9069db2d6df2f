"""When a page was published and modified, in the many ways in which pages state it."""

import json
from datetime import UTC, datetime

import pytest

import sources
from whence import read
from whence.readers import spelled_times
from whence.readers.times import parse, surest

SECOND, MINUTE, LOCAL, DAY = (
    "2025-03-04T18:20:00+01:00",
    "2025-03-04T18:20+01:00",
    "2025-03-04T18:20",
    "2025-03-04",
)
ZULU, BARE = "2025-03-04T17:20:00Z", "2025-03-04T18:20:00"


def ld(**fields):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': sources.TITLE, **fields})}</script>"


def meta(name, content, key="property"):
    return f"<meta {key}='{name}' content='{content}'>"


def graph():
    nodes = [
        {"@type": "WebSite", "name": "Varn Courier"},
        {"@type": "WebPage", "@id": "#page", "datePublished": "2025-03-04T17:20:00+00:00", "dateModified": "2025-03-05T06:00:00+00:00"},
        {"@type": "Article", "headline": sources.TITLE, "mainEntityOfPage": {"@id": "#page"}},
    ]  # fmt: skip
    return f"<script type='application/ld+json'>{json.dumps({'@graph': nodes})}</script>"


# What stands in the head, what under the headline, published, modified.
STATED = {
    "JSON-LD with an offset": (ld(datePublished=SECOND), "", SECOND, None),
    "JSON-LD in UTC with milliseconds": (ld(datePublished="2025-03-04T17:20:00.000Z"), "", ZULU, None),
    "JSON-LD without a zone": (ld(datePublished=BARE), "", BARE, None),
    "JSON-LD without seconds": (ld(datePublished="2025-03-04T18:20+0100"), "", MINUTE, None),
    "JSON-LD of a day": (ld(datePublished=DAY), "", DAY, None),
    "JSON-LD both": (ld(datePublished=SECOND, dateModified="2025-03-05T07:00:00+01:00"), "", SECOND, "2025-03-05T07:00:00+01:00"),
    "JSON-LD list": (ld(datePublished=[SECOND]), "", SECOND, None),
    "JSON-LD typed value": (ld(datePublished={"@type": "DateTime", "@value": SECOND}), "", SECOND, None),
    "JSON-LD graph": (graph(), "", ZULU, "2025-03-05T06:00:00Z"),
    "JSON-LD list of objects": (ld(datePublished=SECOND).replace("{", "[{", 1).replace("}<", "}]<"), "", SECOND, None),
    "JSON-LD two types": (ld(datePublished=SECOND).replace('"NewsArticle"', '["NewsArticle", "AnalysisNewsArticle"]'), "", SECOND, None),
    "JSON-LD in words": (ld(datePublished="March 4, 2025 6:20 PM"), "", LOCAL, None),
    "JSON-LD of a script's clock": (ld(datePublished="Tue Mar 04 2025 18:20:00 GMT+0100 (Central European Standard Time)"), "", SECOND, None),
    "JSON-LD of Java": (ld(datePublished="Tue Mar 04 18:20:00 CET 2025"), "", SECOND, None),
    "JSON-LD seconds since 1970": (ld(datePublished=1741108800), "", ZULU, None),
    "JSON-LD milliseconds since 1970": (ld(datePublished="1741108800000"), "", ZULU, None),
    "JSON-LD made before published": (ld(dateCreated="2025-03-03T09:00:00Z") + meta("article:published_time", SECOND), "", SECOND, None),
    "JSON-LD of a live blog": (ld(datePublished=SECOND).replace("NewsArticle", "LiveBlogPosting"), "", SECOND, None),
    "a day there, the minute here": (ld(datePublished=DAY) + meta("article:published_time", SECOND), "", SECOND, None),
    "no zone there, a zone here": (ld(datePublished=BARE) + meta("article:published_time", SECOND), "", SECOND, None),
    "no zone there, UTC here": (ld(datePublished=BARE) + meta("article:published_time", ZULU), "", ZULU, None),
    "another time there stands": (ld(datePublished=BARE) + meta("article:published_time", "2025-03-04T19:47:00Z"), "", BARE, None),
    "the year of Iran there, ours here": (ld(datePublished="1403-12-14T18:20:00+03:30") + meta("article:published_time", SECOND), "", SECOND, None),
    "Open Graph": (meta("article:published_time", SECOND) + meta("article:modified_time", "2025-03-05T07:00:00+01:00"), "", SECOND, "2025-03-05T07:00:00+01:00"),
    "Open Graph, update": (meta("article:published_time", SECOND) + meta("og:updated_time", "1741154400"), "", SECOND, "2025-03-05T06:00:00Z"),
    "Dublin Core": (meta("DC.date.issued", SECOND, "name") + meta("DC.date.modified", DAY, "name"), "", SECOND, DAY),
    "Dublin Core terms": (meta("dcterms.created", SECOND, "name"), "", SECOND, None),
    "Sailthru": (meta("sailthru.date", "2025-03-04 18:20:00 +0100", "name"), "", SECOND, None),
    "Parsely": (meta("parsely-pub-date", "2025-03-04T17:20:00Z", "name"), "", ZULU, None),
    "Parsely's page": (meta("parsely-page", '{"title": "x", "pub_date": "2025-03-04T17:20:00Z"}', "name"), "", ZULU, None),
    "RFC 2822": (meta("pubdate", "Tue, 04 Mar 2025 18:20:00 +0100", "name"), "", SECOND, None),
    "a zone's name": (meta("date", "2025-03-04 18:20:00 CET", "name"), "", SECOND, None),
    "a zone's name that several have": (meta("date", "2025-03-04 18:20:00 IST", "name"), "", BARE, None),
    "half a day": (meta("date", "2025-03-04 06:20 PM", "name"), "", LOCAL, None),
    "a day and the minute elsewhere": (meta("dc.date", DAY, "name") + meta("pubdate", "20250304T172000Z", "name"), "", ZULU, None),
    "Arabic digits": (meta("article:published_time", "٢٠٢٥-٠٣-٠٤T18:20"), "", LOCAL, None),
    "Persian digits": (meta("article:published_time", "۲۰۲۵-۰۳-۰۴T18:20"), "", LOCAL, None),
    "midnight is a day": (meta("article:published_time", "2025-03-04T00:00:00+01:00"), "", DAY, None),
    "microdata": ("", f"<span itemprop='datePublished' content='{SECOND}'>today</span><span itemprop='dateModified' content='2025-03-05'></span>", SECOND, "2025-03-05"),
    "microdata in a meta": ("", f"<meta itemprop='datePublished' content='{SECOND}'>", SECOND, None),
    "hAtom": ("", f"<abbr class='published' title='{SECOND}'>6 pm</abbr><abbr class='updated' title='2025-03-05T07:00:00+01:00'>7 am</abbr>", SECOND, "2025-03-05T07:00:00+01:00"),
    "h-entry": ("", f"<time class='dt-published'>{SECOND}</time>", SECOND, None),
    "a blog's theme": ("", f"<time class='updated' datetime='2025-03-05T07:00:00+01:00'>5 March</time><time class='entry-date published' datetime='{SECOND}'>4 March</time>", SECOND, "2025-03-05T07:00:00+01:00"),
    "a time element": ("", f"<time datetime='{SECOND}'>4 March</time>", SECOND, None),
    "a time element without the attribute": ("", "<time>4 March 2025 18:20</time>", LOCAL, None),
    "English line": ("", "<div class='meta'>By Osk Lind | March 4, 2025 at 6:20 p.m.</div>", LOCAL, None),
    "French lines": ("", "<p>Publié le 4 mars 2025 à 18h20, mis à jour le 5 mars 2025 à 07h00</p>", LOCAL, "2025-03-05T07:00"),
    "German line": ("", "<span class='datum'>4. März 2025, 18:20 Uhr</span>", LOCAL, None),
    "Spanish line": ("", "<p>Publicado: 4 de marzo de 2025 a las 18:20</p>", LOCAL, None),
    "Italian line": ("", "<p>4 marzo 2025 alle 18:20</p>", LOCAL, None),
    "Russian line": ("", "<p>4 марта 2025, 18:20</p>", LOCAL, None),
    "Turkish line": ("", "<p>04.03.2025 - 18:20</p><p>Güncelleme: 05.03.2025 - 07:00</p>", LOCAL, None),
    "Japanese line": ("", "<p>2025年3月4日 18時20分</p>", LOCAL, None),
    "Chinese line": ("", "<p>2025-03-04 18:20</p>", LOCAL, None),
    "Korean line": ("", "<p>입력 2025년 3월 4일 18:20</p>", LOCAL, None),
    "Arabic line": ("", "<p>٤ مارس ٢٠٢٥ 18:20</p>", LOCAL, None),
    "Persian line in the year of Iran": ("", "<p>۱۴ اسفند ۱۴۰۳ - ۱۸:۲۰</p>", LOCAL, None),
    "a line with a day only": ("", "<p class='date'>4 March 2025</p>", DAY, None),
}  # fmt: skip
LANGUAGES = {"French": "fr", "German": "de", "Spanish": "es", "Italian": "it", "Russian": "ru", "Turkish": "tr", "Japanese": "ja", "Chinese": "zh", "Korean": "ko", "Arabic": "ar", "Persian": "fa"}  # fmt: skip
NONE_SURE = {
    "a date of two readings": ("", "<p class='date'>04/03/2025 18:20</p>"),
    "a date that the story is about": ("", "<p>The light went dark on 4 March 2025</p>"),
    "a date of another story": ("", "</article><aside><p>4 March 2025, 18:20</p></aside><article>"),
    "yesterday": ("", "<p class='date'>Yesterday, 18:20</p>"),
    "a day of two readings": (ld(datePublished="04/03/2025"), ""),
}
NOT_BELIEVED = {
    "the year of Iran": ld(datePublished="1403-12-14T18:20:00+03:30"),
    "the year of Thailand": meta("article:published_time", "2568-03-04T18:20:00+07:00"),
    "the future": meta("article:published_time", "2199-03-04T18:20:00Z"),
    "a field nobody filled": meta("article:published_time", "1970-01-01T00:00:00Z"),
    "no day of a month": meta("article:published_time", "2025-02-30T18:20:00Z"),
    "no hour": meta("article:published_time", "2025-03-04T25:20:00Z"),
}


def made(tmp_path, head, line, *, language=None):
    page = sources.page(head=head).replace("</h1>", f"</h1>{line}", 1)
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    return read(path, language=language)


@pytest.mark.parametrize("name", STATED)
def test_right_to_the_minute_where_the_page_states_it(tmp_path, name):
    head, line, published, modified = STATED[name]
    article = made(tmp_path, head, line, language=LANGUAGES.get(name.split()[0], "en"))
    assert article.published
    assert article.published.value == published
    assert (article.modified.value if article.modified else None) == modified


@pytest.mark.parametrize("name", NONE_SURE)
def test_nothing_is_said_where_nothing_is_sure(tmp_path, name):
    article = made(tmp_path, *NONE_SURE[name], language="en")
    assert (article.published, article.modified) == (None, None)


@pytest.mark.parametrize("name", NOT_BELIEVED)
def test_what_cannot_be_is_told(tmp_path, name):
    article = made(tmp_path, NOT_BELIEVED[name], "")
    assert article.published is None
    assert any("not believed" in row or "no possible date" in row for row in article.notices)


def test_a_line_that_was_read_is_told(tmp_path):
    notices = made(tmp_path, "", "<p class='date'>4 March 2025</p>").notices
    assert any("'4 March 2025'" in row for row in notices)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mar 4, 2025 6:20 PM EST", "2025-03-04T18:20-05:00"),
        ("4th of March 2025 at 12:05 a.m.", "2025-03-04T00:05"),
        ("Tue, 04-Mar-25 18:20:00 GMT", "2025-03-04T18:20:00Z"),
        ("25.3.2025", "2025-03-25"),
        ("3/25/2025 18:20", "2025-03-25T18:20"),
        ("March 2025", "2025-03"),
        ("2025-03-04T18:20:00+01:00[Europe/Rome]", SECOND),
        ("2025-3-4T18:20:00\u22125:00", "2025-03-04T18:20:00-05:00"),
        ("2025-03-04T18:20:60Z", "2025-03-04T18:20:59Z"),
        ("20250304182000", BARE),
        ("Tue, 04 Mar 2025 17:20:00 -0000", ZULU),
    ],
)
def test_times_in_words(text, value):
    assert parse(text).value == value


@pytest.mark.parametrize(
    "text",
    ["4 March", "2025-03-04 2025-03-05", "18:20", "March 4 5 2025", "4 Brumaire 2025", "2025 18:20", "pm 2025-03-04",
     "2025-03-04 13:20 AM", "2025-03-04 18:20 +99:00", "4 March 2025 18:20 soon", "1/2/2025"],
)  # fmt: skip
def test_what_is_not_surely_one_time(text):
    assert parse(text) is None


def test_a_long_row_of_signs_is_no_work():
    assert spelled_times.read("1:00 " * 20_000) is None


def test_the_surest_of_none_is_none():
    now = datetime(2025, 3, 10, tzinfo=UTC)
    assert surest([], now) is None
    assert surest([parse("1403-12-14")], now).value == "1403-12-14"
