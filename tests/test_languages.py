"""Reports and screens in another language: no sentence of whence's own is left in English.

A made-up language says every message in capitals, and the articles are in scripts without capitals or
in Cyrillic: what is left on a page in small Latin letters, nobody could have translated.
"""

import re
import time
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel import Locale
from lxml import html
from starlette.testclient import TestClient

from whence import pipeline
from whence.phrases import phrase, phrases
from whence.records import Article, Time
from whence.report import catalog
from whence.report.exports import FORMATS
from whence.report.html import page
from whence.report.speech import ENGLISH, Speech
from whence.web.application import application

FERRY = Path(__file__).resolve().parent.parent / "examples" / "ferry"
MADE_UP = "de"  # its names of languages and months are Babel's
PLACE = re.compile(r"(\{\w+\}|%\(\w+\)s)")
# What stands on a page in small letters in every language.
SAME = {
    "whence",
    "utc",
    "sha",
    "txt",
    "html",
    "und",
    "keys",
    "csv",
    "add",
    "folder",
    "case",
    "ferry",
    "ru",
    "text",
    "plain",
    *FORMATS,
    "schema",
    "org",
}


class Loud(NullTranslations):
    """Says everything in capitals, but for the places of values."""

    def gettext(self, message):
        return "".join(p if i % 2 else p.upper() for i, p in enumerate(PLACE.split(message)))

    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)


@pytest.fixture
def loud(monkeypatch):
    spoken, kept = catalog.words, catalog.sentences
    monkeypatch.setattr(catalog, "languages", lambda: ("en", MADE_UP))
    monkeypatch.setattr(catalog, "words", lambda tag: Loud() if tag == MADE_UP else spoken(tag))
    monkeypatch.setattr(catalog, "sentences", lambda tag: kept("fr" if tag == MADE_UP else tag))


@pytest.fixture(scope="module")
def texts():
    """Versions without a Latin letter: a Russian one, a shortened copy with another number, an Arabic one."""
    russian, arabic = (
        re.sub(r"[A-Za-z]+", "", (FERRY / name).read_text(encoding="utf-8"))
        for name in ("vestnik.ru.txt", "manara.ar.txt")
    )
    lines = russian.split("\n")
    cut = "\n".join(lines[:6] + lines[9:]).replace("70", "700")
    return {"вестник.txt": russian, "утро.txt": cut, "منارة.txt": arabic}


@pytest.fixture(scope="module")
def story(texts):
    articles = [
        Article(text, language="ar" if "ا" in text else "ru", path=name, notices=NOTICES[:1])
        for name, text in texts.items()
    ]
    return pipeline.trace(articles)


NOTICES = (phrase("{left} and {right} are the same text, letter by letter", left="А", right="Б"),)


def left_over(text, *, places=""):
    """Return the words of a page that are in small Latin letters and no name of Babel's, nor in `places`."""
    root = html.fromstring(text)
    for part in root.xpath("//script|//style|//*[@lang='en']|//code|//*[contains(@class,'hash')]|//kbd"):
        part.drop_tree()
    locale = Locale(MADE_UP)
    names = {*locale.languages.values(), *locale.months["format"]["abbreviated"].values()}
    known = (
        SAME
        | set(re.findall(r"[a-z]+", places.lower()))
        | {word.lower() for name in names for word in re.findall(r"\w+", name)}
    )
    said = [*root.itertext(), *root.xpath("//@title|//@aria-label|//@placeholder|//@alt")]
    words = re.findall(r"[A-Za-z]*[a-z]{2,}", "\n".join(map(str, said)))
    return sorted({w for w in words if w.lower() not in known})


def test_no_english_is_left_in_a_report_of_many(loud, story):
    assert left_over(page(story, language=MADE_UP)) == []


def test_no_english_is_left_in_a_report_of_two(loud, story):
    assert left_over(page(pipeline.compare(*story.articles[:2]), language=MADE_UP)) == []


@pytest.fixture
def desk(loud, texts, tmp_path):
    """The pages of a case with the story, an input that could not be read, and a decision."""
    app = application(tmp_path / "ferry.whence")
    with TestClient(
        app, base_url="http://127.0.0.1:8765", headers={"accept-language": MADE_UP}
    ) as pages:
        folder = tmp_path / "in"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        # A picture under the name of a text: the first page says why it could not be read.
        (folder / "снимок.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(400))
        app.state.case.collection.add([folder])
        yield pages, app.state.case.collection, str(folder)


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
