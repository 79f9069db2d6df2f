"""A record that says "the same as before" → the record that it means, where it is in the archive.

    response  18230  urn:uuid:1  https://varn.example/dark  sha1:K2…   noted
    revisit   90412  refers to urn:uuid:1, or to that address and time, or to what has that digest → 18230

Crawlers write so where a page had not changed since they last fetched it. A page takes a few short rows;
its text is read again from the archive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# Pages that are noted: some hundred bytes each.
_NOTED = 500_000
_NOT_MODIFIED = "server-not-modified"


class Place(NamedTuple):
    """Where a page's record stands: what opens its archive once more, the offset, the record's own name."""

    reopen: Callable[[], BinaryIO] | None
    offset: int
    record: str


class Pages:
    """The pages that an archive has held so far."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Place] = {}
        # Bytes of pages that were read once more: a few records could mean a large page again and again.
        self.read_again = 0

    def note(self, headers: Any, place: Place) -> None:
        """Keep where a page stands."""
        if len(self._rows) >= _NOTED:
            return
        address, when = _of(headers, "WARC-Target-URI"), _of(headers, "WARC-Date")
        for key in (
            ("record", place.record),
            ("moment", f"{address} {when}"),
            ("digest", _of(headers, "WARC-Payload-Digest")),
        ):
            if key[1].strip():
                self._rows.setdefault(key, place)
        # The last capture before is what a server means by "not modified".
        self._rows["address", address] = place

    def meant(self, headers: Any) -> Place | None:
        """Return where the page stands that a revisit refers to."""
        address = _of(headers, "WARC-Refers-To-Target-URI") or _of(headers, "WARC-Target-URI")
        keys = [
            ("record", _of(headers, "WARC-Refers-To")),
            ("moment", f"{address} {_of(headers, 'WARC-Refers-To-Date')}"),
            ("digest", _of(headers, "WARC-Payload-Digest")),
        ]
        if _NOT_MODIFIED in _of(headers, "WARC-Profile"):
            keys.append(("address", address))
        return next((self._rows[key] for key in keys if key in self._rows), None)


def _of(headers: Any, name: str) -> str:
    # Some crawlers put the angle brackets of the grammar around an address.
    return str(headers.get_header(name) or "").strip().strip("<>")
