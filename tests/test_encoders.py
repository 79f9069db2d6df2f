"""The encoder seam: loading models from the disk, and what an encoder changes in links.

The models are made here: a table of word vectors in which the words of an invented language lie
where their English counterparts lie.
"""

import builtins
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import whence
from whence import encoders
from whence.align import align
from whence.align.chains import Bead
from whence.align.opinion import MAINLY, second, told
from whence.errors import MissingExtraError, WhenceError
from whence.features import features
from whence.records import Article

MISSING = [n for n in ("onnx", "onnxruntime", "tokenizers") if importlib.util.find_spec(n) is None]
needs_onnx = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

# English words and those of an invented language that shares no word or letter sequence with it.
DICTIONARY = dict(
    pair.split(":")
    for pair in (
        "lighthouse:ojdu keeper:wefa repaired:khuz lamp:pyro storm:vaxt broke:hewm glass:dilk windows:ruzga "
        "village:tobfe school:mykka closed:zejl after:bo roof:qurpa leaked:nafto children:uggo learn:sjelm "
        "town:kvib hall:ydrot fishermen:plaznu sold:fekk smaller:wimt catch:gjorb because:xa water:lufjo "
        "stayed:demqi warm:hixto whole:jub autumn:korzy new:vy ferry:tsulm stops:bawk island:omzeg twice:rilu "
        "every:fo week:chyp until:na spring:waldu mayor:pquin promised:estov money:gibka road:thurz along:me "
        "cliff:snork lost:yax stones:drulf museum:ebbina shows:cazz old:ux boats:mholt free:zi entry:quopt"
    ).split()
)
ENGLISH = [
    "Lighthouse keeper repaired lamp after storm broke glass windows.",
    "Village school closed, roof leaked, children learn town hall.",
    "Fishermen sold smaller catch because water stayed warm whole autumn.",
    "New ferry stops island twice every week until spring.",
    "Mayor promised money, road along cliff lost stones.",
    "Museum shows old boats, free entry.",
]


def invented(sentence):
    """Return a sentence word by word in the invented language."""
    words = sentence.rstrip(".").replace(",", "").lower().split()
    return " ".join(DICTIONARY[w] for w in words).capitalize() + "."


INVENTED = [invented(s) for s in ENGLISH]


def make_model(
    folder,
    *,
    name="model.onnx",
    tokenizer=True,
    inputs=("input_ids", "attention_mask", "token_type_ids"),
    whole="int64",
    pooled=False,
):
    """Write a tokenizer and an ONNX model: a table of word vectors, the unknown word and padding at 0."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    rng = np.random.default_rng(5)
    vocabulary, rows = {"[PAD]": 0, "[UNK]": 1}, [np.zeros(48), np.zeros(48)]
    for english, other in DICTIONARY.items():
        vector = rng.normal(size=48)
        for word in (english, other):
            vocabulary[word] = len(rows)
            rows.append(vector + 0.05 * rng.normal(size=48))
    folder.mkdir(parents=True, exist_ok=True)
    if tokenizer:
        made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
        made.normalizer = normalizers.Lowercase()
        made.pre_tokenizer = pre_tokenizers.Whitespace()
        made.save(str(folder / "tokenizer.json"))
    table = numpy_helper.from_array(np.array(rows, np.float32), "table")
    kind = getattr(TensorProto, whole.upper())
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    result = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", 48]
    )
    if pooled:
        nodes.append(
            helper.make_node(
                "ReduceMean", ["last_hidden_state"], ["sentence_embedding"], axes=[1], keepdims=0
            )
        )
        result = helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", 48])
    given = [helper.make_tensor_value_info(n, kind, ["batch", "tokens"]) for n in inputs]
    graph = helper.make_graph(nodes, "words", given, [result], [table])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.save(model, str(folder / name))
    return folder


@pytest.fixture
def model(tmp_path):
    return make_model(tmp_path / "tiny-words")


class Own:
    """An encoder of the user's own: one number a distinct text, or whatever table it is given."""

    name = "own"

    def __init__(self, table=None):
        self.table = table
        self.seen = []

    def encode(self, texts):
        self.seen.append(list(texts))
        return np.eye(len(texts), dtype=np.float32) if self.table is None else self.table


def articles(left=ENGLISH, right=INVENTED):
    return Article.from_passages(left, language="en"), Article.from_passages(right, language="und")


@needs_onnx
def test_rows_are_means_of_word_vectors_in_the_order_given(model):
    encoder = encoders.load(model)
    assert encoder.name == "tiny-words"
    rows = encoder.encode(["Old boats lighthouse keeper.", "boats", "old", "", "nothing known"])
    assert rows.dtype == np.float32
    assert rows.shape == (5, 48)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), [1, 1, 1, 0, 0], atol=1e-5)
    # The mean leaves padding out: a short text in a batch with a long one is what it is alone.
    np.testing.assert_allclose(rows[1], encoder.encode(["boats"])[0], atol=1e-6)
    assert encoder.encode([]).shape[0] == 0


@needs_onnx
def test_more_texts_than_a_batch_keep_their_order(model):
    encoder = encoders.load(model)
    texts = [" ".join(list(DICTIONARY)[x : x + 1 + x % 5]) for x in range(40)] * 3
    rows = encoder.encode(texts)
    np.testing.assert_allclose(rows[:40], rows[80:], atol=1e-6)
    np.testing.assert_allclose(rows[7], encoder.encode([texts[7]])[0], atol=1e-6)


@needs_onnx
def test_equal_meaning_is_near(model):
    rows = encoders.load(model).encode([*ENGLISH, *INVENTED])
    nearest = (rows[:6] @ rows[6:].T).argmax(axis=1)
    assert nearest.tolist() == list(range(6))


@needs_onnx
@pytest.mark.parametrize(
    "options",
    [
        {"inputs": ("input_ids",)},
        {"inputs": ("input_ids", "attention_mask"), "whole": "int32"},
        {"pooled": True},
        {"name": "model_quantized.onnx"},
    ],
    ids=["one input", "32 bits", "pooled", "another name"],
)
def test_models_of_other_shapes(tmp_path, options):
    rows = encoders.load(make_model(tmp_path / "m", **options)).encode(["old boats", "ux mholt"])
    assert rows[0] @ rows[1] > 0.9


@needs_onnx
def test_a_model_in_a_folder_onnx_and_a_model_given_as_file(tmp_path):
    home = make_model(tmp_path / "wide-model")
    (home / "onnx").mkdir()
    (home / "model.onnx").rename(home / "onnx" / "model.onnx")
    for place in (home, home / "onnx", home / "onnx" / "model.onnx"):
        encoder = encoders.load(str(place))
        assert encoder.name == "wide-model"
        assert encoder.encode(["old"]).shape == (1, 48)


@needs_onnx
@pytest.mark.parametrize("stated", [{"pooling_mode_cls_token": True}, {"pooling_mode": "cls"}], ids=str)
def test_the_pooling_file_chooses_the_first_token(model, stated):
    (model / "1_Pooling").mkdir()
    (model / "1_Pooling" / "config.json").write_text(json.dumps(stated))
    rows = encoders.load(model).encode(["old boats", "old"])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


@needs_onnx
@pytest.mark.parametrize(
    "stated",
    [{"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}, {"pooling_mode": "mean"}],
    ids=str,
)
def test_the_pooling_file_chooses_the_mean(model, stated):
    plain = encoders.load(model).encode(["old boats"])
    (model / "1_Pooling").mkdir()
    (model / "1_Pooling" / "config.json").write_text(json.dumps(stated))
    np.testing.assert_array_equal(encoders.load(model).encode(["old boats"]), plain)


@needs_onnx
@pytest.mark.parametrize(
    "stated", [{"pooling_mode_lasttoken": True}, {"pooling_mode": ["cls", "mean"]}], ids=str
)
def test_other_pooling_is_refused(model, stated):
    (model / "1_Pooling").mkdir()
    (model / "1_Pooling" / "config.json").write_text(json.dumps(stated))
    with pytest.raises(WhenceError, match=r"asks for more than its \.onnx file gives"):
        encoders.load(model)


@needs_onnx
def test_long_texts_are_cut_at_the_stated_length(model):
    (model / "sentence_bert_config.json").write_text('{"max_seq_length": 2}')
    rows = encoders.load(model).encode(["old boats lighthouse keeper", "old boats"])
    np.testing.assert_allclose(rows[0], rows[1], atol=1e-6)


@needs_onnx
def test_hostile_texts_do_no_harm(model):
    texts = ["\ud800 old \x00 boats", "\u202e" * 50, "old " * 20_000, "🙂", ""]
    assert np.isfinite(encoders.vectors(encoders.load(model), texts)).all()


# What can be wrong with a folder, and what the message must name.


def test_nothing_there(tmp_path):
    with pytest.raises(WhenceError, match="no such file or folder"):
        encoders.load(tmp_path / "absent")


def test_a_folder_without_a_model(tmp_path):
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(
        WhenceError, match=r"found no model \(there is notes.txt\); expected modules.json"
    ):
        encoders.load(tmp_path)


def test_a_file_that_is_no_model(tmp_path):
    (tmp_path / "model.bin").write_text("x")
    with pytest.raises(WhenceError, match=r"found a \.bin file"):
        encoders.load(tmp_path / "model.bin")


def test_a_model_without_tokenizer(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"x")
    with pytest.raises(WhenceError, match=r"no tokenizer\.json"):
        encoders.load(tmp_path)


def test_several_models_and_none_of_the_usual_name(tmp_path):
    for name in ("small.onnx", "large.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(WhenceError, match=r"several models \(large.onnx, small.onnx\)"):
        encoders.load(tmp_path)


@needs_onnx
def test_damaged_files_are_named(model):
    (model / "model.onnx").write_bytes(b"no model")
    with pytest.raises(WhenceError, match=r"model\.onnx: onnxruntime cannot load"):
        encoders.load(model)
    (model / "tokenizer.json").write_text("{}")
    with pytest.raises(WhenceError, match=r"tokenizer\.json: found no tokenizer"):
        encoders.load(model)


@needs_onnx
def test_a_model_that_is_no_text_encoder(tmp_path):
    folder = make_model(tmp_path / "m", inputs=("input_ids", "pixel_values"))
    with pytest.raises(WhenceError, match="found the inputs input_ids, pixel_values"):
        encoders.load(folder)


def hide(monkeypatch, *names):
    """Make some libraries look as if they were not installed."""
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda n, *a: None if n in names else real(n, *a))


def test_missing_extras_are_named(tmp_path, monkeypatch):
    hide(monkeypatch, "onnxruntime", "sentence_transformers")
    (tmp_path / "modules.json").write_text("[]")
    with pytest.raises(MissingExtraError, match=r"whence\[sentence-transformers\]"):
        encoders.load(tmp_path)
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(MissingExtraError, match=r"whence\[neural\]"):
        encoders.load(tmp_path)


@needs_onnx
def test_a_sentence_transformers_folder_runs_by_its_onnx_file_where_that_is_whole(model, monkeypatch):
    hide(monkeypatch, "sentence_transformers")
    layers = [
        {"type": f"sentence_transformers.models.{n}"} for n in ("Transformer", "Pooling", "Normalize")
    ]
    (model / "modules.json").write_text(json.dumps(layers))
    assert encoders.load(model).encode(["old"]).shape == (1, 48)
    (model / "modules.json").write_text(
        json.dumps([*layers, {"type": "sentence_transformers.models.Dense"}])
    )
    with pytest.raises(WhenceError, match=r"gives \(Dense\)"):
        encoders.load(model)


def test_sentence_transformers_is_asked_offline_and_its_failure_is_told(tmp_path, monkeypatch):
    class Stand:
        def __init__(self, path, **options):
            if Path(path).name == "broken":
                raise OSError("weights are missing")
            self.options = options

        def encode(self, texts, **options):
            assert options["normalize_embeddings"]
            return np.ones((len(texts), 4), np.float32) / 2

    module = type(sys)("sentence_transformers")
    module.SentenceTransformer = Stand
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    monkeypatch.setattr(encoders, "_installed", lambda _: True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "0")
    for name in ("whole", "broken"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "modules.json").write_text("[]")
    encoder = encoders.load(tmp_path / "whole")
    assert encoder.name == "whole"
    assert encoder._model.options == {"device": "cpu", "local_files_only": True}
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert encoder.encode(["a", "b"]).shape == (2, 4)
    with pytest.raises(WhenceError, match=r"broken: .* \(weights are missing\)"):
        encoders.load(tmp_path / "broken")


# An encoder of the user's own.


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (np.zeros((1, 4)), "one row a text"),
        (np.zeros(3), "one row a text"),
        (np.full((3, 4), np.nan), "no numbers"),
        ("words", "failed"),
    ],
)
def test_what_comes_back_is_looked_at(table, message):
    with pytest.raises(WhenceError, match=message):
        encoders.vectors(Own(table), ["a", "b", "c"])


def test_equal_passages_are_encoded_once():
    own = Own()
    a = Article.from_passages(["One bell.", "Two bells."], language="en")
    found = encoders.opinion(own, [a, a])
    assert len(own.seen) == 1
    assert len(own.seen[0]) == len(encoders.UNRELATED) + 2
    np.testing.assert_array_equal(found.vectors[0], found.vectors[1])
    assert found.chance == pytest.approx(0)


# What an encoder changes.


@needs_onnx
def test_an_encoder_links_what_no_word_list_knows(model):
    sides = articles()
    alone = whence.compare(*sides)
    assert len(alone.links) < 3
    heard = whence.compare(*sides, encoder=encoders.load(model))
    assert [(x.left, x.right) for x in heard.links] == [((i,), (i,)) for i in range(6)]
    for link, passage in zip(heard.links, sides[0].passages, strict=True):
        first = link.evidence[0]
        assert first.kind == "neural"
        assert first.value == "tiny-words"
        assert (first.left.article, first.right.article) == (0, 1)
        assert first.left.text == passage.text
        assert MAINLY <= first.weight <= 1
        assert sum(e.weight for e in link.evidence) <= 1.001
    assert any("tiny-words was heard" in n for n in heard.notices)


@needs_onnx
def test_merged_passages_are_linked_as_groups(model):
    right = [INVENTED[0], f"{INVENTED[1]} {INVENTED[2]}", *INVENTED[3:]]
    heard = whence.compare(*articles(right=right), encoder=encoders.load(model))
    assert ((1, 2), (1,)) in [(x.left, x.right) for x in heard.links]
    group = next(x for x in heard.links if len(x.left) == 2)
    assert (
        group.evidence[0].left.text
        == heard.articles[0].text[
            heard.articles[0].passages[1].start : heard.articles[0].passages[2].end
        ]
    )


@needs_onnx
def test_unrelated_texts_stay_apart(model):
    left, right = ENGLISH[:3], INVENTED[3:]
    assert whence.compare(*articles(left, right), encoder=encoders.load(model)).links == ()


@needs_onnx
def test_trace_and_the_report_take_an_encoder(model):
    from whence.report.html import page

    story = whence.trace(articles(), encoder=encoders.load(model))
    assert len(story.relations[0].links) == 6
    assert "tiny-words" in page(story)


def test_an_encoder_that_finds_everything_alike_changes_nothing():
    class Flat:
        name = "flat"

        def encode(self, texts):
            return np.ones((len(texts), 8), np.float32)

    sides = articles()
    assert not [
        e for x in whence.compare(*sides, encoder=Flat()).links for e in x.evidence if e.kind == "neural"
    ]


def test_weight_nothing_is_no_encoder_and_words_stay_what_they_are():
    sides = articles(right=ENGLISH)
    rows = features(sides)
    rng = np.random.default_rng(3)
    noise = encoders.Opinion(
        "noise", 0.0, tuple(rng.normal(size=(6, 16)).astype(np.float32) for _ in sides)
    )
    deaf = whence.Settings(encoder_weight=0.0)
    assert align(*sides, *rows, settings=deaf, opinion=noise) == align(*sides, *rows)


def test_contrast_against_a_plain_computation():
    sides = articles()
    rng = np.random.default_rng(11)
    tables = [rng.normal(size=(6, 5)).astype(np.float32) for _ in sides]
    found = encoders.Opinion(
        "x", 0.0, tuple(t / np.linalg.norm(t, axis=1, keepdims=True) for t in tables)
    )
    passages = sides[0].passages, sides[1].passages
    got = second(found, passages, weight=0.5).contrast
    assert got.shape == (4, 4, 6, 6)
    lengths = [[len(p.text) for p in side] for side in passages]

    def group(x, size, last):
        part = slice(last - size + 1, last + 1)
        total = (found.vectors[x][part] * np.array(lengths[x][part])[:, None]).sum(axis=0)
        return total / np.linalg.norm(total)

    def cosine(i, j, a, b):
        return float(group(0, i, a) @ group(1, j, b))

    for i, j, a, b in ((1, 1, 0, 0), (2, 1, 3, 4), (3, 4, 5, 5)):
        over_right = sum(cosine(i, j, a, y) for y in range(j - 1, 6)) / (6 - j + 1 + 4)
        over_left = sum(cosine(i, j, x, b) for x in range(i - 1, 6)) / (6 - i + 1 + 4)
        chance = (over_right + over_left) / 2
        expected = 0.75 * max(0.0, min(1.0, (cosine(i, j, a, b) - chance) / (1 - chance))) ** 1.5
        assert got[i - 1, j - 1, a, b] == pytest.approx(expected, abs=1e-5)


def test_a_link_of_words_does_not_name_the_encoder():
    bead = Bead((0, 1), (0, 1), (0, 0, 0))
    assert told((), "x", MAINLY - 0.01, articles(), bead, indexes=(0, 1)) == ()
    assert told((), "x", MAINLY, articles(), bead, indexes=(2, 5))[0].right.article == 5


# The command line.


def run(tmp_path, *words):
    for name, text in (("one.txt", ENGLISH), ("two.txt", INVENTED)):
        (tmp_path / name).write_text("\n".join(text), encoding="utf-8")
    command = [sys.executable, "-m", "whence", "compare", "one.txt", "two.txt", "--lines", *words]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)


@needs_onnx
def test_the_command_line_hears_an_encoder(tmp_path, model):
    done = run(tmp_path, "--json", "--encoder", str(model), "--language", "en", "--language", "und")
    assert done.returncode == 0, done.stderr
    links = json.loads(done.stdout)["links"]
    assert len(links) == 6
    assert links[0]["evidence"][0]["kind"] == "neural"
    assert done.stderr == ""


def test_the_command_line_says_what_is_wrong_with_an_encoder(tmp_path):
    done = run(tmp_path, "--encoder", "nowhere")
    assert done.returncode == 3
    assert "nowhere: no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_heavy_is_imported_without_an_encoder(monkeypatch):
    real = builtins.__import__

    def guarded(name, *rest):
        assert name.split(".")[0] not in {"onnxruntime", "tokenizers", "sentence_transformers", "torch"}
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", guarded)
    assert len(whence.compare(*articles(right=ENGLISH)).links) == 6
