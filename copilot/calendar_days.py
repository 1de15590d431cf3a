"""Which days a month, a quarter or a year has, and the same day of another month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def days_of_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def days_around(day: date, unit: str) -> tuple[date, date]:
    """The first and the last day of the "month", "quarter" or "year" that a day lies in; the day itself for another unit.

    >>> [str(end) for end in days_around(date(2024, 5, 17), "quarter")]
    ['2024-04-01', '2024-06-30']
    """
    if unit not in ("month", "quarter", "year"):
        return day, day
    first, last = {"month": (day.month, day.month), "quarter": ((day.month - 1) // 3 * 3 + 1,) * 2, "year": (1, 12)}[unit]
    return date(day.year, first, 1), days_of_month(day.year, last + 2 if unit == "quarter" else last)[1]


def months_back(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day; later for fewer than none.

    >>> str(months_back(date(2024, 3, 31), 1)), str(months_back(date(2024, 2, 29), -12))
    ('2024-02-29', '2025-02-28')
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year > 0 else date.min
