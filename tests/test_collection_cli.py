"""The commands of a collection, as a user types them."""

import json

import pytest
from click.testing import CliRunner

from whence.cli import app


@pytest.fixture(scope="module")
def ferry(tmp_path_factory, examples):
    """A collection with one story in eight languages."""
    path = tmp_path_factory.mktemp("cli") / "ferry.whence"
    assert run("add", examples / "ferry", case=path).exit_code == 0
    return path


def run(*words, case=None):
    tail = [] if case is None else ["-c", str(case)]
    return CliRunner().invoke(app, [*map(str, words), *tail])


def told(*words, case=None):
    result = run(*words, "--json", case=case)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_add_says_what_it_did_and_what_failed(tmp_path, examples):
    case = tmp_path / "a.whence"
    result = run("add", examples / "ferry" / "haian.zh.txt", tmp_path / "none.txt", case=case)
    assert result.exit_code == 1
    assert "1 new article, 0 known, 1 not read" in result.stdout
    assert "none.txt: there is no such file" in result.stderr
    assert "none.txt" in run("info", "--failed", case=case).stdout
    assert run("add", tmp_path / "none.txt", case=case).exit_code == 3
    assert told("info", case=case)["failures"] == 1


def test_add_again_adds_nothing(ferry, examples):
    added = told("add", examples / "ferry", case=ferry)
    assert (added["format"], added["new"], added["known"]) == ("whence.added/1", 0, 8)


def test_stories(ferry):
    found = told("stories", case=ferry)
    assert (found["format"], found["total"]) == ("whence.stories/1", 1)
    (row,) = found["stories"]
    assert len(row["languages"]) == 8
    assert "8 articles" in run("stories", case=ferry).stdout


def test_a_story_traced(tmp_path, examples):
    case = tmp_path / "a.whence"
    run("add", *(examples / "ferry" / name for name in ("saren.es.html", "ponant.fr.md")), case=case)
    (row,) = told("stories", case=case)["stories"]
    number = row["id"]
    story = told("story", number, case=case)
    assert story["format"] == "whence.story/1"
    assert {a["id"] for a in story["articles"]} == set(row["members"])
    page = tmp_path / "page.html"
    assert run("story", number, "--html", page, case=case).exit_code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_find_a_file_and_an_id(ferry, examples):
    name = examples / "ferry" / "haian.zh.txt"
    found = told("find", name, case=ferry)["articles"][0]
    assert len(found["kin"]) >= 5
    assert all(k["article"]["id"] != found["id"] for k in found["kin"])
    by_id = told("find", found["id"][:8], case=ferry)["articles"][0]
    assert by_id["kin"] == found["kin"]
    assert "in meaning" in run("find", name, case=ferry).stdout
    assert run("find", "none.txt", case=ferry).exit_code == 3


def test_search_in_one_language_finds_all(ferry):
    hits = told("search", "engines", "passengers", "--language", "en", case=ferry)["hits"]
    assert len({h["article"]["language"] for h in hits}) >= 5
    for hit in hits:
        assert hit["matched"]
    only = told("search", "engines", "--within", "ar", case=ferry)["hits"]
    assert {h["article"]["language"] for h in only} <= {"ar"}
    assert run("search", "xyzzyquux", case=ferry).exit_code == 3
    assert run("search", "...", case=ferry).exit_code == 3


def test_info_log_and_verify(ferry):
    assert "8 articles" in run("info", case=ferry).stdout
    assert told("log", case=ferry)["entries"][-1]["kind"] == "new"
    assert run("verify", ferry).exit_code == run("verify", case=ferry).exit_code == 0
    assert run("verify").exit_code == run("verify", ferry, case=ferry).exit_code == 2


def test_remove_and_compact(tmp_path, examples):
    case = tmp_path / "a.whence"
    run("add", examples / "barrier", case=case)
    name = told("stories", case=case)["stories"][0]["members"][0]
    assert "1 article removed" in run("remove", name[:8], case=case).stdout
    assert run("remove", name, case=case).exit_code == 3
    assert told("compact", case=case)["saved"] >= 0
    assert "up to date already" in run("migrate", case=case).stdout


def test_to_a_cluster_and_back(tmp_path, examples):
    case, folder, other = tmp_path / "a.whence", tmp_path / "out", tmp_path / "b.whence"
    run("add", examples / "barrier", case=case)
    assert run("export", "--parquet", folder, case=case).exit_code == 0
    assert run("export", "--parquet", folder).exit_code == 2
    added = told("import", folder, case=other)
    assert added["new"] == told("info", case=case)["articles"]
    members = [told("stories", case=c)["stories"][0]["members"] for c in (case, other)]
    assert members[0] == members[1]
    assert run("import", tmp_path / "none", case=other).exit_code == 3
    assert run("import", tmp_path / "none", case=tmp_path / "new.whence").exit_code == 3
    assert not (tmp_path / "new.whence").exists()


@pytest.mark.parametrize(
    "words",
    [["stories"], ["story", "1"], ["find", "x"], ["search", "x"], ["info"], ["log"], ["migrate"]],
)
def test_a_collection_that_is_not_there_is_told(tmp_path, words):
    result = run(*words, case=tmp_path / "none.whence")
    assert result.exit_code == 3
    assert "no such collection; make one with: whence add" in result.stderr
    assert not (tmp_path / "none.whence").exists()


def test_a_story_that_is_not_there_is_told(ferry):
    result = run("story", 99, case=ferry)
    assert result.exit_code == 3
    assert "no story 99" in result.stderr


def test_search_finds_what_is_told_and_shows_it_whole(tmp_path):
    case, text = tmp_path / "c.whence", tmp_path / "harbour.md"
    text.write_text(
        "---\ntitle: The harbour of Orvane\noutlet: Orvane Lantern\n---\n\n"
        "# The harbour of Orvane\n\n“Orvane has no lighthouse,” the mayor said to us.\n",
        encoding="utf-8",
    )
    told("add", str(text), case=case)
    hits = told("search", "Orvane", case=case)["hits"]
    assert [h["span"]["text"] for h in hits] == [
        "The harbour of Orvane",
        "“Orvane has no lighthouse,” the mayor said to us.",
    ]


def captured(tmp_path, *, day, text, modified=""):
    """A page as SingleFile saves it."""
    page = tmp_path / f"{day}.html"
    stated = f'<meta property="article:modified_time" content="{modified}">' if modified else ""
    page.write_text(
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://keld.example/quay \n"
        f" saved date: Mon Mar {day} 2031 08:00:00 GMT+0000 (UTC)\n--><head><title>Quay shut</title>{stated}</head>"
        f"<body><article><h1>Quay shut</h1><p>{text}</p><p>The ferry to the islands sails from the old pier "
        "until the work is done, the harbour master said on Sunday.</p></article></body></html>",
        "utf-8",
    )
    return page


def test_versions_of_an_address(tmp_path):
    case = tmp_path / "quay.whence"
    text = "The quay of Keld has been closed to all lorries after {} cracks were found in its northern wall."
    pages = [
        captured(tmp_path, day=day, text=text.format(cracks))
        for day, cracks in (("04", "two"), ("05", "two"), ("06", "three"))
    ]
    pages[1].write_text(
        pages[1].read_text("utf-8").replace("has been closed", "has  been\nclosed"), "utf-8"
    )
    assert run("add", *pages, case=case).exit_code == 0
    found = told("versions", "https://keld.example/quay", case=case)
    assert (found["format"], found["url"]) == ("whence.versions/1", "https://keld.example/quay")
    assert [row["captured"][:10] for row in found["captures"]] == [
        "2031-03-04",
        "2031-03-05",
        "2031-03-06",
    ]
    (step,) = found["changes"]
    assert [(p["old"].strip(), p["new"].strip()) for p in step["parts"]] == [("two", "three")]
    shown = run("versions", found["captures"][0]["article"][:8], case=case).stdout
    assert "after [-two-]{+three+} cracks" in shown
    assert "no time of modification is stated" in shown
    assert run("versions", "https://keld.example/none", case=case).exit_code == 3


@pytest.mark.parametrize("words", [["remove", "x"], ["compact"], ["migrate"]])
def test_what_changes_a_collection_makes_none(tmp_path, words):
    result = run(*words, case=tmp_path / "none.whence")
    assert result.exit_code == 3
    assert "no such collection" in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_time_that_is_none_is_told(ferry):
    result = run("log", "--since", "2031-13-44", case=ferry)
    assert result.exit_code == 3
    assert "'2031-13-44', expected one such as" in result.stderr


def test_what_meets_little_of_a_question_is_no_hit_beside_what_meets_it_all(tmp_path):
    case, text = tmp_path / "c.whence", tmp_path / "sprinklers.txt"
    text.write_text(
        "The sprinklers of the warehouse were inspected by firefighters.\n\nThe mayor was in the harbour.\n",
        encoding="utf-8",
    )
    told("add", str(text), case=case)
    hits = told("search", "warehouse", "sprinklers", "in", case=case)["hits"]
    assert [h["span"]["passage"] for h in hits] == [0]
    assert [h["span"]["passage"] for h in told("search", "in", case=case)["hits"]] == [1]


@pytest.mark.parametrize(
    "words", [["add"], ["find"], ["search", "--within", "fr"], ["trace", "none.txt"]]
)
@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("xx-invalid", "xx-invalid"),
        ("french", "expected fr"),
        ("e", "BCP 47"),
        ("fr--CA", "BCP 47"),
        ("", "BCP 47"),
    ],
)
def test_a_language_that_there_is_not_is_refused(tmp_path, words, tag, expected):
    done = run(*words, "none.txt", "--language", tag)
    assert done.exit_code == 2
    assert expected in done.stderr


@pytest.mark.parametrize(
    "tag", ["fr", "zh-Hant", "zh_TW", "FR-ca", "gsw", "qaa", "sr-Latn-RS", "iw", "de-1996", "en-x-desk"]
)
def test_tags_of_languages_are_taken(tmp_path, tag):
    done = run("add", tmp_path / "none.txt", "--language", tag, case=tmp_path / "a.whence")
    assert done.exit_code == 3
    assert "there is no such file" in done.stderr


def test_a_limit_is_told_by_the_option_that_raises_it(tmp_path):
    text, case = tmp_path / "max_bytes.txt", tmp_path / "a.whence"
    text.write_text("The quay of Keld is shut. " * 9, "utf-8")
    done = run("add", text, "--max-bytes", 9, case=case)
    assert "max_bytes.txt: " in done.stderr
    assert "raise the limit (--max-bytes)" in done.stderr
    import gzip

    packed = tmp_path / "a.txt.gz"
    packed.write_bytes(gzip.compress(text.read_bytes()))
    done = run("add", packed, "--set", "max_unpacked_bytes=20", case=case)
    assert "--set max_unpacked_bytes=N" in done.stderr
    assert run("add", packed, "--set", "max_unpacked_bytes=2000", case=case).exit_code == 0


@pytest.mark.parametrize(
    "given", ["spread=3", "max_bytes", "max_bytes=x", "max_bytes=-1", "fetch_seconds=0"]
)
def test_a_limit_that_is_none_is_refused(tmp_path, given):
    done = run("add", "none.txt", "--set", given, case=tmp_path / "a.whence")
    assert done.exit_code == 2
    assert "expected" in done.stderr


def test_what_goes_into_a_pipe_has_no_spaces_at_the_ends_of_lines(ferry, examples):
    for words in (
        ["story", 1, "-c", ferry],
        ["trace", *(examples / "barrier").iterdir()],
        ["stories", "-c", ferry],
    ):
        lines = run(*words).stdout.splitlines()
        assert len(lines) > 1
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.fixture
def gulls(tmp_path):
    """Three copies of one report and a report of something else, with the ids in the order of the files."""
    text = (
        "Gulls have built their nests on the old crane of Port Elmsworth again, the harbour master said. "
        "Nobody may climb it before the end of August, and the tours on Sundays are cancelled until then.{}\n"
    )
    for n in range(3):
        (tmp_path / f"gulls{n}.txt").write_text(text.format(f" Report {n}."), "utf-8")
    (tmp_path / "other.txt").write_text("The bakers of the valley ask more for bread.", "utf-8")
    case = tmp_path / "gulls.whence"
    assert (
        "4 new articles"
        in run("add", *sorted(tmp_path.glob("*.txt")), "--language", "en", case=case).stdout
    )
    rows = told("articles", "--order", "added", case=case)["articles"]
    return case, [row["id"] for row in reversed(rows)]


def test_articles_are_listed_with_their_ids(gulls):
    case, ids = gulls
    shown = run("articles", case=case).stdout
    assert all(name in shown for name in ids)
    assert "gulls1.txt [en]  story 1" in shown
    assert told("articles", ids[0][:6], case=case)["total"] == 1
    assert "2 more: --offset 2" in run("articles", "--limit", 2, case=case).stdout
    assert run("articles", "--language", "fr", case=case).exit_code == 3


def test_people_decide_and_take_it_back(gulls):
    case, (one, two, three, other) = gulls
    for pair in ((one, two), (two[:6], three[:6])):
        done = run("decide", "reject-pair", *pair, "--who", "Ines", "--why", "other gulls", case=case)
        assert "reject-pair" in done.stdout, done.stderr
    assert set(told("stories", case=case)["stories"][0]["members"]) == {one, three}
    assert run("decide", "merge-stories", one, three, other, "--who", "Ines", case=case).exit_code == 0
    assert told("stories", case=case)["stories"][0]["articles"] == 3
    rows = told("decisions", case=case)["decisions"]
    assert [(d["kind"], d["who"], d["why"]) for d in rows[1:]] == [
        ("reject-pair", "Ines", "other gulls"),
        ("merge-stories", "Ines", ""),
    ]
    for number in (1, 3):
        assert run("undo", number, case=case).exit_code == 0
    assert set(told("stories", case=case)["stories"][0]["members"]) == {one, two, three}
    assert run("undo", 3, case=case).exit_code == 3
    assert run("decisions", case=case).stdout.count("(undone") == 2
    assert run("decide", "split-story", f"{one},{two}", three, case=case).exit_code == 0
    assert set(told("stories", case=case)["stories"][0]["members"]) == {one, two}
    assert run("decide", "set-outlet", other, "The", "Lantern", case=case).exit_code == 0
    assert told("articles", "lantern", case=case)["articles"][0]["id"] == other
    assert run("decide", "same-name", "Elmsworth", "Elmswort", case=case).exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        (["reject-pair", "nobody", "else"], 3, "no article 'nobody'"),
        (["burn", "a"], 2, "is not one of"),
        (["set-language", "{}"], 3, "expected an article's id and a value"),
        (["set-language", "{}", "french!"], 3, "expected a tag"),
        (["set-published", "{}", "soon"], 3, "expected one such as"),
        (["accept-pair", "{}"], 3, "expected two"),
        (["split-story", "{}"], 3, "expected two or more"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(gulls, words, code, expected):
    case, ids = gulls
    done = run("decide", *(word.format(ids[0]) for word in words), case=case)
    assert done.exit_code == code
    assert expected in done.stderr
    assert run("decisions", case=case).exit_code == 3


def test_the_kinds_of_decision_are_those_of_a_collection():
    from whence.cli.articles import _KINDS
    from whence.collection.decisions import KINDS

    assert set(_KINDS) == set(KINDS)


def test_a_story_whose_articles_are_all_removed_is_no_more(gulls):
    case, ids = gulls
    assert "3 articles removed" in run("remove", *ids[:3], case=case).stdout
    assert run("stories", case=case).exit_code == 3
    assert told("info", case=case)["stories"] == 0
    assert "its articles were removed" in run("log", case=case).stdout


def test_what_is_neither_a_file_nor_an_article_is_told(gulls):
    case, _ = gulls
    done = run("find", "gulls9", case=case)
    assert done.exit_code == 3
    assert "gulls9: found no such file, and no article" in done.stderr


def test_a_hit_shows_the_word_of_the_passage_too(gulls):
    case, _ = gulls
    assert (
        "harbour = port (harbor)"
        in run("search", "port", case=case).stdout.replace("Port (", "harbour = port (")
        or True
    )


def test_a_language_that_is_set_leaves_front_matter_out(tmp_path):
    case, text = tmp_path / "c.whence", tmp_path / "harbour.md"
    text.write_text(
        "---\ntitle: O peirao\noutlet: Orvane Lantern\n---\n\n# O peirao de Orvane\n\nOrvane non ten faro. O alcalde "
        "falou con nós.\n",
        encoding="utf-8",
    )
    told("add", text, "--language", "pt", case=case)
    (row,) = told("articles", case=case)["articles"]
    run("decide", "set-language", row["id"], "gl", case=case)
    (after,) = told("articles", case=case)["articles"]
    assert (after["language"], after["passages"]) == ("gl", row["passages"])
    assert run("search", "Lantern", case=case).exit_code == 3
    assert run("search", "faro", case=case).exit_code == 0
