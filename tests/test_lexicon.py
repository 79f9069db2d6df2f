"""The lexicon: hashing, forms, segmentation, the file, and what the shipped data knows."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence import lexicon
from whence.lexicon import forms, hashing, lookup, segment, table
from whence.words import words

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


def shared(lex, left, right):
    """Cosine of two (word, language) by their concepts."""
    rows = [lex.lookup([word], language) for word, language in (left, right)]
    weights = [dict(zip(r.ids.tolist(), r.weights.tolist(), strict=True)) for r in rows]
    return sum(w * weights[1].get(i, 0.0) for i, w in weights[0].items())


@given(st.lists(TEXT, max_size=8))
def test_keys_of_many_words_are_the_keys_of_each(words):
    together = hashing.keys(words)
    assert together.tolist() == [int(hashing.keys([w])[0]) for w in words]


@given(TEXT, st.integers(1, 6))
def test_substring_keys_are_the_keys_of_the_substrings(text, longest):
    rows = hashing.substring_keys(hashing.code_points(text), longest)
    for n, keys in enumerate(rows, 1):
        assert keys.tolist() == [
            int(hashing.keys([text[i : i + n]])[0]) for i in range(max(len(text) - n + 1, 0))
        ]


@given(TEXT, TEXT)
def test_joined_sums_are_those_of_the_phrase(left, right):
    sums = hashing.joined(hashing.sums([left]), np.array([len(left)]), hashing.sums([right]))
    if len(left) + 1 < hashing.LONGEST - 1 and len(left) + 1 + len(right) <= hashing.LONGEST:
        assert sums[0] == hashing.sums([f"{left} {right}"])[0]


def test_tags_keep_forms_stems_and_prefixes_apart():
    spaces = {
        int(hashing.keys(["bear"], tag)[0]) for tag in (hashing.FORM, hashing.STEM, hashing.PREFIX)
    }
    assert len(spaces) == 3


def _member(*words):
    keys = np.sort(hashing.keys(words))
    return lambda asked: np.isin(asked, keys)


def _cut(text, *words, longest=4):
    starts, ends, _ = segment.maximal(
        hashing.code_points(text), np.array([len(text)]), np.zeros(1, bool), _member(*words), longest
    )
    return [text[a:b] for a, b in zip(starts, ends, strict=True)]


def test_the_longest_words_win_and_the_rest_stands_alone():
    assert _cut("abcdxef", "ab", "abc", "bc", "d", "ef") == ["abc", "d", "x", "ef"]


def test_two_ways_to_cut_are_both_kept():
    assert _cut("abcd", "abc", "bcd") == ["abc", "bcd"]


@given(
    st.text("abc", min_size=1, max_size=20), st.sets(st.text("abc", min_size=1, max_size=3), max_size=8)
)
def test_words_cover_the_run_and_none_lies_inside_another(text, known):
    starts, ends, _ = segment.maximal(
        hashing.code_points(text), np.array([len(text)]), np.zeros(1, bool), _member(*known), 3
    )
    covered = {i for a, b in zip(starts.tolist(), ends.tolist(), strict=True) for i in range(a, b)}
    assert covered == set(range(len(text)))
    assert (np.diff(starts) > 0).all()
    assert (np.diff(ends) > 0).all()


def test_words_do_not_cross_from_run_to_run():
    starts, ends, runs = segment.maximal(
        hashing.code_points("abcd"), np.array([2, 4]), np.zeros(2, bool), _member("bc", "ab"), 3
    )
    assert list(zip(starts.tolist(), ends.tolist(), runs.tolist(), strict=True)) == [
        (0, 2, 0),
        (2, 3, 1),
        (3, 4, 1),
    ]


def test_phrases_are_found_over_single_spaces_only():
    words = ["rain", "coat", "hook"]
    sequence, near = np.array([0, 1, 2, 0, 1], np.int32), np.array([0, 1, 1, 0, 0], bool)
    first, last = segment.phrases(
        words, sequence, near, _member("rain coat", "coat hook", "rain coat hook")
    )
    assert (first.tolist(), last.tolist()) == ([0], [2])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'homme, d'Italia", ["L", "homme", "d", "Italia"]),
        ("м'ята і обʼєкт", ["м'ята", "і", "обʼєкт"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می‌شود، کتاب", ["می‌شود", "کتاب"]),
        ("U.S. and N.A.T.O. 42", ["U.S.", "and", "N.A.T.O."]),
        ("東京オリンピックの", ["東京", "オリンピック", "の"]),
        ("\ud800 x \x00", ["x"]),
    ],
)
def test_words_of_many_scripts(text, words):
    assert forms.WORD.findall(text) == words


def test_one_normal_form_for_what_is_spelled_in_two_ways():
    assert forms.normal("Ђоковић", "sr") == forms.normal("Đoković", "hr")
    assert forms.normal("کتاب", "fa") == forms.normal("كتاب", "ar")
    assert forms.normal("Éléphant", "fr") == "elephant"
    assert forms.normal("Má", "vi") != forms.normal("Ma", "vi")


def test_clitics_come_off_from_the_longest_on():
    assert next(forms.without_clitics("والبيت", "ar")) == "بيت"
    assert "בית" in set(forms.without_clitics("והבית", "he"))
    assert not list(forms.without_clitics("house", "en"))


def test_compounds_are_cut_in_two():
    assert ("hafen", "meister") in set(forms.parts("hafenmeister", "de"))
    assert ("zeitung", "leser") in set(forms.parts("zeitungsleser", "de"))
    assert not list(forms.parts("hafenmeister", "fr"))


def test_a_file_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "small.bin"
    columns = {
        "a": np.array([1, 2, 3], np.uint32),
        "b": np.array([9], np.uint8),
        "none": np.empty(0, np.uint16),
    }
    table.write(path, {"languages": ["xx"]}, columns)
    about, found = table.read(path)
    assert about == {"languages": ["xx"]}
    assert {n: c.tolist() for n, c in found.items()} == {n: c.tolist() for n, c in columns.items()}
    table.write(tmp_path / "again.bin", {"languages": ["xx"]}, columns)
    assert path.read_bytes() == (tmp_path / "again.bin").read_bytes()


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "other.bin"
    path.write_bytes(b"something else, and long enough")
    with pytest.raises(ValueError, match="not a lexicon file"):
        table.read(path)


def test_the_shipped_lexicon_is_small_quick_and_wide():
    started = time.process_time()
    lex = lexicon.Lexicon(lexicon.DATA)
    lex.lookup(["house"], "en")
    assert time.process_time() - started < 0.2
    assert lexicon.DATA.stat().st_size <= 20_000_000
    assert len(lex.languages) >= 85
    assert lex.concepts <= 65_536


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("bateau", "fr"), ("ship", "en")),
        (("Regierung", "de"), ("government", "en")),
        (("правительство", "ru"), ("hükümet", "tr")),
        (("政府", "zh"), ("gobierno", "es")),
        (("الحكومة", "ar"), ("دولت", "fa")),
        (("ministro", "it"), ("міністр", "uk")),
        (("вода", "sr"), ("voda", "hr")),
        (("물", "ko"), ("maji", "sw")),
        (("nước", "vi"), ("water", "en")),
        (("წყალი", "ka"), ("پانی", "ur")),
        (("went", "en"), ("aller", "fr")),
    ],
)
def test_translations_share_concepts(left, right):
    assert shared(lexicon.load(), left, right) > 0.1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("bateau", "fr"), ("government", "en")),
        (("政府", "zh"), ("agua", "es")),
        (("maji", "sw"), ("door", "en")),
    ],
)
def test_other_words_do_not(left, right):
    assert shared(lexicon.load(), left, right) < 0.05


def test_inflected_and_compound_words_are_found_with_less_trust():
    lex = lexicon.load()
    found = lex.lookup(["Hafenverwaltung", "qqxzv"], "de")
    assert found.trust[0] < 1
    assert found.trust[1] == 0
    assert found.indptr.tolist()[-2:] == [found.indptr[1]] * 2
    assert lex.knows(["Wasser", "qqxzv"], "de").tolist() == [True, False]


def test_rows_are_of_length_one():
    found = lexicon.load().lookup(["house", "shore", "qqxzv"], "en")
    norms = np.sqrt(np.add.reduceat(found.weights**2, found.indptr[:2]))
    assert norms == pytest.approx([1, 1], abs=1e-3)


def test_common_words_say_less_than_rare_ones():
    lex = lexicon.load()
    rarity = lex.lookup(["the", "water", "lighthouse"], "en").rarity
    assert (np.diff(rarity) > 0).all()
    ids = lex.concept_ids(["the", "lighthouse"])
    assert ((lex.idf(ids) >= 0) & (lex.idf(ids) <= 1)).all()


def test_concepts_are_found_by_the_english_words_they_are_called_after():
    lex = lexicon.load()
    ids = lex.concept_ids(["declare", "announce", "qqxzv"])
    assert len(ids) == 2
    assert {lex.caption(i)[:5] for i in ids.tolist()} == {"decla", "annou"}


def test_a_language_without_a_list_knows_nothing():
    lex = lexicon.load()
    assert not lex.has("und")
    assert lex.lookup(["house"], "und").trust.tolist() == [0]
    assert lex.has("sr")
    assert lex.has("bs")
    assert {"sr", "hr", "bs", "sh"} <= lex.languages


def test_both_scripts_of_chinese_share_one_list():
    assert forms.simplified("國會議員說 abc \ud800") == "国会议员说 abc \ud800"
    assert forms.normal("國會", "zh") == forms.normal("国会", "zh-Hans".partition("-")[0])
    known = lexicon.load().words("zh").has
    found = [
        words([text], tag, known)
        for text, tag in (("总统说灯塔关闭", "zh"), ("總統說燈塔關閉", "zh-Hant"))
    ]
    assert list(found[0].distinct) == list(found[1].distinct)
    assert {"总统", "关闭"} <= set(found[0].distinct)
    assert forms.simplified("日本語") == "日本语"  # only asked for Chinese: Japanese keeps its own
    assert forms.normal("語", "ja") == "語"


def test_words_asked_for_again_mean_the_same(monkeypatch):
    asked_for = ["lantern", "lanterns", "lighthouse", "zzxqv", "the", "harbourmasters", "lantern"]
    once = lookup.concepts(asked_for, lexicon.load().words("en"))
    monkeypatch.setattr(lookup, "MOST", 4)  # what is remembered is forgotten again and again
    for _ in range(3):
        for asked in (asked_for, asked_for[2:5], asked_for[::-1]):
            again = lexicon.load().lookup(asked, "en")
            for i, word in enumerate(asked):
                k = asked_for.index(word)
                for column in ("ids", "weights"):
                    mine = getattr(again, column)[again.indptr[i] : again.indptr[i + 1]]
                    told = getattr(once, column)[once.indptr[k] : once.indptr[k + 1]]
                    assert mine.tolist() == told.tolist()
                assert (again.trust[i], again.rarity[i]) == (once.trust[k], once.rarity[k])
