"""Unicode text: spans, folding for comparison, language tags (BCP 47). The only place that slices text.

What is shown is never folded: folding is for keys and comparisons, offsets point into the original.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from whence.records import Article, Span

# One written form for what typography varies: quotes, dashes, spaces, ellipses (Unicode general
# punctuation and the CJK forms); the targets are ASCII so that rules need to know only those.
_TYPOGRAPHY = {
    **dict.fromkeys(map(ord, "‘’‚‛′ʼʻ´`＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»〝〞＂「」『』"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-"),
    **dict.fromkeys([*map(ord, "\t\v\f\u00a0\u1680\u202f\u205f\u3000"), *range(0x2000, 0x200B)], " "),
    # Invisible: soft hyphen, joiners, direction marks, byte order mark.
    **dict.fromkeys(
        [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]
    ),
}
# ISO 639-3 and macro-language codes that have a shorter or more usual BCP 47 tag.
_TAGS = {
    "arb": "ar", "ara": "ar", "arz": "ar", "cmn": "zh", "zho": "zh", "yue": "zh", "wuu": "zh",
    "pes": "fa", "fas": "fa", "prs": "fa", "hbs": "sh", "nob": "nb", "nno": "nn", "nor": "no",
    "zsm": "ms", "msa": "ms", "lvs": "lv", "ekk": "et", "swh": "sw", "als": "sq", "sqi": "sq",
    "azj": "az", "khk": "mn", "uzn": "uz", "npi": "ne", "ydd": "yi", "kmr": "ku", "plt": "mg",
    "iw": "he", "in": "id", "ji": "yi", "mo": "ro",
}  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb"})


def span(article: int, of: Article, passage: int, start: int, end: int) -> Span:
    """Return the Span of `of.text[start:end]`; offsets outside the text are a programming error."""
    if not 0 <= start <= end <= len(of.text):
        raise ValueError(f"span {start}:{end} is outside the text of {of!r} (0:{len(of.text)})")
    return Span(article, passage, start, end, of.text[start:end])


def passage_span(article: int, of: Article, passage: int) -> Span:
    """Return the Span of a whole passage."""
    row = of.passages[passage]
    return span(article, of, passage, row.start, row.end)


def typography(text: str) -> str:
    """Return `text` with quotes, dashes and spaces in their ASCII form and invisibles removed.

    The length may change: never take offsets in the result for offsets in the original.
    """
    return text.translate(_TYPOGRAPHY)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the comparison form of a word: compatibility-composed, case-folded, without marks.

    Marks (accents, Arabic vowel signs, Hebrew points) go only where the base letter keeps the word
    readable: Latin, Greek, Cyrillic, Arabic and Hebrew. Scripts whose vowels are marks (Devanagari,
    Thai) and Korean keep them.
    """
    folded = unicodedata.normalize("NFKD", typography(word).casefold())
    if not word.isascii():
        # Signs such as ℠ and ŉ come apart into capitals and typographic marks.
        folded = unicodedata.normalize("NFKD", typography(folded).casefold())
    if not folded.isascii():
        folded = "".join(c for c in folded if not unicodedata.combining(c) or _keeps_marks(c))
    return unicodedata.normalize("NFC", folded)


def _keeps_marks(mark: str) -> bool:
    return ord(mark) >= 0x0900 and not 0x1AB0 <= ord(mark) <= 0x20FF


@lru_cache(maxsize=1024)
def tag(code: str) -> str:
    """Return the shortest usual BCP 47 primary tag of a language code: `arb` → `ar`, `fr-CA` → `fr`.

    The unknown is "und". ISO 639-3 codes without a two-letter form are kept.
    """
    primary = code.strip().replace("_", "-").split("-", 1)[0].lower()
    if not primary.isascii() or not primary.isalpha() or not 2 <= len(primary) <= 3:
        return "und"
    if primary in _TAGS:
        return _TAGS[primary]
    return _THREE_TO_TWO.get(primary, primary)


def three_letters(code: str) -> str:
    """Return the ISO 639-3 code of a language tag, "" where it is unknown: `fr-CA` → `fra`."""
    primary = tag(code)
    if len(primary) == 3:
        return "" if primary == "und" else primary
    return _TWO_TO_THREE.get(primary, "")


def is_right_to_left(language: str) -> bool:
    """Return True where the language is written from right to left by default."""
    return tag(language) in RIGHT_TO_LEFT


# ISO 639-2/3 to ISO 639-1, for the languages that word lists, parallel text or CLDR bring.
_THREE_TO_TWO = {
    pair[:3]: pair[4:]
    for pair in (
        "afr:af amh:am asm:as aze:az bel:be ben:bn bos:bs bre:br bul:bg cat:ca ces:cs cor:kw cym:cy "
        "dan:da deu:de ell:el eng:en epo:eo est:et eus:eu fao:fo fin:fi fra:fr fry:fy gla:gd gle:ga "
        "glg:gl glv:gv guj:gu hat:ht hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy ibo:ig ido:io ile:ie "
        "ina:ia ind:id isl:is ita:it jav:jv jpn:ja kan:kn kat:ka kaz:kk khm:km kin:rw kir:ky kor:ko "
        "kur:ku lao:lo lat:la lav:lv lit:lt ltz:lb mal:ml mar:mr mkd:mk mlg:mg mlt:mt mon:mn mri:mi "
        "mya:my nav:nv nep:ne nld:nl oci:oc ori:or orm:om pan:pa pol:pl por:pt pus:ps roh:rm ron:ro "
        "rus:ru sin:si slk:sk slv:sl smo:sm sna:sn snd:sd som:so spa:es srp:sr ssw:ss swa:sw swe:sv "
        "tah:ty tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tir:ti ton:to tsn:tn tuk:tk tur:tr uig:ug "
        "ukr:uk urd:ur uzb:uz vie:vi vol:vo wol:wo xho:xh yid:yi yor:yo zul:zu"
    ).split()
}
# Of several codes behind one tag that of the whole language.
_TWO_TO_THREE = {
    **{two: three for three, two in _THREE_TO_TWO.items()},
    "ar": "ara", "zh": "zho", "fa": "fas", "sh": "hbs", "nb": "nob", "nn": "nno", "no": "nor",
    "ms": "msa", "sq": "sqi",
}  # fmt: skip
