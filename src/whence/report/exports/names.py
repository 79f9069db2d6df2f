"""article, language, time → what other formats call them: addresses, tags, dates.

An article's own name is that of its text: `ni:///sha-256;…` (RFC 6920), the same wherever it was read.
"""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from datetime import UTC, date
from typing import TYPE_CHECKING
from urllib.parse import quote

from whence.report.display import web_address

if TYPE_CHECKING:
    from whence.records import Article, Time

# The root of all identifiers made here: equal content gets equal identifiers, in any run.
_ROOT = uuid.uuid5(uuid.NAMESPACE_URL, "ni:whence")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
# What stands for itself in a URI, beside letters and digits.
_SAFE = "-._~:/?@!$&'()*+,;=%"
# A percent sign that begins no escape.
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def text_hash(article: Article) -> bytes:
    """Return the SHA-256 of the article's text in UTF-8."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()


def text_address(article: Article) -> str:
    """Return the name of the article's text by its hash."""
    digest = base64.urlsafe_b64encode(text_hash(article)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def address(article: Article) -> str:
    """Return the article's web address, the name of its text where it has none that can be used."""
    return web_page(article) or text_address(article)


def web_page(article: Article) -> str | None:
    """Return the article's web address as a URI, with escapes for what may not stand there."""
    url = web_address(article.url)
    if url is None:
        return None
    before, mark, fragment = _STRAY_PERCENT.sub("%25", url).partition("#")
    return quote(before, safe=_SAFE) + mark + quote(fragment, safe=_SAFE)


def key(article: Article) -> tuple[str, ...]:
    """Return what tells a version from others, verbatim copies in other places among them."""
    stem = (article.path or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return (article.id, article.url or "", article.outlet or "", stem)


def identifier(*parts: object) -> uuid.UUID:
    """Return the identifier that belongs to these parts."""
    text = "\x1f".join(map(str, parts))
    return uuid.uuid5(_ROOT, text.encode("utf-8", "backslashreplace").decode())


def language(tag: str) -> str:
    """Return a language tag in its form by BCP 47, "und" where it is none."""
    return tag if _TAG.fullmatch(tag) else "und"


def day(time: Time | None) -> str | None:
    """Return the year, month or day of a time as it is written there, None where there is none."""
    found = _DATE.match(time.value) if time else None
    if not found:
        return None
    try:
        date.fromisoformat((found[0] + "-01-01")[:10])
    except ValueError:
        return None
    return found[0]


def instant(time: Time | None) -> str | None:
    """Return a time in UTC to the second where it is one, else its day.

    A time without a zone may be anywhere in a day and a half: of it the day is all that is sure.
    """
    if time is None or time.earliest is None or time.latest is None:
        return day(time)
    if (time.latest - time.earliest).total_seconds() > 3600:
        return day(time)
    return f"{time.earliest.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
