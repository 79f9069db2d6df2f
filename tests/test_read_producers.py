"""Files as their producers write them: pages shown by archives, feeds of publishing systems, exports of collectors."""

import json

import pytest

import sources
from whence import ReadError, captures

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
