"""Pending articles → kinships: who shares text or meaning with whom, kept as if all were compared anew.

1 The rare keys of pending articles are looked up, 2 the join gives the candidate pairs, 3 those that were
never compared are, in worker processes, and the answer is kept for ever, as it depends on the two texts
only, 4 one transaction brings everything up to date: evidence of the pairs, stories, `pending`.

A pair is a candidate by keys that few articles have. New articles can push a key over that number; then
the pairs that it spoke for lose its weight (weights are sixteenths, so sums are exact). Removed articles can
bring a key back; then the articles that have it are pending again. So the file is always in the state that
one comparison of everything with everything would leave, whatever came in which order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from whence.candidates.things import MEANING, WORDS, key_of
from whence.collection import decisions, segments, texts
from whence.collection.blocks import Postings, joined
from whence.collection.workers import in_processes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy.typing as npt

    from whence.candidates.kin import Kinship
    from whence.collection.segments import Directories
    from whence.collection.store import Store
    from whence.records import Article
    from whence.settings import Settings

    Ints = npt.NDArray[np.int64]

# Pending articles whose keys are looked up one by one; with more, the whole is read once. Chosen by timing
# both at 20,000 articles.
FEW = 400
# Keys crossing the cap at a time that are taken off pair by pair; with more, every pair is judged anew.
CROSSINGS = 300
# Share of the articles that are pending from which every pair is judged anew: about where it costs the same.
WHOLE = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Candidate pairs by row number (one < two), their evidence by kind, and keys that crossed the cap.

    `whole` is True where every pair of the file was judged. `lost` are the postings that old articles have
    under keys that are not rare any more.
    """

    one: Ints
    two: Ints
    words: npt.NDArray[np.float64]
    meaning: npt.NDArray[np.float64]
    fresh: Ints
    new: Ints
    lost: Postings
    whole: bool


def judge(store: Store, directories: Directories, settings: Settings) -> Judged | None:
    """Return the candidate pairs that have a pending article; None where nothing is pending."""
    with store.snapshot() as db:
        rows = db.execute("SELECT article, new FROM pending ORDER BY article").fetchall()
        if not rows:
            return None
        table = np.array(rows, np.int64)
        fresh, new = table[:, 0], table[table[:, 1] == 1, 0]
        live = db.execute("SELECT count(*) FROM article").fetchone()[0]
        whole = len(fresh) >= WHOLE * live
        few = len(fresh) <= FEW and not whole
        kept, lost = _rare(db, directories, None if whole else fresh, new, settings.spread, few=few)
        if len(np.unique(lost.key)) > CROSSINGS and not whole:
            whole = True
            kept, lost = _rare(db, directories, None, new, settings.spread, few=False)
        languages = spoken(db, kept)
    one, two, words, meaning = joined_pairs(kept, languages, None if whole else fresh, settings)
    return Judged(one, two, words, meaning, fresh, new, lost, whole)


def _rare(
    db: sqlite3.Connection,
    directories: Directories,
    fresh: Ints | None,
    new: Ints,
    cap: int,
    *,
    few: bool,
) -> tuple[Postings, Postings]:
    """Return the postings of rare keys (with a fresh article), and those of old articles that were rare."""
    if few and fresh is not None:
        wanted = np.unique(keys(db, fresh.tolist()))
        # A key may have crossed the cap with the articles that are new.
        parts: Iterable[Postings] = [segments.look_up(db, directories, wanted, most=cap + len(new))]
    else:
        parts = (_pairing(part) for part in segments.everything(db, directories.of(db), below=_END))
    both = [rare(part, fresh, new, cap) for part in parts]
    return joined(kept for kept, _ in both), joined(lost for _, lost in both)


# Keys of pairs stand before those that only a search looks up.
_END = int(key_of(MEANING + 1, np.zeros(1, np.uint64))[0])


def _pairing(rows: Postings) -> Postings:
    return rows.where(rows.key < np.uint64(_END))


def keys(db: sqlite3.Connection, rows: Sequence[int]) -> npt.NDArray[np.uint64]:
    """Return the keys by which some articles are compared, from their texts."""
    from whence.candidates.prints import prints

    made = prints([article for _, article in bodies(db, rows)])
    return made.key[made.kind <= MEANING]


def rare(rows: Postings, fresh: Ints | None, new: Ints, cap: int) -> tuple[Postings, Postings]:
    """Return the postings under rare keys, and those that were under rare keys before the new articles came.

    A key is rare that 2 … cap articles have, one of them fresh (None: any). The second have old articles only.
    """
    if not len(rows):
        return rows, rows
    first = np.flatnonzero(np.concatenate([[True], rows.key[1:] != rows.key[:-1]]))
    spread = np.diff(first, append=len(rows))
    is_new = np.isin(rows.article, new)
    before = spread - np.add.reduceat(is_new.astype(np.int64), first)
    wanted = (spread >= 2) & (spread <= cap)
    if fresh is not None:
        wanted &= np.add.reduceat(np.isin(rows.article, fresh).astype(np.int64), first) > 0
    crossed = (before >= 2) & (before <= cap) & (spread > cap)
    return rows.where(np.repeat(wanted, spread)), rows.where(np.repeat(crossed, spread) & ~is_new)


def spoken(db: sqlite3.Connection, kept: Postings, stranger: tuple[int, str] | None = None) -> Any:
    """Return the languages of the articles of some postings, for the join."""
    from whence.candidates import join

    known = dict([stranger] if stranger else [])
    rows = np.unique(kept.article).tolist()
    statement = "SELECT row, language FROM article WHERE row IN (SELECT value FROM json_each(?))"
    known.update(db.execute(statement, (json.dumps(rows),)))
    return join.spoken(known, known.values())


def joined_pairs(
    rows: Postings, languages: Any, fresh: Ints | None, settings: Settings
) -> tuple[Ints, Ints, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Run the join; return one, two, evidence of words, evidence of meaning (0 where there is none)."""
    empty = np.empty(0, np.int64)
    if not len(rows):
        return empty, empty, np.empty(0), np.empty(0)
    import tempfile

    from whence.candidates.join import pairs
    from whence.engines import engine

    with tempfile.TemporaryDirectory(prefix="whence-") as spill:
        duck = engine("duckdb", spill=spill)
        try:
            found = pairs(
                _table(rows),
                languages,
                engine=duck,
                fresh=None if fresh is None else fresh.tolist(),
                settings=settings,
            )
        finally:
            duck.close()
    one, two = (found.column(name).to_numpy().astype(np.int64) for name in ("one", "two"))
    kind, score = found.column("kind").to_numpy(), found.column("score").to_numpy()
    both, index = np.unique(np.stack([one, two], axis=1), axis=0, return_inverse=True)
    index = index.reshape(-1)
    evidence = np.zeros((2, len(both)))
    for place, which in enumerate((WORDS, MEANING)):
        evidence[place, index[kind == which]] = score[kind == which]
    return both[:, 0], both[:, 1], evidence[0], evidence[1]


def _table(rows: Postings) -> Any:
    import pyarrow as pa

    from whence.candidates.things import kind_of

    return pa.table(
        {
            "article": pa.array(rows.article, pa.int64()),
            "key": pa.array(rows.key.view(np.int64), pa.int64()),
            "kind": pa.array(kind_of(rows.key).astype(np.int32), pa.int32()),
            "weight": pa.array(rows.weight, pa.float32()),
        }
    )


def bodies(db: sqlite3.Connection, rows: Iterable[int]) -> Iterator[tuple[int, Article]]:
    """Yield the articles of some row numbers, as they were read but in the language that a person set."""
    for row in rows:
        if found := _body(db, row):
            yield row, _loaded(*found)


def _body(db: sqlite3.Connection, row: int) -> tuple[bytes, str] | None:
    found: tuple[bytes, str] | None = db.execute(
        "SELECT data, language FROM body JOIN article ON row = article WHERE article = ?", (row,)
    ).fetchone()
    return found


def _loaded(raw: bytes, language: str) -> Article:
    return decisions.with_fields(texts.load(raw), {"language": language})


@dataclass(frozen=True, slots=True)
class _Compared:
    """One pair as it is kept, left and right in the order of their ids."""

    left: int
    right: int
    kin: Kinship | None


def compare(
    store: Store, judged: Judged, settings: Settings, *, workers: int, told: Callable[[int, int], None]
) -> None:
    """Compare the candidate pairs that never were, and keep what was found, some thousand at a time."""
    unknown = _unknown(store, judged)
    told(0, len(unknown))
    done = 0
    for chunk in _chunks(store, unknown, settings, workers):
        with store.write() as db:
            db.executemany(
                "INSERT OR IGNORE INTO kinship SELECT ?1, ?2, 0, 0, ?3, ?4, ?5, ?6, ?7"
                # An article may have been removed meanwhile.
                " WHERE (SELECT count(*) FROM article WHERE row IN (?1, ?2)) = 2",
                (_columns(pair) for pair in chunk),
            )
        done += len(chunk)
        told(done, len(unknown))


def _unknown(store: Store, judged: Judged) -> list[tuple[int, int]]:
    """Return the pairs that are not in the file, each in the order of the ids, near ones together."""
    with store.snapshot() as db:
        if judged.whole:
            known = set(db.execute("SELECT min(left, right), max(left, right) FROM kinship"))
        else:
            known = {
                (min(pair), max(pair))
                for row in judged.fresh.tolist()
                for pair in db.execute(
                    "SELECT left, right FROM kinship WHERE left = ?1 UNION ALL"
                    " SELECT left, right FROM kinship WHERE right = ?1",
                    (row,),
                )
            }
        pairs = zip(judged.one.tolist(), judged.two.tolist(), strict=True)
        missing = [pair for pair in pairs if pair not in known]
        ids = identifiers(db, {row for pair in missing for row in pair})
    return [
        (one, two) if ids[one] < ids[two] else (two, one)
        for one, two in missing
        if one in ids and two in ids
    ]


def identifiers(db: sqlite3.Connection, rows: Iterable[int]) -> dict[int, str]:
    """Return the ids of articles by their row numbers."""
    found = {}
    for row in rows:
        got = db.execute("SELECT id FROM article WHERE row = ?", (row,)).fetchone()
        if got:
            found[row] = got[0]
    return found


# Pairs that one worker compares at a time, and that one transaction keeps.
CHUNK = 1_000


def _chunks(
    store: Store, pairs: Sequence[tuple[int, int]], settings: Settings, workers: int
) -> Iterator[list[_Compared]]:
    """Yield the pairs compared, in their order."""
    tasks = (_task(store, pairs[at : at + CHUNK], settings) for at in range(0, len(pairs), CHUNK))
    yield from in_processes(compared, tasks, workers if len(pairs) > CHUNK else 1)


Task = tuple["dict[int, tuple[bytes, str]]", "Sequence[tuple[int, int]]", "Settings"]


def _task(store: Store, pairs: Sequence[tuple[int, int]], settings: Settings) -> Task:
    rows = sorted({row for pair in pairs for row in pair})
    with store.snapshot() as db:
        return {row: found for row in rows if (found := _body(db, row))}, pairs, settings


def compared(task: Task) -> list[_Compared]:
    """Compare pairs of stored articles (in a worker)."""
    from whence.candidates.kin import kinships

    raw, pairs, settings = task
    pairs = [(a, b) for a, b in pairs if a in raw and b in raw]
    place = {row: number for number, row in enumerate(raw)}
    articles = [_loaded(*found) for found in raw.values()]
    found = kinships(articles, [(place[a], place[b]) for a, b in pairs], settings=settings)
    return [_Compared(a, b, kin) for (a, b), kin in zip(pairs, found, strict=True)]


def _columns(pair: _Compared) -> tuple[Any, ...]:
    kin = pair.kin
    if kin is None:
        return pair.left, pair.right, "none", 0.0, 0.0, 0.0, "[]"
    extents = json.dumps([[*e.left, *e.right] for e in kin.extents], separators=(",", ":"))
    return pair.left, pair.right, kin.kind, kin.score, *kin.coverage, extents


def apply(db: sqlite3.Connection, judged: Judged, settings: Settings) -> set[int] | None:
    """Bring the evidence of all pairs up to date; return the articles whose pairs changed (None: any)."""
    if judged.whole:
        db.execute("UPDATE kinship SET words = 0, meaning = 0 WHERE words > 0 OR meaning > 0")
        _evident(db, judged)
        return None
    changed = {*judged.fresh.tolist(), *judged.one.tolist(), *judged.two.tolist()}
    for row in judged.fresh.tolist():
        for column in ("left", "right"):
            changed.update(
                other
                for pair in db.execute(f"SELECT left, right FROM kinship WHERE {column} = ?", (row,))
                for other in pair
            )
            db.execute(f"UPDATE kinship SET words = 0, meaning = 0 WHERE {column} = ?", (row,))
    _evident(db, judged)
    return changed | _take_off(db, judged, settings)


def _evident(db: sqlite3.Connection, judged: Judged) -> None:
    columns = (judged.words, judged.meaning, judged.one, judged.two)
    rows = list(zip(*(c.tolist() for c in columns), strict=True))
    statement = "UPDATE kinship SET words = ?, meaning = ? WHERE left = ? AND right = ?"
    db.executemany(statement, rows)
    db.executemany(statement, ((words, meaning, two, one) for words, meaning, one, two in rows))


def _take_off(db: sqlite3.Connection, judged: Judged, settings: Settings) -> set[int]:
    """Take keys that are not rare any more off the evidence of pairs of old articles."""
    lost, fresh = judged.lost, set(judged.fresh.tolist())
    changed: set[int] = set()
    bounds = np.flatnonzero(np.diff(lost.key, prepend=np.uint64(0), append=np.uint64(2**63)))
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        members = [row for row in lost.article[begin:end].tolist() if row not in fresh]
        column = "words" if lost.key[begin] < key_of(MEANING, np.zeros(1, np.uint64))[0] else "meaning"
        least = settings.words_from if column == "words" else settings.meaning_from
        among, weight = json.dumps(members), float(lost.weight[begin])
        where = (
            f"{column} > 0 AND left IN (SELECT value FROM json_each(?1))"
            " AND right IN (SELECT value FROM json_each(?1))"
        )
        pairs = db.execute(f"SELECT left, right FROM kinship WHERE {where}", (among,)).fetchall()
        changed.update(row for pair in pairs for row in pair)
        db.execute(
            f"UPDATE kinship SET {column} ="
            f" CASE WHEN {column} - ?2 >= ?3 THEN {column} - ?2 ELSE 0 END WHERE {where}",
            (among, weight, least),
        )
    return changed
