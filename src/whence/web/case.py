"""a file → Case: the collection that the pages show, its jobs, and what takes long to arrange, kept ready."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from whence.collection import open_collection
from whence.phrases import phrase, phrases
from whence.web.jobs import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from whence.collection.rows import StoryRow
    from whence.records import Article, Story
    from whence.report.columns import Across
    from whence.report.view import Version
    from whence.settings import Settings
    from whence.web.jobs import Job

# Links of all stories and pairs that are kept ready for their pages: a person goes to and fro between a few.
# Gates the memory that they take: about 12 kB a link with its words and its
# share of the page (measured on stories of 28 versions), 100 MB in all; the newest is kept however large.
_LINKS_KEPT = 8_000
# More versions, or passages in all, than these are compared in a job: each takes about a second.
_TRACED_AT_ONCE, _PASSAGES_AT_ONCE = 8, 1_000


class NotYetError(Exception):
    """What is asked for is being made: `title` names the job that does it, `what` is made, of `articles`."""

    def __init__(self, what: str, title: str, articles: tuple[str, ...]) -> None:
        super().__init__(f"{title} is being compared")
        self.what = what
        self.title = title
        self.articles = articles


class Case:
    """One collection, shared by the threads that build pages, and its jobs."""

    def __init__(self, path: Path, settings: Settings, *, who: str) -> None:
        self.settings = settings
        self._path = path
        self.collection = open_collection(path, settings=settings)
        self.jobs = Jobs()
        # What a case is called on the screens: its file's name.
        self.name = path.stem
        # Whose decisions these are, unless the person at the screen says otherwise.
        self.who = who
        # Set when the server ends: streams of news close, so that it need not cut them off.
        self.ending = False
        self._kept: dict[Hashable, tuple[int, Any]] = {}
        self._lock = threading.Lock()

    def arranged(
        self, number: int, *, language: str = "en", again: bool = False
    ) -> tuple[Story, dict[str, Any]]:
        """Return a story with what the report's sections show of it in a language.

        Both are kept until the collection changes.
        Raises NotYetError where that takes long: it is made in a job, whose end changes `jobs.version`. A
        job that a person stopped is begun `again` only when asked for.
        """
        from whence.report.html import content
        from whence.report.speech import Speech

        def make(story: Story) -> tuple[Story, dict[str, Any]]:
            return story, content(story, settings=self.settings, speech=Speech(language))

        key = number, language, self.collection.state()
        kept = self._find(key)
        if kept is None:
            row = self.collection.story_row(number)
            passages = sum(a.passages for a in self.collection.rows(row.members))
            long = len(row.members) > _TRACED_AT_ONCE or passages > _PASSAGES_AT_ONCE
            if long and not self.collection.is_traced(number):
                title = phrase("story {number}", number=number)
                self._begin(title, lambda job: self._traced(row, job), again=again)
                raise NotYetError(row.title, title, row.members)
            kept = make(self.collection.story(number))
            self._keep(key, kept, _links(kept[0]))
        story, shown = kept
        return story, shown

    def beside(
        self, left: Article, right: Article, *, language: str = "en", again: bool = False
    ) -> tuple[tuple[Version, ...], tuple[Across, ...]]:
        """Return two articles as columns beside each other; NotYetError as `arranged`."""
        # Not the state: two texts stay the same whatever else comes in.
        key = language, *((a.id, a.language, a.outlet, a.published) for a in (left, right))

        def make() -> str:
            from whence.pipeline import compare
            from whence.report.columns import columns
            from whence.report.speech import Speech
            from whence.report.view import as_story, view

            story = as_story(compare(left, right, settings=self.settings))
            made = view(story, Speech(language)).versions, tuple(columns(story, (0, 1)))
            self._keep(key, made, _links(story))
            return phrases("{n} version compared", "{n} versions compared", 2)

        if self._find(key) is None:
            if len(left.passages) + len(right.passages) > _PASSAGES_AT_ONCE:
                title = f"{left.id[:8]} / {right.id[:8]}"
                self._begin(title, lambda _: make(), again=again)
                raise NotYetError("", title, (left.id, right.id))
            make()
        versions, rows = self._find(key)
        return versions, rows

    def _find(self, key: Hashable) -> Any:
        with self._lock:
            kept = self._kept.pop(key, None)
            if kept is not None:
                # Behind all others: what was not looked at for longest goes first.
                self._kept[key] = kept
        return kept[1] if kept else None

    def _keep(self, key: Hashable, made: Any, size: int) -> None:
        with self._lock:
            self._kept[key] = size, made
            while len(self._kept) > 1 and sum(s for s, _ in self._kept.values()) > _LINKS_KEPT:
                del self._kept[next(iter(self._kept))]

    def _begin(self, title: str, work: Callable[[Job], str], *, again: bool) -> None:
        """Begin a job, unless one is about it already, or ended without a result."""
        last = next((j.state for j in self.jobs.rows() if j.title == title), None)
        if last in {"waiting", "running"} or (last in {"stopped", "failed"} and not again):
            return
        self.jobs.start(title, work)

    def _traced(self, row: StoryRow, job: Job) -> str:
        from whence.web.tracing import trace

        trace(self._path, row.id, self.settings, job)
        return phrases("{n} version compared", "{n} versions compared", row.articles)

    def close(self) -> None:
        """Stop the jobs and close the file."""
        self.jobs.close()
        self.collection.close()


def _links(story: Story) -> int:
    return sum(len(pair.links) for pair in story.relations) + sum(
        len(a.passages) for a in story.articles
    )
