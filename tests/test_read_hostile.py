"""Sources made to hurt, or merely broken: bounded, told, and nothing else lost."""

import gzip
import io
import json
import time
import tracemalloc
import zipfile
import zlib

import pytest

import sources
from whence.errors import ReadError
from whence.readers import captures
from whence.records import Capture
from whence.settings import Settings

SMALL = Settings(max_bytes=2_000_000, max_unpacked_bytes=4_000_000)
# Seconds within which any of these must be done, and megabytes of Python's own memory.
PATIENCE, MEMORY = 5, 100


@pytest.fixture
def taken(tmp_path):
    """Read bytes under a name; return captures and errors, in time and in memory."""

    def take(name, data, *, weighed=False, **more):
        path = tmp_path / name
        path.write_bytes(data)
        if weighed:
            tracemalloc.start()
        begun = time.process_time()
        rows = [*captures(path, **{"settings": SMALL, **more})]
        spent = time.process_time() - begun
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert spent < PATIENCE
        assert peak < MEMORY * 1_000_000  # 0 where it was not weighed, which slows all
        return [r for r in rows if isinstance(r, Capture)], [
            str(r) for r in rows if isinstance(r, ReadError)
        ]

    return take


def zeros(size):
    """Compress so many zeros without having them."""
    pack = zlib.compressobj(9, wbits=31)
    made = [pack.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join(made) + pack.flush()


BOMB = zeros(100_000_000)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz", "a.html.gz", "a.json.gz"])
def test_gzip_bombs(taken, name):
    found, errors = taken(name, BOMB, weighed=True)
    assert not found
    assert 1 <= len(errors) <= 2
    assert all("limit" in error for error in errors)


def test_a_gzip_bomb_in_lines_of_json(taken):
    lines = (sources.jsonl() * 20) + b" " * 60_000_000
    found, errors = taken("a.jsonl.gz", gzip.compress(lines))
    assert len(found) == 40
    assert "unpacks to more" in errors[0] or "more bytes" in errors[0]


def test_a_record_that_unpacks_to_too_much(taken):
    good = [gzip.compress(row) for row in sources.records()]
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 100000000\r\n\r\n"
    bomb = zlib.compressobj(9, wbits=31)
    packed = (
        bomb.compress(head)
        + b"".join(bomb.compress(bytes(1_000_000)) for _ in range(100))
        + bomb.flush()
    )
    found, errors = taken("a.warc.gz", b"".join([*good[:2], packed, *good[2:]]))
    assert len(found) == 2
    assert len(errors) == 1
    found, errors = taken("b.warc.gz", b"".join([good[0], BOMB, *good[1:]]))
    assert len(found) == 2


def test_a_page_packed_by_its_server_that_unpacks_to_too_much(taken):
    record = sources.record(BOMB, more="Content-Encoding: gzip\r\n")
    found, errors = taken("a.warc", sources.warc([record, *sources.records()]))
    assert len(found) == 2
    assert len(errors) == 1


def zip_bomb(name, others=()):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, data in dict(others).items():
            archive.writestr(other, data)
        with archive.open(name, "w", force_zip64=True) as member:
            for _ in range(60):
                member.write(bytes(1_000_000))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", zip_bomb("word/document.xml")), ("a.epub", zip_bomb("META-INF/container.xml")),
     ("a.xlsx", zip_bomb("xl/sharedStrings.xml", {"xl/workbook.xml": "<workbook/>"}))],
)  # fmt: skip
def test_zip_bombs(taken, name, data):
    found, errors = taken(name, data, weighed=True)
    assert not found
    assert "unpacks to more" in errors[0]


def test_a_zip_that_lies_about_its_sizes(taken):
    data = zip_bomb("word/document.xml").replace(
        (60_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    )
    found, errors = taken("a.docx", data)
    assert (found, len(errors)) == ([], 1)


DEEP = 100_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<html><body>" + b"<div>" * DEEP + sources.paragraphs().encode()),
        ("a.json", b"[" * DEEP), ("b.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP), ("a.jsonl", b'{"text":' + b"[" * DEEP + b"\n" + sources.jsonl()),
        ("a.opml", b"<opml>" + b"<outline>" * DEEP), ("a.rss", b"<rss><channel>" + b"<item>" * DEEP),
        ("a.docx", sources.docx("<w:p>" * DEEP)), ("a.epub", sources.epub(**{"OPS/two.xhtml": "<html>" + "<i>" * DEEP})),
        ("c.jsonl", json.dumps({"text": "<b>" * DEEP + "light"}).encode()),
    ],
)  # fmt: skip
def test_deep_nesting(taken, name, data):
    found, errors = taken(name, data)
    assert found or errors
    if name == "a.jsonl":
        assert len(found) == 2
        assert "nested too deeply" in errors[0] or "valid JSON" in errors[0]
    if name == "a.epub":
        assert "lighthouse of Varn" in found[0].article.text


def test_messages_within_messages(taken):
    message = sources.mail()
    for _ in range(12):
        message = sources.mail(attached=message)
    found, errors = taken("a.eml", message.as_bytes())
    assert len(found) == SMALL.max_nesting + 1
    assert "levels deep" in errors[0]


LAUGHS = (
    "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)) + "]>"
)  # fmt: skip


def test_entities_are_not_expanded(taken, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("The harbour's secret.")
    entry = f"<item><title>T</title><description>&j; {sources.STORY[0]}</description></item>"
    found, errors = taken("a.rss", sources.rss(entry, before=LAUGHS))
    assert "entities" in errors[0]
    assert len(found[0].article.text) < 500
    outside = f"<!DOCTYPE rss [<!ENTITY j SYSTEM 'file://{secret}'>]>"
    found, errors = taken("b.rss", sources.rss(entry, before=outside))
    assert "secret" not in found[0].article.text
    assert sources.STORY[0] in found[0].article.text
    outline = f"<!DOCTYPE opml [<!ENTITY j SYSTEM 'file://{secret}'>]><opml><outline text='&j;' xmlUrl='https://varn.example/&j;'/></opml>"
    assert "secret" not in " ".join(taken("c.opml", outline.encode())[1])
    body = f"<w:p><w:r><w:t>{sources.STORY[0]} &j;</w:t></w:r></w:p>"
    w = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    document = f"<!DOCTYPE x [<!ENTITY j SYSTEM 'file://{secret}'>]><w:document {w}>{body}</w:document>"
    found, _ = taken("d.docx", sources.docx(**{"word/document.xml": document}))
    assert "secret" not in found[0].article.text


def test_a_long_table_ends_at_the_limit(taken):
    rows = b"title,text\n" + b"T,The light went dark on Tuesday.\n" * 1_000_000
    found, errors = taken("a.csv", rows, settings=Settings(max_articles=300))
    assert len(found) == 300
    assert "max_articles" in errors[0]


@pytest.mark.parametrize("after", [3, 30_000])
def test_an_open_quotation_mark_swallows_one_row(taken, after):
    good = "T,The light went dark on Tuesday.\n"
    table = "title,text\n" + good + 'T,"it is never closed\n' + good * after
    found, errors = taken("a.csv", table.encode(), settings=Settings(max_articles=50))
    assert len(found) == min(after + 1, 50)
    assert "#3:" in errors[0]


def test_tables_full_of_open_quotation_marks_are_given_up(taken):
    _, errors = taken(
        "a.csv", b"title,text\n" + b'T,"a\nT,b\n' * 200_001, settings=Settings(max_articles=50)
    )
    assert errors


def test_a_sheet_that_claims_to_be_endless(taken):
    book = sources.xlsx()
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b'ref="A1:F3"', b'ref="A1:XFD1048576"')
                data = data.replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            new.writestr(name, data)
    found, _ = taken("a.xlsx", made.getvalue())
    assert len(found) == 2


def damaged(rows, number, how):
    rows = [*rows]
    rows[number] = how(rows[number])
    return b"".join(rows)


@pytest.mark.parametrize(
    "how",
    [
        lambda row: row.replace(b"Content-Length: ", b"Content-Length: x"),
        lambda row: row.replace(b"Content-Length: ", b"Content-Length: 9"),
        lambda row: row.replace(b"Content-Length: 3", b"Content-Length: 1"),
        lambda row: row[: len(row) // 2],
        lambda row: row.replace(b"WARC/1.0", b"WARX/1.0"),
        lambda row: bytes(2000),
        lambda row: row.replace(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", b"\xff" * 40),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_costs_no_other(taken, how, packed):
    rows = sources.records()
    if packed:
        data = damaged(
            [gzip.compress(row) for row in rows[:2]] + [rows[2], gzip.compress(rows[3])],
            2,
            lambda row: gzip.compress(how(row)),
        )
    else:
        data = damaged(rows, 2, how)
    found, _ = taken("a.warc", data)
    assert [row.article.title for row in found] == [sources.TITLE, "School opens on Keld"]


def test_a_damaged_gzip_member_costs_no_other(taken):
    rows = [gzip.compress(row) for row in sources.records()]
    for cut in (
        lambda row: row[:-30],
        lambda row: row[:40] + b"\x00\x01\x02" + row[43:],
        lambda row: b"",
    ):
        found, errors = taken("a.warc.gz", damaged(rows, 1, cut))
        assert [row.article.title for row in found][-1] == "School opens on Keld"
        assert errors or not cut(rows[1])


def test_scanned_and_locked_pdf(taken):
    found, errors = taken("a.pdf", sources.pdf([[], ["7"], []]))
    assert not found
    assert "no text layer" in errors[0]
    assert "OCR" in errors[0]


def forms(depth):
    """A PDF whose page draws a form ten times, which draws another ten times, and so on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 50 >>\nstream\n" + b"/F Do " * 10 + b"\nendstream",
    ]
    for number in range(depth):
        inner = b"/XObject << /F %d 0 R >>" % (6 + number) if number < depth - 1 else b""
        drawn = b"/F Do " * 10 if inner else b"BT (ha) Tj ET"
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >> /Length %d >>\nstream\n%s\nendstream"
            % (inner, len(drawn), drawn)
        )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, row) for n, row in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Size 99 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def test_forms_within_forms_of_a_pdf(taken):
    found, errors = taken("a.pdf", forms(9))
    assert not found
    assert errors


@pytest.mark.parametrize("limit", ["_STEPS", "_DRAWING"])
def test_a_page_of_a_pdf_with_too_much_to_draw(taken, monkeypatch, limit):
    pages = [*sources.pdf_pages(), ["x"] * 4_000]
    monkeypatch.setattr(f"whence.readers.pdf.{limit}", 6_000)
    found, errors = taken("a.pdf", sources.pdf(pages))
    assert "lighthouse of Varn" in found[0].article.text
    assert len(errors) == 1
    assert "#page=4" in errors[0]


def test_an_encrypted_book(taken):
    locked = "<encryption><EncryptedData><CipherData><CipherReference URI='OPS/two.xhtml'/></CipherData></EncryptedData></encryption>"
    found, errors = taken("a.epub", sources.epub(**{"META-INF/encryption.xml": locked}))
    assert "encrypted" in errors[0]
    assert "Keld" not in found[0].article.text


@pytest.mark.parametrize("name", [n for n in sources.MADE if n not in {"story.txt", "story.md"}])
def test_cut_off_in_the_middle(taken, name):
    data = sources.MADE[name]()
    for part in (2, 3, 10):
        taken(name, data[: len(data) - len(data) // part])


@pytest.mark.parametrize("name", [*sources.MADE])
def test_empty_files_of_every_name(taken, name):
    for data in (b"", b" \n", b"\x00" * 64):
        found, errors = taken(name, data)
        assert not found
        assert errors


def test_long_runs_of_what_formats_look_for(taken):
    for text in (
        "<!--",
        "https://",
        "WARC/1.0\r\n",
        "From: a\n",
        "<rss",
        "<!DOCTYPE [",
        '{"',
        "a:b\n ",
        "%PDF-",
    ):
        for name in ("a.txt", "a.rss", "a.warc", "a.eml", "a.json", "a.csv"):
            taken(name, (text * (60_000 // len(text))).encode())
