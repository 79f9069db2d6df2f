"""Lexicon, kernels, settings → by which rules prints and kinships are found now, in a word.

    prints        the lexicon's checksum, and a digest of what is made of a few sentences
    kinships      `kin.RULES`, and the settings that decide who is a candidate and who is kin

Whoever keeps prints or kinships keeps this beside them, so that those of two makes are never mixed.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from whence.candidates.kin import RULES
from whence.records import Article

if TYPE_CHECKING:
    from whence.settings import Settings

# One sentence in scripts of several kinds: prints of another make differ here.
_SAMPLES = (
    (
        "en",
        "The harbour master of Port Elmsworth counted 4,150 crates of oranges on Tuesday.\n\nAll were sold by noon.",
    ),
    ("de", "Hafenmeister Halvard Brisk zählte 1,2 Millionen Kisten, davon 410.000 leere."),
    ("fr", "Le capitaine du port d'Elmsworth a compté 4 150 caisses d'oranges mardi."),
    ("ru", "Начальник порта Элмсворт насчитал во вторник 4150 ящиков апельсинов."),
    ("zh", "埃尔姆斯沃思港港务长星期二清点了41万箱橙子。"),
    ("ar", "أحصى مدير ميناء إلمسوورث يوم الثلاثاء 4150 صندوقا من البرتقال."),
)
_DECIDING = ("spread", "words_from", "meaning_from", "quoted_words", "alike_from", "meant_from")


@cache
def prints() -> str:
    """Return what prints depend on, in a word: the lexicon, and the way they are made."""
    from whence.candidates.prints import prints as made_of

    made = made_of([Article(text, language) for language, text in _SAMPLES])
    digest = hashlib.sha256()
    for column in (made.article, made.key, made.weight):
        digest.update(np.ascontiguousarray(column).tobytes())
    return f"{lexicon()}-{digest.hexdigest()[:8]}"


@cache
def lexicon() -> str:
    """Return the checksum of the lexicon."""
    from whence.lexicon import DATA

    return f"{zlib.crc32(DATA.read_bytes()):08x}"


def kinships(settings: Settings) -> str:
    """Return what kinships depend on beside the prints, as JSON."""
    return json.dumps({"rules": RULES} | {name: getattr(settings, name) for name in _DECIDING})


def both(settings: Settings) -> str:
    """Return what pairs and their kinships depend on."""
    return f"{prints()} {kinships(settings)}"
