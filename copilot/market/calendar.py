"""The sessions of the New York exchanges, so that a missing bar is seen as missing.

The closing days are those of the library `holidays` (Good Friday, days of mourning, storms and attacks included). Those of
1960 to 2035 are written down in `reference/closing_days.txt`, since the library is slow to load; a test holds the two equal.
Session by session it agrees with `exchange_calendars` from 1985 on (tests); no day had to be mended. Closures announced after
its release are unknown to it: `REVIEWED_TO` says to which day its list was checked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from copilot.errors import SourceError
from copilot.resources import resource

REVIEWED_TO = date(2026, 11, 20)


def is_session(day: date) -> bool:
    """Whether the New York exchanges trade on this day.

    >>> is_session(date(2024, 3, 29)), is_session(date(2024, 3, 28))  # Good Friday, and the day before
    (False, True)
    """
    return day.weekday() < 5 and day not in _holidays(day.year)


def sessions(first: date, last: date) -> tuple[date, ...]:
    """Every session from `first` to `last`, both inclusive, oldest first; empty where first > last.

    >>> [day.isoformat() for day in sessions(date(2024, 11, 27), date(2024, 12, 2))]
    ['2024-11-27', '2024-11-29', '2024-12-02']
    """
    if first > last:
        return ()
    if first.year == last.year:
        days = _sessions_of(first.year)
        return days[bisect_left(days, first) : bisect_right(days, last)]
    days = tuple(day for year in range(first.year, last.year + 1) for day in _sessions_of(year))
    return days[bisect_left(days, first) : bisect_right(days, last)]


def session_count(first: date, last: date) -> int:
    """How many sessions lie from `first` to `last`, both inclusive."""
    if first > last:
        return 0
    if first.year == last.year:
        return len(sessions(first, last))
    whole_years = sum(len(_sessions_of(year)) for year in range(first.year + 1, last.year))
    return len(sessions(first, date(first.year, 12, 31))) + whole_years + len(sessions(date(last.year, 1, 1), last))


def missing_sessions(have: Sequence[date], first: date, last: date, *, goes_on: bool) -> list[date]:
    """The sessions from `first` to `last` that a series lacks, oldest first.

    have: its days in that span, oldest first; goes_on: whether it has later ones. A single day after `REVIEWED_TO` with
    trading on both sides is taken for a one-off closure.
    """
    if len(have) == session_count(first, last):
        return []
    expected, held = sessions(first, last), set(have)
    missing = []
    for position, day in enumerate(expected):
        if day in held:
            continue
        around = expected[max(position - 1, 0) : position + 2]
        is_alone = sum(other not in held for other in around) == 1 and (goes_on or day != expected[-1])
        if day <= REVIEWED_TO or not is_alone:
            missing.append(day)
    return missing


def session_on_or_before(day: date) -> date:
    """The latest session that is not after `day`."""
    while not is_session(day):
        day -= timedelta(days=1)
    return day


def working_day_after(day: date, count: int) -> date:
    """The day on which an office that rests on weekends and on holidays of the exchange or the government works for the
    `count`-th time after `day`; `day` itself where count is 0.

    >>> working_day_after(date(2025, 10, 10), 1)  # a Friday; Monday was Columbus Day, on which the exchange traded
    datetime.date(2025, 10, 14)
    """
    while count > 0:
        day += timedelta(days=1)
        count -= is_session(day) and day not in _federal_holidays(day.year)
    return day


@lru_cache(maxsize=4096)
def last_session_of(month: str) -> date:
    """The last session of a calendar month written "2024-03".

    >>> last_session_of("2024-03")
    datetime.date(2024, 3, 28)
    """
    return session_on_or_before(last_day_of(month))


def last_day_of(month: str) -> date:
    """The last calendar day of a month written "2024-02".

    >>> last_day_of("2024-02")
    datetime.date(2024, 2, 29)
    """
    year, number = int(month[:4]), int(month[5:])
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=256)
def _sessions_of(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=offset) for offset in range(366))
    return tuple(day for day in days if day.year == year and is_session(day))


@lru_cache(maxsize=256)
def _holidays(year: int) -> frozenset[date]:
    """Days of this year on which the exchanges rest beside weekends."""
    if days := _written_down().get(year):
        return days
    from holidays import financial_holidays  # slow to load, and `--help` needs no calendar

    return frozenset(financial_holidays("NYSE", years=year))


@lru_cache(maxsize=1)
def _written_down() -> Mapping[int, frozenset[date]]:
    """The closing days of the reference table by year. Raises SourceError where the table is damaged."""
    try:
        days = [date.fromisoformat(line) for line in resource("reference", "closing_days.txt").read_text().split()]
    except (OSError, ValueError) as error:
        raise SourceError(f"closing_days.txt cannot be read: {error}", fix="Install the program again.") from error
    return {year: frozenset(of_year) for year, of_year in groupby(days, attrgetter("year"))}


@lru_cache(maxsize=256)
def _federal_holidays(year: int) -> frozenset[date]:
    """Days of this year on which the offices of the United States government, and with them its statistics, rest."""
    from holidays import country_holidays

    return frozenset(country_holidays("US", years=year, categories=("government",)))
