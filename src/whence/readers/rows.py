"""A row with named fields (JSON object, line of a table) → Capture: fields by their usual names, or as told.

    {"maintext": …, "date_publish": …, "source_domain": …}     news-please
    {"body": …, "dateTimePub": …, "source": {"title": …}}      Event Registry
    {"text": …, "date": …, "hostname": …, "source": "https…"}  trafilatura
    {"content": {"rendered": …}, "date_gmt": …, "link": …}     WordPress
    {"text": ["…", {"type": "link", "text": …}], "date": …}    Telegram
    title, url, language, publish_date, media_name             Media Cloud: no text, the address is all

A row without a text but with an address names what to fetch.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError, UsageError
from whence.phrases import phrase
from whence.readers import addresses, compose, fragment, times, visible_times
from whence.readers.json_ld import ADDRESS, NAME, TITLE, inner, is_address, line, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whence.readers.source import Job, Source
    from whence.records import Article, Capture, Time

# By the article's fields: what they are called in exports of news, without case, spaces and marks;
# the surer name first.
NAMES = {
    "text": "maintext body text content articlebody articletext fulltext storytext contenttext bodytext "
    "contenthtml bodyhtml html rawtext",
    "title": "title headline titlepage webtitle",
    "byline": "authors author byline creator",
    "outlet": "medianame sitename sourcehostname sourcename source publisher outlet publication hostname "
    "sourcedomain domain mediaurl",
    "url": "url link canonicalurl articleurl weburl address sourceurl permalink externalurl mainentityofpage source",
    "language": "language lang inlanguage",
    "published": "datetimepub datepublish publishdate datepublished published publishedat pubdate "
    "publicationdate webpublicationdate datetime dategmt date createdat",
    "modified": "datemodify datemodified modifiedgmt modified modifieddate updated updatedat lastmodified",
    "captured": "datedownload filedate downloaded fetchedat retrieved crawled",
    "based_on": "isbasedon translationofwork translationof originalurl",
}
# Where an object stands for a name: its keys that say it.
_NAMED = ("title", "name", "rendered", "uri", "url", "domain")
# Identifiers that often are addresses.
_OTHER_ADDRESSES = ("guid", "id", "uri")
_MARKS = re.compile(r"[\W_]+")
# Pieces of one text that are put together.
_PIECES = 100_000
_CUT_OFF = re.compile(r"\[\+\d{1,9} chars\]\s*$")
_LONGEST = {"title": TITLE, "byline": TITLE, "outlet": NAME, "language": 40, "url": ADDRESS, "based_on": ADDRESS}  # fmt: skip


def checked(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping; a field that an article does not have is a wrong call."""
    wrong = sorted(set(mapping) - set(NAMES))
    if wrong:
        raise UsageError(f"found {', '.join(wrong)} in the mapping; expected {', '.join(NAMES)}")
    return dict(mapping)


def captures(
    row: Mapping[str, Any], source: Source, job: Job, original: bytes, media_type: str
) -> Iterator[Capture | ReadError]:
    """Yield the article of one row, or what its address leads to; `source` is the row's own place."""
    known = {field: value for field in NAMES if (value := value_of(row, field, job.mapping)) is not None}
    text = text_of(known.get("text"))
    if not text.strip():
        yield from _without_text(known, row, source, job)
        return
    url = _address(known.get("url"), row, job.mapping)
    parts = fragment.paragraphs(text, base=url) if fragment.is_markup(text) else None
    fetched = _time(known.get("captured"))
    outlet = _line(known, "outlet")
    try:
        article = compose.composed(
            parts.text if parts else text,
            source,
            job,
            hint=_line(known, "language"),
            blocks=parts.blocks if parts else (),
            links=parts.links if parts else (),
            title=compose.headline(_line(known, "title"), outlet),
            byline=_line(known, "byline"),
            outlet=outlet,
            url=url,
            published=_time(known.get("published")),
            modified=_time(known.get("modified")),
            based_on=tuple(filter(None, [_line(known, "based_on")])),
            format="row",
            notices=_cut_off(text),
        )
    except ReadError as error:
        yield error
        return
    article = _dated_in_words(article, known)
    yield compose.captured(article, replace(source, captured=fetched), original, media_type)


def wanted(names: Sequence[str], job: Job) -> list[str]:
    """Return the columns that hold something of an article, or may hold its address."""
    known = {name for row in NAMES.values() for name in row.split()} | {*_OTHER_ADDRESSES}
    told = {path.split(".")[0] for path in job.mapping.values()} | {*job.mapping.values()}
    return [name for name in names if name in told or _MARKS.sub("", name[:100].casefold()) in known]


def columns_missing(names: Sequence[str], source: Source, job: Job) -> ReadError | None:
    """Return what is wrong with a table whose columns hold neither text nor address."""
    row = dict.fromkeys(names, "https://")
    lost = sorted(path for path in job.mapping.values() if _at(row, path) is None and path not in names)
    if not lost and any(value_of(row, field, job.mapping) for field in ("text", "url")):
        return None
    shown = ", ".join(str(name)[:40] for name in names[:20])
    if any(is_address(str(name)) for name in names):
        # Exports without names: the databases of GDELT.
        return ReadError(
            source.name,
            phrase("its first row holds no names of columns ({shown})", shown=shown),
            phrase("write a row of names above it, as in title, url, text"),
        )
    return ReadError(
        source.name,
        phrase(
            "it has no column {value} (it has: {shown})",
            value=", ".join(lost) or "for a text or an address",
            shown=shown,
        ),
        phrase("say where they stand: --map text=NAME,url=NAME"),
    )


def _without_text(
    known: dict[str, Any], row: Mapping[str, Any], source: Source, job: Job
) -> Iterator[Capture | ReadError]:
    url = _address(known.get("url"), row, job.mapping)
    if url:
        yield from addresses.named(url, source, job)
        return
    keys = ", ".join(str(key)[:40] for key in list(row)[:12])
    yield ReadError(
        source.name,
        phrase("no text and no address in it (it has: {value})", value=keys or "nothing"),
        phrase("say where they stand: --map text=NAME,url=NAME"),
    )


def value_of(row: Mapping[str, Any], field: str, mapping: Mapping[str, str]) -> Any:
    """Return what a row has for a field of the article."""
    if field in mapping:
        return _at(row, mapping[field])
    plain = _plain_names(tuple(str(key) for key in row))
    for name in NAMES[field].split():
        key = plain.get(name)
        if key is not None and row.get(key) not in (None, "", [], {}):
            value = row[key]
            if field == "outlet" and isinstance(value, str) and is_address(value) and name == "source":
                continue
            if (
                field == "url"
                and name == "source"
                and not (isinstance(value, str) and is_address(value))
            ):
                continue
            # WordPress states its times twice: of its own zone, and of UTC, which no sign says.
            return f"{value}Z" if name.endswith("gmt") else value
    return None


@lru_cache(maxsize=256)
def _plain_names(keys: tuple[str, ...]) -> dict[str, str]:
    rows: dict[str, str] = {}
    for key in keys:
        rows.setdefault(_MARKS.sub("", key[:100].casefold()), key)
    return rows


def _at(row: Any, path: str) -> Any:
    """Return what stands at "source.title" in an object, or under that very name."""
    if isinstance(row, Mapping) and path in row:
        return row[path]
    for key in path.split("."):
        row = row.get(key) if isinstance(row, Mapping) else None
    return row


def _line(known: Mapping[str, Any], field: str) -> str | None:
    """Return a field as one line: lists joined by commas, objects by their name."""
    value = known.get(field)
    values = value[:20] if isinstance(value, (list, tuple)) else [value]
    said = []
    for one in values:
        if isinstance(one, Mapping):
            one = next((one[key] for key in _NAMED if isinstance(one.get(key), str)), None)  # noqa: PLW2901
        text = printed(one, _LONGEST[field])
        if text:
            said.append(text)
    return line(", ".join(dict.fromkeys(said)), _LONGEST[field])


def _address(value: Any, row: Mapping[str, Any], mapping: Mapping[str, str]) -> str | None:
    """Return the row's address on the web; a name of a host alone is none."""
    text = line(inner(value, "@id"), ADDRESS)
    if text and is_address(text):
        return text
    if "url" in mapping:
        return None
    others = (line(row.get(key), ADDRESS) for key in ("link", "guid", "id", "uri"))
    return next((text for text in others if text and is_address(text)), None)


def _time(value: Any) -> Time | None:
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return times.parse(value)


def _dated_in_words(article: Article, known: Mapping[str, Any]) -> Article:
    """Return the article with times that its row has in words of its language; what is not sure is told."""
    changes: dict[str, Any] = {}
    notices = []
    for field in ("published", "modified"):
        value = known.get(field)
        if getattr(article, field) is not None or value is None:
            continue
        if times.impossible(value):
            notices.append(
                phrase(
                    "the stated time it was {event}, {value}, is no possible date",
                    event=field,
                    value=value,
                )
            )
        elif time := visible_times.stated(value, article.language):
            changes[field] = time
        elif isinstance(value, str) and any(map(str.isdigit, value)):
            shown = " ".join(value.split())[:60]
            notices.append(
                phrase(
                    "the stated time it was {event}, {shown}, cannot be read for sure",
                    event=field,
                    shown=shown,
                )
            )
    return replace(article, notices=(*article.notices, *notices), **changes)


def text_of(value: Any) -> str:
    """Return a text, or the pieces of one: paragraphs in a list, or runs of which some are objects (links, names).

    WordPress has its texts in objects, as what was rendered.
    """
    if isinstance(value, Mapping):
        value = value.get("rendered")
    if isinstance(value, str):
        return value
    pieces = value[:_PIECES] if isinstance(value, (list, tuple)) else ()
    runs = [one["text"] if _is_run(one) else one for one in pieces]
    if not runs or not all(isinstance(one, str) for one in runs):
        return ""
    return ("" if any(isinstance(one, Mapping) for one in pieces) else "\n\n").join(runs)


def _is_run(value: Any) -> bool:
    """Return True for a piece of a text as chats export it: {"type": "link", "text": …}; rows say no type."""
    return isinstance(value, Mapping) and "text" in value and "type" in value


def _cut_off(text: str) -> tuple[str, ...]:
    """Return a notice for a text that its collector cut and says so: "… [+2512 chars]"."""
    return ("the collector cut this text off; its end says so",) if _CUT_OFF.search(text[-40:]) else ()


def as_json(row: Mapping[str, Any]) -> bytes:
    """Return a row of a format without lines of its own as what is kept of it."""
    return json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
