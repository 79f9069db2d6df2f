"""Features → candidates: the pairs of articles worth comparing.

A few articles are all compared with each other. Beyond that a pair must share enough of its
features: an article is a set of feature keys, each weighted by its idf, and a pair is kept where the
shared weight is a fair part of the *lighter* article, so that an excerpt in a long text counts.
The join is one sparse product; it grows with the sum of squared document frequencies of the keys.

For collections there are kernels over batches, each in its module, none of which knows a store:

    prints.prints(articles)              → Prints       keys by which an article is found among millions
    join.pairs(prints, engine=…)         → candidates   (one, two, kind, score) by relational text
    kin.kinships(articles, pairs)        → Kinship      which stretches of a pair are the same
    kin.one_thing(articles, regions)     → bool         are two regions of an article about one thing
    clusters.clusters(kin)               → stories      sets of articles
    search.query, rank, passages         → Hit          words in one language, passages in all
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whence.records import Features


def candidates(features: Sequence[Features], *, settings: Settings = DEFAULT) -> list[tuple[int, int]]:
    """Return the candidate pairs (i, j), i < j, in order.

    With at most `settings.all_pairs_up_to` articles these are all pairs.
    """
    count = len(features)
    if count <= settings.all_pairs_up_to:
        return [(i, j) for i in range(count) for j in range(i + 1, count)]
    return _joined(features, settings)


def _joined(features: Sequence[Features], settings: Settings) -> list[tuple[int, int]]:
    """Join the articles over their shared keys by one sparse product."""
    import numpy as np
    from scipy.sparse import csr_array

    distinct = [np.unique(table.key, return_index=True) for table in features]
    weight = np.concatenate([t.weight[first] for t, (_, first) in zip(features, distinct, strict=True)])
    row = np.repeat(np.arange(len(features)), [len(keys) for keys, _ in distinct])
    columns, column = np.unique(np.concatenate([keys for keys, _ in distinct]), return_inverse=True)
    # Idf within the run, on top of the background idf in the weights: what every article of a run
    # has (its topic, its outlet's footer) must not make pairs.
    spread = np.bincount(column, minlength=len(columns))
    weight = weight * np.log(len(features) / spread)[column]
    shape = (len(features), len(columns))
    matrix = csr_array((weight, (row, column)), shape=shape, dtype=np.float32)
    present = csr_array((np.ones_like(weight), (row, column)), shape=shape, dtype=np.float32)
    shared = (matrix @ present.T).tocoo()
    total = matrix.sum(axis=1)
    lighter = np.minimum(total[shared.row], total[shared.col])
    enough = (shared.row < shared.col) & (shared.data >= settings.candidate_overlap * lighter)
    return sorted(zip(shared.row[enough].tolist(), shared.col[enough].tolist(), strict=True))
