"""The records: what one stage hands to the next, one class per table and JSON object.

    Capture ─ Article ─ Passage            read, split
    Features                               features      (arrays, one row a feature)
    Link ─ Evidence                        align
    Variant · Attribution · Credit         variants, sources
    Relation ─ Reason                      relate
    Comparison                             two articles
    Locus ─ Reading · Stemma ─ Node, Edge  stemma
    Membership ─ Section · Story           many articles

All are frozen. Offsets are half-open, in Unicode code points, into `Article.text`.
`to_dict()` gives the published JSON (schemas in `whence/report/schemas`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal

from whence.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    import numpy.typing as npt

Role = Literal["body", "heading", "caption", "credit", "furniture"]
Precision = Literal["second", "minute", "hour", "day", "month", "year"]
VariantKind = Literal[
    "only-left", "only-right", "moved", "number", "date", "name", "label", "attribution", "wording"
]
EvidenceKind = Literal["concept", "number", "date", "name", "word", "ngram", "neural"]
CreditRole = Literal[
    "byline", "source", "agency", "photo", "translator", "via", "first-published", "editor"
]
RelationKind = Literal[
    "copy", "translation", "excerpt", "compilation", "shared-source", "same-story", "unrelated"
]
# Kinds in which neither text comes from the other or from a common source.
INDEPENDENT: frozenset[RelationKind] = frozenset({"unrelated", "same-story"})
Direction = Literal["left-to-right", "right-to-left", "undetermined"]
EdgeKind = Literal["stated", "inferred", "common-source", "undetermined"]


def plain(value: object) -> Any:
    """Return `value` as JSON-ready data: records by `to_dict`, tuples as lists, the rest as is."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return round(value, 4)
    return value


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Base of all records: gives `to_dict` from the dataclass fields."""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON data (field names as keys)."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)} if is_dataclass(self) else {}


@dataclass(frozen=True, slots=True)
class Time(Record):
    """A point of time with its precision; `value` is ISO 8601, cut where knowledge ends.

    >>> Time("2020-11-15", "day").value
    '2020-11-15'

    A time without a zone is an interval of all zones: `earliest` and `latest` are in UTC.
    """

    value: str
    precision: Precision = "day"
    earliest: datetime | None = None
    latest: datetime | None = None

    def to_dict(self) -> Any:
        """Return the ISO 8601 text; its length carries the precision."""
        return self.value

    def before(self, other: Time) -> bool:
        """Return True where this time is surely before `other` (their intervals do not meet)."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest


@dataclass(frozen=True, slots=True)
class Passage(Record):
    """The unit of alignment, normally a sentence: `text == article.text[start:end]`."""

    number: int
    start: int
    end: int
    text: str
    role: Role = "body"
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Block(Record):
    """A paragraph as markup states it, before splitting; `role` is None where it states none."""

    start: int
    end: int
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Article(Record):
    """One published text with what is known of it; a *witness* when seen as one version of a story.

    `language` is a BCP 47 tag, "und" where unknown. `links` are the URLs the text points to;
    `based_on` those it states as its origin (JSON-LD isBasedOn, translationOfWork).
    `notices` are what a reader must know of how it was read (language unknown, bytes replaced …).
    `blocks` are the paragraphs of a format that marks them (HTML, Markdown); empty once it is split.
    `pages` are the offsets at which the pages of a paged document (PDF) begin.
    `alternates` are the URLs of the same page in other languages, as it states them (hreflang).
    """

    text: str
    language: str = "und"
    passages: tuple[Passage, ...] = ()
    path: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Time | None = None
    modified: Time | None = None
    links: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    format: str = "text"
    notices: tuple[str, ...] = ()
    id: str = ""
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    alternates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "id", digest[:16])

    @classmethod
    def from_passages(cls, passages: Sequence[str], *, language: str, **known: Any) -> Article:
        """Make an article that is already split: each passage is kept as given, one a paragraph.

        `known` are other fields of the article (title, outlet, url, published …). Raises UsageError where a
        text is given in the place of its passages.
        """
        if isinstance(passages, str):
            raise UsageError(
                'Article.from_passages takes a list of passages, not one text; try text.split("\\n\\n")'
            )
        rows, at = [], 0
        for number, text in enumerate(passages):
            rows.append(Passage(number, at, at + len(text), text, "body", number))
            at += len(text) + 1
        return cls(text="\n".join(passages), language=language, passages=tuple(rows), **known)

    @property
    def name(self) -> str:
        """What to call this version on a screen: outlet, file name, title or the id's first part."""
        stem = (self.path or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        return self.outlet or stem or self.title or self.id[:8]

    def to_dict(self) -> dict[str, Any]:
        """Return the published JSON; the text itself stands in the passages."""
        row = super(Article, self).to_dict()
        del row["text"], row["blocks"]
        return row

    def __repr__(self) -> str:
        return f"Article({self.name!r}, {self.language}, {len(self.passages)} passages)"


@dataclass(frozen=True, slots=True)
class Capture(Record):
    """An article as it was found: where, when, and the bytes it was read from.

    `source` is a path or address; the place inside a file of many stands after "#"
    ("crawl.warc.gz#18230", "export.csv#412"). `original` are the bytes of the article alone where
    the format lets them be cut out (a web archive's response, a line of JSON), else of the file.
    `captured` is when they were fetched, where that is known.
    """

    article: Article
    original: bytes
    media_type: str
    source: str
    captured: Time | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the capture as JSON data; the bytes are stated by size and SHA-256."""
        row = super(Capture, self).to_dict()
        row["original"] = {
            "bytes": len(self.original),
            "sha256": hashlib.sha256(self.original).hexdigest(),
        }
        return row


@dataclass(frozen=True, slots=True)
class Span(Record):
    """A stretch of one article: `article` is its index in the comparison or story."""

    article: int
    passage: int
    start: int
    end: int
    text: str


FEATURE_KINDS: tuple[EvidenceKind, ...] = ("concept", "number", "date", "name", "word", "ngram")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Features(Record):
    """The language-neutral features of one article: parallel arrays, one row a feature.

    passage  int32    passage number
    token    int32    running number of the token it comes from; one token has several features
    key      uint64   what it is: equal keys mean equal features, across languages
    kind     uint8    index into FEATURE_KINDS
    weight   float32  ≥ 0, sense weight × idf; kernels normalise per passage
    start    int32    offsets of the token in the article's text
    end      int32

    `length` float32 per passage: its length in characters brought to English size, for ratios.
    `known` float32 per passage: share of its word tokens that the lexicon knows.
    """

    passages: int
    passage: npt.NDArray[np.int32]
    token: npt.NDArray[np.int32]
    key: npt.NDArray[np.uint64]
    kind: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    length: npt.NDArray[np.float32]
    known: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """One meeting of the two sides of a link: a word, name or number of each, and what they share.

    `value` is what both mean ("30000", "tanker truck"); where the two texts differ but the value
    is one (30.000 = 30,000, Joumâa = Juma) this is the *equivalence* that was not counted.
    `weight` is its share of the link's similarity, 0..1.
    """

    kind: EvidenceKind
    left: Span
    right: Span
    value: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Link(Record):
    """Passages of the left article aligned with passages of the right one, n–m."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float
    evidence: tuple[Evidence, ...] = ()
    moved: bool = False

    def __repr__(self) -> str:
        sides = ("+".join(map(str, side)) for side in (self.left, self.right))
        return f"Link({' → '.join(sides)}, {self.score:.2f}{', moved' if self.moved else ''})"


@dataclass(frozen=True, slots=True)
class Variant(Record):
    """A difference at one place. `left` or `right` is None where that side has nothing.

    `link` is the index of the link it stands in, None for a passage of one version only.
    `note` says in words what differs, for a reader ("30,000 against 3,000").
    """

    kind: VariantKind
    left: Span | None
    right: Span | None
    score: float
    note: str = ""
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution(Record):
    """Who is said to have said or seen something: `source` is None where the text leaves it open.

    `source` is the mention beside the cue, which may be a pronoun ("il"); without a subject it is
    the last place before where the text names the source.
    `name` is the source's canonical name in this article ("Ali Rabiei" for a later "Rabiei" or
    "il"); `cue` the words that attribute ("declared", "according to"); `quoted` True where the
    content stands in quotation marks.
    """

    article: int
    source: Span | None
    name: str
    cue: str
    content: Span
    quoted: bool


@dataclass(frozen=True, slots=True)
class Credit(Record):
    """What an article says of its own origin: byline, agency, photo, translator, sources."""

    article: int
    role: CreditRole
    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reason(Record):
    """Why something is held: `kind` is a stable word for programs, `text` a sentence for people."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Relation(Record):
    """What two articles are to each other; `coverage` is the linked share of each, by characters."""

    kind: RelationKind
    direction: Direction
    coverage: tuple[float, float]
    confidence: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair(Record):
    """The relation of two articles of a story, by their indexes, with its links and variants."""

    left: int
    right: int
    kind: RelationKind
    direction: Direction
    coverage: tuple[float, float]
    confidence: float
    reasons: tuple[Reason, ...] = ()
    links: tuple[Link, ...] = ()
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """Two articles close up. In spans, article 0 is the left one, article 1 the right one."""

    articles: tuple[Article, Article]
    links: tuple[Link, ...]
    variants: tuple[Variant, ...]
    attributions: tuple[Attribution, ...]
    credits: tuple[Credit, ...]
    relation: Relation
    notices: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the document `whence.comparison/1`."""
        return {"format": "whence.comparison/1", **super(Comparison, self).to_dict()}


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """What some of the versions have at a locus; no spans where they have nothing there."""

    articles: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Locus(Record):
    """A place where versions differ: `kind` is a variant kind or "presence" (passage there or not)."""

    kind: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Node(Record):
    """A version in the stemma; `article` is None for a lost witness.

    `candidates` names what a lost witness may be, from credits ("Sources: …").
    """

    id: str
    article: int | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge(Record):
    """A step of transmission; where `kind` is "undetermined", parent and child may be swapped."""

    parent: str
    child: str
    confidence: float
    reasons: tuple[Reason, ...] = ()
    kind: EdgeKind = "inferred"


@dataclass(frozen=True, slots=True)
class Stemma(Record):
    """The graph of transmission; a node may have several parents (contamination)."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section(Record):
    """The part of an article, by passage numbers, that belongs to one of several stories."""

    article: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Membership(Record):
    """Which of the articles that were traced together are one story.

    An article of several stories (a round-up) has a section in each; the others are there whole.
    """

    articles: tuple[int, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Story(Record):
    """Articles that belong together, and what whence found out about them.

    `stories` tells them apart where the articles are of several: relations then are of all pairs, loci
    and the stemma's trees of one story each. An article that is in none is unrelated to the others.
    """

    articles: tuple[Article, ...]
    relations: tuple[Pair, ...]
    loci: tuple[Locus, ...]
    attributions: tuple[Attribution, ...]
    credits: tuple[Credit, ...]
    stemma: Stemma = field(default_factory=Stemma)
    notices: tuple[str, ...] = ()
    stories: tuple[Membership, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the document `whence.story/1`."""
        return {"format": "whence.story/1", **super(Story, self).to_dict()}
