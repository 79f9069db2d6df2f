"""The large sections of a story's page are set once a language, and anew when the case has changed."""

import pytest
from starlette.testclient import TestClient

from whence import Article
from whence.web import application, rendering

TOLD = (
    "The harbour master of Tarnby counted 41 boats on Sunday evening.",
    "Nobody had asked the fishermen, said the chairwoman Idunn Brekke.",
    "The storm tore 300 metres of the northern mole away before dawn.",
    "Repairs will cost 12 million crowns and take until the spring.",
)


@pytest.fixture
def case(tmp_path):
    app = application(tmp_path / "ferry.whence")
    with TestClient(app, base_url="http://127.0.0.1:8765") as pages:
        one = Article.from_passages(TOLD, language="en", outlet="Tarnby Post")
        other = Article.from_passages(TOLD[:3], language="en", outlet="Copyist")
        app.state.case.collection.add([one, other])
        yield pages


@pytest.fixture
def made(monkeypatch):
    """The names of all templates of sections that are set."""
    names = []
    environment = rendering.environment

    class Noting:
        def __init__(self, language):
            self.engine = environment(language)

        def get_template(self, name):
            if name.startswith("sections/"):
                names.append(name)
            return self.engine.get_template(name)

    monkeypatch.setattr(rendering, "environment", Noting)
    return names


def _story(pages):
    return pages.app.state.case.collection.stories()[0].id


def _sections(page):
    """The part of the page that does not depend on who asks."""
    return page.text.partition('id="tree"')[2].partition('id="decide"')[0]


def test_sections_are_set_once_a_language(case, made):
    address = f"/stories/{_story(case)}"
    first, again = case.get(address), case.get(address)
    assert len(made) == len(set(made)) == 7
    assert _sections(first) == _sections(again) != ""
    french = case.get(address, headers={"accept-language": "fr"})
    assert len(made) == 14
    assert _sections(french) not in {"", _sections(first)}
    assert _sections(case.get(address)) == _sections(first)


def test_what_a_person_decides_is_seen_in_the_sections_at_once(case, made):
    number = _story(case)
    collection = case.app.state.case.collection
    before = case.get(f"/stories/{number}")
    member = collection.story_row(number).members[0]
    collection.decide("set-outlet", {"article": member, "value": "Harbour Gazette"}, who="Idunn")
    after = case.get(f"/stories/{_story(case)}")
    assert "Harbour Gazette" not in _sections(before)
    assert "Harbour Gazette" in _sections(after)
