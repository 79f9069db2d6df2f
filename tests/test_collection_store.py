"""The file: what it keeps, what it refuses, what a kill, a full disk or another process do to it."""

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import whence
from whence.collection import codec, texts
from whence.collection.migrations import Migration
from whence.collection.schema import Schema, current
from whence.collection.store import Store, migrate

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import endurance


def article(*passages, language="en", **known):
    return whence.Article.from_passages(passages, language=language, **known)


TIDE = (
    "The tide mill at Corvane stopped on Monday after a beam of the old wheel broke.",
    "Its keeper, Ilse Brandt, said that the repair would take until the ninth of May.",
    "Until then the bakery will buy its flour from the mill of the neighbouring valley.",
)
OTHER = (
    "A choir of forty sang under the bridge at Lower Venn to greet the first swallows.",
    "Nobody had told the swallows, and the choir went home at seven.",
    "The town will try again next week, with an earlier train.",
)


@pytest.fixture
def case(tmp_path):
    with whence.open(tmp_path / "case.whence") as found:
        yield found


# what it keeps


def test_an_article_comes_back_as_it_was(case):
    from whence.readers.times import parse

    one = article(
        *TIDE, "A lone surrogate \ud83d stays.", title="Mill \0 stops", outlet="The Corvane Post",
        url="https://corvane.example/mill", published=parse("2031-05-02T08:15:00+02:00"),
        links=("https://corvane.example/a",), notices=("a notice",),
    )  # fmt: skip
    case.add([one])
    assert case.article(one.id) == one
    assert case.article(one.id[:6]) == one
    (row,) = case.articles()
    assert (row.id, row.outlet, row.published) == (
        one.id,
        "The Corvane Post",
        "2031-05-02T08:15:00+02:00",
    )


@pytest.mark.parametrize("name", ["packet.en.html", "haian.zh.txt", "manara.ar.txt", "ponant.fr.md"])
def test_a_file_comes_back_with_its_bytes(case, examples, name):
    path = examples / "ferry" / name
    case.add(path)
    (row,) = case.articles()
    assert case.article(row.id) == replace(whence.read(path), path=case.article(row.id).path)
    (found,) = case.captures(row.id)
    assert case.original(found.sha256) == path.read_bytes()
    assert found.size == path.stat().st_size
    assert found.source == str(path)


def test_records_are_packed_and_unpacked_exactly(examples):
    articles = [whence.read(path) for path in sorted((examples / "ferry").iterdir())[:2]]
    story = whence.trace(articles)
    packed = codec.load(codec.dump(codec.pack(story)))
    assert codec.unpack(whence.Story, packed) == story
    for one in articles:
        assert texts.load(texts.dump(one)) == one


def test_adding_again_changes_nothing(case, examples):
    folder = examples / "barrier"
    first = case.add(folder)
    before, state = case.info(), case.state()
    again = case.add(folder)
    assert again.new == 0
    assert again.known == first.new
    assert again.captures == 0
    assert replace(case.info(), bytes=0) == replace(before, bytes=0)
    assert case.state() == state


def test_two_captures_of_one_address_are_two_versions(case):
    address = "https://corvane.example/mill"
    one, two = article(*TIDE, url=address), article(*TIDE[:2], "The bakery closes.", url=address)
    found = [whence.Capture(a, a.text.encode(), "text/plain", address) for a in (one, two)]
    case.add(found)
    assert [v.article for v in case.versions(address)] == [one.id, two.id]
    assert len(case.kinships(article=one.id)) == 1


def test_what_cannot_be_read_is_told_and_stops_nothing(case, tmp_path):
    (tmp_path / "good.txt").write_text("\n\n".join(TIDE), "utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 40)
    added = case.add([tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "none.txt"])
    assert added.new == 1
    assert {Path(e.source).name for e in added.failed} == {"bad.txt", "none.txt"}
    assert {Path(f.source).name for f in case.failures()} == {"bad.txt", "none.txt"}
    (tmp_path / "none.txt").write_text("\n\n".join(OTHER), "utf-8")
    case.add(tmp_path / "none.txt")
    assert {Path(f.source).name for f in case.failures()} == {"bad.txt"}


def test_removing_leaves_nothing_of_an_article(case, tmp_path):
    word = "quillfeather"
    text = "\n\n".join([*TIDE, f"The beam is of {word} oak."])
    (tmp_path / "a.txt").write_text(text, "utf-8")
    case.add([tmp_path / "a.txt", article(*TIDE)])
    name = next(row.id for row in case.articles() if word in case.article(row.id).text)
    assert case.stories()
    digest = case.captures(name)[0].sha256
    case.remove(name)
    case.compact()
    assert [row.id for row in case.articles()] == [article(*TIDE).id]
    assert not case.stories()
    assert not case.kinships()
    with pytest.raises(whence.UsageError):
        case.original(digest)
    with case._store.snapshot() as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = str(db.execute(f"SELECT * FROM {table}").fetchall())
            assert (name in rows) == (table == "event"), table  # the log tells that it was there


def test_bytes_that_several_articles_were_read_from_outlive_one_of_them(case, tmp_path):
    rows = [
        {"text": "\n\n".join(lines), "url": f"https://corvane.example/{n}"}
        for n, lines in enumerate([TIDE, OTHER])
    ]
    table = tmp_path / "two.csv"
    table.write_text("url,text\n" + "".join(f'{r["url"]},"{r["text"]}"\n' for r in rows), "utf-8")
    case.add(table)
    first, second = (case.versions(r["url"])[0] for r in rows)
    if first.sha256 == second.sha256:
        case.remove(first.article)
    assert case.original(second.sha256) in table.read_bytes()
    assert case.verify() == []
    case.remove(second.article)
    with pytest.raises(whence.UsageError):
        case.original(second.sha256)


def test_stories_keep_their_numbers_and_the_log_tells(case):
    case.add([article(*TIDE), article(*TIDE, OTHER[0])])
    (story,) = case.stories()
    case.add([article(TIDE[0], TIDE[1], TIDE[2], OTHER[2])])
    (grown,) = case.stories()
    assert grown.id == story.id
    assert grown.articles == 3
    assert [e.text for e in case.log()] == ["joined by 1 article", "2 articles belong together"]


def test_verify_finds_a_changed_text_and_a_changed_original(case, tmp_path):
    (tmp_path / "a.txt").write_text("\n\n".join(TIDE), "utf-8")
    case.add(tmp_path / "a.txt")
    assert case.verify() == []
    import zlib

    with case._store.write() as db:
        db.execute("UPDATE body SET data = ?", (texts.dump(article(*OTHER)),))
        db.execute("UPDATE original SET article = NULL, data = ?", (zlib.compress(b"other"),))
    assert len(case.verify()) == 2


# what it refuses


def test_a_folder_another_file_and_none_at_all_are_told(tmp_path):
    (tmp_path / "text").write_text("no database, but long enough to look like one\n" * 50)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE a (b)")
    other.commit()
    for name, words in {
        "": "folder", "text": "no collection", "other.db": "no collection of whence", "none": "no such collection",
    }.items():  # fmt: skip
        with pytest.raises(whence.CollectionError, match=words):
            whence.open(tmp_path / name, readonly=True)


def test_a_table_that_was_altered_is_refused(tmp_path):
    whence.open(tmp_path / "a").close()
    with sqlite3.connect(tmp_path / "a") as db:
        db.execute("ALTER TABLE article ADD COLUMN more TEXT")
    with pytest.raises(whence.CollectionError, match="altered"):
        whence.open(tmp_path / "a")


LATER = endurance.LATER


def test_an_older_file_is_told_and_migrated(tmp_path):
    path = tmp_path / "a"
    one = article(*TIDE)
    with whence.open(path) as case:
        case.add([one])
    with pytest.raises(whence.CollectionError, match=r"version 1 \(1 articles.*whence migrate -c"):
        Store(path, schema=LATER)
    assert migrate(path, schema=LATER) == [LATER.migrations[-1].name]
    assert migrate(path, schema=LATER) == []
    store = Store(path, schema=LATER)
    assert store.read("SELECT test FROM article") == [(one.id,)]
    store.close()
    with pytest.raises(whence.CollectionError, match="newer whence"):
        whence.open(path)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path):
    whence.open(tmp_path / "a").close()
    before = (tmp_path / "a").read_bytes()
    broken = Schema(
        LATER.sql,
        (*current().migrations, Migration("bad", "ALTER TABLE article ADD COLUMN wrong TEXT;")),
    )
    with pytest.raises(whence.CollectionError, match="altered"):
        migrate(tmp_path / "a", schema=broken)
    assert (tmp_path / "a").read_bytes() == before
    whence.open(tmp_path / "a").close()


def test_prints_of_another_lexicon_are_refused_and_made_anew(case):
    case.add([article(*TIDE), article(*TIDE, OTHER[0])])
    with case._store.write() as db:
        db.execute("UPDATE meta SET value = 'other' WHERE name = 'prints'")
    with pytest.raises(whence.CollectionError, match="compact --rebuild"):
        case.add([article(*OTHER)])
    case.compact(rebuild=True)
    case.add([article(*OTHER[1:])])
    assert len(case.stories()) == 1


# what others do to it


def test_a_full_disk_is_told_and_keeps_what_was_there(tmp_path, monkeypatch):
    one, many = article(*TIDE), [article(*OTHER, f"Number {n}. " + "x" * 4000) for n in range(300)]
    with whence.open(tmp_path / "a") as case:
        case.add([one])
        pages = case._store.one("PRAGMA page_count")[0]
        case._store.connection().execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(whence.CollectionError, match=r"disk is full.*is kept"):
            case.add(many)
    with whence.open(tmp_path / "a") as case:
        assert [row.id for row in case.articles()] == [one.id]
        assert case.verify() == []
        case.add(many[:3])
        assert case.info().articles == 4


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="needs to become another user")
def test_a_write_protected_file_is_read_and_not_written(tmp_path, examples):
    folder = tmp_path / "locked"
    folder.mkdir()
    with whence.open(folder / "a") as case:
        case.add([article(*TIDE)])
    (folder / "a").chmod(0o444)
    folder.chmod(0o555)
    for above in tmp_path.parents:
        if above.stat().st_uid == 0 and above.name.startswith("pytest"):
            above.chmod(0o755)
    tmp_path.chmod(0o755)
    before = (folder / "a").read_bytes()
    number = os.fork()
    if number == 0:  # pragma: no cover - in the child
        code = 1
        try:
            os.setuid(65534)
            with whence.open(folder / "a", readonly=True) as case:
                assert case.info().articles == 1
            try:
                whence.open(folder / "a")
            except whence.CollectionError as error:
                code = 0 if "write-protected" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0
    assert (folder / "a").read_bytes() == before


def test_killed_at_random_moments(tmp_path):
    assert endurance.kills(tmp_path, 3, seed=7) == []


def test_two_add_and_three_read_at_once(tmp_path):
    faults, done = endurance.crowd(tmp_path, 2)
    assert faults == []
    assert not done.startswith("0 articles")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_ctrl_c_leaves_a_good_file_and_says_how_to_go_on(tmp_path):
    import signal
    import time

    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3000):
        (folder / f"{n}.txt").write_text(
            f"{TIDE[0]} This is number {n} of the day.\n\n{OTHER[n % 3]}", "utf-8"
        )
    path = tmp_path / "a.whence"
    # Nobody writes to the last input: however fast the machine, the run is not done before the signal.
    late = tmp_path / "late.txt"
    os.mkfifo(late)
    command = [
        sys.executable, "-m", "whence", "add", str(folder), str(late), "-c", str(path), "--workers", "1",
    ]  # fmt: skip
    run = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    for _ in range(400):
        time.sleep(0.05)
        if path.exists() and path.with_name("a.whence-wal").exists():
            try:
                with whence.open(path, readonly=True) as case:
                    if case.info().articles:
                        break
            except whence.CollectionError:
                continue
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=60)[1].decode()
    assert run.returncode == 130, said
    assert "the same `whence add` goes on" in said
    assert "Traceback" not in said
    with whence.open(path) as case:
        count = case.info().articles
        assert count > 0
        assert case.verify() == []


def test_what_is_kept_in_memory_is_never_older_than_the_file(tmp_path):
    path = tmp_path / "case.whence"
    with whence.open(path) as case, whence.open(path) as other:
        case.add([article(*TIDE), article(*TIDE, "Another end.")])
        assert (case.info().articles, case.waiting(), len(case.decisions())) == (2, 1, 0)
        (kin,) = case.kinships(status="suggested")
        other.decide("accept-pair", {"articles": [kin.left, kin.right]}, who="Ilse Brandt")
        assert (case.waiting(), len(case.decisions())) == (0, 1)
        assert case.kinships(status="suggested") == []
        assert [k.status for k in case.kinships(status="accepted")] == ["accepted"]
        other.add([article(*OTHER)])
        assert case.info().articles == 3
        case.info().languages.clear()
        assert case.info().languages == {"en": 3}


def test_threads_that_have_ended_leave_no_connection_open(tmp_path):
    import threading

    with whence.open(tmp_path / "case.whence") as case:
        for _ in range(5):
            thread = threading.Thread(target=case.info)
            thread.start()
            thread.join()
        assert len(case._store._open) <= 3
