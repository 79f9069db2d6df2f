"""Files of every format that whence reads, made by the tests; all texts are fictional."""

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

STORY = (
    "The lighthouse of Varn went dark on Tuesday night for the first time in ninety years, the harbour office said.",
    "Two fishing boats waited outside the bay until morning. Nobody was hurt, according to the coast guard.",
    "Engineer Osla Brenn said that a cable laid in 1974 had failed. Repairs will cost 410,000 crowns.",
)
OTHER = (
    "The island of Keld opened its new school on Monday after a delay of two years, the council announced.",
    "Ninety-one pupils from six villages moved in. Head teacher Ruan Tolle called it a day without fog.",
)
TITLE = "Lighthouse of Varn goes dark"


def paragraphs(rows=STORY):
    return "".join(f"<p>{row}</p>" for row in rows)


def page(rows=STORY, title=TITLE, head=""):
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='og:title' content='{title}'>{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs(rows)}</article></body></html>"
    )


def rss(entries=None, before=""):
    entries = entries or (
        f"<item><title>{TITLE}</title><link>https://varn.example/dark</link><pubDate>Tue, 04 Mar 2025 18:20:00 +0100</pubDate>"
        f"<dc:creator>Osk Lind</dc:creator><content:encoded><![CDATA[{paragraphs()}]]></content:encoded></item>"
        f"<item><title>School opens on Keld</title><link>/school</link><description>{OTHER[0]}</description></item>"
    )
    return (
        f"<?xml version='1.0' encoding='utf-8'?>{before}<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Varn Courier</title><link>https://varn.example/</link>"
        f"<language>en</language>{entries}</channel></rss>"
    ).encode()


def atom():
    return (
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Varn Courier</title><link href='https://varn.example/'/>"
        f"<entry><title>{TITLE}</title><id>tag:varn.example,2025:1</id><link href='https://varn.example/dark'/>"
        "<published>2025-03-04T18:20:00Z</published><updated>2025-03-05T07:00:00Z</updated><author><name>Osk Lind</name></author>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{paragraphs()}</div></content></entry></feed>"
    ).encode()


def json_feed():
    item = {"id": "1", "url": "https://varn.example/dark", "title": TITLE, "content_html": paragraphs(), "date_published": "2025-03-04T18:20:00Z"}  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Varn Courier", "language": "en", "items": [item]}).encode()  # fmt: skip


def sitemap():
    pages = "".join(
        f"<url><loc>https://varn.example/{n}</loc><lastmod>2025-03-0{n}</lastmod></url>"
        for n in range(1, 4)
    )
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{pages}</urlset>".encode()


def opml():
    return (
        b"<?xml version='1.0'?><opml version='2.0'><head><title>Islands</title></head><body><outline text='North'>"
        b"<outline type='rss' text='Varn' xmlUrl='https://varn.example/feed'/><outline type='rss' xmlUrl='https://keld.example/feed'/>"
        b"</outline></body></opml>"
    )


def record(body, *, address="https://varn.example/dark", kind="response", media="text/html; charset=utf-8", length=None, more=""):  # fmt: skip
    body = body.encode() if isinstance(body, str) else body
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-06T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def revisit(of, *, when="2025-03-07T10:00:00Z", profile="identical-payload-digest", more=""):
    """A record that says that a page was the same as in the record of a body."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    size = len(of.encode() if isinstance(of, str) else of)
    head = (
        f"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://varn.example/dark\r\nWARC-Date: {when}\r\n"
        f"WARC-Record-ID: <urn:uuid:11111111-0000-0000-0000-{size:012d}>\r\n"
        f"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/{profile}\r\n"
        f"WARC-Refers-To: <urn:uuid:00000000-0000-0000-0000-{size:012d}>\r\nWARC-Refers-To-Date: 2025-03-06T10:00:00Z\r\n{more}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def records():
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 13\r\n\r\nsoftware: x\r\n\r\n\r\n"
    picture = record(b"\x89PNG" + bytes(300), address="https://varn.example/a.png", media="image/png")
    return [info, record(page()), picture, record(page(OTHER, "School opens on Keld"), address="https://keld.example/school")]  # fmt: skip


def warc(rows=None):
    return b"".join(rows or records())


def warc_gz(rows=None):
    return b"".join(gzip.compress(row) for row in rows or records())


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def wacz():
    return zipped(
        {"archive/data.warc.gz": warc_gz(), "pages/pages.jsonl": "{}", "datapackage.json": "{}"}
    )


def epub(**changes):
    opf = (
        "<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:title>{TITLE}</dc:title><dc:creator>Osk Lind</dc:creator><dc:language>en</dc:language><dc:date>2025-03-04</dc:date>"
        "<dc:publisher>Varn Press</dc:publisher></metadata><manifest><item id='b' href='two.xhtml'/><item id='a' href='text/one%20.xhtml'/>"
        "</manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    )
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><h1>{}</h1>{}</body></html>"
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>",
        "OPS/book.opf": opf,
        "OPS/text/one .xhtml": chapter.format("One", paragraphs()),
        "OPS/two.xhtml": chapter.format("Two", paragraphs(OTHER)),
    }
    return zipped({**files, **changes})


def docx(body=None, **more):
    w = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    body = body or (
        f"<w:p><w:pPr><w:pStyle w:val='Rubrik1'/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
        + "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in STORY)
        + "<w:p><w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>eighty</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>ninety</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> years old.</w:t></w:r></w:p>"
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {w}><w:style w:styleId='Rubrik1'><w:name w:val='heading 1'/></w:style></w:styles>",
        "docProps/core.xml": "<c:coreProperties xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>"
        f"<dc:title>{TITLE}</dc:title><dc:creator>Osk Lind</dc:creator><dcterms:created>2025-03-04T18:20:00Z</dcterms:created></c:coreProperties>",
    }
    return zipped({**files, **more})


def mail(*, html=False, attached=None):
    message = EmailMessage()
    message["From"], message["To"] = "Osk Lind <osk@varn.example>", "desk@keld.example"
    message["Subject"], message["Date"] = TITLE, "Tue, 04 Mar 2025 18:20:00 +0100"
    message["Message-ID"] = "<1@varn.example>"
    if html:
        message.set_content(f"<html><body>{paragraphs()}</body></html>", subtype="html")
    else:
        message.set_content("\n\n".join(STORY))
        message.add_alternative(f"<html><body>{paragraphs(OTHER)}</body></html>", subtype="html")
    if attached is not None:
        message.add_attachment(attached)
    return message


def mbox():
    other = EmailMessage()
    other["From"], other["Subject"], other["Message-ID"] = (
        "Ruan Tolle <r@keld.example>",
        "School opens on Keld",
        "<2@keld.example>",
    )
    other.set_content("\n\n".join(OTHER) + "\n\nFrom the council, with thanks.\n")
    messages = [row.as_bytes().replace(b"\nFrom ", b"\n>From ") for row in (mail(), other)]
    return b"".join(
        b"From osk@varn.example Tue Mar  4 18:20:00 2025\n" + row + b"\n" for row in messages
    )


def odt(body=None, **more):
    names = " ".join(
        f"xmlns:{n}='urn:oasis:names:tc:opendocument:xmlns:{n}:1.0'"
        for n in ("office", "text", "meta", "table")
    )
    names += " xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    body = body or f"<text:h text:outline-level='1'>{TITLE}</text:h>" + "".join(
        f"<text:p>{row}</text:p>" for row in STORY
    )
    meta = f"<dc:title>{TITLE}</dc:title><meta:initial-creator>Osk Lind</meta:initial-creator><meta:creation-date>2025-03-04T18:20:00Z</meta:creation-date>"
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {names}><office:meta>{meta}</office:meta></office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    return zipped({**files, **more})


def webarchive(**changes):
    import plistlib

    main = {
        "WebResourceData": page().encode(),
        "WebResourceURL": "https://varn.example/dark",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceFrameName": "",
        **changes,
    }
    return plistlib.dumps(
        {
            "WebMainResource": main,
            "WebSubresources": [{"WebResourceData": b"x" * 90, "WebResourceMIMEType": "image/png"}],
        },
        fmt=plistlib.FMT_BINARY,
    )


def zip_of_files(**more):
    school = page(OTHER, "School opens on Keld")
    return zipped(
        {
            "case/dark.html": page(),
            "case/dark_files/x.html": page(),
            "case/school.html": school,
            "__MACOSX/._x.html": "x",
            "case/.DS_Store": "x",
            **more,
        }
    )


def mhtml():
    inner = page(head="<meta name='author' content='Osk Lind'>")
    return (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://varn.example/dark\r\nSubject: x\r\n"
        'Date: Thu, 6 Mar 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n'
        "------B\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://varn.example/dark\r\n\r\n{inner.replace('=', '=3D')}\r\n"
        "------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"
    ).encode()


def rows():
    return [
        {"title": TITLE, "text": "\n".join(STORY), "url": "https://varn.example/dark", "language": "en", "published": "2025-03-04 18:20:00", "outlet": "Varn Courier"},
        {"title": "School opens on Keld", "text": "\n".join(OTHER), "url": "https://keld.example/school", "language": "en", "published": "2025-03-03", "outlet": "Keld News"},
    ]  # fmt: skip


def jsonl(items=None):
    return b"".join(json.dumps(row).encode() + b"\n" for row in items or rows())


def csv(sign=","):
    import csv as writer

    made = io.StringIO()
    table = writer.DictWriter(made, rows()[0], delimiter=sign)
    table.writeheader()
    table.writerows(rows())
    return made.getvalue().encode()


def xlsx(items=None):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Articles"
    items = items or rows()
    sheet.append([*items[0]])
    for row in items:
        sheet.append([*row.values()])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def parquet():
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([{**row, "picture": b"x" * 10} for row in rows()]), made)
    return made.getvalue()


def pdf(pages, *, info=""):
    """A PDF of pages of lines, with a text layer; without lines a page is empty."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = (
            "BT /F1 11 Tf 72 760 Td 14 TL "
            + " ".join(f"({_escaped(row)}) Tj T*" for row in lines)
            + " ET"
        )
        stream = drawn.encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % k for k in kids),
    )
    objects.append(b"<< %s >>" % info.encode())
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(objects), len(made),
    )  # fmt: skip


def _escaped(row):
    return row.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def pdf_pages():
    return [
        ["Varn Courier - March 2025", "The lighthouse of Varn went dark on Tuesday night for the first time in", "ninety years, the harbour office said. Two fishing boats waited out-", "side the bay until morning, and nobody was hurt. The keeper of the", "1"],
        ["Varn Courier - March 2025", "light had warned of it since the spring.", "2"],
        ["Varn Courier - March 2025", "Engineer Osla Brenn said that a cable laid in 1974 had failed, and", "that repairs would cost 410,000 crowns.", "3"],
    ]  # fmt: skip


MADE = {
    "page.html": lambda: page().encode(), "again.warc.gz": lambda: warc_gz([record(page()), revisit(page())]),
    "page.mhtml": mhtml, "feed.xml": rss, "feed.atom": atom, "feed.json": json_feed,
    "crawl.warc": warc, "crawl.warc.gz": warc_gz, "crawl.wacz": wacz, "rows.jsonl": jsonl, "rows.csv": csv,
    "rows.tsv": lambda: csv("\t"), "rows.xlsx": xlsx, "rows.parquet": parquet, "rows.jsonl.gz": lambda: gzip.compress(jsonl()),
    "paper.pdf": lambda: pdf(pdf_pages()), "book.epub": epub, "paper.docx": docx, "paper.odt": odt, "page.webarchive": webarchive, "box.mbox": mbox, "case.zip": zip_of_files, "letter.eml": lambda: mail().as_bytes(),
    "story.txt": lambda: "\n\n".join(STORY).encode(), "story.md": f"# {TITLE}\n\n{STORY[0]}\n".encode,
    "sitemap.xml": sitemap, "feeds.opml": opml, "list.txt": lambda: b"# mine\nhttps://varn.example/dark\nhttps://keld.example/school\n",
}  # fmt: skip
