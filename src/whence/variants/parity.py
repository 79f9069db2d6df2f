"""A denial of one side, the other side → how surely the other side affirms what this one denies, 0..1.

Faithful translations deny otherwise than the original in many ways: by a verb (fails, refuses, ignores), by
an affix (unfit), by an opposite (still open, not closed), not at all. Seven of a hundred denials find no
denial in their spot, and fifty times as few changes can be told from those only together: by what else there
may answer, by how literally the words around were translated, and by the language (`ALONE`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whence.lexicon.forms import WORD
from whence.text import fold, tag
from whence.variants.negation_words import negation_of, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.variants.places import Place, Side

    Span = tuple[int, int]

# Denials of a language in a hundred that no other version of the sentence has, over 24 versions of news and 19 of
# the sentences of PUD (from Azerbaijani, Belarusian … on: over Tatoeba's translations from English). A language
# that denies in idioms ("не раз", 不已) proves little by a denial. Count again when negation_words.py changes.
ALONE = {
    "en": 1.2, "sv": 1.9, "pt": 1.9, "fi": 2.3, "nl": 3.2, "it": 3.5, "de": 3.6, "es": 4.4, "hi": 5.9, "is": 6.0,
    "fr": 6.7, "fa": 7.0, "bg": 7.2, "he": 7.2, "el": 7.9, "pl": 8.8, "cs": 9.8, "hu": 9.9, "id": 10.2, "ja": 11.8,
    "ru": 12.3, "tr": 12.4, "ar": 12.8, "uk": 13.1, "zh": 17.8, "ko": 22.7, "th": 23.7,
    "nn": 2.5, "nb": 3.0, "af": 2.9, "sq": 3.1, "sl": 3.5, "ro": 4.0, "mr": 7, "ka": 7, "et": 5.6, "az": 10, "da": 5.9,
    "sr": 7, "sw": 9, "eu": 6.2, "cy": 7, "hy": 7, "sk": 9, "bn": 8, "hr": 7, "bs": 7, "mk": 8, "tl": 8, "eo": 9.2,
    "kk": 12, "ms": 10, "ur": 9.5, "gl": 9.7, "be": 12, "ga": 10.1, "ta": 12, "lt": 11, "ml": 12, "ca": 11.7, "mn": 12,
    "lv": 12, "te": 14, "vi": 19,
}  # fmt: skip
# Of a language that is not counted.
_UNKNOWN = 25.0
# Within one language a copy keeps its denials: as few are its own as of the best language.
_SAME_LANGUAGE = 1.2
# English words for what translations deny with: failing to do it, refusing, lacking, ignoring, the opposite of
# it. A side that has one of them may say the same without a negation. Chosen among the concepts that stand where
# a denial does not, in news, PUD and Tatoeba; those that came of the topics of these texts left out.
_DENIALS = (
    "fail", "failure", "refuse", "refusal", "deny", "denial", "lack", "avoid", "evade", "prevent", "prohibit",
    "forbid", "ban", "reject", "disapprove", "dislike", "disobey", "hate", "impossible", "unlikely", "unable",
    "absence", "absent", "exclude", "except", "unless", "cease", "stop", "miss", "lose", "loss", "decline", "neglect",
    "ignore", "regardless", "doubt", "hardly", "rarely", "seldom", "scarce", "rare", "unusual", "uncommon", "neither",
    "oppose", "opposite", "contrary", "without", "beyond", "unknown", "missing", "free", "empty", "void", "barren",
    "false", "wrong", "incorrect", "untrue", "lie", "liar", "dishonest", "nonsense", "meaningless", "difficult",
    "differ", "different", "remain", "still", "pending", "alone", "incapable", "helpless", "useless", "worthless",
    "harmless", "speechless", "unaware", "exempt", "abstain", "warn", "warning", "surprise", "overwhelm", "innocent",
    "outside", "withhold", "cancel", "end", "quit", "insufficient", "inadequate", "negative", "unfair", "unjust",
    "injustice", "illegal", "unlawful", "invalid", "unavailable", "unofficial", "unfounded", "unreliable",
    "irrelevant", "unnecessary", "unpaid", "unsolved", "unfinished", "invisible", "indefinite", "uncertain",
    "unclear", "ambiguous", "inaccurate", "uncomfortable", "unsuccessful", "inevitable", "indispensable", "unnatural",
    "unprecedented", "impractical", "independent", "indifferent", "reluctant", "premature", "silent", "quiet",
)  # fmt: skip
# Share of such a meaning from which it counts in full: lists give most words three to six meanings.
_FULLY = 0.4
# From here on a word that leans towards denial stands on both sides ("was not closed", "was closed"): it is
# what is denied, not what answers the denial.
_SAME = 0.8
# Weight of a word that can show where a denial stands, how well its mate must meet it, how many such words on each
# side of the denial are looked at, and how many words around their mates are its spot on the other side. Chosen
# on benchmarks/denials.py, as the rest of this module; re-run it.
_TELLING, _MET, _NEAR, _WINDOW = 0.35, 0.4, 3, 6
# Informative words behind the denial among which another denial cancels it ("did not fail", "not unlike").
_SCOPE = 3
# The judgement, a logistic regression on denials put in and taken out in 24 languages (benchmarks/plant_denials.py,
# two stories of three, 56 pairs, 29,000 edits) against the same stories as they are. Re-fit when matching or
# negation_words.py changes.
_BIAS = -2.08
_WEIGHTS = {
    "next_unmet": -0.54,  # the next informative word meets nothing
    "unmet_here": -0.78,  # share of the informative words around the denial that meet nothing
    "unmet_there": -0.31,  # the same around their mates
    "unmet_all": 1.06,  # in the whole side: a loose translation that is exact in this place
    "unmet_other": -1.36,  # in the whole other side: free words there may hold the denial
    "words": -1.01,  # words that may stand for a denial (negation_words.py) around the mates
    "affixes": -0.98,  # affixes that may
    "idioms": -1.9,  # look-alikes of a denial there: they may be one after all
    "meaning": -0.76,  # a meaning of _DENIALS there
    "double": -0.67,  # the same right behind the denial itself
    "met_itself": -1.79,  # the word that carries the denial has met something
    "question": -3.79,  # "Why don't they pay?" denies nothing
    "single": 1.1,  # the only denial of both sides
    "dense": -2.52,  # denials of this side a word
    "alone": -0.94,  # logarithm of the share of denials that are the translator's own (ALONE)
}
_ENDS = re.compile(r"[.!?؟？。！।](?=\s|[\"'”’»]|$)")


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial at `start:end` of side `side` (0 is left): the word it stands by, and how sure it is, 0..1."""

    side: int
    start: int
    end: int
    word: int
    sure: float


def judged(
    place: Place, k: int, span: Span, denials: tuple[Sequence[Span], Sequence[Span]]
) -> Denial | None:
    """Judge one denial of side `k`; `denials` are all of both sides. None where it is answered or stands nowhere."""
    side, other = (place.left, place.right) if k == 0 else (place.right, place.left)
    start, end = span
    inside = [i for i in range(len(side)) if side.start[i] < end and side.end[i] > start]
    if any(side.start[i] >= start and side.met[i] >= _MET and _plain(side, i) for i in inside):
        # "never" has met a word of its meaning, though the table does not know that one.
        return None
    after = [i for i in range(len(side)) if side.start[i] >= end]
    before = [i for i in range(len(side)) if side.end[i] <= start][::-1]
    told = [[i for i in row if side.weight[i] >= _TELLING] for row in (inside, after, before)]
    around = [*told[0], *told[1][:_NEAR], *told[2][:_NEAR]]
    here = [i for i in around if side.mate[i] >= 0 and side.met[i] >= _MET]
    if not here:
        return None
    first, last, low, high = _spot(other, [side.mate[i] for i in here])
    if any(a < high and b > low for a, b in denials[1 - k]):
        return None
    seen = {
        "next_unmet": bool(told[1]) and side.met[told[1][0]] == 0,
        "unmet_here": _unmet(side, around),
        "unmet_there": _unmet(other, range(first, last + 1)),
        "unmet_all": _unmet(side, range(len(side))),
        "unmet_other": _unmet(other, range(len(other))),
        "met_itself": any(side.met[i] >= _MET for i in told[0]),
        "question": _asked(side, end),
        "single": len(denials[k]) == 1 and not denials[1 - k],
        "dense": len(denials[k]) / max(1, len(side)),
        "alone": math.log(_alone(side, other) / 100),
        "double": _doubled(side, after, end),
        **_leaning(other, low, high),
    }
    nats = _BIAS + sum(weight * seen[name] for name, weight in _WEIGHTS.items())
    return Denial(k, start, end, here[0], 1 / (1 + math.exp(-nats)))


def _spot(other: Side, mates: list[int]) -> tuple[int, int, int, int]:
    """Return the first and last word around the mates on the other side, and where they begin and end."""
    first, last = max(0, min(mates) - _WINDOW), min(len(other) - 1, max(mates) + _WINDOW)
    low = other.start[first] if first else other.bounds[0]
    high = other.end[last] if last < len(other) - 1 else other.bounds[1]
    return first, last, low, high


def _plain(side: Side, word: int) -> bool:
    """Return True for a word that is a negation and nothing else."""
    how = negation_of(side.article.language)
    return how is not None and fold(side.text(word)) in how.plain


def _unmet(side: Side, words: Sequence[int]) -> float:
    """Return the share of the weight of informative words that meets nothing; 1 where there are none."""
    total = sum(side.weight[i] for i in words if side.weight[i] >= _TELLING)
    unmet = sum(side.weight[i] for i in words if side.weight[i] >= _TELLING and side.met[i] == 0)
    return unmet / total if total else 1.0


def _asked(side: Side, end: int) -> bool:
    """Return True where the sentence that denies is a question."""
    met = _ENDS.search(side.article.text, end, side.bounds[1])
    return met is not None and met[0] in "?？؟"


def _alone(side: Side, other: Side) -> float:
    language = tag(side.article.language)
    return _SAME_LANGUAGE if language == tag(other.article.language) else ALONE.get(language, _UNKNOWN)


def _doubled(side: Side, after: list[int], end: int) -> float:
    """Return how much the words right behind a denial deny themselves."""
    if not after:
        return 0.0
    return _denying(side, end, side.end[after[:_SCOPE][-1]])


def _denying(side: Side, low: int, high: int) -> float:
    """Return how much a stretch means what translations deny with, 0..1."""
    return min(1.0, side.meaning(_DENIALS, low, high, below=_SAME) / _FULLY)


def _leaning(side: Side, low: int, high: int) -> dict[str, float]:
    """Return what in a stretch may say the same without a negation."""
    how = negation_of(side.article.language)
    text = readable(side.article.text[low:high], side.article.language)
    meaning = _denying(side, low, high)
    if how is None:
        return {"words": 0, "affixes": 0, "idioms": 0, "meaning": meaning}
    affixes = how.leaning_inside.findall(text) if how.leaning_inside else []
    return {
        "words": min(2, sum(fold(w) in how.leaning for w in WORD.findall(text))),
        "affixes": min(2, len(affixes)),
        "idioms": bool(how.not_these and how.not_these.search(text)),
        "meaning": meaning,
    }
