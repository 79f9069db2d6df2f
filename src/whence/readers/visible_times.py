"""The lines under a page's headline → when it was published and modified, where nothing else says so.

    <h1>…</h1><p>Osk Lind</p><span>4 mars 2025 à 18h20, mis à jour le 5 mars 2025 à 07h00</span><p>long …

A date in a line is believed only where the line is about it: it has a time of day, a class that says
date, a word that says published, or nothing but the date. One that can be read in two ways is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from whence.readers import times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from whence.records import Time
    from whence.values.dates import Date

# Elements looked at from the headline on and above it, characters of a line that states a date, letters
# that may stand in it beside the date (a name, a place), characters from which a paragraph is the story.
_ELEMENTS, _ABOVE, _LINE, _BESIDE, _STORY = 120, 2, 160, 40, 200
_CLASS = re.compile(r"date|time|publish|posted|dateline|datum|fecha", re.IGNORECASE)
_FURNITURE = frozenset("nav footer aside form script style noscript template button".split())
_PUBLISHED = re.compile(
    r"publish|posted|publi|veröffentlicht|erschienen|gepubliceerd|geplaatst|опубл|публик|julkaistu|megjelent|"
    r"yayın|objavljeno|zveřejněno|نشر|منتشر|انتشار|פורסם|发布|發布|公開|配信|게시|입력|प्रकाशित",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"updat|modifi|mis à jour|màj|maj|aktuali[sz]|aktualis|aggiorn|actuali[zs]|atualiz|bijgewerkt|uppdater|oppdater|opdater|"
    r"обновл|оновл|päivite|frissít|güncel|تحديث|تعديل|به.?روز|עודכן|更新|修正|업데이트|수정|अपडेट|edited|geändert|wijzig",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A short line near the headline; `is_cued` says that its element is called a date."""

    text: str
    is_cued: bool


class Found(NamedTuple):
    """What the lines state, and the line that states when it was published."""

    published: Time | None = None
    modified: Time | None = None
    line: str = ""


def lines(page: HtmlElement) -> list[Line]:
    """Return the short lines with figures near the page's headline, those below it first."""
    heading = page.find(".//h1")
    if heading is None:
        return []
    below = [*_short(heading.xpath("following::*[position() <= $n]", n=_ELEMENTS))]
    block = next((e for n, e in enumerate(heading.iterancestors()) if n == _ABOVE), heading)
    above = heading.xpath("preceding::*[position() <= $n]", n=_ELEMENTS)
    return [*below, *_short([e for e in above if block in e.iterancestors()])]


def _short(elements: list[HtmlElement]) -> Iterator[Line]:
    seen = ""
    for element in elements:
        if not isinstance(element.tag, str) or element.tag in _FURNITURE:
            continue
        if any(above.tag in _FURNITURE for above in element.iterancestors()):
            continue
        text = " ".join(_beginning(element).split())
        if element.tag == "p" and len(text) > _STORY:
            return
        # What stands in an element stands in the one around it.
        if 0 < len(text) <= _LINE and any(map(str.isdigit, text)) and text not in seen:
            seen = text
            names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LINE]
            yield Line(text, element.tag == "time" or _CLASS.search(names) is not None)


def _beginning(element: HtmlElement) -> str:
    """Return an element's text as far as it may be a line."""
    parts, size = [], 0
    for part in element.itertext():
        parts.append(part)
        size += len(part.strip())
        if size > _STORY:
            break
    return "".join(parts)


def read(found: list[Line], language: str) -> Found:
    """Return the times that the first telling line states."""
    if not found:
        return Found()
    from whence.values import dates

    for row in found:
        said = [d for d in dates.find(row.text, language) if _is_whole(d)]
        beside = sum(map(str.isalpha, row.text)) - sum(
            sum(map(str.isalpha, row.text[d.start : d.end])) for d in said
        )
        if not said or beside > _BESIDE:
            continue
        published = modified = None
        at = 0
        for date in said[:2]:
            cue = row.text[at : date.start]
            at = date.end
            told = row.is_cued or date.hour is not None or beside == 0 or _PUBLISHED.search(cue)
            if _MODIFIED.search(cue) and not _PUBLISHED.search(cue):
                modified = modified or _time(date)
            elif told:
                published = published or _time(date)
        if published or modified:
            return Found(published, modified, row.text)
    return Found()


def stated(text: object, language: str) -> Time | None:
    """Return the time in a field of a row that is a date in words and nothing else, None where it is not sure."""
    if not isinstance(text, str) or not 0 < len(text) <= _LINE:
        return None
    from whence.values import dates

    said = dates.find(text, language)
    if len(said) != 1 or not _is_whole(said[0]):
        return None
    rest = text[: said[0].start] + text[said[0].end :]
    return None if any(map(str.isalnum, rest)) else _time(said[0])


def _is_whole(date: Date) -> bool:
    """Return True for a date whose day is known for sure."""
    whole = date.year is not None and date.month is not None and date.day is not None
    return whole and not date.relative and not date.weak and date.alternative is None


def _time(date: Date) -> Time | None:
    clock = [date.hour, date.minute or 0] if date.hour is not None else [None, None]
    try:
        return times.make([date.year, date.month, date.day, *clock, None], None)
    except (ValueError, OverflowError):
        return None
