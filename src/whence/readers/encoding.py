"""Bytes → text: Unicode where the bytes are Unicode, else the likeliest encoding, with a notice.

1. A byte order mark is believed.
2. A file type's signature, or control characters in number, make it binary: an error.
3. ASCII with escapes for other alphabets is read as that; UTF-8 is taken where it fits, then what the markup declares, then what the letters say.
4. A few broken bytes in UTF-8 are replaced and told; the rest is an error.
"""

from __future__ import annotations

import codecs
import re

from whence.errors import ReadError
from whence.phrases import phrase, phrases, said
from whence.readers import legacy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a file begins with that is no text, and what to do with it.
_SIGNATURES = (
    (b"%PDF-", said("a PDF document"), said("save it as text or HTML first")),
    (b"PK\x03\x04", said("a zip archive or an office document"), said("save it as text or HTML first")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        said("an old office document"),
        said("save it as text or HTML first"),
    ),
    (b"{\\rtf", said("a rich text document"), said("save it as plain text first")),
    (b"\x89PNG", said("a picture (PNG)"), said("pass the text in it instead")),
    (b"\xff\xd8\xff", said("a picture (JPEG)"), said("pass the text in it instead")),
    (b"GIF8", said("a picture (GIF)"), said("pass the text in it instead")),
    (b"\x1f\x8b", said("a gzip archive"), said("unpack it first")),
    (b"BZh", said("a bzip2 archive"), said("unpack it first")),
    (b"\xfd7zXZ", said("an xz archive"), said("unpack it first")),
    (b"\x7fELF", said("a program"), said("pass a text file")),
    (b"MZ\x90", said("a program"), said("pass a text file")),
    (b"SQLite format 3\x00", said("a database"), said("pass a text file")),
    (b"ID3", said("a sound file"), said("pass a text file")),
    (b"OggS", said("a sound or video file"), said("pass a text file")),
    (b"RIFF", said("a sound or video file"), said("pass a text file")),
)
# Escapes that begin Japanese (ISO-2022-JP and its extensions) or Korean letters; names of HZ, for Chinese.
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\$\([@BDOPQ]|\([IJ]|(\$\)C))")
_TILDED = ("hz", "hz-gb", "hz-gb-2312")
_EXPECTED = said("expected a text, Markdown or HTML file")
# Control characters that no text has; more than this share of them and it is no text. NUL bytes and
# a stray control character from a copy and paste stay far below.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(9), *range(14, 27), 127])
_CONTROL_SHARE = 0.02
# Lines of one file whose encoding is guessed, at some ten milliseconds each; the others are refused.
_GUESSES = 20
# Of the undecodable UTF-8 sequences to the good multi-byte ones: a damaged UTF-8 file is still UTF-8.
_BROKEN_SHARE = 0.1


def decode(data: bytes, source: str, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the text in `data` and what a reader must know of how it was decoded."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _certain(data[len(mark) :], name, source)
    for signature, what, do in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(
                source, phrase("this is {what}, not text; {expected}", what=what, expected=_EXPECTED), do
            )
    wide = _unmarked_utf16(data)
    if wide:
        text, notices = _certain(data, wide, source)
        return text, (
            *notices,
            phrase("read as {encoding} without a byte order mark", encoding=wide.upper()[:6]),
        )
    shifted = _shifted(data, declared)
    if shifted:
        return shifted
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text, notices = _not_utf8(data, source, declared, error)
    else:
        notices = ()
    _refuse_binary(text, source)
    return text, (*notices, *_nul_notice(text))


class Lines:
    """The encoding of a file that is read line by line: UTF-8, or what was guessed once for all its lines."""

    def __init__(self, declared: str | None = None) -> None:
        self._declared = declared
        self._guesses = 0

    def decode(self, data: bytes, source: str) -> str:
        """Return the text of a line; raise ReadError where no encoding makes sense of it."""
        if not (data.isascii() or self._known(data)):
            if self._guesses == _GUESSES:
                raise ReadError(
                    source,
                    phrase("this line is not UTF-8, and no other encoding fits it"),
                    phrase("save it as UTF-8"),
                )
            self._guesses += 1
            self._declared = legacy.guess(data) or self._declared
        return decode(data, source, declared=self._declared)[0]

    def _known(self, data: bytes) -> bool:
        for name in ("utf-8", self._declared):
            try:
                data.decode(name or "ascii")
            except (LookupError, ValueError):
                continue
            return True
        return False


def _shifted(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]] | None:
    """Return text in an encoding that is all ASCII and changes alphabets by escapes, as mail in Japanese is.

    Such bytes are valid UTF-8 too, and would be nonsense.
    """
    escape = _ESCAPES.search(data) if b"\x1b" in data else None
    stated = (declared or "").lower().replace("_", "-")
    if stated in _TILDED and b"~{" in data:
        name = "hz"
    elif escape and data.isascii():
        name = "iso2022_kr" if escape[1] else "iso2022_jp_ext"
    else:
        return None
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, ValueError):
        return None
    return text, () if stated else (
        phrase("encoding guessed: {name} (save the file as UTF-8 to settle it)", name=name),
    )


def _certain(data: bytes, name: str, source: str) -> tuple[str, tuple[str, ...]]:
    """Decode bytes whose encoding is known, replacing what is broken."""
    text = data.decode(name, "replace")
    broken = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if name == "utf-8" else 0)
    _refuse_binary(text, source)
    notices = (_replaced(broken, name),) if broken > 0 else ()
    return text, (*notices, *_nul_notice(text))


def _replaced(broken: int, name: str) -> str:
    return phrases(
        "{n} broken character was replaced ({encoding})",
        "{n} broken characters were replaced ({encoding})",
        broken,
        encoding=name,
    )


def _unmarked_utf16(data: bytes) -> str | None:
    """Return UTF-16's name where every other byte is NUL, as in Western text without a mark."""
    sample = data[:4000]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.1 * half else None


def _not_utf8(
    data: bytes, source: str, declared: str | None, error: UnicodeDecodeError
) -> tuple[str, tuple[str, ...]]:
    """Decode bytes that are not valid UTF-8."""
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    good = sum(1 for c in replaced[:200_000] if c > "\x7f" and c != "\ufffd")
    if good and broken <= max(1, _BROKEN_SHARE * good):
        return replaced, (_replaced(broken, "UTF-8"),)
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    name = legacy.guess(data)
    if name is None:
        raise ReadError(
            source,
            phrase(
                "its encoding is not known: not UTF-8 (byte {start}), nor any other that makes sense",
                start=f"{error.start:,}",
            ),
            phrase("save it as UTF-8"),
        )
    text = data.decode(name, "replace")
    return text, (phrase("encoding guessed: {name} (save the file as UTF-8 to settle it)", name=name),)


def _refuse_binary(text: str, source: str) -> None:
    sample = text[:200_000]
    # Counted in bytes where that is the same: most texts are ASCII for the greater part, or wholly.
    controls = (
        len(sample) - len(sample.encode("ascii").translate(None, _CONTROL_BYTES))
        if sample.isascii()
        else len(_CONTROL.findall(sample))
    )
    if controls > max(4, _CONTROL_SHARE * len(sample)):
        raise ReadError(
            source,
            phrase(
                "this looks binary: {controls} of its first {letters} characters are control characters; {expected}",
                controls=f"{controls:,}",
                letters=f"{len(sample):,}",
                expected=_EXPECTED,
            ),
            phrase("pass the text itself"),
        )


def _nul_notice(text: str) -> tuple[str, ...]:
    count = text.count("\x00")
    return (
        (phrases("{n} NUL character stands in the text", "{n} NUL characters stand in the text", count),)
        if count
        else ()
    )
