"""A story's articles → the story traced, kept in the file until something it depends on changes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from whence import __version__
from whence.candidates.rules import prints
from whence.collection import catalog, changes, codec, decisions
from whence.errors import UsageError
from whence.records import Article, Story

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from whence.collection.decisions import Decided
    from whence.collection.store import Store
    from whence.pipeline import Progress
    from whence.settings import Settings


def story(store: Store, number: int, settings: Settings, progress: Progress | None) -> Story:
    """Return a traced story; from the file, where it was traced with the same articles and settings."""
    from whence.pipeline import trace

    decided = store.kept("decided", decisions.standing)
    with store.snapshot() as db:
        articles = _articles(db, number, decided)
        key = _key(articles, settings)
        kept = db.execute("SELECT key, data FROM traced WHERE story = ?", (number,)).fetchone()
    if len(articles) > settings.max_versions:
        raise UsageError(
            f"story {number} has {len(articles):,} articles, more than the {settings.max_versions:,} that a "
            "family tree can show; raise the limit (max_versions) or split it"
        )
    if kept and kept[0] == key:
        return _load(kept[1], articles)
    traced = trace(articles, settings=settings, progress=progress)
    if not store.readonly:
        with store.write() as db:
            if (
                kept
                and db.execute(
                    "SELECT 1 FROM traced WHERE story = ? AND key = ?", (number, kept[0])
                ).fetchone()
            ):
                # Not where another process has traced it meanwhile, and told.
                changes.tell(db, number, _load(kept[1], ()), traced)
            _keep(db, number, key, traced)
    return traced


def is_kept(store: Store, number: int, settings: Settings) -> bool:
    """Return True where a story need not be traced again to be shown."""
    decided = store.kept("decided", decisions.standing)
    with store.snapshot() as db:
        articles = _articles(db, number, decided)
        found = db.execute(
            "SELECT 1 FROM traced WHERE story = ? AND key = ?", (number, _key(articles, settings))
        ).fetchone()
    return found is not None


def _articles(db: sqlite3.Connection, number: int, decided: Decided) -> list[Article]:
    return [catalog.article(db, row, decided) for row in catalog.members(db, number)]


def _key(articles: list[Article], settings: Settings) -> str:
    """Return what the result depends on, in a word."""
    seen = [[a.id, a.language, a.outlet, str(a.published and a.published.value)] for a in articles]
    parts = [__version__, prints(), repr(settings), seen]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _keep(db: sqlite3.Connection, number: int, key: str, traced: Story) -> None:
    """Keep a story without its articles, which are in the file."""
    data = codec.dump(codec.pack(replace(traced, articles=())))
    db.execute(
        "INSERT OR REPLACE INTO traced SELECT row, ?, ? FROM story WHERE row = ?", (key, data, number)
    )


def _load(raw: bytes, articles: Sequence[Article]) -> Story:
    return replace(codec.unpack(Story, {"articles": [], **codec.load(raw)}), articles=tuple(articles))
