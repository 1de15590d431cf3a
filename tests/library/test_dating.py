"""Dates as houses write them. The expected moments were worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from copilot.errors import UsageError
from copilot.library.dating import find_date, is_future, read_published

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Published: 09/11/2025, 04:28:13 EDT", "2025-09-11T04:28:13-04:00"),
        ("Published: 09/11/2025, 04:28:13 CET", "2025-11-09T04:28:13+01:00"),
        ("2025-12-04", "2025-12-04T00:00:00-05:00"),
        ("2025-07-04", "2025-07-04T00:00:00-04:00"),
        ("2025-12-18 16:55 EST", "2025-12-18T16:55:00-05:00"),
        ("2025-10-01T08:30:00-04:00", "2025-10-01T08:30:00-04:00"),
        ("2025-12-01T13:00:00Z", "2025-12-01T13:00:00+00:00"),
        ("2025-12-01T13:00:00.125+0530", "2025-12-01T13:00:00+05:30"),
        ("September 17, 2025 2:24 PM EDT", "2025-09-17T14:24:00-04:00"),
        ("October 30, 2025 at 7:45 a.m. EDT", "2025-10-30T07:45:00-04:00"),
        ("2 December 2025, 11:20 GMT", "2025-12-02T11:20:00+00:00"),
        ("Dec. 15, 2025, 6:30 a.m. ET", "2025-12-15T06:30:00-05:00"),
        ("July 15, 2025, 6:30 a.m. ET", "2025-07-15T06:30:00-04:00"),
        ("Thu, 04 Dec 2025 16:00:00 GMT", "2025-12-04T16:00:00+00:00"),
        ("December 4, 2025 | 12:05 AM ET", "2025-12-04T00:05:00-05:00"),
        ("December 4, 2025 (12:05 PM Eastern Time)", "2025-12-04T12:05:00-05:00"),
        ("10/17/2025 9am", "2025-10-17T09:00:00-04:00"),
        ("17/10/2025", "2025-10-17T00:00:00-04:00"),
        ("11.09.2025", "2025-09-11T00:00:00-04:00"),
        ("Wednesday, 04/03/2024", "2024-04-03T00:00:00-04:00"),
        ("1st of March 2024", "2024-03-01T00:00:00-05:00"),
        ("03/03/2024", "2024-03-03T00:00:00-05:00"),
        ("Dec. 4, 2025 4 min read", "2025-12-04T00:00:00-05:00"),
        ("December 4, 2025 25 comments", "2025-12-04T00:00:00-05:00"),
        ("29 February 2024", "2024-02-29T00:00:00-05:00"),
    ],
)
def test_a_date_line(line: str, moment: str) -> None:
    found = find_date(line)
    assert found is not None and found.moment is not None
    assert found.moment.isoformat() == moment


def test_a_region_decides_an_otherwise_unclear_date() -> None:
    line = "Published: 05/06/2025"
    in_america, in_europe = find_date(line, hints="North America"), find_date(line, hints="Europe")
    assert in_america and in_america.moment and in_america.moment.date() == date(2025, 5, 6)
    assert in_europe and in_europe.moment and in_europe.moment.date() == date(2025, 6, 5)


@pytest.mark.parametrize("line", ["05/06/2025", "Posted 05/06/2025 10:00", "05/06/2025 10:00 GMT", "Sunday, 05/06/2025"])
def test_a_date_that_could_be_two_days_is_no_date(line: str) -> None:
    found = find_date(line)
    assert found is not None and found.moment is None and found.text.startswith("05/06/2025")


@pytest.mark.parametrize("line", ["2025-02-30", "13/13/2025", "31 June 2025"])
def test_a_day_no_calendar_has_is_no_date(line: str) -> None:
    found = find_date(line)
    assert found is None or found.moment is None


@pytest.mark.parametrize("line", ["", "Q3 2025", "9 to 5", "version 1.2.3", "December", "Dec 4 (Example Wire)", "10-year 4.25"])
def test_what_is_no_full_date_is_not_read(line: str) -> None:
    assert find_date(line) is None


def test_a_given_date_is_read_from_text_day_or_moment() -> None:
    assert read_published("2025-12-18", now=NOW).isoformat() == "2025-12-18T00:00:00-05:00"
    assert read_published(date(2025, 12, 18), now=NOW).isoformat() == "2025-12-18T00:00:00-05:00"
    assert read_published(datetime(2025, 12, 18, 9, tzinfo=UTC), now=NOW).isoformat() == "2025-12-18T09:00:00+00:00"


@pytest.mark.parametrize("value", ["", "yesterday", "2025-13-01", "05/06/2025", "2027-01-01", "on 2025-01-01", "2026-03-03"])
def test_a_malformed_unclear_or_future_date_is_refused(value: str) -> None:
    with pytest.raises(UsageError):
        read_published(value, now=NOW)


def test_today_is_not_the_future_wherever_the_reader_lives() -> None:
    morning_in_sydney = datetime(2026, 3, 1, 20, tzinfo=UTC)  # 2 March there, still 1 March in New York
    assert not is_future(read_published("2026-03-02", now=morning_in_sydney), now=morning_in_sydney)
    assert is_future(read_published("2026-02-28"), now=datetime(2026, 2, 26, tzinfo=UTC))
