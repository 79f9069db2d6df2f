"""Texts → vectors: a sentence encoder on the user's own disk as an optional second opinion.

    folder with modules.json (sentence-transformers)      → sentence_transformers, where it is installed
    folder or file with an .onnx model and tokenizer.json → onnxruntime and tokenizers
    any object of your own with `name` and `encode`       → taken as it is

Nothing is ever fetched: what is not on the disk is an error that says what was looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from whence.encoders.models import FolderEncoder, OnnxEncoder, normalised, short
from whence.errors import MissingExtraError, WhenceError

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from whence.records import Article

    Floats = npt.NDArray[np.float32]

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
        raise WhenceError(f"the encoder {encoder.name} failed ({short(error)})") from error
    if table.ndim != 2 or len(table) != len(texts) or not table.shape[1]:
        raise WhenceError(
            f"the encoder {encoder.name} gave a table of shape {table.shape} for {len(texts)} texts; "
            "expected one row a text"
        )
    if not np.isfinite(table).all():
        raise WhenceError(
            f"the encoder {encoder.name} gave values that are no numbers; use another model"
        )
    return normalised(table)


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
            return FolderEncoder(place)
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
    return OnnxEncoder(model, home)


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
