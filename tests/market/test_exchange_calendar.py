"""The rule-made calendar against the days that real series traded on."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest

from copilot.market.calendar import is_session, last_session_of, session_count, session_on_or_before, sessions


def traded_days(path: Path) -> list[date]:
    with gzip.open(path, "rt") as stream:
        return [date.fromisoformat(row["Date"]) for row in csv.DictReader(stream)]


@pytest.mark.parametrize("name", ["indices-daily/GSPC_1985-2026-07-10.csv.gz", "etf-crosscheck/SPY_to_2026-08-21.csv.gz"])
def test_the_sessions_are_the_days_on_which_the_market_traded(shared: Path, name: str) -> None:
    traded = traded_days(shared / "market-data" / name)
    assert list(sessions(traded[0], traded[-1])) == traded
    assert session_count(traded[0], traded[-1]) == len(traded)


def test_good_friday_ends_a_quarter_a_day_early() -> None:
    assert last_session_of("2024-03") == date(2024, 3, 28)


@pytest.mark.parametrize(
    "closed",
    ["2025-01-09", "2012-10-29", "2021-12-24", "2022-06-20", "2025-11-27", "2026-07-03", "2025-11-29", "2023-01-02"],
)
def test_holidays_weekends_and_days_of_mourning_are_no_sessions(closed: str) -> None:
    assert not is_session(date.fromisoformat(closed))


def test_new_years_day_on_a_saturday_takes_no_friday_away() -> None:
    assert is_session(date(2021, 12, 31))


def test_a_reversed_span_holds_no_session() -> None:
    assert sessions(date(2025, 2, 2), date(2025, 2, 1)) == ()
    assert session_count(date(2025, 2, 2), date(2024, 2, 1)) == 0


def test_the_session_before_a_long_weekend() -> None:
    assert session_on_or_before(date(2025, 9, 1)) == date(2025, 8, 29)
