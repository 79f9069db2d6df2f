"""request → what it asks for, within bounds; and where to go after a deed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from whence.errors import UsageError
from whence.phrases import phrase
from whence.records import Record
from whence.web.rendering import with_query

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request

    from whence.collection import Collection
    from whence.records import Article

PER_PAGE = 50
# Who decides where nobody has said a name: the program knows no accounts.
_PERSON = "person"
WHO_COOKIE, LONGEST_NAME = "whence-who", 80
_LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Pager(Record):
    """Which part of a long list is shown: `page` from 1; `earlier` and `later` are addresses or None."""

    page: int
    earlier: str | None
    later: str | None

    @property
    def offset(self) -> int:
        """The number of rows before this page."""
        return (self.page - 1) * PER_PAGE


def page_number(request: Request) -> int:
    """Return the page that is asked for, 1 where none is or it makes no sense."""
    given = request.query_params.get("page", "1")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 1
    return min(max(number, 1), _LAST_PAGE)


def pager(request: Request, found: int) -> Pager:
    """Return the pager of a list of which `found` rows from this page on are there (at most one too many)."""
    page = page_number(request)
    rest = {k: v for k, v in request.query_params.items() if k not in {"page", "said", "undo"}}

    def address(number: int) -> str:
        return with_query(request.url.path, **rest, page=number)

    return Pager(
        page,
        address(page - 1) if page > 1 else None,
        address(page + 1) if found > PER_PAGE else None,
    )


def wish(request: Request, name: str, *, most: int = 400) -> str | None:
    """Return a value of the query, None where it is empty; longer ones are cut."""
    return request.query_params.get(name, "").strip()[:most] or None


def text(form: FormData, name: str, *, most: int = 2_000) -> str:
    """Return a text field of a form, "" where there is none."""
    value = form.get(name)
    return value.strip()[:most] if isinstance(value, str) else ""


def verdict(form: FormData) -> tuple[str, list[str]]:
    """Return what a form decides, "accepted" or "rejected", and of what: the one of its button, or all chosen.

    Raises UsageError where it decides nothing.
    """
    deed, _, one = text(form, "deed").partition(" ")
    said = {"accept": "accepted", "reject": "rejected"}.get(deed)
    chosen = [one] if one else [c for c in form.getlist("chosen") if isinstance(c, str)]
    if said is None or not chosen:
        raise UsageError(
            phrase("found nothing chosen in the form; choose one or more, then accept or reject them")
        )
    return said, chosen


def back(form: FormData, otherwise: str) -> str:
    """Return the page a form came from, if it is one of ours."""
    given = text(form, "back")
    parts = urlsplit(given.replace("\\", "/"))
    ours = given.startswith("/") and not given.startswith(("//", "/\\")) and not parts.netloc
    return given if ours and given.isprintable() else otherwise


def done(address: str, said: str, *, undo: int | None = None) -> RedirectResponse:
    """Go on to a page, which says what was done and offers to take it back."""
    path, _, query = address.partition("?")
    kept = [p for p in query.split("&") if p and p.split("=")[0] not in {"said", "undo"}]
    tail = with_query("", said=said, undo=undo).lstrip("?")
    return RedirectResponse(f"{path}?{'&'.join([*kept, tail])}", status_code=303)


def person(request: Request) -> str:
    """Return the name that a person's decisions are kept under: their own, else the server's."""
    given = unquote(request.cookies.get(WHO_COOKIE, ""))[:LONGEST_NAME].strip()
    server: str = request.app.state.case.who
    return given or server or _PERSON


def article(request: Request, name: str) -> Article:
    """Return the article of an id; raise HTTPException 404 where there is none."""
    try:
        return collection(request).article(name)
    except UsageError as error:
        raise HTTPException(404) from error


def collection(request: Request) -> Collection:
    """Return the collection of the case, for the thread that asks."""
    found: Collection = request.app.state.case.collection
    return found
