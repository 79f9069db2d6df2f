"""What the commands say beside their results: messages and progress on standard error, exit codes."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn, Self

import click

from whence.errors import WhenceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DONE, SOME_FAILED, NOTHING_DONE = 0, 1, 3
# What a shell expects of a program that Ctrl-C has ended: 128 and the number of the signal.
STOPPED = 130


def write(path: Path, content: str) -> None:
    """Write a file that the user asked for, or leave with a message."""
    try:
        path.write_text(content, encoding="utf-8", errors="replace")
    except OSError as error:
        fail(f"{path}: cannot be written ({error.strerror}); choose another place")


def guarded(run: Callable[[], Any]) -> Any:
    """Return what `run` returns; an error of whence becomes a message and the exit code 3."""
    try:
        return run()
    except WhenceError as error:
        fail(explained(error))


def explained(error: Exception) -> str:
    """Return what went wrong and what to do about it here: a limit by the option that raises it."""
    from whence.cli.options import settable

    do = getattr(error, "do", str(error))
    names = {**{name: f"--set {name}=N" for name in settable()}, **_OPTIONS}
    told = _SETTING.sub(lambda found: names.get(found[0], found[0]), do)
    return str(error).removesuffix(do) + told


# Settings that have an option of their own; a name as messages of the library have it.
_OPTIONS = {"max_bytes": "--max-bytes", "max_articles": "--max-articles"}
_SETTING = re.compile(r"\b(?:max|fetch)_[a-z_]+\b")


def shown(render: Callable[[Any], None]) -> None:
    """Let `render` write to a console; what goes into a file or a pipe has no spaces at the ends of lines."""
    from rich.console import Console

    console = Console()
    if console.is_terminal:
        render(console)
        return
    with console.capture() as written:
        render(console)
    click.echo("\n".join(line.rstrip() for line in written.get().splitlines()))


def say(message: str) -> None:
    """Write one message to standard error."""
    click.echo(f"whence: {printable(message)}", err=True)


def printable(text: str) -> str:
    """Return `text` as a terminal may show it: control characters of a hostile name must not reach it."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return clean.encode("utf-8", "replace").decode()


def fail(message: str) -> NoReturn:
    """Leave with a message: nothing could be done."""
    say(message)
    sys.exit(NOTHING_DONE)


class Bar:
    """Progress on a terminal: one bar a stage."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bars: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console
            from rich.progress import Progress

            self._live = Progress(console=Console(stderr=True), transient=True)
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._live.stop()

    def step(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` units of the stage `what` are finished."""
        if self._shown:
            if what not in self._bars:
                self._bars[what] = self._live.add_task(what, total=total or None)
            # Where the total is not known beforehand the bar shows how many are done.
            shown = {"total": total} if total else {"description": f"{what} {done:,}"}
            self._live.update(self._bars[what], completed=done, **shown)


def progress(*, quiet: bool) -> Bar:
    """Return the progress to show: on a terminal only."""
    return Bar(shown=not quiet and sys.stderr.isatty())
