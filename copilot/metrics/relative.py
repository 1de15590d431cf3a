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
    return covariance(returns, other) / covariance(other, other)


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


def covariance(first: Sequence[float], second: Sequence[float]) -> float:
    """Sample covariance, with n - 1. Raises InsufficientData if n < 2.

    >>> covariance([1.0, 3.0], [1.0, 5.0])
    4.0
    """
    if len(first) < 2:
        raise InsufficientData("this needs at least two returns", fix="Ask about a longer window.")
    means = math.fsum(first) / len(first), math.fsum(second) / len(second)
    products = ((a - means[0]) * (b - means[1]) for a, b in zip(first, second, strict=True))
    return math.fsum(products) / (len(first) - 1)
