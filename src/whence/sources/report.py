"""Report: a statement found in a line, before anybody knows who "he" is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.sources.clause import Line, Phrase
    from whence.sources.content import Form
    from whence.sources.cues import Kind


@dataclass(frozen=True, slots=True)
class Report:
    """A statement found: its words by number, content by offsets into the article's text.

    `source` None means that the text names nobody here and an earlier source goes on speaking.
    `quote` is the number of the quotation that the content is, -1 for none.
    """

    line: Line
    cue: tuple[int, int]
    source: Phrase | None
    start: int
    end: int
    form: Form
    kind: Kind
    quote: int = -1
