"""Pair, kind → Reason: what was measured, in sentences for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence import origin
from whence.records import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, RelationKind
    from whence.relate.measures import Pair


def described(
    pair: Pair, kind: RelationKind, left: Article, right: Article, names: tuple[tuple[str, ...], ...]
) -> list[Reason]:
    """Return the reasons for the kind, in sentences."""
    found: list[Reason] = []
    say = found.append
    shares = f"{pair.left.share:.0%} of {left.name} and {pair.right.share:.0%} of {right.name}"
    if not pair.links:
        say(Reason("coverage", f"No passage of {left.name} is linked with one of {right.name}."))
        return found
    say(Reason("coverage", f"{shares} are linked."))
    if pair.links >= 4:
        say(Reason("order", f"{pair.order:.0%} of the {pair.links} links stand in the same order."))
    if pair.wording is not None:
        say(Reason("wording", f"{pair.wording:.0%} of the linked text is in the same words."))
    if kind not in {"shared-source", "copy", "translation"}:
        return found
    for side, article, other in ((pair.left, left, right), (pair.right, right, left)):
        parts = []
        if side.own:
            parts.append(f"{len(side.own)} passage{'s' * (len(side.own) > 1)}")
        if side.details:
            parts.append(f"{side.details} detail{'s' * (side.details > 1)}")
        if parts:
            text = f"Inside the shared part, {article.name} has {' and '.join(parts)} that {other.name} lacks."
            say(Reason("own-material", text))
    for article, other, credits_ in ((left, right, names[0]), (right, left, names[1])):
        others = [n for n in credits_ if origin.meant(n, (other, article)) is None]
        if others:
            say(Reason("credits", f"{article.name} names {_listed(others)} as its source."))
    if kind == "shared-source":
        say(
            Reason(
                "common-source",
                "Neither can have been made from the other alone: a common source is likely.",
            )
        )
    return found


def of_matter(share: float) -> list[Reason]:
    """Return that two articles tell of one event in their own ways; nothing where the share is 0."""
    text = f"Of what is rare in the shorter text, {share:.0%} is spoken of in the other too."
    return [Reason("matter", text)] if share else []


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
