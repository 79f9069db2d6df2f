"""A model's folder → an encoder: the two libraries that run models, and what their files must hold."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from whence.errors import WhenceError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

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


def _json(path: Path) -> Any:
    """Return the data of a model's small JSON file, {} where there is none that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def short(error: Exception) -> str:
    """Return the first line of another library's message, for a message of our own."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


def normalised(table: Floats) -> Floats:
    """Return the rows brought to norm 1; rows of nothing stay so."""
    import numpy as np

    norms = np.linalg.norm(table, axis=1, keepdims=True)
    rows: Floats = (table / np.where(norms > 0, norms, 1)).astype(np.float32, copy=False)
    return rows


class FolderEncoder:
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
                f"{folder}: sentence-transformers cannot load this model ({short(error)})"
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


class OnnxEncoder:
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
            raise WhenceError(f"{model}: onnxruntime cannot load this model ({short(error)})") from error
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
        return normalised(rows)

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
            raise WhenceError(f"{self.name}: the model failed while it ran ({short(error)})") from error
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
        raise WhenceError(f"{path}: found no tokenizer that can be read ({short(error)})") from error
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
