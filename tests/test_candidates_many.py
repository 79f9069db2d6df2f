"""Candidates among many: prints, kinships, stories, search, and the job over Parquet."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines import on_engines
from whence import Article
from whence.candidates import clusters as cluster
from whence.candidates import job, join, kin, prints, search
from whence.candidates.things import CONCEPT, KINDS, NAME, NUMBER, WORDS, kind_of
from whence.candidates.tokens import tokens
from whence.engines import engine
from whence.errors import UsageError

SYLLABLES = "bar ben dol fur gam kel lim mon nur pat res sil tov van zim cra ost und ilt ork".split()

FERRY = {
    "en": "The ferry Aurelia sank on Tuesday near the harbour of Mirevo. Rescuers saved forty passengers from the "
    "cold sea. The captain said a wave had broken the engine. The minister promised an inquiry into the accident.",
    "fr": "Le ferry Aurelia a coulé mardi près du port de Mirevo. Les sauveteurs ont sauvé quarante passagers de la "
    "mer froide. Le capitaine a déclaré qu'une vague avait cassé le moteur. Le ministre a promis une enquête sur "
    "l'accident.",
    "de": "Die Fähre Aurelia sank am Dienstag nahe dem Hafen von Mirevo. Die Retter retteten vierzig Passagiere aus "
    "dem kalten Meer. Der Kapitän sagte, eine Welle habe den Motor zerstört. Der Minister versprach eine "
    "Untersuchung des Unfalls.",
}
HARVEST = (
    "Farmers in the valley expect the best wheat harvest for ten years. Prices of bread will fall before winter. "
    "The cooperative bought two new machines. Rain in May had helped the fields, an expert of the university said."
)


def words(seed, count=150):
    """Return text of made-up words, other ones for every seed."""
    chance = random.Random(seed)
    made = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(count)]
    return " ".join(made)


def article(text, language="en"):
    return Article(text=text, language=language)


def spans(text):
    found = tokens([text])
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


def wording(made, number):
    """Return the fingerprints of an article."""
    return set(made.key[(made.article == number) & (made.kind == KINDS.index("words"))].tolist())


def candidates(articles):
    table = prints.prints(articles).table()
    spoken = join.spoken(range(len(articles)), [a.language for a in articles])
    runner = engine("duckdb", memory="500MB", threads=1)
    found = join.pairs(table, spoken, engine=runner)
    runner.close()
    return {(r["one"], r["two"]): KINDS[r["kind"]] for r in found.to_pylist()}


def test_tokens_of_many_scripts():
    assert spans("Don't sell 30,000 of them!") == ["Don", "t", "sell", "30", "000", "of", "them"]
    assert spans("渡轮 Aurelia 号") == ["渡", "轮", "Aurelia", "号"]
    assert spans("") == []


def test_case_accents_and_joiners_do_not_change_a_word():
    found = tokens(["Élysée ELYSEE e\u0301lyse\u0301e ely\u00adsee", "other"])
    assert len(set(found.value[:4].tolist())) == 1
    assert found.value[4] != found.value[0]
    assert found.text.tolist() == [0, 0, 0, 0, 1]


def test_a_point_ends_a_sentence_only_before_white_space():
    found = tokens(["Version 3.5 came. It works.\nNews"])
    assert [int(n) for n in np.diff(found.sentence)] == [0, 0, 0, 1, 0, 1 + 1]


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_comes_tokens_are_slices_and_do_not_depend_on_the_batch(texts):
    together = tokens(texts)
    for number, text in enumerate(texts):
        alone = tokens([text])
        own = together.text == number
        assert together.value[own].tolist() == alone.value.tolist()
        assert together.start[own].tolist() == alone.start.tolist()
        assert all(text[a:b] for a, b in zip(alone.start.tolist(), alone.end.tolist(), strict=True))


def test_prints_of_an_article_do_not_depend_on_the_batch():
    rows = [article(FERRY["fr"], "fr"), article(words(1)), article(FERRY["en"]), article("", "und")]
    together = prints.prints(rows)
    for number, row in enumerate(rows):
        alone = prints.prints([row])
        own = together.article == number
        assert together.key[own].tolist() == alone.key.tolist()
        assert together.weight[own].tolist() == alone.weight.tolist()


def test_keys_tell_their_kind_fit_in_63_bits_and_weigh_sixteenths():
    made = prints.prints([article(FERRY["en"] + " Dr Qvzrtkmbl paid 31,500 crowns.")])
    assert set(made.kind.tolist()) >= {WORDS, CONCEPT, NUMBER, NAME}
    assert (kind_of(made.key) == made.kind).all()
    assert int(made.key.max()) < 2**63
    assert (made.weight * 16 == np.round(made.weight * 16)).all()
    assert (np.diff(made.key.astype(np.int64)) > 0).all()  # one article: sorted, each once


def test_a_run_of_nine_words_surely_shares_a_fingerprint():
    run = words(5, prints.WINDOW + 4)
    one = prints.prints([article(f"{words(1)} {run} {words(2)}")])
    two = prints.prints([article(f"{words(3)} {run} {words(4)}")])
    shared = set(one.key[one.kind == WORDS].tolist()) & set(two.key[two.kind == WORDS].tolist())
    assert shared


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n"])
def test_what_stands_before_a_footer_makes_no_print_with_it(gap):
    footer = words(80, 30)
    made = prints.prints([article(words(n) + gap + footer) for n in (1, 2)])
    alone = prints.prints([article(words(n)) for n in (1, 2)])
    one, two = (wording(made, n) - wording(alone, n) for n in (0, 1))
    assert one == two != set()


def test_a_list_of_short_lines_has_wording():
    lines = words(81, 60).split()
    menu = "\n\n".join(" ".join(lines[n : n + 3]) for n in range(0, 60, 3))
    assert candidates([article(menu), article(words(1) + "\n\n" + menu)]) == {(0, 1): "words"}


def test_reuse_is_found_and_strangers_are_not():
    quoted = words(70, 40)
    texts = [words(n) for n in range(20)]
    texts[3] += " " + quoted
    texts[9] = quoted + " " + texts[9]
    texts[12] = texts[4].replace(" ", "  ", 5)
    assert candidates([article(t) for t in texts]) == {(3, 9): "words", (4, 12): "words"}


def test_translations_are_candidates_and_kin_across_languages():
    rows = [article(HARVEST), *(article(text, tag) for tag, text in FERRY.items())]
    found = candidates(rows)
    assert {(1, 2), (1, 3), (2, 3)} <= set(found)
    kinships = kin.kinships(rows, sorted({*found, (0, 1), (0, 2)}))
    by_pair = dict(zip(sorted({*found, (0, 1), (0, 2)}), kinships, strict=True))
    assert by_pair[0, 2] is None
    assert by_pair[1, 2].kind == "meaning"
    assert min(by_pair[1, 2].coverage) > 0.5


def test_like_sentences_in_a_row_count_and_scattered_ones_do_not():
    row, total = kin._run([0, 1, 2, 9], [4, 5, 7, 1], [0.2, 0.1, 0.3, 0.5])
    assert row == [0, 1, 2]
    assert total == pytest.approx(0.6 - kin.SKIPPED)
    assert kin._run([0, 3, 20], [9, 5, 1], [0.4, 0.4, 0.4]) == ([], 0.0)
    assert kin._run([0, 1 + kin.LEAP], [0, 1], [0.4, 0.4]) == ([], 0.0)


def test_extents_of_a_quotation_are_exact():
    quoted = words(70, 40)
    left, right = f"{words(1)} {quoted}", f"{words(2)} {words(3)} {quoted} {words(4)}"
    (found,) = kin.kinships([article(left), article(right)], [(0, 1)])
    (extent,) = found.extents
    assert found.kind == "words"
    assert left[slice(*extent.left)] == quoted == right[slice(*extent.right)]
    assert found.coverage == pytest.approx((len(quoted) / len(left), len(quoted) / len(right)), abs=1e-3)


def test_a_phrase_is_no_kinship():
    phrase = words(70, 12)
    rows = [article(f"{words(n)} {phrase} {words(n + 50)}") for n in range(2)]
    assert kin.kinships(rows, [(0, 1)]) == [None]


def test_two_things_that_two_round_ups_share_are_two_extents():
    one, two = words(70, 60), words(71, 60)
    left = f"{one} {words(1, 120)} {two}"
    right = f"{two} {words(2, 120)} {one}"
    (found,) = kin.kinships([article(left), article(right)], [(0, 1)])
    assert [left[slice(*e.left)] for e in found.extents] == [one, two]
    assert [right[slice(*e.right)] for e in found.extents] == [one, two]


def test_text_without_spaces_is_compared_by_its_signs():
    run = "渡轮在港口附近沉没救援人员从冰冷的海水中救出了四十名乘客船长说海浪打坏了发动机部长承诺对事故进行调查"
    rows = [article(f"今天的新闻很多。{run}。", "zh"), article(f"{run}。天气很好，大家都去公园。", "zh")]
    (found,) = kin.kinships(rows, [(0, 1)])
    assert run in rows[0].text[slice(*found.extents[0].left)]


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_two_texts_can_be_compared(one, two):
    for found in kin.kinships([article(one), article(two, "fr")], [(0, 1)]):
        assert found is None or 0 <= found.score <= 1


def kinship(left, right, *extents, kind="words", coverage=(1.0, 1.0)):
    rows = tuple(kin.Extent(a, b) for a, b in extents)
    return cluster.Kin(left, right, kin.Kinship(kind, 1.0, coverage, rows))


WHOLE = ((0, 500), (0, 500))


def test_a_round_up_belongs_to_several_stories_and_joins_none():
    rows = [
        kinship(1, 9, ((0, 500), (0, 500))),
        kinship(2, 9, ((0, 500), (600, 1100))),
        kinship(1, 3, WHOLE),
    ]
    assert cluster.clusters(rows) == [(1, 3, 9), (2, 9)]


def test_regions_of_an_article_about_one_thing_make_one_story():
    rows = [kinship(1, 9, ((0, 500), (0, 500))), kinship(2, 9, ((0, 500), (600, 1100)))]
    asked = []

    def yes(pairs):
        asked.extend(pairs)
        return [True] * len(pairs)

    assert cluster.clusters(rows, one_thing=yes) == [(1, 2, 9)]
    assert asked == [(cluster.Region(9, 0, 500), cluster.Region(9, 600, 1100))]


def test_what_many_articles_have_at_their_end_is_a_formula():
    count = cluster.FORMULA + 2
    footer = [
        kinship(a, b, ((900, 1000), (900, 1000)), coverage=(0.1, 0.1))
        for a in range(count)
        for b in range(a + 1, count)
    ]
    copy = kinship(0, 1, ((0, 1000), (0, 1000)))
    assert cluster.clusters([*footer, copy]) == [(0, 1)]
    assert cluster.formulae([*footer, copy]) == [True] * len(footer) + [False]
    few = [row for row in footer if row.right < cluster.FORMULA - 1]
    assert not any(cluster.formulae(few))


@given(st.permutations(range(8)), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_stories_do_not_depend_on_the_order_of_kinships(order, chance):
    rows = []
    for n in range(8):
        start, other = (n * 137) % 900, (n * 59) % 700
        rows.append(kinship(n % 5, 5 + n % 3, ((start, start + 300), (other, other + 300))))
    shuffled = [rows[n] for n in order]
    chance.shuffle(shuffled)
    assert cluster.clusters(shuffled) == cluster.clusters(rows)


def test_parts_of_one_report_belong_together_and_of_a_round_up_do_not():
    whole = article(FERRY["en"] + " " + FERRY["en"].replace("Tuesday", "Wednesday") + " " + HARVEST)
    cut = len(FERRY["en"])
    again, other = (cut + 1, 2 * cut), (2 * cut + 4, len(whole.text))
    assert kin.one_thing([whole], [(0, (0, cut), again), (0, (0, cut), other)]) == [True, False]


def test_a_search_finds_passages_in_all_languages_and_says_why():
    rows = [article(HARVEST), *(article(text, tag) for tag, text in FERRY.items())]
    asked = search.query("naufrage ferry capitaine vague", ["fr"])
    made = prints.prints(rows)
    met = np.isin(made.key, asked.keys)
    ranked = search.rank(asked, made.key[met], made.article[met].astype(np.int64))
    assert {row for row, _ in ranked[:3]} == {1, 2, 3}
    hits = search.passages(asked, rows)
    texts = {rows[h.article].language: rows[h.article].text[h.start : h.end] for h in hits[:3]}
    assert "wave" in texts["en"]
    best = next(h for h in hits if rows[h.article].language == "en")
    assert ("captain", "capitaine") in [
        (rows[best.article].text[m.start : m.end], m.term) for m in best.matches
    ]


def test_words_in_quotation_marks_stand_in_one_sentence_in_their_order():
    rows = [
        article("The captain saw the wave. A ferry came."),
        article("The wave hit. The captain slept."),
    ]
    assert {h.article for h in search.passages(search.query('"captain wave"', ["en"]), rows)} == {0}
    assert not search.passages(search.query('"wave captain"', ["en"]), rows)


def test_a_query_without_words_is_refused():
    with pytest.raises(UsageError, match="no word to search for"):
        search.query("?!", ["en"])


@on_engines()
def test_a_folder_of_articles_becomes_stories_on_any_engine(runner, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    texts = [FERRY["en"], FERRY["fr"], HARVEST, HARVEST + " " + words(1), words(2)]
    tags = ["en", "fr", "en", "en", "en"]
    (tmp_path / "articles").mkdir()
    columns = {
        "article": [10, 20, 30, 40, 50],
        "id": ["a", "b", "c", "d", "e"],
        "language": tags,
        "text": texts,
    }
    pq.write_table(
        pa.table(columns, schema=job.schemas()["articles"]), tmp_path / "articles" / "a.parquet"
    )
    job.run(str(tmp_path), engine=runner)
    kinships = job.kin_of(pq.read_table(tmp_path / "kinships"))
    assert {(k.left, k.right): k.kinship.kind for k in kinships} == {
        (10, 20): "meaning",
        (30, 40): "words",
    }
    (expected,) = kin.kinships([article(texts[2]), article(texts[3])], [(0, 1)])
    assert expected in [k.kinship for k in kinships]
    stories = pq.read_table(tmp_path / "stories").sort_by(
        [("story", "ascending"), ("article", "ascending")]
    )
    assert stories.to_pylist() == [
        {"story": 0, "article": 10}, {"story": 0, "article": 20},
        {"story": 1, "article": 30}, {"story": 1, "article": 40},
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "code"), [([], 3), (["--steps", "prints,nonsense"], 2)])
def test_a_job_that_cannot_run_says_so(tmp_path, capsys, words, code):
    with pytest.raises(SystemExit) as left:
        job.main([str(tmp_path / "nowhere"), *words])
    assert left.value.code == code
    told = capsys.readouterr().err
    assert "'nonsense', expected" in told if words else told.startswith("whence: ") and "nowhere" in told


def named(seed, count=8):
    """Sentences of made-up names, in no language that has a word list."""
    chance = random.Random(seed)
    names = ["".join(chance.choices(SYLLABLES, k=4)).capitalize() for _ in range(count * 6)]
    return [" ".join(names[n * 6 : n * 6 + 6]) + f" {seed}{n}7." for n in range(count)]


def test_rules_of_kinship_have_a_number_that_is_raised_when_they_change():
    """Collections keep prints and kinships: who changes what they are raises `kin.RULES`, then the answers here."""
    one, two = named(1), named(2)
    texts = [
        ("qaa", " ".join(one)),
        ("qab", " ".join([*two[:3], *one[2:6], two[4]])),
        ("qaa", " ".join([*two, *one[1:3]])),
        ("qaa", words(3, 60) + "\n\n" + words(4, 30)),
        ("qaa", words(5, 30) + " " + words(3, 60)[60:].replace(" ", " and ", 3)),
        ("qab", " ".join(reversed(one)).lower().replace("ost", "osta")),
        ("qab", " ".join([*two[5:], *one[:3], two[0]]).translate(str.maketrans("aeiou", "eioua"))),
    ]
    rows = [article(text, tag) for tag, text in texts]
    pairs = [(a, b) for b in range(len(rows)) for a in range(b)]
    found = kin.kinships(rows, pairs)
    told = {
        pair: (k.kind, k.score, [(*e.left, *e.right) for e in k.extents])
        for pair, k in zip(pairs, found, strict=True)
        if k is not None
    }
    turned = [(0, 81, 590, 673), (83, 164, 506, 588), (166, 247, 421, 504), (249, 330, 337, 419)]
    turned += [(332, 413, 252, 335), (415, 496, 168, 250), (498, 579, 84, 166), (581, 662, 0, 82)]
    made = prints.prints(rows)
    weight = [float(made.weight[made.article == n].sum()) for n in range(len(rows))]
    mixed = int(np.bitwise_xor.reduce(made.key))
    assert (kin.RULES, mixed, weight, told) == (
        2,
        753871209467278,
        [199.5, 199.5, 251.125, 145.8125, 117.1875, 199.5, 176.6875],
        {
            (0, 1): ("words", 1.0, [(166, 496, 249, 579)]),
            (1, 2): ("words", 1.0, [(0, 247, 0, 247)]),
            (3, 4): ("words", 1.0, [(90, 599, 342, 851)]),
            (0, 5): ("meaning", 0.9825, turned),
            (2, 5): ("meaning", 0.9299, [(664, 745, 506, 588), (747, 828, 421, 504)]),
            (0, 6): ("meaning", 1.0, [(0, 247, 249, 496)]),
            (2, 6): ("meaning", 1.0, [(0, 81, 498, 579), (415, 828, 0, 496)]),
        },
    )


MILLION = {
    "en": "The port moved 1.2 million tons, 410,000 of them ore.",
    "de": "Der Hafen schlug 1,2 Millionen Tonnen um, davon 410.000 Erz.",
    "fr": "Le port a traité 1,2 million de tonnes, dont 410 000 de minerai.",
    "zh": "该港吞吐120万吨，其中矿石41万吨。",
    "ja": "港の取扱量は１２０万トン、うち鉱石は41万トン。",
    "ko": "항구는 120만 톤을 처리했고 그중 41만 톤이 광석이다.",
    "ar": "نقل الميناء ١٫٢ مليون طن، منها ٤١٠٬٠٠٠ طن من الخام.",
    "hi": "बंदरगाह ने 12 लाख टन माल संभाला, जिसमें 4.1 लाख टन अयस्क था।",
}


@pytest.mark.parametrize(
    "asked",
    [
        "1200000",
        "1.2 million",
        "1,2 Millionen",
        "120万",
        "12 लाख",
        "410000",
        "410,000",
        "41万",
        "四十一万",
    ],
)
def test_a_number_is_found_however_it_is_written(asked):
    rows = [article(text, tag) for tag, text in MILLION.items()]
    hits = search.passages(search.query(asked, [*MILLION]), [*rows, article("It moved 12 and 41.")])
    found = [h for h in hits if any(m.kind == "number" for m in h.matches) and h.score >= 0.5]
    assert {h.article for h in found} == set(range(len(rows)))


def test_a_question_is_read_in_the_languages_of_its_script():
    rows = [article(MILLION["en"])]
    assert search.passages(search.query("41万", ["en"]), rows)
    assert search.passages(search.query("порт", ["en"]), rows)


@given(st.text(alphabet="0123456789.,万億千百 mil ٣٠٬twoenydhuskr-–\n%$½", max_size=60))
@settings(max_examples=60, deadline=None)
def test_numbers_of_any_text_stand_inside_it(text):
    from whence.candidates.things import things

    for language in ("en", "zh", "ar", "de", "th"):
        found = things(tokens([text, "2 mil"]), [text, "2 mil"], language)
        for row, start, end in zip(found.text, found.start, found.end, strict=True):
            assert 0 <= start < end <= len((text, "2 mil")[row])


def test_a_name_is_found_in_other_scripts_and_words_of_the_same_consonants_are_not():
    rows = [article("Он увидел Орване в порту.", "ru"), article("Bilardo won.", "qaa")]
    rows += [article("Die breite Straße.", "qab"), article("Lefno, Larvenn and Arvonu came.", "qaa")]
    found = search.passages(search.query("Orvane", ["en"]), rows)
    assert [(h.article, [m.start for m in h.matches]) for h in found] == [(0, [10]), (3, [19])]
    assert found[0].score > found[1].score
    found = search.passages(search.query("port", ["en", "tr", "ru"]), rows)
    assert {h.article for h in found} == {0}
