"""Figures of two sides: which way each went, and which two things a comparison names."""

from __future__ import annotations

import pytest

from copilot.numbers import check_text, find_quantities
from tests.numbers.cited import metric

NVDA = metric("price return", "0.3120", "2024-12-31", "2025-12-31", "NVDA")
AMD = metric("price return", "0.1010", "2024-12-31", "2025-12-31", "AMD")
JOBS = "Private employers shed 32,000 jobs in November, a reversal from October's gain of 47,000 positions."


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("NVDA's gain was about three times AMD's [M1][M2].", True),
        ("NVDA rose more than three times as much as AMD [M1][M2].", True),
        ("NVDA's gain was about three times Intel's [M1][M2].", False),
        ("NVDA rose more than three times as much as Intel [M1][M2].", False),
        ("Intel's gain was about three times AMD's [M1][M2].", False),
    ],
)
def test_a_comparison_of_two_metrics_names_both(text: str, is_so: bool) -> None:
    told = next(check for check in check_text(text, [], metrics=[NVDA, AMD]) if "times" in check.text)
    assert (told.verdict == "checked") is is_so


@pytest.mark.parametrize(
    ("text", "number", "is_so"),
    [
        ("October brought a gain of 47,000 positions.", "47,000", True),
        ("Employers cut jobs, after a decrease of 47,000 positions in October.", "47,000", False),
        ("In November there were 32,000 job losses.", "32,000", True),
        ("Job losses came to 32,000 in November.", "32,000", True),
        ("In November there were 32,000 job gains.", "32,000", False),
        ("In a month the count of jobs swung by 79,000.", "79,000", True),
        ("In a month the count of jobs swung by 15,000.", "15,000", False),
    ],
)
def test_a_count_that_a_noun_calls_a_gain_or_a_loss_went_that_way(text: str, number: str, is_so: bool) -> None:
    verdicts = {check.text: check.verdict for check in check_text(text, [JOBS])}
    assert (verdicts[number] == "checked") is is_so


@pytest.mark.parametrize("time", ["In 2022", "Since 2019", "Last year"])
def test_a_year_before_a_comparison_is_no_part_of_it(time: str) -> None:
    (item,) = [item for item in find_quantities(f"{time} fewer than 5,000 workers left.") if item.kind == "quantity"]
    assert item.qualifier == "under"
