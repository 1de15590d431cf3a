"""Counts and runs of sessions, and the average close, against the sample's bars worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from copilot.market.sample import SamplePrices
from copilot.metrics import compute

PRICES = SamplePrices().prices("IJR", as_of=date(2025, 12, 18))


@pytest.mark.parametrize(
    ("name", "value", "start", "end"),
    [
        ("sessions up", 10, "2025-10-31", "2025-11-28"),
        ("sessions down", 9, "2025-10-31", "2025-11-28"),
        ("longest run down", 7, "2025-11-12", "2025-11-20"),
        ("longest run up", 5, "2025-11-21", "2025-11-28"),
    ],
)
def test_sessions_are_counted_from_close_to_close(name: str, value: int, start: str, end: str) -> None:
    found = compute(name, PRICES, start="2025-10-31", end="2025-11-28")
    assert found.value == Decimal(value) and found.unit == "count:session"
    assert (str(found.start), str(found.end)) == (start, end)


def test_an_average_close_is_of_the_closes_of_the_window_alone() -> None:
    found = compute("average close", PRICES, start="2025-11-24", end="2025-11-26")
    assert found.value == Decimal("119.326666667") and found.unit == "USD"  # (117.09 + 120.11 + 120.78) / 3
