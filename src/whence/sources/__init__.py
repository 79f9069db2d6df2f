"""Article → Attribution, Credit: who is said to have said it, and what the article says of its origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.records import Article, Attribution, Credit

__all__ = ["attributions", "credits"]

# Passages of these roles hold statements; credits and furniture are not the story.
_TOLD = frozenset({"body", "heading", "caption"})


def attributions(article: Article, index: int = 0) -> tuple[Attribution, ...]:
    """Return who is said to have said or seen what; `index` is the article's number in the spans.

    A source that the text leaves open is None, with an empty name. Time is linear in the text.
    """
    from whence.sources.clause import WORD, line, unmark_openers
    from whence.sources.cues import cues, from_lexicon
    from whence.sources.quotation import quotes
    from whence.sources.speakers import attribute
    from whence.sources.speech import reports

    found = quotes(article.text, article.passages)
    words = cues(article.language)
    if not words.starts:
        words = from_lexicon(article.language, sorted(set(WORD.findall(article.text))))
    lines = [line(p, words, found) for p in article.passages if p.role in _TOLD]
    unmark_openers(lines)
    return tuple(attribute(article, index, lines, [reports(row, found) for row in lines], found))


def credits(article: Article, index: int = 0) -> tuple[Credit, ...]:  # noqa: A001
    """Return what the article states of its own origin: byline, agency, photo, translator, sources."""
    from whence.sources.credit import credits_of

    return credits_of(article, index)
