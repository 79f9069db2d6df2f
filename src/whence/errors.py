"""The errors of whence: one tree, every message says what was found, what was expected, what to do.

WhenceError
├── ReadError         an input cannot become an article (missing, binary, too large, empty …)
├── UsageError        the call itself is wrong: an option, a number of articles
├── CollectionError   a collection's file cannot be opened, read or written as asked
├── EngineError       an engine could not run a query, or cannot run here
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

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        """Say how to make it again, so that it passes between processes."""
        return type(self), (self.source, self.found, self.do)


class UsageError(WhenceError):
    """The call itself is wrong: too few articles, an option that does not exist."""


class CollectionError(WhenceError):
    """A collection's file that cannot be opened, read or written as asked.

    `path` is the file; `found` what is the matter; `do` the way out, mostly a command.
    """

    def __init__(self, path: object, found: str, do: str = "") -> None:
        self.path = str(path)
        self.found = found
        self.do = do
        super().__init__(f"{path}: {found}" + (f"; {do}" if do else ""))


class EngineError(WhenceError):
    """An engine could not run a query, or cannot run on this machine; `sql` is the text that failed."""

    def __init__(self, found: str, sql: str = "") -> None:
        self.sql = sql
        super().__init__(found + (f"\nThe query was:\n{sql}" if sql else ""))


class LexiconError(WhenceError):
    """The shipped concept table is missing, damaged or of another format."""


class MissingExtraError(WhenceError):
    """An optional part is not installed; the message names the extra to install."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{what} needs an optional part: pip install 'whence[{extra}]'")
