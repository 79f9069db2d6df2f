"""The stages in order: two or more articles → Comparison or Story.

    read → split → features → candidates → align → variants + sources → relate → stemma → report

`STAGES` states what each stage takes and gives; a test proves that each input exists before it is
needed. Stages do not know each other: only this file calls them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from whence.records import Article, Comparison, Story
    from whence.settings import Settings


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the flow: the records it takes and those it gives."""

    name: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]


STAGES = (
    Stage("read", ("bytes",), ("Article",)),
    Stage("split", ("Article",), ("Passage",)),
    Stage("features", ("Article", "Passage"), ("Features",)),
    Stage("candidates", ("Features",), ("candidate",)),
    Stage("align", ("Article", "Features", "candidate"), ("Link",)),
    Stage("sources", ("Article", "Passage"), ("Attribution", "Credit")),
    Stage("variants", ("Article", "Features", "Link", "Attribution"), ("Variant",)),
    Stage("relate", ("Article", "Link", "Variant", "Credit"), ("Relation",)),
    Stage("stemma", ("Article", "Link", "Variant", "Credit", "Relation"), ("Locus", "Stemma")),
    Stage("report", ("Comparison", "Story"), ("page", "JSON")),
)
