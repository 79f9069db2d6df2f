"""What was found by other rules is told, kept apart from what is found now, and compared anew by one command."""

import pytest
from click.testing import CliRunner

import whence
from whence.candidates import rules
from whence.cli import app
from whence.settings import Settings

from test_collection_order import SETTINGS, at_once, made_of, state  # isort: skip

OTHER = Settings(spread=3, words_from=2.0, quoted_words=400)


@pytest.fixture
def path(tmp_path):
    """A collection that an earlier version has compared."""
    path = tmp_path / "one.whence"
    with pytest.MonkeyPatch.context() as earlier:
        earlier.setattr(rules, "RULES", 0)
        at_once(path, made_of(5, 12))
    return path


def test_nothing_is_added_to_what_an_earlier_version_compared(path, tmp_path):
    articles = made_of(5, 12)
    with whence.open(path, settings=SETTINGS) as case:
        before = state(case)
        assert "another version" in case.outdated()
        with pytest.raises(whence.CollectionError, match=f"compact --rebuild -c {path}"):
            case.add(made_of(6, 2))
        assert state(case) == before
        assert case.find(articles[0])
        case.compact(rebuild=True)
        assert not case.outdated()
        case.add(made_of(6, 2))
        assert state(case) == at_once(tmp_path / "new.whence", [*articles, *made_of(6, 2)])


def test_what_is_removed_and_decided_meanwhile_holds(path):
    with whence.open(path, settings=SETTINGS) as case:
        _, pairs = state(case)
        story = max(case.stories(), key=lambda s: s.articles)
        gone = story.members[0]
        assert case.remove(gone) == 1
        after, left = state(case)
        assert left == {p for p in pairs if gone not in p[:2]}
        assert gone not in frozenset().union(*after)
        one = next(iter(left))[:2]
        case.decide("reject-pair", {"articles": list(one)}, who="Ines")
        assert case.info().pending
        case.refresh()
        assert state(case)[1] == left
        case.compact(rebuild=True)
        assert not case.info().pending


def test_other_settings_are_other_rules(path, tmp_path):
    with whence.open(tmp_path / "two.whence", settings=SETTINGS) as case:
        case.add(made_of(5, 12))
    with whence.open(tmp_path / "two.whence", settings=OTHER) as case:
        assert "quoted_words 16, now 400" in case.outdated()
        with pytest.raises(whence.CollectionError, match="other settings"):
            case.add(made_of(6, 1))
    with whence.open(tmp_path / "empty.whence", settings=SETTINGS) as case:
        case.add([])
    with whence.open(tmp_path / "empty.whence", settings=OTHER) as case:
        case.add(made_of(5, 12))
        assert not case.outdated()


def test_another_lexicon_is_told_and_nothing_looked_up(path, monkeypatch):
    monkeypatch.setattr("whence.collection.rules.lexicon", lambda: "0")
    monkeypatch.setattr("whence.collection.rules.prints", lambda: "0-0")
    with whence.open(path, settings=SETTINGS) as case:
        assert "another lexicon" in case.outdated()
        for ask in (lambda: case.find(made_of(5, 12)[0]), lambda: case.search("harbour")):
            with pytest.raises(whence.CollectionError, match="compact --rebuild"):
                ask()


def test_lists_say_so_beside_what_they_show(path):
    done = CliRunner().invoke(app, ["stories", "-c", str(path)])
    assert done.exit_code == 0
    assert "articles" in done.stdout
    assert "another version of whence; compare them anew with: whence compact --rebuild" in done.stderr


def test_a_job_of_other_rules_is_not_taken(tmp_path, monkeypatch):
    from whence.candidates import job
    from whence.engines import engine

    duck, folder = engine("duckdb"), tmp_path / "out"
    with whence.open(tmp_path / "one.whence", settings=SETTINGS) as case:
        case.add(made_of(5, 12))
        case.export_parquet(folder)
    job.run(str(folder), engine=duck, settings=OTHER)
    duck.close()
    with whence.open(tmp_path / "two.whence", settings=SETTINGS) as case:
        with pytest.raises(whence.UsageError, match="run the job again"):
            case.import_parquet(folder)
        assert not case.info().articles
