"""files and addresses → articles of the case: upload, progress, stop."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from whence.errors import ReadError, UsageError
from whence.phrases import phrase
from whence.records import Record
from whence.web.asking import back, done
from whence.web.security import form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from whence.records import Capture
    from whence.web.case import Case
    from whence.web.jobs import Job, JobRow

_MOST_FILES = 500
_MOST_FAILURES = 200
# Seconds between two looks at the jobs and the file, for the stream of news to a page.
_LOOK_EVERY = 0.4
# Without news for so many seconds a comment is sent, so that a dead connection is noticed.
_BREATHE_EVERY = 15.0


@dataclass(frozen=True, slots=True)
class AddPage(Record):
    """Where articles are put into the case; `recent` are the jobs so far, the newest first."""

    recent: tuple[JobRow, ...]
    most_files: int


def page(request: Request) -> Response:
    """Show where files are dropped."""
    from whence.web.rendering import render

    return render(request, AddPage(request.app.state.case.jobs.rows(), _MOST_FILES), section="add")


async def upload(request: Request) -> Response:
    """Take files, and read them in a job."""
    data = await form(request, max_files=_MOST_FILES)
    files = [f for f in data.getlist("files") if isinstance(f, UploadFile) and f.filename]
    if not files:
        raise UsageError(
            phrase("found no file in the form, expected one or more; choose files, then add them")
        )
    case: Case = request.app.state.case
    folder = Path(tempfile.mkdtemp(prefix="whence-upload-"))
    paths = [await run_in_threadpool(_kept, file, folder / str(i)) for i, file in enumerate(files)]
    title = paths[0].name if len(paths) == 1 else f"{paths[0].name} … ({len(paths)})"
    case.jobs.start(title, lambda job: _add(job, case, folder, paths))
    return done(back(data, "/add"), "adding")


def _kept(file: UploadFile, folder: Path) -> Path:
    """Write an upload under its own bare name, whatever path the browser states."""
    folder.mkdir()
    bare = PurePosixPath((file.filename or "").replace("\\", "/")).name
    name = "".join(c for c in bare if c.isprintable() and c not in '<>:"|?*/')[-120:].strip(". ")
    path = folder / (name or "upload")
    with path.open("wb") as stream:
        shutil.copyfileobj(file.file, stream)
    return path


def _add(job: Job, case: Case, folder: Path, paths: list[Path]) -> str:
    """Read files into the collection; the copies go when it is done."""
    try:
        added = case.collection.add(_uploaded(paths, case), progress=job)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    job.failures = [str(e) for e in added.failed[:_MOST_FAILURES]]
    return phrase(
        "{new} new, {known} known, {failed} not read",
        new=added.new,
        known=added.known,
        failed=len(added.failed),
    )


def _uploaded(paths: list[Path], case: Case) -> Iterator[Capture | ReadError]:
    """Yield what is in the copies, under the names of the files that were sent: a copy's path says nothing."""
    from whence.pipeline import captures

    for path in paths:
        place = f"{path.parent}{os.sep}"
        for found in captures(str(path), settings=case.settings, follow=False):
            source = found.source.removeprefix(place)
            if isinstance(found, ReadError):
                yield ReadError(source, found.found, found.do)
            else:
                named = (found.article.path or "").removeprefix(place) or None
                yield replace(found, source=source, article=replace(found.article, path=named))


async def stop(request: Request) -> Response:
    """Ask a job to end."""
    data = await form(request)
    if not request.app.state.case.jobs.stop(request.path_params["number"]):
        raise HTTPException(404)
    return done(back(data, "/add"), "stopping")


async def events(request: Request) -> Response:
    """Stream the news of the case: jobs as they move, and that somebody changed the collection."""
    from starlette.responses import StreamingResponse

    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(_news(request), media_type="text/event-stream", headers=headers)


async def _news(request: Request) -> AsyncIterator[str]:
    case: Case = request.app.state.case
    # Where the collection stands is told at once: it may have changed while the page was on its way.
    jobs, quiet = -1, 0.0
    state: tuple[int, ...] = ()
    while not case.ending and not await request.is_disconnected():
        if case.jobs.version != jobs:
            jobs, quiet = case.jobs.version, 0.0
            yield _event("jobs", {"html": await run_in_threadpool(_tray, request)})
        now = await run_in_threadpool(_state, case)
        if now != state:
            state, quiet = now, 0.0
            yield _event("changed", {"state": now})
        if quiet >= _BREATHE_EVERY:
            quiet = 0.0
            yield ": still here\n\n"
        await asyncio.sleep(_LOOK_EVERY)
        quiet += _LOOK_EVERY


def _state(case: Case) -> tuple[int, ...]:
    return case.collection.state()


def _tray(request: Request) -> str:
    from whence.web.rendering import fragment

    rows = request.app.state.case.jobs.rows()
    shown = [job for job in rows if job.state in {"waiting", "running"}] or list(rows[:1])
    return "".join(fragment(request, "job.html.j2", job=job) for job in shown)


def _event(name: str, data: dict[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
