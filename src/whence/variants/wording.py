"""Place → Draft: two versions in one language laid word by word, and what was put otherwise.

Only where one side is plainly the other with changes; two free tellings in one language are
compared like two languages.

    he  was  arrested  by  the  police  on Monday
    he  was  detained  by       troops               → wording, wording, only-left
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.text import fold, tag
from whence.variants import found
from whence.variants.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Span, VariantKind
    from whence.variants.places import Place, Side

# Share of words in common from which one side counts as the other with changes. Two translations of
# one sentence into the same language share about half. Chosen by reading; see benchmarks/edits.py.
LITERAL = 0.6
# Longest side that is laid out, in words: the work grows with the product of both.
_LONGEST = 600
# Likeness of two names (values.names) from which they are spellings of one. Chosen as above.
_ONE_NAME = 0.75
# A single added word says something from this informativeness on (0..1). Chosen as above.
_TELLING = 0.45


def wording(place: Place) -> list[Draft] | None:
    """Return a draft for each stretch that was replaced, added or dropped; None for two free tellings."""
    if tag(place.left.article.language) != tag(place.right.article.language):
        return None
    left, right = place.left.fact(_words), place.right.fact(_words)
    if not left or not right or max(len(left), len(right)) > _LONGEST:
        return None
    matcher = SequenceMatcher(None, [w for w, _, _ in left], [w for w, _, _ in right], autojunk=False)
    if matcher.quick_ratio() < LITERAL or matcher.ratio() < LITERAL:
        return None
    drafts = []
    for what, a, b, c, d in _merged(matcher.get_opcodes()):
        mine, theirs = left[a:b], right[c:d]
        if what == "equal" or "".join(w for w, _, _ in mine) == "".join(w for w, _, _ in theirs):
            continue
        draft = _replaced(place, mine, theirs) if mine and theirs else _added(place, mine, theirs)
        if draft is not None:
            drafts.append(draft)
    return drafts


_Word = tuple[str, int, int]


def _words(side: Side) -> list[_Word]:
    low, high = side.bounds
    text = side.article.text[low:high]
    rows = [(fold(m[0]), low + m.start(), low + m.end()) for m in WORD.finditer(text)]
    values = found.numbers(side.article, side.passages)
    taken = [(n.start, n.end) for n in values]
    digits = [
        (f"#{n.value.caption}", n.start, n.end) for n in found.numbers(side.article, side.passages)
    ]
    return sorted(
        [*(r for r in rows if not any(s < r[2] and r[1] < e for s, e in taken)), *digits],
        key=lambda r: r[1:],
    )


_Step = tuple[str, int, int, int, int]


def _merged(steps: Sequence[_Step]) -> list[_Step]:
    """Join changes that only one common word parts: they are one change to a reader."""
    rows: list[_Step] = []
    for step in steps:
        if (
            len(rows) >= 2
            and rows[-1][0] == "equal"
            and rows[-1][2] - rows[-1][1] == 1
            and step[0] != "equal"
        ):
            _, a, _, c, _ = rows[-2]
            rows[-2:] = [("replace", a, step[2], c, step[4])]
        else:
            rows.append(step)
    return rows


def _replaced(place: Place, mine: list[_Word], theirs: list[_Word]) -> Draft | None:
    left = place.left.span(mine[0][1], mine[-1][2])
    right = place.right.span(theirs[0][1], theirs[-1][2])
    if not _telling(place.left, mine) and not _telling(place.right, theirs):
        return None
    names = _named(place.left, left), _named(place.right, right)
    kind: VariantKind = "wording"
    if names[0] and names[1]:
        if any(_spelling(a, b) for a in names[0] for b in names[1]):
            return None
        kind = "name"
    elif names[0] or names[1]:
        kind = "label"
    return Draft(kind, left, right, 0.9 * place.score, link=place.link)


def _named(side: Side, here: Span) -> list[str]:
    """Return the names that stand in a stretch, wholly or in part."""
    rows = [n for n in found.names(side.article, side.passages) if not n.value.weak]
    return [
        side.article.text[max(n.start, here.start) : min(n.end, here.end)]
        for n in rows
        if n.start < here.end and here.start < n.end
    ]


def _spelling(a: str, b: str) -> bool:
    from whence.values.names import similar

    return similar(a, b) >= _ONE_NAME


def _added(place: Place, mine: list[_Word], theirs: list[_Word]) -> Draft | None:
    side, words = (place.left, mine) if mine else (place.right, theirs)
    if not _telling(side, words):
        return None
    here = side.span(words[0][1], words[-1][2])
    score = 0.9 * place.score
    if mine:
        return Draft("only-left", here, None, score, link=place.link)
    return Draft("only-right", None, here, score, link=place.link)


def _telling(side: Side, words: list[_Word]) -> bool:
    """Return True where a stretch says something: a number, a name, an informative word."""
    if any(w.startswith("#") for w, _, _ in words):
        return True
    inside = side.words_in(words[0][1], words[-1][2])
    return any(side.weight[i] >= _TELLING or not side.known[i] for i in inside)
