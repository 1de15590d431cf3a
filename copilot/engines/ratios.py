"""Sentences about measures that a question asks for by name: beta, correlation, tracking error, Sharpe ratio, moving averages."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from copilot.engines.evidence import Desk, Evidence
from copilot.engines.periods import Period
from copilot.engines.prose import called, day, percent, price, rounded
from copilot.engines.returns import returns_of, series_window
from copilot.metrics import definition_takes
from copilot.types import Metric

_AGAINST = {"beta": "to", "correlation": "with", "tracking error": "against", "information ratio": "against", "alpha": "against"}
_FREQUENCIES = ("monthly", "weekly", "daily")
_RATE = "risk_free_annual"
_BILL = "DGS3MO"  # the three-month Treasury bill, the usual rate free of risk


def compares(name: str) -> bool:
    """Whether a definition is of one instrument against another."""
    return name in _AGAINST


def named_metric(
    desk: Desk,
    evidence: Evidence,
    name: str,
    ticker: str,
    *,
    other: str | None = None,
    period: Period | None = None,
    sessions: Sequence[int] = (),
) -> list[str]:
    """The measure of this name, from returns of each frequency that can be had; against `other` where it compares.

    sessions: the length of a moving average, where one is named. Empty where it cannot be computed, which the desk keeps in mind.
    """
    if name == "moving average":
        return _average(desk, evidence, ticker, period, sessions)
    if compares(name) and other is None:
        return []
    window: dict[str, Any] = series_window(desk, ticker, period)
    rate = _risk_free(desk, name)
    if _RATE in definition_takes(name):
        if rate is None:
            desk.without_rate.append(name)
            return []
        window[_RATE] = str(rate.value / 100)
    found: list[tuple[str, Metric]] = []
    for frequency in _FREQUENCIES:
        metric = _with_dividends_or_without(desk, name, ticker, other, frequency=frequency, **window)
        if metric is None:
            desk.lacking.append((f"{name}, {frequency}", ticker, "the sessions are lacking"))
        else:
            found.append((frequency, metric))
    if not found:
        return []
    what = f"The {_called(name)} of {called(ticker)}" + (f" {_AGAINST[name]} {called(other)}" if other and compares(name) else "")
    told = f"{what} was {_clause(evidence, *found[0])}"
    for frequency, metric in found[1:]:
        told += f"; {_clause(evidence, frequency, metric)}"
    if rate is None:
        return [f"{told}."]
    return [f"{told}.", f"The rate free of risk is the 3-month Treasury bill's {rounded(rate.value, 2)}% {evidence.cite(rate)}."]


def _with_dividends_or_without(desk: Desk, name: str, ticker: str, other: str | None, **asked: Any) -> Metric | None:
    total = desk.metric(name, ticker, other=other, is_optional=True, **asked)
    return total or desk.metric(name, ticker, other=other, is_optional=True, basis="price", **asked)


def _clause(evidence: Evidence, frequency: str, metric: Metric) -> str:
    when = f"from {frequency} {returns_of(metric)} between {day(metric.start)} and {day(metric.end)}"
    return f"{_figure(metric)} {when} {evidence.cite(metric)}"


def _figure(metric: Metric) -> str:
    if metric.unit != "fraction":
        return f"{'−' if metric.value < 0 else ''}{rounded(abs(metric.value), 2)}"
    return f"{'−' if metric.value < 0 else ''}{percent(metric.value)}"


def _called(name: str) -> str:
    return name[:1].upper() + name[1:] if name.startswith(("sharpe", "sortino")) else name


def _risk_free(desk: Desk, name: str) -> Metric | None:
    return desk.published("series value", _BILL) if _RATE in definition_takes(name) else None


def _average(desk: Desk, evidence: Evidence, ticker: str, period: Period | None, sessions: Sequence[int]) -> list[str]:
    """The mean of the last closes, and on which side of it the last close lies."""
    last = desk.last_session(ticker)
    if last is None:
        return []
    session = min(period.end, last) if period is not None else last
    told: list[str] = []
    for count in sessions or (200,):
        metric = desk.metric("moving average", ticker, sessions=count, session=session)
        close = desk.metric("close", ticker, session=session)
        if metric is None or close is None:
            continue
        apart: Decimal = close.value / metric.value - 1
        side = "above" if apart >= 0 else "below"
        told.append(
            f"{called(ticker)} closed at {price(close)} on {day(close.start)} {evidence.cite(close)}, {side} its {count}-session"
            f" moving average of {price(metric)} {evidence.cite(metric)}."
        )
    return told
