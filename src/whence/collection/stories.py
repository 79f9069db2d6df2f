"""Kinships and decisions → stories with names that last, and a log of what changed.

Stories are sets of articles and depend on what is in the file only. Their numbers have a history: a new set
keeps the number of the earlier story with which it shares most articles.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from whence.candidates.clusters import Kin, Region, clusters
from whence.candidates.kin import AT_ONCE, Extent, Kinship, one_thing
from whence.collection.adding import now
from whence.collection.decisions import Decided, standing
from whence.collection.kinships import bodies
from whence.phrases import phrase, phrases, said

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from whence.collection.rows import Decision

    Members = frozenset[int]
_LIVE = "kind <> 'none' AND (words > 0 OR meaning > 0)"


class _Pair(NamedTuple):
    """A kinship that counts, by row numbers."""

    left: int
    right: int
    kinship: Kinship


def update(db: sqlite3.Connection, changed: set[int] | None) -> list[int]:
    """Bring the stories around some articles (None: all) up to date; return the numbers that changed."""
    decided = standing(db)
    if changed is None:
        rows = {row for (row,) in db.execute("SELECT row FROM article")}
        pairs = _all(db, decided)
        old = _members(db, None)
    else:
        rows, pairs, old = _around(db, changed, decided)
    sets = stories(pairs, decided, _ids(db, rows), partial(_one_thing, db))
    return _write(db, old, sets)


def stories(
    pairs: Sequence[_Pair],
    decided: Decided,
    ids: dict[int, str],
    one_thing: Callable[[Sequence[tuple[Region, Region]]], list[bool]],
) -> list[Members]:
    """Return the stories of some kinships: a pure function of the articles.

    `one_thing` tells of regions of articles, by row number, whether they are about one thing.
    """
    # By rank among the ids, so that the order in which articles came has no influence.
    rank = {row: n for n, row in enumerate(sorted(ids, key=ids.__getitem__))}
    rows = sorted(rank, key=rank.__getitem__)
    found = clusters(
        (
            Kin(*_oriented(rank[p.left], rank[p.right], p.kinship))
            for p in sorted(pairs, key=lambda p: (rank[p.left], rank[p.right]))
        ),
        one_thing=lambda asked: one_thing(
            [(one._replace(article=rows[one.article]), two) for one, two in asked]
        ),
    )
    sets = [frozenset(rows[n] for n in story) for story in found]
    sets = _together(sets, [m & set(ids) for m in decided.together])
    for groups in decided.apart:
        sets = [part for story in sets for part in _apart(story, groups, pairs, rank)]
    return sorted({s for s in sets if len(s) > 1}, key=lambda s: sorted(rank[row] for row in s))


def _one_thing(db: sqlite3.Connection, asked: Sequence[tuple[Region, Region]]) -> list[bool]:
    """Return of two regions of an article, given by the first one's row, whether they are about one thing."""
    found: list[bool] = []
    for at in range(0, len(asked), AT_ONCE):
        part = asked[at : at + AT_ONCE]
        used = sorted({one.article for one, _ in part})
        place = {row: n for n, row in enumerate(used)}
        articles = [article for _, article in bodies(db, used)]
        found += one_thing(articles, [(place[one.article], one[1:], two[1:]) for one, two in part])
    return found


def _oriented(left: int, right: int, kinship: Kinship) -> tuple[int, int, Kinship]:
    if left < right:
        return left, right, kinship
    turned = tuple(Extent(e.right, e.left) for e in kinship.extents)
    return right, left, Kinship(kinship.kind, kinship.score, kinship.coverage[::-1], turned)


def _together(sets: Sequence[Members], merges: Iterable[Members]) -> list[Members]:
    """Join the stories that a person merged."""
    found = list(sets)
    for merge in merges:
        if len(merge) < 2:
            continue
        # The stories that are meant are those whose articles the decision mostly names.
        inside = [s for s in found if 2 * len(s & merge) > len(s)]
        found = [s for s in found if s not in inside] + [merge.union(*inside)]
    return found


def _apart(
    story: Members, groups: Sequence[Members], pairs: Sequence[_Pair], rank: dict[int, int]
) -> list[Members]:
    """Part a story that has articles of several groups; others go where their strongest kin is."""
    seeds = [group & story for group in groups]
    if sum(bool(seed) for seed in seeds) < 2:
        return [story]
    where = {row: n for n, seed in enumerate(seeds) for row in seed}
    near: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for pair in pairs:
        if pair.left in story and pair.right in story:
            strength = pair.kinship.score * sum(pair.kinship.coverage)
            near[pair.left].append((strength, rank[pair.right], pair.right))
            near[pair.right].append((strength, rank[pair.left], pair.left))
    left = sorted(story - set(where), key=rank.__getitem__)
    while left:
        best = max(
            (
                (strength, -other, -rank[row], row, to)
                for row in left
                for strength, other, to in near[row]
                if to in where
            ),
            default=None,
        )
        if best is None:
            break
        where[best[3]] = where[best[4]]
        left.remove(best[3])
    parts = [frozenset(row for row, n in where.items() if n == number) for number in range(len(seeds))]
    return [part for part in parts if part]


def _kinship(row: Sequence[Any]) -> _Pair:
    left, right, kind, score, one, two, extents = row
    found = tuple(Extent((a, b), (c, d)) for a, b, c, d in json.loads(extents))
    return _Pair(left, right, Kinship(kind, score, (one, two), found))


_COLUMNS = "left, right, kind, score, left_coverage, right_coverage, extents"


def _all(db: sqlite3.Connection, decided: Decided) -> list[_Pair]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM kinship WHERE {_LIVE}")
    pairs = [p for p in map(_kinship, rows) if decided.status(p.left, p.right) is not False]
    return _accepted(db, pairs, decided, None)


def _accepted(
    db: sqlite3.Connection, pairs: list[_Pair], decided: Decided, within: set[int] | None
) -> list[_Pair]:
    """Add the pairs that a person accepted: where the texts show nothing, the whole of both."""
    there = {(min(p.left, p.right), max(p.left, p.right)) for p in pairs}
    for (one, two), accepted in decided.pairs.items():
        if accepted and (one, two) not in there and (within is None or {one, two} <= within):
            kept = db.execute(
                f"SELECT {_COLUMNS} FROM kinship WHERE left IN (?1, ?2) AND right IN (?1, ?2)"
                " AND kind <> 'none'",
                (one, two),
            ).fetchone()
            pairs.append(_kinship(kept) if kept else _whole(db, one, two))
    return pairs


def _whole(db: sqlite3.Connection, one: int, two: int) -> _Pair:
    sizes = [
        db.execute("SELECT characters FROM article WHERE row = ?", (row,)).fetchone()[0]
        for row in (one, two)
    ]
    return _Pair(one, two, Kinship("meaning", 1.0, (1.0, 1.0), (Extent((0, sizes[0]), (0, sizes[1])),)))


def _around(
    db: sqlite3.Connection, changed: set[int], decided: Decided
) -> tuple[set[int], list[_Pair], dict[int, Members]]:
    """Return the articles that hang together with some, their kinships, and the stories they were in."""
    beside: dict[int, set[int]] = defaultdict(set)
    for groups in (decided.together, [g.union(*gs) for g, *gs in decided.apart]):
        for group in groups:
            for row in group:
                beside[row] |= group
    for (one, two), accepted in decided.pairs.items():
        if accepted:
            beside[one].add(two)
            beside[two].add(one)
    seen: set[int] = set()
    pairs: dict[tuple[int, int], _Pair] = {}
    old: dict[int, Members] = {}
    ahead = set(changed)
    while ahead:
        row = ahead.pop()
        seen.add(row)
        for column in ("left", "right"):
            for found in db.execute(
                f"SELECT {_COLUMNS} FROM kinship WHERE {column} = ? AND {_LIVE}", (row,)
            ):
                pair = _kinship(found)
                if decided.status(pair.left, pair.right) is not False:
                    pairs[pair.left, pair.right] = pair
                    ahead |= {pair.left, pair.right} - seen
        for (story,) in db.execute("SELECT story FROM member WHERE article = ?", (row,)):
            if story not in old:
                old.update(_members(db, story))
                ahead |= old[story] - seen
        ahead |= beside[row] - seen
    return seen, _accepted(db, list(pairs.values()), decided, seen), old


def _members(db: sqlite3.Connection, story: int | None) -> dict[int, Members]:
    """Return the articles of one story, or of all; a story may have lost its last one."""
    where, values = ("", ()) if story is None else ("WHERE story.row = ?", (story,))
    found: dict[int, set[int]] = defaultdict(set)
    for number, row in db.execute(
        f"SELECT story.row, article FROM story LEFT JOIN member ON story = story.row {where}", values
    ):
        found[number].update(() if row is None else (row,))
    return {number: frozenset(rows) for number, rows in found.items()}


def _ids(db: sqlite3.Connection, rows: Iterable[int]) -> dict[int, str]:
    found = (
        (row, db.execute("SELECT id FROM article WHERE row = ?", (row,)).fetchone()) for row in rows
    )
    return {row: got[0] for row, got in found if got}


def _write(db: sqlite3.Connection, old: dict[int, Members], sets: Sequence[Members]) -> list[int]:
    """Store the stories that changed under their lasting numbers and log what happened."""
    names = _matched(old, sets)
    changed = []
    for number in sorted(set(old) - set(names.values())):
        heirs = [names[n] for n, s in enumerate(sets) if s & old[number] and n in names]
        # The words come before the row goes, so that the log can tell.
        _entry(db, "merged" if heirs else "gone", number, old[number], _gone(number, heirs))
        db.execute("DELETE FROM story WHERE row = ?", (number,))
        changed.append(number)
    for n, members in enumerate(sets):
        number = names[n] if n in names else _new(db, members)
        if n in names and old[number] == members:
            continue
        if n not in names:
            _entry(
                db,
                "new",
                number,
                members,
                phrases("{n} article belongs together", "{n} articles belong together", len(members)),
            )
        else:
            joined, left = members - old[number], old[number] - members
            db.execute("DELETE FROM member WHERE story = ?", (number,))
            if joined:
                _entry(
                    db,
                    "joined",
                    number,
                    joined,
                    phrases("joined by {n} article", "joined by {n} articles", len(joined)),
                )
            if left:
                _entry(
                    db,
                    "left",
                    number,
                    left,
                    phrases("left by {n} article", "left by {n} articles", len(left)),
                )
        db.executemany("INSERT INTO member VALUES (?, ?)", ((number, row) for row in sorted(members)))
        describe(db, number)
        changed.append(number)
    return changed


def drop_empty(db: sqlite3.Connection) -> None:
    """Delete the stories whose articles were all removed: nobody is left to bring them up to date."""
    left = "SELECT row FROM story WHERE NOT EXISTS (SELECT 1 FROM member WHERE story = story.row)"
    for (number,) in db.execute(left).fetchall():
        _entry(
            db,
            "gone",
            number,
            frozenset(),
            phrase("story {number} is no more: its articles were removed", number=number),
        )
        db.execute("DELETE FROM story WHERE row = ?", (number,))


def _matched(old: dict[int, Members], sets: Sequence[Members]) -> dict[int, int]:
    """Return which set keeps which earlier number: most articles in common first, then the older number."""
    where = defaultdict(list)
    for number, members in old.items():
        for row in members:
            where[row].append(number)
    common: list[tuple[int, int, int]] = []
    for n, members in enumerate(sets):
        shared = Counter(number for row in members for number in where[row])
        common += [(-count, number, n) for number, count in shared.items()]
    names: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, n in sorted(common):
        if n not in names and number not in taken:
            names[n] = number
            taken.add(number)
    return names


def _new(db: sqlite3.Connection, members: Members) -> int:
    number = db.execute(
        "INSERT INTO story (title, articles, changed) VALUES ('', ?, ?)", (len(members), now())
    ).lastrowid
    assert number is not None
    return number


def describe(db: sqlite3.Connection, number: int) -> None:
    """Write what a list shows of a story: the title of its earliest article, from when to when."""
    rows = db.execute(
        "SELECT title, published, published_from, article.id FROM member JOIN article ON row = article"
        " WHERE story = ? ORDER BY published_from IS NULL, published_from, title IS NULL, article.id",
        (number,),
    ).fetchall()
    times = [row[1] for row in rows if row[1]]
    title = next((row[0] for row in rows if row[0]), "")
    db.execute(
        "UPDATE story SET title = ?, first = ?, last = ?, articles = ?, changed = ? WHERE row = ?",
        (title, times[0] if times else None, times[-1] if times else None, len(rows), now(), number),
    )


def _gone(number: int, heirs: Sequence[int]) -> str:
    if not heirs:
        return phrase("story {number} is no more: its articles have no kin", number=number)
    if len(heirs) == 1:
        return phrase("story {number} went into story {heir}", number=number, heir=heirs[0])
    return phrase(
        "story {number} went into stories {heirs}", number=number, heirs=", ".join(map(str, heirs))
    )


def _entry(db: sqlite3.Connection, kind: str, story: int | None, members: Members, text: str) -> None:
    log(db, kind, story, _ids(db, members).values(), text)


def log(db: sqlite3.Connection, kind: str, story: int | None, ids: Iterable[str], text: str) -> None:
    """Write an entry of the log; the caller has begun a transaction."""
    db.execute(
        "INSERT INTO event (at, kind, story, articles, text) VALUES (?, ?, ?, ?, ?)",
        (now(), kind, story, json.dumps(sorted(ids)), text),
    )


_DEEDS = {
    "reject-pair": said("reject pair"),
    "accept-pair": said("accept pair"),
    "split-story": said("split story"),
    "merge-stories": said("merge stories"),
    "set-language": said("set language"),
    "set-published": said("set published"),
    "set-outlet": said("set outlet"),
    "same-name": said("same name"),
    "different-names": said("different names"),
    "technique": said("technique"),
}
# A decision in the log, by what was done and whether a reason was given.
_NOTES = {
    "decided": (said("{deed} decided by {who}"), said("{deed} decided by {who}: {why}")),
    "undone": (said("{deed} undone by {who}"), said("{deed} undone by {who}: {why}")),
}


def note(db: sqlite3.Connection, done: str, rows: Iterable[int], decision: Decision) -> None:
    """Log a decision, once for each story that it touches."""
    members = frozenset(rows)
    found = {
        s for row in members for (s,) in db.execute("SELECT story FROM member WHERE article = ?", (row,))
    }
    text = phrase(
        _NOTES[done][bool(decision.why)],
        deed=_DEEDS[decision.kind],
        who=decision.who,
        why=decision.why,
    )
    for number in sorted(found) or [None]:
        _entry(db, done, number, members, text)
        # What a person decides may change the story's face without changing its articles.
        if number is not None:
            describe(db, number)
            db.execute("DELETE FROM traced WHERE story = ?", (number,))
