"""The file → lists: the questions that need no text and no comparison."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from whence.collection import decisions, originals, texts
from whence.collection.rows import (
    ArticleRow,
    CaptureRow,
    Event,
    FailureRow,
    Info,
    KinRow,
    StoryRow,
)
from whence.errors import UsageError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from whence.collection.decisions import Decided
    from whence.collection.rows import Status
    from whence.records import Article

Order = Literal["published", "added", "title", "outlet"]
StoryOrder = Literal["changed", "articles", "first", "last", "title"]
_ARTICLE = "row, id, language, title, byline, outlet, url, published, characters, passages, added"
_FIRST = "SELECT source FROM capture WHERE article = ? AND source > '' ORDER BY row LIMIT 1"
_ORDERS = {
    "published": "published_from IS NULL, published_from DESC, id",
    "added": "row DESC",
    "title": "title IS NULL, title COLLATE NOCASE, id",
    "outlet": "outlet IS NULL, outlet COLLATE NOCASE, id",
}
# What makes two articles kin, and how strongly; as in the schema's index.
COUNTS = "kind <> 'none' AND (words > 0 OR meaning > 0)"
_STRENGTH = "max(left_coverage, right_coverage) * score"
_PAIRS = "(SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
_STORY_ORDERS = {
    "changed": "changed DESC, row DESC",
    "articles": "articles DESC, row",
    "first": "first IS NULL, first DESC, row",
    "last": "last IS NULL, last DESC, row",
    "title": "title COLLATE NOCASE, row",
}


def number_of(db: sqlite3.Connection, name: str) -> int:
    """Return the row number of an article by its id, or by the beginning of it."""
    exact = db.execute("SELECT row FROM article WHERE id = ?", (name,)).fetchone()
    if exact:
        return int(exact[0])
    found = []
    if len(name) >= 4 and name.isalnum():
        found = db.execute(
            "SELECT row FROM article WHERE id >= ? AND id < ? LIMIT 2", (name, name + "~")
        ).fetchall()
    if len(found) != 1:
        much = "several articles that begin with" if found else "no article"
        raise UsageError(f"found {much} {name!r} in the collection, expected the id of one")
    return int(found[0][0])


def article(db: sqlite3.Connection, row: int, decided: Decided) -> Article:
    """Return an article with what a person set."""
    raw = db.execute("SELECT data FROM body WHERE article = ?", (row,)).fetchone()
    if raw is None:
        raise UsageError("the article was removed meanwhile")
    return decisions.with_fields(texts.load(raw[0]), decided.fields.get(row, {}))


def _filter(
    language: str | None, outlet: str | None, since: int | None, until: int | None, query: str | None
) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for part, value in (
        ("language = ?", language),
        ("outlet = ? COLLATE NOCASE", outlet),
        # A time known to the day is an interval: it counts where any of it is inside.
        ("published_to >= ?", since),
        ("published_from <= ?", until),
    ):
        if value is not None:
            parts.append(part)
            values.append(value)
    if query:
        like = "%" + query.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        parts.append(
            "("
            + " OR ".join(f"{c} LIKE ? ESCAPE '\\'" for c in ("title", "outlet", "url", "byline", "id"))
            + ")"
        )
        values += [like] * 5
    return ("WHERE " + " AND ".join(parts) if parts else ""), values


def rows_where(db: sqlite3.Connection, **wanted: Any) -> set[int] | None:
    """Return the row numbers of articles that a filter lets through; None where it asks for nothing."""
    where, values = _filter(**wanted)
    if not where:
        return None
    return {row for (row,) in db.execute(f"SELECT row FROM article {where}", values)}


def articles(
    db: sqlite3.Connection, decided: Decided, *, order: Order, offset: int, limit: int, **wanted: Any
) -> list[ArticleRow]:
    """Return the articles of a filter, a page of them."""
    if order not in _ORDERS:
        raise UsageError(f"found the order {order!r}, expected one of {', '.join(_ORDERS)}")
    where, values = _filter(**wanted)
    found = db.execute(
        f"SELECT {_ARTICLE} FROM article {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
        [*values, limit, offset],
    ).fetchall()
    return _articles(db, found, decided)


def count_articles(db: sqlite3.Connection, **wanted: Any) -> int:
    """Return how many articles a filter lets through."""
    where, values = _filter(**wanted)
    return int(db.execute(f"SELECT count(*) FROM article {where}", values).fetchone()[0])


def rows_of(db: sqlite3.Connection, numbers: Iterable[int], decided: Decided) -> list[ArticleRow]:
    """Return the rows of some articles, in the order asked for."""
    found = (
        db.execute(f"SELECT {_ARTICLE} FROM article WHERE row = ?", (n,)).fetchone() for n in numbers
    )
    return _articles(db, [row for row in found if row], decided)


def _articles(
    db: sqlite3.Connection, found: Sequence[Sequence[Any]], decided: Decided
) -> list[ArticleRow]:
    fields, rows = decided.fields, []
    for number, *columns in found:
        stories = db.execute("SELECT story FROM member WHERE article = ? ORDER BY 1", (number,))
        first = db.execute(_FIRST, (number,)).fetchone()
        columns += [
            tuple(s for (s,) in stories),
            tuple(sorted(fields.get(number, {}))),
            first and first[0],
        ]
        rows.append(ArticleRow(*columns))
    return rows


_CAPTURE = (
    "SELECT article.id, source, capture.url, nullif(captured, ''), sha256, size, media_type, whence, capture.added"
    " FROM capture JOIN article ON article.row = capture.article"
    " LEFT JOIN original ON original.row = capture.original"
)


def captures(db: sqlite3.Connection, row: int) -> list[CaptureRow]:
    """Return how an article was found."""
    return _captures(db.execute(f"{_CAPTURE} WHERE capture.article = ? ORDER BY capture.row", (row,)))


def versions(db: sqlite3.Connection, url: str) -> list[CaptureRow]:
    """Return everything found at an address, the earliest capture first."""
    found = db.execute(
        f"{_CAPTURE} WHERE capture.url = ? ORDER BY captured = '', captured, capture.row",
        (texts.clean(url),),
    )
    return _captures(found)


def _captures(found: Iterable[Sequence[Any]]) -> list[CaptureRow]:
    return [CaptureRow(*row) for row in found]


def original(db: sqlite3.Connection, sha256: str) -> bytes:
    """Return bytes as they were read."""
    found = db.execute("SELECT data, article FROM original WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        raise UsageError(f"found no original with the SHA-256 {sha256} in the collection")
    return unpacked(db, *found)


def unpacked(db: sqlite3.Connection, data: bytes, owner: int | None) -> bytes:
    """Return an original that is kept with the text of the article `owner`, or by itself."""
    if owner is None:
        return originals.load(data, None)
    (body,) = db.execute("SELECT data FROM body WHERE article = ?", (owner,)).fetchone()
    return originals.load(data, texts.load(body).text)


def failures(db: sqlite3.Connection) -> list[FailureRow]:
    """Return the inputs that became no article, the latest first."""
    return [
        FailureRow(*row)
        for row in db.execute("SELECT source, found, do, at FROM failure ORDER BY at DESC, 1")
    ]


def stories(
    db: sqlite3.Connection, *, order: StoryOrder, offset: int, limit: int, article: int | None = None
) -> list[StoryRow]:
    """Return a page of the stories, or those that an article is in."""
    if order not in _STORY_ORDERS:
        raise UsageError(f"found the order {order!r}, expected one of {', '.join(_STORY_ORDERS)}")
    where, values = "", []
    if article is not None:
        where, values = "WHERE row IN (SELECT story FROM member WHERE article = ?)", [article]
    found = db.execute(
        f"SELECT row, title, first, last, changed FROM story {where} ORDER BY {_STORY_ORDERS[order]}"
        " LIMIT ? OFFSET ?",
        [*values, limit, offset],
    ).fetchall()
    return [_story(db, row) for row in found]


def story(db: sqlite3.Connection, number: int) -> StoryRow:
    """Return one story's row."""
    found = db.execute(
        "SELECT row, title, first, last, changed FROM story WHERE row = ?", (number,)
    ).fetchone()
    if found is None:
        raise UsageError(f"found no story {number} in the collection; `whence stories` lists them")
    return _story(db, found)


def _story(db: sqlite3.Connection, row: Sequence[Any]) -> StoryRow:
    members = db.execute(
        "SELECT id, language, outlet FROM member JOIN article ON article = article.row WHERE story = ?"
        " ORDER BY published_from IS NULL, published_from, id",
        (row[0],),
    ).fetchall()
    return StoryRow(
        id=row[0],
        title=row[1],
        articles=len(members),
        languages=tuple(sorted({m[1] for m in members})),
        outlets=tuple(sorted({m[2] for m in members if m[2]})),
        first=row[2],
        last=row[3],
        changed=row[4],
        members=tuple(m[0] for m in members),
    )


def members(db: sqlite3.Connection, number: int) -> list[int]:
    """Return the row numbers of a story's articles, the earliest first."""
    story(db, number)
    found = db.execute(
        "SELECT row FROM member JOIN article ON article = row WHERE story = ?"
        " ORDER BY published_from IS NULL, published_from, id",
        (number,),
    )
    return [row for (row,) in found]


def kinships(
    db: sqlite3.Connection,
    decided: Decided,
    *,
    article: int | None,
    story: int | None,
    status: Status | None,
    offset: int,
    limit: int,
) -> list[KinRow]:
    """Return the pairs that share something, the strongest first, with what a person said of them."""
    where, values = [COUNTS], list[Any]()
    if article is not None:
        where.append("(kinship.left = ? OR kinship.right = ?)")
        values += [article, article]
    if story is not None:
        inside = "(SELECT article FROM member WHERE story = ?)"
        where.append(f"kinship.left IN {inside} AND kinship.right IN {inside}")
        values += [story, story]
    if status is not None:
        said = [p for p, yes in decided.pairs.items() if status in {"suggested", _word(yes)}]
        if status != "suggested":
            # A person may speak of two that whence finds to share nothing.
            where.remove(COUNTS)
        where.append(f"(kinship.left, kinship.right) {'NOT ' * (status == 'suggested')}IN {_PAIRS}")
        values.append(json.dumps([order for a, b in said for order in ((a, b), (b, a))]))
    # Few of one article or story are sorted; of all, the strongest are read off their index.
    strength = _STRENGTH if article is None and story is None else f"+({_STRENGTH})"
    found = db.execute(
        "SELECT kinship.left, kinship.right, a.id, b.id, kind, score, left_coverage, right_coverage, extents"
        " FROM kinship CROSS JOIN article a ON a.row = kinship.left"
        " CROSS JOIN article b ON b.row = kinship.right"
        f" WHERE {' AND '.join(where)} ORDER BY {strength} DESC, a.id, b.id LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )
    return [kin_row(row[2:], decided, row[0], row[1]) for row in found]


def kin_row(row: Sequence[Any], decided: Decided, left: int, right: int) -> KinRow:
    """Return (ids, kind, score, coverage, extents) as a record."""
    said = decided.status(left, right)
    extents = json.loads(row[6])
    return KinRow(
        left=row[0],
        right=row[1],
        kind=row[2],
        score=row[3],
        coverage=(row[4], row[5]),
        status="suggested" if said is None else _word(said),
        left_extents=tuple((e[0], e[1]) for e in extents),
        right_extents=tuple((e[2], e[3]) for e in extents),
    )


def _word(accepted: bool) -> Status:
    return "accepted" if accepted else "rejected"


def log(db: sqlite3.Connection, *, since: str | None, story: int | None, limit: int) -> list[Event]:
    """Return the log of changes, the latest first."""
    found = db.execute(
        "SELECT row, at, kind, story, articles, text FROM event"
        " WHERE (?1 IS NULL OR at >= ?1) AND (?2 IS NULL OR story = ?2) ORDER BY row DESC LIMIT ?3",
        (since, story, limit),
    )
    return [Event(r[0], r[1], r[2], r[3], tuple(json.loads(r[4])), r[5]) for r in found]


def info(db: sqlite3.Connection, path: object, size: int) -> Info:
    """Return what is in the file."""

    def count(table: str, where: str = "") -> int:
        return int(db.execute(f"SELECT count(*) FROM {table} {where}").fetchone()[0])

    def meta(name: str) -> str:
        found = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    languages = db.execute("SELECT language, count(*) FROM article GROUP BY 1 ORDER BY 2 DESC, 1")
    total, outlets = db.execute(
        "SELECT coalesce(sum(characters), 0), count(DISTINCT outlet) FROM article"
    ).fetchone()
    ends = [
        db.execute(
            f"SELECT published FROM article WHERE published_from IS NOT NULL ORDER BY published_from {way} LIMIT 1"
        ).fetchone()
        for way in ("ASC", "DESC")
    ]
    return Info(
        path=str(path),
        articles=count("article"),
        captures=count("capture"),
        stories=count("story"),
        kinships=count("kinship", f"WHERE {COUNTS}"),
        decisions=count("decision", "WHERE undone IS NULL"),
        failures=count("failure"),
        pending=count("pending"),
        characters=total,
        bytes=size,
        languages=dict(languages.fetchall()),
        outlets=outlets,
        first=ends[0][0] if ends[0] else None,
        last=ends[1][0] if ends[1] else None,
        schema=db.execute("PRAGMA user_version").fetchone()[0],
        whence=meta("whence"),
        prints=meta("prints"),
    )
