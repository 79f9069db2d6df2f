"""What changed between two captures of one page."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Article, Time
from whence.report import changes as module
from whence.report.changes import changes


def marked(old, new):
    """What went in brackets, what came in braces, what stayed as "="."""
    parts = changes(Article(old), Article(new)).parts
    return [
        "=" if p.state == "same" else f"[{p.old.strip()}]{{{p.new.strip()}}}".replace("[]", "").replace("{}", "")
        for p in parts
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("The quay is shut until Friday.", "The quay is shut since Monday.", ["=", "[until Friday]{since Monday}", "="]),
        ("They sold 30,000 tons, she said.", "They sold 3,000 tons, she said.", ["=", "[30,000]{3,000}", "="]),
        ("One fell. Two rose.", "One fell. Three sat. Two rose.", ["=", "{Three sat.}", "="]),
        ("One fell. Three sat. Two rose.", "One fell. Two rose.", ["=", "[Three sat.]", "="]),
        ("One fell. It is late.", "One fell. Three sat. Two slept. It is late.", ["=", "{Three sat. Two slept.}", "="]),
        ("桥梁周五关闭。", "桥梁周一关闭。", ["=", "[五]{一}", "="]),
        ("สะพานปิด", "สะพานเปิด", ["=", "{เ}", "="]),
        ("पुल बंद है", "पुल खुला है", ["=", "[बंद]{खुला}", "="]),
        ("Out in May.", "Out in June.", ["=", "[May]{June}", "="]),
        ("", "New.", ["{New.}"]),
        ("Old.", "", ["[Old.]"]),
        ("", "", []),
    ],
)  # fmt: skip
def test_words_that_went_and_came(old, new, found):
    assert marked(old, new) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("One  two\n\nthree", " One two three\n"),
        ("caf\u00e9 co\u00adoperative", "cafe\u0301 cooperative"),
        ("9\u00a0km\u200b away", "9 km away"),
    ],
)
def test_white_space_and_what_nobody_sees_is_no_change(old, new):
    assert not changes(Article(old), Article(new)).changed


def test_a_word_that_stayed_by_chance_goes_into_the_change():
    (before, after) = (
        "Rain fell on the harbour all night long",
        "Two ships left the town early today unseen",
    )
    assert marked(f"So. {before}. End.", f"So. {after}. End.") == ["=", f"[{before}]{{{after}}}", "="]


texts = st.lists(st.sampled_from([*"abcd.é桥ำ \n,", "e\u0301", "\u200b"]), max_size=40).map("".join)


@given(texts, texts)
def test_parts_make_up_both_texts(old, new):
    found = changes(Article(old), Article(new))
    for side, text in (("old", old), ("new", new)):
        joined = "".join(getattr(part, side) for part in found.parts)
        assert joined == text or not module._tokens(text).keys
        for part in found.parts:
            start = getattr(part, f"{side}_start")
            stretch = getattr(part, side)
            assert text[start : start + len(stretch)] == stretch
    for part in found.parts:
        if part.state == "same":
            assert module._tokens(part.old).keys == module._tokens(part.new).keys


def slow(old, new):
    """The length of the longest common subsequence, by the book."""
    row = [0] * (len(new) + 1)
    for one in old:
        last = 0
        for j, other in enumerate(new):
            last, row[j + 1] = row[j + 1], last + 1 if one == other else max(row[j], row[j + 1])
    return row[-1]


@given(st.text("abc", max_size=30), st.text("abc", max_size=30))
def test_what_is_common_is_as_long_as_it_can_be(old, new):
    pairs = module._common(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({j for _, j in pairs}) == len({i for i, _ in pairs}) == len(pairs) == slow(old, new)


def test_long_texts_are_cut_where_a_word_stands_once(monkeypatch):
    monkeypatch.setattr(module, "TABLE", 500)
    chance = random.Random(3)
    old = [f"w{n}" if n % 7 == 0 else chance.choice("abc") for n in range(600)]
    new = list(old)
    for at in chance.sample(range(600), 12):
        new[at] = "X"
    found = changes(Article(" ".join(old)), Article(" ".join(new)))
    assert found.added == found.removed <= 30
    assert "".join(p.new for p in found.parts) == " ".join(new)


def test_stated_fields_and_times():
    def page(text, **known):
        return Article(text, title="Quay shut", **known)

    old = page("Shut.", published=Time("2031-03-04T10:00Z", "minute"))
    found = changes(old, page("Open.", published=Time("2031-03-05", "day"), outlet=None))
    assert [(f.name, f.old, f.new) for f in found.fields] == [
        ("published", "2031-03-04T10:00Z", "2031-03-05")
    ]
    assert found.notices == (
        "the text or the title changed, and no time of modification is stated",
        "the stated time of publication changed: 2031-03-04T10:00Z, then 2031-03-05",
    )
    later = Time("2031-03-06", "day")
    assert not changes(page("Shut."), page("Open.", modified=later)).notices
    assert "did not" in changes(page("Shut.", modified=later), page("Open.", modified=later)).notices[0]
    assert "neither" in changes(page("Shut."), page("Shut. ", modified=later)).notices[0]


def test_json_leaves_out_what_stayed():
    found = changes(Article("One two three."), Article("One four three.")).to_dict()
    assert [part["state"] for part in found["parts"]] == ["replaced"]
    assert (found["removed"], found["added"]) == (1, 1)
