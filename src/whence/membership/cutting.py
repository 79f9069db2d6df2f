"""One article and who has parts of it → its sections: where these parts are two matters, it is cut there."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from whence.membership.shared import HOME, LEAST_PASSAGES, STEP, Cut, bits_of, members_of, much
from whence.text import tag
from whence.topics import cosine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whence.membership.shared import Node, Shared
    from whence.settings import Settings

# Share of those who have two parts of a text that must go together for the parts to be one: a stray link or
# two must not join what twenty articles keep apart. Re-run benchmarks/mixed.py.
MOSTLY = 0.5
# Likeness in matter (1: met within a story as seldom as between two) from which two parts of a text are of one
# story: where both are excerpts of it; where the text of those who have the one goes on elsewhere; where it
# does on both sides, so that the text was put together. Of 107 pairs of parts in mixed sets those of two
# stories had 0.1 to 2.1, of one story 0.5 to 5, 2.4 and more where put together. Re-run benchmarks/mixed.py.
LIKE = (0.6, 1.2, 2.5)
# What two excerpts must speak of, in words of full rarity, before they can be told to be of two stories: about
# seven sentences of news. Shorter ones may share no rare word. Re-run tests/test_membership.py.
LEAST_MATTER = 20.0
# How much surer a link must be than another one of the same passage to be held against it: a stray link in a
# set of several stories has 0.9 at most, a true one beside it 1.0.
SURER = 0.05


def sections(v: int, shared: Shared, settings: Settings) -> list[Cut]:
    """Return the sections of an article: one of all its passages, or several that are of different matters."""
    whole = frozenset(shared.size[v])
    parts: list[list[Node]] = []
    quoted: list[list[Node]] = []
    for part in _parts(v, shared):
        (parts if _is_section(v, part, shared) else quoted).append(part)
    shared.quoted.update((v, w) for part in quoted for w, _ in part)
    parts = _by_matter(v, parts, shared, settings)
    if len(parts) < 2:
        return [Cut(whole)]
    sure: dict[int, list[float]] = defaultdict(lambda: [0.0] * (len(parts) + len(quoted)))
    for k, part in enumerate(parts + quoted):
        for node in part:
            for p, score in shared.sure(v, node).items():
                sure[p][k] += score
    told = {p: row.index(max(row)) for p, row in sorted(sure.items())}
    sections: list[set[int]] = [set() for _ in parts + quoted]
    for p in whole:
        # What stands between two sections goes with the nearer, as the sentence that ends or begins it.
        sections[told[min(told, key=lambda q: (abs(q - p), q))]].add(p)
    others = [{w for w, _ in part} for part in parts]
    return [
        Cut(frozenset(section), frozenset(w for w in mine if sum(w in o for o in others) == 1))
        for section, mine in zip(sections, others, strict=False)
        if section
    ]


def _parts(v: int, shared: Shared) -> list[list[Node]]:
    """Return who depends on an article, those together that have the same part of it."""
    on = shared.on[v]
    near = sorted(on, key=lambda node: (shared.articles[node[0]].id, node))
    known = {node: shared.sure(v, node) for node in near}

    def same(x: Node, y: Node) -> bool:
        # A passage that is linked far better with the one is not the other's.
        one, other = known[x], known[y]
        both = bits_of(p for p in one if p in other and abs(one[p] - other[p]) <= SURER)
        return much(both, on[x], on[y])

    apart = {
        frozenset((x, y))
        for x, y in combinations(near, 2)
        if not _bound(v, x, y, shared) and not same(x, y)
    }
    if not apart:
        return [near]
    # Who has two parts that others have one of each (a copy of a round-up, the whole of two excerpts)
    # tells nothing of where the parts end.
    alike = {frozenset((x, y)) for x, y in combinations(near, 2) if same(x, y)}
    wide = {w for two in apart for w in near if w not in two and all({w, x} in alike for x in two)}
    parts = [[w] for w in near if w not in wide]

    def together(i: int, j: int) -> float:
        met = sum({x, y} not in apart for x in parts[i] for y in parts[j])
        return met / (len(parts[i]) * len(parts[j]))

    while len(parts) > 1:
        share, i, j = max((together(i, j), -i, -j) for i, j in combinations(range(len(parts)), 2))
        if share < MOSTLY:
            break
        parts = [p for k, p in enumerate(parts) if k not in (-i, -j)] + [parts[-i] + parts[-j]]
    return parts


def _bound(v: int, x: Node, y: Node, shared: Shared) -> bool:
    """Return True where x and y share what one of them shares with v, so that they go together."""
    for a, b in ((x, y), (y, x)):
        with_b = shared.between(a, b)
        if with_b:
            with_v = shared.with_all(a, v)
            if much(with_b & with_v, with_b, with_v):
                return True
    return False


def _is_section(v: int, part: Sequence[Node], shared: Shared) -> bool:
    """Return True where a part is more than a quotation or a footer."""
    here = _of(v, part, shared)
    run = longest = last = 0
    for p in members_of(here):
        run = run + 1 if p - last <= STEP else 1
        longest, last = max(longest, run), p
    if longest >= LEAST_PASSAGES or shared.share(v, here) >= HOME:
        return True
    return any(shared.share(node[0], shared.with_all(node, v)) >= HOME for node in part)


def _of(v: int, part: Iterable[Node], shared: Shared) -> int:
    """Return the passages of an article that some others have."""
    bits = 0
    for node in part:
        bits |= shared.on[v][node]
    return bits


def _by_matter(v: int, parts: list[list[Node]], shared: Shared, settings: Settings) -> list[list[Node]]:
    """Join the parts that are about one thing, the most alike first."""
    while len(parts) > 1:
        best, i, j = max(
            (_alike(v, parts[i], parts[j], shared, settings), -i, -j)
            for i, j in combinations(range(len(parts)), 2)
        )
        if best < 1:
            break
        parts = [p for k, p in enumerate(parts) if k not in (-i, -j)] + [parts[-i] + parts[-j]]
    return parts


def _alike(
    v: int, one: Sequence[Node], two: Sequence[Node], shared: Shared, settings: Settings
) -> float:
    """Return how alike in matter two parts of v are, by its text and that of all who have them.

    From 1 they are of one story. Where the text of those who have them goes on elsewhere on both sides, v
    was put together from two, unless they are very much alike; excerpts of v itself need not be.
    """
    wide = [2 * sum(shared.outside(v, node) for node in part) > len(part) for part in (one, two)]
    here = [shared.matter(v, frozenset(members_of(_of(v, part, shared)))) for part in (one, two)]
    if not any(wide) and min(sum(part.values()) for part in here) < LEAST_MATTER:
        return 1.0
    seen = [cosine(*here) / settings.one_matter]
    for x in one:
        for y in two:
            same = tag(shared.articles[x[0]].language) == tag(shared.articles[y[0]].language)
            least = settings.one_matter if same else settings.one_matter_across
            spoken = (shared.matter(w, shared.cuts[w][k].passages) for w, k in (x, y))
            seen.append(cosine(*spoken) / least)
    return sum(seen) / len(seen) / LIKE[sum(wide)]
