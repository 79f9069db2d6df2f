"""Comparison | Story | Explanation → JSON: the published documents `whence.comparison/1` and so on.

The schemas (JSON Schema 2020-12) stand in `schemas/` and are read with `schema`.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from whence.records import Comparison, Story
    from whence.report.explain import Explanation

# Lone surrogates cannot be written in UTF-8; line and paragraph separators end a line for some readers.
_UNWRITABLE = re.compile("[\ud800-\udfff\u2028\u2029]")


def dumps(document: Comparison | Story | Explanation) -> str:
    """Return the document as JSON text, in one line, that any encoding of Unicode can carry."""
    text = json.dumps(document.to_dict(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNWRITABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def schema(name: Literal["comparison-1", "explanation-1", "story-1"]) -> dict[str, Any]:
    """Return the JSON Schema of a document format."""
    text = files("whence.report").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
