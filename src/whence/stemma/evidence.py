"""Article, Credit, Pair → outer evidence: who cannot be, or says to be, whose source.

Times forbid (a source is not younger than what is made from it), statements ask (a credit, a link).
A source that several versions name and that is not at hand joins the search as a version without a
text: a lost witness with a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whence import origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from whence.records import Article, Credit, Pair
    from whence.stemma.model import Floats

# What a parent younger than its child costs, in nats: a published time is seldom wrong.
# Chosen on simulated traditions with and without wrong times; re-run benchmarks/lineage.py.
LATE = 6.0
# The same where the child was modified after the supposed parent appeared: it may have been taken later.
LATE_BUT_MODIFIED = 1.0
# What a statement of origin is worth, in nats. A statement is nearly always true, but it may name
# the source of the source; so it outweighs a few shared changes, not many.
STATED = 5.0
# What speaks against any other source, where a version names one that is known.
UNNAMED = 2.0
# What it is worth that a version keeps words or figures of another one's language: about as much as a
# hyperlink. It speaks for every version of that language which has them, and against the way back.
REMNANTS = 2.0
HINTS = {"credit": STATED, "based-on": STATED, "hyperlink": 2.0}

# What it is worth, both ways, that two versions are stated to be one page in two languages (hreflang):
# one is made from the other or both by one desk, and which is open. As a hyperlink.
ALTERNATE = 2.0

_REMNANTS_IN = (("remnants-right", "left", "right"), ("remnants-left", "right", "left"))


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Outer evidence: `prior` float64 [ancestor or none, version], in nats.

    The versions are those at hand, then one for each of `named`: the names of a source that several
    versions credit and that is not at hand.
    """

    prior: Floats
    named: tuple[tuple[str, ...], ...] = ()
    stated: tuple[tuple[int, int], ...] = ()
    before: npt.NDArray[np.bool_] | None = None

    @classmethod
    def none(cls, count: int) -> Evidence:
        """Return the evidence that says nothing of any version."""
        return cls(np.zeros((count + 1, count)))

    @classmethod
    def of_times(cls, times: Sequence[float | None]) -> Evidence:
        """Return what known times say: a parent is not younger than its child."""
        count = len(times)
        prior = np.zeros((count + 1, count))
        before = np.zeros((count, count), dtype=bool)
        for a, s in enumerate(times):
            for b, t in enumerate(times):
                if s is not None and t is not None and s != t:
                    prior[a, b] = -LATE if s > t else 0.0
                    before[a, b] = s < t
        return cls(prior, before=before)


def evidence(
    articles: Sequence[Article], credits_: Sequence[Credit], pairs: Sequence[Pair] = ()
) -> Evidence:
    """Return what times, credits, links and remnants say of the versions' ancestry."""
    count = len(articles)
    names = [origin.credited(credits_, v, origin.WHOLE_ROLES) for v in range(count)]
    named = absent(articles, names)
    size = count + len(named)
    prior = np.zeros((size + 1, size))
    before = np.zeros((size, size), dtype=bool)
    stated: list[tuple[int, int]] = []
    for b in range(count):
        means = {origin.meant(name, articles) for name in names[b]} - {None, b}
        for a in range(count):
            if a == b:
                continue
            prior[a, b] -= _late(articles[a], articles[b])
            before[a, b] = _before(articles[a], articles[b])
            if origin.same_page(articles[a], articles[b]):
                prior[a, b] += ALTERNATE
            says = {kind for kind, _ in origin.stated(articles[b], articles[a], ())}
            says |= {"credit"} if a in means else set()
            if says:
                prior[a, b] += max(HINTS[kind] for kind in says)
                prior[b, a] -= STATED / 2
            if says - {"hyperlink"}:
                stated.append((a, b))
        for k, group in enumerate(named):
            if any(origin.alike(name, one) for name in names[b] for one in group):
                prior[count + k, b] += STATED
                prior[b, count + k] -= STATED / 2
                stated.append((count + k, b))
    for pair in pairs:
        told = {r.kind for r in pair.reasons}
        for kind, source, made in _REMNANTS_IN:
            if kind in told:
                a, b = getattr(pair, source), getattr(pair, made)
                prior[a, b] += REMNANTS
                prior[b, a] -= REMNANTS
    for b in {b for _, b in stated}:
        prior[:, b] -= UNNAMED
        for a in [a for a, child in stated if child == b]:
            prior[a, b] += UNNAMED
            before[a, b] = True
    return Evidence(prior, named, tuple(stated), before)


def _before(one: Article, other: Article) -> bool:
    """Return True where one article surely appeared before the other."""
    return (
        one.published is not None
        and other.published is not None
        and one.published.before(other.published)
    )


def _late(parent: Article, child: Article) -> float:
    """Return what it costs that `child` would be made from `parent`, from their times."""
    if (
        parent.published is None
        or child.published is None
        or not child.published.before(parent.published)
    ):
        return 0.0
    changed = child.modified
    if changed is not None and not changed.before(parent.published):
        return LATE_BUT_MODIFIED
    return LATE


def absent(articles: Sequence[Article], names: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the sources that two or more versions credit and that are not at hand, with their spellings."""
    groups: list[tuple[list[str], set[int]]] = []
    for v, row in enumerate(names):
        for name in row:
            if origin.meant(name, articles) is not None:
                continue
            for spellings, versions in groups:
                if any(origin.alike(name, s) for s in spellings):
                    spellings.append(name)
                    versions.add(v)
                    break
            else:
                groups.append(([name], {v}))
    found = [tuple(sorted(set(spellings))) for spellings, versions in groups if len(versions) > 1]
    return tuple(sorted(found))
