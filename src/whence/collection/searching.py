"""Words → passages of the collection that speak of the same, in any language, with the words that met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from whence.collection import catalog, decisions, kinships, rules, segments
from whence.collection.rows import Hit, Match
from whence.text import span, tag

if TYPE_CHECKING:
    import sqlite3

    from whence.candidates import search as kernel
    from whence.collection.segments import Directories
    from whence.collection.store import Store
    from whence.records import Article

# Languages that a query is read in where none is said: those most articles are in.
LANGUAGES = 12
# Articles that are read for each hit asked for: the best sentence need not stand in the best article.
DEEP = 3
# Code points of the longest passage that is shown whole for a hit; of longer ones (lists, texts that could not be
# split) the sentence.
LONG = 600

# Share of the best hit's score that a hit must have. Gates the tail: passages that meet only a small word of
# the question, or a doubtful sense of one. Chosen by reading the hits of a
# dozen questions in six languages; re-run tests/test_collection_cli.py.
LEAST = 0.3


def search(
    store: Store,
    directories: Directories,
    words: str,
    *,
    spoken: str | None,
    limit: int,
    **wanted: Any,
) -> list[Hit]:
    """Return the passages that answer best; `wanted` filters their articles."""
    from whence.candidates.search import passages, query, rank

    decided = store.kept("decided", decisions.standing)
    with store.snapshot() as db:
        if other := rules.other_prints(db):
            raise rules.refusal(store.path, other)
        asked = query(words, [tag(spoken)] if spoken else _languages(db))
        found = segments.look_up(db, directories, asked.keys)
        inside = catalog.rows_where(db, **wanted)
        if inside is not None:
            rows = np.array(sorted(inside), np.int64)
            found = found.where(np.isin(found.article, rows))
        ranked = rank(asked, found.key, found.article, limit=max(DEEP * limit, 30))
        articles = dict(kinships.bodies(db, (row for row, _ in ranked)))
        found_in = list(articles.values())
        answers = passages(asked, found_in, limit=limit)
        rows_of = {r.id: r for r in catalog.rows_of(db, articles, decided)}
    least = LEAST * max((answer.score for answer in answers), default=0.0)
    return [_hit(a, found_in[a.article], rows_of) for a in answers if a.score >= least]


def _languages(db: sqlite3.Connection) -> list[str]:
    rows = db.execute(
        "SELECT language FROM article GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?", (LANGUAGES,)
    )
    return [row[0] for row in rows] or ["und"]


def _hit(hit: kernel.Hit, article: Article, rows: dict[str, Any]) -> Hit:
    """Return the hit with its passage."""
    whole = next(p for p in article.passages if p.start < hit.end and hit.start < p.end)
    start, end = hit.start, hit.end
    # The kernel knows words only: with its passage a sentence has its first and last signs, too.
    if whole.start <= start and end <= whole.end and whole.end - whole.start <= LONG:
        start, end = whole.start, whole.end
    return Hit(
        article=rows[article.id],
        span=span(0, article, whole.number, start, end),
        score=hit.score,
        matched=tuple(Match(m.term, m.start, m.end, m.kind, m.value) for m in hit.matches),
    )
