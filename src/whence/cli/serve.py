"""collection → local page: the command `serve`."""

from __future__ import annotations

from pathlib import Path

import click

from whence.cli.collection import opened
from whence.cli.messages import fail, guarded, say


@click.command()
@click.option(
    "-c",
    "--case",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("collection.whence"),
    show_default=True,
    metavar="CASE",
    help="The collection to work on; made where it is not there.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8765, show_default=True, help="Port to listen on."
)
@click.option(
    "--token",
    metavar="WORD",
    help="What a browser must know beyond this machine; made up where --host is not loopback.",
)
@click.option(
    "--who",
    metavar="NAME",
    default="",
    help="The name that decisions are kept under, until a person sets another on the page.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
def serve(case: Path, host: str, port: int, token: str | None, who: str, *, open_browser: bool) -> None:
    """Serve a local page on which a person works through a collection."""
    import secrets

    from whence.web.security import is_loopback

    if token is None and not is_loopback(host):
        token = secrets.token_urlsafe(24)
    if token is not None and len(token) < 12:
        raise click.BadParameter(
            f"found {len(token)} characters, expected at least 12", param_hint="--token"
        )
    shown = f"[{host}]" if ":" in host else host

    def ready(taken: int) -> None:
        address = f"http://{shown}:{taken}/" + (f"?token={token}" if token else "")
        say(f"{case} is at {address} (Ctrl-C ends it)")
        if open_browser:
            click.launch(address)

    from whence.web import serve as run

    if case.exists():
        opened(case).close()  # says where it was compared by another whence

    try:
        guarded(lambda: run(case, host=host, port=port, token=token, who=who.strip(), ready=ready))
    except KeyboardInterrupt:
        fail("ended")
