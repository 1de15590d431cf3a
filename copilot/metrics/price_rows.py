"""Rows of a window out of prices, and growth out of rows: what returns, drawdowns and averages share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise, repeat
from operator import attrgetter, contains

from copilot.errors import InsufficientData
from copilot.market import calendar as exchange
from copilot.metrics import windows
from copilot.metrics.kept import kept_rows, kept_splits
from copilot.metrics.rows import Row, day, number, numbers, text_of
from copilot.metrics.windows import bars_between, lacking
from copilot.types import Bar, MonthEnd, Prices


def field_rows(prices: Prices, bars: Sequence[Bar], fields: Sequence[str]) -> tuple[Row, ...]:
    """Rows {ticker, session, *fields}. Raises InsufficientData where a bar lacks one of the fields."""
    for field in fields:
        values = list(map(attrgetter(field), bars))
        if None in values:
            raise lacking(prices, f"the {field} of {bars[values.index(None)].session} is unknown")
    return kept_rows(prices, bars, fields)


def with_splits(rows: Sequence[Row], *known: Prices | None) -> tuple[Row, ...]:
    """The rows, each with the new shares for one share since the row before of its ticker as `split`, where there was a split."""
    splits = {prices.ticker: kept_splits(prices) for prices in known if prices is not None}
    if not any(splits.values()):
        return tuple(rows)
    marked = list(rows[:1])
    for before, row in pairwise(rows):
        factor = 1.0
        if "session" in row and row.get("ticker") == before.get("ticker"):
            since, until = day(before), day(row)
            factor = math.prod(split for session, split in splits[row["ticker"]] if since < session <= until)
        marked.append({**row, "split": repr(factor)} if factor != 1.0 else row)
    return tuple(marked)


def levels(rows: Sequence[Row], field: str) -> list[float]:
    """One price of every row, oldest first, told in the shares of the last row: those before a split are divided by it.

    >>> levels([{"close": "1200.0"}, {"close": "130.0", "split": "10.0"}], "close")
    [120.0, 130.0]
    """
    found = numbers(rows, field)
    if has_splits(rows):
        shares = 1.0
        for position in range(len(rows) - 2, -1, -1):
            shares *= split_of(rows[position + 1])
            found[position] /= shares
    return found


def has_splits(rows: Sequence[Row]) -> bool:
    """Whether the shares were split within these rows."""
    return any(map(contains, rows, repeat("split")))


def split_of(row: Row) -> float:
    """The new shares for one share since the row before; 1.0 where there was no split."""
    return number(row, "split") if "split" in row else 1.0


def month_row(prices: Prices, end: MonthEnd) -> Row:
    """A month end as a row; `session` is the last session of the month."""
    row = {
        "ticker": prices.ticker,
        "session": month_session(prices, end.month).isoformat(),
        "month": end.month,
        "close": text_of(end.close),
    }
    if end.total_return is not None:
        row["total_return"] = text_of(end.total_return)
    return row


def month_session(prices: Prices, month: str) -> date:
    """The session a month ended with: its bar where there is one, else by the calendar."""
    bar = windows.bar_on_or_before(prices, exchange.last_day_of(month))
    return bar.session if bar is not None and f"{bar.session:%Y-%m}" == month else exchange.last_session_of(month)


def point(prices: Prices, day: date, field: str) -> Row:
    """The row of the last session not after `day`: a bar, or a month end for a close before the bars begin."""
    bar = windows.bar_on_or_before(prices, day)
    if bar is not None:
        return field_rows(prices, (bar,), (field,))[0]
    end = _month_end_on(prices, day) if field == "close" else None
    if end is None:
        late = ", which is not over" if day > windows.last_known(prices) else ""
        raise lacking(prices, f"this needs the {field} of {exchange.session_on_or_before(day)}{late}")
    return {key: value for key, value in month_row(prices, end).items() if key != "total_return"}


def path_rows(prices: Prices, first: date, last: date) -> tuple[Row, ...]:
    """The rows of a total return from the session on or before `first` to the one on or before `last`, the base first."""
    base = windows.bar_on_or_before(prices, first)
    if base is not None:
        end = windows.bar_on_or_before(prices, last)
        if end is None:
            raise lacking(prices, f"this needs the sessions from {base.session} to {last}")
        return total_rows(prices, bars_between(prices, base.session, end.session))
    months = _months_from(prices, first)
    rows: list[Row] = []
    for end_of_month in months:
        session = month_session(prices, end_of_month.month)
        if session > last:
            break
        rows.append(month_row(prices, end_of_month))
        if rows[1:] and end_of_month.total_return is None:
            raise lacking(prices, f"this needs the total return of {end_of_month.month}")
        if session == exchange.session_on_or_before(last):
            return tuple(rows)
        if prices.bars and session >= prices.bars[0].session:
            return (*rows, *total_rows(prices, bars_between(prices, session, last))[1:])
    raise lacking(prices, f"this needs the sessions from {first} to {last}")


def total_rows(prices: Prices, bars: Sequence[Bar]) -> tuple[Row, ...]:
    """Rows {ticker, session, close, dividend}; adjusted closes where dividends are unknown.

    Raises InsufficientData where the source has neither: a price return must not pass for a total return.
    """
    if not any(map(math.isnan, [bar.dividend for bar in bars])):
        return kept_rows(prices, bars, ("close", "dividend"))
    if any(bar.adjusted_close is None for bar in bars):
        raise InsufficientData(
            f"{prices.provider} has neither dividends nor adjusted closes of {prices.ticker}, so its total return is unknown",
            fix="Ask for the price return, or add a column Dividends.",
        )
    return field_rows(prices, bars, ("adjusted_close",))


def growth_factors(rows: Sequence[Row]) -> list[float]:
    """What one unit of money grows to over each step, dividends reinvested at the ex-date price (the close before less it)."""
    if "adjusted_close" in rows[0]:
        return [after / before for before, after in pairwise(numbers(rows, "adjusted_close"))]
    months = 1  # rows of months lead, rows of sessions follow
    while months < len(rows) and "total_return" in rows[months]:
        months += 1
    growth = [1 + value for value in numbers(rows[1:months], "total_return")]
    closes, dividends = numbers(rows[months - 1 :], "close"), numbers(rows[months:], "dividend")
    if not has_splits(rows):
        steps = zip(closes[:-1], closes[1:], dividends, strict=True)
        return growth + [after / (before - paid) for before, after, paid in steps]
    parts = zip(closes[:-1], closes[1:], dividends, map(split_of, rows[months:]), strict=True)
    return growth + [after / (before / split - paid) for before, after, paid, split in parts]


def _months_from(prices: Prices, day: date) -> list[MonthEnd]:
    """The month ends from the one that closed on `day`, each following the other. Raises InsufficientData."""
    base = _month_end_on(prices, day)
    if base is None:
        raise lacking(prices, f"this needs sessions back to {exchange.session_on_or_before(day)}")
    return following_months([end for end in prices.month_ends if end.month >= base.month])


def following_months(ends: Sequence[MonthEnd]) -> list[MonthEnd]:
    """The month ends up to the first hole."""
    found: list[MonthEnd] = []
    for end in ends:
        if found and f"{exchange.last_day_of(found[-1].month) + timedelta(days=1):%Y-%m}" != end.month:
            break
        found.append(end)
    return found


def _month_end_on(prices: Prices, day: date) -> MonthEnd | None:
    """The month end whose session is the last one not after `day`."""
    session = exchange.session_on_or_before(day)
    month = f"{session:%Y-%m}"
    if session != exchange.last_session_of(month):
        return None
    return next((end for end in prices.month_ends if end.month == month), None)
