"""Bytes as they were read ⇄ what the file keeps: compressed, with the article's text as dictionary.

An original mostly holds the text that was read from it, and that is in the file already: zlib is shown the
text first, so that what it says again costs next to nothing. A line of JSON keeps a tenth of its size, a text
file some bytes.
"""

from __future__ import annotations

import zlib

# zlib looks back this far, in bytes.
WINDOW = 32_768
# Originals that are larger are mostly not one article's: a table, a web page with pictures inside.
LARGEST = 1 << 20


def dictionary(text: str) -> bytes:
    """Return what zlib is shown of a text."""
    return text[:WINDOW].encode("utf-8", "surrogatepass")[:WINDOW]


def dump(original: bytes, text: str | None) -> bytes:
    """Return bytes compressed; `text` must be known to `load` them."""
    if text is None:
        return zlib.compress(original, 6)
    packer = zlib.compressobj(6, zdict=dictionary(text))
    return packer.compress(original) + packer.flush()


def load(data: bytes, text: str | None) -> bytes:
    """Return the bytes that `dump` was given; zlib.error where they are damaged or the text is another."""
    if text is None:
        return zlib.decompress(data)
    opener = zlib.decompressobj(zdict=dictionary(text))
    return opener.decompress(data) + opener.flush()
