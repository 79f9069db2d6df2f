"""Article → Passage: paragraphs by layout or markup, sentences within them, roles for what is no story.

paragraphs   blocks of the markup, else `whence.layout`
roles        heading, caption, credit, furniture, body: once a paragraph
sentences    never across a paragraph; together they cover all that is not space
"""

from __future__ import annotations

import re
from dataclasses import replace

from whence import function_words, layout
from whence.records import Article, Block, Passage
from whence.settings import DEFAULT, Settings
from whence.split.roles import roles
from whence.split.sentences import sentences
from whence.text import tag

# A sentence on a later line of a Markdown quotation has the line's mark before it.
_QUOTED = re.compile(r"(?:>[ \t]?)+(?=[^\s>])")


def split(article: Article, *, settings: Settings = DEFAULT) -> Article:
    """Return the article with its passages; an article that has passages is returned as it is."""
    if article.passages:
        return article
    text = article.text
    blocks = article.blocks or _blocks(text, article.language)
    paragraphs = [text[block.start : block.end] for block in blocks]
    rows: list[Passage] = []
    for number, (block, role) in enumerate(
        zip(blocks, roles(paragraphs, [block.role for block in blocks]), strict=True)
    ):
        for start, end in sentences(
            paragraphs[number], article.language, settings.max_passage_characters
        ):
            at, stop = block.start + start, block.start + end
            if article.format == "markdown" and (mark := _QUOTED.match(text, at, stop)):
                at = mark.end()
            rows.append(Passage(len(rows), at, stop, text[at:stop], role, number))
    return replace(article, passages=tuple(rows), blocks=())


def _blocks(text: str, language: str) -> tuple[Block, ...]:
    small = function_words.leading(tag(language))
    return tuple(Block(start, end) for start, end in layout.paragraphs(text, small))
