"""One word of a true sentence swapped, so that it governs the figure otherwise: the changed sentence is wrong, the true one is not."""

from __future__ import annotations

from datetime import date

import pytest

from copilot.numbers import check_text, find_quantities


@pytest.mark.parametrize(
    ("source", "changed", "number", "code"),
    [
        ("However, late in the week the odds decrease to 60%.", "Late in the week the odds decrease by 60%.", "60%", "role"),
        ("It is the fastest growth—these sales grow by 64%.", "It is the fastest growth—these sales grow to 64%.", "64%", "role"),
        (
            "She is upset about the plan to raise the duty by 9.3 cents, to be 40.2 cents where it is 30.9 cents now.",
            "She is upset about the plan to raise the duty to 9.3 cents, to be 40.2 cents where it is 30.9 cents now.",
            "9.3 cents",
            "role",
        ),
        (
            "Payments may total $27.2 billion, down 40% from a record $45.7 billion in 2020.",
            "Payments may total $27.2 billion, down 40% from a record $45.7 billion in 2018.",
            "40%",
            "period",
        ),
        (
            "Vera Lind, who leads on Wednesday, was 17 when she first played in March 2016.",
            "Vera Lind, who leads on Wednesday, was 17 when she first played in March 2014.",
            "17",
            "period",
        ),
        (
            "In a statement Sunday the council said its 2018-2019 budget would be cut by $285 million.",
            "In a statement Sunday the council said its 2017-2019 budget would be cut by $285 million.",
            "$285 million",
            "period",
        ),
        (
            "Output in the week ending April 10 was up 4% on last year.",
            "Output in the week ending May 10 was up 4% on last year.",
            "4%",
            "period",
        ),
        ("The index has a dividend yield of 1.2%.", "The index has a buyback yield of 1.2%.", "1.2%", "measure"),
        (
            "Helped by crude prices, net income jumped 58%, or $2.86 a share.",
            "Helped by crude prices, operating income jumped 58%, or $2.86 a share.",
            "58%",
            "measure",
        ),
        ("The index up 17% this year raises questions.", "The index down 17% this year raises questions.", "17%", "direction"),
    ],
)
def test_a_swapped_word_contradicts_and_the_true_one_does_not(source: str, changed: str, number: str, code: str) -> None:
    def check(text: str) -> tuple[str, str]:
        checks = check_text(text, [source], citations="ignore", published=date(2021, 5, 14))
        return next((item.verdict, item.reason_code) for item in checks if item.text == number)

    assert check(changed) == ("differs", code)
    assert check(source)[0] == "checked"


def test_a_weekday_named_on_both_sides_mends_no_other_month() -> None:
    source = "On Tuesday the bank said that it cut 300 jobs in May 2021."

    assert check_text("The bank, which met on Tuesday, cut 300 jobs in May 2021.", [source])[0].verdict == "checked"
    assert check_text("The bank, which met on Tuesday, cut 300 jobs in June 2021.", [source])[0].verdict == "differs"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was beaten by a group of 20 men.", ("20", "quantity")),
        ("Leaders of the Group of 20 met.", ("Group of 20", "name")),
        ("It saves 2000 man-hours a month.", ("2000", "quantity")),
        ("It was a 1800-degree turn.", ("1800", "quantity")),
        ("It is the 2014-built ship.", ("2014", "period")),
        ("The +61 year-over-year gain is large.", ("+61", "quantity")),
    ],
)
def test_counts_that_look_like_names_and_years(text: str, found: tuple[str, str]) -> None:
    assert [(item.text, item.kind) for item in find_quantities(text)] == [found]
