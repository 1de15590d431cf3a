"""A level of a day before a split can be told as it was traded or in the shares after the split; neither is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from copilot.comparison import compare_text
from copilot.types import Bar, Prices

BARS = (
    Bar(date(2024, 6, 5), 1183.7, 1224.8, 1175.0, 1224.4),
    Bar(date(2024, 6, 6), 1240.5, 1255.87, 1183.2, 1209.98),
    Bar(date(2024, 6, 7), 1197.7, 1216.92, 1180.22, 1208.88),
    Bar(date(2024, 6, 10), 120.37, 123.1, 117.01, 121.79, split=10.0),
)


class OneShare:
    name = "table"
    is_sample = False

    def tickers(self) -> Sequence[str]:
        return ("NVDA",)

    def prices(self, ticker: str, *, as_of: date) -> Prices:
        bars = tuple(bar for bar in BARS if bar.session <= as_of)
        return Prices(ticker, "USD", self.name, datetime(2024, 6, 11, tzinfo=UTC), bars, ())


@pytest.mark.parametrize(
    ("level", "day", "disputed"),
    [
        ("1,209.98", date(2024, 6, 7), [False]),
        ("1,209.98", date(2024, 6, 11), [False]),
        ("121.00", date(2024, 6, 11), []),  # in the shares of the 10th: nothing is confirmed, nothing disputed
        ("121.00", date(2024, 6, 7), [True]),  # nobody could tell it so before the split
        ("121.79", date(2024, 6, 11), [True]),  # the close of the 10th
        ("125.00", date(2024, 6, 11), [True]),
    ],
)
def test_a_level_in_later_shares_is_not_disputed(level: str, day: date, disputed: list[bool]) -> None:
    found = compare_text(f"Nvidia closed at ${level} on June 6, 2024.", OneShare(), as_of=day, published=day)
    assert [comparison.disputes for comparison in found] == disputed
