"""story → StoryPage: tree, time line, facts, who is cited, versions, and what a person decides about it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from whence.errors import UsageError
from whence.phrases import phrase
from whence.records import Record
from whence.web.asking import collection, done, person, text
from whence.web.pages.decisions import Told, about, told
from whence.web.security import form

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection.rows import Event, StoryRow
    from whence.records import Story


@dataclass(frozen=True, slots=True)
class Moment(Record):
    """A version on the time line: `at` is its place, 0..1, `size` how long its interval is."""

    version: int
    at: float
    size: float


@dataclass(frozen=True, slots=True)
class StoryPage(Record):
    """One story. `content` is what the report's sections show, by the names that they use; `sections` the large ones, set."""

    row: StoryRow
    content: dict[str, Any]
    sections: dict[str, Markup]
    moments: tuple[Moment, ...]
    decisions: tuple[Told, ...]
    log: tuple[Event, ...]
    others: tuple[StoryRow, ...]
    formats: tuple[tuple[str, str], ...]


def found(request: Request) -> tuple[StoryRow, Story, dict[str, Any]]:
    """Return the story that a request names, and what the report's sections show of it.

    Raises HTTPException 404 where there is none, NotYetError where its versions are being compared.
    """
    from whence.web.rendering import language_of

    case, ident = request.app.state.case, request.path_params["id"]
    try:
        row = case.collection.story_row(ident)
    except UsageError as error:
        raise HTTPException(404) from error
    again = "again" in request.query_params
    return row, *case.arranged(ident, language=language_of(request), again=again)


def page(request: Request) -> Response:
    """Show a story."""
    from whence.report.exports import FORMATS
    from whence.web.rendering import language_of, render, sections

    row, story, content = found(request)
    case = collection(request)
    ids = {a.id for a in story.articles}
    shown = StoryPage(
        row=row,
        content=content,
        sections=sections(content, language_of(request)),
        moments=_moments(story),
        decisions=tuple(
            told(case, (d for d in case.decisions() if not d.undone and ids & set(about(d))))
        ),
        log=tuple(case.log(story=row.id, limit=20)),
        others=tuple(s for s in case.stories(limit=30, order="changed") if s.id != row.id),
        formats=tuple((made.name, made.about) for made in FORMATS.values()),
    )
    return render(request, shown, section="stories")


def _moments(story: Story) -> tuple[Moment, ...]:
    """Return the versions whose time is known, as intervals on a line from the first to the last."""
    times = [
        (i, a.published.earliest.timestamp(), a.published.latest.timestamp())
        for i, a in enumerate(story.articles)
        if a.published and a.published.earliest and a.published.latest
    ]
    if not times:
        return ()
    begin, end = min(t[1] for t in times), max(t[2] for t in times)
    length = max(end - begin, 1.0)
    return tuple(
        Moment(i, (start - begin) / length, (stop - start) / length)
        for i, start, stop in sorted(times, key=lambda t: t[1])
    )


async def decide(request: Request) -> Response:
    """Take versions out of a story, join it with another, or say whether two names are one."""
    data = await form(request)
    ident, deed = request.path_params["id"], text(data, "deed")
    why, other = text(data, "why"), text(data, "with", most=12)
    chosen = tuple(c for c in data.getlist("chosen") if isinstance(c, str))
    names = tuple(n for n in (text(data, "name", most=200), text(data, "other", most=200)) if n)

    def decided() -> int:
        case = collection(request)
        members = case.story_row(ident).members
        if deed == "split-story" and chosen:
            kept = [m for m in members if m not in chosen]
            return case.decide(deed, {"groups": [kept, chosen]}, who=person(request), why=why).id
        if deed == "merge-stories" and other.isascii() and other.isdigit():
            joined = [*members, *case.story_row(int(other)).members]
            return case.decide(deed, {"articles": joined}, who=person(request), why=why).id
        if deed in {"same-name", "different-names"} and len(names) == 2:
            return case.decide(deed, {"names": names}, who=person(request), why=why).id
        raise UsageError(
            phrase("found nothing to decide in the form; choose versions, a story or two names")
        )

    made = await run_in_threadpool(decided)
    return done(
        "/stories" if deed.endswith(("story", "stories")) else f"/stories/{ident}", "decided", undo=made
    )


def export(request: Request) -> Response:
    """Hand out the story in a format of other people's."""
    from starlette.responses import Response as Answer

    from whence.report.exports import FORMATS
    from whence.report.exports import export as write
    from whence.web.rendering import language_of

    name = request.path_params["format"]
    if name not in FORMATS:
        raise HTTPException(404)
    _, story, _ = found(request)
    ending = FORMATS[name].ending
    with tempfile.TemporaryDirectory(prefix="whence-export-") as folder:
        path = Path(folder) / f"story{ending}"
        case = collection(request)
        # What a bundle can be checked against: the bytes that the story's articles were read from.
        kept = case.captured(story.articles) if name == "bundle" else ()
        changed = case.story_row(request.path_params["id"]).changed
        write(
            story,
            path,
            format=name,
            captures=kept,
            when=datetime.fromisoformat(changed),
            techniques=case.techniques(request.path_params["id"]),
            settings=request.app.state.case.settings,
            language=language_of(request),
        )
        body = path.read_bytes()
    label = f"{request.app.state.case.name}-{request.path_params['id']}{ending}"
    ascii_label = "".join(c if c.isascii() and (c.isalnum() or c in "-._") else "_" for c in label)
    headers = {"content-disposition": f'attachment; filename="{ascii_label}"'}
    return Answer(body, media_type="application/octet-stream", headers=headers)
