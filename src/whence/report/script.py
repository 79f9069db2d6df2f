"""What the script of the page says, by the keys that it uses; told in the reader's language beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from whence.phrases import message
from whence.report.words import RELATIONS

if TYPE_CHECKING:
    from whence.report.speech import Speech

# Places for values are as in all sentences.
_SAID = {
    "percent": message("{n}%"),
    "linked": message("linked, similarity {share}"),
    "only in": message("only in {version}"),
    "moved": message("moved"),
    "moved to": message("moved: stands at {places} in {version}"),
    "about": message("{relation}: {share} of {left} and {other} of {right} are linked."),
    "darker": message(
        "The darker a band, the closer the two. Point at a row to see the words that met; underlined words differ."
    ),
    "too large": message(
        "To keep the page small, the words of this pair are not on it: compare the two alone to see them."
    ),
    "two different": message("Choose two different versions."),
    "not compared": message("These two were not compared."),
    "none differ": message("none differ"),
    "differ": message("{n} differ"),
    "place": message("{n} of {of}"),
    "met c": message("same meaning: {value}"),
    "met n": message("same: {value}"),
    "met d": message("same date: {value}"),
    "met w": message("same word: {value}"),
    "number": message("another number"),
    "date": message("another date"),
    "name": message("another name"),
    "label": message("called otherwise"),
    "attribution": message("another source"),
    "wording": message("other wording"),
    "detail": message("only here"),
    "caption": message("caption"),
    "credit": message("credit"),
    "furniture": message("furniture"),
}


def script_words(speech: Speech) -> str:
    """Return the sentences of the script as JSON that may stand in a page."""
    said = {key: speech.say(text) for key, text in _SAID.items()}
    said |= {f"relation {kind}": speech.say(text) for kind, text in RELATIONS.items()}
    return json.dumps(said, separators=(",", ":")).replace("<", "\\u003c")
