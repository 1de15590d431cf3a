"""One instrument against another over the same window."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copilot.errors import InsufficientData
from copilot.metrics.registry import metric
from copilot.metrics.risk import sample_deviation


@metric(
    name="relative return",
    unit="percentage_point",
    needs="two paths",
    formula="100 * ({basis} return of {ticker} - {basis} return of {other})",
    label="{ticker} {basis} return less that of {other} {words}",
    basis="total",
)
def relative_return(growth: Sequence[float], other: Sequence[float]) -> float:
    """By how many percentage points the first return beat the second, below 0 where it fell short.

    >>> relative_return([1.5], [1.25])
    25.0
    """
    return 100 * (math.prod(growth) - math.prod(other))


_PAIR = "{ticker} {name} to {other} {words} ({frequency} {basis} returns)"


@metric(
    name="beta",
    unit="none",
    needs="pair of returns",
    formula="covariance({ticker}, {other}) / variance({other})",
    label=_PAIR,
    months="36",
    basis="total",
    frequency="daily",
)
def beta(returns: Sequence[float], other: Sequence[float], periods_annual: int) -> float:
    """Slope of the first instrument's returns on the other's.

    >>> beta([0.02, -0.02, 0.04], [0.01, -0.01, 0.02], 252)
    2.0
    """
    own, market = deviations(returns), deviations(other)
    return mean_product(own, market) / mean_product(market, market)


@metric(
    name="correlation",
    unit="none",
    needs="pair of returns",
    formula="covariance({ticker}, {other}) / (stdev({ticker}) * stdev({other}))",
    label=_PAIR,
    months="36",
    basis="total",
    frequency="daily",
)
def correlation(returns: Sequence[float], other: Sequence[float], periods_annual: int) -> float:
    """Pearson correlation of two series of returns, from -1 to 1."""
    spread = math.sqrt(covariance(returns, returns)) * math.sqrt(covariance(other, other))
    return max(-1.0, min(1.0, covariance(returns, other) / spread))


@metric(
    name="tracking error",
    unit="fraction",
    needs="pair of returns",
    formula="stdev of ({ticker} - {other}) * sqrt(n), n returns a year",
    label=_PAIR,
    months="36",
    basis="total",
    frequency="daily",
)
def tracking_error(returns: Sequence[float], other: Sequence[float], periods_annual: int) -> float:
    """Volatility of the difference between two returns, per year."""
    return sample_deviation([first - second for first, second in zip(returns, other, strict=True)]) * math.sqrt(periods_annual)


@metric(
    name="information ratio",
    unit="ratio_x",
    needs="pair of returns",
    formula="mean of ({ticker} - {other}) * n / (stdev of ({ticker} - {other}) * sqrt(n)), n returns a year",
    label=_PAIR,
    months="36",
    basis="total",
    frequency="monthly",
)
def information_ratio(returns: Sequence[float], other: Sequence[float], periods_annual: int) -> float:
    """Mean difference between two returns per unit of its volatility, per year.

    Source: Grinold & Kahn (1999), Active Portfolio Management, ch. 5.
    """
    apart = [first - second for first, second in zip(returns, other, strict=True)]
    return math.fsum(apart) / len(apart) / sample_deviation(apart) * math.sqrt(periods_annual)


@metric(
    name="alpha",
    unit="fraction",
    needs="pair of returns and risk-free rate",
    formula="(mean({ticker}) - rf / n - beta * (mean({other}) - rf / n)) * n, n returns a year",
    label="{ticker} {name} to {other} {words} ({frequency} {basis} returns, risk-free rate {risk_free} a year)",
    months="36",
    basis="total",
    frequency="monthly",
)
def alpha(returns: Sequence[float], other: Sequence[float], periods_annual: int, risk_free_annual: float) -> float:
    """Mean return per year beyond what beta to the other explains.

    risk_free_annual: per year, as a fraction; it is asked for, because no default would be right.
    Source: Jensen (1968), "The Performance of Mutual Funds in the Period 1945-1964", Journal of Finance 23(2), 389-416.
    """
    risk_free = risk_free_annual / periods_annual
    own, market = (math.fsum(values) / len(values) - risk_free for values in (returns, other))
    return (own - beta(returns, other, periods_annual) * market) * periods_annual


@metric(
    name="price ratio",
    unit="ratio_x",
    needs="two closes",
    formula="close({ticker}) / close({other})",
    label="{ticker} close over that of {other} on {end}",
)
def price_ratio(close: float, other: float) -> float:
    """The close of one instrument in units of another's, as traded: comparable only between days without a split of either.

    >>> price_ratio(50.0, 200.0)
    0.25
    """
    return close / other


def covariance(first: Sequence[float], second: Sequence[float]) -> float:
    """Sample covariance, with n - 1. Raises InsufficientData if n < 2.

    >>> covariance([1.0, 3.0], [1.0, 5.0])
    4.0
    """
    return mean_product(deviations(first), deviations(second))


def deviations(values: Sequence[float]) -> list[float]:
    """Each value less the mean of all. Raises InsufficientData if n < 2."""
    if len(values) < 2:
        raise InsufficientData("this needs at least two returns", fix="Ask about a longer window.")
    mean = math.fsum(values) / len(values)
    return [value - mean for value in values]


def mean_product(first: Sequence[float], second: Sequence[float]) -> float:
    """The products of two lists of deviations, their sum over n - 1.

    >>> mean_product([-1.0, 1.0], [-2.0, 2.0])
    4.0
    """
    return math.fsum([one * two for one, two in zip(first, second, strict=True)]) / (len(first) - 1)
