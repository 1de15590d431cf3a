"""Of whom a figure is told: the world and a country in it, those who voted one way and those who voted the other."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities

CARS = "Global car sales rose 1%, though those in the United States fell 3%."
CHIPS = "Chip sales in China were $59 billion."
STEEL = "World steel output fell 2.2% in May."
VOTE = "Seven members voted to hold and two to cut."
POLL = "40% of economists expect a hold and 60% a cut."


@pytest.mark.parametrize(
    ("source", "text", "number", "right"),
    [
        (CARS, "Global car sales fell 3%.", "3%", False),
        (CARS, "Global car sales rose 1%.", "1%", True),
        (CARS, "US car sales rose 1%.", "1%", False),
        (CHIPS, "Worldwide chip sales were $59 billion.", "$59 billion", False),
        (CHIPS, "Chip sales in China were $59 billion.", "$59 billion", True),
        (STEEL, "Chinese steel output fell 2.2% in May.", "2.2%", False),
        (STEEL, "Steel output fell 2.2% globally in May.", "2.2%", True),
        ("China's ICBC earned $13 billion.", "The world's largest bank earned $13 billion.", "$13 billion", True),
        (VOTE, "Seven members voted to cut.", "Seven", False),
        (VOTE, "Two members voted to cut.", "Two", True),
        (POLL, "40% of economists expect a cut.", "40%", False),
        (POLL, "60% of economists expect a cut.", "60%", True),
    ],
)
def test_of_whom_a_figure_is(source: str, text: str, number: str, right: bool) -> None:
    found = next(item for item in check_text(text, [source]) if item.text == number)
    assert (found.verdict == "checked") == right, found.reason


def test_a_number_that_leaves_its_noun_out_counts() -> None:
    assert [item.text for item in find_quantities(VOTE)] == ["Seven", "two"]
    assert [item.text for item in find_quantities("It takes one and two to three make five.")] == ["two to three", "five"]
