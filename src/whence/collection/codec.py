"""Record ⇄ JSON data, exactly: what `pack` makes, `unpack` turns into an equal record.

Unlike `to_dict`, which is for others to read, nothing is rounded, left out or made up: floats keep
their digits, a time its interval. Fields that have their default are not written.
"""

from __future__ import annotations

import json
import sys
import types
import zlib
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def dump(data: Any) -> bytes:
    """Return JSON data as compressed bytes; lone surrogates of a hostile text survive."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8", "surrogatepass"), 6)


def load(raw: bytes) -> Any:
    """Return what `dump` was given."""
    return json.loads(zlib.decompress(raw).decode("utf-8", "surrogatepass"))


def pack(value: Any) -> Any:
    """Return a record, or what it holds, as JSON data."""
    if is_dataclass(value) and not isinstance(value, type):
        row = {}
        for f in fields(value):
            held = getattr(value, f.name)
            default = f.default_factory() if f.default_factory is not MISSING else f.default
            if held != default:
                row[f.name] = pack(held)
        return row
    if isinstance(value, (tuple, list)):
        return [pack(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def unpack(kind: type[T], data: Any) -> T:
    """Return the record of the class `kind` that `data` was packed from."""
    made: T = _reader(cast("Any", kind))(data)
    return made


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return the function that reads values of a type as fields declare it."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_reader(kind)
    if kind is datetime:
        return datetime.fromisoformat
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            read = _reader(arguments[0])
            return lambda rows: tuple(read(row) for row in rows)
        readers = [_reader(a) for a in arguments]
        return lambda row: tuple(read(v) for read, v in zip(readers, row, strict=True))
    if origin in {Union, types.UnionType}:
        (some,) = (a for a in arguments if a is not type(None))
        read = _reader(some)
        return lambda value: None if value is None else read(value)
    if origin is Literal or kind in {str, int, float, bool, Any}:
        return lambda value: value
    raise TypeError(f"found a field of the type {kind}, which records do not have")


def _record_reader(kind: type) -> Callable[[Any], Any]:
    # Names that records import for type checkers only.
    names = {**vars(sys.modules[kind.__module__]), "datetime": datetime}
    hints = get_type_hints(kind, names)
    made: dict[str, Callable[[Any], Any]] = {}

    def read(row: Any) -> Any:
        if not made:  # late, as records may hold each other
            made.update({name: _reader(hint) for name, hint in hints.items()})
        return kind(**{name: made[name](value) for name, value in row.items()})

    return read
