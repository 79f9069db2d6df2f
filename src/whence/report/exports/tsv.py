"""Story → TSV: the links between two languages, one pair of segments a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from whence.report.display import sigil
from whence.report.exports.bitext import bitext
from whence.report.exports.escape import cell

if TYPE_CHECKING:
    from whence.records import Story

HEAD = ("left", "right", "left_language", "right_language", "score", "left_text", "right_text")


def write(story: Story, to: BinaryIO) -> None:
    """Write the story's bitext as tab-separated lines in UTF-8; no text holds a tab or a line's end."""
    to.write(("\t".join(HEAD) + "\n").encode())
    for unit in bitext(story):
        texts = (cell(text) for text in unit.texts)
        row = (sigil(unit.left), sigil(unit.right), *unit.languages, f"{unit.score:.4f}", *texts)
        to.write(("\t".join(row) + "\n").encode())
