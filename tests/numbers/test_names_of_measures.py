"""What a name measures: cash that flows out, debt that halved, bonds called high yield, a firm's prices and a country's."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import holds, judged, metric

test_cash_that_flows_out_is_a_cash_flow_below_nothing = judged(
    "text number verdict",
    ("Halden Energy's cash flow was -£62 million in 2024.", "-£62", True),
    ("Halden Energy's cash flow was £62 million in 2024.", "£62", False),
    ("Halden Energy had a cash inflow of £62 million in 2024.", "£62", False),
    source="Halden Energy posted a cash outflow of £62 million in 2024.",
    as_of="2025-01-10",
)


@pytest.mark.parametrize(("text", "is_so"), [("Net debt at Orvane halved.", True), ("Net debt at Orvane doubled.", False)])
def test_debt_that_halved_is_no_ratio_of_debt(text: str, is_so: bool) -> None:
    word = text.split()[-1].rstrip(".")
    assert holds(text, word, "Net debt at Orvane fell from €880 million to €440 million in 2024.") is is_so


def test_a_city_of_a_list_is_no_name_of_its_figure() -> None:
    listed = "Headcount: Lyon 1,240, Turin 860, Basel 415."
    assert holds("Basel employs 415 people.", "415", listed)
    assert not holds("Basel employs 860 people.", "860", listed)
    assert [item.kind for item in find_quantities("Banks hold more under Basel 3 rules.")] == ["name"]


def test_what_the_street_has_is_what_is_expected() -> None:
    beat = "Corvane guided to revenue of $4.79 billion, against a Street estimate of $4.62 billion."
    assert holds("Corvane's guidance was above the Street's $4.62 billion.", "$4.62", beat)
    assert not holds("Corvane guided to revenue of $4.62 billion.", "$4.62", beat)


def test_inflation_is_no_price_of_one_firm() -> None:
    assert not holds("Inflation in the US was 3.1% in 2024.", "3.1%", "Procter & Gamble's pricing rose 3.1% in 2024.")
    assert holds("Procter & Gamble's pricing rose 3.1% in 2024.", "3.1%", "Procter & Gamble's pricing rose 3.1% in 2024.")


def test_a_fund_that_is_not_named_is_no_metal_named_before_it() -> None:
    (told,) = check_text("Gold is off its high. The fund closed at 41.20.", ["Gold closed at 41.20."])
    assert told.support == "value_only"


HYG = metric("annualised volatility, monthly", "0.1831", "2024-12-31", "2025-12-31", "HYG")


@pytest.mark.parametrize(
    "text",
    [
        "High yield (HYG) had the least volatility, at 18.3% [M1].",
        "On monthly returns the order changes, and HYG had the least volatility at 18.3% [M1].",
        "HYG, the high-yield fund, was calmest at 18.3% [M1].",
    ],
)
def test_high_yield_bonds_are_no_yield_and_an_order_of_ranks_is_not_what_is_ordered(text: str) -> None:
    (told,) = [check for check in check_text(text, [], metrics=[HYG]) if check.text == "18.3%"]
    assert told.verdict == "checked"
