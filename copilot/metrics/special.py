"""Readings of one kind of metric each: drawdowns, distance from a high, two paths."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.errors import InsufficientData, UsageError
from copilot.metrics.price_rows import field_rows, growth_factors, levels, total_rows
from copilot.metrics.readings import EndsReading, PathReading, Request, Selection, clipped, resolved
from copilot.metrics.rows import Row, number
from copilot.metrics.series import other_of
from copilot.metrics.windows import bars_between, window_of


@dataclass(frozen=True, slots=True)
class DrawdownReading:
    """Levels of every session: (highs, lows). basis: total (dividends reinvested), close, or intraday (high to low)."""

    accepts: tuple[str, ...] = ("start", "end", "month", "year", "months", "weeks", "basis")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, ...} of the window's sessions, with what the basis needs."""
        basis = one_of(request.parameters, "basis", ("total", "close", "intraday"))
        prices = request.main
        window = clipped(prices, window_of(prices, request.parameters))
        bars = bars_between(prices, window.start, window.end)
        if len(bars) < 2:
            raise UsageError(
                f"a drawdown needs two sessions, and the window to {window.end} holds one", fix="Give a longer window."
            )
        fields = ("high", "low") if basis == "intraday" else ("close",)
        rows = total_rows(prices, bars) if basis == "total" else field_rows(prices, bars, fields)
        return Selection(rows, resolved(request, bars[0].session, bars[-1].session), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Highs and lows, or the same levels twice."""
        if parameters["basis"] == "intraday":
            return levels(rows, "high"), levels(rows, "low")
        if parameters["basis"] == "close":
            closes = levels(rows, "close")
        else:
            closes = list(itertools.accumulate(growth_factors(rows), lambda level, factor: level * factor, initial=1.0))
        return closes, closes


@dataclass(frozen=True, slots=True)
class DistanceReading:
    """The highs (or lows) of a window and its last close: (highs, close)."""

    field: str = "high"
    accepts: tuple[str, ...] = ("start", "end", "month", "year", "months", "weeks")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, high}, the last with its close."""
        prices = request.main
        window = clipped(prices, window_of(prices, request.parameters))
        bars = bars_between(prices, window.start, window.end)
        rows = (*field_rows(prices, bars[:-1], (self.field,)), *field_rows(prices, bars[-1:], (self.field, "close")))
        return Selection(rows, resolved(request, bars[0].session, bars[-1].session), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Highs, oldest first, and the close of the last session."""
        return levels(rows, self.field), number(rows[-1], "close")


@dataclass(frozen=True, slots=True)
class TwoPathsReading:
    """What one unit grew to in each of two instruments over the same window: (growth factors, growth factors)."""

    accepts: tuple[str, ...] = ("start", "end", "month", "year", "months", "weeks", "basis")

    def select(self, request: Request) -> Selection:
        """The rows of the first instrument's return, then those of the other's."""
        basis = one_of(request.parameters, "basis", ("total", "price"))
        reading = PathReading() if basis == "total" else EndsReading()
        other = other_of(request)
        first = reading.select(request)
        second = reading.select(Request(request.name, other, None, (), request.parameters))
        ends = [(rows[0]["session"], rows[-1]["session"]) for rows in (first.rows, second.rows)]
        if ends[0] != ends[1]:
            raise InsufficientData(
                f"{request.main.ticker} has the window {' to '.join(ends[0])}, {other.ticker} {' to '.join(ends[1])}",
                fix="Give days on which both traded.",
            )
        parameters = resolved(request, *ends[0]) | {"other": other.ticker, "rows": str(len(first.rows))}
        return Selection((*first.rows, *second.rows), parameters, first.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Two lists of growth factors."""
        cut = int(parameters["rows"])
        return tuple(self._growth(part, parameters["basis"]) for part in (rows[:cut], rows[cut:]))

    def _growth(self, rows: Sequence[Row], basis: str) -> list[float]:
        if basis == "total":
            return growth_factors(rows)
        start, end = EndsReading().arguments(rows, {})
        return [end / start]


def one_of(parameters: Mapping[str, str], name: str, choices: Sequence[str]) -> str:
    """The value of a parameter. Raises UsageError where it is not among its choices."""
    if parameters[name] not in choices:
        raise UsageError(f"{name} {parameters[name]!r} is not known", fix=f"Give {' or '.join(choices)}.")
    return parameters[name]
