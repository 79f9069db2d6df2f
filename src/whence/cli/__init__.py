"""The command line: arguments in, exit codes out.

    versions.py   trace, compare                messages.py   what goes to standard error, exit codes
    export.py     export                        verify.py     verify
    serve.py      serve                         collection.py add, remove, info, log, compact, migrate, import
    stories.py    stories, story, find, search  articles.py   articles, decide, undo, decisions
    captures.py   versions                      options.py    options that several commands share

Exit codes: 0 done; 1 some input failed, the rest is done; 2 wrong usage; 3 nothing could be done.
Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import Any

import click

from whence import __version__
from whence.cli.articles import articles, decide, decisions, undo
from whence.cli.captures import captures
from whence.cli.collection import add, compact, info, log, migrate, remove, take
from whence.cli.export import export
from whence.cli.messages import STOPPED, fail, say
from whence.cli.serve import serve
from whence.cli.stories import find, search, stories, story
from whence.cli.verify import verify
from whence.cli.versions import compare, trace

# Objects that a run makes before Python looks for circles among them. Records hold none, and looking among
# hundreds of thousands of them took a twentieth of a run (benchmarks/speed.py, with 700, which is usual).
_BEFORE_CIRCLES = 50_000


class _Commands(click.Group):
    """The commands; Ctrl-C ends any of them with a message and the exit code that shells expect."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            say("stopped")
            sys.exit(STOPPED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="whence")
def app() -> None:
    """Find out where a story comes from, from its versions alone, in any languages, offline."""


for command in (
    trace, compare, add, stories, story, articles, find, search, captures, decide, undo, decisions, info, log, remove,
    compact, migrate, take, export, verify, serve,
):  # fmt: skip
    app.add_command(command)


def main() -> None:
    """Run the command line; a fault of whence shows no traceback (click sees to closed pipes)."""
    gc.set_threshold(_BEFORE_CIRCLES)
    try:
        app()
    except MemoryError:
        fail("the memory did not suffice; trace fewer or shorter texts at a time")
    except Exception as error:  # the last resort: a fault of whence itself
        if os.environ.get("WHENCE_DEBUG"):
            raise
        if getattr(error, "errno", None) == errno.ENOSPC:
            fail(
                f"the disk is full ({getattr(error, 'filename', None) or 'standard output'}); make room"
            )
        fail(
            f"a fault in whence itself ({type(error).__name__}: {error}); nothing was changed. "
            "Set WHENCE_DEBUG=1 and run again to see where; please report it"
        )
