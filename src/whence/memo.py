"""Features → what follows from them alone: worked out once an article, however many it is compared with.

    norms = once(norms)        norms(features) is computed at the first call, for as long as `features` live

Features are frozen, so what is kept cannot grow stale; it goes when they go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from whence.records import Features

T = TypeVar("T")


def once(function: Callable[[Features], T]) -> Callable[[Features], T]:
    """Return a function that remembers what `function` says of features while these are in use."""
    known: WeakKeyDictionary[Features, T] = WeakKeyDictionary()

    def remembered(features: Features) -> T:
        found = known.get(features)
        if found is None:
            found = known[features] = function(features)
        return found

    remembered.__doc__ = function.__doc__
    return remembered
