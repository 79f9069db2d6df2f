"""A person's decisions: kept by article id, so that they outlive recomputation, and undoable.

    reject-pair        articles [a, b]       no kinship, whatever the texts say
    accept-pair        articles [a, b]       a kinship, whatever the texts say
    split-story        groups [[…], […]]     no story has articles of two groups
    merge-stories      articles [a, b, …]    one story has them all
    set-language, set-published, set-outlet      article, value
    same-name, different-names                   names [x, y], for screens and exports
    technique          articles [a, …], value    a DISARM technique used in their story, for exports

Where two decisions contradict each other, the later one holds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from whence.collection import texts
from whence.collection.adding import now
from whence.collection.rows import Decision
from whence.collection.texts import clean
from whence.errors import UsageError
from whence.records import Block
from whence.techniques import technique

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from whence.records import Article

FIELDS = {"set-language": "language", "set-published": "published", "set-outlet": "outlet"}
KINDS = (
    "reject-pair", "accept-pair", "split-story", "merge-stories", *FIELDS, "same-name", "different-names",
    "technique",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions that stand, by row number of the article; later ones win.

    `pairs` says True for accepted, False for rejected; `apart` are the groups of each split; `together`
    the articles of each merge; `fields` what a person set.
    """

    pairs: dict[tuple[int, int], bool] = field(default_factory=dict)
    apart: list[tuple[frozenset[int], ...]] = field(default_factory=list)
    together: list[frozenset[int]] = field(default_factory=list)
    fields: dict[int, dict[str, str]] = field(default_factory=dict)

    def status(self, left: int, right: int) -> bool | None:
        """Return what a person said of a pair."""
        return self.pairs.get((min(left, right), max(left, right)))


def record(
    db: sqlite3.Connection, kind: str, subject: Mapping[str, Any], *, who: str, why: str
) -> Decision:
    """Keep a decision; UsageError where it makes no sense."""
    plain = _checked(db, kind, subject)
    at = now()
    row = db.execute(
        "INSERT INTO decision (kind, subject, who, why, at) VALUES (?, ?, ?, ?, ?)",
        (kind, json.dumps(plain), clean(who), clean(why), at),
    ).lastrowid
    assert row is not None
    return Decision(row, kind, plain, who, why, at)


def take_back(db: sqlite3.Connection, number: int) -> Decision:
    """Mark a decision as undone; UsageError where there is none that stands."""
    found = [d for d in listed(db) if d.id == number]
    if not found or found[0].undone:
        state = "undone already" if found else "not there"
        raise UsageError(f"found decision {number} {state}, expected one that stands")
    at = now()
    db.execute("UPDATE decision SET undone = ? WHERE row = ?", (at, number))
    return Decision(number, found[0].kind, found[0].subject, found[0].who, found[0].why, found[0].at, at)


def listed(db: sqlite3.Connection) -> list[Decision]:
    """Return all decisions in their order."""
    rows = db.execute("SELECT row, kind, subject, who, why, at, undone FROM decision ORDER BY row")
    return [Decision(row[0], row[1], json.loads(row[2]), *row[3:]) for row in rows]


def standing(db: sqlite3.Connection) -> Decided:
    """Return what stands, for the articles that are there."""
    decided = Decided()
    for decision in listed(db):
        if decision.undone:
            continue
        subject = decision.subject
        if decision.kind in {"reject-pair", "accept-pair"}:
            rows = sorted(_rows(db, subject["articles"]))
            if len(rows) == 2:
                decided.pairs[rows[0], rows[1]] = decision.kind == "accept-pair"
        elif decision.kind == "split-story":
            decided.apart.append(tuple(frozenset(_rows(db, group)) for group in subject["groups"]))
        elif decision.kind == "merge-stories":
            decided.together.append(frozenset(_rows(db, subject["articles"])))
        elif decision.kind in FIELDS:
            for row in _rows(db, [subject["article"]]):
                decided.fields.setdefault(row, {})[FIELDS[decision.kind]] = subject["value"]
    return decided


def techniques(found: Iterable[Decision], members: Iterable[str]) -> tuple[str, ...]:
    """Return the techniques that persons hold to be used in a story: those of articles that are all in it."""
    inside = set(members)
    held = (d.subject for d in found if d.kind == "technique" and not d.undone)
    return tuple(dict.fromkeys(s["value"] for s in held if inside.issuperset(s["articles"])))


def settle(db: sqlite3.Connection, row: int) -> Article | None:
    """Write what a person set for an article into its columns, the rest as it was read; return it so."""
    found = db.execute("SELECT data FROM body WHERE article = ?", (row,)).fetchone()
    if found is None:
        return None
    article = with_fields(texts.load(found[0]), standing(db).fields.get(row, {}))
    db.execute(
        "UPDATE article SET language = ?, outlet = ?, published = ?, published_from = ?, published_to = ?"
        " WHERE row = ?",
        (clean(article.language), clean(article.outlet), *texts.interval(article.published), row),
    )
    return article


def with_fields(article: Article, fields: Mapping[str, str]) -> Article:
    """Return an article with what a person set; a language that was corrected means it is split anew."""
    from dataclasses import replace

    from whence.readers.times import parse

    if "outlet" in fields:
        article = replace(article, outlet=fields["outlet"])
    if "published" in fields:
        article = replace(article, published=parse(fields["published"]))
    if fields.get("language", article.language) != article.language:
        from whence.split import split

        # By its paragraphs: what stood in no passage, such as front matter, stands in none now.
        article = replace(article, language=fields["language"], passages=(), blocks=_blocks(article))
        article = replace(split(article), blocks=())
    return article


def _blocks(article: Article) -> tuple[Block, ...]:
    """Return the paragraphs of a split article."""
    rows = groupby(article.passages, key=lambda passage: passage.paragraph)
    paragraphs = (list(passages) for _, passages in rows)
    return tuple(Block(part[0].start, part[-1].end, part[0].role) for part in paragraphs)


def concerned(db: sqlite3.Connection, decision: Decision) -> set[int]:
    """Return the row numbers of the articles that a decision is about."""
    subject = decision.subject
    ids = [
        *subject.get("articles", ()),
        *(article for group in subject.get("groups", ()) for article in group),
        *([subject["article"]] if "article" in subject else ()),
    ]
    return set(_rows(db, ids))


def _rows(db: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    found = (db.execute("SELECT row FROM article WHERE id = ?", (name,)).fetchone() for name in ids)
    return [row[0] for row in found if row]


def _checked(db: sqlite3.Connection, kind: str, subject: Mapping[str, Any]) -> dict[str, Any]:
    """Return the subject as it is kept."""
    if kind in {"reject-pair", "accept-pair", "merge-stories"}:
        articles = _articles(db, subject.get("articles"))
        if len(articles) < 2 or (kind != "merge-stories" and len(articles) > 2):
            raise UsageError(f"found {len(articles)} articles for {kind}, expected two")
        return {"articles": articles}
    if kind == "split-story":
        groups = [_articles(db, group) for group in subject.get("groups") or ()]
        named = [article for group in groups for article in group]
        if len(groups) < 2 or not all(groups) or len(set(named)) < len(named):
            raise UsageError(
                f"found {len(groups)} groups for a split, expected two or more without overlap"
            )
        return {"groups": groups}
    if kind in FIELDS:
        (article,) = _articles(db, [subject.get("article")])
        return {"article": article, "value": _value(FIELDS[kind], subject.get("value"))}
    if kind == "technique":
        articles = _articles(db, subject.get("articles"))
        if not articles:
            raise UsageError("found no articles for technique, expected one or more of a story")
        return {"articles": articles, "value": technique(str(subject.get("value") or ""))}
    if kind in {"same-name", "different-names"}:
        names = [clean(str(name)) for name in subject.get("names") or ()]
        if len(names) < 2:
            raise UsageError(f"found {len(names)} names, expected two")
        return {"names": names}
    raise UsageError(f"found the kind of decision {kind!r}, expected one of {', '.join(KINDS)}")


def _articles(db: sqlite3.Connection, ids: Any) -> list[str]:
    names = list(dict.fromkeys(str(name) for name in ids or ()))
    for name in names:
        if not _rows(db, [name]):
            raise UsageError(
                f"found no article {name!r} in the collection; `whence articles` lists them"
            )
    return names


def _value(name: str, given: Any) -> str:
    from whence.readers.times import parse
    from whence.text import tag

    value = clean(str(given or "").strip()) or ""
    if name == "language" and tag(value) == "und" and value != "und":
        raise UsageError(f"found the language {value!r}, expected a tag such as fr or zh")
    if name == "published" and parse(value) is None:
        raise UsageError(
            f"found the time {value!r}, expected one such as 2031-03-04 or 2031-03-04T18:20Z"
        )
    if not value:
        raise UsageError(f"found no value for {name}")
    return tag(value) if name == "language" else value
