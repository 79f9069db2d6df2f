"""The errors of whence: one tree, every message says what was found, what was expected, what to do.

WhenceError
├── ReadError         an input cannot become an article (missing, binary, too large, empty …)
├── UsageError        the call itself is wrong: an option, a number of articles
├── LexiconError      the shipped concept table is missing or damaged
└── MissingExtraError an optional part of whence is not installed
"""

from __future__ import annotations


class WhenceError(Exception):
    """Base of every error that whence raises on purpose; its text is fit for a user."""


class ReadError(WhenceError):
    """An input that cannot become an article.

    `source` is the path or URL as the user gave it; `found` what stands there; `do` the way out.
    """

    def __init__(self, source: str, found: str, do: str = "") -> None:
        self.source = source
        self.found = found
        self.do = do
        super().__init__(f"{source}: {found}" + (f"; {do}" if do else ""))


class UsageError(WhenceError):
    """The call itself is wrong: too few articles, an option that does not exist."""


class LexiconError(WhenceError):
    """The shipped concept table is missing, damaged or of another format."""


class MissingExtraError(WhenceError):
    """An optional part is not installed; the message names the extra to install."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs an optional part: pip install 'whence[{extra}]'")
