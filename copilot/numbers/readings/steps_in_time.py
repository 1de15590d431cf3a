"""The time of a figure told "a year earlier" or "a quarter later" than a neighbour from which it has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from copilot.calendar_days import months_back
from copilot.numbers.times.when import TimeMention, When, window_of

_A_PERIOD_BEFORE = re.compile(
    r"\b(?:a|one|the) (?P<one>year|quarter|month) (?:earlier|ago|before|prior)\b|\b(?P<two>year)[- ](?:ago|earlier)\b"
    r"|\b(?:prior|the (?:previous|prior))[- ](?P<three>year|quarter|month)\b"
    r"|\bthe same (?:month|quarter|period|half|three months) (?:of |in )?"
    r"(?:last|the (?:previous|prior)|(?:a|one)) (?P<four>year)\b",
    re.IGNORECASE,
)


def step_back(words: str, times: Sequence[TimeMention]) -> str | None:
    """The length of the step back that a figure is told at: "month" of "a month before", "year" of "this time last year"."""
    match = _A_PERIOD_BEFORE.search(words)
    if match is not None:
        return next(word for word in match.groups() if word).lower()
    return times[0].when.grain if is_of_one_before(times) and times[0].when.grain in _MONTHS else None


_MONTHS = {"year": 12, "quarter": 3, "month": 1}


def a_period_before(words: str, times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """The times of a figure told "a year earlier" than a neighbour from which it has them; unmoved where they have no days."""
    match = _A_PERIOD_BEFORE.search(words)
    if match is None:
        return times
    grain = next(word for word in match.groups() if word).lower()
    return tuple(replace(time, when=moved_back(time.when, grain)) for time in times)


def is_of_one_before(times: Sequence[TimeMention]) -> bool:
    """Whether the only time told is "the previous year", which is counted from the time of a neighbour."""
    return bool(times) and all(time.when.relative and time.when.day == -1 and time.when.start is None for time in times)


_A_PERIOD_AFTER = re.compile(
    r"\b(?:a|one|the) (?P<one>year|quarter|month) (?:later|after)\b|\bthe following (?P<two>year|quarter|month)\b", re.IGNORECASE
)


_AFTER = frozenset({"late", "afte", "foll"})


def a_period_after(words: str, times: tuple[TimeMention, ...], begins: frozenset[str]) -> tuple[TimeMention, ...]:
    """The times of a figure told "a year later" than a neighbour from which it has them. begins: how its words begin."""
    match = _A_PERIOD_AFTER.search(words) if not _AFTER.isdisjoint(begins) else None
    if match is None:
        return times
    grain = next(word for word in match.groups() if word).lower()
    return tuple(replace(time, when=moved_back(time.when, grain, -1)) for time in times)


def moved_back(when: When, grain: str, steps: int = 1) -> When:
    """A month, quarter or year, so many of its kind or years before."""
    if when.start is None and when.year is not None and grain == "year" and when.grain in ("year", "quarter", "half"):
        return replace(when, year=when.year - steps)  # of a firm's own year
    if when.start is None and when.month is not None and grain == when.grain == "month":
        return replace(when, month=(when.month - steps - 1) % 12 + 1)
    if when.start is None and when.quarter is not None and grain == when.grain == "quarter" and 0 < when.quarter - steps < 5:
        return replace(when, quarter=when.quarter - steps)
    if when.start is None or when.end is None or when.since or when.grain not in ("month", "quarter", "half", "year", "window"):
        return when
    if when.grain == "window" and (when.start.day > 1 or (when.end + timedelta(days=1)).day > 1):
        return when
    if grain != "year" and grain != when.grain:
        return when
    back = steps * _MONTHS[grain]
    start = months_back(when.start, back)
    return window_of(start, months_back(when.end + timedelta(days=1), back) - timedelta(days=1))


_BACK = re.compile(r"\s(?:before|earlier|previously|prior)\b(?! to)")


def years_back(text: str, time: TimeMention) -> int:
    """How many years a length counts back from the time of a neighbour: "up from 54% two years before"."""
    months = time.when.months if time.when.grain == "length" else None
    return months // 12 if months and months % 12 == 0 and _BACK.match(text, time.end) else 0
