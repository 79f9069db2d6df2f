"""A name of a script with capitals is heard in a text without: by sound, whatever is written onto it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.values.hearing import UNSPACED, hear, written

# One sentence a language, about a captain Lindqvist who left Norvik for Montova.
TEXTS = {
    "ar": "قالت القبطانة غريتا ليندكفيست إنها غادرت نورفيك إلى مونتوفا يوم الثلاثاء.",
    "he": "הקברניטה גרטה לינדקוויסט אמרה כי עזבה את נורוויק למונטובה ביום שלישי.",
    "fa": "ناخدا گرتا لیندکویست گفت که روز سه‌شنبه نورویک را به مقصد مونتووا ترک کرد.",
    "hi": "कप्तान ग्रेटा लिंडक्विस्ट ने कहा कि वह मंगलवार को नोरविक से मोंटोवा रवाना हुई।",
    "bn": "ক্যাপ্টেন গ্রেটা লিন্ডকভিস্ট বলেন, তিনি মঙ্গলবার নরভিক ছেড়ে মন্টোভা গেছেন।",
    "ta": "கேப்டன் கிரேட்டா லிண்ட்க்விஸ்ட் செவ்வாயன்று நோர்விக்கிலிருந்து மொண்டோவா சென்றார்.",
    "ka": "კაპიტანმა გრეტა ლინდკვისტმა თქვა, რომ სამშაბათს ნორვიკიდან მონტოვაში გაემგზავრა.",
    "am": "ካፒቴን ግሬታ ሊንድክቪስት ማክሰኞ ከኖርቪክ ወደ ሞንቶቫ ሄዱ።",
    "th": "กัปตันเกรตา ลินด์ควิสต์ กล่าวว่าเธอออกจากนอร์วิกไปมอนโตวาเมื่อวันอังคาร",
    "ja": "グレタ・リンドクヴィスト船長は火曜日にノルヴィクを発ちモントヴァへ向かったと述べた。",
    "zh": "船长格蕾塔·林德奎斯特说，她星期二离开诺尔维克前往蒙托瓦。",
    "ko": "그레타 린드크비스트 선장은 화요일에 노르비크를 떠나 몬토바로 갔다고 말했다.",
}
PRESENT = ("Lindqvist", "Norvik", "Montova")
ABSENT = ("Fernandez", "Okafor", "Barcelona", "Whittaker")


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_a_name_that_is_there_is_heard_better_than_any_that_is_not(language):
    there = [hear(name, TEXTS[language], language) for name in PRESENT]
    elsewhere = [hear(name, TEXTS[language], language) for name in ABSENT]
    assert min(there) > max(elsewhere)
    assert min(there) > 2
    assert max(elsewhere) < 4


def test_a_name_in_latin_letters_is_heard_whatever_the_script():
    assert hear("Lindqvist", "船长 Lindqvist 说", "zh") > 20


def test_a_name_is_heard_inside_what_is_written_onto_it():
    bare = hear("Tolvane", "تولفان", "ar")
    assert bare - 4 < hear("Tolvane", "وبتولفان", "ar") < bare


@pytest.mark.parametrize(("name", "text"), [("", "غريتا"), ("Greta", ""), ("Greta", "1,234 … !")])
def test_nothing_is_never_heard(name, text):
    assert hear(name, text, "ar") < 0


@given(
    st.text(max_size=40),
    st.text(max_size=80),
    st.sampled_from(sorted({*UNSPACED, *TEXTS, "und", "ru"})),
)
def test_any_text_has_odds(name, text, language):
    assert math.isfinite(hear(name, text, language))
    assert written(language) in ("bare", "syllabic", "full")
