"""The sessions of the New York exchanges: which days they trade, by rule, so that a missing bar is seen as missing.

The rules hold from 1985. One-off closures are a list; `REVIEWED_TO` says to which day that list is known to be complete.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

REVIEWED_TO = date(2026, 11, 20)

# Days of mourning, storms and attacks on which the exchanges stayed shut. Source: NYSE historical closings.
_ONE_OFF = frozenset(
    date.fromisoformat(day)
    for day in (
        "1985-09-27", "1994-04-27", "2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2004-06-11", "2007-01-02",
        "2012-10-29", "2012-10-30", "2018-12-05", "2025-01-09",
    )
)  # fmt: skip


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
    """Weekdays without trading in this year. Source: NYSE rule 7.2 and the exchange's holiday notices."""
    fixed = [_observed(date(year, 7, 4)), _observed(date(year, 12, 25))]
    new_year = date(year, 1, 1)
    if new_year.weekday() != 5:  # a New Year's Day on Saturday is not made up for
        fixed.append(_observed(new_year))
    if year >= 2022:
        fixed.append(_observed(date(year, 6, 19)))
    moving = [
        _nth(year, 2, weekday=0, n=3),  # Washington's birthday
        _easter(year) - timedelta(days=2),  # Good Friday
        _nth(year, 6, weekday=0, n=1) - timedelta(days=7),  # Memorial Day, the last Monday of May
        _nth(year, 9, weekday=0, n=1),  # Labor Day
        _nth(year, 11, weekday=3, n=4),  # Thanksgiving
    ]
    if year >= 1998:
        moving.append(_nth(year, 1, weekday=0, n=3))  # Martin Luther King day
    return frozenset(fixed + moving) | frozenset(day for day in _ONE_OFF if day.year == year)


def _observed(day: date) -> date:
    """A holiday on Saturday is kept on Friday, one on Sunday on Monday."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


def _nth(year: int, month: int, *, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _easter(year: int) -> date:
    """Easter Sunday, Gregorian. Source: Meeus, Astronomical Algorithms (1998), ch. 8 (Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    correction = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * correction) // 451
    month, day = divmod(h + correction - 7 * m + 114, 31)
    return date(year, month, day + 1)
