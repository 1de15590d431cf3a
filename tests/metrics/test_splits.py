"""Splits: prices are as traded, and what is computed across a split is what the holder of one share had."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.market.calendar import sessions
from copilot.market.months import month_ends
from copilot.metrics import compute, recompute
from copilot.types import Bar, Prices

DAYS = sessions(date(2024, 1, 2), date(2024, 6, 28))


def prices_of(bars: list[Bar]) -> Prices:
    return Prices("XLK", "USD", "files:test", datetime(2025, 1, 2, tzinfo=UTC), tuple(bars), month_ends(bars))


def ten_for_one() -> Prices:
    """1200, then 1210 (high 1255) with the old shares; 121 (dividend 1 per new share), then 132 with the new ones."""
    return prices_of(
        [
            Bar(date(2024, 6, 5), 1190.0, 1205.0, 1180.0, 1200.0),
            Bar(date(2024, 6, 6), 1205.0, 1255.0, 1200.0, 1210.0),
            Bar(date(2024, 6, 7), 122.0, 123.0, 118.0, 121.0, dividend=1.0, split=10.0),
            Bar(date(2024, 6, 10), 121.0, 133.0, 120.0, 132.0),
        ]
    )


def test_returns_across_a_split_are_those_of_the_holder() -> None:
    prices = ten_for_one()
    window: dict[str, Any] = {"start": date(2024, 6, 5), "end": date(2024, 6, 10)}
    # one old share at 1200 is ten new ones at 132: 1320 / 1200
    assert float(compute("price return", prices, **window).value) == pytest.approx(0.10, abs=1e-12)
    # 1210/1200 * 121/(121 - 1) * 132/121
    assert float(compute("total return", prices, **window).value) == pytest.approx(0.10 * 121 / 120 + 1 / 120, abs=1e-11)
    assert float(compute("price return", prices, **window, start_field="low").value) == pytest.approx(1320 / 1180 - 1, abs=1e-11)


def test_a_level_of_one_session_is_as_traded_and_an_extreme_is_told_in_the_shares_at_the_end() -> None:
    prices = ten_for_one()
    assert float(compute("close", prices, session=date(2024, 6, 6)).value) == 1210.0
    high = compute("high", prices, start=date(2024, 6, 5), end=date(2024, 6, 10))
    assert (float(high.value), high.start) == (133.0, date(2024, 6, 10))
    assert "in the shares after the split" in high.label
    low = compute("low", prices, start=date(2024, 6, 5), end=date(2024, 6, 10))
    assert (float(low.value), low.start) == (118.0, date(2024, 6, 5)), "1180 in old shares is 118 in new ones, and came first"
    before = compute("high", prices, start=date(2024, 6, 5), end=date(2024, 6, 6))
    assert (float(before.value), "split" in before.label) == (1255.0, False)


def test_the_pinned_rows_carry_the_split_and_recompute_from_them_alone() -> None:
    metric = compute("price return", ten_for_one(), start=date(2024, 6, 5), end=date(2024, 6, 10))
    assert [row.get("split") for row in metric.inputs] == [None, "10.0"]
    assert recompute(metric) == metric.value
    forgotten = replace(metric, inputs=tuple({k: v for k, v in row.items() if k != "split"} for row in metric.inputs))
    assert float(recompute(forgotten)) == pytest.approx(132 / 1200 - 1, abs=1e-11), "without it the return would be -89%"


def test_no_fall_is_seen_where_only_the_shares_were_split() -> None:
    prices = ten_for_one()
    for basis in ("total", "close"):
        drawdown = compute("max drawdown", prices, start=date(2024, 6, 5), end=date(2024, 6, 10), basis=basis)
        assert drawdown.value == 0, basis
    # in the session: from 1255 (125.5 in new shares) to 118
    intraday = compute("max drawdown", prices, start=date(2024, 6, 5), end=date(2024, 6, 10), basis="intraday")
    assert float(intraday.value) == pytest.approx(118 / 125.5 - 1, abs=1e-11)


def test_rows_of_a_window_without_a_split_are_what_they_were() -> None:
    metric = compute("total return", ten_for_one(), start=date(2024, 6, 5), end=date(2024, 6, 6))
    assert metric.inputs[1] == {"ticker": "XLK", "session": "2024-06-06", "close": "1210.0", "dividend": "0.0"}


EVERY: list[tuple[str, dict[str, Any]]] = [
    ("price return", {}),
    ("total return", {}),
    ("annualised volatility, daily", {"basis": "price", "returns": "simple"}),
    ("annualised volatility, weekly", {}),
    ("annualised volatility, weekly", {"basis": "price"}),
    ("annualised volatility, monthly", {}),
    ("annualised volatility, monthly", {"basis": "price"}),
    ("max drawdown", {"basis": "intraday"}),
    ("max drawdown", {"basis": "total"}),
    ("distance from high", {}),
    ("distance from previous high", {"field": "close"}),
    ("lowest close", {}),
    ("high", {}),
]


@settings(max_examples=25, deadline=None)
@given(
    moves=st.lists(st.floats(-0.08, 0.08), min_size=len(DAYS), max_size=len(DAYS)),
    at=st.lists(st.integers(1, len(DAYS) - 1), max_size=3, unique=True),
    ratio=st.sampled_from([0.1, 1.5, 2.0, 20.0]),
    paid_at=st.integers(1, len(DAYS) - 1),
)
def test_a_split_changes_no_metric_of_the_split_adjusted_series(
    moves: list[float], at: list[int], ratio: float, paid_at: int
) -> None:
    close, adjusted, traded = 100.0, [], []
    for position, day in enumerate(DAYS):
        close *= 1 + moves[position]
        paid = 0.5 if position == paid_at else 0.0
        adjusted.append(Bar(day, close, close * 1.01, close * 0.99, close, dividend=paid))
    for position, bar in enumerate(adjusted):
        shares = ratio ** sum(position < split for split in at)  # of the last day, for one share of this day
        levels = [value * shares for value in (bar.open, bar.high, bar.low, bar.close, bar.dividend) if value is not None]
        opened, high, low, close, paid = levels
        traded.append(Bar(bar.session, opened, high, low, close, dividend=paid, split=ratio if position in at else 1.0))
    for name, parameters in EVERY:
        window: dict[str, Any] = {"start": DAYS[0], "end": DAYS[-1]}
        plain = compute(name, prices_of(adjusted), **window, **parameters)
        split = compute(name, prices_of(traded), **window, **parameters)
        assert math.isclose(float(split.value), float(plain.value), rel_tol=1e-7, abs_tol=1e-9), name
        assert recompute(split) == split.value
