"""Two texts, in any languages → how much of what they speak of is common: one matter or two.

Words are compared by what they mean, so that inflection does not hide them, and weigh by their rarity:
nearly all that two stretches of one story share and two stories do not is rare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import load
from whence.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

# How much rare words outweigh common ones, and the weight of a word that the lexicon does not know
# (mostly names). Chosen on halves of one news story against halves of two, in eleven languages, of
# powers 1 to 4 and weights 0.5 to 2; re-run benchmarks/relations.py.
POWER = 3.0
UNKNOWN = 0.5
# Letters of an unknown word that count, so that its endings do not.
ROOT = 6


Matter = dict[int | str, float]


def common(one: Matter, other: Matter) -> float:
    """Return the share of the smaller matter that the other one has too, 0..1."""
    shared = sum(weight for key, weight in one.items() if key in other)
    return shared / max(min(sum(one.values()), sum(other.values())), 1e-9)


def cosine(one: Matter, other: Matter) -> float:
    """Return the common weight against the mean of both (geometric): the same for a part as for a whole."""
    shared = sum(weight for key, weight in one.items() if key in other)
    return float(shared / max((sum(one.values()) * sum(other.values())) ** 0.5, 1e-9))


def matter(texts: Sequence[str], language: str) -> Matter:
    """Return what a text speaks of: concepts, and the roots of words not known, with their weights."""
    lexicon = load()
    table = lexicon.words(language)
    distinct = words(texts, language, table.has if table else None).distinct
    met = lexicon.lookup(distinct, language)
    idf = lexicon.idf(met.ids) ** POWER
    found: Matter = {}
    for i, word in enumerate(distinct):
        first, last = int(met.indptr[i]), int(met.indptr[i + 1])
        if last > first:
            at = first + int(np.argmax(met.weights[first:last]))
            found[int(met.ids[at])] = float(idf[at])
        elif len(word) > 2:
            found[word[:ROOT]] = UNKNOWN
    return found
