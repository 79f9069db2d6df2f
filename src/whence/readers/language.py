"""Text → language: the script first, then small words, the language model only where they leave doubt.

    "هذا الكتاب …"   script Arab   → ar, fa, ur … by small words
    "これは本です"    kana          → ja, nothing else is written so

The model (py3langid, half a second and 100 MB to load) is asked last and only for languages that are
written in the script found. Long texts are looked at in several parts; parts that disagree make a
notice, and what stays doubtful is "und".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from whence import function_words
from whence.phrases import phrase
from whence.readers.scripts import WRITTEN_IN, script_of
from whence.text import tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LETTER = re.compile(r"[^\W\d_]")

# The model's names where they differ from BCP 47, and variants that it tells apart and we do not.
_MODEL_NAMES = {
    "no": "nb",
    "arz": "ar",
    "ary": "ar",
    "wuu": "zh",
    "yue": "zh",
    "uzs": "uz",
    "sdh": "ckb",
}
# Standards of one language, or written so alike that a guess between them is no knowledge: a doubt
# within a group is settled for its likelier member, and said.
_CLOSE = (
    frozenset({"hr", "sr", "bs", "sr-Latn"}), frozenset({"id", "ms"}), frozenset({"nb", "da", "nn"}),
    frozenset({"cs", "sk"}), frozenset({"pt", "gl"}), frozenset({"es", "ast", "gl"}),
    frozenset({"ca", "oc"}), frozenset({"ru", "be", "uk"}), frozenset({"bg", "mk"}),
)  # fmt: skip
# A language is taken from its small words alone where they make up this share of all words and the
# next language reaches at most this part of its weight. Chosen on 1,000-character pieces of parallel
# news and of short sentences in 111 languages, where 0.15 and 0.7 settle 85 % of the pieces and name a
# known language wrongly in 1 of 1,000; re-run `benchmarks/language.py`.
_SHARE, _RUNNER_UP = 0.15, 0.7
# Between close languages: words that only the one has are this many times those that only the other
# has; chosen and re-run as above.
_APART = 3
# The model's word counts where it gives this probability, and needs this many letters to be asked.
_PROBABILITY, _LETTERS = 0.75, 20
# Its answer stands only where the language's small words make up this share: it names the nearest
# language it knows for one that it does not know. Shorter texts may lack small words by chance. Chosen as above.
_SUPPORT, _SUPPORT_WORDS = 0.04, 60
# Parts looked at, and characters of each: five parts of a page each are enough to see an appended
# block, and bound the work on long texts.
_PARTS, _PART_LENGTH = 8, 900
# A short text is seen in two halves if each has this many characters: small words tell at that length.
_LEAST_PART = 120


class Call(NamedTuple):
    """What a text's language is held to be; `sure` False where it is the best of several."""

    language: str
    sure: bool
    near: frozenset[str] = frozenset()


class _Sample(NamedTuple):
    """A stretch of text, with its characters and words counted once."""

    text: str
    characters: Counter[str]
    words: Counter[str]

    @classmethod
    def of(cls, text: str) -> _Sample:
        return cls(text, Counter(text), Counter(function_words.words(text)))

    @classmethod
    def joined(cls, samples: Sequence[_Sample]) -> _Sample:
        characters: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for sample in samples:
            characters.update(sample.characters)
            words.update(sample.words)
        return cls(" ".join(sample.text for sample in samples), characters, words)


_UNKNOWN = Call("und", sure=False)


def detect(text: str, *, hint: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the BCP 47 tag of a text's language and what a reader must know of the call.

    `hint` is a tag from a file name or from markup: it settles a doubt that it is among, and a clear
    call against it stands, with a notice.
    """
    hint = None if hint is None or tag(hint) == "und" else tag(hint)
    parts = [(at, _Sample.of(part)) for at, part in _parts(text)]
    clear = [(at, len(part.text), found) for at, part in parts if (found := _clear(part))]
    whole = _Sample.joined([part for _, part in parts])
    call = _judged(whole, hint)
    if call.language == "und" and clear:
        # Halves in two languages leave the whole in doubt.
        shares: Counter[str] = Counter()
        for _, length, found in clear:
            shares[found] += length
        call = Call(shares.most_common(1)[0][0], sure=True)
    notices: list[str] = []
    if call.language == "und":
        notices.append(
            phrase(
                "language unknown: {n} letters were not enough to tell it (pass the language to settle it)",
                n=len(_LETTER.findall(whole.text)),
            )
        )
    elif not call.sure and call.near:
        others = ", ".join(sorted(call.near - {call.language}))
        notices.append(
            phrase(
                "language taken for {language}; {others} would be close",
                language=call.language,
                others=others,
            )
        )
    if hint and call.language not in {"und", hint} and call.sure:
        notices.append(
            phrase(
                "named as {hint}, but the text reads as {language}", hint=hint, language=call.language
            )
        )
    notices.extend(_mixture(clear, call.language))
    return call.language, tuple(notices)


def judge(text: str, *, hint: str | None = None) -> Call:
    """Return the language of one stretch of text."""
    return _judged(_Sample.of(text), hint)


def _judged(sample: _Sample, hint: str | None) -> Call:
    script = _script(sample)
    if script is None:
        return _UNKNOWN
    if script not in WRITTEN_IN:
        return Call(script, sure=True)
    quick = _by_small_words(sample, script, hint)
    return quick if quick is not None else _by_model(sample.text, script, hint)


def _parts(text: str) -> list[tuple[int, str]]:
    """Return up to `_PARTS` stretches spread over the text, with their offsets, cut at spaces."""
    if len(text) <= 2 * _PART_LENGTH:
        middle = len(text) // 2
        ends = (text.find("\n", middle), text.rfind("\n", 0, middle))
        half = min(ends, key=lambda at: abs(at - middle))
        cut = half if _LEAST_PART < half < len(text) - _LEAST_PART else len(text)
        return [(at, part) for at, part in ((0, text[:cut]), (cut, text[cut:])) if part.strip()]
    count = min(_PARTS, len(text) // _PART_LENGTH)
    step = (len(text) - _PART_LENGTH) // max(1, count - 1)
    rows = [(at, text[at : at + _PART_LENGTH]) for at in (number * step for number in range(count))]
    return [(at, part) for at, part in rows if part.strip()] or [(0, text.strip()[:_PART_LENGTH])]


def _script(sample: _Sample) -> str | None:
    """Return the script most letters are in: a language tag where it tells the language."""
    counts: Counter[str] = Counter()
    for character, number in sample.characters.items():
        if script := script_of(character):
            counts[script] += number
    if not counts:
        return None
    # Japanese mixes kana with Han; a Chinese text may quote a few kana.
    if counts["kana"] and counts["kana"] * 10 >= counts["han"]:
        counts["ja"] = counts.pop("kana") + counts.pop("han", 0)
    elif counts["han"]:
        # One Han character says as much as several letters: names in Latin do not outweigh them.
        counts["zh"] = 3 * counts.pop("han") + counts.pop("kana", 0)
    best, _ = counts.most_common(1)[0]
    return {"kana": "ja"}.get(best, best)


def _by_small_words(sample: _Sample, script: str, hint: str | None) -> Call | None:
    """Return the language if its small words leave no doubt."""
    written = WRITTEN_IN[script]
    rows = function_words.scores(sample.words)
    rows = [row for row in rows if row.language.split("-")[0] in written]
    if not rows or rows[0].hits < 5 or rows[0].share < _SHARE:
        return None
    best = tag(rows[0].language)
    limit = rows[0].weight * _RUNNER_UP
    rivals = {tag(row.language) for row in rows[1:] if row.weight > limit} - {best}
    if not rivals:
        return Call(best, sure=True)
    near = _near(best)
    if rivals <= near:
        if hint and hint in rivals | {best}:
            return Call(hint, sure=True)
        if all(_sets_apart(sample.words, rows[0].language, rival) for rival in rivals):
            return Call(best, sure=True)
        return Call(best, sure=False, near=frozenset(rivals))
    return None


def _sets_apart(words: Counter[str], language: str, rival: str) -> bool:
    """Return True where words that only one of two close languages has speak for the first."""
    ours, theirs = function_words.apart(words, language, rival)
    return ours >= max(1, _APART * theirs)


def _near(language: str) -> frozenset[str]:
    groups = [group for group in _CLOSE if language in group]
    return frozenset().union(*groups) - {language}


def _by_model(text: str, script: str, hint: str | None) -> Call:
    """Return the language by py3langid among those written in the script."""
    if len(_LETTER.findall(text)) < _LETTERS:
        return Call(hint, sure=False) if hint and hint in WRITTEN_IN[script] else _UNKNOWN
    written = {*WRITTEN_IN[script]}
    chances: Counter[str] = Counter()
    for label, chance in _model().rank(_clean(text)):
        name = tag(_MODEL_NAMES.get(label, label))
        if name in written:
            chances[name] += chance
    total = sum(chances.values())
    if total <= 0:
        return _UNKNOWN
    (best, chance), *_ = chances.most_common(1)
    if hint and chances[hint] >= 0.1 * total and (hint == best or hint in _near(best)):
        return Call(hint, sure=True)
    share = function_words.share(text, "sr-Latn" if (best, script) == ("sr", "latin") else best)
    if share is not None and share < _SUPPORT and len(function_words.words(text)) >= _SUPPORT_WORDS:
        return _UNKNOWN
    if chance >= _PROBABILITY * total:
        return Call(best, sure=True)
    group = sum(chances[name] for name in _near(best)) + chance
    if group >= _PROBABILITY * total:
        rivals = frozenset(name for name in _near(best) if chances[name] >= 0.1 * total)
        return Call(best, sure=False, near=rivals)
    return Call(hint, sure=False) if hint and chances[hint] >= 0.1 * total else _UNKNOWN


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1)
def _model() -> Any:
    """Load the model once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _clear(part: _Sample) -> str | None:
    """Return the language of a part if its script or its small words leave no doubt.

    The model is not asked for this: a part that is not clear is no witness against the rest.
    """
    script = _script(part)
    if script is None:
        return None
    call = Call(script, sure=True) if script not in WRITTEN_IN else _by_small_words(part, script, None)
    return call.language if call and call.sure else None


def _mixture(clear: Iterable[tuple[int, int, str]], language: str) -> list[str]:
    """Return a notice for each language of clear parts that is not the whole's, with its place."""
    others: dict[str, int] = {}
    for at, _, found in clear:
        if found not in {"und", language} | _near(language):
            others.setdefault(found, at)
    return [
        phrase(
            "mixed languages: mostly {language}, but {other} from about character {at}",
            language=language,
            other=other,
            at=f"{at:,}",
        )
        for other, at in others.items()
    ]
