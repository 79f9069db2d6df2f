"""Dates: how they are written in many languages, resolved and compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.records import Time
from whence.values import dates

SATURDAY = Time("2019-05-11", "day")


def only(text: str, language: str, published: Time | None = None) -> dates.Date:
    found = dates.find(text, language, published)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le 3 mai 2019", "fr"), ("le vendredi 3 mai 2019", "fr"), ("May 3, 2019", "en"), ("3 May 2019", "en"), ("3rd of May 2019", "en"),
        ("Friday, May 3, 2019", "en"), ("am 3. Mai 2019", "de"), ("el 3 de mayo de 2019", "es"), ("3 maggio 2019", "it"),
        ("3 de maio de 2019", "pt"), ("3 mei 2019", "nl"), ("3 мая 2019 года", "ru"), ("3 травня 2019 року", "uk"), ("3 maja 2019", "pl"),
        ("3. května 2019", "cs"), ("3. toukokuuta 2019", "fi"), ("2019. május 3-án", "hu"), ("3 Mayıs 2019'da", "tr"), ("3 Μαΐου 2019", "el"),
        ("3 mai 2019", "ro"), ("3 maj 2019", "sv"), ("3 مايو 2019", "ar"), ("3 أيار 2019", "ar"), ("٣ مايو ٢٠١٩", "ar"), ("3 مه 2019", "fa"),
        ("۱۳ اردیبهشت ۱۳۹۸", "fa"), ("ב-3 במאי 2019", "he"), ("3 मई 2019", "hi"), ("3 Mei 2019", "id"), ("ngày 3 tháng 5 năm 2019", "vi"),
        ("2019年5月3日", "zh"), ("二〇一九年五月三日", "zh"), ("2019年5月3日", "ja"), ("2019년 5월 3일", "ko"), ("3 พฤษภาคม 2562", "th"),
        ("2019-05-03", "en"), ("03.05.2019", "de"), ("3/5/2019", "fr"), ("3.5.2019", "fi"), ("5/3/2019", "en"), ("2019 m. gegužės 3 d.", "lt"),
    ],
)  # fmt: skip
def test_one_day_in_many_languages(text: str, language: str) -> None:
    found = only(text, language)
    assert (found.year, found.month, found.day) == (2019, 5, 3)


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("in November", "en", 11), ("im November", "de", 11), ("в ноябре", "ru", 11), ("у листопаді", "uk", 11), ("w listopadzie", "pl", 11),
        ("v listopadu", "cs", 11), ("u studenom", "hr", 11), ("marraskuussa", "fi", 11), ("novemberben", "hu", 11), ("Kasım ayında", "tr", 11),
        ("τον Νοέμβριο", "el", 11), ("في نوفمبر", "ar", 11), ("בנובמבר", "he", 11), ("in May", "en", 5), ("十一月", "zh", 11), ("ნოემბერში", "ka", 11),
    ],
)  # fmt: skip
def test_months_alone_and_inflected(text: str, language: str, month: int) -> None:
    assert only(text, language).month == month


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("he may go", "en"), ("the march began", "en"), ("среди людей", "ru"), ("de la mañana", "es"), ("mais tarde", "pt"), ("am Morgen", "de"),
        ("mają czas", "pl"), ("12.500 paniers", "fr"), ("chapter 3.4", "en"), ("$2019", "en"), ("version 1.2.3", "en"),
    ],
)  # fmt: skip
def test_what_is_no_date(text: str, language: str) -> None:
    assert dates.find(text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on Sunday", "en"), ("dimanche", "fr"), ("am Sonntag", "de"), ("Sonntagabend", "de"), ("в воскресенье", "ru"), ("у неділю", "uk"), ("w niedzielę", "pl"),
        ("v neděli", "cs"), ("sunnuntaina", "fi"), ("vasárnap", "hu"), ("Pazar günü", "tr"), ("την Κυριακή", "el"), ("يوم الأحد", "ar"), ("ביום ראשון", "he"),
        ("روز یکشنبه", "fa"), ("रविवार को", "hi"), ("周日", "zh"), ("星期天", "zh"), ("日曜日", "ja"), ("일요일", "ko"), ("på söndagen", "sv"), ("hari Minggu", "id"),
    ],
)  # fmt: skip
def test_weekdays_are_resolved_to_the_last_one_before_publication(text: str, language: str) -> None:
    found = only(text, language, SATURDAY)
    assert (found.weekday, found.caption) == (6, "2019-05-05")
    assert only(text, language).caption == "Sunday"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("yesterday", "en", 10), ("hier", "fr", 10), ("gestern", "de", 10), ("вчера", "ru", 10), ("أمس", "ar", 10), ("دیروز", "fa", 10), ("昨天", "zh", 10),
        ("昨日", "ja", 10), ("어제", "ko", 10), ("dün", "tr", 10), ("eilen", "fi", 10), ("i går", "da", 10), ("אתמול", "he", 10), ("demain", "fr", 12), ("avant-hier", "fr", 9),
        ("today", "en", 11), ("aujourd’hui", "fr", 11),
    ],
)  # fmt: skip
def test_day_words(text: str, language: str, day: int) -> None:
    assert only(text, language, SATURDAY).caption == f"2019-05-{day:02}"


def test_weeks_months_and_years_beside_last_and_next() -> None:
    assert (
        only("la semaine dernière", "fr").keys == only("last week", "en").keys == only("上周", "zh").keys
    )
    assert only("last year", "en", SATURDAY).year == only("в прошлом году", "ru", SATURDAY).year == 2018
    assert only("next month", "en", SATURDAY).month == 6
    assert dates.same(only("last week", "en"), only("letzte Woche", "de")) == "equal"
    assert dates.same(only("last week", "en"), only("nächste Woche", "de")) == "different"


@pytest.mark.parametrize(
    ("text", "language", "hour", "minute"),
    [("10:30", "en", 10, 30), ("10h30", "fr", 10, 30), ("5 pm", "en", 17, 0), ("5.45 p.m.", "en", 17, 45), ("10.30 Uhr", "de", 10, 30), ("kello 17.30", "fi", 17, 30), ("6 утра", "ru", 6, 0), ("a las 5 de la tarde", "es", 17, 0)],
)  # fmt: skip
def test_times_of_day(text: str, language: str, hour: int, minute: int) -> None:
    found = only(text, language)
    assert (found.hour, found.minute) == (hour, minute)


def test_neighbouring_parts_are_one_date() -> None:
    found = only("Friday, 3 May 2019, 10:30", "en")
    assert (found.caption, found.weekday) == ("2019-05-03 10:30", 4)


def test_a_percentage_behind_a_month_is_no_day() -> None:
    assert [d.caption for d in dates.find("júliusban 2,7 % volt", "hu")] == ["--07"]


def test_comparison() -> None:
    day, partial, year = only("3 May 2019", "en"), only("3 mai", "fr"), only("2019", "de")
    assert dates.same(day, partial) == "compatible"
    assert dates.same(day, year) == "compatible"
    assert dates.same(day, only("3 mai 2019", "fr")) == "equal"
    assert dates.same(day, only("4 mai 2019", "fr")) == "different"
    assert dates.same(partial, only("June", "en")) == "different"
    assert dates.same(partial, year) == "unknown"
    assert dates.same(only("Friday", "en"), day) == "compatible"
    assert dates.same(only("Sunday", "en"), day) == "different"
    assert dates.same(only("3/4/2019", "en"), only("3.4.2019", "de")) == "equal"


def test_the_solar_hijri_new_year() -> None:
    for year, day in (
        (1398, date(2019, 3, 21)),
        (1399, date(2020, 3, 20)),
        (1400, date(2021, 3, 21)),
        (1404, date(2025, 3, 21)),
    ):
        found = only(f"1 فروردین {year}", "fa")
        assert (found.year, found.month, found.day) == (day.year, day.month, day.day)


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
@given(
    text=st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("0123456789./-: ,年月日")), max_size=60
    )
)
def test_any_text_is_read_without_error_and_offsets_fit(language: str, text: str) -> None:
    last = 0
    for found in dates.find(text, language, SATURDAY):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        last = found.end


@settings(deadline=None)
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text, language in (
        (day.isoformat(), "en"),
        (f"{day.day}.{day.month}.{day.year}", "de"),
        (f"{day.year}年{day.month}月{day.day}日", "ja"),
    ):
        found = only(text, language)
        assert (found.year, found.month, found.day) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("text", "language", "caption"),
    [
        ("下午3点半", "zh", "15:30"), ("上午10点30分", "zh", "10:30"), ("下午三点", "zh", "15:00"), ("凌晨 2:15", "zh", "02:15"),
        ("晚上12点", "zh", "00:00"), ("中午12点", "zh", "12:00"), ("午後3時", "ja", "15:00"), ("午前10時半", "ja", "10:30"),
        ("오후 3시", "ko", "15:00"), ("새벽 1시 20분", "ko", "01:20"), ("शाम 5 बजे", "hi", "17:00"), ("रात 2 बजे", "hi", "02:00"),
        ("شام 5 بجے", "ur", "17:00"), ("বিকেল ৫টা", "bn", "17:00"), ("5:45 μ.μ.", "el", "17:45"), ("5:45 p. m.", "es", "17:45"),
        ("a las 5.30 de la tarde", "es", "17:30"), ("às 4h40 da manhã", "pt", "04:40"), ("pukul 6 pagi", "id", "06:00"), ("17.30 น.", "th", "17:30"),
    ],
)  # fmt: skip
def test_parts_of_the_day(text, language, caption):
    assert [d.caption for d in dates.find(text, language)] == [caption]


@pytest.mark.parametrize(
    ("text", "language", "caption"),
    [
        ("2019. gada 3. maijā", "lv", "2019-05-03"), ("2019 жылғы 3 мамырда", "kk", "2019-05-03"), ("2019 മേയ് 3", "ml", "2019-05-03"),
        ("ngày 3 tháng 5, 2019", "vi", "2019-05-03"), ("tháng 5/2019", "vi", "2019-05"), ("2019. 5. 3.", "ko", "2019-05-03"),
        ("03\u200f/05\u200f/2019", "ar", "2019-05-03"), ("3 พ.ค. 2019", "th", "2019-05-03"), ("15 नव॰ 2020", "hi", "2020-11-15"),
    ],
)  # fmt: skip
def test_orders_of_year_month_and_day(text, language, caption):
    assert [d.caption for d in dates.find(text, language)] == [caption]


@pytest.mark.parametrize(
    ("text", "weekday", "distance"),
    [
        ("上周六", 5, -1),
        ("下周日", 6, 1),
        ("上个星期三", 2, -1),
        ("周六", 5, None),
        ("环球上周六", 5, -1),
    ],
)
def test_last_and_next_weekdays_in_chinese(text, weekday, distance):
    assert [(d.weekday, d.distance) for d in dates.find(text, "zh")] == [(weekday, distance)]


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("پنج‌شنبه", 3),
        ("پنج شنبه", 3),
        ("سه‌شنبه", 1),
        ("چهارشنبه", 2),
        ("یک‌شنبه", 6),
        ("شنبه", 5),
        ("دوشنبه", 0),
    ],
)
def test_persian_weekdays_joined_in_every_way(text, weekday):
    assert [d.weekday for d in dates.find(f"روز {text} رسید", "fa")] == [weekday]


@pytest.mark.parametrize(
    ("text", "language", "captions"),
    [
        ("po pátečním dešti", "cs", ["Friday"]), ("na pondělním trhu", "cs", ["Monday"]), ("v červnovém vedru", "cs", ["--06"]), ("střední škola", "cs", []),
        ("червневе свято", "uk", ["--06"]), ("пришла з листа", "uk", []), ("кашель у груди", "uk", []), ("средний ряд", "ru", []), ("в среду", "ru", ["Wednesday"]),
        ("kesällä", "fi", []), ("kesäkuussa", "fi", ["--06"]), ("قال جوان", "ar", []), ("3 جوان 2019", "ar", ["2019-06-03"]), ("قال أب", "ar", []),
        ("في ذلك اليوم", "ar", []), ("الساعة 1 ظهرًا", "ar", ["13:00"]), ("délután 5:30-kor", "hu", ["17:30"]), ("गुरूवार", "hi", ["Thursday"]),
        ("八十年代", "zh", ["1980"]), ("في الثمانينيات", "ar", ["1980"]),
    ],
)  # fmt: skip
def test_adjectives_of_time_and_what_only_looks_like_them(text, language, captions):
    assert [d.caption for d in dates.find(text, language)] == captions
