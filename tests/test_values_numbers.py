"""Numbers: how they are written in many languages, and when two of them are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.values import cjk, number_words, numbers, spelled


def only(text: str, language: str) -> numbers.Number:
    found = numbers.find(text, language)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12.500 paniers", "fr", 12500),
        ("12 500 paniers", "fr", 12500),
        ("12\u202f500 paniers", "fr", 12500),
        ("12,500 baskets", "en", 12500),
        ("3,5 Körbe", "de", 3.5),
        ("3.5 baskets", "en", 3.5),
        ("1.234.567,5 Körbe", "de", 1234567.5),
        ("1,234,567.5 baskets", "en", 1234567.5),
        ("12'500 Körbe", "de", 12500),
        ("2,45,000 टोकरी", "hi", 245000),
        ("١٢٬٥٠٠ سلة", "ar", 12500),
        ("۱۲۵۰۰ سبد", "fa", 12500),
        ("१२५०० टोकरी", "hi", 12500),
        ("๑๒๕ ใบ", "th", 125),
        ("１２５個の籠", "ja", 125),
        ("২৫০ ঝুড়ি", "bn", 250),
        ("2½ baskets", "en", 2.5),
        ("0,125 Körbe", "de", 0.125),
    ],
)
def test_figures_in_every_way_of_grouping(text: str, language: str, value: float) -> None:
    assert only(text, language).value == Decimal(str(value))


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("twenty-one lanterns", "en", 21),
        ("three hundred and twelve thousand lanterns", "en", 312_000),
        ("quatre-vingt-dix-sept lanternes", "fr", 97),
        ("deux cent mille lanternes", "fr", 200_000),
        ("septante lanternes", "fr", 70),
        ("siebenhundertdreiundvierzig Laternen", "de", 743),
        ("zwölftausend Laternen", "de", 12_000),
        ("doscientas treinta y cuatro farolas", "es", 234),
        ("dos mil millones de farolas", "es", 2_000_000_000),
        ("centotrentotto lanterne", "it", 138),
        ("двести сорок пять фонарей", "ru", 245),
        ("двухсот сорока пяти фонарей", "ru", 245),
        ("п’ять ліхтарів", "uk", 5),
        ("yirmi beş bin fener", "tr", 25_000),
        ("kolmekymmentäviisi lyhtyä", "fi", 35),
        ("kétszáznegyven lámpás", "hu", 240),
        ("fünfundzwanzig Laternen", "de", 25),
        ("vijfentwintig lantaarns", "nl", 25),
        ("ثلاثة وعشرين فانوسا", "ar", 23),
        ("خمسمئة فانوس", "ar", 500),
        ("שלוש מאות ועשרים פנסים", "he", 320),
        ("سی و پنج فانوس", "fa", 35),
        ("तीन लाख दस हज़ार लालटेन", "hi", 310_000),
        ("dua puluh lima lentera", "id", 25),
        ("hai mươi mốt đèn", "vi", 21),
        ("两百三十五个灯笼", "zh", 235),
        ("三万五千盏灯", "zh", 35_000),
        ("1.2亿盏灯", "zh", 120_000_000),
        ("3万5千個の提灯", "ja", 35_000),
        ("3만5천 개의 등불", "ko", 35_000),
        ("βδ ογδόντα τρία φανάρια", "el", 83),
        ("osiemdziesiąt trzy latarnie", "pl", 83),
        ("تیس لالٹین", "ur", 30),
    ],
)
def test_numbers_in_words(text: str, language: str, value: int) -> None:
    assert only(text, language).value == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3.5 million tiles", "en", 3_500_000),
        ("3,5 Mio. Ziegel", "de", 3_500_000),
        ("3,5 млн черепиц", "ru", 3_500_000),
        ("15 тыс. черепиц", "ru", 15_000),
        ("2,5 milliards de tuiles", "fr", 2_500_000_000),
        ("4 lakh tiles", "hi", None),
        ("४ लाख टाइलें", "hi", 400_000),
        ("2 کروڑ ٹائلیں", "ur", 20_000_000),
        ("3 ملايين بلاطة", "ar", 3_000_000),
        ("3,1 δισ. κεραμίδια", "el", 3_100_000_000),
        ("7 juta genteng", "id", 7_000_000),
    ],
)
def test_scale_words_behind_figures(text: str, language: str, value: int | None) -> None:
    found = numbers.find(text, language)
    assert found[0].value == (value if value is not None else 4)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("25 %", "fr", 25, "%"),
        ("25 per cent", "en", 25, "%"),
        ("veinticinco por ciento", "es", 25, "%"),
        ("٢٥ في المئة", "ar", 25, "%"),
        ("%25", "tr", 25, "%"),
        ("百分之二十五", "zh", 25, "%"),
        ("25 процентов", "ru", 25, "%"),
        ("25 prosenttia", "fi", 25, "%"),
        ("$5.3 million", "en", 5_300_000, "USD"),
        ("£2bn", "en", 2_000_000_000, "GBP"),
        ("3,1 Milliarden Euro", "de", 3_100_000_000, "EUR"),
        ("400 рублей", "ru", 400, "RUB"),
        ("2억 달러", "ko", 200_000_000, "USD"),
        ("10 miles", "en", 10, "mile"),
        ("16 kilomètres", "fr", 16, "km"),
        ("68 °F", "en", 68, "°F"),
        ("-5 °C", "de", -5, "°C"),
        ("12 Stunden", "de", 12, "hour"),
        ("سنتين", "ar", 2, "year"),
        ("שעתיים", "he", 2, "hour"),
    ],
)
def test_units(text: str, language: str, value: int, unit: str) -> None:
    found = only(text, language)
    assert (found.value, found.unit) == (value, unit)


def test_the_hundred_of_a_percentage_is_not_a_number_of_its_own() -> None:
    assert [n.caption for n in numbers.find("el 40 por ciento de ellos", "es")] == ["40 %"]


def test_an_ambiguous_sign_keeps_its_other_reading() -> None:
    english, german = only("1.500 pears", "en"), only("1.500 Birnen", "de")
    assert (english.value, english.alternative) == (Decimal("1.500"), Decimal(1500))
    assert numbers.same(english, german) == "equal"


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("10-12 pears", "en", 10, 12),
        ("between five and seven pears", "en", 5, 7),
        ("von 10 bis 12 Birnen", "de", 10, 12),
        ("2-3 million pears", "en", 2_000_000, 3_000_000),
        ("от 10 до 12 груш", "ru", 10, 12),
    ],
)
def test_ranges(text: str, language: str, low: int, high: int) -> None:
    found = only(text, language)
    assert (found.value, found.high) == (low, high)


def test_and_only_makes_a_range_after_between() -> None:
    assert len(numbers.find("he sold 5 and 7 pears", "en")) == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("about 300 pears", "en"),
        ("environ 300 poires", "fr"),
        ("около 300 груш", "ru"),
        ("约300个梨", "zh"),
        ("حوالي 300 ثمرة", "ar"),
    ],
)
def test_approximations(text: str, language: str) -> None:
    assert only(text, language).approximate
    assert not only("300", language).approximate


def test_words_that_are_often_no_numbers_are_weak() -> None:
    for text, language in (
        ("one day", "en"),
        ("un jardin", "fr"),
        ("both gardens", "en"),
        ("thousands of pears", "en"),
        ("neuf", "fr"),
    ):
        assert all(n.weak for n in numbers.find(text, language)), text
    assert not only("three pears", "en").weak


def test_digits_in_a_name_are_weak() -> None:
    assert only("the K9 group", "en").weak
    assert only("the F-16", "en").weak
    assert not only("a 15-year term", "en").weak


def test_dates_and_times_are_no_numbers() -> None:
    assert numbers.find("am 03.04.2019 um 10:30", "de") == []
    assert numbers.find("2019-04-03", "en") == []


def test_a_plain_year_is_told() -> None:
    assert only("in 2019", "en").kind == "year"
    assert only("2,019 pears", "en").kind == "cardinal"


def test_ordinals() -> None:
    for text, language in (
        ("the 3rd pear", "en"),
        ("la 3e poire", "fr"),
        ("第3个", "zh"),
        ("the third pear", "en"),
        ("3-й", "ru"),
    ):
        found = only(text, language)
        assert (found.kind, found.value) == ("ordinal", 3), text


def number(value: str, unit: str = "", *, about: bool = False) -> numbers.Number:
    return numbers.Number(0, 1, value, Decimal(value), unit=unit, approximate=about)


@pytest.mark.parametrize(
    ("left", "right", "grade"),
    [
        (number("30000"), number("30000"), "equal"),
        (number("29870"), number("30000"), "rounded"),
        (number("28000"), number("30000"), "different"),
        (number("31"), number("30"), "different"),
        (number("31", about=True), number("30"), "rounded"),
        (number("10", "mile"), number("16", "km"), "rounded"),
        (number("10", "mile"), number("26", "km"), "different"),
        (number("68", "°F"), number("20", "°C"), "equal"),
        (number("24", "hour"), number("1", "day"), "equal"),
        (number("5", "USD"), number("5", "EUR"), "different"),
        (number("5", "USD"), number("5"), "equal"),
        (number("5", "%"), number("5", "km"), "different"),
        (number("3000"), number("30000"), "different"),
    ],
)
def test_comparison(left: numbers.Number, right: numbers.Number, grade: str) -> None:
    assert numbers.same(left, right) == grade
    assert numbers.same(right, left) == grade


def test_ranges_are_compared_at_both_ends() -> None:
    five_to_seven, five_to_nine = only("5-7", "en"), only("5-9", "en")
    assert numbers.same(five_to_seven, five_to_nine) == "different"
    assert numbers.same(five_to_seven, five_to_seven) == "equal"


@pytest.mark.parametrize(
    "language",
    [
        "en",
        "fr",
        "de",
        "ru",
        "ar",
        "fa",
        "he",
        "hi",
        "tr",
        "fi",
        "hu",
        "zh",
        "ja",
        "ko",
        "th",
        "vi",
        "und",
        "xx",
    ],
)
@settings(deadline=None, max_examples=40)
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_error_and_offsets_fit(language: str, text: str) -> None:
    last = 0
    for found in numbers.find(text, language):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        last = found.end


@settings(deadline=None)
@given(value=st.integers(min_value=0, max_value=10**9))
def test_grouping_never_changes_a_whole_number(value: int) -> None:
    for text, language in (
        (f"{value:,}", "en"),
        (f"{value:,}".replace(",", "."), "de"),
        (f"{value:,}".replace(",", "\u202f"), "fr"),
    ):
        found = only(text, language)
        assert value in (found.value, found.alternative)


ENGLISH = "one two three four five six seven eight nine ten eleven twelve".split()


@settings(deadline=None)
@given(hundreds=st.integers(1, 9), units=st.integers(1, 12), scale=st.sampled_from([1, 1000, 10**6]))
def test_composition_of_words(hundreds: int, units: int, scale: int) -> None:
    word = {1: "", 1000: " thousand", 10**6: " million"}[scale]
    text = f"{ENGLISH[hundreds - 1]} hundred and {ENGLISH[units - 1]}{word}"
    assert spelled.value(text, number_words.vocabulary("en")) == (
        (hundreds * 100 + units) * scale,
        False,
    )


def test_a_long_word_is_no_trap() -> None:
    assert numbers.find("ein" * 50_000, "de") == []
    assert numbers.find("einhundert" * 20_000, "de") == []


def test_a_page_of_digits_costs_no_more_than_its_length() -> None:
    assert numbers.find("1" * 50_000, "zh") == []
    assert len(numbers.find("1 " * 5_000, "en")) == 5_000


def test_chinese_words_made_of_numeral_signs_are_no_numbers() -> None:
    assert numbers.find("一般来说，十分重要，万一如此", "zh") == [] or all(
        n.weak for n in numbers.find("一般来说，十分重要", "zh")
    )
    assert cjk.value("十五") == 15
    assert cjk.value("一百零八") == 108


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("١٥ مليونًا", "ar", 15_000_000, ""), ("خمسون ألفًا", "ar", 50_000, ""), ("30 ألفاً", "ar", 30_000, ""),
        ("5 करोड\u093c लोग", "hi", 50_000_000, ""), ("3 मिलियन", "hi", 3_000_000, ""),
        ("20 de milioane de euro", "ro", 20_000_000, "EUR"), ("250 de kilometri", "ro", 250, "km"),
        ("5 millones de dólares", "es", 5_000_000, "USD"), ("3 millions d’euros", "fr", 3_000_000, "EUR"),
        ("2,5 milioni di euro", "it", 2_500_000, "EUR"), ("3 milhões de reais", "pt", 3_000_000, "BRL"),
        ("2 crore rupees", "en", 20_000_000, "INR"), ("3 lakh people", "en", 300_000, ""),
        ("R$ 3 mi", "pt", 3_000_000, "BRL"), ("US$ 2 bi", "pt", 2_000_000_000, "USD"), ("2 Md€", "fr", 2_000_000_000, "EUR"),
        ("3 mn kr", "sv", 3_000_000, "SEK"), ("5 Mrd. Euro", "de", 5_000_000_000, "EUR"),
        ("5\u00a0ล้าน", "th", 5_000_000, ""), ("3 மில்லியன்", "ta", 3_000_000, ""), ("2 బిలియన్లు", "te", 2_000_000_000, ""),
        ("3억 5천만 원", "ko", 350_000_000, "KRW"), ("华氏 68 度", "zh", 68, "°F"), ("섭씨 20도", "ko", 20, "°C"),
        ("45 mil", "tr", 45, "mile"), ("1.250 İngiliz sterlini", "tr", 1250, "GBP"), ("dola za Marekani 1,250", "sw", 1250, "USD"),
        ("\u200f1,250 \u200f₪", "he", 1250, "ILS"), ("CN¥1,250", "en", 1250, "CNY"), ("vor drei Jahren", "de", 3, "year"),
    ],
)  # fmt: skip
def test_scales_and_money_as_languages_write_them(text, language, value, unit):
    assert (Decimal(value), unit) in [(n.value, n.unit) for n in numbers.find(text, language)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("room 3B", "en"),
        ("die ersten Jahrestage", "de"),
        ("the third year", "en"),
        ("पहली मीटिंग", "hi"),
    ],
)
def test_what_only_looks_like_a_scale_or_a_measure(text, language):
    found = numbers.find(text, language)
    assert not [n for n in found if n.unit or n.value > 1000]


def test_a_year_is_no_length_of_time():
    for text, language in (("в 2017 году", "ru"), ("2012年", "zh"), ("w 2003 roku", "pl")):
        assert [(n.kind, n.unit) for n in numbers.find(text, language)] == [("year", "")]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("v pátém patře", "cs", 5), ("na třetí místo", "cs", 3), ("na piatom mieste", "sk", 5), ("третій поверх", "uk", 3), ("петият етаж", "bg", 5),
        ("na petom mjestu", "hr", 5), ("na tretjem mestu", "sl", 3), ("al cincilea an", "ro", 5), ("piektajā stāvā", "lv", 5), ("viiendal korrusel", "et", 5),
        ("मकान की पाँचवीं मंज़िल", "hi", 5), ("bosgarrena", "eu", 5), ("հինգերորդը", "hy", 5), ("მეხუთე", "ka", 5), ("تیسری منزل", "ur", 3),
        ("au XIXe siècle", "fr", 19), ("siglo XIX", "es", 19), ("XIX secolo", "it", 19), ("в XIX веке", "ru", 19), ("secolul al XIX-lea", "ro", 19), ("в 19-м веке", "ru", 19),
    ],
)  # fmt: skip
def test_ordinals_in_their_cases(text, language, value):
    assert [(n.value, n.kind) for n in numbers.find(text, language)] == [(value, "ordinal")]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("142 milionům", "cs", 142_000_000), ("5 мільйонам", "uk", 5_000_000), ("3 milijunima", "hr", 3_000_000), ("3 miljonile", "et", 3_000_000),
        ("5 millióval", "hu", 5_000_000), ("3 miljoniem", "lv", 3_000_000), ("3 milijonams", "lt", 3_000_000),
    ],
)  # fmt: skip
def test_scale_words_in_their_cases(text, language, value):
    assert [n.value for n in numbers.find(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "language"),
    [("desítky let", "cs"), ("dziesiątki lat", "pl"), ("миллионы долларов", "ru"), ("milionáři", "cs"), ("Ludvík XIV", "cs"), ("Louis XIV", "fr")],
)  # fmt: skip
def test_what_says_no_exact_number(text, language):
    assert all(n.weak for n in numbers.find(text, language))


def test_czech_miles_and_millions():
    assert [(n.value, n.unit) for n in numbers.find("45 mil od města", "cs")] == [(45, "mile")]
    assert [(n.value, n.unit) for n in numbers.find("45 mil. korun", "cs")] == [(45_000_000, "CZK")]
