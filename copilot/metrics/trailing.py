"""Readings that look back from a day: the last closes, the last months, a path with its years, a level and those before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copilot.errors import UsageError
from copilot.metrics import windows
from copilot.metrics.price_rows import growth_factors, levels
from copilot.metrics.readings import EndsReading, PathReading, Request, Selection, clipped, of_bars, resolved
from copilot.metrics.rows import Row, day
from copilot.metrics.series import series_rows
from copilot.metrics.special import DrawdownReading, one_of
from copilot.metrics.windows import bars_between, lacking, parse_count, parse_day, window_of
from copilot.types import Bar

_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,2})?")


@dataclass(frozen=True, slots=True)
class LastClosesReading:
    """The closes of so many sessions up to a day: (closes,)."""

    accepts: tuple[str, ...] = ("session", "end", "sessions")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close}."""
        return _closes(request, parse_count(request.parameters["sessions"], "sessions"))

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Closes, oldest first."""
        return (levels(rows, "close"),)


@dataclass(frozen=True, slots=True)
class SmoothedReading(LastClosesReading):
    """The closes that an exponential average of so many sessions rests on, ten times as many: (closes, sessions)."""

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close}."""
        return _closes(request, 10 * parse_count(request.parameters["sessions"], "sessions"))

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Closes, oldest first, and the sessions of the average."""
        return levels(rows, "close"), int(parameters["sessions"])


def _closes(request: Request, count: int) -> Selection:
    """The closes of so many sessions up to the one asked for. Raises InsufficientData where fewer are known."""
    until = _until(request)
    if len(until) < count:
        raise lacking(request.main, f"this needs {count} sessions up to {until[-1].session if until else 'a day'}")
    bars = bars_between(request.main, until[-count].session, until[-1].session)
    return of_bars(request, bars, ("close",), "on {end}")


@dataclass(frozen=True, slots=True)
class AmountReading(PathReading):
    """An amount of money and the total return of a window, step by step: (amount, growth factors)."""

    accepts: tuple[str, ...] = (*PathReading().accepts, "amount")

    def select(self, request: Request) -> Selection:
        """As for a total return. Raises UsageError where the amount is none, or 0 or less."""
        if not _AMOUNT.fullmatch(request.parameters["amount"]) or float(request.parameters["amount"]) <= 0:
            raise UsageError(f"{request.parameters['amount'][:20]!r} is no amount of money", fix="Give it in digits, as 10000.")
        return PathReading.select(self, request)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """The amount, and one growth factor per row after the first."""
        return (float(parameters["amount"]), growth_factors(rows))


@dataclass(frozen=True, slots=True)
class WeeklyClosesReading(LastClosesReading):
    """The last close of each of so many weeks up to a day, the running week's latest included: (closes,)."""

    accepts: tuple[str, ...] = ("session", "end", "weeks")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close}."""
        count = parse_count(request.parameters["weeks"], "weeks")
        until = _until(request)
        bars = list({bar.session.isocalendar()[:2]: bar for bar in until}.values())[-count:]
        if len(bars) < count:
            raise lacking(request.main, f"this needs {count} weeks up to {until[-1].session if until else 'a session'}")
        return of_bars(request, bars, ("close",), "on {end}")


def _until(request: Request) -> list[Bar]:
    """The bars up to the session asked for, else all."""
    asked = request.parameters.get("session", request.parameters.get("end"))
    last = windows.last_known(request.main) if asked is None else parse_day(asked, "session")
    bar = windows.bar_on_or_before(request.main, last)
    return [] if bar is None else [known for known in request.main.bars if known.session <= bar.session]


@dataclass(frozen=True, slots=True)
class MomentumReading:
    """The growth of the last `months` complete months without the latest `skip`: (growth factors,)."""

    accepts: tuple[str, ...] = ("end", "months", "skip")

    def select(self, request: Request) -> Selection:
        """Rows of month ends {ticker, session, month, close, total_return}, the first is the base."""
        prices = request.main
        skip = 0 if request.parameters["skip"] == "0" else parse_count(request.parameters["skip"], "skip")
        window = window_of(prices, {key: value for key, value in request.parameters.items() if key in ("end", "months")})
        rows = series_rows(prices, window, "monthly", "total")
        if skip >= len(rows) - 1:
            raise UsageError(f"skip {skip} leaves no month", fix="Give more months, or skip fewer.")
        kept = rows[: len(rows) - skip]
        return Selection(kept, resolved(request, kept[0]["session"], kept[-1]["session"]), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """One growth factor per month."""
        return (growth_factors(rows),)


@dataclass(frozen=True, slots=True)
class YearsReading(PathReading):
    """The total return of a window step by step, and its length: (growth factors, years)."""

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Growth factors, and calendar days over 365.25."""
        return growth_factors(rows), (day(rows[-1]) - day(rows[0])).days / 365.25


@dataclass(frozen=True, slots=True)
class EndsAndYearsReading(EndsReading):
    """The prices at the two ends of a window, and its length: (start, end, years)."""

    accepts: tuple[str, ...] = PathReading().accepts

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Start price and end price in the shares of the end, and calendar days over 365.25."""
        return *EndsReading.arguments(self, rows, parameters), (day(rows[-1]) - day(rows[0])).days / 365.25


@dataclass(frozen=True, slots=True)
class PreviousReading:
    """The highs, or the closes, of a window: (levels,)."""

    accepts: tuple[str, ...] = ("start", "end", "month", "year", "months", "weeks", "field")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, high or close}."""
        field = one_of(request.parameters, "field", ("high", "close"))
        prices = request.main
        window = clipped(prices, window_of(prices, request.parameters))
        bars = bars_between(prices, window.start, window.end)
        if len(bars) < 2:
            raise UsageError(f"{request.name} needs a session before the last", fix="Give a longer window.")
        return of_bars(request, bars, (field,), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Levels, oldest first."""
        return (levels(rows, parameters["field"]),)


@dataclass(frozen=True, slots=True)
class RecoveryReading(DrawdownReading):
    """The levels of a drawdown with their days: (highs, lows, day numbers)."""

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """As for a drawdown, with the sessions as day numbers."""
        return (*DrawdownReading.arguments(self, rows, parameters), [day(row).toordinal() for row in rows])
