"""Characters → the change model: how likely each kind of change is on a step of transmission.

A *character* is a place where versions differ, coded as one state a version (−1: not known there).
What a step does to it depends on its kind:

    presence   a passage there (1) or not (0): easily lost, very rarely won back from elsewhere
    value      a number, date, name, label or wording: changed now and then, into one of many others
    order      a passage moved;  merge: two passages made one
    word       a word of a text in one language;  spelling: the same word written otherwise

Shared *changes* prove kinship as far as they are rare: `others` says among how many values a change
chooses, so two versions hardly ever come to the same wrong number on their own, but easily to the
same spelling. Each character also has its own speed (slow, usual, fast), found from how often it
changes on the tree: what changes everywhere proves little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

KINDS = ("presence", "value", "order", "merge", "word", "spelling", "detail", "wording", "language")
PRESENCE = KINDS.index("presence")


@dataclass(frozen=True, slots=True)
class Change:
    """How one kind of character changes on a step of unit length.

    `rate` changes a step; `others` the effective number of values a change chooses among; `gain`
    for presence only: how often an absent passage is won from elsewhere.
    """

    rate: float
    others: float
    gain: float = 0.0


# Starting rates; the search rescales each kind to the story at hand (`search.fitted`), so only
# their order of size matters. `others` and `gain` are not fitted: they say what a coincidence costs.
# Chosen on simulated traditions with seeds other than the published ones; re-run
# benchmarks/lineage.py.
CHANGES = {
    "presence": Change(rate=0.08, others=1.0, gain=0.006),
    "value": Change(rate=0.04, others=30.0),
    "order": Change(rate=0.03, others=6.0),
    "merge": Change(rate=0.04, others=1.0),
    "word": Change(rate=0.03, others=12.0),
    "spelling": Change(rate=0.05, others=2.0),
    "detail": Change(rate=0.04, others=1.0, gain=0.01),
    "wording": Change(rate=0.05, others=4.0),
    # A step into another language is one act, whatever else it changes: see FIXED.
    "language": Change(rate=0.6, others=12.0),
}
# Step lengths that the search chooses from, as multiples of the unit step, and speeds of a single
# character. A grid keeps every candidate position comparable in one array operation; finer grids
# did not change the trees. Re-run benchmarks/lineage.py.
LENGTHS = np.array([0.04, 0.3, 1.0, 3.0, 9.0])
SPEEDS = np.array([0.3, 1.0, 4.0])
# Kinds whose chance of change does not depend on the length of the step nor on the story.
FIXED = ("language",)
# Prior share of the root's readings among the passages of a story: most of what is told was there
# at first. Gates the choice of the root only.
ROOT_PRESENT = 0.85
MAX_STATES = 6


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """The coded apparatus: `states` int16 [version, character], −1 unknown; `kind` index into KINDS.

    `weight` is the evidence a character carries (a dropped paragraph of six passages is one decision,
    not six); `locus` the index of the locus it codes, −1 for none.
    """

    states: npt.NDArray[np.int16]
    kind: npt.NDArray[np.int8]
    weight: Floats
    locus: npt.NDArray[np.int32]

    @property
    def versions(self) -> int:
        """Return the number of versions."""
        return int(self.states.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Characters with equal columns counted once: the data that the likelihood runs over.

    `leaf` float64 [version, state, pattern]: 1 where the version may have the state; `valid` the
    states that exist; `of` maps a character to its pattern.
    """

    leaf: Floats
    valid: Floats
    kind: npt.NDArray[np.int8]
    weight: Floats
    of: npt.NDArray[np.int64]

    @classmethod
    def build(cls, characters: Characters) -> Patterns:
        """Compress the columns; the rarest readings beyond MAX_STATES are left unknown."""
        n = characters.versions
        states = _dense(characters)
        columns = np.vstack([states, characters.kind[None, :].astype(np.int16)])
        unique, of = np.unique(columns, axis=1, return_inverse=True)
        of = of.reshape(-1)
        weight = np.bincount(of, weights=characters.weight, minlength=unique.shape[1]).astype(np.float64)
        states, kind = unique[:n], unique[n].astype(np.int8)
        many = np.maximum(states.max(axis=0, initial=0) + 1, 2)
        size = int(many.max(initial=2))
        valid = (np.arange(size)[:, None] < many[None, :]).astype(np.float64)
        leaf = (states[:, None, :] == np.arange(size)[None, :, None]).astype(np.float64)
        leaf = np.where(states[:, None, :] < 0, valid[None], leaf)
        return cls(leaf, valid, kind, weight, of)


def _dense(characters: Characters) -> npt.NDArray[np.int16]:
    """Return the states renumbered by frequency, so that equal partitions are equal columns.

    Presence and details keep their meaning (0 absent, 1 present).
    """
    states = np.array(characters.states)
    asymmetric = np.isin(characters.kind, [PRESENCE, KINDS.index("detail")])
    for c in np.flatnonzero(~asymmetric):
        column = states[:, c]
        names = [s for s in dict.fromkeys(column.tolist()) if s >= 0]
        names.sort(key=lambda s: -int(np.count_nonzero(column == s)))
        new = np.full_like(column, -1)
        for i, s in enumerate(names):
            new[column == s] = i if i < MAX_STATES else -1
        states[:, c] = new
    return states


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Transition weights per step length: P(s → s) − move and move, for every state and pattern.

    `keep`, `move` float64 [length, state, pattern]; `root` float64 [state, pattern].
    A message up a step is keep·x + move·Σx; down it is keep·x + Σ(move·x).
    """

    keep: Floats
    move: Floats
    root: Floats
    valid: Floats

    def up(self, below: Floats, length: int | npt.NDArray[np.int64]) -> Floats:
        """Return what `below` says of the parent's state, over a step (or one step a row)."""
        out: Floats = self.keep[length] * below + self.move[length] * below.sum(axis=-2, keepdims=True)
        return out

    def down(self, above: Floats, length: int | npt.NDArray[np.int64]) -> Floats:
        """Return what `above` (all that the parent knows) says of the child's state."""
        moved = (self.move[length] * above).sum(axis=-2, keepdims=True)
        out: Floats = (self.keep[length] * above + moved) * self.valid
        return out


def model(
    patterns: Patterns,
    *,
    scale: Floats | None = None,
    speed: Floats | None = None,
    root: float = ROOT_PRESENT,
) -> Model:
    """Return the transition weights; `scale` rescales the rate of each kind, `speed` each pattern."""
    kinds = [CHANGES[name] for name in KINDS]
    count = patterns.kind.shape[0]
    rate = np.array([k.rate for k in kinds])
    rate = (rate if scale is None else rate * scale)[patterns.kind]
    rate = rate if speed is None else rate * speed
    others = np.array([k.others for k in kinds])[patterns.kind]
    gain = np.array([k.gain for k in kinds])[patterns.kind]
    fixed = np.isin(patterns.kind, [KINDS.index(k) for k in FIXED])
    rate = np.where(fixed, np.array([k.rate for k in kinds])[patterns.kind], rate)
    lengths = np.where(fixed, 1.0, LENGTHS[:, None])
    # At most 0.7: a step that changes more tells nothing, and must not make differences cheap.
    change = np.minimum(-np.expm1(-lengths * rate), 0.7)
    size = patterns.valid.shape[0]
    move = np.repeat((change / others)[:, None, :], size, axis=1)
    stay = np.repeat((1 - change)[:, None, :], size, axis=1)
    won = np.minimum(-np.expm1(-LENGTHS[:, None] * gain[None, :]), 0.05)
    move[:, 0, :] = np.where(gain > 0, won, move[:, 0, :])
    stay[:, 0, :] = np.where(gain > 0, 1 - won, stay[:, 0, :])
    prior = patterns.valid / patterns.valid.sum(axis=0)
    prior = np.where(gain > 0, np.array([1 - root, root] + [0.0] * (size - 2))[:, None], prior)
    assert prior.shape == (size, count)
    return Model(stay - move, move, prior, patterns.valid)
