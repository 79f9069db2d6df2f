"""a collection's file → application: the routes of the local page, and the server that runs it."""

from __future__ import annotations

import contextlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import UsageError
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from types import FrameType

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

# What the report's own page is made of serves these pages too.
_OF_THE_REPORT = {"report.css", "stemma.css", "report.js"}
# Pages that are built at once: each thread has the file open, with up to 16 MB of its pages in memory.
_THREADS = 6
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def application(
    case: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    token: str | None = None,
    who: str = "",
    settings: Settings = DEFAULT,
) -> Starlette:
    """Return the ASGI application for the collection in `case`.

    `who` is the name that decisions are kept under, unless the person gives another. Raises UsageError
    where `host` is more than this machine and there is no `token`.
    """
    from anyio.to_thread import current_default_thread_limiter
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.middleware import Middleware

    from whence.errors import WhenceError
    from whence.web import pages
    from whence.web.case import Case
    from whence.web.security import Guard, RefusedError, is_loopback

    if token is None and not is_loopback(host):
        raise UsageError(
            f"{host} can be reached by other machines; a token is needed there (--token, or leave it to whence)"
        )
    opened = Case(Path(case), settings, who=who)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = _THREADS
        yield
        opened.close()

    app = Starlette(
        routes=pages.routes(static),
        lifespan=lifespan,
        middleware=[
            Middleware(Guard, host=host, port=port, token=token, max_bytes=settings.max_upload_bytes)
        ],
        exception_handlers={
            RefusedError: pages.refused,
            pages.NotYetError: pages.not_yet,
            WhenceError: pages.failed,
            HTTPException: pages.not_there,
            Exception: pages.fault,
        },
    )
    app.state.case = opened
    return app


def static(request: Request) -> Response:
    """Return a file that the pages load: one of the package's own, by its bare name."""
    from starlette.exceptions import HTTPException
    from starlette.responses import Response

    name = request.path_params["name"]
    folder = files("whence.report").joinpath("templates") if name in _OF_THE_REPORT else None
    folder = folder or files("whence.web").joinpath("static")
    known = {f.name for f in folder.iterdir()}
    kind = _TYPES.get(Path(name).suffix)
    if name not in known or kind is None:
        raise HTTPException(404)
    body = folder.joinpath(name).read_bytes()
    # Files change with the release only, and their addresses name it.
    headers = {
        "cache-control": "max-age=31536000, immutable" if "v" in request.query_params else "no-cache"
    }
    return Response(body, media_type=kind, headers=headers)


def _warm() -> None:
    """Load what the first page, search and comparison would wait for."""
    from whence.candidates.search import query
    from whence.pipeline import compare
    from whence.records import Article
    from whence.report.catalog import SOURCE_LANGUAGE
    from whence.report.html import content
    from whence.web.rendering import environment

    made = environment(SOURCE_LANGUAGE)
    for name in made.list_templates(extensions=["j2"]):
        made.get_template(name)
    query("whence", [SOURCE_LANGUAGE])
    one = Article.from_passages(["Nobody had asked the 12 fishermen."], language=SOURCE_LANGUAGE)
    content(compare(one, one))


def serve(
    case: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    token: str | None = None,
    who: str = "",
    settings: Settings = DEFAULT,
    ready: Callable[[int], None] | None = None,
) -> None:
    """Serve the pages of `case` until interrupted; `ready` is called with the port once it listens.

    Port 0 takes any that is free. Raises UsageError where the port is taken.
    """
    import socket
    import threading

    import uvicorn

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise UsageError(
                f"cannot listen on {host} port {port} ({error.strerror}); choose another with --port"
            ) from error
        taken = listener.getsockname()[1]
        app = application(case, host=host, port=taken, token=token, who=who, settings=settings)
        listener.listen()
        threading.Thread(target=_warm, name="whence-warm", daemon=True).start()
        if ready is not None:
            ready(taken)
        config = uvicorn.Config(
            app, log_level="warning", server_header=False, timeout_graceful_shutdown=3
        )

        class Server(uvicorn.Server):
            """Tells the pages' streams to close when it is asked to end."""

            def handle_exit(self, sig: int, frame: FrameType | None) -> None:
                app.state.case.ending = True
                super().handle_exit(sig, frame)

        Server(config).run(sockets=[listener])
    finally:
        listener.close()
