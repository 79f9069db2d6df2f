"""Word → is it a common word, a name, or unknown: asked of the lexicon.

A name in another script sounds like the English word its concept is called after: ترامب "trump". That
tells it from common words even where the lexicon has learned it. A "cognate" is spelled as its English
caption (minister, johnson), which is as likely the one as the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from whence.text import tag
from whence.values import likeness
from whence.values.romanise import skeleton

Judgement = Literal["common", "name", "unknown", "doubtful", "cognate"]
Judge = Callable[[Sequence[str]], list[Judgement]]
# From this likeness on a word counts as a transliteration of its English caption. Gates names in scripts
# without capitals; chosen by eye on names of heads of state and common loanwords; re-run
# benchmarks/values.py --kind names.
_SOUNDS_LIKE = 0.8
_SOUNDS = 3  # consonants that must be alike: two meet by chance (طويلة "tall")
# Below this trust the lexicon only guesses from the first letters of a word.
_GUESSED = 0.82
_LONGEST = 40  # letters; a longer word is not looked up
_REMEMBERED = 200_000  # words of one language that are remembered


def judge(language: str) -> Judge | None:
    """Return what tells common words of a language from names, or None where no lexicon serves it."""
    return _judge(tag(language))


@lru_cache(maxsize=256)
def _judge(language: str) -> Judge | None:
    from whence.errors import LexiconError

    try:
        from whence.lexicon import load

        lexicon = load()
    except (LexiconError, OSError):
        return None
    if not lexicon.has(language):
        return None

    seen: dict[str, Judgement] = {}

    def answer(words: Sequence[str]) -> list[Judgement]:
        fresh = [word for word in words if word not in seen]
        if len(seen) > _REMEMBERED:
            seen.clear()
            fresh = list(words)
        seen.update((word, "unknown") for word in fresh if len(word) > _LONGEST)
        fresh = [word for word in fresh if len(word) <= _LONGEST]
        if fresh:
            seen.update(zip(fresh, look(fresh), strict=True))
        return [seen[word] for word in words]

    def look(words: list[str]) -> list[Judgement]:
        found = lexicon.lookup(words, language)
        bounds, trust = found.indptr.tolist(), found.trust.tolist()
        result: list[Judgement] = []
        for word, low, high, sure in zip(words, bounds, bounds[1:], trust, strict=False):
            captions = [lexicon.caption(int(c)) for c in found.ids[low : min(high, low + 1)]]
            if not captions:
                result.append("unknown")
            elif (
                not word.isascii()
                and len(skeleton(word)) >= _SOUNDS
                and likeness.likeness(word, captions[0]) >= _SOUNDS_LIKE
            ):
                result.append("name")
            elif word.isascii() and word == captions[0]:
                result.append("cognate")
            else:
                result.append("common" if sure >= _GUESSED else "doubtful")
        return result

    return answer
