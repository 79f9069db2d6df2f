"""article pair, Link, Attribution → Variant: every place where the two versions differ.

1. Whole passages that no link reaches, and blocks that moved (`presence`).
2. Inside each link, first by value: numbers, dates, names; what is equivalent is no variant.
3. Then who said it, negation and hedges, and what is left over in one place.
4. A stretch is reported once, by the first kind that claims it; what is too unsure is left out.

Precision goes before recall: where the lexicon does not know a word, nothing is said about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.records import Article, Attribution, Features, Link, Variant
    from whence.variants.draft import Draft
    from whence.variants.places import Place
    from whence.variants.spelling import Kept

__all__ = ["variants"]


def variants(  # noqa: PLR0917 - the two articles with what belongs to them
    left: Article,
    right: Article,
    left_features: Features,
    right_features: Features,
    links: Sequence[Link],
    attributions: Sequence[Attribution],
    *,
    indexes: tuple[int, int] = (0, 1),
    settings: Settings = DEFAULT,
) -> tuple[Variant, ...]:
    """Return the variants between two aligned articles, in the order of the left text.

    `attributions` are those of both articles, told apart by `.article`; `indexes` are the numbers
    the two articles carry in spans.
    """
    turned = _turn(left, right)
    if turned:
        links = [_mirrored(link) for link in links]
        left, right, left_features, right_features = right, left, right_features, left_features
        indexes = indexes[1], indexes[0]
    drafts = _drafts(
        (left, right),
        (left_features, right_features),
        links,
        attributions,
        indexes=indexes,
        settings=settings,
    )
    rows = [d.turned() if turned else d for d in drafts]
    return tuple(d.variant() for d in sorted(rows, key=_text_order))


def _turn(left: Article, right: Article) -> bool:
    """Return True where the articles are to be seen the other way round.

    One fixed order makes the result of swapped sides the mirror image, whatever ties there are.
    """
    return (left.language, left.id) > (right.language, right.id)


def _mirrored(link: Link) -> Link:
    from dataclasses import replace

    return replace(link, left=link.right, right=link.left)


def _drafts(
    articles: tuple[Article, Article],
    features: tuple[Features, Features],
    links: Sequence[Link],
    attributions: Sequence[Attribution],
    *,
    indexes: tuple[int, int],
    settings: Settings,
) -> list[Draft]:
    from whence.variants import leftovers, presence, spelling
    from whence.variants.places import places

    rows = presence.passages(articles, features, links, indexes)
    rows += presence.moved(articles, links, indexes)
    seen = places(*articles, *features, links, indexes)
    usual = Usual(leftovers.looseness(seen), _ratio(seen), spelling.kept(seen))
    for place in seen:
        for draft in _inside(place, attributions, usual):
            if draft.score >= settings.variant_score and not place.is_taken(draft.left, draft.right):
                place.taken.append((draft.left, draft.right))
                rows.append(draft)
    return rows


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual between two articles: unmet share of either's words, length of left over right.

    `kept` are the names of each that the other writes alike.
    """

    loose: tuple[float, float]
    ratio: float
    kept: Kept


def _ratio(places: Sequence[Place]) -> float:
    """Return the length of the linked left text over that of the right one."""
    left = sum(high - low for low, high in (p.left.bounds for p in places))
    right = sum(high - low for low, high in (p.right.bounds for p in places))
    return left / right if left and right else 1.0


def _inside(place: Place, said: Sequence[Attribution], usual: Usual) -> Iterator[Draft]:
    """Yield the drafts of one link, the surest kinds first."""
    from whence.variants import (
        attributions,
        certainty,
        charged,
        dates,
        labels,
        leftovers,
        names,
        negation,
        numbers,
        opposites,
        parties,
        speakers,
        surnames,
        transliterated,
        wording,
        zero,
    )

    if _is_credit(place):
        # "Source: A" beside "Source: B" is no fact told otherwise: credits are compared as credits.
        return
    yield from numbers.numbers(place)
    yield from zero.zero(place)
    yield from dates.dates(place)
    literal = wording.wording(place)
    if literal is not None:
        yield from (speakers.speaker(place, d, said) for d in literal)
        # A lone "not" is no word of wording, and the difference that matters most.
        yield from negation.negation(place)
        return
    yield from attributions.attributions(place, said)
    yield from (speakers.speaker(place, d, said) for d in surnames.surnames(place))
    yield from (speakers.speaker(place, d, said) for d in names.names(place, usual.kept))
    yield from (
        speakers.speaker(place, d, said) for d in transliterated.transliterated(place, usual.kept)
    )
    yield from negation.negation(place)
    yield from opposites.opposites(place)
    yield from certainty.certainty(place, said)
    yield from (speakers.speaker(place, d, said) for d in labels.labels(place))
    yield from parties.parties(place)
    yield from charged.charged(place)
    yield from leftovers.additions(place, usual.loose, usual.ratio)


def _is_credit(place: Place) -> bool:
    """Return True where both sides only say where the text comes from."""
    sides = place.left, place.right
    return all(s.article.passages[p].role == "credit" for s in sides for p in s.passages)


def _text_order(draft: Draft) -> tuple[int, int, int, int]:
    """Order by the left text; what only the right text has stands after all, in its own order."""
    if draft.left is not None:
        return 0, draft.left.start, draft.left.end, draft.right.start if draft.right else -1
    return 1, draft.right.start if draft.right else 0, 0, 0
