"""An article → its kin in the collection: what `add` would find, without adding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from whence.candidates.things import MEANING
from whence.collection import kinships, rules, segments
from whence.collection.blocks import Postings, joined
from whence.collection.rows import KinRow

if TYPE_CHECKING:
    from whence.collection.segments import Directories
    from whence.collection.store import Store
    from whence.records import Article
    from whence.settings import Settings

# The row number of an article that is not in the file.
_STRANGER = 2**62
# Candidates that are compared, those with most evidence first; more are copies of copies.
MOST = 200


def find(
    store: Store, directories: Directories, article: Article, settings: Settings, *, limit: int
) -> list[KinRow]:
    """Return the kin of an article, best first: left is the article, right one of the collection."""
    from whence.candidates.kin import kinships as compared
    from whence.candidates.prints import prints
    from whence.split import split

    if not article.passages:
        article = split(article)
    made = prints([article])
    own = Postings(
        made.key[made.kind <= MEANING],
        np.full(int((made.kind <= MEANING).sum()), _STRANGER, np.int64),
        made.weight[made.kind <= MEANING],
    )
    with store.snapshot() as db:
        if other := rules.other_prints(db):
            raise rules.refusal(store.path, other)
        known = db.execute("SELECT row FROM article WHERE id = ?", (article.id,)).fetchone()
        met = segments.look_up(db, directories, np.unique(own.key), most=settings.spread)
        if known:
            met = met.where(met.article != known[0])
        stranger = np.array([_STRANGER], np.int64)
        kept, _ = kinships.rare(joined([met, own]).sorted(), stranger, stranger, settings.spread)
        languages = kinships.spoken(db, kept, (_STRANGER, article.language))
        one, _, words, meaning = kinships.joined_pairs(kept, languages, stranger, settings)
        order = np.lexsort((one, -(words + meaning)))[:MOST]
        others = dict(kinships.bodies(db, one[order].tolist()))
        found = compared(
            [article, *others.values()], [(0, n + 1) for n in range(len(others))], settings=settings
        )
        rows = [
            KinRow(
                article.id,
                other.id,
                kin.kind,
                kin.score,
                kin.coverage,
                left_extents=tuple(e.left for e in kin.extents),
                right_extents=tuple(e.right for e in kin.extents),
            )
            for other, kin in zip(others.values(), found, strict=True)
            if kin is not None
        ]
    rows.sort(key=lambda r: (-max(r.coverage) * r.score, r.right))
    return rows[:limit]
