"""The words of a link's sides, and what is remembered of them."""

from dataclasses import replace

from whence import Article
from whence.align import align
from whence.features import features
from whence.variants.places import Side, places

LEFT = Article.from_passages(
    ["The Norbeck mill burned on Monday.", "Nine barges left the quay.", "Nobody saw the miller."],
    language="en",
)
RIGHT = Article.from_passages(
    ["Le moulin de Norbeck a brûlé lundi.", "Neuf péniches ont quitté le quai."], language="fr"
)


def test_a_side_has_the_words_of_its_passages_in_order() -> None:
    rows = features([LEFT, RIGHT])
    links = align(LEFT, RIGHT, *rows)
    for place, link in zip(places(LEFT, RIGHT, *rows, links, (0, 1)), links, strict=True):
        for side, group in ((place.left, link.left), (place.right, link.right)):
            low, high = side.bounds
            assert side.passages == group
            assert side.start == sorted(side.start)
            assert all(low <= a < b <= high for a, b in map(side.at, range(len(side))))
    first = places(LEFT, RIGHT, *rows, links, (0, 1))[0].left
    assert {"Norbeck", "mill", "burned"} <= {first.text(i) for i in range(len(first))}


def test_a_fact_of_a_side_is_asked_for_once_an_article() -> None:
    rows = features([LEFT, RIGHT])
    links = align(LEFT, RIGHT, *rows)
    asked: list[str] = []

    def title(side: Side) -> str | None:
        asked.append(side.article.text[slice(*side.bounds)])
        return side.article.title

    for _ in range(3):
        for place in places(LEFT, RIGHT, *rows, links, (0, 1)):
            assert place.left.fact(title) is None
    assert len(asked) == len(links)
    # The same words under another head are another article.
    headed = replace(LEFT, title="Fire at Norbeck")
    for place in places(headed, RIGHT, *rows, links, (0, 1)):
        assert place.left.fact(title) == "Fire at Norbeck"
    assert len(asked) == 2 * len(links)
