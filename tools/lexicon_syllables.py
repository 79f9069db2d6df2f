"""A run of letters → the places between its syllables as written, where words may begin and end.

    borders("น้ำดี")  →  before น, before ด, after ี; not inside น้ำ

Of scripts without spaces, so that what is learned from text is words and no halves of syllables.
"""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category

# Thai and Lao vowels that are letters of their own and yet belong to the consonant after or before them.
_LEADING = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
_TRAILING = frozenset("\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3")


def borders(run: str) -> list[int]:
    """Return the places from 0 to the length of a run of letters where a word may begin or end.

    None does before a mark or a trailing vowel, nor behind a leading vowel.
    """
    free = (
        i
        for i, (before, after) in enumerate(pairwise(run), 1)
        if before not in _LEADING and after not in _TRAILING and not category(after).startswith("M")
    )
    return [0, *free, len(run)]
