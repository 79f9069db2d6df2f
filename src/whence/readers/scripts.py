"""Characters → scripts, and which languages are written in which.

A script that only one language uses bears that language's tag ("ko", "th", "el"); the others have names.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

# Scripts by the blocks they use. The first group are scripts that tell the language by themselves.
SCRIPTS = {
    "kana": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d",
    "ko": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
    "th": "\u0e01-\u0e4e", "lo": "\u0e81-\u0edf", "km": "\u1780-\u17dd", "my": "\u1000-\u103f",
    "bo": "\u0f40-\u0fbc", "el": "\u0370-\u03ff\u1f00-\u1fff", "hy": "\u0531-\u0588",
    "ka": "\u10a0-\u10ff\u1c90-\u1cbf", "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff", "ml": "\u0d00-\u0d7f", "gu": "\u0a80-\u0aff", "pa": "\u0a00-\u0a7f",
    "or": "\u0b00-\u0b7f", "si": "\u0d80-\u0dff", "dv": "\u0780-\u07bf", "chr": "\u13a0-\u13ff",
    "latin": "A-Za-z\u00aa-\u024f\u1e00-\u1eff", "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u064a\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc",
    "hebrew": "\u05d0-\u05f4", "devanagari": "\u0904-\u0963\u0971-\u097f",
    "bengali": "\u0980-\u09fe", "ethiopic": "\u1200-\u137f",
}  # fmt: skip

# Which languages a shared script may be: those of the table of small words, and a few that only the
# model knows. What is written in several scripts stands in several rows.
_LANGUAGES = {
    "cyrillic": "ru uk be bg mk sr kk ky tt mn tg ba",
    "arabic": "ar fa ur ps ckb ug sd",
    "devanagari": "hi mr ne sa",
    "bengali": "bn as",
    "hebrew": "he yi",
    "ethiopic": "am ti",
    "latin": (
        "en de nl af sv da nb nn is fo fy lb fr es pt gl it ca ro oc ast eo la cy ga gd br eu sq mt pl "
        "cs sk sl hr sr bs lt lv fi et hu tr az uz tk ku id ms jv tl ceb vi sw ha yo ig zu xh so mg ht "
        "rw sn st nso ln lg om qu an wa kab"
    ),
}
WRITTEN_IN = {script: tuple(row.split()) for script, row in _LANGUAGES.items()}


@lru_cache(maxsize=8192)
def script_of(character: str) -> str | None:
    """Return the script of a character, by the ranges above."""
    rows = _script_ranges()
    at = bisect_right(rows, (character, "\U0010ffff", ""))
    return rows[at - 1][2] if at and rows[at - 1][0] <= character <= rows[at - 1][1] else None


@lru_cache(maxsize=1)
def _script_ranges() -> list[tuple[str, str, str]]:
    """Return the ranges as (first, last, script), in order."""
    rows = []
    for name, text in SCRIPTS.items():
        at = 0
        while at < len(text):
            ranged = text[at + 1 : at + 2] == "-"
            rows.append((text[at], text[at + 2] if ranged else text[at], name))
            at += 3 if ranged else 1
    return sorted(rows)
