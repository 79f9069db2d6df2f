"""A page as a web archive shows it → the page's own addresses, and when it was archived.

    https://web.archive.org/web/20250306101500/https://varn.example/dark
    https://archive.example/2025.03.06-101500/https://varn.example/dark

Archives that replay pages (the Wayback Machine, pywb and what is built on them) put their own address and
fourteen figures before every address on the page, and a toolbar above it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whence.readers import times

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from whence.records import Time

_REPLAYED = re.compile(
    r"https?://[^/\s]{1,200}/(?:[^/?#\s]{1,60}/){0,3}?(?:(\d{14})(?:[a-z]{2}_)?|(\d{4}\.\d\d\.\d\d-\d{6}))/(https?:/{1,2}[^\s]{3,2000})$",
    re.IGNORECASE,
)
# What the Wayback Machine writes into the head and behind the end of a page.
_WAYBACK = re.compile(r"__wm\.wombat\(\s{0,9}\"(https?://[^\"\s]{3,2000})\"\s{0,9},\s{0,9}\"(\d{14})\"")
_ARCHIVED = re.compile(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d) ([A-Z][a-z]{2} \d\d, \d{4}) AND RETRIEVED")
_HEAD, _TAIL = 16_384, 4_000
_TOOLBAR = "wm-ipp"


def original(address: str) -> str:
    """Return the address of the page that an archive's address replays; others as they are."""
    found = _REPLAYED.match(address)
    return re.sub(r"^(https?:)/{1,2}", r"\1//", found[3]) if found else address


def archived_at(address: str | None) -> Time | None:
    """Return the time that an archive's address states, in UTC."""
    found = _REPLAYED.match(address) if address else None
    return _utc(re.sub(r"\D", "", found[1] or found[2])) if found else None


def of_page(markup: str) -> tuple[str | None, Time | None]:
    """Return the address and the time that the Wayback Machine writes into a page."""
    head = _WAYBACK.search(markup[:_HEAD])
    if head:
        return head[1], _utc(head[2])
    tail = _ARCHIVED.search(markup[-_TAIL:])
    return None, times.parse(f"{tail[2]} {tail[1]} UTC") if tail else None


def drop_toolbar(page: HtmlElement, markup: str) -> None:
    """Take the archive's toolbar off a page."""
    if _TOOLBAR in markup:
        for element in page.xpath("//*[@id='wm-ipp-base' or @id='wm-ipp-print']"):
            element.drop_tree()


def _utc(figures: str) -> Time | None:
    return times.parse(f"{figures[:8]}T{figures[8:]}Z")
