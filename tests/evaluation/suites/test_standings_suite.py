"""The suite of planted standings: its true figures, worked out beside the program's metrics, over made bars."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from copilot.evaluation.suites.standings import _change, _of_average, _of_extreme
from copilot.market.calendar import is_session
from copilot.types import Bar, Prices

LAST = date(2025, 12, 12)


def made() -> Prices:
    """XLK gains 0.10 a session to a close of 150; its highs lie 1 above, its lows 1 below."""
    days = [LAST - timedelta(days=n) for n in range(700, -1, -1) if is_session(LAST - timedelta(days=n))]
    closes = [150.0 - 0.1 * back for back in range(len(days) - 1, -1, -1)]
    bars = tuple(Bar(day, close, close + 1, close - 1, close) for day, close in zip(days, closes, strict=True))
    return Prices("XLK", "USD", "made", datetime(2025, 12, 13, tzinfo=UTC), bars, ())


def test_averages_and_extremes_are_those_of_the_bars() -> None:
    prices = made()
    level, words, _ = _of_average(prices, len(prices.bars) - 1, Random(1))
    assert level == pytest.approx(150 - 0.05 * (int(words["n"]) - 1))
    found = {found[1]["extreme"]: found[0] for n in range(8) if (found := _of_extreme(prices, len(prices.bars) - 1, Random(n)))}
    sessions = sum(is_session(LAST - timedelta(days=n)) for n in range(364))
    assert found["high"] == pytest.approx(151.0)
    assert found["low"] == pytest.approx(150 - 0.1 * (sessions - 1) - 1)


def test_a_month_runs_from_close_to_close_and_not_over_a_split() -> None:
    bars = made().bars
    november = [bar for bar in bars if date(2025, 11, 1) <= bar.session <= date(2025, 11, 30)]
    before = max((bar for bar in bars if bar.session < date(2025, 11, 1)), key=lambda bar: bar.session)
    expected = (november[-1].close / before.close - 1) * 100
    assert _change(bars, date(2025, 11, 1), date(2025, 11, 30)) == pytest.approx(expected)
    split = tuple(Bar(bar.session, 1, 1, 1, 1, split=2.0 if bar is november[3] else 1.0) for bar in bars)
    assert _change(split, date(2025, 11, 1), date(2025, 11, 30)) is None
