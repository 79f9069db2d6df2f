"""text of strangers → text that a format can carry: XML characters, Unicode that can be encoded, safe cells.

What replaces a character is one character, so that offsets stay what they are (but for `cell`).
"""

from __future__ import annotations

import json
import re
from typing import Any

from whence.report.display import MARK, line

# All but the characters that XML 1.0 allows.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Beside the line feed, what some readers of lines take for the end of one.
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
# A spreadsheet calculates what begins with these (full-width forms too), or with white space before them.
_FORMULA = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]")


def xml(text: str) -> str:
    """Return `text` without what XML 1.0 cannot carry: controls, lone surrogates, two noncharacters."""
    return _NOT_XML.sub(MARK, text)


def encodable(text: str) -> str:
    """Return `text` without lone surrogates, which no encoding of Unicode can carry."""
    return text if text.isascii() else _SURROGATES.sub(MARK, text)


def is_formula(text: str) -> bool:
    """Return True where a spreadsheet would calculate `text` instead of showing it."""
    return _FORMULA.match(text) is not None


def cell(text: str) -> str:
    """Return `text` on one line for a table of plain text, an apostrophe before what would be calculated."""
    text = line(text)
    return f"'{text}" if is_formula(text) else text


def json_text(value: Any, *, indent: int | None = None) -> str:
    """Return JSON in one line (unless indented) that every reader of lines takes for one."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, separators=separators, allow_nan=False, indent=indent)
    return _LINE_ENDS.sub(lambda m: f"\\u{ord(m[0]):04x}", encodable(text))
