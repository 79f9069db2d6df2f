"""Which of several articles are one story: whole traces of fictional texts, and the rules on made links."""

from __future__ import annotations

import pytest

import whence
from whence.records import Article

FERRY = [
    "The ferry Halvard struck a sandbank outside Korrum on Friday night with 84 passengers aboard.",
    "Captain Ilse Brandt said the channel marker had been dark for three weeks.",
    "Tugboats pulled the vessel free at high tide and towed it to the shipyard in Dalmoor.",
    "Nobody was injured, but eleven passengers were treated for seasickness.",
    "The shipping office opened an inquiry into the broken buoy and its battery.",
    "The company Northline promised to refund every ticket by the end of the month.",
    "Its sister ship Gudrun will serve the island route until repairs are finished.",
    "Fishermen had warned the harbour master about drifting sand since the winter storms.",
]
HARVEST = [
    "Frost destroyed almost half of the apricot blossom in the Velm valley this week.",
    "Growers lit straw fires between the rows at night to keep the trees warm.",
    "The farmers' union asks the ministry for nine million crowns in compensation.",
    "Agronomist Petra Solnay expects the jam factories to import fruit from abroad.",
    "Beekeepers report that their hives stayed closed for five days in the cold.",
    "The last comparable frost hit the orchards in the spring of 1987.",
    "Insurance covers hail and drought but not frost, the growers complain.",
    "Supermarkets have already raised the price of dried apricots by a fifth.",
]
MUSEUM = [
    "The town museum of Ostry has recovered a bronze bell stolen during the war.",
    "A collector from Lisbon returned it without asking for any payment.",
    "Historian Marek Tull identified the bell by a crack beside the inscription.",
    "It was cast in 1642 by the brothers Hann for the chapel of the miners.",
    "The bell will ring once at the opening of the exhibition in September.",
    "Two paintings from the same collection are still missing, the curator said.",
    "Customs officers had stopped the crate at the border because of a wrong stamp.",
]
CHESS = [
    "Fourteen-year-old Noor Esparza won the junior chess title in Bergamot yesterday.",
    "She sacrificed her queen in the deciding game against the favourite from Oslo.",
    "Her trainer teaches mathematics at a village school and coaches on Sundays.",
    "The prize is a scholarship and a wooden board carved by prisoners.",
]
FERRY_DE = [
    "Die Fähre Halvard ist in der Nacht zum Samstag vor Korrum mit 84 Passagieren an Bord auf eine Sandbank gelaufen.",
    "Kapitänin Ilse Brandt sagte, das Seezeichen sei seit drei Wochen dunkel gewesen.",
    "Schlepper zogen das Schiff bei Hochwasser frei und brachten es in die Werft von Dalmoor.",
    "Verletzt wurde niemand, elf Passagiere wurden jedoch wegen Seekrankheit behandelt.",
    "Das Schifffahrtsamt leitete eine Untersuchung der defekten Boje und ihrer Batterie ein.",
    "Die Reederei Northline versprach, bis Ende des Monats alle Fahrkarten zu erstatten.",
    "Fischer hatten den Hafenmeister seit den Winterstürmen vor wanderndem Sand gewarnt.",
]
HARVEST_FR = [
    "Le gel a détruit près de la moitié des fleurs d'abricotier dans la vallée de Velm cette semaine.",
    "Les producteurs ont allumé des feux de paille entre les rangs la nuit pour réchauffer les arbres.",
    "Le syndicat des agriculteurs demande au ministère neuf millions de couronnes de dédommagement.",
    "L'agronome Petra Solnay s'attend à ce que les usines de confiture importent des fruits de l'étranger.",
    "Les apiculteurs signalent que leurs ruches sont restées fermées cinq jours à cause du froid.",
    "Le dernier gel comparable a frappé les vergers au printemps 1987.",
    "L'assurance couvre la grêle et la sécheresse mais pas le gel, se plaignent les producteurs.",
]


def article(texts: list[str], outlet: str, language: str = "en") -> Article:
    return Article.from_passages(texts, language=language, outlet=outlet)


def without(texts: list[str], *numbers: int) -> list[str]:
    return [t for n, t in enumerate(texts) if n not in numbers]


def traced(named: dict[str, Article]) -> tuple[whence.Story, list[set[str]]]:
    story = whence.trace(list(named.values()))
    names = list(named)
    return story, [{names[v] for v in part.articles} for part in story.stories]


def parents(story: whence.Story, outlet: str) -> set[str | None]:
    at = {n.id: n.article for n in story.stemma.nodes}
    own = next(n for n, v in at.items() if v is not None and story.articles[v].outlet == outlet)
    return {
        None if (v := at[e.parent]) is None else story.articles[v].outlet
        for e in story.stemma.edges
        if e.child == own
    }


@pytest.fixture(scope="module")
def two() -> tuple[whence.Story, list[set[str]]]:
    """Two stories in three languages, a round-up of both, and a text that belongs to neither."""
    return traced(
        {
            "ferry": article(FERRY, "Korrum Post"),
            "ferry copy": article(without(FERRY, 5), "Island Mail"),
            "ferry de": article(FERRY_DE, "Küstenblatt", "de"),
            "harvest": article(HARVEST, "Velm Courier"),
            "harvest fr": article(HARVEST_FR, "La Vallée", "fr"),
            "round-up": article(FERRY[:4] + HARVEST[:4], "Weekly Digest"),
            "chess": article(CHESS, "Board News"),
        }
    )


def test_a_round_up_joins_no_stories(two):
    _, found = two
    assert found == [
        {"ferry", "ferry copy", "ferry de", "round-up"},
        {"harvest", "harvest fr", "round-up"},
    ]


def test_a_round_up_has_a_section_in_each_story(two):
    story, _ = two
    assert [(s.article, s.passages) for part in story.stories for s in part.sections] == [
        (5, (0, 1, 2, 3)),
        (5, (4, 5, 6, 7)),
    ]


def test_no_lost_witness_is_made_up_between_two_stories(two):
    story, _ = two
    assert all(n.article is not None for n in story.stemma.nodes)


def test_a_round_up_has_a_parent_in_each_story(two):
    story, _ = two
    found = parents(story, "Weekly Digest")
    assert len(found & {"Korrum Post", "Island Mail", "Küstenblatt"}) == 1
    assert len(found & {"Velm Courier", "La Vallée"}) == 1


def test_a_round_up_is_called_a_compilation_of_its_parts(two):
    story, _ = two
    kinds = {p.kind for p in story.relations if p.right == 5 and p.left in (0, 1, 3)}
    assert kinds == {"compilation"}
    reasons = [r.text for p in story.relations if (p.left, p.right) == (3, 5) for r in p.reasons]
    assert any("passages 5–8" in text for text in reasons)


def test_places_where_versions_differ_are_of_one_story_each(two):
    story, _ = two
    members = [set(part.articles) for part in story.stories]
    for locus in story.loci:
        said = {v for r in locus.readings for v in r.articles}
        assert any(said <= m for m in members)
    told = [s.passage for locus in story.loci for r in locus.readings for s in r.spans if s.article == 5]
    assert told


def test_who_is_in_no_story_stands_alone(two):
    story, _ = two
    chess = story.articles[6].id
    assert chess in story.stemma.roots
    assert not [e for e in story.stemma.edges if chess in (e.parent, e.child)]


def test_the_order_of_the_articles_does_not_matter(two):
    story, _ = two
    turned = whence.trace(list(reversed(story.articles)))
    count = len(story.articles) - 1
    assert sorted(sorted(count - v for v in part.articles) for part in turned.stories) == sorted(
        sorted(part.articles) for part in story.stories
    )
    assert {(e.parent, e.child) for e in turned.stemma.edges} == {
        (e.parent, e.child) for e in story.stemma.edges
    }


def test_three_stories_and_a_copy_of_their_round_up():
    facts = FERRY[:3] + HARVEST[:3] + MUSEUM[:3]
    story, found = traced(
        {
            "ferry": article(FERRY, "Korrum Post"),
            "harvest": article(HARVEST, "Velm Courier"),
            "harvest fr": article(HARVEST_FR, "La Vallée", "fr"),
            "museum": article(MUSEUM, "Ostry Echo"),
            "museum copy": article(without(MUSEUM, 6), "Miners' Gazette"),
            "round-up": article(facts, "Weekly Digest"),
            "again": article(without(facts, 2), "Digest Mirror"),
        }
    )
    both = {"round-up", "again"}
    assert both | {"harvest", "harvest fr"} in found
    assert both | {"museum", "museum copy"} in found
    assert not any({"ferry", "harvest"} <= s or {"museum", "harvest"} <= s for s in found)
    assert all(n.article is not None for n in story.stemma.nodes)


def test_excerpts_of_one_report_are_one_story():
    _, found = traced(
        {
            "whole": article(FERRY, "Korrum Post"),
            "begin": article(FERRY[:4], "Island Mail"),
            "end": article(FERRY[4:], "Harbour Notes"),
            "german": article(FERRY_DE, "Küstenblatt", "de"),
        }
    )
    assert found == [{"whole", "begin", "end", "german"}]


def test_a_footer_that_two_outlets_of_one_house_share_makes_no_story():
    footer = ["Read more in our weekend magazine.", "Subscribe to the Lantern Group newsletter."]
    _, found = traced(
        {
            "ferry": article(FERRY + footer, "Korrum Post"),
            "ferry copy": article(without(FERRY, 5), "Island Mail"),
            "harvest": article(HARVEST + footer, "Velm Courier"),
            "harvest copy": article(without(HARVEST, 2), "Orchard Day"),
        }
    )
    assert found == [{"ferry", "ferry copy"}, {"harvest", "harvest copy"}]


def test_texts_that_share_nothing_are_no_story():
    story, found = traced(
        {
            "ferry": article(FERRY, "Korrum Post"),
            "harvest": article(HARVEST, "Velm Courier"),
            "museum": article(MUSEUM, "Ostry Echo"),
        }
    )
    assert found == []
    assert story.loci == ()
    assert len(story.stemma.roots) == 3


def test_versions_of_one_story_are_one_story():
    story, found = traced(
        {
            "ferry": article(FERRY, "Korrum Post"),
            "ferry copy": article(without(FERRY, 5), "Island Mail"),
            "ferry de": article(FERRY_DE, "Küstenblatt", "de"),
        }
    )
    assert found == [{"ferry", "ferry copy", "ferry de"}]
    assert story.stories[0].sections == ()


def test_a_copy_of_a_round_up_joins_no_stories_of_a_collection(tmp_path):
    facts = FERRY[:4] + HARVEST[:4]
    articles = [
        article(FERRY, "Korrum Post"),
        article(without(FERRY, 5), "Island Mail"),
        article(HARVEST, "Velm Courier"),
        article(without(HARVEST, 6), "Orchard Day"),
        article(facts, "Weekly Digest"),
        article([*facts, "More on all of this in our Sunday edition."], "Digest Mirror"),
    ]
    with whence.open(tmp_path / "case.whence") as case:
        case.add(articles)
        outlets = [
            {
                case.article(a.id).outlet
                for a in articles
                if row.id in {s.id for s in case.stories(article=a.id)}
            }
            for row in case.stories()
        ]
    assert sorted(map(sorted, outlets)) == [
        ["Digest Mirror", "Island Mail", "Korrum Post", "Weekly Digest"],
        ["Digest Mirror", "Orchard Day", "Velm Courier", "Weekly Digest"],
    ]
