"""collection → QueuePage: relations that whence suggests, for a person to accept or reject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from whence.errors import UsageError
from whence.phrases import phrase
from whence.records import Record
from whence.report.display import clip
from whence.web.asking import (
    PER_PAGE,
    Pager,
    back,
    collection,
    done,
    page_number,
    pager,
    person,
    text,
    verdict,
    wish,
)
from whence.web.security import form

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from whence.collection import Collection
    from whence.collection.rows import ArticleRow, KinRow, Status
    from whence.records import Article

STATES: tuple[Status, ...] = ("suggested", "accepted", "rejected")
# Columns of a shared stretch that are shown: enough to judge by, two lines of a card. Of a long stretch
# only its beginning is looked at, marks that take no column included.
_SHOWN, _LOOKED_AT = 180, 1_000


@dataclass(frozen=True, slots=True)
class Suggestion(Record):
    """Two articles that may belong together, with the longest stretch that they share, as each says it."""

    kin: KinRow
    left: ArticleRow
    right: ArticleRow
    said: tuple[str, str]

    @property
    def key(self) -> str:
        """The pair as a form names it."""
        return f"{self.kin.left} {self.kin.right}"


@dataclass(frozen=True, slots=True)
class QueuePage(Record):
    """Suggestions of one `state`, the strongest first."""

    suggestions: tuple[Suggestion, ...]
    state: str
    pager: Pager


def page(request: Request) -> Response:
    """Show what waits for a decision, or what was decided."""
    from whence.web.rendering import render

    case = collection(request)
    asked = wish(request, "state")
    state = next((s for s in STATES if s == asked), STATES[0])
    offset = (page_number(request) - 1) * PER_PAGE
    rows = case.kinships(status=state, offset=offset, limit=PER_PAGE + 1)
    articles = {a.id: a for a in case.rows({i for k in rows for i in (k.left, k.right)})}
    shown = QueuePage(
        tuple(
            Suggestion(k, articles[k.left], articles[k.right], _said(case, k)) for k in rows[:PER_PAGE]
        ),
        state,
        pager(request, len(rows)),
    )
    return render(request, shown, section="queue")


def _said(case: Collection, kin: KinRow) -> tuple[str, str]:
    """Return the longest shared stretch in the words of both sides."""
    extents = zip(kin.left_extents, kin.right_extents, strict=True)
    best = max(extents, key=lambda e: e[0][1] - e[0][0], default=None)
    if best is None:
        return "", ""
    left, right = (
        clip(_passages(case.article(name), start, min(end, start + _LOOKED_AT)), _SHOWN)
        for name, (start, end) in zip((kin.left, kin.right), best, strict=True)
    )
    return left, right


def _passages(article: Article, start: int, end: int) -> str:
    """Return what is said in a stretch of a text, without what stands between passages (a head, markup)."""
    cut = ((max(p.start, start) - p.start, min(p.end, end) - p.start, p) for p in article.passages)
    return " ".join(p.text[begin:stop] for begin, stop, p in cut if begin < stop)


async def decide(request: Request) -> Response:
    """Accept or reject one pair or all chosen ones."""
    data = await form(request)
    said, chosen = verdict(data)
    pairs = [tuple(key.split()) for key in chosen]
    if any(len(pair) != 2 for pair in pairs):
        raise UsageError(
            phrase("found no pair in the form; choose one or more, then accept or reject them")
        )

    def decided() -> int:
        case = collection(request)
        why = text(data, "why")
        deed = "accept-pair" if said == "accepted" else "reject-pair"
        made = [case.decide(deed, {"articles": pair}, who=person(request), why=why) for pair in pairs]
        return made[-1].id

    last = await run_in_threadpool(decided)
    return done(back(data, "/queue"), said, undo=last if len(pairs) == 1 else None)
