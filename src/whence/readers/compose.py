"""Text with what is known of it → Article: language called, limits kept, dates that cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.readers import language as languages
from whence.readers import text as plain
from whence.records import Article, Capture

if TYPE_CHECKING:
    from whence.readers.source import Job, Source
    from whence.records import Time

# Clocks go wrong by hours; a time of publication later than this after now is no such thing.
_AHEAD = timedelta(hours=24)
# The first newspapers were printed in 1605, the first dated news sheets a century before.
_FIRST_YEAR = 1450
# Where programs begin to count: a date of exactly this day is a field that nobody filled.
_UNFILLED = ("1970-01-01", "1601-01-01")


def composed(
    text: str,
    source: Source,
    job: Job,
    *,
    hint: str | None = None,
    notices: tuple[str, ...] = (),
    **known: Any,
) -> Article:
    """Return the article of a text; ReadError where it has none.

    `hint` is the language that the source states; `known` are other fields of the article.
    """
    if not text.strip() or not any(c.isprintable() and not c.isspace() for c in text):
        raise ReadError(source.name, "there is no text in it", "check what it was made from")
    size = len(text.encode("utf-8", "surrogatepass")) if len(text) * 4 > job.settings.max_bytes else 0
    if size > job.settings.max_bytes:
        raise ReadError(
            source.name,
            f"its text has more bytes than the limit of {job.settings.max_bytes:,}",
            "raise the limit (max_bytes) or cut it",
        )
    language, doubts = (job.language, ()) if job.language else languages.detect(text, hint=hint)
    known.setdefault("url", source.address)
    if known.get("blocks"):
        return Article(
            text=text, language=language, path=source.name, notices=(*notices, *doubts), **known
        )
    made = plain.article(text, language=language, path=source.name, notices=(*notices, *doubts))
    return replace(made, **{name: value for name, value in known.items() if value})


def captured(article: Article, source: Source, original: bytes, media_type: str) -> Capture:
    """Return the capture of an article, its dates believed as far as they can be."""
    return Capture(believed(article), original, media_type, source.name, source.captured)


def believed(article: Article, *, now: datetime | None = None) -> Article:
    """Return the article without dates that cannot be: they are told in its notices instead."""
    now = now or datetime.now(UTC)
    changes: dict[str, Any] = {}
    notices = []
    for name in ("published", "modified"):
        time: Time | None = getattr(article, name)
        wrong = _wrong(time, now)
        if time and wrong:
            changes[name] = None
            notices.append(f"the stated time it was {name}, {time.value}, is {wrong}: not believed")
    if (
        not changes
        and article.published
        and article.modified
        and article.modified.before(article.published)
    ):
        notices.append(
            f"it states that it was modified ({article.modified.value}) before it was published "
            f"({article.published.value})"
        )
    return replace(article, notices=(*article.notices, *notices), **changes) if notices else article


def _wrong(time: Time | None, now: datetime) -> str | None:
    """Return what is wrong with a time, None where it can be."""
    if time is None or time.earliest is None:
        return None
    if time.earliest > now + _AHEAD:
        return "in the future"
    if time.value.startswith(_UNFILLED):
        return "what programs write where they know none"
    return "before there was news" if time.earliest.year < _FIRST_YEAR else None
