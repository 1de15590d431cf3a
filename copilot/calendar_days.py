"""Which days a week, a month, a quarter or a year has, and the same day of another month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def days_of_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_of_month(year: int, month: int, part: int) -> tuple[date, date]:
    """The days of a month that are called early (part 1: 1-10), mid (2: 10-20) or late (3: 20-end).

    >>> str(part_of_month(2024, 2, 3)[1])
    '2024-02-29'
    """
    first, last = days_of_month(year, month)
    bounds = (first, first.replace(day=10), first.replace(day=20), last)
    return bounds[part - 1], bounds[part]


def days_around(day: date, unit: str) -> tuple[date, date]:
    """The first and the last day of the "week", "month", "quarter", "half" or "year" that a day lies in, a week from Monday
    on; the day itself for another unit.

    >>> [str(end) for end in days_around(date(2024, 5, 17), "quarter") + days_around(date(2024, 5, 17), "week")]
    ['2024-04-01', '2024-06-30', '2024-05-13', '2024-05-19']
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(unit)
    if months is None:
        return day, day
    first = (day.month - 1) // months * months + 1
    return date(day.year, first, 1), days_of_month(day.year, first + months - 1)[1]


def months_back(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day; later for fewer than none.

    >>> str(months_back(date(2024, 3, 31), 1)), str(months_back(date(2024, 2, 29), -12))
    ('2024-02-29', '2025-02-28')
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year > 0 else date.min
