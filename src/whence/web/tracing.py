"""a story's number → the story traced and kept in the file, in a process of its own that tells how far it is.

Many versions take a whole processor and some hundred megabytes for a while: in the server's own process all
pages would wait for it, and the memory would stay taken.
"""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context
from typing import TYPE_CHECKING

from whence.errors import WhenceError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path

    from whence.settings import Settings
    from whence.web.jobs import Job

# Seconds between two looks whether a person has stopped the job, while there is no news of it.
_LOOK_EVERY = 0.3
# How much the process gives way to that of the pages (the scale of `nice`).
_GIVES_WAY = 5


def trace(path: Path, number: int, settings: Settings, job: Job) -> None:
    """Trace a story of the collection in `path`; WhenceError where that fails, StoppedError where it is stopped."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_trace, args=(there, path, number, settings), daemon=True)
    process.start()
    # Its end is then the end of what can be read.
    there.close()
    try:
        while True:
            if not here.poll(_LOOK_EVERY):
                job.step(job.stage, job.done, job.total)
                continue
            kind, *told = here.recv()
            if kind == "failed":
                raise WhenceError(told[0])
            if kind == "done":
                return
            job.step(*told)
    except EOFError as error:
        raise WhenceError(
            "the process that compared the versions was ended from outside, mostly for want of memory; begin again"
        ) from error
    finally:
        process.terminate()
        process.join()
        here.close()


class _Teller:
    """Progress that is sent through a pipe."""

    def __init__(self, there: Connection) -> None:
        self._there = there

    def step(self, what: str, done: int, total: int) -> None:
        self._there.send(("step", what, done, total))


def _trace(there: Connection, path: Path, number: int, settings: Settings) -> None:
    """Do the work, in the process of its own."""
    from whence.collection import open_collection

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer.
    if hasattr(os, "nice"):
        os.nice(_GIVES_WAY)
    try:
        with open_collection(path, settings=settings) as collection:
            collection.story(number, progress=_Teller(there))
    except WhenceError as error:
        there.send(("failed", str(error)))
    except Exception as error:  # noqa: BLE001 - the server says it; a traceback on its terminal helps nobody
        told = f"a fault in whence itself ({type(error).__name__}: {error}); please report it"
        there.send(("failed", told))
    else:
        there.send(("done",))
