"""Volatility and falls. Returns are fractions, oldest first; a year has 252 sessions, 52 weeks, 12 months."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.errors import InsufficientData
from copilot.metrics.registry import Found, metric

_LABEL = "{ticker} {name} {words} ({returns} {basis} returns)"


@metric(
    name="annualised volatility, daily",
    unit="fraction",
    needs="daily returns",
    formula="stdev of daily {returns} returns ({basis}) * sqrt(252)",
    label=_LABEL,
    months="36",
    basis="total",
    returns="log",
)
def daily_volatility(returns: Sequence[float]) -> float:
    """Sample standard deviation of daily returns, per year."""
    return sample_deviation(returns) * math.sqrt(252)


@metric(
    name="annualised volatility, weekly",
    unit="fraction",
    needs="weekly returns",
    formula="stdev of weekly {returns} returns ({basis}) * sqrt(52)",
    label=_LABEL,
    months="36",
    basis="total",
    returns="simple",
)
def weekly_volatility(returns: Sequence[float]) -> float:
    """Sample standard deviation of weekly returns, from each week's last close to the next, per year."""
    return sample_deviation(returns) * math.sqrt(52)


@metric(
    name="annualised volatility, monthly",
    unit="fraction",
    needs="monthly returns",
    formula="stdev of monthly {returns} returns ({basis}) * sqrt(12)",
    label=_LABEL,
    months="36",
    basis="total",
    returns="simple",
)
def monthly_volatility(returns: Sequence[float]) -> float:
    """Sample standard deviation of monthly returns, from month end to month end, per year."""
    return sample_deviation(returns) * math.sqrt(12)


@metric(
    name="max drawdown",
    unit="fraction",
    needs="peaks and troughs",
    formula="min over t of {trough}[t] / max({peak}[..t-1]) - 1 ({basis})",
    label="{ticker} max drawdown {words} ({basis}), peak {start}, trough {end}",
    basis="total",
)
def max_drawdown(highs: Sequence[float], lows: Sequence[float]) -> Found:
    """Deepest fall from an earlier peak, as a fraction <= 0 (-0.25 is a 25% fall), with its peak and its trough.

    highs, lows: shape (n,), n >= 2, oldest first; the same levels twice for closes or total return. The peak lies in a
    session before the trough's, since a bar does not tell which came first.
    Source: Magdon-Ismail & Atiya (2004), "Maximum Drawdown", Risk 17(10), 99-102.

    >>> max_drawdown([100.0, 120.0, 90.0, 110.0], [100.0, 120.0, 90.0, 110.0])
    Found(value=-0.25, first=1, last=2)
    """
    worst, first, last, peak = 0.0, len(highs) - 1, len(highs) - 1, 0
    for position in range(1, len(highs)):
        if highs[position - 1] > highs[peak]:
            peak = position - 1
        fall = lows[position] / highs[peak] - 1
        if fall < worst:
            worst, first, last = fall, peak, position
    return Found(worst, first, last)


@metric(
    name="recovery time",
    unit="day",
    needs="peaks, troughs and days",
    formula="days from the trough of the max drawdown to the first session at or above its peak",
    label="{ticker} recovery from the max drawdown {words} ({basis}), trough {start}, regained {end}",
    basis="total",
)
def recovery_time(highs: Sequence[float], lows: Sequence[float], days: Sequence[int]) -> Found:
    """Calendar days from the trough of the deepest fall until its peak was reached again.

    highs, lows as for the max drawdown; days: the sessions as day numbers. Raises InsufficientData where there was no fall,
    or the peak was not reached again by the end of the window.

    >>> recovery_time([100.0, 80.0, 90.0, 100.0], [100.0, 80.0, 90.0, 100.0], [1, 2, 3, 6])
    Found(value=4.0, first=1, last=3)
    """
    fall, peak, trough = max_drawdown(highs, lows)
    regained = next((t for t in range(trough + 1, len(highs)) if highs[t] >= highs[peak]), None)
    if fall == 0 or regained is None:
        problem = "there was no fall in this window" if fall == 0 else "the peak was not reached again in this window"
        raise InsufficientData(problem, fix="Ask about a longer window.")
    return Found(float(days[regained] - days[trough]), trough, regained)


@metric(
    name="sharpe ratio",
    unit="ratio_x",
    needs="returns and risk-free rate",
    formula="(mean return - risk-free rate / n) / stdev of returns * sqrt(n), n returns a year",
    label="{ticker} Sharpe ratio {words} ({frequency} {basis} returns, risk-free rate {risk_free} a year)",
    months="36",
    basis="total",
    returns="simple",
    frequency="monthly",
)
def sharpe_ratio(returns: Sequence[float], periods_annual: int, risk_free_annual: float) -> float:
    """Mean return over the risk-free rate, per unit of volatility, per year.

    risk_free_annual: per year, as a fraction (0.04 is 4%); it is asked for, because no default would be right.
    Source: Sharpe (1994), "The Sharpe Ratio", Journal of Portfolio Management 21(1), 49-58.
    """
    excess = math.fsum(returns) / len(returns) - risk_free_annual / periods_annual
    return excess / sample_deviation(returns) * math.sqrt(periods_annual)


@metric(
    name="downside deviation",
    unit="fraction",
    needs="returns and target",
    formula="sqrt(mean of min(return - target / n, 0)^2) * sqrt(n), n returns a year",
    label="{ticker} downside deviation {words} ({frequency} {basis} returns, target {target} a year)",
    months="36",
    basis="total",
    returns="simple",
    frequency="monthly",
    target_annual="0",
)
def downside_deviation(returns: Sequence[float], periods_annual: int, target_annual: float) -> float:
    """Root mean square of the shortfalls below a target, over all returns, per year.

    Source: Sortino & van der Meer (1991), "Downside Risk", Journal of Portfolio Management 17(4), 27-31.

    >>> round(downside_deviation([0.1, -0.1, 0.1, -0.1], 12, 0.0), 6)
    0.244949
    """
    target = target_annual / periods_annual
    shortfalls = (min(value - target, 0.0) ** 2 for value in returns)
    return math.sqrt(math.fsum(shortfalls) / len(returns) * periods_annual)


@metric(
    name="sortino ratio",
    unit="ratio_x",
    needs="returns and target",
    formula="(mean return - target / n) * n / downside deviation, n returns a year",
    label="{ticker} Sortino ratio {words} ({frequency} {basis} returns, target {target} a year)",
    months="36",
    basis="total",
    returns="simple",
    frequency="monthly",
    target_annual="0",
)
def sortino_ratio(returns: Sequence[float], periods_annual: int, target_annual: float) -> float:
    """Mean return over a target, per unit of downside deviation, per year.

    Source: Sortino & Price (1994), "Performance Measurement in a Downside Risk Framework", Journal of Investing 3(3), 59-64.
    """
    excess = math.fsum(returns) / len(returns) * periods_annual - target_annual
    return excess / downside_deviation(returns, periods_annual, target_annual)


@metric(
    name="best session",
    unit="fraction",
    needs="daily returns",
    formula="max of daily returns ({basis})",
    label="{ticker} best session {words}: {start} ({basis} return)",
    months="12",
    basis="price",
    returns="simple",
)
def best_session(returns: Sequence[float]) -> Found:
    """The largest one-day return of a window, and its session.

    >>> best_session([0.01, 0.03, -0.02])
    Found(value=0.03, first=2, last=2)
    """
    return _session_of(returns, max(returns))


@metric(
    name="worst session",
    unit="fraction",
    needs="daily returns",
    formula="min of daily returns ({basis})",
    label="{ticker} worst session {words}: {start} ({basis} return)",
    months="12",
    basis="price",
    returns="simple",
)
def worst_session(returns: Sequence[float]) -> Found:
    """The smallest one-day return of a window, and its session."""
    return _session_of(returns, min(returns))


def _session_of(returns: Sequence[float], value: float) -> Found:
    """The first row is the base, so a return is of the row after it."""
    position = returns.index(value) + 1
    return Found(value, position, position)


def sample_deviation(values: Sequence[float]) -> float:
    """Standard deviation with n - 1. Raises InsufficientData if n < 2.

    >>> sample_deviation([1.0, 3.0])
    1.4142135623730951
    """
    if len(values) < 2:
        raise InsufficientData("this needs at least two returns", fix="Ask about a longer window.")
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum([(value - mean) ** 2 for value in values]) / (len(values) - 1))
