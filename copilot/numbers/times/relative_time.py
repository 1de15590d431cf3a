"""Times told from a day: "yesterday", "last month", a bare "June", resolved against the day of their text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from copilot.calendar_days import days_around
from copilot.numbers.times.when import LATEST, When, day_of, month_of, months_before, named_day, quarter_of, window_of, year_of


def resolve(when: When, anchor: date | None) -> When:
    """The time with its days, where a date of the text is known: "yesterday", "last month", "June"."""
    if anchor is None:
        return when
    if when.grain == "window" and when.months and when.month and when.day is None and when.start is None:
        return _months_ended_last(when, anchor)
    if when.holiday is not None:
        return min((named_day(when.holiday, anchor.year + shift) for shift in (0, -1, 1)), key=lambda found: _away(found, anchor))
    if when.relative:
        return _resolve_relative(when, anchor)
    if when.start is not None or when.fiscal:
        return _running(when, anchor)
    if when.grain in ("month", "part") and when.month:
        year = anchor.year if when.month <= anchor.month else anchor.year - 1
        return _running(month_of(year, when.month, when.part), anchor)
    if when.grain == "week" and when.month and when.day:
        last = resolve(When("day", month=when.month, day=when.day), anchor).start
        return when if last is None else When("week", last - timedelta(days=6), last)
    if when.grain in ("week", "window") and when.month and when.day and when.end is None:
        return _ended_last(when, anchor)
    if when.grain == "day" and when.month and when.day:
        near = [day_of(year, when.month, when.day) for year in (anchor.year, anchor.year - 1, anchor.year + 1)]
        known = [found for found in near if found is not None and found.start is not None]
        return min(known, key=lambda found: _away(found, anchor), default=when)
    return when


def _ended_last(when: When, anchor: date) -> When:
    """ "The week ended October 24", "the three years to June 30": up to the last such day, as of the text's own."""
    ends = [day_of(year, when.month or 1, when.day or 1) for year in (anchor.year, anchor.year - 1)]
    end = next((found.end for found in ends if found is not None and found.end is not None and found.end <= anchor), None)
    if end is None:
        return when
    if when.grain == "week":
        return When("week", end - timedelta(days=6), end)
    return replace(window_of(months_before(end, when.months or 1), end), first=None, last=None)


def _months_ended_last(when: When, anchor: date) -> When:
    """ "The six months to September": up to the latest such month, ended or running on the text's own day."""
    last = when.month or 1
    end = month_of(anchor.year if last <= anchor.month else anchor.year - 1, last).end
    if end is None:
        return when
    return replace(window_of(months_before(end, when.months or 1), end), first=None, last=None)


def _running(when: When, anchor: date) -> When:
    """A month, quarter or year told by its name that the text's own day lies in: it still runs, as "this year" does."""
    runs = when.grain in ("month", "quarter", "half", "year") and when.start is not None and when.end is not None
    return replace(when, so_far=anchor) if runs and when.start <= anchor < when.end else when  # type: ignore[operator]


def _away(found: When, anchor: date) -> int:
    """Days from the anchor; one to come counts three times: a text without a year tells what was rather than what is far off."""
    days = ((found.start or anchor) - anchor).days
    return -days if days < 0 else 3 * days


def _resolve_relative(when: When, anchor: date) -> When:
    if when.part == LATEST:
        return when
    shift = when.day or 0
    if when.grain == "day" and when.part is not None:
        back = (anchor.weekday() - (when.part - 10)) % 7
        found = anchor - timedelta(days=back)
        return When("day", found, found, found.year, found.month, found.day, part=when.part)
    if when.grain == "day":
        found = anchor + timedelta(days=shift)
        return When("day", found, found, found.year, found.month, found.day)
    if when.grain == "week":
        return When("week", *days_around(anchor + timedelta(days=7 * shift), "week"))
    so_far = anchor if shift == 0 else None
    if when.grain == "month":
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + shift, 12)
        return replace(month_of(year, month + 1), so_far=so_far)
    if when.grain == "quarter":
        year, quarter = divmod(anchor.year * 4 + (anchor.month - 1) // 3 + shift, 4)
        return replace(quarter_of(year, quarter + 1), so_far=so_far)
    if when.grain == "year":
        return replace(year_of(anchor.year + shift), so_far=so_far)
    if when.grain == "window" and when.part == 9:
        return When("window", date(anchor.year, 1, 1), anchor, first="year", last="day", since=True)
    return when
