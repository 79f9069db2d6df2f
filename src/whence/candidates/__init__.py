"""Features → candidates: the pairs of articles worth comparing.

A few articles are all compared with each other. Beyond that a pair must share enough of its
features: an article is a set of feature keys, each weighted by its idf, and a pair is kept where the
shared weight is a fair part of the *lighter* article, so that an excerpt in a long text counts.
What all articles of a run have weighs nothing; where they are all versions of one story that is the story
itself, so a pair that shares a larger part by the background weights alone is kept too.
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

# Share of the lighter article's weight, without idf within the run, from which a pair is kept whatever the
# other articles have. Gates which versions are compared where all of a large run are of one story. Of pairs of
# one story told 72 times in 24 languages the idf within the run keeps 0.31, this with it 0.89; of pairs of
# different stories among 144 articles of 24 stories it adds 3 in a hundred. 0.3 adds none and keeps 0.65. Chosen
# by both shares over NTREX; re-run tests/test_candidates.py.
ALIKE = 0.25


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
    shape = (len(features), len(columns))
    present = csr_array((np.ones_like(weight), (row, column)), shape=shape, dtype=np.float32)
    found: set[tuple[int, int]] = set()
    for weights, least in (
        (weight * np.log(len(features) / spread)[column], settings.candidate_overlap),
        (weight, max(settings.candidate_overlap, ALIKE)),
    ):
        matrix = csr_array((weights, (row, column)), shape=shape, dtype=np.float32)
        shared = (matrix @ present.T).tocoo()
        total = matrix.sum(axis=1)
        lighter = np.minimum(total[shared.row], total[shared.col])
        enough = (shared.row < shared.col) & (shared.data >= least * lighter) & (shared.data > 0)
        found.update(zip(shared.row[enough].tolist(), shared.col[enough].tolist(), strict=True))
    return sorted(found)
