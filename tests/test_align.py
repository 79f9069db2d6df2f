"""Alignment: the kernels against slow oracles, and what links two texts get."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

import whence
from whence.align import align
from whence.align.boxes import heaviest_order
from whence.align.chains import Bead, chain, chains, moved
from whence.align.gains import SHAPES
from whence.features import features
from whence.records import Article

ENGLISH = [
    "The ferry Aurelia left the harbour of Port Selwyn at six on Tuesday morning with 214 passengers.",
    "Forty minutes later a fire broke out in the engine room, the coast guard said.",
    "Captain Ines Morvan ordered the crew to close the steel doors and to stop both engines.",
    "Two fishing boats that were working nearby took the first children and old people on board.",
    "A helicopter brought nine injured sailors to the hospital of Saint Brannoc.",
    "Nobody died, but the doctors are still worried about a young cook with severe burns.",
    "The shipping company bought the ferry in 2009 and repaired its pumps only last winter.",
    "Inspectors had warned in March that the fuel pipes were rusty.",
    "The minister of transport promised a full investigation within thirty days.",
    "The union of seamen has demanded more staff on night crossings for years.",
    "On the island the school and the market stayed closed for the rest of the week.",
    "The next ferry is expected on Saturday if the weather remains calm.",
]
FRENCH = [
    "Le ferry Aurelia a quitté le port de Port Selwyn mardi à six heures du matin avec 214 passagers.",
    "Quarante minutes plus tard, un incendie s'est déclaré dans la salle des machines, selon les garde-côtes.",
    "La capitaine Ines Morvan a ordonné à l'équipage de fermer les portes d'acier et d'arrêter les deux moteurs.",
    "Deux bateaux de pêche qui travaillaient à proximité ont pris à bord les premiers enfants et les vieillards.",
    "Un hélicoptère a transporté neuf marins blessés à l'hôpital de Saint Brannoc.",
    "Personne n'est mort, mais les médecins restent inquiets pour un jeune cuisinier gravement brûlé.",
    "La compagnie maritime avait acheté le ferry en 2009 et n'a réparé ses pompes que l'hiver dernier.",
    "Des inspecteurs avaient averti en mars que les tuyaux de carburant étaient rouillés.",
    "Le ministre des transports a promis une enquête complète dans un délai de trente jours.",
    "Le syndicat des marins réclame depuis des années plus de personnel pour les traversées de nuit.",
    "Sur l'île, l'école et le marché sont restés fermés pour le reste de la semaine.",
    "Le prochain ferry est attendu samedi si le temps reste calme.",
]
FOREIGN = [
    "La récolte de cerises sera la meilleure depuis dix ans, annoncent les agriculteurs de la vallée.",
    "Les vergers ont profité d'un printemps doux et d'abeilles nombreuses.",
    "Le kilo se vendra autour de quatre euros sur les marchés de la région.",
    "Une fête du fruit aura lieu dimanche avec concours de confiture et musique.",
]


def linked(left, right, languages=("en", "fr"), **options):
    sides = [Article.from_passages(x, language=y) for x, y in zip((left, right), languages, strict=True)]
    return align(*sides, *features(sides), **options)


def groups(links):
    return [(x.left, x.right) for x in links]


def one_to_one(size):
    return [((x,), (x,)) for x in range(size)]


# The kernels against slow oracles


def slow_chain(gain, bonus):
    """Every cell from every earlier cell, spelt out: the worth of the best chain."""
    _, n, m = gain.shape
    best = {}

    def state(a, b):
        """Best worth of a chain ending with a bead exactly at (a, b), as (worth, its bonus)."""
        return best.get((a, b), (-np.inf, 0.0))

    total = 0.0
    for a, b in itertools.product(range(1, n + 1), range(1, m + 1)):
        options = []
        for k, (i, j) in enumerate(SHAPES):
            if i > a or j > b or not np.isfinite(gain[k, a - 1, b - 1]):
                continue
            earlier = [w for (x, y), (w, _) in best.items() if x <= a - i and y <= b - j]
            before = max([0.0, *earlier])
            worth, extra = state(a - i, b - j)
            options.append((gain[k, a - 1, b - 1] + max(before, worth + extra), bonus[k, a - 1, b - 1]))
        if options:
            best[a, b] = max(options)
            total = max(total, best[a, b][0])
    return total


@pytest.mark.parametrize("seed", range(12))
def test_chain_is_the_best_there_is(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 8, 2)
    gain = rng.normal(-0.5, 1, (len(SHAPES), n, m)).astype(np.float32)
    for k, (i, j) in enumerate(SHAPES):
        gain[k, : i - 1, :] = -np.inf
        gain[k, :, : j - 1] = -np.inf
    bonus = np.full_like(gain, 0.25)
    worth, beads = chain(gain, bonus)
    assert worth == pytest.approx(slow_chain(gain, bonus), abs=1e-4)
    again = sum(float(gain[b.cell]) for b in beads)
    again += sum(
        0.25 for a, b in itertools.pairwise(beads) if (a.left[1], a.right[1]) == (b.left[0], b.right[0])
    )
    assert worth == pytest.approx(again, abs=1e-4)
    for a, b in itertools.pairwise(beads):
        assert a.left[1] <= b.left[0]
        assert a.right[1] <= b.right[0]


def test_further_chains_touch_no_passage_again():
    rng = np.random.default_rng(5)
    gain = rng.normal(0, 1, (len(SHAPES), 9, 9)).astype(np.float32)
    for k, (i, j) in enumerate(SHAPES):
        gain[k, : i - 1, :] = -np.inf
        gain[k, :, : j - 1] = -np.inf
    found = chains(gain, np.zeros_like(gain))
    assert len(found) > 1
    for side in (0, 1):
        seen = [x for beads in found for b in beads for x in range(*b[side])]
        assert len(seen) == len(set(seen))


def slow_order(pairs, weights):
    best = 0.0
    for size in range(len(pairs) + 1):
        for rows in itertools.combinations(range(len(pairs)), size):
            if all(
                pairs[a][1] < pairs[b][1] and pairs[a][0] < pairs[b][0]
                for a, b in itertools.pairwise(rows)
            ):
                best = max(best, sum(weights[x] for x in rows))
    return best


@pytest.mark.parametrize("seed", range(8))
def test_heaviest_order_and_moved_against_all_subsets(seed):
    rng = random.Random(seed)
    size = rng.randint(1, 9)
    columns = rng.sample(range(20), size)
    weights = [rng.random() for _ in range(size)]
    pairs = list(enumerate(columns))
    expected = slow_order(pairs, weights)
    kept = heaviest_order(np.arange(size), np.array(columns), np.array(weights, np.float32))
    assert sum(weights[x] for x in kept) == pytest.approx(expected, abs=1e-5)
    beads = [Bead((a, a + 1), (b, b + 1), (0, a, b)) for a, b in pairs]
    out = moved(beads, weights)
    assert sum(w for w, m in zip(weights, out, strict=True) if not m) == pytest.approx(expected)


# What links two texts get


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr"), (FOREIGN, "fr")])
def test_the_same_text_twice_gives_one_to_one_links_of_score_one(text, language):
    links = linked(text, text, (language, language))
    assert groups(links) == one_to_one(len(text))
    assert all(x.score == 1 and not x.moved for x in links)


def test_the_same_text_twice_with_signs_only_and_repeated_passages():
    text = [*ENGLISH[:3], "* * *", *ENGLISH[3:5], "Read more", "* * *", *ENGLISH[5:8], "Read more", "¶"]
    links = linked(text, text, ("en", "en"))
    assert groups(links) == one_to_one(len(text))
    assert all(x.score == 1 for x in links)


def test_a_language_without_word_list_twice():
    text = ["Xoxa 12 qabar na Miro.", "Zuu tel 3,5 ab Kanto?", "Mara Lopit ke 1999."]
    assert groups(linked(text, text, ("und", "und"))) == one_to_one(3)


def test_a_translation():
    assert groups(linked(ENGLISH, FRENCH)) == one_to_one(len(ENGLISH))


def test_swapped_sides_mirror_the_links():
    right = [*FOREIGN[:2], *FRENCH[6:9], *FRENCH[:2], FRENCH[2] + " " + FRENCH[3], *FRENCH[4:6]]
    links, back = linked(ENGLISH, right), linked(right, ENGLISH, ("fr", "en"))
    assert sorted(groups(links)) == sorted((x.right, x.left) for x in back)
    mirrored = {(x.right, x.left): x.score for x in back}
    # Equal words that could meet in several ways may meet otherwise: scores agree closely, not wholly.
    assert {(x.left, x.right): x.score for x in links} == pytest.approx(mirrored, abs=0.01)


def test_dropped_and_added_passages_stay_alone():
    right = [*FRENCH[:3], *FRENCH[5:9], FOREIGN[0], *FRENCH[9:]]
    links = linked(ENGLISH, right)
    assert groups(links) == [
        ((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((5,), (3,)), ((6,), (4,)), ((7,), (5,)), ((8,), (6,)),
        ((9,), (8,)), ((10,), (9,)), ((11,), (10,)),
    ]  # fmt: skip


def test_merged_passages_are_linked_in_groups():
    right = [*FRENCH[:2], f"{FRENCH[2]} {FRENCH[3]}", *FRENCH[4:6], " ".join(FRENCH[6:9]), *FRENCH[9:]]
    found = groups(linked(ENGLISH, right))
    assert ((2, 3), (2,)) in found
    assert ((6, 7, 8), (5,)) in found


def test_a_moved_block_is_found_and_marked():
    right = [*FRENCH[8:10], *FRENCH[:8], *FRENCH[10:]]
    links = linked(ENGLISH, right)
    assert groups(links) == [((x,), (right.index(FRENCH[x]),)) for x in range(12)]
    assert [x.left[0] for x in links if x.moved] == [8, 9]


def test_an_appended_foreign_article_stays_alone():
    links = linked(ENGLISH, [*FRENCH, *FOREIGN])
    assert groups(links) == one_to_one(len(ENGLISH))


def test_unrelated_texts_have_no_links():
    assert linked(ENGLISH, FOREIGN) == ()


def test_one_common_word_is_no_link():
    assert (
        linked(
            [ENGLISH[11]], ["Le samedi, la bibliothèque ouvre à dix heures pour les lecteurs inscrits."]
        )
        == ()
    )


@pytest.mark.parametrize(
    ("left", "right"),
    [([], []), ([], FRENCH), (ENGLISH, []), (["…"], ["!"]), (["\u200b"], ["\ud800"]), ([""], ["a"])],
)
def test_texts_with_nothing_to_align(left, right):
    assert linked(left, right) == ()


def test_a_heading_joins_no_sentence():
    plain = Article.from_passages(
        [*ENGLISH[:3], "Fire on the ferry Aurelia", *ENGLISH[3:6]], language="en"
    )
    from dataclasses import replace

    rows = tuple(replace(p, role="heading") if p.number == 3 else p for p in plain.passages)
    left = replace(plain, passages=rows)
    right = Article.from_passages(FRENCH[:6], language="fr")
    for link in align(left, right, *features([left, right])):
        assert 3 not in link.left or link.left == (3,)


def test_evidence_stands_in_its_link_and_carries_the_indexes():
    sides = [Article.from_passages(x, language=y) for x, y in ((ENGLISH, "en"), (FRENCH, "fr"))]
    links = align(*sides, *features(sides), indexes=(2, 5))
    for link in links:
        assert 0 < len(link.evidence) <= 12
        for e in link.evidence:
            for span, article, index, group in (
                (e.left, sides[0], 2, link.left),
                (e.right, sides[1], 5, link.right),
            ):
                assert span.article == index
                assert span.passage in group
                assert article.text[span.start : span.end] == span.text
                passage = article.passages[span.passage]
                assert passage.start <= span.start < span.end <= passage.end
            assert 0 <= e.weight <= 1
    first = {(e.left.text, e.right.text) for e in links[0].evidence}
    assert {("214", "214"), ("Selwyn", "Selwyn")} <= first


def test_a_text_beyond_one_box():
    rng = random.Random(3)
    words = [
        f"{a}{b}{c}"
        for a in ("ba", "ko", "mi", "tur", "sel")
        for b in ("da", "ven", "lor", "pi")
        for c in "nrst"
    ]
    left = [" ".join(rng.choices(words, k=9)) + f" {rng.randrange(10_000)}" for _ in range(900)]
    block = left[100:108]
    right = [*left[:100], *left[108:500], *left[520:700], *block, *left[700:]]
    links = linked(left, right, ("und", "und"))
    pairs = {(i, j) for x in links for i in x.left for j in x.right}
    expected = {(left.index(text), at) for at, text in enumerate(right)}
    assert len(pairs & expected) >= 0.99 * len(expected)
    assert len(pairs - expected) <= 0.01 * len(expected)
    found = {x.left[0] for x in links if x.moved}
    assert found == set(range(100, 108))


def test_articles_of_forty_passages_align_in_some_ten_milliseconds():
    import time

    people, deeds = (
        "mayor captain pilot nurse judge".split(),
        "left the harbour,closed the bridge,wrote a letter,lost a lamp",
    )
    rows = [
        f"The {p} {d} with number {i * 7 + j}."
        for i, p in enumerate(people)
        for j, d in enumerate(deeds.split(","))
    ]
    left, right = (Article.from_passages(side, language="en") for side in (rows * 2, rows[::-1] * 2))
    taken = features([left, right])
    spent = []
    for _ in range(5):
        began = time.process_time()
        align(left, right, *taken)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.05  # 0.01 on an idle machine


def test_neighbours_that_changed_places_are_moved_and_no_group():
    told = [
        "The widow raised the bell in the night.",
        "When the people saw it in the tower they wept.",
        "The abbot had her name cut into the bronze.",
        "In the winter a frost cracked the rim.",
        "The ships still listen for it in the fog.",
    ]
    links = whence.compare(
        Article.from_passages(told, language="en"),
        Article.from_passages([told[0], told[3], told[1], told[2], told[4]], language="en"),
    ).links
    assert [(link.left, link.right, link.moved) for link in links] == [
        ((0,), (0,), False), ((1,), (2,), False), ((2,), (3,), False), ((3,), (1,), True), ((4,), (4,), False),
    ]  # fmt: skip
