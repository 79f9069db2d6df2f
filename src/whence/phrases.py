"""template, values → a sentence of whence's own, that a screen can say in another language.

    phrase("{share} of the {links} links stand in the same order.", share="90%", links=20)
    phrases("{n} passage", "{n} passages", 3)

The records hold what is said, in English. The catalogue of the screens is made from the templates in
these calls (`tools/write_catalog.py`), and a page in another language finds the template of a sentence
again by the words that stand between its values (`report/speech.py`). So a sentence is one template,
whole, with a place for each value; what is glued together from parts no other language can say.
"""

from __future__ import annotations

# Marks a message for the catalogue where it cannot be said yet: the language is not known there.
message = str
# Marks a template that `phrase` is given later.
said = str


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark a message with its plural for the catalogue, to be said later."""
    return one, many


def phrase(template: str, /, **values: object) -> str:
    """Return the template with its values.

    >>> phrase("{left} and {right} are one.", left="A", right="B")
    'A and B are one.'
    """
    return template.format(**values)


def phrases(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the template for one or for many, `n` put in with the other values.

    >>> phrases("{n} link of {of}", "{n} links of {of}", 1, of="A")
    '1 link of A'
    """
    return (one if n == 1 else many).format(n=f"{n:,}", **values)
