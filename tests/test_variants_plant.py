"""The edits that benchmarks/edits.py plants are where it says, and are what it says."""

import random
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
SENTENCES = [
    f"On Tuesday the ship {name} left with {n} people, and the captain is not tired, the owner said."
    for n, name in enumerate(
        ("Alma", "Berta", "Clara", "Doris", "Edith", "Frida", "Greta", "Heidi"), start=21
    )
] + [
    f"Nobody knows where number {n} went, although many looked for it near the island."
    for n in range(31, 39)
]
OTHER = ["A wholly different story, about a mill that burned down in the night.", "It was rebuilt."]


@pytest.fixture
def plant(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import plant as module

    yield module
    sys.modules.pop("plant", None)


@pytest.mark.source
@pytest.mark.parametrize("seed", range(8))
def test_planted_edits_stand_where_they_say(plant, seed):
    story = plant.Story({"eng": SENTENCES}, "eng", ("Okafor", "Lindqvist"))
    rows, edits = plant.plant(story, OTHER, random.Random(seed))
    assert 1 <= len(edits) <= len(SENTENCES) // plant.SHARE + 1
    for edit in edits:
        if edit.kind == "dropped":
            assert edit.before not in rows
        elif edit.kind == "moved":
            assert rows[edit.passage] == edit.before
            assert abs(edit.passage - edit.origin) >= 3
        else:
            assert rows[edit.passage] == edit.after
    untouched = [s for s in SENTENCES if s not in {e.before for e in edits if e.kind != "inserted"}]
    assert all(s in rows for s in untouched)
