"""Which days a metric is asked about: parameters in, a window out; and whether the sessions of it are there.

A window is given in one way: `session`, or `start` and `end`, or `month` (2025-03), or `year` (2025, so far where it runs),
or `months` back from `end`. `base` is the day whose close a return starts from: the day before a calendar month or year,
else `start` itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from copilot.calendar_days import months_back
from copilot.errors import InsufficientData, UsageError
from copilot.market import calendar as exchange
from copilot.types import Bar, Prices

KEYS = ("session", "start", "end", "month", "year", "months", "weeks")
_EARLIEST = date(1600, 1, 1)
_REST = timedelta(days=12)  # longest pause we take for a holiday on exchanges whose calendar we do not know


@dataclass(frozen=True, slots=True)
class Window:
    """Calendar days, both inclusive; `words` is how a person would say it, with slots for the sessions really used."""

    start: date
    end: date
    base: date
    words: str
    months: int | None = None  # where the window is so many months back from its end


def window_of(prices: Prices, given: Mapping[str, str]) -> Window:
    """The window that parameters ask for; `end` is the last session known where it is not given.

    Raises UsageError for a malformed, reversed or future day, or two ways of asking at once.
    """
    known_end = last_known(prices)
    ways = [key for key in ("session", "month", "year", "months", "weeks", "start") if key in given]
    if len(ways) == 1 and ways[0] in ("session", "month") and "end" in given:
        ways.append("end")
    if len(ways) > 1:
        raise UsageError(f"the window is given by {' and by '.join(ways)}", fix="Give start and end, or one of the others.")
    end = parse_day(given["end"], "end") if "end" in given else known_end
    return _window(given, end, known_end)


def _window(given: Mapping[str, str], end: date, known_end: date) -> Window:
    if "session" in given:
        day = parse_day(given["session"], "session")
        return Window(day, day, day, "on {end}")
    if "month" in given:
        return _month(given["month"])
    if "year" in given:
        return _year(given["year"], min(end, known_end) if "end" not in given else end)
    if "months" in given:
        months = parse_count(given["months"], "months")
        start = months_before(end, months)
        return Window(start, end, start, f"over {months} months to {{end}}", months)
    if "weeks" in given:
        start = end - timedelta(weeks=parse_count(given["weeks"], "weeks"))
        return Window(start, end, start, f"over {given['weeks']} weeks to {{end}}")
    if "start" not in given:
        return Window(end, end, end, "on {end}")
    start = parse_day(given["start"], "start")
    if start > end:
        raise UsageError(f"the window is reversed: {start} is after {end}", fix="Give the earlier day as start.")
    return Window(start, end, start, "from {start} to {end}")


def parse_day(value: object, name: str) -> date:
    """A day given as a date or as text. Raises UsageError where it is malformed or lies in the future."""
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    else:
        try:
            text = str(value).strip()
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError
            day = date.fromisoformat(text)
        except ValueError:
            raise UsageError(f"{name} {str(value)[:40]!r} is no day", fix="Write it as YYYY-MM-DD.") from None
    if day > date.today():
        raise UsageError(f"{name} {day} lies in the future", fix="Choose a day that is past.")
    if day < _EARLIEST:
        raise UsageError(f"{name} {day} lies before any exchange", fix=f"Choose a day after {_EARLIEST}.")
    return day


def parse_count(value: object, name: str) -> int:
    """A whole number above zero. Raises UsageError."""
    text = str(value).strip()
    if not re.fullmatch(r"\d{1,4}", text) or int(text) == 0:
        raise UsageError(f"{name} {text[:40]!r} is no whole number above 0", fix=f"Write {name} as 36, say.")
    return int(text)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day. Raises UsageError before any exchange.

    >>> months_before(date(2024, 3, 31), 1)
    datetime.date(2024, 2, 29)
    """
    if day.year * 12 + day.month - 1 - months < _EARLIEST.year * 12:
        raise UsageError(f"{months} months before {day} there was no exchange", fix="Give fewer months.")
    return months_back(day, months)


def last_known(prices: Prices) -> date:
    """The last session the prices reach. Raises InsufficientData where they hold nothing."""
    ends = [prices.bars[-1].session] if prices.bars else []
    month = prices.month_ends[-1].month if prices.month_ends else ""
    if month and not (ends and f"{ends[0]:%Y-%m}" > month):  # no calendar is loaded where the bars go further anyway
        ends.append(exchange.last_session_of(prices.month_ends[-1].month))
    if not ends:
        raise InsufficientData(f"{prices.provider} has no session of {prices.ticker}", fix="Choose a later as-of day.")
    return max(ends)


def bars_between(prices: Prices, first: date, last: date) -> Sequence[Bar]:
    """The bars of every session from `first` to `last`. Raises InsufficientData where one is lacking, and says which."""
    bars = prices.bars
    begin = bisect_left(bars, first, key=_session)
    end = bisect_right(bars, last, key=_session)
    found = bars[begin:end]
    is_whole = first == last and len(found) == 1  # one day that is there needs no calendar, which is slow to load
    if not is_whole and len(found) != exchange.session_count(first, last):
        _refuse_holes(prices, found, first, last)
    if not found:
        when = f"on {first:%A}, {first}" if first == last else f"from {first} to {last}"
        before = exchange.session_on_or_before(first)
        raise UsageError(f"there is no session {when}", fix=f"Give a window that holds one; the last before it is {before}.")
    return found


def bar_on_or_before(prices: Prices, day: date) -> Bar | None:
    """The bar of the last session not after `day`, None where the bars do not reach there."""
    position = bisect_right(prices.bars, day, key=_session)
    if not position:
        return None
    bar = prices.bars[position - 1]
    after = bar.session + timedelta(days=1)
    if after > day or not exchange.session_count(after, day):
        return bar
    if not _is_new_york(prices):
        return bar if day - bar.session <= _REST else None
    goes_on = position < len(prices.bars)
    return None if exchange.missing_sessions((bar.session,), bar.session, day, goes_on=goes_on) else bar


def lacking(prices: Prices, needed: str) -> InsufficientData:
    """The error that says which sessions a metric needs and which are there."""
    if prices.bars:
        have = f"{len(prices.bars)} sessions from {prices.bars[0].session} to {prices.bars[-1].session}"
    else:
        have = "no daily sessions"
    if prices.month_ends:
        have += f", and {len(prices.month_ends)} month ends from {prices.month_ends[0].month} to {prices.month_ends[-1].month}"
    owner = "the sample" if prices.is_sample else prices.provider
    return InsufficientData(
        f"{needed}; {owner} has {have} of {prices.ticker}",
        fix="Give a folder with longer prices by --prices, or ask about a window inside these.",
    )


def _refuse_holes(prices: Prices, found: Sequence[Bar], first: date, last: date) -> None:
    """Raises InsufficientData where sessions are missing; other exchanges have other holidays, so only pauses count there."""
    days = [bar.session for bar in found]
    if _is_new_york(prices):
        missing = exchange.missing_sessions(days, first, last, goes_on=bool(prices.bars) and prices.bars[-1].session > last)
    else:
        missing = [before for before, after in pairwise([first, *days, last]) if after - before > _REST]
    if missing:
        listed = str(missing[0]) if len(missing) == 1 else f"{missing[0]} to {missing[-1]}, {len(missing)} of them"
        raise lacking(prices, f"this needs the sessions from {first} to {last}, and lacks {listed}")


def _is_new_york(prices: Prices) -> bool:
    """Whether the bars fall on New York sessions only; no bars at all do."""
    return all(exchange.is_session(bar.session) for bar in prices.bars)


def _session(bar: Bar) -> date:
    return bar.session


def _month(value: str) -> Window:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value.strip()):
        raise UsageError(f"month {value[:40]!r} is no month", fix="Write it as YYYY-MM.")
    first = parse_day(f"{value.strip()}-01", "month")
    return Window(first, exchange.last_day_of(value.strip()), first - timedelta(days=1), f"in {first:%B %Y}")


def _year(value: str, end: date) -> Window:
    if not re.fullmatch(r"(19|20)\d{2}", value.strip()):
        raise UsageError(f"year {value[:40]!r} is no year", fix="Write it as YYYY.")
    first = parse_day(f"{value.strip()}-01-01", "year")
    if end < first:
        raise UsageError(f"the year {value} begins after {end}", fix="Ask for an earlier year.")
    last = min(end, date(first.year, 12, 31))
    whole = last >= exchange.last_session_of(f"{first.year}-12")
    return Window(first, last, first - timedelta(days=1), f"in {value}" if whole else f"in {value} to {{end}}")
