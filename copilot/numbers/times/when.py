"""A time a text speaks of: a day, month, quarter, year, window or length, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from copilot.calendar_days import days_around, days_of_month, months_back, part_of_month
from copilot.calendar_words import date_or_none
from copilot.named_days import day_by
from copilot.records import record

Grain = Literal["day", "week", "part", "month", "quarter", "half", "year", "window", "length"]


BY_LENGTH = 7  # the part of a relative time of which only the length is known: "for the month"
LATEST = 8  # the part of a relative time told as the latest one


@record()
class When:
    """A time. `start` and `end` are inclusive days where the year is known; else the parts that are known.

    `months` is the length of a "three-year" or "12-month" window without ends; `fiscal` marks a firm's own year.
    """

    grain: Grain
    start: date | None = None
    end: date | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    part: int | None = None  # of a month: 1 early, 2 middle, 3 late
    months: int | None = None
    fiscal: bool = False
    first: Grain | None = None  # grain of the two ends of a window
    last: Grain | None = None
    relative: bool = False  # "yesterday": without a date of the text it contradicts nothing
    since: bool = False  # open to the present
    so_far: date | None = None  # the text's own day, within a period that it says still runs: "this year"
    until: bool = False  # the end of a window whose beginning is not told: "through 28 November"
    holiday: str | None = None  # a day that people name without a date, by how it falls in a year
    other_years: tuple[int, ...] = ()  # that a time told without its year may be of as well


@record()
class TimeMention:
    """A time named in a text."""

    start: int
    end: int
    when: When


def day_of(year: int | None, month: int, day: int) -> When | None:
    """A day, with or without its year; None where the calendar has no such day."""
    known = date_or_none(year or 2024, month, day)
    if known is None:
        return None
    if year is None:
        return When("day", month=month, day=day)
    return When("day", known, known, year, month, day)


def named_day(rule: str, year: int) -> When:
    """A day that people name without a date, in a year: Thanksgiving 2025."""
    known = day_by(rule, year)
    return When("day", known, known, year, known.month, known.day)


def month_of(year: int | None, month: int, part: int | None = None) -> When:
    """A month, or its days 1-10, 10-20 or 20-end where `part` is 1, 2 or 3."""
    grain: Grain = "part" if part else "month"
    if year is None:
        return When(grain, month=month, part=part)
    start, end = part_of_month(year, month, part) if part else days_of_month(year, month)
    return When(grain, start, end, year, month, part=part)


def may_be(when: When) -> Iterator[When]:
    """The times that one may be: itself, and where it is told without its year that of each other year it may be of."""
    yield when
    if when.start is None or when.end is None:
        return
    for year in when.other_years:
        shift = year - when.start.year
        start, end = (date_or_none(at.year + shift, at.month, at.day) for at in (when.start, when.end))
        if start is not None and end is not None:
            yield replace(when, start=start, end=end, year=when.year and when.year + shift, other_years=())


def quarter_of(year: int | None, quarter: int, fiscal: bool = False) -> When:
    """A quarter; a fiscal one has no days, since the firm's year is not known."""
    if year is None or fiscal:
        return When("quarter", year=year, quarter=quarter, fiscal=fiscal)
    return When("quarter", *days_around(date(year, quarter * 3, 1), "quarter"), year, quarter=quarter)


def half_of(year: int | None, half: int, fiscal: bool = False) -> When:
    """A half-year."""
    if year is None or fiscal:
        return When("half", year=year, half=half, fiscal=fiscal)
    return When("half", *days_around(date(year, half * 6, 1), "half"), year, half=half)


def year_of(year: int, fiscal: bool = False) -> When:
    """A year; a fiscal one has no days."""
    if fiscal:
        return When("year", year=year, fiscal=True)
    return When("year", date(year, 1, 1), date(year, 12, 31), year)


def window_of(start: date, end: date) -> When:
    """A window between two days, named by its quarter, month or year where it is one."""
    days = (end - start).days
    full = start.day == 1 and end == days_of_month(end.year, end.month)[1]
    if full and (start.year, start.month) == (end.year, end.month):
        return month_of(start.year, start.month)
    if full and start.year == end.year and start.month % 3 == 1 and end.month == start.month + 2:
        return quarter_of(start.year, end.month // 3)
    if full and start.year == end.year and (start.month, end.month) == (1, 12):
        return year_of(start.year)
    if full and start.year == end.year and end.month - start.month == 5 and start.month in (1, 7):
        return half_of(start.year, 1 if start.month == 1 else 2)
    if days == 0:
        return When("day", start, end, start.year, start.month, start.day)
    return When("week" if days < 8 else "window", start, end, first="day", last="day", months=round(days / 30.4) or None)


def edge(when: When, *, first: bool) -> When | None:
    """The time that a window begins at, or ends at, in the grain it is told in; None where it names none."""
    grain = when.first if first else when.last
    at = when.start if first else when.end
    if at is None:
        month = when.month if first else when.day
        return month_of(None, month) if grain == "month" and month else None
    if grain == "year":
        return year_of(at.year)
    if grain == "month":
        return month_of(at.year, at.month)
    if grain == "quarter":
        return quarter_of(at.year, (at.month + 2) // 3)
    return When("day", at, at, at.year, at.month, at.day)


def months_before(end: date, months: int) -> date:
    """The first day of the window of so many months that ends on `end`."""
    before = months_back(end, months)
    is_whole = end == days_around(end, "month")[1]
    return (days_around(before, "month")[1] if is_whole else before) + timedelta(days=1)


def up_to(end: date, months: int) -> When:
    """The window of so many months that ends on a day, told by that: nothing is told of the day it began on."""
    return replace(window_of(months_before(end, months), end), first=None, last=None)


def ending(length: When, end: When) -> When | None:
    """The window of a length up to the end of a time: "one-year total return to November 2025"; None without a day to end on."""
    if not length.months or end.end is None or end.grain not in ("day", "month", "quarter"):
        return None
    return up_to(end.end, length.months)


def day(value: object) -> date | None:
    """A day given as a date or as ISO text; None where it is neither, or is one of no year, as 0001-01-01 and 9999-12-31 are."""
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
    return date_or_none(found.year, found.month, found.day)
