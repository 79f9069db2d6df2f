"""A collection → pages: the local workbench, above report and collection, with no logic of its own.

application.py   the routes, and `serve`      security.py   who may ask: host, origin, token, policy
case.py          the open collection          jobs.py       long work, with progress and cancel
tracing.py       a large story, in a process of its own
pages/           a record and a builder a page; templates/ and static/ beside it set them
catalog.py       the words of the screens in the reader's language
"""

from whence.web.application import application, serve

__all__ = ["application", "serve"]
