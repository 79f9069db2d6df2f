"""Prints → candidate pairs: one relational join, the same text for every engine.

    counted   in how many articles each key stands
    rare      keys that at least two have and at most `spread` do: what more have is boilerplate, an
              agency's footer, a notice; such keys never make a pair
    new       rows of fresh articles under rare keys
    known     rows of all articles under rare keys
    met       a row for every meeting; meanings meet between languages only, as within one everybody
              shares the common words
    pairs     meetings summed by pair and kind, where the sum reaches the kind's threshold

A pair depends on the set of articles only, never on their order. A new article can only push keys over the
cap: pairs of old articles may lose their standing and never gain it; removing one does the reverse. With all
articles fresh everything is joined with everything; with a few, only their keys are needed in `prints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whence.candidates.things import MEANING, WORDS
from whence.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from whence.engines import Engine, Source

PAIRS = """
WITH counted AS (
  SELECT key, count(*) AS spread FROM prints WHERE kind <= {last} GROUP BY key
), rare AS (
  SELECT key FROM counted WHERE spread >= 2 AND spread <= {spread}
), known AS (
  SELECT p.article, p.key, p.kind, p.weight, s.language, CASE WHEN f.article IS NULL THEN 0 ELSE 1 END AS fresh
  FROM prints p JOIN rare r ON p.key = r.key JOIN spoken s ON p.article = s.article
  LEFT JOIN {fresh} f ON p.article = f.article
  WHERE p.kind <= {last}
), new AS (
  SELECT article, key, kind, weight, language FROM known WHERE fresh = 1
), met AS (
  SELECT least(n.article, k.article) AS one, greatest(n.article, k.article) AS two, n.kind, n.weight
  FROM new n JOIN known k ON n.key = k.key
  WHERE (n.article < k.article OR (k.fresh = 0 AND n.article <> k.article))
  AND (n.kind = {words} OR n.language <> k.language)
)
SELECT one, two, kind, CAST(sum(CAST(weight AS DOUBLE)) AS DOUBLE) AS score
FROM met GROUP BY one, two, kind
HAVING sum(CAST(weight AS DOUBLE)) >= CASE WHEN kind = {words} THEN {words_from} ELSE {meaning_from} END
"""


def pairs_sql(settings: Settings = DEFAULT, *, fresh: str = "fresh") -> str:
    """Return the text that gives (one, two, kind, score); one < two.

    Its tables are `prints`, `spoken` (article, language: a row for every article of `prints`) and `fresh`
    (article), for which `fresh` may be another table or a query in brackets.
    """
    return PAIRS.format(
        fresh=fresh,
        last=MEANING,
        words=WORDS,
        spread=settings.spread,
        words_from=settings.words_from,
        meaning_from=settings.meaning_from,
    )


def pairs(
    prints: Source,
    spoken: Source,
    *,
    engine: Engine,
    fresh: Iterable[int] | None = None,
    settings: Settings = DEFAULT,
) -> pa.Table:
    """Return the candidate pairs (one, two, kind, score), those with a `fresh` article or all.

    `spoken` tells the language of every article, by the name that the lexicon has for it.
    """
    import pyarrow as pa

    tables = {"prints": prints, "spoken": spoken}
    if fresh is None:
        return engine.run(pairs_sql(settings, fresh="(SELECT article FROM spoken)"), tables)
    chosen = pa.table({"article": pa.array(list(fresh), pa.int64())})
    return engine.run(pairs_sql(settings), {**tables, "fresh": chosen})


def spoken(articles: Iterable[int], languages: Iterable[str]) -> pa.Table:
    """Return the table of who speaks what, from article numbers and BCP 47 tags."""
    import pyarrow as pa

    from whence.lexicon.forms import language_of

    return pa.table(
        {
            "article": pa.array(list(articles), pa.int64()),
            "language": pa.array([language_of(tag) for tag in languages], pa.string()),
        }
    )
