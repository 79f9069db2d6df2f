"""Versions of one stretch in one language → table of words → places where they differ.

    A   the cat sat on the mat          the  cat   sat  on  the  mat
    B   the cat sat on a mat       →    the  cat   sat  on  a    mat
    C   the kat sat  mat                the  kat   sat  –   –    mat

Words are aligned with a growing table, nearest versions first (a guide by shared word pairs), each
version is then taken out and aligned anew with all others, so the result does not hang on the start.
Like words meet: spelling differences stand in one column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whence.stemma.coding import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

# Scores of the alignment: an equal word counts 1. Two unlike words in one column are better than
# one gap on each side, a gap is better than dragging the rest out of step. The usual values of
# collation programs; the trees hardly change between −0.2 and −0.5.
UNLIKE = -0.3
GAP = -0.25
# Share of common letter pairs from which two words count as spellings of one; re-run
# tests/test_stemma_collation.py and benchmarks/lineage.py.
SPELLING = 0.5
# Larger tables are left out (cells of one alignment): memory stays under 100 MB.
MOST_CELLS = 12_000_000
_WORDS_MOST = 4000

Row = tuple[int, ...]


def collate(texts: Sequence[Sequence[str]]) -> list[list[str | None]]:
    """Return the table of words: one row a text, None where it has no word in the column.

    The columns do not depend on the order of the texts. Texts too long to align give an empty table.
    """
    distinct = sorted({tuple(t) for t in texts})
    longest = max((len(t) for t in distinct), default=0)
    words = sorted({w for t in distinct for w in t})
    if longest * longest > MOST_CELLS:
        return [[] for _ in texts]
    number = {w: i for i, w in enumerate(words)}
    like = _likeness(words)
    coded = [np.array([number[w] for w in t], dtype=np.int64) for t in distinct]
    order = _guide(coded)
    table = _Table(len(coded), like)
    for at in order:
        table.add(at, coded[at])
    if len(order) > 2:
        for at in order:
            table.remove(at)
            table.add(at, coded[at])
    rows = {
        distinct[v]: [words[w] if w >= 0 else None for w in table.rows[v]] for v in range(len(distinct))
    }
    return [rows[tuple(t)] for t in texts]


class _Table:
    """The growing table: `rows[v]` int64 per column, −1 for a gap; rows not yet added are all gaps."""

    def __init__(self, count: int, like: npt.NDArray[np.float32]) -> None:
        self.rows: Ints = np.full((count, 0), -1, dtype=np.int64)
        self.like = like

    def remove(self, version: int) -> None:
        """Take a version out; columns that only it filled go."""
        self.rows[version] = -1
        self.rows = self.rows[:, (self.rows >= 0).any(axis=0)]

    def add(self, version: int, text: Ints) -> None:
        """Align a version with the table and put it in."""
        steps = _aligned(self._scores(text), len(text), self.rows.shape[1])
        width = len(steps)
        rows = np.full((self.rows.shape[0], width), -1, dtype=np.int64)
        for column, (i, j) in enumerate(steps):
            if j >= 0:
                rows[:, column] = self.rows[:, j]
            if i >= 0:
                rows[version, column] = text[i]
        self.rows = rows

    def _scores(self, text: Ints) -> npt.NDArray[np.float32]:
        """Return [word, column]: how well each word fits each column: its best likeness there."""
        width = self.rows.shape[1]
        scores = np.full((len(text), width), UNLIKE, dtype=np.float32)
        if not width or not len(text):
            return scores
        used, back = np.unique(text, return_inverse=True)
        best = np.full((len(used), width), UNLIKE, dtype=np.float32)
        filled = self.rows[(self.rows >= 0).any(axis=1)]
        for row in np.unique(filled, axis=0):
            there = row >= 0
            best[:, there] = np.maximum(best[:, there], self.like[used][:, row[there]])
        return best[back.reshape(-1)]


def _aligned(scores: npt.NDArray[np.float32], n: int, m: int) -> list[tuple[int, int]]:
    """Return the best global alignment as (word or −1, column or −1), by rows of the usual table."""
    ramp = GAP * np.arange(m + 1, dtype=np.float32)
    best = np.empty((n + 1, m + 1), dtype=np.float32)
    best[0] = ramp
    for i in range(1, n + 1):
        row = best[i - 1] + np.float32(GAP)
        np.maximum(row[1:], best[i - 1, :-1] + scores[i - 1], out=row[1:])
        # A run of gaps costs its length: the best start of the run, wherever it was.
        best[i] = np.maximum.accumulate(row - ramp) + ramp
    steps: list[tuple[int, int]] = []
    i, j = n, m
    while i or j:
        here = best[i, j]
        if i and j and abs(here - (best[i - 1, j - 1] + scores[i - 1, j - 1])) < 1e-4:
            i, j = i - 1, j - 1
            steps.append((i, j))
        elif j and (not i or abs(here - (best[i, j - 1] + GAP)) < 1e-4):
            j -= 1
            steps.append((-1, j))
        else:
            i -= 1
            steps.append((i, -1))
    return steps[::-1]


def _likeness(words: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return [word, word]: 1 for equal, less for spellings of one word, UNLIKE for the rest."""
    count = len(words)
    if count > _WORDS_MOST:
        found = np.full((count, count), UNLIKE, dtype=np.float32) if count <= 3 * _WORDS_MOST else None
        if found is None:
            raise ValueError(f"found {count} distinct words, expected at most {3 * _WORDS_MOST}")
        np.fill_diagonal(found, 1.0)
        return found
    share = spelled_alike(words)
    found = np.where(share >= SPELLING, 0.9 * share - 0.2, UNLIKE).astype(np.float32)
    np.fill_diagonal(found, 1.0)
    return found


def spelled_alike(words: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return [word, word]: the share of letter pairs that two words have in common."""
    pairs = [{f"^{w}$"[i : i + 2] for i in range(len(w) + 1)} for w in words]
    names = {p: i for i, p in enumerate(sorted(set().union(*pairs)))}
    has = np.zeros((len(words), len(names)), dtype=np.float32)
    for i, row in enumerate(pairs):
        has[i, [names[p] for p in row]] = 1.0
    size = has.sum(axis=1)
    found: npt.NDArray[np.float32] = 2 * (has @ has.T) / (size[:, None] + size[None, :])
    return found


def _guide(texts: Sequence[Ints]) -> list[int]:
    """Return the texts, the most central first, then always the nearest to those before."""
    pairs = [set(zip(t.tolist(), t[1:].tolist(), strict=False)) | set(t.tolist()) for t in texts]
    count = len(texts)
    near = np.zeros((count, count))
    for a in range(count):
        for b in range(a):
            near[a, b] = near[b, a] = len(pairs[a] & pairs[b]) / max(len(pairs[a]) + len(pairs[b]), 1)
    order: list[int] = []
    closest = near.sum(axis=1)
    while len(order) < count:
        closest[order] = -1.0
        order.append(int(closest.argmax()))
        closest = near[order].max(axis=0)
    return order


def places(table: Sequence[Sequence[str | None]], versions: Sequence[int] | None = None) -> list[Place]:
    """Return the places where the rows differ: words left out, other words, other spellings.

    `versions` are the version numbers of the rows. A stretch left out by the same versions is one
    place, and so is one that they all replace.
    """
    names = list(range(len(table))) if versions is None else list(versions)
    width = len(table[0]) if table else 0
    open_: dict[tuple[str, Row], int] = {}
    kept: list[tuple[str, Row, int]] = []
    for column in range(width):
        for key in _differences([row[column] for row in table]):
            # The same partition in the column before: one longer place, not a second one.
            if open_.get(key) != column - 1:
                kept.append((*key, column))
            open_[key] = column
    return [
        Place(kind, {names[v]: s for v, s in enumerate(states) if s >= 0}, column=column)
        for kind, states, column in kept
    ]


def _differences(column: Sequence[str | None]) -> list[tuple[str, Row]]:
    """Return the differences of a column as (kind, states)."""
    rows: list[tuple[str, Row]] = []
    words = sorted({w for w in column if w is not None}, key=lambda w: (-sum(w == x for x in column), w))
    if any(w is None for w in column):
        rows.append(("detail", tuple(int(w is not None) for w in column)))
    if len(words) < 2:
        return rows
    groups = _spellings(words)
    if len(groups) > 1:
        of = {w: g for g, group in enumerate(groups) for w in group}
        rows.append(("word", tuple(of[w] if w is not None else -1 for w in column)))
    rows += [
        ("spelling", tuple(group.index(w) if w in group else -1 for w in column))
        for group in groups
        if len(group) > 1
    ]
    return rows


def _spellings(words: Sequence[str]) -> list[list[str]]:
    """Return the words in groups that are spellings of one."""
    share = spelled_alike(words)
    groups: list[list[int]] = []
    for w in range(len(words)):
        for group in groups:
            if share[w, group[0]] >= SPELLING:
                group.append(w)
                break
        else:
            groups.append([w])
    return [[words[w] for w in group] for group in groups]
