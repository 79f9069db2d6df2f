"""Every format that holds articles: what is read from a file that is as it should be."""

import gzip
import hashlib
import json
import os
import threading
from datetime import UTC, datetime
from importlib import import_module

import pytest

import sources
import whence
from whence.errors import ReadError, UsageError
from whence.readers import captures, legacy, read
from whence.readers.compose import believed
from whence.readers.formats import FORMATS
from whence.records import Article, Capture
from whence.settings import Settings

MANY = ("box.mbox", "case.zip", "crawl.warc", "again.warc.gz", "crawl.warc.gz", "crawl.wacz", "feed.xml", "rows.jsonl", "rows.csv", "rows.tsv", "rows.xlsx", "rows.parquet", "rows.jsonl.gz")  # fmt: skip
NAMED_ONLY = ("feeds.opml", "list.txt", "sitemap.xml")


@pytest.fixture
def wrote(tmp_path):
    def write(name, data=None):
        path = tmp_path / name
        path.write_bytes(sources.MADE[name]() if data is None else data)
        return str(path)

    return write


def split_up(found):
    rows = [*found]
    return [r for r in rows if isinstance(r, Capture)], [r for r in rows if isinstance(r, ReadError)]


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_every_format_has_its_reader(form):
    assert callable(import_module(f"whence.readers.{form.module}").captures)


@pytest.mark.parametrize("name", [n for n in sources.MADE if n not in NAMED_ONLY])
def test_the_story_is_read(wrote, name):
    found, errors = split_up(captures(wrote(name)))
    assert not errors
    assert len(found) == (2 if name in MANY else 1)
    article = found[0].article
    assert article.language == "en"
    assert "went dark on Tuesday night for the first time" in flat(article.text)
    if len(found) == 2 and name != "again.warc.gz":
        assert "a delay of two years" in flat(found[1].article.text)
        assert "#" in found[1].source
        assert found[0].source != found[1].source


@pytest.mark.parametrize(
    "name", [n for n in sources.MADE if n not in (*NAMED_ONLY, "story.txt", "story.md")]
)
def test_what_is_known_of_it(wrote, name):
    article = next(captures(wrote(name))).article
    if name == "paper.pdf":
        assert (article.title, article.pages[0]) == (None, 0)
        return
    assert article.title == sources.TITLE
    stated = article.published.value if article.published else None
    times = {"page.html": None, "page.webarchive": None, "case.zip": None, "box.mbox": "2025-03-04T18:20:00+01:00", "page.mhtml": None, "crawl.warc": None, "again.warc.gz": None, "crawl.warc.gz": None, "crawl.wacz": None, "feed.xml": "2025-03-04T18:20:00+01:00", "letter.eml": "2025-03-04T18:20:00+01:00", "book.epub": "2025-03-04"}  # fmt: skip
    if name.startswith("rows"):
        assert stated == "2025-03-04T18:20:00"
        assert (article.outlet, article.url) == ("Varn Courier", "https://varn.example/dark")
    else:
        assert stated == times.get(name, "2025-03-04T18:20:00Z")
    if name in {
        "feed.xml",
        "feed.atom",
        "page.mhtml",
        "letter.eml",
        "box.mbox",
        "book.epub",
        "paper.docx",
        "paper.odt",
    }:
        assert article.byline == "Osk Lind"


def test_a_capture_says_where_when_and_from_which_bytes(wrote):
    for name in ("crawl.warc", "crawl.warc.gz"):
        found, _ = split_up(captures(wrote(name)))
        assert found[0].original == sources.page().encode()
        assert (found[0].media_type, found[0].captured.value) == ("text/html", "2025-03-06T10:00:00Z")
        assert found[0].article.url == "https://varn.example/dark"
    lines = sources.jsonl().splitlines()
    found, _ = split_up(captures(wrote("rows.jsonl")))
    assert [row.original for row in found] == lines
    assert found[1].to_dict()["original"]["sha256"] == hashlib.sha256(lines[1]).hexdigest()
    found, _ = split_up(captures(wrote("rows.csv")))
    header, table = sources.csv().split(b"\r\n", 1)
    assert header.startswith(b"title")
    assert b"".join(row.original + b"\r\n" for row in found) == table


def test_offsets_in_a_web_archive_lead_to_the_record(wrote):
    path = wrote("crawl.warc.gz")
    place = int([*captures(path)][1].source.split("#")[1])
    with open(path, "rb") as file:  # noqa: PTH123
        file.seek(place)
        assert gzip.decompress(file.read()).startswith(b"WARC/1.0")


def test_a_whole_web_archive_in_one_gzip_member(wrote):
    found, errors = split_up(captures(wrote("one.warc.gz", gzip.compress(sources.warc()))))
    assert (len(found), errors) == (2, [])


def test_the_character_set_that_a_server_states(wrote):
    text = "Die Fähre fährt täglich über die große Förde. <p>" * 3
    page = f"<html><body><article><p>{text}</p></article></body></html>".replace("ä", "\u0104")
    record = sources.record(page.encode("iso-8859-2", "replace"), media="text/html; charset=ISO-8859-2")
    found, _ = split_up(captures(wrote("a.warc", sources.warc([record]))))
    assert "F\u0104hre f\u0104hrt" in found[0].article.text


def test_an_archive_has_pages_only(wrote):
    other = [
        sources.record("console.log(1)", media="application/javascript"),
        sources.record("gone", more="").replace(b"200 OK", b"404 No", 1),
        sources.record(sources.page(), kind="request"),
        sources.record(sources.pdf(sources.pdf_pages()), media="application/pdf"),
    ]
    found, errors = split_up(captures(wrote("a.warc", sources.warc(other))))
    assert ([row.article.format for row in found], errors) == (["pdf"], [])


def test_collected_news_in_the_shapes_of_known_tools(wrote):
    text = "\n".join(sources.STORY)
    shapes = {
        "trafilatura": {"title": "T", "author": "Osk Lind", "hostname": "varn.example", "date": "2025-03-04", "source": "https://varn.example/dark", "source-hostname": "Varn Courier", "text": text, "raw_text": "no", "filedate": "2025-03-06"},
        "news-please": {"authors": ["Osk Lind"], "date_download": "2025-03-06 10:00:00", "date_modify": None, "date_publish": "2025-03-04 18:20:00", "maintext": text, "text": None, "title": "T", "source_domain": "varn.example", "url": "https://varn.example/dark", "language": "en"},
        "event-registry": {"uri": "77", "lang": "eng", "date": "2025-03-05", "dateTimePub": "2025-03-04T18:20:00Z", "url": "https://varn.example/dark", "title": "T", "body": text, "source": {"uri": "varn.example", "title": "Varn Courier"}, "authors": [{"uri": "osk@varn.example", "name": "Osk Lind", "type": "author"}]},
    }  # fmt: skip
    wrapped = {"articles": {"results": [shapes["event-registry"]], "page": 1}}
    for name, row in {**shapes, "wrapped": wrapped}.items():
        found, errors = split_up(captures(wrote(f"{name}.json", json.dumps(row).encode())))
        assert not errors
        article = found[0].article
        assert (article.title, article.byline, article.url) == (
            "T",
            "Osk Lind",
            "https://varn.example/dark",
        ), name
        assert article.text == text
        assert article.outlet in {"Varn Courier", "varn.example"}
        assert article.published.value[:10] == "2025-03-04"
    assert found[0].article.published.precision == "second"
    news = next(captures(wrote("n.json", json.dumps(shapes["news-please"]).encode())))
    assert news.captured.value == "2025-03-06T10:00:00"


def test_any_shape_by_a_mapping(wrote):
    row = {"doc": {"corps": sources.STORY[0], "quand": "2025-03-04"}, "nom": "T", "text": "no"}
    path = wrote("a.jsonl", json.dumps(row).encode())
    mapping = {"text": "doc.corps", "published": "doc.quand", "title": "nom"}
    article = next(captures(path, mapping=mapping)).article
    assert (article.text, article.title, article.published.value) == (
        sources.STORY[0],
        "T",
        "2025-03-04",
    )
    with pytest.raises(UsageError, match="colour"):
        captures(path, mapping={"colour": "x"})


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_tables_with_any_sign_between_columns(wrote, sign):
    found, errors = split_up(captures(wrote("a.csv", sources.csv(sign))))
    assert (len(found), errors) == (2, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_other_encodings(wrote, encoding):
    rows = "title;text\nDie Fähre;" + "Die Fähre fährt täglich über die große Förde und für fünf Gäste nicht früher. " * 3 + "\n"  # fmt: skip
    article = next(captures(wrote("a.csv", rows.encode(encoding)))).article
    assert (article.title, article.language) == ("Die Fähre", "de")


def test_media_cloud_has_addresses_only(wrote):
    table = b"id,indexed_date,language,media_name,media_url,publish_date,title,url\n1,2025-03-06,en,varn.example,varn.example,2025-03-04,T,https://varn.example/dark\n"  # fmt: skip
    found, errors = split_up(captures(wrote("mc.csv", table)))
    assert not found
    assert "https://varn.example/dark" in str(errors[0])
    assert "--fetch" in errors[0].do


def test_a_table_without_a_text_is_told_once(wrote):
    found, errors = split_up(captures(wrote("a.csv", b"colour,size\n" + b"red,1\n" * 500)))
    assert (found, len(errors)) == ([], 1)
    assert "colour, size" in str(errors[0])
    assert "--map" in errors[0].do
    _, errors = split_up(captures(wrote("b.csv", b"colour,size\nred,1\n"), mapping={"text": "body"}))
    assert "no column body" in str(errors[0])


def test_a_feed_tells_where_the_whole_stands(wrote):
    found, _ = split_up(captures(wrote("feed.xml")))
    assert not found[0].article.notices
    assert found[0].article.outlet == "Varn Courier"
    assert "https://varn.example/school" in found[1].article.notices[0]


def test_markup_in_a_column_becomes_paragraphs(wrote):
    row = {"text": sources.paragraphs() + "<script>x</script><p>One<br>two <a href='/x'>three</a>.</p>", "url": "https://varn.example/"}  # fmt: skip
    article = next(captures(wrote("a.jsonl", json.dumps(row).encode()))).article
    assert article.text == "\n\n".join([*sources.STORY, "One\ntwo three."])
    assert article.links == ("https://varn.example/x",)


def test_pages_of_a_pdf(wrote):
    article = next(captures(wrote("paper.pdf"))).article
    assert "waited outside the bay" in article.text
    assert "The keeper of the light had warned" in article.text
    assert "Varn Courier" not in article.text
    assert "running heads" in article.notices[0]
    assert article.text[article.pages[1] :].startswith("light had warned")
    assert article.text[article.pages[2] :].startswith("Engineer Osla")
    assert len(article.pages) == 3
    assert read(wrote("p.pdf", sources.pdf(sources.pdf_pages(), info="/Title (The light) /CreationDate (D:20250304182000+01'00')"))).published.value == "2025-03-04T18:20:00+01:00"  # fmt: skip


def test_what_a_browser_prints_around_a_page_is_no_text(wrote):
    lines = [
        "The lighthouse of Varn went dark on Tuesday night.",
        "It had been 3/4/31, 9:15 AM by the clock.",
    ]
    edge = ["3/4/31, 9:15 AM", "https://varn.example/dark 1/1"]
    info = "/Title (dark.html) /Creator (Mozilla/5.0 Chrome/120) /CreationDate (D:20250304182000Z)"
    found = next(captures(wrote("p.pdf", sources.pdf([[*lines, *edge]], info=info))))
    assert found.article.text.split() == " ".join(lines).split()
    assert found.article.url == "https://varn.example/dark"
    assert (found.article.published, found.article.title) == (None, None)
    assert found.captured.value == "2025-03-04T18:20:00Z"
    assert "3/4/31" not in found.article.text.replace(lines[1], "")
    assert edge[1] in found.article.notices[0]


def test_an_address_at_the_end_of_a_pdf_that_a_browser_did_not_print_stays(wrote):
    lines = ["The lighthouse of Varn went dark on Tuesday night.", "See https://varn.example/dark"]
    assert lines[1] in next(captures(wrote("p.pdf", sources.pdf([lines])))).article.text


def test_an_epub_is_read_in_order(wrote):
    article = next(captures(wrote("book.epub"))).article
    assert article.outlet == "Varn Press"
    assert article.text.index("One") < article.text.index("lighthouse") < article.text.index("Two") < article.text.index("Keld")  # fmt: skip
    assert article.blocks[0].role == "heading"


def test_a_word_document_reads_as_printed(wrote):
    article = next(captures(wrote("paper.docx"))).article
    assert article.text.endswith("It was ninety years old.")
    assert article.blocks[0].role == "heading"
    assert "tracked changes" in article.notices[0]


def test_a_message_and_what_it_carries(wrote):
    inner = sources.mail(html=True)
    inner.replace_header("Subject", "Forwarded")
    outer = sources.mail(attached=inner)
    outer.add_attachment(
        sources.docx(), maintype="application", subtype="octet-stream", filename="a.docx"
    )
    outer.add_attachment(b"\x89PNG" + bytes(90), maintype="image", subtype="png", filename="a.png")
    found, errors = split_up(captures(wrote("a.eml", outer.as_bytes())))
    assert not errors
    assert [row.article.format for row in found] == ["mail", "mail", "docx"]
    assert [row.article.title for row in found] == [sources.TITLE, "Forwarded", sources.TITLE]
    assert found[0].article.text.strip() == "\n\n".join(sources.STORY)
    assert found[1].article.blocks


def test_saved_pages_say_where_they_were_saved_from(wrote):
    for comment in (
        "<!-- saved from url=(0025)https://varn.example/dark -->",
        "<!--\n Page saved with SingleFile \n url: https://varn.example/dark \n saved date: Thu Mar 06 2025 10:00:00 GMT+0100 (Somewhere)\n-->",
    ):
        page = sources.page().replace("<html", comment + "<html", 1)
        found = next(captures(wrote("a.html", page.encode())))
        assert found.article.url == "https://varn.example/dark"
    assert found.captured.value == "2025-03-06T10:00:00+01:00"


def test_a_directory_in_order_without_what_is_hidden_or_elsewhere(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("Not meant to be read by anyone at all.")
    top = tmp_path / "case"
    for name in ("b/two.txt", "a.txt", ".hidden/x.txt", ".x.txt", "page_files/x.html", "b/c/three.md"):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(f"The story of {name} is short, but it is one, and it stands here.")
    (top / "page.html").write_text(sources.page())
    (top / "style.css").write_text("p { color: red }")
    (top / "link.txt").symlink_to(outside)
    (top / "loop").symlink_to(top)
    found, errors = split_up(captures(top))
    assert [row.source.removeprefix(f"{top}/") for row in found] == ["a.txt", "page.html", "b/two.txt", "b/c/three.md"]  # fmt: skip
    assert len(errors) == 1
    assert ".css 1" in str(errors[0])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_to_its_end(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(sources.jsonl(),), daemon=True)
    writer.start()
    found, errors = split_up(captures(pipe))
    assert (len(found), errors) == (2, [])


def test_one_article_of_a_file_of_many(wrote):
    assert read(wrote("feed.atom")).title == sources.TITLE
    with pytest.raises(ReadError, match=r"more than one.*rows\.csv#2"):
        read(wrote("rows.csv"))


@pytest.mark.parametrize("name", MANY)
def test_one_article_by_its_place(wrote, name):
    found, _ = split_up(captures(wrote(name)))
    for row in found:
        assert read(row.source) == row.article
    with pytest.raises(ReadError, match="no such place"):
        read(f"{wrote(name)}#nowhere")


def test_articles_up_to_a_limit(wrote):
    found, errors = split_up(captures(wrote("rows.csv"), settings=Settings(max_articles=1)))
    assert len(found) == 1
    assert "max_articles" in str(errors[0])


def test_content_is_believed_before_the_name(wrote):
    for name in (
        "feed.xml",
        "crawl.warc.gz",
        "paper.pdf",
        "rows.parquet",
        "book.epub",
        "page.mhtml",
        "letter.eml",
    ):
        found, errors = split_up(captures(wrote("odd.txt", sources.MADE[name]())))
        assert found, (name, errors)
        assert not errors


def test_texts_that_look_like_something_else_stay_texts(wrote):
    for text in (
        "From: our correspondent\nVarn: the light is out.\n\nIt went dark on Tuesday, the harbour office said.",
        "{sic} is what the editor wrote on the margin of the keeper's book, and nothing else.",
        "See https://varn.example/dark\nThat is where the story of the lighthouse stands.",
        "[The keeper] said that the light had failed, and that nobody had listened to him.",
        "name, rank and number\nis all that the keeper said, and then he said it again.",
    ):
        assert read(wrote("a.txt", text.encode())).text == text


def test_articles_are_split_for_the_pipeline(wrote):
    found = [*whence.captures(wrote("rows.jsonl"))]
    assert all(row.article.passages for row in found)
    assert whence.trace([row.article for row in found]).articles


NOW = datetime(2025, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [("2025-03-09T10:00:00Z", True), ("2025-03-10T20:00:00Z", True), ("2025-03-11", True), ("2025-03-13", False),
     ("2031-01-01", False), ("1970-01-01T00:00:00Z", False), ("1893-05-04", True)],
)  # fmt: skip
def test_dates_that_cannot_be_are_not_believed(stated, kept):
    from whence.readers.times import parse

    article = believed(Article("A text.", published=parse(stated)), now=NOW)
    assert (article.published is not None) == kept
    assert bool(article.notices) != kept


def test_impossible_dates_are_told(wrote):
    page = sources.page(head="<meta property='article:published_time' content='2025-02-30'>")
    article = read(wrote("a.html", page.encode()))
    assert article.published is None
    assert any("2025-02-30" in notice for notice in article.notices)
    odd = {"published": "0001-01-01T00:00:00Z", "text": sources.STORY[0]}
    assert (
        "no possible date"
        in next(captures(wrote("a.jsonl", json.dumps(odd).encode()))).article.notices[0]
    )


def test_modified_before_published_is_told(wrote):
    head = "<meta property='article:published_time' content='2025-03-04T10:00Z'><meta property='article:modified_time' content='2025-03-01T10:00Z'>"  # fmt: skip
    assert any("before it was published" in n for n in read(wrote("a.html", sources.page(head=head).encode())).notices)  # fmt: skip


def test_the_encoding_of_lines_is_guessed_once(wrote, monkeypatch):
    guess, asked = legacy.guess, []
    monkeypatch.setattr(legacy, "guess", lambda data: asked.append(1) or guess(data))
    text = "Маяк Варна погас во вторник впервые за девяносто лет, сообщила администрация порта. "
    rows = [json.dumps({"url": f"https://varn.example/{n}", "text": text * 3, "title": "Маяк"}, ensure_ascii=False) for n in range(200)]  # fmt: skip
    found, errors = split_up(captures(wrote("a.jsonl", "\n".join(rows).encode("cp1251"))))
    assert [c.article.text[:10] for c in found] == ["Маяк Варна"] * 200
    assert not errors
    assert len(asked) == 1


def test_lines_that_no_encoding_fits_are_refused_without_a_guess_for_each(wrote, monkeypatch):
    asked = []
    monkeypatch.setattr(legacy, "guess", lambda _data: asked.append(1))
    found, errors = split_up(captures(wrote("a.jsonl", b'{"text": "\x81\x8d\x8f"}\n' * 300)))
    assert not found
    assert len(errors) == 300
    assert len(asked) <= 2 * 20
