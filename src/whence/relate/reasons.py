"""Pair, kind → Reason: what was measured, in sentences for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence import origin
from whence.phrases import phrase, phrases
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
    ends = {"left": left.name, "right": right.name}
    if not pair.links:
        say(Reason("coverage", phrase("No passage of {left} is linked with one of {right}.", **ends)))
        return found
    linked = phrase(
        "{share} of {left} and {other} of {right} are linked.",
        share=f"{pair.left.share:.0%}",
        other=f"{pair.right.share:.0%}",
        **ends,
    )
    say(Reason("coverage", linked))
    if pair.links >= 4:
        order = phrase(
            "{share} of the {links} links stand in the same order.",
            share=f"{pair.order:.0%}",
            links=pair.links,
        )
        say(Reason("order", order))
    if pair.wording is not None:
        same = phrase("{share} of the linked text is in the same words.", share=f"{pair.wording:.0%}")
        say(Reason("wording", same))
    if kind not in {"shared-source", "copy", "translation"}:
        return found
    for side, article, other in ((pair.left, left, right), (pair.right, right, left)):
        if text := _own(len(side.own), side.details, article, other):
            say(Reason("own-material", text))
    for article, other, credits_ in ((left, right, names[0]), (right, left, names[1])):
        others = [n for n in credits_ if origin.meant(n, (other, article)) is None]
        if others:
            say(Reason("credits", _named(article, others)))
    if kind == "shared-source":
        say(
            Reason(
                "common-source",
                phrase("Neither can have been made from the other alone: a common source is likely."),
            )
        )
    return found


def of_matter(share: float) -> list[Reason]:
    """Return that two articles tell of one event in their own ways; nothing where the share is 0."""
    text = phrase(
        "Of what is rare in the shorter text, {share} is spoken of in the other too.",
        share=f"{share:.0%}",
    )
    return [Reason("matter", text)] if share else []


def _own(own: int, details: int, article: Article, other: Article) -> str:
    """Return what an article has of its own inside the shared part, "" where it has nothing."""
    passages = phrases("{n} passage", "{n} passages", own)
    smaller = phrases("{n} detail", "{n} details", details)
    ends = {"name": article.name, "other": other.name}
    if own and details:
        return phrase(
            "Inside the shared part, {name} has {passages} and {details} that {other} lacks.",
            passages=passages,
            details=smaller,
            **ends,
        )
    if own or details:
        return phrase(
            "Inside the shared part, {name} has {passages} that {other} lacks.",
            passages=passages if own else smaller,
            **ends,
        )
    return ""


def _named(article: Article, names: Sequence[str]) -> str:
    if len(names) == 1:
        return phrase("{name} names {source} as its source.", name=article.name, source=names[0])
    return phrase(
        "{name} names {sources} and {source} as its source.",
        name=article.name,
        sources=", ".join(names[:-1]),
        source=names[-1],
    )
