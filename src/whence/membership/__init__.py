"""Article, Pair → Membership: which of the articles are one story, and which have parts of several.

    round-up  [··· ferry ···][··· harvest ···]        two sections, each of a story of its own
    A, A2     [ferry·········]                        {A, A2, round-up}
    B         [harvest·······]                        {B, round-up}

What hangs together by transmission is one story, but not through an article that has parts of several:

1. the articles that depend on an article are grouped by the part of it that they have;
2. where these parts are two matters, the article is cut there into sections, which belong apart;
3. stories are what hangs together by sections, where at least one article is mostly about it: a footer, or a
   quotation that two stories share, makes none;
4. accounts of one event that share no text (most pairs "same story") join the story without a tree.

The result does not depend on the order of the articles but for their numbers. Cost grows with the pairs, and
for an article that others share parts of with the pairs of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whence.membership.cutting import sections
from whence.membership.grouping import accounts, joined, with_home
from whence.membership.restricted import alone, common, restricted, told
from whence.membership.shared import Shared
from whence.records import Membership, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Article, Pair
    from whence.settings import Settings

__all__ = ["alone", "common", "membership", "restricted", "told"]


def membership(
    articles: Sequence[Article], pairs: Sequence[Pair], *, settings: Settings
) -> tuple[Membership, ...]:
    """Return the stories of the articles; an article that is in none is unrelated to the others."""
    if len(articles) == 2:
        return () if pairs[0].kind == "unrelated" else (Membership((0, 1)),)
    shared = Shared(articles, pairs)
    # The second time a round-up that others have parts of counts by these parts, not by all its text.
    for _ in range(2):
        shared.cut([sections(v, shared, settings) for v in range(len(articles))])
    found = accounts(with_home(joined(shared), shared), pairs)
    number = Counter(v for group in found for v in {v for v, _ in group})
    stories = []
    for group in found:
        of: dict[int, set[int]] = defaultdict(set)
        for v, k in group:
            of[v].update(shared.cuts[v][k].passages)
        split = tuple(Section(v, tuple(sorted(of[v]))) for v in sorted(of) if number[v] > 1)
        stories.append(Membership(tuple(sorted(of)), split))
    return tuple(sorted(stories, key=lambda s: s.articles))
