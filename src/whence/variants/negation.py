"""Place → Draft: a clause denied in one version and affirmed in the other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.text import fold
from whence.variants.draft import Draft
from whence.variants.negation_words import negation_of

if TYPE_CHECKING:
    from whence.variants.places import Place, Side

# English words for what translations deny with: failing to do it, refusing, lacking. A side that
# has one of them may say the same without a negation, so nothing is reported.
_DENIALS = (
    "fail", "failure", "refuse", "refusal", "deny", "denial", "lack", "avoid", "prevent", "prohibit", "forbid",
    "ban", "reject", "impossible", "unlikely", "unable", "absence", "absent", "exclude", "except", "cease",
    "stop", "miss", "lose", "loss", "decline", "neglect", "ignore", "doubt", "hardly", "rarely", "seldom",
    "oppose", "opposite", "without", "unknown", "missing", "free", "empty", "false", "wrong", "difficult",
    "differ", "different", "remain", "still", "alone", "unable", "incapable", "unaware", "exempt", "abstain",
    "withhold", "cancel", "end", "quit", "scarce", "insufficient", "negative", "unfair", "illegal",
)  # fmt: skip
# How much of a word's meaning must be such a concept. Chosen on benchmarks/edits.py; re-run it.
_SHARE = 0.4
# Certainty of a negation that only one side has, before the link's own score. Chosen as above.
_SCORE = 0.8
# Weight of a word that can be what is denied, and how well its mate must meet it. Chosen as above.
_TELLING = 0.35
_DENIED = 0.4


def negation(place: Place) -> list[Draft]:
    """Return a draft where one side denies and nothing on the other side does or leans that way."""
    found = [_negations(side) for side in (place.left, place.right)]
    if found[0] is None or found[1] is None or bool(found[0]) == bool(found[1]):
        return []
    denied = 0 if found[0] else 1
    side, other = (place.left, place.right) if denied == 0 else (place.right, place.left)
    spans = found[denied] or []
    if len(spans) > 1 or _leans(other):
        return []
    start, end = spans[0]
    near = _denied(side, start, end)
    if near is None:
        return []
    mate = side.mate[near]
    here = side.span(min(start, side.start[near]), max(end, side.end[near]))
    there = other.span(other.start[mate], other.end[mate])
    both = (here, there) if denied == 0 else (there, here)
    return [Draft("wording", *both, place.score * _SCORE, "denied in one version only", place.link)]


def _denied(side: Side, start: int, end: int) -> int | None:
    """Return the informative word nearest to a negation if it has a mate: what is denied there.

    Languages differ in the side on which it stands, so the nearest of both sides are tried.
    """
    told = [i for i in range(len(side)) if side.weight[i] >= _TELLING and (side.end[i] <= start or side.start[i] >= end)]
    inside = [i for i in range(len(side)) if side.start[i] < end and side.end[i] > start and side.mate[i] >= 0]
    before = [i for i in told if side.end[i] <= start][-1:]
    after = [i for i in told if side.start[i] >= end][:1]
    near = [i for i in (*after, *before) if side.mate[i] >= 0 and side.met[i] >= _DENIED]
    if len(near) < len(before) + len(after) and not inside:
        return None
    return next(iter(near or inside), None)


def _negations(side: Side) -> list[tuple[int, int]] | None:
    """Return where a side denies (offsets in its article); None where the language is not known."""
    rows = [side.article.passages[p] for p in side.passages]
    spans = []
    for row in rows:
        found = _in_text(row.text, side.article.language)
        if found is None:
            return None
        spans += [(row.start + a, row.start + b) for a, b in found]
    return spans


@lru_cache(maxsize=4096)
def _in_text(text: str, language: str) -> tuple[tuple[int, int], ...] | None:
    how = negation_of(language)
    if how is None:
        return None
    shown = how.not_these.sub(lambda m: " " * len(m[0]), text) if how.not_these else text
    spans = {m.span() for m in WORD.finditer(shown) if how.plain and fold(m[0]) in how.plain}
    if how.inside:
        spans |= {m.span() for m in how.inside.finditer(shown)}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        # Parts of one negation ("ne … pas", "no … nada") count once where they stand close.
        if merged and start - merged[-1][1] <= _CLOSE:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


# Characters between two parts of one negation: an auxiliary or a short verb.
_CLOSE = 14


def _leans(side: Side) -> bool:
    """Return True where a side may say the same without a negation."""
    how = negation_of(side.article.language)
    low, high = side.bounds
    text = side.article.text[low:high]
    if how is not None and any(fold(w) in how.leaning for w in WORD.findall(text)):
        return True
    if how is not None and any(p is not None and p.search(text) for p in (how.leaning_inside, how.not_these)):
        return True
    return side.means(_DENIALS, _SHARE)
