r"""Bytes that are not Unicode → the name of their encoding: what makes words and letters of one language.

    b"ma\xf1ana"   cp1252 → mañana, Spanish letters      cp1250 → mańana, ń is not Spanish

The small words of most languages are plain ASCII, so they tell the language under any encoding; the
right encoding is then the one whose other letters that language has. charset-normalizer is asked for
what is written in several bytes a character, and for what nothing here explains.
"""

from __future__ import annotations

import re
from collections import Counter

from whence import function_words
from whence.readers.scripts import WRITTEN_IN, script_of

# The encodings that pages and files of the last decades are in, the likeliest first.
_SINGLE_BYTE = (
    "cp1252", "cp1251", "cp1250", "iso8859-2", "cp1254", "cp1253", "cp1256", "cp1255", "cp1257", "koi8-r",
    "koi8-u", "iso8859-7", "iso8859-8", "iso8859-5", "iso8859-15", "mac_roman", "cp866", "cp850",
)  # fmt: skip
_SEVERAL_BYTES = ("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr")
_TYPOGRAPHIC = frozenset(
    "“”‘’„‚«»‹›–—…•·°§€£©®™ªº¿¡№½¼¾×´`\u00a0\u00ad،؛؟\u200c\u200d\u200e\u200f。、「」『』・ー《》〈〉【】\u3000（），：；？！％～"
)
# Letters beyond ASCII, of the languages in Latin script that were written in these encodings.
_LETTERS = {
    "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü", "pt": "áàâãçéêíóôõúü", "gl": "áéíñóúü",
    "it": "àèéìíîòóùú", "ca": "àçéèíïóòúü", "oc": "àáçéèíïóòúü", "ro": "ăâîșțşţ", "nl": "éèëïóöüáê", "af": "êëéèïôûá",
    "sv": "åäöéüà", "da": "æøåéöä", "nb": "æøåéòôà", "nn": "æøåéòôà", "fi": "äöåšž", "is": "áðéíóúýþæö",
    "fo": "áðíóúýæø", "et": "äöõüšž", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ", "hr": "čćđšž", "bs": "čćđšž", "sr": "čćđšž", "hu": "áéíóöőúüű", "tr": "çğıöşüâîûi̇",
    "az": "əçğıöşü", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "sq": "çëâ", "eu": "ñáéíóú", "mt": "ċġħżàèìòù",
    "cy": "âêîôûŵŷáéíóúäëïöü", "ga": "áéíóú", "gd": "àèìòù", "eo": "ĉĝĥĵŝŭ", "br": "âêîôûñùü", "lb": "äëéöüôß", "ku": "çêîşû",
    "tk": "äçňöşüýž", "en": "éèêëïöüôáíóúñçà",
}  # fmt: skip
_LETTER_SETS = {language: frozenset(row) for language, row in _LETTERS.items()}
# Bytes looked at; the fit from which nobody else is asked, and from which another's single-byte
# encoding is not better. Wrong encodings of the right script stay under 0.5 on parallel news in
# nineteen languages, several-byte ones read as one byte a letter under 0.75; right ones reach 0.57 in
# the shortest stories, 0.99 in nine of ten.
_SAMPLE, _SURE, _LEAST = 20_000, 0.8, 0.5
# What charset-normalizer says is overruled by an encoding that fits this much better.
_BETTER = 0.05
# Small words that a text of any length in prose has, as a share of its words.
_SMALL_SHARE = 0.08
# A letter of another alphabet right after a small Latin one.
_MIXED = re.compile("[a-z](?![\u00aa-\u024f])[\u0250-\u1dff]")
_C1 = re.compile("[\x80-\x9f]")


def guess(data: bytes) -> str | None:
    """Return the name of the encoding of bytes that are not Unicode, None where none makes sense."""
    sample = _telling_part(data)
    fit, name = _best(sample, _SINGLE_BYTE)
    if fit >= _SURE:
        return name
    from charset_normalizer import from_bytes
    from charset_normalizer.utils import is_multi_byte_encoding

    found = from_bytes(sample).best()
    other = None if found is None else found.encoding
    if fit >= _LEAST and not is_multi_byte_encoding(other or name):
        return name
    fit, name = _best(sample, _SEVERAL_BYTES)
    if other is None:
        return name if fit >= _SURE else None
    return name if fit > _fit(sample, other) + _BETTER else other


def _best(sample: bytes, names: tuple[str, ...]) -> tuple[float, str]:
    """Return the encoding that fits best, the first of equals, after its fit."""
    fits = [_fit(sample, name) for name in names]
    best = max(fits)
    return best, names[fits.index(best)]


def _telling_part(data: bytes) -> bytes:
    """Return a sample that begins where the first byte beyond ASCII is."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, (first.start() if first else 0) - 2000)
    return data[start : start + _SAMPLE]


def _fit(sample: bytes, name: str) -> float:
    """Return how well an encoding explains the bytes beyond ASCII, 0..1."""
    try:
        # A character of several bytes may be cut at the end of the sample.
        text = sample.decode(name, "strict" if name in _SINGLE_BYTE else "replace")
    except UnicodeDecodeError:
        return 0.0
    text = text.lower()
    beyond = [c for c in text if c > "\x7f"]
    if not beyond or _C1.search(text):
        return 0.0
    scripts = [script_of(c) for c in beyond if c.isalpha()]
    main = max(set(scripts), key=scripts.count) if scripts else "latin"
    language, share = _most_sense(text, main or "")
    if main == "latin":
        own = _LETTER_SETS.get(language, frozenset())
        known = sum(c in own or c in _TYPOGRAPHIC for c in beyond)
    else:
        alike = {"kana", "han"} if main in {"kana", "han"} else {main}
        known = sum(script_of(c) in alike or c in _TYPOGRAPHIC for c in beyond)
        # Words that mix the alphabets are Latin words whose accents were taken for letters.
        known -= 2 * len(_MIXED.findall(text))
    # Where small words can tell, letters without any are nonsense in the right script.
    sense = 1.0 if share is None else min(1.0, share / _SMALL_SHARE)
    return sense * max(0, known) / len(beyond)


def _most_sense(text: str, script: str) -> tuple[str, float | None]:
    """Return the language of a script that most of the text's words speak for, and their share.

    Words of one letter do not count: any bytes have them under some encoding.
    """
    written = WRITTEN_IN.get(script, (script,))
    tables = {
        name: function_words.of("sr-Latn" if (name, script) == ("sr", "latin") else name)
        for name in written
    }
    if not any(tables.values()):
        return script, None
    counts = Counter(word for word in function_words.words(text) if len(word) > 1)
    total = counts.total() or 1
    shares = {name: sum(counts[word] for word in table) / total for name, table in tables.items()}
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best]
