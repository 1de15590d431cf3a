"""Words before a day or month that make another time of it: "the week to 5 May", "ten sessions after"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from copilot.calendar_days import days_around
from copilot.calendar_words import CARDINALS, WEEKDAYS
from copilot.engines.periods import Period
from copilot.market import calendar as exchange
from copilot.types import Span

_NUMBERS = CARDINALS | {"couple of": 2, "few": 3}
COUNT = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})"

_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "final": -1}
_WEEK_TO = re.compile(
    r"\bweek\s+(?:up\s+)?(?:to|ending|ended|through|until)(?:\s+on)?(?:\s+\w+day,?)?(?:\s+the)?\s+$", re.IGNORECASE
)
_WEEK_OF = re.compile(r"\bweek\s+(?:of|beginning|starting|from)(?:\s+\w+day,?)?(?:\s+the)?\s+$", re.IGNORECASE)
_AT_START = re.compile(r"\b(?:start|beginning) of(?: the)?\s*$", re.IGNORECASE)
_AROUND = re.compile(r"\b(?:around|near)(?:\s+the)?\s+$", re.IGNORECASE)
_WEEK = timedelta(days=7)
_SESSIONS_FROM = re.compile(
    rf"\b{COUNT}\s+(?:(?:trading|business)\s+)?(?:sessions?|days?)\s+(?P<way>after|following|since|before|up\s+to|to)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?:\bthe\s+)?\b(?P<unit>day|session|week|{'|'.join(WEEKDAYS[:5])})\s+(?P<way>before|after|following)(?:\s+the)?\s+$",
    re.IGNORECASE,
)
_HALF_OF = re.compile(r"(?:\bthe\s+)?\b(?P<nth>first|1st|second|2nd)[\s-]half\s+of\s+$", re.IGNORECASE)
_PART_OF_MONTH = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)})\s+(?:full\s+|trading\s+)?(?P<unit>week|day|session)\s+(?:of|in)\s+$", re.IGNORECASE
)


def last_sessions(match: re.Match[str], as_of: date) -> Period | None:
    """ "The last ten sessions": from the close before the first of them."""
    count, last = number_of(match["n"]), exchange.session_on_or_before(as_of)
    known = exchange.sessions(last - timedelta(days=2 * count + 20), last)
    return Period(known[-count - 1], last, "span", match.span()) if 1 < count < len(known) else None


def opening_of(text: str, period: Period) -> Period:
    """The first session of a time at whose start a level is asked for: the level of a longer time is else that of its end.

    >>> text = "where did it close at the start of May?"
    >>> opening_of(text, Period(date(2024, 5, 1), date(2024, 5, 31), "month", (35, 38))).end.isoformat()
    '2024-05-01'
    """
    if period.grain == "day" or period.is_since or _AT_START.search(text[: period.span[0]]) is None:
        return period
    first = exchange.sessions(period.start, period.start + _WEEK)[0]
    return Period(first, first, "day", period.span)


def in_context(text: str, period: Period) -> Period:
    """A day or month with the words before it that make another time of it: "the week to 5 May", "the last day of March"."""
    before = text[: period.span[0]]
    if period.grain == "day":
        day = period.start
        if (match := _WEEK_TO.search(before)) is not None:
            return Period(day - timedelta(days=6), day, "week", (match.start(), period.span[1]))
        if (match := _WEEK_OF.search(before)) is not None:
            return Period(*days_around(day, "week"), "week", (match.start(), period.span[1]))
        if (match := _SESSIONS_FROM.search(before)) is not None:
            return _sessions_from(match, day, (match.start(), period.span[1]))
        if (match := _BESIDE.search(before)) is not None:
            is_dated = re.search(r"\d", text[slice(*period.span)]) is not None
            return _beside(match, day, (match.start(), period.span[1]), is_dated=is_dated)
        if (match := _AROUND.search(before)) is not None:
            return Period(day - _WEEK, day + _WEEK, "span", (match.start(), period.span[1]))
    if period.grain == "month" and (match := _PART_OF_MONTH.search(before)) is not None:
        return _part_of_month(match, period, (match.start(), period.span[1]))
    if period.grain == "month" and (match := _HALF_OF.search(before)) is not None:
        is_first, middle = match["nth"].lower() in ("first", "1st"), period.start.replace(day=15)
        first, last = (period.start, middle) if is_first else (middle + timedelta(days=1), period.end)
        return Period(first, last, "span", (match.start(), period.span[1]), is_from_close=True)
    return period


def is_beside(before: str) -> bool:
    """Whether the words before a day make the day or week next to it of it: "the Friday after"."""
    return _BESIDE.search(before) is not None


def _beside(match: re.Match[str], day: date, span: Span, *, is_dated: bool) -> Period:
    """The session, the weekday or the week before or after a day: of a holiday the week from Monday on, of a date seven days."""
    unit, way = match["unit"].lower(), -1 if match["way"].lower() == "before" else 1
    if unit == "week":
        if not is_dated:
            return Period(*days_around(day + way * _WEEK, "week"), "week", span)
        return Period(min(day, day + way * _WEEK), max(day, day + way * _WEEK), "span", span)
    if unit in WEEKDAYS:
        apart = (WEEKDAYS.index(unit) - day.weekday()) * way % 7 or 7
        return Period(day + timedelta(days=way * apart), day + timedelta(days=way * apart), "day", span)
    first = day + timedelta(days=1) if way > 0 else day - _WEEK
    near = exchange.sessions(first, first + _WEEK - timedelta(days=1))
    session = near[0] if way > 0 else near[-1]
    return Period(session, session, "day", span)


def _sessions_from(match: re.Match[str], day: date, span: Span) -> Period:
    """So many sessions after the close of a day, or up to it."""
    count = number_of(match["n"])
    if match["way"].lower() in ("after", "following", "since"):
        later = exchange.sessions(day + timedelta(days=1), day + timedelta(days=2 * count + 15))
        return Period(day, later[count - 1] if count else day, "span", span)
    earlier = exchange.sessions(day - timedelta(days=2 * count + 15), day)
    return Period(earlier[-1 - count], day, "span", span)


def _part_of_month(match: re.Match[str], month: Period, span: Span) -> Period:
    """A session of a month, or a week of it from Monday on, cut to the month; the first week is the one of its first session."""
    sessions, nth = exchange.sessions(month.start, month.end), _ORDINALS[match["nth"].lower()]
    if match["unit"].lower() != "week":
        return Period(sessions[nth], sessions[nth], "day", span)
    monday, sunday = sorted({days_around(session, "week") for session in sessions})[nth]
    return Period(max(monday, month.start), min(sunday, month.end), "week", span)


def number_of(token: str) -> int:
    """A count in digits or in words: "3", "three", "couple of"."""
    return int(token) if token.isdigit() else _NUMBERS[" ".join(token.lower().split())]
