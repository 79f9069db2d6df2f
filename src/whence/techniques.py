"""What a person types → the id of a technique of the DISARM framework.

whence names no technique of itself: what one is, and that it was used, is a person's judgement.
"""

from __future__ import annotations

import re

from whence.errors import UsageError

_TECHNIQUE = re.compile(r"T\d{4}(?:\.\d{3})?", re.ASCII)


def technique(name: str) -> str:
    """Return the id of a technique as the framework writes it; UsageError where it is none.

    >>> technique(" t0085.001 ")
    'T0085.001'
    """
    plain = name.strip().upper()
    if not _TECHNIQUE.fullmatch(plain):
        raise UsageError(f"found {name!r}; expected the id of a DISARM technique, as T0085 or T0085.001")
    return plain
