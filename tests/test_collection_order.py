"""Stories are a pure function of what is in the file: any order, any batches, any detours."""

import os
import random
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

import whence
from whence.collection import kinships
from whence.settings import Settings

# Small numbers, so that a dozen articles push keys over the cap and back.
SETTINGS = Settings(spread=3, words_from=2.0)
_WORDS = (
    "harbour lantern orchard ferry copper violin meadow glacier pepper saddle thunder ribbon walnut castle"
    " anchor marble basket candle desert engine feather garden hammer island jacket kettle ladder mirror"
    " needle oyster parrot quarry rocket silver tunnel umbrella valley window yogurt zebra"
).split()


def pool(seed, count):
    """Sentences of ten words each that share no five words running."""
    rng = random.Random(seed)
    return [
        " ".join(rng.choice(_WORDS) + str(rng.randrange(40)) for _ in range(11)).capitalize() + "."
        for _ in range(count)
    ]


def made_of(seed, articles=14, sentences=9):
    """Articles that reuse sentences of a small pool, two to four each."""
    rng = random.Random(seed)
    lines = pool(seed, sentences)
    texts = {tuple(rng.sample(lines, rng.randint(1, 4))) for _ in range(articles)}
    return [whence.Article.from_passages(text, language="en") for text in sorted(texts)]


def state(case):
    """What the file says, without row numbers and times."""
    with case._store.snapshot() as db:
        pairs = db.execute(
            "SELECT a.id, b.id, words, meaning, kind, extents FROM kinship"
            " JOIN article a ON a.row = left JOIN article b ON b.row = right"
            " WHERE words > 0 OR meaning > 0"
        ).fetchall()
    stories = {frozenset(s.members) for s in case.stories(limit=1000)}
    return stories, {(*sorted(p[:2]), *p[2:]) for p in pairs}


def at_once(path, articles, **more):
    with whence.open(path, settings=SETTINGS) as case:
        case.add(articles, **more)
        return state(case)


@pytest.fixture(params=[0.25, 2.0], ids=["as it is", "pair by pair"])
def judging(request):
    """With the second, old pairs are never judged anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinships, "WHOLE", request.param)
        patch.setattr(kinships, "CROSSINGS", 10_000 if request.param > 1 else kinships.CROSSINGS)
        yield


LIVES_ON = [HealthCheck.function_scoped_fixture]


@examples(max_examples=3, deadline=None, derandomize=True, suppress_health_check=LIVES_ON)
@given(seed=st.integers(0, 10_000), batches=st.integers(2, 6))
def test_any_order_and_any_batching_give_the_same_stories(judging, tmp_path_factory, seed, batches):
    folder = tmp_path_factory.mktemp("order")
    articles = made_of(seed)
    expected = at_once(folder / "one.whence", articles)
    rng = random.Random(seed + 1)
    shuffled = rng.sample(articles, len(articles))
    with whence.open(folder / "two.whence", settings=SETTINGS) as case:
        for n in range(batches):
            case.add(shuffled[n::batches], compare=rng.random() < 0.7)
        case.refresh()
        assert state(case) == expected


@examples(max_examples=3, deadline=None, derandomize=True, suppress_health_check=LIVES_ON)
@given(seed=st.integers(0, 10_000))
def test_what_was_there_for_a_while_leaves_no_trace(judging, tmp_path_factory, seed):
    folder = tmp_path_factory.mktemp("detour")
    articles = made_of(seed, 18)
    rng = random.Random(seed)
    passing = rng.sample(articles, 6)
    staying = [a for a in articles if a not in passing]
    expected = at_once(folder / "one.whence", staying)
    with whence.open(folder / "two.whence", settings=SETTINGS) as case:
        case.add(staying[:5])
        case.add(passing)
        case.remove(a.id for a in passing[:3])
        case.add(staying[5:])
        case.remove(a.id for a in passing[3:])
        assert state(case) == expected


def test_keys_that_cross_the_cap_by_look_up_and_by_reading_all_are_the_same(tmp_path, monkeypatch):
    articles = made_of(7, 30)
    expected = at_once(tmp_path / "one.whence", articles)
    monkeypatch.setattr(kinships, "FEW", 0)
    with whence.open(tmp_path / "two.whence", settings=SETTINGS) as case:
        case.add(articles[:24])
        for article in articles[24:]:
            case.add([article])
        assert state(case) == expected
    monkeypatch.setattr(kinships, "CROSSINGS", 0)
    with whence.open(tmp_path / "three.whence", settings=SETTINGS) as case:
        case.add(articles[:24])
        for article in articles[24:]:
            case.add([article])
        assert state(case) == expected


@pytest.mark.parametrize("workers", [2])
def test_workers_give_the_same(tmp_path, monkeypatch, workers):
    from whence.collection import prepare

    monkeypatch.setattr(prepare, "BATCH", 5)
    monkeypatch.setattr(kinships, "CHUNK", 3)
    articles = made_of(11, 18)
    one = at_once(tmp_path / "one.whence", articles)
    assert at_once(tmp_path / "two.whence", articles, workers=workers) == one
    assert one[0]


def test_merging_and_compacting_change_nothing(tmp_path):
    articles = made_of(3, 20)
    with whence.open(tmp_path / "a.whence", settings=SETTINGS) as case:
        for article in articles:
            case.add([article])
        before = state(case)
        case.remove(articles[0].id)
        case.compact()
        case.compact(rebuild=True)
        after = state(case)
        case.add([articles[0]])
        assert state(case) == before
    assert after == at_once(tmp_path / "b.whence", articles[1:])


def test_a_worker_that_is_ended_is_told():
    from whence.collection.workers import in_processes

    with pytest.raises(whence.WhenceError, match="fewer --workers"):
        list(in_processes(os._exit, [1, 1], 2))


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_workers_end_with_the_process_that_called_them():
    script = (
        "import os, signal\n"
        "from whence.collection.workers import in_processes\n"
        "for _ in in_processes(abs, range(9), 2):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as process:
        # The workers hold the other end of this pipe: it ends when the last of them has.
        process.communicate(timeout=60)
    assert process.returncode == -9


def test_one_who_reads_all_along_sees_what_a_rebuild_made(tmp_path):
    articles = made_of(9, 12)
    with whence.open(tmp_path / "a", settings=SETTINGS) as case:
        case.add(articles[:6])
        with whence.open(tmp_path / "a", readonly=True, settings=SETTINGS) as other:
            other.find(articles[0])
            case.remove(a.id for a in articles[:3])
            case.compact(rebuild=True)
            case.add(articles[6:])
            assert [other.find(a) for a in articles] == [case.find(a) for a in articles]


def test_two_parts_of_one_report_are_one_story_and_of_a_round_up_two(tmp_path):
    fire = (
        "The lighthouse of Quendorra burned down on Friday night. Keeper Halvard Brisk was taken to hospital. "
        "The lamp of Quendorra had been lit since 1871, said Halvard Brisk."
    )
    again = (
        "Engineers will examine the lighthouse of Quendorra in June. Halvard Brisk will be their guide there. "
        "The hospital of Quendorra let the keeper go home in good health."
    )
    other = (
        "Bakers in the south complain about the price of flour. A sack costs twice as much as last winter. "
        "Many shops have raised what they ask for bread and cakes."
    )
    between = " ".join(pool(5, 12))
    for name, last, stories in (("report", again, 1), ("round-up", other, 2)):
        texts = [f"{fire} {between} {last}", f"{fire} {pool(6, 1)[0]}", f"{pool(7, 1)[0]} {last}"]
        with whence.open(tmp_path / f"{name}.whence") as case:
            case.add([whence.Article(text=text, language="en") for text in texts])
            assert len(case.stories()) == stories, name
