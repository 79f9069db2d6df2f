"""A collection: what a user keeps on disk, in one file: articles, how they were found, stories, decisions.

    with whence.open("case.whence") as case:
        case.add(["downloads/", "crawl.warc.gz"])
        case.stories()

    store, schema, migrations    the file           adding, prepare       inputs → articles
    segments, blocks, merging    keys → articles    kinships, updating    articles → kinships
    rules                        what was found by others than those of now
    catalog, glance, rows        lists              stories, decisions    kinships → stories
    finding, searching, tracing  one article, some words, one story

What is asked is a function here or a method of `Collection`; the modules below it each know one thing.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from whence.collection import adding, catalog, decisions, glance, merging, rules, updating
from whence.collection.rows import Added, Fault
from whence.collection.segments import Directories
from whence.collection.store import Store, migrate
from whence.errors import UsageError
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from types import TracebackType

    from whence.collection.catalog import Order, StoryOrder
    from whence.collection.decisions import Decided
    from whence.collection.prepare import Item
    from whence.collection.rows import (
        ArticleRow,
        CaptureRow,
        Decision,
        Event,
        FailureRow,
        Hit,
        Info,
        KinRow,
        Status,
        StoryRow,
    )
    from whence.pipeline import Progress
    from whence.readers.fetch import Fetcher
    from whence.records import Article, Capture, Story

__all__ = ["Collection", "migrate", "open_collection"]


def open_collection(
    path: str | os.PathLike[str], *, readonly: bool = False, settings: Settings = DEFAULT
) -> Collection:
    """Open a collection's file; unless `readonly`, it is made where there is none.

    Raises CollectionError where the file is none, of another version, or may not be opened.
    """
    return Collection(path, readonly=readonly, settings=settings)


class Collection:
    """A collection's file, open. Threads may share it; other processes may read and write it meanwhile."""

    def __init__(
        self, path: str | os.PathLike[str], *, readonly: bool = False, settings: Settings = DEFAULT
    ) -> None:
        self._store = Store(path, readonly=readonly)
        self._directories = Directories()
        self._settings = settings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Collection({str(self._store.path)!r})"

    @property
    def path(self) -> str:
        """The file, as it was named."""
        return str(self._store.path)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    # what comes in and goes out

    def add(
        self,
        items: Iterable[Item] | Item,
        *,
        language: str | None = None,
        lines: bool = False,
        mapping: Mapping[str, str] | None = None,
        fetcher: Fetcher | None = None,
        follow: bool = False,
        workers: int = 1,
        progress: Progress | None = None,
        compare: bool = True,
    ) -> Added:
        """Add articles: records, files, folders, addresses; bring the stories up to date.

        With `follow` the addresses that a list, a feed or a table names are fetched too.

        An article is its content: added again, only how it was found is kept. Each batch is one
        transaction; whatever stops the run, what was added stays and the same call goes on. With
        `compare=False` the articles wait for the next `refresh`. More `workers` are processes; see
        `collection.workers` for what that asks of a script.
        """
        from whence.collection.prepare import Options, batches

        began, told = time.monotonic(), _told(progress)
        options = Options(language, lines, mapping, follow, self._settings)
        new = known = captures = came = 0
        failed: list[Any] = []
        with self._store.write() as db:
            rules.begin(db, self._store.path, self._settings)
        for batch in batches(_items(items), options, workers=workers, fetcher=fetcher):
            with self._store.write() as db:
                stored = adding.store(db, batch)
            merging.after_batch(self._store)
            new, known, captures = new + stored.new, known + stored.known, captures + stored.captures
            came += stored.postings
            failed += batch.failed
            told("read", new + known + len(failed), 0)
        merging.after_run(self._store, came, told)
        changed = self.refresh(workers=workers, progress=progress) if compare else ()
        return Added(new, known, captures, tuple(failed), time.monotonic() - began, changed)

    def refresh(self, *, workers: int = 1, progress: Progress | None = None) -> tuple[int, ...]:
        """Compare what is pending with the rest; return the numbers of the stories that changed."""
        return tuple(
            updating.refresh(
                self._store, self._directories, self._settings, workers=workers, told=_told(progress)
            )
        )

    def remove(self, ids: Iterable[str] | str, *, progress: Progress | None = None) -> int:
        """Remove articles with all that was kept of them; return how many there were."""
        names = [ids] if isinstance(ids, str) else list(ids)
        with self._store.write() as db:
            rows = sorted({catalog.number_of(db, name) for name in names})
            updating.remove(db, self._directories, rows, self._settings)
        self.refresh(progress=progress)
        return len(rows)

    def compact(self, *, rebuild: bool = False, progress: Progress | None = None) -> int:
        """Make the file as small as it can be; return the bytes saved.

        With `rebuild` all articles are compared anew, as after a new version of whence. Needs as much room
        on the disk as the file takes, for a while.
        """
        before = self._store.size()
        if rebuild:
            with self._store.write() as db:
                updating.rebuild(db, self._settings, _told(progress))
        merging.all_of_them(self._store, _told(progress))
        self.refresh(progress=progress)
        self._store.alone("VACUUM")
        self._store.alone("PRAGMA wal_checkpoint(TRUNCATE)")
        return before - self._store.size()

    def verify(self, *, progress: Progress | None = None) -> list[Fault]:
        """Check the file, every text and every original against its hash; return what is wrong."""
        with self._store.snapshot() as db:
            return [Fault(*fault) for fault in updating.faults(db, _told(progress))]

    def export_parquet(self, folder: str | os.PathLike[str], *, progress: Progress | None = None) -> int:
        """Write the articles to `folder` for a run on a cluster; return how many. See `exchange`."""
        from pathlib import Path

        from whence.collection import exchange

        return exchange.write(self._store, Path(folder), _told(progress))

    def import_parquet(
        self, folder: str | os.PathLike[str], *, workers: int = 1, progress: Progress | None = None
    ) -> Added:
        """Add the articles of a folder, with the kinships that a run on a cluster left beside them."""
        from pathlib import Path

        from whence.collection import exchange

        exchange.check(Path(folder), self._settings)
        added = self.add(
            exchange.articles(Path(folder)), workers=workers, progress=progress, compare=False
        )
        with self._store.write() as db:
            changed = exchange.take(db, Path(folder))
        if changed is None:
            changed = list(self.refresh(workers=workers, progress=progress))
        return replace(added, stories=tuple(changed))

    def outdated(self) -> str:
        """Return how the articles were compared otherwise than this whence does; "" where they were not.

        Such a file can be read, and articles removed; new ones are added after `compact(rebuild=True)`.
        """
        return self._store.kept(
            "outdated", lambda db: rules.difference(db, self._settings, thorough=False)
        )

    # lists

    def info(self) -> Info:
        """Return what is in the file."""
        kept = self._store.kept(
            "info", lambda db: catalog.info(db, self._store.path, self._store.size())
        )
        return replace(kept, languages=dict(kept.languages))

    def articles(
        self,
        *,
        language: str | None = None,
        outlet: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        query: str | None = None,
        order: Order = "published",
        offset: int = 0,
        limit: int = 50,
    ) -> list[ArticleRow]:
        """Return a page of the articles. `query` is a part of title, outlet, address, byline or id."""
        wanted, decided = _wanted(language, outlet, since, until, query), self._decided()
        with self._store.snapshot() as db:
            return catalog.articles(db, decided, order=order, offset=offset, limit=limit, **wanted)

    def count(
        self,
        *,
        language: str | None = None,
        outlet: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        query: str | None = None,
    ) -> int:
        """Return how many articles `articles` would list."""
        with self._store.snapshot() as db:
            return catalog.count_articles(db, **_wanted(language, outlet, since, until, query))

    def article(self, name: str) -> Article:
        """Return an article by its id or the beginning of it, with what a person set."""
        decided = self._decided()
        with self._store.snapshot() as db:
            return catalog.article(db, catalog.number_of(db, name), decided)

    def captures(self, name: str) -> list[CaptureRow]:
        """Return how an article was found, each time."""
        with self._store.snapshot() as db:
            return catalog.captures(db, catalog.number_of(db, name))

    def captured(self, articles: Iterable[Article]) -> list[Capture]:
        """Return articles with the bytes they were read from, once for each finding: what a bundle holds."""
        from whence.records import Capture, Time

        with self._store.snapshot() as db:
            return [
                Capture(
                    article,
                    catalog.original(db, row.sha256),
                    row.media_type,
                    row.source,
                    Time(row.captured, "second") if row.captured else None,
                )
                for article in articles
                for row in catalog.captures(db, catalog.number_of(db, article.id))
                if row.sha256
            ]

    def versions(self, url: str) -> list[CaptureRow]:
        """Return everything that was found at one address, the earliest capture first."""
        with self._store.snapshot() as db:
            return catalog.versions(db, url)

    def original(self, sha256: str) -> bytes:
        """Return bytes as they were read."""
        with self._store.snapshot() as db:
            return catalog.original(db, sha256)

    def failures(self) -> list[FailureRow]:
        """Return the inputs that became no article, the latest first."""
        with self._store.snapshot() as db:
            return catalog.failures(db)

    # at a glance

    def rows(self, ids: Iterable[str]) -> list[ArticleRow]:
        """Return the rows of some articles; those that are not there are left out."""
        decided = self._decided()
        with self._store.snapshot() as db:
            return glance.rows(db, ids, decided)

    def waiting(self) -> int:
        """Return how many kinships wait for a person's word."""
        decided = self._decided()
        return self._store.kept("waiting", lambda db: glance.waiting(db, decided))

    def days(self) -> list[tuple[str, int]]:
        """Return the number of articles by day of publication."""
        return list(self._store.kept("days", glance.days))

    def state(self) -> tuple[int, int, int, int]:
        """Return numbers that change whenever articles, stories or decisions do."""
        with self._store.snapshot() as db:
            return glance.state(db)

    # stories

    def stories(
        self,
        *,
        order: StoryOrder = "changed",
        offset: int = 0,
        limit: int = 50,
        article: str | None = None,
    ) -> list[StoryRow]:
        """Return a page of the stories, or those that an article is in."""
        with self._store.snapshot() as db:
            row = None if article is None else catalog.number_of(db, article)
            return catalog.stories(db, order=order, offset=offset, limit=limit, article=row)

    def story_row(self, number: int) -> StoryRow:
        """Return one story as a list shows it."""
        with self._store.snapshot() as db:
            return catalog.story(db, number)

    def story(self, number: int, *, progress: Progress | None = None) -> Story:
        """Return a story, traced; the result is kept until its articles or a decision change."""
        from whence.collection import tracing

        return tracing.story(self._store, number, self._settings, progress)

    def is_traced(self, number: int) -> bool:
        """Return True where `story` answers at once: its result is kept and still holds."""
        from whence.collection import tracing

        return tracing.is_kept(self._store, number, self._settings)

    def kinships(
        self,
        *,
        article: str | None = None,
        story: int | None = None,
        status: Status | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> list[KinRow]:
        """Return pairs of articles that share text or meaning, the strongest first."""
        decided = self._decided()
        with self._store.snapshot() as db:
            row = None if article is None else catalog.number_of(db, article)
            return catalog.kinships(
                db, decided, article=row, story=story, status=status, offset=offset, limit=limit
            )

    def find(self, article: Article | str, *, limit: int = 20) -> list[KinRow]:
        """Return the kin of an article, best first; it need not be in the collection.

        `left` is the article, `right` one of the collection. An id names one of the collection itself.
        """
        from whence.collection import finding

        one = self.article(article) if isinstance(article, str) else article
        return finding.find(self._store, self._directories, one, self._settings, limit=limit)

    def search(
        self,
        words: str,
        *,
        language: str | None = None,
        within: str | None = None,
        outlet: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Return the passages of all languages that speak of the words, best first.

        `language` is that of the words, else they are read in every language of the collection; the other
        options choose among the articles. Words in quotation marks must stand in their order.
        """
        from whence.collection import searching

        wanted = _wanted(within, outlet, since, until, None)
        return searching.search(
            self._store, self._directories, words, spoken=language, limit=limit, **wanted
        )

    # decisions

    def decide(self, kind: str, subject: Mapping[str, Any], *, who: str, why: str = "") -> Decision:
        """Keep what a person decided, and let the stories follow. `collection.decisions` lists the kinds."""
        with self._store.write() as db:
            decision = decisions.record(db, kind, subject, who=who, why=why)
            self._follow(db, decision, "decided")
        self.refresh()
        return decision

    def undo(self, number: int) -> Decision:
        """Take a decision back."""
        with self._store.write() as db:
            decision = decisions.take_back(db, number)
            self._follow(db, decision, "undone")
        self.refresh()
        return decision

    def decisions(self) -> list[Decision]:
        """Return all decisions, in their order, with those that were undone."""
        return list(self._store.kept("decisions", decisions.listed))

    def techniques(self, story: int) -> tuple[str, ...]:
        """Return the DISARM techniques that persons hold to be used in a story, for exports."""
        return decisions.techniques(self.decisions(), self.story_row(story).members)

    def _decided(self) -> Decided:
        """Return the decisions that stand."""
        return self._store.kept("decided", decisions.standing)

    def log(
        self, *, since: str | None = None, story: int | None = None, limit: int = 100
    ) -> list[Event]:
        """Return what changed in the stories, the latest first."""
        with self._store.snapshot() as db:
            return catalog.log(db, since=since, story=story, limit=limit)

    def _follow(self, db: Any, decision: Decision, done: str) -> None:
        from whence.collection import stories

        rows = decisions.concerned(db, decision)
        for row in rows:
            if decision.kind == "set-language":
                rows = {updating.renumber(db, self._directories, row, self._settings)}
            elif decision.kind in decisions.FIELDS:
                decisions.settle(db, row)
        stories.note(db, done, rows, decision)
        stories.update(db, rows)


def _items(items: Iterable[Item] | Item) -> Iterable[Item]:
    from pathlib import Path

    from whence.errors import ReadError
    from whence.records import Article, Capture

    return [items] if isinstance(items, (str, Path, Article, Capture, ReadError)) else items


def _told(progress: Progress | None) -> Any:
    from whence.pipeline import Silent

    return (progress or Silent()).step


def _wanted(
    language: str | None,
    outlet: str | None,
    since: str | datetime | None,
    until: str | datetime | None,
    query: str | None,
) -> dict[str, Any]:
    from whence.text import tag

    return {
        "language": tag(language) if language else None,
        "outlet": outlet,
        "since": _second(since, "earliest"),
        "until": _second(until, "latest"),
        "query": query,
    }


def _second(given: str | datetime | None, end: str) -> int | None:
    """Return a time as seconds since 1970: of a day, its earliest or latest second anywhere."""
    if given is None:
        return None
    if not isinstance(given, str):
        return int(given.timestamp())
    from whence.readers.times import parse

    found = parse(given)
    moment = getattr(found, end, None)
    if moment is None:
        raise UsageError(f"found the time {given!r}, expected one such as 2031-03-04")
    return int(moment.timestamp())
