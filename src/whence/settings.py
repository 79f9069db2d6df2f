"""Every tunable number: name, default, unit, what it gates, how it was chosen, what to re-run.

A stage takes the `Settings` record and reads its own fields. Add a field with its `_tunable` line;
`docs/reference/settings.md` is made from this file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _tunable(default: Any, unit: str, gates: str, chosen: str, rerun: str = "") -> Any:
    """Declare one tunable with the story of its number."""
    about = {"unit": unit, "gates": gates, "chosen": chosen, "rerun": rerun}
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Settings:
    """All tunables with their defaults; pass a changed copy to `whence.compare` or `whence.trace`."""

    # read
    max_bytes: int = _tunable(
        64_000_000, "bytes", "the largest file that is read",
        "about ten thousand pages of text; a longer one is rarely one article",
    )  # fmt: skip
    max_passages: int = _tunable(
        200_000, "passages", "the longest article that is aligned",
        "memory of the alignment grows linearly and stays under 2 GB at this size",
    )  # fmt: skip
    # candidates
    all_pairs_up_to: int = _tunable(
        60, "articles", "how many articles are all compared with each other",
        "1,770 pairs of 40 passages take about as long as a person waits for a result",
    )  # fmt: skip
    candidate_overlap: float = _tunable(
        0.1, "share of the lighter article's weight", "pairs that share less are taken for unrelated",
        "half of what unrelated news of one language shares in the synthetic runs of tests/test_candidates.py",
    )  # fmt: skip


DEFAULT = Settings()


def describe() -> list[dict[str, Any]]:
    """Return one row a tunable: name, default, unit, gates, chosen, rerun (for docs and reports)."""
    return [{"name": f.name, "default": f.default, **f.metadata} for f in fields(Settings)]
