"""Levels and their days against the sample's bars: what is wrong is found, what is another figure's time is not held against it."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.comparison import Comparison, compare_text
from copilot.market.sample import SamplePrices

LAST = date(2025, 12, 18)


def disputed(text: str, published: date = LAST) -> list[Comparison]:
    return [found for found in compare_text(text, SamplePrices(), as_of=LAST, published=published) if not found.agrees]


def test_both_ends_of_a_move_told_between_two_levels_are_dated() -> None:
    text = "IJR climbed roughly 12.36% between its low of $112.00 on November 17 and its high of $125.84 on December 18."
    found = disputed(text)
    assert [(c.stated_date, c.found_date) for c in found] == [
        (date(2025, 11, 17), date(2025, 11, 20)),
        (date(2025, 12, 18), date(2025, 12, 12)),
    ]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("IWM, the Russell 2000 fund, closed at 248.71, which is where it stood at the end of November.", LAST),
        ("IJR closed at 112.05, down 1.8% on the day and 4.9% below the last close of October.", date(2025, 11, 20)),
    ],
)
def test_the_time_of_another_clause_or_figure_is_not_the_levels(text: str, published: date) -> None:
    assert disputed(text, published) == []


def test_a_close_of_another_month_is_still_found() -> None:
    assert [c.found_date for c in disputed("IJR closed at 125.46 on 10 December 2025.")] == [date(2025, 12, 11)]


@pytest.mark.parametrize(
    "text",
    [
        "IJR fell to 112.00 on 17 November 2025.",
        "IJR traded at 112.00 on 17 November 2025.",
        "IJR lost ground. The fund slid back to 112.00 on 17 November 2025.",
        "IJR lost ground. It touched 112.00 on 17 November 2025.",
    ],
)
def test_a_bare_number_is_where_the_fund_stood_when_a_verb_takes_the_fund_there(text: str) -> None:
    assert [c.found_date for c in disputed(text)] == [date(2025, 11, 20)]


@pytest.mark.parametrize(
    "text",
    [
        "IJR fell to 5 from 3 in the ranking of 17 November 2025.",
        "IJR has 678 holdings. They fell to 600 on 17 November 2025.",
        "Lumera hired. Its headcount rose to 112.00 on 17 November 2025.",
    ],
)
def test_a_bare_number_of_something_else_is_no_price(text: str) -> None:
    assert disputed(text) == []
