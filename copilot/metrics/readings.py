"""What a definition needs, read from prices: rows of a window picked and pinned, and rows turned into its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from copilot.errors import UsageError
from copilot.market import calendar as exchange
from copilot.metrics import windows
from copilot.metrics.price_rows import field_rows, growth_factors, levels, path_rows, point, split_of
from copilot.metrics.rows import Row, number
from copilot.metrics.windows import Window, bars_between, window_of
from copilot.types import Bar, Fact, Meeting, Prices, Series

FIELDS = ("open", "high", "low", "close")


@dataclass(frozen=True, slots=True)
class Request:
    """What a metric may be computed from: prices, those of another instrument or of a list of them, meetings, facts of companies,
    published series; and the parameters asked for."""

    name: str
    prices: Prices | None
    other: Prices | None
    meetings: Sequence[Meeting]
    parameters: Mapping[str, str]
    others: Sequence[Prices] = ()
    facts: Sequence[Fact] = ()
    other_facts: Sequence[Fact] = ()
    series: Sequence[Series] = ()

    @property
    def main(self) -> Prices:
        """The prices. Raises UsageError where the metric was asked for without any."""
        if self.prices is None:
            raise UsageError(f"{self.name} needs prices", fix="Name a ticker.")
        return self.prices


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose rows they are and where they came from, where that is not one instrument's prices. unit None: as defined."""

    ticker: str | None
    provider: str
    fetched_at: str
    unit: str | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows picked, the parameters as they were understood, and the window in words for the label."""

    rows: tuple[Row, ...]
    parameters: dict[str, str]
    words: str
    origin: Origin | None = None


class Reading(Protocol):
    """One way to read rows. `select` touches the source, `arguments` only the rows: that is what a receipt replays."""

    @property
    def accepts(self) -> tuple[str, ...]:
        """Names of the parameters it understands."""
        ...

    def select(self, request: Request) -> Selection:
        """The rows of the window asked for. Raises InsufficientData, UsageError."""
        ...

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """The arguments of the definition's function."""
        ...


class ReadsValues:
    """A reading whose arguments are the values of its rows, in their order."""

    __slots__ = ()

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """The field `value` of each row."""
        return tuple(number(row, "value") for row in rows)


@dataclass(frozen=True, slots=True)
class FieldReading:
    """One field of every bar in a window, or of a single session where only that is asked: (values,)."""

    field: str
    whole_window: bool = True
    accepts: tuple[str, ...] = ("session", "start", "end", "month", "year", "months", "weeks")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, field}."""
        prices = request.main
        window = clipped(prices, window_of(prices, request.parameters))
        if not self.whole_window and window.start != window.end:
            raise UsageError(f"{request.name} is asked for one session", fix="Give its day as session.")
        before_bars = not prices.bars or window.end < prices.bars[0].session
        if before_bars and self.field == "close" and window.start == window.end and exchange.is_session(window.end):
            row = point(prices, window.end, "close")  # the close of a month, where no daily bar reaches
            return Selection((row,), resolved(request, row["session"], row["session"]), window.words)
        bars = bars_between(prices, window.start, window.end)
        return of_bars(request, bars, (self.field,), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """One list of prices, oldest first, in the shares of the last session."""
        return (levels(rows, self.field),)


@dataclass(frozen=True, slots=True)
class EndsReading:
    """The prices at the two ends of a window: (start, end). Month ends serve where no daily bar reaches."""

    accepts: tuple[str, ...] = ("start", "end", "month", "year", "months", "weeks", "start_field", "end_field")

    def select(self, request: Request) -> Selection:
        """Two rows {ticker, session, field}; the start is the base close of a calendar month or year."""
        prices = request.main
        window = window_of(prices, request.parameters)
        fields = [request.parameters.get(name, "close") for name in ("start_field", "end_field")]
        for field in fields:
            if field not in FIELDS:
                raise UsageError(f"{field!r} is no price of a session", fix="Give open, high, low or close.")
        first, last = (point(prices, day, field) for day, field in zip((window.base, window.end), fields, strict=True))
        if first["session"] == last["session"] and fields[0] == fields[1]:
            raise UsageError(f"the window begins and ends with the session {first['session']}", fix="Give a longer window.")
        parameters = resolved(request, first["session"], last["session"])
        return Selection((first, last), parameters | dict(zip(("start_field", "end_field"), fields, strict=True)), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """Start price and end price, both in the shares of the end."""
        fields = [parameters.get(name, "close") for name in ("start_field", "end_field")]
        return (number(rows[0], fields[0]) / split_of(rows[-1]), number(rows[-1], fields[1]))


@dataclass(frozen=True, slots=True)
class PathReading:
    """The total return of a window, step by step: (growth factors,); months where no daily bar reaches, days after that."""

    accepts: tuple[str, ...] = ("start", "end", "month", "year", "months", "weeks")

    def select(self, request: Request) -> Selection:
        """Rows {ticker, session, close, dividend} or {ticker, session, month, close, total_return}, the first is the base."""
        prices = request.main
        window = window_of(prices, request.parameters)
        rows = path_rows(prices, window.base, window.end)
        if len(rows) < 2:
            raise UsageError(
                f"the window from {window.base} to {window.end} holds no step from session to session",
                fix="Give a longer window.",
            )
        return Selection(rows, resolved(request, rows[0]["session"], rows[-1]["session"]), window.words)

    def arguments(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> tuple[Any, ...]:
        """One growth factor per row after the first."""
        return (growth_factors(rows),)


def clipped(prices: Prices, window: Window) -> Window:
    """The window up to the last session known, where the calendar month or year asked for still runs."""
    known = windows.last_known(prices)
    if window.start <= known < window.end and window.base < window.start:
        return Window(window.start, known, window.base, f"{window.words} to {{end}}")
    return window


def of_bars(request: Request, bars: Sequence[Bar], fields: tuple[str, ...], words: str) -> Selection:
    """Some fields of some sessions, the first to the last of which were used."""
    return Selection(field_rows(request.main, bars, fields), resolved(request, bars[0].session, bars[-1].session), words)


def resolved(request: Request, start: object, end: object) -> dict[str, str]:
    """The parameters as asked, with the first and last session actually used."""
    return {**request.parameters, "start": str(start), "end": str(end)}
