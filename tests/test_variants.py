"""Variants between two aligned versions: what is reported, and what is not."""

import re

import numpy as np
import pytest

from whence.records import FEATURE_KINDS, Article, Attribution, Features, Link
from whence.text import span
from whence.variants import variants

CONCEPT = FEATURE_KINDS.index("concept")
NGRAM = FEATURE_KINDS.index("ngram")


def article(*passages, language="en"):
    return Article.from_passages(passages, language=language)


def features_of(of, meanings=None):
    """Features by a tiny dictionary: each known word is one concept, any other its own letters."""
    rows = []
    for passage in of.passages:
        for match in re.finditer(r"[^\W\d_]+", passage.text):
            word = match[0].lower()
            meaning = word if meanings is None else meanings.get(word)
            key = hash(meaning or f"letters {word}") & (2**63 - 1)
            rows.append(
                (
                    passage.number,
                    key,
                    CONCEPT if meaning else NGRAM,
                    *(passage.start + x for x in match.span()),
                )
            )
    columns = list(zip(*rows, strict=True)) or [()] * 5
    return Features(
        len(of.passages),
        np.array(columns[0], np.int32),
        np.arange(len(rows), dtype=np.int32),
        np.array(columns[1], np.uint64),
        np.array(columns[2], np.uint8),
        np.array([0.8 if len(of.text[r[3] : r[4]]) > 3 else 0.1 for r in rows], np.float32),
        np.array(columns[3], np.int32),
        np.array(columns[4], np.int32),
        np.array([len(p.text) for p in of.passages], np.float32),
        np.ones(len(of.passages), np.float32),
    )


def one_to_one(left, right):
    return [Link((i,), (i,), 0.95) for i in range(min(len(left.passages), len(right.passages)))]


def compare(left, right, links=None, said=(), meanings=None, **options):
    tables = meanings or (None, None)
    features = features_of(left, tables[0]), features_of(right, tables[1])
    links = one_to_one(left, right) if links is None else links
    return variants(left, right, *features, links, said, **options)


def seen(rows):
    return [(v.kind, v.left and v.left.text, v.right and v.right.text) for v in rows]


def test_a_text_has_no_variants_with_itself():
    text = article(
        "The ferry left Port Ashby on 3 May 2021 with 41 people.",
        "Nobody was hurt, the harbour master said.",
    )
    assert compare(text, text) == ()


def test_a_passage_that_no_link_reaches_stands_in_one_version_only():
    left = article("The dam held.", "Nobody saw the water come.", "Help arrived at noon.")
    right = article("The dam held.", "Help arrived at noon.", "Donate to our fund.")
    links = [Link((0,), (0,), 0.9), Link((2,), (1,), 0.9)]
    assert seen(compare(left, right, links)) == [
        ("only-left", "Nobody saw the water come.", None),
        ("only-right", None, "Donate to our fund."),
    ]


def test_neighbouring_moved_links_are_one_moved_block():
    left = article("A bell rang.", "Two came.", "Three left.", "It rained.")
    right = article("Two came.", "Three left.", "A bell rang.", "It rained.")
    links = [
        Link((0,), (2,), 0.9),
        Link((1,), (0,), 0.9, moved=True),
        Link((2,), (1,), 0.9, moved=True),
        Link((3,), (3,), 0.9),
    ]
    assert seen(compare(left, right, links)) == [
        ("moved", "Two came.\nThree left.", "Two came.\nThree left.")
    ]


@pytest.mark.parametrize(
    ("left", "right", "language", "expected"),
    [
        ("The fleet lost 30,000 crates.", "La flotte a perdu 3.000 caisses.", "fr", ("30,000", "3.000")),
        ("The fleet lost 41 boats.", "Die Flotte verlor 14 Boote.", "de", ("41", "14")),
        ("Prices rose by 5%.", "Die Preise stiegen um 8 Prozent.", "de", ("5%", "8 Prozent")),
        (
            "They were told one hour before.",
            "They were told one day before.",
            "en",
            ("one hour", "one day"),
        ),
    ],
)
def test_a_number_with_another_value_is_a_variant(left, right, language, expected):
    rows = compare(article(left), article(right, language=language))
    assert [(v.left.text, v.right.text) for v in rows if v.kind == "number"] == [expected]
    assert all(v.link == 0 and v.note for v in rows)


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("The fleet lost 30,000 crates.", "La flotte a perdu 30.000 caisses.", "fr"),
        ("The fleet lost three boats.", "La flotte a perdu 3 bateaux.", "fr"),
        ("It is 10 miles long.", "Es ist 16 Kilometer lang.", "de"),
        ("They were told one day before.", "On les a prévenus 24 heures avant.", "fr"),
        ("About 1.2 million came.", "1 200 000 personnes sont venues.", "fr"),
    ],
)
def test_a_number_written_otherwise_is_no_variant(left, right, language):
    rows = compare(article(left), article(right, language=language))
    assert [v for v in rows if v.kind == "number"] == []


def test_a_number_in_the_next_passage_is_not_missed():
    left = article("41 boats and 12 rafts left.", "They came back.")
    right = article("41 Boote und 7 Flöße fuhren ab.", "12 davon kamen zurück.", language="de")
    assert [v for v in compare(left, right) if v.kind == "number"] == []


def test_dates_that_differ_and_dates_that_agree():
    left = article("The mill burned on 3 May 2021.", "It reopened on Monday.")
    right = article("Le moulin a brûlé le 3 juin 2021.", "Il a rouvert lundi.", language="fr")
    rows = [v for v in compare(left, right) if v.kind in ("date", "number")]
    assert [(v.kind, v.left.text, v.right.text) for v in rows] == [("date", "3 May 2021", "3 juin 2021")]


MEANINGS = (
    {w: w for w in "the council did not approve plan mayor said rejected".split()},
    {
        "der": "the", "rat": "council", "genehmigte": "approve", "den": "the", "plan": "plan", "nicht": "not",
        "lehnte": "rejected", "bürgermeister": "mayor", "sagte": "said",
    },
)  # fmt: skip


def test_a_negation_that_one_side_lacks_is_a_wording_variant():
    left = article("The council did not approve the plan.")
    right = article("Der Rat genehmigte den Plan.", language="de")
    rows = compare(left, right, meanings=MEANINGS)
    assert [(v.kind, v.left.text, v.right.text) for v in rows] == [
        ("wording", "not approve", "genehmigte")
    ]


def test_a_step_is_no_denial():
    from whence.variants.negation import _in_text

    assert _in_text("Elle a fait un pas vers le quai.", "fr") == ()
    assert len(_in_text("Elle ne viendra pas vers le quai.", "fr")) == 1


def test_wonderful_is_no_hedge():
    from whence.variants.certainty import _in_text

    assert _in_text("港は素晴らしい。", "ja")[0] == ()
    assert len(_in_text("港は閉まったと言われている。", "ja")[0]) == 1


def test_a_question_denies_nothing():
    left = article("Did the council not approve the plan?")
    right = article("Der Rat genehmigte den Plan.", language="de")
    assert compare(left, right, meanings=MEANINGS) == ()


@pytest.mark.parametrize(
    ("language", "text", "kinds"),
    [("sv", "Rådet godkände inte planen.", ["wording"]), ("ru", "Совет не одобрил план.", [])],
)
def test_a_denial_shows_only_in_languages_where_it_was_measured_to_be_right(language, text, kinds):
    told = {"rådet": "council", "godkände": "approve", "planen": "plan"}
    told |= {"совет": "council", "одобрил": "approve", "план": "plan"}
    meanings = ({**MEANINGS[0], "approved": "approve"}, told)
    rows = compare(
        article("The council approved the plan."), article(text, language=language), meanings=meanings
    )
    assert [v.kind for v in rows] == kinds


def test_a_denial_is_silent_where_the_denied_word_has_no_answer():
    left = article("The council did not approve the plan.")
    right = article("Der Rat vertagte den Plan.", language="de")
    assert [v for v in compare(left, right, meanings=MEANINGS) if v.note.startswith("denied")] == []


def test_a_negation_on_both_sides_is_no_variant():
    left = article("The council did not approve the plan.")
    right = article("Der Rat genehmigte den Plan nicht.", language="de")
    assert compare(left, right, meanings=MEANINGS) == ()


def test_one_language_is_laid_word_by_word():
    left = article("The harbour police arrested four smugglers near the old lighthouse on the island.")
    right = article(
        "The harbour police detained four smugglers near the lighthouse on the island by force."
    )
    assert seen(compare(left, right)) == [
        ("wording", "arrested", "detained"),
        ("only-right", None, "by force"),
    ]


def test_in_one_language_a_changed_name_is_a_name_and_a_spelling_is_nothing():
    left = article("On Tuesday the police arrested Greta Lindqvist near the old harbour in Norvik.")
    other = article("On Tuesday the police arrested Greta Okafor near the old harbour in Norvik.")
    alike = article("On Tuesday the police arrested Greta Lindquist near the old harbour in Norvik.")
    assert seen(compare(left, other)) == [("name", "Lindqvist", "Okafor")]
    assert compare(left, alike) == ()


def attribution(index, of, source, content):
    def at(words):
        start = of.text.index(words)
        return span(
            index, of, next(p.number for p in of.passages if p.end > start), start, start + len(words)
        )

    return Attribution(index, at(source) if source else None, source, "said", at(content), quoted=False)


def test_a_statement_given_to_another_source_is_an_attribution_variant():
    left = article("The mayor Ilse Brandt said the plan failed.")
    right = article("Der Rat Otto Kern sagte Plan.", language="de")
    said = (
        attribution(0, left, "Ilse Brandt", "the plan failed"),
        attribution(1, right, "Otto Kern", "Plan"),
    )
    rows = [v for v in compare(left, right, said=said, meanings=MEANINGS) if v.kind == "attribution"]
    assert [(v.left.text, v.right.text) for v in rows] == [("Ilse Brandt", "Otto Kern")]


def test_swapping_the_sides_mirrors_the_result():
    left = article(
        "The fleet lost 41 boats on 3 May.", "Nobody was hurt.", "The council did not approve the plan."
    )
    right = article(
        "Die Flotte verlor 14 Boote am 4. Mai.", "Der Rat genehmigte den Plan.", language="de"
    )
    links = [Link((0,), (0,), 0.9), Link((2,), (1,), 0.8)]
    back = [Link(k.right, k.left, k.score) for k in links]
    turned = {"only-left": "only-right", "only-right": "only-left"}
    there = compare(left, right, links, meanings=MEANINGS)
    again = compare(right, left, back, meanings=MEANINGS[::-1])
    assert {(v.kind, v.left and v.left.text, v.right and v.right.text) for v in there} == {
        (turned.get(v.kind, v.kind), v.right and v.right.text, v.left and v.left.text) for v in again
    }
    assert {v.kind for v in there} == {"number", "date", "only-left", "wording"}


def test_spans_carry_the_numbers_of_their_articles():
    left, right = article("41 boats left."), article("14 Boote fuhren ab.", language="de")
    (row,) = [v for v in compare(left, right, indexes=(3, 7)) if v.kind == "number"]
    assert (row.left.article, row.right.article) == (3, 7)


def test_an_empty_article_is_all_absent():
    assert seen(compare(article("One boat left."), article())) == [("only-left", "One boat left.", None)]
