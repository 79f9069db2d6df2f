"""article pair → Link: align the passages of two articles.

    likeness of words → masses (what each passage finds in each window of the other side)
    → gains (what each link would be worth) → chains (dynamic programme) → scores → evidence

Steps of `align`:
 1 make both sides ready and find which words are alike,
 2 find beads (links in the making) box by box: one box for articles, many for books,
 3 score each bead, keep those the evidence carries,
 4 mark what stands outside the common order as moved, and show what met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from whence.records import Link
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import numpy.typing as npt

    from whence.align.boxes import Box
    from whence.align.chains import Bead
    from whence.encoders import Opinion
    from whence.records import Article, Evidence, Features
    from whence.similarity import Learned


def align(
    left: Article,
    right: Article,
    left_features: Features,
    right_features: Features,
    *,
    indexes: tuple[int, int] = (0, 1),
    settings: Settings = DEFAULT,
    opinion: Opinion | None = None,
    learned: Learned | None = None,
) -> tuple[Link, ...]:
    """Return the links between two articles, sorted by the left side.

    Spans in the evidence carry `indexes` as the numbers of their articles. Passages without a
    counterpart are in no link; texts that have nothing to do with each other have (almost) no link.
    `opinion` is what a sentence encoder makes of the passages, heard beside the words; `learned` are
    translations from left to right that other links taught (`whence.induced`).
    """
    from whence.align.boxes import boxes, ordered, whole

    rows = left_features, right_features
    if not whole(*rows):
        rows = ordered(rows[0]), ordered(rows[1])
    taken = np.zeros(rows[0].passages, bool), np.zeros(rows[1].passages, bool)
    found: list[_Found] = []
    for box in boxes(*rows):
        found += _of_box(
            box, (left, right), rows, taken, indexes=indexes, settings=settings, opinion=opinion,
            learned=learned,
        )  # fmt: skip
    found.sort(key=lambda f: f.bead.left)
    moves = _moves([f.bead for f in found], rows)
    return tuple(
        Link(tuple(range(*f.bead.left)), tuple(range(*f.bead.right)), f.score, f.evidence, moved)
        for f, moved in zip(found, moves, strict=True)
    )


class _Found(NamedTuple):
    """A bead that became a link; passages are the articles' own."""

    bead: Bead
    score: float
    evidence: tuple[Evidence, ...]


def _of_box(
    box: Box,
    articles: tuple[Article, Article],
    rows: tuple[Features, Features],
    taken: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
    *,
    indexes: tuple[int, int],
    settings: Settings,
    opinion: Opinion | None,
    learned: Learned | None,
) -> list[_Found]:
    """Search one box, keep what the evidence carries, and mark its passages as taken."""
    from whence.align.boxes import cut
    from whence.align.evidence import evidence
    from whence.align.opinion import second, told
    from whence.align.search import solve

    spans = box.left, box.right
    within = cut(rows[0], box.left), cut(rows[1], box.right)
    passages = [a.passages[slice(*s)] for a, s in zip(articles, spans, strict=True)]
    barred = (taken[0][slice(*box.left)], taken[1][slice(*box.right)]) if box.again else None
    view = (
        None
        if opinion is None
        else second(opinion.cut(*spans), (passages[0], passages[1]), weight=settings.encoder_weight)
    )
    solution = solve(within, (passages[0], passages[1]), taken=barred, second=view, learned=learned)
    kept = np.flatnonzero(solution.scores >= settings.link_from)
    shown = evidence(
        articles, within, solution, kept, most=settings.link_evidence, indexes=indexes,
        origin=(box.left[0], box.right[0]),
    )  # fmt: skip
    out = []
    for x, met in zip(kept.tolist(), shown, strict=True):
        bead = solution.beads[x].shifted(box.left[0], box.right[0])
        taken[0][slice(*bead.left)] = True
        taken[1][slice(*bead.right)] = True
        heard = (
            met
            if view is None
            else told(met, view.name, solution.shares[x], articles, bead, indexes=indexes)
        )
        out.append(_Found(bead, float(solution.scores[x]), heard))
    return out


def _moves(beads: list[Bead], rows: tuple[Features, Features]) -> list[bool]:
    """Return which beads are moved: those outside the order that keeps most text in place."""
    from whence.align.chains import moved

    weights = [
        float(rows[0].length[slice(*b.left)].sum() + rows[1].length[slice(*b.right)].sum())
        for b in beads
    ]
    return moved(beads, weights)
