"""Whether a sentence of an article tells of the time that a question asks about, of another one, or of none."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from copilot.calendar_words import month_pattern
from copilot.engines.periods import Period
from copilot.engines.question_time import find_periods
from copilot.names import find_names
from copilot.types import Passage

_LATE_DAYS = 10  # by which what happened in a time is still reported
_SLACK_DAYS = 4  # by which the ends of a month or a longer time may differ: holidays and weekends
_TODAY = re.compile(r"\b(?:today|stands?|now)\b", re.IGNORECASE)
_SOON_DAYS = 40  # within which an article tells of what is to come by its day alone
_DAY = re.compile(rf"(?:\d(?:st|nd|rd|th)?\s+(?:of\s+)?{month_pattern()}|{month_pattern()}\.?\s+\d)", re.IGNORECASE)
_FIGURE = re.compile(r"\d")


def tells_other_time(passage: Passage, period: Period | None) -> bool:
    """Whether a sentence names times and none of them is the one asked about; a figure without a time is of its article's day."""
    if period is None:
        return False
    published = passage.published.date() if passage.published is not None else None
    periods = (period, *period.further)
    named = [found for found in _periods_in(passage.quote, published or period.end) if found.months in (None, period.months)]
    if any(found.months is not None for found in named):
        return False  # the same length
    if named and published is not None and _TODAY.search(passage.quote):
        named.append(Period(published, published, "day", (0, 0)))
    if named:
        return not any(_is_part_of(found, asked) or _is_about(found, asked) for found in named for asked in periods)
    if published is None or not _FIGURE.search(passage.quote):
        return False
    return not any(asked.start <= published <= asked.end + _late(asked) for asked in periods)


@lru_cache(maxsize=2048)
def _periods_in(text: str, day: date) -> tuple[Period, ...]:
    for name in find_names(text):  # "Russell 2000" holds no year
        text = text[: name.start] + "x" * (name.end - name.start) + text[name.end :]
    found = find_periods(text, day)
    if _DAY.search(text):  # a day without a year may be one to come
        found += find_periods(text, day + timedelta(days=_SOON_DAYS))
    return tuple(dict.fromkeys(found))


def _late(asked: Period) -> timedelta:
    return timedelta(days=0 if asked.start == asked.end else _LATE_DAYS)


def _is_part_of(found: Period, asked: Period) -> bool:
    slack = timedelta(days=_SLACK_DAYS if (asked.end - asked.start).days >= 27 else 0)
    return asked.start - slack <= found.start and found.end <= asked.end + slack


def _is_about(found: Period, asked: Period) -> bool:
    """Whether a time covers the one asked about and is hardly longer: the week of a day, the days of a meeting."""
    longer = (found.end - found.start) - (asked.end - asked.start)
    return found.start <= asked.start and asked.end <= found.end and longer <= timedelta(days=_LATE_DAYS)
