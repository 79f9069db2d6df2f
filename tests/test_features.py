"""Features and similarity: what they point at, and that translations meet."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import similarity
from whence.features import CONCEPT, NUMBER, features
from whence.records import Article

FRENCH = [
    "Le phare de l'île a été fermé lundi par le ministère des transports.",
    "Trois pêcheurs ont disparu pendant la tempête.",
    "Le maire Tolvanen a refusé de répondre aux journalistes.",
    "Les travaux coûteront 30.000 euros.",
]
ENGLISH = [
    "The island's lighthouse was closed on Monday by the ministry of transport.",
    "Three fishermen disappeared during the storm.",
    "Mayor Tolvanen refused to answer the journalists.",
    "The works will cost 30,000 euros.",
]
ARABIC = [
    "أغلقت وزارة النقل منارة الجزيرة يوم الاثنين.",
    "اختفى ثلاثة صيادين خلال العاصفة.",
    "رفض رئيس البلدية تولفانين الإجابة على أسئلة الصحفيين.",
    "ستكلف الأعمال ٣٠٬٠٠٠ يورو.",
]
CHINESE = [
    "岛上的灯塔星期一被交通部关闭。",
    "三名渔民在暴风雨中失踪。",
    "市长托尔瓦宁拒绝回答记者的问题。",
    "工程将耗资30000欧元。",
]


def article(passages, language):
    return Article.from_passages(passages, language=language)


def matrix(left, right):
    return similarity.matrix(*(similarity.side(f) for f in features([left, right])))


@pytest.mark.parametrize(("texts", "language"), [(ENGLISH, "en"), (ARABIC, "ar"), (CHINESE, "zh")])
def test_features_point_at_their_words(texts, language):
    row = article(texts, language)
    found = features([row])[0]
    assert len(found.key) == len(found.weight) == len(found.start)
    for passage, start, end in zip(found.passage, found.start, found.end, strict=True):
        home = row.passages[passage]
        assert home.start <= start < end <= home.end
    assert (found.weight >= 0).all()
    assert (np.diff(found.token) >= 0).all()
    assert found.known.min() > 0.5


def test_lengths_are_counted_in_letters_of_an_alphabet():
    texts = ["", "Rain fell.", "下雨了。", "雨が降った。", "비가 왔다."]
    found = features([article(texts, "und")])[0].length
    assert found == pytest.approx([0, 10, 3 * 3.4 + 1, 2 * 3.4 + 3 * 1.9 + 1, 4 * 2.4 + 2], abs=0.01)


def test_equal_numbers_have_equal_keys_in_every_script():
    rows = features(
        [
            article([FRENCH[3]], "fr"),
            article([ENGLISH[3]], "en"),
            article([ARABIC[3]], "ar"),
            article([CHINESE[3]], "zh"),
        ]
    )
    keys = [set(r.key[r.kind == NUMBER].tolist()) for r in rows]
    assert set.intersection(*keys)


@pytest.mark.parametrize(("other", "language"), [(FRENCH, "fr"), (ARABIC, "ar"), (CHINESE, "zh")])
def test_each_passage_is_nearest_to_its_translation(other, language):
    scores = matrix(article(ENGLISH, "en"), article(other, language))
    assert scores.argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert scores.argmax(axis=0).tolist() == [0, 1, 2, 3]


def test_the_same_text_scores_one_and_scores_are_symmetric():
    left, right = article(ENGLISH, "en"), article(FRENCH, "fr")
    assert np.diag(matrix(left, left)) == pytest.approx(1, abs=0.02)
    assert matrix(left, right) == pytest.approx(matrix(right, left).T, abs=1e-5)


def test_scores_do_not_change_with_what_else_is_in_the_batch():
    alone = features([article(FRENCH, "fr")])[0]
    among = features([article(ENGLISH, "en"), article(FRENCH, "fr"), article(ENGLISH, "en")])[1]
    assert (alone.key == among.key).all()
    assert alone.weight == pytest.approx(among.weight)


def _met(left, right, i, j):
    """The words of two passages that meet, as pairs of spans with their likeness."""
    rows = features([left, right])
    sides = [similarity.side(f) for f in rows]
    likeness = similarity.meetings_of_types(*sides).toarray()
    words = []
    for f, s, of, passage in zip(rows, sides, (left, right), (i, j), strict=True):
        tokens = {int(t): (int(a), int(b)) for t, a, b in zip(f.token, f.start, f.end, strict=True)}
        here = [k for k in range(len(s.type_of)) if s.passage[k] == passage]
        words.append([(of.text[slice(*tokens[k])], s.type_of[k]) for k in here])
    return {(a, b): likeness[t, u] for a, t in words[0] for b, u in words[1] if likeness[t, u] > 0}


def test_words_meet_by_meaning_by_name_and_by_value():
    left, right = article(ENGLISH, "en"), article(ARABIC, "ar")
    assert _met(left, right, 0, 0)["ministry", "وزارة"] > 0.5
    assert _met(left, right, 2, 2)["Tolvanen", "تولفانين"] > 0.2
    assert _met(left, article(FRENCH, "fr"), 3, 3)["30,000 euros", "30.000 euros"] == pytest.approx(1)
    assert ("ministry", "الجزيرة") not in _met(left, right, 0, 0)


def test_korean_names_meet_with_their_particles():
    english = article(["They came from Mandurin."], "en")
    bare, inflected = (article([t], "ko-KR") for t in ("만두린 왔다.", "만두린에서 왔다."))
    with_particle = _met(english, inflected, 0, 0)["Mandurin", "만두린에서"]
    assert with_particle == _met(english, bare, 0, 0)["Mandurin", "만두린"] > 0.4


def test_words_whose_space_was_lost_are_parted():
    text = "The governmentannounced parliamentelections."
    found = features([article([text], "en")])[0]
    spans = {text[a:b] for a, b in zip(found.start, found.end, strict=True)}
    assert spans == {"The", "government", "announced", "parliament", "elections"}
    assert found.known[0] == 1


def test_unknown_names_stay_whole():
    text = "Tolvanen met Orzubekkin at Grelmpfondo."
    found = features([article([text], "en")])[0]
    spans = {text[a:b] for a, b in zip(found.start, found.end, strict=True)}
    assert {"Tolvanen", "Orzubekkin", "Grelmpfondo"} <= spans


def test_a_language_without_a_list_works_on_names_and_numbers():
    unknown = article(["Zzub qarr Tolvanen vubb.", "Xyq 30.000 zzub."], "und")
    scores = matrix(unknown, article(ENGLISH, "en"))
    assert scores[0].argmax() == 2
    assert scores[1].argmax() == 3
    assert not (features([unknown])[0].kind == CONCEPT).any()


@pytest.mark.parametrize("texts", [[], [""], ["   ", "…!?"], ["\x00\ud800\udfff", "𐍈𐌰 ﷽"]])
@pytest.mark.parametrize("language", ["en", "zh", "vi", "und"])
def test_odd_texts_do_no_harm(texts, language):
    row = article(texts, language)
    scores = matrix(row, article(ENGLISH, "en"))
    assert scores.shape == (len(texts), 4)
    assert np.isfinite(scores).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=40), max_size=4),
    st.sampled_from(["en", "ja", "ar", "th", "ko", "vi", "de", "und"]),
)
def test_any_text_in_any_language(texts, language):
    found = features([article(texts, language)])[0]
    assert found.passages == len(texts)
    assert np.isfinite(found.weight).all()
    assert (found.start < found.end).all()


COLUMNS = ("passage", "token", "key", "kind", "weight", "start", "end", "length", "known")


def same(one, other):
    return one.passages == other.passages and all(
        getattr(one, name).dtype == getattr(other, name).dtype
        and np.array_equal(getattr(one, name), getattr(other, name))
        for name in COLUMNS
    )


def test_features_are_the_same_alone_in_company_and_after_others(monkeypatch):
    korean = ["정부는 등대를 월요일에 닫았다.", "어부 세 명이 실종됐다."]
    thai = ["ประภาคารของเกาะถูกปิดเมื่อวันจันทร์", "ชาวประมงสามคนหายตัวไป"]
    rows = [
        article(texts, language)
        for texts, language in (
            (ENGLISH, "en"),
            (CHINESE, "zh"),
            ([], "en"),
            ([*ENGLISH[::-1], "The lighthousekeeper of Tolvanen left on 3 May 2021."], "eng"),
            (ARABIC, "ar"),
            (thai, "th"),
            (korean, "ko"),
            (["", "Der Leuchtturmwärter schwieg.\nDrei Fischer nicht."], "de"),
            (ENGLISH[1:], "en-GB"),
            (["Unknown tongue 30."], "und"),
        )
    ]
    together = features(rows)
    monkeypatch.setattr("whence.features.BATCH", 3)
    parted = features(rows)
    monkeypatch.setattr("whence.vocabulary._vocabularies", {})
    for row, company, batch in zip(rows, together, parted, strict=True):
        alone = features([row])[0]
        assert alone.passages == len(row.passages)
        assert same(alone, company)
        assert same(alone, batch)


def test_what_is_remembered_of_words_has_a_bound(monkeypatch):
    monkeypatch.setattr("whence.vocabulary._vocabularies", {})
    monkeypatch.setattr("whence.vocabulary.MOST", 12)
    rows = [article([text], "en") for text in ENGLISH]
    before = [features([row])[0] for row in rows]
    from whence import vocabulary

    assert sum(map(len, vocabulary._vocabularies.values())) < 12 + 10
    monkeypatch.setattr("whence.vocabulary.MOST", 1 << 17)
    assert all(same(a, b) for a, b in zip(features(rows), before, strict=True))


def test_many_threads_may_ask_for_features_at_once(monkeypatch):
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setattr("whence.vocabulary._vocabularies", {})
    rows = [article([f"{text} Wordling{n}"], "en") for n in range(40) for text in ENGLISH]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(lambda row: features([row])[0], rows))
    assert all(same(a, b) for a, b in zip(features(rows), at_once, strict=True))
