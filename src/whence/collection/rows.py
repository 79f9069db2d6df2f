"""What a collection answers with: one record a kind of row, without texts; `to_dict` gives their JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from whence.records import Record

if TYPE_CHECKING:
    from whence.errors import ReadError
    from whence.records import Span

EventKind = Literal["new", "joined", "left", "merged", "split", "gone", "changed", "decided", "undone"]
Status = Literal["suggested", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Added(Record):
    """What one adding did: `new` articles, `known` ones met again, `captures` kept, inputs that failed.

    `stories` are the numbers of the stories that it changed.
    """

    new: int
    known: int
    captures: int
    failed: tuple[ReadError, ...] = ()
    seconds: float = 0.0
    stories: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON data; failures by source, what was found, what to do."""
        row = super(Added, self).to_dict()
        row["failed"] = [{"source": e.source, "found": e.found, "do": e.do} for e in self.failed]
        return row


@dataclass(frozen=True, slots=True)
class ArticleRow(Record):
    """An article in a list: `source` is where it was first found, `decided` the fields that a person has set."""

    id: str
    language: str
    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: str | None
    characters: int
    passages: int
    added: str
    stories: tuple[int, ...] = ()
    decided: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CaptureRow(Record):
    """One finding of an article: where, when, which bytes (None for an article without any)."""

    article: str
    source: str
    url: str | None
    captured: str | None
    sha256: str | None
    size: int | None
    media_type: str
    whence: str
    added: str


@dataclass(frozen=True, slots=True)
class FailureRow(Record):
    """An input that became no article."""

    source: str
    found: str
    do: str
    at: str


@dataclass(frozen=True, slots=True)
class StoryRow(Record):
    """A story in a list: how many articles, in which languages and outlets, from when to when."""

    id: int
    title: str
    articles: int
    languages: tuple[str, ...]
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    changed: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KinRow(Record):
    """Two articles that share text or meaning: how much of each, and what a person said of it.

    `left_extents` and `right_extents` are the matched stretches of each text (start, end).
    """

    left: str
    right: str
    kind: str
    score: float
    coverage: tuple[float, float]
    status: Status = "suggested"
    left_extents: tuple[tuple[int, int], ...] = ()
    right_extents: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """What a person decided: `subject` names articles by id; `undone` is when it was taken back."""

    id: int
    kind: str
    subject: dict[str, Any]
    who: str
    why: str
    at: str
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Event(Record):
    """One entry of the log of changes."""

    id: int
    at: str
    kind: EventKind
    story: int | None
    articles: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Info(Record):
    """What is in a collection's file. `pending` articles are not compared with the others yet."""

    path: str
    articles: int
    captures: int
    stories: int
    kinships: int
    decisions: int
    failures: int
    pending: int
    characters: int
    bytes: int
    languages: dict[str, int] = field(default_factory=dict)
    outlets: int = 0
    first: str | None = None
    last: str | None = None
    schema: int = 0
    whence: str = ""
    prints: str = ""


@dataclass(frozen=True, slots=True)
class Fault(Record):
    """Something that `verify` found wrong: what, where, and what to do."""

    what: str
    where: str
    do: str


@dataclass(frozen=True, slots=True)
class Match(Record):
    """A word of an article that met a `word` of the query: offsets in its text, and what both mean."""

    word: str
    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """A sentence that answers a search: its article, where it stands, score 0..1, the words that met."""

    article: ArticleRow
    span: Span
    score: float
    matched: tuple[Match, ...]
