"""Link, Variant, Credit → Relation: what two articles are to each other, and who came first.

The kind is decided by a few measures of the pair, each of which ends up as a reason in words:

    coverage   share of each text that is linked           order     is the linked part in one order
    core       what stands between the first and the last linked passage of each text
    own        what one side has inside the core and the other lacks; outside it is a foreign block

A text that lacks what the other has, inside the core, may be a copy of it; the other then cannot be
a copy of this one. Where *each* side has such material of its own, neither can come from the other
alone: both come from a source that is not at hand.

    left   a b c d . f g        left lacks e, right lacks c  →  shared source
    right  a b . d e f g

Direction is claimed only from times, statements and remnants; never from the kind alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence import origin
from whence.records import Relation
from whence.relate.directions import direction_of
from whence.relate.kinds import kind_of, one_matter
from whence.relate.measures import measured
from whence.relate.reasons import described, of_matter
from whence.remnants import remnants
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Credit, Link, Variant

__all__ = ["relate"]


def relate(
    left: Article,
    right: Article,
    links: Sequence[Link],
    variants: Sequence[Variant],
    credits: Sequence[Credit],  # noqa: A002 the contract's word
    *,
    indexes: tuple[int, int] = (0, 1),
    settings: Settings = DEFAULT,
) -> Relation:
    """Return what the two articles are to each other, with reasons.

    `indexes` are the article numbers that `credits` use for the left and the right article.
    """
    names = (origin.credited(credits, indexes[0]), origin.credited(credits, indexes[1]))
    whole = (
        origin.credited(credits, indexes[0], origin.WHOLE_ROLES),
        origin.credited(credits, indexes[1], origin.WHOLE_ROLES),
    )
    stated = (origin.stated(right, left, names[1]), origin.stated(left, right, names[0]))
    pair = measured(left, right, links, variants, settings)
    against = (
        pair.right.against(whole[1], stated=bool(stated[0])),
        pair.left.against(whole[0], stated=bool(stated[1])),
    )
    kind, confidence = kind_of(pair, against, (left, right), settings)
    shared = one_matter(left, right, settings) if kind == "unrelated" else 0.0
    if shared:
        kind, confidence = "same-story", 0.6
    kept = remnants(left, right, links) if kind != "unrelated" else ()
    direction, sure, evidence = direction_of(left, right, kind, stated=stated, pair=pair, kept=kept)
    reasons = (*evidence, *described(pair, kind, left, right, whole), *of_matter(shared))
    coverage = (pair.left.coverage, pair.right.coverage)
    return Relation(kind, direction, coverage, round(confidence * sure, 3), reasons)
