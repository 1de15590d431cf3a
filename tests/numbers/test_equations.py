"""Arithmetic printed in the checked text."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text

SOURCE = "Raises were 4.0% and inflation was 1.6%. The firm sold 40 units at $25 each. Profit was $6.2 million on sales of $31.0 million."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [  # 4.0 - 1.6 = 2.4; 40 x 25 = 1,000; 6.2 / 31 = 0.2; 31 - 6.2 = 24.8
        ("The real raise is 4.0% - 1.6% = 2.4%.", "checked"),
        ("The real raise is 4.0% - 1.6% = 3.4%.", "rejected"),
        ("Sales were 40 units x $25 = $1,000.", "checked"),
        ("Sales were 40 units × $25 = $1,100.", "rejected"),
        ("The margin is $6.2 million / $31.0 million = 20%.", "checked"),
        ("The margin is $6.2 million / $31.0 million = 25%.", "rejected"),
        ("It comes to $31.0 million - $6.2 million = $24.8 million.", "checked"),
        ("Both are $31.0 million + $6.2 million = $37.2 million.", "checked"),
        ("Both are $31.0 million + $7.2 million = $38.2 million.", "rejected"),  # an operand is wrong
        ("They took n + 40 x $25 = $1,000.", "rejected"),  # what n is, nobody knows
    ],
)
def test_the_result_of_a_printed_equation_needs_only_the_arithmetic(text: str, verdict: str) -> None:
    found = check_text(text, [SOURCE], citations="ignore")[-1].verdict

    assert ("rejected" if found in ("differs", "unsupported") else found) == verdict


def test_false_arithmetic_differs_and_says_what_it_gives() -> None:
    check = check_text("Sales were 40 units x $25 = $1,100.", [SOURCE])[-1]

    assert (check.verdict, check.reason_code) == ("differs", "value")
    assert "$25 × 40 = 1000" in check.reason


def test_a_measure_before_an_equation_is_that_of_its_result() -> None:
    source = "Costs were $6.2 million on sales of $31.0 million."
    right = check_text("Gross profit = $31.0 million - $6.2 million = $24.8 million.", [source])
    alone = check_text("Gross profit was $31.0 million.", [source])

    assert [item.verdict for item in right] == ["checked"] * 3
    assert [item.verdict for item in alone] == ["differs"]


def test_an_increase_told_in_money_is_by_so_much() -> None:
    source = "A salary of $50,000 brings a $2,000 annual increase."

    assert check_text("The increase is $2,000.", [source])[0].verdict == "checked"
    assert check_text("The increase is $3,000.", [source])[0].verdict != "checked"
