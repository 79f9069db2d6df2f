"""Denials: found in the words of many languages, kept apart from look-alikes, told only where they stand alone."""

from __future__ import annotations

import pytest

import whence
from whence.variants.certainty import _in_text as hedges
from whence.variants.negation import _in_text as denials
from whence.variants.negation_words import _INSIDE, _WORDS
from whence.variants.parity import ALONE

DENIED = {
    "ar": "تعهد بعدم استخدام القوة",
    "az": "Onlar gəmini görmürlər.",
    "bn": "আমরা জাহাজটি দেখিনি।",
    "cs": "Rada to nechtěla, kapitán nedoufá.",
    "eu": "Ezin dugu ontzia ikusi.",
    "fa": "پیام‌ها نرسیدند و آن‌ها قادر نیستند.",
    "fi": "Hän pelkäsi, etten näkisi laivaa.",
    "fr": "Personne n’a vu le bateau.",
    "he": "איננו רואים את הספינה.",
    "hr": "Nemamo broda i nećemo ići.",
    "hy": "Նավը չի եկել:",
    "it": "Non volevo che il battello partisse.",
    "ja": "船を見たことが無い。",
    "ko": "그 배를 모르겠어요.",
    "lv": "Es nevaru redzēt kuģi.",
    "mr": "जहाज आले नव्हते.",
    "ro": "Nu am văzut vaporul.",
    "sk": "Lode neprichádzajú.",
    "sl": "Nimamo ladje.",
    "ta": "கப்பல் வரவில்லை.",
    "th": "เรือไม่มา",
    "tr": "Kaptan gemiyi kullanmamayı istedi.",
    "uk": "Човен не прийшов.",
    "vi": "Đừng đi tàu.",
    "zh": "船没有来，船长不知道。",
}
AFFIRMED = {
    "az": "O müəllimədir.",
    "bn": "তিনি জাহাজ দেখলেন।",
    "cs": "Nejlepší loď vyplula v neděli nebo v pondělí z nemocničního mola.",
    "en": "They gave the advice they could not. No doubt not only the crew came.",
    "et": "Laev läks ära.",
    "fr": "Il ne reste que deux bateaux, pas à pas.",
    "he": "הם הפליגו אל האי.",
    "ja": "船は間もなく出る。行きませんか。",
    "lt": "Laivas didesnis nei tiltas.",
    "lv": "Dēļ vētras kuģis brauca nekavējoties.",
    "mn": "Хөлөг удахгүй ирнэ.",
    "mr": "मला पियानो वाजवता येतो.",
    "sl": "Ladja bo prišla.",
    "th": "เรืออย่างนี้ดี",
    "tr": "Köprünün yapılması gerekiyor.",
    "vi": "Bạn có đi tàu không?",
    "zh": "昨天有没有船？不过船不久来了。",
}


@pytest.mark.parametrize("language", sorted(DENIED))
def test_a_denial_is_found(language):
    assert denials(DENIED[language], language)


@pytest.mark.parametrize("language", sorted(AFFIRMED))
def test_a_look_alike_is_none(language):
    assert denials(AFFIRMED[language], language) == ()


def test_every_language_that_denies_is_counted():
    # Tatoeba has no Kannada: its denials are told only in two versions of that language.
    assert {*_WORDS, *_INSIDE} - {*ALONE} == {"kn"}
    assert all(0 < share < 25 for share in ALONE.values())


def _variants(left: str, right: str, language: str) -> list[str]:
    ours = whence.Article.from_passages([left], language="en")
    theirs = whence.Article.from_passages([right], language=language)
    return [v.note.split(": ")[-1] for v in whence.compare(ours, theirs).variants if v.kind == "wording"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Kapitän sagte am Dienstag, dass das Schiff im Hafen repariert wurde."),
        ("fr", "Le capitaine a dit mardi que le bateau a été réparé dans le port."),
        ("sv", "Kaptenen sade i tisdags att fartyget reparerades i hamnen."),
    ],
)
def test_a_denial_put_into_a_literal_sentence_shows(language, text):
    told = "The captain said on Tuesday that the ship was {}repaired in the harbour."
    assert _variants(told.format(""), text, language) == []
    assert _variants(told.format("not "), text, language) == ["denied in one version only"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Dem Kapitän ist unbekannt, wo das Schiff repariert wurde."),
        ("es", "El capitán desconoce dónde fue reparado el barco."),
    ],
)
def test_what_answers_a_denial_in_other_words_keeps_it_silent(language, text):
    assert _variants("The captain does not know where the ship was repaired.", text, language) == []


def test_a_hedge_is_known_by_letters_that_folding_keeps():
    assert hedges("Według kapitana statek mógł zatonąć.", "pl")[1]
    assert hedges("Ifølge kaptajnen sank skibet.", "da")[1]


@pytest.mark.parametrize(
    ("left", "language", "right", "expected"),
    [
        (
            "Nobody was injured in the fire at the mill.", "de",
            "Bei dem Brand in der Mühle wurden drei Menschen verletzt.", ("Nobody", "drei"),
        ),
        (
            "Three people were injured in the fire at the mill.", "fr",
            "Personne n'a été blessé dans l'incendie du moulin.", ("Three", "Personne"),
        ),
        ("Nobody was injured in the fire at the mill.", "zh", "磨坊火灾中有3人受伤。", ("Nobody", "3")),
        (
            "Three people were injured in the fire at the mill.", "es",
            "Nadie resultó herido en el incendio del molino.", ("Three", "Nadie"),
        ),
        ("Nobody was injured in the fire at the mill.", "de", "Beim Brand der Mühle wurde niemand verletzt.", None),
        ("Nobody came to the three mills.", "fr", "Personne n'est venu aux trois moulins.", None),
        ("Nobody saw the fire, and three mills burned.", "de", "Drei Mühlen brannten.", None),
    ],
)  # fmt: skip
def test_nobody_here_and_a_count_there_is_another_number(left, language, right, expected):
    ours = whence.Article.from_passages([left], language="en")
    theirs = whence.Article.from_passages([right], language=language)
    rows = [v for v in whence.compare(ours, theirs).variants if v.kind == "number"]
    assert [(v.left.text, v.right.text) for v in rows] == ([expected] if expected else [])
    back = [v for v in whence.compare(theirs, ours).variants if v.kind == "number"]
    assert [(v.right.text, v.left.text) for v in back] == ([expected] if expected else [])


def _opposites(left: str, right: str, language: str) -> list[tuple[str, str]]:
    ours = whence.Article.from_passages([left], language="en")
    theirs = whence.Article.from_passages([right], language=language)
    rows = whence.compare(ours, theirs).variants
    return [(v.left.text, v.right.text) for v in rows if v.note.endswith("the opposite")]


@pytest.mark.parametrize(
    ("language", "right", "same", "expected"),
    [
        (
            "de", "Das Gericht in der Hauptstadt lehnte am Dienstag die Klage der Fischer ab, ein Erfolg für den Hafen.",
            "success", "Erfolg",
        ),
        ("fr", "Mardi, la victoire des pêcheurs a surpris le port et le maire.", "victory", "victoire"),
        ("es", "El martes la victoria de los pescadores sorprendió al puerto y al alcalde.", "victory", "victoria"),
    ],
)  # fmt: skip
def test_an_opposite_in_the_place_of_a_word_shows(language, right, same, expected):
    told = {
        "success": "The court in the capital rejected the fishermen's suit on Tuesday, a {} for the port.",
        "victory": "On Tuesday the {} of the fishermen surprised the port and the mayor.",
    }[same]
    contrary = {"success": "failure", "victory": "defeat"}[same]
    assert _opposites(told.format(same), right, language) == []
    assert _opposites(told.format(contrary), right, language) == [(contrary, expected)]


def test_a_denial_that_turns_a_word_round_is_no_opposite():
    left = "The fishermen did not win the case about the port on Tuesday."
    right = "Die Fischer verloren am Dienstag den Prozess um den Hafen."
    assert _opposites(left, right, "de") == []


STORY = (
    "The mill in the harbour burned down on Tuesday night.",
    "The fire started in the engine room, {} said on Wednesday.",
    "Nobody lives near the mill any more.",
)
TOLD = {
    "en": STORY,
    "de": (
        "Die Mühle im Hafen brannte in der Nacht zum Mittwoch ab.",
        "Das Feuer brach im Maschinenraum aus, sagte {} am Mittwoch.",
        "In der Nähe der Mühle wohnt niemand mehr.",
    ),
    "es": (
        "El molino del puerto se quemó el martes por la noche.",
        "El incendio comenzó en la sala de máquinas, dijo {} el miércoles.",
        "Ya nadie vive cerca del molino.",
    ),
    "tr": (
        "Limandaki değirmen salı gecesi yandı.",
        "Yangının makine dairesinde başladığını çarşamba günü {} söyledi.",
        "Değirmenin yakınında artık kimse yaşamıyor.",
    ),
}


def _speakers(mine: str, theirs: str, language: str) -> list[tuple[str, str, str]]:
    ours = whence.Article.from_passages([row.format(mine) for row in STORY], language="en")
    other = whence.Article.from_passages(
        [row.format(theirs) for row in TOLD[language]], language=language
    )
    rows = whence.compare(ours, other).variants
    return [(v.kind, v.left.text, v.right.text) for v in rows if v.left and v.right]


@pytest.mark.parametrize("language", sorted(TOLD))
def test_another_speaker_is_another_source_not_another_name(language):
    assert _speakers("Ilse Brandt", "Ilse Brandt", language) == []
    assert _speakers("Ilse Brandt", "Otto Kern", language) == [
        ("attribution", "Ilse Brandt", "Otto Kern")
    ]


def test_an_unnamed_speaker_is_a_source_too():
    assert _speakers("the mayor", "the captain", "en") == [("attribution", "the mayor", "the captain")]
    assert _speakers("Ilse Brandt", "the captain", "en") == [
        ("attribution", "Ilse Brandt", "the captain")
    ]


@pytest.mark.parametrize(
    ("left", "language", "right", "expected"),
    [
        (
            "The minister denied the report about the harbour on Tuesday.", "fr",
            "Le ministre a confirmé mardi le rapport sur le port.", ("denied", "confirmé"),
        ),
        (
            "The council accepted the plan before the storm.", "es",
            "El consejo aceptó el plan después de la tormenta.", ("before", "después"),
        ),
    ],
)  # fmt: skip
def test_confirmed_and_denied_before_and_after_are_opposites(left, language, right, expected):
    assert _opposites(left, right, language) == [expected]
