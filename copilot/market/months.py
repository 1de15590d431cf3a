"""Month ends out of daily bars: a month counts only when its last session is there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from copilot.market.calendar import is_session, last_day_of, last_session_of, missing_sessions
from copilot.types import Bar, MonthEnd

_SLACK = timedelta(days=5)  # other exchanges may rest on the last days of a month


def growth(before: Bar, bar: Bar) -> float | None:
    """What one unit of money in the closing price of `before` is worth at the close of the next session `bar`.

    A dividend is reinvested at the price the ex-date begins from, the close before less the dividend, as providers of
    adjusted closes do. Prices are as traded, so where the shares were split with `bar` the close before is first told in new
    shares, as the dividend is. Without dividends the ratio of adjusted closes serves, which later dividends and splits do not
    move; without either it is None.

    >>> day, after = date(2024, 6, 7), date(2024, 6, 10)
    >>> growth(Bar(day, None, None, None, 1200.0), Bar(after, None, None, None, 132.0, split=10.0))
    1.1
    """
    if not math.isnan(bar.dividend):
        return bar.close / (before.close / bar.split - bar.dividend)
    if bar.adjusted_close is not None and before.adjusted_close is not None:
        return bar.adjusted_close / before.adjusted_close
    return None


def month_ends(bars: Sequence[Bar]) -> tuple[MonthEnd, ...]:
    """The complete months of daily bars, oldest first, with total returns where dividends or adjusted closes are known.

    bars: oldest first. A series that trades only on New York sessions must have the month's last session; any other must
    come within five days of the month's end and go on in the next month.
    """
    new_york = all(is_session(bar.session) for bar in bars)
    complete = _complete(bars, new_york=new_york)
    ends: list[MonthEnd] = []
    base: int | None = None  # position of the month end before, where the months follow each other
    for position in complete:
        month = f"{bars[position].session:%Y-%m}"
        total = None
        if base is not None and _follows(ends[-1].month, month) and not (new_york and _has_holes(bars, base, position)):
            total = _total_return(bars[base : position + 1])
        ends.append(MonthEnd(month, bars[position].close, total))
        base = position
    return tuple(ends)


def merge(derived: Sequence[MonthEnd], typed: Sequence[MonthEnd], *, as_of: date) -> tuple[MonthEnd, ...]:
    """Month ends from bars, and those of a table of month ends that were past on `as_of`; bars win, gaps are filled."""
    known = {end.month: end for end in typed if last_session_of(end.month) <= as_of}
    for end in derived:
        other = known.get(end.month)
        total = other.total_return if end.total_return is None and other is not None else end.total_return
        known[end.month] = MonthEnd(end.month, end.close, total)
    return tuple(known[month] for month in sorted(known))


def _complete(bars: Sequence[Bar], *, new_york: bool) -> list[int]:
    """Positions of the last bars of the complete months."""
    months = [bar.session.year * 12 + bar.session.month for bar in bars]
    last = [i for i in range(len(bars)) if i + 1 == len(bars) or months[i + 1] != months[i]]
    return [i for i in last if _is_month_end(bars[i].session, goes_on=i + 1 < len(bars), new_york=new_york)]


def _is_month_end(session: date, *, goes_on: bool, new_york: bool) -> bool:
    month = f"{session:%Y-%m}"
    if new_york:
        return session == last_session_of(month)
    end = last_day_of(month)
    return session == end or (goes_on and end - session <= _SLACK)


def _has_holes(bars: Sequence[Bar], base: int, end: int) -> bool:
    """Whether a session is missing between two bars; a dividend may have gone with it."""
    days = [bar.session for bar in bars[base : end + 1]]
    return bool(missing_sessions(days, days[0], days[-1], goes_on=end + 1 < len(bars)))


def _total_return(bars: Sequence[Bar]) -> float | None:
    factors = [growth(before, bar) for before, bar in pairwise(bars)]
    known = [factor for factor in factors if factor is not None]
    return math.prod(known) - 1 if len(known) == len(factors) else None


def _follows(month: str, later: str) -> bool:
    year, number = int(month[:4]), int(month[5:])
    return later == (f"{year}-{number + 1:02}" if number < 12 else f"{year + 1}-01")
