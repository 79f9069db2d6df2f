"""What follows from an article's features is worked out once, and goes when they go."""

import gc

from whence import Article
from whence.features import features
from whence.memo import once
from whence.records import Features


def _features(text: str) -> Features:
    return features([Article.from_passages([text], language="en")])[0]


def test_what_follows_from_features_is_worked_out_once_an_article() -> None:
    asked = []

    @once
    def size(rows: Features) -> int:
        """Return how many rows there are."""
        asked.append(rows)
        return len(rows.key)

    one, other = _features("The mill burned."), _features("Nine barges left the quay at dawn.")
    assert size(one) == size(one) == len(one.key)
    assert size(other) == len(other.key) != size(one)
    assert asked == [one, other]
    assert size.__doc__ == "Return how many rows there are."


def test_what_is_remembered_goes_with_the_features() -> None:
    class Held:
        """What was worked out."""

    @once
    def memory(_rows: Features) -> Held:
        return Held()

    rows = _features("The mill burned.")
    assert memory(rows) is memory(rows)
    assert sum(isinstance(x, Held) for x in gc.get_objects()) == 1
    del rows
    gc.collect()
    assert not any(isinstance(x, Held) for x in gc.get_objects())


def test_features_are_themselves_only() -> None:
    one, same = _features("The mill burned."), _features("The mill burned.")
    assert one == one != same  # noqa: PLR0124 what is tested
    assert len({one, same}) == 2
