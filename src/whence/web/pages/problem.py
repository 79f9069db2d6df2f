"""an error → a page that says what was found and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from whence.phrases import message, phrase
from whence.records import Record

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


@dataclass(frozen=True, slots=True)
class ProblemPage(Record):
    """What did not go well: `title` in a few words, `why` and what to do in a sentence."""

    title: str
    why: str


def refused(request: Request, error: Exception) -> Response:
    """Answer a request that may not be made."""
    status = getattr(error, "status", 403)
    return _answer(request, ProblemPage(message("This was refused"), str(error)), status)


def failed(request: Request, error: Exception) -> Response:
    """Answer where whence says what was wrong."""
    return _answer(request, ProblemPage(message("This could not be done"), str(error)), 400)


def not_there(request: Request, error: Exception) -> Response:
    """Answer where there is nothing at an address, or nothing of that kind."""
    status = int(getattr(error, "status_code", 404))
    if status == HTTPStatus.NOT_FOUND:
        page = ProblemPage(
            message("There is nothing here"), phrase("The address is wrong, or what was here is gone.")
        )
    else:
        page = ProblemPage(message("This could not be done"), HTTPStatus(status).phrase)
    return _answer(request, page, status)


def fault(request: Request, error: Exception) -> Response:
    """Answer a fault of whence itself, without its insides."""
    why = phrase(
        "{error}. Nothing was changed. Please report it, with what you did before.",
        error=type(error).__name__,
    )
    return _answer(request, ProblemPage(message("A fault in whence itself"), why), 500)


def _answer(request: Request, page: ProblemPage, status: int) -> Response:
    from starlette.responses import PlainTextResponse

    from whence.web.rendering import render

    try:
        return render(request, page, section="", status=status)
    except Exception:  # noqa: BLE001 - the page itself may be what fails (a broken collection)
        return PlainTextResponse(f"whence: {page.title}. {page.why}\n", status_code=status)
