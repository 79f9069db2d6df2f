"""a file → Case: the collection that the pages show, one connection a thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from whence.web.jobs import Jobs

if TYPE_CHECKING:
    from pathlib import Path

    from whence.collection import Collection
    from whence.records import Story
    from whence.settings import Settings


# Stories kept ready for their pages: a person goes to and fro between a few. About 2 MB each.
_STORIES_KEPT = 16


class Case:
    """One collection and its jobs.

    SQLite's connections belong to the thread that made them; the pages are built by a pool of threads,
    each of which keeps its own.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.settings = settings
        self.jobs = Jobs()
        self._local = threading.local()
        self._open: list[Collection] = []
        self._lock = threading.Lock()
        self._arranged: dict[tuple[str, int], tuple[Story, dict[str, Any]]] = {}

    @property
    def name(self) -> str:
        """What the case is called on the screens: its file's name."""
        return self.path.stem

    @property
    def collection(self) -> Collection:
        """The collection, for the calling thread."""
        mine: Collection | None = getattr(self._local, "collection", None)
        if mine is None:
            from whence.collection import open as open_collection

            mine = open_collection(self.path, settings=self.settings)
            self._local.collection = mine
            with self._lock:
                self._open.append(mine)
        return mine

    def arranged(self, ident: str) -> tuple[Story, dict[str, Any]]:
        """Return a story with what the report's sections show of it; kept until the collection changes."""
        key = ident, self.collection.state()
        with self._lock:
            kept = self._arranged.get(key)
        if kept is None:
            from whence.report.html import content

            story = self.collection.story(ident)
            kept = story, content(story, settings=self.settings)
            with self._lock:
                if len(self._arranged) >= _STORIES_KEPT:
                    del self._arranged[next(iter(self._arranged))]
                self._arranged[key] = kept
        return kept

    def close(self) -> None:
        """Stop the jobs and close what is open."""
        self.jobs.close()
        with self._lock:
            for collection in self._open:
                collection.close()
            self._open.clear()
