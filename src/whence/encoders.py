"""Texts → vectors: a sentence encoder on the user's own disk as an optional second opinion.

    folder with modules.json (sentence-transformers)      → sentence_transformers, where it is installed
    folder or file with an .onnx model and tokenizer.json → onnxruntime and tokenizers
    any object of your own with `name` and `encode`       → taken as it is

Nothing is ever fetched: what is not on the disk is an error that says what was looked for.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from whence.errors import MissingExtraError, WhenceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from whence.records import Article

    Floats = npt.NDArray[np.float32]

# Texts encoded at a time. Gates memory only.
BATCH = 32
# Longest text in tokens, where the model's own files name none: news sentences have 30 to 80, and
# every common sentence encoder takes as many. Gates time and what of a long passage is seen.
MOST_TOKENS = 256
# A model has more inputs than these only where it is no plain sentence encoder.
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
# Names of pooling by the mean; what they differ in is undone by the norm.
MEANS = ("mean", "mean_tokens", "mean_sqrt_len_tokens")
# Sentences that have nothing to do with each other, in several languages. How alike an encoder finds
# them is what it gives to unrelated passages: some give 0.1, others 0.7.
UNRELATED = (
    "The orchard keeper painted the gate green before the winter.",
    "La banque centrale a relevé son taux directeur d'un quart de point.",
    "Das Orchester spielt am Sonntag zwei Sinfonien eines jungen Komponisten.",
    "Los buzos encontraron tres ánforas frente al cabo.",
    "Учёные измерили толщину льда на озере.",
    "عاد القطار إلى المحطة بسبب عطل في المكابح.",
    "护士们要求缩短夜班时间。",
    "La squadra ha perso la finale ai rigori.",
)


class Encoder(Protocol):
    """What turns texts into vectors, so that texts which mean the same lie close in any language."""

    @property
    def name(self) -> str:
        """The encoder's name, for reports."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row a text (texts × dimensions, float32, rows of norm 1)."""


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What an encoder makes of articles: per article a table passages × dimensions, rows of norm 1 or 0.

    `chance` is the cosine that it gives to texts which have nothing to do with each other.
    """

    name: str
    chance: float
    vectors: tuple[Floats, ...]

    def of(self, left: int, right: int) -> Opinion:
        """Return the opinion on two of the articles."""
        return Opinion(self.name, self.chance, (self.vectors[left], self.vectors[right]))

    def cut(self, left: tuple[int, int], right: tuple[int, int]) -> Opinion:
        """Return the opinion on a stretch of passages of each of two articles."""
        a, b = self.vectors
        return Opinion(self.name, self.chance, (a[slice(*left)], b[slice(*right)]))


def opinion(encoder: Encoder, articles: Sequence[Article]) -> Opinion:
    """Return what `encoder` makes of the passages of some articles; equal passages are encoded once."""
    import numpy as np

    number: dict[str, int] = {text: x for x, text in enumerate(UNRELATED)}
    rows = [[number.setdefault(p.text, len(number)) for p in a.passages] for a in articles]
    table = vectors(encoder, list(number))
    probes = table[: len(UNRELATED)]
    cosines = (probes @ probes.T)[np.triu_indices(len(probes), 1)]
    return Opinion(
        encoder.name, float(cosines.mean()), tuple(table[np.array(r, np.int64)] for r in rows)
    )


def vectors(encoder: Encoder, texts: Sequence[str]) -> Floats:
    """Return the vectors of texts with rows brought to norm 1, after a look at what came back."""
    import numpy as np

    # A lone surrogate is no character that a tokenizer could take.
    clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    try:
        table = np.asarray(encoder.encode(clean), np.float32)
    except (TypeError, ValueError) as error:
        raise WhenceError(f"the encoder {encoder.name} failed ({_short(error)})") from error
    if table.ndim != 2 or len(table) != len(texts) or not table.shape[1]:
        raise WhenceError(
            f"the encoder {encoder.name} gave a table of shape {table.shape} for {len(texts)} texts; "
            "expected one row a text"
        )
    if not np.isfinite(table).all():
        raise WhenceError(
            f"the encoder {encoder.name} gave values that are no numbers; use another model"
        )
    return _normalised(table)


def load(path: str | os.PathLike[str]) -> Encoder:
    """Return the encoder that stands at `path`: a model's folder, or an .onnx file beside its tokenizer.

    Raises WhenceError where no model or tokenizer is found, MissingExtraError where the library that runs
    it is not installed.
    """
    place = Path(path)
    if not place.exists():
        raise WhenceError(f"{place}: no such file or folder; give the folder of an encoder on your disk")
    folder = place if place.is_dir() else place.parent
    if place.is_dir() and (place / "modules.json").is_file():
        if _installed("sentence_transformers"):
            return _SentenceTransformer(place)
        if not _models(place):
            raise MissingExtraError(f"{place}: a sentence-transformers model", "sentence-transformers")
    model = _model(place)
    # An .onnx file often stands in a folder "onnx" inside the model's own.
    home = next(
        (f for f in (model.parent, folder, folder.parent) if (f / "tokenizer.json").is_file()), None
    )
    if home is None:
        raise WhenceError(
            f"{model.parent}: found {model.name} but no tokenizer.json; "
            "put the model's tokenizer.json into the same folder"
        )
    for library in ("onnxruntime", "tokenizers"):
        if not _installed(library):
            raise MissingExtraError(f"{place}: an ONNX model", "neural")
    return _Onnx(model, home)


def _installed(library: str) -> bool:
    from importlib.util import find_spec

    return find_spec(library) is not None


def _models(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.onnx"), *(folder / "onnx").glob("*.onnx")])


def _model(place: Path) -> Path:
    """Return the one .onnx model that is meant."""
    if place.is_file():
        if place.suffix.lower() != ".onnx":
            raise WhenceError(
                f"{place}: found a {place.suffix or 'nameless'} file, expected a folder or .onnx"
            )
        return place
    models = _models(place)
    plain = [m for m in models if m.name == "model.onnx"]
    if not models:
        there = ", ".join(sorted(p.name for p in place.iterdir())[:8]) or "nothing"
        raise WhenceError(
            f"{place}: found no model (there is {there}); expected modules.json of sentence-transformers, "
            "or a .onnx file with tokenizer.json"
        )
    if not plain and len(models) > 1:
        names = ", ".join(str(m.relative_to(place)) for m in models[:8])
        raise WhenceError(f"{place}: found several models ({names}); give the path of the one to use")
    return plain[0] if plain else models[0]


def _json(path: Path) -> Any:
    """Return the data of a model's small JSON file, {} where there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _short(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def _normalised(table: Floats) -> Floats:
    import numpy as np

    norms = np.linalg.norm(table, axis=1, keepdims=True)
    rows: Floats = (table / np.where(norms > 0, norms, 1)).astype(np.float32, copy=False)
    return rows


class _SentenceTransformer:
    """A sentence-transformers folder, run by its own library, offline and on the processor."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.resolve().name
        # Read at import: from here on these libraries open no connection.
        os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:
            raise WhenceError(
                f"{folder}: sentence-transformers cannot load this model ({_short(error)})"
            ) from error

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row a text."""
        rows: Floats = self._model.encode(
            list(texts),
            batch_size=BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return rows


class _Onnx:
    """An ONNX model with its tokenizer: the mean of its token vectors, or as its pooling file says."""

    def __init__(self, model: Path, home: Path) -> None:
        self.name = model.parent.resolve().name if model.parent.name != "onnx" else home.resolve().name
        self._tokenizer = _tokenizer(home)
        import onnxruntime

        try:
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3  # errors only: warnings would reach the user's terminal
            self._session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the library has no common base of its own errors
            raise WhenceError(
                f"{model}: onnxruntime cannot load this model ({_short(error)})"
            ) from error
        self._types = {i.name: i.type for i in self._session.get_inputs()}
        unknown = sorted(set(self._types) - set(INPUTS))
        if unknown or "input_ids" not in self._types:
            raise WhenceError(
                f"{model}: found the inputs {', '.join(sorted(self._types))}; expected a sentence encoder "
                f"that takes {', '.join(INPUTS)}"
            )
        self._output, self._pooled = _output(self._session.get_outputs(), model)
        self._first = not self._pooled and _first_token(home)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row a text, by batches of about the same length."""
        import numpy as np

        order = sorted(range(len(texts)), key=lambda x: len(texts[x]))
        made = [
            self._batch([texts[x] for x in order[at : at + BATCH]]) for at in range(0, len(order), BATCH)
        ]
        if not made:
            return np.zeros((0, 1), np.float32)
        table = np.concatenate(made)
        rows = np.empty_like(table)
        rows[order] = table
        return _normalised(rows)

    def _batch(self, texts: list[str]) -> Floats:
        import numpy as np

        coded = self._tokenizer.encode_batch(texts)
        mask = np.array([c.attention_mask for c in coded], np.int64)
        ready = {
            "input_ids": np.array([c.ids for c in coded], np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([c.type_ids for c in coded], np.int64),
        }
        kinds = {"tensor(int32)": np.int32, "tensor(float)": np.float32}
        feed = {n: ready[n].astype(kinds.get(t, np.int64), copy=False) for n, t in self._types.items()}
        try:
            found = np.asarray(self._session.run([self._output], feed)[0], np.float32)
        except Exception as error:  # as above
            raise WhenceError(f"{self.name}: the model failed while it ran ({_short(error)})") from error
        if self._pooled:
            return found
        if self._first:
            first: Floats = found[:, 0]
            return first
        weight = mask[:, :, None].astype(np.float32)
        mean: Floats = (found * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1)
        return mean


def _first_token(home: Path) -> bool:
    """Return True where the model's files ask for the first token's vector, False for the mean.

    Raises WhenceError where they ask for more than the token vectors of an .onnx file can give.
    """
    modules = _json(home / "modules.json") or []
    layers = {str(m.get("type", "")).rsplit(".", 1)[-1] for m in modules if isinstance(m, dict)}
    pooling = _json(home / "1_Pooling" / "config.json")
    asked = _pooling(pooling) if isinstance(pooling, dict) else set()
    further = layers - {"Transformer", "Pooling", "Normalize"} | asked - set(MEANS) - {"cls"}
    if further or len(asked) > 1:
        raise WhenceError(
            f"{home}: the model asks for more than its .onnx file gives ({', '.join(sorted(further or asked))}); "
            "install the extra whence[sentence-transformers] and give the folder"
        )
    return asked == {"cls"}


def _pooling(stated: dict[str, Any]) -> set[str]:
    """Return the names of the ways of pooling that a pooling file states, in its older or newer form."""
    now = stated.get("pooling_mode")
    if now is not None:
        return set(map(str, now)) if isinstance(now, list) else {str(now)}
    mark = "pooling_mode_"
    return {
        key.removeprefix(mark).removesuffix("_token")
        for key, on in stated.items()
        if on and key.startswith(mark)
    }


def _tokenizer(home: Path) -> Any:
    """Return the tokenizer, set to cut and to fill up."""
    from tokenizers import Tokenizer

    path = home / "tokenizer.json"
    try:
        made = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        raise WhenceError(f"{path}: found no tokenizer that can be read ({_short(error)})") from error
    stated = _json(home / "sentence_bert_config.json")
    most = stated.get("max_seq_length") if isinstance(stated, dict) else None
    most = most or (made.truncation or {}).get("max_length")
    made.enable_truncation(most if isinstance(most, int) and most > 0 else MOST_TOKENS)
    if made.padding is None:
        known = ((made.token_to_id(t), t) for t in ("[PAD]", "<pad>", "<|pad|>"))
        number, token = next(((n, t) for n, t in known if n is not None), (0, "[PAD]"))
        made.enable_padding(pad_id=number, pad_token=token)
    else:
        # A fixed length of all texts would only cost time.
        made.enable_padding(**{**made.padding, "length": None, "pad_to_multiple_of": None})
    return made


def _output(outputs: Sequence[Any], model: Path) -> tuple[str, bool]:
    """Return which output to take, and whether it is one vector a text already."""
    shapes = {o.name: len(o.shape or ()) for o in outputs}
    for name in ("sentence_embedding", *shapes):
        if shapes.get(name) == 2 and (name == "sentence_embedding" or 3 not in shapes.values()):
            return name, True
    for name in ("last_hidden_state", "token_embeddings", *shapes):
        if shapes.get(name) == 3:
            return name, False
    raise WhenceError(
        f"{model}: found the outputs {', '.join(shapes)}; expected vectors of tokens or of sentences"
    )
