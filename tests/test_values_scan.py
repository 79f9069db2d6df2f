"""Many passages read at once give what each gives alone: no value reaches over the seam."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.valued import values
from whence.values import dates, figures, numbers
from whence.values.scan import BREAK, joined, scan

# What could meet the next passage's start, or be met by the last one's end.
PIECES = {
    "en": ["about", "12", "30.000", "$", "two", "hundred", "and", "May", "last", "week", "Friday", "p.m.", "5", "2019", "-", "between", "½", "%", "twenty", "million", "day"],
    "fr": ["environ", "quatre", "vingt", "dix", "le", "3", "mai", "1998", "à", "8 h 30", "du soir", "euros", "semaine", "dernière", "entre", "et"],
    "ar": ["حوالي", "خمسة", "وعشرون", "ألف", "٣٠", "في المئة", "أمس", "الماضي", "يوم", "الأحد", "مرتين", "دولار", "و", "إلى"],
    "zh": ["约", "三", "万", "5", "年", "月", "上", "周", "六", "百分之", "二十五", "分之", "一", "昨天", "美元", "第"],
    "vi": ["khoảng", "hai", "mươi", "năm", "tháng", "3", "ngày", "12", "lúc", "triệu", "tuần", "trước"],
    "es": ["a las", "5", "de la tarde", "el", "lunes", "cien", "mil", "millones", "de", "enero", "unos", "la", "mañana"],
    "hu": ["két", "napos", "hatvan", "ezer", "2020", "május", "5-én", "kedden", "múlt", "hét"],
}  # fmt: skip


def _places(found):
    return zip(found.passage.tolist(), found.start.tolist(), found.end.tolist(), strict=True)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_batch_gives_what_its_passages_give(data):
    language = data.draw(st.sampled_from(sorted(PIECES)))
    passage = st.lists(st.sampled_from(PIECES[language]), max_size=5).map(" ".join)
    texts = data.draw(st.lists(passage, max_size=5))
    whole = values(texts, language)
    alone = [values([text], language) for text in texts]
    assert sorted(_places(whole)) == sorted(
        (number, start, end) for number, one in enumerate(alone) for _, start, end in _places(one)
    )
    assert sorted(whole.key.tolist()) == sorted(key for found in alone for key in found.key.tolist())


def test_more_passages_than_one_batch_keep_their_offsets():
    texts = ["no value here", "on 3 May 2019 some 12,500 people"] * 1500
    found = values(texts, "en")
    assert set(found.passage.tolist()) == set(range(1, 3000, 2))
    assert {(start, end) for _, start, end in _places(found)} == {(3, 13), (19, 25)}


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [("twenty", "one", "en"), ("last", "week", "en"), ("环球上", "周六", "zh"), ("30", "000", "fr"),
     ("about", "500", "en"), ("quatre", "vingt", "fr"), ("tháng", "12", "vi"), ("昨天 2", "月", "zh")],
)  # fmt: skip
def test_nothing_is_read_over_a_break(left, right, language):
    edge = len(left) + len(BREAK)
    both = joined([left, right], language)
    for value in (*numbers.read(both), *dates.read(both)):
        assert value.end <= len(left) or value.start >= edge
    assert [n.value for n in numbers.read(both)] == [
        n.value for t in (left, right) for n in numbers.find(t, language)
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_lower_case_keeps_every_place(text):
    lower = figures.lowered(text)
    assert len(lower) == len(text)
    tokens = scan(text, "tr")
    assert [lower[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.tokens


@pytest.mark.parametrize("written", ["٣٠", "३०", "๓๐", "３０", "૩૦", "೩೦", "၃၀", "༣༠", "꘣꘠"])
def test_digits_of_any_script(written):
    assert [n.value for n in numbers.find(f"x {written} y", "und")] == [30]


def test_a_dotted_capital_begins_a_number():
    assert [n.value for n in numbers.find("İki gemi geldi.", "tr") if not n.weak] == [2]
