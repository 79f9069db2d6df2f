"""Segments are merged while others read and write, and whatever stops a merge leaves all postings in place."""

import contextlib
import random

import numpy as np
import pytest

import whence
from whence.collection import blocks, merging, segments

from test_collection_order import SETTINGS, at_once, made_of, state  # isort: skip


@pytest.fixture(autouse=True)
def steps(monkeypatch):
    """Blocks and steps so small that a dozen articles take many."""
    monkeypatch.setattr(blocks, "BLOCK", 8)
    monkeypatch.setattr(merging, "STEP", 60)


@pytest.fixture
def case(tmp_path):
    with whence.open(tmp_path / "a.whence", settings=SETTINGS) as found:
        for number in range(5):
            found.add(made_of(3, 20)[number::5], compare=False)
        found.refresh()
        yield found


def everything(case):
    with case._store.snapshot() as db:
        directories = [segments.directory(db, row) for row, _ in merging._sizes(db)]
        rows = list(segments.everything(db, directories))
        counted = sum(count for _, count in merging._sizes(db))
        assert counted == sum(int(d.postings.sum()) for d in directories)
    found = blocks.joined(rows)
    return sorted(zip(found.key.tolist(), found.article.tolist(), found.weight.tolist(), strict=True))


def members(case):
    with case._store.snapshot() as db:
        return [row for row, _ in merging._sizes(db)]


def test_every_posting_is_there_once_after_every_step(case):
    before, seen = everything(case), []

    def look(_what, done, total):
        seen.append((done, total))
        assert everything(case) == before

    assert len(members(case)) > 1
    merging.merged(case._store, members(case), look)
    assert len(seen) > 5
    assert seen[-1][0] == seen[-1][1] == len(before)
    assert everything(case) == before
    assert len(members(case)) == 1


def test_others_add_find_and_remove_meanwhile(case, tmp_path):
    came, gone = made_of(8, 12), made_of(3, 20)[:4]
    with whence.open(tmp_path / "a.whence", settings=SETTINGS) as other:
        ahead = iter([*((other.add, [a]) for a in came), *((other.remove, a.id) for a in gone)])

        def live(*_):
            other.find(made_of(3, 20)[7])
            run, what = next(ahead, (len, ()))
            run(what)

        merging.merged(case._store, members(case), live)
        for run, what in ahead:
            run(what)
    expected = at_once(tmp_path / "b.whence", [*made_of(3, 20)[4:], *came])
    assert state(case) == expected
    case.compact(rebuild=True)
    assert state(case) == expected


def test_a_merge_that_is_stopped_leaves_good_segments_and_can_be_begun_again(case):
    before = everything(case)

    def stop(_what, done, total):
        if done > total // 3:
            raise KeyboardInterrupt

    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            merging.merged(case._store, members(case), stop)
        assert everything(case) == before
    merging.merged(case._store, members(case))
    assert everything(case) == before
    assert len(members(case)) == 1


@pytest.mark.parametrize("seed", range(2))
def test_two_merges_of_the_same_segments_lose_nothing(case, tmp_path, seed):
    before, chance = everything(case), random.Random(seed)
    with whence.open(tmp_path / "a.whence", settings=SETTINGS) as other:

        def stop(*_):
            if chance.random() < 0.3:
                raise InterruptedError

        def interfere(*_):
            there = members(other)
            with contextlib.suppress(InterruptedError):
                merging.merged(other._store, chance.sample(there, chance.randint(1, len(there))), stop)
            assert everything(other) == before

        for _ in range(3):
            merging.merged(case._store, members(case), interfere)
            assert everything(case) == before
    assert len(case.kinships(limit=999)) > 0


def test_a_reader_sees_each_state_of_a_segment(case, tmp_path):
    keys = np.unique(np.array([key for key, _, _ in everything(case)], np.uint64))
    with whence.open(tmp_path / "a.whence", readonly=True, settings=SETTINGS) as other:

        def looked_up():
            with other._store.snapshot() as db:
                found = segments.look_up(db, other._directories, keys)
            return found.key.tolist(), found.article.tolist()

        before = looked_up()
        chance = random.Random(5)

        def look(*_):
            if chance.random() < 0.5:
                assert looked_up() == before

        for _ in range(3):
            merging.merged(case._store, members(case), look)
            assert looked_up() == before
