"""The builder of the lexicon, on lists and sentences of its own: shifted synsets, learning, the whole run."""

import sys
from pathlib import Path

import numpy as np
import pytest

from whence.lexicon import Lexicon, learn

TOOLS = Path(__file__).resolve().parent.parent / "tools"
pytestmark = pytest.mark.skipif(not TOOLS.is_dir(), reason="the tools are not part of the package")

SENSES = [
    ("boat", "00000100-n", 9),
    ("ship", "00000100-n", 20),
    ("house", "00000200-n", 50),
    ("run", "00000300-v", 5),
]
LISTS = {
    "fra": [("00000100-n", "bateau"), ("00000200-n", "maison")],
    "cmn": [("00000100-n", "船"), ("00000200-n", "房子")],
}
PAIRS = [
    ("The old mill is closed", "Le vieux moulin est fermé"),
    ("A mill by the river", "Un moulin près de la rivière"),
    ("The mill burned", "Le moulin a brûlé"),
    ("The house by the river", "La maison près de la rivière"),
    ("The old boat", "Le vieux bateau"),
]


@pytest.fixture
def tools(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    import build_lexicon

    monkeypatch.setattr(build_lexicon, "forms", lambda _: {})
    return build_lexicon


@pytest.fixture
def folder(tmp_path):
    lists = tmp_path / "lexicon"
    lists.mkdir()
    rows = [f"{lemma}\t{synset[-1]}\t{synset}\t1\t{count}" for lemma, synset, count in SENSES]
    (lists / "wordnet-senses.tsv").write_text(
        "\n".join(["lemma\tpos\tsynset\trank\ttag_count", *rows]) + "\n"
    )
    for code, entries in LISTS.items():
        text = "".join(f"{synset}\t{lemma}\ttest\n" for synset, lemma in entries)
        (lists / f"{code}.tsv").write_text("synset\tlemma\tsource\n" + text, "utf-8")
    for part in ("pud", "xquad", "tatoeba"):
        (tmp_path / "parallel" / part).mkdir(parents=True)
    (tmp_path / "parallel/pud/eng.tsv").write_text("")
    (tmp_path / "parallel/xquad/en.jsonl").write_text("")
    (tmp_path / "parallel/tatoeba/fra.tsv").write_text("".join(f"{e}\t{f}\n" for e, f in PAIRS), "utf-8")
    return tmp_path


def test_synsets_of_another_edition_are_brought_into_step(tools):
    places = np.cumsum(np.random.default_rng(5).integers(30, 200, 400)).tolist()
    right = {f"{n:08d}-v": f"{n + (18 if n > places[250] else 0):08d}-v" for n in places}
    found = tools.sources.shifts(set(right.values()), set(right))
    assert sum(found[s] == right[s] for s in right) >= len(right) - 2


def test_sentences_of_two_translations_are_paired_by_length(tools):
    left = ["a" * 40, "b" * 60, "c" * 20]
    right = ["a" * 42, "b" * 30, "B" * 29, "c" * 22]
    assert tools.sources.paired(left, right) == [
        (left[0], right[0]), (left[1], f"{right[1]} {right[2]}"), (left[2], right[3]),
    ]  # fmt: skip
    assert tools.sources.paired([], ["x"]) == [("", "x")]


def test_translations_are_learned_from_what_stands_together(tools):

    foreign = [np.array(s) for s in ([0, 1], [0, 2], [1, 2], [0, 1, 2])]
    pairs = learn.cooccurrences(foreign, foreign, 3)
    counts = learn.expected(pairs, np.zeros(len(pairs.cells)), 3)
    table = np.zeros((3, 3))
    table[pairs.cells // 3, pairs.cells % 3] = counts
    assert table.argmax(axis=1).tolist() == [0, 1, 2]
    assert (np.diag(table) > 3 * (table.sum(axis=1) - np.diag(table))).all()


def test_words_learned_from_text_without_spaces_are_whole_syllables(tools):
    from lexicon_english import English
    from lexicon_language import Language
    from lexicon_syllables import borders

    assert borders("เมืองน้ำ") == [0, 3, 4, 5, 8]
    assert borders("水池") == [0, 1, 2]
    thai = Language("th", [], English([], [], {}), {})
    found = thai._vocabulary(["เมือง", "น้ำ", "เมืองน้ำ"] * 4)
    assert "น้ำ" in found
    assert not any(w[0] in "\u0e37\u0e49\u0e33" or w[-1] == "เ" for w in found)


def test_the_whole_run_learns_lists_and_text_and_repeats_itself(tools, folder, monkeypatch):
    for name in ("one.bin", "two.bin"):
        monkeypatch.setattr(sys, "argv", ["build_lexicon.py", str(folder), "--out", str(folder / name)])
        tools.main()
    assert (folder / "one.bin").read_bytes() == (folder / "two.bin").read_bytes()
    lexicon = Lexicon(folder / "one.bin")
    assert lexicon.tables == {"en", "fr", "zh"}

    def captions(word, language):
        found = lexicon.lookup([word], language)
        return [lexicon.caption(int(found.ids[i])) for i in np.argsort(-found.weights)]

    assert captions("bateaux", "fr")[:2] == ["boat", "ship"]
    assert captions("船", "zh")[:2] == ["ship", "boat"]
    assert captions("moulin", "fr")[0] == "mill"
