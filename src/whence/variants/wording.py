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

    from whence.variants.places import Place, Side

# Share of words in common from which one side counts as the other with changes. Two translations of
# one sentence into the same language share about half. Chosen by reading; see benchmarks/edits.py.
LITERAL = 0.6
# Longest side that is laid out, in words: the work grows with the product of both.
_LONGEST = 600
# A single added word says something from this informativeness on (0..1). Chosen as above.
_TELLING = 0.45


def is_literal(place: Place) -> bool:
    """Return True where the sides are one wording with changes."""
    if tag(place.left.article.language) != tag(place.right.article.language):
        return False
    left, right = _words(place.left), _words(place.right)
    if not left or not right or max(len(left), len(right)) > _LONGEST:
        return False
    return _matcher(place).ratio() >= LITERAL


def wording(place: Place) -> list[Draft]:
    """Return a draft for each stretch that was replaced, added or dropped."""
    left, right = _words(place.left), _words(place.right)
    drafts = []
    for what, a, b, c, d in _merged(_matcher(place).get_opcodes()):
        if what == "equal":
            continue
        mine, theirs = left[a:b], right[c:d]
        if "".join(w for w, _, _ in mine) == "".join(w for w, _, _ in theirs):
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
    taken = [(n.start, n.end) for n in found.numbers(side.article, side.passages)]
    digits = [
        (f"#{n.value.caption}", n.start, n.end) for n in found.numbers(side.article, side.passages)
    ]
    return sorted(
        [*(r for r in rows if not any(s < r[2] and r[1] < e for s, e in taken)), *digits],
        key=lambda r: r[1:],
    )


def _matcher(place: Place) -> SequenceMatcher[str]:
    left, right = ([w for w, _, _ in _words(side)] for side in (place.left, place.right))
    return SequenceMatcher(None, left, right, autojunk=False)


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
    named = any(
        n.start < s.end and s.start < n.end
        for side, s in ((place.left, left), (place.right, right))
        for n in found.names(side.article, side.passages)
    )
    return Draft("label" if named else "wording", left, right, 0.9 * place.score, link=place.link)


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
