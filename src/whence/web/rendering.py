"""page record → HTML: one template a record, in the reader's language, every text escaped and cleaned."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from whence.phrases import message
from whence.records import Time
from whence.report import catalog
from whence.report.display import clean, sigil, web_address
from whence.report.html import spoken
from whence.report.speech import Speech

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup
    from starlette.requests import Request

    from whence.records import Precision, Record
    from whence.web.jobs import JobRow

LANGUAGE_COOKIE = "whence-language"
# The large sections of the report, which the page of a story shows as they are.
_SECTIONS = ("tree", "differences", "same", "sources", "versions", "beside", "texts")
# What is said after a deed, by the word that the address carries: nothing else of it is shown.
_DONE_WORDS = {
    "accepted": message("Accepted."),
    "rejected": message("Rejected."),
    "adding": message("The files are being read."),
    "corrected": message("Corrected."),
    "decided": message("Decided."),
    "stopping": message("It stops at its next step; what was done is kept."),
    "named": message("Your name is kept with this browser."),
    "undone": message("Taken back."),
}
# What a decision is called, by its kind.
_DEEDS = {
    "accept-pair": message("belong together"),
    "reject-pair": message("do not belong together"),
    "split-story": message("are different stories"),
    "merge-stories": message("are one story"),
    "set-language": message("language set"),
    "set-published": message("time of publication set"),
    "set-outlet": message("outlet set"),
    "same-name": message("are one name"),
    "different-names": message("are different names"),
    "technique": message("technique held to be used"),
}


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around its own content.

    `section` is the entry of the navigation that is lit; `form_secret` goes into every form; `said` is
    the outcome of what the person just did, and `undo` the decision that would be taken back; `state` are
    the numbers of the collection that the page shows, by which it knows news from what it has.
    """

    case: str
    section: str
    language: str
    languages: tuple[str, ...]
    rtl: bool
    form_secret: str
    here: str
    jobs: tuple[JobRow, ...]
    waiting: int
    said: str
    undo: int | None
    state: str


def language_of(request: Request) -> str:
    """Return the language of the screens for a request."""
    stated = request.cookies.get(LANGUAGE_COOKIE)
    return catalog.choose(request.headers.get("accept-language", ""), stated)


def shell(request: Request, section: str) -> Shell:
    """Return what stands around a page."""
    language = language_of(request)
    case = request.app.state.case
    undo = request.query_params.get("undo", "")
    # One slash: an address that begins with two would name another server.
    here = "/" + request.url.path.lstrip("/\\")
    here += f"?{request.url.query}" if request.url.query else ""
    return Shell(
        case=case.name,
        section=section,
        language=language,
        languages=catalog.languages(),
        rtl=catalog.is_right_to_left(language),
        form_secret=request.scope["whence.csrf"],
        here=here,
        jobs=case.jobs.rows(),
        waiting=case.collection.waiting(),
        said=request.query_params.get("said", ""),
        state=",".join(map(str, case.collection.state())),
        undo=int(undo) if undo.isascii() and undo.isdigit() and len(undo) < 12 else None,
    )


def render(request: Request, page: Record, *, section: str, status: int = 200) -> HTMLResponse:
    """Return a page record as HTML: its template is named after it (StoryPage → story.html.j2)."""
    template = type(page).__name__.removesuffix("Page").lower() + ".html.j2"
    content = {f.name: getattr(page, f.name) for f in fields(page)}
    # What the report's sections show is spread under its own names: the sections are the report's.
    content |= content.pop("content", {})
    around = shell(request, section)
    text = environment(around.language).get_template(template).render(shell=around, **content)
    return HTMLResponse(text, status_code=status)


def sections(content: dict[str, Any], language: str) -> dict[str, Markup]:
    """Return the report's sections as set in a language; they stay in `content` for the next who asks.

    Setting those of forty-six versions takes a fifth of a second, and nothing in them depends on the request.
    """
    kept = content.get("sections")
    if kept is None:
        from markupsafe import Markup

        made = environment(language)
        kept = content["sections"] = {
            name: Markup(made.get_template(f"sections/{name}.html.j2").render(content))  # noqa: S704 - escaped there
            for name in _SECTIONS
        }
    found: dict[str, Markup] = kept
    return found


def fragment(request: Request, template: str, **content: Any) -> str:
    """Return a part of a page, for a page that is open already."""
    around = shell(request, "")
    return environment(around.language).get_template(template).render(shell=around, **content)


@cache
def environment(language: str) -> Environment:
    """Return the template engine for a screen language."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader([PackageLoader("whence.web"), PackageLoader("whence.report")]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        finalize=_final,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_translations(catalog.words(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        # Unlike `_` its `say` takes texts with a percent sign: those that are not written in a template.
        spoken(Speech(language)),
        sigil=sigil,
        web_address=web_address,
        with_query=with_query,
        told=partial(told, Speech(language)),
        own_name=own_name,
        file_name=file_name,
        done_words=_DONE_WORDS,
        deeds=_DEEDS,
    )
    return made


def with_query(path: str, **values: Any) -> str:
    """Return `path` with these values as its query; None and "" are left out.

    >>> with_query("/search", q="tanker", page=2, language=None)
    '/search?q=tanker&page=2'
    """
    kept = {k: v for k, v in values.items() if v not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def told(speech: Speech, at: str | None) -> str:
    """Return an ISO 8601 time as a person writes it, as exact as it is given.

    >>> told(Speech("en"), "2031-11-02T07:40:00+00:00"), told(Speech("fr"), "2031-11")
    ('2 Nov 2031, 07:40 UTC', 'nov. 2031')
    """
    precision: Precision = "minute" if at and "T" in at else "day"
    return speech.moment(Time(at, precision)) if at else ""


def file_name(source: str | None) -> str:
    """Return the last part of where an article was found; of an address the host.

    >>> file_name("downloads/post.txt"), file_name("https://post.example/a/b"), file_name(None)
    ('post.txt', 'post.example', '')
    """
    parts = (source or "").replace("\\", "/").rstrip("/").split("/")
    return parts[2] if len(parts) > 2 and parts[0] in {"http:", "https:"} else parts[-1]


def own_name(language: str) -> str:
    """Return what a language calls itself."""
    from babel import Locale

    return str(Locale.parse(language).get_display_name() or language)


def _final(value: object) -> object:
    """Clean every text on its way into a page; what is markup already was cleaned before."""
    return clean(value) if type(value) is str else value
