"""Reports and screens in another language: no sentence of whence's own is left in English."""

import time

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from loud import MADE_UP, left_over, speak, versions
from whence import pipeline
from whence.cli import app
from whence.phrases import phrase, phrases
from whence.records import Article, Time
from whence.report.html import page
from whence.report.speech import ENGLISH, Speech
from whence.web.application import application


@pytest.fixture
def loud(monkeypatch):
    speak(monkeypatch)


@pytest.fixture(scope="module")
def texts():
    return versions()


@pytest.fixture(scope="module")
def story(texts):
    articles = [
        Article(text, language="ar" if "ا" in text else "ru", path=name, notices=NOTICES[:1])
        for name, text in texts.items()
    ]
    return pipeline.trace(articles)


NOTICES = (phrase("{left} and {right} are the same text, letter by letter", left="А", right="Б"),)


def test_no_english_is_left_in_a_report_of_many(loud, story):
    assert left_over(page(story, language=MADE_UP)) == []


def test_no_english_is_left_in_a_report_of_two(loud, story):
    assert left_over(page(pipeline.compare(*story.articles[:2]), language=MADE_UP)) == []


@pytest.fixture
def desk(loud, texts, tmp_path):
    """The pages of a case with the story, an input that could not be read, and a decision."""
    served = application(tmp_path / "ferry.whence")
    with TestClient(
        served, base_url="http://127.0.0.1:8765", headers={"accept-language": MADE_UP}
    ) as pages:
        folder = tmp_path / "in"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        # A picture under the name of a text: the first page says why it could not be read.
        (folder / "снимок.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
        served.state.case.collection.add([folder])
        yield pages, served.state.case.collection, str(folder)


def test_no_english_is_left_on_the_pages(desk):
    pages, collection, folder = desk
    number = collection.stories()[0].id
    first, second, *_ = collection.story_row(number).members
    collection.decide("set-outlet", {"article": first, "value": "Вестник"}, who="Ж", why="так")
    addresses = (
        "/", "/queue", "/queue/stories", "/stories", "/articles", "/search?q=паром", "/add", "/decisions",
        f"/stories/{number}", f"/stories/{number}/side?v=0&v=1", f"/articles/{first}",
        f"/compare/{first}/{second}", "/nowhere",
    )  # fmt: skip
    found = {
        address: left_over(pages.get(address).text, places=f"{folder} english") for address in addresses
    }
    assert {address: words for address, words in found.items() if words} == {}
    exported = pages.get(f"/stories/{number}/export/html").text
    assert f'<html lang="{MADE_UP}"' in exported
    assert left_over(exported) == []
    assert collection.failures(), "nothing failed, so that no reason was shown"


FRENCH = Speech("fr")


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (phrase("{name} names {source} as its source.", name="Α", source="Β"), "Α nomme Β comme sa source."),
        # A name may hold the very words of the sentence around it.
        (
            phrase("{left} and {right} are stated to be one page in two languages.", left="Α and Β", right="Γ"),
            "Α et Β and Γ sont déclarées être une même page en deux langues.",
        ),
        (
            phrase("{share} of {left} and {other} of {right} are linked.", share="9%", left="Α", other="71%", right="Β"),
            "9 % de Α et 71 % de Β sont liés.",
        ),
        (
            phrases("{child} has {n} passage that {parent} lacks.", "{child} has {n} passages that {parent} lacks.", 1200, child="Α", parent="Β"),
            "Α a 1 200 passages que Β n’a pas.",
        ),
        ("joined by 1 article", "1 article s’y est joint"),
        ("story 4 went into story 2; joined by 3 articles", "l’histoire 4 est passée dans l’histoire 2 ; 3 articles s’y sont joints"),
        ("Α: Β and Γ are the same text, letter by letter", "Α: Β et Γ sont le même texte, lettre pour lettre"),
        ("What a stranger wrote and whence did not", "What a stranger wrote and whence did not"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_of_the_records_is_told_in_french(english, french):
    assert FRENCH.tell(english).replace("\u202f", " ").replace("\u00a0", " ") == french
    assert ENGLISH.tell(english) == english


def test_a_hostile_text_is_told_in_no_time():
    started = time.process_time()
    for text in (" and " * 1000, "{name}: " * 600, "1% of " * 800, "; " * 2400):
        FRENCH.tell(text)
    assert time.process_time() - started < 1


def test_numbers_times_and_lists_are_written_as_the_language_writes_them():
    assert FRENCH.moment(Time("2031-11-02T07:40Z", "minute")) == "2 nov. 2031, 07:40 UTC"
    assert FRENCH.moment(Time("2031-02", "month")) == "févr. 2031"
    assert (ENGLISH.share(0.999), FRENCH.share(0.999)) == ("99%", "99\u00a0%")
    assert [FRENCH.count(("{n} version", "{n} versions"), n) for n in (1, 6, 40)] == [
        "une version", "six versions", "40 versions",
    ]  # fmt: skip
    assert FRENCH.language_name("de") == "allemand"


def test_the_command_line_writes_the_report_in_french(tmp_path, texts):
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["compare", *(str(tmp_path / name) for name in list(texts)[:2]), "--quiet"]
    report = tmp_path / "report.html"
    done = CliRunner().invoke(app, [*command, "--html", str(report), "--report-language", "fr"])
    assert done.exit_code == 0, done.output
    assert "Deux versions d’une même histoire" in report.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(app, [*command, "--report-language", "xx"])
    assert wrong.exit_code == 2
    assert "expected one of en, fr" in wrong.output
