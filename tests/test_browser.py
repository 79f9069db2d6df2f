"""The page in a real browser: what a reader sees and can do, with and without JavaScript."""

import dataclasses
import shutil

import pytest

import stories
from test_report_html import nasty_story
from whence.report.html import page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium on PATH: the page is not tried in a browser"
    ),
]


@pytest.fixture(scope="module")
def browser():
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


def with_long_names(story):
    """The story with titles, outlets, bylines and addresses that have no place to break."""
    long = {"outlet": "Hafenwetterdienst" * 20, "title": "漂" * 400, "byline": "W" * 300}
    address = f"https://long.example/{'path-' * 80}"
    articles = [dataclasses.replace(a, **long, url=address) for a in story.articles]
    credits_ = [dataclasses.replace(c, name=c.name * 30) for c in story.credits]
    return dataclasses.replace(story, articles=tuple(articles), credits=tuple(credits_))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    documents = {
        "story": stories.story(),
        "comparison": stories.comparison(stories.EN, stories.ZH),
        "large": stories.large(40, 20),
        "nasty": nasty_story(),
        "long": with_long_names(stories.story()),
    }
    for name, document in documents.items():
        (folder / f"{name}.html").write_text(page(document), encoding="utf-8", errors="strict")
    return folder


@pytest.fixture
def visit(browser, files):
    """Open a page of a given name; whatever the browser complains of fails the test."""
    opened, complaints = [], []

    def go(name, at="", **options):
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        opened.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda e: complaints.append(str(e)))
        tab.on(
            "console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None
        )
        tab.on("dialog", lambda d: (complaints.append(f"dialog {d.message}"), d.dismiss()))
        tab.on(
            "request",
            lambda r: None if r.url.startswith("file:") else complaints.append(f"request {r.url}"),
        )
        tab.goto(f"{(files / name).with_suffix('.html').as_uri()}{at}")
        return tab

    yield go
    for context in opened:
        context.close()
    assert complaints == []


def texts(tab, selector):
    return [" ".join(t.split()) for t in tab.locator(selector).all_text_contents()]


def test_it_begins_with_the_surest_step_of_the_tree(visit):
    tab = visit("story")
    assert tab.locator("#left").input_value() == "0"
    assert tab.locator("#right").input_value() == "2"
    assert tab.locator(".rows .row").count() == 8
    assert tab.locator(".rows > svg path").count() == 6
    assert tab.locator(".tables").is_hidden()


def test_any_two_versions_can_be_chosen_and_swapped(visit):
    tab = visit("story")
    tab.select_option("#left", "3")
    tab.select_option("#right", "4")
    assert tab.locator(".rows .passage[lang=ar]").count() > 5
    assert (
        tab.locator(".rows .block.left .passage").first.evaluate("e => getComputedStyle(e).direction")
        == "rtl"
    )
    assert "١٢٬٠٠٠" in texts(tab, ".rows mark.number")
    tab.click("#swap")
    assert tab.locator("#left").input_value() == "4"
    assert tab.locator(".rows .block.left .passage").first.get_attribute("lang") == "zh"
    tab.select_option("#right", "4")
    assert "two different versions" in tab.locator("#pair-about").inner_text()


def test_matching_words_light_up_under_the_pointer_and_the_focus(visit):
    tab = visit("story")
    row = tab.locator(".rows .row").nth(1)
    row.locator(".w", has_text="vecinos").hover()
    assert sorted(texts(tab, ".rows .lit")) == ["people", "vecinos"]
    assert tab.locator(".rows path.on").count() == 1
    tab.mouse.move(0, 0)
    tab.locator(".rows .row").nth(3).focus()
    assert "active" in tab.locator(".rows .row").nth(3).get_attribute("class")


def test_moved_passages_are_marked_and_joined(visit):
    tab = visit("comparison")
    assert texts(tab, ".rows .row.moved .state") == [
        "moved: stands at 6 in A",
        "moved: stands at 2 in B",
    ]
    assert tab.locator(".rows path.moved").count() == 1


def test_keys_walk_through_the_differences(visit):
    tab = visit("story")
    seen = []
    for key in "nnnp":
        tab.keyboard.press(key)
        seen.append(" ".join(tab.evaluate("document.activeElement.textContent").split()))
    assert seen[0].startswith("5Según los vecinos")
    assert seen[1].endswith("Agencia Cordalonly in A")
    assert seen[2] == seen[0]
    assert seen[3] == seen[1]
    assert tab.locator("#count").inner_text() == "2 of 2"
    tab.uncheck("#keys")
    tab.keyboard.press("n")
    assert tab.locator("#count").inner_text() == "2 of 2"
    tab.click("#next")
    assert tab.locator("#count").inner_text() == "1 of 2"


def test_a_fact_is_one_click_from_its_sentence(visit):
    tab = visit("story")
    tab.click("section[data-kind=number] td.odd a")
    assert tab.evaluate("document.activeElement.className").startswith("row")
    assert "١٢٬٠٠٠" in tab.evaluate("document.activeElement.textContent")
    assert tab.locator("#right").input_value() == "3"


def test_an_address_with_a_passage_opens_it(visit):
    tab = visit("story", "#p-4-2")
    tab.locator(".rows .row:focus").wait_for()
    assert "星期一" in tab.evaluate("document.activeElement.textContent")


def test_an_edge_shows_its_reasons_and_its_two_versions(visit):
    tab = visit("story")
    tab.locator("svg.stemma a.edge").first.locator("text").click(force=True)
    opened = tab.locator("details.edge-reasons[open]")
    assert opened.count() == 1
    tab.locator("#edge-3").click()
    tab.locator("details.edge-reasons", has=tab.locator("#edge-3")).locator("a.beside").click()
    assert tab.locator("#left").input_value() == "1"
    assert tab.locator("#right").input_value() == "3"


def test_a_reading_behind_an_arrow_leads_to_its_place_in_the_two_versions(visit):
    tab = visit("story")
    box = tab.locator("details.edge-reasons[data-left]", has=tab.locator(".behind a.jump")).first
    box.locator("summary").click()
    ends = {box.get_attribute("data-left"), box.get_attribute("data-right")}
    jump = next(
        a for a in box.locator(".behind a.jump").all() if a.get_attribute("href").split("-")[1] in ends
    )
    jump.click()
    tab.locator(".rows .row:focus").wait_for()
    assert {tab.locator("#left").input_value(), tab.locator("#right").input_value()} == ends


def test_a_narrow_screen_keeps_the_names_of_the_controls(visit):
    tab = visit("story", viewport={"width": 400, "height": 800})
    assert tab.get_by_role("combobox", name="Left").is_visible()
    assert tab.get_by_role("combobox", name="Right").is_visible()


def test_kinds_of_difference_can_be_hidden(visit):
    tab = visit("story")
    button = tab.locator(".filters button[data-kind=number]")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert tab.locator("section.kind[data-kind=number]").is_hidden()


def test_without_javascript_everything_can_be_read(visit):
    tab = visit("story", java_script_enabled=False)
    assert tab.locator(".viewer").is_hidden()
    assert tab.locator("table.aligned").first.is_visible()
    assert tab.locator("table.facts").first.is_visible()
    assert tab.locator("svg.stemma").first.is_visible()


def test_printing_shows_the_tables(visit):
    tab = visit("story")
    tab.emulate_media(media="print")
    assert tab.locator("table.aligned").first.is_visible()
    assert tab.locator(".viewer").is_hidden()
    assert tab.locator("nav.contents").is_hidden()
    assert len(tab.pdf(format="A4")) > 20_000


def test_hostile_texts_do_nothing(visit):
    tab = visit("nasty")
    assert "alert(1)" in tab.locator(".rows").inner_text()
    assert tab.locator("img").count() == 0
    tab.keyboard.press("n")


@pytest.mark.parametrize("name", ["story", "comparison", "large", "long"])
@pytest.mark.parametrize("columns", [360, 768, 1280])
def test_the_page_never_scrolls_sideways(visit, name, columns):
    tab = visit(name, viewport={"width": columns, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= columns


CONTRAST = """() => {
  const channel = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (text) => {
    const numbers = text.match(/[\\d.]+/g).map(Number);
    return text.startsWith("color(srgb") ? numbers.map((n, i) => (i < 3 ? n * 255 : n)) : numbers;
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest("script, style, option")) continue;
    const style = getComputedStyle(node);
    const ink = node.closest("svg") ? parse(style.fill) : parse(style.color);
    const box = node.closest("svg") && node.parentElement.querySelector("rect.box");
    const paper = box ? parse(getComputedStyle(box).fill) : ground(node);
    const [a, b] = [light(ink), light(paper)].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) poor.push([walk.currentNode.data.trim().slice(0, 40), ink, paper]);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["story", "comparison"])
def test_every_text_has_the_contrast_of_wcag_aa(visit, name, scheme):
    tab = visit(name, color_scheme=scheme)
    tab.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    tab.keyboard.press("n")
    assert tab.evaluate(CONTRAST) == []


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(visit):
    tab = visit("story")
    nameless = tab.evaluate(
        """() => [...document.querySelectorAll("a[href], button, select, input, summary")].filter((e) =>
             e.checkVisibility() && e.tabIndex >= 0 &&
             !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length)).map((e) => e.outerHTML)"""
    )
    assert nameless == []
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('#differences') !== null")


def test_forty_versions_open_quickly(visit):
    tab = visit("large")
    taken = tab.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert taken < 5000
    assert tab.locator("svg.stemma .node").count() == 40


def test_a_marked_word_is_set_like_the_words_around_it(visit):
    tab = visit("story")
    tab.select_option("#right", "3")
    sizes = "e => [getComputedStyle(e).fontSize, getComputedStyle(e.parentElement).fontSize]"
    for mark in tab.locator(".rows mark").all():
        own, around = mark.evaluate(sizes)
        assert own == around


def test_the_passage_of_an_address_stays_in_view(visit):
    tab = visit("story", "#p-3-4")
    tab.wait_for_timeout(400)
    box = tab.locator(".rows .row:focus").bounding_box()
    assert 0 < box["y"] < 900
    assert tab.locator("details.text[open]").count() == 0


def test_a_name_stays_in_its_box(visit):
    tab = visit("long")
    wider = tab.evaluate(
        """() => [...document.querySelectorAll('svg.stemma .node')].filter((node) => {
          const box = node.querySelector('.box').getBoundingClientRect();
          return [...node.querySelectorAll('text')].some((t) => t.getBoundingClientRect().right > box.right);
        }).length"""
    )
    assert wider == 0


def test_the_tree_is_followed_by_key(visit):
    tab = visit("story")
    tab.locator("svg.stemma a.edge").first.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('details[open] > summary')")


def test_the_tree_keeps_its_texts_in_their_boxes_where_the_page_runs_from_right_to_left(visit):
    tab = visit("story")
    tab.evaluate("document.documentElement.dir = 'rtl'")
    outside = tab.evaluate(
        """() => [...document.querySelectorAll('svg.stemma .node')].filter((node) => {
          const box = node.querySelector('.box').getBoundingClientRect();
          return [...node.querySelectorAll('text')].map((t) => t.getBoundingClientRect())
            .some((t) => t.right > box.right || t.left < box.left);
        }).length"""
    )
    assert outside == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
