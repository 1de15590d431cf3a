"""The days a figure is computed over: those asked about, as far as the prices reach, else about the last quarter."""

from __future__ import annotations

from datetime import date, timedelta

from copilot.engines.evidence import Desk
from copilot.engines.periods import Period, month_of
from copilot.market import calendar as exchange

LOOK_BACK_DAYS = 92  # "the rally" without a date is a move of about the last quarter


def window_of(desk: Desk, ticker: str, period: Period | None) -> tuple[date, date] | None:
    """First and last day to look at: the period up to the last session, or the look-back, or what bars there are of it."""
    last = desk.last_session(ticker)
    prices = desk.prices(ticker)
    if last is None or prices is None:
        return None
    if period is not None:
        start = max(period.start, first_session(desk, ticker)) if period.is_all_time else period.start
        return (start, min(period.end, last)) if start <= last else None
    return max(last - timedelta(days=LOOK_BACK_DAYS), first_session(desk, ticker)), last


def last_full_month(desk: Desk, ticker: str) -> Period:
    """The latest calendar month of which the prices hold the last session."""
    last = desk.last_session(ticker) or desk.as_of
    if last < exchange.last_session_of(f"{last:%Y-%m}"):
        last = last.replace(day=1) - timedelta(days=1)
    return month_of(last.year, last.month)


def first_session(desk: Desk, ticker: str) -> date:
    """The first session with a bar; the as-of day where there is none."""
    prices = desk.prices(ticker)
    return prices.bars[0].session if prices is not None and prices.bars else desk.as_of


def first_known(desk: Desk, ticker: str) -> date:
    """The first session with a bar or a month end; the as-of day where there is none."""
    prices = desk.prices(ticker)
    known = [prices.bars[0].session] if prices is not None and prices.bars else []
    if prices is not None and prices.month_ends:
        known.append(exchange.last_session_of(prices.month_ends[0].month))
    return min(known, default=desk.as_of)
