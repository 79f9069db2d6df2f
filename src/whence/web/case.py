"""a file → Case: the collection that the pages show, its jobs, and stories kept ready to be shown."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from whence.collection import open_collection
from whence.web.jobs import Jobs

if TYPE_CHECKING:
    from pathlib import Path

    from whence.records import Story
    from whence.settings import Settings
    from whence.web.jobs import Job

# Stories kept ready for their pages: a person goes to and fro between a few. About 2 MB each.
_STORIES_KEPT = 16
# More versions than these are compared in a job: eight take about a second.
_TRACED_AT_ONCE = 8


class Case:
    """One collection, shared by the threads that build pages, and its jobs."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.settings = settings
        self.collection = open_collection(path, settings=settings)
        self.jobs = Jobs()
        # What a case is called on the screens: its file's name.
        self.name = path.stem
        # Set when the server ends: streams of news close, so that it need not cut them off.
        self.ending = False
        self._arranged: dict[tuple[Any, ...], tuple[Story, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    def arranged(self, number: int, *, again: bool = False) -> tuple[Story, dict[str, Any]] | None:
        """Return a story with what the report's sections show of it; kept until the collection changes.

        None where that takes long: it is made in a job, whose end changes `jobs.version`. A job that a
        person stopped is begun `again` only when asked for.
        """
        key = number, self.collection.state()
        with self._lock:
            kept = self._arranged.get(key)
        if kept is None:
            from whence.report.html import content

            many = len(self.collection.story_row(number).members) > _TRACED_AT_ONCE
            if many and not self.collection.is_traced(number):
                self._trace(number, again=again)
                return None

            story = self.collection.story(number)
            kept = story, content(story, settings=self.settings)
            with self._lock:
                while len(self._arranged) >= _STORIES_KEPT:
                    del self._arranged[next(iter(self._arranged))]
                self._arranged[key] = kept
        return kept

    @staticmethod
    def title_of(number: int) -> str:
        """Return what the job is called that compares the versions of a story."""
        return f"story {number}"

    def _trace(self, number: int, *, again: bool) -> None:
        """Trace a story in a job, unless one is about it already, or was stopped."""
        title = self.title_of(number)
        last = next((j.state for j in self.jobs.rows() if j.title == title), None)
        if last in {"waiting", "running"} or (last == "stopped" and not again):
            return

        def work(job: Job) -> str:
            story = self.collection.story(number, progress=job)
            return f"{len(story.articles)} versions compared"

        self.jobs.start(title, work)

    def close(self) -> None:
        """Stop the jobs and close the file."""
        self.jobs.close()
        self.collection.close()
