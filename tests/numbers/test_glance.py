"""What the digits of a text rule out, its census has not: no figure is passed over for a glance."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.numbers.evidence.glance import Glance
from copilot.numbers.evidence.pools import Evidence
from copilot.numbers.evidence.source import Source

_FIGURES = (
    "2.07%", "$739.3 million", "€1.204,50", "1,204", "12,34,567", "1'204'500", "40 000", ".05", "3½%", "3 1/2 points", "5.27¾", "0.0",
    "25 basis points", "120p", "2.37-fold", "1.27 times", "2.5x", "3 in 10", "7 out of 12", "2 dozen", "1.3 trillion yen", "6 lakh crore",
    "twenty-five", "two hundred and seven", "a third of", "two-thirds of", "one in seven", "two in 37", "half a million", "doubled",
    "three million and a half", "two million five thousand", "nine point seventy-one", "five dozen", "halved", "tenfold", "(1,204)",
)  # fmt: skip
_LOOSELY = (
    "", "about", "close to", "just shy of", "more than", "up to", "at least", "not exceeding", "~", "some", "north of an annualised",
)  # fmt: skip
_BEHIND = ("", "or so", "or more", "people or fewer", "and up", "at the most")
_SENTENCE = st.builds("Sales {} {} {} in May.".format, *(st.sampled_from(each) for each in (_LOOSELY, _FIGURES, _BEHIND)))


@settings(deadline=None, max_examples=300)
@given(st.lists(_SENTENCE, min_size=1, max_size=3).map(" ".join), st.decimals("0.7", "1.3", places=2))
def test_a_glance_rules_out_no_figure_that_the_census_finds(text: str, share: Decimal) -> None:
    source, glance = Source("1", text), Glance(text)
    for at, amount in source.worth:
        assert glance.may_hold(amount.value, amount.value)
        if source.figures[at].qualifier != "none":
            assert glance.may_hold(amount.value * share, amount.value * share)


@pytest.mark.parametrize(
    ("text", "held", "others"),
    [
        ("Sales rose 20.7% to $739.3 million.", ("20.7", "739300000", "7.393"), ("2.08", "739.4", "7.39")),
        ("In the third quarter two of its shops closed; 512 are left.", ("512", "2", "33.33"), ("51.3", "2.07", "514")),
        ("About 4,100 came, and 87 left.", ("5000", "87", "3000"), ("15", "1600")),
        ("It lent $2 million two years ago, at 5/8.", ("0.625", "12.36"), ()),
    ],
)
def test_other_digits_hold_no_figure_of_a_size(text: str, held: tuple[str, ...], others: tuple[str, ...]) -> None:
    glance = Glance(text)
    assert [size for size in held if not glance.may_hold(Decimal(size), Decimal(size))] == []
    assert [size for size in others if glance.may_hold(Decimal(size), Decimal(size))] == []


def test_a_search_makes_no_census_of_what_cannot_hold_its_figure() -> None:
    texts = ["Vela sold 612 cars.", "Halden sold 734 cars.", "Norrland sold 845 cars."]
    pool = Evidence(texts, ()).pool(None)
    assert [entry.value for entry in pool.in_order(Decimal("844.5"), Decimal("845.5"))] == [845]
    assert list(pool.in_order(Decimal("733.5"), Decimal("733.9"))) == []
    assert [entry.source.id for entry in pool.in_order(Decimal("733.5"), Decimal("734.5"))] == ["2"]
