"""The quick look at which names can be alike never denies what the slow one finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.values import likeness

# Letters of six scripts that sound alike now and then, and signs that part names.
WORD = st.text(
    "abdeghiklmnoprstuvzwyjcxéšАаибвгдкмнопртўшщاببدرسشمنويאבדלמנרשプーチン王林αβδο-' ",
    max_size=9,
)


@settings(deadline=None, max_examples=400)
@given(a=WORD, b=WORD, least=st.sampled_from([0.2, 0.6, 0.62, 0.7, 0.78, 1.0]))
def test_what_may_not_reach_a_likeness_does_not(a: str, b: str, least: float) -> None:
    assert likeness.may_reach(a, b, least) or likeness.similar(a, b) < least


@pytest.mark.parametrize("a", ["Marta", "Марта", "مارتا", "מרתה", "マルタ"])
@pytest.mark.parametrize("b", ["Martha", "Μάρθα", "Марту"])
def test_kin_names_are_let_through_at_what_they_reach(a: str, b: str) -> None:
    reached = likeness.similar(a, b)
    assert reached > 0
    assert likeness.may_reach(a, b, reached)


def test_most_other_names_are_told_apart_at_a_glance() -> None:
    names = ["Ferrante", "Okonkwo", "Lindqvist", "Papadopoulos", "Тимошук", "حبيبي", "Zhang", "Dubois"]
    pairs = [(a, b) for a in names for b in names if a < b]
    let_through = [(a, b) for a, b in pairs if likeness.may_reach(a, b, 0.7)]
    assert len(let_through) <= len(pairs) // 4
