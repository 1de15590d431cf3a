"""Readings of levels: a gap at the opening, ranges, all levels known up to a day, two closes, two averages, dividends."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from copilot.errors import InsufficientData, UsageError
from copilot.metrics import windows
from copilot.metrics.price_rows import field_rows, levels
from copilot.metrics.readings import EndsReading, Request, Selection, clipped, resolved
from copilot.metrics.rows import Row, number
from copilot.metrics.series import other_of
from copilot.metrics.special import one_of
from copilot.metrics.trailing import LastClosesReading
from copilot.metrics.windows import bars_between, lacking, months_before, parse_count, parse_day, window_of
from copilot.types import Bar, Prices

_WINDOW = ("start", "end", "month", "year", "months", "weeks")


def day_asked(request: Request, prices: Prices) -> date:
    """The session or end asked for, else the last one known."""
    asked = request.parameters.get("session", request.parameters.get("end"))
    return windows.last_known(prices) if asked is None else parse_day(asked, "session")


def bar_asked(request: Request, prices: Prices) -> Bar:
    """The bar of the last session not after the day asked for. Raises InsufficientData."""
    day = day_asked(request, prices)
    bar = windows.bar_on_or_before(prices, day)
    if bar is None:
        raise lacking(prices, f"this needs the session of {day}")
    return bar


@dataclass(frozen=True, slots=True)
class GapReading:
    """The close of the session before, in today's shares, and the open: (close, open)."""

    accepts: tuple[str, ...] = ("session",)

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close} and {ticker, session, open}."""
        prices = request.main
        bar = bar_asked(request, prices)
        at = prices.bars.index(bar)
        if not at:
            raise lacking(prices, f"this needs the session before {bar.session}")
        before = bars_between(prices, prices.bars[at - 1].session, bar.session)[0]
        rows = (*field_rows(prices, (before,), ("close",)), *field_rows(prices, (bar,), ("open",)))
        return Selection(rows, resolved(request, before.session, bar.session), "on {end}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Close and open, in the shares of the later session."""
        return EndsReading().arguments(rows, {"start_field": "close", "end_field": "open"})


@dataclass(frozen=True, slots=True)
class RangeReading:
    """The highs and the lows of a window: (highs, lows)."""

    accepts: tuple[str, ...] = ("session", *_WINDOW)

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, high, low}."""
        prices = request.main
        window = clipped(prices, window_of(prices, request.parameters))
        bars = bars_between(prices, window.start, window.end)
        rows = field_rows(prices, bars, ("high", "low"))
        return Selection(rows, resolved(request, bars[0].session, bars[-1].session), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Highs and lows, oldest first."""
        return levels(rows, "high"), levels(rows, "low")


@dataclass(frozen=True, slots=True)
class HistoryReading:
    """Every high (or close) that the source holds up to a day: (levels,). What lies before its first session is not known."""

    accepts: tuple[str, ...] = ("session", "end", "field")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, high or close}."""
        field = one_of(request.parameters, "field", ("high", "low", "close"))
        prices = request.main
        last = bar_asked(request, prices)
        bars = bars_between(prices, prices.bars[0].session, last.session)
        if len(bars) < 2:
            raise lacking(prices, f"{request.name} needs a session before {last.session}")
        rows = field_rows(prices, bars, (field,))
        parameters = resolved(request, bars[0].session, bars[-1].session)
        return Selection(rows, parameters, f"in what is known, from {bars[0].session}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Levels, oldest first."""
        return (levels(rows, parameters["field"]),)


@dataclass(frozen=True, slots=True)
class TwoClosesReading:
    """The closes of two instruments in the same session: (close, close of the other)."""

    accepts: tuple[str, ...] = ("session", "end")

    def select(self, request: Request) -> Selection:
        """Two rows {ticker, session, close}."""
        prices, other = request.main, other_of(request)
        bars = bar_asked(request, prices), bar_asked(request, other)
        if bars[0].session != bars[1].session:
            raise lacking(other, f"{request.name} needs the close of {bars[0].session}")
        rows = (*field_rows(prices, bars[:1], ("close",)), *field_rows(other, bars[1:], ("close",)))
        parameters = resolved(request, bars[0].session, bars[0].session) | {"other": other.ticker}
        return Selection(rows, parameters, "on {end}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """The two closes."""
        return number(rows[0], "close"), number(rows[1], "close")


@dataclass(frozen=True, slots=True)
class TwoAveragesReading:
    """The closes of so many sessions up to a day, and the length of the short average: (closes, count)."""

    accepts: tuple[str, ...] = ("session", "end", "sessions", "short")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close}."""
        short, long = (parse_count(request.parameters[name], name) for name in ("short", "sessions"))
        if short >= long:
            raise UsageError(f"the short average has {short} sessions, the long one {long}", fix="Give short below sessions.")
        return LastClosesReading().select(request)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Closes, oldest first, and how many of them the short average takes."""
        return levels(rows, "close"), int(parameters["short"])


@dataclass(frozen=True, slots=True)
class DividendsReading:
    """The dividends that went ex in the months up to a day, in its shares, and its close: (dividends, close)."""

    accepts: tuple[str, ...] = ("session", "end", "months")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close, dividend} of every session of the months. Raises InsufficientData where none are told."""
        prices = request.main
        last = bar_asked(request, prices)
        since = months_before(last.session, parse_count(request.parameters["months"], "months"))
        bars = [bar for bar in bars_between(prices, since, last.session) if bar.session > since]
        if any(math.isnan(bar.dividend) for bar in bars):
            raise InsufficientData(
                f"{prices.provider} says nothing of the dividends of {prices.ticker}", fix="Add a column Dividends."
            )
        rows = field_rows(prices, bars, ("close", "dividend"))
        return Selection(rows, resolved(request, bars[0].session, bars[-1].session), "on {end}")

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Dividends, oldest first, and the last close."""
        return levels(rows, "dividend"), number(rows[-1], "close")
