"""What is wrong or doubtful in a folder of prices, one sentence each, so that it is seen before a figure rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from copilot.errors import PricesMissing, SourceError
from copilot.market.calendar import is_session, missing_sessions
from copilot.types import Bar, PriceSource

_NAMED = 3  # days of a list that are written out
_MOSTLY = 0.02  # of the bars off the exchange's sessions: beyond it the series is of another exchange


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding. A defect keeps the file from being read; the others only limit what can be computed."""

    ticker: str
    kind: Literal["defect", "gap", "closed day", "adjusted", "no dividends", "other exchange"]
    text: str


def check_prices(source: PriceSource, *, as_of: date) -> tuple[Doubt, ...]:
    """What a reader should know of each ticker of a source up to a day, by ticker."""
    return tuple(doubt for ticker in source.tickers() for doubt in _of_ticker(source, ticker, as_of))


def _of_ticker(source: PriceSource, ticker: str, as_of: date) -> Iterator[Doubt]:
    try:
        bars = source.prices(ticker, as_of=as_of).bars
    except PricesMissing:
        return  # nothing up to that day is no defect
    except SourceError as error:
        yield Doubt(ticker, "defect", error.problem)
        return
    if not bars:
        return
    closed = [bar.session for bar in bars if not is_session(bar.session)]
    if len(closed) > _MOSTLY * len(bars):
        yield Doubt(
            ticker, "other exchange", f"{len(closed)} of {len(bars)} bars are on days New York was closed: {_days(closed)}"
        )
        return
    if closed:
        yield Doubt(ticker, "closed day", f"it has bars on days New York was closed, {len(closed)} in all: {_days(closed)}")
    days = [bar.session for bar in bars if is_session(bar.session)]
    if days and (gaps := missing_sessions(days, days[0], days[-1], goes_on=False)):
        yield Doubt(ticker, "gap", f"it lacks {len(gaps)} of the sessions from {days[0]} to {days[-1]}: {_days(gaps)}")
    yield from _doubts_of_dividends(ticker, bars)


def _doubts_of_dividends(ticker: str, bars: Sequence[Bar]) -> Iterator[Doubt]:
    paid = [after.session for before, after in pairwise(bars) if after.dividend > 0 and before.close == before.adjusted_close]
    if paid:
        text = f"before the dividend of {paid[0]} its close and its adjusted close are the same, so one is not what it is called"
        yield Doubt(ticker, "adjusted", text)
    if all(bar.dividend != bar.dividend and bar.adjusted_close is None for bar in bars):  # nan
        yield Doubt(ticker, "no dividends", "it has neither dividends nor adjusted closes, so no total return can be computed")


def _days(days: Sequence[date]) -> str:
    named = ", ".join(day.isoformat() for day in days[:_NAMED])
    return named + (f" and {len(days) - _NAMED} more" if len(days) > _NAMED else "")
