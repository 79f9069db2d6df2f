"""what takes long → Job: runs beside the pages, tells how far it is, and can be stopped.

One thread does the jobs of a case one after the other, since a collection has one writer at a time. A
job that is killed with the server has committed what it had done; adding goes on where it was when the
same files are given again (an article is its content).
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from queue import SimpleQueue
from typing import TYPE_CHECKING, Literal

from whence.errors import WhenceError
from whence.phrases import phrase
from whence.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable

State = Literal["waiting", "running", "done", "failed", "stopped"]
# Finished jobs that are still shown.
_REMEMBERED = 50
# Least seconds between two reports of one job to the pages: more often is flicker.
_BETWEEN_REPORTS = 0.2


class StoppedError(Exception):
    """A person stopped the job."""


@dataclass(frozen=True, slots=True)
class JobRow(Record):
    """A job as the pages show it: `done` of `total` units of `stage`; `total` is 0 where unknown."""

    id: int
    title: str
    state: State
    stage: str = ""
    done: int = 0
    total: int = 0
    outcome: str = ""
    failures: tuple[str, ...] = ()


@dataclass(slots=True)
class Job:
    """Handed to the work: it reports through `step`, which raises StoppedError once a person asked for it."""

    id: int
    title: str
    work: Callable[[Job], str]
    _tell: Callable[[], None]
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    outcome: str = ""
    failures: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _told: float = 0.0

    def step(self, what: str, done: int, total: int) -> None:
        """Tell that `done` of `total` units of the stage `what` are finished (pipeline.Progress)."""
        if self._stop.is_set():
            raise StoppedError
        new = what != self.stage
        self.stage, self.done, self.total = what, done, total
        if new or time.monotonic() - self._told >= _BETWEEN_REPORTS:
            self._told = time.monotonic()
            self._tell()

    def stop(self) -> None:
        """Ask the job to end at its next step."""
        self._stop.set()
        if self.state == "waiting":
            self.state = "stopped"
        self._tell()

    def run(self) -> None:
        """Do the work and keep how it ended; nothing that it raises leaves this thread."""
        if self.state == "stopped":
            return
        self.state = "running"
        self._tell()
        try:
            self.outcome = self.work(self)
            self.state = "done"
        except StoppedError:
            self.state = "stopped"
        except WhenceError as error:
            self.state, self.outcome = "failed", str(error)
        except Exception as error:  # noqa: BLE001 - the next job must run all the same
            self.state = "failed"
            what = f"{type(error).__name__}: {error}"
            self.outcome = phrase("a fault in whence itself ({error}); please report it", error=what)
        self._tell()

    def row(self) -> JobRow:
        """Return how the job stands now."""
        return JobRow(
            self.id,
            self.title,
            self.state,
            self.stage,
            self.done,
            self.total,
            self.outcome,
            tuple(self.failures),
        )


class Jobs:
    """The jobs of one case, and a number that grows whenever one of them moves."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._all: deque[Job] = deque(maxlen=_REMEMBERED)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self.version = 0

    def start(self, title: str, work: Callable[[Job], str]) -> Job:
        """Put a job in the row; `work` gets it for its reports and returns what came of it in words."""
        job = Job(next(self._numbers), title, work, self._moved)
        with self._lock:
            self._all.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="whence-jobs", daemon=True)
                self._thread.start()
        self._queue.put(job)
        self._moved()
        return job

    def stop(self, number: int) -> bool:
        """Ask job `number` to end; False where there is none that could."""
        for job in self._all:
            if job.id == number and job.state in {"waiting", "running"}:
                job.stop()
                return True
        return False

    def rows(self) -> tuple[JobRow, ...]:
        """Return all remembered jobs, the newest first."""
        return tuple(job.row() for job in reversed(list(self._all)))

    def close(self) -> None:
        """Stop what runs and wait a moment for it."""
        for job in list(self._all):
            if job.state in {"waiting", "running"}:
                job.stop()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run()

    def _moved(self) -> None:
        self.version += 1
