"""The lexicon's file: one block a language, columns side by side, mapped into memory as they are.

    header   8 bytes magic, 8 bytes length of the JSON that follows, the JSON, padding to 64 bytes
    columns  little-endian arrays, each at the offset that the JSON names, padded to 8 bytes

A language's block has keys, sorted, several of which may point to one row, and rows:

    key      uint32   hash of a form, stem or prefix (hashing.py)
    row      uint16   the row of that key

    count    uint8    how many concepts the row has
    rarity   uint8    how much a meeting on it says, 0..255 for 0..1
    concept  uint16   ids, `count` of them a row, rows one after another
    share    uint8    the weight of each, 0..255 for 0..1
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

MAGIC = b"whence\x00\x01"
Columns = dict[str, "npt.NDArray[Any]"]


def write(path: Path, about: Mapping[str, Any], columns: Mapping[str, npt.NDArray[Any]]) -> int:
    """Write named columns and the facts `about` them to one file; return its size in bytes."""
    places: dict[str, list[Any]] = {}
    offset = 0
    for name, column in columns.items():
        little = column.dtype.newbyteorder("<")
        places[name] = [little.str, len(column), offset]
        offset += -(-column.nbytes // 8) * 8
    head = json.dumps(
        {**about, "columns": places}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    raw = head.encode()
    raw += b" " * (-(16 + len(raw)) % 64)
    with path.open("wb") as file:
        file.write(MAGIC + len(raw).to_bytes(8, "little") + raw)
        for column in columns.values():
            data = column.astype(column.dtype.newbyteorder("<")).tobytes()
            file.write(data + b"\0" * (-len(data) % 8))
        return file.tell()


def read(path: Path) -> tuple[dict[str, Any], Columns]:
    """Map a file written by `write`: the facts about it, and its columns without copying them."""
    data = np.memmap(path, np.uint8, "r")
    if bytes(data[:8]) != MAGIC:
        raise ValueError(f"{path}: not a lexicon file of this version; install whence again")
    length = int.from_bytes(bytes(data[8:16]), "little")
    about = json.loads(bytes(data[16 : 16 + length]))
    base = 16 + length
    columns = {}
    for name, (kind, size, offset) in about.pop("columns").items():
        start = base + offset
        columns[name] = data[start : start + size * np.dtype(kind).itemsize].view(kind)
    return about, columns
