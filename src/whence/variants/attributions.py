"""Place, Attribution → Draft: the same content said by another source, or by nobody in particular."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from whence.phrases import said
from whence.text import tag
from whence.variants import found
from whence.variants.draft import Draft, on_side
from whence.variants.proper import COMPOUNDING, is_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from whence.records import Attribution, Span
    from whence.variants.places import Place, Side

# Two sources are one from this likeness of their names on. Chosen on benchmarks/edits.py; re-run it.
_ONE_SOURCE = 0.55
# Share of what one side has someone say that the other side must have too, by informative words:
# below it the two statements are not the same one. Chosen as above.
_SAME_CONTENT = 0.35
# Weight from which a word of a source is no pronoun or article (0..1). Chosen as above.
_TELLING = 0.35
# English words for reporting; a side with a word of them, to this share of its meaning, may have a
# source that was overlooked. Broad on purpose: it only keeps the detector silent.
_REPORTING = (
    "say", "tell", "state", "claim", "announce", "report", "add", "explain", "believe", "accord", "according",
    "write", "note", "warn", "insist", "argue", "suggest", "estimate", "declare", "reveal", "confirm", "deny",
    "admit", "think", "consider", "mention", "describe", "stress", "emphasize", "remark", "comment", "ask",
    "reply", "answer", "call", "quote", "cite", "indicate", "show", "find", "speak", "talk", "inform", "accuse",
    "criticize", "promise", "demand", "recall", "conclude", "source", "statement", "opinion", "word",
)  # fmt: skip
_SHARE = 0.15
# Certainty where both name a source, and where one side names none (it may have been overlooked).
_OTHER_SOURCE = 0.75
_NO_SOURCE = 0.6


def attributions(place: Place, rows: Sequence[Attribution]) -> list[Draft]:
    """Return a draft for each statement of the link that the versions attribute differently."""
    sides = place.left, place.right
    here = [[a for a in rows if a.article == s.index and a.content.passage in s.passages] for s in sides]
    if not here[0] and not here[1]:
        return []
    if here[0] and here[1]:
        return _other_sources(place, here[0], here[1])
    k = 0 if here[0] else 1
    side, other = sides[k], sides[1 - k]
    if other.means(_REPORTING, _SHARE):
        return []
    missing = [a.source for a in here[k] if a.source is not None and _is_missing(side, a, named=True)]
    return [_draft(place, on_side(k, source), _NO_SOURCE) for source in missing]


def _other_sources(place: Place, mine: list[Attribution], theirs: list[Attribution]) -> list[Draft]:
    """Return a draft where a statement that both sides attribute is given to two sources."""
    drafts = []
    for a in mine:
        if (
            a.source is None
            or not _is_missing(place.left, a)
            or any(is_one(place, a, b) for b in theirs)
        ):
            continue
        for b in theirs:
            if (
                b.source is not None
                and _is_missing(place.right, b)
                and not any(is_one(place, x, b) for x in mine)
            ):
                drafts.append(_draft(place, (a.source, b.source), _OTHER_SOURCE))
                break
    return drafts


def _is_missing(side: Side, said: Attribution, *, named: bool = False) -> bool:
    """Return True where the other side has the statement, but nothing of its source.

    The source must be one that can be looked for: a name or an informative word the lexicon knows,
    no pronoun. `named` asks for a name, where the other side attributes nothing: there "officials"
    may well hide in a passive.
    """
    if said.source is None or _shared(side, said.content) < _SAME_CONTENT:
        return False
    told = [i for i in side.words_in(said.source.start, said.source.end) if side.weight[i] >= _TELLING]
    if named:
        rows = [n for n in found.names(side.article, side.passages) if not n.value.weak]
        names = [i for i in told if found.Found(None, side.start[i], side.end[i]).within(rows)]
        capitals = [i for i in names if side.text(i)[0].isupper()]
        told = (capitals or told) if names else []
    language = tag(side.article.language)
    if language in COMPOUNDING and any(
        not side.known[i] and is_form(side.text(i), language) for i in told
    ):
        return False
    return bool(told) and not any(side.met[i] > 0 for i in told)


def _draft(place: Place, spans: tuple[Span | None, Span | None], score: float) -> Draft:
    detail = said("another source") if all(spans) else said("no source in the other version")
    return Draft("attribution", *spans, place.score * score, detail, place.link)


def is_one(place: Place, a: Attribution, b: Attribution) -> bool:
    """Return True where two attributions may name one source, as far as can be told."""
    from whence.values.names import similar

    if a.source is None or b.source is None or similar(a.name, b.name) >= _ONE_SOURCE:
        return True
    return _akin(_concepts(place.left, a.source), _concepts(place.right, b.source))


def _concepts(side: Side, source: Span) -> set[int]:
    """Return the concepts of the informative words of a source."""
    from whence.lexicon import load

    words = side.words_in(source.start, source.end)
    told = [side.text(i) for i in words if side.weight[i] >= _TELLING]
    rows = load().lookup(told, side.article.language)
    return {i for i, w in zip(rows.ids.tolist(), rows.weights.tolist(), strict=True) if w >= _SHARE}


@cache
def _neighbours() -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    from whence.lexicon import load

    indptr, ids, _ = load().near()
    return indptr, ids


def _akin(left: set[int], right: set[int]) -> bool:
    """Return True where some concept of one is near one of the other: a harbour and a port."""
    indptr, ids = _neighbours()
    return any(
        not others.isdisjoint(ids[indptr[i] : indptr[i + 1]].tolist())
        for own, others in ((left, right), (right, left))
        for i in own
    )


def _shared(side: Side, content: Span) -> float:
    """Return the share of a statement that the other side has, by informative words."""
    words = side.words_in(content.start, content.end)
    total = sum(side.weight[i] for i in words)
    return sum(side.weight[i] * side.met[i] for i in words) / total if total else 0.0
