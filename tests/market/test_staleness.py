"""Prices that end before the day they are asked of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.market.staleness import sessions_behind, stale_notices
from copilot.types import Bar, Prices

TODAY = date(2026, 3, 2)


def prices(*sessions: str) -> Prices:
    bars = tuple(Bar(date.fromisoformat(session), 1.0, 1.0, 1.0, 1.0) for session in sessions)
    return Prices("ABC", "USD", "files:x", datetime(2026, 1, 1, tzinfo=UTC), bars, ())


@pytest.mark.parametrize(
    ("last", "as_of", "behind"),
    [
        ("2025-12-18", "2025-12-18", 0),
        ("2025-12-19", "2025-12-21", 0),  # a Friday, asked on Sunday
        ("2025-12-10", "2025-12-18", 6),  # 11, 12, 15, 16, 17, 18
        ("2025-12-24", "2025-12-26", 1),  # Christmas Day is none
        ("2026-02-27", "2026-03-02", 0),  # today's session may not have closed
        ("2026-02-26", "2026-03-02", 1),
    ],
)
def test_sessions_after_the_last_bar_are_counted(last: str, as_of: str, behind: int) -> None:
    assert sessions_behind(prices(last), date.fromisoformat(as_of), today=TODAY) == behind


def test_another_exchanges_calendar_and_month_ends_alone_are_left_out() -> None:
    assert sessions_behind(prices("2025-11-27", "2025-11-28"), date(2025, 12, 18), today=TODAY) == 0  # Thanksgiving
    assert sessions_behind(prices(), date(2025, 12, 18), today=TODAY) == 0


def test_the_notice_names_ticker_day_and_count() -> None:
    used = {"B": prices("2025-12-18"), "A": prices("2025-12-10"), "C": prices("2025-12-17")}
    assert list(stale_notices(used, date(2025, 12, 18), today=TODAY)) == [
        "prices of A end on 2025-12-10, 6 sessions before the as-of day (2025-12-18)",
        "prices of C end on 2025-12-17, one session before the as-of day (2025-12-18)",
    ]
