"""Texts → keys of the numbers and dates in them: equal values have equal keys in every language."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from whence.lexicon import hashing
from whence.records import FEATURE_KINDS
from whence.values import dates, numbers
from whence.values.scan import BREAK, joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    import numpy.typing as npt

    from whence.values.dates import Date
    from whence.values.numbers import Number
    from whence.values.scan import Scan

# Passages that are read at once: enough to share the cost of each pattern, few enough to need little
# memory (about 1 MB of tokens).
_BATCH = 1000
# A value of a batch: start, end, kind, and its keys with their weights.
Found = tuple[int, int, int, tuple[tuple[str, float], ...]]
NUMBER, DATE = FEATURE_KINDS.index("number"), FEATURE_KINDS.index("date")


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Numbers and dates of many passages: one row a place, and one row a key (`of` is the place)."""

    passage: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    place_kind: npt.NDArray[np.uint8]
    of: npt.NDArray[np.int64]
    key: npt.NDArray[np.uint64]
    kind: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]

    def free(
        self, passage: npt.NDArray[np.int32], start: npt.NDArray[np.int32], end: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.bool_]:
        """Return which spans do not lie inside a value."""
        if not len(self.passage):
            return np.ones(len(passage), np.bool_)
        wide = np.int64(1) << 32
        order = np.argsort(self.passage * wide + self.start, kind="stable")
        begins = (self.passage * wide + self.start)[order]
        reach = np.maximum.accumulate((self.passage * wide + self.end)[order])
        at = np.searchsorted(begins, passage * wide + start, side="right") - 1
        return (at < 0) | (reach[np.maximum(at, 0)] < passage * wide + end)


def values(texts: Sequence[str], language: str) -> Values:
    """Return the numbers and dates of each text."""
    places: list[tuple[int, int, int, int]] = []
    rows: list[tuple[int, str, int, float]] = []
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        ends = list(accumulate(len(text) + len(BREAK) for text in batch))
        for start, end, kind, keys in _found(joined(batch, language)):
            number = bisect_right(ends, start)
            base = ends[number - 1] if number else 0
            rows += [(len(places), name, kind, weight) for name, weight in keys]
            places.append((first + number, start - base, end - base, kind))
    at = np.array(places, np.int32).reshape(-1, 4)
    return Values(
        passage=at[:, 0],
        start=at[:, 1],
        end=at[:, 2],
        place_kind=at[:, 3].astype(np.uint8),
        of=np.array([r[0] for r in rows], np.int64),
        key=hashing.sums([r[1] for r in rows]),
        kind=np.array([r[2] for r in rows], np.uint8),
        weight=np.array([r[3] for r in rows], np.float32),
    )


def _found(scan: Scan) -> list[Found]:
    """Return start, end, kind, and keys with weights of each value."""
    dated = dates.read(scan)
    found: list[Found] = [(d.start, d.end, DATE, tuple(_date_keys(d))) for d in dated]
    starts = [d.start for d in dated]
    for number in numbers.read(scan):
        at = bisect_right(starts, number.start)
        inside = at > 0 and number.end <= dated[at - 1].end
        if not number.weak and not inside:
            keys, weight = _number_keys(number)
            shares = tuple((name, weight * share) for name, share in keys)
            found.append((number.start, number.end, NUMBER, shares))
    return found


def _date_keys(value: Date) -> list[tuple[str, float]]:
    return [
        ("d:" + key, 0.5 if key.startswith(("weekday", "day", "--")) and len(key) < 7 else 0.8)
        for key in value.keys
    ]


def _number_keys(found: Number) -> tuple[list[tuple[str, float]], float]:
    """Return the keys of a number with their shares, and its weight."""
    value = found.value
    weight = (
        0.9
        if abs(value) >= 100 or value != value.to_integral_value()
        else 0.7
        if abs(value) > 10
        else 0.5
    )
    base, unit = found.canonical()
    keys = [("n:" + _figures(value), 0.8), (f"n~{unit}:{_rounded(base)}", 0.6)]
    if found.alternative is not None:
        keys.append(("n:" + _figures(found.alternative), 0.6))
    return keys, weight


def _figures(value: Decimal) -> str:
    return format(value.normalize(), "f") if abs(value.adjusted()) < 40 else str(value)


def _rounded(value: Decimal) -> str:
    """Return two leading figures and the magnitude."""
    return f"{value:.1e}"
