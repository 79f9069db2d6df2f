"""What a translation keeps of the other language, and which direction it tells. Texts are made up."""

from __future__ import annotations

import pytest

from whence.records import Article, Link
from whence.relate import relate
from whence.remnants import Remnant, remnants, weight

LINKS = [Link((i,), (i,), 0.9) for i in range(4)]
ITALIAN = [
    "Lo sciopero dei traghettatori di Porto Selva è costato 30.000 euro, dice il sindacato.",
    "Il consiglio ha chiuso il lungomare fino a giovedì per la burrasca.",
    "La banchina nuova è lunga 3,5 chilometri.",
    "I pescatori di Monaco hanno protestato.",
]
ENGLISH = [
    "The strike of the ferrymen of Porto Selva cost 30,000 euros, the union says.",
    "The council has closed the seafront until Thursday because of the storm.",
    "The new quay is 3.5 kilometres long.",
    "The fishermen of Munich have protested.",
]


def article(texts: list[str], language: str) -> Article:
    return Article.from_passages(texts, language=language)


def kept(left: list[str], right: list[str]) -> set[tuple[int, str, str]]:
    found = remnants(article(left, "it"), article(right, "en"), LINKS[: len(left)])
    return {(r.side, r.kind, r.text) for r in found}


def test_a_faithful_translation_keeps_nothing() -> None:
    assert kept(ITALIAN, ENGLISH) == set()


@pytest.mark.parametrize(
    ("before", "after", "number", "what"),
    [
        ("storm", "burrasca", 1, (1, "word", "burrasca")),
        ("30,000", "30.000", 0, (1, "number", "30.000")),
        ("3.5", "3,5", 2, (1, "number", "3,5")),
    ],
)
def test_words_and_figures_of_the_other_language_are_found(
    before: str, after: str, number: int, what: tuple[int, str, str]
) -> None:
    made = [t.replace(before, after) if i == number else t for i, t in enumerate(ENGLISH)]
    assert kept(ITALIAN, made) == {what}


def test_the_way_back_is_told_from_the_way_there() -> None:
    assert kept([ITALIAN[2].replace("3,5", "3.5")], [ENGLISH[2]]) == {(0, "number", "3.5")}


def test_a_place_as_the_source_calls_it_is_found_unless_in_a_longer_name() -> None:
    assert kept(["I traghetti per Norway sono fermi."], ["Ferries to Norway are cancelled."]) == {
        (0, "place", "Norway")
    }
    name = "Norway Seamen's Mission"
    assert kept([f"La {name} ha chiuso."], [f"The {name} has closed."]) == set()


def test_what_is_meant_to_be_foreign_is_none() -> None:
    quoted = ["The council closed the seafront for the “burrasca” until Thursday."]
    assert kept(ITALIAN[1:2], quoted) == set()
    again = [f"The burrasca went on, they say, for {n} days." for n in ("two", "three", "four")]
    source = [f"La burrasca continuò, dicono, per {n} giorni." for n in ("due", "tre", "quattro")]
    assert kept(source, again) == set()


def test_a_figure_that_may_be_either_says_nothing() -> None:
    assert kept(["Il gasolio costa 1,335 euro."], ["Diesel costs 1,335 euros."]) == set()
    assert kept(["La nave parte alle 19.30."], ["The ship leaves at 19.30."]) == set()


def test_one_language_and_unknown_languages_have_none() -> None:
    one = article(ENGLISH, "en")
    assert remnants(one, article(ENGLISH, "en"), LINKS) == ()
    assert remnants(one, article(ITALIAN, "und"), LINKS) == ()


def test_several_remnants_tell_the_direction_and_one_does_not() -> None:
    made = [
        ENGLISH[0].replace("union", "sindacato"),
        ENGLISH[1].replace("storm", "burrasca"),
        *ENGLISH[2:],
    ]
    left, right = article(ITALIAN, "it"), article(made, "en")
    found = relate(left, right, LINKS, (), ())
    assert (found.kind, found.direction) == ("translation", "left-to-right")
    assert any(r.kind == "remnants-right" and "burrasca" in r.text for r in found.reasons)
    assert relate(right, left, LINKS, (), ()).direction == "right-to-left"
    single = relate(left, article([ENGLISH[0], *made[1:]], "en"), LINKS, (), ())
    assert single.direction == "undetermined"
    assert any(r.kind == "remnants-right" for r in single.reasons)


def test_weights_are_of_one_side() -> None:
    rows = [Remnant(0, "word", "a"), Remnant(1, "number", "3,5"), Remnant(1, "place", "London")]
    assert (weight(rows, 0), weight(rows, 1)) == (1.0, 1.0)
