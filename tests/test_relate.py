"""What two articles are to each other, on hand-made links; texts are made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from whence import origin
from whence.pipeline import compare
from whence.records import Article, Credit, Link, Time, Variant
from whence.relate import relate
from whence.text import span

LINE = "The {} council met on the {} quay and spoke for an hour about the {} lock and its {} gates."
WORDS = "upper lower northern southern old new broken wooden stone iron little great".split()


def passages(count: int, shift: int = 0) -> list[str]:
    return [
        LINE.format(*(WORDS[(i * k + k + shift) % 12] + str(i) for k in (1, 5, 7, 11)))
        for i in range(count)
    ]


def article(texts: list[str], language: str = "en", **known: object) -> Article:
    return Article.from_passages(texts, language=language, **known)


def at(value: str) -> Time:
    day = datetime.fromisoformat(value).replace(tzinfo=UTC)
    return Time(value, "day", day, day + timedelta(days=1))


def ones(pairs: list[tuple[int, int]], score: float = 0.9) -> list[Link]:
    return [Link((a,), (b,), score) for a, b in pairs]


def test_the_same_text_is_a_copy_without_direction() -> None:
    text = passages(10)
    found = relate(article(text), article(text), ones([(i, i) for i in range(10)]), (), ())
    assert (found.kind, found.direction, found.coverage) == ("copy", "undetermined", (1.0, 1.0))
    assert found.confidence > 0.8


def test_times_give_a_copy_its_direction() -> None:
    text = passages(10)
    early, late = (
        article(text, published=at("2031-03-01")),
        article(text[:-1], published=at("2031-03-04")),
    )
    links = ones([(i, i) for i in range(9)])
    assert relate(early, late, links, (), ()).direction == "left-to-right"
    assert relate(late, early, links, (), ()).direction == "right-to-left"


def test_times_that_overlap_give_no_direction() -> None:
    text = passages(10)
    found = relate(
        article(text, published=at("2031-03-01")), article(text[:-1], published=at("2031-03-01")),
        ones([(i, i) for i in range(9)]), (), (),
    )  # fmt: skip
    assert found.direction == "undetermined"


def test_another_language_with_full_coverage_is_a_translation() -> None:
    found = relate(
        article(passages(12)), article(passages(12, 3), "nl"), ones([(i, i) for i in range(12)]), (), ()
    )
    assert found.kind == "translation"
    assert found.direction == "undetermined"


def test_a_credit_states_the_direction_against_no_time() -> None:
    left = article(passages(12), outlet="Sluice Gazette")
    right = article(passages(12, 3), "nl", outlet="De Sluis")
    stated = [Credit(1, "source", "Sluice Gazette")]
    found = relate(left, right, ones([(i, i) for i in range(12)]), (), stated)
    assert found.direction == "left-to-right"
    assert "stated-credit" in {r.kind for r in found.reasons}


def test_a_credit_against_the_times_leaves_the_direction_open() -> None:
    left = article(passages(12), outlet="Sluice Gazette", published=at("2031-03-09"))
    right = article(passages(12, 3), "nl", published=at("2031-03-01"))
    found = relate(
        left, right, ones([(i, i) for i in range(12)]), (), [Credit(1, "source", "Sluice Gazette")]
    )
    assert found.direction == "undetermined"


def test_own_material_on_both_sides_is_a_common_source() -> None:
    # The left lacks what the right has inside the core, and the other way round.
    left = article(passages(14))
    right = article(passages(14, 5), "nl")
    links = ones([(i, i) for i in range(14) if i not in {3, 4, 7, 8, 9}])
    links = [Link(x.left, x.right, x.score) for x in links]
    found = relate(left, right, links, (), ())
    assert found.kind == "shared-source"
    assert found.direction == "undetermined"
    assert "common-source" in {r.kind for r in found.reasons}


def test_own_material_on_one_side_is_not() -> None:
    left = article(passages(14))
    right = article([p for i, p in enumerate(passages(14, 5)) if i not in {3, 4, 7}], "nl")
    kept = [i for i in range(14) if i not in {3, 4, 7}]
    found = relate(left, right, ones([(i, kept.index(i)) for i in kept]), (), ())
    assert found.kind == "translation"


def test_a_part_of_a_longer_text_is_an_excerpt() -> None:
    long, short = article(passages(20)), article(passages(20)[:6])
    found = relate(long, short, ones([(i, i) for i in range(6)]), (), ())
    assert found.kind == "excerpt"
    assert found.coverage[0] < 0.4
    assert found.coverage[1] == 1.0


def test_a_text_with_a_foreign_block_is_a_compilation() -> None:
    foreign = [
        f"Weather bulletin number {i}: drizzle, fog, gales and hail along every coastline."
        for i in range(10)
    ]
    part = passages(10)
    found = relate(article(part), article(part + foreign), ones([(i, i) for i in range(10)]), (), ())
    assert found.kind == "compilation"


def test_scattered_facts_are_the_same_story() -> None:
    left, right = article(passages(20)), article(passages(20, 7), "nl")
    found = relate(left, right, ones([(1, 15), (9, 2), (18, 8)]), (), ())
    assert found.kind == "same-story"


@pytest.mark.parametrize("links", [[], [(0, 11)]])
def test_nothing_or_next_to_nothing_in_common_is_unrelated(links: list[tuple[int, int]]) -> None:
    found = relate(article(passages(30)), article(passages(30, 7), "nl"), ones(links), (), ())
    assert (found.kind, found.direction) == ("unrelated", "undetermined")


def test_empty_articles_do_not_break() -> None:
    found = relate(article([]), article([]), (), (), ())
    assert found.coverage == (0.0, 0.0)
    assert found.kind == "unrelated"


def test_swapping_the_sides_mirrors_the_relation() -> None:
    left = article(passages(14), published=at("2031-03-01"), outlet="Sluice Gazette")
    right = article(passages(14, 5)[:11], "nl", published=at("2031-03-03"))
    pairs = [(i, i) for i in range(11)]
    one = span(0, left, 2, left.passages[2].start, left.passages[2].start + 5)
    there = relate(left, right, ones(pairs), [Variant("only-left", one, None, 0.9, link=2)], ())
    back = relate(
        right,
        left,
        ones([(b, a) for a, b in pairs]),
        [Variant("only-right", None, one, 0.9, link=2)],
        (),
    )
    assert (there.kind, there.coverage, there.confidence) == (
        back.kind,
        back.coverage[::-1],
        back.confidence,
    )
    assert (there.direction, back.direction) == ("left-to-right", "right-to-left")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Agencia Costanera", "Agenzia Costanera", True),
        ("Press TV", "PressTV", True),
        ("The Northern Packet", "Northern Packet", True),
        ("Radio Mareggia", "Radio Mirasol", False),
        ("Sluice Gazette", "Harbour Life", False),
        ("", "", False),
    ],
)
def test_names_of_outlets(one: str, other: str, same: bool) -> None:
    assert origin.alike(one, other) is same


def test_a_hyperlink_means_the_page_and_not_the_site() -> None:
    parent = article(["x"], url="https://www.sluice.example/2031/lock")
    page = article(["y"], links=("http://sluice.example/2031/lock/?utm=1",))
    site = article(["z"], links=("https://sluice.example/",))
    assert [kind for kind, _ in origin.stated(page, parent, ())] == ["hyperlink"]
    assert origin.stated(site, parent, ()) == []


def test_one_page_in_two_languages_is_kin_without_direction() -> None:
    from whence.stemma.evidence import ALTERNATE, evidence

    french = article(
        ["x"], url="https://sluice.example/fr/quai", alternates=("https://sluice.example/it/molo",)
    )
    italian = article(["y"], url="https://www.sluice.example/it/molo/")
    other = article(["z"], url="https://sluice.example/it/porto")
    assert origin.same_page(french, italian)
    assert origin.same_page(italian, french)
    assert not origin.same_page(french, other)
    # Addresses that differ in their query alone cannot be told apart.
    asked = [
        article(
            [t], url=f"https://sluice.example/a?l={t}", alternates=("https://sluice.example/a?l=it",)
        )
        for t in ("fr", "it")
    ]
    assert not origin.same_page(*asked)
    prior = evidence([french, italian, other], ()).prior
    assert prior[0, 1] == prior[1, 0] == ALTERNATE
    assert not prior[:, 2].any()


def test_one_page_in_two_languages_is_told() -> None:
    left = article(FERRY, url="https://sluice.example/en/ferry", outlet="Sluice", language="en")
    right = article(
        FERRY,
        url="https://sluice.example/gb/ferry",
        outlet="Lock",
        alternates=("https://sluice.example/en/ferry",),
    )
    found = compare(left, right).relation
    assert found.direction == "undetermined"
    (told,) = [r.text for r in found.reasons if r.kind == "alternate"]
    assert told == "Sluice and Lock are stated to be one page in two languages."


def test_a_name_in_another_script_means_the_nearest_outlet_only() -> None:
    outlets = [article(["a"], outlet="Küstenbote"), article(["b"], outlet="Harbour Life")]
    assert origin.meant("Кюстенботе", outlets) == 0
    assert origin.meant("Ведомости", outlets) is None


FERRY = [
    "The ferry Larkspur ran aground on the Tern sandbank outside Holmsey in thick fog before dawn.",
    "Lifeboats from Skarvik brought its eighty passengers and nine sailors to the fish market.",
    "Captain Osric Tamblyn said the radar had failed minutes before the keel touched the bottom.",
    "Two tugs will try to pull the vessel free when the tide rises on Thursday evening.",
    "Harbour inspectors have sealed the bridge and taken the logbook and the broken radar.",
    "A diver found a dent near the propeller, and oil booms float around the stern.",
]
FERRY_AGAIN = [
    "Stranded travellers drank soup in Skarvik's fish market yesterday after a night on a sandbank.",
    "Their vessel, the Larkspur, had lost its way off Holmsey; fog hid even the bow from the sailors.",
    "According to inspectors, a radar fault preceded the grounding, and the captain's logbook is sealed.",
    "Oil has not leaked so far, though a propeller blade is bent, as divers report.",
    "The next tide may float her, with tugs and lifeboats standing by.",
    "Osric Tamblyn, captain for thirty years, has declined to leave the harbour.",
]
ORCHARD = [
    "Growers in the Velder valley expect half the usual apple crop after frost killed the blossom in April.",
    "Candles and sprinklers saved some orchards, but pear trees on the northern slopes froze through.",
    "Juice prices are likely to climb in autumn, the fruit board warned, and cider makers import already.",
    "Ilse Brandow lost four hectares of plums and wants the ministry to pay for insurance.",
    "Beekeepers complain as well, since hungry hives had to be fed with sugar for weeks.",
    "Agronomists advise planting later varieties and leaving hedges that hold cold air back.",
]


def test_one_event_told_by_two_hands_is_no_copy_whatever_is_linked() -> None:
    links = ones([(0, 1), (1, 0), (2, 2), (3, 4), (5, 3)])
    found = relate(article(FERRY), article(FERRY_AGAIN), links, (), ())
    assert (found.kind, found.direction) == ("same-story", "undetermined")


def test_one_event_is_told_from_its_matter_where_nothing_is_linked() -> None:
    found = relate(article(FERRY), article(FERRY_AGAIN), (), (), ())
    assert found.kind == "same-story"
    assert "matter" in {r.kind for r in found.reasons}
    assert relate(article(FERRY), article(ORCHARD), (), (), ()).kind == "unrelated"


def test_an_excerpt_is_not_made_from_a_younger_whole() -> None:
    long = article(passages(20), published=at("2031-03-04"))
    short = article(passages(20)[:6], published=at("2031-03-01"))
    found = relate(long, short, ones([(i, i) for i in range(6)]), (), ())
    assert (found.kind, found.direction) == ("excerpt", "undetermined")
