"""The workbench in a real browser: a person's way through a case, by mouse, by keyboard, in two tabs."""

import contextlib
import shutil
import threading
import time
from pathlib import Path

import pytest

from loud import MADE_UP, left_over, speak
from loud import versions as loud_versions
from whence.report import catalog
from whence.web.application import application

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FERRY = Path(__file__).resolve().parent.parent / "examples" / "ferry"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium on PATH: the workbench is not tried in a browser"
    ),
]


@pytest.fixture(scope="module")
def browser():
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield started
        started.close()


@contextlib.contextmanager
def served(path):
    """Serve a case on a free port of this machine; gives the address and the application."""
    import socket

    import uvicorn

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = application(path, port=port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{port}", app
        finally:
            app.state.case.ending = server.should_exit = True
            thread.join()


def versions():
    return sorted(f for f in FERRY.iterdir() if f.suffix in {".txt", ".md", ".html"})


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    """A case with the example's eight versions, for tests that change nothing."""
    with served(tmp_path_factory.mktemp("case") / "ferry.whence") as (address, app):
        app.state.case.collection.add(versions())
        yield address


@pytest.fixture
def own(tmp_path):
    """A case with the example's eight versions, for a test that changes it."""
    with served(tmp_path / "ferry.whence") as (address, app):
        app.state.case.collection.add(versions())
        yield address, app.state.case.collection


@pytest.fixture
def visit(browser, request):
    """Open an address; whatever the browser complains of, or asks another machine for, fails the test."""
    # A server of the test's own must outlive its pages.
    for name in {"ferry", "own"} & set(request.fixturenames):
        request.getfixturevalue(name)
    opened, complaints = [], []

    def go(address, **options):
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        opened.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda e: complaints.append(str(e)))
        tab.on(
            "console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None
        )
        tab.on("dialog", lambda d: (complaints.append(f"dialog {d.message}"), d.dismiss()))
        home = "/".join(address.split("/")[:3])
        tab.on(
            "request",
            lambda r: None if r.url.startswith((home, "data:", "blob:")) else complaints.append(r.url),
        )
        tab.goto(address)
        return tab

    yield go
    for context in opened:
        context.close()
    assert complaints == []


PAGES = (
    "/", "/queue", "/queue/stories", "/stories", "/stories/1", "/stories/1/side?v=0&v=1&v=2", "/articles", "/add", "/decisions",
    "/search?q=engine+tugboat",
)  # fmt: skip


def test_a_first_time_user_drops_six_files_sees_the_story_corrects_and_exports(visit, tmp_path):
    with served(tmp_path / "first.whence") as (address, app):
        tab = visit(f"{address}/")
        assert tab.get_by_text("This case is empty").is_visible()
        files = {f.name: f.read_text(encoding="utf-8") for f in versions()[:6]}
        transfer = tab.evaluate_handle(
            """files => { const all = new DataTransfer();
               for (const [name, text] of Object.entries(files)) all.items.add(new File([text], name));
               return all; }""",
            files,
        )
        tab.dispatch_event("#drop", "drop", {"dataTransfer": transfer})
        tab.get_by_text("6 new, 0 known, 0 not read").first.wait_for()
        tab.goto(f"{address}/stories")
        tab.locator("table.list a").first.click()
        tab.get_by_role("heading", name="The family tree").wait_for()
        tab.get_by_text("article and evidence").first.click()
        tab.get_by_text("Correct something").click()
        tab.fill("#outlet", "The Right Outlet")
        tab.fill("#published", "2031-11-05")
        tab.fill("#why", "the masthead says so")
        tab.get_by_role("button", name="Correct", exact=True).click()
        tab.locator(".human").first.wait_for()
        assert "The Right Outlet" in tab.locator(".facts-of").first.inner_text()
        tab.goto(f"{address}/stories/1")
        with tab.expect_download() as download:
            tab.locator("#export a", has_text="html").first.click()
        report = Path(download.value.path()).read_text(encoding="utf-8")
        assert report.lower().startswith("<!doctype html>")
        assert "The Right Outlet" in report
        assert app.state.case.collection.info().articles == 6
        tab.close()


def test_files_are_chosen_with_the_form_too(visit, tmp_path):
    with served(tmp_path / "chosen.whence") as (address, _):
        tab = visit(f"{address}/add")
        tab.set_input_files("input[type=file]", [str(f) for f in versions()[:2]])
        tab.get_by_role("button", name="Add to the case").click()
        tab.get_by_text("2 new, 0 known, 0 not read").first.wait_for()
        tab.close()


def test_pages_are_read_and_files_sent_without_javascript(visit, tmp_path):
    with served(tmp_path / "plain.whence") as (address, app):
        tab = visit(f"{address}/add", java_script_enabled=False)
        tab.set_input_files("input[type=file]", [str(f) for f in versions()[:3]])
        tab.get_by_role("button", name="Add to the case").click()
        end = time.monotonic() + 30
        while not app.state.case.collection.stories() and time.monotonic() < end:
            time.sleep(0.05)
        tab.goto(f"{address}/stories/1")
        assert tab.locator("table.aligned").count() > 0
        tab.goto(f"{address}/stories/1/side?v=0&v=1")
        assert tab.locator("table.across tbody tr").count() > 5
        assert tab.locator(".sidebar").is_hidden()
        tab.close()


def test_the_queue_is_worked_through_by_keyboard_alone(visit, own):
    address, collection = own
    tab = visit(f"{address}/queue")
    number = tab.locator(".suggestion").count()
    assert number > 3
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert tab.locator(".suggestion.here").count() == 1
    tab.keyboard.press("k")
    tab.keyboard.press("n")
    tab.get_by_text("Rejected.").wait_for()
    tab.wait_for_load_state()
    assert tab.locator(".suggestion").count() == number - 1
    assert len(collection.kinships(status="rejected")) == 1
    tab.keyboard.press("u")
    tab.get_by_text("Taken back.").wait_for()
    tab.wait_for_load_state()
    assert not collection.kinships(status="rejected")
    tab.keyboard.press("y")
    tab.get_by_text("Accepted.").wait_for()
    assert len(collection.kinships(status="accepted")) == 1


def test_a_whole_way_by_keyboard_with_the_focus_always_to_be_seen(visit, ferry):
    tab = visit(f"{ferry}/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(40):
        tab.keyboard.press("Tab")
        style = tab.evaluate(
            """() => { const s = getComputedStyle(document.activeElement);
               return [document.activeElement.outerHTML.slice(0, 80), s.outlineStyle, s.outlineWidth]; }"""
        )
        if style[0].startswith("<body"):
            break
        assert style[1] != "none", style
        seen.add(style[0])
    assert any("/queue" in s for s in seen)
    assert any("/stories/1" in s for s in seen)
    tab.keyboard.press("/")
    tab.keyboard.type("engines")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=engines")


def test_many_are_chosen_and_accepted_at_once(visit, own):
    address, collection = own
    tab = visit(f"{address}/queue")
    tab.get_by_label("all on this page").check()
    tab.get_by_role("button", name="Accept the chosen").click()
    tab.get_by_text("Accepted.").wait_for()
    assert collection.waiting() == 0


def test_side_by_side_steps_through_differences_of_one_kind_and_lights_words(visit, ferry):
    tab = visit(f"{ferry}/stories/1/side?v=0&v=1&v=2")
    rows = tab.locator(".across tbody tr")
    everything = rows.count()
    tab.select_option("#only", "number")
    shown = tab.locator(".across tbody tr:visible").count()
    assert 0 < shown < everything
    tab.keyboard.press("Escape")
    tab.locator("h1").click()
    tab.keyboard.press("n")
    assert tab.locator("tr.here mark.number").count() >= 1
    assert tab.locator("#count").inner_text().startswith("1 of")
    word = tab.locator("tr.here [data-met]").first
    word.hover()
    assert tab.locator(".across .lit").count() >= 2


def test_the_tree_of_a_story_leads_to_its_reasons_and_versions(visit, ferry):
    tab = visit(f"{ferry}/stories/1")
    assert tab.locator("svg.stemma .node").count() >= 8
    tab.locator("svg.stemma a.edge").first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".edge-reasons[open]").count() >= 1
    tab.select_option("#left", "0")
    tab.select_option("#right", "1")
    assert tab.locator(".rows .row").count() > 5


def test_words_of_one_language_find_passages_in_others(visit, ferry):
    tab = visit(f"{ferry}/search?q=engine+tugboat+passengers")
    found = tab.locator(".hit")
    assert found.count() > 3
    assert tab.locator(".hit mark").count() > 3
    assert len({h.get_attribute("lang") for h in tab.locator(".hit p[lang]").all()}) > 2


def test_another_tab_is_told_that_the_case_has_changed(visit, own):
    address, _ = own
    first, second = visit(f"{address}/stories"), visit(f"{address}/queue")
    assert first.locator("[data-stale]").is_hidden()
    first.wait_for_timeout(700)
    second.locator(".suggestion").first.get_by_role("button", name="Accept").click()
    first.locator("[data-stale]").wait_for(state="visible", timeout=5_000)


def test_ten_tabs_of_one_browser_are_open_at_once_and_all_hear_of_a_change(browser, own):
    address, collection = own
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(10)]
    for tab in tabs:
        tab.goto(f"{address}/articles", timeout=5_000)
    assert not any(tab.locator("[data-stale]").is_visible() for tab in tabs)
    pair = collection.kinships()[0]
    collection.decide("reject-pair", {"articles": (pair.left, pair.right)}, who="somebody else")
    for tab in tabs:
        tab.locator("[data-stale]").wait_for(state="visible", timeout=5_000)
    tabs[0].close()
    tabs[1].reload()
    tabs[1].wait_for_timeout(700)
    assert tabs[1].locator("[data-stale]").is_hidden()
    collection.undo(collection.decisions()[-1].id)
    tabs[1].locator("[data-stale]").wait_for(state="visible", timeout=5_000)
    context.close()


def test_a_page_is_told_of_what_the_command_line_added(visit, own):
    address, collection = own
    tab = visit(f"{address}/")
    tab.wait_for_timeout(700)
    import whence

    path = collection.path
    with whence.open(path) as other:
        other.add(
            whence.Article.from_passages(["A quite different matter, told briefly."], language="en")
        )
    tab.locator("[data-stale]").wait_for(state="visible", timeout=5_000)


def violations(tab):
    """Return what axe-core finds on a page against WCAG 2.2 AA."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = axe.Axe().run(tab, options={"runOnly": {"type": "tag", "values": rules}})
    return [
        (v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"][:300])
        for v in found.response["violations"]
    ]


@pytest.mark.parametrize(
    ("address", "scheme"),
    [*((a, "light") for a in PAGES), *((a, "dark") for a in ("/", "/queue", PAGES[5]))],
)
def test_no_page_breaks_a_rule_of_wcag_22_aa(visit, ferry, address, scheme):
    assert violations(visit(f"{ferry}{address}", color_scheme=scheme)) == []


def test_an_article_with_its_corrections_open_breaks_no_rule_and_fits_a_narrow_screen(visit, ferry):
    tab = visit(f"{ferry}/articles?language=fr", viewport={"width": 320, "height": 800})
    tab.locator("table.list a").first.click()
    tab.get_by_text("Correct something").click()
    assert tab.locator("#published").is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(tab) == []


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways(visit, ferry, address, width):
    tab = visit(f"{ferry}{address}", viewport={"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_language_written_from_right_to_left_turns_the_screens(visit, ferry, monkeypatch):
    from gettext import NullTranslations

    spoken = catalog.words
    monkeypatch.setattr(catalog, "languages", lambda: ("en", "ar"))
    monkeypatch.setattr(catalog, "words", lambda tag: NullTranslations() if tag == "ar" else spoken(tag))
    monkeypatch.setattr(catalog, "sentences", lambda _: ())
    for address in PAGES:
        tab = visit(f"{ferry}{address}", locale="ar")
        assert tab.locator("html").get_attribute("dir") == "rtl"
        home = tab.locator(".home").bounding_box()
        assert home["x"] > 640, address
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1280, address


def test_an_arabic_text_reads_from_the_right_and_a_chinese_one_from_the_left(visit, ferry):
    tab = visit(f"{ferry}/stories/1/side?v=0&v=1&v=2&v=3")
    directions = tab.evaluate(
        """() => [...document.querySelectorAll('.passage[lang]')]
              .map(p => [p.lang, getComputedStyle(p).direction])"""
    )
    assert all((lang == "ar") == (way == "rtl") for lang, way in directions)
    tab = visit(f"{ferry}/articles?language=ar")
    tab.locator("table.list a").first.click()
    assert tab.evaluate("getComputedStyle(document.querySelector('.body-text p')).direction") == "rtl"


def test_versions_are_taken_out_names_said_to_be_one_and_both_taken_back(visit, own):
    address, collection = own
    tab = visit(f"{address}/stories/1")
    tab.locator("#decide input[name=name]").fill("Marta Quirolas")
    tab.locator("#decide input[name=other]").fill("Марта Киролас")
    tab.get_by_role("button", name="They are one").click()
    tab.get_by_text("Decided.").wait_for()
    assert [d.kind for d in collection.decisions()] == ["same-name"]
    tab.goto(f"{address}/stories/1")
    tab.locator("#decide input[name=chosen]").first.check()
    tab.get_by_role("button", name="Take them out").click()
    tab.get_by_text("Decided.").wait_for()
    assert max(s.articles for s in collection.stories()) == 7
    tab.goto(f"{address}/decisions")
    for _ in range(2):
        with tab.expect_navigation():
            tab.locator("main button[data-key=u]").first.click()
        tab.locator(".said p", has_text="Taken back.").wait_for()
    assert all(d.undone for d in collection.decisions())
    assert max(s.articles for s in collection.stories()) == 8


def test_stories_are_accepted_as_a_whole_by_key(visit, own):
    address, collection = own
    tab = visit(f"{address}/queue/stories")
    tab.keyboard.press("j")
    tab.keyboard.press("y")
    tab.get_by_text("Accepted.").wait_for()
    assert [d.kind for d in collection.decisions()] == ["merge-stories"]


def test_a_whole_story_is_rejected_by_key_and_taken_back(visit, own):
    address, collection = own
    tab = visit(f"{address}/queue/stories")
    tab.keyboard.press("j")
    tab.keyboard.press("n")
    tab.get_by_text("Rejected.").wait_for()
    assert collection.stories() == []
    tab.goto(f"{address}/decisions")
    tab.locator("main button[data-key=u]").first.click()
    tab.locator(".said p", has_text="Taken back.").wait_for()
    assert [s.articles for s in collection.stories()] == [8]


def test_two_stories_are_joined_on_the_page_of_one(visit, own):
    address, collection = own
    collection.add(sorted((FERRY.parent / "barrier").glob("*.txt")))
    assert sorted(s.articles for s in collection.stories()) == [5, 8]
    tab = visit(f"{address}/stories/1")
    other = next(s for s in collection.stories() if s.id != 1)
    tab.get_by_label("Story", exact=True).select_option(str(other.id))
    tab.locator("#why-join").fill("one storm")
    tab.get_by_role("button", name="Join", exact=True).click()
    tab.get_by_text("Decided.").wait_for()
    assert [s.articles for s in collection.stories()] == [13]
    assert collection.decisions()[-1].why == "one storm"


def test_what_the_scripts_say_is_in_the_language_of_the_screens(visit, tmp_path, monkeypatch):
    speak(monkeypatch)
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in loud_versions().items():
        (folder / name).write_text(text, encoding="utf-8")
    with served(tmp_path / "case.whence") as (address, app):
        app.state.case.collection.add([folder])
        for page, ready in (
            ("/stories/1", ".rows .row"),
            ("/stories/1/side?v=0&v=1", "tr[data-differs]"),
        ):
            tab = visit(f"{address}{page}", locale=MADE_UP)
            tab.locator(ready).first.wait_for()
            tab.get_by_role("button", name="NEXT").click()
            assert tab.locator("#count").inner_text() != ""
            assert " ".join(left_over(tab.content(), places="english")) == ""
        tab.close()


def test_whoever_chooses_an_arrow_by_key_goes_on_from_its_reasons(visit, ferry):
    tab = visit(f"{ferry}/stories/1")
    tab.locator("svg.stemma a.edge").first.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('.edge-reasons[open] > summary')")
    tab.locator("svg.stemma a.node").first.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id").startswith("version-")


def test_a_running_job_is_stopped_on_the_page(visit, tmp_path):
    with served(tmp_path / "jobs.whence") as (address, app):

        def endless(job):
            while True:
                job.step("counting", 1, 2)
                time.sleep(0.01)

        job = app.state.case.jobs.start("a long one", endless)
        tab = visit(f"{address}/add")
        tab.locator("#tray progress").first.wait_for()
        tab.locator("#tray button").first.click()
        tab.get_by_text("stopped; what was done is kept").first.wait_for()
        assert job.state == "stopped"
        tab.close()
