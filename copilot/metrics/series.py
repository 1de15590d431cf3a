"""Returns at a frequency, read from prices: daily, weekly or monthly, with or without dividends."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from copilot.errors import UsageError
from copilot.market import calendar as exchange
from copilot.metrics import windows
from copilot.metrics.price_rows import field_rows, growth_factors, month_row, month_session, split_of, total_rows
from copilot.metrics.readings import Request, Selection, resolved
from copilot.metrics.rows import Row, day, numbers
from copilot.metrics.windows import Window, bars_between, lacking, window_of
from copilot.types import Prices

CHOICES: Mapping[str, tuple[str, ...]] = {"basis": ("total", "price"), "returns": ("simple", "log")}


PERIODS_ANNUAL: Mapping[str, int] = {"daily": 252, "weekly": 52, "monthly": 12}


@dataclass(frozen=True, slots=True)
class ReturnsReading:
    """The returns of a window at one frequency: (returns,), or (returns, returns per year, rate) where a rate is asked.

    Parameters: basis total or price, returns simple or log, frequency where the metric does not fix it.
    """

    frequency: str | None  # daily, weekly, monthly; None is a parameter
    annual_rate: str | None = None  # name of a parameter with a rate per year, as a fraction
    accepts: tuple[str, ...] = ("start", "end", "month", "months", "weeks", "year", "basis", "returns", "frequency")

    def select(self, request: Request) -> Selection:
        """Rows of the base and of each return's end (of every session in between where dividends count by the week)."""
        parameters = dict(request.parameters)
        if self.frequency is not None and parameters.setdefault("frequency", self.frequency) != self.frequency:
            raise UsageError(f"{request.name} is {self.frequency}", fix=f"Ask for the {parameters['frequency']} one.")
        chosen(parameters)
        if self.annual_rate is not None:
            _rate(parameters, self.annual_rate)
        window = window_of(request.main, parameters)
        rows = series_rows(request.main, window, parameters["frequency"], parameters["basis"])
        return Selection(rows, parameters | {"start": rows[0]["session"], "end": rows[-1]["session"]}, window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Returns, oldest first; then how many make a year, and the rate per year."""
        frequency = parameters["frequency"]
        returns = returns_of(rows, frequency, parameters["basis"])
        if parameters["returns"] == "log":
            returns = [math.log1p(value) for value in returns]
        if self.annual_rate is None:
            return (returns,)
        return returns, PERIODS_ANNUAL[frequency], _rate(parameters, self.annual_rate)


@dataclass(frozen=True, slots=True)
class PairReading:
    """The simple returns of two instruments over the same steps: (returns, returns of the other, returns per year), and the rate
    per year where one is asked."""

    annual_rate: str | None = None
    accepts: tuple[str, ...] = ("start", "end", "month", "months", "weeks", "year", "basis", "frequency")

    def select(self, request: Request) -> Selection:
        """Rows of the first instrument, then those of the other."""
        chosen(request.parameters)
        if self.annual_rate is not None:
            _rate(request.parameters, self.annual_rate)
        prices, other = request.main, other_of(request)
        window = window_of(prices, request.parameters)
        frequency, basis = request.parameters["frequency"], request.parameters["basis"]
        rows = series_rows(prices, window, frequency, basis)
        others = series_rows(other, window, frequency, basis)
        if [row["session"] for row in rows] != [row["session"] for row in others]:
            raise lacking(other, f"{request.name} needs the same sessions of both {prices.ticker} and {other.ticker}")
        parameters = resolved(request, rows[0]["session"], rows[-1]["session"]) | {"other": other.ticker}
        return Selection((*rows, *others), parameters, window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Two lists of returns of one length, and how many make a year."""
        half, frequency = len(rows) // 2, parameters["frequency"]
        both = (returns_of(part, frequency, parameters["basis"]) for part in (rows[:half], rows[half:]))
        if self.annual_rate is None:
            return (*both, PERIODS_ANNUAL[frequency])
        return (*both, PERIODS_ANNUAL[frequency], _rate(parameters, self.annual_rate))


def other_of(request: Request) -> Prices:
    """The second instrument. Raises UsageError where it is missing or is the first one."""
    if request.other is None or request.other.ticker == request.main.ticker:
        raise UsageError(f"{request.name} needs two instruments", fix="Name another ticker to compare with.")
    return request.other


def chosen(parameters: Mapping[str, str]) -> None:
    """Raises UsageError where a parameter has a value that is not among its choices."""
    choices = {**CHOICES, "frequency": ("daily", "weekly", "monthly")}
    for name, values in choices.items():
        if name in parameters and parameters[name] not in values:
            raise UsageError(f"{name} {parameters[name]!r} is not known", fix=f"Give {' or '.join(values)}.")


def _rate(parameters: Mapping[str, str], name: str) -> float:
    """A rate per year as a fraction. Raises UsageError where it is not given or cannot be one."""
    try:
        rate = float(parameters[name])
    except (KeyError, ValueError):
        rate = math.nan
    if not -1 < rate < 1:
        said = f"{parameters[name][:20]!r} is none" if name in parameters else "it is not given"
        raise UsageError(
            f"{name} is required, a rate per year as a fraction, and {said}",
            fix=f"Give {name}=0.04 for 4% a year, as an article or a published yield (series value, id DGS3MO) tells it.",
        )
    return rate


def series_rows(prices: Prices, window: Window, frequency: str, basis: str) -> tuple[Row, ...]:
    """The rows from which `returns_of` makes the returns of the window. Raises InsufficientData."""
    if frequency == "monthly":
        return _monthly_rows(prices, window, basis)
    base = windows.bar_on_or_before(prices, window.base)
    last = windows.bar_on_or_before(prices, window.end)
    if base is None or last is None:
        raise lacking(prices, f"{frequency} returns from {window.base} to {window.end} need every session from {window.base}")
    bars = bars_between(prices, base.session, last.session)
    if frequency == "weekly":
        bars = _whole_weeks(bars)
        if basis == "price":
            ends = week_ends([bar.session for bar in bars])
            bars = [bars[position] for position in ends]
    if not bars:
        raise UsageError(f"no whole week ends from {window.base} to {window.end}", fix="Give a longer window.")
    return total_rows(prices, bars) if basis == "total" else field_rows(prices, bars, ("close",))


def returns_of(rows: Sequence[Row], frequency: str, basis: str) -> list[float]:
    """Simple returns from pinned rows, oldest first."""
    if basis == "price":
        steps = zip(pairwise(numbers(rows, "close")), map(split_of, rows[1:]), strict=True)
        return [after / (before / split) - 1 for (before, after), split in steps]
    factors = growth_factors(rows)
    if frequency != "weekly":
        return [factor - 1 for factor in factors]
    ends = week_ends([day(row) for row in rows])
    return [math.prod(factors[first:last]) - 1 for first, last in pairwise(ends)]


def week_ends(sessions: Sequence[date]) -> list[int]:
    """Positions of the last session of each calendar week (Monday to Sunday)."""
    weeks = [session.toordinal() - session.weekday() for session in sessions]
    return [i for i in range(len(weeks)) if i + 1 == len(weeks) or weeks[i + 1] != weeks[i]]


def _whole_weeks(bars: Sequence[Any]) -> Sequence[Any]:
    """Bars from the first week's end to the last whole week's end; the first week serves only as the base."""
    ends = week_ends([bar.session for bar in bars])
    if ends and _week_goes_on(bars[ends[-1]].session):
        ends.pop()
    return bars[ends[0] : ends[-1] + 1] if ends else ()


def _week_goes_on(session: date) -> bool:
    sunday = session + timedelta(days=6 - session.weekday())
    return exchange.session_count(session + timedelta(days=1), sunday) > 0


def _monthly_rows(prices: Prices, window: Window, basis: str) -> tuple[Row, ...]:
    """The base month end and each month end of the window, without a hole."""
    ends = [end for end in prices.month_ends if month_session(prices, end.month) <= window.end]
    if not ends:
        raise lacking(prices, f"monthly returns to {window.end} need month ends")
    first = _base_month(window, ends[-1].month)
    wanted = [end for end in ends if end.month >= first]
    count = _months_apart(first, ends[-1].month) + 1
    if count < 2 or len(wanted) != count or (basis == "total" and any(end.total_return is None for end in wanted[1:])):
        if count < 2:
            raise lacking(prices, f"no whole month lies in the window to {window.end}")
        kind = "month ends" if basis == "price" else "month ends with total returns"
        raise lacking(prices, f"this needs the {count} {kind} from {first} to {ends[-1].month}")
    rows = [month_row(prices, end) for end in wanted]
    if basis == "price":
        return tuple({key: value for key, value in row.items() if key != "total_return"} for row in rows)
    return tuple(rows)


def _base_month(window: Window, last: str) -> str:
    """The month whose end the first return starts from; a count of months is counted back from the last complete one."""
    if window.months is not None:
        return f"{windows.months_before(date(int(last[:4]), int(last[5:]), 1), window.months):%Y-%m}"
    return f"{exchange.session_on_or_before(window.base):%Y-%m}"


def _months_apart(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
