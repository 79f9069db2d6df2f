"""Files as their producers write them: pages shown by archives, feeds of publishing systems, exports of collectors."""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

import pytest

import sources
from whence import ReadError, captures
from whence.settings import Settings

URL = "https://varn.example/dark"
PLAYED = "https://web.archive.org/web/20250306101500"


@pytest.fixture
def found(tmp_path):
    """Write a file and return its captures and its errors."""

    def read(name, data, **options):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        rows = [*captures(path, **options)]
        errors = [str(row) for row in rows if isinstance(row, ReadError)]
        return [row for row in rows if not isinstance(row, ReadError)], errors

    return read


def scripted(data):
    return sources.page(head=f"<script type='application/ld+json'>{data}</script>")


# pages ------------------------------------------------------------------------------------------------


def test_a_page_of_the_wayback_machine_is_the_page_itself(found):
    head = (
        f"<link rel='canonical' href='{PLAYED}/{URL}'><link rel='alternate' hreflang='fr' href='{PLAYED}/https://varn.example/fr/noir'>"
        f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', 'headline': sources.TITLE, 'isBasedOn': f'{PLAYED}/https://keld.example/a'})}</script>"
    )
    toolbar = "<div id='wm-ipp-base'><p>This is a library of pages that were once on the web, and its toolbar.</p></div>"
    link = f"<p>More of it stands in <a href='{PLAYED}/https://keld.example/school'>the story of the school</a> that we wrote on Monday.</p>"
    page = sources.page(head=head).replace("<article>", f"{toolbar}<article>").replace("</article>", f"{link}</article>")  # fmt: skip
    rows, errors = found("a.html", page)
    article = rows[0].article
    assert not errors
    assert (article.url, article.outlet) == (URL, "varn.example")
    assert article.alternates == ("https://varn.example/fr/noir",)
    assert article.based_on == ("https://keld.example/a",)
    assert article.links == ("https://keld.example/school",)
    assert rows[0].captured.value == "2025-03-06T10:15:00Z"
    assert "toolbar" not in article.text
    assert not article.notices


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/20250306101500id_/https://varn.example/dark",
        "https://web.archive.org/web/20250306101500/https:/varn.example/dark",
        "https://archive.ph/2025.03.06-101500/https://varn.example/dark",
        "http://127.0.0.1:8080/varn/20250306101500mp_/https://varn.example/dark",
        "https://arquivo.example/a/wayback/20250306101500/https://varn.example/dark",
    ],
)
def test_addresses_of_many_archives(found, address):
    rows, _ = found("a.html", sources.page(head=f"<link rel='canonical' href='{address}'>"))
    assert (rows[0].article.url, rows[0].captured.value) == (URL, "2025-03-06T10:15:00Z")


def test_what_an_archive_wrote_into_a_page_without_an_address(found):
    script = f'<script>__wm.wombat("{URL}","20250306101500","https://web.archive.org/");</script>'
    rows, _ = found("a.html", sources.page(head=script))
    assert (rows[0].article.url, rows[0].captured.value) == (URL, "2025-03-06T10:15:00Z")
    tail = "<!-- FILE ARCHIVED ON 10:15:00 Mar 06, 2025 AND RETRIEVED FROM THE ARCHIVE -->"
    rows, _ = found("b.html", sources.page() + tail)
    assert (rows[0].article.url, rows[0].captured.value) == (None, "2025-03-06T10:15:00Z")


def test_an_address_with_another_in_it_is_itself(found):
    address = "https://varn.example/share/20250306/https://keld.example/a"
    rows, _ = found("a.html", sources.page(head=f"<link rel='canonical' href='{address}'>"))
    assert (rows[0].article.url, rows[0].captured) == (address, None)


def test_markup_within_json(found):
    data = {"@type": "NewsArticle", "headline": "Light &amp; dark &#8217;s &copy", "author": {"name": "O&#39;Lind"}, "url": "https://varn.example/?a=1&copy=2"}  # fmt: skip
    rows, _ = found("a.html", scripted(json.dumps(data)))
    article = rows[0].article
    assert (article.title, article.byline, article.url) == (
        "Light & dark ’s &copy",
        "O'Lind",
        data["url"],
    )


@pytest.mark.parametrize(
    "wrong", ['"author": {"name": "x",},', '"headline": "The "light" of Varn",', '"x": undefined,']
)
def test_broken_json_still_says_when(found, wrong):
    data = f'{{"@type": "NewsArticle", {wrong} "datePublished": "2025-03-04T18:20:00Z", "dateModified": "2025-03-05T07:00:00Z", "x": {{"datePublished": "2020-01-01"}}}};'  # fmt: skip
    rows, _ = found("a.html", scripted(data))
    article = rows[0].article
    assert (article.title, article.published.value) == (sources.TITLE, "2025-03-04T18:20:00Z")
    assert article.modified.value == "2025-03-05T07:00:00Z"


# web archives -----------------------------------------------------------------------------------------


def test_a_page_that_was_the_same_later_is_two_captures(found):
    for name, made in (("a.warc", sources.warc), ("a.warc.gz", sources.warc_gz)):
        rows, errors = found(
            name, made([sources.record(sources.page()), sources.revisit(sources.page())])
        )
        assert not errors
        assert [row.captured.value for row in rows] == ["2025-03-06T10:00:00Z", "2025-03-07T10:00:00Z"]
        assert rows[0].article.id == rows[1].article.id
        assert rows[0].article.url == rows[1].article.url == URL
        assert rows[0].original == rows[1].original
        assert rows[0].source != rows[1].source


def test_a_page_that_was_the_same_in_another_archive_of_the_file(found):
    parts = {f"archive/{n}.warc": row for n, row in enumerate((sources.record(sources.page()), sources.revisit(sources.page())))}  # fmt: skip
    for packing, count in ((zipfile.ZIP_STORED, 2), (zipfile.ZIP_DEFLATED, 1)):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", packing) as box:
            for name, data in {**parts, "datapackage.json": b"{}"}.items():
                box.writestr(name, data)
        rows, errors = found("a.wacz", made.getvalue())
        assert (len(rows), len(errors)) == (count, 2 - count)


@pytest.mark.parametrize("refers", ["digest", "moment", "address"])
def test_the_ways_in_which_crawlers_refer(found, refers):
    page, again = sources.record(sources.page()), sources.revisit(sources.page())
    again = again.replace(b"WARC-Refers-To: <urn:uuid:0", b"WARC-Refers-To: <urn:uuid:9")
    other = sources.record(sources.page(sources.OTHER), address="https://varn.example/x").replace(
        b":00Z", b":30Z"
    )
    if refers != "moment":
        again = again.replace(b"WARC-Refers-To-Date: 2025", b"X: 2025")
    if refers == "digest":
        page = page.replace(b"WARC-Date", b"WARC-Payload-Digest: sha1:K2\r\nWARC-Date")
        again = again.replace(b"WARC-Date", b"WARC-Payload-Digest: sha1:K2\r\nWARC-Date")
        again = again.replace(b"varn.example/dark", b"varn.example/same")
    if refers == "address":
        again = again.replace(b"identical-payload-digest", b"server-not-modified").replace(
            b"200 OK", b"304 No"
        )
        again = again.replace(b"Content-Type: text/html", b"X-Content-Typ: text/html")
    rows, errors = found("a.warc", sources.warc([page, other, again]))
    assert not errors
    assert rows[2].article.text == rows[0].article.text
    assert rows[2].article.url == ("https://varn.example/same" if refers == "digest" else URL)


def test_what_was_the_same_as_a_page_elsewhere_is_told(found):
    picture = sources.revisit("x").replace(b"text/html", b"image/png")
    rows, errors = found(
        "a.warc",
        sources.warc([sources.revisit(sources.page()), picture, sources.record(sources.page())]),
    )
    assert len(rows) == len(errors) == 1
    assert "#0: https://varn.example/dark was the same as before, on 2025-03-06T10:00:00Z" in errors[0]


def test_a_page_is_not_read_again_without_end(found):
    again = [sources.revisit(sources.page())] * 30
    settings = Settings(max_unpacked_bytes=10 * len(sources.record(sources.page())))
    rows, errors = found(
        "a.warc", sources.warc([sources.record(sources.page()), *again]), settings=settings
    )
    assert (len(rows), len(errors)) == (12, 19)
    assert "too many" in errors[0]


@pytest.mark.parametrize("status", ["HTTP/2 200", "HTTP/2.0 200 OK", "HTTP/1.0 203 Ok"])
def test_statuses_of_other_versions(found, status):
    made = sources.record(sources.page()).replace(b"HTTP/1.1 200 OK", status.ljust(15).encode())
    rows, errors = found("a.warc", made)
    assert (len(rows), errors) == (1, [])


def test_a_body_in_pieces_and_packed(found):
    packed = gzip.compress(sources.page().encode())
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    more = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    rows, errors = found("a.warc", sources.record(body, more=more))
    assert (len(rows), errors) == (1, [])
    assert rows[0].original == sources.page().encode()


def test_a_body_that_is_packed_as_few_can_read(found):
    more = "Content-Encoding: br\r\n"
    rows, errors = found("a.warc", sources.record(sources.page(), more=more))
    assert (len(rows), errors) == (1, [])
    brotli = b"\x0b\x02\x80hello\x03"
    rows, errors = found("b.warc", sources.record(brotli, more=more))
    assert (rows, len(errors)) == ([], 1)
    assert "(br)" in errors[0]


def test_records_that_are_no_responses(found):
    def bare(kind, media, address, body):
        head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-06T10:00:00.123456Z\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"  # fmt: skip
        return head.encode() + body + b"\r\n\r\n"

    text = "\n\n".join(sources.STORY).encode()
    rows, errors = found("a.warc", sources.warc([
        bare("resource", "text/html", URL, sources.page().encode()),
        bare("conversion", "text/plain", URL, text),
        bare("resource", "text/plain", f"urn:text:{URL}", text),
        bare("resource", "application/json", f"urn:pageinfo:{URL}", b"{}"),
        sources.record(sources.page()).replace(b"Content-Type: text/html; charset=utf-8", b"X-Content-Ty: text/html; charset=utf-8"),
    ]))  # fmt: skip
    assert not errors
    assert [row.article.format for row in rows] == ["html", "text", "html"]
    assert {row.article.url for row in rows} == {URL}


# feeds and rows ---------------------------------------------------------------------------------------


def feed(item, title="Varn Courier"):
    return f"<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>{title}</title><link>https://varn.example/</link><language>en</language><item>{item}</item></channel></rss>"  # fmt: skip


def test_a_list_of_others_news_has_addresses_only(found):
    said = f"<a href='https://list.example/1'>{sources.TITLE}</a>&nbsp;&nbsp;<font color='#6f6f6f'>Varn Courier</font>"
    item = f"<title>{sources.TITLE} - Varn Courier</title><link>https://list.example/1</link><description><![CDATA[{said}]]></description><source url='https://varn.example'>Varn Courier</source>"  # fmt: skip
    rows, errors = found("a.rss", feed(item, title="lighthouse - a list of news"))
    assert (rows, len(errors)) == ([], 1)
    assert "it names https://list.example/1" in errors[0]
    rows, errors = found("b.rss", feed(item.replace("</font>", f"</font><p>{sources.STORY[0]}</p>")))
    assert not errors
    assert (rows[0].article.title, rows[0].article.outlet) == (sources.TITLE, "Varn Courier")


def test_an_author_is_a_name_without_an_address(found):
    made = sources.atom().replace(b"</name>", b"</name><email>noreply@blog.example</email>")
    assert found("a.atom", made)[0][0].article.byline == "Osk Lind"


def test_a_post_of_wordpress(found):
    post = {
        "id": 12, "date": "2025-03-04T18:20:00", "date_gmt": "2025-03-04T17:20:00", "modified": "2025-03-05T07:00:00", "modified_gmt": "2025-03-05T06:00:00",
        "link": URL, "guid": {"rendered": "https://varn.example/?p=12"}, "title": {"rendered": "Light &#038; dark"},
        "content": {"rendered": sources.paragraphs(), "protected": False}, "excerpt": {"rendered": "<p>x</p>"},
    }  # fmt: skip
    rows, errors = found("a.json", json.dumps([post, post]))
    article = rows[0].article
    assert not errors
    assert (article.title, article.url, article.text) == (
        "Light & dark",
        URL,
        "\n\n".join(sources.STORY),
    )
    assert (article.published.value, article.modified.value) == (
        "2025-03-04T17:20:00Z",
        "2025-03-05T06:00:00Z",
    )


def test_messages_of_a_channel(found):
    link = {"type": "link", "text": "https://varn.example/dark"}
    messages = [
        {"id": 1, "type": "service", "date": "2025-03-03T18:20:00", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": "2025-03-04T18:20:00", "from": "Varn now", "text": [f"{sources.STORY[0]} ", link, "!"]},
        {"id": 3, "type": "message", "date": "2025-03-04T18:25:00", "from": "Varn now", "text": sources.STORY[1]},
    ]  # fmt: skip
    data = json.dumps({"name": "Varn now", "type": "public_channel", "messages": messages})
    rows, errors = found(
        "result.json", data, mapping={"text": "text", "published": "date", "byline": "from"}
    )
    assert [row.article.text for row in rows] == [
        f"{sources.STORY[0]} https://varn.example/dark!",
        sources.STORY[1],
    ]
    assert [row.article.byline for row in rows] == ["Varn now"] * 2
    assert rows[0].article.published.value == "2025-03-04T18:20:00"
    assert len(errors) == 1


def test_a_page_of_rows_is_not_one_text(found):
    data = {"content": [{"id": n, "text": row} for n, row in enumerate(sources.STORY)], "total": 3}
    assert len(found("a.json", json.dumps(data))[0]) == 3
    paragraphs = [{"title": "T", "text": [*sources.STORY]}]
    assert found("b.json", json.dumps(paragraphs))[0][0].article.text == "\n\n".join(sources.STORY)


def test_a_text_that_its_collector_cut(found):
    row = {"source": {"id": None, "name": "Varn Courier"}, "title": f"{sources.TITLE} - Varn Courier", "url": URL, "publishedAt": "2025-03-04T17:20:00Z", "content": f"{sources.STORY[0]}\r\nTwo fishing… [+2512 chars]"}  # fmt: skip
    rows, _ = found("a.json", json.dumps({"status": "ok", "totalResults": 1, "articles": [row]}))
    article = rows[0].article
    assert (article.title, article.outlet) == (sources.TITLE, "Varn Courier")
    assert article.notices == ("the collector cut this text off; its end says so",)


def test_an_object_of_schema_org(found):
    row = {"@type": "NewsArticle", "headline": "T", "articleBody": "\n".join(sources.STORY), "author": {"name": "Osk Lind"}, "publisher": {"name": "Varn Courier"}, "mainEntityOfPage": {"@id": URL}, "datePublished": "2025-03-04T18:20:00+01:00"}  # fmt: skip
    article = found("a.json", json.dumps(row))[0][0].article
    assert (article.title, article.byline, article.outlet, article.url) == (
        "T",
        "Osk Lind",
        "Varn Courier",
        URL,
    )


@pytest.mark.parametrize(
    ("language", "stated", "published"),
    [
        ("en", "04/03/2025 18:20", None),
        ("en", "25/03/2025 18:20", "2025-03-25T18:20"),
        ("fr", "4 mars 2025 à 18h20", "2025-03-04T18:20"),
        ("fr", "le mardi", None),
        ("en", "day 12", None),
        ("en", "4 March 2025 and 5 March 2025", None),
    ],
)
def test_dates_in_words_in_a_column(found, language, stated, published):
    table = f'title,text,date\nDark,"{sources.STORY[0]}","{stated}"\n'
    article = found("a.csv", table, language=language)[0][0].article
    assert (article.published and article.published.value) == published
    told = any("cannot be read for sure" in row for row in article.notices)
    assert told == (published is None and any(map(str.isdigit, stated)))


# mail and documents -----------------------------------------------------------------------------------


def newsletter(plain, body):
    message = EmailMessage()
    message["From"], message["Subject"] = '"Varn Courier" <news@varn.example>', "The light – dark"
    message["Date"], message["Message-ID"] = "Tue, 4 Mar 2025 18:20:00 +0100 (CET)", "<1@varn.example>"
    message.set_content(plain)
    message.add_alternative(f"<html><body>{body}</body></html>", subtype="html", cte="quoted-printable")
    return message


def test_a_newsletter_is_its_html_where_the_text_only_points_to_it(found):
    body = f"<div style='display:none; max-height:0'>Preview of it</div><table><tr><td>{sources.paragraphs()}</td></tr></table>"  # fmt: skip
    rows, errors = found("a.eml", newsletter("Read it here: https://varn.example/dark", body).as_bytes())
    article = rows[0].article
    assert not errors
    assert article.text == "\n\n".join(sources.STORY)
    assert (article.title, article.byline) == ("The light – dark", "Varn Courier")
    assert article.published.value == "2025-03-04T18:20:00+01:00"
    rows, _ = found("b.eml", newsletter("\n\n".join(sources.STORY), body).as_bytes())
    assert rows[0].article.text.strip() == "\n\n".join(sources.STORY)


JAPANESE = "港の灯台が火曜日の夜に消えた。九十年で初めてのことだと港湾事務所は述べた。二隻の漁船が朝まで湾の外で待った。"
KOREAN = "항구의 등대가 화요일 밤에 꺼졌다. 구십 년 만에 처음 있는 일이라고 항만 사무소가 밝혔다."
CHINESE = "港口的灯塔星期二夜里熄灭了。港务局说这是九十年来的第一次。两艘渔船在海湾外等到早晨。"


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [(JAPANESE, "iso-2022-jp", "ja"), (KOREAN, "iso-2022-kr", "ko"), (CHINESE, "hz-gb-2312", "zh")],
)
def test_mail_in_seven_bits(found, text, name, language):
    raw = f"From: x <a@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={name}\r\n\r\n".encode()
    article = found("a.eml", raw + text.encode(name.removesuffix("-gb-2312")))[0][0].article
    assert (article.text, article.language) == (text, language)
    if name != "hz-gb-2312":
        article = found("a.txt", text.encode(name))[0][0].article
        assert article.text == text
        assert "guessed" in article.notices[0]


def test_an_escape_in_a_text_is_no_japanese(found):
    text = f"{sources.STORY[0]} \x1b[1mdark\x1b[0m and a sum of $B 20 ~{{ and more."
    assert found("a.txt", text)[0][0].article.text == text


def test_a_word_document_with_moves_boxes_and_hidden_words(found):
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:moveFrom><w:r><w:t>Moved. </w:t></w:r></w:moveFrom><w:r><w:t>First. </w:t></w:r><w:moveTo><w:r><w:t>Moved.</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Seen.</w:t></w:r></w:p>"
    )
    article = found("a.docx", sources.docx(body))[0][0].article
    assert article.text == "First. Moved.\n\nIn a box.\n\nSeen."
    assert "tracked changes" in article.notices[0]


def test_mail_with_pictures_in_its_text_is_mail(found):
    raw = sources.mhtml().replace(
        b"From: <Saved by a browser>", b"From: Osk Lind <osk@varn.example>\r\nTo: desk@keld.example"
    )
    article = found("a.eml", raw)[0][0].article
    assert (article.format, article.title, article.byline) == ("mail", "x", "Osk Lind")


# boxes of files ---------------------------------------------------------------------------------------


def test_a_mailbox_is_its_messages(found):
    rows, errors = found("letters", sources.mbox())
    assert not errors
    assert [row.source.split("#")[1] for row in rows] == ["1", "2"]
    assert rows[1].article.text.rstrip().endswith("\n\nFrom the council, with thanks.")
    assert rows[1].original.startswith(b"From: Ruan")
    rows, errors = found("a.mbox", sources.mbox(), settings=Settings(max_bytes=700))
    assert (len(rows), len(errors)) == (1, 1)
    assert "max_bytes" in errors[0]
    rows, errors = found("b.mbox", gzip.compress(sources.mbox()))
    assert (len(rows), errors) == (2, [])


def test_a_text_that_begins_like_a_mailbox_is_a_text(found):
    text = f"From Varn, Tuesday in March 2025\n\n{sources.STORY[0]}"
    assert found("a.txt", text)[0][0].article.format == "text"


def test_a_zip_of_files_is_read_file_by_file(found):
    made = sources.zip_of_files(**{"notes.txt": sources.OTHER[0], "a.png": b"\x89PNG" + bytes(99), "inner.zip": sources.zipped({"x.txt": "x"}), "paper.docx": sources.docx(), "rows.csv": sources.csv()})  # fmt: skip
    rows, errors = found("case.zip", made)
    places = [row.source.split("#", 1)[1] for row in rows]
    assert places == [
        "case/dark.html",
        "case/school.html",
        "notes.txt",
        "paper.docx",
        "rows.csv#2",
        "rows.csv#5",
    ]
    assert len(errors) == 2
    assert "zip archive within" in errors[0]
    assert ".png 1" in errors[1]


def test_a_zip_of_files_has_limits(found):
    bomb = sources.zipped({f"{n}.txt": "a" * 900_000 for n in range(12)})
    rows, errors = found("a.zip", bomb, settings=Settings(max_unpacked_bytes=10_000_000))
    assert (rows, len(errors)) == ([], 1)
    assert "unpacks to more" in errors[0]
    rows, errors = found("b.zip", bomb, settings=Settings(max_bytes=800_000))
    assert (rows, len(errors)) == ([], 12)
    rows, errors = found(
        "c.zip", sources.zipped({"ppt/presentation.xml": "<x/>", "[Content_Types].xml": "<x/>"})
    )
    assert "not read" in errors[0]
    rows, errors = found("d.zip", sources.zipped({}) + bytes(20))
    assert (rows, len(errors)) == ([], 1)
    damaged = sources.zip_of_files().replace(b"case/dark.html", b"case/dork.html", 1)
    rows, errors = found("e.zip", damaged)
    assert (len(rows), len(errors)) == (1, 1)


def test_an_opendocument_text_reads_as_printed(found):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:h>{sources.TITLE}</text:h><text:p>One<text:s text:c='2'/>two<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> and <text:a xlink:href='https://varn.example/x'>three</text:a>.</text:p>"
        "<office:annotation><text:p>Remark.</text:p></office:annotation><table:table><table:table-row><table:table-cell><text:p>Cell</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Line<text:line-break/>two<office:annotation><text:p>Not.</text:p></office:annotation> more.</text:p>"
    )
    article = found("a.odt", sources.odt(body))[0][0].article
    assert (
        article.text == f"{sources.TITLE}\n\nOne  two and three.\n\nCell\n\nLine\ntwo more.\n\nA note."
    )
    assert article.links == ("https://varn.example/x",)
    assert [passage.role for passage in article.passages[:2]] == ["heading", "body"]
    sheet = sources.odt(mimetype="application/vnd.oasis.opendocument.spreadsheet")
    assert "another kind" in found("b.ods", sheet)[1][0]


def test_a_page_that_safari_saved(found):
    rows, errors = found("a.webarchive", sources.webarchive())
    assert not errors
    assert (rows[0].article.url, rows[0].article.title) == (URL, sources.TITLE)
    latin = sources.page().replace("lighthouse", "l\xefghthouse").replace("<meta charset='utf-8'>", "")
    changes = {"WebResourceData": latin.encode("cp1252"), "WebResourceTextEncodingName": "windows-1252"}
    assert "l\xefghthouse" in found("b.webarchive", sources.webarchive(**changes))[0][0].article.text
    assert "no web page" in found("c.webarchive", sources.webarchive(WebResourceData="x"))[1][0]
    assert "damaged" in found("d.webarchive", sources.webarchive()[:-9])[1][0]


# what is near to what is read -------------------------------------------------------------------------


def test_a_sitemap_names_addresses(found):
    site = (
        "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:image='http://images.example'>"
        "<url><loc>https://varn.example/dark</loc><image:image><image:loc>https://varn.example/a.png</image:loc></image:image></url>"
        "<url><loc> https://varn.example/school </loc></url></urlset>"
    )
    rows, errors = found("sitemap.xml", site)
    assert (rows, len(errors)) == ([], 2)
    assert "it names https://varn.example/school" in errors[1]


def test_xml_of_another_kind_is_no_text(found):
    rows, errors = found(
        "a.xml", f"<?xml version='1.0'?><!-- x --><nitf><body>{sources.paragraphs()}</body></nitf>"
    )
    assert rows == []
    assert "<nitf>" in errors[0]


def test_a_translator_is_not_the_author_of_a_book(found):
    names = "<dc:creator xmlns:opf='http://www.idpf.org/2007/opf' opf:role='trl'>Ruan Tolle</dc:creator><dc:creator id='c'>Ann Vey</dc:creator><meta refines='#c' property='role'>ill</meta>"  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(sources.epub())) as book:
        opf = book.read("OPS/book.opf").decode()
    opf = opf.replace("</metadata>", f"{names}</metadata>").replace("id='b'", "id='b' properties='nav'")
    article = found("a.epub", sources.epub(**{"OPS/book.opf": opf}))[0][0].article
    assert article.byline == "Osk Lind"
    assert "Keld" not in article.text


@pytest.mark.parametrize(
    "author",
    ["Osk Lind", [[{"name": "Osk Lind"}]], {"@list": [{"name": "Osk Lind"}]}, {"name": ["Osk Lind"]}],
)
def test_authors_in_the_forms_of_json_ld(found, author):
    data = {"@type": "NewsArticle", "headline": f"{sources.TITLE} | Varn Courier", "author": author, "publisher": {"name": "Varn Courier"}}  # fmt: skip
    article = found("a.html", scripted(json.dumps(data)))[0][0].article
    assert (article.byline, article.title) == ("Osk Lind", sources.TITLE)


def test_a_title_that_was_written_as_markup_twice(found):
    item = f"<title>Light &amp;amp; dark</title><link>{URL}</link><description>{sources.STORY[0]}</description>"
    assert found("a.rss", feed(item))[0][0].article.title == "Light & dark"


def test_what_a_page_says_of_its_capture_is_not_believed_before_its_archive(found):
    page = sources.page(head=f"<link rel='canonical' href='{PLAYED}/{URL}'>")
    rows, _ = found("a.warc", sources.record(page).replace(b"2025-03-06", b"2025-04-01"))
    assert (rows[0].captured.value, rows[0].article.url) == ("2025-04-01T10:00:00Z", URL)
    rows, _ = found("b.warc", sources.record(page, address=f"{PLAYED}id_/{URL}"))
    assert rows[0].captured.value == "2025-03-06T10:15:00Z"


def test_a_table_without_names_is_told(found):
    rows, errors = found("a.csv", f"20250304182000\t1\tvarn.example\t{URL}\n" * 3)
    assert (rows, len(errors)) == ([], 1)
    assert "no names of columns" in errors[0]
