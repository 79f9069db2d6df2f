"""The stages in order: two or more articles → Comparison or Story.

    read → split → features → candidates → align → sources → variants → relate → membership → stemma → report

`STAGES` states what each stage takes and gives; a test proves that each input exists before it is
needed. Stages do not know each other: only this file calls them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from whence.errors import ReadError, UsageError
from whence.phrases import phrase
from whence.records import Comparison, Pair, Reason, Relation, Story
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

    from whence.encoders import Encoder, Opinion
    from whence.readers.fetch import Fetcher
    from whence.records import Article, Attribution, Capture, Credit, Features, Link, Membership, Variant


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
    Stage("membership", ("Article", "Link", "Relation"), ("Membership",)),
    Stage(
        "stemma", ("Article", "Link", "Variant", "Credit", "Relation", "Membership"), ("Locus", "Stemma")
    ),
    Stage("report", ("Comparison", "Story"), ("page", "JSON")),
)


# Kinds in which one article has what it has from the other: a part of it makes a compilation.
_OF_THE_OTHER = frozenset({"copy", "translation", "excerpt"})


class Progress(Protocol):
    """What a caller may pass to follow a long run; the library itself never prints."""

    def step(self, what: str, done: int, total: int) -> None:
        """Tell that `done` of `total` units of the stage `what` are finished."""


class Silent:
    """The progress that does nothing."""

    def step(self, what: str, done: int, total: int) -> None:
        """Do nothing."""


def read(
    source: str | PathLike[str],
    *,
    language: str | None = None,
    lines: bool = False,
    settings: Settings = DEFAULT,
) -> Article:
    """Read the one article of a file or address ("-" is standard input) and split it into passages.

    For sources of many articles see `captures`. `language` is a BCP 47 tag that overrides detection; with
    `lines` the input is already split, one passage a line. Raises ReadError, which says what was found and what to do.
    """
    from whence import readers
    from whence.split import split

    return split(readers.read(source, language=language, lines=lines, settings=settings))


def captures(
    source: str | PathLike[str],
    *,
    language: str | None = None,
    lines: bool = False,
    settings: Settings = DEFAULT,
    mapping: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
    follow: bool | None = None,
) -> Iterator[Capture | ReadError]:
    """Yield every article of a file, directory or address, split, with the bytes it was read from.

    What cannot be read is yielded as a ReadError, and the rest goes on. `mapping` names the columns of a
    table or the keys of JSON by the article's fields ({"text": "body"}). An address that is itself `source`
    is fetched; those that a list, a feed or a table names only with `follow` or a `fetcher` of your own.
    """
    from dataclasses import replace

    from whence import readers
    from whence.split import split

    found = readers.captures(
        source, language=language, lines=lines, settings=settings, mapping=mapping, fetcher=fetcher,
        follow=follow,
    )  # fmt: skip
    for row in found:
        if isinstance(row, ReadError):
            yield row
        else:
            yield replace(row, article=split(row.article, settings=settings))


def compare(
    left: Article, right: Article, *, settings: Settings = DEFAULT, encoder: Encoder | None = None
) -> Comparison:
    """Compare two articles passage by passage, in any two languages.

    In the spans of the result, article 0 is the left one and article 1 the right one. `encoder` is heard
    beside the words: one of your own disk (`whence.encoders.load`) or any object like it.
    """
    articles, notices = _prepared((left, right), settings, encoder)
    found = _Sources.of(articles)
    from whence.features import features

    opinion = _opinion(encoder, articles)
    links, changes, relation = _pair(
        articles, features(articles), found, (0, 1), settings, opinion=opinion
    )
    return Comparison(
        articles=(articles[0], articles[1]),
        links=links,
        variants=changes,
        attributions=found.attributions,
        credits=found.credits,
        relation=relation,
        notices=notices,
    )


def trace(
    articles: Sequence[Article],
    *,
    settings: Settings = DEFAULT,
    progress: Progress | None = None,
    encoder: Encoder | None = None,
) -> Story:
    """Turn two or more versions into one story: relations, apparatus and stemma.

    Raises UsageError for fewer than two articles. Cost grows with the number of candidate pairs
    (all pairs up to `settings.all_pairs_up_to` articles). `encoder` is as in `compare`.
    """
    if len(articles) < 2:
        raise UsageError(f"found {len(articles)} article(s), expected at least 2 versions of a story")
    from whence.candidates import candidates
    from whence.features import features
    from whence.membership import membership
    from whence.stemma import stem

    tell = (progress or Silent()).step
    articles, notices = _prepared(articles, settings, encoder)
    tell("features", 0, len(articles))
    rows = features(articles)
    tell("features", len(articles), len(articles))
    found = _Sources.of(articles)
    opinion = _opinion(encoder, articles)
    worth = candidates(rows, settings=settings)
    pairs = {}
    for done, (i, j) in enumerate(worth):
        tell("align", done, len(worth))
        links, changes, relation = _pair(articles, rows, found, (i, j), settings, opinion=opinion)
        pairs[i, j] = _related(i, j, relation, links, changes)
    tell("align", len(worth), len(worth))
    relations = tuple(
        pairs.get((i, j)) or _related(i, j, Relation("unrelated", "undetermined", (0.0, 0.0), 0.9))
        for i in range(len(articles))
        for j in range(i + 1, len(articles))
    )
    tell("stemma", 0, 1)
    stories = membership(articles, relations, settings=settings)
    relations = tuple(_of_stories(p, stories, articles, found, settings) for p in relations)
    # Of two articles all differences are told, be they of one story or not.
    parts = stories if len(articles) > 2 else None
    loci, tree = stem(articles, relations, found.credits, stories=parts, settings=settings)
    tell("stemma", 1, 1)
    return Story(articles, relations, loci, found.attributions, found.credits, tree, notices, stories)


@dataclass(frozen=True, slots=True)
class _Sources:
    """The attributions and credits of all articles of a run."""

    attributions: tuple[Attribution, ...]
    credits: tuple[Credit, ...]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> _Sources:
        from whence import sources

        return cls(
            tuple(row for i, a in enumerate(articles) for row in sources.attributions(a, i)),
            tuple(row for i, a in enumerate(articles) for row in sources.credits(a, i)),
        )


def _opinion(encoder: Encoder | None, articles: Sequence[Article]) -> Opinion | None:
    if encoder is None:
        return None
    from whence.encoders import opinion

    return opinion(encoder, articles)


def _prepared(
    articles: Sequence[Article], settings: Settings, encoder: Encoder | None
) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Split what is not split yet, refuse what is too long, and note what a reader must know."""
    from whence.split import split

    for row in articles:
        if not hasattr(row, "passages"):
            raise UsageError(
                f"found {type(row).__name__} ({str(row)[:40]!r}), expected an Article; read it first: whence.read(path)"
            )
    rows = tuple(a if a.passages else split(a) for a in articles)
    for row in rows:
        if len(row.passages) > settings.max_passages:
            raise UsageError(
                f"{row.name}: found {len(row.passages):,} passages, expected at most "
                f"{settings.max_passages:,}; raise the setting max_passages "
                f"(about {len(row.passages) * 40 // 1000:,} MB of memory would be needed)"
            )
    notices = *_of_each(rows), *_same_texts(rows), *_without_lexicon(rows)
    return rows, notices if encoder is None else (*notices, _with_encoder(encoder, settings))


def _of_each(articles: Sequence[Article]) -> list[str]:
    return [
        phrase("{name}: {notice}", name=a.name, notice=notice) for a in articles for notice in a.notices
    ]


def _same_texts(articles: Sequence[Article]) -> list[str]:
    first: dict[str, Article] = {}
    notices = []
    for a in articles:
        if a.id in first:
            notices.append(
                phrase(
                    "{left} and {right} are the same text, letter by letter",
                    left=a.name,
                    right=first[a.id].name,
                )
            )
        first.setdefault(a.id, a)
    return notices


def _with_encoder(encoder: Encoder, settings: Settings) -> str:
    return phrase(
        "the encoder {encoder} was heard beside the words (weight {weight}); links that rest on it mainly "
        "name it in their evidence",
        encoder=encoder.name,
        weight=f"{settings.encoder_weight:g}",
    )


def _without_lexicon(articles: Sequence[Article]) -> list[str]:
    from whence.lexicon import load

    lexicon = load()
    return [
        phrase(
            "{name}: no word list for the language '{language}'; compared by names, numbers, dates and "
            "letter sequences only",
            name=a.name,
            language=a.language,
        )
        for a in articles
        if not lexicon.has(a.language)
    ]


def _pair(
    articles: Sequence[Article],
    rows: Sequence[Features],
    found: _Sources,
    indexes: tuple[int, int],
    settings: Settings,
    *,
    opinion: Opinion | None,
) -> tuple[tuple[Link, ...], tuple[Variant, ...], Relation]:
    """Run the stages from align to relate on one pair of articles."""
    from whence.align import align
    from whence.relate import relate
    from whence.variants import variants

    i, j = indexes
    sides = articles[i], articles[j]
    heard = None if opinion is None else opinion.of(i, j)
    links = align(*sides, rows[i], rows[j], indexes=indexes, settings=settings, opinion=heard)
    said = tuple(a for a in found.attributions if a.article in indexes)
    changes = variants(*sides, rows[i], rows[j], links, said, indexes=indexes, settings=settings)
    stated = tuple(c for c in found.credits if c.article in indexes)
    relation = relate(*sides, links, changes, stated, indexes=indexes, settings=settings)
    return links, changes, relation


def _of_stories(
    pair: Pair,
    stories: Sequence[Membership],
    articles: Sequence[Article],
    found: _Sources,
    settings: Settings,
) -> Pair:
    """Return what two articles are to each other where one has parts of several stories: by the part."""
    from whence.membership import alone, common, restricted, told
    from whence.relate import relate

    shared = common(pair, stories)
    parts = {v: s for sections in shared for v, s in sections.items() if v in (pair.left, pair.right)}
    if not parts:
        return pair
    pair = restricted(pair, shared)
    ends = (pair.left, pair.right)
    said = tuple(c for c in found.credits if c.article in ends)
    whole = relate(
        articles[pair.left], articles[pair.right], pair.links, pair.variants, said,
        indexes=ends, settings=settings,
    )  # fmt: skip
    if len(shared) > 1:
        return _related(*ends, whole, pair.links, pair.variants)
    left, right, links = alone(pair, shared[0], articles)
    part = relate(left, right, links, pair.variants, said, indexes=ends, settings=settings)
    reasons = [r for r in whole.reasons if r.kind == "coverage"]
    reasons += [r for r in part.reasons if r.kind != "coverage"]
    reasons += [
        Reason(
            "parts",
            phrase(
                "{name} has parts of several stories: of this one passages {numbers}.",
                name=articles[v].name,
                numbers=told(s),
            ),
        )
        for v, s in sorted(parts.items())
    ]
    kind = "compilation" if part.kind in _OF_THE_OTHER else part.kind
    relation = Relation(kind, part.direction, whole.coverage, part.confidence, tuple(reasons))
    return _related(*ends, relation, pair.links, pair.variants)


def _related(
    left: int,
    right: int,
    relation: Relation,
    links: tuple[Link, ...] = (),
    changes: tuple[Variant, ...] = (),
) -> Pair:
    return Pair(
        left=left,
        right=right,
        kind=relation.kind,
        direction=relation.direction,
        coverage=relation.coverage,
        confidence=relation.confidence,
        reasons=relation.reasons,
        links=links,
        variants=changes,
    )
