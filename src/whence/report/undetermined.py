"""View → sentences: what these texts do not settle, so that nobody reads more into the page than it holds.

arrows that may as well run the other way or stand elsewhere · lost witnesses that no text names
· versions without a time · statements without a source
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.phrases import plural
from whence.report.stemma_svg import letters
from whence.report.words import counted, letters_of, listed, named, opened, phrased, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.report.view import View
    from whence.report.words import Piece, Sentence

# An arrow that the resampled apparatus keeps less often than this is called weak: what is right
# less than seven times in ten is not to be relied on alone.
WEAK_BELOW = 0.7
# Versions named in a sentence before they are only counted with their letters.
_MOST_NAMED = 3
_WEAK = plural(
    "{who} may stand elsewhere in the tree: the arrow to it is weak ({share}).",
    "{who} may stand elsewhere in the tree: the arrows to them are weak ({share} at the least).",
)
_UNNAMED = plural("No text says what {letters} is.", "No text says what {letters} are.")
_UNTIMED = plural("When {who} appeared is not known.", "When {who} appeared is not known.")
_UNVOUCHED = plural(
    "{n} statement has no source in any version.", "{n} statements have no source in any version."
)


def undetermined(view: View) -> list[Sentence]:
    """Return what is open, the most important for a reader first."""
    made = (_weak(view), _unnamed(view), _untimed(view), _unvouched(view))
    return [sentence for sentence in made if sentence]


def _weak(view: View) -> Sentence:
    """Return which versions hang on arrows that are weak; those without a direction are told elsewhere."""
    stemma, speech = view.story.stemma, view.speech
    article = {n.id: n.article for n in stemma.nodes}
    sure: dict[int, float] = {}
    for edge in stemma.edges:
        child = article.get(edge.child)
        if child is not None and edge.kind != "undetermined":
            sure[child] = max(sure.get(child, 0.0), edge.confidence)
    weak = sorted(v for v, confidence in sure.items() if confidence < WEAK_BELOW)
    if not weak:
        return ()
    least = speech.share(min(sure[v] for v in weak))
    return phrased(speech.plural(_WEAK, len(weak)), who=_who(view, weak, first=True), share=least)


def _unnamed(view: View) -> Sentence:
    names = letters(view.story)
    lost = [n for n in view.story.stemma.nodes if n.article is None]
    unnamed = [names[node.id] for node in lost if not node.candidates]
    if not unnamed:
        return ()
    speech = view.speech
    return phrased(speech.plural(_UNNAMED, len(unnamed)), letters=listed(speech, map(say, unnamed)))


def _untimed(view: View) -> Sentence:
    """Return which versions have no time, of those that something is told of."""
    related = {v for p in view.story.relations if p.kind != "unrelated" for v in (p.left, p.right)}
    untimed = [v for v in sorted(related) if not view.story.articles[v].published]
    if not untimed:
        return ()
    return phrased(view.speech.plural(_UNTIMED, len(untimed)), who=_who(view, untimed))


def _unvouched(view: View) -> Sentence:
    alone = all(p.kind == "unrelated" for p in view.story.relations)
    n = 0 if alone else sum(s.vouched == "none" for s in view.statements)
    return (say(opened(view.speech.count(_UNVOUCHED, n))),) if n else ()


def _who(view: View, versions: Sequence[int], *, first: bool = False) -> list[Piece]:
    if len(versions) <= _MOST_NAMED:
        return listed(view.speech, (named(view, v) for v in versions))
    return counted(view.speech, len(versions), letters_of(versions), first=first)
