"""The pages of the workbench: what they show, what can be done there, and that a hostile text stays a text."""

import dataclasses
import inspect
import io
import itertools
import multiprocessing
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from jinja2 import meta, nodes
from lxml import html
from starlette.testclient import TestClient

from stories import story as fictional
from whence.errors import UsageError, WhenceError
from whence.records import Article, Capture, Record, Time
from whence.report.catalog import choose, is_right_to_left, languages, words
from whence.report.columns import columns
from whence.settings import DEFAULT
from whence.web import application, tracing
from whence.web.jobs import StoppedError
from whence.web.rendering import environment

HARBOUR = (
    "The harbour master of Tarnby counted 41 boats on Sunday evening.",
    "Nobody had asked the fishermen, said the chairwoman Idunn Brekke.",
    "The storm tore 300 metres of the northern mole away before dawn.",
    "Repairs will cost 12 million crowns and take until the spring.",
)
HAFEN = (
    "Der Hafenmeister von Tarnby zählte am Sonntagabend 41 Boote.",
    "Niemand habe die Fischer gefragt, sagte die Vorsitzende Idunn Brekke.",
    "Der Sturm riss vor der Morgendämmerung 300 Meter der nördlichen Mole weg.",
    "Die Reparatur wird 12 Millionen Kronen kosten und bis zum Frühling dauern.",
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>\u202efdp.exe"


def article(passages, **known):
    return Article.from_passages(passages, language=known.pop("language", "en"), **known)


@pytest.fixture
def case(tmp_path):
    app = application(tmp_path / "tarnby.whence")
    with TestClient(app, base_url="http://127.0.0.1:8765") as pages:
        pages.collection = app.state.case.collection
        pages.jobs = app.state.case.jobs
        yield pages


@pytest.fixture
def told(case):
    """A case with one story in two languages and one copy."""
    case.collection.add(
        [
            article(HARBOUR, title="Boats lost at Tarnby", outlet="Tarnby Post"),
            article(HAFEN, title="Boote verloren", outlet="Hafenbote", language="de"),
            article(
                (*HARBOUR[:3], "The council meets on Friday."), title="Tarnby storm", outlet="Copyist"
            ),
        ]
    )
    return case


def secret(pages, address="/"):
    return html.fromstring(pages.get(address).text).xpath("string(//body/@data-form)")


def post(pages, address, **fields):
    return pages.post(address, data={"csrf": secret(pages), **fields})


def prose(reply):
    root = html.fromstring(reply.text)
    return re.sub(r"\s+", " ", root.text_content())


ADDRESSES = ("/", "/queue", "/queue/stories", "/stories", "/articles", "/search", "/add", "/decisions")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_of_an_empty_case_is_there(case, address):
    assert case.get(address).status_code == 200


def test_the_first_page_says_what_is_in_the_case(told):
    text = prose(told.get("/"))
    assert "3 articles" in text.replace("articles 3", "3 articles") or "articles3" in text or "3" in text
    assert "Boats lost at Tarnby" in text or "Boote verloren" in text
    assert "German" in text


def test_a_story_shows_its_versions_its_differences_and_what_can_be_decided(told):
    (row,) = told.collection.stories()
    page = told.get(f"/stories/{row.id}")
    text = prose(page)
    assert "Tarnby Post" in text
    assert "Hafenbote" in text
    for section in ("tree", "differences", "sources", "versions", "beside", "decide", "export"):
        assert f'id="{section}"' in page.text


def test_a_story_that_takes_long_is_compared_in_a_job_that_can_be_stopped(case, monkeypatch):
    monkeypatch.setattr("whence.web.case._TRACED_AT_ONCE", 1)
    case.collection.add([article(HARBOUR, outlet="One"), article((*HARBOUR, "More."), outlet="Two")])
    (row,) = case.collection.stories()
    blocked = case.jobs.start(
        "before", lambda job: [job.step("x", 0, 0) or time.sleep(0.01) for _ in range(900)]
    )
    page = case.get(f"/stories/{row.id}")
    assert "being compared" in page.text
    assert "One" in page.text
    job = next(j for j in case.jobs.rows() if j.title.startswith("story"))
    post(case, f"/jobs/{job.id}/stop")
    assert "was stopped" in case.get(f"/stories/{row.id}").text
    post(case, f"/jobs/{blocked.id}/stop")
    wait(case)
    case.get(f"/stories/{row.id}?again=1")
    wait(case)
    assert 'id="tree"' in case.get(f"/stories/{row.id}").text


def test_a_process_that_traces_a_story_tells_what_went_wrong_and_ends_when_it_is_stopped(told):
    def asked(number, *, stopped):
        job = told.jobs.start(f"number {number}", lambda _: "")
        wait(told)
        if stopped:
            job.stop()
        tracing.trace(Path(told.collection.path), number, DEFAULT, job)

    with pytest.raises(WhenceError, match="found no story 99"):
        asked(99, stopped=False)
    with pytest.raises(StoppedError):
        asked(told.collection.stories()[0].id, stopped=True)
    assert not multiprocessing.active_children()


def test_side_by_side_has_a_column_a_version_and_linked_passages_in_one_row(told):
    (row,) = told.collection.stories()
    root = html.fromstring(told.get(f"/stories/{row.id}/side?v=0&v=1&v=2").text)
    table = root.xpath("//table[contains(@class, 'across')]")[0]
    assert len(table.xpath("./thead/tr/th")) == 3
    counted = [tr for tr in table.xpath("./tbody/tr") if "41" in tr.text_content()]
    assert len(counted) == 1
    assert counted[0].text_content().count("41") == 3


def test_any_two_articles_stand_side_by_side(told):
    kin = told.collection.kinships()[0]
    assert told.get(f"/compare/{kin.left}/{kin.right}").status_code == 200
    assert told.get(f"/compare/{kin.left}/0000").status_code == 404


def test_two_long_articles_are_compared_in_a_job_whose_failure_is_told(told, monkeypatch):
    kin = told.collection.kinships()[0]
    address = f"/compare/{kin.left}/{kin.right}"
    monkeypatch.setattr("whence.web.case._PASSAGES_AT_ONCE", 1)

    def fails(*_, **__):
        raise UsageError("found no room, expected some")

    with monkeypatch.context() as broken:
        broken.setattr("whence.pipeline.compare", fails)
        told.get(address)
        wait(told)
        for _ in range(2):  # it is not begun again by itself
            assert "found no room" in told.get(address).text
        assert len(told.jobs.rows()) == 1
    told.get(f"{address}?again=1")
    wait(told)
    assert "across" in told.get(address).text


def test_a_comparison_is_kept_until_one_of_the_articles_changes(told, monkeypatch):
    kin = told.collection.kinships()[0]
    address = f"/compare/{kin.left}/{kin.right}"
    first = told.get(address).text
    with monkeypatch.context() as broken:
        broken.setattr("whence.pipeline.compare", None)
        assert html.fromstring(told.get(address).text).xpath("string(//main)") == html.fromstring(
            first
        ).xpath("string(//main)")
    post(told, f"/articles/{kin.left}", outlet="Another Outlet")
    assert "Another Outlet" in told.get(address).text


def test_decisions_are_kept_under_the_name_that_a_person_gave(told):
    kin = told.collection.kinships()[0]
    post(told, "/queue", deed=f"accept {kin.left} {kin.right}")
    assert "Your name is kept" in post(told, "/decisions/name", who="  Ødegård  李 ").text
    post(told, "/queue", deed=f"reject {kin.left} {kin.right}")
    assert [d.who for d in told.collection.decisions()] == ["person", "Ødegård 李"]
    assert "Ødegård 李" in prose(told.get("/decisions"))


def test_the_server_knows_the_name_of_its_only_person(tmp_path):
    app = application(tmp_path / "case.whence", who="Idunn")
    with TestClient(app, base_url="http://127.0.0.1:8765") as pages:
        assert html.fromstring(pages.get("/decisions").text).xpath("//input[@name='who']/@value") == [
            "Idunn"
        ]


def test_a_pair_is_rejected_undone_and_accepted(told):
    kin = told.collection.kinships()[0]
    reply = post(told, "/queue", deed=f"reject {kin.left} {kin.right}", why="another storm")
    assert "Rejected." in reply.text
    (decision,) = told.collection.decisions()
    assert (decision.kind, decision.why) == ("reject-pair", "another storm")
    assert {kin.left, kin.right} == {
        k for row in told.collection.kinships(status="rejected") for k in (row.left, row.right)
    }
    reply = post(told, f"/decisions/{decision.id}/undo", back="/queue")
    assert "Taken back." in reply.text
    assert not told.collection.kinships(status="rejected")
    post(told, "/queue", deed=f"accept {kin.left} {kin.right}")
    assert told.collection.kinships(status="accepted")


def test_many_pairs_are_decided_at_once(told):
    chosen = [f"{k.left} {k.right}" for k in told.collection.kinships()]
    assert len(chosen) > 1
    told.post("/queue", data={"csrf": secret(told), "deed": "accept", "chosen": chosen})
    assert len(told.collection.decisions()) == len(chosen)
    assert told.collection.waiting() == 0


def test_stories_are_accepted_and_rejected_as_a_whole(told):
    (row,) = told.collection.stories()
    reply = post(told, "/queue/stories", deed=f"accept {row.id}")
    assert "accepted by a person" in prose(reply)
    assert told.collection.decisions()[0].kind == "merge-stories"
    reply = post(told, "/queue/stories", deed=f"reject {row.id}")
    assert not told.collection.stories()
    post(told, f"/decisions/{told.collection.decisions()[-1].id}/undo")
    assert len(told.collection.stories()) == 1
    assert post(told, "/queue/stories", deed="accept").status_code == 400


def test_versions_are_taken_out_of_a_story_and_the_decision_is_marked_as_human(told):
    (row,) = told.collection.stories()
    out = next(a.id for a in told.collection.articles() if a.outlet == "Copyist")
    post(told, f"/stories/{row.id}", deed="split-story", chosen=out, why="not ours")
    assert all(out not in s.members for s in told.collection.stories() if len(s.members) > 1)
    assert "not ours" in prose(told.get("/decisions"))


def test_a_correction_stands_above_what_was_read(told):
    one = told.collection.articles()[0]
    address = f"/articles/{one.id}"
    reply = post(told, address, published="2031-11-05", hour="", why="by the archive")
    assert "by the archive" in prose(reply)
    assert told.collection.article(one.id).published.value == "2031-11-05"
    post(told, address, published="2031-11-05", hour="14:30", outlet="The Other Post")
    corrected = told.collection.article(one.id)
    assert corrected.published.value == "2031-11-05T14:30Z"
    assert corrected.outlet == "The Other Post"
    wrong = post(told, address, published="some day")
    assert wrong.status_code == 400
    assert "expected" in prose(wrong)
    assert post(told, address, id="x").status_code == 400


def wait(pages):
    end = time.monotonic() + 30
    while any(j.state in {"waiting", "running"} for j in pages.jobs.rows()):
        assert time.monotonic() < end, pages.jobs.rows()
        time.sleep(0.02)


def test_files_are_added_by_upload_and_what_fails_is_named(case):
    files = [
        ("files", ("post.txt", "\n".join(HARBOUR).encode(), "text/plain")),
        ("files", ("../../etc/hafen.txt", "\n".join(HAFEN).encode(), "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
    ]
    reply = case.post("/add", data={"csrf": secret(case)}, files=files)
    assert reply.status_code == 200
    wait(case)
    assert case.collection.info().articles == 2
    text = prose(case.get("/add"))
    assert "empty.txt" in text
    assert "2 new" in text
    assert "whence-upload" not in text
    sources = {c.source for a in case.collection.articles() for c in case.collection.captures(a.id)}
    assert all(".." not in source for source in sources)


def test_an_upload_without_the_secret_adds_nothing(case):
    files = [("files", ("post.txt", b"One two three four five.", "text/plain"))]
    assert case.post("/add", data={"csrf": "no"}, files=files).status_code == 403
    assert not case.jobs.rows()


def test_a_job_can_be_stopped_and_the_next_one_runs(case):
    def endless(job):
        for n in itertools.count():
            job.step("counting", n, 0)
            time.sleep(0.005)

    job = case.jobs.start("endless", endless)
    after = case.jobs.start("after", lambda _: "well")
    assert post(case, f"/jobs/{job.id}/stop").status_code == 200
    wait(case)
    assert [job.state, after.state, after.outcome] == ["stopped", "done", "well"]
    assert post(case, "/jobs/99/stop").status_code == 404


def test_a_job_that_fails_says_so_without_its_insides(case):
    job = case.jobs.start("broken", lambda _: 1 / 0)
    wait(case)
    assert job.state == "failed"
    assert "ZeroDivisionError" in prose(case.get("/add"))
    assert "Traceback" not in case.get("/add").text


@pytest.fixture
def hostile(case):
    known = {"title": HOSTILE, "outlet": HOSTILE, "byline": HOSTILE, "url": "javascript:alert(3)"}
    case.collection.add(
        [
            article((*HARBOUR, HOSTILE), **known),
            article((*HARBOUR[1:], HOSTILE), **{**known, "outlet": "х\u202eost" + HOSTILE}),
        ]
    )
    case.collection.decide("same-name", {"names": [HOSTILE, "Tarnby"]}, who=HOSTILE, why=HOSTILE)
    return case


def test_a_hostile_text_is_shown_as_text_on_every_page(hostile):
    (story,) = hostile.collection.stories()
    ident = hostile.collection.articles()[0].id
    kin = hostile.collection.kinships()[0]
    for address in (
        *ADDRESSES,
        f"/stories/{story.id}",
        f"/stories/{story.id}/side?v=0&v=1",
        f"/articles/{ident}",
        f"/compare/{kin.left}/{kin.right}",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/articles?query=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/queue?state=%3Cscript%3E",
        "/?said=%3Cscript%3Ealert(1)%3C/script%3E",
    ):
        reply = hostile.get(address)
        assert reply.status_code == 200, address
        root = html.fromstring(reply.text)
        inside = root.xpath("//script[not(@src) and not(@type='application/json')]")
        assert not inside, address
        assert not root.xpath("//@onerror | //@onclick | //@onload"), address
        assert not root.xpath("//img"), address
        assert not [a for a in root.xpath("//@href | //@src | //@action") if "javascript:" in a], address
        assert "\u202e" not in reply.text, address


def test_two_captures_of_an_address_lead_to_what_changed_between_them(case):
    address = "https://post.example/mole"
    early, late = (
        Capture(
            article(passages, url=address, title=title), title.encode(), "text/plain", address, Time(at)
        )
        for passages, title, at in (
            (HARBOUR, "Boats lost", "2031-11-02T08:00:00Z"),
            ((*HARBOUR[:2], "The storm tore 500 metres of the northern mole away."), "Boats", "2031-11-03T08:00:00Z"),
        )
    )  # fmt: skip
    case.collection.add([early, late])
    ids = [a.id for a in case.collection.articles(order="added")]
    page = case.get(f"/articles/{ids[0]}")
    assert "Other captures of this address" in page.text
    assert f"/compare/{ids[0]}/{ids[1]}" in page.text
    assert "Other captures" not in case.get(f"/compare/{ids[0]}/{ids[1]}").text


def test_a_bundle_holds_the_bytes_and_uploads_keep_their_own_names(case):
    files = [
        ("files", (f"{name}.txt", "\n".join(text).encode(), "text/plain"))
        for name, text in (("post", HARBOUR), ("hafen", HAFEN))
    ]
    case.post("/add", data={"csrf": secret(case)}, files=files)
    wait(case)
    assert {c.source for a in case.collection.articles() for c in case.collection.captures(a.id)} == {
        "post.txt",
        "hafen.txt",
    }
    (row,) = case.collection.stories()
    with zipfile.ZipFile(io.BytesIO(case.get(f"/stories/{row.id}/export/bundle").content)) as bundle:
        held = {bundle.read(name) for name in bundle.namelist()}
    assert {"\n".join(text).encode() for text in (HARBOUR, HAFEN)} <= held


def test_originals_are_handed_out_as_files_never_as_pages(case):
    page = b"<!doctype html><script>alert(1)</script><p>" + " ".join(HARBOUR).encode() + b"</p>"
    case.post("/add", data={"csrf": secret(case)}, files=[("files", ("x.html", page, "text/html"))])
    wait(case)
    (row,) = case.collection.articles()
    (capture,) = case.collection.captures(row.id)
    reply = case.get(f"/originals/{capture.sha256}")
    assert reply.content == page
    assert reply.headers["content-type"] == "application/octet-stream"
    assert reply.headers["content-disposition"].startswith("attachment")
    assert case.get("/originals/" + "0" * 64).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/static/../application.py",
        "/static/%2e%2e/application.py",
        "/static/base.html.j2",
        "/nowhere",
        "/stories/99",
    ],
)
def test_no_file_of_the_disk_is_served(case, address):
    assert case.get(address).status_code == 404


@pytest.mark.parametrize("address", ["//evil.example/x", "/%5Cevil.example", "///evil.example"])
def test_no_link_of_a_page_leads_where_its_address_points(case, address):
    reply = case.get(f"http://127.0.0.1:8765{address}")
    links = html.fromstring(reply.text).xpath("//@href | //@action | //input[@name='back']/@value")
    assert not [link for link in links if link.startswith(("//", "/\\"))]


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:x"]
)
def test_nobody_is_sent_away_to_another_site(told, back):
    kin = told.collection.kinships()[0]
    token = secret(told)
    reply = told.post(
        "/queue",
        data={"csrf": token, "deed": f"accept {kin.left} {kin.right}", "back": back},
        follow_redirects=False,
    )
    assert reply.headers["location"].startswith("/queue?")


def pages_and_templates():
    import importlib
    import pkgutil

    from whence.web import pages

    for found in pkgutil.iter_modules(pages.__path__):
        module = importlib.import_module(f"whence.web.pages.{found.name}")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if name.endswith("Page") and issubclass(kind, Record) and kind.__module__ == module.__name__:
                yield kind


@pytest.mark.parametrize("kind", list(pages_and_templates()), ids=lambda kind: kind.__name__)
def test_a_template_shows_what_its_record_has_and_nothing_else(kind):
    engine = environment("en")
    source, _, _ = engine.loader.get_source(
        engine, kind.__name__.removesuffix("Page").lower() + ".html.j2"
    )
    tree = engine.parse(source)
    imported = {
        name if isinstance(name, str) else name[1]
        for n in tree.find_all(nodes.FromImport)
        for name in n.names
    }
    used = meta.find_undeclared_variables(tree) - set(engine.globals) - imported - {"shell"}
    fields = {f.name for f in dataclasses.fields(kind)}
    if "content" in fields:  # the report's sections: what they use is the report's to prove
        fields -= {"content"}
        used -= {"view", "headline", "payload"}
    assert used == fields
    assert kind.__doc__


def test_the_screens_speak_the_language_that_the_browser_wishes(told):
    reply = told.get("/", headers={"accept-language": "fr-CA,fr;q=0.9,en;q=0.5"})
    assert '<html lang="fr"' in reply.text
    assert "Histoires" in reply.text
    assert '<html lang="en"' in told.get("/", headers={"accept-language": "xx"}).text


def test_the_language_of_the_screens_can_be_chosen(told):
    reply = post(told, "/language", language="fr", back="/stories")
    assert "Histoires" in reply.text
    assert reply.url.path == "/stories"


def test_every_translation_is_complete_and_keeps_its_places():
    for language in languages()[1:]:
        spoken = words(language)
        for message, translated in spoken._catalog.items():
            if not message:
                continue
            of_many = isinstance(message, tuple)
            places = re.compile(r"%\(\w+\)s|\{\w+\}")
            # "One version" need not say its number.
            wanted, got = (
                set(places.findall(m)) - ({"{n}"} if of_many else set())
                for m in (message[0] if of_many else message, translated)
            )
            assert wanted == got, message


@pytest.mark.parametrize(
    ("wishes", "stated", "expected"),
    [
        ("fr", None, "fr"),
        ("de, fr;q=0.8, en;q=0.9", None, "en"),
        ("en", "fr", "fr"),
        ("en", "../../x", "en"),
        ("fr;q=x", None, "en"),
        (",;;q=,", None, "en"),
        ("fr;q=0", None, "en"),
    ],
)
def test_choose_a_language(wishes, stated, expected):
    assert choose(wishes, stated) == expected


def test_right_to_left_is_known_for_screens_to_come():
    assert is_right_to_left("ar")
    assert not is_right_to_left("fr")


def test_the_time_line_places_a_day_as_an_interval(case):
    from whence.readers.times import parse

    for number, when in enumerate(("2031-11-02", "2031-11-03T07:40Z", "2031-11-04")):
        stated = parse(when)
        assert isinstance(stated, Time)
        case.collection.add(
            [article((*HARBOUR, f"Edition {number}."), outlet=f"Paper {number}", published=stated)]
        )
    (row,) = case.collection.stories()
    root = html.fromstring(case.get(f"/stories/{row.id}").text)
    widths = [float(w) for w in root.xpath("//ol[@class='times']//rect[@class='some']/@width")]
    assert len(widths) == 3
    assert widths[1] < widths[0]


def test_columns_hold_every_passage_once_in_order():
    story = fictional()
    for chosen in ([0, 1], [1, 0, 2], [2, 3, 4, 0]):
        rows = columns(story, chosen)
        for column, version in enumerate(chosen):
            shown = [said.number for row in rows for said in row.cells[column]]
            assert sorted(shown) == [p.number for p in story.articles[version].passages]
            for row in rows:
                for said in row.cells[column]:
                    text = "".join(s.text for s in said.stretches)
                    assert text == story.articles[version].passages[said.number].text
        first = [said.number for row in rows for said in row.cells[0]]
        assert first == sorted(first)


@pytest.mark.source
def test_the_catalogue_has_every_word_of_the_screens():
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, root / "tools" / "write_catalog.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
