"""Fractions, halves of a scale, and decades, as languages write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from whence.values import dates, numbers

TWO_THIRDS = Decimal(2) / 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("two thirds of the nets", "en"), ("two-thirds of the nets", "en"), ("les deux tiers des filets", "fr"), ("zwei Drittel der Netze", "de"),
        ("dos tercios de las redes", "es"), ("due terzi delle reti", "it"), ("dois terços das redes", "pt"), ("две трети сетей", "ru"),
        ("дві третини сіток", "uk"), ("dwie trzecie sieci", "pl"), ("dvě třetiny sítí", "cs"), ("két- és kétharmada", "hu"), ("kaksi kolmasosaa", "fi"),
        ("två tredjedelar av näten", "sv"), ("twee derde van de netten", "nl"), ("două treimi", "ro"), ("δύο τρίτα", "el"), ("ثلثي الشباك", "ar"),
        ("שני שליש מהרשתות", "he"), ("دو سوم تورها", "fa"), ("दो तिहाई जाल", "hi"), ("三分之二的渔网", "zh"), ("網の3分の2", "ja"), ("3분의 2", "ko"), ("dua pertiga", "id"),
    ],
)  # fmt: skip
def test_two_thirds(text, language):
    found = [n for n in numbers.find(text, language) if n.value == TWO_THIRDS]
    assert len(found) == 1
    assert found[0].caption == "2/3"
    assert not found[0].weak


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("half a million", "en", 500_000), ("half-million", "en", 500_000), ("un demi-million", "fr", 500_000), ("eine halbe Million", "de", 500_000),
        ("medio millón", "es", 500_000), ("mezzo milione", "it", 500_000), ("meio milhão", "pt", 500_000), ("pół miliona", "pl", 500_000),
        ("půl milionu", "cs", 500_000), ("fél millió", "hu", 500_000), ("puoli miljoonaa", "fi", 500_000), ("en halv miljon", "sv", 500_000),
        ("een half miljoen", "nl", 500_000), ("yarım milyon", "tr", 500_000), ("نصف مليون", "ar", 500_000), ("חצי מיליון", "he", 500_000),
        ("nửa triệu", "vi", 500_000), ("setengah juta", "id", 500_000), ("one and a half million", "en", 1_500_000), ("un million et demi", "fr", 1_500_000),
        ("anderthalb Millionen", "de", 1_500_000), ("un millón y medio", "es", 1_500_000), ("полтора миллиона", "ru", 1_500_000), ("bir buçuk milyon", "tr", 1_500_000),
        ("puolitoista miljoonaa", "fi", 1_500_000), ("مليون ونصف", "ar", 1_500_000), ("डेढ़ लाख", "hi", 150_000), ("ढाई करोड़", "hi", 25_000_000),
        ("satu setengah juta", "id", 1_500_000), ("دو و نیم میلیون", "fa", 2_500_000),
    ],
)  # fmt: skip
def test_halves(text, language, value):
    assert [n.value for n in numbers.find(text, language)] == [value]


def test_a_half_keeps_its_unit():
    assert [(n.value, n.unit) for n in numbers.find("two and a half years", "en")] == [
        (Decimal("2.5"), "year")
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [("the third man", "en"), ("one third-party app", "en"), ("half of the 12 boats", "en"), ("半年后", "zh"), ("3分钟后", "zh"), ("le tiers parti", "fr")],
)  # fmt: skip
def test_what_is_no_fraction(text, language):
    assert all(n.value == int(n.value) for n in numbers.find(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in the 1990s", "en"), ("the '90s", "en"), ("les années 90", "fr"), ("gli anni Novanta", "it"), ("los años 90", "es"), ("la década de 1990", "es"),
        ("die 90er Jahre", "de"), ("nos anos noventa", "pt"), ("в 90-х годах", "ru"), ("у 90-х роках", "uk"), ("през 90-те години", "bg"), ("w latach 90.", "pl"),
        ("v 90. letech", "cs"), ("a 90-es években", "hu"), ("90-luvulla", "fi"), ("på 90-talet", "sv"), ("i 90'erne", "da"), ("på 90-tallet", "no"),
        ("jaren negentig", "nl"), ("90'larda", "tr"), ("τη δεκαετία του ’90", "el"), ("שנות ה-90", "he"), ("دهه ۹۰", "fa"), ("90 के दशक में", "hi"),
        ("90年代", "zh"), ("1990年代", "ja"), ("90년대", "ko"), ("anii '90", "ro"), ("tahun 1990-an", "id"), ("tahun 90-an", "id"),
    ],
)  # fmt: skip
def test_decades(text, language):
    assert [d.caption for d in dates.find(text, language)] == ["1990"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("a man in his 90s", "en"), ("il y a 90 ans", "fr"), ("90 годин", "uk"), ("30 anni", "it"), ("12 años 30 días", "es"), ("90 let", "cs")],
)  # fmt: skip
def test_what_is_no_decade(text, language):
    assert not dates.find(text, language)


def test_ages_and_ranges_meet_where_one_side_names_no_unit():
    english, greek = numbers.find("aged 18 to 29 years", "en")[0], numbers.find("18 έως 29", "el")[0]
    assert numbers.same(english, greek) == "equal"
    assert [(n.value, n.unit) for n in numbers.find("52 岁", "zh")] == [(52, "year")]
    assert [(n.value, n.unit) for n in numbers.find("37 عامًا", "ar")] == [(37, "year")]


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("between 5 and 7 boats", "en", 5, 7), ("entre 30 y 43 barcos", "es", 30, 43), ("między 30 a 43 łodzie", "pl", 30, 43), ("antara 30 dan 43 perahu", "id", 30, 43),
        ("между 5 и 7 лодками", "ru", 5, 7), ("mellan 5 och 7 båtar", "sv", 5, 7), ("بين 18 و29", "ar", 18, 29), ("5 bis 7 Boote", "de", 5, 7),
    ],
)  # fmt: skip
def test_ranges(text, language, low, high):
    assert [(n.value, n.high) for n in numbers.find(text, language)] == [(low, high)]


@pytest.mark.parametrize(("text", "language"), [("5 and 7", "en"), ("5 y 7", "es"), ("5 и 7", "ru")])
def test_a_list_is_no_range(text, language):
    assert [n.high for n in numbers.find(text, language)] == [None, None]


def test_two_per_three_is_a_fraction():
    assert [n.caption for n in numbers.find("dua per tiga perahu", "id")] == ["2/3"]


def test_spaces_inside_a_numeral():
    assert [(n.value, n.unit) for n in numbers.find("1 億 4 千万ドル", "ja")] == [(140_000_000, "USD")]


@pytest.mark.parametrize(
    ("text", "language"),
    [("berusia 40-an", "id"), ("a 40-es éveiben", "hu"), ("40'larında", "tr"), ("in den 40ern", "de")],
)
def test_ages_are_no_decades(text, language):
    assert not dates.find(text, language)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4万亿", 4 * 10**12),
        ("2万5千亿", 25 * 10**11),
        ("1亿2千万", 120_000_000),
        ("三万亿", 3 * 10**12),
    ],
)
def test_scales_of_scales(text, value):
    assert [n.value for n in numbers.find(text, "zh")] == [value]
