"""Of which days, months or quarters of a published series a figure is told."""

from __future__ import annotations

import re
from datetime import date, timedelta

from copilot.comparison.returns import counted_sessions
from copilot.comparison.series_values import within
from copilot.comparison.statement import Statement
from copilot.market.series_matters import Matter
from copilot.market.series_table import period_end
from copilot.numbers import Claim
from copilot.types import Series

UNDATED = timedelta(days=7)  # before a text's own day, what an undated rate may be of
UNDATED_PERIODS = 2  # of months and quarters then out
_TO_MONTH = re.compile(r"\s*(?:to|through|until|[-–—])\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE)
OUT_AFTER_DAYS = {"rate": 3, "jobs": 3, "index": 10, "money": 13, "growth": 25}  # at the earliest, after the end of a period
POINTS = frozenset({"percentage_point", "basis_point"})


def days_of(statement: Statement, series: Series, matter: Matter) -> tuple[date, date, bool] | None:
    """The days a figure is told of and whether the text says so; None where neither it nor its own day tells."""
    claim, own = statement.claim, statement.published
    if claim.period_grain == "length" or statement.is_compared:
        return None
    if claim.since:
        return _window_since(statement, series)
    if own is not None and (counted := counted_sessions(statement)) is not None and claim.period_grain in (None, "day"):
        days = [o.day for o in series.observations if o.value is not None and o.day <= own]
        is_move = claim.role == "change" and series.frequency == "daily" and counted < len(days)
        return (days[-counted], own, True) if is_move else None
    is_by_period = series.frequency in ("monthly", "quarterly")
    if claim.period_start is not None and claim.period_end is not None:
        if (own is not None and claim.period_start > own) or _goes_on(statement):
            return None
        if is_by_period and claim.period_grain in ("day", "week", "part"):
            return _out_by(series, claim.period_start, matter)  # "on 16 December, payrolls rose": the day of the report
        return _stated_window(claim, series)
    if claim.period_grain is not None or own is None:
        return None
    return _out_by(series, own, matter) if is_by_period else (own - UNDATED, own, False)


def _window_since(statement: Statement, series: Series) -> tuple[date, date, bool] | None:
    """The days behind the one that a move is counted from, to the text's own: "since the end of July"."""
    claim, own = statement.claim, statement.published
    is_move = claim.role == "change" and claim.quantity.unit in POINTS and series.frequency == "daily"
    if own is None or claim.period_start is None or claim.period_end is None or not is_move:
        return None
    start = claim.period_start if claim.period_grain == "window" else claim.period_end + timedelta(days=1)
    return (start, own, True) if start < own else None


def _goes_on(statement: Statement) -> bool:
    """ "August 2024 to August 2025": only the first month was read."""
    span = statement.claim.period_span
    return span is not None and _TO_MONTH.match(statement.text, span[1]) is not None


def _stated_window(claim: Claim, series: Series) -> tuple[date, date, bool] | None:
    """The days that the words name, of periods one; of "August 2024 to August 2025" the last."""
    start, end = claim.period_start, claim.period_end
    assert start is not None and end is not None
    if series.frequency not in ("monthly", "quarterly"):
        return start, end, claim.period_grain != "year"
    periods = within(series, start, end)
    if len(periods) > 1 and claim.period_grain == "window" and (end - start).days > 360:
        return periods[-1].day, end, True
    return (start, end, True) if len(periods) <= 1 and claim.period_grain != "year" else None


def _out_by(series: Series, day: date, matter: Matter) -> tuple[date, date, bool] | None:
    """The last periods that may have been published by a day."""
    lag = timedelta(days=OUT_AFTER_DAYS.get(matter.kind, 10))
    known = [o.day for o in series.observations if o.value is not None and period_end(series.frequency, o.day) + lag <= day]
    return (known[-UNDATED_PERIODS:][0], period_end(series.frequency, known[-1]), False) if known else None
