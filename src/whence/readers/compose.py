"""Text with what is known of it → Article: language called, limits kept, dates that cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from whence.errors import ReadError
from whence.phrases import phrase
from whence.readers import language as languages
from whence.readers import text as plain
from whence.readers import times
from whence.records import Article, Capture

if TYPE_CHECKING:
    from whence.readers.source import Job, Source
    from whence.records import Time


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
        raise ReadError(
            source.name, phrase("there is no text in it"), phrase("check what it was made from")
        )
    size = len(text.encode("utf-8", "surrogatepass")) if len(text) * 4 > job.settings.max_bytes else 0
    if size > job.settings.max_bytes:
        raise ReadError(
            source.name,
            phrase(
                "its text has more bytes than the limit of {max_bytes}",
                max_bytes=f"{job.settings.max_bytes:,}",
            ),
            phrase("raise the limit (max_bytes) or cut it"),
        )
    language, doubts = (job.language, ()) if job.language else languages.detect(text, hint=hint)
    known.setdefault("url", source.address)
    if known.get("blocks"):
        return Article(
            text=text, language=language, path=source.name, notices=(*notices, *doubts), **known
        )
    made = plain.article(text, language=language, path=source.name, notices=(*notices, *doubts))
    return replace(made, **{name: value for name, value in known.items() if value})


def headline(title: str | None, outlet: str | None) -> str | None:
    """Return a title without the outlet's name, which collectors of news write behind it."""
    if title and outlet and title.endswith(outlet):
        cut = title.removesuffix(outlet).rstrip()
        if cut.endswith((" -", " –", " —", " |")):
            return cut[:-1].rstrip() or title
    return title


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
        wrong = times.wrong(time, now)
        if time and wrong:
            changes[name] = None
            notices.append(
                phrase(
                    "the stated time it was {event}, {value}, is {wrong}: not believed",
                    event=name,
                    value=time.value,
                    wrong=wrong,
                )
            )
    if (
        not changes
        and article.published
        and article.modified
        and article.modified.before(article.published)
    ):
        notices.append(
            phrase(
                "it states that it was modified ({value}) before it was published ({value2})",
                value=article.modified.value,
                value2=article.published.value,
            )
        )
    return replace(article, notices=(*article.notices, *notices), **changes) if notices else article
