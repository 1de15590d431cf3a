"""A move that a question takes for granted: told to be so, or what the prices give instead, worked from the table by hand."""

from __future__ import annotations

import pytest

from .small_library import draft, told

# SMH: its low of 150.00 on 17 January, its high of 225.00 on 7 March: +50%. On 24 January its low is 185.5: to 225.00 +21.3%.
NOT_SO = "The figure that the question names is none of those that the prices give."


@pytest.mark.parametrize(
    "question",
    [
        "SMH rallied 50% from its 24 January low, will it last?",
        "SMH has climbed by about 50% since its low of 24 January; is that sustainable?",
    ],
)
def test_a_move_from_another_low_is_told_first_with_the_one_that_has_the_figure(question: str) -> None:
    lead = told(draft(question), "lead")
    assert lead.startswith(f"{NOT_SO} SMH rose 21.29% from its low of $185.50 on 24 January 2024")
    assert "The figure is that of another move: SMH rose 50.00% from its low of $150.00 on 17 January 2024" in lead


@pytest.mark.parametrize(
    "question",
    [
        "SMH rallied 50% from its January low, will it last?",
        "SMH rallied more than 20% from its 24 January low, will it last?",
        "SMH rallied from its 24 January low, will it last?",
        "with rates 50 basis points lower, will the rally of SMH from its 24 January low last?",
    ],
)
def test_a_move_that_is_so_or_has_no_size_is_left(question: str) -> None:
    assert NOT_SO not in told(draft(question))


def test_a_move_to_be_confirmed_is_denied() -> None:
    made = told(draft("SMH rallied 50% from its 24 January low, right?"))
    assert made.startswith("No: SMH rose 21.29%")
    assert "The figure is that of another move: SMH rose 50.00%" in made
    assert told(draft("SMH rallied 21% from its 24 January low, right?")).startswith("Yes: SMH rose 21.29%")
    assert told(draft("SMH fell 21% from its 24 January low, right?")).startswith("No: SMH rose 21.29%")


def test_the_reason_of_a_move_since_an_extreme_is_of_that_time() -> None:
    made = told(draft("why did SMH rally 50% from its 24 January low?"))
    assert made.startswith(NOT_SO)
    assert "SMH rose 21.29% from its low of $185.50 on 24 January 2024" in made
    assert "did not rise" not in made
