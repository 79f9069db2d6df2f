"""Text → words, and word → the forms under which a word list may know it.

    وبالحكومة  →  whole form, stem, without clitics, trimmed from the right, first letters

The builder of the lexicon and its reader both take their forms from here, so that what is stored is
what is looked for. Folding never touches what is shown: offsets stay those of the original text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from whence.text import fold, tag, typography

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Languages whose scripts set no space between words: words of the lexicon are matched inside runs of
# letters. The number is the longest word looked for, in code points.
UNSPACED = {"zh": 8, "ja": 10, "th": 18, "lo": 18, "km": 18, "my": 18, "bo": 12}

_IDEOGRAPHS = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA, _KATAKANA = "\u3041-\u3096", "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f"
# Combining marks and joiners that stand inside words; \w leaves them out.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0971-\u0de5"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84"
    "\u102b-\u103e\u1056-\u1059\u17b4-\u17d3\u1885\u1886\u18a9\u200c\u200d\u00ad"
)
# Blocks in which every sign is a letter; a look into a table tells them, several tests any other letter.
_ALPHABETS = "A-Za-zÀ-ÖØ-öø-ʯΑ-ΡΣ-ώЀ-ҁҊ-ԯא-תؠ-يٱ-ۓऄ-हก-ะ가-힣"
_LETTERS = f"(?:[{_ALPHABETS}{_MARKS}]++|[^\\W\\d_{_IDEOGRAPHS}{_HIRAGANA}{_KATAKANA}]++)++"
# What is one word even inside Chinese or Thai text: words of an alphabet, and katakana.
WHOLE = re.compile(f"[A-Za-z\u00c0-\u052f\u0590-\u08ff\uff21-\uff5a{_KATAKANA}]")
# A word: a run of ideographs and hiragana, a run of katakana, or letters with their marks; an
# apostrophe belongs to it only before a Cyrillic iotated vowel (Ukrainian, Belarusian). U.S. is one.
WORD = re.compile(
    f"(?:[A-ZА-ЯΑ-Ω]\\.){{2,}}|[{_IDEOGRAPHS}{_HIRAGANA}]+|[{_KATAKANA}]+|{_LETTERS}(?:['’ʼ](?=[єїюяёЄЇЮЯЁ]){_LETTERS})*"
)

# One letter for what Arabic, Persian and Urdu spell differently (final forms, hamza carriers, tatweel).
_ARABIC_SCRIPT = str.maketrans("ىیےکھہۀة", "يييكهههه", "ـ")
# Serbian Cyrillic to its Latin form, so that one word list serves sr, hr, bs, sh in both scripts.
_SERBIAN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđezzijklmnoprstcufhccs", strict=True))
    | {"љ": "lj", "њ": "nj", "џ": "dz"}
)
# The blocks of Chinese characters that texts are written in.
_HAN = (0x3400, 0x4DBF), (0x4E00, 0x9FFF)
_SERBO_CROATIAN = frozenset({"sh", "sr", "hr", "bs", "cnr"})

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ms": "indonesian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish", "af": "dutch", "gl": "portuguese",
}  # fmt: skip
# Korean particles of one syllable, and longer particles and endings of verbs made with "do" and "become".
_KOREAN_PARTICLES = frozenset("은는이가을를의에와과도로만다")
_KOREAN_ENDINGS = frozenset(
    "에서 에게 으로 까지 부터 보다 처럼 라고 이라 에는 에도 에서는 에서도 에게는 으로는 으로서 이라고 께서 한테 들은 들이 들을 들의 "
    "하다 했다 한다 하는 하고 하여 해서 하기 하며 하면 하게 하지 하던 하였다 했으며 했지만 했던 합니다 했습니다 하겠다 된다 되는 되고 되어 "
    "됐다 되었다 되었으며 됩니다 됐습니다 되었습니다 이다 이며 이고 였다 이었다 입니다 습니다 적인 적으로".split()
)
# Prefixes written together with the word they govern (and, the, in, to …; Persian verbs' mi-, na-, be-).
_CLITICS = {
    "ar": re.compile("^(?:[وف]?(?:[بك]?ال|لل|[بكلس])|[وف])"),
    "fa": re.compile("^(?:ن?مي|ب)"),
    "he": re.compile("^(?:[וש]?(?:כש|מש|ש)?[המבלכ]?ה?|ו)"),
}


def normal(word: str, language: str) -> str:
    """Return the form under which `word` stands in the word list of `language`."""
    if language == "vi":
        return typography(word).casefold()
    folded = fold(word)
    if folded.isascii():
        return folded
    if language == "zh":
        return simplified(folded)
    first = folded[0]
    if "\u0600" <= first <= "\u06ff":
        return folded.translate(_ARABIC_SCRIPT)
    if language in _SERBO_CROATIAN:
        return folded.translate(_SERBIAN)
    return folded


def simplified(text: str) -> str:
    """Return Chinese `text` in simplified characters, one for each: 國會 → 国会, 国会 → 国会.

    One word list serves both scripts, and offsets hold.
    """
    return text if text.isascii() else text.translate(_simple_characters())


@cache
def _simple_characters() -> dict[int, str]:
    """Return the simplified character of each other one (some 3,500)."""
    import opencc

    every = [chr(c) for first, last in _HAN for c in range(first, last + 1)]
    simple = opencc.OpenCC("t2s").convert("\n".join(every)).split("\n")
    return {ord(a): b for a, b in zip(every, simple, strict=True) if a != b and len(b) == 1}


_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return the function that cuts inflection from a normal form of `language`."""
    language = "sh" if language in _SERBO_CROATIAN else language
    if language in UNSPACED or language == "vi":
        return str
    if language == "ko":
        return _without_particle
    name = _STEMMERS.get(language)
    if name is None:
        return _cut
    import Stemmer

    cut = Stemmer.Stemmer(name, 0).stemWord

    def stem(word: str) -> str:
        # The library wants UTF-8, which half a surrogate pair has none of; such a word is in no list.
        return word if _SURROGATE.search(word) else cut(word)

    return lru_cache(maxsize=65536)(stem)


def stems(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each of very many words, of which none is remembered."""
    name = _STEMMERS.get(language)
    if name is None:
        return list(map(stemmer(language), words))
    import Stemmer

    found: list[str] = Stemmer.Stemmer(name, 0).stemWords(words)
    return found


def _without_particle(word: str) -> str:
    """Cut particles and the commonest verb endings from a Korean word: 정부는 → 정부, 말했다 → 말."""
    for _ in range(2):
        size = next((n for n in (4, 3, 2) if len(word) > n and word[-n:] in _KOREAN_ENDINGS), 0)
        if not size and len(word) > 2 and word[-1] in _KOREAN_PARTICLES:
            size = 1
        word = word[: len(word) - size]
    return word


def _cut(word: str) -> str:
    """Cut a word to its first letters where no stemmer is known: longer words lose more."""
    size = len(word)
    return word if size <= 4 else word[: max(4, min(6, size - 2))]


def without_clitics(word: str, language: str) -> Iterator[str]:
    """Yield what is left of a word after each prefix that its language writes together with it."""
    pattern = _CLITICS.get(language)
    if pattern is None:
        return
    found = pattern.match(word)
    for end in range(found.end() if found else 0, 0, -1):
        if len(word) - end >= 2:
            yield word[end:]


# Languages that write compounds as one word, and what they may put between the parts.
COMPOUNDING = {
    "de": ("", "s", "es", "n", "en"), "nl": ("", "s", "en", "e"), "sv": ("", "s"), "da": ("", "s", "e"),
    "nb": ("", "s", "e"), "nn": ("", "s", "e"), "no": ("", "s", "e"), "fi": ("", "n"), "et": ("",), "hu": ("",),
    "is": ("", "s", "a", "ar"), "fo": ("", "s", "ar"), "af": ("", "s"), "lb": ("", "s"), "fy": ("", "s"),
}  # fmt: skip
# Letters of the shortest part of a compound; shorter ones are found everywhere.
SHORTEST_PART = 4


def parts(word: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a compound in two, the longest last part first."""
    links = COMPOUNDING.get(language, ())
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1 if links else 0):
        for link in links:
            first = word[:cut]
            if first.endswith(link) and cut - len(link) >= SHORTEST_PART:
                yield first[: cut - len(link)], word[cut:]


def language_of(code: str) -> str:
    """Return the tag under which the lexicon keeps a language: sr, hr, bs → sh; nb, nn stay."""
    primary = tag(code)
    return "sh" if primary in _SERBO_CROATIAN else primary
