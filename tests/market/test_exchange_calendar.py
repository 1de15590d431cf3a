"""The calendar against a second opinion and against the days that real series traded on."""

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


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pandas, within the second opinion
def test_each_session_is_that_of_the_second_opinion() -> None:
    from exchange_calendars import get_calendar

    first, last = date(1985, 1, 2), date(2026, 12, 31)
    opinion = get_calendar("XNYS", start=first.isoformat(), end=last.isoformat())
    assert sessions(first, last) == tuple(day.date() for day in opinion.sessions)


def test_the_days_written_down_are_those_of_the_library() -> None:
    from holidays import financial_holidays

    from copilot.market.calendar import _holidays, _written_down

    written = _written_down()
    assert sorted(written) == list(range(1960, 2036)), "run scripts/closing_days.py"
    for year, days in written.items():
        assert days == {day for day in financial_holidays("NYSE", years=year) if day.weekday() < 5}, "run scripts/closing_days.py"
    assert date(2036, 12, 25) in _holidays(2036), "a year beyond the table is the library's"


def test_a_year_to_come_has_its_holidays() -> None:
    closed = [
        day
        for n in range(365)
        if (day := date.fromordinal(date(2030, 1, 1).toordinal() + n)).weekday() < 5 and not is_session(day)
    ]
    assert [f"{day:%m-%d}" for day in closed] == [
        "01-01", "01-21", "02-18", "04-19", "05-27", "06-19", "07-04", "09-02", "11-28", "12-25",
    ]  # fmt: skip


def test_good_friday_ends_a_quarter_a_day_early() -> None:
    assert last_session_of("2024-03") == date(2024, 3, 28)


@pytest.mark.parametrize(
    "closed",
    [
        "2025-01-09",
        "2001-09-11",
        "2001-09-14",
        "2004-06-11",
        "2007-01-02",
        "2012-10-29",
        "2012-10-30",
        "2018-12-05",
        "2021-12-24",
        "2022-06-20",
        "2025-11-27",
        "2026-07-03",
        "2025-11-29",
        "2023-01-02",
    ],
)
def test_holidays_weekends_and_days_of_mourning_are_no_sessions(closed: str) -> None:
    assert not is_session(date.fromisoformat(closed))


def test_juneteenth_is_kept_from_2022_on() -> None:
    assert is_session(date(2020, 6, 19))
    assert not is_session(date(2023, 6, 19))


def test_new_years_day_on_a_saturday_takes_no_friday_away() -> None:
    assert is_session(date(2021, 12, 31))


def test_a_reversed_span_holds_no_session() -> None:
    assert sessions(date(2025, 2, 2), date(2025, 2, 1)) == ()
    assert session_count(date(2025, 2, 2), date(2024, 2, 1)) == 0


def test_the_session_before_a_long_weekend() -> None:
    assert session_on_or_before(date(2025, 9, 1)) == date(2025, 8, 29)
