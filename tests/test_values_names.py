"""Names: found, keyed and compared across spelling, inflection and script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import whence.values
from whence.values import likeness, names, places, romanise

if TYPE_CHECKING:
    from whence.values.commonness import Judgement


def judge(common: str):
    """A judge that knows the given common words and nothing else."""

    def answer(words: list[str]) -> list[Judgement]:
        return ["common" if word.lower() in common.split() else "unknown" for word in words]

    return answer


def firm(text: str, language: str, common: str = "") -> list[str]:
    found = names.find(text, language, judge=judge(common))
    for name in found:
        assert text[name.start : name.end] == name.text
    return [name.text for name in found if not name.weak]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ilmarov", "Ильмаров"), ("Ilmarov", "إلماروف"), ("Ilmarov", "אילמרוב"), ("Baruti", "باروتي"), ("Karamanlo", "Καραμανλό"), ("Tandoori", "तंदूरी"),
        ("Joumâa", "Juma"), ("Qaseri", "Kasseri"), ("Suleimani", "Soleymani"), ("Chamkani", "Shamkani"), ("Ilmarov", "ილმაროვი"), ("Zelinko", "Зелінко"),
        ("Kovachev", "Kovačev"), ("Yusuf", "Youssouf"), ("Ali Rabi", "Rabi"), ("Rabi Ali", "Ali Rabi"), ("Mohamed", "محمد"),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert names.similar(a, b) >= 0.8
    assert names.similar(a, b) == pytest.approx(names.similar(b, a))


@pytest.mark.parametrize(
    ("a", "b"),
    [("Ilmarov", "Petersen"), ("Ilmarov", "بيترسن"), ("Baruti", "Karamanlo"), ("Smithson", "Johnson"), ("Marta Oli", "Peter Oldham"), ("Omaha", "Osaka"), ("", "Omaha")],
)  # fmt: skip
def test_two_names(a: str, b: str) -> None:
    assert names.similar(a, b) < 0.7


def test_keys_survive_script_and_inflection() -> None:
    assert (
        names.key("Ilmarov")
        == names.key("Ильмаров")
        == names.key("Ильмаровым", "ru")
        == names.key("إلماروف")
    )
    assert names.key("Ilmarov") != names.key("Petersen")
    assert names.key("Ana Ilmarov").split() == [names.key("Ana"), names.key("Ilmarov")]


def test_romanisation() -> None:
    assert romanise.romanise("Μπαρούτι") == "baruti"
    assert romanise.romanise("باروتي") == "barwty"
    assert romanise.skeleton("Philadelphia") == romanise.skeleton("فيلادلفيا")
    assert romanise.skeleton("") == ""


def test_places_have_one_code_in_all_languages() -> None:
    for text, language in (
        ("Deutschland", "de"),
        ("Allemagne", "fr"),
        ("في ألمانيا", "ar"),
        ("in Germany", "en"),
        ("德国", "zh"),
        ("в Германии", "ru"),
        ("Almanya'da", "tr"),
        ("בגרמניה", "he"),
    ):
        found = [n for n in names.find(f"x {text}" if language != "zh" else text, language) if n.code]
        assert [n.code for n in found] == ["DE"], (text, found)
    assert places.places("fr").code("vienne") == places.places("de").code("wien") == "Europe/Vienna"
    assert names.similar(names.find("x Vienne", "fr")[0], names.find("x Wien", "de")[0]) == 1.0


def test_peoples_are_weak() -> None:
    (found,) = names.find("the Bolivian delegation", "en")
    assert (found.code, found.weak) == ("BO", True)


def test_capitals_at_a_sentence_start_say_nothing() -> None:
    common = "lanterns the yesterday"
    assert firm("Lanterns were lit. Yesterday Marta Oli spoke.", "en", common) == ["Marta Oli"]
    assert firm("We met Oli. Oli spoke.", "en", common) == ["Oli", "Oli"] or firm(
        "We met Oli. Oli spoke.", "en", common
    ) == ["Oli"]


def test_titles_stand_apart() -> None:
    (found,) = list(names.find("We met President Marta Oli there.", "en", judge=judge("we")))
    assert (found.text, found.title, found.kind) == ("Marta Oli", "President", "person")
    (found,) = [
        n
        for n in names.find("Il generale Mario Bava tace.", "it", judge=judge("il generale"))
        if not n.weak
    ]
    assert (found.text, found.kind) == ("Mario Bava", "person")


def test_elisions_and_possessives_are_no_part() -> None:
    assert firm("il parle d’Ilmarov et de l’Otarie", "fr") == ["Ilmarov", "Otarie"]
    assert firm("we saw Ilmarov's lantern", "en") == ["Ilmarov"]
    assert firm("bugün Ilmarov'un feneri", "tr") == ["Ilmarov"]


def test_german_nouns_are_no_names() -> None:
    common = "laterne regierung zeitung die der das"
    assert firm(
        "Gestern hat die Regierung der Zeitung eine Laterne gezeigt, sagte Heiko Brandel.", "de", common
    ) == ["Heiko Brandel"]


def test_months_and_weekdays_are_no_names() -> None:
    assert firm("We came on Friday in November.", "en") == []


def test_scripts_without_capitals() -> None:
    assert firm("قال الرئيس ميشيل إلماروف", "ar", "قال الرئيس رئيس") == ["ميشيل إلماروف"]
    assert "唐纳德·伊尔马" in firm("他会见唐纳德·伊尔马。", "zh")
    assert "ドナルド・イルマ" in firm("ドナルド・イルマが来た", "ja")


def test_acronyms_get_their_words_from_the_text() -> None:
    found = names.find(
        "Le Conseil suprême des lanternes (CSL) a parlé. Le CSL attend.", "fr", judge=judge("le conseil")
    )
    assert [n.expansion for n in found if n.text == "CSL"] == ["Conseil suprême des lanternes"] * 2


def test_an_acronym_of_another_language_gets_the_phrase_before_it() -> None:
    found = names.find(
        "Il parle au Conseil suprême des lanternes (SLC) ici.", "fr", judge=judge("il le conseil")
    )
    assert [n.expansion for n in found if n.text == "SLC"] == ["Conseil suprême des lanternes"]


def test_common_words_with_a_capital_of_respect_are_weak() -> None:
    found = names.find("il dirige le Conseil et voit Ilmarov", "fr", judge=judge("conseil"))
    assert [(n.text, n.weak) for n in found] == [("Conseil", True), ("Ilmarov", False)]


def test_locate_finds_a_name_where_the_script_gives_no_cue() -> None:
    text = "وصل ميشيل إلماروف إلى المدينة"
    score, start, end = names.locate("Ilmarov", text, "ar")
    assert score > 0.8
    assert text[start:end] == "إلماروف"
    assert names.locate("Ilmarov", "", "ar") is None


@pytest.mark.parametrize(
    "language",
    ["en", "fr", "de", "ru", "ar", "fa", "he", "hi", "tr", "zh", "ja", "ko", "th", "ka", "und", "xx"],
)
@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_error_and_offsets_fit(language: str, text: str) -> None:
    last = 0
    for found in names.find(text, language):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        last = found.end


@settings(deadline=None)
@given(a=st.text(max_size=40), b=st.text(max_size=40))
def test_likeness_is_a_symmetric_share(a: str, b: str) -> None:
    assert 0.0 <= likeness.similar(a, b) <= 1.0
    assert likeness.similar(a, b) == pytest.approx(likeness.similar(b, a))


def test_all_values_together_do_not_overlap() -> None:
    found = whence.values.find("On Friday, 3 May 2019, Marta Oli sold 250 lanterns in Vienna.", "en")
    assert [d.caption for d in found.dates] == ["2019-05-03"]
    assert [n.caption for n in found.numbers] == ["250"]
    assert [n.text for n in found.names if not n.weak] == ["Marta Oli", "Vienna"]


def test_a_country_is_no_part_of_a_longer_foreign_name():
    assert [(n.text, n.code) for n in names.find("マリアはマリにいる。", "ja") if n.code] == [
        ("マリ", "ML")
    ]
    assert not [n for n in names.find("아말리에는 웃었다.", "ko") if n.code]
    assert [n.code for n in names.find("말리에서 왔다.", "ko") if n.code] == ["ML"]


@pytest.mark.parametrize("name", ["玛丽亚·冈萨雷斯", "朱莉娅·森德尔", "马克西姆·库兹涅佐夫"])
def test_transliterated_names_are_found_whole(name):
    assert name in [n.text for n in names.find(f"记者{name}说，他不知道。", "zh")]
