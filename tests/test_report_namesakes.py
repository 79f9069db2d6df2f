"""A source that several versions cite is one, whatever its spelling, script or designation; two are two."""

import pytest

import whence
from whence.records import Article
from whence.report.namesakes import namesakes

# Two presidents and a ministry, each cited once.
VERSIONS = {
    "en": [
        "President Ana Morel said the harbour would close on Tuesday.",
        "President Ivan Petrov said the ships would wait outside the harbour for three days.",
        "The fisheries ministry said that nobody was hurt.",
    ],
    "fr": [
        "La présidente Ana Morel a déclaré que le port fermerait mardi.",
        "Le président Ivan Petrov a déclaré que les navires attendraient trois jours devant le port.",
        "Le ministère de la Pêche a déclaré que personne n'avait été blessé.",
    ],
    "ru": [
        "Президент Ана Морель заявила, что порт закроется во вторник.",
        "Президент Иван Петров заявил, что корабли будут ждать у порта три дня.",
        "Министерство рыболовства сообщило, что никто не пострадал.",
    ],
    "ar": [
        "قالت الرئيسة آنا موريل إن الميناء سيغلق يوم الثلاثاء.",
        "وقال الرئيس إيفان بيتروف إن السفن ستنتظر خارج الميناء ثلاثة أيام.",
        "وقالت وزارة الصيد إن أحدا لم يصب بأذى.",
    ],
    "zh": [
        "总统安娜·莫雷尔说，港口将于星期二关闭。",
        "总统伊万·彼得罗夫说，船只将在港口外等候三天。",
        "渔业部说，没有人受伤。",
    ],
}


def rows(*languages, **changed):
    texts = [[changed.get(language, {}).get(p, t) for p, t in enumerate(VERSIONS[language])] for language in languages]  # fmt: skip
    story = whence.trace(
        [Article.from_passages(t, language=language) for t, language in zip(texts, languages, strict=True)]
    )  # fmt: skip
    return [row for row in namesakes(story) if len(row) > 1]


def test_two_presidents_and_a_ministry_are_three_in_five_languages():
    found = rows(*VERSIONS)
    assert len(found) == 3
    assert [row[0] for row in found] == [["Ana Morel"], ["Ivan Petrov"], ["fisheries ministry"]]
    assert all(len(names) == 1 for row in found for names in row.values())
    assert [len(row) for row in found[:2]] == [5, 5]


@pytest.mark.parametrize("pair", [("en", "ar"), ("fr", "zh"), ("ru", "ar"), ("ru", "zh"), ("ar", "zh")])
def test_a_person_is_one_in_two_scripts(pair):
    found = rows(*pair)
    assert found
    assert all(len(names) == 1 for row in found for names in row.values())


def test_a_speaker_that_one_version_replaces_is_not_the_same():
    found = rows("en", "fr", fr={0: "La présidente Greta Holm a déclaré que le port fermerait mardi."})
    assert [row[0] for row in found] == [["Ivan Petrov"], ["fisheries ministry"]]


def test_a_story_without_sources_has_none():
    story = whence.trace([Article.from_passages(["The sea was calm."], language=t) for t in ("en", "nl")])  # fmt: skip
    assert namesakes(story) == []
